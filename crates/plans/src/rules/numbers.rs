//! Numbers as people type them: `1 234,5`, `-3`, `652 470 €`.

use kit::Cents;

fn plain(text: &str) -> String {
    text.trim()
        .trim_end_matches('€')
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
        .map(|c| match c {
            ',' => '.',
            '−' | '–' => '-',
            c => c,
        })
        .collect()
}

/// A number, with a comma or a point before its decimals. `None` where it is none.
pub fn number(text: &str) -> Option<f64> {
    let text = plain(text);
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let good = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !good || digits.matches('.').count() > 1 {
        return None;
    }
    text.parse().ok().filter(|n: &f64| n.is_finite() && n.abs() < 1e15)
}

/// A sum in euros with at most two decimals. `None` where it is none or below zero.
pub fn euros(text: &str) -> Option<Cents> {
    let text = plain(text);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 13 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let cents: i64 = format!("{part:0<2}").parse().ok()?;
    Some(Cents(whole.parse::<i64>().ok()? * 100 + cents))
}

/// A number as it stands in a field: without spaces, with a comma, and no more decimals than there are.
pub fn typed(n: f64) -> String {
    format!("{n}").replace('.', ",")
}

/// How many decimals show a number as it was typed; at most four.
pub fn decimals(n: f64) -> usize {
    let text = format!("{n}");
    text.split_once('.').map_or(0, |(_, part)| part.len()).min(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_typed() {
        assert_eq!(number("1 234,5"), Some(1234.5));
        assert_eq!(number("−3"), Some(-3.0));
        assert_eq!(number("12.5"), Some(12.5));
        for wrong in ["", "-", "x", "1,2,3", "NaN", "1e9", "inf"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
        assert_eq!(euros("652 470 €"), Some(Cents(65_247_000)));
        assert_eq!(euros("30 000,5"), Some(Cents(3_000_050)));
        for wrong in ["-1", "1,234", "", "€", "1 000 000 000 000 000"] {
            assert_eq!(euros(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_in_a_field_is_read_back(n in -1e9f64..1e9) {
            prop_assert_eq!(number(&typed(n)), Some(n));
        }

        #[test]
        fn every_sum_is_read_back(cents in 0i64..1_000_000_000_000) {
            prop_assert_eq!(euros(&format!("{},{:02}", cents / 100, cents % 100)), Some(Cents(cents)));
        }

        #[test]
        fn nothing_typed_brings_it_down(text in ".{0,30}") {
            let _ = (number(&text), euros(&text));
        }
    }
}
