//! From checked rows to what they become, in one short transaction.

use std::collections::{HashMap, HashSet};

use kit::{Event, Id, Local, PastMeeting, Publicity, When};
use numbering::DiaryNumber;
use page::{App, PageError};
use people::bodies::{NewBody, NewMembership};
use people::imports as folk;
use people::persons::NewPerson;
use record::actions::{NewAction, Owner as Doer};
use record::imports::{self as thread, PastAction};
use record::matters::NewMatter;
use sha2::{Digest, Sha256};
use store::{Act, Error};
use uuid::Uuid;

use super::check::{Owner, Ready};
use super::known::fold;
use crate::filing::{confirmed, finish};
use crate::imports::{self, Import, Row, Thing};

/// What a table would make.
#[derive(Debug, Default)]
pub struct Plan {
    bodies: Vec<(Uuid, NewBody)>,
    persons: Vec<(Uuid, NewPerson)>,
    members: Vec<(Uuid, NewMembership)>,
    meetings: Vec<PastMeeting>,
    matters: Vec<(Uuid, NewMatter)>,
    actions: Vec<PastAction>,
    refers: HashSet<Uuid>,
    digest: String,
    by_name: HashMap<String, Uuid>,
}

impl Plan {
    /// How many things of each kind.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        [
            ("body", self.bodies.len()),
            ("person", self.persons.len()),
            ("membership", self.members.len()),
            ("meeting", self.meetings.len()),
            ("matter", self.matters.len()),
            ("action", self.actions.len()),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .collect()
    }

    fn take(&mut self, ready: Ready, import: &Import, id: Uuid, today: When) {
        let publicity = Publicity::parse(&import.publicity);
        match ready {
            Ready::Body { key, name, kind, description } => {
                let statutory = matches!(kind.as_str(), "board" | "assembly");
                let new = NewBody {
                    key,
                    name: Local::fi(name),
                    statutory,
                    parent: None,
                    description: Local::fi(description_html(&description)),
                    numbering: if statutory { "section" } else { "plain" }.to_owned(),
                    period: "calendar_year".to_owned(),
                    quorum: if statutory { "half" } else { "none" }.to_owned(),
                    conflict_step: statutory,
                    approval: if statutory { "inspectors" } else { "next_meeting" }.to_owned(),
                    publicity: import.publicity.clone(),
                    seat_rule: "none".to_owned(),
                    kind,
                };
                self.bodies.push((id, new));
            }
            Ready::Contact { name, title, email, phone, organisation } => {
                self.refers.extend(organisation);
                let new = NewPerson {
                    name,
                    title,
                    email: Some(email).filter(|e| !e.is_empty()),
                    phone: Some(phone),
                    organisation,
                    ..NewPerson::default()
                };
                self.persons.push((id, new));
            }
            Ready::Member { body, person, name, email, role, municipality, from, to } => {
                self.refers.extend([Some(body), municipality, person].into_iter().flatten());
                // Somebody with two seats is one person.
                let same = if email.is_empty() { fold(&name) } else { email.clone() };
                let person = person.or_else(|| self.by_name.get(&same).copied()).unwrap_or_else(|| {
                    let new = NewPerson {
                        name,
                        email: Some(email).filter(|e| !e.is_empty()),
                        ..NewPerson::default()
                    };
                    let person = derived(id);
                    self.persons.push((person, new));
                    self.by_name.insert(same, person);
                    person
                });
                let new = NewMembership {
                    body,
                    person: Some(person),
                    office: None,
                    municipality,
                    role,
                    sector: None,
                    deputy_of: None,
                    from,
                    to,
                    note: String::new(),
                };
                self.members.push((id, new));
            }
            Ready::Meeting { body, at, title, place } => {
                self.refers.insert(body);
                let (title, place, source) = (Local::fi(title), Local::fi(place), import.name.clone());
                self.meetings.push(PastMeeting { id, body, at, title, place, source, items: Vec::new() });
            }
            Ready::Matter { key, title, diary, opened, state, summary } => {
                let new = NewMatter {
                    key: Some(key),
                    title: Local::fi(title),
                    diary: DiaryNumber::parse(&diary).ok(),
                    state,
                    summary: Local::fi(summary),
                    parent: None,
                    publicity,
                    ground: String::new(),
                    opened,
                    source: import.name.clone(),
                    example: false,
                };
                self.matters.push((id, new));
            }
            Ready::Action { key, text, owner, due, body, matter, at } => {
                self.refers.extend([body, matter].into_iter().flatten());
                let owner = match owner {
                    Owner::Towns(ids) => {
                        self.refers.extend(ids.iter().copied());
                        Doer::Municipalities(ids)
                    }
                    Owner::Person(id) => {
                        self.refers.insert(id);
                        Doer::Person(id)
                    }
                    Owner::Words(words) => Doer::Words(words),
                };
                let new = NewAction {
                    matter,
                    decision: None,
                    meeting: None,
                    item: None,
                    body,
                    text: Local::fi(text),
                    owner,
                    due,
                    publicity,
                    source: import.name.clone(),
                    example: false,
                };
                let at = if at.is_unknown() { today } else { at };
                self.actions.push(PastAction { id, key: Some(key), at, new });
            }
        }
    }
}

/// A second id for the same row: the person of a seat.
fn derived(id: Uuid) -> Uuid {
    let mut bytes = *id.as_bytes();
    bytes[15] ^= 0x5a;
    Uuid::from_bytes(bytes)
}

fn description_html(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("<p>{}</p>", page::Html::escape(words).as_str())
}

/// So many rows are read at a time.
const AT_ONCE: u64 = 5_000;

/// Says what the checked rows would become. Nothing is written.
pub async fn plan(app: &App, tenant: Uuid, import: &Import) -> Result<Plan, PageError> {
    let (mut plan, mut digest, mut skip) = (Plan::default(), Sha256::new(), 0);
    let today = When::day(app.today());
    loop {
        let rows = imports::rows(app.db(), tenant, import.id, &["ready"], "", (skip, AT_ONCE)).await?;
        let count = rows.len() as u64;
        for row in rows.into_iter().filter(|r| r.taken) {
            digest.update((row.guess.len() as u64).to_be_bytes());
            digest.update(&row.guess);
            let ready: Ready = serde_json::from_str(&row.guess).map_err(PageError::inside)?;
            plan.take(ready, import, Id::<Row>::new(app.now()).uuid(), today.clone());
        }
        skip += count;
        if count < AT_ONCE {
            break;
        }
    }
    plan.digest = hex::encode(digest.finalize());
    Ok(plan)
}

/// Makes all of a plan visible in one short transaction.
pub async fn run(
    app: &App,
    act: Act,
    (import, shown): (Uuid, i64),
    once: Option<Uuid>,
    plan: Plan,
) -> Result<Import, PageError> {
    let fresh: HashSet<Uuid> = plan.persons.iter().map(|(id, _)| *id).collect();
    let mut made: Vec<Thing> = Vec::new();
    made.extend(plan.bodies.iter().map(|(id, _)| ("body", *id)));
    made.extend(plan.persons.iter().map(|(id, _)| ("person", *id)));
    made.extend(plan.members.iter().map(|(id, _)| ("membership", *id)));
    made.extend(plan.meetings.iter().map(|m| ("meeting", m.id)));
    made.extend(plan.matters.iter().map(|(id, _)| ("matter", *id)));
    made.extend(plan.actions.iter().map(|a| ("action", a.id)));
    let refers: Vec<Uuid> = plan.refers.into_iter().collect();
    let rows = made.len().to_string();
    let mut tx = app.store().begin(act).await?;
    if let Some(once) = once {
        tx.once(once).await?;
    }
    let before = confirmed(&tx, import, shown).await?;
    folk::make_bodies(&mut tx, plan.bodies).await.map_err(taken)?;
    folk::make_persons(&mut tx, plan.persons).await.map_err(taken)?;
    folk::make_members(&mut tx, plan.members, &fresh).await?;
    if !plan.meetings.is_empty() {
        tx.emit(&Event::PastMeetings { meetings: plan.meetings }).await?;
    }
    thread::make_matters(&mut tx, plan.matters).await.map_err(taken)?;
    let states = thread::make_actions(&mut tx, plan.actions).await.map_err(taken)?;
    made.extend(states.into_iter().map(|id| ("action_state", id)));
    imports::mark_all_filed(&tx, import).await?;
    let values = [("digest", plan.digest.as_str()), ("rows", &rows)];
    let after = finish(&mut tx, before, &made, &refers, &values).await?;
    tx.commit().await?;
    Ok(after)
}

/// Somebody made the same between the check and the confirmation.
fn taken(e: Error) -> PageError {
    if matches!(e, Error::Taken(_)) { PageError::Refused("intake-table-meanwhile") } else { e.into() }
}
