//! Words of a line, and when two are the same word in different forms.

/// The words of a text in lower case, without what stands around them.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '§'))
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The letters of a text run together, in lower case.
pub(crate) fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// How near two words are: 2 the same, 1 forms of one word (`kokous`, `kokouksen`), 0 strangers.
pub(crate) fn akin(a: &str, b: &str) -> u8 {
    if a == b {
        return 2;
    }
    let (la, lb) = (a.chars().count(), b.chars().count());
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    // Endings are short and change the last letters of the stem; short words would all be akin.
    let stem = la.min(lb).saturating_sub(if la.min(lb) > 6 { 2 } else { 1 });
    u8::from(same >= stem.max(4) && la.abs_diff(lb) <= 6)
}

/// Whether a line begins with one of these labels: `Aika:`, `Aika ja paikka`, `AIKA`, but not `Aikaisempi`.
/// Gives what follows the label and its sign.
pub(crate) fn labelled<'l>(line: &'l str, labels: &[&str]) -> Option<&'l str> {
    let first = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if first.is_empty() || !labels.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    Some(line.get(first.len()..)?.trim_start_matches(|c: char| c == ':' || c.is_whitespace()))
}

/// Whether any word of the line begins with one of these.
pub(crate) fn has(line: &str, beginnings: &[&str]) -> bool {
    words(line).iter().any(|w| beginnings.iter().any(|b| w.starts_with(b)))
}

/// As much of a line as is shown for a reason.
pub(crate) fn shown(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(160).collect()
}

/// How alike two texts are by their pairs of letters, of a hundred (Dice).
pub(crate) fn alike(a: &str, b: &str) -> u8 {
    let pairs = |t: &str| -> Vec<(char, char)> { t.chars().zip(t.chars().skip(1)).collect() };
    let (a, mut b) = (pairs(a), pairs(b));
    let all = a.len() + b.len();
    if all == 0 {
        return 0;
    }
    let mut both = 0;
    for pair in a {
        if let Some(at) = b.iter().position(|p| *p == pair) {
            b.swap_remove(at);
            both += 1;
        }
    }
    u8::try_from(200 * both / all).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_akin_and_others_not() {
        for (a, b) in [("kokous", "kokouksen"), ("foorumi", "foorumin"), ("johtajat", "johtajien")] {
            assert_eq!(akin(a, b), 1, "{a} {b}");
        }
        for (a, b) in [("kunta", "kuva"), ("maakuntahallitus", "maakuntajohtaja"), ("ryhmä", "rypyt")] {
            assert_eq!(akin(a, b), 0, "{a} {b}");
        }
    }

    #[test]
    fn a_label_is_a_whole_word() {
        assert_eq!(labelled("Aika: 9.00", &["aika"]), Some("9.00"));
        assert_eq!(labelled("AIKA\t9.00", &["aika"]), Some("9.00"));
        assert_eq!(labelled("Aikaisempi päätös", &["aika"]), None);
    }
}
