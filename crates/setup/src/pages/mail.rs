//! Mail: the server, a test letter, and letters that did not arrive.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use people::{house, persons};
use store::Tx;
use store::outbox::{self, Posted};
use uuid::Uuid;

use super::looks_like_address;
use crate::post::{self, MailServer, PROTECTIONS, Way};
use crate::rules;

/// So many letters that did not arrive are shown.
const LETTERS: u64 = 200;

#[derive(Template)]
#[template(path = "setup/mail.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    way: &'static str,
    protections: Vec<(String, String)>,
    own: bool,
    tested: Option<(bool, String)>,
    to: String,
    letters: Vec<Line>,
}

struct Line {
    subject: String,
    name: String,
    address: String,
    label: String,
    field: String,
    at: String,
    failed: bool,
    why: String,
    action: String,
}

fn line(v: &Visit, l: &Posted) -> Line {
    Line {
        subject: l.subject.clone(),
        name: l.to_name.clone(),
        address: l.to_address.clone(),
        label: v.t1("setup-mail-again-named", "name", &l.to_address),
        field: format!("to-{}", l.id),
        at: v.date_time(l.created_at.at()),
        failed: l.state == "failed",
        why: l.last_error.clone().unwrap_or_default(),
        action: v.url(&format!("/admin/mail/letters/{}", l.id)),
    }
}

fn shown(v: &Visit, server: Option<&MailServer>) -> Form {
    let form = Form::new().with("mail_from", &v.tenant.mail_from).with("base_url", &v.tenant.base_url);
    match server {
        Some(s) => form
            .with("host", &s.host)
            .with("port", s.port)
            .with("protection", &s.protection)
            .with("login", &s.login)
            .with("version", s.version),
        None => form.with("protection", "starttls").with("version", 0),
    }
}

async fn own_address(v: &Visit) -> Result<(String, String), PageError> {
    let person = persons::get(v.app.db(), v.tenant.id, v.person()?).await?.ok_or(PageError::NotFound)?;
    Ok((person.name, person.email.unwrap_or_default()))
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let server = post::of(v.app.db(), v.tenant.id).await?;
    let tested = server.as_ref().and_then(|s| {
        let at = v.date_time(s.tested_at?.at());
        Some(match &s.problem {
            None => (true, v.t1("setup-mail-went", "at", at)),
            Some(why) => (false, why.clone()),
        })
    });
    let page = Page {
        v,
        form,
        way: match post::way(&v.app, v.tenant.id).await? {
            Way::Own => "setup-mail-way-own",
            Way::Common => "setup-mail-way-common",
            Way::None => "setup-mail-way-none",
        },
        protections: PROTECTIONS
            .iter()
            .map(|p| ((*p).to_owned(), v.t(&format!("setup-mail-protection-{p}"))))
            .collect(),
        own: server.is_some(),
        tested,
        to: own_address(v).await?.1,
        letters: outbox::troubled(v.app.db(), v.tenant.id, LETTERS)
            .await?
            .iter()
            .map(|l| line(v, l))
            .collect(),
    };
    html_with(v, status, &v.t("setup-mail"), &page)
}

/// `GET /admin/mail`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let server = post::of(v.app.db(), v.tenant.id).await?;
    draw(&v, StatusCode::OK, &shown(&v, server.as_ref())).await
}

/// What was typed. An empty secret means the one that is kept, as long as name and server are the same.
fn read(form: &mut Form, before: Option<&MailServer>) -> MailServer {
    let host = form.required("host", 253).to_lowercase();
    if !host.is_empty() && !post::is_host(&host) {
        form.wrong_with("host", "setup-mail-not-a-host", &host);
    }
    let protection = form.choice("protection", &PROTECTIONS).unwrap_or("starttls").to_owned();
    let usual = match protection.as_str() {
        "tls" => 465,
        "none" => 25,
        _ => 587,
    };
    let port = form.int("port", 1, 65_535).unwrap_or(usual);
    let login = form.text("login", 200);
    let typed = form.value("secret").to_owned();
    let kept = before.filter(|b| b.login == login && b.host == host).map(|b| b.secret.clone());
    let secret = match (typed.is_empty(), kept) {
        (false, _) => typed,
        (true, Some(kept)) => kept,
        (true, None) => String::new(),
    };
    if !login.is_empty() && secret.is_empty() {
        form.wrong("secret", "setup-mail-no-secret");
    }
    if login.is_empty() && !secret.is_empty() {
        form.wrong("login", "setup-mail-no-login");
    }
    let near = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if protection == "none" && !login.is_empty() && !near {
        form.wrong("protection", "setup-mail-unprotected");
    }
    let nil = Uuid::nil();
    MailServer {
        id: nil,
        tenant: nil,
        host,
        port,
        protection,
        login,
        secret,
        version: 0,
        tested_at: None,
        problem: None,
    }
}

/// `POST /admin/mail`: saves, and with `test` sends a real letter to whoever asks.
pub(crate) async fn save(mut v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let server = post::of(v.app.db(), v.tenant.id).await?;
    let new = read(&mut form, server.as_ref());
    let from = form.required("mail_from", 200).to_lowercase();
    if !from.is_empty() && !looks_like_address(&from) {
        form.wrong_with("mail_from", "setup-not-an-address", &from);
    }
    let base = form.required("base_url", 200).trim_end_matches('/').to_owned();
    let is_address =
        ["https://", "http://"].iter().any(|s| base.strip_prefix(s).is_some_and(|h| !h.is_empty()));
    if !base.is_empty() && (!is_address || base.contains([' ', '"', '<', '>', '?', '#'])) {
        form.wrong_with("base_url", "setup-mail-not-an-url", &base);
    }
    // A secret is not sent back.
    form.set("secret", "");
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = post::of(tx.conn(), v.tenant.id).await?;
    Tx::fresh(form.version(), before.as_ref().map_or(0, |b| b.version))?;
    post::save(&mut tx, before.as_ref(), new).await?;
    let row = house::tenant(tx.conn(), v.tenant.id).await?.ok_or(PageError::NotFound)?;
    let after = house::TenantRow { mail_from: from.clone(), base_url: base.clone(), ..row.clone() };
    if after != row {
        house::change_tenant(&mut tx, &row, &after).await?;
    }
    tx.commit().await?;
    if form.flag("test") {
        let mut tenant = (*v.tenant).clone();
        (tenant.mail_from, tenant.base_url) = (from, base);
        v.tenant = std::sync::Arc::new(tenant);
        trial(&v).await?;
    }
    redirect(&v, "/admin/mail")
}

/// `POST /admin/mail/test`
pub(crate) async fn test(v: Visit, _: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    trial(&v).await?;
    redirect(&v, "/admin/mail")
}

/// Sends the test letter and notes how it fared, in words.
async fn trial(v: &Visit) -> Result<(), PageError> {
    let (name, address) = own_address(v).await?;
    if address.is_empty() {
        return Err(PageError::Refused("setup-mail-no-address"));
    }
    let subject = v.t1("setup-mail-test-subject", "region", v.region());
    let text = v.t1("setup-mail-test-text", "url", &v.tenant.base_url);
    let fared = post::trial(&v.app, &v.tenant, (&name, &address), subject, text).await?;
    let problem = match fared {
        Ok(()) => None,
        Err((code, words)) => {
            tracing::warn!(code, words, "the test letter did not go");
            Some(v.t1(&format!("setup-mail-trouble-{code}"), "words", words))
        }
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    match post::of(tx.conn(), v.tenant.id).await? {
        Some(server) => post::tested(&mut tx, &server, problem).await?,
        // The common server is nobody's to note; where it does not work, that is told at once.
        None if problem.is_some() => return Err(PageError::Refused("setup-mail-common-failed")),
        None => {}
    }
    tx.noted("tenant", v.tenant.id, "mail_tested", &[]);
    tx.commit().await?;
    Ok(())
}

/// `POST /admin/mail/remove`: back to the common server, or to none.
pub(crate) async fn remove(v: Visit, _: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let server = post::of(tx.conn(), v.tenant.id).await?.ok_or(PageError::NotFound)?;
    post::remove(&mut tx, &server).await?;
    tx.commit().await?;
    redirect(&v, "/admin/mail")
}

/// `POST /admin/mail/letters/{id}`: a letter that did not arrive goes again, to another address where one is typed.
pub(crate) async fn again(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let letter = outbox::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let typed = form.value("to").trim().to_owned();
    // A letter about a person carries a link that lets in: it goes to nobody else.
    let to =
        if typed.is_empty() || letter.about_kind == "person" { letter.to_address.clone() } else { typed };
    if !looks_like_address(&to) {
        let server = post::of(v.app.db(), v.tenant.id).await?;
        let mut page = shown(&v, server.as_ref());
        page.wrong_with(&format!("to-{id}"), "setup-not-an-address", &to);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &page).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    outbox::again(&mut tx, id, &to).await?.ok_or(PageError::Stale)?;
    tx.commit().await?;
    redirect(&v, "/admin/mail")
}
