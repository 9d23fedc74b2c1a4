//! What is typed of a matter.

use kit::{Local, Publicity, When};
use numbering::DiaryNumber;
use page::Form;

use crate::matters::{Matter, STATES};

/// A matter as typed. The number is either typed as printed or the next of a class.
pub(crate) struct Typed {
    pub(crate) title: Local,
    pub(crate) summary: Local,
    pub(crate) state: String,
    pub(crate) publicity: Publicity,
    pub(crate) ground: String,
    pub(crate) opened: When,
    pub(crate) diary: Option<DiaryNumber>,
    pub(crate) class: String,
    pub(crate) parent: String,
}

/// Reads the form of a matter; its problems are noted in it.
pub(crate) fn read(form: &mut Form) -> Typed {
    let title = Local {
        fi: form.required("title", 300),
        sv: form.text("title-sv", 300),
        en: form.text("title-en", 300),
    };
    let summary = Local {
        fi: form.text("summary", 1000),
        sv: form.text("summary-sv", 1000),
        en: form.text("summary-en", 1000),
    };
    let state = form.choice("state", &STATES).unwrap_or("open").to_owned();
    let publicity = form.choice("publicity", &["public", "internal", "secret"]);
    let publicity = Publicity::parse(publicity.unwrap_or("public"));
    let ground = form.text("ground", 300);
    if publicity == Publicity::Secret && ground.is_empty() {
        form.wrong("ground", "record-ground-needed");
    }
    let printed = form.text("diary", 100);
    let diary = if printed.is_empty() {
        None
    } else {
        match DiaryNumber::parse(&printed) {
            Ok(number) => Some(number),
            Err(e) => {
                form.wrong_with("diary", e.key(), &printed);
                None
            }
        }
    };
    let class = form.text("class", 40);
    if !printed.is_empty() && !class.is_empty() {
        form.wrong("class", "record-diary-both");
    }
    Typed {
        title,
        summary,
        state,
        publicity,
        ground,
        opened: form.when("opened"),
        diary,
        class,
        parent: form.text("parent", 100),
    }
}

/// The form that shows a matter as it stands. `parent` is the number or id of the matter of which it is a part.
pub(crate) fn filled(m: &Matter, parent: &str) -> Form {
    let opened =
        When::from_code(&m.opened_date, m.opened_printed.as_deref()).unwrap_or_else(|_| When::unknown());
    let opened = match (opened.printed(), opened.known_day()) {
        (Some(words), _) => words.to_owned(),
        (None, Some(_)) => opened.show(kit::Lang::Fi).unwrap_or_default(),
        (None, None) if opened.is_unknown() => String::new(),
        (None, None) => opened.show(kit::Lang::Fi).unwrap_or_default(),
    };
    Form::new()
        .with("title", &m.title.0.fi)
        .with("title-sv", &m.title.0.sv)
        .with("title-en", &m.title.0.en)
        .with("summary", &m.summary.0.fi)
        .with("summary-sv", &m.summary.0.sv)
        .with("summary-en", &m.summary.0.en)
        .with("state", &m.state)
        .with("publicity", &m.publicity)
        .with("ground", &m.ground)
        .with("diary", m.diary_printed.as_deref().unwrap_or_default())
        .with("opened", opened)
        .with("parent", parent)
        .with("version", m.version)
}
