//! What several pages show alike.

use kit::{Lang, Local, When};
use page::{Form, Html, Visit};
use uuid::Uuid;

use crate::keep::measures::Measure;
use crate::keep::whole::Whole;
use crate::rules::{numbers, state};

/// One choice of a list with its words.
pub(crate) type Choice = (String, String);

/// A state with its colour, its sign and its words.
pub(crate) struct Tag {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) words: String,
}

impl Tag {
    /// How far something is.
    pub(crate) fn of(v: &Visit, code: &str) -> Self {
        let (class, sign) = state::sign(code);
        Self { class, sign, words: v.t(&format!("plans-state-{code}")) }
    }
}

/// The states as choices.
pub(crate) fn states(v: &Visit) -> Vec<Choice> {
    choices(v, "plans-state", &state::STATES)
}

/// Codes as choices: the key of each is `prefix-code`.
pub(crate) fn choices(v: &Visit, prefix: &str, codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|c| ((*c).to_owned(), v.t(&format!("{prefix}-{c}")))).collect()
}

/// The publicity of plans and cards as choices.
pub(crate) fn publicities(v: &Visit) -> Vec<Choice> {
    choices(v, "plans-publicity", &["public", "internal"])
}

/// A text in three languages as typed: `name`, `name-sv`, `name-en`.
pub(crate) fn local(form: &mut Form, name: &str, max: usize) -> Local {
    Local {
        fi: form.text(name, max),
        sv: form.text(&format!("{name}-sv"), max),
        en: form.text(&format!("{name}-en"), max),
    }
}

/// The same, where the Finnish text must be there.
pub(crate) fn local_required(form: &mut Form, name: &str, max: usize) -> Local {
    form.required(name, max);
    local(form, name, max)
}

/// A form that shows a text in three languages.
pub(crate) fn fill(form: Form, name: &str, text: &Local) -> Form {
    form.with(name, &text.fi).with(&format!("{name}-sv"), &text.sv).with(&format!("{name}-en"), &text.en)
}

/// A date with the words of the source, where they say more than the date shown.
pub(crate) fn told(v: &Visit, when: &When) -> String {
    let shown = v.when(when);
    match when.printed() {
        Some(words) if !when.is_unknown() && words != shown => {
            format!("{shown} ({})", v.t1("plans-printed", "printed", words))
        }
        _ => shown,
    }
}

/// A date as it stands in a field.
pub(crate) fn typed(when: &When) -> String {
    match (when.printed(), when.is_unknown()) {
        (Some(words), _) => words.to_owned(),
        (None, true) => String::new(),
        (None, false) => when.show(Lang::Fi).unwrap_or_default(),
    }
}

/// A day as it stands in a field.
pub(crate) fn typed_day(day: Option<store::Day>) -> String {
    day.map(|d| kit::fmt::date(Lang::Fi, d.0)).unwrap_or_default()
}

/// A number in the reader's language, with as many decimals as it has.
pub(crate) fn number(v: &Visit, n: f64) -> String {
    kit::fmt::decimal(v.lang, n, numbers::decimals(n))
}

/// A number as typed into a field that may be empty.
pub(crate) fn number_of(form: &mut Form, name: &str) -> Option<f64> {
    let text = form.value(name).trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let n = numbers::number(&text);
    if n.is_none() {
        form.wrong_with(name, "plans-problem-number", &text);
    }
    n
}

/// A sum as typed into a field that may be empty.
pub(crate) fn euros_of(form: &mut Form, name: &str) -> Option<i64> {
    let text = form.value(name).trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let sum = numbers::euros(&text);
    if sum.is_none() {
        form.wrong_with(name, "plans-problem-euros", &text);
    }
    sum.map(|s| s.0)
}

/// A sum as it stands in a field.
pub(crate) fn typed_euros(cents: Option<i64>) -> String {
    let Some(cents) = cents else { return String::new() };
    match cents % 100 {
        0 => (cents / 100).to_string(),
        part => format!("{},{part:02}", cents / 100),
    }
}

/// A year as typed.
pub(crate) fn year(form: &mut Form, name: &str) -> Option<i64> {
    form.int(name, 1900, 2200)
}

/// A number as typed into a field that may be empty.
pub(crate) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|n| n.to_string()).unwrap_or_default()
}

/// An actor in a line: its name and the address of its chapter.
pub(crate) struct ActorLine {
    pub(crate) url: String,
    pub(crate) name: Html,
}

/// A measure in a line.
pub(crate) struct MeasureLine {
    pub(crate) id: Uuid,
    pub(crate) url: String,
    pub(crate) code: String,
    pub(crate) title: Html,
    pub(crate) theme: Html,
    pub(crate) tag: Tag,
    pub(crate) due: String,
    pub(crate) late: bool,
    pub(crate) reason: Html,
    pub(crate) example: bool,
    pub(crate) shared: bool,
    pub(crate) actors: Vec<ActorLine>,
    pub(crate) cost: String,
}

impl MeasureLine {
    pub(crate) fn new(v: &Visit, w: &Whole, m: &Measure) -> Self {
        let state = w.state_of(m);
        let actors: Vec<ActorLine> = w
            .parts_in(m.id)
            .filter_map(|p| {
                let a = w.actor(p.actor)?;
                Some(ActorLine {
                    url: v.url(&format!("/plans/{}/actors/{}", w.plan.key, a.key)),
                    name: v.local(&a.name.0),
                })
            })
            .collect();
        let due = m.due();
        let cents: Vec<i64> =
            w.yearlies.iter().filter(|y| y.measure == m.id).filter_map(|y| y.cents).collect();
        Self {
            id: m.id,
            url: v.url(&format!("/measures/{}", m.id)),
            code: m.code.clone(),
            title: v.local(&m.title.0),
            theme: v.local(&m.theme.0),
            late: state != "dropped" && state::not_come(state, m.last_day(), v.today()),
            tag: Tag::of(v, state),
            due: if due.is_unknown() { String::new() } else { told(v, &due) },
            reason: v.local(&m.reason.0),
            example: m.example,
            shared: actors.len() > 1,
            cost: if cents.is_empty() { String::new() } else { v.money(&kit::Cents(cents.iter().sum())) },
            actors,
        }
    }
}

/// Who asks for a page of a plan: its head line.
pub(crate) struct Head {
    pub(crate) url: String,
    pub(crate) title: Html,
    pub(crate) kind: String,
    pub(crate) years: String,
    pub(crate) state: String,
    pub(crate) state_class: &'static str,
    pub(crate) stated: String,
    pub(crate) internal: bool,
    pub(crate) example: bool,
}

impl Head {
    pub(crate) fn new(v: &Visit, p: &crate::keep::plans::Plan) -> Self {
        let stated = p.stated();
        Self {
            url: v.url(&format!("/plans/{}", p.key)),
            title: v.local(&p.title.0),
            kind: v.t(&format!("plans-kind-{}", p.kind)),
            years: p.years(),
            state: v.t(&format!("plans-plan-{}", p.state)),
            state_class: match p.state.as_str() {
                "approved" => "ok",
                "draft" => "wait",
                _ => "",
            },
            stated: if stated.is_unknown() { String::new() } else { v.when(&stated) },
            internal: p.publicity != "public",
            example: p.example,
        }
    }

    /// The state with its date: `Luonnos 25.4.2013`.
    pub(crate) fn state_words(&self) -> String {
        format!("{} {}", self.state, self.stated).trim().to_owned()
    }
}
