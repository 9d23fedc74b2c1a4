//! Numbers, sums, dates and times as each language writes them.

use jiff::civil::{Date, DateTime};

use crate::{Cents, Lang};

const THIN: char = '\u{a0}';

/// `652470` as `652 470` (fi, sv) or `652,470` (en).
pub fn number(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let separator = if lang == Lang::En { ',' } else { THIN };
    let mut out = String::new();
    if n < 0 {
        out.push('−');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

/// A number with a fixed number of decimals: `66,67` (fi, sv), `66.67` (en).
pub fn decimal(lang: Lang, value: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = number(lang, whole.parse().unwrap_or(0));
    if value < 0.0 {
        out.insert(0, '−');
    }
    if !rest.is_empty() {
        out.push(if lang == Lang::En { '.' } else { ',' });
        out.push_str(rest);
    }
    out
}

/// A sum: `652 470 €`, cents only where there are some (`1 234,50 €`; en `€1,234.50`).
pub fn money(lang: Lang, sum: Cents) -> String {
    let mut out = number(lang, sum.0 / 100);
    let cents = sum.0.unsigned_abs() % 100;
    if cents > 0 {
        out.push(if lang == Lang::En { '.' } else { ',' });
        out.push_str(&format!("{cents:02}"));
    }
    if lang == Lang::En { format!("€{out}") } else { format!("{out}{THIN}€") }
}

/// `24.9.2021` (fi, sv) or `24 September 2021` (en).
pub fn date(lang: Lang, d: Date) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("{}.{}.{}", d.day(), d.month(), d.year()),
        Lang::En => format!("{} {} {}", d.day(), month(lang, d.month()), d.year()),
    }
}

/// `14.30` (fi, sv: `kl. 14.30` is the text's own), `14:30` (en).
pub fn time(lang: Lang, t: DateTime) -> String {
    let separator = if lang == Lang::En { ':' } else { '.' };
    format!("{}{separator}{:02}", t.hour(), t.minute())
}

/// Day and time together: `24.9.2021 klo 9.00`, `24.9.2021 kl. 9.00`, `24 September 2021 at 9:00`.
pub fn date_time(lang: Lang, t: DateTime) -> String {
    let word = match lang {
        Lang::Fi => "klo",
        Lang::Sv => "kl.",
        Lang::En => "at",
    };
    format!("{} {word} {}", date(lang, t.date()), time(lang, t))
}

/// The month's name as it stands alone.
pub fn month(lang: Lang, month: i8) -> &'static str {
    const FI: [&str; 12] = [
        "tammikuu",
        "helmikuu",
        "maaliskuu",
        "huhtikuu",
        "toukokuu",
        "kesäkuu",
        "heinäkuu",
        "elokuu",
        "syyskuu",
        "lokakuu",
        "marraskuu",
        "joulukuu",
    ];
    const SV: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let i = usize::try_from(month.clamp(1, 12) - 1).unwrap_or(0);
    match lang {
        Lang::Fi => FI[i],
        Lang::Sv => SV[i],
        Lang::En => EN[i],
    }
}

/// The month as it stands in a date box: `tammi`, `jan`, `Jan`.
pub fn month_short(lang: Lang, month_no: i8) -> String {
    let name = month(lang, month_no);
    match lang {
        Lang::Fi => name.strip_suffix("kuu").unwrap_or(name).to_owned(),
        Lang::Sv | Lang::En => name.chars().take(3).collect(),
    }
}

/// The weekday in two or three letters: `ke`, `ons`, `Wed`.
pub fn weekday_short(lang: Lang, d: Date) -> &'static str {
    let i = usize::try_from(d.weekday().to_monday_zero_offset()).unwrap_or(0);
    match lang {
        Lang::Fi => ["ma", "ti", "ke", "to", "pe", "la", "su"][i],
        Lang::Sv => ["mån", "tis", "ons", "tors", "fre", "lör", "sön"][i],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][i],
    }
}

/// The weekday in full, lower case in fi and sv.
pub fn weekday(lang: Lang, d: Date) -> &'static str {
    let i = usize::try_from(d.weekday().to_monday_zero_offset()).unwrap_or(0);
    match lang {
        Lang::Fi => {
            ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"][i]
        }
        Lang::Sv => ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"][i],
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][i],
    }
}

/// A file's size: `14 kt`, `1,2 Mt` (fi), `14 kB` (sv, en).
pub fn bytes(lang: Lang, n: u64) -> String {
    let (kilo, mega) = if lang == Lang::Fi { ("kt", "Mt") } else { ("kB", "MB") };
    #[expect(clippy::cast_precision_loss, reason = "a size in words needs no more than three digits")]
    if n >= 1_000_000 {
        format!("{}{THIN}{mega}", decimal(lang, n as f64 / 1_000_000.0, 1))
    } else {
        format!("{}{THIN}{kilo}", n.div_ceil(1_000).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn sums_and_numbers_in_each_language() {
        assert_eq!(money(Lang::Fi, Cents(65_247_000)), "652\u{a0}470\u{a0}€");
        assert_eq!(money(Lang::En, Cents(123_450)), "€1,234.50");
        assert_eq!(decimal(Lang::Sv, 66.666, 2), "66,67");
    }

    #[test]
    fn dates_in_each_language() {
        let d = day(2021, 9, 24);
        assert_eq!(date(Lang::Fi, d), "24.9.2021");
        assert_eq!(date(Lang::En, d), "24 September 2021");
        assert_eq!(weekday(Lang::Fi, d), "perjantai");
        assert_eq!(month_short(Lang::Fi, 9), "syys");
    }
}
