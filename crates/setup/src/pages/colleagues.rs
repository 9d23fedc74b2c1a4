//! Colleagues: who is invited, and whoever answers the invitation.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Actor, Lang, Role};
use page::{Answer, Caller, Doors, Form, Newcomer, PageError, Visit, html_with, redirect};
use people::{bodies, municipalities, persons};
use store::{Act, Tx};
use uuid::Uuid;

use super::looks_like_address;
use crate::colleagues::{self, Colleague, ROLES, State, Wish};
use crate::rules;

#[derive(Template)]
#[template(path = "setup/colleagues.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    roles: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
    towns: Vec<(String, String)>,
    langs: Vec<(String, String)>,
    lines: Vec<Line>,
}

struct Line {
    name: String,
    email: String,
    role: String,
    state: String,
    class: &'static str,
    at: String,
    open: bool,
    renew: bool,
    version: i64,
    action: String,
    again_label: String,
    back_label: String,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let all = bodies::list(db, tenant).await?;
    let towns = municipalities::on(db, &v.tenant, v.today()).await?;
    let line = |c: &Colleague| {
        let state = c.state(v.now);
        let mut role = v.t(&format!("people-role-{}", c.role));
        let body = all.iter().find(|b| Some(b.id) == c.body).map(|b| b.name.0.get(v.lang).to_owned());
        let town = towns.iter().find(|t| Some(t.id) == c.municipality).map(|t| t.name(v.lang).to_owned());
        for part in [body, town].into_iter().flatten() {
            role = format!("{role}, {part}");
        }
        Line {
            name: c.name.clone(),
            email: c.email.clone(),
            role,
            state: v.t(&format!("setup-invite-{}", state.code())),
            class: match state {
                State::Accepted => "ok",
                State::Open => "wait",
                State::Expired => "stop",
                State::Withdrawn => "",
            },
            at: v.date_time(c.accepted_at.or(c.withdrawn_at).unwrap_or(c.sent_at).at()),
            open: state == State::Open,
            renew: matches!(state, State::Open | State::Expired),
            version: c.version,
            action: v.url(&format!("/admin/colleagues/{}", c.id)),
            again_label: v.t1("setup-invite-again-named", "name", &c.name),
            back_label: v.t1("setup-invite-back-named", "name", &c.name),
        }
    };
    let mut body_choices = vec![(String::new(), v.t("setup-invite-no-body"))];
    body_choices.extend(all.iter().map(|b| (b.id.to_string(), b.name.0.get(v.lang).to_owned())));
    let mut town_choices = vec![(String::new(), v.t("setup-invite-no-municipality"))];
    town_choices.extend(towns.iter().map(|t| (t.id.to_string(), t.name(v.lang).to_owned())));
    let page = Page {
        v,
        form,
        roles: ROLES
            .iter()
            .map(|r| (r.code().to_owned(), v.t(&format!("people-role-{}", r.code()))))
            .collect(),
        bodies: body_choices,
        towns: town_choices,
        langs: Lang::ALL.iter().map(|l| (l.code().to_owned(), l.name().to_owned())).collect(),
        lines: colleagues::list(db, tenant).await?.iter().map(line).collect(),
    };
    html_with(v, status, &v.t("setup-colleagues"), &page)
}

/// `GET /admin/colleagues`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let form = Form::new().with("role", "coordinator").with("lang", v.lang.code());
    draw(&v, StatusCode::OK, &form).await
}

async fn read(tx: &Tx, form: &mut Form) -> Result<Option<Wish>, PageError> {
    let name = form.required("name", 120);
    let email = form.required("email", 200).to_lowercase();
    if !email.is_empty() && !looks_like_address(&email) {
        form.wrong_with("email", "setup-not-an-address", &email);
    }
    let codes: Vec<&'static str> = ROLES.iter().map(|r| r.code()).collect();
    let role = form.choice("role", &codes).and_then(Role::parse);
    let lang = form.choice("lang", &["fi", "sv", "en"]).and_then(|l| l.parse().ok()).unwrap_or_default();
    let (mut body, mut municipality) = (form.id("body"), form.id("municipality"));
    match role {
        None => form.wrong("role", "problem-required"),
        Some(Role::Secretary) if body.is_none() => form.wrong("body", "setup-invite-needs-body"),
        Some(Role::Official) if municipality.is_none() => {
            form.wrong("municipality", "setup-invite-needs-municipality");
        }
        Some(_) => {}
    }
    // What does not belong to the role is left out.
    if role != Some(Role::Secretary) {
        body = None;
    }
    if role != Some(Role::Official) {
        municipality = None;
    }
    if let Some(id) = body
        && bodies::get(tx.conn(), tx.tenant(), id).await?.is_none()
    {
        form.wrong("body", "problem-not-a-choice");
    }
    if let Some(id) = municipality
        && municipalities::get(tx.conn(), tx.tenant(), id).await?.is_none()
    {
        form.wrong("municipality", "problem-not-a-choice");
    }
    let open = colleagues::list(tx.conn(), tx.tenant()).await?;
    if open
        .iter()
        .any(|c| c.email == email && c.role == form.value("role") && c.state(tx.now()) == State::Open)
    {
        form.wrong_with("email", "setup-invite-open-already", &email);
    }
    let Some(role) = role.filter(|_| form.ok()) else { return Ok(None) };
    Ok(Some(Wish { name, email, role, body, municipality, lang }))
}

/// `POST /admin/colleagues`
pub(crate) async fn invite(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let Some(wish) = read(&tx, &mut form).await? else {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    tx.once(form.once_key()).await?;
    colleagues::invite(&mut tx, &v.app, &v.tenant, v.who.name(), wish).await?;
    tx.commit().await?;
    redirect(&v, "/admin/colleagues")
}

/// The invitation as it stands within the transaction, at the version that the page showed.
async fn fresh(v: &Visit, tx: &Tx, id: &str, form: &Form) -> Result<Colleague, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let row = colleagues::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), row.version)?;
    Ok(row)
}

/// `POST /admin/colleagues/{id}/again`
pub(crate) async fn again(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let row = fresh(&v, &tx, &id, &form).await?;
    if !matches!(row.state(v.now), State::Open | State::Expired) {
        return Err(PageError::Refused("setup-invite-over"));
    }
    colleagues::again(&mut tx, &v.app, &v.tenant, v.who.name(), &row).await?;
    tx.commit().await?;
    redirect(&v, "/admin/colleagues")
}

/// `POST /admin/colleagues/{id}/back`
pub(crate) async fn withdraw(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let row = fresh(&v, &tx, &id, &form).await?;
    if row.state(v.now) != State::Open {
        return Err(PageError::Refused("setup-invite-over"));
    }
    colleagues::withdraw(&mut tx, &row).await?;
    tx.commit().await?;
    redirect(&v, "/admin/colleagues")
}

#[derive(Template)]
#[template(path = "setup/invite.html")]
struct Invite<'a> {
    v: &'a Visit,
    form: &'a Form,
    action: String,
    name: &'a str,
    email: &'a str,
    role: String,
    known: bool,
}

#[derive(Template)]
#[template(path = "setup/invite_over.html")]
struct Over<'a> {
    v: &'a Visit,
    words: String,
    signs_in: bool,
}

/// The invitation of a link that still holds, or the page that says why it does not.
async fn open(v: &Visit, token: &str) -> Result<Result<Colleague, axum::response::Response>, PageError> {
    let row = colleagues::by_token(v.app.db(), v.tenant.id, token).await?.ok_or(PageError::NotFound)?;
    let state = row.state(v.now);
    if state == State::Open {
        return Ok(Ok(row));
    }
    let words = v.t(&format!("setup-invite-is-{}", state.code()));
    let page = Over { v, words, signs_in: state == State::Accepted };
    Ok(Err(html_with(v, StatusCode::CONFLICT, &v.t("setup-invite-title"), &page)?))
}

fn doors(v: &Visit) -> Result<Doors, PageError> {
    v.app.features().iter().find_map(|f| f.doors).ok_or_else(|| PageError::inside("nobody keeps the doors"))
}

/// Whether the invited can sign in by a password already.
async fn is_known(v: &Visit, doors: &Doors, row: &Colleague) -> Result<bool, PageError> {
    match persons::by_email(v.app.db(), v.tenant.id, &row.email).await? {
        Some(person) => (doors.known)(&v.app, v.tenant.id, person.id).await,
        None => Ok(false),
    }
}

fn draw_invite(
    v: &Visit,
    status: StatusCode,
    form: &Form,
    row: &Colleague,
    token: &str,
    known: bool,
) -> Answer {
    let page = Invite {
        v,
        form,
        action: v.url(&format!("/invite/{token}")),
        name: &row.name,
        email: &row.email,
        role: v.t(&format!("people-role-{}", row.role)),
        known,
    };
    html_with(v, status, &v.t("setup-invite-title"), &page)
}

/// `GET /invite/{token}`: shows what it is about and does nothing else, since scanners of mail open every link.
pub(crate) async fn show_invite(v: Visit, Path(token): Path<String>) -> Answer {
    match open(&v, &token).await? {
        Ok(row) => {
            let known = is_known(&v, &doors(&v)?, &row).await?;
            draw_invite(&v, StatusCode::OK, &Form::new(), &row, &token, known)
        }
        Err(over) => Ok(over),
    }
}

/// `POST /invite/{token}`: the button was pressed.
pub(crate) async fn accept(v: Visit, caller: Caller, Path(token): Path<String>, mut form: Form) -> Answer {
    let row = match open(&v, &token).await? {
        Ok(row) => row,
        Err(over) => return Ok(over),
    };
    let doors = doors(&v)?;
    let known = is_known(&v, &doors, &row).await?;
    let password = form.value("password").to_owned();
    if !known {
        if let Some(problem) = (doors.problem)(&row.email, &password) {
            form.wrong_with("password", problem.key, problem.value);
        } else if password != form.value("again") {
            form.wrong("again", "setup-not-same");
        }
    }
    if !form.ok() {
        form.set("password", "");
        form.set("again", "");
        return draw_invite(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &row, &token, known);
    }
    let act = Act { tenant: v.tenant.id, actor: Actor::Link(row.id), now: v.now };
    let mut tx = v.app.store().begin(act).await?;
    // Within the transaction once more: of two presses at once one finds it used.
    let stands = colleagues::get(tx.conn(), v.tenant.id, row.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(row.version, stands.version)?;
    let person = colleagues::accept(&mut tx, &stands).await?;
    if known {
        tx.commit().await?;
        return redirect(&v, "/login");
    }
    (doors.welcome)(&v, &caller, tx, Newcomer { person: person.id, password, next: "/".to_owned() }).await
}

impl Invite<'_> {
    fn lead(&self) -> String {
        self.v.app.t(
            self.v.lang,
            "setup-invite-lead",
            &[
                ("name", page::Value::from(self.name.to_owned())),
                ("region", page::Value::from(self.v.region().to_owned())),
                ("role", page::Value::from(self.role.clone())),
            ],
        )
    }
}
