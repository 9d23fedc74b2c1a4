//! What municipalities take into use: models, policies and programmes, each municipality side by side.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html, html_with, redirect};
use people::municipalities::{self, Municipality};
use richtext::RichText;
use uuid::Uuid;

use crate::keep::adoptions::{self, Adoption, STAGES, Said};
use crate::keep::{cards, plans};
use crate::rules::compare::{self, Line};
use crate::rules::rights;
use crate::view::{self, Choice};

/// The colour and sign of a stage; the words beside it tell the same.
fn sign(stage: &str) -> (&'static str, &'static str) {
    match stage {
        "preparing" => ("info", "…"),
        "decided" => ("ok", "§"),
        "in_use" => ("ok", "✓"),
        "declined" => ("stop", "✗"),
        _ => ("", "?"),
    }
}

/// A municipality's stage.
pub(crate) struct Stage {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) words: String,
    pub(crate) when: String,
    pub(crate) decided_by: String,
    pub(crate) own: bool,
}

impl Stage {
    fn new(v: &Visit, about: Uuid, m: &Municipality, said: Option<&Adoption>) -> Self {
        let stage = said.map_or("unknown", |a| a.stage.as_str());
        let (class, sign) = sign(stage);
        Self {
            url: v.url(&format!("/adoption/{about}/{}", m.slug)),
            name: m.name(v.lang).to_owned(),
            words: v.t(&format!("plans-stage-{stage}")),
            when: said.map(Adoption::at).filter(|w| !w.is_unknown()).map(|w| v.when(&w)).unwrap_or_default(),
            decided_by: said.map(|a| a.decided_by.clone()).unwrap_or_default(),
            own: said.is_some_and(|a| !a.own_text.is_empty()),
            class,
            sign,
        }
    }
}

/// The stages of all municipalities of today, and of those of old that have said something.
pub(crate) async fn stages(v: &Visit, about: Uuid, said: &[Adoption]) -> Result<Vec<Stage>, PageError> {
    let of = |m: Uuid| said.iter().find(|a| a.about == about && a.municipality == m);
    let today = municipalities::on(v.app.db(), &v.tenant, v.today()).await?;
    let mut all = municipalities::all(v.app.db(), v.tenant.id).await?;
    all.retain(|m| today.iter().any(|t| t.id == m.id) || of(m.id).is_some());
    Ok(all.iter().map(|m| Stage::new(v, about, m, of(m.id))).collect())
}

/// Something that municipalities take into use.
struct Model {
    id: Uuid,
    kind: &'static str,
    path: String,
    title: kit::Local,
    /// The body whose secretary may keep it, for a plan.
    body: Option<Uuid>,
    text: String,
    what: String,
}

/// A model, a policy or a programme of an id, where the asker may see it.
async fn model(v: &Visit, id: Uuid) -> Result<Model, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    if let Some(p) = plans::get(db, tenant, id).await? {
        if !rights::may_see(&v.who, &p.publicity) {
            return Err(PageError::NotFound);
        }
        return Ok(Model {
            id,
            kind: "plan",
            path: format!("/plans/{}", p.key),
            title: p.title.0,
            body: p.body,
            text: p.body_text,
            what: v.t(&format!("plans-kind-{}", p.kind)),
        });
    }
    let c = cards::get(db, tenant, id).await?.filter(|c| rights::may_see(&v.who, &c.publicity));
    let c = c.filter(|c| c.kind == "model").ok_or(PageError::NotFound)?;
    let text = c.says("content").get(Lang::Fi).to_owned();
    Ok(Model {
        id,
        kind: "card",
        path: format!("/cards/{id}"),
        title: c.title.0.clone(),
        body: None,
        text: if text.is_empty() { text } else { RichText::from_plain(&text).to_html() },
        what: v.t("plans-reg-model"),
    })
}

/// A row of the tracker.
struct Row {
    url: String,
    title: Html,
    what: String,
    stages: Vec<Stage>,
    taken: String,
}

/// A municipality on a phone: its stage of each model.
struct Town {
    name: String,
    own: Vec<Own>,
}

/// A stage with the model that it is of.
struct Own {
    title: Html,
    class: &'static str,
    sign: &'static str,
    words: String,
    url: String,
}

#[derive(Template)]
#[template(path = "plans/tracker.html")]
struct Tracker<'a> {
    v: &'a Visit,
    names: Vec<String>,
    rows: Vec<Row>,
    legend: Vec<(&'static str, &'static str, String)>,
    towns: Vec<Town>,
}

/// `GET /adoption`: models by municipality, with stage and date of decision.
pub(crate) async fn tracker(v: Visit) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let said = adoptions::all(db, tenant).await?;
    let today = municipalities::on(db, &v.tenant, v.today()).await?;
    let mut models: Vec<Model> = Vec::new();
    for p in plans::list(db, tenant).await? {
        let wanted =
            matches!(p.kind.as_str(), "policy" | "programme") || said.iter().any(|a| a.about == p.id);
        if wanted && rights::may_see(&v.who, &p.publicity) {
            models.push(model(&v, p.id).await?);
        }
    }
    for c in cards::of_kind(db, tenant, "model").await? {
        if rights::may_see(&v.who, &c.publicity) {
            models.push(model(&v, c.id).await?);
        }
    }
    let rows: Vec<Row> = models
        .iter()
        .map(|m| {
            let of = |t: &Municipality| said.iter().find(|a| a.about == m.id && a.municipality == t.id);
            let stages: Vec<Stage> = today.iter().map(|t| Stage::new(&v, m.id, t, of(t))).collect();
            let taken = today
                .iter()
                .filter(|t| of(t).is_some_and(|a| matches!(a.stage.as_str(), "decided" | "in_use")))
                .count();
            Row {
                url: v.url(&m.path),
                title: v.local(&m.title),
                what: m.what.clone(),
                taken: v.t2("plans-taken", ("n", taken.to_string()), ("all", today.len().to_string())),
                stages,
            }
        })
        .collect();
    let towns = today
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let own = models
                .iter()
                .zip(&rows)
                .filter_map(|(m, r)| {
                    let s = r.stages.get(i)?;
                    Some(Own {
                        title: v.local(&m.title),
                        class: s.class,
                        sign: s.sign,
                        words: s.words.clone(),
                        url: s.url.clone(),
                    })
                })
                .collect();
            Town { name: t.name(v.lang).to_owned(), own }
        })
        .collect();
    let page = Tracker {
        names: today.iter().map(|t| t.name(v.lang).to_owned()).collect(),
        legend: STAGES
            .iter()
            .map(|s| {
                let (class, sign) = sign(s);
                (class, sign, v.t(&format!("plans-stage-{s}")))
            })
            .collect(),
        rows,
        towns,
        v: &v,
    };
    html(&v, &v.t("plans-adoption"), &page)
}

/// A paragraph of the comparison.
struct Told {
    class: &'static str,
    sign: &'static str,
    words: String,
    text: String,
}

#[derive(Template)]
#[template(path = "plans/adoption.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    model: (String, Html),
    what: String,
    name: String,
    stage: Stage,
    note: String,
    source: String,
    told: Vec<Told>,
    own: Html,
    stages: Vec<Choice>,
    may_say: bool,
}

async fn load(
    v: &Visit,
    about: Uuid,
    slug: &str,
) -> Result<(Model, Municipality, Option<Adoption>), PageError> {
    let model = model(v, about).await?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let place = municipalities::by_slug(db, tenant, slug).await?.ok_or(PageError::NotFound)?;
    let said = adoptions::one(db, tenant, about, place.id).await?;
    Ok((model, place, said))
}

/// Who may say how far a municipality is: who keeps the model, and who speaks for the municipality.
fn may_say(v: &Visit, m: &Model, place: Uuid) -> bool {
    let keeps = if m.kind == "card" { rights::may_begin(&v.who) } else { rights::may_keep(&v.who, m.body) };
    keeps || v.who.speaks_for(place)
}

/// The paragraphs of a written text.
fn paragraphs(clean: &str) -> Vec<String> {
    RichText::parse(clean)
        .to_plain()
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(str::to_owned)
        .collect()
}

fn filled(m: &Model, said: Option<&Adoption>) -> Form {
    let text = said.map_or("", |a| a.own_text.as_str());
    Form::new()
        .with("stage", said.map_or("unknown", |a| a.stage.as_str()))
        .with("at", said.map(|a| view::typed(&a.at())).unwrap_or_default())
        .with("decided-by", said.map_or("", |a| a.decided_by.as_str()))
        .with("note", said.map_or("", |a| a.note.as_str()))
        .with("own-text", if text.is_empty() { &m.text } else { text })
        .with("version", said.map_or(0, |a| a.version))
}

fn draw(
    v: &Visit,
    status: StatusCode,
    form: &Form,
    (m, place, said): (&Model, &Municipality, Option<&Adoption>),
) -> Answer {
    let own = said.map_or("", |a| a.own_text.as_str());
    let told = if own.is_empty() || m.text.is_empty() {
        Vec::new()
    } else {
        compare::compare(&paragraphs(&m.text), &paragraphs(own))
            .into_iter()
            .map(|line| {
                let (class, sign, key, text) = match line {
                    Line::Kept(text) => ("", "=", "plans-text-kept", text),
                    Line::LeftOut(text) => ("stop", "−", "plans-text-left-out", text),
                    Line::Own(text) => ("ok", "+", "plans-text-own", text),
                };
                Told { class, sign, words: v.t(key), text }
            })
            .collect()
    };
    let title = format!("{} – {}", place.name(v.lang), m.title.get(v.lang));
    let page = Page {
        model: (v.url(&m.path), v.local(&m.title)),
        what: m.what.clone(),
        name: place.name(v.lang).to_owned(),
        stage: Stage::new(v, m.id, place, said),
        note: said.map(|a| a.note.clone()).unwrap_or_default(),
        source: said.map(|a| a.source.clone()).unwrap_or_default(),
        own: if told.is_empty() { v.written(own) } else { Html::default() },
        told,
        stages: view::choices(v, "plans-stage", &STAGES),
        may_say: may_say(v, m, place.id),
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

/// `GET /adoption/{about}/{slug}`: how far one municipality is, and its own text beside the model's.
pub(crate) async fn show(v: Visit, Path((about, slug)): Path<(Uuid, String)>) -> Answer {
    let (m, place, said) = load(&v, about, &slug).await?;
    draw(&v, StatusCode::OK, &filled(&m, said.as_ref()), (&m, &place, said.as_ref()))
}

/// `POST /adoption/{about}/{slug}`: says how far the municipality is.
pub(crate) async fn say(v: Visit, Path((about, slug)): Path<(Uuid, String)>, mut form: Form) -> Answer {
    let (m, place, said) = load(&v, about, &slug).await?;
    v.allow(may_say(&v, &m, place.id))?;
    let stage = form.choice("stage", &STAGES).unwrap_or("unknown").to_owned();
    let at = form.when("at");
    if matches!(stage.as_str(), "decided") && form.value("at").trim().is_empty() {
        form.wrong("at", "plans-problem-decided");
    }
    let text = match RichText::from_input(form.value("own-text")) {
        Ok(text) if text.is_empty() => String::new(),
        Ok(text) => text.to_html(),
        Err(_) => {
            form.wrong("own-text", "problem-too-long");
            String::new()
        }
    };
    // A text that says what the model says is no text of one's own.
    let own_text = if paragraphs(&text) == paragraphs(&m.text) { String::new() } else { text };
    let new = Said {
        stage,
        at,
        decided_by: form.text("decided-by", 300),
        own_text,
        note: form.text("note", 1000),
        source: said.as_ref().map(|a| a.source.clone()).unwrap_or_default(),
    };
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, (&m, &place, said.as_ref()));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let stands = adoptions::one(tx.conn(), v.tenant.id, about, place.id).await?;
    let version = stands.as_ref().map_or(0, |a| a.version);
    if form.version() != version {
        drop(tx);
        let theirs = filled(&m, stands.as_ref());
        let field = |name, label| Version { name, label, theirs: theirs.value(name).to_owned() };
        let fields = [
            field("decided-by", "plans-adopted-by"),
            field("own-text", "plans-own-text"),
            field("note", "plans-f-note"),
        ];
        return conflict(&v, &form, &format!("/adoption/{about}/{slug}"), version, &fields);
    }
    tx.once(form.once_key()).await?;
    adoptions::say(&mut tx, (m.kind, about), place.id, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/adoption/{about}/{slug}"))
}
