use store::Migration;

/// The tables of visitors' slides and moves.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_23_visitors",
        make: |s| {
            s.table("visitor_slide")
                .id()
                .uuid("tenant")
                .uuid("visitor")
                .uuid("document")
                .to("document")
                .index(&["tenant", "visitor"]);
            s.table("visitor_move")
                .id()
                .uuid("tenant")
                .uuid("visitor")
                .uuid("meeting")
                .to("meeting")
                .text("from_time")
                .text("new_from")
                .text("new_to")
                .int("at")
                .index(&["tenant", "visitor"]);
        },
    }]
}
