//! What each row of a table would become, or why it cannot be taken. Pure.

use std::collections::HashMap;

use jiff::civil::Date;
use kit::When;
use numbering::DiaryNumber;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::known::{Known, fold};
use crate::pack::Problem;

/// Who is to do an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// These municipalities.
    Towns(Vec<Uuid>),
    /// One person.
    Person(Uuid),
    /// In words.
    Words(String),
}

/// A row that can be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the columns of the tables")]
pub enum Ready {
    /// A body to be founded.
    Body { key: String, name: String, kind: String, description: String },
    /// A seat, of somebody known or new.
    Member {
        body: Uuid,
        person: Option<Uuid>,
        name: String,
        email: String,
        role: String,
        municipality: Option<Uuid>,
        from: When,
        to: When,
    },
    /// A person.
    Contact { name: String, title: String, email: String, phone: String, organisation: Option<Uuid> },
    /// A meeting of the past.
    Meeting { body: Uuid, at: When, title: String, place: String },
    /// A matter.
    Matter { key: String, title: String, diary: String, opened: When, state: String, summary: String },
    /// An action.
    Action {
        key: String,
        text: String,
        owner: Owner,
        due: Option<Date>,
        body: Option<Uuid>,
        matter: Option<Uuid>,
        at: When,
    },
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It can be taken.
    Ready(Ready),
    /// It is there already.
    Known,
    /// It cannot be taken.
    Refused(Problem),
}

/// The cells of a row by the columns that they mean.
pub type Fields = HashMap<String, String>;

/// Checks the rows of one table, one after another: what stood on an earlier row is known.
pub struct Checker<'k> {
    kind: &'k str,
    known: &'k Known,
    seen: HashMap<String, usize>,
}

/// The longest text that a cell may give.
const LONGEST: usize = 4_000;
/// What formulas say when they cannot be calculated.
const ERRORS: [&str; 8] = ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#PUUTTUU!"];

type Checked<T> = Result<T, Problem>;

fn no(key: &'static str, value: impl ToString) -> Problem {
    Problem::with(key, value)
}

impl<'k> Checker<'k> {
    /// Begins with what stands.
    pub fn new(kind: &'k str, known: &'k Known) -> Self {
        Self { kind, known, seen: HashMap::new() }
    }

    /// Judges the row of this line.
    pub fn check(&mut self, line: usize, fields: &Fields) -> Verdict {
        if let Some(broken) = fields.values().find(|v| ERRORS.contains(&v.as_str())) {
            return Verdict::Refused(no("intake-row-formula", broken));
        }
        if let Some(long) = fields.values().find(|v| v.chars().count() > LONGEST) {
            return Verdict::Refused(no("intake-row-long", long.chars().take(40).collect::<String>()));
        }
        let (ready, name) = match self.read(fields) {
            Ok(Some(read)) => read,
            Ok(None) => return Verdict::Known,
            Err(problem) => return Verdict::Refused(problem),
        };
        if let Some(first) = self.seen.insert(name, line) {
            return Verdict::Refused(no("intake-row-twice", first));
        }
        Verdict::Ready(ready)
    }

    /// What a row says, and the name under which a second row would be the same; `None` where it stands already.
    fn read(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        match self.kind {
            "bodies" => self.body(f),
            "members" => self.member(f),
            "contacts" => self.contact(f),
            "meetings" => self.meeting(f),
            "matters" => self.matter(f),
            _ => self.action(f),
        }
    }

    fn body(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        let name = needed(f, "name")?;
        let key = text(f, "key");
        let key = people::municipalities::slug(if key.is_empty() { &name } else { &key });
        if key.is_empty() {
            return Err(no("intake-row-key", name));
        }
        if self.known.body_keys.contains(&key) || self.known.bodies.get(&name).is_some() {
            return Ok(None);
        }
        let said = text(f, "kind");
        let kind = match said.as_str() {
            "" => "working",
            said => self.known.kinds.get(&fold(said)).copied().ok_or_else(|| no("intake-row-kind", said))?,
        };
        let ready = Ready::Body {
            key: key.clone(),
            name,
            kind: kind.to_owned(),
            description: text(f, "description"),
        };
        Ok(Some((ready, key)))
    }

    fn the_body(&self, said: &str) -> Checked<Uuid> {
        self.known.bodies.get(said).ok_or_else(|| no("intake-row-body", said))
    }

    fn person(&self, name: &str, email: &str) -> Checked<Option<Uuid>> {
        match (email, self.known.emails.get(email)) {
            (_, Some(id)) => Ok(Some(*id)),
            ("", None) => Ok(self.known.persons.get(name)),
            _ => Ok(None),
        }
    }

    fn member(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        let body = self.the_body(&needed(f, "body")?)?;
        let name = needed(f, "name")?;
        let email = email(f)?;
        let said = text(f, "role");
        let role = match said.as_str() {
            "" => "member",
            said => self.known.roles.get(&fold(said)).copied().ok_or_else(|| no("intake-row-role", said))?,
        };
        let town = text(f, "municipality");
        let municipality = match town.as_str() {
            "" => None,
            town => Some(self.town(town)?),
        };
        let person = self.person(&name, &email)?;
        if person.is_some_and(|p| self.known.seats.contains(&(body, p, role.to_owned()))) {
            return Ok(None);
        }
        let to = text(f, "to");
        let to = if to.is_empty() { When::open() } else { when(&to)? };
        let same = format!("{body}/{}/{}/{role}", fold(&name), email);
        let from = when(&text(f, "from"))?;
        let role = role.to_owned();
        Ok(Some((Ready::Member { body, person, name, email, role, municipality, from, to }, same)))
    }

    /// By name or code; spreadsheet programs take the zeros off `016`.
    fn town(&self, said: &str) -> Checked<Uuid> {
        let code = if said.len() < 3 && said.bytes().all(|b| b.is_ascii_digit()) {
            format!("{said:0>3}")
        } else {
            said.to_owned()
        };
        self.known.towns.get(&code).ok_or_else(|| no("intake-row-municipality", said))
    }

    fn contact(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        let name = needed(f, "name")?;
        let email = email(f)?;
        if self.person(&name, &email)?.is_some() {
            return Ok(None);
        }
        let said = text(f, "organisation");
        let organisation = match said.as_str() {
            "" => None,
            said => {
                Some(self.known.organisations.get(said).ok_or_else(|| no("intake-row-organisation", said))?)
            }
        };
        let same = if email.is_empty() { fold(&name) } else { email.clone() };
        let (title, phone) = (text(f, "title"), text(f, "phone"));
        Ok(Some((Ready::Contact { name, title, email, phone, organisation }, same)))
    }

    fn meeting(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        let body = self.the_body(&needed(f, "body")?)?;
        let at = when(&needed(f, "date")?)?;
        if at.span().is_none() {
            return Err(no("intake-row-date", text(f, "date")));
        }
        if self.known.meetings.contains(&(body, at.code())) {
            return Ok(None);
        }
        let same = format!("{body}/{}", at.code());
        Ok(Some((Ready::Meeting { body, at, title: text(f, "title"), place: text(f, "place") }, same)))
    }

    fn matter(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        let title = needed(f, "title")?;
        let printed = text(f, "diary");
        let diary = match printed.as_str() {
            "" => String::new(),
            said => DiaryNumber::parse(said).map_err(|_| no("intake-row-diary", said))?.printed().to_owned(),
        };
        let opened = when(&text(f, "opened"))?;
        let key = key_of(&[&title, &diary, &opened.code()]);
        if self.known.diaries.contains_key(&diary) || self.known.keys.contains(&key) {
            return Ok(None);
        }
        let said = text(f, "state");
        let state = match said.as_str() {
            "" => "open",
            said => {
                self.known.states.get(&fold(said)).copied().ok_or_else(|| no("intake-row-state", said))?
            }
        };
        let same = if diary.is_empty() { key.clone() } else { diary.clone() };
        let (state, summary) = (state.to_owned(), text(f, "summary"));
        Ok(Some((Ready::Matter { key, title, diary, opened, state, summary }, same)))
    }

    fn action(&self, f: &Fields) -> Checked<Option<(Ready, String)>> {
        let words = needed(f, "text")?;
        let body = match text(f, "body").as_str() {
            "" => None,
            said => Some(self.the_body(said)?),
        };
        let matter = match text(f, "diary").as_str() {
            "" => None,
            said => Some(self.known.diaries.get(said).copied().ok_or_else(|| no("intake-row-matter", said))?),
        };
        let due = match text(f, "due").as_str() {
            "" => None,
            said => Some(when(said)?.known_day().ok_or_else(|| no("intake-row-day", said))?),
        };
        let at = when(&text(f, "agreed"))?;
        let said = text(f, "owner");
        let key = key_of(&[&words, &text(f, "diary"), &text(f, "body"), &said, &text(f, "due")]);
        if self.known.keys.contains(&key) {
            return Ok(None);
        }
        let owner = self.owner(&said);
        Ok(Some((Ready::Action { key: key.clone(), text: words, owner, due, body, matter, at }, key)))
    }

    /// `kaikki kunnat`, `Lahti, Sysmä`, a person's name, or else the words as they stand.
    fn owner(&self, said: &str) -> Owner {
        if self.known.everybody.contains(&fold(said)) {
            return Owner::Towns(self.known.all_towns.clone());
        }
        let towns: Option<Vec<Uuid>> = said
            .split([',', ';', '/'])
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(|t| self.known.towns.get(t))
            .collect();
        match towns {
            Some(mut towns) if !towns.is_empty() => {
                towns.sort_unstable();
                towns.dedup();
                Owner::Towns(towns)
            }
            _ => self.known.persons.get(said).map_or_else(|| Owner::Words(said.to_owned()), Owner::Person),
        }
    }
}

/// The name of an imported thing that has none of its own: the same row of the same table is the same thing.
fn key_of(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        let part = fold(part);
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    format!("import-{}", &hex::encode(digest.finalize())[..24])
}

fn text(f: &Fields, key: &str) -> String {
    f.get(key).map(|t| t.trim().to_owned()).unwrap_or_default()
}

fn needed(f: &Fields, key: &'static str) -> Checked<String> {
    let found = text(f, key);
    if found.is_empty() {
        // The key of the column's name is the value: the page puts its words there.
        return Err(no("intake-row-empty", format!("intake-column-{key}")));
    }
    Ok(found)
}

fn when(said: &str) -> Checked<When> {
    When::parse(said).map_err(|_| no("intake-row-date", said))
}

fn email(f: &Fields) -> Checked<String> {
    let said = text(f, "email").to_lowercase();
    let said = said.trim_start_matches("mailto:").to_owned();
    let good = said.is_empty()
        || said.split_once('@').is_some_and(|(a, b)| {
            !a.is_empty() && b.contains('.') && !b.contains('@') && !said.contains(char::is_whitespace)
        });
    if good { Ok(said) } else { Err(no("intake-row-email", said)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let mut known = Known::default();
        known.bodies.add("Foorumi", Uuid::from_u128(1));
        known.towns.add("Asikkala", Uuid::from_u128(2));
        known.towns.add("016", Uuid::from_u128(2));
        known.all_towns.push(Uuid::from_u128(2));
        known.persons.add("Anna Niemi", Uuid::from_u128(3));
        known.emails.insert("anna@example.org".into(), Uuid::from_u128(3));
        known.roles.insert("jäsen".into(), "member");
        known.seats.insert((Uuid::from_u128(1), Uuid::from_u128(3), "member".into()));
        known.everybody.insert("kaikki kunnat".into());
        known.diaries.insert("102/13.01/2012".into(), Uuid::from_u128(4));
        known
    }

    fn of(kind: &str, cells: &[(&str, &str)]) -> Verdict {
        let known = known();
        let fields = cells.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Checker::new(kind, &known).check(2, &fields)
    }

    fn why(kind: &str, cells: &[(&str, &str)]) -> &'static str {
        match of(kind, cells) {
            Verdict::Refused(problem) => problem.key,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_wrong_cell_says_why() {
        assert_eq!(why("members", &[("body", "Foorumi")]), "intake-row-empty");
        assert_eq!(why("members", &[("body", "Muu"), ("name", "A B")]), "intake-row-body");
        assert_eq!(why("members", &[("body", "Foorumi"), ("name", "A"), ("role", "x")]), "intake-row-role");
        assert_eq!(
            why("members", &[("body", "Foorumi"), ("name", "A"), ("municipality", "Turku")]),
            "intake-row-municipality"
        );
        assert_eq!(why("contacts", &[("name", "A"), ("email", "a at b")]), "intake-row-email");
        assert_eq!(why("meetings", &[("body", "Foorumi"), ("date", "31.2.2012")]), "intake-row-date");
        assert_eq!(why("matters", &[("title", "A"), ("diary", "x")]), "intake-row-diary");
        assert_eq!(why("actions", &[("text", "A"), ("due", "syksyllä 2012")]), "intake-row-day");
        assert_eq!(why("matters", &[("title", "#REF!")]), "intake-row-formula");
    }

    #[test]
    fn what_stands_is_known_and_the_same_twice_is_named() {
        assert_eq!(of("contacts", &[("name", "Anna Niemi"), ("email", "ANNA@example.org")]), Verdict::Known);
        assert_eq!(of("members", &[("body", "foorumi"), ("name", "Anna Niemi")]), Verdict::Known);
        assert_eq!(of("matters", &[("title", "x"), ("diary", "102/13.01/2012")]), Verdict::Known);
        let known = known();
        let mut checker = Checker::new("matters", &known);
        let row: Fields = [("title".to_owned(), "Uusi".to_owned())].into();
        assert!(matches!(checker.check(2, &row), Verdict::Ready(_)));
        assert_eq!(checker.check(7, &row), Verdict::Refused(no("intake-row-twice", 2)));
    }

    #[test]
    fn an_owner_is_all_some_towns_a_person_or_words() {
        let owner = |said: &str| match of("actions", &[("text", "Tee"), ("owner", said)]) {
            Verdict::Ready(Ready::Action { owner, .. }) => owner,
            other => panic!("{other:?}"),
        };
        assert_eq!(owner("Kaikki kunnat"), Owner::Towns(vec![Uuid::from_u128(2)]));
        assert_eq!(owner("Asikkala; 016"), Owner::Towns(vec![Uuid::from_u128(2)]));
        assert_eq!(owner("Anna Niemi"), Owner::Person(Uuid::from_u128(3)));
        assert_eq!(owner("maakuntajohtaja"), Owner::Words("maakuntajohtaja".into()));
    }
}
