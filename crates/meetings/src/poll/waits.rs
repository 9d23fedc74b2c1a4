//! What of planning waits: one's own answer, the answers of others, and a poll that all have answered.

use jiff::civil::Date;
use kit::{Local, Subject};
use page::{App, DeskAsk, Missing, PageError, Reminded, Said, Turn, Visit, Wait};
use people::bodies;
use store::Tx;
use uuid::Uuid;

use super::show;
use super::store::{self as kept, Poll};

/// The kind of the wait for answers, by which its reminder is asked.
pub(crate) const KIND: &str = "meetings-poll";

fn wait(kind: &'static str, poll: &Poll, name: Local, due: Option<Date>) -> Wait {
    Wait {
        kind,
        about: Subject::new("poll", poll.id),
        text: kind,
        args: vec![("poll", Said::Text(name))],
        more: Vec::new(),
        body: Some(poll.body),
        due,
        since: Some(poll.made_at.at()),
        path: format!("/polls/{}", poll.id),
        act: "meetings-wait-open",
        turn: Turn::Mine,
        remind: false,
        many: None,
    }
}

/// What waits of the open polls.
pub(crate) async fn waits(app: &App, ask: &DeskAsk<'_>) -> Result<Vec<Wait>, PageError> {
    let polls = kept::open(app.db(), ask.tenant.id).await?;
    if polls.is_empty() {
        return Ok(Vec::new());
    }
    let voters = kept::voters(app.db(), ask.tenant.id, polls.iter().map(|p| p.id).collect()).await?;
    let known = bodies::list(app.db(), ask.tenant.id).await?;
    let mut all = Vec::new();
    for poll in &polls {
        let Some(body) = known.iter().find(|b| b.id == poll.body) else { continue };
        let name = if poll.title.0.is_empty() { body.name.0.clone() } else { poll.title.0.clone() };
        let until = poll.until.map(|d| d.0);
        let silent = voters.iter().filter(|x| x.poll == poll.id && x.answered_at.is_none());
        if poll.is_open(ask.today) && silent.clone().any(|x| ask.persons.contains(&x.person)) {
            let mut w = wait("meetings-poll-answer", poll, name.clone(), until);
            w.act = "meetings-wait-answer";
            all.push(w);
        }
        if !ask.who.prepares(poll.body) {
            continue;
        }
        let missing: Vec<Missing> = silent.map(|x| Missing { name: Local::fi(x.name.clone()) }).collect();
        if missing.is_empty() || !poll.is_open(ask.today) {
            all.push(wait("meetings-poll-fix", poll, name, until.or(Some(ask.today))));
        } else {
            let w = wait(KIND, poll, name, until);
            all.push(Wait { turn: Turn::Others(missing), remind: true, ..w });
        }
    }
    Ok(all)
}

/// Reminds those who have not answered a poll.
pub(crate) async fn remind(
    v: &Visit,
    tx: &Tx,
    about: Uuid,
    skip: &[String],
) -> Result<Vec<Reminded>, PageError> {
    let written = show::remind_missing(v, tx, about, skip).await?;
    Ok(written.into_iter().map(|x| Reminded { name: x.name, address: x.email }).collect())
}
