//! Tables in, with a mapping that is kept, and back.

use std::time::Instant;

use doc::sheet::{Cell, Sheet, csv, xlsx};
use intake::table::columns::{columns, guess};
use intake::table::reading::Table;
use intake::table::{filing, reading};
use intake::{Import, imports, staging, undo};
use kit::Publicity;
use testkit::{TestApp, on_both};
use uuid::Uuid;

use crate::common::{act, again, dump, features, three_bodies};

fn sheet(header: &[&str], rows: &[&[&str]]) -> Sheet {
    Sheet {
        name: "x".into(),
        header: header.iter().map(|h| (*h).to_owned()).collect(),
        rows: rows.iter().map(|r| r.iter().map(|c| Cell::Text((*c).to_owned())).collect()).collect(),
    }
}

async fn staged(t: &TestApp, kind: &str, bytes: Vec<u8>) -> Import {
    let names = Table::read(&bytes, kind).unwrap().head.names;
    let mapping = serde_json::to_string(&guess(columns(kind).unwrap(), &names)).unwrap();
    let import =
        staging::table(&t.app, &act(t), kind, ("taulukko.xlsx", "Testi"), Publicity::Public, bytes.into())
            .await
            .unwrap();
    let tx = t.app.store().begin(act(t)).await.unwrap();
    imports::put(&tx, Import { state: "reading".into(), mapping, ..import.clone() }).await.unwrap();
    tx.commit_quietly().await.unwrap();
    reading::read(&t.app, t.tenant.id, import.id).await.unwrap();
    again(t, import.id).await
}

async fn run(t: &TestApp, import: &Import) -> Import {
    let plan = filing::plan(&t.app, t.tenant.id, import).await.unwrap();
    filing::run(&t.app, act(t), (import.id, import.version), None, plan).await.unwrap()
}

#[tokio::test]
async fn each_kind_of_table_comes_in_once_and_goes_again() {
    on_both(features, async |t| {
        three_bodies(&t).await;
        let before = dump(&t).await;
        let tables = [
            (
                "bodies",
                sheet(
                    &["Toimielin", "Laji"],
                    &[&["Sivistysjohtajat", "Toimialan ryhmä"], &["Kuntaturva", ""]],
                ),
            ),
            (
                "contacts",
                sheet(&["Nimi", "Nimike", "Sähköposti"], &[&["Eeva Aalto", "johtaja", "eeva@example.org"]]),
            ),
            (
                "members",
                sheet(
                    &["Toimielin", "Nimi", "Kunta", "Rooli", "Sähköposti"],
                    &[
                        &["Sivistysjohtajat", "Eeva Aalto", "Sysmä", "Puheenjohtaja", "eeva@example.org"],
                        &["Kuntaturva", "Olli Uusi", "Lahti", "", "olli@example.org"],
                        &["Sivistysjohtajat", "Olli Uusi", "Lahti", "", "olli@example.org"],
                    ],
                ),
            ),
            (
                "meetings",
                sheet(
                    &["Toimielin", "Päivä"],
                    &[&["Kuntaturva", "29.11.2012"], &["Kuntaturva", "kevät 2013"]],
                ),
            ),
            (
                "matters",
                sheet(
                    &["Asia", "Asianumero"],
                    &[&["Kuntayhteistyön tuki", "102/13.01/2012"], &["Laajakaista", ""]],
                ),
            ),
            (
                "actions",
                sheet(
                    &["Toimenpide", "Vastuu", "Määräaika", "Asianumero"],
                    &[
                        &["Toimita lausunto", "kaikki kunnat", "31.12.2012", "102/13.01/2012"],
                        &["Selvitä", "sihteeri", "", ""],
                    ],
                ),
            ),
        ];
        let mut done = Vec::new();
        for (kind, sheet) in &tables {
            let import = staged(&t, kind, xlsx(sheet).unwrap()).await;
            let refused =
                imports::rows(t.app.db(), t.tenant.id, import.id, &["refused"], "", (0, 9)).await.unwrap();
            assert!(refused.is_empty(), "{kind}: {refused:?}");
            done.push(run(&t, &import).await);
            // The same table again, as CSV: nothing is new.
            let twice = staged(&t, kind, csv(sheet)).await;
            let counts = imports::counts(t.app.db(), t.tenant.id, twice.id).await.unwrap();
            assert_eq!((counts.taken, counts.known), (0, i64::try_from(sheet.rows.len()).unwrap()), "{kind}");
            undo::forget(&t.app, act(&t), (twice.id, twice.version)).await.unwrap();
        }
        let members = &done[2];
        let made =
            async |import: Uuid, kind| imports::made(t.app.db(), t.tenant.id, import, kind).await.unwrap();
        assert_eq!(made(members.id, "membership").await.len(), 3);
        assert_eq!(made(members.id, "person").await.len(), 1, "one known, and one new in two bodies");
        assert_eq!(
            made(done[5].id, "action_state").await.len(),
            10,
            "each municipality of the region is asked"
        );
        // What stands on another goes last: in the wrong order it is refused.
        let refused =
            undo::run(&t.app, act(&t), (done[0].id, done[0].version), None).await.unwrap().unwrap_err();
        assert!(refused.iter().all(|o| o.kind == "body" && o.why == "intake-undo-referred"), "{refused:?}");
        for import in done.iter().rev() {
            undo::run(&t.app, act(&t), (import.id, import.version), None).await.unwrap().unwrap();
        }
        let after = dump(&t).await;
        assert_eq!(before, after);
    })
    .await;
}

#[tokio::test]
async fn every_refused_row_is_named_and_nothing_of_it_is_done() {
    on_both(features, async |t| {
        three_bodies(&t).await;
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        let plain = rust_xlsxwriter::Format::new();
        page.write_string(0, 0, "Jäsenluettelo 2012").unwrap();
        page.merge_range(1, 2, 1, 3, "Yhteystiedot", &plain).unwrap();
        for (c, name) in ["Toimielin", "Nimi"].iter().enumerate() {
            page.write_string(1, u16::try_from(c).unwrap(), *name).unwrap();
        }
        page.write_string(2, 2, "Sähköposti").unwrap();
        page.write_string(2, 3, "Kunta").unwrap();
        // Merged over three rows: the body of each of them.
        page.merge_range(3, 0, 5, 0, "Kuntajohtajakokous", &plain).unwrap();
        for (r, (name, email, town)) in [
            ("Anna Niemi", "anna@example.org", "Sysmä"),
            ("Pekka Salo", "pekka at example", "Sysmä"),
            ("Minna Karhu", "", "Turku"),
            ("", "kuka@example.org", "Lahti"),
            ("Piilo Piilonen", "", "Lahti"),
            ("Anna Niemi", "anna@example.org", "Sysmä"),
        ]
        .iter()
        .enumerate()
        {
            let r = u32::try_from(r).unwrap() + 3;
            page.write_string(r, 1, *name).unwrap();
            page.write_string(r, 2, *email).unwrap();
            page.write_string(r, 3, *town).unwrap();
            if r > 5 {
                page.write_string(r, 0, "Kuntajohtajakokous").unwrap();
            }
        }
        page.set_row_hidden(7).unwrap();
        page.write_string(9, 0, "Kuntajohtajakokous").unwrap();
        page.write_formula(9, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let table = Table::read(&bytes, "members").unwrap();
        assert_eq!(
            (table.head.at, table.head.rows),
            (1, 3),
            "a title, and a header of two lines: {:?}",
            table.head
        );

        let import = staged(&t, "members", bytes).await;
        let rows =
            imports::rows(t.app.db(), t.tenant.id, import.id, &["refused"], "", (0, 99)).await.unwrap();
        let said: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.problem.as_str())).collect();
        assert_eq!(
            said,
            [
                ("5", "intake-row-email"),
                ("6", "intake-row-municipality"),
                ("7", "intake-row-empty"),
                ("8", "intake-row-hidden"),
                ("9", "intake-row-twice"),
                ("10", "intake-row-formula"),
            ]
        );
        let coordinator = t.coordinator().await;
        let page = coordinator.get(&format!("/fi/import/{}", import.id)).await;
        for words in [
            "Sarake Nimi on tyhjä",
            "Kuntaa Turku ei ole",
            "Rivi on piilotettu",
            "Sama kuin rivillä 4",
            "#DIV/0!",
        ] {
            assert!(page.text.contains(words), "{words}");
        }
        run(&t, &import).await;
        assert_eq!(imports::made(t.app.db(), t.tenant.id, import.id, "membership").await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_mapping_is_asked_kept_and_taken_again() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let table = csv(&sheet(&["Otsikko", "Numero X", "Muu"], &[&["Laajakaista", "5/00.01/2013", "y"]]));
        let fields = [("kind", "matters"), ("publicity", "public")];
        let reply = coordinator.upload("/fi/import/table", &fields, ("file", "asiat.csv", &table)).await;
        assert_eq!(reply.status, 303, "{}", reply.text);
        let address = reply.location().to_owned();
        let page = coordinator.get(&address).await;
        assert!(
            page.text.contains("Otsikon alla on yksi rivi") && page.text.contains("Laajakaista"),
            "{}",
            page.text
        );
        let version = page.field("version").unwrap();
        let once = || Uuid::new_v4().to_string();
        let empty = [("version", version.as_str()), ("col-title", "")];
        let refused = coordinator.post(&format!("{address}/mapping"), &empty).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Valitse tälle sarake"));
        let key = once();
        let good = [
            ("version", version.as_str()),
            ("once", key.as_str()),
            ("col-title", "Otsikko"),
            ("col-diary", "Numero X"),
            ("keep", "Vanha diaari"),
        ];
        assert_eq!(coordinator.post(&format!("{address}/mapping"), &good).await.status, 303);
        let id: Uuid = address.rsplit('/').next().unwrap().parse().unwrap();
        reading::read(&t.app, t.tenant.id, id).await.unwrap();
        let plan = coordinator.get(&format!("{address}/plan")).await;
        assert!(plan.text.contains("1 asia"), "{}", plan.text);
        let (version, key) = (plan.field("version").unwrap(), once());
        let confirm = [("version", version.as_str()), ("once", key.as_str())];
        assert_eq!(coordinator.post(&format!("{address}/plan"), &confirm).await.status, 303);
        assert!(coordinator.get(&address).await.text.contains("Peru koko tuonti"));
        let found = record::matters::by_diary(t.app.db(), t.tenant.id, "5/00.01/2013").await.unwrap();
        assert_eq!(found.unwrap().publicity, "public");

        // The next table of the same form: the kept choices stand there.
        let reply = coordinator.upload("/fi/import/table", &fields, ("file", "toinen.csv", &table)).await;
        assert_eq!(reply.status, 303, "{}", reply.text);
        let address = reply.location().to_owned();
        let page = coordinator.get(&format!("{address}?mapping=Vanha%20diaari")).await;
        assert!(page.text.contains("<option value=\"Numero X\" selected>"), "{}", page.text);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_what_was_chosen_kept() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        for (name, bytes, words) in [
            ("kuva.png", b"\x89PNG\r\n\x1a\n....".to_vec(), "ei ole XLSX- eikä CSV-taulukko"),
            ("otsikko.csv", b"Nimi;Kunta\n".to_vec(), "ei ole yhtään riviä"),
            ("rikki.xlsx", xlsx(&sheet(&["Nimi"], &[&["A"]])).unwrap()[..300].to_vec(), "taulukko"),
        ] {
            let page =
                coordinator.upload("/fi/import/table", &[("kind", "contacts")], ("file", name, &bytes)).await;
            assert_eq!(page.status, 422, "{name}");
            assert!(page.text.contains(words), "{name}: {}", page.text);
            assert!(page.text.contains("<option value=\"contacts\" selected>"), "{name}");
        }
        let official = t.with_role(kit::Role::Official, None, None).await;
        assert_eq!(
            official
                .upload("/fi/import/table", &[("kind", "contacts")], ("file", "x.csv", b"Nimi\nA\n"))
                .await
                .status,
            403
        );
    })
    .await;
}

/// A hundred thousand rows: times are printed and nothing is asserted of them.
#[tokio::test]
async fn a_hundred_thousand_rows_come_in() {
    let t = TestApp::start(features, None).await;
    let mut table = String::from("Otsikko;Asianumero\n");
    for n in 1..=100_000 {
        table.push_str(&format!("Asia numero {n};{n}/00.01/2013\n"));
    }
    let begun = Instant::now();
    let import = staged(&t, "matters", table.into_bytes()).await;
    let read = begun.elapsed();
    let plan = filing::plan(&t.app, t.tenant.id, &import).await.unwrap();
    let planned = begun.elapsed();
    filing::run(&t.app, act(&t), (import.id, import.version), None, plan).await.unwrap();
    println!(
        "100,000 rows: read and staged {:.1} s, planned {:.1} s, made visible {:.1} s (debug build)",
        read.as_secs_f64(),
        (planned - read).as_secs_f64(),
        (begun.elapsed() - planned).as_secs_f64()
    );
    assert_eq!(imports::made(t.app.db(), t.tenant.id, import.id, "matter").await.unwrap().len(), 100_000);
}
