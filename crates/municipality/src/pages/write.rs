//! `/municipalities/{slug}/write`: a letter to those who represent the municipality.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use jiff::SignedDuration;
use page::{Answer, Form, PageError, Peer, Visit, html_with, redirect};
use people::municipalities::Municipality;
use store::limit;

use super::town_of;
use crate::letter::{self, Written};

/// The longest letter, in characters.
const LONGEST: usize = 4_000;
/// Letters are counted over this time:
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// so many from one address of mail,
const PER_ADDRESS: u64 = 3;
/// so many from one place of the network,
const PER_PEER: u64 = 10;
/// and so many to one municipality.
const PER_TOWN: u64 = 30;

#[derive(Template)]
#[template(path = "municipality/write.html")]
struct Write<'a> {
    v: &'a Visit,
    form: &'a Form,
    slug: &'a str,
    name: &'a str,
    sent: bool,
}

fn draw(v: &Visit, town: &Municipality, form: &Form, sent: bool, status: StatusCode) -> Answer {
    let name = town.name(v.lang);
    let title = v.t1("municipality-write-title", "name", name);
    html_with(v, status, &title, &Write { v, form, slug: &town.slug, name, sent })
}

/// Nobody represents a municipality that is no more.
async fn standing(v: &Visit, slug: &str) -> Result<Municipality, PageError> {
    let town = town_of(v, slug).await?;
    if town.valid_to.is_some_and(|to| to.0 < v.today()) { Err(PageError::NotFound) } else { Ok(town) }
}

/// `GET /municipalities/{slug}/write`
pub(crate) async fn show(v: Visit, Path(slug): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let town = standing(&v, &slug).await?;
    draw(&v, &town, &Form::new(), query.as_deref() == Some("sent"), StatusCode::OK)
}

/// `POST /municipalities/{slug}/write`
pub(crate) async fn send(v: Visit, peer: Peer, Path(slug): Path<String>, mut form: Form) -> Answer {
    let town = standing(&v, &slug).await?;
    let name = form.text("name", 100);
    let email = form.required("email", 254).to_lowercase();
    if !email.is_empty() && !mail::is_address(&email) {
        form.wrong_with("email", "municipality-not-an-address", &email);
    }
    let text = form.required("text", LONGEST);
    if !form.ok() {
        return draw(&v, &town, &form, false, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let place = town.id.to_string();
    let mut counts = vec![("write-mail", email.as_str(), PER_ADDRESS), ("write-town", &place, PER_TOWN)];
    if let Some(peer) = &peer.0 {
        counts.push(("write-peer", peer, PER_PEER));
    }
    for (kind, who, most) in counts {
        if !limit::take(&tx, kind, who, most, WINDOW).await? {
            return Err(PageError::TooMany);
        }
    }
    letter::send(&mut tx, &v.app, &v.tenant, &town, &Written { name, email, text }).await?;
    tx.commit().await?;
    redirect(&v, &format!("/municipalities/{}/write?sent", town.slug))
}
