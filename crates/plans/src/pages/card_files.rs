//! A card as a document: what is printed, sent abroad, put on the table.

use axum::extract::Path;
use doc::{DocBlock, Document, Table};
use kit::Lang;
use page::{Answer, PageError, Visit};
use uuid::Uuid;

use crate::fields;
use crate::keep::cards::{self, Card};
use crate::pages::{card, files};
use crate::rules::kinds::{Holds, Kind};

async fn document(v: &Visit, c: &Card, kind: &'static Kind) -> Result<Document, PageError> {
    let council = v.tenant.council.get(v.lang).to_owned();
    let at = c.at();
    let state = format!(
        "{} {}",
        v.t(&format!("plans-cs-{}", c.state)),
        if at.is_unknown() { String::new() } else { v.when(&at) }
    );
    let mut facts = vec![(v.t("plans-f-state"), state.trim().to_owned())];
    let mut blocks = Vec::new();
    for f in kind.fields {
        let Some(words) = fields::plain(v, f, &c.says(f.name)) else { continue };
        let label = v.t(&fields::label(kind.code, f.name));
        if f.holds == Holds::Area {
            blocks.push(DocBlock::Heading { level: 1, text: label, anchor: None });
            blocks.extend(
                words.lines().filter(|l| !l.trim().is_empty()).map(|l| DocBlock::Paragraph(l.to_owned())),
            );
        } else {
            facts.push((label, words));
        }
    }
    if !c.source.is_empty() {
        facts.push((v.t("plans-f-source"), c.source.clone()));
    }
    let rows = cards::rows(v.app.db(), v.tenant.id, c.id).await?;
    for sort in kind.sorts {
        let owner = format!("{}-{}", kind.code, sort.code);
        let own: Vec<_> = rows.iter().filter(|r| r.sort == sort.code).collect();
        if own.is_empty() {
            continue;
        }
        blocks.push(DocBlock::Heading { level: 1, text: v.t(&format!("plans-rows-{owner}")), anchor: None });
        let cell =
            |r: &cards::Row, f| fields::plain(v, f, &r.says(f.name)).unwrap_or_else(|| v.t("plans-unknown"));
        blocks.push(DocBlock::Table(Table {
            caption: String::new(),
            header: sort.fields.iter().map(|f| v.t(&fields::label(&owner, f.name))).collect(),
            rows: own.iter().map(|r| sort.fields.iter().map(|f| cell(r, f)).collect()).collect(),
            widths: Vec::new(),
        }));
    }
    let mut head = vec![DocBlock::KeyValues(facts)];
    if !c.summary.0.is_empty() {
        head.push(DocBlock::Paragraph(c.summary.0.get(v.lang).to_owned()));
    }
    head.extend(blocks);
    Ok(Document {
        title: c.title.0.get(v.lang).to_owned(),
        lang: v.lang,
        date: at.known_day().unwrap_or_else(|| v.today()),
        author: council.clone(),
        subject: state.trim().to_owned(),
        footer: council,
        page_label: v.t("plans-book-page"),
        site: v.tenant.base_url.clone(),
        blocks: head,
    })
}

fn name(c: &Card) -> String {
    let slug: String = people::municipalities::slug(c.title.0.get(Lang::Fi)).chars().take(60).collect();
    if slug.is_empty() { c.kind.clone() } else { slug }
}

/// `GET /cards/{id}/card.pdf`.
pub(crate) async fn pdf(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    files::pdf(&v, document(&v, &c, kind).await?, &name(&c)).await
}

/// `GET /cards/{id}/card.docx`.
pub(crate) async fn docx(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    files::docx(document(&v, &c, kind).await?, &name(&c)).await
}
