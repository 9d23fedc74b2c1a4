//! The bulk change at a council term: seats of chosen bodies and roles end on a day, and those of a pasted table
//! begin on the next. All or nothing.

use std::collections::HashMap;

use jiff::civil::Date;
use kit::{Event, Lang, Local, When};
use page::App;
use sea_orm::ConnectionTrait;
use store::{Result, Tx};
use uuid::Uuid;

use crate::bodies::{self, Body, Membership, NewMembership, SEAT_ROLES};
use crate::municipalities::{self, Municipality};
use crate::persons::{self, NewPerson, Person};

/// What is to end and which table begins.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Bodies whose seats change.
    pub bodies: Vec<Uuid>,
    /// Roles that end.
    pub roles: Vec<String>,
    /// The last day of the old seats.
    pub last: Date,
    /// The first day of the new ones.
    pub first: Date,
    /// `body;municipality;name;role;email`, a seat a line.
    pub table: String,
}

/// A line that cannot be taken: its number from 1, the key of the text, and the words that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The line.
    pub line: usize,
    /// The key of the text.
    pub key: &'static str,
    /// What stands there.
    pub value: String,
}

/// A seat to be given.
#[derive(Debug, Clone)]
pub struct Planned {
    /// In which body.
    pub body: Body,
    /// For which municipality.
    pub municipality: Option<Municipality>,
    /// The name as it stands in the table.
    pub name: String,
    /// The role's code.
    pub role: String,
    /// The address, if there is one.
    pub email: Option<String>,
    /// Who it is already; a new person is added otherwise.
    pub known: Option<Person>,
}

/// What would be done.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Seats that end.
    pub ending: Vec<Membership>,
    /// Seats that begin.
    pub new: Vec<Planned>,
    /// Lines that cannot be taken; with one of these nothing is done.
    pub wrong: Vec<Wrong>,
}

/// Every word by which a role may be named in the table: its code and its names in all languages.
pub fn role_words(app: &App) -> HashMap<String, &'static str> {
    let mut words = HashMap::new();
    for role in SEAT_ROLES {
        words.insert(role.to_owned(), role);
        for lang in Lang::ALL {
            words.insert(app.t(lang, &format!("seat-{}", role.replace('_', "-")), &[]).to_lowercase(), role);
        }
    }
    words
}

fn same(name: &Local, key: &str, word: &str) -> bool {
    key == word || Lang::ALL.into_iter().any(|l| name.exact(l).to_lowercase() == word)
}

/// Plans the change; nothing is written.
pub async fn plan(
    db: &impl ConnectionTrait,
    tenant: &page::Tenant,
    roles: &HashMap<String, &'static str>,
    wish: &Wish,
) -> Result<Plan> {
    let mut plan = Plan {
        ending: bodies::all_members(db, tenant.id)
            .await?
            .into_iter()
            .filter(|m| wish.bodies.contains(&m.body) && wish.roles.contains(&m.role))
            .filter(|m| m.in_force(wish.last) && m.to().span().is_none_or(|(_, end)| end > wish.last))
            .collect(),
        ..Plan::default()
    };
    let all = bodies::list(db, tenant.id).await?;
    let towns = municipalities::on(db, tenant, wish.first).await?;
    let people = persons::list(db, tenant.id).await?;
    let mut seen: HashMap<String, String> = HashMap::new();
    for (i, text) in wish.table.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let mut cells: Vec<&str> = text.split(['\t', ';']).map(str::trim).collect();
        cells.resize(cells.len().max(5), "");
        let wrong = |key, value: &str| Wrong { line: i + 1, key, value: value.to_owned() };
        let (body, town, name, role, email) =
            (cells[0], cells[1], cells[2], cells[3], cells[4].to_lowercase());
        let Some(body) = all.iter().find(|b| same(&b.name.0, &b.key, &body.to_lowercase())) else {
            plan.wrong.push(wrong("term-no-body", body));
            continue;
        };
        if !wish.bodies.contains(&body.id) {
            plan.wrong.push(wrong("term-body-not-chosen", body.name.0.get(Lang::Fi)));
            continue;
        }
        let municipality = towns.iter().find(|t| {
            let word = town.to_lowercase();
            t.code == word || t.name_fi.to_lowercase() == word || t.name_sv.to_lowercase() == word
        });
        if municipality.is_none() && !town.is_empty() {
            plan.wrong.push(wrong("term-no-municipality", town));
            continue;
        }
        if name.is_empty() {
            plan.wrong.push(wrong("term-no-name", text));
            continue;
        }
        let Some(role) = roles.get(&role.to_lowercase()) else {
            plan.wrong.push(wrong("term-no-role", role));
            continue;
        };
        if !email.is_empty() && !crate::pages::persons::looks_like_address(&email) {
            plan.wrong.push(wrong("term-not-an-address", &email));
            continue;
        }
        if !email.is_empty()
            && let Some(other) = seen.insert(email.clone(), name.to_owned())
            && other != name
        {
            plan.wrong.push(wrong("term-address-twice", &email));
            continue;
        }
        let known = if email.is_empty() {
            // By name alone only where nobody else is called so.
            let mut named = people.iter().filter(|p| p.active && p.name == name);
            named.next().filter(|_| named.next().is_none())
        } else {
            people.iter().find(|p| p.email.as_deref() == Some(email.as_str()))
        };
        if let Some(other) = known.filter(|p| p.name != name) {
            plan.wrong.push(wrong("term-address-of-other", &other.name));
            continue;
        }
        plan.new.push(Planned {
            body: body.clone(),
            municipality: municipality.cloned(),
            name: name.to_owned(),
            role: (*role).to_owned(),
            email: Some(email).filter(|e| !e.is_empty()),
            known: known.cloned(),
        });
    }
    Ok(plan)
}

/// Does what was planned and tells all that the term has changed.
pub async fn apply(tx: &mut Tx, term: Uuid, wish: &Wish, plan: &Plan) -> Result<()> {
    for m in &plan.ending {
        bodies::end_member(tx, m, &When::day(wish.last)).await?;
    }
    let mut added: HashMap<String, Uuid> = HashMap::new();
    for p in &plan.new {
        // One person may get several seats.
        let key = p.email.clone().unwrap_or_else(|| p.name.clone());
        let person = match (p.known.as_ref().map(|k| k.id), added.get(&key).copied()) {
            (Some(id), _) | (None, Some(id)) => id,
            (None, None) => {
                let new = NewPerson { name: p.name.clone(), email: p.email.clone(), ..NewPerson::default() };
                persons::create(tx, new).await?.id
            }
        };
        added.insert(key, person);
        let new = NewMembership {
            body: p.body.id,
            person: Some(person),
            office: None,
            municipality: p.municipality.as_ref().map(|m| m.id),
            role: p.role.clone(),
            sector: None,
            deputy_of: None,
            from: When::day(wish.first),
            to: When::open(),
            note: String::new(),
        };
        bodies::add_member(tx, new).await?;
    }
    let (ended, begun) = (plan.ending.len().to_string(), plan.new.len().to_string());
    tx.noted("term", term, "changed", &[("ended", &ended), ("begun", &begun)]);
    tx.emit(&Event::TermChanged { term }).await
}
