use askama::Template;
use axum::extract::Query;
use doc::sheet::{self, Cell, Sheet};
use page::{Answer, PageError, Visit, download, html};
use people::municipalities::Municipality;
use uuid::Uuid;

use crate::actions::STATES;
use crate::download::text;
use crate::follow::Followed;
use crate::import::COLUMNS;
use crate::matrix::{self, ActionFilter, Card, Chosen, MatrixRow};
use crate::view::{self, Bodies, Choice, query};
use crate::{matters, rights};

const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "record/actions.html")]
struct Page<'a> {
    v: &'a Visit,
    filter: &'a ActionFilter,
    bodies: Vec<Choice>,
    states: Vec<Choice>,
    places: Vec<Choice>,
    dues: Vec<Choice>,
    shown: Vec<String>,
    rows: Vec<MatrixRow>,
    cards: Vec<Card>,
    idle: String,
    legend: Vec<(&'static str, &'static str, String)>,
    next: Option<String>,
    csv: String,
    xlsx: String,
    may_import: bool,
    choose: bool,
}

/// `GET /actions`: who has done what.
pub(crate) async fn list(v: Visit, Query(filter): Query<ActionFilter>) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let places = people::municipalities::on(v.app.db(), &v.tenant, v.today()).await?;
    let chosen = chosen(&v, &filter, &bodies).await?;
    let mut found = matrix::find(v.app.db(), v.tenant.id, &filter, &chosen, PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found.last().map(|a| a.id.to_string()).filter(|_| more);
    let all = matrix::seen(&v, found).await?;
    let shown = columns(&v, &all, chosen.municipality).await?;
    let pairs = [
        ("body", filter.body.as_str()),
        ("matter", &filter.matter),
        ("state", &filter.state),
        ("municipality", &filter.municipality),
        ("due", &filter.due),
    ];
    let rows = matrix::rows(&v, &all, &shown).await?;
    let cards = matrix::cards(&v, &all, &shown);
    let body = Page {
        choose: rows.iter().any(|r| r.line.choose),
        bodies: bodies.choices(&v),
        states: std::iter::once((String::new(), v.t("record-all-states")))
            .chain(STATES.iter().map(|s| ((*s).to_owned(), v.t(view::state_key(s)))))
            .collect(),
        places: std::iter::once((String::new(), v.t("record-all-municipalities")))
            .chain(places.iter().map(|m| (m.slug.clone(), m.name(v.lang).to_owned())))
            .collect(),
        dues: [
            ("", "record-all-due"),
            ("late", "record-due-late"),
            ("soon", "record-due-soon"),
            ("none", "record-due-none"),
        ]
        .map(|(code, key)| (code.to_owned(), v.t(key)))
        .to_vec(),
        rows,
        idle: idle(&cards),
        cards,
        shown: shown.iter().map(|m| m.name(v.lang).to_owned()).collect(),
        legend: STATES
            .iter()
            .map(|s| {
                let (class, sign) = view::state_sign(s);
                (class, sign, v.t(view::state_key(s)))
            })
            .collect(),
        next: last.map(|after| {
            let mut pairs = pairs.to_vec();
            pairs.push(("after", &after));
            v.url(&format!("/actions{}", query(&pairs)))
        }),
        csv: v.url(&format!("/actions.csv{}", query(&pairs))),
        xlsx: v.url(&format!("/actions.xlsx{}", query(&pairs))),
        may_import: rights::may_import(&v.who),
        filter: &filter,
        v: &v,
    };
    html(&v, &v.t("record-actions"), &body)
}

/// The municipalities with nothing open, in one line.
fn idle(cards: &[Card]) -> String {
    let names: Vec<&str> = cards.iter().filter(|c| c.open.is_empty()).map(|c| c.name.as_str()).collect();
    names.join(", ")
}

async fn chosen(v: &Visit, filter: &ActionFilter, bodies: &Bodies) -> Result<Chosen, PageError> {
    let municipality = match filter.municipality.as_str() {
        "" => None,
        slug => people::municipalities::by_slug(v.app.db(), v.tenant.id, slug).await?,
    };
    Ok(Chosen {
        body: bodies.by_key(&filter.body).map(|b| b.id),
        municipality: municipality.map(|m| m.id),
        today: v.today(),
    })
}

async fn columns(v: &Visit, all: &[Followed], only: Option<Uuid>) -> Result<Vec<Municipality>, PageError> {
    let asked: Vec<Uuid> = all.iter().flat_map(|f| f.states.iter().map(|s| s.municipality)).collect();
    let mut shown = view::municipalities(v, &asked).await?;
    if let Some(only) = only {
        shown.retain(|m| m.id == only);
    }
    Ok(shown)
}

/// `GET /actions.csv`.
pub(crate) async fn csv(v: Visit, Query(filter): Query<ActionFilter>) -> Answer {
    let sheet = table(&v, &filter).await?;
    let name = format!("{}-{}.csv", v.t("record-actions-file"), v.today());
    Ok(download(&name, "text/csv; charset=utf-8", sheet::csv(&sheet), false))
}

/// `GET /actions.xlsx`.
pub(crate) async fn xlsx(v: Visit, Query(filter): Query<ActionFilter>) -> Answer {
    let sheet = table(&v, &filter).await?;
    let name = format!("{}-{}.xlsx", v.t("record-actions-file"), v.today());
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download(&name, kind, sheet::xlsx(&sheet).map_err(PageError::inside)?, false))
}

/// One row per action and municipality, as it is filled in and brought back.
async fn table(v: &Visit, filter: &ActionFilter) -> Result<Sheet, PageError> {
    let bodies = Bodies::of(v).await?;
    let chosen = chosen(v, filter, &bodies).await?;
    let found = matrix::find(v.app.db(), v.tenant.id, filter, &chosen, 5_000).await?;
    let all = matrix::seen(v, found).await?;
    let places = columns(v, &all, chosen.municipality).await?;
    let ids = all.iter().filter_map(|f| f.action.matter).collect();
    let numbers = matters::of(v.app.db(), v.tenant.id, ids).await?;
    let mut rows = Vec::new();
    for f in &all {
        let matter = numbers.iter().find(|m| Some(m.id) == f.action.matter);
        for m in &places {
            let Some(state) = f.states.iter().find(|s| s.municipality == m.id) else { continue };
            if !filter.state.is_empty() && filter.state != state.state {
                continue;
            }
            let said = state.version > 1 || !state.by_name.is_empty();
            rows.push(vec![
                text(f.action.id.to_string()),
                text(f.action.text.0.get(v.lang)),
                text(matter.and_then(|m| m.diary_printed.clone()).unwrap_or_default()),
                f.action.due.map_or(Cell::Empty, |d| Cell::Date(d.0)),
                text(m.code.clone()),
                text(m.name(v.lang)),
                text(v.t(view::state_key(&state.state))),
                text(state.note.clone()),
                text(state.evidence.clone()),
                text(state.by_name.clone()),
                if said { Cell::Date(kit::local_date(state.at.at())) } else { Cell::Empty },
                Cell::Number(state.version),
            ]);
        }
    }
    Ok(Sheet { name: v.t("record-actions"), header: COLUMNS.iter().map(|k| v.t(k)).collect(), rows })
}
