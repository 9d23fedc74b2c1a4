use askama::Template;
use assembly::{BodyKind, ItemChange, Missing, missing};
use axum::extract::Path;
use page::{Answer, Form, Html, PageError, Visit, html, no_content, redirect};
use people::bodies::Body;
use record::documents;
use uuid::Uuid;

use crate::agenda::{self, Item, NewItem, Visitor};
use crate::meetings::{self, Meeting};
use crate::proposals::{self, Origin};
use crate::{template as templates, view};

/// A row of the agenda as its preparer sees it.
struct Row {
    item: Item,
    number: String,
    title: Html,
    plain: String,
    minutes: String,
    missing: Vec<(String, String, bool)>,
    /// Why it stands here, where nobody of the house put it.
    origin: Option<Origin>,
    first: bool,
    last: bool,
}

/// An item that was taken off or moved on.
struct Gone {
    item: Item,
    title: Html,
    moved: Option<String>,
}

#[derive(Template)]
#[template(path = "meetings/agenda.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    name: Html,
    day: String,
    rows: Vec<Row>,
    gone: Vec<Gone>,
    called: bool,
    closed: bool,
    /// The last meeting whose record is not on the list yet.
    last_record: Option<String>,
}

impl Page<'_> {
    fn lacking(&self) -> usize {
        self.rows.iter().map(|r| r.missing.len()).sum()
    }
}

/// Which field of the item's form a lack belongs to, for the jump link.
fn field(what: Missing) -> &'static str {
    match what {
        Missing::Title => "title_fi",
        Missing::SecrecyGround => "ground",
        Missing::Proposal => "proposal",
        Missing::Matter => "matter",
        Missing::Presenter => "presenter",
        Missing::Background => "background",
        Missing::Summary | Missing::SummaryTooLong => "summary_fi",
        Missing::Attachment => "attach",
        Missing::VisitorSlot => "visitor_from_1",
    }
}

/// What an item lacks: the words, the address of the field, and whether the call cannot go out without it.
pub(crate) async fn lacks(
    v: &Visit,
    m: &Meeting,
    body: &Body,
    item: &Item,
    visitors: &[Visitor],
) -> Result<Vec<(String, String, bool)>, PageError> {
    let attached = documents::of(v.app.db(), v.tenant.id, "item", item.id).await?.len();
    let mine: Vec<Visitor> = visitors.iter().filter(|x| x.item == item.id).cloned().collect();
    let fields = agenda::fields(item, u32::try_from(attached).unwrap_or(u32::MAX), &mine);
    let kind = if body.statutory { BodyKind::Statutory } else { BodyKind::Cooperation };
    Ok(missing(&fields, kind)
        .into_iter()
        .map(|what| {
            let address = v.url(&format!("/meetings/{}/items/{}#f-{}", m.id, item.id, field(what)));
            (v.t(what.key()), address, what.stops_the_call())
        })
        .collect())
}

/// `GET /meetings/{id}/agenda`: for those who prepare it.
pub(crate) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body) = view::prepared(&v, &id).await?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let items = agenda::items(db, tenant, m.id).await?;
    let numbers = agenda::numbers(&items);
    let visitors = agenda::visitors_of(db, tenant, items.iter().map(|i| i.id).collect()).await?;
    let count = items.len();
    let mut origins = proposals::origins(&v, m.id, items.iter().map(|i| i.id).collect()).await?;
    let mut rows = Vec::new();
    for (n, (item, number)) in items.into_iter().zip(numbers).enumerate() {
        rows.push(Row {
            missing: lacks(&v, &m, &body, &item, &visitors).await?,
            origin: origins.remove(&item.id),
            number: number.map_or_else(String::new, |n| format!("{n}.")),
            minutes: item.minutes.map_or_else(String::new, |n| v.tn("meetings-minutes-n", n)),
            title: v.local(&item.title.0),
            plain: item.title.0.get(v.lang).to_owned(),
            first: n == 0,
            last: n + 1 == count,
            item,
        });
    }
    let mut gone = Vec::new();
    for item in agenda::removed(db, tenant, m.id).await? {
        let moved = match item.moved_to {
            Some(to) => {
                agenda::get(db, tenant, to).await?.map(|i| v.url(&format!("/meetings/{}/agenda", i.meeting)))
            }
            None => None,
        };
        gone.push(Gone { title: v.local(&item.title.0), moved, item });
    }
    let last = meetings::last_before(db, tenant, m.body, &m.at_date).await?;
    let last = last.filter(|l| l.id != m.id && !rows.iter().any(|r| r.item.record_of == Some(l.id)));
    let state = m.state();
    let page = Page {
        v: &v,
        name: v.local(&view::name(&m, &body)),
        day: view::day(&v, &m),
        rows,
        gone,
        called: state.is_called(),
        closed: assembly::listing(state, ItemChange::Added, "x").is_err(),
        last_record: last.map(|l| view::day(&v, &l)),
        m: &m,
    };
    html(&v, &v.t("meetings-agenda-edit"), &page)
}

/// What may still be changed; a text that says why not.
pub(crate) fn open(m: &Meeting, change: ItemChange, reason: &str) -> Result<Option<String>, PageError> {
    match assembly::listing(m.state(), change, reason) {
        Ok(assembly::Listing::Normal) => Ok(None),
        Ok(assembly::Listing::Late { reason }) => Ok(Some(reason)),
        Err(why) => Err(PageError::Refused(why.key())),
    }
}

/// A reserved meeting becomes a draft as soon as its agenda begins; what comes up by itself enters then.
pub(crate) async fn begun(tx: &mut store::Tx, m: &Meeting) -> store::Result<()> {
    if m.state() == assembly::MeetingState::Reserved {
        let begun = meetings::set_state(tx, m, assembly::MeetingState::Draft).await?;
        crate::proposals::enter(tx, &begun).await?;
    }
    Ok(())
}

/// `POST /meetings/{id}/agenda/template`: the standing items.
pub(crate) async fn template(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, _) = view::prepared(&v, &id).await?;
    if m.state().is_called() {
        return Err(PageError::Refused("late-reason-missing"));
    }
    open(&m, ItemChange::Added, "")?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    begun(&mut tx, &m).await?;
    templates::fill(&mut tx, &v.app, &m).await?;
    tx.noted("meeting", m.id, "agenda_filled", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda", m.id))
}

/// `POST /meetings/{id}/agenda/record`: the last meeting's record comes up for approval.
pub(crate) async fn record(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, _) = view::prepared(&v, &id).await?;
    let late = open(&m, ItemChange::Added, form.value("late_reason"))?;
    let last = meetings::last_before(v.app.db(), v.tenant.id, m.body, &m.at_date).await?;
    let last = last.filter(|l| l.id != m.id).ok_or(PageError::Refused("meetings-no-last"))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    begun(&mut tx, &m).await?;
    let items = agenda::items(tx.conn(), v.tenant.id, m.id).await?;
    if !items.iter().any(|i| i.record_of == Some(last.id)) {
        let new = NewItem {
            kind: "procedural".to_owned(),
            title: templates::local(&v.app, "meetings-template-record"),
            record_of: Some(last.id),
            late_reason: late,
            ..NewItem::default()
        };
        let made = agenda::create(&mut tx, m.id, new).await?;
        // It comes right after the opening.
        let mut order: Vec<Uuid> = items.iter().map(|i| i.id).collect();
        order.insert(order.len().min(1), made.id);
        agenda::reorder(&mut tx, m.id, &order).await?;
    }
    tx.noted("meeting", m.id, "record_brought_up", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda", m.id))
}

/// `POST /meetings/{id}/agenda/order`: the new order as it was dragged, all ids.
pub(crate) async fn order(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, _) = view::prepared(&v, &id).await?;
    open(&m, ItemChange::Order, "")?;
    let wanted: Vec<Uuid> = form.list("id").iter().filter_map(|i| i.parse().ok()).collect();
    let mut tx = v.app.store().begin(v.act()).await?;
    let stand = agenda::items(tx.conn(), v.tenant.id, m.id).await?;
    // Somebody added or removed an item meanwhile: an old order would hide it.
    if wanted.len() != stand.len() || stand.iter().any(|i| !wanted.contains(&i.id)) {
        return Err(PageError::Stale);
    }
    agenda::reorder(&mut tx, m.id, &wanted).await?;
    tx.noted("meeting", m.id, "reordered", &[]);
    tx.commit().await?;
    no_content()
}
