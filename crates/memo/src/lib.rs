//! What an old memo (muistio, pöytäkirja) is, guessed from its words and the name of its file.
//!
//! Memos of twenty years have no form in common: some begin with the body, some with a logo's words, some write
//! `29.11.2012`, some `to 29. marraskuuta`, some tell the day only in the name of the file. Each [`Guess`] says what,
//! how sure ([`Guess::sure`], of a hundred), from which words and on which line, so that a person can confirm it with
//! one look. Nothing is invented: a memo that tells only the year has a [`When`] of that year.
//!
//! Pure: the known bodies and today are arguments. Any text gives an answer, also none at all.

mod bodies;
mod cases;
mod dates;
mod head;
mod items;
mod present;
mod words;

use jiff::civil::Date;
use kit::When;
use serde::{Deserialize, Serialize};

pub use bodies::Known;
pub use items::Item;

/// Something guessed, with why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess<T> {
    /// What.
    pub value: T,
    /// How sure, of a hundred.
    pub sure: u8,
    /// The words from which it was read.
    pub words: String,
    /// The line on which they stand, the first is 1; 0 is the name of the file.
    pub line: usize,
}

/// From this on a guess is taken for certain, and below [`LIKELY`] a person must look.
pub const CERTAIN: u8 = 85;
/// From this on a guess is likely.
pub const LIKELY: u8 = 60;

/// How sure a guess is, in the three grades that people can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Somebody must look.
    Unsure,
    /// Most likely right.
    Likely,
    /// As good as certain.
    Certain,
}

impl Grade {
    /// The grade of so many of a hundred.
    pub const fn of(sure: u8) -> Self {
        if sure >= CERTAIN {
            Self::Certain
        } else if sure >= LIKELY {
            Self::Likely
        } else {
            Self::Unsure
        }
    }

    /// The word in keys of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// What kind of paper it says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// Muistio.
    Memo,
    /// Pöytäkirja.
    Minutes,
    /// Esityslista or kutsu: what was to be, not what was.
    Agenda,
}

/// All that was guessed of one memo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Memo {
    /// Which of the known bodies met.
    pub body: Option<Guess<usize>>,
    /// When.
    pub date: Option<Guess<When>>,
    /// The number of the meeting, as printed: `5/2012`.
    pub number: Option<Guess<String>>,
    /// What kind of paper it is.
    pub paper: Option<Guess<Paper>>,
    /// Where they met.
    pub place: Option<Guess<String>>,
    /// Those present, as the list says them.
    pub present: Option<Guess<Vec<String>>>,
    /// The items with their numbers.
    pub items: Vec<Guess<Item>>,
    /// The case numbers that stand anywhere in it.
    pub cases: Vec<Guess<String>>,
}

impl Memo {
    /// How sure the two are without which a memo cannot be filed: body and date.
    pub fn sure(&self) -> u8 {
        let body = self.body.as_ref().map_or(0, |g| g.sure);
        let date = self.date.as_ref().map_or(0, |g| g.sure);
        body.min(date)
    }
}

/// Reads a memo: the name of its file and its text. A day after `today` is hardly that of a memo.
pub fn read(name: &str, text: &str, known: &[Known], today: Date) -> Memo {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let items = items::find(&lines);
    let first_item = items.first().map_or(usize::MAX, |i| i.line - 1);
    let head = head::length(&lines, first_item);
    Memo {
        body: bodies::find(name, &lines, head, known),
        date: dates::find(name, &lines, head, today),
        number: head::number(&lines, head),
        paper: head::paper(name, &lines, head),
        place: head::place(&lines, head),
        present: present::find(&lines),
        cases: cases::find(&lines),
        items,
    }
}
