use askama::Template;
use assembly::MeetingState;
use axum::extract::Path;
use kit::{Publicity, Subject};
use page::{Answer, Html, PageError, Visit, html};
use record::documents::{self, Document};
use std::collections::HashMap;
use uuid::Uuid;

use crate::agenda::{self, Item, Visitor};
use crate::invitations::{self, Invitation};
use crate::meetings::{self, Meeting};
use crate::rights::{self, View};
use crate::{proposals, view};

/// A file or an address that goes with an item.
pub(crate) struct Attached {
    pub(crate) title: Html,
    pub(crate) url: String,
    pub(crate) size: String,
}

/// An item as somebody sees it.
pub(crate) struct Shown {
    pub(crate) anchor: String,
    pub(crate) number: String,
    pub(crate) heading: bool,
    /// `None` where only the mention is for the reader.
    pub(crate) title: Option<Html>,
    pub(crate) ground: String,
    pub(crate) presenter: String,
    pub(crate) minutes: String,
    pub(crate) summary: Html,
    pub(crate) background: Html,
    pub(crate) proposal: Html,
    pub(crate) matter: Option<(String, String)>,
    pub(crate) visitors: Vec<String>,
    pub(crate) late: String,
    pub(crate) record_of: Option<(String, String)>,
    pub(crate) attachments: Vec<Attached>,
    pub(crate) secret: bool,
    /// Nothing has been decided on it yet, as far as the reader may know: a proposal is no decision.
    pub(crate) undecided: bool,
    pub(crate) printed: String,
    pub(crate) outcome: String,
    pub(crate) outcome_text: Html,
    pub(crate) outcome_reason: String,
    pub(crate) returns: String,
}

#[derive(Template)]
#[template(path = "meetings/meeting.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    name: Html,
    body: Html,
    body_url: String,
    day: String,
    printed: String,
    times: String,
    mode: String,
    state: String,
    state_class: &'static str,
    link: Option<&'a str>,
    agenda_open: bool,
    mark: Option<&'static str>,
    items: Vec<Shown>,
    invited: Option<String>,
    /// Whether the reader has a brief.
    brief: bool,
    may_prepare: bool,
    /// Where an item can be proposed for this meeting.
    propose: Option<String>,
    may_lead: bool,
    statutory: bool,
    record: bool,
    before: Option<String>,
    after: Option<String>,
    panels: Vec<Html>,
}

impl Page<'_> {
    fn is(&self, state: &str) -> bool {
        self.m.state == state
    }
    fn runs(&self) -> bool {
        matches!(self.m.state.as_str(), "called" | "in_session")
    }
    fn record_key(&self) -> &'static str {
        if self.statutory { "meetings-to-minutes" } else { "meetings-to-memo" }
    }
}

/// What items need to be shown.
pub(crate) struct Reader<'a> {
    pub(crate) v: &'a Visit,
    pub(crate) m: &'a Meeting,
    /// Someone who came by the link of a letter, with whose eyes the body's own items are read.
    pub(crate) by_link: bool,
}

impl Reader<'_> {
    fn view(&self, item: &Item) -> View {
        match rights::item_view(&self.v.who, self.m, item) {
            // The link in a letter may be passed on: what is secret is read signed in.
            View::Mention if self.by_link && item.publicity() == Publicity::Internal => View::Whole,
            view => view,
        }
    }

    /// The items with all that may be seen of them.
    pub(crate) async fn items(&self) -> Result<Vec<Shown>, PageError> {
        let (db, tenant) = (self.v.app.db(), self.v.tenant.id);
        let items = agenda::items(db, tenant, self.m.id).await?;
        let numbers = agenda::numbers(&items);
        let ids: Vec<Uuid> = items.iter().map(|i| i.id).collect();
        let visitors = agenda::visitors_of(db, tenant, ids).await?;
        let matters: Vec<Uuid> = items.iter().filter_map(|i| i.matter).collect();
        let matters: HashMap<Uuid, record::matters::Matter> =
            record::matters::of(db, tenant, matters).await?.into_iter().map(|m| (m.id, m)).collect();
        let decisions: HashMap<Uuid, record::decisions::Decision> =
            if rights::may_see_outcomes(&self.v.who, self.m) {
                let all = record::decisions::of_meeting(db, tenant, self.m.id).await?;
                all.into_iter().filter_map(|d| Some((d.item?, d))).collect()
            } else {
                HashMap::new()
            };
        let mut shown = Vec::new();
        for (item, number) in items.iter().zip(numbers) {
            let view = self.view(item);
            if view == View::Hidden {
                continue;
            }
            let number = number.map_or_else(String::new, |n| format!("{n}."));
            let attached = match view {
                View::Whole => documents::of(db, tenant, "item", item.id).await?,
                _ => Vec::new(),
            };
            let decision = decisions.get(&item.id);
            shown.push(match view {
                View::Whole => {
                    let mine: Vec<&Visitor> = visitors.iter().filter(|v| v.item == item.id).collect();
                    let matter = item.matter.and_then(|id| matters.get(&id));
                    self.whole(item, number, &mine, matter, decision, &attached)
                }
                _ => self.mention(item, number, decision),
            });
        }
        for s in &mut shown {
            if let Some((path, _)) = s.record_of.take() {
                let id = view::id(&path)?;
                if let Some(m) = meetings::get(db, tenant, id).await? {
                    s.record_of = Some((self.v.url(&format!("/meetings/{id}")), view::day(self.v, &m)));
                }
            }
        }
        Ok(shown)
    }

    fn whole(
        &self,
        item: &Item,
        number: String,
        visitors: &[&Visitor],
        matter: Option<&record::matters::Matter>,
        decision: Option<&record::decisions::Decision>,
        attached: &[Document],
    ) -> Shown {
        let v = self.v;
        let outcomes = rights::may_see_outcomes(&v.who, self.m);
        let staff = rights::may_prepare(&v.who, self.m);
        let matter = matter.map(|m| {
            let words = m.diary_printed.clone().unwrap_or_else(|| m.title.0.get(v.lang).to_owned());
            (v.url(&format!("/matters/{}", m.id)), words)
        });
        let slot = |x: &&Visitor| {
            let who = if x.organisation.is_empty() {
                x.name.clone()
            } else {
                format!("{}, {}", x.name, x.organisation)
            };
            // Who visits is part of the agenda; at which minute, of the preparation.
            if (staff || v.who.belongs_to(self.m.body)) && !x.from_time.is_empty() {
                format!("{who} ({}–{})", x.from_time, x.to_time)
            } else {
                who
            }
        };
        Shown {
            anchor: format!("i-{}", item.id),
            number,
            heading: item.kind == "heading",
            title: Some(v.local(&item.title.0)),
            ground: item.ground.clone(),
            presenter: item.presenter.clone(),
            minutes: item.minutes.map_or_else(String::new, |n| v.tn("meetings-minutes-n", n)),
            summary: v.local(&item.summary.0),
            background: view::rich(v, &item.background),
            proposal: view::rich(v, &item.proposal),
            matter,
            visitors: visitors.iter().map(slot).collect(),
            late: if item.late { item.late_reason.clone() } else { String::new() },
            record_of: item.record_of.map(|id| (id.to_string(), String::new())),
            attachments: attached
                .iter()
                .filter(|d| self.by_link && !self.secret(d) || documents::may_see(&v.who, d))
                .map(|d| attachment(v, d))
                .collect(),
            secret: item.publicity() != Publicity::Public,
            undecided: item.kind != "heading"
                && rights::mark(self.m).is_some()
                && !(outcomes && item.outcome().is_some()),
            printed: if outcomes {
                decision.map(|d| d.printed.clone()).unwrap_or_default()
            } else {
                String::new()
            },
            outcome: match item.outcome() {
                Some(o) if outcomes => v.t(&format!("outcome-{}", o.code())),
                _ => String::new(),
            },
            outcome_text: if outcomes { view::rich(v, &item.outcome_text) } else { Html::default() },
            outcome_reason: if outcomes { item.outcome_reason.clone() } else { String::new() },
            returns: if outcomes && !item.returns().is_unknown() {
                v.when(&item.returns())
            } else {
                String::new()
            },
        }
    }

    fn secret(&self, d: &Document) -> bool {
        Publicity::parse(&d.publicity) == Publicity::Secret
    }

    fn mention(&self, item: &Item, number: String, decision: Option<&record::decisions::Decision>) -> Shown {
        let v = self.v;
        Shown {
            anchor: format!("i-{}", item.id),
            number,
            heading: false,
            title: None,
            ground: item.ground.clone(),
            presenter: String::new(),
            minutes: String::new(),
            summary: Html::default(),
            background: Html::default(),
            proposal: Html::default(),
            matter: None,
            visitors: Vec::new(),
            late: String::new(),
            record_of: None,
            attachments: Vec::new(),
            secret: item.publicity() == Publicity::Secret,
            undecided: false,
            printed: decision.map(|d| d.printed.clone()).unwrap_or_default(),
            outcome: String::new(),
            outcome_text: Html::default(),
            outcome_reason: String::new(),
            returns: v.t(if item.publicity() == Publicity::Secret {
                "meetings-item-secret"
            } else {
                "meetings-item-not-yet-public"
            }),
        }
    }
}

fn attachment(v: &Visit, d: &Document) -> Attached {
    let url = match &d.sha {
        Some(sha) => {
            let name: String = d
                .name
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' })
                .collect();
            format!("/files/{sha}/{name}")
        }
        None => d.address.clone(),
    };
    let size = if d.sha.is_some() { v.bytes(&d.size) } else { String::new() };
    Attached { title: v.local(&d.title.0), url, size }
}

/// The link to the meeting that came before or after, by the body's own calendar.
async fn neighbour(v: &Visit, m: &Meeting, later: bool) -> Result<Option<String>, PageError> {
    let Some(day) = m.day() else { return Ok(None) };
    let other = if later { day.tomorrow() } else { day.yesterday() }.unwrap_or(day);
    let filter = meetings::Filter {
        body: Some(m.body),
        from: later.then_some(other),
        to: (!later).then_some(other),
        ..meetings::Filter::default()
    };
    let found = meetings::list(v.app.db(), v.tenant.id, &filter, !later, (0, 1)).await?;
    Ok(found.first().map(|m| v.url(&format!("/meetings/{}", m.id))))
}

/// The invitation of whoever asks.
pub(crate) async fn own_invitation(v: &Visit, m: &Meeting) -> Result<Option<Invitation>, PageError> {
    match v.who.id() {
        Some(person) => Ok(invitations::of_person_to(v.app.db(), v.tenant.id, person, m.id).await?),
        None => Ok(None),
    }
}

/// `GET /meetings/{id}`.
pub(crate) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let m = view::load(&v, &id).await?;
    let body = view::body_of(&v, &m).await?;
    let invitation = own_invitation(&v, &m).await?;
    let agenda_open = rights::may_see_agenda(&v.who, &m);
    if let Some(i) = invitation.as_ref().filter(|_| agenda_open) {
        invitations::note_seen(&v, i, true).await?;
    }
    let reader = Reader { v: &v, m: &m, by_link: false };
    let state = rights::shown_state(&v.who, &m);
    let name = v.local(&view::name(&m, &body));
    let page = Page {
        v: &v,
        body: v.local(&body.name.0),
        body_url: v.url(&format!("/bodies/{}", body.key)),
        day: view::day(&v, &m),
        printed: view::printed(&v, &m.when()),
        times: view::times(&v, &m),
        mode: view::mode(&v, &m),
        state: v.t(&format!("meeting-state-{}", state.code())),
        state_class: view::state_class(state),
        link: Some(m.remote_link.as_str())
            .filter(|l| !l.is_empty() && rights::may_see_link(&v.who, &m, invitation.is_some())),
        agenda_open,
        mark: rights::mark(&m).filter(|_| agenda_open),
        items: if agenda_open { reader.items().await? } else { Vec::new() },
        brief: crate::brief::may_read(&v.who, &m, invitation.is_some()) && !rights::may_lead(&v.who, &m),
        invited: invitation.filter(|_| invitations::open_for_answers(&m, v.now)).map(|i| {
            let token = invitations::token(&v.tenant, i.id);
            v.url(&format!("/answer/{token}"))
        }),
        may_prepare: rights::may_prepare(&v.who, &m),
        propose: (proposals::may_propose(&v.who, m.body)
            && matches!(m.state(), MeetingState::Reserved | MeetingState::Draft)
            && m.day().is_some_and(|d| d >= v.today()))
        .then(|| v.url(&format!("/bodies/{}/proposals/new?meeting={}", body.key, m.id))),
        may_lead: rights::may_lead(&v.who, &m),
        statutory: body.statutory,
        record: crate::minutes::may_read(&v, &m).await?,
        before: neighbour(&v, &m, false).await?,
        after: neighbour(&v, &m, true).await?,
        panels: v.panels(&Subject::new("meeting", m.id)).await?,
        name,
        m: &m,
    };
    let title = format!("{} {}", view::name(&m, &body).get(v.lang), page.day);
    html(&v, &title, &page)
}
