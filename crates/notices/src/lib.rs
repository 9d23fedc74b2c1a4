//! Following what happens, by e-mail alone or by feed, without an account.
//!
//! Words: a `Follower` (seuraaja) is an address of mail and nothing else; a `Follow` (seuranta) is one thing that it
//! follows: a municipality, a body, a matter or a word. A `News` is something that has come to be known of a followed
//! thing. Letters go at once, daily or weekly.
//!
//! Rules:
//! * Nothing is followed before the button behind the link in the first letter has been pressed; a program that only
//!   opens links changes nothing. What nobody confirms is erased in two days.
//! * Every letter carries a link by which one press stops all, for people and for mail programs (RFC 8058). With the
//!   last thing followed the address goes too: from here and from the letters that were sent.
//! * The answer to a form is the same whether an address is known or not.
//! * Whoever has signed in sees and changes on the own profile what the own address follows.
//! * Only what everybody may see is told, and no thing twice to the same address.

mod feed;
mod follows;
mod letters;
mod links;
mod news;
mod pages;
mod panel;
mod round;
mod tables;
mod what;

use page::{Feature, JobHandler, Panel, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    let on = |on| Panel { on, order: 80, draw: panel::draw };
    Feature {
        name: "notices",
        routes: Routes::new()
            .page("/follow", pages::follow::show)
            .act("/follow", pages::follow::ask)
            .page("/follow/sent", pages::follow::sent)
            .page("/follow/confirm/{token}", pages::confirm::show)
            .act("/follow/confirm/{token}", pages::confirm::confirm)
            .act("/follow/list", pages::list::ask)
            .page("/follow/list/{token}", pages::list::show)
            .act("/follow/list/{token}/pace", pages::list::pace)
            .act("/follow/list/{token}/stop", pages::list::stop)
            .act("/profile/follows/pace", pages::own::pace)
            .act("/profile/follows/stop", pages::own::stop)
            .page("/follow/stop/{token}", pages::stop::show)
            .act("/follow/stop/{token}", pages::stop::stop)
            .get("/unsubscribe/{token}", pages::stop::to_page)
            .post("/unsubscribe/{token}", pages::stop::one_click)
            .get("/feeds/{kind}/{file}", feed::show),
        migrations: tables::migrations(),
        texts: Some(texts),
        panels: vec![
            on("municipality"),
            on("body"),
            on("matter"),
            Panel { on: "profile", order: 10, draw: pages::own::draw },
        ],
        jobs: vec![JobHandler { kind: round::KIND, run: round::run }],
        on: Some(follows::listen),
        ..Feature::default()
    }
}
