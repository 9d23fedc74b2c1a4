//! The words of letters about a poll, in the receiver's language.

use kit::{Lang, fmt};
use page::{App, Tenant, Value};
use people::bodies::Body;
use store::{Tx, outbox};

use super::store::{self as kept, Poll, Time, Voter};

/// Why a letter is sent.
pub(crate) enum Why {
    /// The first question.
    Asked,
    /// No answer yet.
    Reminder,
    /// A time was fixed.
    Fixed(jiff::Timestamp),
}

/// What the poll is called: its own title, or its body's name.
pub(crate) fn name(poll: &Poll, body: &Body, lang: Lang) -> String {
    if poll.title.0.is_empty() { body.name.0.get(lang) } else { poll.title.0.get(lang) }.to_owned()
}

/// A proposed time in words: `ke 24.11.2026 9.00`.
pub(crate) fn time_words(lang: Lang, at: jiff::Timestamp) -> String {
    let local = kit::local_time(at);
    format!("{} {}", fmt::weekday_short(lang, local.date()), fmt::date_time(lang, local))
}

/// Puts letters to those with an address into the outbox; returns to whom.
pub(crate) async fn send(
    app: &App,
    tenant: &Tenant,
    tx: &Tx,
    (poll, body, times): (&Poll, &Body, &[Time]),
    to: &[Voter],
    why: &Why,
) -> ::store::Result<Vec<Voter>> {
    let mut sent = Vec::new();
    for voter in to.iter().filter(|v| !v.email.is_empty()) {
        let lang: Lang = voter.lang.parse().unwrap_or_default();
        let name = name(poll, body, lang);
        let t = |key: &str, args: &[(&'static str, Value)]| app.t(lang, key, args);
        let about = [("name", Value::from(name.clone()))];
        let base = tenant.base_url.trim_end_matches('/');
        let (subject, mut text) = match why {
            Why::Asked => (t("poll-letter-subject", &about), t("poll-letter-lead", &about)),
            Why::Reminder => {
                (t("poll-letter-subject-reminder", &about), t("poll-letter-lead-reminder", &about))
            }
            Why::Fixed(at) => {
                let args =
                    [("name", Value::from(name.clone())), ("time", Value::from(time_words(lang, *at)))];
                (t("poll-letter-subject-fixed", &args), t("poll-letter-lead-fixed", &args))
            }
        };
        text.push_str("\n\n");
        if matches!(why, Why::Asked | Why::Reminder) {
            for time in times {
                text.push_str(&format!("  {}\n", time_words(lang, time.starts_at.at())));
            }
            if !poll.note.is_empty() {
                text.push_str(&format!("\n{}\n", poll.note));
            }
            let link = format!("{base}/{lang}/poll/{}", kept::token(tenant, voter.id));
            text.push_str(&format!("\n{}\n{link}\n", t("poll-letter-where", &[])));
            if let Some(until) = poll.until {
                let day = Value::from(fmt::date(lang, until.0));
                text.push_str(&format!("{}\n", t("poll-letter-until", &[("day", day)])));
            }
        }
        text.push_str(&format!("\n-- \n{}\n", tenant.council.get(lang)));
        let letter = outbox::Letter {
            to_name: voter.name.clone(),
            to_address: voter.email.clone(),
            subject,
            body: outbox::Body { text, lang: lang.code().to_owned(), ..outbox::Body::default() },
            about: ("poll", poll.id),
        };
        outbox::post(tx, letter).await?;
        sent.push(voter.clone());
    }
    Ok(sent)
}
