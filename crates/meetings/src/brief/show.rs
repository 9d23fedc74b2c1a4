use askama::Template;
use assembly::ItemKind;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::ToSpan;
use kit::Publicity;
use page::{Answer, Form, Html, PageError, Visit, html_with};
use people::bodies::Body;
use record::documents::{self, Document};
use uuid::Uuid;

use super::asks::{self, ItemAsk};
use super::changes::{self, Change};
use super::model::{self, Promise, Reader};
use super::notes::{self, MARKS, Note};
use crate::agenda::{self, Item, Visitor};
use crate::invitations::{self, Invitation};
use crate::meetings::Meeting;
use crate::pages::answer_words;
use crate::rights::{self, View};
use crate::round::Told;
use crate::view::{self, Choice};

/// How much of an attachment's text stands on the page itself.
const SHOWN: usize = 1200;

/// An attachment that opens where it stands.
struct File {
    title: Html,
    url: String,
    size: String,
    image: bool,
    text: String,
    more: Option<String>,
}

/// A note beside its item.
struct Own {
    about: Uuid,
    action: String,
    text: String,
    mark: String,
    version: i64,
}

impl Own {
    fn has(&self, mark: &String) -> bool {
        self.mark == *mark
    }
}

/// The municipality's own line of the round.
struct RoundCard {
    title: Html,
    line: Option<Told>,
    told: String,
    url: String,
}

/// An item as the brief tells it.
struct Card {
    anchor: String,
    number: String,
    title: Html,
    plain: String,
    about: Vec<String>,
    lead: String,
    proposal: Html,
    background: Html,
    asks: Vec<(String, String)>,
    changes: Vec<String>,
    visitors: Vec<String>,
    secret: String,
    files: Vec<File>,
    note: Own,
}

/// A line that leads to something else on the page or elsewhere.
struct Line {
    url: String,
    text: Html,
    more: String,
    tag: String,
    class: &'static str,
}

struct Part {
    id: &'static str,
    key: &'static str,
    cards: Vec<Card>,
}

/// The answer to the call.
struct Said {
    words: String,
    class: &'static str,
    via: String,
    /// For whom the reader answers as the substitute.
    stands_in: String,
    deputy: String,
    open: bool,
    on_site: bool,
    remote: bool,
}

#[derive(Template)]
#[template(path = "meetings/brief.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    form: &'a Form,
    name: Html,
    day: String,
    times: String,
    mode: String,
    state: String,
    state_class: &'static str,
    counts: Vec<String>,
    link: Option<&'a str>,
    municipality: Option<String>,
    answer: Option<Said>,
    round: Option<RoundCard>,
    agenda_open: bool,
    asks: Vec<Line>,
    changes: Vec<Line>,
    called: bool,
    promises: Vec<Line>,
    parts: Vec<Part>,
    short: Vec<(String, Html, String)>,
    whole: Own,
    marks: Vec<Choice>,
    secret_left_out: bool,
    prints: bool,
}

impl Page<'_> {
    fn path(&self, rest: &str) -> String {
        self.v.url(&format!("/meetings/{}{rest}", self.m.id))
    }
}

/// Meeting, body and reader of a brief, for who may open it.
pub(super) async fn enter(v: &Visit, id: &str) -> Result<(Meeting, Body, Reader), PageError> {
    let m = view::load(v, id).await?;
    v.person()?;
    let reader = model::reader(v, &m).await?;
    v.allow(model::may_read(&v.who, &m, reader.invitation.is_some()))?;
    let body = view::body_of(v, &m).await?;
    Ok((m, body, reader))
}

/// `GET /meetings/{id}/brief`.
pub(super) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body, reader) = enter(&v, &id).await?;
    if let Some(i) = reader.invitation.as_ref().filter(|_| rights::may_see_agenda(&v.who, &m)) {
        invitations::note_seen(&v, i, true).await?;
    }
    draw(&v, &m, &body, &reader, &Form::new()).await
}

/// What the cards are made of.
struct Material<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    reader: &'a Reader,
    asks: Vec<ItemAsk>,
    changes: Vec<Change>,
    visitors: Vec<Visitor>,
    notes: Vec<Note>,
}

impl Material<'_> {
    fn own(&self, about: Uuid) -> Own {
        let note = self.notes.iter().find(|n| n.about == about);
        Own {
            about,
            action: self.v.url(&format!("/meetings/{}/brief/notes/{about}", self.m.id)),
            text: note.map(|n| n.text.clone()).unwrap_or_default(),
            mark: note.map(|n| n.mark.clone()).unwrap_or_default(),
            version: note.map_or(0, |n| n.version),
        }
    }

    fn asked(&self, item: Uuid) -> Option<&ItemAsk> {
        let town = self.reader.municipality.as_ref()?.id;
        self.asks.iter().find(|a| a.item == item && a.concerns(town))
    }

    fn due(&self, ask: &ItemAsk) -> String {
        ask.due.map_or_else(String::new, |d| self.v.t1("brief-due", "day", self.v.date(d.0)))
    }

    async fn card(&self, item: &Item, number: &str, about: Vec<String>) -> Result<Card, PageError> {
        let v = self.v;
        let slot = |x: &Visitor| {
            let who = [x.name.as_str(), x.organisation.as_str()];
            let who = who.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
            if x.from_time.is_empty() { who } else { format!("{who} {}–{}", x.from_time, x.to_time) }
        };
        let attached = documents::of(v.app.db(), v.tenant.id, "item", item.id).await?;
        Ok(Card {
            anchor: format!("i-{}", item.id),
            number: number.to_owned(),
            title: v.local(&item.title.0),
            plain: item.title.0.get(v.lang).to_owned(),
            about,
            lead: changes::first_sentences(item, v.lang),
            proposal: view::rich(v, &item.proposal),
            background: view::rich(v, &item.background),
            asks: self
                .asked(item.id)
                .map(|a| (a.text.0.get(v.lang).to_owned(), self.due(a)))
                .into_iter()
                .collect(),
            changes: self
                .changes
                .iter()
                .filter(|c| c.item == Some(item.id))
                .map(|c| changes::sentence(v, c))
                .collect(),
            visitors: self.visitors.iter().filter(|x| x.item == item.id).map(slot).collect(),
            secret: match item.publicity() {
                Publicity::Public => String::new(),
                Publicity::Internal => v.t("meetings-not-public"),
                Publicity::Secret => format!("{}: {}", v.t("meetings-not-public"), item.ground),
            },
            files: attached.iter().filter(|d| documents::may_see(&v.who, d)).map(|d| self.file(d)).collect(),
            note: self.own(item.id),
        })
    }

    fn file(&self, d: &Document) -> File {
        let v = self.v;
        let shown: String = d.content.trim().chars().take(SHOWN).collect();
        let more = shown.len() < d.content.trim().len();
        File {
            title: v.local(&d.title.0),
            url: super::files::address(d),
            size: if d.sha.is_some() { v.bytes(&d.size) } else { String::new() },
            image: d.media_type.starts_with("image/"),
            text: if more { format!("{shown}…") } else { shown },
            more: more.then(|| v.url(&format!("/meetings/{}/brief/files/{}", self.m.id, d.id))),
        }
    }
}

/// Draws the page, also with what is wrong with an answer.
pub(super) async fn draw(v: &Visit, m: &Meeting, body: &Body, reader: &Reader, form: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let agenda_open = rights::may_see_agenda(&v.who, m);
    let all = if agenda_open { agenda::items(db, tenant, m.id).await? } else { Vec::new() };
    let numbers = agenda::numbers(&all);
    let whole: Vec<(Item, String)> = all
        .into_iter()
        .zip(numbers)
        .filter(|(i, _)| rights::item_view(&v.who, m, i) == View::Whole)
        .map(|(i, n)| (i, n.map_or_else(String::new, |n| format!("{n}."))))
        .collect();
    let items: Vec<Item> = whole.iter().map(|(i, _)| i.clone()).collect();
    let ids: Vec<Uuid> = items.iter().map(|i| i.id).collect();
    let called = invitations::of_meeting(db, tenant, m.id).await?;
    let changed = match changes::since(m, &called).filter(|_| agenda_open) {
        Some(since) => changes::all(v, m, &items, since).await?,
        None => Vec::new(),
    };
    let material = Material {
        v,
        m,
        reader,
        asks: asks::of(db, tenant, ids.clone()).await?,
        changes: changed,
        visitors: agenda::visitors_of(db, tenant, ids).await?,
        notes: notes::own(v, m.id).await?,
    };
    let round = round(&material).await?;
    let (parts, short) = sorted(&material, &whole).await?;
    let state = rights::shown_state(&v.who, m);
    let promised = match &reader.municipality {
        Some(town) => model::promises(v, m, town.id).await?,
        None => Vec::new(),
    };
    let page = Page {
        v,
        m,
        form,
        name: v.local(&view::name(m, body)),
        day: view::day(v, m),
        times: view::times(v, m),
        mode: view::mode(v, m),
        state: v.t(&format!("meeting-state-{}", state.code())),
        state_class: view::state_class(state),
        counts: counts(v, &items),
        link: Some(m.remote_link.as_str())
            .filter(|l| !l.is_empty() && rights::may_see_link(&v.who, m, reader.invitation.is_some())),
        municipality: reader.municipality.as_ref().map(|t| t.name(v.lang).to_owned()),
        answer: said(v, m, reader),
        round,
        agenda_open,
        asks: asked(&material, &whole),
        changes: changed_lines(&material, &whole),
        called: m.called_at.is_some(),
        promises: promised.iter().map(|p| promise(v, p)).collect(),
        parts,
        short,
        whole: material.own(m.id),
        marks: view::choices(v, "brief-mark", &MARKS, Some("brief-mark-none")),
        secret_left_out: items.iter().any(|i| i.publicity() == Publicity::Secret),
        prints: crate::call::print::can(&v.app),
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t1("brief-title", "name", view::name(m, body).get(v.lang)), &page)
}

/// The round of the meeting, also before its agenda is out: the lines are written before.
async fn round(material: &Material<'_>) -> Result<Option<RoundCard>, PageError> {
    let (v, m) = (material.v, material.m);
    if !v.who.belongs_to(m.body) {
        return Ok(None);
    }
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let items = agenda::items(db, tenant, m.id).await?;
    let Some(item) = crate::round::item_of(&items) else { return Ok(None) };
    let towns = crate::round::municipalities(db, &v.tenant, m, v.today()).await?;
    let lines = crate::round::lines(db, tenant, vec![item.id]).await?;
    let mut told = crate::round::told(v, m, &towns, &lines, item.id);
    let n = told.iter().filter(|t| !t.missing).count().to_string();
    let all = told.len().to_string();
    let own = material.reader.municipality.as_ref();
    let at = told.iter().position(|t| own.is_some_and(|o| o.id == t.town));
    Ok(Some(RoundCard {
        title: v.local(&item.title.0),
        line: at.map(|at| told.swap_remove(at)),
        told: v.t2("round-told", ("n", n), ("all", all)),
        url: v.url(&format!("/meetings/{}/round", m.id)),
    }))
}

fn counts(v: &Visit, items: &[Item]) -> Vec<String> {
    let n = |kind: ItemKind| items.iter().filter(|i| i.kind() == kind).count();
    [
        ("brief-decide-n", n(ItemKind::Resolution)),
        ("brief-discuss-n", n(ItemKind::Discussion)),
        ("brief-note-n", n(ItemKind::Information)),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(key, n)| v.tn(key, n))
    .collect()
}

/// The items in their parts, each with the time at which it is likely to come up.
async fn sorted(
    material: &Material<'_>,
    all: &[(Item, String)],
) -> Result<(Vec<Part>, Vec<(String, Html, String)>), PageError> {
    let (v, mut at, mut sure) = (material.v, material.m.start(), true);
    let (mut decide, mut talk, mut short) = (Vec::new(), Vec::new(), Vec::new());
    for (item, number) in all {
        if item.kind() == ItemKind::Heading {
            continue;
        }
        let begins = at.filter(|_| sure).map(|at| v.t1("brief-about", "time", v.time(at)));
        // After an item of unknown length no later time would be more than a guess.
        sure &= item.minutes.is_some();
        at = at.and_then(|at| at.checked_add(item.minutes.unwrap_or(0).minutes()).ok());
        let presenter = (!item.presenter.is_empty()).then(|| item.presenter.clone());
        let minutes = item.minutes.map(|n| v.tn("meetings-minutes-n", n));
        let about: Vec<String> = [begins.clone(), minutes, presenter].into_iter().flatten().collect();
        match item.kind() {
            ItemKind::Resolution => decide.push(material.card(item, number, about).await?),
            ItemKind::Discussion | ItemKind::Information => {
                talk.push(material.card(item, number, about).await?);
            }
            _ => short.push((number.clone(), v.local(&item.title.0), begins.unwrap_or_default())),
        }
    }
    let parts = [("decide", "brief-decide", decide), ("talk", "brief-talk", talk)];
    let parts = parts.into_iter().filter(|(_, _, cards)| !cards.is_empty());
    Ok((parts.map(|(id, key, cards)| Part { id, key, cards }).collect(), short))
}

/// Who answered, where it was not the one called: the key of its words.
pub(crate) fn via_key(i: &Invitation) -> Option<&'static str> {
    match i.answered_via.as_str() {
        "assistant" => Some("brief-by-assistant"),
        "substitute" => Some("brief-by-substitute"),
        _ => None,
    }
}

fn said(v: &Visit, m: &Meeting, reader: &Reader) -> Option<Said> {
    let i = reader.invitation.as_ref()?;
    let (words, class) = answer_words(v, i);
    Some(Said {
        words,
        class,
        via: via_key(i).map_or_else(String::new, |key| v.t(key)),
        stands_in: if reader.stands_in { v.t1("brief-stands-in", "name", &i.name) } else { String::new() },
        deputy: i.deputy_name.clone(),
        open: invitations::open_for_answers(m, v.now),
        on_site: m.mode != "remote",
        remote: m.mode != "on_site",
    })
}

fn asked(material: &Material<'_>, all: &[(Item, String)]) -> Vec<Line> {
    all.iter()
        .filter_map(|(item, number)| {
            let ask = material.asked(item.id)?;
            Some(Line {
                url: format!("#i-{}", item.id),
                text: material.v.local(&ask.text.0),
                more: format!("{number} {}", item.title.0.get(material.v.lang)),
                tag: material.due(ask),
                class: "wait",
            })
        })
        .collect()
}

fn changed_lines(material: &Material<'_>, all: &[(Item, String)]) -> Vec<Line> {
    material
        .changes
        .iter()
        .rev()
        .map(|c| {
            let item = c.item.and_then(|id| all.iter().find(|(i, _)| i.id == id));
            let (url, more) = match item {
                Some((i, n)) => (format!("#i-{}", i.id), format!("{n} {}", i.title.0.get(material.v.lang))),
                None => (String::new(), material.v.t("brief-changed-meeting")),
            };
            let text = Html::escape(&changes::sentence(material.v, c));
            Line { url, text, more, tag: String::new(), class: "" }
        })
        .collect()
}

fn promise(v: &Visit, p: &Promise) -> Line {
    let late = p.action.due.is_some_and(|d| d.0 < v.today());
    let due = match p.action.due {
        Some(d) if late => v.t1("brief-due-over", "day", v.date(d.0)),
        Some(d) => v.t1("brief-due", "day", v.date(d.0)),
        None => String::new(),
    };
    let state = v.t(&format!("action-state-{}", p.state.state));
    let last = if p.last_time { v.t("brief-last-time") } else { String::new() };
    let more = [last, due, p.state.note.clone()];
    Line {
        url: v.url(&format!("/actions/{}", p.action.id)),
        text: v.local(&p.action.text.0),
        more: more.into_iter().filter(|m| !m.is_empty()).collect::<Vec<_>>().join(" · "),
        tag: state,
        class: if late || p.state.state == "hindered" { "stop" } else { "wait" },
    }
}
