//! Options side by side: criteria by options, with cost, risk and the weighed mean.

use axum::extract::Path;
use axum::http::StatusCode;
use kit::Local;
use page::{Answer, Form, Html, PageError, Visit, redirect};
use uuid::Uuid;

use crate::keep::cards::{self, Row};
use crate::pages::card;
use crate::rules::{options, rights};
use crate::view::Choice;

/// An option as a column.
pub(crate) struct Column {
    pub(crate) name: Html,
    pub(crate) provider: Html,
    pub(crate) cost: String,
    pub(crate) risk: String,
    pub(crate) mean: String,
    pub(crate) place: String,
    pub(crate) best: bool,
}

/// A criterion as a row: its marks by option.
pub(crate) struct Line {
    pub(crate) name: Html,
    pub(crate) weight: String,
    pub(crate) marks: Vec<Cell>,
}

/// A mark, with the field to give it.
pub(crate) struct Cell {
    pub(crate) field: String,
    pub(crate) label: String,
    pub(crate) mark: String,
}

/// The matrix.
pub(crate) struct Matrix {
    pub(crate) columns: Vec<Column>,
    pub(crate) lines: Vec<Line>,
    pub(crate) marks: Vec<Choice>,
}

/// The weight of a criterion that has none.
const WEIGHT: i64 = 3;

/// The field of a mark in an option's row.
fn mark_of(criterion: Uuid) -> String {
    format!("mark-{criterion}")
}

impl Matrix {
    /// The matrix of a card's rows.
    pub(crate) fn new(v: &Visit, rows: &[Row]) -> Self {
        let criteria: Vec<&Row> = rows.iter().filter(|r| r.sort == "criterion").collect();
        let choices: Vec<&Row> = rows.iter().filter(|r| r.sort == "choice").collect();
        let marks = |o: &Row| -> Vec<options::Mark> {
            criteria
                .iter()
                .map(|c| (c.number("weight").unwrap_or(WEIGHT), o.number(&mark_of(c.id))))
                .collect()
        };
        let means: Vec<Option<(i64, bool)>> = choices.iter().map(|o| options::weighed(&marks(o))).collect();
        let places = options::places(&means.iter().map(|m| m.map(|(mean, _)| mean)).collect::<Vec<_>>());
        let unknown = || v.t("plans-unknown");
        let columns = choices
            .iter()
            .zip(means.iter().zip(&places))
            .map(|(o, (mean, place))| Column {
                name: v.local(&o.says("name")),
                provider: v.local(&o.says("provider")),
                cost: o.number("cost").map_or_else(unknown, |c| v.money(&kit::Cents(c))),
                risk: o.number("risk").map_or_else(unknown, |r| format!("{r} / 5")),
                mean: mean.map_or_else(unknown, |(mean, whole)| {
                    let mean =
                        kit::fmt::decimal(v.lang, f64::from(i32::try_from(mean).unwrap_or(0)) / 100.0, 2);
                    if whole { mean } else { v.t1("plans-mean-partly", "mean", mean) }
                }),
                place: place.map(|p| format!("{p}.")).unwrap_or_default(),
                best: *place == Some(1) && choices.len() > 1,
            })
            .collect();
        let lines = criteria
            .iter()
            .map(|c| Line {
                name: v.local(&c.says("name")),
                weight: c.number("weight").unwrap_or(WEIGHT).to_string(),
                marks: choices
                    .iter()
                    .map(|o| Cell {
                        field: format!("m-{}-{}", o.id, c.id),
                        label: format!("{}: {}", o.says("name").get(v.lang), c.says("name").get(v.lang)),
                        mark: o.number(&mark_of(c.id)).map(|n| n.to_string()).unwrap_or_default(),
                    })
                    .collect(),
            })
            .collect();
        let none = (String::new(), v.t("plans-no-mark"));
        let five = (1..=5).map(|n: i64| (n.to_string(), n.to_string()));
        Self { columns, lines, marks: std::iter::once(none).chain(five).collect() }
    }
}

/// `POST /cards/{id}/marks`: gives the marks of all options by all criteria.
pub(crate) async fn mark(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    v.allow(rights::may_begin(&v.who))?;
    let all = cards::rows(v.app.db(), v.tenant.id, id).await?;
    let of = |sort: &str| all.iter().filter(|r| r.sort == sort).map(|r| r.id).collect::<Vec<_>>();
    let (criteria, choices) = (of("criterion"), of("choice"));
    let mut given = Vec::new();
    for o in &choices {
        for k in &criteria {
            given.push((*o, *k, form.int(&format!("m-{o}-{k}"), 1, 5)));
        }
    }
    if kind.code != "option" || given.is_empty() {
        return Err(PageError::Bad("error-broken-form"));
    }
    if !form.ok() {
        return card::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &c, kind, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    for o in choices {
        let before = cards::row(tx.conn(), v.tenant.id, o).await?.ok_or(PageError::Stale)?;
        let mut data = before.data.0.clone();
        for (_, k, mark) in given.iter().filter(|(own, _, _)| *own == o) {
            match mark {
                Some(n) => data.insert(mark_of(*k), Local::fi(n.to_string())),
                None => data.remove(&mark_of(*k)),
            };
        }
        if data != before.data.0 {
            cards::update_row(&mut tx, &before, data).await?;
        }
    }
    tx.noted("card", id, "marked", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/cards/{id}"))
}
