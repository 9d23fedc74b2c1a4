//! Loads the matters, decisions, actions and documents of a demo region. A second run changes nothing: what has
//! come in is found again by its key.

use std::collections::HashMap;
use std::path::Path;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Cents, Local, Publicity, When};
use numbering::DiaryNumber;
use page::{App, PageError, Tenant};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::{Act, Stamp, Tx};
use uuid::Uuid;

use crate::actions::{self, NewAction, Owner, STATES, Said};
use crate::decisions::{self, NewDecision, NewReservation, Number};
use crate::documents::{self, NewDocument};
use crate::matters::{self, NewMatter};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Matters {
    matter: Vec<MatterRow>,
}

#[derive(Deserialize)]
struct MatterRow {
    key: String,
    title: Local,
    state: String,
    #[serde(default)]
    summary: Local,
    diary: Option<String>,
    diary_template: Option<String>,
    parent: Option<String>,
    publicity: Option<String>,
    #[serde(default)]
    ground: String,
    from: Option<String>,
    from_printed: Option<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    example: bool,
    #[serde(default)]
    step: Vec<StepRow>,
}

#[derive(Deserialize)]
struct StepRow {
    date: String,
    printed: Option<String>,
    text: Local,
    #[serde(default)]
    venue: String,
    #[serde(default)]
    doubt: Local,
    #[serde(default)]
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Decisions {
    decision: Vec<DecisionRow>,
    reservation: Vec<ReservationRow>,
}

#[derive(Deserialize)]
struct DecisionRow {
    key: String,
    body: Option<String>,
    officer: Option<String>,
    matter: Option<String>,
    kind: String,
    date: String,
    printed: Option<String>,
    section: Option<String>,
    outcome: Option<String>,
    #[serde(default)]
    text: Local,
    #[serde(default)]
    reason: Local,
    #[serde(default)]
    doubt: Local,
    #[serde(default)]
    source: String,
    #[serde(default)]
    example: bool,
}

#[derive(Deserialize)]
struct ReservationRow {
    key: String,
    matter: String,
    amount_cents: i64,
    #[serde(default)]
    at_most: bool,
    decision: Option<String>,
    date: String,
    printed: Option<String>,
    #[serde(default)]
    doubt: Local,
    #[serde(default)]
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Actions {
    action: Vec<ActionRow>,
}

#[derive(Deserialize)]
struct ActionRow {
    key: String,
    matter: Option<String>,
    meeting: Option<String>,
    text: Local,
    owner: String,
    date: Option<String>,
    printed: Option<String>,
    due: Option<String>,
    due_offset: Option<i64>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    example: bool,
    #[serde(default)]
    state: Vec<StateRow>,
}

#[derive(Deserialize)]
struct StateRow {
    municipality: String,
    state: String,
    #[serde(default)]
    note: String,
    by: Option<String>,
    day_offset: Option<i64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Documents {
    document: Vec<DocumentRow>,
}

#[derive(Deserialize)]
struct DocumentRow {
    key: String,
    title: Local,
    kind: String,
    matter: Option<String>,
    #[serde(default)]
    address: String,
    date: String,
    printed: Option<String>,
    #[serde(default)]
    doubt: Local,
    #[serde(default)]
    missing: Local,
    #[serde(default)]
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Persons {
    person: Vec<PersonRow>,
}

#[derive(Deserialize)]
struct PersonRow {
    key: String,
    name: String,
}

fn read<T: DeserializeOwned + Default>(folder: &Path, name: &str) -> Result<T, PageError> {
    let path = folder.join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).map_err(|e| PageError::Inside(format!("{}: {e}", path.display()))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(T::default()),
        Err(e) => Err(PageError::Inside(format!("{}: {e}", path.display()))),
    }
}

fn when(code: &str, printed: Option<&str>) -> Result<When, PageError> {
    When::from_code(code, printed).map_err(|e| PageError::Inside(format!("the date {code}: {e}")))
}

/// Loads the record's part of a demo region.
pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    today: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let names: Persons = read(folder, "persons.toml")?;
        let names = names.person.into_iter().map(|p| (p.key, p.name)).collect();
        let tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
        let mut load = Load { tx, tenant, today, names };
        load.matters(read(folder, "matters.toml")?).await?;
        load.decisions(read(folder, "decisions.toml")?).await?;
        load.actions(read(folder, "actions.toml")?).await?;
        load.documents(read(folder, "documents.toml")?).await?;
        Ok(load.tx.commit_quietly().await?)
    }
    .boxed()
}

struct Load<'a> {
    tx: Tx,
    tenant: &'a Tenant,
    today: Date,
    names: HashMap<String, String>,
}

impl Load<'_> {
    async fn matter(&self, key: Option<&str>) -> Result<Option<Uuid>, PageError> {
        let Some(key) = key else { return Ok(None) };
        match matters::by_key(self.tx.conn(), self.tenant.id, key).await? {
            Some(m) => Ok(Some(m.id)),
            None => Err(PageError::Inside(format!("no matter {key}"))),
        }
    }

    async fn matters(&mut self, file: Matters) -> Result<(), PageError> {
        let mut above = Vec::new();
        let mut last = 0;
        for row in file.matter {
            if matters::by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some() {
                continue;
            }
            let year = self.today.year();
            let printed =
                row.diary.or_else(|| row.diary_template.map(|t| t.replace("{year}", &year.to_string())));
            let diary = match printed {
                Some(printed) => Some(
                    DiaryNumber::parse(&printed).map_err(|e| PageError::Inside(format!("{printed}: {e}")))?,
                ),
                None => None,
            };
            if let Some(number) = diary.as_ref().filter(|d| d.year() == year) {
                last = last.max(number.number());
            }
            let opened = match &row.from {
                Some(code) => when(code, row.from_printed.as_deref())?,
                None => When::unknown(),
            };
            let publicity = Publicity::parse(row.publicity.as_deref().unwrap_or("public"));
            let new = NewMatter {
                key: Some(row.key),
                title: row.title,
                diary,
                state: row.state,
                summary: row.summary,
                parent: None,
                publicity,
                ground: row.ground,
                opened,
                source: row.source,
                example: row.example,
            };
            let made = matters::create(&mut self.tx, new).await?;
            for step in row.step {
                let at = when(&step.date, step.printed.as_deref())?;
                matters::add_step(
                    &mut self.tx,
                    made.id,
                    &at,
                    step.text,
                    &step.venue,
                    step.doubt,
                    &step.source,
                )
                .await?;
            }
            above.extend(row.parent.map(|p| (made, p)));
        }
        for (made, parent) in above {
            let after = matters::Matter { parent: self.matter(Some(&parent)).await?, ..made.clone() };
            matters::update(&mut self.tx, &made, after).await?;
        }
        if last > 0 {
            matters::begin_diary(&mut self.tx, self.today.year(), last).await?;
        }
        Ok(())
    }

    async fn decisions(&mut self, file: Decisions) -> Result<(), PageError> {
        for row in file.decision {
            if decisions::by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some() {
                continue;
            }
            let body = match &row.body {
                Some(key) => people::bodies::by_key(self.tx.conn(), self.tenant.id, key).await?,
                None => None,
            };
            let at = when(&row.date, row.printed.as_deref())?;
            let statutory = row.kind == "decision";
            let outcome = match row.outcome.as_deref() {
                Some("decided" | "outlined") | None if !statutory => "agreed",
                Some("outlined") | None => "decided",
                Some(code) => code,
            };
            let officer = row.officer.as_ref().map(|key| self.names.get(key).unwrap_or(key).clone());
            let new = NewDecision {
                body: body.map(|b| b.id),
                officer: officer.unwrap_or_default(),
                matter: self.matter(row.matter.as_deref()).await?,
                meeting: None,
                item: None,
                period: at.known_year().map(|y| y.to_string()).unwrap_or_default(),
                number: row.section.map_or(Number::None, Number::Printed),
                at,
                statutory,
                outcome: outcome.to_owned(),
                title: row.text,
                text: String::new(),
                reason: row.reason.get(kit::Lang::Fi).to_owned(),
                returns: When::unknown(),
                publicity: Publicity::Public,
                ground: String::new(),
                doubt: row.doubt,
                source: row.source,
                published: true,
                example: row.example,
            };
            decisions::decide_keyed(&mut self.tx, new, Some(row.key)).await?;
        }
        for row in file.reservation {
            if decisions::reservation_by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some() {
                continue;
            }
            let Some(matter) = self.matter(Some(&row.matter)).await? else { continue };
            let decision = match &row.decision {
                Some(key) => decisions::by_key(self.tx.conn(), self.tenant.id, key).await?.map(|d| d.id),
                None => None,
            };
            let new = NewReservation {
                key: Some(row.key),
                matter,
                decision,
                sum: Cents(row.amount_cents),
                at_most: row.at_most,
                at: when(&row.date, row.printed.as_deref())?,
                doubt: row.doubt,
                source: row.source,
            };
            decisions::reserve(&mut self.tx, new).await?;
        }
        Ok(())
    }

    async fn actions(&mut self, file: Actions) -> Result<(), PageError> {
        let places = people::municipalities::on(self.tx.conn(), self.tenant, self.today).await?;
        for row in file.action {
            // Those of a meeting are made with it.
            if row.meeting.is_some()
                || actions::by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some()
            {
                continue;
            }
            let owner = match row.owner.as_str() {
                "kunnat" => Owner::Municipalities(places.iter().map(|m| m.id).collect()),
                "liitto" => Owner::Words(self.tenant.council.get(kit::Lang::Fi).to_owned()),
                words => Owner::Words(words.to_owned()),
            };
            let due = match (&row.due, row.due_offset) {
                (_, Some(days)) => Some(self.day(days)),
                (Some(code), None) => when(code, None)?.known_day(),
                (None, None) => None,
            };
            let at = match &row.date {
                Some(code) => when(code, row.printed.as_deref())?,
                None if row.example => When::day(self.today),
                None => When::unknown(),
            };
            let new = NewAction {
                matter: self.matter(row.matter.as_deref()).await?,
                decision: None,
                meeting: None,
                item: None,
                body: None,
                text: row.text,
                owner,
                due,
                publicity: Publicity::Public,
                source: row.source,
                example: row.example,
            };
            let made = actions::create_keyed(&mut self.tx, new, Some(row.key), at).await?;
            let stands = actions::states(self.tx.conn(), self.tenant.id, made.id).await?;
            for said in row.state.into_iter().filter(|s| s.state != "no_answer") {
                let place = places.iter().find(|m| m.code == said.municipality);
                let before = place.and_then(|m| stands.iter().find(|s| s.municipality == m.id));
                if let Some(before) = before.filter(|_| STATES.contains(&said.state.as_str())) {
                    self.said(before, said).await?;
                }
            }
        }
        Ok(())
    }

    async fn said(&mut self, before: &actions::ActionState, row: StateRow) -> Result<(), PageError> {
        let name = row.by.as_ref().and_then(|key| self.names.get(key)).cloned();
        let day = self.day(row.day_offset.unwrap_or(0));
        let at: Stamp = day
            .to_zoned(jiff::tz::TimeZone::UTC)
            .map_or_else(|_| self.tx.stamp(), |z| Stamp::from(z.timestamp()));
        let said = Said {
            state: row.state,
            note: row.note,
            evidence: String::new(),
            by_person: None,
            by_name: name.unwrap_or_default(),
        };
        actions::say_at(&mut self.tx, before, before.version, said, at).await?;
        Ok(())
    }

    fn day(&self, offset: i64) -> Date {
        self.today.saturating_add(jiff::Span::new().days(offset))
    }

    async fn documents(&mut self, file: Documents) -> Result<(), PageError> {
        for row in file.document {
            if documents::by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some() {
                continue;
            }
            let matter = self.matter(row.matter.as_deref()).await?;
            let words = [row.missing.get(kit::Lang::Fi), row.doubt.get(kit::Lang::Fi)];
            let note = words.iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join(" ");
            let new = NewDocument {
                key: Some(row.key),
                title: row.title,
                kind: row.kind,
                about: match matter {
                    Some(id) => ("matter".to_owned(), id),
                    None => ("region".to_owned(), self.tenant.id),
                },
                matter,
                body: None,
                file: None,
                address: row.address,
                at: when(&row.date, row.printed.as_deref())?,
                publicity: Publicity::Public,
                ground: String::new(),
                released: true,
                note,
                source: row.source,
            };
            documents::attach(&mut self.tx, new).await?;
        }
        Ok(())
    }
}
