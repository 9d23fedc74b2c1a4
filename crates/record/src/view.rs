//! What several pages show alike: dates with doubt, decisions in a line, states with their signs.

use std::collections::HashMap;

use kit::{Local, Publicity, When};
use page::{Html, PageError, Visit};
use people::bodies::Body;
use people::municipalities::Municipality;
use uuid::Uuid;

use crate::decisions::Decision;
use crate::rights;

/// A date as it is stored in two columns.
pub(crate) fn when(code: &str, printed: Option<&str>) -> When {
    When::from_code(code, printed).unwrap_or_else(|_| When::unknown())
}

/// The reason of a doubt, with its mark; empty where there is none.
pub(crate) fn doubt(v: &Visit, reason: &Local) -> Html {
    if reason.is_empty() {
        return Html::default();
    }
    Html::raw(format!(
        "<p class=\"meta\"><span class=\"tag wait\">{}</span> {}</p>",
        Html::escape(&v.t("record-doubtful")),
        v.local(reason)
    ))
}

/// The words of the source where they say more than the date shown.
pub(crate) fn printed(v: &Visit, when: &When) -> String {
    match when.printed() {
        Some(words) if !when.is_unknown() && when.show(v.lang).as_deref() != Some(words) => {
            v.t1("record-printed", "printed", words)
        }
        _ => String::new(),
    }
}

/// The bodies of the region by id.
pub(crate) struct Bodies(HashMap<Uuid, Body>);

impl Bodies {
    pub(crate) async fn of(v: &Visit) -> Result<Self, PageError> {
        let all = people::bodies::list(v.app.db(), v.tenant.id).await?;
        Ok(Self(all.into_iter().map(|b| (b.id, b)).collect()))
    }

    pub(crate) fn get(&self, id: Option<Uuid>) -> Option<&Body> {
        self.0.get(&id?)
    }

    pub(crate) fn by_key(&self, key: &str) -> Option<&Body> {
        self.0.values().find(|b| b.key == key)
    }

    /// Sorted, as choices of a filter by key.
    pub(crate) fn choices(&self, v: &Visit) -> Vec<(String, String)> {
        let mut all: Vec<&Body> = self.0.values().collect();
        all.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        let first = (String::new(), v.t("record-all-bodies"));
        std::iter::once(first)
            .chain(all.into_iter().map(|b| (b.key.clone(), b.name.0.get(v.lang).to_owned())))
            .collect()
    }

    /// Who decided, in words: the body, the officer, or that it is not known.
    pub(crate) fn decider(&self, v: &Visit, d: &Decision) -> Html {
        match self.get(d.body) {
            Some(body) => v.local(&body.name.0),
            None if d.officer.is_empty() => Html::escape(&v.t("record-decider-unknown")),
            None => Html::escape(&d.officer),
        }
    }
}

/// One choice of a list with its words.
pub(crate) type Choice = (String, String);

/// A decision as lists show it.
pub(crate) struct DecisionLine {
    pub(crate) url: String,
    /// `None` where title and text are not for the asker.
    pub(crate) title: Option<Html>,
    /// Why it is not for the asker.
    pub(crate) ground: String,
    pub(crate) number: String,
    pub(crate) decider: Html,
    pub(crate) when: String,
    pub(crate) printed: String,
    pub(crate) kind: String,
    pub(crate) outcome: String,
    pub(crate) outcome_class: &'static str,
    pub(crate) doubt: Html,
    pub(crate) example: bool,
    pub(crate) unpublished: bool,
}

impl DecisionLine {
    pub(crate) fn new(v: &Visit, bodies: &Bodies, d: &Decision) -> Self {
        let read = rights::may_read_decision(&v.who, d);
        let at = when(&d.at_date, d.at_printed.as_deref());
        Self {
            url: v.url(&format!("/decisions/{}", d.id)),
            title: read.then(|| decision_title(v, d)),
            ground: ground(v, &d.publicity, &d.ground),
            number: number(v, d),
            decider: bodies.decider(v, d),
            when: v.when(&at),
            printed: if read { printed(v, &at) } else { String::new() },
            kind: v.t(if d.statutory { "record-kind-decision" } else { "record-kind-outline" }),
            outcome: if read { v.t(outcome_key(&d.outcome)) } else { String::new() },
            outcome_class: outcome_class(&d.outcome),
            doubt: if read { doubt(v, &d.doubt.0) } else { Html::default() },
            example: d.example,
            unpublished: !d.published,
        }
    }
}

/// The title of a decision, or that its content is not known.
pub(crate) fn decision_title(v: &Visit, d: &Decision) -> Html {
    if d.title.0.is_empty() { Html::escape(&v.t("record-content-unknown")) } else { v.local(&d.title.0) }
}

/// The § as printed. Where a source tells of a decision without its number, that is said.
pub(crate) fn number(v: &Visit, d: &Decision) -> String {
    if !d.printed.is_empty() {
        d.printed.clone()
    } else if d.source.is_empty() {
        String::new()
    } else {
        v.t("record-section-unknown")
    }
}

/// The ground of secrecy in words; empty for what is public.
pub(crate) fn ground(v: &Visit, publicity: &str, ground: &str) -> String {
    match Publicity::parse(publicity) {
        Publicity::Public => String::new(),
        Publicity::Internal => v.t("record-not-yet-public"),
        Publicity::Secret if ground.is_empty() => v.t("record-secret"),
        Publicity::Secret => v.t1("record-secret-ground", "ground", ground),
    }
}

/// The key of the words for an outcome.
pub(crate) fn outcome_key(code: &str) -> &'static str {
    match code {
        "agreed" => "record-outcome-agreed",
        "discussed" => "record-outcome-discussed",
        "noted" => "record-outcome-noted",
        "postponed" => "record-outcome-postponed",
        "untreated" => "record-outcome-untreated",
        _ => "record-outcome-decided",
    }
}

fn outcome_class(code: &str) -> &'static str {
    match code {
        "decided" | "agreed" => "ok",
        "postponed" | "untreated" => "wait",
        _ => "info",
    }
}

/// The colour and sign of an action's state.
pub(crate) fn state_sign(code: &str) -> (&'static str, &'static str) {
    match code {
        "done" => ("ok", "✓"),
        "under_way" => ("info", "…"),
        "hindered" => ("stop", "!"),
        "not_concerned" => ("", "–"),
        _ => ("wait", "?"),
    }
}

/// The key of the words for an action's state.
pub(crate) fn state_key(code: &str) -> &'static str {
    match code {
        "done" => "action-state-done",
        "under_way" => "action-state-under_way",
        "hindered" => "action-state-hindered",
        "not_concerned" => "action-state-not_concerned",
        _ => "action-state-no_answer",
    }
}

/// The key of the words for a matter's state.
pub(crate) fn matter_state_key(code: &str) -> &'static str {
    match code {
        "resolved" => "matter-state-resolved",
        "closed" => "matter-state-closed",
        _ => "matter-state-open",
    }
}

/// The key of the words for a kind of document.
pub(crate) fn document_kind_key(code: &str) -> &'static str {
    match code {
        "background" => "record-document-background",
        "record" => "record-document-record",
        "study" => "record-document-study",
        "report" => "record-document-report",
        "final_report" => "record-document-final_report",
        "plan" => "record-document-plan",
        "survey" => "record-document-survey",
        "table" => "record-document-table",
        "link" => "record-document-link",
        _ => "record-document-attachment",
    }
}

/// The municipalities of the region today, and besides them those that have been asked in these states.
pub(crate) async fn municipalities(v: &Visit, asked: &[Uuid]) -> Result<Vec<Municipality>, PageError> {
    let mut shown = people::municipalities::on(v.app.db(), &v.tenant, v.today()).await?;
    if asked.iter().any(|a| shown.iter().all(|m| m.id != *a)) {
        let all = people::municipalities::all(v.app.db(), v.tenant.id).await?;
        shown.extend(all.into_iter().filter(|m| asked.contains(&m.id)));
        shown.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        shown.dedup_by_key(|m| m.id);
    }
    Ok(shown)
}

/// A query that keeps all but some names of the address.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs.iter().filter(|(_, v)| !v.is_empty()) {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.push_str(name);
        out.push('=');
        for b in value.bytes() {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                out.push(char::from(b));
            } else {
                out.push_str(&format!("%{b:02X}"));
            }
        }
    }
    out
}

/// A name as one part of a path.
pub(crate) fn segment(name: &str) -> String {
    query(&[("n", name)]).split_once('=').map(|(_, s)| s.to_owned()).unwrap_or_else(|| "file".to_owned())
}
