//! What the register says of municipalities, regions and names.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use jiff::civil::{Date, date};
use proptest::prelude::*;
use territory::*;

fn on(year: i16) -> Date {
    date(year, 6, 1)
}

fn names(code: &str, year: i16) -> Vec<&'static str> {
    members(code, on(year)).iter().map(|m| m.name_fi).collect()
}

#[test]
fn paijat_hame_had_12_then_11_then_9_and_has_10_municipalities() {
    let counts = [2010, 2011, 2012, 2015, 2016, 2020, 2021, 2026].map(|y| member_count("07", on(y)));
    assert_eq!(counts, [12, 11, 11, 11, 9, 9, 10, 10]);
    assert_eq!(
        names("07", 2010),
        [
            "Artjärvi",
            "Asikkala",
            "Hartola",
            "Heinola",
            "Hollola",
            "Hämeenkoski",
            "Kärkölä",
            "Lahti",
            "Nastola",
            "Orimattila",
            "Padasjoki",
            "Sysmä"
        ]
    );
    assert_eq!(
        names("07", 2026),
        [
            "Asikkala",
            "Hartola",
            "Heinola",
            "Hollola",
            "Iitti",
            "Kärkölä",
            "Lahti",
            "Orimattila",
            "Padasjoki",
            "Sysmä"
        ]
    );
}

#[test]
fn keski_suomi_had_23_until_kuhmoinen_left() {
    assert_eq!([2010, 2020, 2021, 2026].map(|y| member_count("13", on(y))), [23, 23, 22, 22]);
    assert_eq!(names("13", 2021).last(), Some(&"Äänekoski"));
    assert_eq!(region_of("291", date(2020, 12, 31)).unwrap().code, "13");
    assert_eq!(region_of("291", date(2021, 1, 1)).unwrap().name_fi, "Pirkanmaa");
}

#[test]
fn the_whole_country_counts_as_statistics_finland_counts() {
    let whole = |year| -> usize { regions().iter().map(|r| member_count(r.code, on(year))).sum() };
    let counts: Vec<_> = (2013..=2026).map(whole).collect();
    assert_eq!(counts, [320, 320, 317, 313, 311, 311, 311, 310, 309, 309, 309, 309, 308, 308]);
    let existing = |year| municipalities().iter().filter(|m| m.exists_on(on(year))).count();
    assert_eq!((2013..=2026).map(existing).collect::<Vec<_>>(), counts);
}

#[test]
fn every_line_of_the_data_is_read() {
    let lines = |file: &str| file.lines().count() - 1;
    assert_eq!(municipalities().len(), lines(include_str!("../data/municipalities.csv")));
    assert_eq!(regions().len(), 19);
    for m in municipalities() {
        let f = forms(m.code).unwrap_or_else(|| panic!("{} has no forms", m.name_fi));
        assert!(f.all().iter().all(|form| form.chars().count() > 2), "{}", m.name_fi);
        assert_eq!(m.to.is_some(), m.merged_into.is_some());
    }
    let mut memberships = 0;
    for line in include_str!("../data/memberships.csv").lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        assert_eq!(region_of(cells[0], cells[2].parse().unwrap()).unwrap().code, cells[1], "{line}");
        memberships += 1;
    }
    assert_eq!(memberships, lines(include_str!("../data/memberships.csv")));
}

#[test]
fn a_region_has_its_council_and_names_in_three_languages() {
    let r = region("07").unwrap();
    assert_eq!((r.name_fi, r.name_sv, r.genitive), ("Päijät-Häme", "Päijänne-Tavastland", "Päijät-Hämeen"));
    assert_eq!(r.council_fi, "Päijät-Hämeen liitto");
    assert_eq!(region("13").unwrap().name_en, "Central Finland");
    assert_eq!(regions().first().unwrap().name_fi, "Ahvenanmaa");
}

#[test]
fn before_the_register_begins_nothing_is_guessed() {
    assert!(members("07", date(2009, 12, 31)).is_empty());
    assert!(members("01", date(2012, 12, 31)).is_empty());
    assert!(!members("01", covered_from("01")).is_empty());
    assert_eq!(region_of("142", on(2011)), None);
}

#[test]
fn an_ended_municipality_lives_on_in_its_successor() {
    let at = |code, year| successor_on(code, on(year)).map(|m| m.name_fi);
    assert_eq!(at("532", 2015), Some("Nastola"));
    assert_eq!(at("532", 2016), Some("Lahti"));
    assert_eq!(at("283", 2024), Some("Hollola"));
    assert_eq!(at("015", 2010), Some("Artjärvi"));
    assert_eq!(at("015", 2011), Some("Orimattila"));
    assert_eq!(at("999", 2011), None);
}

#[test]
fn a_name_is_found_on_the_days_when_it_was_in_use() {
    assert_eq!(by_name_on("Nastola", on(2015)).unwrap().code, "532");
    assert_eq!(by_name_on("Nastola", on(2016)), None);
    assert_eq!(by_name_on("lahtis", on(2021)).unwrap().code, "398");
    assert_eq!(by_code("142").unwrap().name_fi, "Iitti");
}

#[test]
fn the_forms_that_people_use_are_right() {
    let local = |name: &str| {
        let m = by_name_on(name, on(2013)).unwrap_or_else(|| panic!("{name}"));
        forms(m.code).unwrap().places().at
    };
    for (name, form) in [
        ("Lahti", "Lahdessa"),
        ("Padasjoki", "Padasjoella"),
        ("Sysmä", "Sysmässä"),
        ("Asikkala", "Asikkalassa"),
        ("Heinola", "Heinolassa"),
        ("Hartola", "Hartolassa"),
        ("Hollola", "Hollolassa"),
        ("Iitti", "Iitissä"),
        ("Kärkölä", "Kärkölässä"),
        ("Orimattila", "Orimattilassa"),
        ("Nastola", "Nastolassa"),
        ("Hämeenkoski", "Hämeenkoskella"),
        ("Hankasalmi", "Hankasalmella"),
        ("Jyväskylä", "Jyväskylässä"),
        ("Viitasaari", "Viitasaarella"),
        ("Keuruu", "Keuruulla"),
        ("Pihtipudas", "Pihtiputaalla"),
        ("Uurainen", "Uuraisilla"),
        ("Konnevesi", "Konnevedellä"),
        ("Kangasala", "Kangasalla"),
        ("Uusikaupunki", "Uudessakaupungissa"),
        ("Pedersören kunta", "Pedersören kunnassa"),
        ("Koski Tl", "Koskella Tl"),
        ("Virrat", "Virroilla"),
    ] {
        assert_eq!(local(name), form);
    }
    let lahti = forms("398").unwrap();
    assert_eq!((lahti.genitive, lahti.partitive, lahti.inside.to), ("Lahden", "Lahtea", "Lahteen"));
    assert_eq!(lahti.local, Local::Inside);
    assert_eq!(forms("576").unwrap().genitive, "Padasjoen");
    assert_eq!((forms("142").unwrap().genitive, forms("142").unwrap().inside.to), ("Iitin", "Iittiin"));
    assert_eq!(forms("171").unwrap().genitive, "Joroisten");
    assert_eq!(genitive_sv("Lahtis"), "Lahtis");
    assert_eq!(genitive_sv("Heinola"), "Heinolas");
}

#[test]
fn a_search_word_in_any_case_finds_its_municipality() {
    let find = |word: &str| -> Vec<_> { all_forms().filter(|(f, _)| f == word).map(|(_, c)| c).collect() };
    for (word, code) in [
        ("Lahden", "398"),
        ("Lahteen", "398"),
        ("Padasjoella", "576"),
        ("Sysmässä", "781"),
        ("Iittiin", "142"),
        ("Joroisen", "171"),
        ("Lahtis", "398"),
    ] {
        assert!(find(word).contains(&code), "{word}");
    }
}

#[test]
fn the_register_agrees_with_statistics_finland_where_its_file_is_at_hand() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/indicators/classifications/municipality_region_membership_2013_2026.csv"
    );
    let Ok(file) = std::fs::read_to_string(path) else { return };
    let mut checked = 0;
    for line in file.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        let day = date(cells[0].parse().unwrap(), 12, 31);
        let m = by_code(cells[1]).unwrap();
        assert!(m.exists_on(day), "{line}");
        assert_eq!(m.name_fi, cells[2], "{line}");
        assert_eq!(region_of(m.code, day).unwrap().code, cells[4], "{line}");
        checked += 1;
    }
    let ours: usize =
        (2013..=2026).map(|y| regions().iter().map(|r| member_count(r.code, on(y))).sum::<usize>()).sum();
    assert_eq!(checked, ours);
}

proptest! {
    #[test]
    fn an_area_is_somewhere_on_every_day_that_the_register_covers(at in 0usize..321, y in 2013i16..2027, m in 1i8..=12) {
        let code = municipalities()[at].code;
        let day = date(y, m, 1);
        let now = successor_on(code, day).unwrap();
        prop_assert!(now.exists_on(day));
        let region = region_of(now.code, day).unwrap();
        prop_assert!(members(region.code, day).contains(&now));
    }
}
