//! A meeting that was called, for the tests of session and record.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

use assembly::MeetingState;
use jiff::civil::date;
use kit::{Local, Publicity, When};
use meetings::agenda::{self, Item, NewItem};
use meetings::meetings::{self as kept, NewMeeting};
use page::Feature;
use people::bodies::{self, NewBody};
use people::persons::Person;
use testkit::{Client, Reply, TestApp, plain_body};
use uuid::Uuid;

pub fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature(), meetings::feature()]
}

/// A fresh one-time key.
pub fn once() -> String {
    Uuid::new_v4().to_string()
}

/// A called meeting of a body with three members (the first is the chair) of Lahti, Hollola and Asikkala.
pub struct Hall {
    pub body: Uuid,
    pub meeting: Uuid,
    pub items: Vec<Uuid>,
    pub people: Vec<Person>,
    pub seats: Vec<Uuid>,
}

pub async fn hall(t: &TestApp, change: impl FnOnce(&mut NewBody)) -> Hall {
    hall_of(t, 3, change).await
}

pub async fn hall_of(t: &TestApp, items: usize, change: impl FnOnce(&mut NewBody)) -> Hall {
    let mut new = plain_body("kuntajohtajakokous");
    change(&mut new);
    let mut tx = t.tx().await;
    let body = bodies::create(&mut tx, new).await.unwrap().id;
    tx.commit().await.unwrap();
    let mut people = Vec::new();
    for (role, town, name) in [
        ("chair", "lahti", "Laura Lahti"),
        ("member", "hollola", "Heikki Hollola"),
        ("member", "asikkala", "Aino Asikkala"),
    ] {
        let town = t.municipality(town).await.id;
        people.push(t.seat(body, role, Some(town), name).await);
    }
    let all = bodies::members(t.app.db(), t.tenant.id, body).await.unwrap();
    let seats = people.iter().map(|p| all.iter().find(|m| m.person == Some(p.id)).unwrap().id).collect();
    let mut tx = t.tx().await;
    let meeting = kept::create(&mut tx, new_meeting(body, 13, 10, MeetingState::Called)).await.unwrap();
    let mut ids = Vec::new();
    for n in 1..=items {
        let item = NewItem {
            title: Local::fi(format!("Asia {n}")),
            background: "<p>Tausta.</p>".into(),
            proposal: format!("<p>Esitys {n}.</p>"),
            publicity: Publicity::Public,
            ..NewItem::default()
        };
        ids.push(agenda::create(&mut tx, meeting.id, item).await.unwrap().id);
    }
    tx.commit().await.unwrap();
    Hall { body, meeting: meeting.id, items: ids, people, seats }
}

fn new_meeting(body: Uuid, day: i8, month: i8, state: MeetingState) -> NewMeeting {
    let start = date(2021, month, day).at(9, 0, 0, 0);
    NewMeeting {
        body,
        state: Some(state),
        at: Some(When::day(date(2021, month, day))),
        starts_at: Some(kit::to_instant(start)),
        mode: "hybrid".into(),
        place: Local::fi("Päijät-Hämeen liitto"),
        ..NewMeeting::default()
    }
}

/// The next meeting of the same body, a draft.
pub async fn next_meeting(t: &TestApp, h: &Hall) -> Uuid {
    let mut tx = t.tx().await;
    let next = next_meeting_in(&mut tx, h).await;
    tx.commit().await.unwrap();
    next.id
}

/// The same within a transaction.
pub async fn next_meeting_in(tx: &mut store::Tx, h: &Hall) -> kept::Meeting {
    kept::create(tx, new_meeting(h.body, 10, 11, MeetingState::Draft)).await.unwrap()
}

/// Notes an answer to the call.
pub async fn answer(t: &TestApp, h: &Hall, who: usize, answer: &str) {
    let mut tx = t.tx().await;
    let row = meetings::rows::invitation::Model {
        id: Uuid::new_v4(),
        tenant: t.tenant.id,
        meeting: h.meeting,
        person: Some(h.people[who].id),
        membership: Some(h.seats[who]),
        municipality: None,
        visitor: None,
        name: h.people[who].name.clone(),
        email: String::new(),
        lang: "fi".into(),
        withdrawn: false,
        role: "member".into(),
        token_digest: Uuid::new_v4().to_string(),
        answer: answer.into(),
        deputy_name: String::new(),
        answered_via: "page".into(),
        answered_sequence: 0,
        answered_at: None,
        sent_at: None,
        sent_sequence: 0,
        reminded_at: None,
        received_at: None,
        read_at: None,
        version: 1,
    };
    tx.create("invitation", row.id, &row).await.unwrap();
    tx.commit().await.unwrap();
}

impl Hall {
    pub fn path(&self, rest: &str) -> String {
        format!("/fi/meetings/{}/{rest}", self.meeting)
    }

    pub fn at(&self, item: usize, act: &str) -> String {
        self.path(&format!("items/{}/{act}", self.items[item]))
    }

    pub fn field(&self, kind: &str, who: usize) -> String {
        format!("{kind}-{}", self.seats[who])
    }

    pub fn roll(&self, who: usize) -> String {
        self.field("roll", who)
    }

    /// Opens the session with everybody on site.
    pub async fn open(&self, t: &TestApp) -> Client {
        let c = t.coordinator().await;
        let mut fields = vec![("once".to_owned(), once()), ("opened".to_owned(), "9.02".to_owned())];
        fields.extend((0..self.seats.len()).map(|n| (self.roll(n), "on_site".to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let reply = c.post(&self.path("session/open"), &fields).await;
        assert_eq!(reply.status, 303, "{}", reply.text);
        c
    }

    /// Sends a form of an item.
    pub async fn act(&self, c: &Client, item: usize, act: &str, fields: &[(&str, &str)]) -> Reply {
        let key = once();
        let mut all = vec![("once", key.as_str())];
        if !fields.iter().any(|(n, _)| *n == "version") {
            all.push(("version", "1"));
        }
        all.extend_from_slice(fields);
        c.post(&self.at(item, act), &all).await
    }

    pub async fn decide(&self, c: &Client, item: usize, outcome: &str, text: &str) -> Reply {
        self.act(c, item, "outcome", &[("outcome", outcome), ("text", text)]).await
    }

    pub async fn mark(&self, c: &Client, fields: &[(&str, &str)]) -> Reply {
        let key = once();
        let all = [&[("once", key.as_str())], fields].concat();
        c.post(&self.path("session/presence"), &all).await
    }

    pub async fn item(&self, t: &TestApp, n: usize) -> Item {
        agenda::get(t.app.db(), t.tenant.id, self.items[n]).await.unwrap().unwrap()
    }

    pub async fn attendance(&self, t: &TestApp, who: usize) -> String {
        let people = meetings::session::room::people(t.app.db(), t.tenant.id, self.meeting).await.unwrap();
        people.iter().find(|p| p.person == Some(self.people[who].id)).unwrap().id.to_string()
    }
}
