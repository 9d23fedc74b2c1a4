use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Publicity, Subject};
use page::{Answer, Form, Html, PageError, Visit, html_with};
use record::documents::Document;
use uuid::Uuid;

use crate::fields::{self, Drawn};
use crate::keep::adoptions;
use crate::keep::cards::{self, Card, Row};
use crate::pages::adoption::Stage;
use crate::pages::matrix::Matrix;
use crate::pages::registers::{CardLine, places};
use crate::rules::kinds::{self, Kind, Sort};
use crate::rules::rights;

/// A row as the card shows it: its fields with their labels.
struct RowLine {
    edit: Option<String>,
    cells: Vec<(String, Html)>,
    head: Html,
}

/// The rows of a sort.
struct Rows {
    code: &'static str,
    title: String,
    none: String,
    add: String,
    lines: Vec<RowLine>,
    fields: Vec<Drawn>,
    open: bool,
    sum: String,
}

/// A document in a line.
struct DocumentLine {
    url: Option<String>,
    title: Html,
    meta: String,
}

/// A decision of the same matter.
struct DecisionLine {
    url: String,
    title: Html,
    when: String,
}

#[derive(Template)]
#[template(path = "plans/card.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    register: (String, String),
    line: CardLine,
    facts: Vec<(String, Html)>,
    texts: Vec<(String, Html)>,
    concerned: Option<String>,
    rows: Vec<Rows>,
    matrix: Option<Matrix>,
    stages: Vec<Stage>,
    missing: Vec<String>,
    matter: Option<(String, Html)>,
    decisions: Vec<DecisionLine>,
    documents: Vec<DocumentLine>,
    source: String,
    may_keep: bool,
    panels: Vec<Html>,
}

/// The card and its register, where the asker may see it.
pub(crate) async fn load(v: &Visit, id: Uuid) -> Result<(Card, &'static Kind), PageError> {
    let card = cards::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let kind = kinds::kind(&card.kind).ok_or(PageError::NotFound)?;
    if rights::may_see(&v.who, &card.publicity) { Ok((card, kind)) } else { Err(PageError::NotFound) }
}

/// `GET /cards/{id}`: a card.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (card, kind) = load(&v, id).await?;
    draw(&v, StatusCode::OK, &card, kind, &Form::new()).await
}

/// Draws the page, with what was typed into its small forms.
pub(crate) async fn draw(
    v: &Visit,
    status: StatusCode,
    c: &Card,
    kind: &'static Kind,
    form: &Form,
) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let may_keep = rights::may_begin(&v.who);
    let all = cards::rows(db, tenant, c.id).await?;
    let names = places(v).await?;
    let (mut facts, mut texts) = (Vec::new(), Vec::new());
    for f in kind.fields {
        let label = v.t(&fields::label(kind.code, f.name));
        let value = fields::shown(v, f, &c.says(f.name));
        match (f.holds, value) {
            (kinds::Holds::Area, Some(words)) => texts.push((label, words)),
            (kinds::Holds::Area, None) => {}
            (_, value) => facts.push((label, value.unwrap_or_else(|| Html::escape(&v.t("plans-unknown"))))),
        }
    }
    let concerned = kind.concerns.then(|| match (c.everywhere, c.places.0.is_empty()) {
        (true, _) => v.t("plans-everywhere"),
        (false, true) => v.t("plans-concerns-unknown"),
        (false, false) => {
            let mut list: Vec<&str> =
                c.places.0.iter().filter_map(|p| names.get(p).map(String::as_str)).collect();
            list.sort_unstable();
            list.join(", ")
        }
    });
    let stages = if kind.adopted {
        let said = adoptions::all(db, tenant).await?;
        crate::pages::adoption::stages(v, c.id, &said).await?
    } else {
        Vec::new()
    };
    let page = Page {
        register: (v.url(&format!("/registers/{}", kind.code)), v.t(&format!("plans-reg-{}", kind.code))),
        line: CardLine::new(v, c, &names),
        rows: kind.sorts.iter().map(|s| rows(v, kind, s, &all, form, may_keep)).collect(),
        matrix: (kind.code == "option").then(|| Matrix::new(v, &all)),
        matter: matter(v, c).await?,
        decisions: decisions(v, c).await?,
        documents: documents(v, c).await?,
        source: c.source.clone(),
        panels: v.panels(&Subject::new("card", c.id)).await?,
        missing: if kind.code == "initiative" { missing(v, &all) } else { Vec::new() },
        facts,
        texts,
        concerned,
        stages,
        may_keep,
        form,
        v,
    };
    html_with(v, status, c.title.0.get(v.lang), &page)
}

/// The stages of an initiative that have not been told: handling, study, the answer to the councils.
fn missing(v: &Visit, all: &[Row]) -> Vec<String> {
    ["handling", "study", "answer"]
        .into_iter()
        .filter(|stage| all.iter().all(|r| r.says("stage").fi != *stage))
        .map(|stage| v.t(&format!("plans-c-{stage}")))
        .collect()
}

fn rows(v: &Visit, kind: &Kind, sort: &'static Sort, all: &[Row], form: &Form, may_keep: bool) -> Rows {
    let owner = format!("{}-{}", kind.code, sort.code);
    let own = || all.iter().filter(|r| r.sort == sort.code);
    let lines = own()
        .map(|r| {
            let mut said = sort
                .fields
                .iter()
                .map(|f| (f, v.t(&fields::label(&owner, f.name)), fields::shown(v, f, &r.says(f.name))));
            // The first field that must be there names the row.
            let head = sort.fields.iter().find(|f| f.must).map(|f| f.name);
            let mut line = RowLine {
                edit: may_keep.then(|| v.url(&format!("/rows/{}", r.id))),
                cells: Vec::new(),
                head: Html::default(),
            };
            for (f, label, value) in said.by_ref() {
                let Some(value) = value else { continue };
                if Some(f.name) == head {
                    line.head = value;
                } else {
                    line.cells.push((label, value));
                }
            }
            line
        })
        .collect();
    let copies: i64 = own().filter_map(|r| r.number("copies")).sum();
    Rows {
        code: sort.code,
        title: v.t(&format!("plans-rows-{owner}")),
        none: v.t(&format!("plans-none-{owner}")),
        add: v.t(&format!("plans-add-{owner}")),
        fields: fields::drawn(v, &owner, sort.fields),
        open: form.has("sort", sort.code) && !form.ok(),
        sum: if copies > 0 { v.tn("plans-n-copies", copies) } else { String::new() },
        lines,
    }
}

/// The matter of the record, where the asker may read it.
async fn matter(v: &Visit, c: &Card) -> Result<Option<(String, Html)>, PageError> {
    let Some(id) = c.matter else { return Ok(None) };
    let found = record::matters::get(v.app.db(), v.tenant.id, id).await?;
    let found = found.filter(|m| record::rights::may_see_matter(&v.who, m, &[]));
    Ok(found.map(|m| (v.url(&format!("/matters/{id}")), v.local(&m.title.0))))
}

/// What has been decided in the same matter.
async fn decisions(v: &Visit, c: &Card) -> Result<Vec<DecisionLine>, PageError> {
    let Some(id) = c.matter else { return Ok(Vec::new()) };
    let all = record::decisions::of_matter(v.app.db(), v.tenant.id, id).await?;
    Ok(all
        .iter()
        .filter(|d| record::rights::may_read_decision(&v.who, d))
        .map(|d| {
            let at = kit::When::from_code(&d.at_date, d.at_printed.as_deref());
            DecisionLine {
                url: v.url(&format!("/decisions/{}", d.id)),
                title: v.local(&d.title.0),
                when: v.when(&at.unwrap_or_else(|_| kit::When::unknown())),
            }
        })
        .collect())
}

/// The files of the card, and the documents of its matter.
async fn documents(v: &Visit, c: &Card) -> Result<Vec<DocumentLine>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut all = record::documents::of(db, tenant, "card", c.id).await?;
    if let Some(matter) = c.matter {
        all.extend(record::documents::of_matter(db, tenant, matter).await?);
    }
    Ok(all
        .iter()
        .filter(|d| record::documents::may_see(&v.who, d))
        .map(|d| {
            let at = kit::When::from_code(&d.at_date, d.at_printed.as_deref());
            let mut meta = vec![v.when(&at.unwrap_or_else(|_| kit::When::unknown()))];
            if d.sha.is_some() {
                meta.push(v.bytes(&d.size));
            }
            if Publicity::parse(&d.publicity) != Publicity::Public {
                meta.push(v.t("plans-publicity-internal"));
            }
            DocumentLine { url: address(d), title: v.local(&d.title.0), meta: meta.join(" · ") }
        })
        .collect())
}

/// Where a document's content is: our file, or elsewhere.
fn address(d: &Document) -> Option<String> {
    match &d.sha {
        Some(sha) => {
            let name: String = d
                .name
                .bytes()
                .map(|b| match b {
                    b if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => char::from(b).to_string(),
                    b => format!("%{b:02X}"),
                })
                .collect();
            Some(format!("/files/{sha}/{name}"))
        }
        None => Some(d.address.clone()).filter(|a| a.starts_with("http://") || a.starts_with("https://")),
    }
}
