use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use people::municipalities::Municipality;
use store::Tx;
use uuid::Uuid;

use crate::keep::indicators::{self, Indicator, NewIndicator};
use crate::keep::whole::Whole;
use crate::pages::measure_edit::goals;
use crate::pages::plan::IndicatorLine;
use crate::pages::plan_edit;
use crate::rules::{numbers, rights, trend};
use crate::view::{self, Choice, Head};

/// A row of the table: the region or a municipality, with its value of each year.
struct Row {
    name: String,
    values: Vec<String>,
    trend: String,
    trend_class: &'static str,
}

/// The line of the whole region as a picture: points of what was and of the target path.
struct Chart {
    values: String,
    target: String,
    from: i64,
    to: i64,
    low: String,
    high: String,
    words: String,
}

#[derive(Template)]
#[template(path = "plans/indicator.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    line: IndicatorLine,
    unit: String,
    base: String,
    better: String,
    data_source: String,
    owner: String,
    source: String,
    goal: Option<Html>,
    years: Vec<i64>,
    rows: Vec<Row>,
    chart: Option<Chart>,
    held: Option<String>,
    may_keep: bool,
}

async fn load(v: &Visit, id: Uuid) -> Result<(Indicator, Whole), PageError> {
    let i = indicators::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let w = Whole::by_id(v, i.plan).await?;
    Ok((i, w))
}

/// `GET /indicators/{id}`: an indicator through the years.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (i, w) = load(&v, id).await?;
    draw(&v, StatusCode::OK, &i, &w, &Form::new())
}

fn draw(v: &Visit, status: StatusCode, i: &Indicator, w: &Whole, form: &Form) -> Answer {
    let own = w.series(i.id, None);
    let mut years: Vec<i64> = w.values.iter().filter(|x| x.indicator == i.id).map(|x| x.year).collect();
    years.sort_unstable();
    years.dedup();
    let with_unit = |(year, n): (i64, f64)| format!("{} {} ({year})", view::number(v, n), i.unit);
    let held = own.last().and_then(|last| {
        let holds = trend::holds(i.base_at(), i.target_at(), *last, i.better())?;
        Some(v.t(if holds { "plans-path-held" } else { "plans-path-missed" }))
    });
    let page = Page {
        line: IndicatorLine::new(v, w, i),
        unit: i.unit.clone(),
        base: i.base_at().map(with_unit).unwrap_or_default(),
        better: v.t(&format!("plans-better-{}", i.better)),
        data_source: i.data_source.clone(),
        owner: i.owner.clone(),
        source: i.source.clone(),
        goal: w.goals.iter().find(|g| Some(g.id) == i.goal).map(|g| v.local(&g.title.0)),
        rows: rows(v, i, w, &years),
        chart: chart(v, i, &own),
        years,
        held,
        may_keep: rights::may_keep(&v.who, w.plan.body),
        head: Head::new(v, &w.plan),
        form,
        v,
    };
    html_with(v, status, i.title.0.get(v.lang), &page)
}

fn rows(v: &Visit, i: &Indicator, w: &Whole, years: &[i64]) -> Vec<Row> {
    let mut places: Vec<Option<&Municipality>> = vec![None];
    let has = |m: &Municipality| w.values.iter().any(|x| x.indicator == i.id && x.municipality == Some(m.id));
    places.extend(w.places.iter().filter(|m| has(m)).map(Some));
    places
        .into_iter()
        .filter_map(|place| {
            let series = w.series(i.id, place.map(|m| m.id));
            if series.is_empty() {
                return None;
            }
            let base = i.base_at().filter(|_| place.is_none());
            let way = trend::trend(base, &series, i.better());
            let value = |year: &i64| series.iter().find(|(y, _)| y == year);
            Some(Row {
                name: place.map_or_else(|| v.t("plans-whole-region"), |m| m.name(v.lang).to_owned()),
                values: years
                    .iter()
                    .map(|y| value(y).map(|(_, n)| view::number(v, *n)).unwrap_or_default())
                    .collect(),
                trend: v.t(&format!("plans-trend-{}", way.code())),
                trend_class: match way {
                    trend::Trend::Towards => "ok",
                    trend::Trend::Away => "stop",
                    trend::Trend::Level => "info",
                    trend::Trend::Unknown => "",
                },
            })
        })
        .collect()
}

/// The width and height of the picture's box.
const BOX: (f64, f64) = (300.0, 100.0);

fn chart(v: &Visit, i: &Indicator, series: &[(i64, f64)]) -> Option<Chart> {
    let mut all: Vec<(i64, f64)> = i.base_at().into_iter().chain(series.iter().copied()).collect();
    all.sort_by_key(|(year, _)| *year);
    all.dedup_by_key(|(year, _)| *year);
    if all.len() < 2 {
        return None;
    }
    let path: Vec<(i64, f64)> = i.base_at().into_iter().chain(i.target_at()).collect();
    let both = || all.iter().chain(&path);
    let years = (both().map(|p| p.0).min()?, both().map(|p| p.0).max()?);
    let low = both().map(|p| p.1).fold(f64::INFINITY, f64::min);
    let high = both().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
    let line = |points: &[(i64, f64)]| trend::line(points, years, (low, high), BOX);
    let words =
        all.iter().map(|(y, n)| format!("{y}: {}", view::number(v, *n))).collect::<Vec<_>>().join(", ");
    Some(Chart {
        values: line(&all),
        target: if path.len() == 2 { line(&path) } else { String::new() },
        from: years.0,
        to: years.1,
        low: view::number(v, low),
        high: view::number(v, high),
        words,
    })
}

#[derive(Template)]
#[template(path = "plans/indicator_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    title: String,
    action: String,
    cancel: String,
    new: bool,
    goals: Vec<Choice>,
    ways: Vec<Choice>,
}

fn draw_edit(v: &Visit, status: StatusCode, form: &Form, w: &Whole, i: Option<&Indicator>) -> Answer {
    let (title, action, cancel) = match i {
        Some(i) => (
            v.t("plans-indicator-edit"),
            v.url(&format!("/indicators/{}/edit", i.id)),
            v.url(&format!("/indicators/{}", i.id)),
        ),
        None => (
            v.t("plans-indicator-new"),
            v.url(&format!("/plans/{}/indicators/new", w.plan.key)),
            v.url(&format!("/plans/{}", w.plan.key)),
        ),
    };
    let page = Edit {
        goals: goals(v, w),
        ways: view::choices(v, "plans-better", &["more", "less"]),
        head: Head::new(v, &w.plan),
        new: i.is_none(),
        title: title.clone(),
        action,
        cancel,
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

fn read(form: &mut Form, w: &Whole) -> NewIndicator {
    let title = view::local_required(form, "title", 300);
    let (base, base_year) = (view::number_of(form, "base"), view::year(form, "base-year"));
    let (target, target_year) = (view::number_of(form, "target"), view::year(form, "target-year"));
    if base.is_some() && base_year.is_none() {
        form.wrong("base-year", "plans-problem-year-of");
    }
    if target.is_some() && target_year.is_none() {
        form.wrong("target-year", "plans-problem-year-of");
    }
    let goal = form.id("goal");
    if goal.is_some_and(|g| w.goals.iter().all(|own| own.id != g)) {
        form.wrong("goal", "problem-not-a-choice");
    }
    NewIndicator {
        goal,
        title,
        unit: form.text("unit", 60),
        base,
        base_year,
        target,
        target_year,
        better: form.choice("better", &["more", "less"]).unwrap_or("more").to_owned(),
        data_source: form.text("data-source", 300),
        owner: form.text("owner", 200),
        source: form.text("source", 300),
    }
}

/// `GET /plans/{key}/indicators/new`.
pub(crate) async fn new(v: Visit, Path(key): Path<String>) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    draw_edit(&v, StatusCode::OK, &Form::new().with("better", "more"), &w, None)
}

/// `POST /plans/{key}/indicators/new`.
pub(crate) async fn create(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let new = read(&mut form, &w);
    if !form.ok() {
        return draw_edit(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &w, None);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let i = indicators::add(&mut tx, w.plan.id, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/indicators/{}", i.id))
}

/// `GET /indicators/{id}/edit`.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (i, w) = load(&v, id).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    let form = Form::new()
        .with("goal", view::shown(i.goal))
        .with("unit", &i.unit)
        .with("base", i.base.map(numbers::typed).unwrap_or_default())
        .with("base-year", view::shown(i.base_year))
        .with("target", i.target.map(numbers::typed).unwrap_or_default())
        .with("target-year", view::shown(i.target_year))
        .with("better", &i.better)
        .with("data-source", &i.data_source)
        .with("owner", &i.owner)
        .with("source", &i.source)
        .with("version", i.version);
    let form = view::fill(form, "title", &i.title.0);
    draw_edit(&v, StatusCode::OK, &form, &w, Some(&i))
}

/// `POST /indicators/{id}/edit`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (i, w) = load(&v, id).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    let new = read(&mut form, &w);
    if !form.ok() {
        return draw_edit(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &w, Some(&i));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = indicators::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    indicators::update(&mut tx, &before, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/indicators/{id}"))
}

/// `POST /indicators/{id}/values`: values as pasted rows: `2019; 12,5` or `Muurame; 2019; 12,5`. All or none.
pub(crate) async fn say(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (i, w) = load(&v, id).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    let typed = form.required("rows", 100_000);
    let mut found = Vec::new();
    for (n, line) in typed.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match row(&w, line) {
            Ok(one) => found.push(one),
            Err(key) => {
                form.wrong_with(
                    "rows",
                    key,
                    format!("{}: {}", n + 1, line.chars().take(60).collect::<String>()),
                );
                break;
            }
        }
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &i, &w, &form);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    for (place, at) in &found {
        indicators::say(&mut tx, &i, *place, *at).await?;
    }
    tx.noted("indicator", id, "told", &[("values", &found.len().to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/indicators/{id}"))
}

/// The municipality, the year and the value of a pasted row.
type Told = (Option<Uuid>, (i64, f64));

fn row(w: &Whole, line: &str) -> Result<Told, &'static str> {
    let parts: Vec<&str> = line.split(['\t', ';']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let (place, year, value) = match parts.as_slice() {
        [year, value] => (None, *year, *value),
        [place, year, value] => (Some(*place), *year, *value),
        _ => return Err("plans-problem-row"),
    };
    let place = match place {
        None => None,
        Some(name) => {
            let same = |m: &&Municipality| {
                [m.name_fi.to_lowercase(), m.name_sv.to_lowercase()].contains(&name.to_lowercase())
            };
            Some(w.places.iter().find(same).ok_or("plans-problem-place")?.id)
        }
    };
    let year: i64 = year.parse().map_err(|_| "plans-problem-row-year")?;
    if !(1900..=2200).contains(&year) {
        return Err("plans-problem-row-year");
    }
    Ok((place, (year, numbers::number(value).ok_or("plans-problem-row-value")?)))
}
