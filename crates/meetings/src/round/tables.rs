use store::Migration;

/// The tables of the round.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_23_round",
        make: |s| {
            s.table("round_line")
                .id()
                .uuid("tenant")
                .uuid("item")
                .to("item")
                .uuid("municipality")
                .to("municipality")
                .text("text")
                .text("by_name")
                .uuid("by_person")
                .null()
                .text("via")
                .int("at")
                .int("version")
                .unique(&["item", "municipality"])
                .index(&["tenant", "item"]);
            s.table("round_ask")
                .id()
                .uuid("tenant")
                .uuid("item")
                .to("item")
                .uuid("municipality")
                .to("municipality")
                .uuid("person")
                .null()
                .to("person")
                .text("name")
                .text("email")
                .text("lang")
                .text("token_digest")
                .int("sent_at")
                .int("reminded_at")
                .null()
                .unique(&["token_digest"])
                .index(&["tenant", "item"]);
        },
    }]
}
