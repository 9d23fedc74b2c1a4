//! Memos as twenty years left them, made of words that towns and regions have published.

use std::path::Path;

use doc::{DocBlock, Document};
use jiff::civil::{Date, date};
use kit::Lang;
use richtext::RichText;

/// What a paper is and what should be found in it.
pub struct Paper {
    pub name: String,
    pub bytes: Vec<u8>,
    pub body: usize,
    pub day: Date,
}

const NAMES: [&str; 3] = ["Kuntajohtajakokous", "Puheenjohtajafoorumi", "ICT-strategian ohjausryhmä"];
const PEOPLE: [&str; 6] =
    ["Olli Riipinen", "Anna Niemi", "Pekka Salo", "Minna Karhu", "Jussi Lehto", "Eeva-Liisa Mäki-Kokko"];

/// Words of the sources where they lie beside this project, else some of our own.
pub fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/sources");
    let mut text = String::new();
    if let Ok(entries) = std::fs::read_dir(folder) {
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            text.push_str(&std::fs::read_to_string(path).unwrap_or_default());
            text.push('\n');
        }
    }
    if text.len() < 2_000 {
        text = "Kuntajohtajat keskustelivat laajakaistan tilanteesta ja linjasivat yhteistä valmistelua. \
                Sovittiin, että kunnat toimittavat lausuntonsa kuun loppuun mennessä. \
                Yhteispalvelupisteiden kehittäminen jatkuu maakunnassa. \
                Hankkeen ohjausryhmä esitteli väliraportin ja rahoituksen. "
            .repeat(8);
    }
    let clean: String = text.replace(['<', '>', '\t', '•'], " ");
    clean
        .split(['.', '\n'])
        .map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|s| (30..240).contains(&s.chars().count()) && !s.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

fn paragraphs(lines: &[String]) -> DocBlock {
    let html: String =
        lines.iter().map(|l| format!("<p>{}</p>", l.replace('&', "&amp;").replace('<', "&lt;"))).collect();
    DocBlock::Rich(RichText::parse(&html))
}

pub fn document(title: &str, lines: &[String]) -> Document {
    Document {
        title: title.to_owned(),
        lang: Lang::Fi,
        date: date(2012, 1, 1),
        author: "Päijät-Hämeen liitto".into(),
        subject: String::new(),
        footer: String::new(),
        page_label: "{page} / {pages}".into(),
        site: "https://example.fi".into(),
        blocks: vec![paragraphs(lines)],
    }
}

pub struct Press {
    printer: doc::pdf::Printer,
    sentences: Vec<String>,
}

impl Press {
    pub fn new() -> Self {
        Self { printer: doc::pdf::Printer::new(1), sentences: sentences() }
    }

    fn said(&self, n: usize) -> String {
        format!("{}.", self.sentences[n % self.sentences.len()])
    }

    /// The `n`th memo in good order: every second a PDF.
    pub fn memo(&self, n: usize) -> Paper {
        let body = n % 3;
        let day = date(2008, 1, 7).saturating_add(jiff::Span::new().days(i32::try_from(n).unwrap() * 23));
        let shown = format!("{}.{}.{}", day.day(), day.month(), day.year());
        let mut lines = vec![
            format!("Muistio {}/{}", n % 12 + 1, day.year()),
            format!("Aika: {shown} klo 9.00"),
            "Paikka: Lahti, maakuntatalo".to_owned(),
            format!("Läsnä: {}", PEOPLE[..3 + n % 3].join(", ")),
        ];
        for item in 1..=3 + n % 4 {
            let title: Vec<&str> =
                self.sentences[(n * 7 + item) % self.sentences.len()].split(' ').take(5).collect();
            let mut title = title.join(" ");
            if let Some(first) = title.get(..1) {
                title = format!("{}{}", first.to_uppercase(), &title[1..]);
            }
            lines.push(format!("{item}. {title}"));
            lines.push(self.said(n * 11 + item));
            lines.push(self.said(n * 13 + item));
        }
        if n.is_multiple_of(5) {
            lines.push("Asianro 102/13.01/2012".to_owned());
        }
        let document = document(NAMES[body], &lines);
        let (bytes, ending) = if n.is_multiple_of(2) {
            (doc::docx(&document).unwrap(), "docx")
        } else {
            (self.printer.pdf(&document).unwrap(), "pdf")
        };
        Paper { name: format!("{}/muistio_{n:03}.{ending}", day.year()), bytes, body, day }
    }

    /// Twenty memos whose layout, dates or names are out of order. Each must be filed after somebody has looked, or
    /// be refused with its reason.
    pub fn malformed(&self) -> Vec<(&'static str, Vec<u8>)> {
        let of = |title: &str, lines: &[&str]| {
            let mut lines: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            lines.push(self.said(lines.len() + title.len()));
            doc::docx(&document(title, &lines)).unwrap()
        };
        vec![
            ("viikonpäivä.docx", of("Kuntajohtajakokous", &["Aika: ma 29.11.2012 klo 9"])),
            ("sanoin.docx", of("Kuntajohtajien kokous", &["torstaina 29. marraskuuta 2012"])),
            ("vain-vuosi-2012.docx", of("Kuntajohtajakokous", &["Keskustelua"])),
            ("kuukausi.docx", of("Puheenjohtajafoorumi", &["Muistio, marraskuu 2012"])),
            ("vuodenaika.docx", of("Puheenjohtajafoorumi", &["Kokoonnuimme syksyllä 2012"])),
            ("ei päivää.docx", of("Kuntajohtajakokous", &["Muistio"])),
            ("ei toimielintä.docx", of("Muistio", &["Aika: 29.11.2012"])),
            ("lyhyt.docx", of("Kuntajohtajakokous 29.11.12", &[])),
            ("väliviiva.docx", of("Kuntajohtajakokous", &["Aika 28.–29.11.2012"])),
            ("iso.docx", of("KUNTAJOHTAJAKOKOUS", &["AIKA 29.11.2012", "LÄSNÄ OLLI RIIPINEN"])),
            ("ruotsiksi.docx", of("Kuntajohtajakokous", &["Tid: torsdag den 29 november 2012"])),
            ("tulostettu.docx", of("Kuntajohtajakokous", &["Tulostettu 3.12.2012", "29.11.2012"])),
            ("tulevaisuus.docx", of("Kuntajohtajakokous", &["Aika: 29.11.2062"])),
            ("mahdoton.docx", of("Kuntajohtajakokous", &["Aika: 31.2.2012"])),
            ("kaksi.docx", of("Kuntajohtajakokous", &["Puheenjohtajafoorumi", "yhteinen kokous 29.11.2012"])),
            ("esityslista.docx", of("Kuntajohtajakokous", &["ESITYSLISTA", "Aika: 3.12.2012"])),
            ("väärä nimi.pdf", of("Kuntajohtajakokous", &["Aika: 4.12.2012"])),
            ("20121205.txt", "Kuntajohtajakokous\r\nMuistio\r\n".into()),
            ("rikki.docx", of("Kuntajohtajakokous", &["Aika: 6.12.2012"])[..400].to_vec()),
            ("rikki.pdf", b"%PDF-1.7\nnothing of it".to_vec()),
        ]
    }
}
