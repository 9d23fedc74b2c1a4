//! The agenda that a new meeting begins with: standing items of the last meeting, or of the house's template.

use assembly::ItemKind;
use kit::{Lang, Local};
use page::App;
use record::documents;
use store::{Result, Tx};
use uuid::Uuid;

use crate::agenda::{self, Item, NewItem};
use crate::meetings::{self, Meeting};

/// The standing items of a body that has none of its own yet: the keys of their texts.
const STANDING: [&str; 6] = ["opening", "record", "round", "other", "next", "closing"];

/// A text of the house in all its languages.
pub(crate) fn local(app: &App, key: &str) -> Local {
    let t = |lang| app.t(lang, key, &[]);
    Local { fi: t(Lang::Fi), sv: t(Lang::Sv), en: t(Lang::En) }
}

/// Whether an item belongs to every meeting: it is procedural or a heading, and of no matter.
fn stands(item: &Item) -> bool {
    item.matter.is_none() && matches!(item.kind(), ItemKind::Procedural | ItemKind::Heading)
}

/// Gives a meeting its standing items, before and after those that it has; what the last meeting postponed comes
/// along. Items that are there already by title are not doubled.
pub async fn fill(tx: &mut Tx, app: &App, meeting: &Meeting) -> Result<()> {
    let (tenant, db) = (tx.tenant(), tx.conn());
    let last = meetings::last_before(db, tenant, meeting.body, &meeting.at_date).await?;
    let last = last.filter(|l| l.id != meeting.id);
    let before = match &last {
        Some(last) => agenda::items(db, tenant, last.id).await?,
        None => Vec::new(),
    };
    let there = agenda::items(db, tenant, meeting.id).await?;
    let (head, tail) = standing(app, &before);
    let mut order = Vec::new();
    for new in head {
        order.extend(add(tx, meeting, &there, new, last.as_ref()).await?);
    }
    order.extend(there.iter().map(|i| i.id));
    for item in before.iter().filter(|i| i.outcome == "postponed" && i.moved_to.is_none()) {
        order.push(carry_over(tx, item, meeting).await?.id);
    }
    for new in tail {
        order.extend(add(tx, meeting, &there, new, last.as_ref()).await?);
    }
    agenda::reorder(tx, meeting.id, &order).await?;
    crate::proposals::enter(tx, meeting).await?;
    Ok(())
}

/// A standing item, and whether it brings the last meeting's record up for approval.
type Standing = (NewItem, bool);

fn standing(app: &App, before: &[Item]) -> (Vec<Standing>, Vec<Standing>) {
    if !before.iter().any(stands) {
        let all: Vec<Standing> = STANDING
            .iter()
            .map(|key| {
                let new = NewItem {
                    kind: if *key == crate::round::KIND { *key } else { "procedural" }.to_owned(),
                    title: local(app, &format!("meetings-template-{key}")),
                    ..NewItem::default()
                };
                (new, *key == "record")
            })
            .collect();
        let (head, tail) = all.split_at(2);
        return (head.to_vec(), tail.to_vec());
    }
    let first = before.iter().position(|i| !stands(i)).unwrap_or(before.len());
    let copy = |i: &Item| {
        let new = NewItem {
            kind: i.kind.clone(),
            title: i.title.0.clone(),
            presenter: i.presenter.clone(),
            proposal: i.proposal.clone(),
            minutes: i.minutes,
            ..NewItem::default()
        };
        (new, i.record_of.is_some())
    };
    let (head, tail) = before.split_at(first);
    (
        head.iter().filter(|i| stands(i)).map(copy).collect(),
        tail.iter().filter(|i| stands(i)).map(copy).collect(),
    )
}

async fn add(
    tx: &mut Tx,
    meeting: &Meeting,
    there: &[Item],
    (mut new, record): Standing,
    last: Option<&Meeting>,
) -> Result<Option<Uuid>> {
    if there.iter().any(|i| i.title.0.fi == new.title.fi) {
        return Ok(None);
    }
    new.record_of = last.filter(|_| record).map(|l| l.id);
    Ok(Some(agenda::create(tx, meeting.id, new).await?.id))
}

/// Continues an item in another meeting: text, matter and attachments go along, visitors and outcome do not. The
/// item remembers where it went, the new one where it came from.
pub async fn carry_over(tx: &mut Tx, item: &Item, to: &Meeting) -> Result<Item> {
    let new = NewItem {
        kind: item.kind.clone(),
        matter: item.matter,
        title: item.title.0.clone(),
        presenter: item.presenter.clone(),
        background: item.background.clone(),
        proposal: item.proposal.clone(),
        summary: item.summary.0.clone(),
        minutes: item.minutes,
        publicity: item.publicity(),
        ground: item.ground.clone(),
        late_reason: None,
        came_from: Some(item.id),
        record_of: item.record_of,
    };
    let made = agenda::create(tx, to.id, new).await?;
    copy_documents(tx, ("item", item.id), &made, None).await?;
    let after = Item { moved_to: Some(made.id), ..item.clone() };
    agenda::update(tx, item, after).await?;
    Ok(made)
}

/// Attaches the documents of something to an item as well. Of another record they become as public as the item,
/// `open` being its body and whether its agenda is out; of an item they stay what they are and are not out yet.
pub(crate) async fn copy_documents(
    tx: &mut Tx,
    from: (&str, Uuid),
    to: &Item,
    open: Option<(Uuid, bool)>,
) -> Result<()> {
    for d in documents::of(tx.conn(), tx.tenant(), from.0, from.1).await? {
        let file = d.sha.as_ref().map(|sha| documents::StoredFile {
            sha: sha.clone(),
            name: d.name.clone(),
            media_type: d.media_type.clone(),
            size: d.size,
            content: d.content.clone(),
        });
        let public = to.publicity() == kit::Publicity::Public;
        let copy = documents::NewDocument {
            key: None,
            title: d.title.0.clone(),
            kind: d.kind.clone(),
            about: ("item".to_owned(), to.id),
            matter: d.matter,
            body: open.map_or(d.body, |(body, _)| Some(body)),
            file,
            address: d.address.clone(),
            at: kit::When::from_code(&d.at_date, d.at_printed.as_deref())
                .unwrap_or_else(|_| kit::When::unknown()),
            publicity: match open {
                Some(_) => to.publicity(),
                None => kit::Publicity::parse(&d.publicity),
            },
            ground: d.ground.clone(),
            released: public && open.is_some_and(|(_, open)| open),
            note: d.note.clone(),
            source: d.source.clone(),
        };
        documents::attach(tx, copy).await?;
    }
    Ok(())
}

/// The next meeting after this one as a draft: the next reserved one, or a new one on the next day of the series.
/// Place, mode and times of the day are taken over where it has none; visitors are not.
pub async fn next_meeting(tx: &mut Tx, app: &App, last: &Meeting) -> Result<Meeting> {
    let meeting = match meetings::next_open(tx.conn(), last).await? {
        Some(next) => {
            let blank = next.place.0.is_empty() && next.remote_link.is_empty();
            let after = Meeting {
                mode: if next.mode.is_empty() { last.mode.clone() } else { next.mode.clone() },
                place: if next.place.0.is_empty() { last.place.clone() } else { next.place.clone() },
                remote_link: if blank || next.remote_link.is_empty() {
                    last.remote_link.clone()
                } else {
                    next.remote_link.clone()
                },
                state: "draft".to_owned(),
                ..next.clone()
            };
            meetings::update(tx, &next, after).await?
        }
        None => {
            let series = match last.series {
                Some(id) => crate::series::get(tx.conn(), tx.tenant(), id).await?,
                None => None,
            };
            let day = last.day().unwrap_or_else(|| kit::local_date(tx.now()));
            let next = series
                .as_ref()
                .and_then(|s| crate::series::reckoned(&s.dated()).ok()?.next_after(day).map(|o| o.date));
            let times = |at: Option<jiff::Timestamp>| {
                Some(kit::to_instant(next?.to_datetime(kit::local_time(at?).time())))
            };
            let new = meetings::NewMeeting {
                body: last.body,
                series: last.series,
                title: kit::Local::default(),
                state: Some(assembly::MeetingState::Draft),
                at: Some(next.map_or_else(kit::When::unknown, kit::When::day)),
                starts_at: times(last.start()),
                ends_at: times(last.end()),
                mode: last.mode.clone(),
                place: last.place.0.clone(),
                remote_link: last.remote_link.clone(),
                example: last.example,
                ..meetings::NewMeeting::default()
            };
            meetings::create(tx, new).await?
        }
    };
    fill(tx, app, &meeting).await?;
    Ok(meeting)
}
