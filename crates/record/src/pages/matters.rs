use askama::Template;
use axum::extract::Query;
use page::{Answer, Html, PageError, Visit, html};

use crate::download::{self, text};
use crate::lists::{self, MatterFilter, PAGE};
use crate::matters::{self, Matter};
use crate::view::{self, Choice, query};
use crate::{follow, rights};

/// A matter as lists show it.
pub(crate) struct MatterLine {
    pub(crate) url: Option<String>,
    pub(crate) number: String,
    pub(crate) title: Html,
    pub(crate) state: String,
    pub(crate) state_class: &'static str,
    pub(crate) opened: String,
    pub(crate) ground: String,
    pub(crate) example: bool,
}

impl MatterLine {
    pub(crate) fn new(v: &Visit, m: &Matter, read: bool) -> Self {
        let opened = view::when(&m.opened_date, m.opened_printed.as_deref());
        Self {
            url: read.then(|| v.url(&format!("/matters/{}", m.id))),
            number: m.diary_printed.clone().unwrap_or_default(),
            title: if read { v.local(&m.title.0) } else { Html::escape(&v.t("record-hidden-matter")) },
            state: v.t(view::matter_state_key(&m.state)),
            state_class: if m.state == "open" { "info" } else { "ok" },
            opened: if read && !opened.is_unknown() { v.when(&opened) } else { String::new() },
            ground: view::ground(v, &m.publicity, &m.ground),
            example: m.example && read,
        }
    }
}

/// Which of the matters the asker may read. With words in the filter those that may not be read are left out: that
/// a word was found would tell of their content.
pub(crate) async fn readable(
    v: &Visit,
    rows: Vec<Matter>,
    words: bool,
) -> Result<Vec<(Matter, bool)>, PageError> {
    let mut out = Vec::new();
    for m in rows {
        let bodies = follow::bodies_of_matter(v.app.db(), v.tenant.id, &m).await?;
        let read = rights::may_see_matter(&v.who, &m, &bodies);
        let known = !words && m.publicity == "secret" && m.diary_printed.is_some();
        if read || known {
            out.push((m, read));
        }
    }
    Ok(out)
}

#[derive(Template)]
#[template(path = "record/matters.html")]
struct Matters<'a> {
    v: &'a Visit,
    filter: &'a MatterFilter,
    states: Vec<Choice>,
    lines: Vec<MatterLine>,
    next: Option<String>,
    files: Vec<(&'static str, String)>,
    may_open: bool,
}

/// `GET /matters`: the matters of the region, the latest number first.
pub(crate) async fn list(v: Visit, Query(filter): Query<MatterFilter>) -> Answer {
    if !filter.format.is_empty() {
        return file(&v, &filter).await;
    }
    let page = lists::matters(v.app.db(), (v.tenant.id, &v.who), &filter, PAGE).await?;
    let rows = readable(&v, page.rows, !filter.q.is_empty()).await?;
    let base = [("q", filter.q.as_str()), ("state", &filter.state), ("year", &filter.year)];
    let with = |name: &'static str, value: &str| {
        let mut pairs = base.to_vec();
        pairs.push((name, value));
        v.url(&format!("/matters{}", query(&pairs)))
    };
    let body = Matters {
        v: &v,
        states: states(&v),
        lines: rows.iter().map(|(m, read)| MatterLine::new(&v, m, *read)).collect(),
        next: page.next.map(|n| with("after", &n)),
        files: ["csv", "xlsx", "json"].map(|f| (f, with("format", f))).to_vec(),
        may_open: rights::may_keep_matters(&v.who),
        filter: &filter,
    };
    html(&v, &v.t("record-matters"), &body)
}

/// At most as many rows go into a file.
pub(crate) const MOST: u64 = 20_000;

async fn file(v: &Visit, filter: &MatterFilter) -> Answer {
    let page = lists::matters(v.app.db(), (v.tenant.id, &v.who), filter, MOST).await?;
    let base = v.tenant.base_url.trim_end_matches('/');
    let mut rows = Vec::new();
    for (m, read) in readable(v, page.rows, !filter.q.is_empty()).await? {
        let line = MatterLine::new(v, &m, read);
        let title = if read { m.title.0.get(v.lang).to_owned() } else { v.t("record-hidden-matter") };
        let summary = if read { m.summary.0.get(v.lang) } else { "" };
        let address = line.url.map(|u| format!("{base}{u}")).unwrap_or_default();
        rows.push(
            [line.number, title, line.state, line.opened, summary.to_owned(), line.ground, address]
                .map(text)
                .to_vec(),
        );
    }
    let keys = ["number", "title", "state", "opened", "summary", "ground", "address"];
    let header = [
        "record-diary",
        "record-title",
        "record-state",
        "record-opened",
        "record-summary",
        "record-publicity",
        "record-citation",
    ];
    download::file(v, &filter.format, "matters", &keys, &header, rows)
}

fn states(v: &Visit) -> Vec<Choice> {
    std::iter::once((String::new(), v.t("record-all-states")))
        .chain(matters::STATES.iter().map(|s| ((*s).to_owned(), v.t(view::matter_state_key(s)))))
        .collect()
}
