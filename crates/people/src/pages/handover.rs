use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use uuid::Uuid;

use crate::handovers::{self, Handover, NewHandover, Phase};
use crate::persons::{self, Person};
use crate::{bodies, rules};

#[derive(Template)]
#[template(path = "people/handover.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    offices: Vec<String>,
    rows: Vec<Row>,
    people: Vec<(String, String)>,
    holders: Vec<(String, String)>,
    keeps: bool,
}

/// One hand-over in words.
struct Row {
    id: Uuid,
    words: String,
    span: String,
    state: String,
    class: &'static str,
    note: String,
    made: String,
    back: Option<String>,
    may_end: bool,
    end: &'static str,
}

/// `GET /offices/handover`: one's own hand-overs; those who keep the register see all.
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(v.who.is_person())?;
    draw(&v, StatusCode::OK, &Form::new()).await
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let (db, tenant, own) = (v.app.db(), v.tenant.id, v.person()?);
    let keeps = rules::may_coordinate(&v.who);
    let all = handovers::list(db, tenant, (!keeps).then_some(own)).await?;
    let ids = all.iter().flat_map(|h| [h.person, h.substitute]).collect();
    let named = persons::of(db, tenant, ids).await?;
    let mut people: Vec<Person> = persons::list(db, tenant).await?;
    people.retain(|p| p.active);
    let choice = |p: &Person| (p.id.to_string(), p.name.clone());
    let none = std::iter::once((String::new(), v.t("choose")));
    let page = Page {
        offices: offices(v, own).await?,
        rows: all.iter().map(|h| row(v, h, &named, keeps)).collect(),
        people: none.clone().chain(people.iter().filter(|p| keeps || p.id != own).map(choice)).collect(),
        holders: std::iter::once((String::new(), v.t("handover-own")))
            .chain(people.iter().map(choice))
            .collect(),
        keeps,
        form,
        v,
    };
    html_with(v, status, &v.t("handover-title"), &page)
}

fn row(v: &Visit, h: &Handover, named: &[Person], keeps: bool) -> Row {
    let name =
        |id: Uuid| named.iter().find(|p| p.id == id).map_or_else(|| v.t("not-known"), |p| p.name.clone());
    let phase = h.phase(v.today());
    let coming = v.today() < h.from_day.0;
    let (state, class) = match phase {
        Phase::Coming => ("handover-coming", "info"),
        Phase::Now => ("handover-now", "wait"),
        Phase::Past => ("handover-past", ""),
        Phase::TakenBack => ("handover-taken-back", ""),
    };
    Row {
        id: h.id,
        words: v.t2("handover-words", ("person", name(h.person)), ("substitute", name(h.substitute))),
        span: format!("{}–{}", v.date(h.from_day.0), v.date(h.to_day.0)),
        state: v.t(state),
        class,
        note: h.note.clone(),
        made: v.t1("handover-made", "at", v.date_time(h.made_at.at())),
        back: h.back_at.map(|at| v.t1("handover-back-at", "at", v.date_time(at.at()))),
        may_end: matches!(phase, Phase::Coming | Phase::Now)
            && h.back_at.is_none()
            && (keeps || v.who.id() == Some(h.person)),
        end: if coming { "handover-cancel" } else { "handover-take-back" },
    }
}

/// What goes with the offices: the seats and roles of today, in words.
async fn offices(v: &Visit, own: Uuid) -> Result<Vec<String>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let names = bodies::list(db, tenant).await?;
    let held = persons::held(db, tenant, own, v.today()).await?;
    let mut words: Vec<String> = held
        .iter()
        .filter(|g| g.role != kit::Role::Admin)
        .map(|g| {
            let role = v.t(&format!("people-role-{}", g.role.code()));
            match names.iter().find(|b| Some(b.id) == g.body) {
                Some(body) => format!("{role}, {}", body.name.0.get(v.lang)),
                None => role,
            }
        })
        .collect();
    words.sort();
    words.dedup();
    Ok(words)
}

/// `POST /offices/handover`
pub(crate) async fn make(v: Visit, mut form: Form) -> Answer {
    v.allow(v.who.is_person())?;
    let own = v.person()?;
    let person = match form.id("person") {
        Some(other) if other != own => {
            v.allow(rules::may_coordinate(&v.who))?;
            other
        }
        _ => own,
    };
    if form.value("substitute").is_empty() {
        form.wrong("substitute", "problem-required");
    }
    let substitute = form.id("substitute");
    let (from, to) = (form.required_day("from"), form.required_day("to"));
    let note = form.text("note", 500);
    let mut tx = v.app.store().begin(v.act()).await?;
    for (field, id) in [("person", Some(person)), ("substitute", substitute)] {
        if let Some(id) = id
            && persons::get(tx.conn(), v.tenant.id, id).await?.is_none_or(|p| !p.active)
        {
            form.wrong(field, "problem-not-a-choice");
        }
    }
    let roles = persons::roles_of(tx.conn(), v.tenant.id, person, v.today()).await?;
    if person != own && !rules::may_change_person(&v.who, &roles) {
        return Err(PageError::Forbidden);
    }
    if let (Some(substitute), Some(from), Some(to)) = (substitute, from, to) {
        let new = NewHandover { person, substitute, from, to, note };
        let stand = handovers::open(tx.conn(), v.tenant.id, v.today()).await?;
        match handovers::check(&new, &stand, v.today()) {
            Err(refusal) => form.wrong(refusal.told().0, refusal.told().1),
            Ok(()) if form.ok() => {
                tx.once(form.once_key()).await?;
                handovers::create(&mut tx, new).await?;
                tx.commit().await?;
                return redirect(&v, "/offices/handover");
            }
            Ok(()) => {}
        }
    }
    drop(tx);
    draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await
}

/// `POST /offices/handover/{id}/back`: the holder has all back from today on, or it never begins.
pub(crate) async fn back(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let own = v.person()?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = handovers::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let party = own == before.person || own == before.substitute;
    if !party && !rules::may_coordinate(&v.who) {
        return Err(PageError::NotFound);
    }
    v.allow(own == before.person || rules::may_coordinate(&v.who))?;
    if before.back_at.is_none() && matches!(before.phase(v.today()), Phase::Coming | Phase::Now) {
        tx.once(form.once_key()).await?;
        handovers::take_back(&mut tx, &before, v.today()).await?;
        tx.commit().await?;
    }
    redirect(&v, "/offices/handover")
}
