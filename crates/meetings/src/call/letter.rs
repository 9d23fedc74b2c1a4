//! The words of letters about a meeting, in the receiver's language, as text, page and calendar part.

use askama::Template;
use itip::{Attendee, Call, Mailbox, PartStat, Role, Status};
use jiff::Timestamp;
use kit::{Lang, Publicity, fmt};
use page::{PageError, Value};
use store::outbox;

use super::Sender;
use crate::agenda;
use crate::invitations::{self, Invitation};
use crate::meetings::Meeting;
use crate::view;

/// Why a letter is sent.
pub(crate) enum Why<'a> {
    /// The first call to this receiver.
    Call,
    /// Time, place, link or name changed.
    Changed,
    /// An item came or changed after the call.
    Late { title: &'a kit::Local, publicity: Publicity, reason: &'a str },
    /// No answer yet.
    Reminder,
    /// The meeting is cancelled.
    Cancelled { reason: &'a str },
    /// A visitor's slot has moved while the session runs.
    Delayed,
    /// A visitor's slot was moved by who prepares the meeting.
    Moved,
    /// The receiver is no longer called.
    Withdrawn,
}

impl Why<'_> {
    const fn code(&self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Changed => "changed",
            Self::Late { .. } => "late",
            Self::Reminder => "reminder",
            Self::Cancelled { .. } => "cancelled",
            Self::Delayed => "delayed",
            Self::Moved => "moved",
            Self::Withdrawn => "withdrawn",
        }
    }

    const fn ends(&self) -> bool {
        matches!(self, Self::Cancelled { .. } | Self::Withdrawn)
    }
}

#[derive(Template)]
#[template(path = "meetings/letter.html")]
struct Page<'a> {
    lang: Lang,
    subject: &'a str,
    words: &'a Words,
}

/// What a letter says.
pub(crate) struct Words {
    lead: String,
    facts: Vec<(String, String)>,
    agenda: Option<(String, Vec<String>)>,
    answer: Option<(String, String)>,
    foot: String,
}

fn lang_of(to: &Invitation) -> Lang {
    to.lang.parse().unwrap_or_default()
}

/// The subject line.
pub(crate) fn subject(s: &Sender<'_>, to: &Invitation, why: &Why<'_>) -> String {
    let lang = lang_of(to);
    let name = view::name(s.meeting, s.body);
    let day = s.meeting.day().map_or_else(String::new, |d| fmt::date(lang, d));
    s.app.t(
        lang,
        &format!("meetings-letter-subject-{}", why.code()),
        &[("meeting", Value::from(name.get(lang).to_owned())), ("day", Value::from(day))],
    )
}

/// The times of the call: the whole meeting, or a visitor's own slot.
fn times(s: &Sender<'_>, to: &Invitation) -> Option<(Timestamp, Timestamp)> {
    let (start, end) = (s.meeting.start()?, s.meeting.end()?);
    let Some(visitor) = to.visitor else { return Some((start, end)) };
    let visitor = s.visitors.iter().find(|v| v.id == visitor)?;
    let day = kit::local_date(start);
    let at = |text: &str| view::time_of(text).map(|t| kit::to_instant(day.to_datetime(t)));
    let from = at(&visitor.from_time)?;
    Some((from, at(&visitor.to_time).filter(|to| *to > from).unwrap_or(end)))
}

/// The letter; `None` for a visitor who has nothing to do with it.
pub(crate) fn compose(
    s: &Sender<'_>,
    to: &Invitation,
    why: &Why<'_>,
    now: Timestamp,
) -> Result<Option<outbox::Body>, PageError> {
    let visitor = to.role == "visitor";
    if visitor && matches!(why, Why::Late { .. }) {
        return Ok(None);
    }
    let Some((start, end)) = times(s, to) else { return Ok(None) };
    let lang = lang_of(to);
    let words = words(s, to, why, (start, end));
    let subject = subject(s, to, why);
    let calendar = match why {
        Why::Reminder => None,
        _ => Some(calendar(s, to, why, (start, end), now)?),
    };
    let enclosures = match why {
        Why::Call | Why::Changed | Why::Late { .. } if !visitor => {
            s.files.get(&lang).cloned().unwrap_or_default()
        }
        _ => Vec::new(),
    };
    Ok(Some(outbox::Body {
        text: plain(&words),
        html: Some(Page { lang, subject: &subject, words: &words }.render()?),
        calendar,
        enclosures,
        lang: lang.code().to_owned(),
        unsubscribe: None,
    }))
}

fn words(s: &Sender<'_>, to: &Invitation, why: &Why<'_>, (start, end): (Timestamp, Timestamp)) -> Words {
    let (lang, m) = (lang_of(to), s.meeting);
    let t = |key: &str| s.app.t(lang, key, &[]);
    let mut args = vec![("meeting", Value::from(view::name(m, s.body).get(lang).to_owned()))];
    match why {
        Why::Late { title, publicity, reason } => {
            // A letter is no place for what is secret: the receiver reads it signed in.
            let shown = match publicity {
                Publicity::Secret => t("meetings-letter-secret-item"),
                _ => title.get(lang).to_owned(),
            };
            args.push(("item", Value::from(shown)));
            args.push(("reason", Value::from((*reason).to_owned())));
        }
        Why::Cancelled { reason } => args.push(("reason", Value::from((*reason).to_owned()))),
        _ => {}
    }
    let visitor = to.role == "visitor";
    let kind = if visitor && matches!(why, Why::Call) { "visitor" } else { why.code() };
    let lead = s.app.t(lang, &format!("meetings-letter-lead-{kind}"), &args);
    let mut facts = vec![(
        t("meetings-time"),
        format!("{}–{}", fmt::date_time(lang, kit::local_time(start)), fmt::time(lang, kit::local_time(end))),
    )];
    if !m.mode.is_empty() {
        facts.push((t("meetings-mode"), t(&format!("meeting-mode-{}", m.mode))));
    }
    if !m.place.0.is_empty() {
        facts.push((t("meetings-place"), m.place.0.get(lang).to_owned()));
    }
    if !m.remote_link.is_empty() && !why.ends() {
        facts.push((t("meetings-remote-link"), m.remote_link.clone()));
    }
    let token = invitations::token(s.tenant, to.id);
    let base = s.tenant.base_url.trim_end_matches('/');
    if visitor && !why.ends() {
        facts.push((t("visit-slides-link"), format!("{base}/{lang}/visit/{token}")));
    }
    let address = format!("{base}/{lang}/answer/{token}");
    Words {
        lead,
        facts,
        agenda: (!visitor && !why.ends()).then(|| (t("meetings-agenda"), agenda_lines(s, lang))),
        answer: (!why.ends()).then(|| (t("meetings-letter-answer"), address)),
        foot: t("meetings-letter-foot"),
    }
}

fn agenda_lines(s: &Sender<'_>, lang: Lang) -> Vec<String> {
    s.items
        .iter()
        .zip(agenda::numbers(s.items))
        .map(|(item, number)| {
            let title = match item.publicity() {
                Publicity::Secret => s.app.t(lang, "meetings-letter-secret-item", &[]),
                _ => item.title.0.get(lang).to_owned(),
            };
            match number {
                Some(n) => format!("{n}. {title}"),
                None => title,
            }
        })
        .collect()
}

fn plain(w: &Words) -> String {
    let mut out = format!("{}\n\n", w.lead);
    for (label, value) in &w.facts {
        out.push_str(&format!("{label}: {value}\n"));
    }
    if let Some((title, lines)) = &w.agenda {
        out.push_str(&format!("\n{title}\n"));
        for line in lines {
            out.push_str(&format!("  {line}\n"));
        }
    }
    if let Some((label, address)) = &w.answer {
        out.push_str(&format!("\n{label}:\n{address}\n"));
    }
    out.push_str(&format!("\n-- \n{}\n", w.foot));
    out
}

fn role(code: &str) -> Role {
    match code {
        "chair" => Role::Chair,
        "deputy" => Role::Informed,
        "expert" | "observer" | "visitor" => Role::Optional,
        _ => Role::Required,
    }
}

fn partstat(answer: &str) -> PartStat {
    match answer {
        "on_site" | "remote" | "coming" => PartStat::Accepted,
        "deputy" => PartStat::Delegated,
        "absent" => PartStat::Declined,
        "perhaps" => PartStat::Tentative,
        _ => PartStat::NeedsAction,
    }
}

/// The SEQUENCE of a letter: the meeting's; a visitor's entry goes on from what was sent last, for a slot moves alone.
pub(crate) fn sequence(m: &Meeting, to: &Invitation) -> i64 {
    match (to.visitor, to.sent_at) {
        (Some(_), Some(_)) => m.sequence.max(to.sent_sequence + 1),
        _ => m.sequence,
    }
}

/// The calendar part. Nobody else's address stands in it: each receiver answers for oneself.
fn calendar(
    s: &Sender<'_>,
    to: &Invitation,
    why: &Why<'_>,
    (start, end): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<(String, String), PageError> {
    let (lang, m) = (lang_of(to), s.meeting);
    let page = format!("{}/{lang}/meetings/{}", s.tenant.base_url.trim_end_matches('/'), m.id);
    let mut description = page.clone();
    if !m.remote_link.is_empty() && !why.ends() {
        let label = s.app.t(lang, "meetings-remote-link", &[]);
        description = format!("{label}: {}\n{page}", m.remote_link);
    }
    let call = Call {
        uid: m.uid.clone(),
        sequence: u32::try_from(sequence(m, to)).unwrap_or(0),
        dtstamp: now,
        start,
        end,
        summary: view::name(m, s.body).get(lang).to_owned(),
        description,
        location: m.place.0.get(lang).to_owned(),
        url: Some(page),
        organizer: Mailbox { name: s.tenant.council.get(lang).to_owned(), email: s.tenant.mail_from.clone() },
        attendees: vec![Attendee {
            name: to.name.clone(),
            email: to.email.clone(),
            role: role(&to.role),
            partstat: partstat(&to.answer),
            rsvp: to.role != "deputy",
        }],
        created: m.called_at.map_or(now, store::Stamp::at),
        last_modified: now,
        status: Status::Confirmed,
    };
    if why.ends() {
        // The number was raised when the meeting was cancelled; the writer raises what was last sent.
        let raised = u32::from(matches!(why, Why::Cancelled { .. }));
        let last = Call { sequence: call.sequence.saturating_sub(raised), ..call };
        let ics = itip::cancel(&last).map_err(PageError::inside)?;
        return Ok(("CANCEL".to_owned(), ics));
    }
    Ok(("REQUEST".to_owned(), itip::request(&call).map_err(PageError::inside)?))
}
