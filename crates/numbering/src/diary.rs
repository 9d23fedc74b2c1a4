use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A case number of any registry, kept as printed.
///
/// Forms that are read: `102/13.01/2012`, `VM/1497/03.01.01/2013`, `OM 10/41/2009`, `ROIDno-2020-867`,
/// `HEL 2021-002643` and `HEL 2021-002643 T 02 02 00`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DiaryNumber {
    prefix: Option<String>,
    number: u32,
    class: Vec<String>,
    year: i16,
    printed: String,
}

/// Why a case number could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiaryError {
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// It has none of the forms that we know.
    #[error("not a case number")]
    Form,
    /// The letters before the number are not letters, or too many.
    #[error("bad prefix")]
    Prefix,
    /// The running number is missing, zero or too large.
    #[error("bad running number")]
    Number,
    /// The class is not parts of two or three digits.
    #[error("bad class")]
    Class,
    /// The year is not one of four digits between 1900 and 2199.
    #[error("bad year")]
    Year,
}

impl DiaryError {
    /// The key of the text that tells it to the user.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "diary-error-empty",
            Self::Form => "diary-error-form",
            Self::Prefix => "diary-error-prefix",
            Self::Number => "diary-error-number",
            Self::Class => "diary-error-class",
            Self::Year => "diary-error-year",
        }
    }
}

impl DiaryNumber {
    /// Reads one number.
    pub fn parse(text: &str) -> Result<Self, DiaryError> {
        let printed = text.trim();
        if printed.is_empty() {
            return Err(DiaryError::Empty);
        }
        // Registries print no-break spaces too; the printed form keeps them.
        let words: Vec<&str> = printed.split_whitespace().collect();
        let (prefix, number, class, year) =
            if printed.contains('/') { slashed(&words.join(" "))? } else { hyphened(&words)? };
        Ok(Self { prefix, number, class, year, printed: printed.to_owned() })
    }

    /// Reads a list as items carry them: `62/00.01.01/2016, 61/00.02.00/2016`. The first that cannot be read
    /// is told with its words.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, (String, DiaryError)> {
        text.split([',', ';', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| Self::parse(part).map_err(|e| (part.to_owned(), e)))
            .collect()
    }

    /// The letters before the number (`VM`, `ROIDno`, `HEL`).
    pub fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref()
    }

    /// The running number within its year.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The parts of the task class (`["13", "01"]`); empty where the form has none.
    pub fn class(&self) -> &[String] {
        &self.class
    }

    /// The year.
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// As it was printed.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// Sorts as text by year, running number, prefix and class.
    pub fn sort_key(&self) -> String {
        let prefix = self.prefix.as_deref().unwrap_or_default().to_lowercase();
        format!("{:04}/{:010}/{prefix}/{}", self.year, self.number, self.class.join("."))
    }

    /// The forms under which people look for the number, in lower case and each once: as printed, without the
    /// prefix, number and year alone, the class.
    pub fn search_tokens(&self) -> Vec<String> {
        let class = self.class.join(".");
        let mut tokens = vec![self.printed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()];
        let mut add = |token: String| {
            if !token.is_empty() && !tokens.contains(&token) {
                tokens.push(token);
            }
        };
        if self.printed.contains('/') {
            add(format!("{}/{class}/{}", self.number, self.year));
        } else {
            // `HEL 2021-002643` is also looked for without its class, and its zeros are dropped when spoken.
            let prefix = self.prefix.as_deref().unwrap_or_default().to_lowercase();
            add(format!("{prefix} {}-{:06}", self.year, self.number));
            add(format!("{}-{}", self.year, self.number));
        }
        add(format!("{}/{}", self.number, self.year));
        add(class);
        tokens
    }
}

type Parts = (Option<String>, u32, Vec<String>, i16);

/// `[prefix/ or prefix ]number/class/year`
fn slashed(text: &str) -> Result<Parts, DiaryError> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let (lead, number, class, year) = match parts[..] {
        [number, class, year] => match number.rsplit_once(' ') {
            Some((lead, number)) => (Some(lead), number, class, year),
            None => (None, number, class, year),
        },
        [lead, number, class, year] => (Some(lead), number, class, year),
        _ => return Err(DiaryError::Form),
    };
    Ok((lead.map(prefix_of).transpose()?, number_of(number)?, class_of(class.split('.'))?, year_of(year)?))
}

/// `ROIDno-2020-867`, `HEL 2021-002643`, `HEL 2021-002643 T 02 02 00`
fn hyphened(words: &[&str]) -> Result<Parts, DiaryError> {
    let (lead, numbers, class) = match words {
        [one] => {
            let (lead, numbers) = one.split_once('-').ok_or(DiaryError::Form)?;
            (lead, numbers, None)
        }
        [lead, numbers] => (*lead, *numbers, None),
        [lead, numbers, mark, class @ ..] if *mark == "T" => (*lead, *numbers, Some(class)),
        _ => return Err(DiaryError::Form),
    };
    let (year, number) = numbers.split_once('-').ok_or(DiaryError::Form)?;
    let class = class.map(|parts| class_of(parts.iter().copied())).transpose()?.unwrap_or_default();
    Ok((Some(prefix_of(lead)?), number_of(number)?, class, year_of(year)?))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn prefix_of(text: &str) -> Result<String, DiaryError> {
    let fits = (1..=12).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic);
    if fits { Ok(text.to_owned()) } else { Err(DiaryError::Prefix) }
}

fn number_of(text: &str) -> Result<u32, DiaryError> {
    if !all_digits(text) {
        return Err(DiaryError::Number);
    }
    text.parse().ok().filter(|n| *n > 0).ok_or(DiaryError::Number)
}

fn class_of<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Vec<String>, DiaryError> {
    let parts: Vec<String> = parts.map(str::to_owned).collect();
    let fits = !parts.is_empty() && parts.iter().all(|p| all_digits(p) && (2..=3).contains(&p.len()));
    if fits { Ok(parts) } else { Err(DiaryError::Class) }
}

fn year_of(text: &str) -> Result<i16, DiaryError> {
    if text.len() != 4 || !all_digits(text) {
        return Err(DiaryError::Year);
    }
    text.parse().ok().filter(|y| (1900..2200).contains(y)).ok_or(DiaryError::Year)
}

/// The state of our own running number: one series for each tenant and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiarySeries {
    /// The year of the series.
    pub year: i16,
    /// The last number given in it; 0 before the first.
    pub last: u32,
}

impl DiarySeries {
    /// A series in which nothing has been given yet.
    pub const fn new(year: i16) -> Self {
        Self { year, last: 0 }
    }

    /// The next number for a matter of this class (`10.02`), and the series as it is after it.
    pub fn next(self, class: &str) -> Result<(DiaryNumber, Self), DiaryError> {
        let number = self.last.checked_add(1).ok_or(DiaryError::Number)?;
        let given = DiaryNumber::parse(&format!("{number}/{}/{}", class.trim(), self.year))?;
        Ok((given, Self { year: self.year, last: number }))
    }
}

impl fmt::Display for DiaryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}
impl FromStr for DiaryNumber {
    type Err = DiaryError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::parse(s)
    }
}
impl Serialize for DiaryNumber {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.printed)
    }
}
impl<'de> Deserialize<'de> for DiaryNumber {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<String>, u32, String, i16) {
        let n = DiaryNumber::parse(text).unwrap();
        assert_eq!(n.printed(), text);
        (n.prefix.clone(), n.number, n.class.join("."), n.year)
    }

    #[test]
    fn every_printed_form_is_read_and_kept() {
        let some = |p: &str| Some(p.to_owned());
        assert_eq!(read("102/13.01/2012"), (None, 102, "13.01".into(), 2012));
        assert_eq!(read("437/07.00.04.00.00/2023"), (None, 437, "07.00.04.00.00".into(), 2023));
        assert_eq!(read("5146/01.04.00/2023"), (None, 5146, "01.04.00".into(), 2023));
        assert_eq!(read("124/07.070/2013"), (None, 124, "07.070".into(), 2013));
        assert_eq!(read("VM/1497/03.01.01/2013"), (some("VM"), 1497, "03.01.01".into(), 2013));
        assert_eq!(read("OM 10/41/2009"), (some("OM"), 10, "41".into(), 2009));
        assert_eq!(read("ROIDno-2020-867"), (some("ROIDno"), 867, String::new(), 2020));
        assert_eq!(read("MliDno-2016-2571"), (some("MliDno"), 2571, String::new(), 2016));
        assert_eq!(read("HEL 2021-002643 T 02 02 00"), (some("HEL"), 2643, "02.02.00".into(), 2021));
        assert_eq!(read("HEL 2016-007159"), (some("HEL"), 7159, String::new(), 2016));
    }

    #[test]
    fn the_number_of_the_seed_has_its_parts() {
        let n = DiaryNumber::parse(" 102/13.01/2012 ").unwrap();
        assert_eq!((n.number(), n.class(), n.year()), (102, &["13".to_owned(), "01".to_owned()][..], 2012));
        assert_eq!(n.printed(), "102/13.01/2012");
    }

    #[test]
    fn what_is_no_case_number_is_refused_with_its_reason() {
        for (text, why) in [
            ("", DiaryError::Empty),
            ("kj 8.8.2013", DiaryError::Form),
            ("117718", DiaryError::Form),
            ("12/2015", DiaryError::Form),
            ("0/13.01/2012", DiaryError::Number),
            ("99999999999/13.01/2012", DiaryError::Number),
            ("102/1.01/2012", DiaryError::Class),
            ("102/13.0101/2012", DiaryError::Class),
            ("102/13..01/2012", DiaryError::Class),
            ("102//2012", DiaryError::Class),
            ("102/13.01/12", DiaryError::Year),
            ("102/13.01/+201", DiaryError::Year),
            ("1/2/3/4/5", DiaryError::Form),
            ("V1/1497/03.01/2013", DiaryError::Prefix),
            ("HEL 2021-002643 T", DiaryError::Class),
            ("-2020-867", DiaryError::Prefix),
        ] {
            assert_eq!(DiaryNumber::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn an_item_may_carry_several_numbers() {
        let both = DiaryNumber::parse_list("62/00.01.01/2016, 61/00.02.00/2016").unwrap();
        assert_eq!(both.iter().map(DiaryNumber::number).collect::<Vec<_>>(), [62, 61]);
        assert_eq!(DiaryNumber::parse_list("62/00.01.01/2016; jotain").unwrap_err().0, "jotain");
    }

    #[test]
    fn people_find_a_number_by_any_of_its_forms() {
        let tokens = DiaryNumber::parse("VM/1497/03.01.01/2013").unwrap().search_tokens();
        assert_eq!(tokens, ["vm/1497/03.01.01/2013", "1497/03.01.01/2013", "1497/2013", "03.01.01"]);
        let tokens = DiaryNumber::parse("HEL 2021-002643 T 02 02 00").unwrap().search_tokens();
        assert!(tokens.contains(&"hel 2021-002643".to_owned()) && tokens.contains(&"2021-2643".to_owned()));
    }

    #[test]
    fn our_own_numbers_follow_one_another() {
        let series = DiarySeries { year: 2021, last: 317 };
        let (given, after) = series.next("10.02").unwrap();
        assert_eq!(given.printed(), "318/10.02/2021");
        assert_eq!(after.next("00.01").unwrap().0.printed(), "319/00.01/2021");
        assert_eq!(DiarySeries::new(2022).next("10.02").unwrap().0.printed(), "1/10.02/2022");
        assert_eq!(series.next("kokoukset"), Err(DiaryError::Class));
    }

    #[test]
    fn the_stored_form_is_the_printed_one() {
        let n = DiaryNumber::parse("OM 10/41/2009").unwrap();
        assert_eq!(serde_json::to_string(&n).unwrap(), "\"OM 10/41/2009\"");
        assert_eq!(serde_json::from_str::<DiaryNumber>("\"OM 10/41/2009\"").unwrap(), n);
        assert!(serde_json::from_str::<DiaryNumber>("\"OM\"").is_err());
    }

    fn printed() -> impl Strategy<Value = (u32, Vec<String>, i16, Option<String>, usize)> {
        (
            1u32..1_000_000,
            prop::collection::vec("[0-9]{2,3}", 1..6),
            1900i16..2200,
            prop::option::of("[A-ZÅÄÖ]{1,5}"),
            0usize..4,
        )
    }

    proptest! {
        #[test]
        fn any_number_in_any_form_gives_back_its_parts((n, class, y, prefix, form) in printed()) {
            let p = prefix.clone().unwrap_or_else(|| "X".into());
            let (text, prefix, class) = match form {
                0 => (format!("{}{n}/{}/{y}", prefix.clone().map(|p| p + "/").unwrap_or_default(), class.join(".")), prefix, class),
                1 => (format!("{p} {n}/{}/{y}", class.join(".")), Some(p), class),
                2 => (format!("{p}Dno-{y}-{n}"), Some(p + "Dno"), vec![]),
                _ => (format!("{p} {y}-{n:06} T {}", class.join(" ")), Some(p), class),
            };
            let read = DiaryNumber::parse(&text).unwrap();
            prop_assert_eq!(read.prefix(), prefix.as_deref());
            prop_assert_eq!((read.number(), read.class(), read.year()), (n, &class[..], y));
            prop_assert_eq!(read.printed(), text);
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>(), near in "[A-Z0-9/. \\-T]{0,24}") {
            for text in [text, near] {
                if let Ok(n) = DiaryNumber::parse(&text) {
                    prop_assert_eq!(n.printed(), text.trim());
                }
            }
        }

        #[test]
        fn the_sort_key_orders_by_year_and_number(a in (1u32..u32::MAX, 1900i16..2200), b in (1u32..u32::MAX, 1900i16..2200)) {
            let key = |(n, y): (u32, i16)| DiaryNumber::parse(&format!("{n}/00.01/{y}")).unwrap().sort_key();
            prop_assert_eq!(key(a).cmp(&key(b)), (a.1, a.0).cmp(&(b.1, b.0)));
        }
    }
}
