use std::collections::HashMap;

use kit::{Lang, When};
use people::bodies::{self, Body, Membership, NewMembership};
use people::municipalities::Municipality;
use people::persons::{self, NewPerson, Person};
use store::{Result, Tx};
use uuid::Uuid;

use super::{Column, Grid};
use crate::pages::looks_like_address;

/// What the region has, against which rows are read.
#[derive(Debug, Default)]
pub struct Known {
    /// All persons.
    pub people: Vec<Person>,
    /// All bodies.
    pub bodies: Vec<Body>,
    /// The municipalities of today.
    pub towns: Vec<Municipality>,
    /// The seats of today.
    pub seats: Vec<Membership>,
    /// Words for roles with their codes.
    pub roles: HashMap<String, &'static str>,
}

/// Why a row cannot be taken: the key of a text and what it takes as `value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key.
    pub key: &'static str,
    /// What stands there.
    pub value: String,
}

/// The seat that a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// In which body.
    pub body: Uuid,
    /// On behalf of which municipality.
    pub municipality: Option<Uuid>,
    /// In which role.
    pub role: &'static str,
}

/// One row as it was understood.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The number of the row as the sheet counts.
    pub row: usize,
    /// The name.
    pub name: String,
    /// The address.
    pub email: Option<String>,
    /// The telephone.
    pub phone: String,
    /// The title.
    pub title: String,
    /// Who it is already.
    pub known: Option<Person>,
    /// The seat; `None` for a contact only, and for one who sits there already.
    pub seat: Option<Seat>,
    /// Whether the person sits there already.
    pub sits: bool,
    /// Why it cannot be taken; with one of these nothing is saved.
    pub fault: Option<Fault>,
}

/// All rows.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the order of the sheet.
    pub lines: Vec<Line>,
    /// What is wrong with the columns as a whole.
    pub columns: Option<&'static str>,
}

impl Plan {
    /// Whether it can be saved.
    pub fn is_right(&self) -> bool {
        self.columns.is_none() && self.faults() == 0 && !self.lines.is_empty()
    }

    /// How many rows cannot be taken.
    pub fn faults(&self) -> usize {
        self.lines.iter().filter(|l| l.fault.is_some()).count()
    }
}

fn same(name: &kit::Local, key: &str, word: &str) -> bool {
    key == word || Lang::ALL.into_iter().any(|l| name.exact(l).to_lowercase() == word)
}

/// What is common to all rows and what has been seen in earlier ones.
struct Reading<'a> {
    known: &'a Known,
    columns: &'a [Column],
    body: Option<&'a Body>,
    /// Addresses of earlier rows with their names and rows.
    seen: HashMap<String, (String, usize)>,
}

impl Reading<'_> {
    fn cell<'c>(&self, cells: &'c [String], column: Column) -> &'c str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    }

    fn line(&mut self, row: usize, cells: &[String]) -> std::result::Result<Line, Fault> {
        let fault = |key, value: &str| Fault { key, value: value.to_owned() };
        let whole = self.cell(cells, Column::Name).to_owned();
        let parts = [self.cell(cells, Column::First), self.cell(cells, Column::Last)];
        let name = if whole.is_empty() { parts.join(" ").trim().to_owned() } else { whole };
        if name.is_empty() {
            return Err(fault("setup-row-no-name", ""));
        }
        // `mailto:` and angle brackets come along when an address is copied from a letter.
        let email = self.cell(cells, Column::Email).to_lowercase();
        let email = email.trim_start_matches("mailto:").trim_matches(['<', '>', ' ']).to_owned();
        if !email.is_empty() && !looks_like_address(&email) {
            return Err(fault("setup-row-not-an-address", &email));
        }
        let phone = self.cell(cells, Column::Phone).to_owned();
        if phone.chars().count() > 40 {
            return Err(fault("setup-row-phone", &phone));
        }
        let seat = self.seat(cells)?;
        let known = self.person(row, &name, &email)?;
        let sits = match (&known, &seat) {
            (Some(p), Some(s)) => self
                .known
                .seats
                .iter()
                .any(|m| m.person == Some(p.id) && m.body == s.body && m.role == s.role),
            _ => false,
        };
        let title = self.cell(cells, Column::Title).to_owned();
        let email = Some(email).filter(|e| !e.is_empty());
        Ok(Line { row, name, email, phone, title, known, seat: seat.filter(|_| !sits), sits, fault: None })
    }

    fn seat(&self, cells: &[String]) -> std::result::Result<Option<Seat>, Fault> {
        let fault = |key, value: &str| Fault { key, value: value.to_owned() };
        let word = self.cell(cells, Column::Body).to_lowercase();
        let body = match word.as_str() {
            "" => self.body,
            word => {
                let found = self.known.bodies.iter().find(|b| same(&b.name.0, &b.key, word));
                Some(found.ok_or_else(|| fault("setup-row-no-body", word))?)
            }
        };
        let word = self.cell(cells, Column::Municipality);
        let town = self.town(word);
        if town.is_none() && !word.is_empty() {
            return Err(fault("setup-row-no-municipality", word));
        }
        let word = self.cell(cells, Column::Role);
        let role = match word.to_lowercase().as_str() {
            "" => "member",
            word => self.known.roles.get(word).copied().ok_or_else(|| fault("setup-row-no-role", word))?,
        };
        Ok(body.map(|b| Seat { body: b.id, municipality: town.map(|t| t.id), role }))
    }

    /// The municipality of a word: `Lahti`, `Lahden kaupunki`, `LAHTI`, `398`.
    fn town(&self, word: &str) -> Option<&Municipality> {
        let word = word.to_lowercase();
        let first = word.split_whitespace().next().unwrap_or_default();
        let called = |t: &&Municipality, word: &str| {
            t.code == word || t.name_fi.to_lowercase() == word || t.name_sv.to_lowercase() == word
        };
        let genitive =
            |t: &&Municipality| territory::forms(&t.code).is_some_and(|f| f.genitive.to_lowercase() == first);
        let towns = &self.known.towns;
        towns.iter().find(|t| called(t, &word)).or_else(|| {
            let house = ["kaupunki", "kunta", "stad", "kommun"].iter().any(|h| word.ends_with(h));
            towns.iter().find(|t| house && (genitive(t) || called(t, first)))
        })
    }

    fn person(&mut self, row: usize, name: &str, email: &str) -> std::result::Result<Option<Person>, Fault> {
        let fault = |key, value: String| Fault { key, value };
        let people = &self.known.people;
        if email.is_empty() {
            // By name alone only where nobody else is called so.
            let mut named =
                people.iter().filter(|p| p.active && p.name.to_lowercase() == name.to_lowercase());
            return Ok(named.next().filter(|_| named.next().is_none()).cloned());
        }
        let before = self.seen.insert(email.to_owned(), (name.to_owned(), row));
        if let Some((other, at)) = before
            && other.to_lowercase() != name.to_lowercase()
        {
            return Err(fault("setup-row-address-twice", format!("{email} ({at}: {other})")));
        }
        let found = people.iter().find(|p| p.email.as_deref() == Some(email));
        if let Some(other) = found.filter(|p| p.name.to_lowercase() != name.to_lowercase()) {
            return Err(fault("setup-row-address-of-other", format!("{email} ({})", other.name)));
        }
        Ok(found.cloned())
    }
}

/// Reads the rows; nothing is written. `body` is where those without a body of their own get their seats.
pub fn plan(grid: &Grid, columns: &[Column], headed: bool, body: Option<&Body>, known: &Known) -> Plan {
    let named = columns.iter().any(|c| matches!(c, Column::Name | Column::Last | Column::First));
    let doubled =
        (1..columns.len()).any(|i| columns[i] != Column::Skip && columns[..i].contains(&columns[i]));
    let mut plan = Plan {
        columns: match (named, doubled) {
            (false, _) => Some("setup-columns-no-name"),
            (true, true) => Some("setup-columns-doubled"),
            (true, false) => None,
        },
        ..Plan::default()
    };
    let mut reading = Reading { known, columns, body, seen: HashMap::new() };
    for (row, cells) in grid.rows.iter().skip(usize::from(headed)) {
        plan.lines.push(match reading.line(*row, cells) {
            Ok(line) => line,
            Err(fault) => Line {
                row: *row,
                name: reading.cell(cells, Column::Name).to_owned(),
                fault: Some(fault),
                ..Line::default()
            },
        });
    }
    plan
}

/// Saves a plan that is right: new persons, what is new of known ones, seats. The caller commits.
pub async fn apply(tx: &mut Tx, plan: &Plan, from: &When) -> Result<(usize, usize)> {
    let mut added: HashMap<String, Uuid> = HashMap::new();
    let mut given: Vec<(Uuid, Uuid, &str)> = Vec::new();
    for line in &plan.lines {
        // Somebody may stand in the table twice: once for each body.
        let key = line.email.clone().unwrap_or_else(|| line.name.to_lowercase());
        let person = match (&line.known, added.get(&key)) {
            (Some(known), _) => {
                fill(tx, known, line).await?;
                known.id
            }
            (None, Some(id)) => *id,
            (None, None) => {
                let new = NewPerson {
                    name: line.name.clone(),
                    title: line.title.clone(),
                    email: line.email.clone(),
                    phone: Some(line.phone.clone()),
                    ..NewPerson::default()
                };
                let id = persons::create(tx, new).await?.id;
                added.insert(key, id);
                id
            }
        };
        let Some(seat) = &line.seat else { continue };
        if given.contains(&(person, seat.body, seat.role)) {
            continue;
        }
        given.push((person, seat.body, seat.role));
        let new = NewMembership {
            body: seat.body,
            person: Some(person),
            office: None,
            municipality: seat.municipality,
            role: seat.role.to_owned(),
            sector: None,
            deputy_of: None,
            from: from.clone(),
            to: When::open(),
            note: String::new(),
        };
        bodies::add_member(tx, new).await?;
    }
    Ok((added.len(), given.len()))
}

/// What a row knows of somebody and the register does not. What stands in the register is never overwritten.
async fn fill(tx: &mut Tx, known: &Person, line: &Line) -> Result<()> {
    let Some(before) = persons::get(tx.conn(), tx.tenant(), known.id).await? else { return Ok(()) };
    let mut after = before.clone();
    // Whoever sets an address can sign in with it: not for somebody with rights.
    let held = persons::roles_of(tx.conn(), tx.tenant(), known.id, kit::local_date(tx.now())).await?;
    if after.email.is_none() && held.is_empty() {
        after.email.clone_from(&line.email);
    }
    if after.phone.is_none() && !line.phone.is_empty() {
        after.phone = Some(line.phone.clone());
    }
    if after.title.is_empty() {
        after.title.clone_from(&line.title);
    }
    if after != before {
        persons::update(tx, &before, after).await?;
    }
    Ok(())
}
