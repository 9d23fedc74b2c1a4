//! Meetings in the words of OParl: `Meeting` with its `AgendaItem`s, the matters that they treat as `Consultation`,
//! the published record as `File`, the place as `Location`. Only what everybody may know, and no remote link.

use std::collections::HashMap;

use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Publicity, Subject, Who};
use page::{App, OpenObject, Opened, PageError, Tenant, open_page, open_ref};
use people::bodies;
use record::{actions, decisions, matters};
use richtext::RichText;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::agenda::{self, Item};
use crate::meetings::{self, Meeting};
use crate::rights::{self, View};
use crate::session::room::people;
use crate::session::rows::vote;
use crate::view;

/// What stands for a changed thing of ours: always the whole meeting.
pub(crate) fn source<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Vec<Opened>, PageError>> {
    async move {
        let (db, id) = (app.db(), subject.id);
        let meeting = match subject.kind.as_str() {
            "meeting" => Some(id),
            "item" => agenda::get(db, tenant.id, id).await?.map(|i| i.meeting),
            "action" => actions::get(db, tenant.id, id).await?.and_then(|a| a.meeting),
            "action_state" => match actions::state(db, tenant.id, id).await? {
                Some(s) => actions::get(db, tenant.id, s.action).await?.and_then(|a| a.meeting),
                None => None,
            },
            _ => None,
        };
        let Some(meeting) = meeting else { return Ok(Vec::new()) };
        Ok(vec![opened(app, tenant, meeting).await?])
    }
    .boxed()
}

async fn opened(app: &App, tenant: &Tenant, id: Uuid) -> Result<Opened, PageError> {
    let subject = Subject::new("meeting", id);
    let db = app.db();
    let Some(m) = meetings::get(db, tenant.id, id).await? else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let Some(body) = bodies::get(db, tenant.id, m.body).await? else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let mut objects = Vec::new();
    let items = if m.is_open() { items(app, tenant, &m).await? } else { Vec::new() };
    let place = place(tenant, &m);
    let record = m.is_published().then(|| record(app, &m)).flatten();
    let state = rights::shown_state(&Who::Nobody, &m);
    let agenda: Vec<Value> =
        items.iter().filter(|o| o.kind == "AgendaItem").map(OpenObject::within).collect();
    let json = json!({
        "meetingState": app.t(Lang::Fi, &format!("meeting-state-{}", state.code()), &[]),
        "cancelled": state == assembly::MeetingState::Cancelled,
        "organization": [open_ref("Organization", m.body)],
        "web": open_page(&format!("/meetings/{id}")),
        "talkoot:mode": m.mode,
    });
    let when = m.when();
    let mut meeting = OpenObject::new("Meeting", id, json)
        .named(&view::name(&m, &body))
        .with("start", m.start().map(|t| t.to_string()))
        .with("end", m.end().map(|t| t.to_string()))
        .with("agendaItem", Some(agenda).filter(|a| !a.is_empty()))
        .with("location", place.as_ref().map(OpenObject::within))
        .with("resultsProtocol", record.as_ref().map(OpenObject::within))
        .with("talkoot:date", when.show(Lang::Fi))
        .with("talkoot:doubt", Some(m.doubt.0.get(Lang::Fi)).filter(|d| !d.is_empty()))
        .of(Some(m.body));
    if m.is_published() {
        let (persons, attendance) = attendance(app, tenant, &m).await?;
        meeting = meeting.with("participant", Some(persons)).with("talkoot:attendance", Some(attendance));
    }
    objects.push(meeting);
    objects.extend(items);
    objects.extend(place);
    objects.extend(record);
    Ok(Opened { subject, objects })
}

fn place(tenant: &Tenant, m: &Meeting) -> Option<OpenObject> {
    let words = m.place.0.get(Lang::Fi);
    if words.is_empty() {
        return None;
    }
    let json = json!({
        "description": words,
        "bodies": [open_ref("Body", tenant.id)],
        "meetings": [open_ref("Meeting", m.id)],
    });
    Some(OpenObject::new("Location", m.id, json).of(Some(m.body)))
}

/// The record as a file; one that was only recorded afterwards has none.
fn record(app: &App, m: &Meeting) -> Option<OpenObject> {
    m.published_at?;
    let address = open_page(&format!("/meetings/{}/record.pdf", m.id));
    let json = json!({
        "name": app.t(Lang::Fi, "meetings-open-record", &[]),
        "accessUrl": address,
        "downloadUrl": address,
        "mimeType": "application/pdf",
        "meeting": [open_ref("Meeting", m.id)],
    });
    Some(OpenObject::new("File", m.id, json).of(Some(m.body)))
}

/// Who was present of those who are known, and the whole list by role and municipality.
async fn attendance(app: &App, tenant: &Tenant, m: &Meeting) -> Result<(Value, Value), PageError> {
    let present: Vec<_> = people(app.db(), tenant.id, m.id)
        .await?
        .into_iter()
        .filter(|a| a.state == "present" || !a.spans.0.is_empty())
        .collect();
    let persons: Vec<Value> =
        present.iter().filter_map(|a| a.person).map(|p| open_ref("Person", p)).collect();
    let list: Vec<Value> = present
        .iter()
        .map(|a| {
            json!({
                "name": a.name,
                "role": app.t(Lang::Fi, &format!("seat-{}", a.role.replace('_', "-")), &[]),
                "onBehalfOf": a.municipality.map(|t| open_ref("Organization", t)),
                "mode": a.mode,
            })
        })
        .collect();
    Ok((json!(persons), json!(list)))
}

/// The items and what they treat. Of one that is not public its number and the ground, as on the page.
async fn items(app: &App, tenant: &Tenant, m: &Meeting) -> Result<Vec<OpenObject>, PageError> {
    let (db, out) = (app.db(), m.is_published());
    let rows = agenda::items(db, tenant.id, m.id).await?;
    let numbers = agenda::numbers(&rows);
    let mut made = HashMap::new();
    let mut votes: HashMap<Uuid, Vec<vote::Model>> = HashMap::new();
    let mut asked: HashMap<Uuid, Vec<Value>> = HashMap::new();
    if out {
        let ids = rows.iter().filter_map(|i| i.decision).collect();
        made.extend(decisions::of(db, tenant.id, ids).await?.into_iter().map(|d| (d.id, d.printed)));
        let all = vote::Entity::find()
            .filter(vote::Column::Tenant.eq(tenant.id))
            .filter(vote::Column::Meeting.eq(m.id))
            .all(db)
            .await
            .map_err(store::Error::from)?;
        for v in all {
            votes.entry(v.item).or_default().push(v);
        }
        asked = actions_of(app, tenant, m).await?;
    }
    let ids = rows.iter().filter_map(|i| i.matter).collect();
    let about: HashMap<Uuid, bool> = matters::of(db, tenant.id, ids)
        .await?
        .into_iter()
        .map(|x| (x.id, Publicity::parse(&x.publicity) == Publicity::Public))
        .collect();
    let mut objects = Vec::new();
    for (position, (item, number)) in rows.iter().zip(numbers).enumerate() {
        let whole = rights::item_view(&Who::Nobody, m, item) == View::Whole;
        let printed = item.decision.and_then(|d| made.get(&d)).filter(|p| !p.is_empty()).cloned();
        let json = json!({
            "meeting": open_ref("Meeting", m.id),
            "order": position + 1,
            "public": whole,
            "web": open_page(&format!("/meetings/{}#i-{}", m.id, item.id)),
        });
        let mut object = OpenObject::new("AgendaItem", item.id, json)
            .with("number", printed.or_else(|| number.map(|n| n.to_string())))
            .of(Some(m.body));
        if !whole {
            object = object.with("talkoot:ground", Some(item.ground.as_str()).filter(|g| !g.is_empty()));
            objects.push(object);
            continue;
        }
        object = object
            .named(&item.title.0)
            .with("talkoot:summary", Some(item.summary.0.get(Lang::Fi)).filter(|s| !s.is_empty()));
        if out {
            object = outcome(app, object, item)
                .with("talkoot:votes", votes.get(&item.id).map(|all| told(all)))
                .with("talkoot:actions", asked.remove(&item.id));
        }
        if let Some(matter) = item.matter.filter(|id| about.get(id) == Some(&true)) {
            object = object.with("consultation", Some(open_ref("Consultation", item.id)));
            let json = json!({
                "paper": open_ref("Paper", matter),
                "agendaItem": open_ref("AgendaItem", item.id),
                "meeting": open_ref("Meeting", m.id),
                "organization": [open_ref("Organization", m.body)],
                "authoritative": item.outcome == "decided",
            });
            let mut consultation = OpenObject::new("Consultation", item.id, json).of(Some(m.body));
            consultation.part_of = Some(matter);
            objects.push(consultation);
        }
        objects.push(object);
    }
    Ok(objects)
}

fn outcome(app: &App, object: OpenObject, item: &Item) -> OpenObject {
    let Some(kind) = item.outcome() else { return object };
    let text = RichText::parse(&item.outcome_text).to_plain();
    object
        .with("result", Some(app.t(Lang::Fi, &format!("outcome-{}", kind.code()), &[])))
        .with("resolutionText", Some(text).filter(|t| !t.is_empty()))
}

/// Votes by voice, as they stand in the record.
fn told(votes: &[vote::Model]) -> Value {
    let of = |v: &vote::Model| {
        let ballots: Vec<Value> =
            v.ballots.0.iter().map(|b| json!({ "voice": b.name, "ballot": b.ballot })).collect();
        json!({ "counterProposal": v.counter, "result": v.result, "ballots": ballots })
    };
    Value::Array(votes.iter().map(of).collect())
}

/// What each item asked to be done, and how it stands in each municipality.
async fn actions_of(app: &App, tenant: &Tenant, m: &Meeting) -> Result<HashMap<Uuid, Vec<Value>>, PageError> {
    let mut list = actions::of_meeting(app.db(), tenant.id, m.id).await?;
    list.retain(|a| Publicity::parse(&a.publicity) == Publicity::Public);
    let mut states: HashMap<Uuid, Vec<Value>> = HashMap::new();
    for s in actions::states_of(app.db(), tenant.id, list.iter().map(|a| a.id).collect()).await? {
        let json = json!({ "organization": open_ref("Organization", s.municipality), "state": s.state });
        states.entry(s.action).or_default().push(json);
    }
    let mut all: HashMap<Uuid, Vec<Value>> = HashMap::new();
    for a in list {
        let Some(item) = a.item else { continue };
        all.entry(item).or_default().push(json!({
            "text": a.text.0.get(Lang::Fi),
            "due": a.due.map(|d| d.0.to_string()),
            "states": states.remove(&a.id).unwrap_or_default(),
        }));
    }
    Ok(all)
}
