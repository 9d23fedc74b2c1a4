//! The money of a project, in cents: budget, financing, reservations, what was spent and what is left. Pure.
//!
//! What nobody knows is `None` and stays so: a sum that is not given is never zero.

use kit::Cents;

use crate::values::Fields;
use crate::whole::{Row, Whole};

/// Hundredths of a percent: 66.67 % is 6667.
pub type Share = i64;

/// A part of a whole in hundredths of a percent, rounded half up; nothing of nothing.
pub fn share(part: Cents, whole: Cents) -> Option<Share> {
    if whole.0 <= 0 || part.0 < 0 {
        return None;
    }
    let (part, whole) = (i128::from(part.0), i128::from(whole.0));
    i64::try_from((part * 20_000 + whole) / (whole * 2)).ok()
}

/// Parts of a whole in hundredths of a percent that make 100.00 together, by largest remainder.
pub fn shares(parts: &[Cents]) -> Vec<Share> {
    let weights: Vec<u64> = parts.iter().map(|p| u64::try_from(p.0).unwrap_or(0)).collect();
    if weights.iter().all(|w| *w == 0) {
        return vec![0; parts.len()];
    }
    kit::shares(Cents(10_000), &weights).into_iter().map(|c| c.0).collect()
}

/// A reservation in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// The sum or the cap.
    pub sum: Cents,
    /// What was used of it, where that is known.
    pub used: Option<Cents>,
    /// What was set free again.
    pub released: Cents,
    /// What is left, where the use is known.
    pub left: Option<Cents>,
}

/// Why the sums of a reservation cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrun {
    /// More is used and set free than there is.
    Over(Cents),
}

impl Reserved {
    /// The sums of a row; [`Overrun`] when more is used and set free than was reserved.
    pub fn of(row: &impl Fields) -> Result<Self, Overrun> {
        let sum = row.cents("cents").unwrap_or_default();
        let used = row.cents("used_cents");
        let released = row.cents("released_cents").unwrap_or_default();
        let gone = used.unwrap_or_default().0 + released.0;
        if gone > sum.0 {
            return Err(Overrun::Over(Cents(gone - sum.0)));
        }
        let left = used.map(|u| Cents(sum.0 - u.0 - released.0));
        Ok(Self { sum, used, released, left })
    }
}

/// A line of the budget in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line.
    pub line: String,
    /// The year, where it is one year's.
    pub year: Option<i64>,
    /// What was budgeted.
    pub budget: Cents,
    /// What was bound,
    pub committed: Option<Cents>,
    /// spent
    pub actual: Option<Cents>,
    /// and is still expected.
    pub forecast: Option<Cents>,
}

impl Line {
    /// What is left of the budget, where it is known what was spent.
    pub fn left(&self) -> Option<Cents> {
        self.actual.map(|a| Cents(self.budget.0 - a.0))
    }
}

/// The money of a project in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The budget, where one is known.
    pub budget: Option<Cents>,
    /// Lines by name and year, in the order in which they were written.
    pub lines: Vec<Line>,
    /// Financiers with their sums and shares of the whole.
    pub financing: Vec<(String, Cents, Share)>,
    /// All reservations together, without what was set free.
    pub reserved: Cents,
    /// Their share of the budget.
    pub reserved_share: Option<Share>,
    /// What was bound,
    pub committed: Option<Cents>,
    /// spent
    pub actual: Option<Cents>,
    /// and is still expected.
    pub forecast: Option<Cents>,
    /// What is left of the budget, where it is known what was spent.
    pub left: Option<Cents>,
    /// What is known to have stayed unused.
    pub unused: Option<Cents>,
}

fn sum(rows: &[&Row], kind: &str) -> Option<Cents> {
    let of: Vec<i64> = rows
        .iter()
        .filter(|r| r.text("kind") == kind)
        .filter_map(|r| r.cents("cents"))
        .map(|c| c.0)
        .collect();
    (!of.is_empty()).then(|| Cents(of.iter().sum()))
}

impl Summary {
    /// The money of a project. Sub-projects have their own.
    pub fn of(whole: &Whole) -> Self {
        let entries = whole.rows("entries");
        let mut lines: Vec<Line> = Vec::new();
        let mut keys: Vec<(String, Option<i64>)> = Vec::new();
        for r in whole.rows("budget").iter().chain(&entries) {
            let key = (r.text("line").to_owned(), r.count("year"));
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        for (line, year) in keys {
            let here = |r: &&&Row| r.text("line") == line && r.count("year") == year;
            let budget =
                whole.rows("budget").iter().filter(here).filter_map(|r| r.cents("cents")).map(|c| c.0).sum();
            let own: Vec<&Row> = entries.iter().filter(here).copied().collect();
            lines.push(Line {
                budget: Cents(budget),
                committed: sum(&own, "commitment"),
                actual: sum(&own, "actual"),
                forecast: sum(&own, "forecast"),
                line,
                year,
            });
        }
        let financing = whole.rows("financing");
        let sums: Vec<Cents> = financing.iter().map(|r| r.cents("cents").unwrap_or_default()).collect();
        let financing = financing
            .iter()
            .zip(sums.iter().zip(shares(&sums)))
            .map(|(r, (cents, share))| (r.text("financier").to_owned(), *cents, share))
            .collect();
        let reserved = Cents(
            whole
                .rows("reservations")
                .iter()
                .map(|r| {
                    r.cents("cents").unwrap_or_default().0 - r.cents("released_cents").unwrap_or_default().0
                })
                .sum(),
        );
        let budget = whole.budget();
        let actual = sum(&entries, "actual");
        let unused: Vec<i64> =
            whole.rows("unused").iter().filter_map(|r| r.cents("cents")).map(|c| c.0).collect();
        Self {
            reserved_share: budget.and_then(|b| share(reserved, b)),
            left: budget.zip(actual).map(|(b, a)| Cents(b.0 - a.0)),
            committed: sum(&entries, "commitment"),
            forecast: sum(&entries, "forecast"),
            unused: (!unused.is_empty()).then(|| Cents(unused.iter().sum())),
            budget,
            lines,
            financing,
            reserved,
            actual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::kind;
    use crate::samples::{data, empty};
    use crate::whole::row;
    use proptest::prelude::*;

    #[test]
    fn the_published_sums_come_out() {
        assert_eq!(share(Cents(180_000_000), Cents(270_000_000)), Some(6667));
        let mut whole = empty();
        let budget = kind("budget").unwrap();
        whole.rows.push(row(budget, 1, data(&[("line", "Koko hanke".into()), ("cents", 65_247_000.into())])));
        for (n, cents) in [5_000_000, 3_000_000, 7_200_000].into_iter().enumerate() {
            let n = i64::try_from(n).unwrap();
            whole.rows.push(row(kind("reservations").unwrap(), n, data(&[("cents", cents.into())])));
        }
        let money = Summary::of(&whole);
        assert_eq!((money.reserved, money.reserved_share), (Cents(15_200_000), Some(2330)));
        assert_eq!(
            (money.actual, money.left, money.unused),
            (None, None, None),
            "what is not given is not zero"
        );
    }

    #[test]
    fn no_more_is_used_than_was_reserved() {
        let of = |sum: i64, used: i64, free: i64| {
            let values =
                [("cents", sum.into()), ("used_cents", used.into()), ("released_cents", free.into())];
            Reserved::of(&row(kind("reservations").unwrap(), 1, data(&values)))
        };
        assert_eq!(of(100, 70, 30).unwrap().left, Some(Cents(0)));
        assert_eq!(of(100, 70, 31), Err(Overrun::Over(Cents(1))));
    }

    proptest! {
        #[test]
        fn shares_of_financiers_make_a_hundred_percent(parts in prop::collection::vec(1i64..1_000_000_000, 1..12)) {
            let parts: Vec<Cents> = parts.into_iter().map(Cents).collect();
            prop_assert_eq!(shares(&parts).iter().sum::<i64>(), 10_000);
        }

        #[test]
        fn lines_sum_to_the_whole(
            budget in prop::collection::vec((0usize..3, 2012i64..2016, 0i64..1_000_000), 0..12),
            spent in prop::collection::vec((0usize..3, 2012i64..2016, 0i64..1_000_000), 0..12),
        ) {
            let mut whole = empty();
            for (n, (line, year, cents)) in budget.iter().enumerate() {
                let values = [("line", format!("L{line}").into()), ("year", (*year).into()), ("cents", (*cents).into())];
                whole.rows.push(row(kind("budget").unwrap(), i64::try_from(n).unwrap(), data(&values)));
            }
            for (n, (line, year, cents)) in spent.iter().enumerate() {
                let values = [
                    ("kind", "actual".into()), ("line", format!("L{line}").into()),
                    ("year", (*year).into()), ("cents", (*cents).into()),
                ];
                whole.rows.push(row(kind("entries").unwrap(), i64::try_from(n).unwrap(), data(&values)));
            }
            let money = Summary::of(&whole);
            let by_line: i64 = money.lines.iter().map(|l| l.budget.0).sum();
            prop_assert_eq!(money.budget.unwrap_or_default().0, by_line);
            let by_line: i64 = money.lines.iter().filter_map(|l| l.actual).map(|c| c.0).sum();
            prop_assert_eq!(money.actual.unwrap_or_default().0, by_line);
        }
    }
}
