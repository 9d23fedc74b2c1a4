//! The letter that asks for a municipality's line, and the one that reminds of it.

use kit::{Lang, fmt};
use page::{App, Tenant, Value};
use people::bodies::Body;
use store::outbox::{self, Letter};

use super::store::{Asked, token};
use crate::meetings::Meeting;
use crate::view;

/// Writes to somebody; `key` is `ask` or `remind`.
pub(super) fn letter(
    app: &App,
    tenant: &Tenant,
    (m, body): (&Meeting, &Body),
    to: &Asked,
    town: &str,
    key: &str,
) -> Letter {
    let lang: Lang = to.lang.parse().unwrap_or_default();
    let day = m.day().map_or_else(String::new, |d| fmt::date(lang, d));
    let args = [
        ("meeting", Value::from(view::name(m, body).get(lang).to_owned())),
        ("day", Value::from(day)),
        ("town", Value::from(town.to_owned())),
    ];
    let t = |key: &str| app.t(lang, key, &args);
    let address = format!("{}/{lang}/round/{}", tenant.base_url.trim_end_matches('/'), token(tenant, to.id));
    let text = format!(
        "{}\n\n{}\n{address}\n\n{}\n\n-- \n{}\n",
        t(&format!("round-letter-{key}")),
        t("round-letter-link"),
        t("round-letter-until"),
        tenant.council.get(lang),
    );
    Letter {
        to_name: to.name.clone(),
        to_address: to.email.clone(),
        subject: t(&format!("round-letter-subject-{key}")),
        body: outbox::Body { text, lang: lang.code().to_owned(), ..outbox::Body::default() },
        about: ("round", to.item),
    }
}
