use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use kit::Cents;
use page::{Answer, Html, PageError, Visit, html};
use serde::Deserialize;
use uuid::Uuid;

use crate::keep::cards::{self, Card};
use crate::rules::kinds::{self, Kind};
use crate::rules::rights;
use crate::view::{self, Choice};

/// A register among the others.
struct Register {
    url: String,
    title: String,
    lead: String,
    count: String,
}

#[derive(Template)]
#[template(path = "plans/registers.html")]
struct Index<'a> {
    v: &'a Visit,
    registers: Vec<Register>,
}

/// `GET /registers`: the registers.
pub(crate) async fn index(v: Visit) -> Answer {
    let mut all = cards::all(v.app.db(), v.tenant.id).await?;
    all.retain(|c| rights::may_see(&v.who, &c.publicity));
    let registers = kinds::KINDS
        .iter()
        .map(|k| Register {
            url: v.url(&format!("/registers/{}", k.code)),
            title: v.t(&format!("plans-reg-{}", k.code)),
            lead: v.t(&format!("plans-lead-{}", k.code)),
            count: v.tn("plans-n-cards", all.iter().filter(|c| c.kind == k.code).count()),
        })
        .collect();
    html(&v, &v.t("plans-registers"), &Index { v: &v, registers })
}

/// A card as lists show it.
pub(crate) struct CardLine {
    pub(crate) url: String,
    pub(crate) register: String,
    pub(crate) title: Html,
    pub(crate) summary: Html,
    pub(crate) state: String,
    pub(crate) class: &'static str,
    pub(crate) when: String,
    pub(crate) place: String,
    pub(crate) example: bool,
    pub(crate) internal: bool,
}

impl CardLine {
    pub(crate) fn new(v: &Visit, c: &Card, places: &HashMap<Uuid, String>) -> Self {
        let at = c.at();
        Self {
            url: v.url(&format!("/cards/{}", c.id)),
            register: v.t(&format!("plans-reg-{}", c.kind)),
            title: v.local(&c.title.0),
            summary: v.local(&c.summary.0),
            state: v.t(&format!("plans-cs-{}", c.state)),
            class: class(&c.state),
            when: if at.is_unknown() { String::new() } else { view::told(v, &at) },
            place: c.municipality.and_then(|m| places.get(&m).cloned()).unwrap_or_default(),
            example: c.example,
            internal: c.publicity != "public",
        }
    }
}

/// The colour of a card's state; its words tell the same.
pub(crate) fn class(state: &str) -> &'static str {
    match state {
        "ready" | "granted" | "answered" | "settled" | "reached" | "done" | "in_use" | "confirmed"
        | "final" | "offered" => "ok",
        "refused" | "lapsed" | "not_reached" => "stop",
        "draft" | "call" | "planned" | "prepared" => "wait",
        "unknown" | "ended" => "",
        _ => "info",
    }
}

/// The names of all municipalities by id.
pub(crate) async fn places(v: &Visit) -> Result<HashMap<Uuid, String>, PageError> {
    let all = people::municipalities::all(v.app.db(), v.tenant.id).await?;
    Ok(all.into_iter().map(|m| (m.id, m.name(v.lang).to_owned())).collect())
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    q: String,
    state: String,
}

#[derive(Template)]
#[template(path = "plans/register.html")]
struct Page<'a> {
    v: &'a Visit,
    code: &'static str,
    q: String,
    state: String,
    states: Vec<Choice>,
    lines: Vec<CardLine>,
    sums: Vec<(String, &'static str, String, String)>,
    of_place: bool,
    may_keep: bool,
    tracker: bool,
}

impl Page<'_> {
    /// The key of a text of this register.
    fn key(&self, what: &str) -> String {
        format!("plans-{what}-{}", self.code)
    }
}

/// `GET /registers/{kind}`: the cards of a register.
pub(crate) async fn list(v: Visit, Path(code): Path<String>, Query(filter): Query<Filter>) -> Answer {
    let kind = kinds::kind(&code).ok_or(PageError::NotFound)?;
    let mut all = cards::of_kind(v.app.db(), v.tenant.id, kind.code).await?;
    all.retain(|c| rights::may_see(&v.who, &c.publicity));
    let sums = if kind.code == "funding" { pipeline(&v, kind, &all) } else { Vec::new() };
    all.retain(|c| filter.state.is_empty() || c.state == filter.state);
    let asked = filter.q.trim().to_lowercase();
    all.retain(|c| asked.split_whitespace().all(|w| c.words.contains(w)));
    let places = places(&v).await?;
    let mut states = vec![(String::new(), v.t("plans-all-states"))];
    states.extend(view::choices(&v, "plans-cs", kind.states));
    let page = Page {
        code: kind.code,
        q: filter.q,
        state: filter.state,
        states,
        lines: all.iter().map(|c| CardLine::new(&v, c, &places)).collect(),
        sums,
        of_place: kind.of_place,
        may_keep: rights::may_begin(&v.who),
        tracker: kind.adopted,
        v: &v,
    };
    html(&v, &v.t(&format!("plans-reg-{}", kind.code)), &page)
}

/// How much money stands at each step: call, applied, granted, refused.
fn pipeline(v: &Visit, kind: &Kind, all: &[Card]) -> Vec<(String, &'static str, String, String)> {
    kind.states
        .iter()
        .filter_map(|state| {
            let own: Vec<&Card> = all.iter().filter(|c| c.state == *state).collect();
            if own.is_empty() {
                return None;
            }
            let field = if *state == "granted" { "granted" } else { "applied" };
            let cents: Vec<i64> = own.iter().filter_map(|c| c.cents(field)).collect();
            let sum = match cents.is_empty() {
                true => v.t("plans-sum-unknown"),
                false => v.money(&Cents(cents.iter().sum())),
            };
            Some((v.t(&format!("plans-cs-{state}")), class(state), v.tn("plans-n-cards", own.len()), sum))
        })
        .collect()
}
