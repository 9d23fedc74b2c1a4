use store::Migration;

/// The tables of this slice.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![
        Migration {
            name: "2026_11_22_k_intake",
            make: |s| {
                s.table("import")
                    .id()
                    .uuid("tenant")
                    .text("kind")
                    .text("name")
                    .text("state")
                    .text("by_name")
                    .text("publicity")
                    .text("mapping")
                    .int("created_at")
                    .int("touched_at")
                    .int("done_at")
                    .null()
                    .int("undone_at")
                    .null()
                    .text("digest")
                    .int("made")
                    .int("version")
                    .index(&["tenant", "created_at"]);
                s.table("import_row")
                    .id()
                    .uuid("tenant")
                    .uuid("import")
                    .to("import")
                    .int("position")
                    .text("name")
                    .text("state")
                    .text("problem")
                    .text("problem_value")
                    .text("note")
                    .text("note_value")
                    .text("sha")
                    .bool("fresh")
                    .text("media_type")
                    .int("size")
                    .text("content")
                    .text("guess")
                    .int("sure")
                    .bool("taken")
                    .bool("with_items")
                    .uuid("body")
                    .null()
                    .text("at_date")
                    .text("at_printed")
                    .null()
                    .text("number")
                    .uuid("meeting")
                    .null()
                    .int("version")
                    .index(&["tenant", "import", "position"])
                    .index(&["tenant", "sha"]);
                s.table("import_made")
                    .id()
                    .uuid("tenant")
                    .uuid("import")
                    .to("import")
                    .text("kind")
                    .uuid("subject")
                    .index(&["tenant", "import", "kind"])
                    .index(&["tenant", "subject"]);
                s.table("import_ref")
                    .id()
                    .uuid("tenant")
                    .uuid("import")
                    .to("import")
                    .uuid("subject")
                    .index(&["tenant", "subject"]);
            },
        },
        Migration {
            name: "2026_11_22_l_intake_tables",
            make: |s| {
                s.table("import_mapping")
                    .id()
                    .uuid("tenant")
                    .text("kind")
                    .text("name")
                    .text("columns")
                    .int("version")
                    .unique(&["tenant", "kind", "name"]);
                s.table("api_key")
                    .id()
                    .uuid("tenant")
                    .uuid("municipality")
                    .to("municipality")
                    .text("name")
                    .text("digest")
                    .int("created_at")
                    .text("by_name")
                    .int("used_at")
                    .null()
                    .int("revoked_at")
                    .null()
                    .int("version")
                    .unique(&["digest"])
                    .index(&["tenant", "created_at"]);
                s.table("api_case")
                    .id()
                    .uuid("tenant")
                    .uuid("municipality")
                    .to("municipality")
                    .text("sender_id")
                    .uuid("matter")
                    .int("matter_version")
                    .text("digest")
                    .int("changed_at")
                    .int("version")
                    .unique(&["tenant", "municipality", "sender_id"])
                    .index(&["tenant", "matter"]);
            },
        },
    ]
}
