use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Value, Visit, html, html_with};
use people::persons::{self, Person};
use store::outbox::{Body, Letter};
use store::{Act, outbox};

use crate::caller::Caller;
use crate::sessions::Way;
use crate::tries::{self, Count};
use crate::{enter, links};

#[derive(Template)]
#[template(path = "signin/ask_link.html")]
struct AskPage<'a> {
    v: &'a Visit,
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "signin/sent.html")]
struct SentPage<'a> {
    v: &'a Visit,
    address: &'a str,
}

#[derive(Template)]
#[template(path = "signin/press.html")]
struct PressPage<'a> {
    v: &'a Visit,
    action: String,
    used: bool,
}

/// `GET /login/link`
pub(crate) async fn ask(v: Visit) -> Answer {
    html(&v, &v.t("signin-link-title"), &AskPage { v: &v, form: &Form::new() })
}

/// `POST /login/link`: the same answer whether we know the address or not.
pub(crate) async fn send(v: Visit, caller: Caller, mut form: Form) -> Answer {
    let address = form.required("email", 200);
    if form.ok() && !address.contains('@') {
        form.wrong("email", "signin-not-an-address");
    }
    if !form.ok() {
        let page = AskPage { v: &v, form: &form };
        return html_with(&v, StatusCode::UNPROCESSABLE_ENTITY, &v.t("signin-link-title"), &page);
    }
    let mut counts = vec![Count("link", &address, tries::LINKS)];
    if let Some(from) = &caller.address {
        counts.push(Count("link-address", from, tries::PER_ADDRESS));
    }
    // Over the limit nothing is sent, and nothing is said of it: three letters of a quarter of an hour lie there.
    if tries::take(&v.app, v.tenant.id, &counts).await?.is_ok() {
        let known = persons::by_email(v.app.db(), v.tenant.id, &address).await?;
        if let Some(person) = known.filter(|p| p.active) {
            post(&v, &person).await?;
        }
    }
    html(&v, &v.t("signin-sent-title"), &SentPage { v: &v, address: &address })
}

async fn post(v: &Visit, person: &Person) -> Result<(), page::PageError> {
    let Some(address) = person.email.clone() else { return Ok(()) };
    let lang: Lang = person.lang.parse().unwrap_or_default();
    let mut tx = v.app.store().begin(Act::machinery("sign-in", v.tenant.id, v.now)).await?;
    let token = links::make(&mut tx, person.id).await?;
    let url = format!("{}/{lang}/login/link/{token}", v.tenant.base_url.trim_end_matches('/'));
    let region = v.tenant.name.get(lang).to_owned();
    let letter = Letter {
        to_name: person.name.clone(),
        to_address: address,
        subject: v.app.t(lang, "signin-letter-subject", &[("region", Value::from(region.clone()))]),
        body: Body {
            text: v.app.t(
                lang,
                "signin-letter",
                &[("url", Value::from(url)), ("region", Value::from(region)), ("minutes", Value::from(15))],
            ),
            lang: lang.code().to_owned(),
            ..Body::default()
        },
        about: ("person", person.id),
    };
    outbox::post(&tx, letter).await?;
    tx.commit().await?;
    Ok(())
}

fn press(v: &Visit, status: StatusCode, token: &str, used: bool) -> Answer {
    let page = PressPage { v, action: v.url(&format!("/login/link/{token}")), used };
    html_with(v, status, &v.t("signin-press-title"), &page)
}

/// `GET /login/link/{token}`: shows a button and does nothing else, since scanners of mail open every link.
pub(crate) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    press(&v, StatusCode::OK, &token, false)
}

/// `POST /login/link/{token}`
pub(crate) async fn redeem(v: Visit, caller: Caller, Path(token): Path<String>, _: Form) -> Answer {
    let mut tx = v.app.store().begin(v.act()).await?;
    let Some(person) = links::redeem(&mut tx, &token).await? else {
        return press(&v, StatusCode::CONFLICT, &token, true);
    };
    enter::enter(&v, tx, &caller, &person, Way::Link, "/").await
}
