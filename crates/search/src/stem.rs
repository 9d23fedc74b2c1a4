//! Coarse stems: Snowball, and for Finnish a small filter after it.
//!
//! Snowball leaves the forms of many Finnish words apart (`kokous`, `kokouks-`, `kokoust-`; `lausunto`,
//! `lausuno-`). The filter joins what it leaves, at the price of now and then joining two words; so a stem
//! ranks last, after lemma and surface.

use frostem::{Algorithm, Stemmer};
use kit::Lang;

/// Endings that are rewritten on Snowball's stem as it comes.
const FIRST: [(&str, &str); 4] = [("ou", "ous"), ("kau", "kaus"), ("oj", "o"), ("öj", "ö")];

/// Endings that are rewritten when the vowels at the end are gone: stems of `-us`, `-os`, `-ys`, `-si`.
const SECOND: [(&str, &str); 17] = [
    ("uud", "uus"),
    ("yyd", "yys"),
    ("uut", "uus"),
    ("yyt", "yys"),
    ("oud", "ous"),
    ("aud", "aus"),
    ("uod", "uos"),
    ("ks", "s"),
    ("ust", "us"),
    ("yst", "ys"),
    ("ost", "os"),
    ("öst", "ös"),
    ("est", "es"),
    ("ist", "is"),
    ("ast", "as"),
    ("äst", "äs"),
    ("ieh", "ies"),
];

/// Consonant gradation at the end: strong and weak become one.
const THIRD: [(&str, &str); 12] = [
    ("nt", "n"),
    ("nd", "n"),
    ("lt", "l"),
    ("ld", "l"),
    ("rt", "r"),
    ("rd", "r"),
    ("ht", "h"),
    ("hd", "h"),
    ("mp", "m"),
    ("nk", "n"),
    ("ng", "n"),
    ("d", "t"),
];

/// The coarse stem of a folded word.
pub(crate) fn coarse(word: &str, lang: Lang) -> String {
    let algorithm = match lang {
        Lang::Fi => Algorithm::Finnish,
        Lang::Sv => Algorithm::Swedish,
        Lang::En => Algorithm::English,
    };
    let stem = Stemmer::new(algorithm).stem(word).into_owned();
    if lang == Lang::Fi { finnish(word, stem) } else { stem }
}

/// The other reading of `luottamusta`: `palvelusta` is `palvelu` (out of it), this one is `luottamus`
/// (of it), and only a dictionary can tell them apart.
pub(crate) fn partitive(word: &str, lang: Lang) -> Option<String> {
    let base = match lang {
        Lang::Fi => word.strip_suffix("ta").or_else(|| word.strip_suffix("tä"))?,
        _ => return None,
    };
    ((base.ends_with("us") || base.ends_with("ys")) && base.chars().count() >= 6).then(|| coarse(base, lang))
}

fn finnish(word: &str, mut stem: String) -> String {
    // sähköinen: Snowball gives sähköin, but sähköis- for the other forms.
    if word.ends_with("nen") && stem.ends_with("in") {
        stem.pop();
        stem.push('s');
    } else if word.chars().count() >= 5 && (word.ends_with("kas") || word.ends_with("käs")) {
        // asukas: the other forms are asukka-.
        stem = word.chars().take(word.chars().count() - 2).collect();
    } else {
        rewrite(&mut stem, &FIRST, 5);
    }
    drop_vowels(&mut stem);
    rewrite(&mut stem, &SECOND, 4);
    // liikenne, liikenteen: Snowball gives liike and liikent.
    if stem.ends_with("ent") && stem.chars().count() >= 6 {
        stem.truncate(stem.len() - 3);
    }
    drop_vowels(&mut stem);
    rewrite(&mut stem, &THIRD, 3);
    let mut back = stem.chars().rev();
    if let (Some(last), Some(before), Some(_)) = (back.next(), back.next(), back.next())
        && last == before
    {
        stem.pop();
    }
    stem
}

/// Drops the vowels at the end where at least two letters stay.
fn drop_vowels(stem: &mut String) {
    let kept = stem.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'å']);
    if kept.chars().count() >= 2 {
        stem.truncate(kept.len());
    }
}

fn rewrite(stem: &mut String, rules: &[(&str, &str)], least: usize) {
    if stem.chars().count() < least {
        return;
    }
    if let Some((ending, with)) = rules.iter().find(|(ending, _)| stem.ends_with(ending)) {
        stem.truncate(stem.len() - ending.len());
        stem.push_str(with);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_snowball_leaves_apart_meet() {
        for forms in [
            &["kokous", "kokouksissa", "kokousten", "kokousta"][..],
            &["päätös", "päätöksissä", "päätöksiä"],
            &["lausunto", "lausunnon", "lausuntoja"],
            &["asia", "asiat", "asioiden"],
            &["liikenne", "liikenteen"],
            &["hallinto", "hallinnon"],
            &["asukas", "asukkaiden"],
        ] {
            let stems: Vec<_> = forms.iter().map(|f| coarse(f, Lang::Fi)).collect();
            assert!(stems.windows(2).all(|w| w[0] == w[1]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn a_form_with_two_readings_has_both() {
        assert_eq!(partitive("luottamusta", Lang::Fi), Some(coarse("luottamus", Lang::Fi)));
        assert_eq!(coarse("palvelusta", Lang::Fi), coarse("palvelu", Lang::Fi));
        assert_eq!(partitive("kokousta", Lang::Sv), None);
    }

    #[test]
    fn each_language_has_its_own_stemmer() {
        assert_eq!(coarse("kommunernas", Lang::Sv), coarse("kommuner", Lang::Sv));
        assert_eq!(coarse("meetings", Lang::En), coarse("meeting", Lang::En));
    }

    proptest::proptest! {
        #[test]
        fn any_word_has_a_stem(word in "\\PC{0,40}") {
            for lang in Lang::ALL {
                let folded = crate::words::fold(&word);
                let stem = coarse(&folded, lang);
                proptest::prop_assert!(folded.is_empty() || !stem.is_empty() || folded.len() < 4);
            }
        }
    }
}
