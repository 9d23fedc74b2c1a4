use askama::Template;
use axum::extract::{Path, Query};
use page::{Answer, Html, Visit, html};
use serde::Deserialize;
use uuid::Uuid;

use crate::keep::risks::Risk;
use crate::keep::whole::Whole;
use crate::rules::rights;
use crate::rules::risk::{self, Place};
use crate::view::Head;

/// A place of the matrix.
struct Cell {
    value: u8,
    class: String,
    colour: &'static str,
    risks: Vec<(Uuid, String)>,
}

/// A place in words: `4 × 5 = 20 kriittinen`.
struct Level {
    words: String,
    class: String,
    colour: &'static str,
}

/// A risk as the register shows it.
struct Line {
    id: Uuid,
    code: String,
    title: Html,
    cause: Html,
    kind: String,
    inherent: Option<Level>,
    residual: Option<Level>,
    target: Option<Level>,
    reduction: String,
    lowered: Vec<(String, Html)>,
    owner: String,
    due: String,
    closed: bool,
    example: bool,
    missing: Vec<String>,
}

#[derive(Template)]
#[template(path = "plans/risks.html")]
struct Page<'a> {
    v: &'a Visit,
    head: Head,
    views: Vec<(bool, String, String)>,
    rows: Vec<(u8, Vec<Cell>)>,
    lines: Vec<Line>,
    summary: Option<String>,
    unplaced: Option<String>,
    may_keep: bool,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Ask {
    view: String,
}

/// Which of the three places of a risk the matrix shows.
const VIEWS: [&str; 3] = ["today", "inherent", "target"];

/// `GET /plans/{key}/risks`: the risk register with its matrix.
pub(crate) async fn show(v: Visit, Path(key): Path<String>, Query(ask): Query<Ask>) -> Answer {
    let w = Whole::load(&v, &key).await?;
    let view = VIEWS.into_iter().find(|x| *x == ask.view).unwrap_or("today");
    let place = |r: &Risk| match view {
        "inherent" => r.inherent(),
        "target" => r.target(),
        _ => r.today(),
    };
    let open: Vec<&Risk> = w.risks.iter().filter(|r| r.state == "open").collect();
    let places: Vec<Place> = open.iter().filter_map(|r| place(r)).collect();
    let rows = (1..=5)
        .rev()
        .map(|p| {
            let cells = (1..=5)
                .filter_map(|i| Place::of(Some(p), Some(i)))
                .map(|at| Cell {
                    value: at.value(),
                    class: v.t(&format!("plans-risk-class-{}", at.class().code())),
                    colour: at.class().colour(),
                    risks: open
                        .iter()
                        .filter(|r| place(r) == Some(at))
                        .map(|r| (r.id, r.code.clone()))
                        .collect(),
                })
                .collect();
            (u8::try_from(p).unwrap_or(0), cells)
        })
        .collect();
    let mut all: Vec<&Risk> = w.risks.iter().collect();
    all.sort_by_key(|r| (r.state != "open", std::cmp::Reverse(r.today().map(Place::value)), r.position));
    let title = format!("{} – {}", v.t("plans-risks"), w.plan.title.0.get(v.lang));
    let page = Page {
        lines: all.into_iter().map(|r| line(&v, &w, r)).collect(),
        views: VIEWS
            .iter()
            .map(|x| {
                (
                    *x == view,
                    v.t(&format!("plans-risk-view-{x}")),
                    v.url(&format!("/plans/{}/risks?view={x}", w.plan.key)),
                )
            })
            .collect(),
        summary: risk::summary(&places).map(|(most, mean)| {
            let mean = kit::fmt::decimal(v.lang, f64::from(mean) / 100.0, 2);
            v.app.t(
                v.lang,
                "plans-risk-summary",
                &[("n", places.len().into()), ("most", i64::from(most).into()), ("mean", mean.into())],
            )
        }),
        unplaced: Some(open.len() - places.len()).filter(|n| *n > 0).map(|n| v.tn("plans-risk-unplaced", n)),
        may_keep: rights::may_keep(&v.who, w.plan.body),
        head: Head::new(&v, &w.plan),
        rows,
        v: &v,
    };
    html(&v, &title, &page)
}

fn level(v: &Visit, place: Option<Place>) -> Option<Level> {
    place.map(|p| Level {
        words: format!("{} × {} = {}", p.p, p.i, p.value()),
        class: v.t(&format!("plans-risk-class-{}", p.class().code())),
        colour: p.class().colour(),
    })
}

fn line(v: &Visit, w: &Whole, r: &Risk) -> Line {
    let lowered: Vec<(String, Html)> = w
        .lowers
        .iter()
        .filter(|l| l.risk == r.id)
        .filter_map(|l| w.measure(l.measure))
        .map(|m| (v.url(&format!("/measures/{}", m.id)), v.local(&m.title.0)))
        .collect();
    let reduction = match (r.inherent(), r.residual()) {
        (Some(before), Some(after)) => risk::reduction(before, after),
        _ => None,
    };
    Line {
        id: r.id,
        code: r.code.clone(),
        title: v.local(&r.title.0),
        cause: v.local(&r.cause.0),
        kind: v.t(&format!("plans-risk-kind-{}", r.class)),
        inherent: level(v, r.inherent()),
        residual: level(v, r.residual()),
        target: level(v, r.target()),
        reduction: reduction.map(|n| v.tn("plans-risk-reduced", n)).unwrap_or_default(),
        missing: if r.state == "open" {
            risk::missing(r.today(), !r.owner.is_empty(), !lowered.is_empty(), r.due.is_some())
                .into_iter()
                .map(|k| v.t(k))
                .collect()
        } else {
            Vec::new()
        },
        lowered,
        owner: r.owner.clone(),
        due: r.due.map(|d| v.date(d.0)).unwrap_or_default(),
        closed: r.state != "open",
        example: r.example,
    }
}
