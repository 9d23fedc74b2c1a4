//! Letters to those whose municipality has not answered.

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Lang, Role};
use page::{PageError, Reminded, Reminding, Value, Visit};
use people::bodies::{self, Seat};
use store::Tx;
use store::outbox::{self, Body, Letter};
use uuid::Uuid;

use crate::actions::{self, is_final};
use crate::follow::{self, Followed};
use crate::rights;

/// The kind of the reminder to municipalities; the desk knows the wait by it too.
pub(crate) const STATES: &str = "record-states";
/// The kind of the reminder to the person who is to do an action.
pub(crate) const PERSON: &str = "record-person";

/// The municipalities for which an action waits: those that have not answered, and once it is late all that are not
/// done.
pub(crate) fn awaited(f: &Followed, today: Date) -> Vec<Uuid> {
    let late = f.action.due.is_some_and(|d| d.0 < today);
    let waits = |state: &str| if late { !is_final(state) } else { state == "no_answer" };
    f.states.iter().filter(|s| waits(&s.state)).map(|s| s.municipality).collect()
}

/// The reminders of this slice.
pub(crate) fn remind<'a>(
    v: &'a Visit,
    tx: &'a mut Tx,
    what: Reminding<'a>,
) -> BoxFuture<'a, Result<Option<Vec<Reminded>>, PageError>> {
    async move {
        if !matches!(what.kind, STATES | PERSON) {
            return Ok(None);
        }
        let action = actions::get(tx.conn(), v.tenant.id, what.about).await?.ok_or(PageError::NotFound)?;
        let found = follow::followed(tx.conn(), v.tenant.id, vec![action]).await?;
        let f = found.into_iter().find(|f| f.seen_by(&v.who)).ok_or(PageError::NotFound)?;
        v.allow(rights::may_follow(&v.who, &f.action))?;
        if what.kind == PERSON {
            return owner(v, tx, &f, what.skip).await.map(Some);
        }
        let awaited = awaited(&f, v.today());
        missing(v, tx, &f, awaited, what.skip).await.map(Some)
    }
    .boxed()
}

/// Writes to the person who is to do it, unless it is done.
async fn owner(v: &Visit, tx: &Tx, f: &Followed, skip: &[String]) -> Result<Vec<Reminded>, PageError> {
    let Some(id) = f.action.owner_person.filter(|_| f.action.closed_at.is_none()) else {
        return Ok(Vec::new());
    };
    let handed = people::handovers::substitutes_on(tx.conn(), v.tenant.id, v.today()).await?;
    let id = handed.get(&id).copied().unwrap_or(id);
    let Some(person) = people::persons::get(tx.conn(), v.tenant.id, id).await? else { return Ok(Vec::new()) };
    let Some(address) = person.email.filter(|a| !skip.contains(a)) else { return Ok(Vec::new()) };
    let lang: Lang = person.lang.parse().unwrap_or_default();
    outbox::post(tx, letter(v, f, lang, "record-remind-person", &person.name, &address)).await?;
    Ok(vec![Reminded { name: person.name, address }])
}

/// Writes to everybody who sits for one of these municipalities: in the action's body, or where that has no seat for
/// it, in any body. Addresses in `skip` get nothing. Says to whom it wrote.
pub(crate) async fn missing(
    v: &Visit,
    tx: &mut Tx,
    f: &Followed,
    mut missing: Vec<Uuid>,
    skip: &[String],
) -> Result<Vec<Reminded>, PageError> {
    let mut written: Vec<Reminded> = Vec::new();
    if let Some(body) = f.action.body {
        let seats = bodies::seats_on(tx.conn(), v.tenant.id, body, v.today()).await?;
        let reached = write(v, tx, f, &seats, (&missing, skip), &mut written).await?;
        missing.retain(|m| !reached.contains(m));
    }
    for body in bodies::list(tx.conn(), v.tenant.id).await? {
        if missing.is_empty() {
            break;
        }
        let seats = bodies::seats_on(tx.conn(), v.tenant.id, body.id, v.today()).await?;
        write(v, tx, f, &seats, (&missing, skip), &mut written).await?;
    }
    Ok(written)
}

/// Returns the municipalities that were reached, now or by a reminder before.
async fn write(
    v: &Visit,
    tx: &mut Tx,
    f: &Followed,
    seats: &[Seat],
    (missing, skip): (&[Uuid], &[String]),
    written: &mut Vec<Reminded>,
) -> Result<Vec<Uuid>, PageError> {
    let mut reached = Vec::new();
    for seat in seats {
        let Some(municipality) = seat.membership.municipality.filter(|m| missing.contains(m)) else {
            continue;
        };
        if !matches!(bodies::seat_role(&seat.membership.role), Role::Chair | Role::Member) {
            continue;
        }
        let Some(person) = &seat.person else { continue };
        let Some(address) = &person.email else { continue };
        reached.push(municipality);
        if skip.contains(address) || written.iter().any(|w| w.address == *address) {
            continue;
        }
        let lang: Lang = person.lang.parse().unwrap_or_default();
        outbox::post(tx, letter(v, f, lang, "record-remind-text", &person.name, address)).await?;
        written.push(Reminded { name: person.name.clone(), address: address.clone() });
    }
    Ok(reached)
}

fn letter(v: &Visit, f: &Followed, lang: Lang, lead: &str, name: &str, address: &str) -> Letter {
    let said = f.action.text.0.get(lang).to_owned();
    let t = |key: &str, args: &[(&'static str, Value)]| v.app.t(lang, key, args);
    let due = match f.action.due {
        Some(day) => t("record-due", &[("day", Value::from(kit::fmt::date(lang, day.0)))]),
        None => t("record-due-unknown", &[]),
    };
    let base = v.tenant.base_url.trim_end_matches('/');
    let text = format!(
        "{}\n\n{said}\n{due}\n\n{}\n{base}/{lang}/actions/{}\n\n{}\n",
        t(lead, &[]),
        t("record-remind-where", &[]),
        f.action.id,
        v.tenant.council.get(lang),
    );
    Letter {
        to_name: name.to_owned(),
        to_address: address.to_owned(),
        subject: t("record-remind-subject", &[("text", Value::from(said))]),
        body: Body { text, lang: lang.code().to_owned(), ..Body::default() },
        about: ("action", f.action.id),
    }
}
