//! The agenda as one PDF with its attachments and a bookmark for each.

use std::collections::HashMap;

use bytes::Bytes;
use doc::merge::{MergeError, Part, merge};
use doc::{DocBlock, Document};
use kit::{Lang, Publicity};
use page::{App, PageError, Visit};
use people::bodies::Body;
use record::documents;
use richtext::RichText;
use store::Tx;
use store::outbox::Enclosure;

use super::Material;
use crate::agenda::{self, Item};
use crate::invitations::Receiver;
use crate::meetings::Meeting;
use crate::printer::Printer;
use crate::view;

/// What goes with letters, by the receiver's language.
pub(crate) type Files = HashMap<Lang, Vec<Enclosure>>;

/// Whether the program can print.
pub(crate) fn can(app: &App) -> bool {
    Printer::is_there(app)
}

/// The agenda in each language of the receivers. Nothing where the program has no printer: the letter tells the
/// agenda itself.
pub(crate) async fn agenda(
    v: &Visit,
    m: &Meeting,
    body: &Body,
    material: &Material,
    to: &[Receiver],
) -> Result<HashMap<Lang, Vec<u8>>, PageError> {
    let mut printed = HashMap::new();
    for lang in Lang::ALL {
        if !to.iter().any(|r| r.lang == lang && r.visitor.is_none() && !r.email.is_empty()) {
            continue;
        }
        let document = document(v, m, body, &material.items, lang);
        let Some(own) = Printer::print(&v.app, document).await? else { return Ok(HashMap::new()) };
        let title = v.app.t(lang, "meetings-agenda", &[]);
        let mut parts = vec![Part { title, bytes: own }];
        parts.extend(attachments(v, &material.items, lang).await?);
        printed.insert(lang, joined(parts)?);
    }
    Ok(printed)
}

/// The agenda of these items alone; `Err` gives the document where the program has no printer.
pub(crate) async fn alone(
    v: &Visit,
    m: &Meeting,
    body: &Body,
    items: &[Item],
    lang: Lang,
) -> Result<Result<Vec<u8>, Document>, PageError> {
    let document = document(v, m, body, items, lang);
    Ok(Printer::print(&v.app, document.clone()).await?.ok_or(document))
}

/// The agenda of these items with their attachments in one PDF; `None` where the program has no printer.
pub(crate) async fn whole(
    v: &Visit,
    m: &Meeting,
    body: &Body,
    items: &[Item],
    lang: Lang,
) -> Result<Option<Vec<u8>>, PageError> {
    let Ok(own) = alone(v, m, body, items, lang).await? else { return Ok(None) };
    let mut parts = vec![Part { title: v.app.t(lang, "meetings-agenda", &[]), bytes: own }];
    parts.extend(attachments(v, items, lang).await?);
    Ok(Some(joined(parts)?))
}

/// Joins the parts; a file that cannot be joined is left to its own address on the meeting's page.
fn joined(mut parts: Vec<Part>) -> Result<Vec<u8>, PageError> {
    loop {
        match merge(parts.clone()) {
            Ok(whole) => return Ok(whole),
            Err(MergeError::Broken { part, .. } | MergeError::Encrypted { part, .. }) if part > 0 => {
                parts.remove(part);
            }
            Err(MergeError::TooLarge) if parts.len() > 1 => parts.truncate(1),
            Err(e) => return Err(PageError::inside(e)),
        }
    }
}

/// The attached PDFs of the items, in their order; of secret items none.
async fn attachments(v: &Visit, items: &[Item], lang: Lang) -> Result<Vec<Part>, PageError> {
    let mut parts = Vec::new();
    for (item, number) in items.iter().zip(agenda::numbers(items)) {
        if item.publicity() == Publicity::Secret {
            continue;
        }
        for d in documents::of(v.app.db(), v.tenant.id, "item", item.id).await? {
            let (Some(sha), "application/pdf", false) =
                (&d.sha, d.media_type.as_str(), Publicity::parse(&d.publicity) == Publicity::Secret)
            else {
                continue;
            };
            let number = number.map(|n| format!("{n}. ")).unwrap_or_default();
            parts.push(Part {
                title: format!("{number}{}", d.title.0.get(lang)),
                bytes: v.app.files().get(sha).await?.to_vec(),
            });
        }
    }
    Ok(parts)
}

fn document(v: &Visit, m: &Meeting, body: &Body, items: &[Item], lang: Lang) -> Document {
    let t = |key: &str| v.app.t(lang, key, &[]);
    let name = view::name(m, body);
    let day = m.day().unwrap_or_else(|| v.today());
    let mut facts = vec![(t("meetings-date"), kit::fmt::date(lang, day))];
    if let Some(start) = m.start() {
        facts.push((t("meetings-start"), kit::fmt::time(lang, kit::local_time(start))));
    }
    if !m.place.0.is_empty() {
        facts.push((t("meetings-place"), m.place.0.get(lang).to_owned()));
    }
    let mut blocks = vec![DocBlock::KeyValues(facts)];
    for (item, number) in items.iter().zip(agenda::numbers(items)) {
        blocks.push(block(item, number, lang, &t));
    }
    Document {
        title: format!("{} {}", name.get(lang), kit::fmt::date(lang, day)),
        lang,
        date: day,
        author: v.tenant.council.get(lang).to_owned(),
        subject: t("meetings-agenda"),
        footer: v.tenant.council.get(lang).to_owned(),
        page_label: t("meetings-page-of"),
        site: v.tenant.base_url.clone(),
        blocks,
    }
}

fn block(item: &Item, number: Option<u32>, lang: Lang, t: &dyn Fn(&str) -> String) -> DocBlock {
    let Some(number) = number else {
        let text = item.title.0.get(lang).to_owned();
        return DocBlock::Heading { level: 1, text, anchor: None };
    };
    let number = format!("{number}.");
    if item.publicity() == Publicity::Secret {
        let blocks = vec![DocBlock::Paragraph(item.ground.clone())];
        return DocBlock::Item { number, title: t("meetings-item-secret"), anchor: None, blocks };
    }
    let mut blocks = Vec::new();
    if !item.presenter.is_empty() {
        blocks.push(DocBlock::KeyValues(vec![(t("meetings-presenter"), item.presenter.clone())]));
    }
    if !item.summary.0.is_empty() {
        blocks.push(DocBlock::Note(item.summary.0.get(lang).to_owned()));
    }
    for (label, stored) in [("meetings-background", &item.background), ("meetings-proposal", &item.proposal)]
    {
        if !stored.is_empty() {
            blocks.push(DocBlock::Heading { level: 1, text: t(label), anchor: None });
            blocks.push(DocBlock::Rich(RichText::parse(stored)));
        }
    }
    DocBlock::Item { number, title: item.title.0.get(lang).to_owned(), anchor: None, blocks }
}

/// Puts the printed agendas into the file store, as part of the transaction that sends them.
pub(crate) async fn keep(app: &App, tx: &Tx, printed: HashMap<Lang, Vec<u8>>) -> Result<Files, PageError> {
    let mut files = Files::new();
    for (lang, bytes) in printed {
        let sha = app.files().put(tx, Bytes::from(bytes), "application/pdf").await?;
        let name = format!("{}.pdf", app.t(lang, "meetings-agenda-file", &[]));
        let file = Enclosure { sha, name, media_type: "application/pdf".to_owned() };
        files.insert(lang, vec![file]);
    }
    Ok(files)
}
