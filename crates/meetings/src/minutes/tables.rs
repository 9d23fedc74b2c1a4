use store::Migration;

/// The tables of the record.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_g_minutes",
        make: |s| {
            s.table("record_part")
                .id()
                .uuid("tenant")
                .uuid("meeting")
                .to("meeting")
                .text("key")
                .text("html")
                .int("version")
                .unique(&["tenant", "meeting", "key"]);
            s.table("record_step")
                .id()
                .uuid("tenant")
                .uuid("meeting")
                .to("meeting")
                .text("verb")
                .text("by_name")
                .text("reason")
                .int("at")
                .index(&["tenant", "meeting"]);
            s.table("record_version")
                .id()
                .uuid("tenant")
                .uuid("meeting")
                .to("meeting")
                .int("number")
                .text("html")
                .text("documents")
                .text("pdf_sha")
                .null()
                .text("reopened_reason")
                .bool("withdrawn")
                .int("published_at")
                .int("reopened_at")
                .null()
                .int("version")
                .unique(&["tenant", "meeting", "number"]);
        },
    }]
}
