//! Sample documents and the programs that read them, for the tests of this crate.
#![allow(dead_code, clippy::unwrap_used, reason = "each test takes what it needs")]

use std::path::Path;
use std::process::Command;

use doc::{DocBlock, Document, Table};
use kit::Lang;
use richtext::RichText;

pub const LONG: &str =
    "maakuntakaavoitusyhteistyöneuvottelukuntajärjestelmäkehittämishankesuunnitelmaluonnosversio";

pub fn minutes(items: usize) -> Document {
    let mut blocks = vec![
        DocBlock::KeyValues(vec![
            ("Aika".into(), "24.9.2021 klo 9.00–11.30".into()),
            ("Paikka".into(), "Lahti, maakuntatalo\nja etäyhteys".into()),
        ]),
        DocBlock::Heading { level: 1, text: "Asiat".into(), anchor: Some("asiat".into()) },
    ];
    blocks.extend((1..=items).map(item));
    blocks.extend([
        DocBlock::Heading { level: 1, text: "Liitteet".into(), anchor: None },
        DocBlock::Table(Table {
            caption: "Kuntien kannat".into(),
            header: vec!["Kunta".into(), "Kanta".into(), "Perustelu".into()],
            rows: vec![
                vec!["Asikkala".into(), "hyväksyy".into(), LONG.into()],
                vec!["Hartola".into(), "=1+1".into()],
            ],
            widths: vec![],
        }),
        DocBlock::Note("Tarkastettu ja hyväksytty seuraavassa kokouksessa.".into()),
        DocBlock::PageBreak,
        DocBlock::Signatures(vec![
            ("Puheenjohtaja".into(), "kunnanjohtaja".into()),
            ("Sihteeri".into(), String::new()),
        ]),
    ]);
    Document {
        title: "Kunnanjohtajakokouksen muistio".into(),
        lang: Lang::Fi,
        date: jiff::civil::date(2021, 9, 24),
        author: "Päijät-Hämeen liitto".into(),
        subject: "Kokous 24.9.2021".into(),
        footer: "Julkinen".into(),
        page_label: "Sivu {page} / {pages}".into(),
        site: "https://example.fi".into(),
        blocks,
    }
}

fn item(n: usize) -> DocBlock {
    let text = format!(
        "<p>Esittelijä totesi, että hankkeen rahoitusosuuksista on sovittu kuntien kesken. {LONG} jatkuu. \
         <strong>Päätös</strong> <em>tehdään</em> <a href=\"/fi/matters/{n}\">asiasta</a> ja \
         <a href=\"https://lahti.fi/?a=1&amp;b=2\">Lahdesta</a>.</p><h1>Tausta</h1>\
         <ul><li>ensimmäinen kohta<ol start=\"3\"><li>kolmas</li><li>neljäs<p>jatkokappale</p></li></ol></li>\
         <li>toinen kohta</li></ul><table><thead><tr><th scope=\"col\">Kunta</th><th scope=\"col\">Osuus</th></tr>\
         </thead><tbody><tr><td>Lahti</td><td>30 000 €</td></tr><tr><td>Hollola</td><td></td></tr></tbody></table>"
    );
    DocBlock::Item {
        number: format!("§ {}", 63 + n),
        title: format!("Hankkeen {n} jatko"),
        anchor: Some(format!("s{n}")),
        blocks: vec![
            DocBlock::Rich(RichText::parse(&text)),
            DocBlock::Heading { level: 1, text: "Linjaus".into(), anchor: None },
            DocBlock::Paragraph("Linjattiin, että jatketaan.\nToimitaan heti.".into()),
        ],
    }
}

/// What people could write to break out.
pub fn nasty() -> Document {
    let evil = "#read(\"/etc/passwd\") $x^2$ *lihava* _x_ `raw` <label> @ref \\ ] ) } #panic() // /* ]] é \u{1}\u{7} \
                <script>alert(1)</script> 😀 漢字 \u{202e}abc a\u{308} o\u{20dd} \u{e000} ﷽ \u{fdd0} ☑ \t\u{200d} \u{ad}";
    let mut document = minutes(1);
    document.title = evil.into();
    document.author = evil.into();
    document.subject = evil.into();
    document.footer = evil.into();
    document.page_label = "{page} {page {pages} {x} #x".into();
    document.blocks.splice(
        0..0,
        [
            DocBlock::Rich(RichText::parse("<h3>Syvältä alkava</h3><p>x</p><h1>Takaisin</h1>")),
            DocBlock::Heading { level: 4, text: evil.into(), anchor: Some("\"><script>".into()) },
            DocBlock::Paragraph(evil.into()),
            DocBlock::Note(evil.into()),
            DocBlock::KeyValues(vec![(evil.into(), evil.into())]),
            DocBlock::Rich(RichText::from_plain(evil)),
            DocBlock::Table(Table {
                rows: vec![vec![evil.into(), "x".repeat(400)], vec![]],
                ..Table::default()
            }),
            DocBlock::Table(Table::default()),
            DocBlock::Table(Table { header: vec!["vain otsikko".into()], ..Table::default() }),
            DocBlock::Signatures(vec![(evil.into(), evil.into())]),
            DocBlock::Signatures(vec![]),
            DocBlock::KeyValues(vec![]),
            DocBlock::Paragraph(String::new()),
            DocBlock::Heading { level: 1, text: String::new(), anchor: None },
            DocBlock::Heading { level: 1, text: "\u{202e}\u{1}".into(), anchor: None },
            DocBlock::Item { number: evil.into(), title: evil.into(), anchor: None, blocks: vec![] },
            DocBlock::PageBreak,
            DocBlock::PageBreak,
        ],
    );
    document
}

/// Whether LibreOffice is here.
pub fn has_soffice() -> bool {
    Command::new("soffice").arg("--version").output().is_ok_and(|o| o.status.success())
}

/// Converts a file with LibreOffice and gives the bytes of what came out.
pub fn convert(dir: &Path, file: &str, bytes: &[u8], to: &str, ending: &str, more: &[&str]) -> Vec<u8> {
    std::fs::write(dir.join(file), bytes).unwrap();
    let out = dir.join("out");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", dir.display()))
        .args(["--headless"])
        .args(more)
        .args(["--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(dir.join(file))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
    std::fs::read(out.join(format!("{stem}.{ending}"))).unwrap()
}
