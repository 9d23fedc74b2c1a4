//! The report of a project: read, written in its own texts, approved, taken as a file.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use kit::Lang;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, download, html_with, redirect};
use serde::Deserialize;
use store::Tx;
use uuid::Uuid;

use super::check::{Line, lines};
use super::{Choice, load, load_to_write, worded};
use crate::check::{Weight, contradictions};
use crate::json::is_part;
use crate::press::Press;
use crate::report::{Audience, PartKey, part_keys};
use crate::rights;
use crate::shelf::Shelf;
use crate::store_reports::{self as reports, KINDS, Report};

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    audience: String,
    report: String,
    lang: String,
}

/// The shelf as the visitor may open it: who is not of the project sees what was approved, as the public sees it.
async fn open(v: &Visit, code: &str, wish: &Wish) -> Result<(Shelf, Audience), PageError> {
    let project = load(v, code).await?;
    let inside = rights::inside(&v.who, project.body);
    let chosen = match wish.report.as_str() {
        "" => None,
        id => Some(id.parse::<Uuid>().map_err(|_| PageError::NotFound)?),
    };
    let mut shelf = Shelf::open(&v.app, v.tenant.id, project, chosen).await?;
    if inside {
        let whose = Audience::parse(&wish.audience).unwrap_or(Audience::Internal);
        return Ok((shelf, whose));
    }
    shelf.reports.retain(Report::is_approved);
    let seen = match chosen {
        Some(id) => shelf.reports.iter().find(|r| r.id == id),
        None => shelf.reports.first(),
    };
    let id = seen.ok_or(PageError::NotFound)?.id;
    let known = std::mem::take(&mut shelf.reports);
    let mut shelf = Shelf::open(&v.app, v.tenant.id, shelf.project, Some(id)).await?;
    shelf.reports = known;
    Ok((shelf, Audience::Public))
}

struct PartLine {
    number: String,
    title: String,
    url: String,
    written: bool,
}

#[derive(Template)]
#[template(path = "projects/report.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    code: String,
    name: String,
    html: Html,
    inside: bool,
    may_keep: bool,
    may_approve: bool,
    approved: Option<String>,
    version: i64,
    files: Vec<(&'static str, String)>,
    audiences: Vec<(&'static str, String, bool)>,
    parts: Vec<PartLine>,
    faults: Vec<Line>,
    kinds: Vec<Choice>,
    others: Vec<(String, String)>,
}

fn part_title(v: &Visit, part: &PartKey) -> String {
    part.measure.clone().unwrap_or_else(|| v.t(&format!("projects-chapter-{}", part.key)))
}

fn draw(v: &Visit, status: StatusCode, shelf: &Shelf, whose: Audience, form: &Form) -> Answer {
    let project = &shelf.project;
    let code = project.code.clone();
    let inside = rights::inside(&v.who, project.body);
    let document = shelf.document(&v.app, &v.tenant, v.lang, whose)?;
    let approved = shelf.report.as_ref().filter(|r| r.is_approved());
    let draft = approved.is_none();
    let may_keep = rights::may_keep(&v.who, project.body);
    let id = shelf.report.as_ref().map(|r| r.id);
    let address = |ending: &str, whose: &str| {
        let mut at = format!("/projects/{code}/report{ending}?audience={whose}");
        if let Some(id) = id {
            at = format!("{at}&report={id}");
        }
        v.url(&at)
    };
    let when = |r: &Report| r.approved_at.map(|a| v.date_time(a.at())).unwrap_or_default();
    let page = Page {
        v,
        form,
        name: project.name.clone(),
        html: Html::raw(doc::html(&document)),
        inside,
        may_keep: may_keep && draft,
        may_approve: draft && rights::may_approve(&v.who, project.body),
        approved: approved
            .map(|r| v.t2("projects-approved-by", ("name", r.by_name.clone()), ("day", when(r)))),
        version: shelf.report.as_ref().map_or(0, |r| r.version),
        files: ["pdf", "docx", "json"].map(|f| (f, address(&format!(".{f}"), whose.code()))).to_vec(),
        audiences: Audience::ALL
            .map(|a| {
                (
                    if a == Audience::Public { "projects-for-public" } else { "projects-for-inside" },
                    address("", a.code()),
                    a == whose,
                )
            })
            .to_vec(),
        parts: if may_keep && draft {
            part_keys(&shelf.whole)
                .into_iter()
                .map(|p| PartLine {
                    title: part_title(v, &p),
                    written: shelf.parts.iter().any(|x| x.key == p.key && !x.html.is_empty()),
                    url: v.url(&format!("/projects/{code}/report/parts/{}", p.key)),
                    number: p.number,
                })
                .collect()
        } else {
            Vec::new()
        },
        faults: if inside && draft {
            worded(v, |w| lines(v, w, &code, &shelf.faults, Weight::Contradiction))
        } else {
            Vec::new()
        },
        kinds: KINDS.map(|k| (k.to_owned(), v.t(&format!("projects-report-kind-{k}")))).to_vec(),
        others: shelf
            .reports
            .iter()
            .filter(|r| Some(r.id) != id)
            .map(|r| {
                let kind = v.t(&format!("projects-report-kind-{}", r.kind));
                let day = if r.is_approved() { when(r) } else { v.t("projects-draft") };
                (v.url(&format!("/projects/{code}/report?report={}", r.id)), format!("{kind}, {day}"))
            })
            .collect(),
        code: code.clone(),
    };
    html_with(v, status, &document.title, &page)
}

/// The report.
pub(crate) async fn show(v: Visit, Path(code): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let (shelf, whose) = open(&v, &code, &wish).await?;
    draw(&v, StatusCode::OK, &shelf, whose, &Form::new())
}

/// Begins the next report: interim or final.
pub(crate) async fn begin(v: Visit, Path(code): Path<String>, mut form: Form) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let kind = form.choice("kind", &KINDS).ok_or(PageError::Bad("projects-report-kind-needed"))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let standing = reports::of(tx.conn(), v.tenant.id, project.id).await?;
    if standing.first().is_some_and(|r| !r.is_approved()) {
        return Err(PageError::Refused("projects-report-open"));
    }
    reports::begin(&mut tx, project.id, kind, "").await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/report"))
}

/// Approves the report as it stands. Contradictions in the record need a reason.
pub(crate) async fn approve(v: Visit, Path(code): Path<String>, mut form: Form) -> Answer {
    let project = load(&v, &code).await?;
    v.allow(rights::may_approve(&v.who, project.body))?;
    let shelf = Shelf::open(&v.app, v.tenant.id, project, None).await?;
    let by = form.required("by", 200);
    let reason = form.text("reason", 2_000);
    if contradictions(&shelf.faults) > 0 && reason.is_empty() {
        form.wrong("reason", "projects-reason-needed");
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &shelf, Audience::Internal, &form);
    }
    let frozen = shelf.freeze(&v.app, &v.tenant, &reason).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let report = match &shelf.report {
        Some(shown) => {
            let stands = reports::get(tx.conn(), v.tenant.id, shelf.project.id, shown.id).await?;
            let stands = stands.ok_or(PageError::NotFound)?;
            Tx::fresh(form.version(), stands.version)?;
            stands
        }
        None => reports::begin(&mut tx, shelf.project.id, "final", "").await?,
    };
    if report.is_approved() {
        return Err(PageError::Refused("projects-report-frozen"));
    }
    reports::approve(&mut tx, &report, &frozen, &by, &reason).await?;
    tx.noted("project", shelf.project.id, "approved", &[("report", &report.id.to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/report"))
}

#[derive(Template)]
#[template(path = "projects/part.html")]
struct PartPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    code: String,
    name: String,
    title: String,
    action: String,
    version: i64,
}

fn draw_part(v: &Visit, status: StatusCode, shelf: &Shelf, part: &PartKey, form: &Form) -> Answer {
    let title = format!("{} {}", part.number, part_title(v, part));
    let page = PartPage {
        v,
        form,
        code: shelf.project.code.clone(),
        name: shelf.project.name.clone(),
        action: v.url(&format!("/projects/{}/report/parts/{}", shelf.project.code, part.key)),
        title: title.clone(),
        version: form.version().max(0),
    };
    html_with(v, status, &title, &page)
}

async fn part_of(v: &Visit, code: &str, key: &str) -> Result<(Shelf, PartKey), PageError> {
    let project = load_to_write(v, code).await?;
    let shelf = Shelf::open(&v.app, v.tenant.id, project, None).await?;
    if shelf.report.as_ref().is_some_and(Report::is_approved) {
        return Err(PageError::Refused("projects-report-frozen"));
    }
    let part = part_keys(&shelf.whole).into_iter().find(|p| p.key == key && is_part(key));
    part.map(|p| (shelf, p)).ok_or(PageError::NotFound)
}

/// The writer's own text of a part.
pub(crate) async fn part(v: Visit, Path((code, key)): Path<(String, String)>) -> Answer {
    let (shelf, part) = part_of(&v, &code, &key).await?;
    let stands = shelf.parts.iter().find(|p| p.key == key);
    let form = Form::new()
        .with("text", stands.map_or("", |p| p.html.as_str()))
        .with("version", stands.map_or(0, |p| p.version));
    draw_part(&v, StatusCode::OK, &shelf, &part, &form)
}

/// Saves it. What is computed is made anew at each reading and never touches it.
pub(crate) async fn write(v: Visit, Path((code, key)): Path<(String, String)>, mut form: Form) -> Answer {
    let (shelf, part) = part_of(&v, &code, &key).await?;
    let html = match richtext::RichText::from_input_within(form.value("text"), 200_000) {
        Ok(text) => text.to_html(),
        Err(_) => {
            form.wrong_with("text", "problem-too-long", 200_000);
            return draw_part(&v, StatusCode::UNPROCESSABLE_ENTITY, &shelf, &part, &form);
        }
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    let report = match &shelf.report {
        Some(report) => report.clone(),
        None => match reports::of(tx.conn(), v.tenant.id, shelf.project.id).await?.into_iter().next() {
            Some(report) => report,
            None => reports::begin(&mut tx, shelf.project.id, "final", "").await?,
        },
    };
    let standing = reports::parts(tx.conn(), v.tenant.id, report.id).await?;
    let before = standing.iter().find(|p| p.key == key);
    let version = before.map_or(0, |p| p.version);
    if form.version() != version {
        drop(tx);
        let theirs = before.map(|p| richtext::RichText::parse(&p.html).to_plain()).unwrap_or_default();
        let fields = [Version { name: "text", label: "projects-own-text", theirs }];
        return conflict(&v, &form, &format!("/projects/{code}/report/parts/{key}"), version, &fields);
    }
    tx.once(form.once_key()).await?;
    reports::write(&mut tx, report.id, before, &key, html).await?;
    tx.noted("project", shelf.project.id, "written", &[("part", &key)]);
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/report"))
}

fn in_language(mut v: Visit, wish: &Wish) -> Visit {
    if let Ok(lang) = wish.lang.parse::<Lang>() {
        v.lang = lang;
    }
    v
}

fn name(v: &Visit, shelf: &Shelf, ending: &str) -> String {
    let kind = shelf.report.as_ref().map_or("final", |r| r.kind.as_str());
    let kind = people::municipalities::slug(&v.t(&format!("projects-report-kind-{kind}")));
    format!("{kind}-{}.{ending}", shelf.project.code)
}

/// The report as PDF.
pub(crate) async fn pdf(v: Visit, Path(code): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let v = in_language(v, &wish);
    let (shelf, whose) = open(&v, &code, &wish).await?;
    let document = shelf.document(&v.app, &v.tenant, v.lang, whose)?;
    let bytes = Press::print(&v.app, document).await?;
    Ok(download(&name(&v, &shelf, "pdf"), "application/pdf", bytes, true))
}

/// The report as DOCX.
pub(crate) async fn docx(v: Visit, Path(code): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let v = in_language(v, &wish);
    let (shelf, whose) = open(&v, &code, &wish).await?;
    let document = shelf.document(&v.app, &v.tenant, v.lang, whose)?;
    let bytes = tokio::task::spawn_blocking(move || doc::docx(&document))
        .await
        .map_err(PageError::inside)?
        .map_err(PageError::inside)?;
    let media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(download(&name(&v, &shelf, "docx"), media, bytes, false))
}

/// The project behind the report as JSON.
pub(crate) async fn json(v: Visit, Path(code): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let (shelf, whose) = open(&v, &code, &wish).await?;
    let file = shelf.file(&v.app, &v.tenant, whose).await?;
    Ok(([("content-type", "application/json")], file.to_string()).into_response())
}
