use kit::Lang;
use search::{Entry, SearchIndex};

use crate::{ask, entry, found, ids, index, modes, put, voikko};

/// Words of the sources with their base form, and whether each is found by the other, both ways.
fn words_found(index: &SearchIndex) -> Vec<(String, bool)> {
    let words: Vec<(&str, &str)> =
        include_str!("../data/words.csv").lines().skip(1).filter_map(|l| l.split_once(';')).collect();
    assert_eq!(words.len(), 60);
    let entries = words.iter().enumerate().flat_map(|(at, (word, base))| {
        let at = at as u128;
        [
            entry(at, "Ote", &format!("Tässä on {word}.")),
            entry(1_000 + at, "Ote", &format!("Tässä on {base}.")),
        ]
    });
    put(index, entries);
    words
        .iter()
        .enumerate()
        .map(|(at, (word, base))| {
            let wide = |text: &str| {
                let query = search::Query { limit: 200, ..ask(text) };
                ids(&index.search(&query).unwrap())
            };
            let both = wide(base).contains(&(at as u128)) && wide(word).contains(&(1_000 + at as u128));
            ((*word).to_owned(), both)
        })
        .collect()
}

#[test]
fn with_voikko_every_inflected_word_meets_its_base_form() {
    let Some(voikko) = voikko() else { return };
    let (_dir, index) = index(Some(voikko));
    let missed: Vec<_> = words_found(&index).into_iter().filter(|w| !w.1).map(|w| w.0).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn without_voikko_exactly_these_words_are_missed() {
    let (_dir, index) = index(None);
    let missed: Vec<_> = words_found(&index).into_iter().filter(|w| !w.1).map(|w| w.0).collect();
    assert_eq!(missed, ["kilpailukyvyn", "kumppanina", "poliisin", "sähköpostilla", "tarpeita", "tavalla"]);
}

#[test]
fn with_voikko_forms_and_parts_find_the_compound() {
    let Some(voikko) = voikko() else { return };
    let (_dir, index) = index(Some(voikko));
    put(
        &index,
        [
            entry(1, "Muistio", "Kuntajohtajakokouksessa päätettiin aikataulusta."),
            entry(2, "Muistio", "Päätöksen mukaan lausunto ja osallistuminen kirjataan."),
            entry(3, "Muistio", "Uimaranta on auki."),
        ],
    );
    for word in
        ["kokouksissa", "kokousten", "kokous", "kuntajohtaja", "kuntajohtajien", "kunnanjohtajakokous"]
    {
        assert_eq!(found(&index, word), [1], "{word}");
    }
    for word in ["päätöksiä", "lausunnot", "osallistumisen"] {
        assert_eq!(found(&index, word), [2], "{word}");
    }
}

#[test]
fn without_voikko_the_common_forms_are_found() {
    let (_dir, index) = index(None);
    put(
        &index,
        [
            entry(1, "Muistio", "Seuraava kokous on pian."),
            entry(2, "Muistio", "Uusi päätös tehtiin."),
            entry(3, "Muistio", "Yksi lausunto saatiin."),
            entry(4, "Muistio", "Tämä asia jätettiin pöydälle."),
            entry(5, "Muistio", "Ylimääräinen kuntajohtajakokous pidettiin."),
        ],
    );
    for (word, id) in
        [("kokouksissa", 1), ("päätöksissä", 2), ("lausuntoja", 3), ("asiat", 4), ("kuntajohtaja", 5)]
    {
        assert_eq!(found(&index, word), [id], "{word}");
    }
}

#[test]
fn case_forms_of_municipalities_are_found_in_both_modes() {
    for voikko in modes() {
        let (_dir, index) = index(voikko);
        put(
            &index,
            [
                entry(1, "Matka", "Bussi kulkee Lahteen."),
                entry(2, "Matka", "Satama on Padasjoella."),
                entry(3, "Matka", "Leirintä on Sysmässä."),
            ],
        );
        for (word, id) in [
            ("Lahti", 1),
            ("Lahden", 1),
            ("LAHDESSA", 1),
            ("Padasjoki", 2),
            ("Padasjoen", 2),
            ("Sysmä", 3),
            ("Sysmän", 3),
        ] {
            assert_eq!(found(&index, word), [id], "{word}");
        }
    }
}

#[test]
fn words_typed_without_dots_are_found_after_the_right_ones() {
    for voikko in modes() {
        let (_dir, index) = index(voikko);
        put(
            &index,
            [
                entry(1, "Muistio", "Hallituksen päätös."),
                entry(2, "Muistio", "Puheen paatos."),
                entry(3, "Muistio", "Hallituksen päätöksiä."),
            ],
        );
        let hits = found(&index, "paatos");
        assert_eq!(hits[0], 2);
        assert_eq!(hits.len(), 3);
        assert!(!found(&index, "päätös").contains(&2));
    }
}

#[test]
fn the_lemma_ranks_over_the_stem_and_the_title_over_the_body() {
    let Some(voikko) = voikko() else { return };
    let (_dir, index) = index(Some(voikko));
    put(
        &index,
        [
            entry(1, "Muistio", "Kunnon tiet ovat hyvät."),
            entry(2, "Muistio", "Kunnan tiet ovat hyvät."),
            entry(3, "Kunnan tiet", "Tiet ovat hyvät."),
        ],
    );
    // `kunto` and `kunta` have one coarse stem.
    assert_eq!(found(&index, "kunta"), [3, 2, 1]);
}

#[test]
fn each_language_is_stemmed_by_its_own_rules() {
    for voikko in modes() {
        let (_dir, index) = index(voikko);
        let of = |id, lang, body: &str| Entry { lang, ..entry(id, "", body) };
        put(
            &index,
            [
                of(1, Lang::Sv, "Kommunerna fattade besluten."),
                of(2, Lang::En, "The municipalities held meetings."),
                of(3, Lang::Fi, "Kunnat kokoontuivat."),
            ],
        );
        assert_eq!(found(&index, "kommunernas beslut"), [1]);
        assert_eq!(found(&index, "municipality meeting"), [2]);
        assert_eq!(found(&index, "kunnat"), [3]);
    }
}
