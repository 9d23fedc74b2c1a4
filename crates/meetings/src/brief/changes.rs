//! What changed after the call. Nobody writes it down: the trail of the record tells it.

use jiff::Timestamp;
use kit::{Lang, Subject};
use page::{PageError, Visit};
use record::documents;
use record::rows::document;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::audit;
use uuid::Uuid;

use crate::agenda::{self, Item};
use crate::invitations::Invitation;
use crate::meetings::Meeting;

/// What of an item its readers care for: also keys of texts (`brief-changed-…`).
const OF_ITEM: [&str; 7] =
    ["title", "summary", "background", "proposal", "presenter", "minutes", "publicity"];
/// What of a meeting those called care for.
const OF_MEETING: [&str; 6] = ["starts_at", "ends_at", "place", "remote_link", "mode", "title"];

/// One change of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The item; `None` for the meeting itself.
    pub(super) item: Option<Uuid>,
    /// The latest time at which it changed.
    pub(super) at: Timestamp,
    /// What, as the ends of keys `brief-changed-…`.
    pub(super) what: Vec<&'static str>,
    /// A name that goes with it: a late item's reason, an attachment's or a removed item's title.
    pub(super) words: String,
}

/// Since when changes count: the first letter of the call.
pub(super) fn since(m: &Meeting, invitations: &[Invitation]) -> Option<Timestamp> {
    m.called_at?;
    let made = invitations.iter().map(|i| crate::calendar::made_at(i.id));
    let first = made.filter(|at| *at > Timestamp::UNIX_EPOCH).min();
    first.or(m.called_at.map(store::Stamp::at))
}

async fn fields(
    v: &Visit,
    kind: &str,
    id: Uuid,
    since: Timestamp,
    wanted: &[&'static str],
) -> Result<Option<(Timestamp, Vec<&'static str>)>, PageError> {
    let lines = audit::history(v.app.db(), v.tenant.id, &Subject::new(kind, id)).await?;
    let (mut at, mut what) = (None, Vec::new());
    for line in lines.iter().filter(|l| l.verb == "updated" && l.at > since) {
        for name in wanted {
            if line.values.iter().any(|(field, _)| field == name) {
                at = Some(line.at);
                if !what.contains(name) {
                    what.push(*name);
                }
            }
        }
    }
    Ok(at.map(|at| (at, what)))
}

/// All that changed, the newest last. Of items whose title is not for the reader nothing is told.
pub(super) async fn all(
    v: &Visit,
    m: &Meeting,
    items: &[Item],
    since: Timestamp,
) -> Result<Vec<Change>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut found = Vec::new();
    if let Some((at, what)) = fields(v, "meeting", m.id, since, &OF_MEETING).await? {
        found.push(Change { item: None, at, what, words: String::new() });
    }
    for item in items {
        if item.late && crate::calendar::made_at(item.id) >= since {
            let (at, words) = (crate::calendar::made_at(item.id), item.late_reason.clone());
            found.push(Change { item: Some(item.id), at, what: vec!["late"], words });
        } else if let Some((at, what)) = fields(v, "item", item.id, since, &OF_ITEM).await? {
            found.push(Change { item: Some(item.id), at, what, words: String::new() });
        }
    }
    for item in agenda::removed(db, tenant, m.id).await? {
        if let Some((at, _)) = fields(v, "item", item.id, since, &["state"]).await?
            && crate::rights::item_view(&v.who, m, &item) == crate::rights::View::Whole
        {
            let words = item.title.0.get(v.lang).to_owned();
            found.push(Change { item: None, at, what: vec!["removed"], words });
        }
    }
    found.extend(attachments(v, items, since).await?);
    found.sort_by_key(|c| c.at);
    Ok(found)
}

async fn attachments(v: &Visit, items: &[Item], since: Timestamp) -> Result<Vec<Change>, PageError> {
    let ids: Vec<Uuid> = items.iter().map(|i| i.id).collect();
    let rows = document::Entity::find()
        .filter(document::Column::Tenant.eq(v.tenant.id))
        .filter(document::Column::AboutKind.eq("item"))
        .filter(document::Column::About.is_in(ids))
        .all(v.app.db())
        .await?;
    Ok(rows
        .into_iter()
        .filter(|d| documents::may_see(&v.who, d))
        .filter_map(|d| {
            let made = crate::calendar::made_at(d.id);
            let (at, what) = match d.removed_at {
                Some(removed) if removed.at() > since && made <= since => (removed.at(), "attachment-gone"),
                None if made > since => (made, "attachment"),
                _ => return None,
            };
            let words = d.title.0.get(v.lang).to_owned();
            Some(Change { item: Some(d.about), at, what: vec![what], words })
        })
        .collect())
}

/// The change in words.
pub(super) fn sentence(v: &Visit, change: &Change) -> String {
    let what: Vec<String> = change.what.iter().map(|w| v.t(&format!("brief-changed-{w}"))).collect();
    let day = v.date_time(change.at);
    let what = what.join(", ");
    if change.words.is_empty() {
        v.t2("brief-changed-line", ("what", what), ("day", day))
    } else {
        let what = format!("{what}: {}", change.words);
        v.t2("brief-changed-line", ("what", what), ("day", day))
    }
}

/// The first two sentences of a written text, where an item has no summary of its own.
pub(super) fn first_sentences(item: &Item, lang: Lang) -> String {
    let own = item.summary.0.get(lang);
    if !own.is_empty() {
        return own.to_owned();
    }
    let from = if item.background.is_empty() { &item.proposal } else { &item.background };
    sentences(&richtext::RichText::parse(from).to_plain(), 2)
}

/// The first `most` sentences of a text. A full stop after a number or a single letter ends none (`24.9.`, `§ 5.`).
fn sentences(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut ends, mut word) = (0, String::new());
    for (at, c) in text.char_indices() {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let ordinal = word.chars().all(|w| w.is_ascii_digit() || w == '.') || word.chars().count() < 2;
        if matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace) && !(c == '.' && ordinal) {
            ends += 1;
            if ends == most {
                return text.get(..at + c.len_utf8()).unwrap_or(&text).to_owned();
            }
        }
        if c.is_whitespace() {
            word.clear();
        } else {
            word.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn two_sentences_are_cut_at_full_stops_that_end_a_sentence() {
        let text = "Kokous oli 24.9. Lahdessa. Toinen lause!\n Kolmas jää pois.";
        assert_eq!(sentences(text, 2), "Kokous oli 24.9. Lahdessa. Toinen lause!");
        assert_eq!(sentences("Vain yksi", 2), "Vain yksi");
        assert_eq!(sentences("", 2), "");
    }
}
