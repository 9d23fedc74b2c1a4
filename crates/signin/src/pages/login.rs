use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use jiff::Timestamp;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use store::limit;

use crate::caller::Caller;
use crate::sessions::{self, Way};
use crate::tries::{self, Count};
use crate::{accounts, enter, oidc};

#[derive(Template)]
#[template(path = "signin/login.html")]
struct LoginPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    oidc: Option<String>,
    until: Option<String>,
}

pub(crate) fn draw(v: &Visit, status: StatusCode, form: &Form, until: Option<Timestamp>) -> Answer {
    let oidc = v.app.part::<oidc::Settings>().map(|_| {
        let next: String = form_urlencoded::byte_serialize(form.value("next").as_bytes()).collect();
        v.url(&format!("/login/oidc?next={next}"))
    });
    html_with(
        v,
        status,
        &v.t("signin-title"),
        &LoginPage { v, form, oidc, until: until.map(|at| v.time(at)) },
    )
}

/// `GET /login`
pub(crate) async fn show(v: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let next = enter::own_path(query.get("next").map_or("/", String::as_str)).to_owned();
    if v.who.is_person() {
        return redirect(&v, &next);
    }
    draw(&v, StatusCode::OK, &Form::new().with("next", next), None)
}

/// `POST /login`
pub(crate) async fn save(v: Visit, caller: Caller, mut form: Form) -> Answer {
    let login = form.required("login", 200);
    // A password is taken as it was typed, white space and all.
    let password = form.value("password").to_owned();
    if password.is_empty() {
        form.wrong("password", "problem-required");
    }
    form.set("password", "");
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None);
    }
    let mut counts = vec![Count("login", &login, tries::PER_LOGIN)];
    if let Some(address) = &caller.address {
        counts.push(Count("address", address, tries::PER_ADDRESS));
    }
    if let Err(until) = tries::take(&v.app, v.tenant.id, &counts).await? {
        return draw(&v, StatusCode::TOO_MANY_REQUESTS, &form, Some(until));
    }
    let Some(person) = accounts::check(&v.app, v.tenant.id, &login, &password).await? else {
        form.wrong("password", "signin-wrong");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None);
    };
    let must_change = accounts::of(v.app.db(), v.tenant.id, person.id).await?.is_some_and(|a| a.must_change);
    let tx = enter::begin(&v, &person).await?;
    limit::forget(&tx, "login", &login).await?;
    let next = if must_change { "/profile" } else { form.value("next") };
    enter::enter(&v, tx, &caller, &person, Way::Password, next).await
}

/// `POST /logout`
pub(crate) async fn leave(v: Visit, _: Form) -> Answer {
    if let (Some(person), Some(session)) = (v.who.id(), v.session) {
        let mut tx = v.app.store().begin(v.act()).await?;
        sessions::end(&mut tx, person, session).await?.ok_or(PageError::Stale)?;
        tx.commit().await?;
    }
    enter::leave(&v)
}
