//! A table as it is copied in a sheet and pasted: which column is which field. Pure.

use serde_json::Value;

use crate::kinds::{Field, Kind, Sort};
use crate::values::{self, Data, Wrong, when_json};

/// So many rows are taken at once.
pub const MOST_ROWS: usize = 2_000;

/// What was understood of a pasted table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understood {
    /// The fields of the columns, in their order; `None` is left out.
    pub columns: Vec<Option<&'static str>>,
    /// The rows.
    pub rows: Vec<Data>,
    /// What is wrong: the row as a person counts it, the field, and why.
    pub wrong: Vec<(usize, String, Wrong)>,
}

/// Words by which a column or a choice is known: the labels of all languages.
pub type Names<'a> = dyn Fn(&str) -> Vec<String> + 'a;

fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let delimiter = [b'\t', b';'].into_iter().find(|d| text.contains(char::from(*d))).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    reader
        .records()
        .flatten()
        .enumerate()
        .map(|(n, record)| (n + 1, record.iter().map(|c| c.trim().to_owned()).collect::<Vec<_>>()))
        .filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()))
        .take(MOST_ROWS + 2)
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    let fold = |t: &str| t.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    !a.is_empty() && fold(a) == fold(b)
}

/// The field that a heading names; `period` names both ends of a span.
fn named(kind: &Kind, heading: &str, names: &Names<'_>) -> Option<&'static str> {
    let field = kind.fields.iter().find(|f| {
        same(heading, f.name) || names(&format!("projects-f-{}", f.name)).iter().any(|n| same(heading, n))
    });
    field.map(|f| f.name).or_else(|| {
        let both = kind.field("from").is_some() && kind.field("to").is_some();
        let period = names("projects-span").iter().any(|n| same(heading, n));
        if both && period {
            return Some("from");
        }
        kind.field("at").filter(|_| period).map(|f| f.name)
    })
}

/// Reads a pasted table. A first row that names at least two columns (or the only one) is the heading; otherwise columns
/// stand in the order of the fields. An empty cell of the first column stands for the one above, as sheets print names.
pub fn read(kind: &'static Kind, text: &str, names: &Names<'_>) -> Understood {
    let mut rows = cells(text);
    let mut out = Understood::default();
    let Some(first) = rows.first() else {
        out.wrong.push((0, String::new(), Wrong::new("projects-paste-empty", "")));
        return out;
    };
    let heads: Vec<Option<&'static str>> = first.1.iter().map(|c| named(kind, c, names)).collect();
    let known = heads.iter().flatten().count();
    if known >= 2 || (known == 1 && first.1.iter().filter(|c| !c.is_empty()).count() == 1) {
        out.columns = heads;
        rows.remove(0);
    } else {
        let width = rows.iter().map(|r| r.1.len()).max().unwrap_or(0);
        out.columns = (0..width).map(|i| kind.fields.get(i).map(|f| f.name)).collect();
    }
    if rows.len() > MOST_ROWS {
        out.wrong.push((0, String::new(), Wrong::new("projects-paste-many", MOST_ROWS)));
        return out;
    }
    let mut above: Data = Data::new();
    for (number, cells) in rows {
        let mut data = Data::new();
        for (n, cell) in cells.iter().enumerate() {
            let Some(field) = out.columns.get(n).copied().flatten().and_then(|name| kind.field(name)) else {
                continue;
            };
            if cell.is_empty() {
                if n <= 1
                    && field.needed
                    && let Some(value) = above.get(field.name)
                {
                    data.insert(field.name.to_owned(), value.clone());
                }
                continue;
            }
            if field.name == "from"
                && kind.field("to").is_some()
                && let Some((from, to)) = values::span_of(cell)
                && !cells.is_empty()
            {
                data.insert("from".to_owned(), when_json(&from));
                if from != to {
                    data.insert("to".to_owned(), when_json(&to));
                }
                continue;
            }
            match value(field, cell, names) {
                Ok(Some(value)) => {
                    data.insert(field.name.to_owned(), value);
                }
                Ok(None) => {}
                Err(wrong) => out.wrong.push((number, field.name.to_owned(), wrong)),
            }
        }
        let (data, wrong) = values::read(kind, &data);
        for (field, wrong) in wrong {
            if !out.wrong.iter().any(|w| w.0 == number && w.1 == field) {
                out.wrong.push((number, field, wrong));
            }
        }
        above.clone_from(&data);
        out.rows.push(data);
    }
    if out.rows.is_empty() && out.wrong.is_empty() {
        out.wrong.push((0, String::new(), Wrong::new("projects-paste-empty", "")));
    }
    out
}

fn value(field: &Field, cell: &str, names: &Names<'_>) -> Result<Option<Value>, Wrong> {
    if let Sort::Choice(codes) = field.sort {
        let known = codes.iter().find(|c| {
            same(cell, c) || names(&format!("projects-c-{}-{c}", field.name)).iter().any(|n| same(cell, n))
        });
        return match known {
            Some(code) => Ok(Some(Value::from(*code))),
            None => Err(Wrong::new("projects-wrong-choice", cell)),
        };
    }
    values::from_text(field, cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{KINDS, kind};
    use proptest::prelude::*;

    fn names(key: &str) -> Vec<String> {
        match key {
            "projects-f-person" => vec!["Henkilö".into()],
            "projects-f-role" => vec!["Tehtävä".into()],
            "projects-span" => vec!["Aika".into()],
            "projects-f-share" => vec!["Osuus".into()],
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_staff_table_of_the_source_is_understood() {
        let text = "Henkilö\tTehtävä\tAika\tOsuus\n\
                    Harjoittelija 1\tICT-harjoittelija\t1.6.2014 - 31.8.2014\t\n\
                    \t\t8.9.2014\t\n\
                    Koordinaattori\tprojektikoordinaattori\t1.7.2012 – 30.9.2015\t40 %\n";
        let understood = read(kind("staff").unwrap(), text, &names);
        assert_eq!(understood.wrong, []);
        assert_eq!(understood.rows.len(), 3);
        assert_eq!(understood.rows[1]["person"], "Harjoittelija 1");
        assert_eq!(understood.rows[1]["from"], "2014-09-08");
        assert_eq!(understood.rows[2]["share"], 40);
    }

    #[test]
    fn a_wrong_cell_is_named_by_row_and_field() {
        let understood = read(kind("staff").unwrap(), "Henkilö\tTehtävä\tAika\nA\tb\t31.2.2013", &names);
        assert_eq!(understood.wrong[0].0, 2);
        assert_eq!(understood.wrong[0].1, "from");
        assert_eq!(understood.wrong[0].2.key, "problem-no-such-day");
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_read_without_failure(text in "\\PC{0,80}|[\t\n;,a-z0-9. €%]{0,120}", n in 0usize..25) {
            let understood = read(&KINDS[n % KINDS.len()], &text, &names);
            prop_assert!(!understood.wrong.is_empty() || !understood.rows.is_empty());
        }
    }
}
