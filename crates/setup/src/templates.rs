//! Bodies as the regions have them: what a new one begins with. Everything can be changed afterwards. Beside those that
//! the program gives a region keeps its own: how one of its bodies works, under a name.

use kit::{Id, Lang, Local};
use page::App;
use people::bodies::{Body, NewBody};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::tables::body_template;

/// A body to begin with that the program gives. Its name and purpose are texts: `setup-body-CODE`,
/// `setup-body-CODE-task`.
struct Given {
    code: &'static str,
    kind: &'static str,
    numbering: &'static str,
    quorum: &'static str,
    conflict_step: bool,
    approval: &'static str,
    publicity: &'static str,
    seat_rule: &'static str,
}

/// How a body works, as it is copied from one to another. The words are those of [`NewBody`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) kind: String,
    pub(crate) statutory: bool,
    pub(crate) description: Local,
    pub(crate) numbering: String,
    pub(crate) period: String,
    pub(crate) quorum: String,
    pub(crate) conflict_step: bool,
    pub(crate) approval: String,
    pub(crate) publicity: String,
    pub(crate) seat_rule: String,
}

/// A body to begin with: one that the program gives, or one of the region's own.
pub(crate) struct Template {
    /// Its code; the id of an own one.
    pub(crate) code: String,
    /// Its id, where it is the region's own.
    pub(crate) own: Option<Uuid>,
    /// What a body made of it is called at first.
    pub(crate) name: Local,
    /// How it works.
    pub(crate) settings: Settings,
}

/// What the program gives, in the order in which a region founds them.
const GIVEN: [Given; 5] = [
    Given {
        code: "managers",
        kind: "managers",
        numbering: "section",
        quorum: "none",
        conflict_step: false,
        approval: "next_meeting",
        publicity: "public",
        seat_rule: "one_per_municipality",
    },
    Given {
        code: "chairs",
        kind: "chairs",
        numbering: "plain",
        quorum: "none",
        conflict_step: false,
        approval: "next_meeting",
        publicity: "public",
        seat_rule: "one_per_municipality",
    },
    Given {
        code: "sector",
        kind: "sector",
        numbering: "plain",
        quorum: "none",
        conflict_step: false,
        approval: "chair",
        publicity: "public",
        seat_rule: "one_per_municipality",
    },
    Given {
        code: "steering",
        kind: "steering",
        numbering: "section",
        quorum: "half",
        conflict_step: true,
        approval: "next_meeting",
        publicity: "internal",
        seat_rule: "none",
    },
    Given {
        code: "working",
        kind: "working",
        numbering: "plain",
        quorum: "none",
        conflict_step: false,
        approval: "chair",
        publicity: "internal",
        seat_rule: "none",
    },
];

impl Given {
    fn template(&self, app: &App) -> Template {
        let task = local(app, &format!("setup-body-{}-task", self.code));
        let paragraph = |text: String| format!("<p>{text}</p>");
        Template {
            code: self.code.to_owned(),
            own: None,
            name: local(app, &format!("setup-body-{}", self.code)),
            settings: Settings {
                kind: self.kind.to_owned(),
                statutory: false,
                description: Local { fi: paragraph(task.fi), sv: paragraph(task.sv), en: paragraph(task.en) },
                numbering: self.numbering.to_owned(),
                period: "calendar_year".to_owned(),
                quorum: self.quorum.to_owned(),
                conflict_step: self.conflict_step,
                approval: self.approval.to_owned(),
                publicity: self.publicity.to_owned(),
                seat_rule: self.seat_rule.to_owned(),
            },
        }
    }
}

impl Settings {
    /// How a body works now.
    pub(crate) fn of(body: &Body) -> Self {
        Self {
            kind: body.kind.clone(),
            statutory: body.statutory,
            description: body.description.0.clone(),
            numbering: body.numbering.clone(),
            period: body.period.clone(),
            quorum: body.quorum.clone(),
            conflict_step: body.conflict_step,
            approval: body.approval.clone(),
            publicity: body.publicity.clone(),
            seat_rule: body.seat_rule.clone(),
        }
    }
}

impl Template {
    /// The body that it makes.
    pub(crate) fn body(&self, key: String, name: Local) -> NewBody {
        let s = self.settings.clone();
        NewBody {
            key,
            name,
            kind: s.kind,
            statutory: s.statutory,
            parent: None,
            description: s.description,
            numbering: s.numbering,
            period: s.period,
            quorum: s.quorum,
            conflict_step: s.conflict_step,
            approval: s.approval,
            publicity: s.publicity,
            seat_rule: s.seat_rule,
        }
    }

    /// The keys of the sentences that tell its rules.
    pub(crate) fn rules(&self) -> Vec<String> {
        let s = &self.settings;
        let mut keys = vec![
            format!("body-numbering-{}", s.numbering),
            format!("body-approval-{}", s.approval.replace('_', "-")),
            format!("body-publicity-{}", s.publicity),
        ];
        if s.seat_rule == "one_per_municipality" {
            keys.insert(0, "setup-rule-per-municipality".to_owned());
        }
        if s.quorum == "half" {
            keys.push("body-quorum-half".to_owned());
        }
        if s.conflict_step {
            keys.push("setup-rule-conflicts".to_owned());
        }
        keys
    }
}

/// All templates: those of the program, then the region's own by name.
pub(crate) async fn all(app: &App, db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Template>> {
    let mut all: Vec<Template> = GIVEN.iter().map(|g| g.template(app)).collect();
    let mut own =
        body_template::Entity::find().filter(body_template::Column::Tenant.eq(tenant)).all(db).await?;
    own.sort_by_cached_key(|t| store::sort_key(t.name.0.get(Lang::Fi)));
    all.extend(own.into_iter().map(|t| Template {
        code: t.id.to_string(),
        own: Some(t.id),
        name: t.name.0,
        settings: t.settings.0,
    }));
    Ok(all)
}

/// Keeps how a body works as a template of the region's own.
pub(crate) async fn keep(tx: &mut Tx, name: Local, body: &Body) -> Result<()> {
    let row = body_template::Model {
        id: Id::<body_template::Model>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        name: Json(name),
        settings: Json(Settings::of(body)),
    };
    tx.create("body_template", row.id, &row).await
}

/// Takes a template of the region's own away. `false` where it has none of this id.
pub(crate) async fn remove(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let found = body_template::Entity::find_by_id(id)
        .filter(body_template::Column::Tenant.eq(tx.tenant()))
        .one(tx.conn())
        .await?;
    let Some(row) = found else { return Ok(false) };
    tx.delete("body_template", id, &row).await?;
    Ok(true)
}

/// A text in all languages.
pub(crate) fn local(app: &App, key: &str) -> Local {
    let t = |lang| app.t(lang, key, &[]);
    Local { fi: t(Lang::Fi), sv: t(Lang::Sv), en: t(Lang::En) }
}

/// An address made of a name: the first of `name`, `name-2`, `name-3`… that is free.
pub(crate) fn free_key(name: &str, taken: &[String]) -> String {
    let slug = people::municipalities::slug(name);
    let slug: String = slug.trim_matches('-').chars().take(50).collect();
    let base = if slug.is_empty() || slug == "new" { "ryhma".to_owned() } else { slug };
    let mut key = base.clone();
    let mut n = 1;
    while taken.contains(&key) {
        n += 1;
        key = format!("{base}-{n}");
    }
    key
}

#[cfg(test)]
mod tests {
    use people::bodies::{APPROVALS, KINDS, NUMBERINGS, PUBLICITIES};

    use super::*;

    #[test]
    fn every_template_makes_a_body_that_the_register_knows() {
        for t in GIVEN {
            assert!(KINDS.contains(&t.kind) && NUMBERINGS.contains(&t.numbering), "{}", t.code);
            assert!(APPROVALS.contains(&t.approval) && PUBLICITIES.contains(&t.publicity), "{}", t.code);
            assert!(people::seats::Rule::parse(t.seat_rule).is_some(), "{}", t.code);
        }
    }

    #[test]
    fn a_key_is_made_of_the_name_and_never_taken_twice() {
        assert_eq!(free_key("Kuntajohtajakokous", &[]), "kuntajohtajakokous");
        assert_eq!(free_key("Työryhmä", &["tyoryhma".into(), "tyoryhma-2".into()]), "tyoryhma-3");
        assert_eq!(free_key("new", &[]), "ryhma");
        assert_eq!(free_key("!!!", &[]), "ryhma");
    }
}
