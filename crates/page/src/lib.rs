//! What every page shares.
//!
//! * [`Feature`] is the contract: what a slice gives to the house, as a plain value.
//! * [`Visit`] is who asks, at which tenant, in which language and when. Handlers take it as their first argument.
//! * [`Form`] holds what was typed and what is wrong with it; [`Upload`] the same with files.
//! * [`PageError`] has one status each, and is drawn as a page in the visitor's language.
//! * [`html`] puts a body into the layout; slices know no layout.
//! * [`App`] is the running program: store, files, clock, texts and all features.
//!
//! A request: extract → load → authorise with the loaded thing in hand → begin → rule → store → audit → commit →
//! page or redirect.

mod app;
mod assets;
mod caller;
mod datebox;
mod error;
mod feature;
mod form;
mod layout;
mod metrics;
mod open;
mod peer;
mod route;
mod service;
mod texts;
mod typed;
mod undo;
mod upload;
mod visit;
mod waits;

pub use app::{App, AppBuilder, Late};
pub use caller::Caller;
pub use datebox::DateBox;
pub use error::{Answer, PageError};
pub use feature::{
    Above, Admission, Ask, Demo, Doors, Draw, Enough, Facts, Feature, Gate, Guide, Holds, JobHandler, Look,
    MenuEntry, Newcomer, Panel, SearchEntry, SearchSource, Served, Tenant, Unset,
};
pub use form::{Form, Problem};
pub use layout::{Html, Version, conflict, download, html, html_with, no_content, redirect};
pub use open::{OPEN_MARK, OpenObject, OpenSource, Opened, open_file, open_list, open_page, open_ref};
pub use peer::Peer;
pub use route::{RouteInfo, Routes};
pub use service::service;
pub use texts::{Text, Value};
pub use undo::redirect_undo;
pub use upload::{Upload, UploadedFile};
pub use visit::Visit;
pub use waits::{DeskAsk, Load, Loads, Missing, Remind, Reminded, Reminding, Said, Turn, Wait, Waits};

/// What the macros of this crate name; not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use fluent_templates::Loader;
    pub use fluent_templates::fluent_bundle::FluentValue;
    pub use unic_langid::LanguageIdentifier;
}
