//! Letters to those whose municipality has not answered.

use kit::{Lang, Role};
use page::{PageError, Value, Visit};
use people::bodies::{self, Seat};
use store::Tx;
use store::outbox::{self, Body, Letter};
use uuid::Uuid;

use crate::follow::Followed;

/// Writes to everybody who sits for a municipality that has not answered: in the action's body, or where that has
/// no seat for it, in any body. Returns how many letters were written.
pub(crate) async fn missing(v: &Visit, tx: &mut Tx, f: &Followed) -> Result<usize, PageError> {
    let mut missing: Vec<Uuid> = f.missing().map(|s| s.municipality).collect();
    let mut written: Vec<Uuid> = Vec::new();
    if let Some(body) = f.action.body {
        let seats = bodies::seats_on(tx.conn(), v.tenant.id, body, v.today()).await?;
        let reached = write(v, tx, f, &seats, &missing, &mut written).await?;
        missing.retain(|m| !reached.contains(m));
    }
    for body in bodies::list(tx.conn(), v.tenant.id).await? {
        if missing.is_empty() {
            break;
        }
        let seats = bodies::seats_on(tx.conn(), v.tenant.id, body.id, v.today()).await?;
        write(v, tx, f, &seats, &missing, &mut written).await?;
    }
    Ok(written.len())
}

/// Returns the municipalities that were reached.
async fn write(
    v: &Visit,
    tx: &mut Tx,
    f: &Followed,
    seats: &[Seat],
    missing: &[Uuid],
    written: &mut Vec<Uuid>,
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
        if written.contains(&person.id) {
            continue;
        }
        let lang: Lang = person.lang.parse().unwrap_or_default();
        outbox::post(tx, letter(v, f, lang, &person.name, address)).await?;
        written.push(person.id);
    }
    Ok(reached)
}

fn letter(v: &Visit, f: &Followed, lang: Lang, name: &str, address: &str) -> Letter {
    let said = f.action.text.0.get(lang).to_owned();
    let t = |key: &str, args: &[(&'static str, Value)]| v.app.t(lang, key, args);
    let due = match f.action.due {
        Some(day) => t("record-due", &[("day", Value::from(kit::fmt::date(lang, day.0)))]),
        None => t("record-due-unknown", &[]),
    };
    let base = v.tenant.base_url.trim_end_matches('/');
    let text = format!(
        "{}\n\n{said}\n{due}\n\n{}\n{base}/{lang}/actions/{}\n\n{}\n",
        t("record-remind-text", &[]),
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
