use store::Migration;

/// The tables of the brief.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_23_brief",
        make: |s| {
            s.table("personal_note")
                .id()
                .uuid("tenant")
                .uuid("person")
                .to("person")
                .uuid("meeting")
                .to("meeting")
                .uuid("about")
                .text("mark")
                .text("text")
                .int("version")
                .unique(&["person", "about"])
                .index(&["tenant", "person", "meeting"]);
            s.table("item_ask")
                .id()
                .uuid("tenant")
                .uuid("item")
                .to("item")
                .text("text")
                .text("municipalities")
                .text("due")
                .null()
                .int("version")
                .unique(&["item"]);
        },
    }]
}
