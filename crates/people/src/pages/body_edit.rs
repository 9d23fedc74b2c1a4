use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Local;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use richtext::RichText;
use store::{Json, Tx};
use uuid::Uuid;

use super::{body_of, coded};
use crate::bodies::{self, APPROVALS, Body, KINDS, NUMBERINGS, NewBody, PERIODS, PUBLICITIES};
use crate::{rules, seats};

const QUORUMS: [&str; 3] = ["none", "half", "count"];
const NAMES: [&str; 3] = ["name_fi", "name_sv", "name_en"];
const TASKS: [&str; 3] = ["description_fi", "description_sv", "description_en"];

#[derive(Template)]
#[template(path = "people/body_edit.html")]
struct EditPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: Option<&'a Body>,
    action: String,
    kinds: Vec<(String, String)>,
    numberings: Vec<(String, String)>,
    periods: Vec<(String, String)>,
    quorums: Vec<(String, String)>,
    approvals: Vec<(String, String)>,
    publicities: Vec<(String, String)>,
    parents: Vec<(String, String)>,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, body: Option<&Body>) -> Answer {
    let mut parents = vec![(String::new(), v.t("body-parent-none"))];
    for b in bodies::list(v.app.db(), v.tenant.id).await? {
        if Some(b.id) != body.map(|b| b.id) {
            parents.push((b.id.to_string(), b.name.0.get(v.lang).to_owned()));
        }
    }
    let page = EditPage {
        v,
        form,
        body,
        action: match body {
            Some(b) => v.url(&format!("/bodies/{}/edit", b.key)),
            None => v.url("/bodies/new"),
        },
        kinds: coded(v, "body-kind", &KINDS),
        numberings: coded(v, "body-numbering", &NUMBERINGS),
        periods: coded(v, "body-period", &PERIODS),
        quorums: QUORUMS.iter().map(|q| ((*q).to_owned(), v.t(quorum_key(q)))).collect(),
        approvals: coded(v, "body-approval", &APPROVALS),
        publicities: coded(v, "body-publicity", &PUBLICITIES),
        parents,
    };
    let title = match body {
        Some(b) => b.name.0.get(v.lang).to_owned(),
        None => v.t("body-found"),
    };
    html_with(v, status, &title, &page)
}

fn shown(body: &Body) -> Form {
    let count = body.quorum.parse::<i64>().is_ok();
    let rule = seats::Rule::parse(&body.seat_rule).unwrap_or_default();
    let mut form = Form::new().with("version", body.version).with("kind", &body.kind);
    for (i, lang) in kit::Lang::ALL.into_iter().enumerate() {
        form.set(NAMES[i], body.name.0.exact(lang));
        form.set(TASKS[i], body.description.0.exact(lang));
    }
    form.set("numbering", &body.numbering);
    form.set("period", &body.period);
    form.set("quorum", if count { "count" } else { &body.quorum });
    form.set("quorum_count", if count { &body.quorum } else { "" });
    form.set("approval", &body.approval);
    form.set("publicity", &body.publicity);
    form.set("parent", body.parent.map(|p| p.to_string()).unwrap_or_default());
    form.set("sectors", rule.sectors_code());
    let flags = [
        ("statutory", body.statutory),
        ("conflict_step", body.conflict_step),
        ("per_municipality", rule.per_municipality),
        ("deputies", rule.deputies),
        ("members_known", body.members_known),
        ("active", body.active),
    ];
    for (name, _) in flags.into_iter().filter(|f| f.1) {
        form.set(name, "1");
    }
    form
}

fn quorum_key(code: &str) -> &'static str {
    match code {
        "count" => "body-quorum-by-number",
        "half" => "body-quorum-half",
        _ => "body-quorum-none",
    }
}

/// Reads the settings of the form; problems are noted in it.
fn read(form: &mut Form, key: String) -> NewBody {
    let local = |names: [&str; 3], max: usize, form: &mut Form| {
        let [fi, sv, en] = names.map(|n| form.text(n, max));
        Local { fi, sv, en }
    };
    let name = local(NAMES, 200, form);
    if name.fi.is_empty() {
        form.wrong("name_fi", "problem-required");
    }
    let clean = |field: &'static str, form: &mut Form| {
        let typed = form.value(field).to_owned();
        match RichText::from_input(&typed) {
            Ok(text) if text.is_empty() => String::new(),
            Ok(text) => text.to_html(),
            Err(_) => {
                form.wrong(field, "problem-text-not-taken");
                String::new()
            }
        }
    };
    let description =
        Local { fi: clean(TASKS[0], form), sv: clean(TASKS[1], form), en: clean(TASKS[2], form) };
    let one_of = |field: &'static str, codes: &[&'static str], form: &mut Form| {
        if form.value(field).is_empty() {
            form.wrong(field, "problem-required");
        }
        form.choice(field, codes).unwrap_or(codes[0]).to_owned()
    };
    let kind = one_of("kind", &KINDS, form);
    let numbering = one_of("numbering", &NUMBERINGS, form);
    let period = one_of("period", &PERIODS, form);
    let approval = one_of("approval", &APPROVALS, form);
    let publicity = one_of("publicity", &PUBLICITIES, form);
    let quorum = match one_of("quorum", &QUORUMS, form).as_str() {
        "count" => match form.int("quorum_count", 1, 200) {
            Some(n) => n.to_string(),
            None => {
                form.wrong("quorum_count", "problem-required");
                String::new()
            }
        },
        word => word.to_owned(),
    };
    let sectors = form.text("sectors", 400);
    let rule = seats::Rule {
        per_municipality: form.flag("per_municipality"),
        deputies: form.flag("deputies"),
        sectors: match seats::Rule::parse(&sectors) {
            Some(rule) if !rule.per_municipality && !rule.deputies => rule.sectors,
            _ => {
                form.wrong("sectors", "body-sectors-wrong");
                Vec::new()
            }
        },
    };
    NewBody {
        key,
        name,
        kind,
        statutory: form.flag("statutory"),
        parent: form.id("parent"),
        description,
        numbering,
        period,
        quorum,
        conflict_step: form.flag("conflict_step"),
        approval,
        publicity,
        seat_rule: rule.code(),
    }
}

/// A body is never its own parent, nor above its own parents.
async fn parent_is_right(tx: &Tx, body: Uuid, parent: Option<Uuid>) -> Result<bool, PageError> {
    let mut above = parent;
    for _ in 0..20 {
        let Some(id) = above else { return Ok(true) };
        if id == body {
            return Ok(false);
        }
        match bodies::get(tx.conn(), tx.tenant(), id).await? {
            Some(b) => above = b.parent,
            None => return Ok(false),
        }
    }
    Ok(false)
}

/// `GET /bodies/new`
pub(crate) async fn new(v: Visit) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let form = Form::new()
        .with("kind", "working")
        .with("numbering", "plain")
        .with("period", "calendar_year")
        .with("quorum", "none")
        .with("approval", "next_meeting")
        .with("publicity", "public");
    draw(&v, StatusCode::OK, &form, None).await
}

/// `POST /bodies/new`
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let key = form.required("key", 60).to_lowercase();
    if !key.is_empty() && (key == "new" || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')) {
        form.wrong("key", "body-key-wrong");
    }
    let new = read(&mut form, key.clone());
    let mut tx = v.app.store().begin(v.act()).await?;
    if bodies::by_key(tx.conn(), v.tenant.id, &key).await?.is_some() {
        form.wrong("key", "body-key-taken");
    }
    if !parent_is_right(&tx, Uuid::nil(), new.parent).await? {
        form.wrong("parent", "problem-not-a-choice");
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None).await;
    }
    tx.once(form.once_key()).await?;
    bodies::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{key}"))
}

/// `GET /bodies/{key}/edit`
pub(crate) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    draw(&v, StatusCode::OK, &shown(&body), Some(&body)).await
}

/// `POST /bodies/{key}/edit`
pub(crate) async fn save(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    let new = read(&mut form, key.clone());
    let mut tx = v.app.store().begin(v.act()).await?;
    if !parent_is_right(&tx, body.id, new.parent).await? {
        form.wrong("parent", "problem-not-a-choice");
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, Some(&body)).await;
    }
    let before = bodies::get(tx.conn(), v.tenant.id, body.id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        drop(tx);
        let stands = shown(&before);
        let labels = [
            "body-name-fi",
            "body-name-sv",
            "body-name-en",
            "body-tasks-fi",
            "body-tasks-sv",
            "body-tasks-en",
        ];
        let fields: Vec<Version> = NAMES
            .into_iter()
            .chain(TASKS)
            .zip(labels)
            .chain([("sectors", "body-sectors"), ("quorum_count", "body-quorum-n")])
            .map(|(name, label)| Version { name, label, theirs: stands.value(name).to_owned() })
            .collect();
        return conflict(&v, &form, &format!("/bodies/{key}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    let after = Body {
        name: Json(new.name),
        kind: new.kind,
        statutory: new.statutory,
        parent: new.parent,
        description: Json(new.description),
        numbering: new.numbering,
        period: new.period,
        quorum: new.quorum,
        conflict_step: new.conflict_step,
        approval: new.approval,
        publicity: new.publicity,
        seat_rule: new.seat_rule,
        members_known: form.flag("members_known"),
        active: form.flag("active"),
        ..before.clone()
    };
    bodies::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{key}"))
}
