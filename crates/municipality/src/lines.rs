//! Facts as lines of the page: pure sorting and choosing, and how each is drawn.

use std::collections::HashSet;

use jiff::civil::Date;
use kit::{Fact, FactKind};
use page::{DateBox, Html, Visit};

/// Outcomes by which nobody decided or agreed anything.
const QUIET: [&str; 5] = ["discussed", "noted", "postponed", "untreated", "done"];

/// One line: a date, a title that leads to the source, and what is worth knowing beside it.
pub(crate) struct Line {
    pub(crate) date: DateBox,
    pub(crate) url: String,
    pub(crate) title: Html,
    pub(crate) source: Html,
    pub(crate) kind: Option<(&'static str, String)>,
    pub(crate) number: String,
    pub(crate) doubt: Option<Html>,
}

impl Line {
    pub(crate) fn of(v: &Visit, f: &Fact) -> Self {
        let (kind, number) = match &f.core {
            FactKind::Outcome { code, printed, .. } => {
                let kind = match code.as_str() {
                    "decided" => Some(("ok", v.t("municipality-decided"))),
                    "agreed" => Some(("ok", v.t("municipality-agreed"))),
                    "done" => Some(("ok", v.t("municipality-done"))),
                    _ => None,
                };
                (kind, printed.clone().unwrap_or_default())
            }
            FactKind::Event { what } => {
                let class = if what == "fact-due" || is_comment(f) { "wait" } else { "info" };
                (Some((class, v.t(what))), String::new())
            }
            FactKind::Sum { cents, .. } => (None, v.money(cents)),
            _ => (None, String::new()),
        };
        let source = if f.source.text == f.title { Html::default() } else { v.local(&f.source.text) };
        Self {
            date: DateBox::of(v, &f.at),
            url: v.url(&f.source.path),
            title: v.local(&f.title),
            source,
            kind,
            number,
            doubt: f.doubt.as_ref().map(|d| v.local(d)),
        }
    }
}

/// Whether something was decided or agreed.
pub(crate) fn is_decision(f: &Fact) -> bool {
    matches!(&f.core, FactKind::Outcome { code, .. } if !QUIET.contains(&code.as_str()))
}

/// Whether it may be commented on.
pub(crate) fn is_comment(f: &Fact) -> bool {
    matches!(&f.core, FactKind::Event { what } if what.starts_with("fact-comment"))
}

/// Whether it comes: an event that is not over today and that nobody is asked to comment on.
pub(crate) fn comes(f: &Fact, today: Date) -> bool {
    matches!(f.core, FactKind::Event { .. })
        && !is_comment(f)
        && f.at.span().is_some_and(|(_, last)| last >= today)
}

/// The newest first, each source once, at most so many.
pub(crate) fn newest(mut facts: Vec<Fact>, most: usize) -> Vec<Fact> {
    facts.sort_by_key(|f| std::cmp::Reverse(f.at.span()));
    first(facts, most)
}

/// As they come, each source once, at most so many.
pub(crate) fn first(mut facts: Vec<Fact>, most: usize) -> Vec<Fact> {
    let mut seen = HashSet::new();
    facts.retain(|f| seen.insert(f.source.path.clone()));
    facts.truncate(most);
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kit::{Link, Local, Publicity, Subject, When};
    use uuid::Uuid;

    fn fact(path: &str, day: i8, core: FactKind) -> Fact {
        Fact {
            slice: "test".into(),
            subject: Subject::new("municipality", Uuid::nil()),
            at: When::day(date(2021, 10, day)),
            title: Local::fi(path),
            core,
            source: Link { path: path.into(), text: Local::fi(path) },
            publicity: Publicity::Public,
            doubt: None,
        }
    }

    fn outcome(code: &str) -> FactKind {
        FactKind::Outcome { code: code.into(), text: Local::fi("x"), printed: None }
    }

    fn event(what: &str) -> FactKind {
        FactKind::Event { what: what.into() }
    }

    #[test]
    fn the_newest_stands_first_and_each_source_once() {
        let all = vec![
            fact("/a", 1, outcome("agreed")),
            fact("/b", 3, outcome("agreed")),
            fact("/a", 2, outcome("agreed")),
        ];
        let paths: Vec<_> = newest(all, 5).into_iter().map(|f| f.source.path).collect();
        assert_eq!(paths, ["/b", "/a"]);
    }

    #[test]
    fn what_was_only_discussed_or_done_is_no_decision() {
        assert!(is_decision(&fact("/a", 1, outcome("agreed"))));
        for code in QUIET {
            assert!(!is_decision(&fact("/a", 1, outcome(code))), "{code}");
        }
    }

    #[test]
    fn what_may_be_commented_on_is_not_listed_among_what_comes() {
        let today = date(2021, 10, 13);
        assert!(comes(&fact("/a", 13, event("fact-meeting")), today));
        assert!(!comes(&fact("/a", 12, event("fact-meeting")), today));
        let asked = fact("/a", 20, event("fact-comment-survey"));
        assert!(is_comment(&asked) && !comes(&asked, today));
    }
}
