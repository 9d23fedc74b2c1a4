//! `/projects/{code}`: all that is known of a project.

use askama::Template;
use axum::extract::Path;
use kit::{Cents, Subject};
use page::{Answer, Html, PageError, Visit, html};

use super::list::Line;
use super::table::Table;
use super::{load, worded, written};
use crate::check::contradictions;
use crate::kinds::KINDS;
use crate::money::Summary;
use crate::report::{self, Audience};
use crate::shelf::Shelf;
use crate::store_projects as projects;
use crate::values::Fields;
use crate::whole::Whole;
use crate::words::Words;
use crate::{rights, staff};

/// A measure on the page.
struct Measure {
    id: String,
    number: String,
    title: Html,
    meta: String,
    state: String,
    state_class: &'static str,
    goal: Html,
    done: Html,
    part: Option<(String, Html, String)>,
    events: String,
}

/// A step of the chain of decisions.
struct Step {
    id: String,
    when: String,
    text: Html,
    meta: String,
}

/// Rows under a heading.
struct Section {
    id: &'static str,
    title: String,
    table: Table,
    url: Option<String>,
}

/// A year of meetings.
struct Year {
    year: String,
    count: usize,
    days: Vec<(String, String)>,
}

struct Money {
    budget: Option<String>,
    actual: Option<String>,
    left: Option<String>,
    reserved: String,
    share: Option<String>,
    bar: i64,
    financing: Vec<(Html, String, String)>,
    unused: Vec<(String, String, Html)>,
}

#[derive(Template)]
#[template(path = "projects/show.html")]
struct Page<'a> {
    v: &'a Visit,
    code: String,
    name: Html,
    lead: String,
    line: Line,
    summary: Html,
    facts: Vec<(String, Html)>,
    steering: Option<(String, Html)>,
    earlier: Vec<(String, Html)>,
    measures: Vec<Measure>,
    steps: Vec<Step>,
    years: Vec<Year>,
    meetings: usize,
    claims: Vec<(String, String)>,
    days: Vec<(Html, Html, String)>,
    undone: Vec<(String, Html, Html)>,
    parts: Vec<(String, Html, String)>,
    parent: Option<(String, Html)>,
    money: Money,
    sections: Vec<Section>,
    more: Vec<(String, String)>,
    faults: usize,
    inside: bool,
    may_keep: bool,
    has_report: bool,
    panels: Vec<Html>,
}

/// Kinds that have a place of their own on the page, not a plain table.
const CRAFTED: [&str; 6] = ["decisions", "meetings", "measures", "claims", "financing", "unused"];

fn money(v: &Visit, w: Words<'_>, whole: &Whole) -> Money {
    let m = Summary::of(whole);
    let rows = whole.rows("unused");
    Money {
        budget: m.budget.map(|b| v.money(&b)),
        actual: m.actual.map(|a| v.money(&a)),
        left: m.left.map(|l| v.money(&l)),
        reserved: v.money(&m.reserved),
        share: m.reserved_share.filter(|_| m.reserved.0 > 0).map(|s| w.share(s)),
        bar: m.reserved_share.map_or(0, |s| s / 100).clamp(0, 100),
        financing: m
            .financing
            .iter()
            .map(|(name, sum, share)| (written(v, name), v.money(sum), w.share(*share)))
            .collect(),
        unused: rows
            .iter()
            .map(|u| {
                let sum =
                    u.cents("cents").map_or_else(|| v.t("projects-sum-not-given"), |c: Cents| v.money(&c));
                (u.id.to_string(), sum, written(v, u.text("reason")))
            })
            .collect(),
    }
}

fn measures(v: &Visit, w: Words<'_>, whole: &Whole) -> Vec<Measure> {
    whole
        .rows("measures")
        .iter()
        .enumerate()
        .map(|(n, m)| {
            let code = m.text("code");
            let mut meta = vec![w.t1("projects-own-code", "code", code)];
            let reserved: i64 = whole
                .of_measure("reservations", code)
                .iter()
                .filter_map(|r| r.cents("cents"))
                .map(|c| c.0)
                .sum();
            if reserved > 0 {
                meta.push(w.t1("projects-reserved-sum", "sum", v.money(&Cents(reserved))));
            }
            if !m.when("from").is_unknown() {
                meta.push(w.span(&m.when("from"), &m.when("to")));
            }
            let part = whole.parts.iter().find(|p| p.head.measure == code);
            Measure {
                id: m.id.to_string(),
                number: format!("{}.{}", crate::check::MEASURES_CHAPTER, n + 1),
                title: written(v, m.text("title")),
                meta: meta.join(" · "),
                state: if m.text("state").is_empty() {
                    String::new()
                } else {
                    v.t(&format!("projects-c-state-{}", m.text("state")))
                },
                state_class: match m.text("state") {
                    "done" => "ok",
                    "running" => "info",
                    "dropped" => "stop",
                    _ => "wait",
                },
                goal: written(v, m.text("goal")),
                done: written(v, m.text("done")),
                part: part.map(|p| {
                    (
                        v.url(&format!("/projects/{}", p.head.code)),
                        written(v, &p.head.name),
                        w.span(&p.head.from, &p.head.to),
                    )
                }),
                events: match whole.of_measure("events", code).len() {
                    0 => String::new(),
                    n => v.tn("projects-events-n", n),
                },
            }
        })
        .collect()
}

fn steps(v: &Visit, w: Words<'_>, whole: &Whole) -> Vec<Step> {
    whole
        .rows("decisions")
        .iter()
        .map(|d| {
            let mut said = d.text("decider").to_owned();
            for name in ["section", "subject"] {
                if !d.text(name).is_empty() {
                    said = format!("{said} {}", d.text(name));
                }
            }
            let mut meta = vec![v.t(&format!("projects-c-kind-{}", d.text("kind")))];
            if !d.when("from").is_unknown() || !d.when("to").is_unknown() {
                meta.push(w.t1(
                    "projects-span-from-decision",
                    "span",
                    w.span(&d.when("from"), &d.when("to")),
                ));
            }
            if !d.text("remark").is_empty() {
                meta.push(d.text("remark").to_owned());
            }
            Step {
                id: d.id.to_string(),
                when: w.when(&d.when("at")),
                text: written(v, &said),
                meta: meta.join(" · "),
            }
        })
        .collect()
}

fn years(v: &Visit, whole: &Whole) -> Vec<Year> {
    let mut years: std::collections::BTreeMap<i16, Vec<(String, String)>> = std::collections::BTreeMap::new();
    for m in whole.rows("meetings") {
        let when = m.when("at");
        let shown = when.known_day().map_or_else(|| v.when(&when), |d| v.weekday_date(d));
        years.entry(when.known_year().unwrap_or(0)).or_default().push((m.id.to_string(), shown));
    }
    years
        .into_iter()
        .map(|(year, days)| Year {
            year: if year == 0 { v.t("when-unknown") } else { year.to_string() },
            count: days.len(),
            days,
        })
        .collect()
}

/// The page.
pub(crate) async fn show(v: Visit, Path(code): Path<String>) -> Answer {
    let project = load(&v, &code).await?;
    let shelf = Shelf::open(&v.app, v.tenant.id, project, None).await?;
    let inside = rights::inside(&v.who, shelf.project.body);
    let may_keep = rights::may_keep(&v.who, shelf.project.body);
    let bodies = people::bodies::list(v.app.db(), v.tenant.id).await?;
    let parent = parent(&v, &shelf).await?;
    let panels = v.panels(&Subject::new("project", shelf.project.id)).await?;
    let name = shelf.project.name.clone();
    let page = worded(&v, |w| {
        let whose = if inside { Audience::Internal } else { Audience::Public };
        let whole = report::seen(&shelf.whole, w, whose);
        let of = |kind: &'static str| v.url(&format!("/projects/{code}/rows/{kind}"));
        let mut sections = Vec::new();
        let mut more = Vec::new();
        for kind in KINDS {
            let rows = whole.rows(kind.name);
            if rows.is_empty() {
                more.push((w.kind(kind), of(kind.name)));
                continue;
            }
            if CRAFTED.contains(&kind.name) {
                continue;
            }
            sections.push(Section {
                id: kind.name,
                title: w.kind(kind),
                table: Table::of(&v, w, &rows, None, &[]),
                url: may_keep.then(|| of(kind.name)),
            });
        }
        let h = &whole.head;
        let body = bodies.iter().find(|b| Some(b.id) == shelf.project.body);
        let facts = [
            ("projects-diary", &h.diary),
            ("projects-owner", &h.owner),
            ("projects-manager", &h.manager),
            ("projects-source", &h.source),
        ];
        Page {
            v: &v,
            code: code.clone(),
            name: written(&v, &h.name),
            lead: v.t2("projects-lead-one", ("code", h.code.clone()), ("span", w.span(&h.from, &h.to))),
            line: Line::new(&v, &shelf.project, &bodies),
            summary: written(&v, &h.summary),
            facts: facts.iter().filter(|f| !f.1.is_empty()).map(|(k, t)| (v.t(k), written(&v, t))).collect(),
            steering: body.map(|b| (v.url(&format!("/bodies/{}", b.key)), v.local(&b.name.0))),
            earlier: h.earlier.iter().map(|e| (w.span(&e.from, &e.to), written(&v, &e.why))).collect(),
            measures: measures(&v, w, &whole),
            steps: steps(&v, w, &whole),
            meetings: whole.rows("meetings").len(),
            years: years(&v, &whole),
            claims: whole
                .rows("claims")
                .iter()
                .map(|c| {
                    let place = c.text("place");
                    let said = w.t1("projects-source-says", "printed", c.text("printed"));
                    let said = if place.is_empty() { said } else { format!("{said} ({place})") };
                    (c.id.to_string(), said)
                })
                .collect(),
            days: staff::days_by_role(&whole.rows("staff"))
                .into_iter()
                .map(|(person, role, days)| (written(&v, &person), written(&v, &role), v.number(days)))
                .collect(),
            undone: whole
                .rows("planned")
                .iter()
                .filter(|p| p.text("measure").is_empty())
                .map(|p| {
                    let why = p.text("reason");
                    let why = if why.is_empty() {
                        Html::escape(&v.t("projects-planned-open"))
                    } else {
                        written(&v, why)
                    };
                    (p.id.to_string(), written(&v, p.text("title")), why)
                })
                .collect(),
            parts: whole
                .parts
                .iter()
                .map(|p| {
                    let mut meta = vec![w.span(&p.head.from, &p.head.to)];
                    if !p.head.manager.is_empty() {
                        meta.push(p.head.manager.clone());
                    }
                    (
                        v.url(&format!("/projects/{}", p.head.code)),
                        written(&v, &p.head.name),
                        meta.join(" · "),
                    )
                })
                .collect(),
            parent: parent.clone(),
            money: money(&v, w, &whole),
            sections,
            more: if may_keep { more } else { Vec::new() },
            faults: contradictions(&shelf.faults),
            inside,
            may_keep,
            has_report: inside || shelf.reports.iter().any(crate::store_reports::Report::is_approved),
            panels: panels.clone(),
        }
    });
    html(&v, &name, &page)
}

async fn parent(v: &Visit, shelf: &Shelf) -> Result<Option<(String, Html)>, PageError> {
    let Some(id) = shelf.project.parent else { return Ok(None) };
    let found = projects::get(v.app.db(), v.tenant.id, id).await?;
    let seen = found.filter(|p| rights::may_see(&v.who, &p.publicity, p.body));
    Ok(seen.map(|p| (v.url(&format!("/projects/{}", p.code)), written(v, &p.name))))
}
