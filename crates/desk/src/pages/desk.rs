use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use kit::{Local, Subject, fmt};
use page::{Answer, Html, PageError, Visit, html};
use people::{bodies, persons, reminders};
use serde::Deserialize;
use uuid::Uuid;

use crate::collect::{self, Whose};
use crate::view::{self, Group, Row};
use crate::{rules, saved};

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct Desk<'a> {
    v: &'a Visit,
    greeting: String,
    day: String,
    notices: Vec<(String, bool)>,
    groups: Vec<Group>,
    many: Option<&'static str>,
    others: Vec<Row>,
    searches: Vec<(String, String)>,
    panels: Vec<Html>,
    workload: bool,
    prepares: bool,
    reminded: Option<String>,
}

impl Desk<'_> {
    fn title(&self, key: &str) -> String {
        self.v.t(&format!("desk-{key}"))
    }

    fn remind(&self, n: &usize) -> String {
        self.v.tn("desk-remind", *n)
    }
}

/// What the address may carry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    reminded: Option<i64>,
}

/// `GET /desk`
pub(crate) async fn show(v: Visit, Query(after): Query<After>) -> Answer {
    v.allow(rules::may_open(&v.who))?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let whose = collect::whose(&v).await?;
    let (mine, others) = collect::waits(&v, &whose).await?;
    let names: HashMap<Uuid, Local> = if mine.iter().chain(&others).any(|w| w.body.is_some()) {
        bodies::list(db, tenant).await?.into_iter().map(|b| (b.id, b.name.0)).collect()
    } else {
        HashMap::new()
    };
    let sent = reminders::of(db, tenant, others.iter().map(|w| w.about.id).collect()).await?;
    let others = others
        .iter()
        .map(|w| {
            let own: Vec<_> = sent.iter().filter(|r| r.about == w.about.id && r.kind == w.kind).collect();
            view::row(&v, w, &names, &own)
        })
        .collect();
    let own = v.person()?;
    let page = Desk {
        greeting: greeting(&v, mine.len()),
        day: day(&v),
        notices: notices(&v, &whose).await?,
        many: mine.iter().find_map(|w| w.many),
        groups: view::groups(&v, &mine, &names),
        others,
        searches: saved::of(db, tenant, own).await?.into_iter().map(|s| (v.url(&s.path), s.name)).collect(),
        panels: v.panels(&Subject::new("desk", tenant)).await?,
        workload: rules::may_see_workload(&v.who),
        prepares: rules::may_see_workload(&v.who),
        reminded: after.reminded.map(|n| v.tn("desk-reminders-sent", n)),
        v: &v,
    };
    html(&v, &v.t("desk"), &page)
}

/// `Hyvää huomenta – 3 asiaa odottaa sinua`.
fn greeting(v: &Visit, n: usize) -> String {
    let hello = match kit::local_time(v.now).hour() {
        4..=9 => "desk-morning",
        10..=16 => "desk-noon",
        _ => "desk-evening",
    };
    let waiting = v.tn("desk-waiting", n);
    format!("{} – {waiting}", v.t(hello))
}

/// `Keskiviikko 13.10.2021, viikko 41`.
fn day(v: &Visit) -> String {
    let today = v.today();
    let weekday = fmt::weekday(v.lang, today);
    let mut letters = weekday.chars();
    let weekday: String =
        letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect();
    let week = v.tn("desk-week-number", i64::from(today.iso_week_date().week()));
    format!("{weekday} {}, {week}", v.date(today))
}

/// Whose offices are with whom; the flag marks one's own that can be taken back.
async fn notices(v: &Visit, whose: &Whose) -> Result<Vec<(String, bool)>, PageError> {
    let handed: Vec<_> = whose.away.iter().chain(&whose.stands_in).collect();
    if handed.is_empty() {
        return Ok(Vec::new());
    }
    let ids = handed.iter().flat_map(|h| [h.person, h.substitute]).collect();
    let people = persons::of(v.app.db(), v.tenant.id, ids).await?;
    let name = |id: Uuid| people.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    Ok(handed
        .iter()
        .map(|h| {
            let until = v.date(h.to_day.0);
            if whose.away.as_ref().is_some_and(|a| a.id == h.id) {
                (v.t2("desk-away", ("name", name(h.substitute)), ("day", until)), true)
            } else {
                (v.t2("desk-stands-in", ("name", name(h.person)), ("day", until)), false)
            }
        })
        .collect())
}
