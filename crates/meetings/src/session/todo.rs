//! Actions made in the session: what, by whom, until when.

use axum::extract::Path;
use kit::{Lang, Local, Publicity};
use page::{Answer, App, Form, PageError, Value, Visit, redirect, redirect_undo};
use record::actions::{self, Action, NewAction, Owner};
use uuid::Uuid;

use super::paths::{run, writable};
use super::room::Room;
use super::show;

/// Makes an action of an item: for the municipalities ticked, or for one person.
pub async fn add(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let (_, row) = room.item(item).ok_or(PageError::NotFound)?;
    let text = form.required("action", 1000);
    let due = form.day("due");
    if due.zip(room.meeting.day()).is_some_and(|(due, day)| due < day) {
        form.wrong("due", "session-action-due-before");
    }
    let owner = match form.id("owner") {
        Some(person) if room.people.iter().any(|p| p.person == Some(person)) => Owner::Person(person),
        Some(_) => {
            form.wrong("owner", "problem-not-a-choice");
            Owner::Words(String::new())
        }
        None => {
            let ticked: Vec<Uuid> = form.list("municipality").iter().filter_map(|m| m.parse().ok()).collect();
            if ticked.is_empty() || !ticked.iter().all(|t| room.municipalities.iter().any(|m| m.id == *t)) {
                form.wrong("municipality", "session-action-owner-missing");
            }
            Owner::Municipalities(ticked)
        }
    };
    if !form.ok() {
        return show::again_item(&v, &room, item, &form).await;
    }
    let new = NewAction {
        matter: row.matter,
        decision: row.decision,
        meeting: Some(id),
        item: Some(item),
        body: Some(room.body.id),
        text: Local::fi(text),
        owner,
        due,
        publicity: Publicity::parse(&row.publicity),
        source: String::new(),
        example: room.meeting.example,
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    actions::create(&mut tx, new).await?;
    tx.commit().await?;
    // The work goes on at the outcome's button: one key more and the item is done.
    redirect(&v, &format!("/meetings/{id}/session?item={item}&at=outcome"))
}

/// Takes an action away that nobody has answered.
pub async fn remove(v: Visit, Path((id, item, action)): Path<(Uuid, Uuid, Uuid)>, form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let row =
        room.actions.iter().find(|a| a.id == action && a.item == Some(item)).ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "undo-action-removed", row.text.0.get(v.lang));
    if !actions::remove(&mut tx, row).await? {
        return Err(PageError::Refused("session-action-answered"));
    }
    tx.commit().await?;
    redirect_undo(&v, &super::paths::session(id, Some(item)), undo)
}

/// Who is to do it, in words: a person, all municipalities, or their names.
pub fn whose(app: &App, lang: Lang, room: &Room, action: &Action, asked: &[Uuid]) -> String {
    match action.owner.as_str() {
        "municipalities" => {
            let names: Vec<&str> = asked.iter().map(|m| room.municipality(Some(*m), lang)).collect();
            let seats = room.people.iter().filter(|p| p.municipality.is_some() && p.role != "deputy").count();
            if names.len() > 3 && names.len() >= seats {
                let n = Value::from(names.len().to_string());
                return app.t(lang, "session-action-all", &[("n", n)]);
            }
            names.join(", ")
        }
        "person" => {
            let person = room.people.iter().find(|p| p.person.is_some() && p.person == action.owner_person);
            person.map(|p| p.name.clone()).unwrap_or_default()
        }
        words => words.to_owned(),
    }
}
