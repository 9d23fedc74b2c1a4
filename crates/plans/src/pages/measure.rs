use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Subject;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use store::Tx;
use uuid::Uuid;

use crate::keep::measures::{self, Measure, Part};
use crate::keep::whole::Whole;
use crate::rules::{rights, state};
use crate::view::{self, Choice, Head, MeasureLine, Tag};

/// An actor's part, with the fields to say how far it is.
struct PartLine {
    id: Uuid,
    version: i64,
    url: String,
    name: Html,
    leads: bool,
    tag: Tag,
    note: String,
    said: String,
    state: String,
    may: bool,
}

/// What is done in one year.
struct YearLine {
    year: i64,
    title: Html,
    cost: String,
    tag: Tag,
    note: String,
    edit: Option<String>,
}

/// A risk that the measure lowers.
struct RiskLine {
    url: String,
    title: Html,
}

#[derive(Template)]
#[template(path = "plans/measure.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    line: MeasureLine,
    text: Html,
    goal: Option<(String, Html)>,
    parts: Vec<PartLine>,
    years: Vec<YearLine>,
    sum: String,
    risks: Vec<RiskLine>,
    resourced: String,
    source: String,
    states: Vec<Choice>,
    may_keep: bool,
    panels: Vec<Html>,
}

/// The measure and its plan, where the asker may see it.
pub(crate) async fn load(v: &Visit, id: Uuid) -> Result<(Measure, Whole), PageError> {
    let m = measures::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let w = Whole::by_id(v, m.plan).await?;
    Ok((m, w))
}

/// `GET /measures/{id}`: a measure with its actors and its years.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (m, w) = load(&v, id).await?;
    draw(&v, StatusCode::OK, &m, &w, &Form::new()).await
}

/// Draws the page, with what was typed into its small forms.
pub(crate) async fn draw(v: &Visit, status: StatusCode, m: &Measure, w: &Whole, form: &Form) -> Answer {
    let may_keep = rights::may_keep(&v.who, w.plan.body);
    let line = MeasureLine::new(v, w, m);
    let page = Page {
        text: v.local(&m.text.0),
        goal: w
            .goals
            .iter()
            .find(|g| Some(g.id) == m.goal)
            .map(|g| (v.url(&format!("/plans/{}#goal-{}", w.plan.key, g.id)), v.local(&g.title.0))),
        parts: w.parts_in(m.id).filter_map(|p| part_line(v, w, p)).collect(),
        years: w
            .yearlies
            .iter()
            .filter(|y| y.measure == m.id)
            .map(|y| YearLine {
                year: y.year,
                title: v.local(&y.title.0),
                cost: match y.cents {
                    Some(c) => v.money(&kit::Cents(c)),
                    None => v.t("plans-cost-unknown"),
                },
                tag: Tag::of(v, &y.state),
                note: y.note.clone(),
                edit: may_keep.then(|| v.url(&format!("/yearly/{}", y.id))),
            })
            .collect(),
        sum: line.cost.clone(),
        risks: w
            .lowers
            .iter()
            .filter(|l| l.measure == m.id)
            .filter_map(|l| w.risks.iter().find(|r| r.id == l.risk))
            .map(|r| RiskLine {
                url: v.url(&format!("/plans/{}/risks", w.plan.key)),
                title: v.local(&r.title.0),
            })
            .collect(),
        resourced: v.t(&format!("plans-resourced-{}", m.resourced)),
        source: m.source.clone(),
        states: view::states(v),
        may_keep,
        panels: v.panels(&Subject::new("measure", m.id)).await?,
        head: Head::new(v, &w.plan),
        line,
        form,
        v,
    };
    html_with(v, status, m.title.0.get(v.lang), &page)
}

fn part_line(v: &Visit, w: &Whole, p: &Part) -> Option<PartLine> {
    let a = w.actor(p.actor)?;
    Some(PartLine {
        id: p.id,
        version: p.version,
        url: v.url(&format!("/plans/{}/actors/{}", w.plan.key, a.key)),
        name: v.local(&a.name.0),
        leads: p.leads,
        tag: Tag::of(v, &p.state),
        note: p.note.clone(),
        said: p.said_at.map(|at| v.date(kit::local_date(at.at()))).unwrap_or_default(),
        state: p.state.clone(),
        may: rights::may_say(&v.who, w.plan.body, a.municipality()),
    })
}

/// `POST /measures/{id}/states`: an actor says how far its part is.
pub(crate) async fn say(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    v.person()?;
    let (m, w) = load(&v, id).await?;
    let part = form.id("part").ok_or(PageError::Bad("error-broken-form"))?;
    let shown = w.parts_in(m.id).find(|p| p.id == part).ok_or(PageError::NotFound)?;
    let place = w.actor(shown.actor).and_then(crate::keep::actors::Actor::municipality);
    v.allow(rights::may_say(&v.who, w.plan.body, place))?;
    let code = form.choice("state", &state::STATES).unwrap_or("unknown").to_owned();
    let note = form.text("note", 500);
    if code == "dropped" && note.is_empty() {
        form.wrong("note", "plans-problem-why");
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &m, &w, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let parts = measures::parts(tx.conn(), v.tenant.id, &[m.id]).await?;
    let before = parts.iter().find(|p| p.id == part).ok_or(PageError::Stale)?;
    Tx::fresh(form.version(), before.version)?;
    measures::say(&mut tx, w.plan.id, before, &code, &note).await?;
    tx.noted("measure", m.id, "said", &[("state", &code)]);
    tx.commit().await?;
    redirect(&v, &format!("/measures/{id}"))
}
