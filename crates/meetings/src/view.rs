//! What several pages show alike: names, days with doubt, states, items as somebody may see them.

use std::collections::HashMap;

use assembly::MeetingState;
use jiff::civil::Time;
use kit::{Local, When};
use page::{DateBox, Html, PageError, Visit};
use people::bodies::{self, Body};
use uuid::Uuid;

use crate::meetings::{self, Meeting};
use crate::rights;

/// Reads the id of an address; what is no id leads nowhere.
pub(crate) fn id(text: &str) -> Result<Uuid, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// The meeting of an address.
pub(crate) async fn load(v: &Visit, text: &str) -> Result<Meeting, PageError> {
    meetings::get(v.app.db(), v.tenant.id, id(text)?).await?.ok_or(PageError::NotFound)
}

/// The meeting's body.
pub(crate) async fn body_of(v: &Visit, m: &Meeting) -> Result<Body, PageError> {
    bodies::get(v.app.db(), v.tenant.id, m.body).await?.ok_or(PageError::NotFound)
}

/// The meeting of an address for who prepares it.
pub(crate) async fn prepared(v: &Visit, text: &str) -> Result<(Meeting, Body), PageError> {
    let m = load(v, text).await?;
    v.allow(rights::may_prepare(&v.who, &m))?;
    let body = body_of(v, &m).await?;
    Ok((m, body))
}

/// What the meeting is called: its own name, or its body's.
pub(crate) fn name(m: &Meeting, body: &Body) -> Local {
    if m.title.0.is_empty() { body.name.0.clone() } else { m.title.0.clone() }
}

/// A time as it was typed: `9.40` or `9:40`.
pub(crate) fn time_of(text: &str) -> Option<Time> {
    let text = text.trim().replace('.', ":");
    let (h, m) = text.split_once(':').unwrap_or((&text, "0"));
    Time::new(h.parse().ok()?, m.parse().ok()?, 0, 0).ok()
}

/// All bodies by id.
pub(crate) struct Bodies(HashMap<Uuid, Body>);

impl Bodies {
    pub(crate) async fn of(v: &Visit) -> Result<Self, PageError> {
        let all = bodies::list(v.app.db(), v.tenant.id).await?;
        Ok(Self(all.into_iter().map(|b| (b.id, b)).collect()))
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&Body> {
        self.0.get(&id)
    }

    pub(crate) fn by_key(&self, key: &str) -> Option<&Body> {
        self.0.values().find(|b| b.key == key)
    }

    /// In Finnish order.
    pub(crate) fn sorted(&self) -> Vec<&Body> {
        let mut all: Vec<&Body> = self.0.values().collect();
        all.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        all
    }
}

/// A meeting in a line of a list.
pub(crate) struct Line {
    pub(crate) url: String,
    pub(crate) name: Html,
    pub(crate) body: Html,
    pub(crate) leaf: DateBox,
    pub(crate) time: String,
    pub(crate) mode: String,
    pub(crate) place: Html,
    pub(crate) state: String,
    pub(crate) state_class: &'static str,
    pub(crate) doubtful: bool,
    pub(crate) example: bool,
}

impl Line {
    pub(crate) fn new(v: &Visit, m: &Meeting, body: &Body) -> Self {
        let state = rights::shown_state(&v.who, m);
        Self {
            url: v.url(&format!("/meetings/{}", m.id)),
            name: v.local(&name(m, body)),
            body: if m.title.0.is_empty() { Html::default() } else { v.local(&body.name.0) },
            leaf: DateBox::of(v, &m.when()),
            time: times(v, m),
            mode: mode(v, m),
            place: v.local(&m.place.0),
            state: v.t(&format!("meeting-state-{}", state.code())),
            state_class: state_class(state),
            doubtful: !m.doubt.0.is_empty(),
            example: m.example,
        }
    }
}

/// How the meeting is held, in words; empty where it is not known.
pub(crate) fn mode(v: &Visit, m: &Meeting) -> String {
    if m.mode.is_empty() { String::new() } else { v.t(&format!("meeting-mode-{}", m.mode)) }
}

/// `9.00–11.30`, as far as it is known.
pub(crate) fn times(v: &Visit, m: &Meeting) -> String {
    match (m.start(), m.end()) {
        (Some(start), Some(end)) => format!("{}–{}", v.time(start), v.time(end)),
        (Some(start), None) => v.time(start),
        _ => String::new(),
    }
}

/// The colour of a state; its word always stands there too.
pub(crate) fn state_class(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Reserved | MeetingState::Called => "info",
        MeetingState::Draft | MeetingState::Held => "wait",
        MeetingState::InSession | MeetingState::Closed => "ok",
        MeetingState::Cancelled => "stop",
        MeetingState::RecordedAfterwards => "",
    }
}

/// The day in words: with its weekday where it is known, else as much as is.
pub(crate) fn day(v: &Visit, m: &Meeting) -> String {
    match m.day() {
        Some(d) => v.weekday_date(d),
        None => v.when(&m.when()),
    }
}

/// The words of the source, where they say more than the day shown.
pub(crate) fn printed(v: &Visit, when: &When) -> String {
    match when.printed() {
        Some(words) if !when.is_unknown() && when.show(v.lang).as_deref() != Some(words) => {
            v.t1("meetings-printed", "printed", words)
        }
        _ => String::new(),
    }
}

/// A written text for a page; its headings lie under the page's own.
pub(crate) fn rich(v: &Visit, stored: &str) -> Html {
    v.written(&richtext::RichText::parse(stored).to_html_under(3))
}

/// A typed text in its stored form; a problem is noted at the field.
pub(crate) fn rich_field(form: &mut page::Form, name: &str) -> String {
    match richtext::RichText::from_input(form.value(name)) {
        Ok(text) => text.to_html(),
        Err(_) => {
            form.wrong_with(name, "problem-too-long", 200_000);
            String::new()
        }
    }
}

/// The three language fields of a text: `name_fi`, `name_sv`, `name_en`.
pub(crate) fn local_field(form: &mut page::Form, name: &str, max: usize, needed: bool) -> Local {
    let mut read = |lang: &str| form.text(&format!("{name}_{lang}"), max);
    let text = Local { fi: read("fi"), sv: read("sv"), en: read("en") };
    if needed && text.fi.is_empty() {
        form.wrong(&format!("{name}_fi"), "problem-required");
    }
    text
}

/// Puts a text in three languages into a form.
pub(crate) fn with_local(form: page::Form, name: &str, text: &Local) -> page::Form {
    form.with(&format!("{name}_fi"), &text.fi)
        .with(&format!("{name}_sv"), &text.sv)
        .with(&format!("{name}_en"), &text.en)
}

/// One choice of a select with its words.
pub(crate) type Choice = (String, String);

/// Choices whose words are texts `prefix-code`, after an empty one where the field may be empty.
pub(crate) fn choices(v: &Visit, prefix: &str, codes: &[&str], empty: Option<&str>) -> Vec<Choice> {
    let first = empty.map(|key| (String::new(), v.t(key)));
    first.into_iter().chain(codes.iter().map(|c| ((*c).to_owned(), v.t(&format!("{prefix}-{c}"))))).collect()
}
