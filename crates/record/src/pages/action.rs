use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kit::Subject;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html_with, redirect};
use people::municipalities::Municipality;
use people::reminders;
use serde::Deserialize;
use store::audit::{self, Line};
use uuid::Uuid;

use crate::actions::{self, ActionState, STATES, Said};
use crate::follow::{self, Followed};
use crate::import::LONGEST;
use crate::pages::decision::matter_link;
use crate::view::{self, Bodies, DecisionLine};
use crate::{decisions, remind, rights};

/// How one municipality stands, and the fields to change it.
struct Place {
    slug: String,
    name: String,
    class: &'static str,
    sign: &'static str,
    state: String,
    note: String,
    evidence: String,
    link: bool,
    said: String,
    may: bool,
    fields: Fields,
}

/// The fields of one municipality in the form, by its code.
struct Fields {
    code: String,
    version: i64,
    was: String,
    choices: Vec<(&'static str, String, bool)>,
    note: String,
    evidence: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "record/action.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    id: Uuid,
    text: Html,
    owner: String,
    due: String,
    late: bool,
    example: bool,
    agreed: String,
    body: Option<Html>,
    matter: Option<(String, Html)>,
    decision: Option<DecisionLine>,
    source: String,
    ground: String,
    places: Vec<Place>,
    may_any: bool,
    may_close: bool,
    closed: Option<String>,
    may_remind: bool,
    remind: String,
    missing_names: String,
    reminded: Option<String>,
    history: Option<Vec<(String, String)>>,
}

/// What the address of an action may carry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    reminded: Option<i64>,
}

/// `GET /actions/{id}`: an action and how each municipality stands.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>, Query(after): Query<After>) -> Answer {
    let f = load(&v, id).await?;
    draw(&v, StatusCode::OK, &f, &Form::new(), after.reminded).await
}

/// The action, where the asker may read it.
async fn load(v: &Visit, id: Uuid) -> Result<Followed, PageError> {
    let action = actions::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let found = follow::followed(v.app.db(), v.tenant.id, vec![action]).await?;
    found.into_iter().find(|f| f.seen_by(&v.who)).ok_or(PageError::NotFound)
}

async fn draw(v: &Visit, status: StatusCode, f: &Followed, form: &Form, reminded: Option<i64>) -> Answer {
    let a = &f.action;
    let asked: Vec<Uuid> = f.states.iter().map(|s| s.municipality).collect();
    let mut all = view::municipalities(v, &asked).await?;
    all.retain(|m| asked.contains(&m.id));
    let bodies = Bodies::of(v).await?;
    let decision = match a.decision {
        Some(id) => decisions::get(v.app.db(), v.tenant.id, id).await?,
        None => None,
    };
    let matter = match &decision {
        Some(d) => matter_link(v, d).await?,
        None => match a.matter {
            Some(id) => crate::pages::matter::load(v, id)
                .await
                .ok()
                .map(|m| (v.url(&format!("/matters/{id}")), v.local(&m.title.0))),
            None => None,
        },
    };
    let places: Vec<Place> = all
        .iter()
        .filter_map(|m| f.states.iter().find(|s| s.municipality == m.id).map(|s| place(v, f, m, s, form)))
        .collect();
    let missing: Vec<&str> =
        all.iter().filter(|m| f.missing().any(|s| s.municipality == m.id)).map(|m| m.name(v.lang)).collect();
    let page = Page {
        id: a.id,
        text: v.local(&a.text.0),
        owner: follow::owner(v, a).await?,
        due: follow::due(v, a),
        late: f.late(v.today()),
        example: a.example,
        agreed: v.when(&view::when(&a.at_date, a.at_printed.as_deref())),
        body: bodies.get(a.body).map(|b| v.local(&b.name.0)),
        matter,
        decision: decision
            .filter(|d| rights::may_know_decision(&v.who, d))
            .map(|d| DecisionLine::new(v, &bodies, &d)),
        source: a.source.clone(),
        ground: view::ground(v, &a.publicity, ""),
        may_close: a.closed_at.is_none() && rights::may_close(&v.who, a),
        closed: follow::closed(v, a),
        may_any: places.iter().any(|p| p.may),
        may_remind: rights::may_follow(&v.who, a) && !missing.is_empty(),
        remind: v.tn("record-remind-missing", i64::try_from(missing.len()).unwrap_or(0)),
        missing_names: missing.join(", "),
        history: if rights::takes_part(&v.who) { Some(history(v, f, &all).await?) } else { None },
        places,
        reminded: reminded.map(|n| v.tn("record-reminded", n)),
        form,
        v,
    };
    html_with(v, status, a.text.0.get(v.lang), &page)
}

/// What was shown of a state, to tell what was touched.
fn shown(state: &str, note: &str, evidence: &str) -> String {
    format!("{state}|{note}|{evidence}")
}

fn place(v: &Visit, f: &Followed, m: &Municipality, s: &ActionState, form: &Form) -> Place {
    let (class, sign) = view::state_sign(&s.state);
    let typed = |field: &str, stands: &str| {
        let name = format!("{field}-{}", m.code);
        if form.pairs().iter().any(|(n, _)| *n == name) {
            form.value(&name).to_owned()
        } else {
            stands.to_owned()
        }
    };
    let state = typed("state", &s.state);
    let said = s.version > 1 || !s.by_name.is_empty();
    Place {
        slug: m.slug.clone(),
        name: m.name(v.lang).to_owned(),
        class,
        sign,
        state: v.t(view::state_key(&s.state)),
        note: s.note.clone(),
        link: s.evidence.starts_with("https://") || s.evidence.starts_with("http://"),
        evidence: s.evidence.clone(),
        said: if said {
            v.t2("record-said-by", ("by", s.by_name.clone()), ("at", v.date_time(s.at.at())))
        } else {
            String::new()
        },
        may: rights::may_say(&v.who, &f.action, m.id),
        fields: Fields {
            version: s.version,
            was: shown(&s.state, &s.note, &s.evidence),
            choices: STATES.iter().map(|c| (*c, v.t(view::state_key(c)), *c == state)).collect(),
            note: typed("note", &s.note),
            evidence: typed("evidence", &s.evidence),
            problem: form.problem(&format!("state-{}", m.code)).map(|p| v.t1(p.key, "value", &p.value)),
            code: m.code.clone(),
        },
    }
}

/// `POST /actions/{id}/states`: what one or several municipalities say.
pub(crate) async fn say(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let f = load(&v, id).await?;
    let asked: Vec<Uuid> = f.states.iter().map(|s| s.municipality).collect();
    let all = view::municipalities(&v, &asked).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let stands = actions::states(tx.conn(), v.tenant.id, id).await?;
    let (mut touched, mut stale) = (Vec::new(), None);
    for m in &all {
        let Some(before) = stands.iter().find(|s| s.municipality == m.id) else { continue };
        let Some(said) = typed(&v, &mut form, &m.code) else { continue };
        let was = form.value(&format!("was-{}", m.code)).to_owned();
        let now = shown(&said.state, &said.note, &said.evidence);
        if now == was || now == shown(&before.state, &before.note, &before.evidence) {
            continue;
        }
        v.allow(rights::may_say(&v.who, &f.action, m.id))?;
        let version: i64 = form.value(&format!("version-{}", m.code)).parse().unwrap_or(-1);
        if version != before.version && stale.is_none() {
            stale = Some((m.clone(), before.clone(), said.clone()));
        }
        touched.push((before.clone(), said));
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &f, &form, None).await;
    }
    if let Some((m, before, said)) = stale {
        drop(tx);
        return both(&v, form, &all, &stands, (&m, &before, &said), id);
    }
    if touched.is_empty() {
        // Nobody who may say nothing here learns more than that.
        v.allow(asked.iter().any(|m| rights::may_say(&v.who, &f.action, *m)))?;
        return redirect(&v, &format!("/actions/{id}"));
    }
    tx.once(form.once_key()).await?;
    for (before, said) in touched {
        actions::say(&mut tx, &before, before.version, said).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/actions/{id}"))
}

/// The name that stays in the record: who acted, and for whom.
pub(crate) fn signature(v: &Visit) -> String {
    match &v.acting_for {
        Some((_, principal)) => format!("{}, {principal}", v.who.name()),
        None => v.who.name().to_owned(),
    }
}

/// What was typed for a municipality; `None` where the form had no fields for it.
fn typed(v: &Visit, form: &mut Form, code: &str) -> Option<Said> {
    let name = format!("state-{code}");
    if !form.pairs().iter().any(|(n, _)| *n == name) {
        return None;
    }
    let state = form.choice(&name, &STATES).unwrap_or("no_answer").to_owned();
    Some(Said {
        state,
        note: form.text(&format!("note-{code}"), LONGEST),
        evidence: form.text(&format!("evidence-{code}"), LONGEST),
        by_person: v.who.id(),
        by_name: signature(v),
    })
}

/// 409: what was typed beside what somebody else saved meanwhile, of the first municipality where they differ.
fn both(
    v: &Visit,
    mut form: Form,
    all: &[Municipality],
    stands: &[ActionState],
    (m, before, said): (&Municipality, &ActionState, &Said),
    id: Uuid,
) -> Answer {
    for m in all {
        if let Some(s) = stands.iter().find(|s| s.municipality == m.id) {
            form.set(&format!("version-{}", m.code), s.version);
        }
    }
    form.set("shown-municipality", m.name(v.lang));
    form.set("shown-state", v.t(view::state_key(&said.state)));
    form.set("shown-note", &said.note);
    form.set("shown-evidence", &said.evidence);
    let field = |name, label, theirs: String| Version { name, label, theirs };
    let fields = [
        field("shown-municipality", "record-municipality", m.name(v.lang).to_owned()),
        field("shown-state", "record-state", v.t(view::state_key(&before.state))),
        field("shown-note", "record-note", before.note.clone()),
        field("shown-evidence", "record-evidence", before.evidence.clone()),
    ];
    conflict(v, &form, &format!("/actions/{id}/states"), before.version, &fields)
}

/// `GET /actions/{id}/states`: where the page of two versions leads back to.
pub(crate) async fn back(v: Visit, Path(id): Path<Uuid>) -> Answer {
    load(&v, id).await?;
    redirect(&v, &format!("/actions/{id}"))
}

/// `POST /actions/{id}/remind`: a letter to those who sit for the municipalities that have not answered.
pub(crate) async fn send_reminder(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let f = load(&v, id).await?;
    v.allow(rights::may_follow(&v.who, &f.action))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let skip = reminders::spared(tx.conn(), v.tenant.id, remind::STATES, id, v.today()).await?;
    let missing = f.missing().map(|s| s.municipality).collect();
    let written = remind::missing(&v, &mut tx, &f, missing, &skip).await?;
    let sent = written.len();
    if sent > 0 {
        for w in &written {
            reminders::note(&mut tx, remind::STATES, id, &w.name, &w.address).await?;
        }
        tx.noted("action", id, "reminded", &[("letters", &sent.to_string())]);
        tx.commit().await?;
    }
    redirect(&v, &format!("/actions/{id}?reminded={sent}"))
}

async fn history(v: &Visit, f: &Followed, all: &[Municipality]) -> Result<Vec<(String, String)>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut lines: Vec<(String, Line)> = Vec::new();
    for s in &f.states {
        let name = all.iter().find(|m| m.id == s.municipality).map_or("", |m| m.name(v.lang));
        let told = audit::history(db, tenant, &Subject::new("action_state", s.id)).await?;
        lines.extend(told.into_iter().filter(|l| l.verb == "updated").map(|l| (name.to_owned(), l)));
    }
    lines.sort_by_key(|(_, l)| std::cmp::Reverse(l.no));
    let people = lines.iter().filter_map(|(_, l)| l.actor).collect();
    let people = people::persons::of(db, tenant, people).await?;
    Ok(lines
        .into_iter()
        .map(|(name, line)| {
            let who = people.iter().find(|p| Some(p.id) == line.actor).map(|p| p.name.clone());
            let unknown = if line.actor_kind == "person" { "record-somebody" } else { "record-system" };
            let who = who.unwrap_or_else(|| v.t(unknown));
            (format!("{} {who}", v.date_time(line.at)), format!("{name}: {}", told(v, &line)))
        })
        .collect())
}

/// The changed fields of a line in words.
fn told(v: &Visit, line: &Line) -> String {
    let mut words = Vec::new();
    for (field, value) in &line.values {
        let text = value.as_deref().unwrap_or_default();
        // Values lie in the trail as JSON.
        let text = serde_json::from_str::<String>(text).unwrap_or_else(|_| text.to_owned());
        match field.as_str() {
            "state" => words.insert(0, v.t(view::state_key(&text))),
            "note" | "evidence" if !text.is_empty() => words.push(text),
            _ => {}
        }
    }
    words.join(" · ")
}
