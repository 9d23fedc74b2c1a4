//! A record as a document: generated from the session, with the written parts in their places.

use std::collections::BTreeMap;

use assembly::Presence;
use doc::{DocBlock, Document, Table};
use kit::{Lang, Publicity, fmt};
use page::{App, PageError, Tenant, Value};
use richtext::RichText;
use uuid::Uuid;

use super::store::{Part, Step};
use crate::agenda::Item;
use crate::session::room::{Attendance, Room};
use crate::session::{sentences, todo, votes};

/// The key of the part before the items.
pub const OPENING: &str = "opening";
/// The key of the part after the items.
pub const CLOSING: &str = "closing";

/// The key of the written part of an item.
pub fn item_key(item: Uuid) -> String {
    format!("item-{item}")
}

/// All that a document is made of.
pub struct Source<'a> {
    /// The program, for its texts.
    pub app: &'a App,
    /// The tenant.
    pub tenant: &'a Tenant,
    /// The session.
    pub room: &'a Room,
    /// The written parts.
    pub parts: &'a [Part],
    /// The steps until now.
    pub steps: &'a [Step],
}

/// Writes in one language, for one audience.
struct Pen<'a> {
    from: &'a Source<'a>,
    hall: Presence,
    moves: Vec<(u32, String)>,
    lang: Lang,
    whole: bool,
}

/// The document in a language: whole for those of the body, else as the public sees it.
pub fn document(from: &Source<'_>, lang: Lang, whole: bool) -> Result<Document, PageError> {
    let hall = from.room.presence()?;
    let moves = sentences(from.app, lang, from.room, &hall);
    Ok(Pen { from, hall, moves, lang, whole }.document())
}

/// The public document in all languages.
pub fn public(from: &Source<'_>) -> Result<BTreeMap<String, Document>, PageError> {
    Lang::ALL.into_iter().map(|l| Ok((l.code().to_owned(), document(from, l, false)?))).collect()
}

/// The excerpt of one item: the head of the document and the item alone.
pub fn excerpt(whole: &Document, item: Uuid, title: String) -> Option<Document> {
    let wanted = item_key(item);
    let is_it = |b: &&DocBlock| matches!(b, DocBlock::Item { anchor: Some(a), .. } if *a == wanted);
    let found = whole.blocks.iter().find(is_it)?.clone();
    let head = whole.blocks.iter().find(|b| matches!(b, DocBlock::KeyValues(_))).cloned();
    let blocks = head.into_iter().chain([found]).collect();
    Some(Document { title, blocks, ..whole.clone() })
}

impl Pen<'_> {
    fn t(&self, key: &str) -> String {
        self.from.app.t(self.lang, key, &[])
    }

    fn t1(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.from.app.t(self.lang, key, &[(name, Value::from(value.to_string()))])
    }

    fn time(&self, at: jiff::Timestamp) -> String {
        fmt::time(self.lang, kit::local_time(at))
    }

    fn document(&self) -> Document {
        let room = self.from.room;
        let date = room.meeting.day().or_else(|| room.meeting.when().span().map(|s| s.0));
        let title = self.title();
        let council = self.from.tenant.council.get(self.lang).to_owned();
        let mut blocks = vec![DocBlock::KeyValues(self.head())];
        blocks.extend(self.part(OPENING));
        if !room.people.is_empty() {
            blocks.push(self.heading("minutes-participants"));
            blocks.push(DocBlock::Table(self.participants()));
        }
        blocks.push(self.heading("minutes-items"));
        for (n, item) in room.counted() {
            blocks.push(self.item(n, item));
        }
        blocks.extend(self.end());
        Document {
            subject: title.clone(),
            title,
            lang: self.lang,
            date: date.unwrap_or_else(|| kit::local_date(self.from.app.now())),
            author: council.clone(),
            footer: council,
            page_label: self.t("minutes-page-label"),
            site: self.from.tenant.base_url.clone(),
            blocks,
        }
    }

    fn title(&self) -> String {
        let m = &self.from.room.meeting;
        let kind = if self.from.room.body.statutory { "minutes-minutes" } else { "minutes-memo" };
        let body = self.from.room.body.name.0.get(self.lang);
        let number = m.no.map_or_else(String::new, |no| format!(" {no}/{}", m.period));
        format!("{}: {body}{number}", self.t(kind))
    }

    fn heading(&self, key: &str) -> DocBlock {
        DocBlock::Heading { level: 1, text: self.t(key), anchor: None }
    }

    fn label(&self, key: &str) -> DocBlock {
        DocBlock::Heading { level: 1, text: self.t(key), anchor: None }
    }

    fn part(&self, key: &str) -> Option<DocBlock> {
        let part = self.from.parts.iter().find(|p| p.key == key)?;
        rich(&part.html)
    }

    fn head(&self) -> Vec<(String, String)> {
        let m = &self.from.room.meeting;
        let day = m.day().map(|d| fmt::date(self.lang, d)).or_else(|| m.when().show(self.lang));
        let mut when = day.unwrap_or_else(|| self.t("minutes-day-unknown"));
        let begin = m.opened_at.or(m.starts_at).map(|s| self.time(s.at()));
        let end = m.ended_at.map(|s| self.time(s.at()));
        if let Some(begin) = begin {
            let span = format!("{begin}–{}", end.unwrap_or_default());
            when = format!("{when} {}", self.t1("minutes-clock", "span", span));
        }
        let mut out = vec![(self.t("minutes-when"), when)];
        let place = m.place.0.get(self.lang);
        let mode = match m.mode.as_str() {
            "hybrid" => self.t("minutes-mode-hybrid"),
            "remote" => self.t("minutes-mode-remote"),
            _ => String::new(),
        };
        let place: Vec<&str> = [place, mode.as_str()].into_iter().filter(|p| !p.is_empty()).collect();
        if !place.is_empty() {
            out.push((self.t("minutes-place"), place.join(", ")));
        }
        if let Some(chair) = self.from.room.chair_at(&self.hall, 1) {
            out.push((self.t("minutes-chair"), chair.name.clone()));
        }
        if let Some(q) = self.from.room.quorum(&self.hall, 1) {
            let key = if q.enough() { "session-quorum-yes" } else { "session-quorum-no" };
            let args = [
                ("present", Value::from(q.present.to_string())),
                ("needed", Value::from(q.needed.to_string())),
            ];
            out.push((self.t("minutes-quorum"), self.from.app.t(self.lang, key, &args)));
        }
        out
    }

    fn participants(&self) -> Table {
        let room = self.from.room;
        let row = |p: &Attendance| {
            let role = self.t(&format!("session-role-{}", p.role));
            let town = room.municipality(p.municipality, self.lang);
            let name = if p.name.is_empty() { self.t("session-vacant") } else { p.name.clone() };
            let role = match p.deputy_for.and_then(|id| room.person(id)) {
                Some(member) => format!("{role} ({})", member.name),
                None => role,
            };
            vec![name, role, town.to_owned(), self.presence(p)]
        };
        Table {
            caption: String::new(),
            header: ["minutes-name", "session-role", "session-town", "minutes-presence"]
                .map(|k| self.t(k))
                .to_vec(),
            rows: room.people.iter().filter(|p| p.state != "unmarked").map(row).collect(),
            widths: Vec::new(),
        }
    }

    /// `etänä, asiat § 62–§ 65`: how, and where not from beginning to end, at which items.
    fn presence(&self, p: &Attendance) -> String {
        let Some(attendee) = self.hall.people().get(&p.id) else { return String::new() };
        if attendee.spans.is_empty() {
            return self.t(&format!("session-state-{}", p.state));
        }
        let spans = attendee.spans.iter().map(|s| {
            let how = match s.mode {
                assembly::Mode::OnSite => self.t("session-state-on-site"),
                assembly::Mode::Remote => self.t("session-state-remote"),
            };
            if s.from_item.is_none() && s.to_item.is_none() {
                return how;
            }
            let last = u32::try_from(self.from.room.order.0.len()).unwrap_or(u32::MAX);
            let (a, b) = (s.from_item.unwrap_or(1), s.to_item.unwrap_or(last));
            let args = [("from", Value::from(self.number(a))), ("to", Value::from(self.number(b)))];
            format!("{how}, {}", self.from.app.t(self.lang, "minutes-at-items", &args))
        });
        spans.collect::<Vec<_>>().join("; ")
    }

    fn number(&self, n: u32) -> String {
        let room = self.from.room;
        room.order
            .item(n)
            .and_then(|id| room.item(id))
            .map_or_else(|| n.to_string(), |(n, i)| room.printed(n, i).trim_end_matches('.').to_owned())
    }

    fn item(&self, n: u32, item: &Item) -> DocBlock {
        let room = self.from.room;
        let number = room.printed(n, item);
        let anchor = Some(item_key(item.id));
        if !self.whole && Publicity::parse(&item.publicity) != Publicity::Public {
            let ground =
                if item.ground.is_empty() { self.t("minutes-not-public-yet") } else { item.ground.clone() };
            let blocks = vec![DocBlock::Note(self.t1("minutes-ground", "ground", ground))];
            return DocBlock::Item { number, title: self.t("minutes-not-public"), anchor, blocks };
        }
        let title = item.title.0.get(self.lang).to_owned();
        DocBlock::Item { number, title, anchor, blocks: self.inside(n, item) }
    }

    fn inside(&self, n: u32, item: &Item) -> Vec<DocBlock> {
        let room = self.from.room;
        let mut out = Vec::new();
        let mut about = Vec::new();
        if let Some(diary) = room.matter(item).and_then(|m| m.diary_printed.clone()) {
            about.push((self.t("minutes-matter"), diary));
        }
        if !item.presenter.is_empty() {
            about.push((self.t("minutes-presenter"), item.presenter.clone()));
        }
        let visitors: Vec<&str> =
            room.visitors.iter().filter(|v| v.item == item.id).map(|v| v.name.as_str()).collect();
        if !visitors.is_empty() {
            about.push((self.t("minutes-visitors"), visitors.join(", ")));
        }
        if !about.is_empty() {
            out.push(DocBlock::KeyValues(about));
        }
        if item.late {
            out.push(DocBlock::Note(self.t1("minutes-late", "reason", &item.late_reason)));
        }
        out.extend(self.moves.iter().filter(|(at, _)| *at == n).map(|(_, s)| DocBlock::Note(s.clone())));
        self.titled(&mut out, "minutes-background", &item.background);
        self.titled(&mut out, "session-proposal", &item.proposal);
        out.extend(self.round(item));
        if let Some(part) = self.part(&item_key(item.id)) {
            out.push(self.label("minutes-discussion"));
            out.push(part);
        }
        self.outcome(&mut out, item);
        out
    }

    /// What the municipalities told, the silent ones in their places.
    fn round(&self, item: &Item) -> Option<DocBlock> {
        let round = self.from.room.round.as_ref().filter(|r| r.item == item.id)?;
        let rows: Vec<Vec<String>> = round
            .told()
            .into_iter()
            .map(|(town, line)| {
                let words = line.map_or_else(|| self.t("round-missing"), |l| l.text.clone());
                vec![town.name(self.lang).to_owned(), words]
            })
            .collect();
        let header = ["round-town", "round-line"].map(|k| self.t(k)).to_vec();
        let table = Table { caption: String::new(), header, rows, widths: vec![1, 3] };
        (!table.rows.is_empty()).then_some(DocBlock::Table(table))
    }

    fn titled(&self, out: &mut Vec<DocBlock>, key: &str, html: &str) {
        if let Some(text) = rich(html) {
            out.push(self.label(key));
            out.push(text);
        }
    }

    fn outcome(&self, out: &mut Vec<DocBlock>, item: &Item) {
        let room = self.from.room;
        for vote in room.votes.iter().filter(|v| v.item == item.id) {
            out.push(self.label("session-vote-title"));
            out.push(DocBlock::Paragraph(votes::sentence(self.from.app, self.lang, vote)));
            out.push(DocBlock::KeyValues(votes::by_name(self.from.app, self.lang, vote)));
        }
        if item.outcome.is_empty() {
            out.push(DocBlock::Note(self.t("minutes-no-outcome")));
            return;
        }
        let key = if room.body.statutory { "session-decision-text" } else { "session-line-text" };
        out.push(self.label(key));
        let mut words = self.t(&format!("session-do-{}", item.outcome));
        if !item.outcome_reason.is_empty() {
            words = format!("{words}: {}", item.outcome_reason);
        }
        out.push(DocBlock::Paragraph(format!("{}.", words.trim_end_matches('.'))));
        out.extend(rich(&item.outcome_text));
        if let Some(back) = item.returns().show(self.lang) {
            out.push(DocBlock::Paragraph(self.t1("minutes-returns", "day", back)));
        }
        for d in room.dissents.iter().filter(|d| d.item == item.id) {
            let text = self.t1("session-dissent-of", "name", &d.name);
            out.push(DocBlock::Heading { level: 2, text, anchor: None });
            out.extend(rich(&d.text));
        }
        self.actions(out, item);
    }

    fn actions(&self, out: &mut Vec<DocBlock>, item: &Item) {
        let room = self.from.room;
        let all = room.actions_of(item.id);
        let seen: Vec<_> = all
            .into_iter()
            .filter(|(a, _)| self.whole || Publicity::parse(&a.publicity) == Publicity::Public)
            .collect();
        if seen.is_empty() {
            return;
        }
        out.push(self.label("session-actions"));
        let rows = seen
            .into_iter()
            .map(|(a, asked)| {
                vec![
                    a.text.0.get(self.lang).to_owned(),
                    todo::whose(self.from.app, self.lang, room, a, &asked),
                    a.due.map(|d| fmt::date(self.lang, d.0)).unwrap_or_default(),
                ]
            })
            .collect();
        let header =
            ["minutes-action", "session-action-who", "session-action-due"].map(|k| self.t(k)).to_vec();
        out.push(DocBlock::Table(Table { caption: String::new(), header, rows, widths: vec![5, 3, 2] }));
    }

    fn end(&self) -> Vec<DocBlock> {
        let room = self.from.room;
        let mut out = Vec::new();
        for p in &room.pauses {
            let end = p.ended_at.map(|e| self.time(e.at())).unwrap_or_default();
            let span = format!("{}–{end}", self.time(p.began_at.at()));
            out.push(DocBlock::Paragraph(self.t1("minutes-pause", "span", span)));
        }
        if let Some(ended) = room.meeting.ended_at {
            out.push(DocBlock::Paragraph(self.t1("minutes-ended", "time", self.time(ended.at()))));
        }
        if let Some(part) = self.part(CLOSING) {
            out.push(self.heading("minutes-closing"));
            out.push(part);
        }
        let approved = self.from.steps.iter().rev().find(|s| s.verb == "approved");
        let standing = matches!(room.meeting.record_state.as_str(), "approved" | "published");
        if let Some(step) = approved.filter(|_| standing) {
            let day = fmt::date(self.lang, kit::local_date(step.at.at()));
            let args = [("name", Value::from(step.by_name.clone())), ("day", Value::from(day))];
            out.push(DocBlock::Paragraph(self.from.app.t(self.lang, "minutes-approved-by", &args)));
        }
        if room.body.statutory {
            let sign = |p: &Attendance| (p.name.clone(), self.t(&format!("session-role-{}", p.role)));
            let chair = room.chair_at(&self.hall, 1).map(sign);
            let secretary = room.people.iter().find(|p| p.role == "secretary").map(sign);
            let names: Vec<_> = chair.into_iter().chain(secretary).collect();
            if !names.is_empty() {
                out.push(DocBlock::Signatures(names));
            }
        }
        if out.is_empty() { out } else { [vec![self.heading("minutes-end")], out].concat() }
    }
}

fn rich(html: &str) -> Option<DocBlock> {
    let text = RichText::parse(html);
    (!text.is_empty()).then_some(DocBlock::Rich(text))
}

/// The plain words of a document, for the search.
pub fn words(document: &Document) -> String {
    fn all(blocks: &[DocBlock], out: &mut Vec<String>) {
        for b in blocks {
            match b {
                DocBlock::Heading { text, .. } | DocBlock::Paragraph(text) | DocBlock::Note(text) => {
                    out.push(text.clone());
                }
                DocBlock::Rich(text) => out.push(text.to_plain()),
                DocBlock::KeyValues(pairs) => out.extend(pairs.iter().map(|(a, b)| format!("{a} {b}"))),
                DocBlock::Table(table) => out.extend(table.rows.iter().map(|r| r.join(" "))),
                DocBlock::Item { number, title, blocks, .. } => {
                    out.push(format!("{number} {title}"));
                    all(blocks, out);
                }
                DocBlock::PageBreak | DocBlock::Signatures(_) => {}
            }
        }
    }
    let mut out = Vec::new();
    all(&document.blocks, &mut out);
    out.join("\n")
}

/// The numbers that a document prints: `§ 64`.
pub fn numbers(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .filter_map(|b| match b {
            DocBlock::Item { number, .. } if number.starts_with('§') => Some(number.clone()),
            _ => None,
        })
        .collect()
}
