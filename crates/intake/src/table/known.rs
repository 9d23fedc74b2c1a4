//! What stands already, as tables need it: bodies, municipalities, people, meetings, matters and actions by all that
//! a sheet may call them.

use std::collections::{HashMap, HashSet};

use kit::Lang;
use page::{App, PageError, Tenant};
use people::bodies::{self, KINDS};
use people::{municipalities, persons, terms};
use record::{actions, matters};
use uuid::Uuid;

/// Names in lower case → ids; a name that two have is left out.
#[derive(Debug, Clone, Default)]
pub struct Named(HashMap<String, Option<Uuid>>);

impl Named {
    /// Gives a thing a name.
    pub fn add(&mut self, name: &str, id: Uuid) {
        let name = fold(name);
        if !name.is_empty() {
            self.0.entry(name).and_modify(|e| *e = e.filter(|known| *known == id)).or_insert(Some(id));
        }
    }

    /// The one thing of this name.
    pub fn get(&self, name: &str) -> Option<Uuid> {
        self.0.get(&fold(name)).copied().flatten()
    }
}

/// A word as it is compared.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What stands, for the check of a table.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Bodies by their names and keys.
    pub bodies: Named,
    /// The keys of bodies.
    pub body_keys: HashSet<String>,
    /// The municipalities of today by name, code and address.
    pub towns: Named,
    /// All of them.
    pub all_towns: Vec<Uuid>,
    /// Persons by name.
    pub persons: Named,
    /// Persons by address.
    pub emails: HashMap<String, Uuid>,
    /// Organisations by name.
    pub organisations: Named,
    /// Seats that have not ended: body, person, role.
    pub seats: HashSet<(Uuid, Uuid, String)>,
    /// Meetings by body and day.
    pub meetings: HashSet<(Uuid, String)>,
    /// Matters by their printed numbers.
    pub diaries: HashMap<String, Uuid>,
    /// The keys of matters and actions that came in before.
    pub keys: HashSet<String>,
    /// The words of seats' roles.
    pub roles: HashMap<String, &'static str>,
    /// The words of kinds of bodies.
    pub kinds: HashMap<String, &'static str>,
    /// The words of states of matters.
    pub states: HashMap<String, &'static str>,
    /// The words for all municipalities.
    pub everybody: HashSet<String>,
}

/// Reads what stands.
pub(crate) async fn load(app: &App, tenant: &Tenant, kind: &str) -> Result<Known, PageError> {
    let (db, id) = (app.db(), tenant.id);
    let mut known = Known { roles: terms::role_words(app), ..Known::default() };
    let all = bodies::list(db, id).await?;
    for b in &all {
        for name in Lang::ALL.iter().map(|l| b.name.0.exact(*l)).chain([b.key.as_str()]) {
            known.bodies.add(name, b.id);
        }
        known.body_keys.insert(b.key.clone());
    }
    for m in municipalities::on(db, tenant, app.today()).await? {
        for name in [&m.name_fi, &m.name_sv, &m.code, &m.slug] {
            known.towns.add(name, m.id);
        }
        known.all_towns.push(m.id);
    }
    for p in persons::list(db, id).await? {
        known.persons.add(&p.name, p.id);
        if let Some(email) = p.email {
            known.emails.insert(email, p.id);
        }
    }
    for o in persons::organisations(db, id).await? {
        for lang in Lang::ALL {
            known.organisations.add(o.name.0.exact(lang), o.id);
        }
    }
    match kind {
        "members" => {
            let today = app.today();
            let seats = bodies::all_members(db, id).await?;
            known.seats = seats
                .into_iter()
                .filter(|m| m.to().span().is_none_or(|(_, end)| end >= today))
                .filter_map(|m| Some((m.body, m.person?, m.role)))
                .collect();
        }
        "meetings" => {
            for b in &all {
                let held = crate::known::meetings(app, id, b.id).await?;
                known.meetings.extend(held.into_keys().map(|day| (b.id, day)));
            }
        }
        "actions" => known.keys = actions::list(db, id).await?.into_iter().filter_map(|a| a.key).collect(),
        _ => {}
    }
    if matches!(kind, "matters" | "actions") {
        for m in matters::list(db, id).await? {
            known.keys.extend(m.key);
            if let Some(printed) = m.diary_printed {
                known.diaries.insert(printed, m.id);
            }
        }
    }
    let words = |codes: &[&'static str], prefix: &str, into: &mut HashMap<String, &'static str>| {
        for code in codes {
            into.insert((*code).to_owned(), code);
            for lang in Lang::ALL {
                into.insert(fold(&app.t(lang, &format!("{prefix}{}", code.replace('_', "-")), &[])), code);
            }
        }
    };
    words(&KINDS, "body-kind-", &mut known.kinds);
    words(&matters::STATES, "matter-state-", &mut known.states);
    known.everybody = Lang::ALL.iter().map(|l| fold(&app.t(*l, "intake-everybody", &[]))).collect();
    Ok(known)
}
