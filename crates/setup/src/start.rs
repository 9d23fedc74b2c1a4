//! What is left of the set-up, reckoned from what the store holds and from nothing else: nobody ticks anything.

use page::{PageError, Visit};
use people::{bodies, municipalities};
use store::outbox;

use crate::colleagues;
use crate::post::{self, Way};

/// Letters are looked through so far back.
const LETTERS: u64 = 500;

/// One line of the list. Its texts are `setup-step-CODE`, `…-done` and `…-act`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its code.
    pub code: &'static str,
    /// Whether it is done.
    pub done: bool,
    /// Whether a region can do without.
    pub optional: bool,
    /// How many there are, where it counts something.
    pub n: usize,
    /// Where to do it.
    pub path: String,
}

/// All lines in the order in which they are best done.
pub async fn steps(v: &Visit) -> Result<Vec<Step>, PageError> {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let all: Vec<_> = bodies::list(db, tenant).await?.into_iter().filter(|b| b.active).collect();
    let seats = bodies::all_members(db, tenant).await?;
    let seated = |b: &bodies::Body| seats.iter().any(|m| m.body == b.id && m.in_force(today));
    let empty = all.iter().find(|b| !seated(b));
    let letters = outbox::list(db, tenant, LETTERS).await?;
    let called = letters.iter().any(|l| l.body.0.calendar.as_ref().is_some_and(|(m, _)| m == "REQUEST"));
    let towns = municipalities::on(db, &v.tenant, today).await?.len();
    let step = |code, done, n, path: String| Step { code, done, optional: false, n, path };
    let way = post::way(&v.app, tenant).await?;
    let own = post::of(db, tenant).await?;
    let goes = match way {
        Way::Own => own.is_some_and(|s| s.tested_at.is_some() && s.problem.is_none()),
        Way::Common => true,
        Way::None => false,
    };
    let invited = colleagues::list(db, tenant).await?;
    let invited = invited.iter().filter(|c| c.withdrawn_at.is_none()).count();
    Ok(vec![
        step("region", true, towns, "/municipalities".into()),
        step("mail", goes, 0, "/admin/mail".into()),
        step("bodies", !all.is_empty(), all.len(), "/admin/bodies".into()),
        step(
            "members",
            !all.is_empty() && empty.is_none(),
            seats.iter().filter(|m| m.in_force(today)).count(),
            empty.map_or("/admin/paste".into(), |b| format!("/admin/paste?body={}", b.key)),
        ),
        Step { optional: true, ..step("colleagues", invited > 0, invited, "/admin/colleagues".into()) },
        Step { optional: true, ..step("look", v.tenant.look.is_some(), 0, "/admin/look".into()) },
        step("call", called, 0, "/meetings/new".into()),
    ])
}
