//! The tables of this slice. They hold what can be made again from the trail at any time.

use store::{Migration, row};

row!(
    /// An object as everybody may know it, in the order in which objects came.
    object, "oparl_object", {
        kind: String,
        object: Uuid,
        no: i64,
        subject_kind: String,
        subject: Uuid,
        organisation: Option<Uuid>,
        part_of: Option<Uuid>,
        created: Stamp,
        modified: Stamp,
        deleted: bool,
        json: String,
    }
);
row!(
    /// How far the trail has been read; one row at most.
    position, "oparl_position", { no: i64, objects: i64 }
);

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_v_oparl",
        make: |s| {
            s.table("oparl_object")
                .id()
                .uuid("tenant")
                .text("kind")
                .uuid("object")
                .int("no")
                .text("subject_kind")
                .uuid("subject")
                .uuid("organisation")
                .null()
                .uuid("part_of")
                .null()
                .int("created")
                .int("modified")
                .bool("deleted")
                .text("json")
                .unique(&["tenant", "kind", "object"])
                .index(&["tenant", "kind", "no"])
                .index(&["tenant", "kind", "modified"])
                .index(&["tenant", "organisation", "kind", "no"])
                .index(&["tenant", "subject"])
                .index(&["tenant", "object"])
                .index(&["tenant", "part_of"]);
            s.table("oparl_position").id().uuid("tenant").int("no").int("objects").unique(&["tenant"]);
        },
    }]
}
