//! What of proposals waits: an answer of the secretary, and what was returned to its proposer.

use jiff::ToSpan;
use jiff::civil::Date;
use kit::Subject;
use page::{App, DeskAsk, PageError, Said, Turn, Wait};

use super::store::{self as kept, Proposal};
use crate::meetings::{self, Meeting};

/// How many proposals are looked at.
const MOST: u64 = 200;
/// How long a returned proposal reminds its proposer.
const REMEMBERED: i64 = 60;

fn wait(kind: &'static str, p: &Proposal, due: Option<Date>) -> Wait {
    Wait {
        kind,
        about: Subject::new("proposal", p.id),
        text: kind,
        args: vec![("title", Said::Words(p.title.clone()))],
        more: vec![Said::Words(p.by_name.clone())],
        body: Some(p.body),
        due,
        since: Some(p.decided_at.unwrap_or(p.made_at).at()),
        path: format!("/proposals/{}", p.id),
        act: "meetings-wait-open",
        turn: Turn::Mine,
        remind: false,
        many: None,
    }
}

/// What waits of the proposals. `call_days` before its meeting the agenda goes out: then an answer is due.
pub(crate) async fn waits(app: &App, ask: &DeskAsk<'_>, call_days: i64) -> Result<Vec<Wait>, PageError> {
    let (db, tenant) = (app.db(), ask.tenant.id);
    let found = kept::waiting(db, tenant, MOST).await?;
    let back = ask.today.checked_sub(REMEMBERED.days()).unwrap_or(ask.today);
    let own = |p: &Proposal| {
        ask.persons.contains(&p.by_person) || p.via_person.is_some_and(|id| ask.persons.contains(&id))
    };
    let mine: Vec<&Proposal> = found
        .iter()
        .filter(|p| match p.state.as_str() {
            "returned" => own(p) && p.decided_at.is_some_and(|at| kit::local_date(at.at()) >= back),
            _ => ask.who.prepares(p.body),
        })
        .collect();
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let wished = meetings::of(db, tenant, mine.iter().filter_map(|p| p.meeting).collect()).await?;
    let mut all = Vec::new();
    for p in mine {
        if p.state == "returned" {
            all.push(wait("meetings-proposal-returned", p, None));
            continue;
        }
        let day = wished.iter().find(|m| Some(m.id) == p.meeting).and_then(Meeting::day);
        let due = day.and_then(|d| d.checked_sub(call_days.days()).ok());
        let mut w = wait("meetings-proposal-decide", p, due);
        w.more.extend(day.map(Said::Day));
        if p.late {
            w.more.push(Said::Key("proposal-late"));
        }
        all.push(w);
    }
    Ok(all)
}
