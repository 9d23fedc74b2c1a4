use std::collections::HashMap;

use super::Grid;
use crate::pages::looks_like_address;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Nothing that we take.
    Skip,
    /// The whole name.
    Name,
    /// The first name.
    First,
    /// The family name.
    Last,
    /// The address of mail.
    Email,
    /// The telephone.
    Phone,
    /// The title or office in words.
    Title,
    /// The municipality on whose behalf somebody sits.
    Municipality,
    /// The role of the seat.
    Role,
    /// The body.
    Body,
}

impl Column {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Skip,
        Self::Name,
        Self::First,
        Self::Last,
        Self::Email,
        Self::Phone,
        Self::Title,
        Self::Municipality,
        Self::Role,
        Self::Body,
    ];

    /// The stored form, also the end of its text's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Name => "name",
            Self::First => "first",
            Self::Last => "last",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Title => "title",
            Self::Municipality => "municipality",
            Self::Role => "role",
            Self::Body => "body",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// Headings as people write them, in the three languages, in small letters.
const HEADINGS: [(Column, &[&str]); 9] = [
    (
        Column::Name,
        &["nimi", "henkilö", "koko nimi", "namn", "name", "jäsen", "medlem", "member", "edustaja"],
    ),
    (Column::First, &["etunimi", "etunimet", "förnamn", "first name", "given name", "kutsumanimi"]),
    (Column::Last, &["sukunimi", "efternamn", "last name", "surname", "family name"]),
    (
        Column::Email,
        &[
            "sähköposti",
            "sähköpostiosoite",
            "s-posti",
            "sposti",
            "email",
            "e-mail",
            "e-post",
            "epost",
            "osoite",
        ],
    ),
    (Column::Phone, &["puhelin", "puh", "puh.", "puhelinnumero", "gsm", "telefon", "tel", "phone", "mobile"]),
    (
        Column::Title,
        &["nimike", "titteli", "virka", "tehtävä", "asema", "titel", "befattning", "title", "position"],
    ),
    (Column::Municipality, &["kunta", "kaupunki", "kommun", "stad", "municipality", "town"]),
    (Column::Role, &["rooli", "roll", "role", "jäsenyys"]),
    (Column::Body, &["toimielin", "ryhmä", "organ", "grupp", "body", "group"]),
];

fn of_heading(cell: &str) -> Option<Column> {
    let word = cell.to_lowercase();
    let word = word.trim_end_matches([':', '*', ' ']);
    HEADINGS.iter().find(|(_, words)| words.contains(&word)).map(|(c, _)| *c)
}

/// Words by which things of the region are known, in small letters, for guessing by what stands in a column.
#[derive(Debug, Default)]
pub struct Words {
    /// Names of municipalities.
    pub municipalities: Vec<String>,
    /// Names of roles with their codes.
    pub roles: HashMap<String, &'static str>,
    /// Names of bodies.
    pub bodies: Vec<String>,
}

/// Whether a cell looks like a telephone number.
fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    digits >= 6 && cell.chars().all(|c| c.is_ascii_digit() || " +-()/.".contains(c))
}

fn is_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase))
        && !cell.contains(|c: char| c.is_ascii_digit() || c == '@')
}

/// What the columns hold, and whether the first row is their headings. What a heading does not tell is guessed by
/// what stands below: addresses and telephones by their form, municipalities, roles and bodies by their names.
pub fn guess(grid: &Grid, words: &Words) -> (Vec<Column>, bool) {
    let Some((_, first)) = grid.rows.first() else { return (Vec::new(), false) };
    let told: Vec<Option<Column>> = first.iter().map(|c| of_heading(c)).collect();
    let headed = told.iter().any(Option::is_some) && !first.iter().any(|c| looks_like_address(c));
    let mut columns: Vec<Column> = if headed {
        told.iter().map(|c| c.unwrap_or(Column::Skip)).collect()
    } else {
        vec![Column::Skip; grid.width]
    };
    let below = &grid.rows[usize::from(headed)..];
    type Test<'a> = (Column, Box<dyn Fn(&str) -> bool + 'a>);
    let has = |list: &[String], cell: &str| list.contains(&cell.to_lowercase());
    let tests: [Test<'_>; 6] = [
        (Column::Email, Box::new(looks_like_address)),
        (Column::Phone, Box::new(is_phone)),
        (Column::Municipality, Box::new(|c| has(&words.municipalities, c))),
        (Column::Role, Box::new(|c| words.roles.contains_key(&c.to_lowercase()))),
        (Column::Body, Box::new(|c| has(&words.bodies, c))),
        (Column::Name, Box::new(is_name)),
    ];
    for (column, fits) in tests {
        let named = columns.contains(&Column::First) || columns.contains(&Column::Last);
        if columns.contains(&column) || (column == Column::Name && named) {
            continue;
        }
        // The column in which most of what stands there fits, and at least two of three do.
        let share = |at: usize| {
            let filled: Vec<&str> =
                below.iter().map(|(_, cells)| cells[at].as_str()).filter(|c| !c.is_empty()).collect();
            (filled.iter().filter(|c| fits(c)).count(), filled.len())
        };
        let best = (0..grid.width)
            .filter(|at| columns[*at] == Column::Skip)
            .map(|at| (at, share(at)))
            .filter(|(_, (fit, all))| *fit > 0 && fit * 3 >= all * 2)
            .max_by_key(|(at, (fit, _))| (*fit, usize::MAX - at));
        if let Some((at, _)) = best {
            columns[at] = column;
        }
    }
    // One thing stands in one column: a second of the same kind is left to the person.
    for at in 1..columns.len() {
        if columns[..at].contains(&columns[at]) {
            columns[at] = Column::Skip;
        }
    }
    (columns, headed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            municipalities: vec!["lahti".into(), "sysmä".into()],
            roles: [("puheenjohtaja".to_owned(), "chair"), ("jäsen".to_owned(), "member")].into(),
            bodies: vec!["kuntajohtajakokous".into()],
        }
    }

    fn guessed(text: &str) -> (Vec<Column>, bool) {
        guess(&Grid::read(text).unwrap(), &words())
    }

    #[test]
    fn headings_tell_and_what_they_do_not_tell_is_seen_below() {
        let (columns, headed) = guessed("Nimi\tX\tSposti\tKunta:\nAino Aalto\t040 123 4567\ta@x.fi\tLahti");
        assert!(headed);
        assert_eq!(columns, [Column::Name, Column::Phone, Column::Email, Column::Municipality]);
    }

    #[test]
    fn a_table_without_headings_is_guessed_by_what_stands_in_it() {
        let (columns, headed) =
            guessed("Sysmä\tAino Aalto\tpuheenjohtaja\ta@x.fi\nLahti\tBo Berg\tjäsen\tb@x.fi");
        assert!(!headed);
        assert_eq!(columns, [Column::Municipality, Column::Name, Column::Role, Column::Email]);
    }

    #[test]
    fn first_and_family_name_stand_for_the_name() {
        let (columns, headed) = guessed("Sukunimi;Etunimi;E-mail\nAalto;Aino;a@x.fi");
        assert!(headed);
        assert_eq!(columns, [Column::Last, Column::First, Column::Email]);
    }

    #[test]
    fn a_second_column_of_the_same_kind_is_left_alone() {
        let (columns, _) = guessed("Nimi\tSähköposti\tEmail\nAino Aalto\ta@x.fi\tb@x.fi");
        assert_eq!(columns, [Column::Name, Column::Email, Column::Skip]);
    }
}
