//! Actions as other pages tell of them: how far they are, and whether what caused them is out.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use kit::Cents;
use page::{Html, PageError, Visit};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::actions::{self, Action, ActionState};
use crate::decisions::{self, Reservation};
use crate::matters::Matter;
use crate::{documents, rights};

/// An action with the states that stand for it, and whether its cause is out.
pub(crate) struct Followed {
    pub(crate) action: Action,
    pub(crate) states: Vec<ActionState>,
    pub(crate) out: bool,
}

impl Followed {
    pub(crate) fn seen_by(&self, who: &kit::Who) -> bool {
        rights::may_see_action(who, &self.action, self.out, &self.states)
    }

    /// Those that have not answered.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &ActionState> {
        self.states.iter().filter(|s| s.state == "no_answer")
    }

    /// Whether it is late today: its day has gone by and somebody has still to do it.
    pub(crate) fn late(&self, today: Date) -> bool {
        let open = |s: &ActionState| !actions::is_final(&s.state);
        let left = if self.states.is_empty() {
            self.action.closed_at.is_none()
        } else {
            self.states.iter().any(open)
        };
        self.action.due.is_some_and(|d| d.0 < today) && left
    }
}

/// Joins actions with their states, and asks of each whether its decision or meeting has been published.
pub(crate) async fn followed(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    list: Vec<Action>,
) -> Result<Vec<Followed>, PageError> {
    let ids = list.iter().map(|a| a.id).collect();
    let mut states: HashMap<Uuid, Vec<ActionState>> = HashMap::new();
    for state in actions::states_of(db, tenant, ids).await? {
        states.entry(state.action).or_default().push(state);
    }
    let caused: Vec<Uuid> = list.iter().filter_map(|a| a.decision).collect();
    let published: HashSet<Uuid> = if caused.is_empty() {
        HashSet::new()
    } else {
        let all = decisions::of(db, tenant, caused).await?;
        all.into_iter().filter(crate::pages::decision::is_open).map(|d| d.id).collect()
    };
    let meetings: Vec<Uuid> =
        list.iter().filter(|a| a.decision.is_none()).filter_map(|a| a.meeting).collect();
    let told = if meetings.is_empty() {
        HashSet::new()
    } else {
        decisions::published_meetings(db, tenant, meetings).await?
    };
    Ok(list
        .into_iter()
        .map(|action| Followed {
            states: states.remove(&action.id).unwrap_or_default(),
            out: match (action.decision, action.meeting) {
                (Some(d), _) => published.contains(&d),
                (None, Some(m)) => told.contains(&m),
                (None, None) => true,
            },
            action,
        })
        .collect())
}

/// An action as lists show it.
pub(crate) struct ActionLine {
    pub(crate) id: Uuid,
    /// Whether the asker may choose it for an act on many.
    pub(crate) choose: bool,
    pub(crate) closed: Option<String>,
    pub(crate) url: String,
    pub(crate) text: Html,
    pub(crate) owner: String,
    pub(crate) due: String,
    pub(crate) asked: usize,
    pub(crate) done_words: String,
    pub(crate) example: bool,
    pub(crate) late: bool,
}

/// Who is to do an action, in words.
pub(crate) async fn owner(v: &Visit, action: &Action) -> Result<String, PageError> {
    Ok(match (action.owner.as_str(), action.owner_person) {
        ("municipalities", _) => v.t("record-owner-municipalities"),
        ("person", Some(id)) => match people::persons::get(v.app.db(), v.tenant.id, id).await? {
            Some(person) if person.title.is_empty() => person.name,
            Some(person) => format!("{}, {}", person.name, person.title),
            None => v.t("record-owner-unknown"),
        },
        ("person" | "", _) => v.t("record-owner-unknown"),
        (words, _) => words.to_owned(),
    })
}

/// When it was done as a whole, in words.
pub(crate) fn closed(v: &Visit, action: &Action) -> Option<String> {
    action.closed_at.map(|at| v.t1("record-closed", "day", v.date(kit::local_date(at.at()))))
}

/// Until when, in words.
pub(crate) fn due(v: &Visit, action: &Action) -> String {
    match &action.due {
        Some(day) => v.t1("record-due", "day", v.date(day.0)),
        None => v.t("record-due-unknown"),
    }
}

impl ActionLine {
    pub(crate) async fn new(v: &Visit, f: &Followed) -> Result<Self, PageError> {
        let done = f.states.iter().filter(|s| s.state == "done").count();
        let concerned = f.states.iter().filter(|s| s.state != "not_concerned").count();
        Ok(Self {
            id: f.action.id,
            choose: f.action.closed_at.is_none() && rights::may_close(&v.who, &f.action),
            closed: closed(v, &f.action),
            url: v.url(&format!("/actions/{}", f.action.id)),
            text: v.local(&f.action.text.0),
            owner: owner(v, &f.action).await?,
            due: due(v, &f.action),
            asked: f.states.len(),
            done_words: v.t2("record-done-of", ("done", done.to_string()), ("all", concerned.to_string())),
            example: f.action.example,
            late: f.late(v.today()),
        })
    }
}

/// The actions in a list that the asker may read, as lines.
pub(crate) async fn lines(v: &Visit, list: Vec<Action>) -> Result<Vec<ActionLine>, PageError> {
    let mut out = Vec::new();
    for f in followed(v.app.db(), v.tenant.id, list).await?.iter().filter(|f| f.seen_by(&v.who)) {
        out.push(ActionLine::new(v, f).await?);
    }
    Ok(out)
}

/// The actions that a decision caused.
pub(crate) async fn of_decision(v: &Visit, decision: Uuid) -> Result<Vec<ActionLine>, PageError> {
    lines(v, actions::of_decision(v.app.db(), v.tenant.id, decision).await?).await
}

/// A reserved sum: `enintään 30 000 €`.
pub(crate) fn sum(v: &Visit, r: &Reservation) -> String {
    let sum = v.money(&Cents(r.cents));
    if r.at_most { v.t1("record-at-most", "sum", sum) } else { sum }
}

/// The bodies that have dealt with a matter, for those that are not public.
pub(crate) async fn bodies_of_matter(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    matter: &Matter,
) -> Result<Vec<Uuid>, PageError> {
    if kit::Publicity::parse(&matter.publicity) == kit::Publicity::Public {
        return Ok(Vec::new());
    }
    let mut found: Vec<Uuid> = Vec::new();
    found.extend(decisions::of_matter(db, tenant, matter.id).await?.into_iter().filter_map(|d| d.body));
    found.extend(actions::of_matter(db, tenant, matter.id).await?.into_iter().filter_map(|a| a.body));
    found.extend(documents::of_matter(db, tenant, matter.id).await?.into_iter().filter_map(|d| d.body));
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
