//! Loads the plans of a demo region from `plans.toml`. A second run changes nothing: a plan that is there is left alone.

use std::path::Path;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Local, When};
use page::{App, PageError, Tenant};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::{Act, Tx};
use uuid::Uuid;

use crate::keep::actors::{self, Known};
use crate::keep::editions::{self, NewEdition, NewPostponement};
use crate::keep::measures::{self, NewMeasure, NewYearly};
use crate::keep::plans::{self, NewPlan, Plan};
use crate::keep::risks::{self, NewRisk};
use crate::keep::{goals, indicators};
use crate::rules::risk::Place;

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    plan: Vec<PlanRow>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PlanRow {
    key: String,
    kind: String,
    title: Local,
    summary: Local,
    vision: Local,
    from_year: Option<i64>,
    to_year: Option<i64>,
    responsible: String,
    body: Option<String>,
    matter: Option<String>,
    state: String,
    date: Option<String>,
    printed: Option<String>,
    source: String,
    example: bool,
    goal: Vec<GoalRow>,
    measure: Vec<MeasureRow>,
    indicator: Vec<IndicatorRow>,
    risk: Vec<RiskRow>,
    edition: Vec<EditionRow>,
    postponement: Vec<PostponementRow>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct GoalRow {
    code: String,
    title: Local,
    text: Local,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct MeasureRow {
    code: String,
    goal: Option<String>,
    title: Local,
    text: Local,
    theme: Local,
    state: String,
    others: Option<String>,
    reason: Local,
    date: Option<String>,
    printed: Option<String>,
    actors: Vec<String>,
    resourced: Option<String>,
    source: String,
    example: bool,
    year: Vec<YearRow>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct YearRow {
    year: i64,
    title: Local,
    cents: Option<i64>,
    state: String,
    note: String,
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct IndicatorRow {
    goal: Option<String>,
    title: Local,
    unit: String,
    base: Option<f64>,
    base_year: Option<i64>,
    target: Option<f64>,
    target_year: Option<i64>,
    better: String,
    data_source: String,
    keeper: String,
    source: String,
    values: Vec<(i64, f64)>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RiskRow {
    code: String,
    title: Local,
    cause: Local,
    class: String,
    inherent: Option<(i64, i64)>,
    residual: Option<(i64, i64)>,
    target: Option<(i64, i64)>,
    responsible: String,
    measures: Vec<String>,
    source: String,
    example: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct EditionRow {
    name: Local,
    state: String,
    date: String,
    printed: Option<String>,
    decided_by: Local,
    address: String,
    note: Local,
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PostponementRow {
    date: String,
    printed: Option<String>,
    reason: Local,
    waits_for: Local,
    source: String,
}

pub(crate) fn read<T: DeserializeOwned + Default>(folder: &Path, name: &str) -> Result<T, PageError> {
    let path = folder.join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).map_err(|e| PageError::Inside(format!("{}: {e}", path.display()))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(T::default()),
        Err(e) => Err(PageError::Inside(format!("{}: {e}", path.display()))),
    }
}

pub(crate) fn when(code: Option<&str>, printed: Option<&str>) -> Result<When, PageError> {
    let Some(code) = code else { return Ok(When::unknown()) };
    When::from_code(code, printed).map_err(|e| PageError::Inside(format!("the date {code}: {e}")))
}

/// Loads the plans of a demo region.
pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    _today: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let file: File = read(folder, "plans.toml")?;
        let mut tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
        let register = actors::known(tx.conn(), tenant.id).await?;
        for row in file.plan {
            if plans::by_key(tx.conn(), tenant.id, &row.key).await?.is_none() {
                one(&mut tx, &register, row).await?;
            }
        }
        crate::demo_cards::load(&mut tx, folder).await?;
        Ok(tx.commit_quietly().await?)
    }
    .boxed()
}

/// The body of a key.
pub(crate) async fn body_of(tx: &Tx, key: Option<&str>) -> Result<Option<Uuid>, PageError> {
    let Some(key) = key else { return Ok(None) };
    let found = people::bodies::by_key(tx.conn(), tx.tenant(), key).await?;
    found.map(|b| Some(b.id)).ok_or_else(|| PageError::Inside(format!("no body {key}")))
}

/// The matter of a key.
pub(crate) async fn matter_of(tx: &Tx, key: Option<&str>) -> Result<Option<Uuid>, PageError> {
    let Some(key) = key else { return Ok(None) };
    let found = record::matters::by_key(tx.conn(), tx.tenant(), key).await?;
    found.map(|m| Some(m.id)).ok_or_else(|| PageError::Inside(format!("no matter {key}")))
}

async fn one(tx: &mut Tx, register: &[Known], row: PlanRow) -> Result<(), PageError> {
    let new = NewPlan {
        key: row.key,
        kind: row.kind,
        title: row.title,
        summary: row.summary,
        vision: row.vision,
        body_text: String::new(),
        from_year: row.from_year,
        to_year: row.to_year,
        owner: row.responsible,
        body: body_of(tx, row.body.as_deref()).await?,
        matter: matter_of(tx, row.matter.as_deref()).await?,
        state: row.state,
        stated: when(row.date.as_deref(), row.printed.as_deref())?,
        publicity: "public".to_owned(),
        source: row.source,
        example: row.example,
    };
    let plan = plans::create(tx, new).await?;
    let mut own_goals = Vec::new();
    for g in row.goal {
        own_goals.push(goals::add(tx, plan.id, &g.code, g.title, g.text).await?);
    }
    let goal = |code: &Option<String>| match code {
        Some(code) => match own_goals.iter().find(|g| g.code == *code) {
            Some(goal) => Ok(Some(goal.id)),
            None => Err(PageError::Inside(format!("{}: no goal {code}", plan.key))),
        },
        None => Ok(None),
    };
    let mut own = Vec::new();
    for m in row.measure {
        let goal = goal(&m.goal)?;
        own.push(measure(tx, register, &plan, goal, m).await?);
    }
    for i in row.indicator {
        let goal = goal(&i.goal)?;
        indicator(tx, &plan, goal, i).await?;
    }
    for r in row.risk {
        let lowered = own.iter().filter(|m| r.measures.contains(&m.code)).map(|m| m.id).collect();
        let place = |at: Option<(i64, i64)>| at.and_then(|(p, i)| Place::of(Some(p), Some(i)));
        let new = NewRisk {
            code: r.code,
            title: r.title,
            cause: r.cause,
            class: r.class,
            inherent: place(r.inherent),
            residual: place(r.residual),
            target: place(r.target),
            owner: r.responsible,
            due: None,
            state: "open".to_owned(),
            measures: lowered,
            source: r.source,
            example: r.example,
        };
        risks::add(tx, plan.id, new).await?;
    }
    for e in row.edition {
        let new = NewEdition {
            name: e.name,
            state: e.state,
            at: when(Some(&e.date), e.printed.as_deref())?,
            decided_by: e.decided_by,
            address: e.address,
            note: e.note,
            content: None,
            source: e.source,
        };
        editions::keep(tx, plan.id, new).await?;
    }
    for p in row.postponement {
        let new = NewPostponement {
            at: when(Some(&p.date), p.printed.as_deref())?,
            reason: p.reason,
            waits_for: p.waits_for,
            remind_on: None,
            source: p.source,
        };
        editions::postpone(tx, plan.id, new).await?;
    }
    Ok(())
}

async fn measure(
    tx: &mut Tx,
    register: &[Known],
    plan: &Plan,
    goal: Option<Uuid>,
    row: MeasureRow,
) -> Result<measures::Measure, PageError> {
    let state = row.state.clone();
    let new = NewMeasure {
        goal,
        code: row.code,
        title: row.title,
        text: row.text,
        theme: row.theme,
        state: row.state,
        reason: row.reason,
        due: when(row.date.as_deref(), row.printed.as_deref())?,
        resourced: row.resourced.unwrap_or_else(|| "unknown".to_owned()),
        source: row.source,
        example: row.example,
    };
    let made = measures::add(tx, plan.id, new).await?;
    let mut ids = Vec::new();
    for name in &row.actors {
        ids.push(actors::named(tx, name, register).await?.id);
    }
    // Of the others it may be unknown what they did of what the first has done.
    let first = ids.first().copied().into_iter().collect::<Vec<_>>();
    measures::set_actors(tx, &made, &first, &state).await?;
    measures::set_actors(tx, &made, &ids, row.others.as_deref().unwrap_or(&state)).await?;
    for y in row.year {
        let new = NewYearly {
            year: y.year,
            title: y.title,
            cents: y.cents,
            state: y.state,
            note: y.note,
            source: y.source,
        };
        measures::add_yearly(tx, &made, new).await?;
    }
    Ok(made)
}

async fn indicator(tx: &mut Tx, plan: &Plan, goal: Option<Uuid>, row: IndicatorRow) -> Result<(), PageError> {
    let new = indicators::NewIndicator {
        goal,
        title: row.title,
        unit: row.unit,
        base: row.base,
        base_year: row.base_year,
        target: row.target,
        target_year: row.target_year,
        better: if row.better.is_empty() { "more".to_owned() } else { row.better },
        data_source: row.data_source,
        owner: row.keeper,
        source: row.source,
    };
    let made = indicators::add(tx, plan.id, new).await?;
    for at in row.values {
        indicators::say(tx, &made, None, at).await?;
    }
    Ok(())
}
