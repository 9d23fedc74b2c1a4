//! The forms of a meeting and of an item, read and filled.

use jiff::Timestamp;
use kit::{Local, When};
use page::{Form, Visit};

use crate::meetings::{MODES, Meeting};
use crate::view;

/// What the form of a meeting says.
pub(crate) struct MeetingForm {
    pub(crate) title: Local,
    pub(crate) at: When,
    pub(crate) starts_at: Option<Timestamp>,
    pub(crate) ends_at: Option<Timestamp>,
    pub(crate) mode: String,
    pub(crate) place: Local,
    pub(crate) remote_link: String,
    pub(crate) note: Local,
    pub(crate) doubt: Local,
    pub(crate) source: String,
}

/// Whether a link may stand in a page and in calendars.
fn is_link(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
}

impl MeetingForm {
    /// Reads the form. A meeting recorded afterwards may have a date with doubt; others need a day or none at all.
    pub(crate) fn read(form: &mut Form, afterwards: bool) -> Self {
        let title = view::local_field(form, "title", 200, false);
        let at = if afterwards {
            form.when("day")
        } else {
            form.required_day("day").map_or_else(When::unknown, When::day)
        };
        let start = form.time("start");
        let end = form.time("end");
        let day = at.known_day();
        if let (Some(start), Some(end)) = (start, end)
            && end <= start
        {
            form.wrong("end", "meetings-problem-end-before-start");
        }
        if end.is_some() && start.is_none() && form.problem("start").is_none() {
            form.wrong("start", "meetings-problem-end-without-start");
        }
        if start.is_some() && day.is_none() && form.problem("day").is_none() {
            form.wrong("day", "meetings-problem-time-without-day");
        }
        let at_time = |time: Option<jiff::civil::Time>| Some(kit::to_instant(day?.to_datetime(time?)));
        let (starts_at, ends_at) = (at_time(start), at_time(end));
        let mode = form.choice("mode", &MODES).unwrap_or_default().to_owned();
        if mode.is_empty() && !afterwards {
            form.wrong("mode", "problem-required");
        }
        let remote_link = form.text("remote_link", 1000);
        if !remote_link.is_empty() && !is_link(&remote_link) {
            form.wrong("remote_link", "meetings-problem-link");
        }
        Self {
            title,
            at,
            starts_at,
            ends_at,
            mode,
            place: view::local_field(form, "place", 200, false),
            remote_link,
            note: view::local_field(form, "note", 2000, false),
            doubt: if afterwards { view::local_field(form, "doubt", 1000, false) } else { Local::default() },
            source: if afterwards { form.text("source", 300) } else { String::new() },
        }
    }

    /// The meeting as the form has it.
    pub(crate) fn put(self, before: &Meeting) -> Meeting {
        let afterwards = before.recorded_afterwards;
        Meeting {
            title: store::Json(self.title),
            at_date: self.at.code(),
            at_printed: self.at.printed().map(str::to_owned).or_else(|| {
                // The words of the source stay as long as the date does.
                before.at_printed.clone().filter(|_| before.at_date == self.at.code())
            }),
            starts_at: self.starts_at.map(Into::into),
            ends_at: self.ends_at.map(Into::into),
            mode: self.mode,
            place: store::Json(self.place),
            remote_link: self.remote_link,
            note: store::Json(self.note),
            doubt: if afterwards { store::Json(self.doubt) } else { before.doubt.clone() },
            source: if afterwards { self.source } else { before.source.clone() },
            ..before.clone()
        }
    }
}

/// The form filled with a meeting.
pub(crate) fn of_meeting(v: &Visit, m: &Meeting) -> Form {
    let time = |at: Option<Timestamp>| {
        at.map_or_else(String::new, |at| {
            let t = kit::local_time(at);
            format!("{}.{:02}", t.hour(), t.minute())
        })
    };
    let when = m.when();
    let day = match (when.known_day(), when.printed()) {
        (Some(d), _) => format!("{}.{}.{}", d.day(), d.month(), d.year()),
        (None, Some(words)) if When::parse(words).is_ok_and(|w| w.code() == when.code()) => words.to_owned(),
        (None, _) => when.show(v.lang).unwrap_or_default(),
    };
    let form = Form::new()
        .with("version", m.version)
        .with("day", day)
        .with("start", time(m.start()))
        .with("end", time(m.end()))
        .with("mode", &m.mode)
        .with("remote_link", &m.remote_link)
        .with("source", &m.source);
    let form = view::with_local(form, "title", &m.title.0);
    let form = view::with_local(form, "place", &m.place.0);
    let form = view::with_local(form, "note", &m.note.0);
    view::with_local(form, "doubt", &m.doubt.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        Form::from_pairs(pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect())
    }

    #[test]
    fn an_end_before_the_start_is_refused_and_what_was_typed_stays() {
        let mut f = form(&[("day", "13.10.2021"), ("start", "11.00"), ("end", "9.00"), ("mode", "hybrid")]);
        MeetingForm::read(&mut f, false);
        assert_eq!(f.problem("end").unwrap().key, "meetings-problem-end-before-start");
        assert_eq!(f.value("end"), "9.00");
    }

    #[test]
    fn what_is_recorded_afterwards_may_be_in_doubt_and_what_is_planned_may_not() {
        let mut f = form(&[("day", "syksyllä 2012")]);
        let read = MeetingForm::read(&mut f, true);
        assert!(f.ok());
        assert_eq!((read.at.code().as_str(), read.at.printed()), ("2012-09~autumn", Some("syksyllä 2012")));
        let mut f = form(&[("day", "syksyllä 2012"), ("mode", "remote")]);
        MeetingForm::read(&mut f, false);
        assert_eq!(f.problem("day").unwrap().key, "problem-not-a-day");
    }

    #[test]
    fn only_an_address_of_the_web_is_a_link() {
        assert!(is_link("https://kokous.example.org/a?b=1"));
        assert!(!is_link("javascript:alert(1)"));
        assert!(!is_link("https://a b"));
    }
}
