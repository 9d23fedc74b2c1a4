//! The tables. Addresses and tokens stay out of the audit trail: what is not written there need not be erased there.

use store::{Migration, row};

row!(
    /// Somebody who follows something: an address.
    follower, "follower", {
        #[serde(skip)]
        address: String,
        lang: String,
        pace: String,
        due_at: Stamp,
        #[serde(skip)]
        list_digest: Option<String>,
        #[serde(skip)]
        list_until: Option<Stamp>,
        created_at: Stamp,
    }
);
row!(
    /// One thing that somebody follows. Until it is confirmed it has a link that ends.
    follow, "follow", {
        follower: Uuid,
        what: String,
        wish_pace: String,
        wish_lang: String,
        #[serde(skip)]
        token_digest: String,
        token_until: Stamp,
        confirmed_at: Option<Stamp>,
        since_no: i64,
    }
);
row!(
    /// Something that has come to be known of a followed thing.
    news, "news", {
        no: i64,
        what: String,
        thing: String,
        kind: String,
        title: LocalText,
        path: String,
        at_date: String,
        at_printed: Option<String>,
        found_at: Stamp,
    }
);
row!(
    /// That what was known of a thing when somebody began to follow it has been written down.
    watch, "news_watch", {
        what: String,
        since: Stamp,
    }
);
row!(
    /// That somebody has been told of a thing.
    told, "news_told", {
        follower: Uuid,
        thing: String,
    }
);
row!(
    /// Which round is the next; one for each tenant that has followers.
    clock, "news_clock", {
        no: i64,
        runs_at: Stamp,
        position: i64,
        day: Day,
    }
);

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_23_n_notices",
        make: |s| {
            s.table("follower")
                .id()
                .uuid("tenant")
                .text("address")
                .text("lang")
                .text("pace")
                .int("due_at")
                .text("list_digest")
                .null()
                .int("list_until")
                .null()
                .int("created_at")
                .unique(&["tenant", "address"])
                .index(&["tenant", "list_digest"]);
            s.table("follow")
                .id()
                .uuid("tenant")
                .uuid("follower")
                .to("follower")
                .text("what")
                .text("wish_pace")
                .text("wish_lang")
                .text("token_digest")
                .int("token_until")
                .int("confirmed_at")
                .null()
                .int("since_no")
                .unique(&["follower", "what"])
                .index(&["tenant", "token_digest"])
                .index(&["tenant", "confirmed_at"]);
            s.table("news")
                .id()
                .uuid("tenant")
                .int("no")
                .text("what")
                .text("thing")
                .text("kind")
                .text("title")
                .text("path")
                .text("at_date")
                .text("at_printed")
                .null()
                .int("found_at")
                .unique(&["tenant", "what", "thing"])
                .index(&["tenant", "no"]);
            s.table("news_watch").id().uuid("tenant").text("what").int("since").unique(&["tenant", "what"]);
            s.table("news_told")
                .id()
                .uuid("tenant")
                .uuid("follower")
                .to("follower")
                .text("thing")
                .unique(&["follower", "thing"]);
            s.table("news_clock")
                .id()
                .uuid("tenant")
                .int("no")
                .int("runs_at")
                .int("position")
                .text("day")
                .unique(&["tenant"]);
        },
    }]
}
