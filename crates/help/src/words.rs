//! The hard words of the field. Each has a text `word-…` and its meaning `word-…-means` in three languages.

/// All of them, in Finnish alphabetical order.
pub const WORDS: &[&str] = &[
    "asia",
    "asianumero",
    "esityslista",
    "esteellisyys",
    "hybridikokous",
    "jasen-ja-varajasen",
    "kannatus",
    "kiertava-puheenjohtajuus",
    "lakisaateinen",
    "linjaus",
    "muistio",
    "nimenhuuto",
    "ote",
    "paatos",
    "paatosvaltaisuus",
    "poytakirja",
    "pykala",
    "salassapito",
    "toimenpide",
    "vakioasia",
    "valtuustokausi",
];

/// Which word heads which field: the key of the label.
const LABELS: &[(&str, &str)] = &[
    ("record-diary", "asianumero"),
    ("meetings-matter", "asia"),
    ("meetings-matter-class", "asianumero"),
    ("meetings-mode", "hybridikokous"),
    ("body-conflict-check", "esteellisyys"),
    ("session-ground", "esteellisyys"),
    ("body-quorum", "paatosvaltaisuus"),
    ("body-statutory-check", "lakisaateinen"),
    ("body-approval", "poytakirja"),
    ("body-numbering", "pykala"),
    ("body-deputies", "jasen-ja-varajasen"),
    ("seat-deputy-whose", "jasen-ja-varajasen"),
    ("record-ground", "salassapito"),
    ("meetings-ground", "salassapito"),
    ("session-action-text", "toimenpide"),
    ("session-vote-counter", "kannatus"),
    ("meetings-item-kind", "vakioasia"),
];

/// The word that a label heads.
pub fn word_of(label: &str) -> Option<&'static str> {
    LABELS.iter().find(|(l, _)| *l == label).map(|(_, w)| *w)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_heads_a_field_is_explained() {
        for (label, word) in LABELS {
            assert!(WORDS.contains(word), "{label} is headed by {word}, which nobody explains");
        }
    }
}
