use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use jiff::civil::{Date, date};
use kit::{Fact, Subject};
use page::{Answer, Form, Html, PageError, Visit, html};

use crate::bodies;
use crate::municipalities::{self, Municipality};

#[derive(Template)]
#[template(path = "people/municipalities.html")]
struct ListPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    lead: String,
    early: Option<String>,
    rows: Vec<(String, String, String)>,
    changes: Vec<(String, Vec<String>)>,
}

/// What changed in the region on a day, in sentences: who joined, left or merged. Newest first. The division of
/// Finland into municipalities changes at a turn of the year.
fn changes(v: &Visit, upto: Date) -> Vec<(String, Vec<String>)> {
    let region = v.tenant.region_code.as_str();
    let mut found = Vec::new();
    for year in (territory::covered_from(region).year() + 1..=upto.year()).rev() {
        let (before, after) = (date(year - 1, 12, 31), date(year, 1, 1));
        let old = territory::members(region, before);
        let new = territory::members(region, after);
        let name = |m: &territory::Municipality| {
            if v.lang == kit::Lang::Sv { m.name_sv.to_owned() } else { m.name_fi.to_owned() }
        };
        let mut words = Vec::new();
        for gone in old.iter().filter(|m| !new.contains(m)) {
            words.push(
                match gone.merged_into.and_then(territory::by_code).filter(|_| gone.to == Some(before)) {
                    Some(into) => v.t2("municipality-merged", ("name", name(gone)), ("into", name(into))),
                    None => match territory::region_of(gone.code, after) {
                        Some(r) => {
                            let to = if v.lang == kit::Lang::Sv { r.name_sv } else { r.name_fi };
                            v.t2("municipality-left", ("name", name(gone)), ("region", to.to_owned()))
                        }
                        None => v.t1("municipality-left-unknown", "name", name(gone)),
                    },
                },
            );
        }
        for come in new.iter().filter(|m| !old.contains(m)) {
            words.push(match territory::region_of(come.code, before) {
                Some(r) => {
                    let from = if v.lang == kit::Lang::Sv { r.name_sv } else { r.name_fi };
                    v.t2("municipality-joined", ("name", name(come)), ("region", from.to_owned()))
                }
                None => v.t1("municipality-began", "name", name(come)),
            });
        }
        if !words.is_empty() {
            found.push((v.date(after), words));
        }
    }
    found
}

/// `GET /municipalities?on=2015-01-01`
pub(crate) async fn list(v: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let mut form = Form::new().with("on", query.get("on").map_or("", String::as_str));
    let day = form.day("on").unwrap_or_else(|| v.today());
    let first = territory::covered_from(&v.tenant.region_code);
    let rows = municipalities::on(v.app.db(), &v.tenant, day)
        .await?
        .into_iter()
        .map(|m| (v.url(&format!("/municipalities/{}", m.slug)), m.name(v.lang).to_owned(), m.code))
        .collect();
    let page = ListPage {
        v: &v,
        form: &form,
        lead: v.t2("municipalities-lead", ("region", v.region().to_owned()), ("day", v.date(day))),
        early: (day < first).then(|| v.t1("municipalities-too-early", "day", v.date(first))),
        rows,
        changes: changes(&v, day.max(v.today())),
    };
    html(&v, &v.t("municipalities-title"), &page)
}

#[derive(Template)]
#[template(path = "people/municipality.html")]
struct ShowPage<'a> {
    v: &'a Visit,
    town: &'a Municipality,
    name: &'a str,
    validity: Vec<String>,
    ended: bool,
    seats: Vec<SeatRow>,
    panels: Vec<Html>,
    timeline: Vec<FactRow>,
}

struct SeatRow {
    name: String,
    url: Option<String>,
    role: String,
    body: Html,
    body_url: String,
}

/// A fact as a line of a timeline.
pub(crate) struct FactRow {
    when: String,
    url: String,
    title: Html,
    doubt: Option<Html>,
}

/// Facts as lines, newest first; those without a known time stand last.
pub(crate) fn timeline(v: &Visit, mut facts: Vec<Fact>) -> Vec<FactRow> {
    facts.sort_by_key(|f| std::cmp::Reverse(f.at.span()));
    facts
        .into_iter()
        .map(|f| FactRow {
            when: v.when(&f.at),
            url: v.url(&f.source.path),
            title: v.local(&f.title),
            doubt: f.doubt.as_ref().map(|d| v.local(d)),
        })
        .collect()
}

fn validity(v: &Visit, town: &Municipality, all: &[Municipality]) -> Vec<String> {
    let mut words = Vec::new();
    match (town.valid_from, town.valid_to) {
        (Some(from), _) => words.push(v.t1("municipality-since", "day", v.date(from.0))),
        (None, None) => words.push(v.t("municipality-stands")),
        (None, Some(_)) => {}
    }
    if let Some(to) = town.valid_to {
        let into = town.merged_into.and_then(|id| all.iter().find(|m| m.id == id));
        words.push(match into {
            Some(into) => v.t2(
                "municipality-until-merged",
                ("day", v.date(to.0)),
                ("into", into.name(v.lang).to_owned()),
            ),
            None => v.t1("municipality-until", "day", v.date(to.0)),
        });
    }
    for from in all.iter().filter(|m| m.merged_into == Some(town.id)) {
        if let Some(to) = from.valid_to {
            words.push(v.t2(
                "municipality-took-in",
                ("name", from.name(v.lang).to_owned()),
                ("day", v.date(to.0.tomorrow().unwrap_or(to.0))),
            ));
        }
    }
    // Since when it belongs to this region, where it has not always.
    let first = territory::covered_from(&v.tenant.region_code);
    for year in first.year() + 1..=v.today().year() {
        let (before, after) = (date(year - 1, 12, 31), date(year, 1, 1));
        let (was, is) = (territory::region_of(&town.code, before), territory::region_of(&town.code, after));
        if let (Some(was), Some(is)) = (was, is)
            && was.code != is.code
        {
            let name = |r: &territory::Region| {
                if v.lang == kit::Lang::Sv { r.name_sv.to_owned() } else { r.name_fi.to_owned() }
            };
            let moved = v.t2("municipality-moved", ("from", name(was)), ("to", name(is)));
            words.push(format!("{}: {moved}", v.date(after)));
        }
    }
    words
}

/// `GET /municipalities/{slug}`
pub(crate) async fn show(v: Visit, Path(slug): Path<String>) -> Answer {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let town = municipalities::by_slug(db, tenant, &slug).await?.ok_or(PageError::NotFound)?;
    let all = municipalities::all(db, tenant).await?;
    let subject = Subject::new("municipality", town.id);
    let mut rows = bodies::all_members(db, tenant).await?;
    rows.retain(|m| m.municipality == Some(town.id) && m.in_force(today));
    let bodies = bodies::list(db, tenant).await?;
    let mut seats = Vec::new();
    for s in bodies::seated(db, tenant, rows, today).await? {
        let Some(body) = bodies.iter().find(|b| b.id == s.membership.body) else { continue };
        seats.push(SeatRow {
            name: s.person.as_ref().map_or_else(|| v.t("seat-empty"), |p| p.name.clone()),
            url: s.person.as_ref().map(|p| v.url(&format!("/people/{}", p.id))),
            role: v.t(&format!("seat-{}", s.membership.role.replace('_', "-"))),
            body: v.local(&body.name.0),
            body_url: v.url(&format!("/bodies/{}", body.key)),
        });
    }
    let years = (date(1900, 1, 1), date(today.year() + 2, 12, 31));
    let facts = v.app.facts(v.ask(), &subject, years).await?;
    let page = ShowPage {
        v: &v,
        town: &town,
        name: town.name(v.lang),
        validity: validity(&v, &town, &all),
        ended: town.valid_to.is_some_and(|to| to.0 < today),
        seats,
        panels: v.panels(&subject).await?,
        timeline: timeline(&v, facts),
    };
    html(&v, town.name(v.lang), &page)
}
