//! What rows must agree on with the rest of the project before they are saved. Pure.

use crate::gates;
use crate::json::row_problems;
use crate::kinds::Sort;
use crate::staff;
use crate::values::Fields;
use crate::whole::{Row, Whole};

/// Something wrong: the field, the key of its text, and what the text takes.
pub type Wrong = (&'static str, &'static str, String);

/// What is wrong with rows that are to stand in the project; `rows` are the new or changed ones, which replace those
/// of the same id. The number says which of them.
pub fn judge(whole: &Whole, rows: &[Row], municipalities: &[String]) -> Vec<(usize, Wrong)> {
    let mut after = whole.clone();
    after.rows.retain(|r| !rows.iter().any(|n| n.id == r.id));
    after.rows.extend(rows.iter().cloned());
    let codes: Vec<&str> = after.rows("measures").iter().map(|m| m.text("code")).collect();
    let mut out: Vec<(usize, Wrong)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let mut wrong =
            |field: &'static str, key: &'static str, value: String| out.push((n, (field, key, value)));
        for f in row.kind.fields.iter().filter(|f| f.sort == Sort::Measure) {
            let code = row.text(f.name);
            if !code.is_empty() && !codes.contains(&code) {
                wrong(f.name, "projects-wrong-measure", code.to_owned());
            }
        }
        for (field, key) in row_problems(row) {
            wrong(field, key, String::new());
        }
        let name = row.text("name");
        match row.kind.name {
            "measures" if codes.iter().filter(|c| **c == row.text("code")).count() > 1 => {
                wrong("code", "projects-code-twice", row.text("code").to_owned());
            }
            "partners" if row.text("kind") == "municipality" && !municipalities.iter().any(|m| m == name) => {
                wrong("name", "projects-wrong-municipality", name.to_owned());
            }
            "stages" => {
                if let Some(key) = gates::closed(row, &after.rows("stages")) {
                    wrong("state", key, String::new());
                }
            }
            "staff" if row.count("share").is_some() => {
                let over = staff::overbooked(&after.rows("staff"));
                if let Some((_, day, sum)) = over.into_iter().find(|o| o.0 == row.text("person")) {
                    let day = kit::fmt::date(kit::Lang::Fi, day);
                    wrong("share", "projects-wrong-share", format!("{sum} %, {day}"));
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::kind;
    use crate::samples::{data, empty};
    use crate::whole::row;

    #[test]
    fn a_second_row_over_the_whole_working_time_is_refused() {
        let staff = |id: u128, share: i64| Row {
            id: uuid::Uuid::from_u128(id),
            ..row(
                kind("staff").unwrap(),
                1,
                data(&[
                    ("person", "A".into()),
                    ("role", "r".into()),
                    ("from", "2013-01-01".into()),
                    ("to", "2013-12-31".into()),
                    ("share", share.into()),
                ]),
            )
        };
        let mut whole = empty();
        whole.rows.push(staff(1, 60));
        assert!(judge(&whole, &[staff(2, 40)], &[]).is_empty());
        assert_eq!(judge(&whole, &[staff(2, 41)], &[])[0].1.1, "projects-wrong-share");
        assert!(
            judge(&whole, &[staff(1, 100)], &[]).is_empty(),
            "a changed row does not count beside itself"
        );
    }
}
