//! People's days in a project: days by role, and shares that cannot be worked at once. Pure.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::values::Fields;
use crate::whole::Row;

/// A stretch of days, both ends included.
pub type Days = (Date, Date);

/// The days of a row; a row without an end is one day. Nothing where its days are not known.
pub fn days_of(row: &Row) -> Option<Days> {
    let from = row.when("from");
    let first = from.span()?.0;
    let to = row.when("to");
    let last = if to.is_unknown() { from.span()?.1 } else { to.span()?.1 };
    (first <= last).then_some((first, last))
}

/// How many days stretches cover together; a day counts once.
pub fn covered(mut stretches: Vec<Days>) -> i64 {
    stretches.sort();
    let mut total = 0;
    let mut reached: Option<Date> = None;
    for (first, last) in stretches {
        let begin = match reached {
            Some(day) if day >= first => match day.tomorrow() {
                Ok(next) => next,
                Err(_) => continue,
            },
            _ => first,
        };
        if begin <= last {
            total += i64::from((last - begin).get_days()) + 1;
            reached = Some(last);
        }
    }
    total
}

/// Days by person and role, in the order of the first row of each.
pub fn days_by_role(rows: &[&Row]) -> Vec<(String, String, i64)> {
    let mut keys: Vec<(String, String)> = Vec::new();
    let mut all: BTreeMap<(String, String), Vec<Days>> = BTreeMap::new();
    for row in rows {
        let key = (row.text("person").to_owned(), row.text("role").to_owned());
        if !keys.contains(&key) {
            keys.push(key.clone());
        }
        all.entry(key).or_default().extend(days_of(row));
    }
    keys.into_iter()
        .map(|key| {
            let days = covered(all.remove(&key).unwrap_or_default());
            (key.0, key.1, days)
        })
        .collect()
}

/// The first day on which somebody's planned shares are more than the whole, with the sum. Rows without a share count
/// as nothing: nobody knows how much they are.
pub fn overbooked(rows: &[&Row]) -> Vec<(String, Date, i64)> {
    let mut people: Vec<&str> = Vec::new();
    for row in rows {
        if !people.contains(&row.text("person")) {
            people.push(row.text("person"));
        }
    }
    let mut out = Vec::new();
    for person in people {
        let mut turns: Vec<(Date, i64)> = Vec::new();
        for row in rows.iter().filter(|r| r.text("person") == person) {
            let (Some((first, last)), Some(share)) = (days_of(row), row.count("share")) else { continue };
            turns.push((first, share));
            if let Ok(next) = last.tomorrow() {
                turns.push((next, -share));
            }
        }
        // Who ends on a day makes room before who begins on the next.
        turns.sort();
        let mut sum = 0;
        for (day, share) in turns {
            sum += share;
            if sum > 100 && share > 0 {
                out.push((person.to_owned(), day, sum));
                break;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::kind;
    use crate::samples::data;
    use crate::whole::row;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn staff(person: &str, role: &str, from: Date, to: Option<Date>, share: Option<i64>) -> Row {
        let mut values: Vec<(&str, serde_json::Value)> =
            vec![("person", person.into()), ("role", role.into()), ("from", from.to_string().into())];
        values.extend(to.map(|t| ("to", t.to_string().into())));
        values.extend(share.map(|s| ("share", s.into())));
        row(kind("staff").unwrap(), 1, data(&values))
    }

    #[test]
    fn days_of_the_printed_trainee_periods() {
        let rows = [
            staff("H 3", "harjoittelija", date(2012, 7, 31), Some(date(2012, 8, 10)), None),
            staff("H 3", "harjoittelija", date(2012, 7, 3), Some(date(2012, 7, 16)), None),
            staff("H 3", "seminaarin avustaja", date(2013, 1, 23), None, None),
        ];
        let rows: Vec<&Row> = rows.iter().collect();
        assert_eq!(
            days_by_role(&rows),
            [("H 3".into(), "harjoittelija".into(), 25), ("H 3".into(), "seminaarin avustaja".into(), 1)]
        );
    }

    proptest! {
        #[test]
        fn days_and_overlaps_agree_with_counting_each_day(
            spans in prop::collection::vec((0i32..120, 0i32..40, prop::option::of(0i64..=100)), 0..12)
        ) {
            let start = date(2012, 7, 1);
            let at = |n: i32| start.checked_add(n.days()).unwrap();
            let rows: Vec<Row> = spans
                .iter()
                .map(|(a, len, share)| staff("A", "rooli", at(*a), Some(at(a + len)), *share))
                .collect();
            let refs: Vec<&Row> = rows.iter().collect();
            let on = |n: i32| spans.iter().filter(move |(a, len, _)| *a <= n && n <= a + len);
            let counted = (0..200).filter(|n| on(*n).next().is_some()).count();
            let days: i64 = days_by_role(&refs).iter().map(|d| d.2).sum();
            prop_assert_eq!(days, i64::try_from(counted).unwrap());
            let first = (0..200).find(|n| on(*n).filter_map(|s| s.2).sum::<i64>() > 100);
            let found = overbooked(&refs);
            prop_assert_eq!(found.first().map(|f| f.1), first.map(at));
        }
    }
}
