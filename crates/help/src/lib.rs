//! Help in place.
//!
//! * The program carries its own user's guide (`docs/kayttoopas.md`) and serves it with an anchor for each section;
//!   [`sections`] is the one table that says which section tells about which page.
//! * [`words`] are the hard words of the field (esteellisyys, asianumero): explained where they head a field, and
//!   together on one page. In templates `{{ v.word("esteellisyys") }}` explains one anywhere.
//! * [`hints`] meet a person once on a page and go away for good with one press: a row of the person, no cookie.

pub mod guide;
pub mod hints;
mod pages;
pub mod sections;
pub mod words;

use page::{Feature, Guide, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "help",
        routes: Routes::new()
            .page("/guide", pages::guide::show)
            .page("/guide/words", pages::words::show)
            .get("/guide/pictures/{name}", pages::guide::picture)
            .act("/hints/{key}/seen", pages::hint::seen)
            .act("/hints/again", pages::hint::again),
        migrations: hints::migrations(),
        texts: Some(texts),
        above: Some(pages::hint::above),
        guide: Some(Guide { section: sections::path_for, word: words::word_of }),
        ..Feature::default()
    }
}
