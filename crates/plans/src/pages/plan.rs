use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Subject;
use page::{Answer, Form, Html, PageError, Visit, html_with};
use uuid::Uuid;

use crate::keep::whole::Whole;
use crate::keep::{adoptions, links};
use crate::pages::adoption::{self, Stage};
use crate::rules::{rights, risk, state, trend};
use crate::view::{self, Head, MeasureLine, Tag};

/// A goal with its measures.
struct GoalLine {
    id: Uuid,
    code: String,
    title: Html,
    text: Html,
    measures: Vec<MeasureLine>,
    indicators: Vec<IndicatorLine>,
}

/// An indicator in a line.
pub(crate) struct IndicatorLine {
    pub(crate) goal: Option<Uuid>,
    pub(crate) url: String,
    pub(crate) title: Html,
    pub(crate) last: String,
    pub(crate) target: String,
    pub(crate) trend: String,
    pub(crate) trend_class: &'static str,
}

impl IndicatorLine {
    pub(crate) fn new(v: &Visit, w: &Whole, i: &crate::keep::indicators::Indicator) -> Self {
        let series = w.series(i.id, None);
        let way = trend::trend(i.base_at(), &series, i.better());
        let with = |(year, n): &(i64, f64)| format!("{} {} ({year})", view::number(v, *n), i.unit);
        Self {
            goal: i.goal,
            url: v.url(&format!("/indicators/{}", i.id)),
            title: v.local(&i.title.0),
            last: series.last().map(with).unwrap_or_default(),
            target: i.target_at().as_ref().map(with).unwrap_or_default(),
            trend: v.t(&format!("plans-trend-{}", way.code())),
            trend_class: match way {
                trend::Trend::Towards => "ok",
                trend::Trend::Away => "stop",
                trend::Trend::Level => "info",
                trend::Trend::Unknown => "",
            },
        }
    }
}

/// An actor with its chapter.
struct ActorLink {
    url: String,
    name: Html,
    lines: String,
    done: String,
}

/// A version in a line.
pub(crate) struct EditionLine {
    pub(crate) url: Option<String>,
    pub(crate) name: Html,
    pub(crate) state: String,
    pub(crate) class: &'static str,
    pub(crate) meta: String,
    pub(crate) note: Html,
}

impl EditionLine {
    pub(crate) fn new(v: &Visit, e: &crate::keep::editions::Edition) -> Self {
        let mut meta = vec![view::told(v, &e.at())];
        for words in [e.decided_by.0.get(v.lang).to_owned(), e.source.clone()] {
            if !words.is_empty() {
                meta.push(words);
            }
        }
        Self {
            url: Some(v.url(&format!("/editions/{}", e.id))),
            name: v.local(&e.name.0),
            state: v.t(&format!("plans-edition-{}", e.state)),
            class: if e.state == "draft" { "wait" } else { "ok" },
            meta: meta.join(" · "),
            note: v.local(&e.note.0),
        }
    }
}

/// An update that was put off.
struct Postponed {
    id: Uuid,
    waiting: bool,
    version: i64,
    said: String,
    reason: Html,
    waits_for: Html,
    remind_on: String,
    source: String,
    action: Option<String>,
    returned: String,
}

/// Something that was decided or done and serves a goal.
struct Linked {
    url: String,
    title: Html,
    goal: Html,
}

/// A year of the plan: what is done and what it costs.
struct YearLine {
    year: i64,
    count: String,
    cost: String,
}

#[derive(Template)]
#[template(path = "plans/plan.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    summary: Html,
    vision: Html,
    body: Html,
    owner: String,
    source: String,
    steering: Option<(String, Html)>,
    matter: Option<(String, Html)>,
    goals: Vec<GoalLine>,
    rest: Vec<MeasureLine>,
    indicators: Vec<IndicatorLine>,
    states: Vec<(Tag, usize)>,
    sums: Option<String>,
    actors: Vec<ActorLink>,
    years: Vec<YearLine>,
    not_come: Vec<MeasureLine>,
    editions: Vec<EditionLine>,
    edition_states: Vec<view::Choice>,
    moved_on: bool,
    postponed: Vec<Postponed>,
    risks: Option<(String, String)>,
    stages: Vec<Stage>,
    linked: Vec<Linked>,
    may_keep: bool,
    panels: Vec<Html>,
}

/// `GET /plans/{key}`: a plan.
pub(crate) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let w = Whole::load(&v, &key).await?;
    draw(&v, StatusCode::OK, &w, &Form::new()).await
}

/// Draws the page, with what was typed into its small forms.
pub(crate) async fn draw(v: &Visit, status: StatusCode, w: &Whole, form: &Form) -> Answer {
    let p = &w.plan;
    let line = |m| MeasureLine::new(v, w, m);
    let all_indicators: Vec<IndicatorLine> =
        w.indicators.iter().map(|i| IndicatorLine::new(v, w, i)).collect();
    let (of_goals, indicators): (Vec<_>, Vec<_>) = all_indicators.into_iter().partition(|i| i.goal.is_some());
    let mut of_goals = of_goals;
    let goals = w
        .goals
        .iter()
        .map(|g| GoalLine {
            id: g.id,
            code: g.code.clone(),
            title: v.local(&g.title.0),
            text: v.local(&g.text.0),
            measures: w.measures.iter().filter(|m| m.goal == Some(g.id)).map(line).collect(),
            indicators: of_goals.extract_if(.., |i| i.goal == Some(g.id)).collect(),
        })
        .collect();
    let counts = state::count(w.measures.iter().map(|m| w.state_of(m)));
    let chapters = w.chapters();
    let sums = w.sums(&chapters);
    let page = Page {
        summary: v.local(&p.summary.0),
        vision: v.local(&p.vision.0),
        body: v.written(&p.body_text),
        owner: p.owner.clone(),
        source: p.source.clone(),
        steering: steering(v, w).await?,
        matter: matter(v, w).await?,
        goals,
        rest: w.measures.iter().filter(|m| m.goal.is_none()).map(line).collect(),
        indicators,
        states: state::STATES
            .iter()
            .zip(counts)
            .filter(|(_, n)| *n > 0)
            .map(|(code, n)| (Tag::of(v, code), n))
            .collect(),
        sums: (sums.lines > 0).then(|| {
            v.app.t(
                v.lang,
                "plans-counted-once",
                &[("n", sums.measures.into()), ("lines", sums.lines.into()), ("shared", sums.shared.into())],
            )
        }),
        actors: chapters
            .iter()
            .filter_map(|c| {
                let a = w.actor(c.actor)?;
                let done = w.parts.iter().filter(|p| p.actor == a.id && p.state == "done").count();
                Some(ActorLink {
                    url: v.url(&format!("/plans/{}/actors/{}", p.key, a.key)),
                    name: v.local(&a.name.0),
                    lines: v.tn("plans-n-measures", c.lines.len()),
                    done: v.tn("plans-n-done", done),
                })
            })
            .collect(),
        years: years(v, w),
        not_come: w
            .measures
            .iter()
            .filter(|m| state::not_come(w.state_of(m), m.last_day(), v.today()))
            .map(line)
            .collect(),
        editions: w.editions.iter().rev().map(|e| EditionLine::new(v, e)).collect(),
        edition_states: view::choices(v, "plans-edition", &crate::keep::editions::STATES),
        moved_on: w.moved_on(),
        postponed: w.postponed.iter().map(|one| postponed(v, one)).collect(),
        risks: risks(v, w),
        stages: stages(v, w).await?,
        linked: linked(v, w).await?,
        may_keep: rights::may_keep(&v.who, p.body),
        panels: v.panels(&Subject::new("plan", p.id)).await?,
        head: Head::new(v, p),
        form,
        v,
    };
    html_with(v, status, p.title.0.get(v.lang), &page)
}

fn postponed(v: &Visit, one: &crate::keep::editions::Postponement) -> Postponed {
    Postponed {
        id: one.id,
        waiting: one.state == "waiting",
        version: one.version,
        said: v.t1("plans-postponed-note", "when", v.when(&one.at())),
        reason: v.local(&one.reason.0),
        waits_for: v.local(&one.waits_for.0),
        remind_on: one.remind_on.map(|d| v.date(d.0)).unwrap_or_default(),
        source: one.source.clone(),
        action: one.action.map(|id| v.url(&format!("/actions/{id}"))),
        returned: one.returned_at.map(|at| v.date(kit::local_date(at.at()))).unwrap_or_default(),
    }
}

/// How far each municipality is, of what municipalities take into use.
async fn stages(v: &Visit, w: &Whole) -> Result<Vec<Stage>, PageError> {
    let said = adoptions::all(v.app.db(), v.tenant.id).await?;
    let wanted =
        matches!(w.plan.kind.as_str(), "policy" | "programme") || said.iter().any(|a| a.about == w.plan.id);
    if wanted { adoption::stages(v, w.plan.id, &said).await } else { Ok(Vec::new()) }
}

/// What has been linked to the goals, of what the asker may see.
async fn linked(v: &Visit, w: &Whole) -> Result<Vec<Linked>, PageError> {
    let all = links::all(v.app.db(), v.tenant.id).await?;
    Ok(all
        .iter()
        .filter(|l| l.public || rights::may_see(&v.who, "internal"))
        .filter_map(|l| {
            let goal = w.goals.iter().find(|g| g.id == l.goal)?;
            Some(Linked { url: v.url(&l.path), title: v.local(&l.title.0), goal: v.local(&goal.title.0) })
        })
        .collect())
}

fn years(v: &Visit, w: &Whole) -> Vec<YearLine> {
    let mut all: Vec<i64> = w.yearlies.iter().map(|y| y.year).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
        .map(|year| {
            let own = || w.yearlies.iter().filter(move |y| y.year == year);
            let cents: Vec<i64> = own().filter_map(|y| y.cents).collect();
            YearLine {
                year,
                count: v.tn("plans-n-yearly", own().count()),
                cost: if cents.is_empty() {
                    v.t("plans-cost-unknown")
                } else {
                    v.money(&kit::Cents(cents.iter().sum()))
                },
            }
        })
        .collect()
}

fn risks(v: &Visit, w: &Whole) -> Option<(String, String)> {
    if w.risks.is_empty() {
        return None;
    }
    let critical = w
        .risks
        .iter()
        .filter(|r| r.state == "open" && r.today().is_some_and(|p| p.class() == risk::Class::Critical))
        .count();
    Some((v.tn("plans-n-risks", w.risks.len()), v.tn("plans-n-critical", critical)))
}

async fn steering(v: &Visit, w: &Whole) -> Result<Option<(String, Html)>, PageError> {
    let Some(id) = w.plan.body else { return Ok(None) };
    let body = people::bodies::get(v.app.db(), v.tenant.id, id).await?;
    Ok(body.map(|b| (v.url(&format!("/bodies/{}", b.key)), v.local(&b.name.0))))
}

/// The matter of the record, where the asker may read it.
async fn matter(v: &Visit, w: &Whole) -> Result<Option<(String, Html)>, PageError> {
    let Some(id) = w.plan.matter else { return Ok(None) };
    let Some(m) = record::matters::get(v.app.db(), v.tenant.id, id).await? else { return Ok(None) };
    let open = record::rights::may_see_matter(&v.who, &m, &[]);
    Ok(open.then(|| (v.url(&format!("/matters/{id}")), v.local(&m.title.0))))
}
