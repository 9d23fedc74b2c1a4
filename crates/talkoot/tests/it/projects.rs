//! The region's own project as the demo holds it: everything of its file stands in the report, whatever the format;
//! nobody of the public learns a trainee's name; the record check finds what the source has.

use doc::sniff::MediaType;
use kit::{Cents, Lang, fmt};
use projects::kinds::{KINDS, MARKS, Sort};
use projects::report::Audience;
use projects::shelf::{self, Shelf};
use projects::values::when_of;
use projects::{check, json, store_projects};
use serde_json::Value;
use testkit::TestApp;

const FILE: &str = include_str!("../../../../demo/paijat-hame/projects/117718-kuntayhteistyon-tuki.json");

async fn loaded() -> TestApp {
    let t = TestApp::start(talkoot::features, None).await;
    t.app.store().migrate(talkoot::all_migrations(&talkoot::features())).await.unwrap();
    talkoot::load_demo(&t.app, 8080).await.unwrap();
    t
}

async fn opened(t: &TestApp, code: &str) -> Shelf {
    let project = store_projects::by_code(t.app.db(), t.tenant.id, code).await.unwrap().unwrap();
    Shelf::open(&t.app, t.tenant.id, project, None).await.unwrap()
}

/// Words without the white space and hyphens that a page's lines put between them.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether words stand in a text. Where a page ends within a long text, its foot stands between two words.
fn stands(text: &str, shown: &str) -> bool {
    if text.contains(&bare(shown)) {
        return true;
    }
    let words: Vec<&str> = shown.split_whitespace().collect();
    let torn = words.windows(3).filter(|w| !text.contains(&bare(&w.concat()))).count();
    words.len() >= 6 && torn <= 2
}

/// Every leaf of the rows of the file, as the report prints it in Finnish.
fn leaves(t: &TestApp, file: &Value) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for kind in KINDS {
        for (n, row) in file[kind.name].as_array().into_iter().flatten().enumerate() {
            for field in kind.fields.iter().filter(|f| !MARKS.contains(&f.name)) {
                let Some(value) = row.get(field.name) else { continue };
                // A count stands in the words of the source that are printed beside it.
                if kind.name == "claims" && matches!(field.name, "number" | "about" | "measure") {
                    continue;
                }
                let shown = match field.sort {
                    Sort::When => {
                        let when = when_of(value).unwrap();
                        match (when.known_day(), when.printed()) {
                            (Some(day), _) if kind.name == "meetings" => {
                                format!("{}.{}.", day.day(), day.month())
                            }
                            (None, Some(printed)) => printed.to_owned(),
                            _ => when.show(Lang::Fi).unwrap(),
                        }
                    }
                    Sort::Money => fmt::money(Lang::Fi, Cents(value.as_i64().unwrap())),
                    Sort::Count | Sort::Percent => value.to_string(),
                    Sort::Flag => t.app.t(Lang::Fi, &format!("projects-f-{}", field.name), &[]),
                    Sort::Choice(_) if matches!(kind.name, "goals" | "lessons" | "partners") => continue,
                    Sort::Choice(_) => t.app.t(
                        Lang::Fi,
                        &format!("projects-c-{}-{}", field.name, value.as_str().unwrap()),
                        &[],
                    ),
                    _ => value.as_str().unwrap().to_owned(),
                };
                out.push((format!("{}[{n}].{}", kind.name, field.name), shown));
            }
        }
    }
    for (name, value) in file["project"].as_object().unwrap() {
        if matches!(name.as_str(), "code" | "name" | "diary" | "owner" | "manager" | "summary" | "source") {
            out.push((format!("project.{name}"), value.as_str().unwrap().to_owned()));
        }
    }
    for (name, text) in file["texts"].as_object().unwrap() {
        out.push((format!("texts.{name}"), text.as_str().unwrap().to_owned()));
    }
    out
}

#[tokio::test]
async fn everything_of_the_projects_file_stands_in_the_report_as_pdf_and_docx() {
    let t = loaded().await;
    let shelf = opened(&t, "117718").await;
    let document = shelf.document(&t.app, &t.tenant, Lang::Fi, Audience::Internal).unwrap();
    let file: Value = serde_json::from_str(FILE).unwrap();
    let pdf = doc::pdf::Printer::new(1).pdf(&document).unwrap();
    let docx = doc::docx(&document).unwrap();
    let texts = [
        ("pdf", doc::extract::text_of(&pdf, MediaType::Pdf).unwrap()),
        ("docx", doc::extract::text_of(&docx, MediaType::Docx).unwrap()),
        ("html", richtext::RichText::parse(&doc::html(&document)).to_plain()),
    ];
    let leaves = leaves(&t, &file);
    assert!(leaves.len() > 500, "{}", leaves.len());
    for (format, text) in texts {
        let text = bare(&text);
        let missing: Vec<_> = leaves.iter().filter(|(_, shown)| !stands(&text, shown)).collect();
        assert!(missing.is_empty(), "{format}: {missing:#?}");
        for key in ["null", "9999unknown", "projectsf", "projectsc"] {
            assert!(!text.contains(key), "{format} shows {key}");
        }
    }
    let html = doc::html(&document);
    assert!(html.contains("23,30\u{a0}%") && html.contains("152\u{a0}000\u{a0}€"), "the reserved share");
    assert!(html.contains("ei kerrottu lähteessä"), "what the source does not give is said to be missing");
    assert!(!html.contains("2012-07-01"), "no date of a machine");
}

#[tokio::test]
async fn the_check_finds_in_the_record_what_the_source_has_and_nothing_else() {
    let t = loaded().await;
    let shelf = opened(&t, "117718").await;
    let mut found: Vec<&str> =
        shelf.faults.iter().filter(|f| f.weight == check::Weight::Contradiction).map(|f| f.key).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "projects-fault-before",
            "projects-fault-before",
            "projects-fault-count",
            "projects-fault-file-year",
            "projects-fault-names",
            "projects-fault-names",
            "projects-fault-names",
            "projects-fault-no-event",
            "projects-fault-no-meeting",
            "projects-fault-numbering",
            "projects-fault-paid-before",
            "projects-fault-weekday",
            "projects-fault-weekday",
        ],
        "{:#?}",
        shelf.faults
    );
}

#[tokio::test]
async fn trainees_are_named_inside_and_only_numbered_for_the_public() {
    let t = loaded().await;
    let mut file: Value = serde_json::from_str(FILE).unwrap();
    file["project"]["code"] = "keksitty".into();
    file["subprojects"] = serde_json::json!([]);
    let names = ["Aino Aavikko", "Eero Ennala", "Iiris Ilola", "Otto Orava", "Usko Uuttu", "Yrjö Ylppö"];
    for row in file["staff"].as_array_mut().unwrap() {
        let person = row["person"].as_str().unwrap().to_owned();
        let trainee = person.strip_prefix("Harjoittelija ").and_then(|n| n.parse::<usize>().ok());
        row["person"] = match trainee {
            Some(n) => names[n - 1].into(),
            None => format!("{person} Keksitty").into(),
        };
    }
    let known = shelf::known(&t.app, t.tenant.id).await.unwrap();
    let given = json::read(file.to_string().as_bytes(), &known).unwrap();
    let mut tx = t.tx().await;
    shelf::import(&t.app, &t.tenant, &mut tx, &given, false).await.unwrap();
    tx.commit().await.unwrap();
    let shelf = opened(&t, "keksitty").await;
    let text = |whose| {
        let document = shelf.document(&t.app, &t.tenant, Lang::Fi, whose).unwrap();
        let pdf = doc::pdf::Printer::new(1).pdf(&document).unwrap();
        let docx = doc::docx(&document).unwrap();
        [
            bare(&doc::extract::text_of(&pdf, MediaType::Pdf).unwrap()),
            bare(&doc::extract::text_of(&docx, MediaType::Docx).unwrap()),
            bare(&doc::html(&document)),
        ]
    };
    let (inside, public) = (text(Audience::Internal), text(Audience::Public));
    for name in names {
        assert!(inside.iter().all(|text| text.contains(&bare(name))), "{name} inside");
        assert!(!public.iter().any(|text| text.contains(&bare(name))), "{name} in public");
    }
    assert!(
        public
            .iter()
            .all(|text| text.contains("harjoittelija6") && text.contains("projektikoordinaattorikeksitty"))
    );
    let json = shelf.file(&t.app, &t.tenant, Audience::Public).await.unwrap().to_string();
    assert!(names.iter().all(|n| !json.contains(n)));
    assert!(!t.nobody().get("/fi/projects/keksitty").await.text.contains(names[0]), "nor on the page");
}

#[tokio::test]
async fn a_file_goes_in_and_four_formats_come_out_by_command() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _, _) = crate::program::seed(&crate::program::sqlite(folder.path())).await;
    store.close().await.unwrap();
    let mut file: Value = serde_json::from_str(FILE).unwrap();
    // The store of this test holds no such body.
    file["project"].as_object_mut().unwrap().remove("steering_body");
    for part in file["subprojects"].as_array_mut().unwrap() {
        part["project"].as_object_mut().unwrap().remove("steering_body");
    }
    file["partners"].as_array_mut().unwrap().retain(|p| p["kind"] != "municipality");
    let at = folder.path().join("hanke.json");
    let run = |words: &[&str]| crate::program::command(folder.path(), words);
    let said = |o: &std::process::Output| {
        format!("{}{}", String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr))
    };
    let path = at.to_str().unwrap();
    let mut broken = file.clone();
    broken["staff"][0]["share"] = 140.into();
    broken["project"]["currency"] = "SEK".into();
    std::fs::write(&at, broken.to_string()).unwrap();
    let refused = run(&["import", "project", path]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(
        said(&refused).contains("staff[0].share") && said(&refused).contains("project.currency"),
        "{}",
        said(&refused)
    );
    std::fs::write(&at, "{ \"schema\": ").unwrap();
    assert_eq!(run(&["import", "project", path]).status.code(), Some(1));
    std::fs::write(&at, file.to_string()).unwrap();
    let taken = run(&["import", "project", path]);
    assert_eq!(taken.status.code(), Some(0), "{}", said(&taken));
    assert_eq!(run(&["import", "project", path]).status.code(), Some(1), "the code is taken now");
    for (format, begins) in [("pdf", "%PDF"), ("docx", "PK"), ("html", "<!doctype html>"), ("json", "{")] {
        let out = folder.path().join(format!("raportti.{format}"));
        let words = [
            "report",
            "final-report",
            "--project",
            "117718",
            "--format",
            format,
            "--out",
            out.to_str().unwrap(),
        ];
        let done = run(&words);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert!(std::fs::read(&out).unwrap().starts_with(begins.as_bytes()), "{format}");
    }
    let none = run(&["report", "final-report", "--project", "x", "--format", "pdf", "--out", "/dev/null"]);
    assert_eq!(none.status.code(), Some(1), "{}", said(&none));
}
