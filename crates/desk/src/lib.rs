//! The desk (työpöytä): the first page of whoever has signed in.
//!
//! It knows nothing of meetings, actions or letters. Slices tell what waits ([`page::Waits`]), write the reminders
//! ([`page::Remind`]) and count the open work ([`page::Loads`]); the desk puts it in order of time and says it in
//! whole sentences. Nothing is cached: what stands here is asked anew each time, so it is true right after a write.
//! Panels of other slices on the subject `desk` stand beside.

mod collect;
mod pages;
mod rules;
mod saved;
mod view;

use page::{Feature, MenuEntry, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "desk",
        routes: Routes::new()
            .page("/desk", pages::desk::show)
            .act("/desk/remind", pages::remind::send)
            .page("/desk/workload", pages::workload::show)
            .page("/desk/searches", pages::searches::list)
            .act("/desk/searches", pages::searches::keep)
            .act("/desk/searches/{id}/remove", pages::searches::remove)
            .act("/desk/searches/{id}/restore", pages::searches::restore),
        migrations: saved::migrations(),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "desk-menu", path: "/desk", order: 1, shown: rules::may_open }],
        ..Feature::default()
    }
}
