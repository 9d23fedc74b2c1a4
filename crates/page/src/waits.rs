//! What waits for somebody, as slices tell it to the desk: typed, so that the desk can put it in order of time, and
//! in whole sentences of the visitor's language.

use futures::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::{Local, Subject, Who};
use store::Tx;
use uuid::Uuid;

use crate::{App, PageError, Tenant, Value, Visit};

/// Whose desk it is.
#[derive(Clone, Copy)]
pub struct DeskAsk<'a> {
    /// The tenant.
    pub tenant: &'a Tenant,
    /// Who asks, with all that may be done today.
    pub who: &'a Who,
    /// The persons whose work it is: one's own, that of the person for whom an assistant acts now, and that of those
    /// for whom one is the substitute today.
    pub persons: &'a [Uuid],
    /// The time.
    pub now: Timestamp,
    /// Today in Finland.
    pub today: Date,
}

/// A value in a sentence of the desk, shown in the visitor's way.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Words as they are.
    Words(String),
    /// Words that exist in several languages.
    Text(Local),
    /// The text of a key.
    Key(&'static str),
    /// The text of a key that takes the number `n`.
    Count(&'static str, i64),
    /// A number.
    Number(i64),
    /// A day with its weekday.
    Day(Date),
    /// A time of the day.
    Time(Timestamp),
}

impl Said {
    /// The value for a text.
    pub fn value(&self, v: &Visit) -> Value {
        match self {
            Self::Number(n) => Value::from(*n),
            other => Value::from(other.words(v)),
        }
    }

    /// The words.
    pub fn words(&self, v: &Visit) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Text(text) => text.get(v.lang).to_owned(),
            Self::Key(key) => v.t(key),
            Self::Count(key, n) => v.tn(key, *n),
            Self::Number(n) => v.number(*n),
            Self::Day(day) => v.weekday_date(day),
            Self::Time(at) => v.time(at),
        }
    }
}

/// Somebody who has not done it yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// The municipality's or the person's name.
    pub name: Local,
}

/// Who must do it.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// Whoever asks.
    Mine,
    /// Others, all named.
    Others(Vec<Missing>),
}

/// Something that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// The kind, stable: `meetings-call`. With [`Wait::about`] it names this wait.
    pub kind: &'static str,
    /// What it is about.
    pub about: Subject,
    /// The sentence that says what to do: the key of a text.
    pub text: &'static str,
    /// Its values.
    pub args: Vec<(&'static str, Said)>,
    /// What stands under it in small letters.
    pub more: Vec<Said>,
    /// The body.
    pub body: Option<Uuid>,
    /// Until when.
    pub due: Option<Date>,
    /// Since when it has waited.
    pub since: Option<Timestamp>,
    /// Where it is done: an address within the language.
    pub path: String,
    /// The words of the button: the key of a text.
    pub act: &'static str,
    /// Who must do it.
    pub turn: Turn,
    /// Whether a reminder may be sent to those who are missing, by [`Remind`].
    pub remind: bool,
    /// The page that does the same to many rows at once, where there is one; it takes `row=ID` as often as wished.
    pub many: Option<&'static str>,
}

/// What waits, of what one slice knows. Read with limits: never a whole table.
pub type Waits = for<'a> fn(&'a App, DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Wait>, PageError>>;

/// Which reminder is wished.
#[derive(Debug, Clone, Copy)]
pub struct Reminding<'a> {
    /// The kind of the wait.
    pub kind: &'a str,
    /// What it is about.
    pub about: Uuid,
    /// The addresses that have been reminded of it today already; they get no letter.
    pub skip: &'a [String],
}

/// To whom a reminder was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
}

/// Puts letters to exactly those who are missing into the outbox, and says to whom. The slice asks its own rules.
/// A kind that is not the slice's own gives `None`.
pub type Remind = for<'a> fn(
    &'a Visit,
    &'a mut Tx,
    Reminding<'a>,
) -> BoxFuture<'a, Result<Option<Vec<Reminded>>, PageError>>;

/// Open work as it is counted for a person or a body: `what` is the key of a text that takes `n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Whose work; `None` where it falls to the secretary of the body.
    pub person: Option<Uuid>,
    /// For which body.
    pub body: Option<Uuid>,
    /// What it is: the key of a text.
    pub what: &'static str,
    /// How much.
    pub n: i64,
    /// How much of it is late.
    pub late: i64,
    /// Where it can be seen.
    pub path: String,
}

/// The open work that one slice knows of, counted by person and body.
pub type Loads = for<'a> fn(&'a App, DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Load>, PageError>>;
