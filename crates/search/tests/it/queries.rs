use jiff::civil::date;
use kit::Lang;
use proptest::prelude::*;
use search::{Change, Entry, Query};
use uuid::Uuid;

use crate::{TENANT, ask, entry, found, ids, index, modes, put, voikko};

#[test]
fn numbers_are_found_as_typed() {
    let (_dir, index) = index(None);
    put(
        &index,
        [
            Entry {
                numbers: vec!["102/13.01/2012".into(), "§ 21".into()], ..entry(1, "Lausunto", "Teksti")
            },
            Entry { numbers: vec!["103/13.01/2012".into(), "§22".into()], ..entry(2, "Lausunto", "Teksti") },
            Entry { numbers: vec!["117718".into()], ..entry(3, "Lausunto", "Sivulla 21") },
            entry(4, "Muistio", "Viitataan asiaan 102/13.01/2012 ja pykälään 21 §."),
        ],
    );
    assert_eq!(found(&index, "102/13.01/2012"), [1, 4]);
    assert_eq!(found(&index, "§ 21"), [1, 4]);
    assert_eq!(found(&index, "§21"), [1, 4]);
    assert_eq!(found(&index, "§22"), [2]);
    assert_eq!(found(&index, "117718"), [3]);
    assert_eq!(found(&index, "lausunto 103/13.01/2012"), [2]);
    assert!(found(&index, "102/13.01/2013").is_empty());
}

#[test]
fn a_quoted_phrase_is_found_word_by_word_as_typed() {
    let (_dir, index) = index(None);
    put(
        &index,
        [
            entry(1, "Muistio", "Keskusteltiin kunnan talouden tilasta."),
            entry(2, "Muistio", "Talouden ja kunnan tilasta."),
            entry(3, "Kunnan", "talouden"),
        ],
    );
    assert_eq!(found(&index, "\"kunnan talouden\""), [1]);
    assert_eq!(found(&index, "”Kunnan talouden tilasta”"), [1]);
    assert_eq!(found(&index, "kunnan talouden").len(), 3);
}

#[test]
fn all_words_must_be_there_unless_nothing_has_them_all() {
    let (_dir, index) = index(None);
    put(&index, [entry(1, "Muistio", "Vesihuolto ja jäte"), entry(2, "Muistio", "Vesihuolto ja kaava")]);
    let all = index.search(&ask("vesihuolto kaava")).unwrap();
    assert_eq!((ids(&all), all.relaxed), (vec![2], false));
    let some = index.search(&ask("kaava lentokenttä")).unwrap();
    assert_eq!((ids(&some), some.relaxed), (vec![2], true));
    let none = index.search(&ask("lentokenttä satama")).unwrap();
    assert_eq!((none.total, none.relaxed), (0, false));
}

#[test]
fn facets_count_what_choosing_another_kind_or_year_would_give() {
    let (_dir, index) = index(None);
    let of = |id, kind: &str, year| Entry {
        kind: kind.to_owned(),
        date: Some(date(year, 5, 1)),
        ..entry(id, "Kokous", "Talous")
    };
    put(
        &index,
        [
            of(1, "meeting", 2024),
            of(2, "meeting", 2025),
            of(3, "decision", 2025),
            Entry { year: Some(2024), ..of(4, "decision", 2026) },
        ],
    );
    let query = Query { kinds: vec!["decision".into()], year: Some(2025), ..ask("talous") };
    let results = index.search(&query).unwrap();
    assert_eq!((results.total, ids(&results)), (1, vec![3]));
    let kinds: Vec<_> = results.facets.kinds.into_iter().collect();
    assert_eq!(kinds, [("decision".to_owned(), 1), ("meeting".to_owned(), 1)]);
    let years: Vec<_> = results.facets.years.into_iter().collect();
    assert_eq!(years, [(2024, 1), (2025, 1)]);
}

#[test]
fn of_equals_the_newest_comes_first_and_pages_follow_one_another() {
    let (_dir, index) = index(None);
    let of = |id, year| Entry { date: Some(date(year, 1, 1)), ..entry(id, "Kokous", "Talous") };
    put(&index, [of(1, 2019), of(2, 2025), of(3, 2022), of(4, 2012)]);
    assert_eq!(found(&index, "talous"), [2, 3, 1, 4]);
    let page = index.search(&Query { limit: 2, offset: 1, ..ask("talous") }).unwrap();
    assert_eq!((page.total, ids(&page)), (4, vec![3, 1]));
    assert_eq!(page.hits[0].date, Some(date(2022, 1, 1)));
    let beyond = index.search(&Query { offset: 9, ..ask("talous") }).unwrap();
    assert_eq!((beyond.total, beyond.hits.len()), (4, 0));
    let counted = index.search(&Query { limit: 0, ..ask("talous") }).unwrap();
    assert_eq!((counted.total, counted.hits.len()), (4, 0));
}

#[test]
fn a_blank_question_lists_everything_the_newest_first_and_signs_alone_find_nothing() {
    let (_dir, index) = index(None);
    let of = |id, year| Entry { date: Some(date(year, 1, 1)), ..entry(id, "Kokous", "Talous") };
    put(&index, [of(1, 2019), of(2, 2025), entry(3, "Ohje", "")]);
    assert_eq!(found(&index, "  "), [2, 1, 3]);
    assert!(found(&index, "?!").is_empty());
}

#[test]
fn results_narrow_to_a_body_and_to_a_municipality() {
    let (_dir, index) = index(None);
    let (body, lahti, heinola) = (Uuid::from_u128(7), Uuid::from_u128(8), Uuid::from_u128(9));
    put(
        &index,
        [
            Entry { body_id: Some(body), ..entry(1, "Kokous", "") },
            Entry { municipality_ids: vec![lahti, heinola], ..entry(2, "Kokous", "") },
        ],
    );
    let ask = |body_id, municipality_id| {
        ids(&index.search(&Query { body_id, municipality_id, ..ask("kokous") }).unwrap())
    };
    assert_eq!(ask(Some(body), None), [1]);
    assert_eq!(ask(None, Some(heinola)), [2]);
    assert!(ask(Some(body), Some(lahti)).is_empty());
}

#[test]
fn of_the_language_versions_of_a_thing_the_askers_own_is_given_once() {
    let (_dir, index) = index(None);
    let of = |lang| Entry { lang, path: format!("/{lang}/1"), ..entry(1, "Masterplan", "Masterplan 2030") };
    put(&index, [of(Lang::Fi), of(Lang::Sv), of(Lang::En)]);
    for lang in Lang::ALL {
        let results = index.search(&Query { lang, ..ask("masterplan") }).unwrap();
        assert_eq!((results.total, results.hits[0].lang), (1, lang));
        assert_eq!(results.hits[0].path, format!("/{lang}/1"));
    }
    index.apply(TENANT, vec![Change::Delete { tenant: TENANT, id: Uuid::from_u128(1) }], 2).unwrap();
    assert!(found(&index, "masterplan").is_empty());
}

#[test]
fn the_snippet_stands_around_the_found_words_and_marks_them() {
    let (_dir, index) = index(None);
    let body = format!(
        "{}Seuraava  kokous\npidetään <Heinolassa> & Lahdessa. {}",
        "turha ".repeat(80),
        "loppu ".repeat(80)
    );
    put(&index, [entry(1, "Muistio", &body)]);
    let results = index.search(&ask("kokouksissa Lahti")).unwrap();
    let snippet = &results.hits[0].snippet;
    let marked: Vec<_> = snippet.iter().filter(|p| p.1).map(|p| p.0.as_str()).collect();
    assert_eq!(marked, ["kokous", "Lahdessa"]);
    let text: String = snippet.iter().map(|p| p.0.as_str()).collect();
    assert!(text.contains("Seuraava kokous pidetään <Heinolassa> & Lahdessa. loppu"), "{text}");
    assert!(text.starts_with("… ") && text.ends_with(" …"), "{text}");
}

#[test]
fn an_entry_put_again_replaces_the_former_and_a_deleted_one_is_gone() {
    let (_dir, index) = index(None);
    put(&index, [entry(1, "Vanha", "luonnos"), entry(2, "Toinen", "luonnos")]);
    put(&index, [entry(1, "Korjattu", "valmis"), entry(1, "Lopullinen", "valmis")]);
    assert_eq!(found(&index, "luonnos"), [2]);
    assert_eq!(found(&index, "valmis"), [1]);
    assert!(found(&index, "vanha").is_empty() && found(&index, "korjattu").is_empty());
    assert_eq!(found(&index, "lopullinen"), [1]);
    index.apply(TENANT, vec![Change::Delete { tenant: TENANT, id: Uuid::from_u128(1) }], 3).unwrap();
    assert!(found(&index, "valmis").is_empty());
    assert_eq!(found(&index, ""), [2]);
}

#[test]
fn titles_are_suggested_while_the_last_word_is_being_typed() {
    let (_dir, index) = index(None);
    put(
        &index,
        [
            entry(1, "Kuntajohtajien kokous", "Vesihuolto"),
            entry(2, "Kuntajohtajien kokous", "Talous"),
            entry(3, "Kuntayhteistyön vuosi", ""),
            entry(4, "Vesihuollon kehittäminen", "Kuntajohtajien"),
        ],
    );
    let suggest = |text: &str| {
        let mut titles = index.suggest(&Query { limit: 5, ..ask(text) }).unwrap();
        titles.sort();
        titles
    };
    assert_eq!(suggest("kun"), ["Kuntajohtajien kokous", "Kuntayhteistyön vuosi"]);
    assert_eq!(suggest("kuntajohtajien ko"), ["Kuntajohtajien kokous"]);
    assert_eq!(suggest("vesihuolto"), ["Vesihuollon kehittäminen"]);
    assert!(suggest("").is_empty() && suggest("talous").is_empty() && suggest("?").is_empty());
    assert_eq!(index.suggest(&Query { limit: 1, ..ask("kun") }).unwrap().len(), 1);
}

#[test]
fn any_question_is_answered() {
    for voikko in modes() {
        let (_dir, index) = index(voikko);
        put(&index, [entry(1, "Ä\u{308}kokous", "a\u{308} § \u{ad} 🦆 §§ 1/2 \"x\"")]);
        proptest!(ProptestConfig::with_cases(100), |(text in ".{0,60}", signs in "[\"§ 0-9/.:a-zäö*+~|(\\\\-]{0,40}")| {
            for question in [text, signs] {
                let results = index.search(&ask(&question)).unwrap();
                prop_assert!(results.total <= 1);
                prop_assert!(index.suggest(&ask(&question)).unwrap().len() <= 1);
            }
        });
        for question in ["a".repeat(100_000), "kokous ".repeat(10_000), "\" ".repeat(5_000)] {
            index.search(&ask(&question)).unwrap();
        }
    }
}

#[test]
fn any_text_can_be_indexed_and_gives_a_snippet_of_itself() {
    let (_dir, index) = index(voikko());
    proptest!(ProptestConfig::with_cases(20), |(body in ".{0,200}")| {
        put(&index, [entry(1, "Otsikko", &body)]);
        let results = index.search(&ask("otsikko")).unwrap();
        prop_assert_eq!(results.total, 1);
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '…').collect::<String>();
        let snippet: String = results.hits[0].snippet.iter().map(|p| p.0.as_str()).collect();
        prop_assert!(squeezed(&body).contains(&squeezed(&snippet)));
    });
}
