use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Lang, fmt as f};

/// A season as sources print it (`syksyllä 2012`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// Talvi: January–February when it stands alone with a year.
    Winter,
    /// Kevät: March–May.
    Spring,
    /// Kesä: June–August.
    Summer,
    /// Syksy: September–November.
    Autumn,
}

impl Season {
    const ALL: [Self; 4] = [Self::Winter, Self::Spring, Self::Summer, Self::Autumn];

    const fn code(self) -> &'static str {
        match self {
            Self::Winter => "winter",
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Autumn => "autumn",
        }
    }

    const fn months(self) -> (i8, i8) {
        match self {
            Self::Winter => (1, 2),
            Self::Spring => (3, 5),
            Self::Summer => (6, 8),
            Self::Autumn => (9, 11),
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Fi, Self::Winter) => "talvi",
            (Lang::Fi, Self::Spring) => "kevät",
            (Lang::Fi, Self::Summer) => "kesä",
            (Lang::Fi, Self::Autumn) => "syksy",
            (Lang::Sv, Self::Winter) => "vintern",
            (Lang::Sv, Self::Spring) => "våren",
            (Lang::Sv, Self::Summer) => "sommaren",
            (Lang::Sv, Self::Autumn) => "hösten",
            (Lang::En, Self::Winter) => "winter",
            (Lang::En, Self::Spring) => "spring",
            (Lang::En, Self::Summer) => "summer",
            (Lang::En, Self::Autumn) => "autumn",
        }
    }
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Exact {
    Day(Date),
    Month(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// Still going on, or no end has been agreed.
    Open,
    Unknown,
}

/// The date of a fact: a day, month, season, year, open or unknown, with the words as the source printed them.
///
/// It never invents the missing part. It sorts by the first day that it may mean; open comes after all days
/// and unknown last. The stored form ([`When::code`]) sorts as text in that same order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct When {
    exact: Exact,
    printed: Option<String>,
}

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// The words have no form that we know.
    #[error("not a date")]
    Form,
    /// The form is right but there is no such day (`31.2.2021`).
    #[error("no such day")]
    NoSuchDay,
}

impl When {
    /// A known day.
    pub const fn day(date: Date) -> Self {
        Self { exact: Exact::Day(date), printed: None }
    }

    /// A month of a year.
    pub const fn month(year: i16, month: i8) -> Self {
        Self { exact: Exact::Month(year, month), printed: None }
    }

    /// A season of a year.
    pub const fn season(year: i16, season: Season) -> Self {
        Self { exact: Exact::Season(year, season), printed: None }
    }

    /// A year.
    pub const fn year(year: i16) -> Self {
        Self { exact: Exact::Year(year), printed: None }
    }

    /// Open: going on, or no end agreed.
    pub const fn open() -> Self {
        Self { exact: Exact::Open, printed: None }
    }

    /// Not known.
    pub const fn unknown() -> Self {
        Self { exact: Exact::Unknown, printed: None }
    }

    /// The same date with the words of the source.
    #[must_use]
    pub fn printed_as(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        self.printed = (!words.is_empty()).then_some(words);
        self
    }

    /// The words of the source, where they were kept.
    pub fn printed(&self) -> Option<&str> {
        self.printed.as_deref()
    }

    /// Whether nothing is known of the date.
    pub fn is_unknown(&self) -> bool {
        self.exact == Exact::Unknown
    }

    /// The day, where the day is known.
    pub fn known_day(&self) -> Option<Date> {
        match self.exact {
            Exact::Day(d) => Some(d),
            _ => None,
        }
    }

    /// The year, where at least the year is known.
    pub fn known_year(&self) -> Option<i16> {
        match self.exact {
            Exact::Day(d) => Some(d.year()),
            Exact::Month(y, _) | Exact::Season(y, _) | Exact::Year(y) => Some(y),
            Exact::Open | Exact::Unknown => None,
        }
    }

    /// The first and last day that the date may mean; `None` for open and unknown.
    pub fn span(&self) -> Option<(Date, Date)> {
        let month = |y, m| Date::new(y, m, 1).ok();
        match self.exact {
            Exact::Day(d) => Some((d, d)),
            Exact::Month(y, m) => Some((month(y, m)?, month(y, m)?.last_of_month())),
            Exact::Season(y, s) => {
                let (first, last) = s.months();
                Some((month(y, first)?, month(y, last)?.last_of_month()))
            }
            Exact::Year(y) => Some((month(y, 1)?, month(y, 12)?.last_of_month())),
            Exact::Open | Exact::Unknown => None,
        }
    }

    /// Whether the date may fall between the two days (both included). Open may fall on any day from today's
    /// point of view and so is always in; unknown never is.
    pub fn may_fall_in(&self, from: Date, to: Date) -> bool {
        match self.exact {
            Exact::Open => true,
            Exact::Unknown => false,
            _ => self.span().is_some_and(|(a, b)| a <= to && b >= from),
        }
    }

    /// The stored form: sorts as text in the order of time, open and unknown last. Words are stored apart.
    ///
    /// `2013-01-23`, `2012-12`, `2012-09~autumn`, `2013`, `9998~open`, `9999~unknown`.
    pub fn code(&self) -> String {
        match self.exact {
            Exact::Day(d) => d.to_string(),
            Exact::Month(y, m) => format!("{y:04}-{m:02}"),
            Exact::Season(y, s) => format!("{y:04}-{:02}~{}", s.months().0, s.code()),
            Exact::Year(y) => format!("{y:04}"),
            Exact::Open => "9998~open".to_owned(),
            Exact::Unknown => "9999~unknown".to_owned(),
        }
    }

    /// Reads the stored form.
    pub fn from_code(code: &str, printed: Option<&str>) -> Result<Self, WhenError> {
        let exact = match code {
            "9998~open" => Exact::Open,
            "9999~unknown" => Exact::Unknown,
            _ => {
                if let Some((head, season)) = code.split_once('~') {
                    let year = head.get(..4).and_then(|y| y.parse().ok()).ok_or(WhenError::Form)?;
                    let season =
                        Season::ALL.into_iter().find(|s| s.code() == season).ok_or(WhenError::Form)?;
                    Exact::Season(year, season)
                } else {
                    match code.len() {
                        4 => Exact::Year(code.parse().map_err(|_| WhenError::Form)?),
                        7 => {
                            let (y, m) = code.split_once('-').ok_or(WhenError::Form)?;
                            let m: i8 = m.parse().map_err(|_| WhenError::Form)?;
                            if !(1..=12).contains(&m) {
                                return Err(WhenError::NoSuchDay);
                            }
                            Exact::Month(y.parse().map_err(|_| WhenError::Form)?, m)
                        }
                        10 => Exact::Day(code.parse().map_err(|_| WhenError::NoSuchDay)?),
                        _ => return Err(WhenError::Form),
                    }
                }
            }
        };
        Ok(Self { exact, printed: printed.filter(|p| !p.is_empty()).map(str::to_owned) })
    }

    /// Reads what a person typed: `23.1.2013`, `2013-01-23`, `1/2013`, `syksyllä 2012`, `joulukuussa 2014`,
    /// `2013`. The words are kept as printed unless they say the day itself in the usual form.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::unknown());
        }
        if let Some(date) = parse_day(text)? {
            return Ok(Self::day(date));
        }
        if let Ok(year) = text.parse::<i16>()
            && (1000..=9000).contains(&year)
        {
            return Ok(Self::year(year));
        }
        if let Some((m, y)) = text.split_once('/')
            && let (Ok(m), Ok(y)) = (m.trim().parse::<i8>(), y.trim().parse::<i16>())
        {
            return if (1..=12).contains(&m) { Ok(Self::month(y, m)) } else { Err(WhenError::NoSuchDay) };
        }
        let lower = text.to_lowercase();
        let year = lower
            .split_whitespace()
            .find_map(|w| w.parse::<i16>().ok().filter(|y| (1000..=9000).contains(y)))
            .ok_or(WhenError::Form)?;
        let word = lower.split_whitespace().find(|w| w.parse::<i16>().is_err()).unwrap_or_default();
        if let Some(season) = season_of(word) {
            return Ok(Self::season(year, season).printed_as(text));
        }
        if let Some(month) = month_of(word) {
            return Ok(Self::month(year, month).printed_as(text));
        }
        if word.starts_with("vuon") || word.is_empty() || word == "år" {
            return Ok(Self::year(year).printed_as(text));
        }
        Err(WhenError::Form)
    }

    /// The date in the reader's language, from what is known. Unknown gives `None`: the page has its own words
    /// for that (`ei tiedossa`).
    pub fn show(&self, lang: Lang) -> Option<String> {
        match self.exact {
            Exact::Day(d) => Some(f::date(lang, d)),
            Exact::Month(y, m) => Some(format!("{} {y}", f::month(lang, m))),
            Exact::Season(y, s) => Some(format!("{} {y}", s.word(lang))),
            Exact::Year(y) => Some(y.to_string()),
            Exact::Open => Some("–".to_owned()),
            Exact::Unknown => None,
        }
    }
}

fn parse_day(text: &str) -> Result<Option<Date>, WhenError> {
    let (parts, order): (Vec<&str>, [usize; 3]) = if text.contains('.') {
        (text.trim_end_matches('.').split('.').collect(), [2, 1, 0])
    } else {
        (text.split('-').collect(), [0, 1, 2])
    };
    if parts.len() != 3 {
        return Ok(None);
    }
    let numbers: Option<Vec<i16>> = parts.iter().map(|p| p.trim().parse().ok()).collect();
    let Some(n) = numbers else { return Ok(None) };
    let (y, m, d) = (n[order[0]], n[order[1]], n[order[2]]);
    let month = i8::try_from(m).map_err(|_| WhenError::NoSuchDay)?;
    let day = i8::try_from(d).map_err(|_| WhenError::NoSuchDay)?;
    Date::new(y, month, day).map(Some).map_err(|_| WhenError::NoSuchDay)
}

fn season_of(word: &str) -> Option<Season> {
    let starts = |list: &[&str]| list.iter().any(|s| word.starts_with(s));
    if starts(&["talv", "vinter", "winter"]) {
        Some(Season::Winter)
    } else if starts(&["kevä", "keväi", "vår", "spring"]) {
        Some(Season::Spring)
    } else if starts(&["kesäll", "kesän", "sommar", "summer"]) || word == "kesä" {
        Some(Season::Summer)
    } else if starts(&["syks", "höst", "autumn"]) {
        Some(Season::Autumn)
    } else {
        None
    }
}

fn month_of(word: &str) -> Option<i8> {
    (1..=12).find(|m| {
        let fi = f::month(Lang::Fi, *m);
        word.starts_with(fi)
            || word == f::month(Lang::Sv, *m)
            || word == f::month(Lang::En, *m).to_lowercase()
    })
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(&other.code()).then_with(|| self.printed.cmp(&other.printed))
    }
}
impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.code())
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed: Option<String>,
}
impl Serialize for When {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Wire { date: self.code(), printed: self.printed.clone() }.serialize(s)
    }
}
impl<'de> Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(d)?;
        Self::from_code(&wire.date, wire.printed.as_deref()).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn what_people_and_sources_write_is_read() {
        assert_eq!(When::parse("23.1.2013").unwrap(), When::day(date(2013, 1, 23)));
        assert_eq!(When::parse("13.2.2013.").unwrap(), When::day(date(2013, 2, 13)));
        assert_eq!(When::parse("joulukuussa 2014").unwrap().code(), "2014-12");
        assert_eq!(When::parse("Syksyllä 2012").unwrap().printed(), Some("Syksyllä 2012"));
        assert_eq!(When::parse("kesällä 2022").unwrap().code(), "2022-06~summer");
        assert_eq!(When::parse("kesäkuussa 2022").unwrap().code(), "2022-06");
        assert_eq!(When::parse("vuonna 2013").unwrap().code(), "2013");
        assert_eq!(When::parse("").unwrap(), When::unknown());
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert_eq!(When::parse("31.2.2021"), Err(WhenError::NoSuchDay));
        assert_eq!(When::parse("13/2021"), Err(WhenError::NoSuchDay));
        assert_eq!(When::parse("ensi viikolla"), Err(WhenError::Form));
    }

    #[test]
    fn the_missing_part_is_never_invented() {
        let m = When::month(2014, 12);
        assert_eq!(m.known_day(), None);
        assert_eq!(m.show(Lang::Fi).unwrap(), "joulukuu 2014");
        assert_eq!(When::unknown().show(Lang::Fi), None);
        assert!(m.may_fall_in(date(2014, 12, 24), date(2014, 12, 24)));
        assert!(!When::unknown().may_fall_in(date(1900, 1, 1), date(2100, 1, 1)));
    }

    fn any_when() -> impl Strategy<Value = When> {
        prop_oneof![
            (1900i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| When::day(date(y, m, d))),
            (1900i16..2100, 1i8..=12).prop_map(|(y, m)| When::month(y, m)),
            (1900i16..2100, 0usize..4).prop_map(|(y, s)| When::season(y, Season::ALL[s])),
            (1900i16..2100).prop_map(When::year),
            Just(When::open()),
            Just(When::unknown()),
        ]
    }

    proptest! {
        #[test]
        fn the_stored_form_comes_back_and_sorts(a in any_when(), b in any_when()) {
            prop_assert_eq!(When::from_code(&a.code(), a.printed()).unwrap(), a.clone());
            if let (Some(x), Some(y)) = (a.known_day(), b.known_day()) {
                prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            }
            if let (Some((_, last)), Some((first, _))) = (a.span(), b.span()) && last < first {
                prop_assert!(a < b);
            }
        }
    }
}
