use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A section of somebody's record, as sources print it: `KV 14.03.2016 § 18`, `28.1.2016, 27 §`, `§ 64`,
/// `Maakuntajohtaja 22.6.2015 § 21 jatkoaika`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SectionRef {
    /// The body or officer in the words of the source (`KV`, `Maakuntajohtaja`).
    pub body: Option<String>,
    /// The day of the meeting or the decision.
    pub date: Option<Date>,
    /// The number.
    pub number: u32,
    /// The year, where it is printed beside the number (`§ 198/2023`).
    pub year: Option<i16>,
    /// Words after the number (`jatkoaika`).
    pub note: Option<String>,
    /// As the source printed it.
    pub printed: String,
}

/// How a section is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SectionStyle {
    /// `§ 64`, as our pages do.
    SignFirst,
    /// `64 §`.
    SignLast,
    /// `KV 14.3.2016 § 18`: for references from other records.
    Full,
    /// `KV 28.1.2016, 27 §`.
    FullSignLast,
}

/// Why a section could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SectionError {
    /// There is no `§`.
    #[error("no section sign")]
    NoSign,
    /// There are several: a reference names one section.
    #[error("several sections")]
    Several,
    /// No number stands beside the sign.
    #[error("no number beside the sign")]
    NoNumber,
    /// There are two dates.
    #[error("several dates")]
    SeveralDates,
    /// The date has the right form but there is no such day.
    #[error("no such day")]
    NoSuchDay,
}

impl SectionError {
    /// The key of the text that tells it to the user.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoSign => "section-error-no-sign",
            Self::Several => "section-error-several",
            Self::NoNumber => "section-error-no-number",
            Self::SeveralDates => "section-error-several-dates",
            Self::NoSuchDay => "section-error-no-such-day",
        }
    }
}

enum Token<'a> {
    Sign,
    Date(Date),
    Number(u32, Option<i16>, &'a str),
    Word(&'a str),
}

impl SectionRef {
    /// A section of our own, known by its number alone.
    pub fn ours(number: u32) -> Self {
        Self { body: None, date: None, number, year: None, note: None, printed: format!("§ {number}") }
    }

    /// Reads a printed reference.
    pub fn parse(text: &str) -> Result<Self, SectionError> {
        let spaced = text.replace('§', " § ");
        let tokens: Vec<Token<'_>> = spaced
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter(|word| !word.is_empty())
            .map(token)
            .collect::<Result<_, _>>()?;
        let mut signs = tokens.iter().enumerate().filter(|(_, t)| matches!(t, Token::Sign)).map(|(i, _)| i);
        let sign = signs.next().ok_or(SectionError::NoSign)?;
        if signs.next().is_some() {
            return Err(SectionError::Several);
        }
        // `§ 18` wins over `18 §`: in `Kokous 8 § 64` the 8 belongs to the meeting.
        let number_at = |i: usize| match tokens.get(i) {
            Some(Token::Number(n, year, _)) => Some((i, *n, *year)),
            _ => None,
        };
        let (at, number, year) = number_at(sign + 1)
            .or_else(|| sign.checked_sub(1).and_then(number_at))
            .ok_or(SectionError::NoNumber)?;
        let (mut date, mut body, mut note) = (None, Vec::new(), Vec::new());
        for (i, t) in tokens.iter().enumerate() {
            match t {
                Token::Date(d) if date.is_none() => date = Some(*d),
                Token::Date(_) => return Err(SectionError::SeveralDates),
                Token::Word(w) | Token::Number(_, _, w) if i != at => {
                    if i < sign { &mut body } else { &mut note }.push(*w);
                }
                _ => {}
            }
        }
        let words = |list: Vec<&str>| (!list.is_empty()).then(|| list.join(" "));
        Ok(Self { body: words(body), date, number, year, note: words(note), printed: text.trim().to_owned() })
    }

    /// Prints in one of our styles; the day without leading zeros. Words after the number are left out, they
    /// are in [`SectionRef::printed`].
    pub fn print(&self, style: SectionStyle) -> String {
        let number = match self.year {
            Some(year) => format!("{}/{year}", self.number),
            None => self.number.to_string(),
        };
        let head = || {
            let day = self.date.map(|d| format!("{}.{}.{}", d.day(), d.month(), d.year()));
            [self.body.clone(), day].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        match style {
            SectionStyle::SignFirst => format!("§ {number}"),
            SectionStyle::SignLast => format!("{number} §"),
            SectionStyle::Full => format!("{} § {number}", head()).trim_start().to_owned(),
            SectionStyle::FullSignLast => {
                let head = head();
                if head.is_empty() { format!("{number} §") } else { format!("{head}, {number} §") }
            }
        }
    }

    /// The forms under which people look for it: `§21`, with its year where it is known `§21/2015`.
    pub fn search_tokens(&self) -> Vec<String> {
        let mut tokens = vec![format!("§{}", self.number)];
        if let Some(year) = self.year.or(self.date.map(Date::year)) {
            tokens.push(format!("§{}/{year}", self.number));
        }
        tokens
    }
}

fn token(word: &str) -> Result<Token<'_>, SectionError> {
    if word == "§" {
        return Ok(Token::Sign);
    }
    let parts: Vec<&str> = word.trim_end_matches('.').split('.').collect();
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    if let [d, m, y] = parts[..]
        && digits(d, 2)
        && digits(m, 2)
        && y.len() == 4
        && digits(y, 4)
    {
        let read = |t: &str| t.parse::<i8>().map_err(|_| SectionError::NoSuchDay);
        let year = y.parse().map_err(|_| SectionError::NoSuchDay)?;
        return Date::new(year, read(m)?, read(d)?).map(Token::Date).map_err(|_| SectionError::NoSuchDay);
    }
    let (number, year) = match word.split_once('/') {
        Some((n, y)) if y.len() == 4 && digits(y, 4) => (n, y.parse().ok()),
        Some(_) => return Ok(Token::Word(word)),
        None => (word, None),
    };
    Ok(match number.parse::<u32>() {
        Ok(n) if n > 0 && digits(number, 6) => Token::Number(n, year, word),
        _ => Token::Word(word),
    })
}

impl fmt::Display for SectionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<String>, Option<Date>, u32) {
        let r = SectionRef::parse(text).unwrap();
        assert_eq!(r.printed, text);
        (r.body, r.date, r.number)
    }

    #[test]
    fn every_printed_form_is_read() {
        let kv = Some("KV".to_owned());
        assert_eq!(read("KV 14.03.2016 § 18"), (kv, Some(date(2016, 3, 14)), 18));
        assert_eq!(read("28.1.2016, 27 §"), (None, Some(date(2016, 1, 28)), 27));
        assert_eq!(read("§ 64"), (None, None, 64));
        assert_eq!(read("64 §"), (None, None, 64));
        assert_eq!(read("64§"), (None, None, 64));
        assert_eq!(read("§\u{a0}64"), (None, None, 64));
        assert_eq!(read("§ 27, 28.1.2016"), (None, Some(date(2016, 1, 28)), 27));
        assert_eq!(read("27 § 28.1.2016"), (None, Some(date(2016, 1, 28)), 27));
        let officer = Some("Maakuntajohtaja".to_owned());
        assert_eq!(read("Maakuntajohtaja 22.6.2015 § 21"), (officer, Some(date(2015, 6, 22)), 21));
        assert_eq!(read("Kuntajohtajakokous 8/2021 § 64").0.unwrap(), "Kuntajohtajakokous 8/2021");
    }

    #[test]
    fn words_after_the_number_and_a_year_beside_it_are_kept() {
        let r = SectionRef::parse("Maakuntajohtaja 22.6.2015 § 21 jatkoaika").unwrap();
        assert_eq!(r.note.as_deref(), Some("jatkoaika"));
        assert_eq!(r.print(SectionStyle::Full), "Maakuntajohtaja 22.6.2015 § 21");
        let r = SectionRef::parse("§ 198/2023").unwrap();
        assert_eq!((r.number, r.year), (198, Some(2023)));
        assert_eq!(r.search_tokens(), ["§198", "§198/2023"]);
    }

    #[test]
    fn each_style_prints_its_own_way() {
        let r = SectionRef::parse("KV 14.03.2016 § 18").unwrap();
        assert_eq!(r.print(SectionStyle::SignFirst), "§ 18");
        assert_eq!(r.print(SectionStyle::SignLast), "18 §");
        assert_eq!(r.print(SectionStyle::Full), "KV 14.3.2016 § 18");
        assert_eq!(r.print(SectionStyle::FullSignLast), "KV 14.3.2016, 18 §");
        assert_eq!(SectionRef::ours(64).print(SectionStyle::Full), "§ 64");
    }

    #[test]
    fn what_names_no_one_section_is_refused() {
        for (text, why) in [
            ("KV 14.3.2016", SectionError::NoSign),
            ("§ 4 ja § 5", SectionError::Several),
            ("§", SectionError::NoNumber),
            ("28.1.2016 §", SectionError::NoNumber),
            ("§ 0", SectionError::NoNumber),
            ("KV 31.2.2016 § 18", SectionError::NoSuchDay),
            ("KV 1.2.2016 3.2.2016 § 18", SectionError::SeveralDates),
        ] {
            assert_eq!(SectionRef::parse(text), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_in_full_is_read_back(
            body in prop::option::of("[A-ZÄÖa-zäö]{1,12}( [a-zäö]{1,8})?"),
            day in prop::option::of((1950i16..2100, 1i8..=12, 1i8..=28)),
            number in 1u32..100_000,
            last in any::<bool>(),
        ) {
            let r = SectionRef { body, date: day.map(|(y, m, d)| date(y, m, d)), ..SectionRef::ours(number) };
            let text = r.print(if last { SectionStyle::FullSignLast } else { SectionStyle::Full });
            let back = SectionRef::parse(&text).unwrap();
            prop_assert_eq!((back.body, back.date, back.number), (r.body, r.date, r.number));
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>(), near in "[A-Z0-9/. §,]{0,24}") {
            for text in [text, near] {
                if let Ok(r) = SectionRef::parse(&text) {
                    prop_assert!(r.number > 0);
                    prop_assert_eq!(r.printed, text.trim());
                }
            }
        }
    }
}
