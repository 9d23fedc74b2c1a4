use std::cmp::Ordering;

/// Compares two names the Finnish way: å, ä and ö come after z in this order, case and other accents do not count,
/// and a space or hyphen comes before any letter.
pub fn finnish_order(a: &str, b: &str) -> Ordering {
    a.chars().map(weight).cmp(b.chars().map(weight)).then_with(|| a.cmp(b))
}

fn weight(c: char) -> u32 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'a'..='z' => u32::from(lower) - u32::from('a') + 100,
        'é' | 'è' => 104,
        'ü' => 124,
        'å' => 126,
        'ä' | 'æ' => 127,
        'ö' | 'ø' => 128,
        '0'..='9' => u32::from(lower) - u32::from('0') + 50,
        other if other.is_alphabetic() => 200 + u32::from(other),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_letters_with_dots_and_rings_come_last() {
        let mut names = vec!["Äänekoski", "Ähtäri", "Ylöjärvi", "Åbo", "Orivesi", "Öja", "Espoo", "Ypäjä"];
        names.sort_by(|a, b| finnish_order(a, b));
        assert_eq!(names, ["Espoo", "Orivesi", "Ylöjärvi", "Ypäjä", "Åbo", "Ähtäri", "Äänekoski", "Öja"]);
    }

    proptest! {
        #[test]
        fn the_order_is_a_total_one(a in "[a-zåäöA-ZÅÄÖ -]{0,6}", b in "[a-zåäöA-ZÅÄÖ -]{0,6}", c in "[a-zåäö]{0,6}") {
            prop_assert_eq!(finnish_order(&a, &b), finnish_order(&b, &a).reverse());
            if finnish_order(&a, &b).is_le() && finnish_order(&b, &c).is_le() {
                prop_assert!(finnish_order(&a, &c).is_le());
            }
        }
    }
}
