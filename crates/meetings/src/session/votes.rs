//! Open votes by name, and dissents in writing.

use askama::Template;
use assembly::{Ballot, By, DecidedBy, Presence, Vote, VoteResult};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, App, Form, Html, PageError, Value, Visit, html_with, redirect};
use serde::Deserialize;
use uuid::Uuid;

use super::paths::{run, session, text_key, writable};
use super::room::{KeptVote, Room, enter};
use super::rows::BallotRow;
use super::show;
use super::store::{self as marks, Ended};

/// How voices are counted.
#[derive(Debug, Default, Deserialize)]
pub struct Counted {
    #[serde(default)]
    by: String,
}

const BALLOTS: [Ballot; 4] = [Ballot::Yes, Ballot::No, Ballot::Blank, Ballot::Absent];

struct Voice {
    id: Uuid,
    name: String,
    ballot: String,
}

impl Voice {
    fn is(&self, code: &str) -> bool {
        self.ballot == code
    }
}

#[derive(Template)]
#[template(path = "meetings/session_vote.html")]
struct VotePage<'a> {
    v: &'a Visit,
    form: &'a Form,
    room: &'a Room,
    item: Uuid,
    number: String,
    title: Html,
    proposal: Html,
    by: &'static str,
    voices: Vec<Voice>,
    chair: String,
}

impl VotePage<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/meetings/{}/items/{}/vote{rest}", self.room.meeting.id, self.item)
    }
    fn back(&self) -> String {
        session(self.room.meeting.id, Some(self.item))
    }
    fn ballot_key(&self, code: &str) -> String {
        format!("session-ballot-{code}")
    }
}

fn counted_by(code: &str) -> (By, &'static str) {
    if code == "municipality" { (By::Municipality, "municipality") } else { (By::Person, "person") }
}

fn voice_name(room: &Room, by: By, voice: Uuid, lang: Lang) -> String {
    match by {
        By::Person => room.person(voice).map(|p| p.name.clone()).unwrap_or_default(),
        By::Municipality => room.municipality(Some(voice), lang).to_owned(),
    }
}

fn draw(v: &Visit, room: &Room, item: Uuid, by: &str, form: &Form, status: StatusCode) -> Answer {
    let (number, row) = room.item(item).ok_or(PageError::NotFound)?;
    let hall = room.presence()?;
    let (kind, by) = counted_by(by);
    let voices = match Vote::open(&hall, number, kind, None) {
        Ok(vote) => vote
            .ballots()
            .map(|(id, _)| Voice {
                id,
                name: voice_name(room, kind, id, v.lang),
                ballot: form.value(&format!("b-{id}")).to_owned(),
            })
            .collect(),
        Err(_) => Vec::new(),
    };
    let page = VotePage {
        v,
        form,
        room,
        item,
        number: room.printed(number, row),
        title: v.local(&row.title.0),
        proposal: v.written(&richtext::RichText::parse(&row.proposal).to_html_under(2)),
        by,
        voices,
        chair: room.chair_at(&hall, number).map(|c| c.name.clone()).unwrap_or_default(),
    };
    html_with(v, status, &v.t("session-vote-title"), &page)
}

/// The vote of an item.
pub async fn vote_page(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, Query(q): Query<Counted>) -> Answer {
    let room = run(&v, id).await?;
    draw(&v, &room, item, &q.by, &Form::new(), StatusCode::OK)
}

/// Counts the ballots of the form among those who have a voice.
fn count(
    form: &mut Form,
    room: &Room,
    hall: &Presence,
    number: u32,
    by: By,
) -> Option<(Vote, Option<Uuid>, VoteResult)> {
    let chair = room.chair_at(hall, number).map(|c| c.id);
    let mut vote = match Vote::open(hall, number, by, chair) {
        Ok(vote) => vote,
        Err(refusal) => {
            form.wrong("counter", text_key(refusal.key()));
            return None;
        }
    };
    for voter in hall.voters_at(number) {
        let voice = match by {
            By::Person => Some(voter.person),
            By::Municipality => voter.municipality,
        };
        let Some(voice) = voice else { continue };
        let name = format!("b-{voice}");
        let said = form.value(&name).to_owned();
        match BALLOTS.into_iter().find(|b| b.code() == said) {
            Some(ballot) => {
                if let Err(refusal) = vote.cast(voter.person, ballot) {
                    form.wrong(&name, text_key(refusal.key()));
                }
            }
            None if said.is_empty() => {}
            None => form.wrong(&name, "problem-not-a-choice"),
        }
    }
    vote.close();
    let mut result = vote.result();
    if result == VoteResult::Tied {
        // The chair has no ballot on either side: the casting vote is asked for.
        match form.value("casting") {
            "yes" => result = VoteResult::Yes(DecidedBy::ChairsVote),
            "no" => result = VoteResult::No(DecidedBy::ChairsVote),
            _ => form.wrong("casting", "session-vote-tied"),
        }
    }
    if result == VoteResult::Nothing {
        form.wrong("counter", "session-vote-nothing");
    }
    Some((vote, chair, result))
}

const fn result_code(result: VoteResult) -> &'static str {
    match result {
        VoteResult::Yes(DecidedBy::Majority) => "yes_majority",
        VoteResult::Yes(DecidedBy::ChairsVote) => "yes_chair",
        VoteResult::No(DecidedBy::Majority) => "no_majority",
        VoteResult::No(DecidedBy::ChairsVote) => "no_chair",
        VoteResult::Tied | VoteResult::Nothing => "nothing",
    }
}

/// Keeps a vote with all its ballots.
pub async fn vote(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let (number, row) = room.item(item).ok_or(PageError::NotFound)?;
    if row.outcome().is_some() {
        return Err(PageError::Refused("session-has-outcome"));
    }
    let (by, code) = counted_by(form.value("by"));
    let counter = form.required("counter", 2000);
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let hall = room.presence()?;
    let counted = count(&mut form, &room, &hall, number, by);
    let (true, Some((vote, chair, result))) = (form.ok(), counted) else {
        drop(tx);
        return draw(&v, &room, item, code, &form, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let ballots = vote
        .ballots()
        .map(|(voice, ballot)| BallotRow {
            voice,
            name: voice_name(&room, by, voice, Lang::Fi),
            ballot: ballot.code().to_owned(),
        })
        .collect();
    let ended = Ended {
        counter,
        counted_by: code.to_owned(),
        chair,
        ballots,
        result: result_code(result).to_owned(),
    };
    marks::keep_vote(&mut tx, id, item, ended).await?;
    tx.commit().await?;
    redirect(&v, &session(id, Some(item)))
}

/// A vote in one sentence: what was put against what, and how it ended.
pub fn sentence(app: &App, lang: Lang, vote: &KeptVote) -> String {
    let count = |code: &str| {
        let n = vote.ballots.0.iter().filter(|b| b.ballot == code).count();
        Value::from(n.to_string())
    };
    let args = [
        ("counter", Value::from(vote.counter.clone())),
        ("yes", count("yes")),
        ("no", count("no")),
        ("blank", count("blank")),
    ];
    app.t(lang, &format!("session-vote-result-{}", vote.result), &args)
}

/// Who voted what, as one line for each ballot that was used.
pub fn by_name(app: &App, lang: Lang, vote: &KeptVote) -> Vec<(String, String)> {
    BALLOTS
        .iter()
        .filter_map(|b| {
            let names: Vec<&str> =
                vote.ballots.0.iter().filter(|x| x.ballot == b.code()).map(|x| x.name.as_str()).collect();
            let label = app.t(lang, &format!("session-ballot-{}", b.code()), &[]);
            (!names.is_empty()).then(|| (label, names.join(", ")))
        })
        .collect()
}

/// Keeps a dissent of somebody who was present at the item.
pub async fn dissent(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let (number, row) = room.item(item).ok_or(PageError::NotFound)?;
    if row.outcome().is_none() {
        return Err(PageError::Refused("session-no-outcome"));
    }
    form.required("dissent", 20_000);
    let text = super::texts::typed(&mut form, "dissent");
    let hall = room.presence()?;
    let who = form
        .id("dissent-who")
        .and_then(|p| room.person(p))
        .filter(|p| hall.is_present(p.id, number))
        .cloned();
    if who.is_none() {
        form.wrong("dissent-who", "session-presence-not-present");
    }
    let (true, Some(who)) = (form.ok(), who) else {
        return show::again_item(&v, &room, item, &form).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    marks::keep_dissent(&mut tx, &who, item, text).await?;
    tx.commit().await?;
    redirect(&v, &session(id, Some(item)))
}
