//! One organisation under several spellings.

use std::collections::BTreeSet;

use super::Fault;
use crate::values::Fields;
use crate::whole::Whole;

/// Where names of organisations stand; a field may hold several, parted by commas.
const NAMED: [(&str, &str); 5] = [
    ("contractors", "name"),
    ("partners", "name"),
    ("events", "with"),
    ("groups", "members"),
    ("reservations", "decider"),
];

/// What a company or body is, and says nothing of which.
const FORMS: [&str; 12] =
    ["oy", "oyj", "ab", "ry", "rf", "hanke", "konserni", "suomen", "projekti", "yhtiö", "kunta", "kaupunki"];

/// The words of a name without its form, folded.
fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !FORMS.contains(w))
        .map(str::to_owned)
        .collect()
}

/// Whether two names that are spelled differently may be one: the same words, or the words of the one (two at least)
/// one after another within the other.
fn same(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return false;
    }
    short == long || (short.len() >= 2 && long.windows(short.len()).any(|w| w == short))
}

/// Names that differ only in how they are written.
pub(super) fn variants(whole: &Whole, municipalities: &[String]) -> Vec<Fault> {
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for (kind, field) in NAMED {
        for row in whole.rows(kind) {
            for name in row.text(field).split(',').map(str::trim).filter(|n| !n.is_empty()) {
                if !municipalities.iter().any(|m| m == name) && !names.iter().any(|(n, _)| n == name) {
                    names.push((name.to_owned(), kind));
                }
            }
        }
    }
    let folded: Vec<Vec<String>> = names.iter().map(|(n, _)| words(n)).collect();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for i in 0..names.len() {
        if told.contains(&i) {
            continue;
        }
        let like: Vec<usize> =
            (i + 1..names.len()).filter(|j| !told.contains(j) && same(&folded[i], &folded[*j])).collect();
        if like.is_empty() {
            continue;
        }
        told.extend(&like);
        let spelled: Vec<&str> = std::iter::once(i).chain(like).map(|n| names[n].0.as_str()).collect();
        found.push(Fault::wrong(names[i].1, "projects-fault-names").with("names", spelled.join(" · ")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_are_found_and_others_are_not() {
        let like = |a: &str, b: &str| same(&words(a), &words(b));
        assert!(like("Lahti Region Oy", "Lahden seutu – Lahti region Oy"));
        assert!(like("Heinola Resort -hanke", "Heinola Resort –hanke"));
        assert!(like("Kuntaliitto", "Suomen Kuntaliitto"));
        assert!(!like("Lahti", "Lahti Region Oy"));
        assert!(!like("Sito Oy", "Toimiva Oy"));
        assert!(!like("Oy", "Ab"));
    }
}
