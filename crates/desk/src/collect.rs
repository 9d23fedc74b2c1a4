//! Asks all slices what waits.

use page::{DeskAsk, Load, PageError, Turn, Visit, Wait};
use people::handovers::{self, Handover};
use uuid::Uuid;

/// Whose work stands on this desk, and the hand-overs that are in force today.
pub(crate) struct Whose {
    pub(crate) persons: Vec<Uuid>,
    /// The own offices are with a substitute.
    pub(crate) away: Option<Handover>,
    /// The offices of these are with the asker.
    pub(crate) stands_in: Vec<Handover>,
}

/// An assistant who acts for somebody sees that desk; a substitute also that of the holder; who is away, nothing of
/// what the substitute does.
pub(crate) async fn whose(v: &Visit) -> Result<Whose, PageError> {
    let own = v.person()?;
    if let Some((principal, _)) = &v.acting_for {
        return Ok(Whose { persons: vec![*principal], away: None, stands_in: Vec::new() });
    }
    let handed = handovers::of_person(v.app.db(), v.tenant.id, own, v.today()).await?;
    let (away, stands_in): (Vec<_>, Vec<_>) = handed.into_iter().partition(|h| h.person == own);
    let away = away.into_iter().next();
    let mut persons: Vec<Uuid> = stands_in.iter().map(|h| h.person).collect();
    if away.is_none() {
        persons.insert(0, own);
    }
    Ok(Whose { persons, away, stands_in })
}

fn ask<'a>(v: &'a Visit, persons: &'a [Uuid]) -> DeskAsk<'a> {
    DeskAsk { tenant: &v.tenant, who: &v.who, persons, now: v.now, today: v.today() }
}

/// All that waits: for the asker, and for others whom the asker may remind.
pub(crate) async fn waits(v: &Visit, whose: &Whose) -> Result<(Vec<Wait>, Vec<Wait>), PageError> {
    let mut all = Vec::new();
    for waits in v.app.features().iter().filter_map(|f| f.waits) {
        all.extend(waits(&v.app, ask(v, &whose.persons)).await?);
    }
    all.sort_by_key(|w| (w.due.is_none(), w.due, w.kind, w.about.id));
    Ok(all.into_iter().partition(|w| w.turn == Turn::Mine))
}

/// The open work by person and body.
pub(crate) async fn loads(v: &Visit) -> Result<Vec<Load>, PageError> {
    let mut all = Vec::new();
    for loads in v.app.features().iter().filter_map(|f| f.loads) {
        all.extend(loads(&v.app, ask(v, &[])).await?);
    }
    Ok(all)
}
