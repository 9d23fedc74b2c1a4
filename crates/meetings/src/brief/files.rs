//! The whole meeting as a file, and attachments to be read on a phone.

use std::io::{Cursor, Write};

use askama::Template;
use axum::extract::Path;
use kit::{Lang, Publicity};
use page::{Answer, Html, PageError, Visit, download, html};
use people::bodies::Body;
use record::documents::{self, Document};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::show::enter;
use crate::agenda::{self, Item};
use crate::call::print;
use crate::meetings::Meeting;
use crate::rights::{self, View};
use crate::view;

/// The address of a document's file, or where it lies elsewhere.
pub(crate) fn address(d: &Document) -> String {
    match &d.sha {
        Some(sha) => format!("/files/{sha}/{}", plain(&d.name, "._-")),
        None => d.address.clone(),
    }
}

/// A name of letters that every system takes.
fn plain(name: &str, also: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || also.contains(c) { c } else { '_' }).collect()
}

/// What of the agenda is the reader's, secret items left out: a file is passed on more easily than a page.
async fn readable(v: &Visit, m: &Meeting) -> Result<Vec<Item>, PageError> {
    if !rights::may_see_agenda(&v.who, m) {
        return Err(PageError::Refused("meetings-agenda-not-yet"));
    }
    let mut items = agenda::items(v.app.db(), v.tenant.id, m.id).await?;
    items.retain(|i| i.publicity() == Publicity::Secret || rights::item_view(&v.who, m, i) == View::Whole);
    Ok(items)
}

fn file_name(v: &Visit, m: &Meeting, body: &Body, ending: &str) -> String {
    let day = m.day().map_or_else(String::new, |d| format!("-{d}"));
    let name = people::municipalities::slug(view::name(m, body).get(v.lang));
    format!("{name}{day}.{ending}")
}

/// `GET /meetings/{id}/brief.pdf`: agenda and attachments in one, with a bookmark for each.
pub(super) async fn pdf(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body, _) = enter(&v, &id).await?;
    let items = readable(&v, &m).await?;
    let whole = print::whole(&v, &m, &body, &items, v.lang).await?;
    let bytes = whole.ok_or(PageError::Refused("brief-no-printer"))?;
    Ok(download(&file_name(&v, &m, &body, "pdf"), "application/pdf", bytes, true))
}

/// `GET /meetings/{id}/brief.zip`: the agenda and each attachment as it came, in folders by item.
pub(super) async fn zip(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body, _) = enter(&v, &id).await?;
    let items = readable(&v, &m).await?;
    let mut entries = vec![agenda_entry(&v, &m, &body, &items).await?];
    for (item, number) in items.iter().zip(agenda::numbers(&items)) {
        if item.publicity() == Publicity::Secret {
            continue;
        }
        let title: String = item.title.0.get(v.lang).chars().take(40).collect();
        let folder = format!("{:02}-{}", number.unwrap_or(0), people::municipalities::slug(&title));
        for (n, d) in documents::of(v.app.db(), v.tenant.id, "item", item.id).await?.iter().enumerate() {
            let Some(sha) = d.sha.as_ref().filter(|_| documents::may_see(&v.who, d)) else { continue };
            if Publicity::parse(&d.publicity) == Publicity::Secret {
                continue;
            }
            let bytes = v.app.files().get(sha).await?.to_vec();
            entries.push((format!("{folder}/{}-{}", n + 1, plain(&d.name, "._-")), bytes));
        }
    }
    let packed = tokio::task::spawn_blocking(move || pack(entries)).await.map_err(PageError::inside)??;
    Ok(download(&file_name(&v, &m, &body, "zip"), "application/zip", packed, false))
}

/// The agenda: printed where the program can, else as a page.
async fn agenda_entry(
    v: &Visit,
    m: &Meeting,
    body: &Body,
    items: &[Item],
) -> Result<(String, Vec<u8>), PageError> {
    let name = v.t("meetings-agenda-file");
    match print::alone(v, m, body, items, v.lang).await? {
        Ok(pdf) => Ok((format!("{name}.pdf"), pdf)),
        Err(document) => Ok((format!("{name}.html"), page_of(&document).into_bytes())),
    }
}

fn page_of(document: &doc::Document) -> String {
    let lang: Lang = document.lang;
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>{}</body></html>",
        Html::escape(&document.title),
        doc::html(document)
    )
}

fn pack(entries: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, PageError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default()).map_err(PageError::inside)?;
        zip.write_all(&bytes).map_err(PageError::inside)?;
    }
    Ok(zip.finish().map_err(PageError::inside)?.into_inner())
}

#[derive(Template)]
#[template(path = "meetings/brief_file.html")]
struct ReadPage<'a> {
    v: &'a Visit,
    title: Html,
    back: String,
    url: String,
    size: String,
    image: bool,
    text: &'a str,
}

/// `GET /meetings/{id}/brief/files/{document}`: the words of an attachment as a page that fits a phone.
pub(super) async fn read(v: Visit, Path((id, document)): Path<(String, String)>) -> Answer {
    let (m, _, _) = enter(&v, &id).await?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let d = documents::get(db, tenant, view::id(&document)?).await?.ok_or(PageError::NotFound)?;
    let item =
        agenda::get(db, tenant, d.about).await?.filter(|i| i.meeting == m.id && d.about_kind == "item");
    let item = item.ok_or(PageError::NotFound)?;
    if !documents::may_see(&v.who, &d) || rights::item_view(&v.who, &m, &item) != View::Whole {
        return Err(PageError::NotFound);
    }
    let page = ReadPage {
        v: &v,
        title: v.local(&d.title.0),
        back: v.url(&format!("/meetings/{}/brief#i-{}", m.id, item.id)),
        url: address(&d),
        size: if d.sha.is_some() { v.bytes(&d.size) } else { String::new() },
        image: d.media_type.starts_with("image/"),
        text: d.content.trim(),
    };
    html(&v, d.title.0.get(v.lang), &page)
}
