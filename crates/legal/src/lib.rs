//! The pages that law wants of a public service.
//!
//! * The accessibility statement (saavutettavuusseloste, act 306/2019) and the privacy notice (tietosuojaseloste,
//!   GDPR article 13) come with the program in three languages, as [`notices`]; the administrator makes them the
//!   council's own. Each save is a version that stays.
//! * Feedback (palaute) needs no sign-in and is answered in 14 days. The [`feedback`] knows its due day; a queue shows
//!   who has taken it and what is late. An answer leaves by the outbox, where an address was given.
//!
//! What somebody wrote to the council and their address are kept out of the audit trail, and the address is
//! forgotten a year after the answer.

mod demo;
pub mod feedback;
mod limits;
pub mod notices;
mod pages;
mod rules;
mod tables;

use page::{Feature, MenuEntry, Panel, Routes};
use pages::{edit, give, panel, queue, statement};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    let everybody = |_: &kit::Who| true;
    Feature {
        name: "legal",
        routes: Routes::new()
            .page("/accessibility", statement::accessibility)
            .page("/privacy", statement::privacy)
            .page("/notices", edit::list)
            .page("/notices/{kind}/{lang}", edit::show)
            .act("/notices/{kind}/{lang}", edit::save)
            .page("/notices/{kind}/{lang}/versions/{number}", edit::version)
            .act("/notices/{kind}/{lang}/versions/{number}/restore", edit::restore)
            .page("/feedback", give::show)
            .act("/feedback", give::send)
            .page("/feedback/sent/{id}", give::sent)
            .page("/desk/feedback", queue::list)
            .page("/desk/feedback/{id}", queue::show)
            .act("/desk/feedback/{id}/owner", queue::own)
            .act("/desk/feedback/{id}/answer", queue::answer)
            .act("/desk/feedback/{id}/close", queue::close)
            .act("/desk/feedback/{id}/reopen", queue::reopen),
        migrations: tables::migrations(),
        texts: Some(texts),
        footer: vec![
            MenuEntry { text: "legal-accessibility", path: "/accessibility", order: 10, shown: everybody },
            MenuEntry { text: "legal-privacy", path: "/privacy", order: 20, shown: everybody },
            MenuEntry { text: "legal-feedback", path: "/feedback", order: 30, shown: everybody },
        ],
        panels: vec![Panel { on: "desk", order: 80, draw: panel::draw }],
        demo: Some(demo::load),
        ..Feature::default()
    }
}
