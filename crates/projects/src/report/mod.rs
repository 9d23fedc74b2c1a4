//! The report that writes itself: eight chapters, each the rows of the record and beside them the writer's own text.
//! Pure: the same project and the same words give the same document.

#[cfg(test)]
mod any;
mod chapters;
mod measures;
mod parts;
mod tables;

use doc::{DocBlock, Document};
use jiff::civil::Date;
use kit::Lang;

use crate::check::Fault;
use crate::whole::Whole;
use crate::words::Words;

pub use parts::{PartKey, part_keys};

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody: trainees by their role only.
    Public,
    /// Those of the project: everybody by name.
    Internal,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Public, Self::Internal];

    /// The code in addresses and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }

    /// The audience of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.code() == code)
    }
}

/// All that a report is made of.
pub struct Source<'a> {
    /// The project as it is known inside.
    pub whole: &'a Whole,
    /// The writer's own texts by part, in their stored form.
    pub own: &'a [(String, String)],
    /// What the check of the record finds.
    pub faults: &'a [Fault],
    /// The reason for which it was approved in spite of contradictions.
    pub reason: &'a str,
    /// `interim` or `final`.
    pub kind: &'a str,
    /// The day of the report.
    pub date: Date,
    /// Whose it is.
    pub author: &'a str,
    /// Where the site stands, for links in files.
    pub site: &'a str,
}

pub(crate) struct Pen<'a> {
    pub(crate) from: &'a Source<'a>,
    pub(crate) whole: Whole,
    pub(crate) w: Words<'a>,
    pub(crate) whose: Audience,
}

/// The report in the language of the words, for an audience.
pub fn document(from: &Source<'_>, words: Words<'_>, whose: Audience) -> Document {
    let pen = Pen { whole: seen(from.whole, words, whose), from, w: words, whose };
    let title = words.t1(&format!("projects-report-{}", from.kind), "name", &from.whole.head.name);
    let mut blocks = pen.front();
    for chapter in 1..=8 {
        blocks.push(pen.chapter(chapter));
    }
    blocks.extend(pen.closing());
    Document {
        subject: words.with(
            "projects-report-subject",
            &[("code", from.whole.head.code.clone()), ("name", from.whole.head.name.clone())],
        ),
        title,
        lang: words.lang,
        date: from.date,
        author: from.author.to_owned(),
        footer: from.author.to_owned(),
        page_label: words.t("projects-page-label"),
        site: from.site.to_owned(),
        blocks,
    }
}

/// The project as an audience sees it.
pub fn seen(whole: &Whole, words: Words<'_>, whose: Audience) -> Whole {
    match whose {
        Audience::Internal => whole.clone(),
        Audience::Public => whole.clone().for_public(&|n| words.t1("projects-trainee", "n", n)),
    }
}

impl Pen<'_> {
    /// The address of something on the project's page.
    pub(crate) fn at(&self, anchor: &str) -> String {
        let lang: Lang = self.w.lang;
        format!("/{lang}/projects/{}#{anchor}", self.whole.head.code)
    }

    pub(crate) fn own(&self, key: &str) -> Option<DocBlock> {
        let text = self.from.own.iter().find(|(k, _)| k == key)?;
        let text = richtext::RichText::parse(&text.1);
        (!text.is_empty()).then_some(DocBlock::Rich(text))
    }
}
