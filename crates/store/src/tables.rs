use crate::Migration;

/// The tables of the store itself.
pub fn migrations() -> Vec<Migration> {
    vec![store(), undo(), limit()]
}

fn limit() -> Migration {
    Migration {
        name: "2026_11_23_a_limit",
        make: |s| {
            s.table("limit_count")
                .id()
                .uuid("tenant")
                .text("kind")
                .text("whose")
                .int("ends_at")
                .index(&["tenant", "kind", "whose"]);
        },
    }
}

fn undo() -> Migration {
    Migration {
        name: "2026_11_22_b_undo",
        make: |s| {
            s.table("undo")
                .id()
                .uuid("tenant")
                .uuid("person")
                .text("label")
                .text("what")
                .text("steps")
                .int("at")
                .int("until")
                .int("used_at")
                .null()
                .index(&["tenant", "person", "at"])
                .index(&["tenant", "until"]);
        },
    }
}

fn store() -> Migration {
    Migration {
        name: "2026_11_22_a_store",
        make: |s| {
            s.table("audit_head").uuid("tenant").int("no").text("hash").key(&["tenant"]);
            s.table("audit")
                .uuid("tenant")
                .int("no")
                .int("at")
                .text("actor_kind")
                .uuid("actor")
                .null()
                .uuid("for_person")
                .null()
                .text("verb")
                .text("subject_kind")
                .uuid("subject")
                .text("fields")
                .text("prev")
                .text("hash")
                .key(&["tenant", "no"])
                .index(&["tenant", "subject_kind", "subject"]);
            s.table("audit_value")
                .uuid("tenant")
                .int("no")
                .text("field")
                .text("salt")
                .text("value")
                .null()
                .int("erased_at")
                .null()
                .key(&["tenant", "no", "field"]);
            s.table("outbox")
                .id()
                .uuid("tenant")
                .text("to_name")
                .text("to_address")
                .text("subject")
                .text("body")
                .text("message_id")
                .text("about_kind")
                .uuid("about")
                .int("order_no")
                .text("state")
                .int("attempts")
                .text("last_error")
                .null()
                .int("created_at")
                .int("due_at")
                .int("lease_until")
                .int("sent_at")
                .null()
                .unique(&["message_id"])
                .index(&["state", "due_at"])
                .index(&["tenant", "created_at"])
                .index(&["about_kind", "about"]);
            s.table("job")
                .id()
                .uuid("tenant")
                .text("kind")
                .text("payload")
                .text("state")
                .int("attempts")
                .text("last_error")
                .null()
                .int("run_at")
                .int("lease_until")
                .index(&["state", "run_at"]);
            s.table("file")
                .uuid("tenant")
                .text("sha")
                .int("size")
                .text("media_type")
                .int("created_at")
                .key(&["tenant", "sha"]);
            s.table("once").uuid("tenant").uuid("key").int("at").key(&["tenant", "key"]);
        },
    }
}
