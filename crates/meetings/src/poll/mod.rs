//! Planning dates (aikakysely): times are proposed to the members of a body and their deputies, who say which suit
//! them, by a link in a letter or signed in. Before one of them is fixed it is shown who has another meeting then,
//! over all bodies. Fixing makes the meeting.
//!
//! Opening the link changes nothing; the button acts.

mod answer;
mod clash;
mod letter;
mod make;
mod rows;
mod show;
mod store;
mod waits;

pub(crate) use self::clash::{Clash, clashes, words as clash_words};
pub(crate) use self::waits::{KIND, remind, waits};

use ::store::Migration;
use page::Routes;

/// The addresses of planning.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/polls", make::list)
        .page("/polls/new", make::new)
        .act("/polls/new", make::create)
        .page("/polls/{id}", show::show)
        .act("/polls/{id}/answer", answer::own)
        .act("/polls/{id}/fix", show::fix)
        .act("/polls/{id}/close", show::close)
        .act("/polls/{id}/open", show::open)
        .page("/poll/{token}", answer::show)
        .act("/poll/{token}", answer::save)
}

/// The tables of planning.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_o_polls",
        make: |s| {
            s.table("poll")
                .id()
                .uuid("tenant")
                .uuid("body")
                .to("body")
                .text("title")
                .int("minutes")
                .text("mode")
                .text("place")
                .text("note")
                .text("state")
                .uuid("meeting")
                .null()
                .text("until")
                .null()
                .int("made_at")
                .int("version")
                .index(&["tenant", "state"])
                .index(&["tenant", "body"]);
            s.table("poll_time")
                .id()
                .uuid("tenant")
                .uuid("poll")
                .to("poll")
                .int("starts_at")
                .index(&["tenant", "poll"]);
            s.table("poll_voter")
                .id()
                .uuid("tenant")
                .uuid("poll")
                .to("poll")
                .uuid("person")
                .text("name")
                .text("email")
                .text("lang")
                .text("role")
                .text("token_digest")
                .int("answered_at")
                .null()
                .text("comment")
                .int("version")
                .unique(&["token_digest"])
                .index(&["tenant", "poll"])
                .index(&["tenant", "person"]);
            s.table("poll_answer")
                .id()
                .uuid("tenant")
                .uuid("poll")
                .uuid("voter")
                .to("poll_voter")
                .uuid("time")
                .to("poll_time")
                .text("answer")
                .unique(&["voter", "time"])
                .index(&["tenant", "poll"]);
        },
    }]
}
