use std::collections::BTreeSet;

use almanac::{HolidayPolicy, Nth, SeriesError};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::{Date, time};
use kit::When;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use people::bodies::{self, Body};
use store::{Json, Tx};

use crate::meetings::{self, MODES};
use crate::series::{self, DatedRule, FREQUENCIES, NewSeries, Series};
use crate::view::{self, Choice};

const NTH: [(&str, Nth); 5] = [
    ("first", Nth::First),
    ("second", Nth::Second),
    ("third", Nth::Third),
    ("fourth", Nth::Fourth),
    ("last", Nth::Last),
];

/// A rule in words.
pub(crate) struct RuleLine {
    pub(crate) words: String,
    pub(crate) span: String,
}

/// A series as lists show it.
pub(crate) struct SeriesLine {
    pub(crate) url: String,
    pub(crate) name: Html,
    pub(crate) rules: Vec<RuleLine>,
    pub(crate) doubt: Html,
    pub(crate) source: String,
}

impl SeriesLine {
    pub(crate) fn new(v: &Visit, s: &Series, body: &Body) -> Self {
        Self {
            url: v.url(&format!("/bodies/{}/series/{}", body.key, s.id)),
            name: v.local(&s.name.0),
            rules: s.dated().iter().rev().map(|r| rule_line(v, r)).collect(),
            doubt: if s.doubt.0.is_empty() { Html::default() } else { v.local(&s.doubt.0) },
            source: s.source.clone(),
        }
    }
}

fn nth_code(nth: Option<Nth>) -> &'static str {
    NTH.iter().find(|(_, n)| Some(*n) == nth).map_or("", |(code, _)| code)
}

fn rule_line(v: &Visit, r: &DatedRule) -> RuleLine {
    let weekday = r.weekday.map(|d| v.t(&format!("meetings-weekday-{d}")));
    let nth = |n| v.t(&format!("meetings-nth-{}", nth_code(n)));
    let words = match (r.frequency.as_str(), weekday) {
        ("monthly", Some(day)) if r.nth.is_some() => {
            v.t2("meetings-rule-monthly", ("nth", nth(r.nth)), ("weekday", day))
        }
        ("twice_monthly", Some(day)) if r.nth.is_some() && r.second.is_some() => {
            let both = format!("{} {} {}", nth(r.nth), v.t("meetings-and"), nth(r.second));
            v.t2("meetings-rule-monthly", ("nth", both), ("weekday", day))
        }
        ("weekly", Some(day)) if r.weeks <= 1 => v.t1("meetings-rule-weekly", "weekday", day),
        ("weekly", Some(day)) => v.t2("meetings-rule-weeks", ("n", r.weeks.to_string()), ("weekday", day)),
        (other, _) => {
            let often = v.t(&format!("meetings-frequency-{other}"));
            v.t1("meetings-rule-day-unknown", "often", often)
        }
    };
    // The words of the source stand in an unknown date already.
    let printed = r.from.printed().filter(|_| r.from.show(v.lang).is_some());
    let printed = printed.map(|p| v.t1("meetings-printed", "printed", p)).unwrap_or_default();
    RuleLine { words, span: format!("{} {printed}", v.span(&r.from, &r.to)).trim_end().to_owned() }
}

#[derive(Template)]
#[template(path = "meetings/series_list.html")]
struct List<'a> {
    v: &'a Visit,
    body: &'a Body,
    lines: Vec<SeriesLine>,
    may_edit: bool,
}

async fn body(v: &Visit, key: &str) -> Result<Body, PageError> {
    bodies::by_key(v.app.db(), v.tenant.id, key).await?.ok_or(PageError::NotFound)
}

/// `GET /bodies/{key}/series`.
pub(crate) async fn list(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body(&v, &key).await?;
    let all = series::list_for_body(v.app.db(), v.tenant.id, body.id).await?;
    let page = List {
        v: &v,
        lines: all.iter().map(|s| SeriesLine::new(&v, s, &body)).collect(),
        may_edit: v.who.prepares(body.id),
        body: &body,
    };
    html_with(&v, StatusCode::OK, &v.t("meetings-series"), &page)
}

/// A day of the preview.
struct DayLine {
    date: Date,
    words: String,
    /// Why there is no meeting, or that one stands already.
    note: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "meetings/series.html")]
struct Page<'a> {
    v: &'a Visit,
    body: &'a Body,
    line: Option<SeriesLine>,
    action: String,
    form: &'a Form,
    days: Vec<DayLine>,
    may_edit: bool,
    frequencies: Vec<Choice>,
    nths: Vec<Choice>,
    weekdays: Vec<Choice>,
    modes: Vec<Choice>,
    policies: Vec<Choice>,
}

impl Page<'_> {
    fn offers_days(&self) -> bool {
        self.days.iter().any(|d| d.open)
    }
}

async fn days(v: &Visit, s: &Series) -> Result<Vec<DayLine>, PageError> {
    let today = v.today();
    let until = today.checked_add(1.year()).unwrap_or(today);
    let stand = meetings::list_for_body(v.app.db(), v.tenant.id, s.body).await?;
    let taken = |day: Date| {
        stand.iter().any(|m| m.day() == Some(day) && m.state() != assembly::MeetingState::Cancelled)
    };
    let closed = people::house::closed_days(v.app.db(), v.tenant.id).await?;
    let closed: Vec<Date> = closed.iter().map(|d| d.day.0).collect();
    Ok(s.days_besides(&closed, today, until)
        .into_iter()
        .map(|o| {
            let note = match o.skipped {
                Some(why) => v.t1("meetings-day-skipped", "why", v.t(why.key())),
                None if taken(o.date) => v.t("meetings-day-stands"),
                None if o.date != o.planned => v.t1("meetings-day-moved", "day", v.date(o.planned)),
                None => String::new(),
            };
            DayLine {
                date: o.date,
                words: v.weekday_date(o.date),
                open: o.skipped.is_none() && !taken(o.date),
                note,
            }
        })
        .collect())
}

async fn draw(v: &Visit, body: &Body, s: Option<&Series>, form: &Form) -> Answer {
    let days = match s {
        Some(s) => days(v, s).await?,
        None => Vec::new(),
    };
    let base = format!("/bodies/{}/series", body.key);
    let nths: Vec<&str> = NTH.iter().map(|(code, _)| *code).collect();
    let page = Page {
        v,
        body,
        line: s.map(|s| SeriesLine::new(v, s, body)),
        action: s.map_or_else(|| v.url(&format!("{base}/new")), |s| v.url(&format!("{base}/{}", s.id))),
        form,
        days,
        may_edit: v.who.prepares(body.id),
        frequencies: view::choices(v, "meetings-frequency", &FREQUENCIES, None),
        nths: view::choices(v, "meetings-nth", &nths, None),
        weekdays: view::choices(v, "meetings-weekday", &["1", "2", "3", "4", "5", "6", "7"], None),
        modes: view::choices(v, "meeting-mode", &MODES, Some("meetings-mode-unknown")),
        policies: view::choices(v, "meetings-holiday", &["skip", "move"], None),
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("meetings-series"), &page)
}

fn empty(v: &Visit) -> Form {
    Form::new()
        .with("frequency", "monthly")
        .with("nth", "second")
        .with("second", "fourth")
        .with("weekday", "3")
        .with("weeks", "1")
        .with("on_holiday", "skip")
        .with("skip_july", "1")
        .with("from", kit::fmt::date(kit::Lang::Fi, v.today()))
        .with("starts", "9.00")
        .with("minutes", "150")
        .with("mode", "hybrid")
}

async fn load(v: &Visit, key: &str, id: &str) -> Result<(Body, Series), PageError> {
    let body = body(v, key).await?;
    let found = series::get(v.app.db(), v.tenant.id, view::id(id)?).await?;
    let s = found.filter(|s| s.body == body.id).ok_or(PageError::NotFound)?;
    Ok((body, s))
}

/// `GET /bodies/{key}/series/{id}`: the history of the rules and the days of the next year.
pub(crate) async fn show(v: Visit, Path((key, id)): Path<(String, String)>) -> Answer {
    let (body, s) = load(&v, &key, &id).await?;
    let mut form = empty(&v).with("version", s.version);
    if let Some(rule) = s.dated().last() {
        form.set("frequency", &rule.frequency);
        if rule.nth.is_some() {
            form.set("nth", nth_code(rule.nth));
        }
        if let Some(day) = rule.weekday {
            form.set("weekday", day);
        }
        form.set("weeks", rule.weeks);
    }
    draw(&v, &body, Some(&s), &form).await
}

/// `GET /bodies/{key}/series/new`.
pub(crate) async fn new(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body(&v, &key).await?;
    v.allow(v.who.prepares(body.id))?;
    draw(&v, &body, None, &empty(&v)).await
}

fn read_rule(form: &mut Form) -> DatedRule {
    let nth = |code: Option<&str>| NTH.iter().find(|(c, _)| Some(*c) == code).map(|(_, n)| *n);
    let codes: Vec<&str> = NTH.iter().map(|(c, _)| *c).collect();
    let frequency = form.choice("frequency", &FREQUENCIES).unwrap_or("monthly").to_owned();
    let weekday = form.int("weekday", 1, 7).and_then(|d| i8::try_from(d).ok());
    let first = nth(form.choice("nth", &codes));
    let second = nth(form.choice("second", &codes));
    let from = form.required_day("from");
    let mut skip = BTreeSet::new();
    let listed = form.text("skip", 2000);
    for word in listed.split([',', ' ', '\n', '\r', ';']).filter(|w| !w.is_empty()) {
        match When::parse(word).ok().and_then(|w| w.known_day()) {
            Some(day) => {
                skip.insert(day);
            }
            None => form.wrong_with("skip", "problem-not-a-day", word),
        }
    }
    if weekday.is_none() {
        form.wrong("weekday", "problem-required");
    }
    DatedRule {
        weeks: form.int("weeks", 1, 26).and_then(|n| u8::try_from(n).ok()).unwrap_or(1),
        nth: first.filter(|_| frequency != "weekly"),
        second: second.filter(|_| frequency == "twice_monthly"),
        frequency,
        weekday,
        on_holiday: match form.choice("on_holiday", &["skip", "move"]) {
            Some("move") => HolidayPolicy::Move,
            _ => HolidayPolicy::Skip,
        },
        skip_july: form.flag("skip_july"),
        skip,
        from: from.map_or_else(When::unknown, When::day),
        to: When::open(),
    }
}

fn refuse(form: &mut Form, why: SeriesError) {
    match why {
        SeriesError::EndBeforeStart => form.wrong("from", "meetings-problem-rule-end"),
        SeriesError::NoWeeks => form.wrong("weeks", "problem-required"),
        SeriesError::SameDay => form.wrong("second", "meetings-problem-same-day"),
        SeriesError::Overlap { .. } => form.wrong("from", "meetings-problem-rule-overlap"),
    }
}

/// `POST /bodies/{key}/series/new`.
pub(crate) async fn create(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let body = body(&v, &key).await?;
    v.allow(v.who.prepares(body.id))?;
    let rule = read_rule(&mut form);
    let name = view::local_field(&mut form, "name", 200, true);
    let place = view::local_field(&mut form, "place", 200, false);
    let starts = form.time("starts");
    let minutes = form.int("minutes", 1, 1440);
    let mode = form.choice("mode", &MODES).unwrap_or_default().to_owned();
    if let Err(why) = series::reckoned(std::slice::from_ref(&rule)) {
        refuse(&mut form, why);
    }
    if !form.ok() {
        return draw(&v, &body, None, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let new = NewSeries {
        body: body.id,
        name,
        rules: vec![rule],
        starts: starts.unwrap_or(time(9, 0, 0, 0)).strftime("%H:%M").to_string(),
        minutes: minutes.unwrap_or(0),
        mode,
        place,
        ..NewSeries::default()
    };
    let made = series::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{}/series/{}", body.key, made.id))
}

/// `POST /bodies/{key}/series/{id}/rule`: another rule from a day on; the history stays.
pub(crate) async fn change(v: Visit, Path((key, id)): Path<(String, String)>, mut form: Form) -> Answer {
    let (body, s) = load(&v, &key, &id).await?;
    v.allow(v.who.prepares(body.id))?;
    let rule = read_rule(&mut form);
    let rules = if form.ok() {
        series::changed(&s.dated(), rule).map_err(|why| refuse(&mut form, why)).ok()
    } else {
        None
    };
    let Some(rules) = rules else { return draw(&v, &body, Some(&s), &form).await };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = series::get(tx.conn(), v.tenant.id, s.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    let after = Series {
        rules: serde_json::to_string(&rules).map_err(PageError::inside)?,
        place: Json(before.place.0.clone()),
        ..before.clone()
    };
    series::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{}/series/{}", body.key, s.id))
}

/// `POST /bodies/{key}/series/{id}/reserve`: the ticked days become reserved meetings.
pub(crate) async fn reserve(v: Visit, Path((key, id)): Path<(String, String)>, mut form: Form) -> Answer {
    let (body, s) = load(&v, &key, &id).await?;
    v.allow(v.who.prepares(body.id))?;
    let offered: Vec<Date> = days(&v, &s).await?.iter().filter(|d| d.open).map(|d| d.date).collect();
    let chosen: Vec<Date> = form.list("day").iter().filter_map(|d| d.parse().ok()).collect();
    if chosen.is_empty() || chosen.iter().any(|d| !offered.contains(d)) {
        form.wrong("day", "meetings-problem-no-days");
        return draw(&v, &body, Some(&s), &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    series::reserve(&mut tx, &s, &chosen).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings?body={}", body.key))
}
