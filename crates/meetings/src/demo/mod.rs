//! Loads the series and meetings of a demo region. A second run changes nothing: what has come in is found again by
//! its key.

mod rows;

use std::collections::HashMap;
use std::path::Path;

use almanac::{HolidayPolicy, Nth};
use assembly::MeetingState;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::civil::Date;
use kit::{Id, Lang, Local, Publicity, When};
use page::{App, PageError, Tenant};
use people::bodies::{self, Body};
use record::actions::{self, NewAction, Owner, Said};
use record::decisions::{self, NewDecision, Number};
use richtext::RichText;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::de::DeserializeOwned;
use store::{Act, Json, Stamp, Tx};
use uuid::Uuid;

use self::rows::{Actions, Decisions, File, ItemRow, MeetingRow, Persons, Presenter, SeriesRow};
use crate::agenda::{self, Item, NewItem, NewVisitor};
use crate::brief::asks::{self, NewAsk};
use crate::call::letter::Why;
use crate::call::{self, Material, Sender};
use crate::meetings::{self, Meeting, NewMeeting};
use crate::rows::contradiction;
use crate::series::{self, DatedRule, NewSeries};
use crate::{invitations, minutes, proposals, round, session, view};

fn read<T: DeserializeOwned + Default>(folder: &Path, name: &str) -> Result<T, PageError> {
    let path = folder.join(name);
    if !path.exists() {
        return Ok(T::default());
    }
    let wrong = |e: &dyn std::fmt::Display| PageError::Inside(format!("{}: {e}", path.display()));
    let text = std::fs::read_to_string(&path).map_err(|e| wrong(&e))?;
    toml::from_str(&text).map_err(|e| wrong(&e))
}

struct Loader<'a> {
    app: &'a App,
    tenant: &'a Tenant,
    today: Date,
    tx: Tx,
    names: HashMap<String, String>,
    /// Items of this run by meeting and key.
    items: HashMap<(String, String), Item>,
}

/// Loads the folder.
pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    today: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let file: File = read(folder, "meetings.toml")?;
        let persons: Persons = read(folder, "persons.toml")?;
        let tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
        let names = persons.person.into_iter().map(|p| (p.key, p.name)).collect();
        let mut loader = Loader { app, tenant, today, tx, names, items: HashMap::new() };
        loader.series(&file.series).await?;
        let mut new = Vec::new();
        for row in &file.meeting {
            if meetings::by_key(loader.tx.conn(), tenant.id, &row.key).await?.is_none() {
                loader.meeting(row).await?;
                new.push(row);
            }
        }
        for row in new {
            loader.returns(row).await?;
        }
        loader.decisions(read(folder, "decisions.toml")?).await?;
        loader.actions(read(folder, "actions.toml")?).await?;
        // The record comes last: it tells of everything before it.
        for row in file.meeting.iter().filter(|m| m.memo.is_some()) {
            loader.record(row).await?;
        }
        loader.proposals(&file).await?;
        loader.contradictions(&file.contradiction).await?;
        loader.tx.noted("tenant", tenant.id, "demo_loaded", &[("slice", "meetings")]);
        loader.tx.commit().await?;
        Ok(())
    }
    .boxed()
}

/// The outcome as this house calls it: what a co-operation body agrees on is a line, not a decision.
fn outcome_code(code: &str, statutory: bool) -> String {
    match code {
        "decided" | "outlined" if !statutory => "agreed",
        "outlined" => "decided",
        other => other,
    }
    .to_owned()
}

fn rich(html: &str) -> String {
    RichText::parse(html.trim()).to_html()
}

impl Loader<'_> {
    fn day(&self, offset: i64) -> Date {
        self.today.saturating_add(jiff::Span::new().days(offset))
    }

    fn noon(&self, offset: i64) -> jiff::Timestamp {
        kit::to_instant(self.day(offset).at(12, 0, 0, 0))
    }

    async fn body(&self, key: &str) -> Result<Body, PageError> {
        let found = bodies::by_key(self.tx.conn(), self.tenant.id, key).await?;
        found.ok_or_else(|| PageError::Inside(format!("the demo names no body {key}")))
    }

    async fn matter(&self, key: Option<&String>) -> Result<Option<record::matters::Matter>, PageError> {
        match key {
            Some(key) => Ok(record::matters::by_key(self.tx.conn(), self.tenant.id, key).await?),
            None => Ok(None),
        }
    }

    async fn series(&mut self, rows: &[SeriesRow]) -> Result<(), PageError> {
        for row in rows {
            if series::by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some() {
                continue;
            }
            let nth = match row.rule.ordinal {
                Some(1) => Some(Nth::First),
                Some(2) => Some(Nth::Second),
                Some(3) => Some(Nth::Third),
                Some(4) => Some(Nth::Fourth),
                _ => None,
            };
            let rule = DatedRule {
                frequency: row.rule.frequency.clone(),
                nth,
                second: None,
                weekday: row.rule.weekday,
                weeks: 1,
                on_holiday: HolidayPolicy::Skip,
                skip_july: false,
                skip: std::collections::BTreeSet::new(),
                from: When::from_code(&row.from, row.printed.as_deref()).map_err(PageError::inside)?,
                to: When::from_code(&row.to, None).map_err(PageError::inside)?,
            };
            let new = NewSeries {
                key: Some(row.key.clone()),
                body: self.body(&row.body).await?.id,
                name: row.title.clone(),
                rules: vec![rule],
                mode: row.mode.clone(),
                doubt: row.doubt.clone(),
                source: row.source.clone(),
                ..NewSeries::default()
            };
            series::create(&mut self.tx, new).await?;
        }
        Ok(())
    }

    fn when(&self, row: &MeetingRow) -> Result<When, PageError> {
        match (&row.date, row.day_offset) {
            (_, Some(offset)) => Ok(When::day(self.day(offset))),
            (Some(code), None) => When::from_code(code, row.printed.as_deref()).map_err(PageError::inside),
            (None, None) => Ok(When::unknown()),
        }
    }

    async fn meeting(&mut self, row: &MeetingRow) -> Result<(), PageError> {
        let body = self.body(&row.body).await?;
        let at = self.when(row)?;
        let state = if row.recorded_afterwards {
            MeetingState::RecordedAfterwards
        } else {
            MeetingState::parse(&row.state).unwrap_or(MeetingState::Reserved)
        };
        let time = |text: &Option<String>| {
            let time = view::time_of(text.as_ref()?)?;
            Some(kit::to_instant(at.known_day()?.to_datetime(time)))
        };
        let series = match &row.series {
            Some(key) => series::by_key(self.tx.conn(), self.tenant.id, key).await?.map(|s| s.id),
            None => None,
        };
        let new = NewMeeting {
            key: Some(row.key.clone()),
            body: body.id,
            series,
            title: row.title.clone(),
            state: Some(state),
            starts_at: time(&row.start),
            ends_at: time(&row.end),
            at: Some(at),
            mode: row.mode.clone(),
            place: row.place.clone(),
            remote_link: row.remote_link.clone(),
            note: row.note.clone(),
            doubt: row.doubt.clone(),
            source: row.source.clone(),
            example: row.example,
        };
        let m = meetings::create(&mut self.tx, new).await?;
        let m = self.history(row, m).await?;
        if row.item.is_empty()
            && let Some(matter) = self.matter(row.matter.as_ref()).await?
        {
            // Of the agenda the source tells no more than that the matter was up.
            let new = NewItem {
                kind: "information".to_owned(),
                matter: Some(matter.id),
                title: matter.title.0.clone(),
                ..NewItem::default()
            };
            agenda::create(&mut self.tx, m.id, new).await?;
        }
        self.agenda(row, &m, &body).await?;
        if state == MeetingState::Called {
            self.call(&m, &body).await?;
        }
        Ok(())
    }

    /// When it was called and held.
    async fn history(&mut self, row: &MeetingRow, m: Meeting) -> Result<Meeting, PageError> {
        let state = m.state();
        if !row.example || !state.is_called() {
            return Ok(m);
        }
        let offset = row.day_offset.unwrap_or(0);
        let closed = state == MeetingState::Closed;
        let after = Meeting {
            called_at: Some(self.noon(row.called_offset.unwrap_or(offset - 7)).into()),
            opened_at: m.starts_at.filter(|_| closed),
            ended_at: m.ends_at.filter(|_| closed),
            ..m.clone()
        };
        Ok(meetings::update(&mut self.tx, &m, after).await?)
    }

    async fn agenda(&mut self, row: &MeetingRow, m: &Meeting, body: &Body) -> Result<(), PageError> {
        // The numbers before the first belong to meetings that the demo does not tell of.
        if let Some(first) = row.item.iter().filter_map(|i| i.number).min() {
            decisions::begin_series(&mut self.tx, body.id, &m.period, first - 1).await?;
        }
        for item in &row.item {
            let made = self.item(item, m).await?;
            let made = match &item.outcome {
                Some(code) => self.outcome(item, &outcome_code(code, body.statutory), m, body, made).await?,
                None => made,
            };
            self.items.insert((row.key.clone(), item.key.clone()), made);
        }
        Ok(())
    }

    async fn item(&mut self, row: &ItemRow, m: &Meeting) -> Result<Item, PageError> {
        let presenter = match &row.presenter {
            Some(Presenter::Key(key)) => self.names.get(key).unwrap_or(key).clone(),
            Some(Presenter::Words(words)) => words.get(Lang::Fi).to_owned(),
            None => String::new(),
        };
        let told = match (&row.matter, row.outcome.as_deref()) {
            (None, _) if row.publicity.as_deref() != Some("secret") => "procedural",
            (_, Some("discussed")) => "discussion",
            (_, Some("noted")) => "information",
            _ => "resolution",
        };
        let kind = row.kind.as_deref().unwrap_or(told);
        let record_of = match &row.record_of {
            Some(key) => meetings::by_key(self.tx.conn(), self.tenant.id, key).await?.map(|m| m.id),
            None => None,
        };
        let new = NewItem {
            kind: kind.to_owned(),
            matter: self.matter(row.matter.as_ref()).await?.map(|m| m.id),
            title: row.title.clone(),
            presenter,
            background: rich(&row.background),
            proposal: rich(&row.proposal),
            summary: row.summary.clone(),
            minutes: row.minutes,
            publicity: row.publicity.as_deref().map_or(Publicity::Public, Publicity::parse),
            ground: row.ground.clone(),
            late_reason: row.late.clone(),
            came_from: None,
            record_of,
        };
        let made = agenda::create(&mut self.tx, m.id, new).await?;
        self.lines(row, made.id).await?;
        let asks = NewAsk {
            text: row.asks.clone(),
            municipalities: Vec::new(),
            due: row.asks_due.map(|days| self.day(days)),
        };
        asks::set(&mut self.tx, made.id, asks).await?;
        if let Some(visitor) = &row.visitor {
            let time = |text: &str| text.trim_start_matches('0').replace(':', ".");
            let new = NewVisitor {
                name: visitor.name.get(Lang::Fi).to_owned(),
                organisation: visitor.organisation.clone(),
                email: visitor.email.clone(),
                from_time: time(&visitor.from),
                to_time: time(&visitor.to),
            };
            agenda::set_visitors(&mut self.tx, made.id, vec![new]).await?;
        }
        Ok(made)
    }

    /// What municipalities wrote for the round.
    async fn lines(&mut self, row: &ItemRow, item: Uuid) -> Result<(), PageError> {
        if row.line.is_empty() {
            return Ok(());
        }
        let places = people::municipalities::on(self.tx.conn(), self.tenant, self.today).await?;
        for line in &row.line {
            let Some(place) = places.iter().find(|p| p.code == line.municipality) else { continue };
            let said = round::Said {
                text: line.text.clone(),
                by_name: self.names.get(&line.by).unwrap_or(&line.by).clone(),
                by_person: None,
                via: "link",
            };
            round::say(&mut self.tx, item, place.id, None, said).await?;
        }
        Ok(())
    }

    async fn outcome(
        &mut self,
        row: &ItemRow,
        code: &str,
        m: &Meeting,
        body: &Body,
        item: Item,
    ) -> Result<Item, PageError> {
        let reason = row.reason.get(Lang::Fi).to_owned();
        let text = rich(&row.outcome_text);
        let new = NewDecision {
            body: Some(body.id),
            officer: String::new(),
            matter: item.matter,
            meeting: Some(m.id),
            item: Some(item.id),
            period: m.period.clone(),
            number: if row.number.is_some() { Number::Next } else { Number::None },
            at: m.when(),
            statutory: body.statutory,
            outcome: code.to_owned(),
            title: item.title.0.clone(),
            text: text.clone(),
            reason: reason.clone(),
            returns: When::unknown(),
            publicity: item.publicity(),
            ground: item.ground.clone(),
            doubt: m.doubt.0.clone(),
            source: m.source.clone(),
            published: m.is_published(),
            example: m.example,
        };
        let decision = decisions::decide(&mut self.tx, new).await?;
        let after = Item {
            state: if code == "postponed" { "postponed" } else { "treated" }.to_owned(),
            outcome: code.to_owned(),
            outcome_text: text,
            outcome_reason: reason,
            decision: Some(decision.id),
            ..item.clone()
        };
        Ok(agenda::update(&mut self.tx, &item, after).await?)
    }

    /// The invitations and letters of a called meeting.
    async fn call(&mut self, m: &Meeting, body: &Body) -> Result<(), PageError> {
        let material = Material::of(self.tx.conn(), m).await?;
        let wanted = call::receivers(self.tx.conn(), m, self.today, &material.visitors, false).await?;
        let mut called = Vec::new();
        for r in &wanted {
            called.push(invitations::create(&mut self.tx, self.tenant, m.id, r).await?);
        }
        let sender = Sender {
            app: self.app,
            tenant: self.tenant,
            body,
            meeting: m,
            items: &material.items,
            visitors: &material.visitors,
            files: &HashMap::new(),
        };
        call::send(&mut self.tx, &sender, &called, &Why::Call).await?;
        Ok(())
    }

    /// Postponed items: when they come back, and the item that continues them.
    async fn returns(&mut self, row: &MeetingRow) -> Result<(), PageError> {
        for item in row.item.iter().filter(|i| i.returns.is_some()) {
            let Some(to) = &item.returns else { continue };
            let Some(next) = meetings::by_key(self.tx.conn(), self.tenant.id, to).await? else { continue };
            let from = self.items.get(&(row.key.clone(), item.key.clone())).cloned();
            let on = self.items.get(&(to.clone(), item.key.clone())).cloned();
            let Some(from) = from else { continue };
            let after = Item {
                returns_date: next.at_date.clone(),
                returns_printed: next.at_printed.clone(),
                moved_to: on.as_ref().map(|i| i.id),
                ..from.clone()
            };
            agenda::update(&mut self.tx, &from, after).await?;
            if let Some(on) = on {
                let after = Item { came_from: Some(from.id), ..on.clone() };
                agenda::update(&mut self.tx, &on, after).await?;
            }
        }
        Ok(())
    }

    /// Decisions of the sources that were made at a meeting get their place there.
    async fn decisions(&mut self, file: Decisions) -> Result<(), PageError> {
        for row in file.decision {
            let Some(key) = &row.meeting else { continue };
            let Some(m) = meetings::by_key(self.tx.conn(), self.tenant.id, key).await? else { continue };
            let found = decisions::by_key(self.tx.conn(), self.tenant.id, &row.key).await?;
            let Some(decision) = found.filter(|d| d.meeting.is_none()) else { continue };
            let item = self.place(&m, decision.matter, &decision.title.0).await?;
            let after = Item {
                state: "treated".to_owned(),
                outcome: decision.outcome.clone(),
                outcome_text: decision.text.clone(),
                decision: Some(decision.id),
                ..item.clone()
            };
            let item = agenda::update(&mut self.tx, &item, after).await?;
            let after = decisions::Decision { meeting: Some(m.id), item: Some(item.id), ..decision.clone() };
            decisions::update(&mut self.tx, &decision, after).await?;
        }
        Ok(())
    }

    /// The item of a decision: a new one, titled by what was decided or by its matter.
    async fn place(&mut self, m: &Meeting, matter: Option<Uuid>, title: &Local) -> Result<Item, PageError> {
        let known = match matter {
            Some(id) => record::matters::get(self.tx.conn(), self.tenant.id, id).await?,
            None => None,
        };
        let title = match known {
            Some(known) if title.is_empty() => known.title.0,
            _ => title.clone(),
        };
        Ok(agenda::create(&mut self.tx, m.id, NewItem { matter, title, ..NewItem::default() }).await?)
    }

    /// Who was there, and the record as it was approved and published.
    async fn record(&mut self, row: &MeetingRow) -> Result<(), PageError> {
        let Some(memo) = &row.memo else { return Ok(()) };
        let m = meetings::by_key(self.tx.conn(), self.tenant.id, &row.key).await?;
        let Some(m) = m.filter(|m| m.published_at.is_none()) else { return Ok(()) };
        let item = |key: &Option<String>| {
            let item = self.items.get(&(row.key.clone(), key.clone()?))?;
            Some(item.id)
        };
        let mut marks = Vec::new();
        for a in &row.attendance {
            let found = people::persons::by_key(self.tx.conn(), self.tenant.id, &a.person).await?;
            let Some(person) = found else { continue };
            marks.push(session::Mark {
                person: person.id,
                mode: a.mode.clone(),
                arrived: item(&a.arrived_item),
                left: item(&a.left_item),
            });
        }
        session::demo_attendance(&mut self.tx, &m, &marks).await?;
        let memo = minutes::Memo {
            approved_by: self.names.get(&memo.approved_by).unwrap_or(&memo.approved_by).clone(),
            approved_at: self.noon(memo.approved_offset),
            published_at: self.noon(memo.published_offset),
            written: memo.written.clone(),
        };
        minutes::demo_memo(self.app, self.tenant, &mut self.tx, m.id, &memo).await
    }

    /// Actions that a meeting of this run caused.
    async fn actions(&mut self, file: Actions) -> Result<(), PageError> {
        let places = people::municipalities::on(self.tx.conn(), self.tenant, self.today).await?;
        for row in file.action {
            let Some(key) = &row.meeting else { continue };
            let Some(item) = self.items.get(&(key.clone(), row.item.clone())).cloned() else { continue };
            let m = meetings::get(self.tx.conn(), self.tenant.id, item.meeting).await?;
            let Some(m) = m else { continue };
            if actions::by_key(self.tx.conn(), self.tenant.id, &row.key).await?.is_some() {
                continue;
            }
            let new = NewAction {
                matter: self.matter(row.matter.as_ref()).await?.map(|m| m.id),
                decision: item.decision,
                meeting: Some(m.id),
                item: Some(item.id),
                body: Some(m.body),
                text: row.text,
                owner: match row.owner.as_str() {
                    "kunnat" => Owner::Municipalities(places.iter().map(|m| m.id).collect()),
                    words => Owner::Words(words.to_owned()),
                },
                due: row.due_offset.map(|days| self.day(days)),
                publicity: Publicity::Public,
                source: row.source,
                example: row.example,
            };
            let at = m.when();
            let made = actions::create_keyed(&mut self.tx, new, Some(row.key), at).await?;
            let stands = actions::states(self.tx.conn(), self.tenant.id, made.id).await?;
            for said in row.state.into_iter().filter(|s| s.state != "no_answer") {
                let place = places.iter().find(|p| p.code == said.municipality);
                let before = place.and_then(|p| stands.iter().find(|s| s.municipality == p.id));
                let Some(before) = before else { continue };
                let at: Stamp = self.noon(said.day_offset.unwrap_or(0)).into();
                let by = said.by.as_ref().and_then(|key| self.names.get(key)).cloned();
                let said = Said {
                    state: said.state,
                    note: said.note,
                    evidence: String::new(),
                    by_person: None,
                    by_name: by.unwrap_or_default(),
                };
                actions::say_at(&mut self.tx, before, before.version, said, at).await?;
            }
        }
        Ok(())
    }

    /// Items that municipalities propose, and those that come up by themselves; a second run finds them there.
    async fn proposals(&mut self, file: &File) -> Result<(), PageError> {
        let places = people::municipalities::on(self.tx.conn(), self.tenant, self.today).await?;
        for row in &file.proposal {
            let body = self.body(&row.body).await?;
            let stand = proposals::of_body(self.tx.conn(), self.tenant.id, body.id).await?;
            let by = people::persons::by_key(self.tx.conn(), self.tenant.id, &row.by).await?;
            let Some(by) = by.filter(|_| stand.iter().all(|p| p.title != row.title)) else { continue };
            let new = proposals::NewProposal {
                body: body.id,
                meeting: meetings::by_key(self.tx.conn(), self.tenant.id, &row.meeting).await?.map(|m| m.id),
                municipality: places.iter().find(|p| p.code == row.municipality).map(|p| p.id),
                by_group: None,
                title: row.title.clone(),
                why: rich(&row.why),
                text: rich(&row.text),
                minutes: row.minutes,
                by_person: by.id,
                by_name: by.name,
                via: None,
                late: false,
            };
            proposals::create(&mut self.tx, new).await?;
        }
        for row in &file.recurring {
            let body = self.body(&row.body).await?;
            let stand = proposals::recurring(self.tx.conn(), self.tenant.id, body.id).await?;
            if stand.iter().any(|r| r.title.0 == row.title) {
                continue;
            }
            let new = proposals::NewRecurring {
                body: body.id,
                title: row.title.clone(),
                kind: "information".to_owned(),
                minutes: row.minutes,
                rule: if row.months.is_empty() { "every" } else { "months" }.to_owned(),
                n: if row.months.is_empty() {
                    row.n
                } else {
                    proposals::Recurs::of_months(row.months.iter().copied())
                },
                ..proposals::NewRecurring::default()
            };
            proposals::create_recurring(&mut self.tx, new, self.today).await?;
        }
        Ok(())
    }

    async fn contradictions(&mut self, rows: &[rows::Contradiction]) -> Result<(), PageError> {
        for row in rows {
            let there = contradiction::Entity::find()
                .filter(contradiction::Column::Tenant.eq(self.tenant.id))
                .filter(contradiction::Column::Key.eq(&row.key))
                .one(self.tx.conn())
                .await?;
            if there.is_some() {
                continue;
            }
            let body = match &row.body {
                Some(key) => Some(self.body(key).await?.id),
                None => None,
            };
            let new = contradiction::Model {
                id: Id::<contradiction::Model>::new(self.tx.now()).uuid(),
                tenant: self.tenant.id,
                key: row.key.clone(),
                body,
                matter: self.matter(row.matter.as_ref()).await?.map(|m| m.id),
                text: Json(row.text.clone()),
                source: row.source.clone(),
            };
            self.tx.create("contradiction", new.id, &new).await?;
        }
        Ok(())
    }
}
