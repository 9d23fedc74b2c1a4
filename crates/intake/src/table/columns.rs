//! The columns of each kind of table, and which column of somebody's sheet means which of them.

use std::collections::BTreeMap;

/// A column that a kind of table may have.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in code; `intake-column-…` is the key of its text.
    pub key: &'static str,
    /// Whether nothing can be made without it.
    pub needed: bool,
    /// The words by which sheets call it.
    words: &'static [&'static str],
}

const fn needed(key: &'static str, words: &'static [&'static str]) -> Column {
    Column { key, needed: true, words }
}
const fn may(key: &'static str, words: &'static [&'static str]) -> Column {
    Column { key, needed: false, words }
}

const BODY: &[&str] = &["toimielin", "ryhmä", "elin", "organ", "grupp", "body", "group"];
const EMAIL: &[&str] =
    &["sähköposti", "sähköpostiosoite", "s-posti", "email", "e-mail", "e-post", "epost", "mail"];
const DIARY: &[&str] = &[
    "asianumero",
    "asianro",
    "diaarinumero",
    "dnro",
    "diaari",
    "ärendenummer",
    "diarienummer",
    "case number",
    "diary",
];
const TOWN: &[&str] = &["kunta", "kaupunki", "kommun", "municipality"];

/// The kinds of tables with their columns; a kind is also the key of a text (`intake-kind-…`).
pub const TABLES: [(&str, &[Column]); 6] = [
    (
        "bodies",
        &[
            needed("name", &["nimi", "toimielin", "ryhmä", "namn", "organ", "name", "body"]),
            may("kind", &["laji", "tyyppi", "typ", "kind", "type"]),
            may("key", &["avain", "tunnus", "lyhenne", "nyckel", "key"]),
            may("description", &["kuvaus", "tehtävä", "tehtävät", "beskrivning", "description"]),
        ],
    ),
    (
        "members",
        &[
            needed("body", BODY),
            needed("name", &["nimi", "jäsen", "henkilö", "namn", "medlem", "name", "member"]),
            may("role", &["rooli", "asema", "tehtävä", "roll", "role"]),
            may("municipality", TOWN),
            may("email", EMAIL),
            may("from", &["alkaen", "alku", "alkupäivä", "från", "from", "start"]),
            may("to", &["päättyen", "asti", "loppu", "päättyy", "till", "until", "end"]),
        ],
    ),
    (
        "contacts",
        &[
            needed("name", &["nimi", "henkilö", "namn", "name", "contact"]),
            may("title", &["nimike", "tehtävä", "virka", "titel", "title"]),
            may("email", EMAIL),
            may("phone", &["puhelin", "puhelinnumero", "puh", "gsm", "telefon", "phone", "tel"]),
            may(
                "organisation",
                &["organisaatio", "työnantaja", "organisation", "arbetsgivare", "organization"],
            ),
        ],
    ),
    (
        "meetings",
        &[
            needed("body", BODY),
            needed("date", &["päivä", "pvm", "päivämäärä", "aika", "kokouspäivä", "datum", "date", "day"]),
            may("title", &["kokous", "otsikko", "nimi", "numero", "möte", "titel", "title", "meeting"]),
            may("place", &["paikka", "kokouspaikka", "plats", "place"]),
        ],
    ),
    (
        "matters",
        &[
            needed("title", &["otsikko", "asia", "nimi", "rubrik", "ärende", "title", "matter"]),
            may("diary", DIARY),
            may(
                "opened",
                &["vireille", "avattu", "vireilletulo", "pvm", "päivä", "öppnad", "datum", "opened", "date"],
            ),
            may("state", &["tila", "vaihe", "läge", "status", "state"]),
            may("summary", &["tiivistelmä", "kuvaus", "sammandrag", "summary"]),
        ],
    ),
    (
        "actions",
        &[
            needed("text", &["toimenpide", "tehtävä", "kuvaus", "åtgärd", "action", "text", "task"]),
            may(
                "owner",
                &["vastuu", "vastuutaho", "vastuuhenkilö", "kuka", "ansvarig", "owner", "responsible", "who"],
            ),
            may("due", &["määräaika", "mennessä", "määräpäivä", "tidsfrist", "due", "deadline"]),
            may("body", BODY),
            may("diary", DIARY),
            may("agreed", &["sovittu", "päivä", "pvm", "överenskommet", "datum", "agreed", "date"]),
        ],
    ),
];

/// The columns of a kind of table.
pub fn columns(kind: &str) -> Option<&'static [Column]> {
    TABLES.iter().find(|(k, _)| *k == kind).map(|(_, c)| *c)
}

/// Which column of a sheet, by the name in its header, means which of ours.
pub type Mapping = BTreeMap<String, String>;

/// Names by which the columns of a header can be told apart: an empty one is called by its letter, the second of the
/// same name gets a number.
pub fn names(header: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(header.len());
    for (i, cell) in header.iter().enumerate() {
        let plain = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = if plain.is_empty() { letter(i) } else { plain };
        let mut name = plain.clone();
        let mut n = 1;
        while all.contains(&name) {
            n += 1;
            name = format!("{plain} ({n})");
        }
        all.push(name);
    }
    all
}

/// The letters by which spreadsheets call a column: A, B, … Z, AA.
pub fn letter(at: usize) -> String {
    let mut n = at + 1;
    let mut out = Vec::new();
    while n > 0 {
        out.push(char::from(b'A' + u8::try_from((n - 1) % 26).unwrap_or(0)));
        n = (n - 1) / 26;
    }
    out.iter().rev().collect()
}

/// Words that say little beside another word.
const GENERIC: [&str; 9] = ["nimi", "namn", "name", "päivä", "pvm", "datum", "date", "numero", "text"];

/// Whether two words are forms of one: `toimielin`, `toimielimen`.
fn akin(a: &str, b: &str) -> bool {
    let (la, lb) = (a.chars().count(), b.chars().count());
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    same >= la.min(lb).saturating_sub(2).max(4) && la.abs_diff(lb) <= 6
}

/// How well a header's cell names a column.
fn fits(column: &Column, cell: &str) -> u8 {
    let cell = cell.trim().to_lowercase();
    if cell.is_empty() {
        return 0;
    }
    let words: Vec<&str> =
        cell.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
    let one = |w: &str| {
        if cell == w {
            4
        } else if words.contains(&w) {
            // In `Toimielimen nimi` the other word says more.
            if GENERIC.contains(&w) { 1 } else { 3 }
        } else if words.iter().any(|c| akin(w, c)) {
            2
        } else {
            0
        }
    };
    column.words.iter().map(|w| one(w)).max().unwrap_or(0)
}

/// Guesses which column means what. Each column of the sheet is taken once, the best fitting first.
pub fn guess(columns: &[Column], names: &[String]) -> Mapping {
    let mut pairs: Vec<(u8, usize, usize)> = Vec::new();
    for (c, column) in columns.iter().enumerate() {
        for (n, name) in names.iter().enumerate() {
            let fit = fits(column, name);
            if fit > 0 {
                pairs.push((fit, c, n));
            }
        }
    }
    pairs.sort_by_key(|(fit, c, n)| (std::cmp::Reverse(*fit), !columns[*c].needed, *c, *n));
    let (mut mapping, mut used) = (Mapping::new(), Vec::new());
    for (_, c, n) in pairs {
        if !used.contains(&n) && !mapping.contains_key(columns[c].key) {
            used.push(n);
            mapping.insert(columns[c].key.to_owned(), names[n].clone());
        }
    }
    mapping
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(kind: &str, header: &[&str]) -> Vec<(String, String)> {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        guess(columns(kind).unwrap(), &names(&header)).into_iter().collect()
    }

    #[test]
    fn columns_are_guessed_by_the_words_of_three_languages() {
        let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        };
        assert_eq!(
            guessed("members", &["Toimielimen nimi", "Jäsenen nimi", "Kunta", "S-posti", "Rooli"]),
            of(&[
                ("body", "Toimielimen nimi"),
                ("email", "S-posti"),
                ("municipality", "Kunta"),
                ("name", "Jäsenen nimi"),
                ("role", "Rooli")
            ])
        );
        assert_eq!(
            guessed("actions", &["Åtgärd", "Ansvarig", "Tidsfrist"]),
            of(&[("due", "Tidsfrist"), ("owner", "Ansvarig"), ("text", "Åtgärd")])
        );
        assert!(guessed("matters", &["x", ""]).is_empty());
    }

    #[test]
    fn names_of_columns_can_be_told_apart() {
        let header: Vec<String> = ["Nimi", "", "Nimi", " Nimi "].map(str::to_owned).to_vec();
        assert_eq!(names(&header), ["Nimi", "B", "Nimi (2)", "Nimi (3)"]);
        assert_eq!(
            (letter(0), letter(25), letter(26), letter(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }
}
