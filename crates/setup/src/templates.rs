//! Bodies as the regions have them: what a new one begins with. Everything can be changed afterwards.

use kit::{Lang, Local};
use page::App;
use people::bodies::NewBody;

/// A body to begin with. Its name and purpose are texts: `setup-body-CODE`, `setup-body-CODE-task`.
pub(crate) struct Template {
    /// Its code.
    pub(crate) code: &'static str,
    /// The kind of the body.
    pub(crate) kind: &'static str,
    /// How items are numbered.
    pub(crate) numbering: &'static str,
    /// How many must be there.
    pub(crate) quorum: &'static str,
    /// Whether conflicts of interest are asked.
    pub(crate) conflict_step: bool,
    /// Who approves the record.
    pub(crate) approval: &'static str,
    /// How items begin.
    pub(crate) publicity: &'static str,
    /// Who has seats.
    pub(crate) seat_rule: &'static str,
}

/// All of them, in the order in which a region founds them.
pub(crate) const ALL: [Template; 5] = [
    Template {
        code: "managers",
        kind: "managers",
        numbering: "section",
        quorum: "none",
        conflict_step: false,
        approval: "next_meeting",
        publicity: "public",
        seat_rule: "one_per_municipality",
    },
    Template {
        code: "chairs",
        kind: "chairs",
        numbering: "plain",
        quorum: "none",
        conflict_step: false,
        approval: "next_meeting",
        publicity: "public",
        seat_rule: "one_per_municipality",
    },
    Template {
        code: "sector",
        kind: "sector",
        numbering: "plain",
        quorum: "none",
        conflict_step: false,
        approval: "chair",
        publicity: "public",
        seat_rule: "one_per_municipality",
    },
    Template {
        code: "steering",
        kind: "steering",
        numbering: "section",
        quorum: "half",
        conflict_step: true,
        approval: "next_meeting",
        publicity: "internal",
        seat_rule: "none",
    },
    Template {
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

impl Template {
    /// Its name in all languages.
    pub(crate) fn name(&self, app: &App) -> Local {
        local(app, &format!("setup-body-{}", self.code))
    }

    /// The body that it makes.
    pub(crate) fn body(&self, app: &App, key: String, name: Local) -> NewBody {
        let task = local(app, &format!("setup-body-{}-task", self.code));
        let paragraph = |text: String| format!("<p>{text}</p>");
        NewBody {
            key,
            name,
            kind: self.kind.to_owned(),
            statutory: false,
            parent: None,
            description: Local { fi: paragraph(task.fi), sv: paragraph(task.sv), en: paragraph(task.en) },
            numbering: self.numbering.to_owned(),
            period: "calendar_year".to_owned(),
            quorum: self.quorum.to_owned(),
            conflict_step: self.conflict_step,
            approval: self.approval.to_owned(),
            publicity: self.publicity.to_owned(),
            seat_rule: self.seat_rule.to_owned(),
        }
    }

    /// The keys of the sentences that tell its rules.
    pub(crate) fn rules(&self) -> Vec<String> {
        let mut keys = vec![
            format!("body-numbering-{}", self.numbering),
            format!("body-approval-{}", self.approval.replace('_', "-")),
            format!("body-publicity-{}", self.publicity),
        ];
        if self.seat_rule == "one_per_municipality" {
            keys.insert(0, "setup-rule-per-municipality".to_owned());
        }
        if self.quorum == "half" {
            keys.push("body-quorum-half".to_owned());
        }
        if self.conflict_step {
            keys.push("setup-rule-conflicts".to_owned());
        }
        keys
    }
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
        for t in ALL {
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
