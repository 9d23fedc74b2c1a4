use std::collections::HashMap;

use almanac::{ChairAnswer, NextAnswer, Source};
use askama::Template;
use assembly::Gap;
use axum::extract::Path;
use jiff::civil::Date;
use kit::{Local, Subject};
use page::{Answer, Html, PageError, Visit, html};
use uuid::Uuid;

use super::{body_of, rich};
use crate::bodies::{self, Body, ChairTurn, Membership, SEAT_ROLES, Seat};
use crate::municipalities::{self, Municipality};
use crate::{persons, rules, seats};

#[derive(Template)]
#[template(path = "people/body.html")]
struct BodyPage<'a> {
    v: &'a Visit,
    day: String,
    body: &'a Body,
    description: Html,
    mandates: Vec<super::mandate::Row>,
    settings: Vec<String>,
    since: Option<String>,
    doubt: Option<Html>,
    members: Vec<MemberRow>,
    ended: Vec<MemberRow>,
    coverage: Vec<CoverRow>,
    other_gaps: Vec<String>,
    rotation: Option<Vec<String>>,
    turns: Vec<TurnRow>,
    panels: Vec<Html>,
    may_keep: bool,
}

/// A seat in words.
pub(crate) struct MemberRow {
    pub(crate) id: Uuid,
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) url: Option<String>,
    pub(crate) title: String,
    pub(crate) behalf: Option<String>,
    pub(crate) deputy_of: Option<String>,
    pub(crate) span: String,
    pub(crate) note: String,
}

struct CoverRow {
    name: String,
    url: String,
    holders: Vec<String>,
    gap: Option<String>,
}

pub(crate) struct TurnRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) span: String,
    pub(crate) reason: String,
}

/// Seats in words, in the order of roles and then of municipalities.
pub(crate) async fn rows(
    v: &Visit,
    seats: &[Seat],
    all: &[Membership],
    towns: &[Municipality],
) -> Result<Vec<MemberRow>, PageError> {
    let offices: HashMap<Uuid, Local> = if seats.iter().any(|s| s.membership.office.is_some()) {
        let offices = persons::offices(v.app.db(), v.tenant.id).await?;
        offices.into_iter().map(|o| (o.id, o.name.0)).collect()
    } else {
        HashMap::new()
    };
    let town = |id: Option<Uuid>| towns.iter().find(|t| Some(t.id) == id);
    let name_of = |s: &Seat| match (&s.person, s.membership.office.and_then(|o| offices.get(&o))) {
        (Some(p), _) if s.instead_of.is_some() => {
            let whose = s.instead_of.as_ref().map(|o| o.name.clone()).unwrap_or_default();
            v.t2("seat-substitute", ("name", p.name.clone()), ("whose", whose))
        }
        (Some(p), Some(office)) => format!("{} ({})", p.name, office.get(v.lang)),
        (Some(p), None) => p.name.clone(),
        (None, Some(office)) => v.t1("seat-office-empty", "office", office.get(v.lang)),
        (None, None) => v.t("seat-empty"),
    };
    let mut order: Vec<&Seat> = seats.iter().collect();
    order.sort_by_key(|s| {
        let role = SEAT_ROLES.iter().position(|r| *r == s.membership.role);
        (role, town(s.membership.municipality).map(|t| t.sort_key.clone()))
    });
    Ok(order
        .into_iter()
        .map(|s| {
            let m = &s.membership;
            let whose = m.deputy_of.and_then(|id| all.iter().find(|o| o.id == id));
            MemberRow {
                id: m.id,
                role: v.t(&format!("seat-{}", m.role.replace('_', "-"))),
                name: name_of(s),
                url: s.person.as_ref().map(|p| v.url(&format!("/people/{}", p.id))),
                title: s.person.as_ref().map(|p| p.title.clone()).unwrap_or_default(),
                behalf: match (town(m.municipality), &m.sector) {
                    (Some(t), _) => Some(t.name(v.lang).to_owned()),
                    (None, Some(sector)) => Some(sector.clone()),
                    (None, None) => None,
                },
                deputy_of: match whose {
                    Some(o) => seats.iter().find(|s| s.membership.id == o.id).map(name_of),
                    None if m.role == "deputy" => Some(v.t("seat-deputy-of-all")),
                    None => None,
                },
                span: v.span(&m.from(), &m.to()),
                note: m.note.clone(),
            }
        })
        .collect())
}

fn settings(v: &Visit, body: &Body, parent: Option<&Body>) -> Vec<String> {
    let mut words = vec![
        v.t(if body.statutory { "body-is-statutory" } else { "body-is-cooperation" }),
        v.t(&format!("body-numbering-{}", body.numbering)),
    ];
    if body.numbering == "section" {
        words.push(v.t(&format!("body-period-{}", body.period.replace('_', "-"))));
    }
    words.push(match body.quorum.parse::<i64>() {
        Ok(n) => v.tn("body-quorum-count", n),
        Err(_) => v.t(&format!("body-quorum-{}", body.quorum)),
    });
    words.push(v.t(if body.conflict_step { "body-conflict-asked" } else { "body-conflict-not-asked" }));
    words.push(v.t(&format!("body-approval-{}", body.approval.replace('_', "-"))));
    words.push(v.t(&format!("body-publicity-{}", body.publicity)));
    if let Some(parent) = parent {
        words.push(v.t1("body-under", "name", parent.name.0.get(v.lang)));
    }
    words
}

/// Who chairs and who is next, in sentences. `None` where the body's chair does not rotate.
pub(crate) fn chair_words(
    v: &Visit,
    turns: &[ChairTurn],
    towns: &[Municipality],
    day: Date,
) -> Option<Vec<String>> {
    let rotation = match seats::rotation(turns) {
        Ok(found) => found?,
        Err(e) => return Some(vec![v.t(seats::rotation_key(e))]),
    };
    let name =
        |id: Uuid| towns.iter().find(|t| t.id == id).map_or_else(String::new, |t| t.name(v.lang).to_owned());
    let mut words = Vec::new();
    words.push(match rotation.chair_on(day) {
        ChairAnswer::Known { municipality, source: Source::Turn { from, to, .. } } => {
            v.t2("chair-today", ("name", name(municipality)), ("span", v.span(&from, &to)))
        }
        ChairAnswer::Known { municipality, source: Source::Manual { reason, .. } } => {
            v.t2("chair-today-manual", ("name", name(municipality)), ("reason", reason))
        }
        ChairAnswer::Uncertain { may } => {
            let names: Vec<String> = may.into_iter().map(name).collect();
            v.t1("chair-uncertain", "names", names.join(", "))
        }
        ChairAnswer::Between { before, after } => {
            v.t2("chair-between", ("before", name(before)), ("after", name(after)))
        }
        ChairAnswer::NotYet { first } => v.t1("chair-not-yet", "name", name(first)),
        ChairAnswer::NotAgreed { last: Some(last) } => v.t1("chair-not-agreed-last", "name", name(last)),
        ChairAnswer::NotAgreed { last: None } => v.t("chair-not-agreed"),
    });
    words.push(match rotation.next_after(day) {
        NextAnswer::Known { municipality, from, .. } => {
            v.t2("chair-next", ("name", name(municipality)), ("from", v.when(&from)))
        }
        NextAnswer::NotAgreed { .. } => v.t("chair-next-not-agreed"),
    });
    Some(words)
}

pub(crate) fn turn_rows(v: &Visit, turns: &[ChairTurn], towns: &[Municipality]) -> Vec<TurnRow> {
    let name =
        |id: Uuid| towns.iter().find(|t| t.id == id).map_or_else(String::new, |t| t.name(v.lang).to_owned());
    turns
        .iter()
        .map(|t| {
            let other = t.other.and_then(|o| turns.iter().find(|x| x.id == o)).map(|o| name(o.municipality));
            TurnRow {
                id: t.id,
                text: match (t.kind.as_str(), other) {
                    ("swap", Some(other)) => {
                        v.t2("turn-swap-words", ("one", name(t.municipality)), ("other", other))
                    }
                    ("skip", _) => v.t1("turn-skip-words", "name", name(t.municipality)),
                    ("override", _) => v.t1("turn-override-words", "name", name(t.municipality)),
                    _ => name(t.municipality),
                },
                kind: t.kind.clone(),
                span: if matches!(t.kind.as_str(), "turn" | "override") {
                    v.span(
                        &persons::when(&t.from_date, t.from_printed.as_deref()),
                        &persons::when(&t.to_date, t.to_printed.as_deref()),
                    )
                } else {
                    String::new()
                },
                reason: t.reason.clone(),
            }
        })
        .collect()
}

fn gap_words(v: &Visit, gap: &Gap, seats: &[Seat]) -> String {
    match gap {
        Gap::Municipality { .. } => v.t(gap.key()),
        Gap::SectorShort { sector, have, need } => {
            v.t2(gap.key(), ("sector", sector.clone()), ("numbers", format!("{have}/{need}")))
        }
        Gap::SectorOver { sector, have, most } => {
            v.t2(gap.key(), ("sector", sector.clone()), ("numbers", format!("{have}/{most}")))
        }
        Gap::NoDeputy { seat } => {
            let held = seats.iter().find(|s| s.membership.id == *seat).and_then(|s| s.person.as_ref());
            v.t1(gap.key(), "name", held.map(|p| p.name.as_str()).unwrap_or_default())
        }
    }
}

/// `GET /bodies/{key}`
pub(crate) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let body = body_of(&v, &key).await?;
    let towns = municipalities::all(db, tenant).await?;
    let region = municipalities::on(db, &v.tenant, today).await?;
    let all = bodies::members(db, tenant, body.id).await?;
    let (now, before): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|m| m.in_force(today));
    let now = bodies::seated(db, tenant, now, today).await?;
    let before = bodies::seated(db, tenant, before, today).await?;
    let turns = bodies::turns(db, tenant, body.id).await?;
    let parent = match body.parent {
        Some(id) => bodies::get(db, tenant, id).await?,
        None => None,
    };
    let rule = seats::Rule::parse(&body.seat_rule).unwrap_or_default();
    let ids: Vec<Uuid> = region.iter().map(|m| m.id).collect();
    // Where nobody has told who the members are, the seats are not empty: who holds them is not known.
    let known = body.members_known || !now.is_empty();
    let gaps = if known { rule.gaps(&ids, &now) } else { Vec::new() };
    let coverage = if rule.per_municipality {
        region
            .iter()
            .map(|m| CoverRow {
                name: m.name(v.lang).to_owned(),
                url: v.url(&format!("/municipalities/{}", m.slug)),
                holders: now
                    .iter()
                    .filter(|s| s.membership.municipality == Some(m.id))
                    .filter(|s| seats::counts(&s.membership.role))
                    .filter_map(|s| s.person.as_ref().map(|p| p.name.clone()))
                    .collect(),
                gap: if known {
                    let empty =
                        gaps.iter().find(|g| matches!(g, Gap::Municipality { id, .. } if *id == m.id));
                    empty.map(|g| gap_words(&v, g, &now))
                } else {
                    Some(v.t("body-coverage-unknown"))
                },
            })
            .collect()
    } else {
        Vec::new()
    };
    let since = persons::when(&body.from_date, body.from_printed.as_deref());
    let other_gaps = gaps
        .iter()
        .filter(|g| !matches!(g, Gap::Municipality { .. }))
        .map(|g| gap_words(&v, g, &now))
        .collect();
    let page = BodyPage {
        v: &v,
        day: v.date(today),
        mandates: super::mandate::rows(&v, &body).await?.into_iter().filter(|m| m.now).collect(),
        description: rich(&v, &body.description.0),
        settings: settings(&v, &body, parent.as_ref()),
        since: (!since.is_unknown()).then(|| match since.printed() {
            Some(printed) => format!("{} (”{printed}”)", v.when(&since)),
            None => v.when(&since),
        }),
        doubt: (!body.doubt.0.is_empty()).then(|| v.local(&body.doubt.0)),
        members: rows(&v, &now, &all, &towns).await?,
        ended: rows(&v, &before, &all, &towns).await?,
        coverage,
        other_gaps,
        rotation: chair_words(&v, &turns, &towns, today),
        turns: turn_rows(&v, &turns, &towns),
        panels: v.panels(&Subject::new("body", body.id)).await?,
        may_keep: rules::may_keep(&v.who, body.id),
        body: &body,
    };
    html(&v, body.name.0.get(v.lang), &page)
}
