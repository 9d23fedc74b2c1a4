//! Who reads the brief, for which municipality, and what it holds.

use kit::{Role, Who};
use page::{PageError, Visit};
use people::bodies;
use people::handovers;
use people::municipalities::{self, Municipality};
use record::actions::{self, Action, ActionState};
use uuid::Uuid;

use crate::invitations::{self, Invitation};
use crate::meetings::{self, Meeting};

/// Whether somebody may open the brief of a meeting: those of the body, and who is called to it.
pub(crate) fn may_read(who: &Who, m: &Meeting, invited: bool) -> bool {
    who.is_person() && (who.belongs_to(m.body) || invited)
}

/// For whom the brief is: the manager, also when an assistant reads.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// The municipality for which the manager sits.
    pub(crate) municipality: Option<Municipality>,
    /// The manager's call to the meeting.
    pub(crate) invitation: Option<Invitation>,
    /// The call went to somebody whose offices the reader holds now.
    pub(crate) stands_in: bool,
}

/// The call to somebody whose substitute a person is today.
async fn handed_over(v: &Visit, own: Uuid, m: &Meeting) -> Result<Option<Invitation>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    for h in handovers::of_person(db, tenant, own, v.today()).await? {
        if h.substitute == own
            && let Some(i) = invitations::of_person_to(db, tenant, h.person, m.id).await?
        {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

/// The person of the visit, or the one for whom it acts, with seat and call.
pub(crate) async fn reader(v: &Visit, m: &Meeting) -> Result<Reader, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let own = v.person()?;
    let person = v.acting_for.as_ref().map_or(own, |a| a.0);
    let called = invitations::of_person_to(db, tenant, person, m.id).await?;
    // A copy to a deputy asks nothing: the holder's own call comes before it.
    let handed = match &called {
        Some(i) if i.role != "deputy" => None,
        _ if v.acting_for.is_some() => None,
        _ => handed_over(v, own, m).await?,
    };
    let stands_in = handed.is_some();
    let invitation = handed.or(called);
    let seats = bodies::seats_on(db, tenant, m.body, m.day().unwrap_or_else(|| v.today())).await?;
    let seat = seats.iter().find(|s| s.person.as_ref().is_some_and(|p| p.id == person));
    let municipality = seat
        .and_then(|s| s.membership.municipality)
        .or_else(|| invitation.as_ref().and_then(|i| i.municipality))
        .or_else(|| granted(&v.who, m.body));
    let municipality = match municipality {
        Some(id) => municipalities::get(db, tenant, id).await?,
        None => None,
    };
    Ok(Reader { municipality, invitation, stands_in })
}

/// The municipality of a role in this body, or of an official.
fn granted(who: &Who, body: Uuid) -> Option<Uuid> {
    let here = who.grants().iter().find(|g| g.body == Some(body) && g.municipality.is_some());
    let official = || who.grants().iter().find(|g| g.role == Role::Official && g.municipality.is_some());
    here.or_else(official).and_then(|g| g.municipality)
}

/// So many open promises of a municipality are looked through, the latest first.
const MOST_PROMISES: u64 = 500;

/// Something promised and not done.
pub(super) struct Promise {
    pub(super) action: Action,
    pub(super) state: ActionState,
    /// Whether it was agreed at the meeting before this one.
    pub(super) last_time: bool,
}

/// What the municipality promised in this body and has not done: of the last meeting first, then what is due first.
pub(super) async fn promises(v: &Visit, m: &Meeting, municipality: Uuid) -> Result<Vec<Promise>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let states = actions::latest_of_municipality(db, tenant, municipality, true, MOST_PROMISES).await?;
    let all = actions::of(db, tenant, states.iter().map(|s| s.action).collect()).await?;
    let last = meetings::last_before(db, tenant, m.body, &m.at_date).await?.map(|l| l.id);
    let mut found: Vec<Promise> = all
        .into_iter()
        .filter(|a| a.body == Some(m.body) && a.closed_at.is_none())
        .filter_map(|action| {
            let state = states.iter().find(|s| s.action == action.id)?.clone();
            let last_time = action.meeting.is_some() && action.meeting == last;
            Some(Promise { action, state, last_time })
        })
        .collect();
    found.sort_by_key(|p| (!p.last_time, p.action.due.is_none(), p.action.due, p.action.id));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Grant;

    #[test]
    fn the_municipality_is_that_of_the_seat_in_this_body() {
        let (body, town, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let grant = |role, body, municipality| Grant { role, body, municipality };
        let who = |grants| Who::Person { id: Uuid::nil(), name: String::new(), grants };
        let seat = who(vec![
            grant(Role::Member, Some(Uuid::from_u128(9)), Some(other)),
            grant(Role::Assistant, Some(body), Some(town)),
        ]);
        assert_eq!(granted(&seat, body), Some(town));
        assert_eq!(granted(&who(vec![grant(Role::Official, None, Some(other))]), body), Some(other));
        assert_eq!(granted(&who(vec![grant(Role::Admin, None, None)]), body), None);
    }
}
