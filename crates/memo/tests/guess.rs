//! Memos in the forms in which twenty years left them.
#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::{Date, date};
use kit::When;
use memo::{CERTAIN, Grade, Known, LIKELY, Memo, Paper, read};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

fn known() -> Vec<Known> {
    let of = |names: &[&str]| Known { names: names.iter().map(|n| (*n).to_owned()).collect() };
    vec![
        of(&["Kuntajohtajakokous", "Kommundirektörsmötet", "kuntajohtajakokous"]),
        of(&["Puheenjohtajafoorumi", "Ordförandeforumet", "puheenjohtajafoorumi"]),
        of(&["Maakuntahallitus", "Landskapsstyrelsen", "maakuntahallitus"]),
        of(&["ICT-strategian ohjausryhmä", "ict-ohjausryhma"]),
        of(&["Ohjausryhmä", "ohjausryhma"]),
    ]
}

fn guess(name: &str, text: &str) -> Memo {
    read(name, text, &known(), TODAY)
}

fn day(memo: &Memo) -> (String, u8) {
    let g = memo.date.as_ref().unwrap();
    (g.value.code(), g.sure)
}

fn body(memo: &Memo) -> (usize, u8) {
    let g = memo.body.as_ref().unwrap();
    (g.value, g.sure)
}

const PLAIN: &str = "PÄIJÄT-HÄMEEN LIITTO\nKuntajohtajakokous 5/2012\n\nMUISTIO\n\nAika: to 29.11.2012 klo 9.00–11.30\n\
    Paikka: Lahti, maakuntatalo\nLäsnä:\nOlli Riipinen, kunnanjohtaja\nAnna Niemi\nPoissa:\nPekka Salo\n\n\
    1. Kokouksen avaus\nPuheenjohtaja avasi kokouksen.\n2. Laajakaista\nAsianro 102/13.01/2012. Merkittiin tiedoksi.\n\
    3. Seuraava kokous 20.12.2012\n";

#[test]
fn a_memo_in_good_order_is_read_whole_and_surely() {
    let memo = guess("muistio.docx", PLAIN);
    assert_eq!(body(&memo).0, 0);
    assert!(body(&memo).1 >= CERTAIN, "{:?}", memo.body);
    assert_eq!(day(&memo).0, "2012-11-29");
    assert!(day(&memo).1 >= CERTAIN, "{:?}", memo.date);
    assert_eq!(memo.number.as_ref().unwrap().value, "5/2012");
    assert_eq!(memo.paper.as_ref().unwrap().value, Paper::Memo);
    assert_eq!(memo.place.as_ref().unwrap().value, "Lahti, maakuntatalo");
    assert_eq!(memo.present.as_ref().unwrap().value, ["Olli Riipinen, kunnanjohtaja", "Anna Niemi"]);
    let titles: Vec<_> = memo.items.iter().map(|g| (g.value.number, g.value.title.as_str())).collect();
    assert_eq!(titles, [(1, "Kokouksen avaus"), (2, "Laajakaista"), (3, "Seuraava kokous 20.12.2012")]);
    assert_eq!(memo.items[1].value.cases, ["102/13.01/2012"]);
    assert_eq!(memo.cases[0].value, "102/13.01/2012");
    assert_eq!(Grade::of(memo.sure()), Grade::Certain);
}

#[test]
fn the_day_is_found_in_every_form() {
    for (line, code) in [
        ("Aika 29.11.2012 klo 9", "2012-11-29"),
        ("Aika\n29.11.2012", "2012-11-29"),
        ("Kokous torstaina 29. marraskuuta 2012", "2012-11-29"),
        ("Tid: torsdag den 29 november 2012", "2012-11-29"),
        ("Meeting on November 29, 2012", "2012-11-29"),
        ("Kokous 2012-11-29", "2012-11-29"),
        ("Kokous 29. 11. 2012", "2012-11-29"),
        ("Kokous29.11.2012", "2012-11-29"),
        ("Kokous 29/11/2012", "2012-11-29"),
        ("Kokous 29.11.12", "2012-11-29"),
        ("Kokous 28.–29.11.2012", "2012-11-29"),
    ] {
        let memo = guess("x.docx", &format!("Kuntajohtajakokous\n{line}\n1. Avaus\n"));
        assert_eq!(day(&memo).0, code, "{line}");
        assert!(day(&memo).1 >= LIKELY, "{line}: {:?}", memo.date);
    }
}

#[test]
fn what_is_known_of_a_day_is_not_more_than_is_said() {
    let month = guess("x.pdf", "Kuntajohtajakokous\nMuistio, marraskuu 2012\n");
    assert_eq!(day(&month).0, "2012-11");
    assert!(day(&month).1 < LIKELY);
    let season = guess("x.pdf", "Kuntajohtajakokous syksyllä 2012\n");
    assert_eq!(day(&season).0, "2012-09~autumn");
    let year = guess("kokous 2012.pdf", "Kuntajohtajakokous\n");
    assert_eq!(day(&year).0, "2012");
    assert!(day(&year).1 <= 30);
    assert!(guess("x.pdf", "Kuntajohtajakokous\n").date.is_none());
}

#[test]
fn other_days_do_not_take_its_place() {
    let memo =
        guess("x.docx", "Kuntajohtajakokous 29.11.2012\nTulostettu 3.12.2012\nHyväksytty 20.12.2012\n");
    assert_eq!(day(&memo).0, "2012-11-29");
    let next = guess("x.docx", "Seuraava kokous 20.12.2012\nKuntajohtajakokous 29.11.2012\n");
    assert_eq!(day(&next).0, "2012-11-29");
    let future = guess("x.docx", "Kuntajohtajakokous 29.11.2062\n");
    assert!(day(&future).1 <= 25, "{:?}", future.date);
}

#[test]
fn a_weekday_that_is_wrong_makes_it_unsure() {
    let memo = guess("x.docx", "Kuntajohtajakokous\nAika: ma 29.11.2012 klo 9\n");
    assert_eq!(day(&memo).0, "2012-11-29");
    assert!(day(&memo).1 < LIKELY, "{:?}", memo.date);
}

#[test]
fn the_name_of_the_file_helps_and_contradicts() {
    for name in ["2012-11-29.pdf", "kjk_29112012.pdf", "20121129 muistio.pdf", "muistio_29_11_2012.pdf"] {
        let memo = guess(name, "Kuntajohtajakokous\nei päivää\n");
        assert_eq!(day(&memo).0, "2012-11-29", "{name}");
        assert_eq!(memo.date.as_ref().unwrap().line, 0);
    }
    let both = guess("2012-11-29.pdf", "Kuntajohtajakokous\nLahti 29.11.2012\n");
    let alone = guess("x.pdf", "Kuntajohtajakokous\nLahti 29.11.2012\n");
    let against = guess("2012-10-29.pdf", "Kuntajohtajakokous\nLahti 29.11.2012\n");
    assert!(day(&both).1 > day(&alone).1);
    assert!(day(&against).1 < day(&alone).1);
}

#[test]
fn bodies_are_known_in_their_forms_and_among_others() {
    assert_eq!(body(&guess("x", "Kuntajohtajakokouksen muistio")).0, 0);
    assert_eq!(body(&guess("x", "Ordförandeforumets möte")).0, 1);
    let fuzzy = guess("x", "Kuntajohtajien kokous 29.11.2012");
    assert_eq!(body(&fuzzy).0, 0);
    assert!(body(&fuzzy).1 < LIKELY, "{:?}", fuzzy.body);
    // The longer name holds the shorter one.
    assert_eq!(body(&guess("x", "ICT-strategian ohjausryhmän kokous")).0, 3);
    assert_eq!(body(&guess("puheenjohtajafoorumi_1.pdf", "ei mitään")).0, 1);
    let mentioned =
        guess("x", "Kuntajohtajakokous\nMuistio\n1. Asia\nMaakuntahallitus päätti 14.5.2012 § 5.\n");
    assert_eq!(body(&mentioned).0, 0);
    assert!(body(&mentioned).1 >= CERTAIN, "{:?}", mentioned.body);
    let two = guess("x", "Kuntajohtajakokous\nPuheenjohtajafoorumi\nyhteinen kokous");
    assert!(body(&two).1 < LIKELY, "{:?}", two.body);
}

#[test]
fn sections_win_over_lists_within_them() {
    let text = "Maakuntahallitus 14.5.2012\n§ 12\nKuntayhteistyön tuki\n1. ensin\n2. sitten\n§ 13 Muut asiat\n14 § Päättäminen";
    let items: Vec<_> =
        guess("x", text).items.into_iter().map(|g| (g.value.printed, g.value.title)).collect();
    let of = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        items,
        [of("§ 12", "Kuntayhteistyön tuki"), of("§ 13", "Muut asiat"), of("14 §", "Päättäminen")]
    );
}

#[test]
fn numbers_in_tables_and_days_are_no_items() {
    let memo = guess("x", "Kokous\n1.7.2012 alkaen\n9.00 avaus\n12 kuntaa\n1. asia pienellä\n");
    assert!(memo.items.is_empty(), "{:?}", memo.items);
}

#[test]
fn case_numbers_of_several_registries_are_found() {
    let memo =
        guess("x", "Dnro HEL 2021-002643\nks. VM/1497/03.01.01/2013 ja OM 10/41/2009, puh. 044-123456\n");
    let cases: Vec<_> = memo.cases.iter().map(|g| g.value.as_str()).collect();
    assert_eq!(cases, ["HEL 2021-002643", "VM/1497/03.01.01/2013", "OM 10/41/2009"]);
}

#[test]
fn an_empty_memo_gives_nothing() {
    assert_eq!(read("", "", &[], TODAY), Memo::default());
    assert_eq!(read("", "", &[], TODAY).sure(), 0);
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    /// Whatever comes, an answer comes; its sureness is of a hundred and its reason stands in the memo.
    #[test]
    fn any_text_gives_guesses_with_their_reasons(
        name in "\\PC{0,40}",
        text in "(\\PC{0,30}|§ ?[0-9]{1,4}|[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{2,4}|Läsnä:?|Aika|Kuntajohtajakokous|\n| |/|-){0,60}",
    ) {
        let memo = read(&name, &text, &known(), TODAY);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let mut reasons: Vec<(u8, &str, usize)> = Vec::new();
        if let Some(g) = &memo.body { reasons.push((g.sure, &g.words, g.line)); prop_assert!(g.value < 5); }
        if let Some(g) = &memo.date { reasons.push((g.sure, &g.words, g.line)); }
        if let Some(g) = &memo.number { reasons.push((g.sure, &g.words, g.line)); }
        if let Some(g) = &memo.present { reasons.push((g.sure, &g.words, g.line)); prop_assert!(!g.value.is_empty()); }
        for g in &memo.items { reasons.push((g.sure, &g.words, g.line)); }
        for g in &memo.cases { reasons.push((g.sure, &g.words, g.line)); }
        for (sure, words, line) in reasons {
            prop_assert!(sure <= 100);
            match line {
                0 => prop_assert_eq!(words, name.as_str()),
                n => prop_assert!(flat(lines[n - 1]).starts_with(words), "{} in {}", words, lines[n - 1]),
            }
        }
        let numbers: Vec<u32> = memo.items.iter().map(|g| g.value.number).collect();
        prop_assert!(numbers.windows(2).all(|w| w[0] < w[1]));
    }

    /// The day that stands after its label is found, however it is written.
    #[test]
    fn a_labelled_day_is_found(offset in 0i32..9000, form in 0usize..4, label in 0usize..4) {
        let day = date(2000, 1, 3).saturating_add(jiff::Span::new().days(offset));
        let said = match form {
            0 => format!("{}.{}.{}", day.day(), day.month(), day.year()),
            1 => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            2 => day.to_string(),
            _ => format!("{}. {}ta {}", day.day(), kit::fmt::month(kit::Lang::Fi, day.month()), day.year()),
        };
        let label = ["Aika:", "Kokousaika", "Tid:", "Pvm"][label];
        let memo = guess("x.pdf", &format!("Kuntajohtajakokous\n{label} {said} klo 9.00\n\n1. Avaus\n"));
        let found = memo.date.unwrap();
        prop_assert_eq!(found.value, When::day(day));
        prop_assert!(found.sure >= LIKELY);
    }

    /// What is guessed can be kept and read again.
    #[test]
    fn a_guess_survives_its_keeping(text in "(Kuntajohtajakokous|29.11.2012|marraskuu 2012|§ 5 Asia|\n| ){0,20}") {
        let memo = guess("x", &text);
        let kept = serde_json::to_string(&memo).unwrap();
        prop_assert_eq!(serde_json::from_str::<Memo>(&kept).unwrap(), memo);
    }
}
