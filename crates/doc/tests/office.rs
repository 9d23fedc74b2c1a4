//! DOCX and sheets, also as LibreOffice sees them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod common;

use common::{LONG, convert, has_soffice, minutes, nasty};
use doc::extract::{ExtractError, text_of};
use doc::sheet::{Cell, Sheet, SheetError, csv, read_sheet, xlsx};
use doc::sniff::{MediaType, sniff};
use doc::{docx, html};
use jiff::civil::date;
use proptest::prelude::*;

const WORDS: [&str; 18] = [
    "Kunnanjohtajakokouksen",
    "muistio",
    "Asiat",
    "64",
    "Hankkeen",
    "jatko",
    "ensimmäinen",
    "kolmas",
    "neljäs",
    "jatkokappale",
    "Lahdesta",
    "Osuus",
    "hyväksyy",
    "=1+1",
    "Tarkastettu",
    "kunnanjohtaja",
    "Linjattiin",
    "etäyhteys",
];

#[test]
fn a_document_in_word_says_all_its_words() {
    let bytes = docx(&minutes(2)).unwrap();
    assert_eq!(sniff(&bytes), MediaType::Docx);
    let text = text_of(&bytes, MediaType::Docx).unwrap();
    for word in WORDS.into_iter().chain([LONG, "Sivu", "Julkinen"]) {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn libreoffice_opens_the_document_and_finds_all_words_headings_and_lists() {
    if !has_soffice() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let bytes = docx(&minutes(2)).unwrap();
    let text = convert(dir.path(), "m.docx", &bytes, "txt:Text (encoded):UTF8", "txt", &[]);
    let text = String::from_utf8(text).unwrap();
    for word in WORDS {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert!(text.contains("3. kolmas") && text.contains("4. neljäs"), "{text}");
    let page = convert(dir.path(), "m.docx", &bytes, "html", "html", &[]);
    let page = String::from_utf8_lossy(&page).to_lowercase();
    for tag in
        ["<h1", "<h2", "<ul", "<ol", "<thead", "href=\"https://example.fi/fi/matters/1\"", "lang=\"fi-fi\""]
    {
        assert!(page.contains(tag), "{tag} in {page}");
    }
    let nasty = docx(&nasty()).unwrap();
    let text = convert(dir.path(), "n.docx", &nasty, "txt:Text (encoded):UTF8", "txt", &[]);
    assert!(String::from_utf8_lossy(&text).contains("#read(\"/etc/passwd\") $x^2$ *lihava*"));
}

#[test]
fn a_page_is_escaped_and_its_headings_skip_no_level() {
    let page = html(&nasty());
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    for document in [nasty(), minutes(3)] {
        let page = html(&document);
        let mut last = 0;
        for (at, _) in page.match_indices("<h") {
            let Some(level) = page.as_bytes()[at + 2].checked_sub(b'0').filter(|l| (1..=6).contains(l))
            else {
                continue;
            };
            assert!(level <= last + 1, "h{level} after h{last}");
            last = level;
        }
    }
    let page = html(&minutes(1));
    assert!(
        page.contains("<h3 id=\"s1\"><span class=\"number\">§ 64</span> Hankkeen 1 jatko</h3>"),
        "{page}"
    );
    assert!(page.contains("<th scope=\"col\">Kanta</th>") && page.contains("<dt>Aika</dt>"), "{page}");
}

fn sheet() -> Sheet {
    let text = |t: &str| Cell::Text(t.into());
    Sheet {
        name: "Toimenpiteet".into(),
        header: ["Kunta", "Tila; tilanne", "Summa", "Osuus", "Pvm"].map(String::from).to_vec(),
        rows: vec![
            vec![
                text("Hämeenlinna"),
                text("=HYPERLINK(\"x\")"),
                Cell::Number(30_000),
                Cell::Decimal(66.67),
                Cell::Date(date(2021, 9, 24)),
            ],
            vec![
                text("Åland; \"saaret\""),
                text("+358 40 soita"),
                Cell::Number(-5),
                Cell::Decimal(-0.5),
                Cell::Date(date(2024, 2, 29)),
            ],
            vec![text("rivi\nkaksi"), text("- luettelo"), Cell::Empty, Cell::Empty, Cell::Empty],
            vec![
                text("'=oma"),
                text("-5"),
                Cell::Number(0),
                Cell::Decimal(1.25),
                Cell::Date(date(2026, 11, 1)),
            ],
        ],
    }
}

/// What must come back whatever program was between.
fn same(read: &Sheet, whole: &Sheet) {
    assert_eq!(read.header, whole.header);
    assert_eq!(read.rows.len(), whole.rows.len());
    for (read, wrote) in read.rows.iter().zip(&whole.rows) {
        for (read, wrote) in read.iter().zip(wrote) {
            match wrote {
                Cell::Date(_) => assert_eq!(read.date(), wrote.date()),
                Cell::Number(_) | Cell::Decimal(_) => assert_eq!(read.number(), wrote.number()),
                _ => assert_eq!(read.shown(), wrote.shown()),
            }
        }
    }
}

#[test]
fn csv_is_written_as_a_finnish_excel_wants_it() {
    let text = String::from_utf8(csv(&sheet())).unwrap();
    assert!(text.starts_with("\u{feff}Kunta;\"Tila; tilanne\";Summa;Osuus;Pvm\r\n"), "{text}");
    assert!(text.contains("Hämeenlinna;\"'=HYPERLINK(\"\"x\"\")\";30000;\"66,67\";24.9.2021\r\n"), "{text}");
    same(&read_sheet(text.as_bytes(), "x.csv").unwrap(), &sheet());
}

#[test]
fn an_excel_file_comes_back_as_it_was_and_always_the_same() {
    let bytes = xlsx(&sheet()).unwrap();
    assert_eq!(sniff(&bytes), MediaType::Xlsx);
    assert_eq!(bytes, xlsx(&sheet()).unwrap());
    let mut read = read_sheet(&bytes, "").unwrap();
    assert_eq!(read.rows.remove(3)[1], Cell::Text("-5".into()));
    let mut whole = sheet();
    whole.rows.remove(3);
    assert_eq!(read, whole);
}

#[test]
fn both_kinds_come_back_from_libreoffice() {
    if !has_soffice() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let finnish = ["--infilter=CSV:59,34,UTF8,1,,1035,false,true"];
    let through =
        convert(dir.path(), "a.csv", &csv(&sheet()), "xlsx:Calc MS Excel 2007 XML", "xlsx", &finnish);
    same(&read_sheet(&through, "").unwrap(), &sheet());
    let through =
        convert(dir.path(), "b.xlsx", &xlsx(&sheet()).unwrap(), "xlsx:Calc MS Excel 2007 XML", "xlsx", &[]);
    let read = read_sheet(&through, "Toimenpiteet").unwrap();
    same(&read, &sheet());
    assert_eq!(
        read.rows[0][2..],
        [Cell::Number(30_000), Cell::Decimal(66.67), Cell::Date(date(2021, 9, 24))]
    );
    let through = convert(
        dir.path(),
        "c.xlsx",
        &xlsx(&sheet()).unwrap(),
        "csv:Text - txt - csv (StarCalc):59,34,UTF8,1,,1035",
        "csv",
        &[],
    );
    let read = read_sheet(&through, "c.csv").unwrap();
    assert_eq!(read.rows[0][0], Cell::Text("Hämeenlinna".into()));
    assert_eq!(read.rows[1][2].number(), Some(-5.0));
}

#[test]
fn csv_of_other_programs_is_understood() {
    let rows = |bytes: &[u8]| read_sheet(bytes, "x").unwrap();
    let read = rows("Kunta,Määrä\nLahti,\"1,5\"\nHollola,2\n".as_bytes());
    assert_eq!((read.header.len(), read.rows[0][1].number()), (2, Some(1.5)));
    assert_eq!(rows(b"Kunta\tM\xe4\xe4r\xe4\nLahti\t3\n").header, ["Kunta", "Määrä"]);
    assert_eq!(rows(b"sep=,\r\na,b;c\r\n1,2\r\n").header, ["a", "b;c"]);
    assert_eq!(rows("Osuus, %;Summa, €\n1,5;2,5\n".as_bytes()).header, ["Osuus, %", "Summa, €"]);
    let utf16: Vec<u8> = "\u{feff}ä\tö\r\n1\t2\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rows(&utf16).header, ["ä", "ö"]);
}

#[test]
fn what_is_no_sheet_is_told() {
    assert_eq!(read_sheet(b"%PDF-1.7", "x.csv"), Err(SheetError::NotASheet));
    assert_eq!(read_sheet(b"", "x.csv"), Err(SheetError::Empty));
    assert_eq!(read_sheet(b"\r\n\r\n", "x.csv"), Err(SheetError::Empty));
    assert_eq!(read_sheet(&docx(&minutes(1)).unwrap(), "x.xlsx"), Err(SheetError::NotASheet));
    let bytes = xlsx(&sheet()).unwrap();
    assert!(read_sheet(&bytes[..bytes.len() / 2], "x.xlsx").is_err());
}

#[test]
fn text_is_read_only_of_what_we_know() {
    assert_eq!(text_of(b"x", MediaType::Zip), Err(ExtractError::Unsupported));
    assert_eq!(text_of(b"PK\x03\x04", MediaType::Docx), Err(ExtractError::Broken));
    assert_eq!(text_of(b"p\xe4\xe4t\xf6s", MediaType::Text).unwrap(), "päätös");
    assert_eq!(
        text_of("kunnan-\njohtaja\n\n\nLahti-\nHollola".as_bytes(), MediaType::Text).unwrap(),
        "kunnanjohtaja\n\nLahti-\nHollola"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_texts_come_back_from_csv_and_excel(cells in prop::collection::vec("[ a'=+@;,\"äÅ€\n1.-]{0,8}", 1..12)) {
        // A first cell with text keeps the row from being taken for an empty one.
        let rows = cells.chunks(3).map(|row| {
            let texts = row.iter().map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text(t.clone()) });
            let mut cells: Vec<Cell> = [Cell::Text("x".into())].into_iter().chain(texts).collect();
            cells.resize(4, Cell::Empty);
            cells
        });
        let sheet = Sheet { name: "1".into(), header: ["a", "b", "c", "d"].map(String::from).to_vec(), rows: rows.collect() };
        prop_assert_eq!(&read_sheet(&csv(&sheet), "1").unwrap(), &sheet);
        prop_assert_eq!(&read_sheet(&xlsx(&sheet).unwrap(), "1").unwrap(), &sheet);
    }

    #[test]
    fn damaged_packages_never_bring_anything_down(at in 0usize..20_000, bytes in prop::collection::vec(any::<u8>(), 1..40)) {
        let damage = |mut file: Vec<u8>| {
            let at = at % file.len();
            let end = (at + bytes.len()).min(file.len());
            file.splice(at..end, bytes.iter().copied());
            file
        };
        let _ = read_sheet(&damage(xlsx(&sheet()).unwrap()), "x");
        let _ = text_of(&damage(docx(&minutes(1)).unwrap()), MediaType::Docx);
        let _ = sniff(&bytes);
        let _ = read_sheet(&bytes, "x");
    }
}
