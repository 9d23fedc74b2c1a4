//! What the record tells to all: decisions and what was done as outcomes, reservations as sums, documents.

use std::collections::HashSet;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Cents, Fact, FactKind, Lang, Link, Local, Publicity, Subject, When};
use page::{App, Ask, PageError};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::actions::{self, Action, ActionState};
use crate::decisions::{self, Decision, Reservation};
use crate::documents::{self, Document};
use crate::follow::{self, Followed};
use crate::matters::{self, Matter};
use crate::pages::decision::is_open;
use crate::rights;
use crate::rows::{action, action_state, decision, document};
use crate::view::when;

/// The facts of a subject between two days, of what the asker may see.
pub(crate) fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    span: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let kinds = ["region", "municipality", "body", "matter", "meeting"];
        if !kinds.contains(&subject.kind.as_str()) || (subject.kind == "region" && subject.id != ask.tenant) {
            return Ok(Vec::new());
        }
        let told = Told { app, ask, subject, span };
        let mut all = Vec::new();
        let followed = told.actions().await?;
        all.extend(told.decided().await?);
        all.extend(told.done(&followed));
        all.extend(told.reserved().await?);
        all.extend(told.documented().await?);
        all.retain(|f| f.at.may_fall_in(span.0, span.1));
        Ok(all)
    }
    .boxed()
}

/// So many ids are asked for in one question.
const MOST_IDS: u64 = 500;

struct Told<'a> {
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    span: (Date, Date),
}

impl Told<'_> {
    fn is(&self, kind: &str) -> bool {
        self.subject.kind == kind
    }

    fn fact(&self, at: When, title: Local, core: FactKind, path: String, publicity: Publicity) -> Fact {
        Fact {
            slice: "record".to_owned(),
            subject: self.subject.clone(),
            at,
            source: Link { path, text: title.clone() },
            title,
            core,
            publicity,
            doubt: None,
        }
    }

    /// The actions of which something was done within the span, of those that the asker may see. Of a whole region
    /// only these are read, since it may have a hundred thousand.
    async fn actions(&self) -> Result<Vec<Followed>, PageError> {
        let (db, tenant, id) = (self.app.db(), self.ask.tenant, self.subject.id);
        let list: Vec<Action> = match self.subject.kind.as_str() {
            "matter" => actions::of_matter(db, tenant, id).await?,
            "meeting" => actions::of_meeting(db, tenant, id).await?,
            _ => return self.actions_in_span().await,
        };
        self.seen(list).await
    }

    async fn seen(&self, list: Vec<Action>) -> Result<Vec<Followed>, PageError> {
        let mut all = follow::followed(self.app.db(), self.ask.tenant, list).await?;
        all.retain(|f| f.seen_by(self.ask.who));
        Ok(all)
    }

    /// Those of which something was done, and of a municipality those that it has still to do, part by part until
    /// enough may be seen.
    async fn actions_in_span(&self) -> Result<Vec<Followed>, PageError> {
        let (db, tenant, id) = (self.app.db(), self.ask.tenant, self.subject.id);
        let whose = self.is("municipality").then_some(id);
        let back = self.ask.enough.backwards();
        let enough = self.ask.enough.count();
        let (mut known, mut found) = (HashSet::new(), Vec::new());
        for due in [false, true] {
            let (mut skip, mut seen) = (0, 0);
            let mut most = enough.map_or(MOST_IDS, |n| 2 * n as u64);
            loop {
                most = if most > MOST_IDS { MOST_IDS } else { most };
                let part = actions::Part { skip, most, back };
                let rows = match (due, whose) {
                    (false, _) => actions::done_between(db, tenant, whose, self.span, part).await?,
                    (true, Some(m)) => actions::open_and_due_between(db, tenant, m, self.span, part).await?,
                    (true, None) => break,
                };
                let some = rows.len() as u64;
                let fresh = rows.into_iter().filter(|id| known.insert(*id)).collect();
                let mut list = actions::of(db, tenant, fresh).await?;
                list.retain(|a| !self.is("body") || a.body == Some(id));
                let of_part = self.seen(list).await?;
                seen += of_part.len();
                found.extend(of_part);
                if some < most || enough.is_some_and(|n| seen >= n) {
                    break;
                }
                skip += some;
                most *= 4;
            }
        }
        Ok(found)
    }

    /// Decisions within the span, by the stored order of time.
    fn in_span(&self) -> Select<decision::Entity> {
        let years = (format!("{:04}", self.span.0.year()), format!("{:04}", self.span.1.year() + 1));
        let order = if self.ask.enough.backwards() { Order::Desc } else { Order::Asc };
        decision::Entity::find()
            .filter(decision::Column::Tenant.eq(self.ask.tenant))
            .filter(decision::Column::AtOrder.gte(years.0))
            .filter(decision::Column::AtOrder.lt(years.1))
            .order_by(decision::Column::AtOrder, order.clone())
            .order_by(decision::Column::Id, order)
    }

    /// What the query finds and the asker may read, part by part until it is enough.
    async fn readable(
        &self,
        query: Select<decision::Entity>,
        keep: impl Fn(&Decision) -> bool,
    ) -> Result<Vec<Decision>, PageError> {
        let (from, to) = self.span;
        let good = |d: &Decision| {
            let at = when(&d.at_date, d.at_printed.as_deref());
            at.may_fall_in(from, to) && rights::may_read_decision(self.ask.who, d) && keep(d)
        };
        let Some(enough) = self.ask.enough.count() else {
            let mut all = query.all(self.app.db()).await?;
            all.retain(good);
            return Ok(all);
        };
        let (mut found, mut skip, mut part) = (Vec::new(), 0, 2 * enough as u64);
        loop {
            let some = query.clone().offset(skip).limit(part).all(self.app.db()).await?;
            let read = some.len() as u64;
            found.extend(some.into_iter().filter(good));
            if read < part || found.len() >= enough {
                return Ok(found);
            }
            skip += part;
            part *= 2;
        }
    }

    /// A decision concerns a municipality when an action of it asks that municipality, or when the body that made it
    /// had somebody of the municipality among its members that day.
    async fn decided_for(&self, municipality: Uuid) -> Result<Vec<Decision>, PageError> {
        let (db, tenant) = (self.app.db(), self.ask.tenant);
        let asked = Query::select()
            .column((action::Entity, action::Column::Decision))
            .from(action::Entity)
            .inner_join(
                action_state::Entity,
                Expr::col((action_state::Entity, action_state::Column::Action))
                    .equals((action::Entity, action::Column::Id)),
            )
            .and_where(Expr::col((action_state::Entity, action_state::Column::Tenant)).eq(tenant))
            .and_where(Expr::col((action_state::Entity, action_state::Column::Municipality)).eq(municipality))
            .and_where(Expr::col((action::Entity, action::Column::Decision)).is_not_null())
            .to_owned();
        let asked = self.in_span().filter(decision::Column::Id.in_subquery(asked));
        let mut list = self.readable(asked, |_| true).await?;
        let seats = people::bodies::members_for(db, tenant, municipality).await?;
        let mut bodies: Vec<Uuid> = seats.iter().map(|s| s.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        if !bodies.is_empty() {
            let theirs = self.in_span().filter(decision::Column::Body.is_in(bodies));
            let sat = |d: &Decision| {
                let day = when(&d.at_date, d.at_printed.as_deref()).span().map(|(_, last)| last);
                day.is_some_and(|day| seats.iter().any(|s| Some(s.body) == d.body && s.in_force(day)))
            };
            list.extend(self.readable(theirs, sat).await?);
        }
        list.sort_by(|a, b| a.at_order.cmp(&b.at_order).then(a.id.cmp(&b.id)));
        list.dedup_by_key(|d| d.id);
        Ok(list)
    }

    async fn decided(&self) -> Result<Vec<Fact>, PageError> {
        let (db, tenant, id) = (self.app.db(), self.ask.tenant, self.subject.id);
        let list: Vec<Decision> = match self.subject.kind.as_str() {
            "matter" => decisions::of_matter(db, tenant, id).await?,
            "meeting" => decisions::of_meeting(db, tenant, id).await?,
            "municipality" => self.decided_for(id).await?,
            "body" => self.readable(self.in_span().filter(decision::Column::Body.eq(id)), |_| true).await?,
            _ => self.readable(self.in_span(), |_| true).await?,
        };
        let bodies = people::bodies::list(db, tenant).await?;
        let by = |d: &Decision| match bodies.iter().find(|b| Some(b.id) == d.body) {
            Some(body) => body.name.0.clone(),
            None => Local::fi(d.officer.clone()),
        };
        Ok(list
            .into_iter()
            .filter(|d| rights::may_read_decision(self.ask.who, d))
            .map(|d| {
                let source = by(&d);
                let core = FactKind::Outcome {
                    code: d.outcome.clone(),
                    text: d.title.0.clone(),
                    printed: Some(d.printed.clone()).filter(|p| !p.is_empty()),
                };
                let publicity = if is_open(&d) { Publicity::Public } else { Publicity::Internal };
                let at = when(&d.at_date, d.at_printed.as_deref());
                let title = if d.title.0.is_empty() { self.unknown() } else { d.title.0 };
                let mut fact = self.fact(at, title, core, format!("/decisions/{}", d.id), publicity);
                fact.doubt = Some(d.doubt.0).filter(|d| !d.is_empty());
                // Who decided says more of the place than the title once again.
                if !source.is_empty() {
                    fact.source.text = source;
                }
                fact
            })
            .collect())
    }

    /// The words for a decision whose content nobody knows.
    fn unknown(&self) -> Local {
        let words = |lang| self.app.t(lang, "record-content-unknown", &[]);
        Local { fi: words(Lang::Fi), sv: words(Lang::Sv), en: words(Lang::En) }
    }

    /// What municipalities have done: for one, its own, and what it has still to do by a day; else all of them.
    fn done(&self, followed: &[Followed]) -> Vec<Fact> {
        let mut all = Vec::new();
        for f in followed {
            all.extend(self.due(f));
            for s in f.states.iter().filter(|s| s.state == "done") {
                if self.is("municipality") && s.municipality != self.subject.id {
                    continue;
                }
                let text = f.action.text.0.clone();
                let core = FactKind::Outcome { code: "done".to_owned(), text: text.clone(), printed: None };
                let open = f.out && Publicity::parse(&f.action.publicity) == Publicity::Public;
                let publicity = if open { Publicity::Public } else { Publicity::Internal };
                let at = When::day(kit::local_date(s.at.at()));
                all.push(self.fact(at, text, core, format!("/actions/{}", f.action.id), publicity));
            }
        }
        all
    }

    fn due(&self, f: &Followed) -> Option<Fact> {
        let day = f.action.due.filter(|_| self.is("municipality"))?;
        let waits = |s: &&ActionState| {
            s.municipality == self.subject.id && !matches!(s.state.as_str(), "done" | "not_concerned")
        };
        f.states.iter().find(waits)?;
        let open = f.out && Publicity::parse(&f.action.publicity) == Publicity::Public;
        let publicity = if open { Publicity::Public } else { Publicity::Internal };
        let core = FactKind::Event { what: "fact-due".to_owned() };
        let (text, path) = (f.action.text.0.clone(), format!("/actions/{}", f.action.id));
        Some(self.fact(When::day(day.0), text, core, path, publicity))
    }

    async fn reserved(&self) -> Result<Vec<Fact>, PageError> {
        let (db, tenant, id) = (self.app.db(), self.ask.tenant, self.subject.id);
        let list: Vec<Reservation> = match self.subject.kind.as_str() {
            "matter" => decisions::reservations(db, tenant, id).await?,
            "municipality" => return Ok(Vec::new()),
            _ => decisions::all_reservations(db, tenant).await?,
        };
        let causes = decisions::of(db, tenant, list.iter().filter_map(|r| r.decision).collect()).await?;
        let about = matters::of(db, tenant, list.iter().map(|r| r.matter).collect()).await?;
        let mut all = Vec::new();
        for r in list {
            let cause = r.decision.and_then(|d| causes.iter().find(|c| c.id == d));
            if (self.is("body") && cause.and_then(|c| c.body) != Some(id))
                || (self.is("meeting") && cause.and_then(|c| c.meeting) != Some(id))
                || cause.is_some_and(|c| !rights::may_read_decision(self.ask.who, c))
            {
                continue;
            }
            let Some(m) = about.iter().find(|m| m.id == r.matter) else { continue };
            if !self.reads(m).await? {
                continue;
            }
            let open = Publicity::parse(&m.publicity) == Publicity::Public && cause.is_none_or(is_open);
            let publicity = if open { Publicity::Public } else { Publicity::Internal };
            let core = FactKind::Sum { cents: Cents(r.cents), at_most: r.at_most };
            let at = when(&r.at_date, r.at_printed.as_deref());
            let path = format!("/matters/{}", m.id);
            let mut fact = self.fact(at, m.title.0.clone(), core, path, publicity);
            fact.doubt = Some(r.doubt.0).filter(|d| !d.is_empty());
            all.push(fact);
        }
        Ok(all)
    }

    async fn reads(&self, m: &Matter) -> Result<bool, PageError> {
        let bodies = follow::bodies_of_matter(self.app.db(), self.ask.tenant, m).await?;
        Ok(rights::may_see_matter(self.ask.who, m, &bodies))
    }

    /// What the query finds and the asker may see, part by part until it is enough.
    async fn shown(&self, query: Select<document::Entity>) -> Result<Vec<Document>, PageError> {
        let Some(enough) = self.ask.enough.count() else { return Ok(query.all(self.app.db()).await?) };
        let (mut found, mut skip, mut part) = (Vec::new(), 0, 2 * enough as u64);
        loop {
            let some = query.clone().offset(skip).limit(part).all(self.app.db()).await?;
            let read = some.len() as u64;
            found.extend(some.into_iter().filter(|d| rights::may_see_document(self.ask.who, d)));
            if read < part || found.len() >= enough {
                return Ok(found);
            }
            skip += part;
            part *= 2;
        }
    }

    /// Documents that stand, of the years of the span.
    fn documents(&self) -> Select<document::Entity> {
        let order = if self.ask.enough.backwards() { Order::Desc } else { Order::Asc };
        documents::standing(self.ask.tenant)
            .filter(document::Column::AtDate.gte(format!("{:04}", self.span.0.year())))
            .filter(document::Column::AtDate.lt(format!("{:04}", self.span.1.year() + 1)))
            .order_by(document::Column::AtDate, order.clone())
            .order_by(document::Column::Id, order)
    }

    async fn documented(&self) -> Result<Vec<Fact>, PageError> {
        let (db, tenant, id) = (self.app.db(), self.ask.tenant, self.subject.id);
        let list: Vec<Document> = match self.subject.kind.as_str() {
            "matter" => documents::of_matter(db, tenant, id).await?,
            "meeting" => documents::of(db, tenant, "meeting", id).await?,
            "body" => self.shown(self.documents().filter(document::Column::Body.eq(id))).await?,
            "region" => self.shown(self.documents()).await?,
            _ => Vec::new(),
        };
        Ok(list
            .into_iter()
            .filter(|d| rights::may_see_document(self.ask.who, d))
            .map(|d| {
                let open = d.released && Publicity::parse(&d.publicity) == Publicity::Public;
                let publicity = if open { Publicity::Public } else { Publicity::Internal };
                let core = FactKind::Document { media_type: d.media_type.clone() };
                let path = match d.matter {
                    Some(matter) => format!("/matters/{matter}"),
                    None => "/documents".to_owned(),
                };
                self.fact(when(&d.at_date, d.at_printed.as_deref()), d.title.0, core, path, publicity)
            })
            .collect())
    }
}
