use futures::future::BoxFuture;
use jiff::civil::Date;
use kit::{Fact, Lang, Local, Subject, Who};
use store::{Listener, Migration, Tx};
use uuid::Uuid;

use crate::{Answer, App, Caller, Loads, OpenSource, PageError, Problem, Remind, Routes, Text, Visit, Waits};

/// A regional council and its region, as all pages need it. The slice `people` owns the table.
#[derive(Debug, Clone)]
pub struct Tenant {
    /// Its id, in every row of the store.
    pub id: Uuid,
    /// Its key, as `paijat-hame`.
    pub key: String,
    /// The host name that chooses it.
    pub host: String,
    /// Where its pages stand, as `https://yhteistyo.paijat-hame.fi`, for links in letters.
    pub base_url: String,
    /// The region's name.
    pub name: Local,
    /// The council's name.
    pub council: Local,
    /// The region's code at Statistics Finland, as `07`.
    pub region_code: String,
    /// The address from which its letters come.
    pub mail_from: String,
    /// Whether it is the demo: no letter leaves, the outbox is shown.
    pub demo: bool,
    /// The key of form tokens.
    pub secret: Vec<u8>,
    /// Its own colours and logo, where it has chosen any.
    pub look: Option<Look>,
    /// Its own wording of texts: key, language, words.
    pub wording: Vec<(String, Lang, String)>,
}

impl Tenant {
    /// The tenant's own words of a text in exactly this language.
    pub fn worded(&self, key: &str, lang: Lang) -> Option<&str> {
        self.wording.iter().find(|(k, l, _)| k == key && *l == lang).map(|(_, _, words)| words.as_str())
    }
}

/// The colours and the logo of a tenant. They are drawn by a stylesheet of its own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Which version; the address of the stylesheet carries it.
    pub version: i64,
    /// The colour of the bar on top, as `#002a52`.
    pub bar: String,
    /// The colour of links and buttons.
    pub act: String,
    /// The digest of the logo's file.
    pub logo: Option<String>,
}

/// Whom the gate let in.
#[derive(Debug, Clone)]
pub struct Admission {
    /// At which tenant.
    pub tenant: Tenant,
    /// Who asks.
    pub who: Who,
    /// The session, where there is one.
    pub session: Option<Uuid>,
    /// The person for whom an assistant acts now.
    pub acting_for: Option<(Uuid, String)>,
}

/// Finds tenant and person from the host name and the session cookie. One slice gives it.
pub type Gate = for<'a> fn(
    &'a App,
    host: &'a str,
    cookie: Option<&'a str>,
) -> BoxFuture<'a, Result<Admission, PageError>>;

/// Stands in for the tenant while the store holds none, so that the set-up has pages, texts and form tokens. One
/// slice gives it; its pages stand under `/setup`.
pub type Unset = for<'a> fn(&'a App) -> BoxFuture<'a, Result<Tenant, PageError>>;

/// Somebody who has proved in another way who they are: by the code of the set-up, by an invitation.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// The person.
    pub person: Uuid,
    /// The password that is to be theirs from now on.
    pub password: String,
    /// The page to go to.
    pub next: String,
}

/// What the slice of the gate does for slices that let people in.
#[derive(Clone, Copy)]
pub struct Doors {
    /// What is wrong with a password that somebody chose for this login.
    pub problem: fn(login: &str, password: &str) -> Option<Problem>,
    /// Whether the person can sign in by a password already.
    pub known: for<'a> fn(&'a App, tenant: Uuid, person: Uuid) -> BoxFuture<'a, Result<bool, PageError>>,
    /// Gives the password, begins the session, commits, and goes to the page.
    pub welcome: for<'a> fn(&'a Visit, &'a Caller, Tx, Newcomer) -> BoxFuture<'a, Answer>,
}

/// How many facts are enough. Whoever shows six lines says so, since a region may have a hundred thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// All of the span.
    All,
    /// Of each kind so many that `ask.who` may see, the latest of the span. A slice may tell more.
    Latest(usize),
    /// Of each kind so many that `ask.who` may see, the earliest of the span. A slice may tell more.
    Next(usize),
}

impl Enough {
    /// How many, where not all.
    pub const fn count(self) -> Option<usize> {
        match self {
            Self::All => None,
            Self::Latest(n) | Self::Next(n) => Some(n),
        }
    }

    /// Whether the latest come first.
    pub const fn backwards(self) -> bool {
        matches!(self, Self::Latest(_))
    }
}

/// Who asks for facts, panels and search entries, where, and for how many.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The tenant.
    pub tenant: Uuid,
    /// Who asks.
    pub who: &'a Who,
    /// How many facts are enough.
    pub enough: Enough,
}

impl<'a> Ask<'a> {
    /// Asks for all.
    pub const fn new(tenant: Uuid, who: &'a Who) -> Self {
        Self { tenant, who, enough: Enough::All }
    }

    /// Asks for so many of each kind.
    #[must_use]
    pub const fn for_only(self, enough: Enough) -> Self {
        Self { enough, ..self }
    }
}

/// Gives what a slice knows of a subject between two days. Only what `ask.who` may see.
pub type Facts =
    for<'a> fn(&'a App, Ask<'a>, &'a Subject, (Date, Date)) -> BoxFuture<'a, Result<Vec<Fact>, PageError>>;

/// One entry for the index of the search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchEntry {
    /// The thing.
    pub subject: Subject,
    /// The kind as shown in the facets: the key of a text is `search-kind-…`.
    pub kind: &'static str,
    /// The language of the text.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// All else that can be found.
    pub body: String,
    /// Numbers that are found as they are printed.
    pub numbers: Vec<String>,
    /// The address within the language.
    pub path: String,
    /// The day, where one is known.
    pub date: Option<Date>,
    /// The body.
    pub body_id: Option<Uuid>,
    /// Who may find it: `public`, `body:<id>`, `staff`.
    pub audience: Vec<String>,
}

/// What a slice gives to the search for a changed subject: all entries that now stand for it. A subject of a kind
/// that is not the slice's own gives `None`; one that is gone, an empty list.
pub type SearchSource = for<'a> fn(
    &'a App,
    tenant: Uuid,
    &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>>;

/// A file as one record gives it.
#[derive(Debug, Clone)]
pub struct Served {
    /// The name for the download.
    pub name: String,
    /// The type, as sniffed when it came.
    pub media_type: String,
}

/// Whether any record of the slice that `ask.who` may see holds this file.
pub type Holds =
    for<'a> fn(&'a App, Ask<'a>, sha: &'a str) -> BoxFuture<'a, Result<Option<Served>, PageError>>;

/// Draws a panel; `None` when there is nothing to show.
pub type Draw = for<'a> fn(&'a Visit, &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>>;

/// What a slice shows on the page of a subject of another slice.
#[derive(Clone, Copy)]
pub struct Panel {
    /// The kind of subject: `municipality`, `body`, `matter`, `person`.
    pub on: &'static str,
    /// Panels stand in this order.
    pub order: u8,
    /// Draws it.
    pub draw: Draw,
}

/// Draws what stands above the content of the page that is asked for: a hint for the first time, an act that can be
/// undone. Asked for each page of a signed-in person, so that it must know cheaply when it has nothing to say.
pub type Above = for<'a> fn(&'a Visit) -> BoxFuture<'a, Result<Option<String>, PageError>>;

/// The user's guide, as one slice gives it.
#[derive(Clone, Copy)]
pub struct Guide {
    /// The address (within the language) of what the guide says about a page, from the page's own address.
    pub section: fn(path: &str) -> Option<String>,
    /// The hard word that a label heads, by the key of the label: `asianumero`.
    pub word: fn(label: &str) -> Option<&'static str>,
}

/// An entry of the main menu or of the foot of pages.
#[derive(Clone, Copy)]
pub struct MenuEntry {
    /// The key of its text.
    pub text: &'static str,
    /// The address within the language.
    pub path: &'static str,
    /// Entries stand in this order.
    pub order: u8,
    /// Who sees it.
    pub shown: fn(&Who) -> bool,
}

/// Work of a kind that this slice does.
#[derive(Clone, Copy)]
pub struct JobHandler {
    /// The kind, as in [`store::jobs::enqueue`].
    pub kind: &'static str,
    /// Does it; may be called twice for one job.
    pub run: for<'a> fn(&'a App, tenant: Uuid, payload: &'a str) -> BoxFuture<'a, Result<(), PageError>>,
}

/// Loads the slice's part of a demo region from its folder; `today` is the day of the demo.
pub type Demo = for<'a> fn(
    &'a App,
    &'a Tenant,
    folder: &'a std::path::Path,
    today: Date,
) -> BoxFuture<'a, Result<(), PageError>>;

/// What a slice gives to the house.
#[derive(Default)]
pub struct Feature {
    /// Its name, the same as its crate's.
    pub name: &'static str,
    /// Its addresses.
    pub routes: Routes,
    /// Its tables.
    pub migrations: Vec<Migration>,
    /// Its texts.
    pub texts: Option<Text>,
    /// Its entries in the main menu.
    pub menu: Vec<MenuEntry>,
    /// Its entries at the foot of every page.
    pub footer: Vec<MenuEntry>,
    /// What it shows above the content of pages.
    pub above: Option<Above>,
    /// Where the guide tells about a page.
    pub guide: Option<Guide>,
    /// What it tells to all.
    pub facts: Option<Facts>,
    /// What it does within the transactions of others.
    pub on: Option<Listener>,
    /// What it gives to the search.
    pub search: Option<SearchSource>,
    /// What it tells as open data.
    pub open: Option<OpenSource>,
    /// What it shows on pages of others.
    pub panels: Vec<Panel>,
    /// What waits for whoever asks, told to the desk.
    pub waits: Option<Waits>,
    /// Its reminders of what waits for others.
    pub remind: Option<Remind>,
    /// The open work by person and body.
    pub loads: Option<Loads>,
    /// The work that it does.
    pub jobs: Vec<JobHandler>,
    /// Its part of the demo.
    pub demo: Option<Demo>,
    /// The files that its records hold.
    pub holds: Option<Holds>,
    /// The gate, given by one slice only.
    pub gate: Option<Gate>,
    /// What lets people in by other ways, given by the slice of the gate.
    pub doors: Option<Doors>,
    /// The stand-in for a tenant, given by the slice of the set-up only.
    pub unset: Option<Unset>,
}
