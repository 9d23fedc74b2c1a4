//! The letter that tells the proposer, and the assistant who wrote for him, what became of the proposal.

use kit::{Lang, fmt};
use page::{Value, Visit};
use people::bodies::Body;
use people::persons::{self, Person};
use store::outbox::{self, Letter};
use store::{Result, Tx};

use super::store::Proposal;
use crate::meetings::Meeting;
use crate::view;

/// Tells the proposer; `key` is the new state, or `reopened`.
pub(super) async fn tell(
    v: &Visit,
    tx: &Tx,
    p: &Proposal,
    body: &Body,
    m: Option<&Meeting>,
    key: &str,
) -> Result<()> {
    for id in std::iter::once(p.by_person).chain(p.via_person) {
        let found = persons::get(tx.conn(), tx.tenant(), id).await?;
        let letter = found.and_then(|person| write(v, (p, body, m), key, person));
        if let Some(letter) = letter {
            outbox::post(tx, letter).await?;
        }
    }
    Ok(())
}

/// The letter; `None` for who has no address.
fn write(
    v: &Visit,
    (p, body, m): (&Proposal, &Body, Option<&Meeting>),
    key: &str,
    person: Person,
) -> Option<Letter> {
    let address = person.email.clone().filter(|e| !e.is_empty())?;
    let lang: Lang = person.lang.parse().unwrap_or_default();
    let when = |m: &Meeting| {
        let day = m.day().map_or_else(String::new, |d| fmt::date(lang, d));
        format!("{} {day}", view::name(m, body).get(lang)).trim_end().to_owned()
    };
    let args = [
        ("title", Value::from(p.title.clone())),
        ("body", Value::from(body.name.0.get(lang).to_owned())),
        ("meeting", Value::from(m.map_or_else(String::new, when))),
        ("reason", Value::from(p.reason.clone())),
    ];
    let t = |key: &str| v.app.t(lang, key, &args);
    let base = v.tenant.base_url.trim_end_matches('/');
    let text = format!(
        "{}\n\n{}\n{base}/{lang}/proposals/{}\n\n-- \n{}\n",
        t(&format!("proposal-letter-{key}")),
        t("proposal-letter-where"),
        p.id,
        v.tenant.council.get(lang),
    );
    Some(Letter {
        to_name: person.name,
        to_address: address,
        subject: t(&format!("proposal-letter-subject-{key}")),
        body: outbox::Body { text, lang: lang.code().to_owned(), ..outbox::Body::default() },
        about: ("proposal", p.id),
    })
}
