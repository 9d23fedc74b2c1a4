//! The one table of the program itself: which parts of the demo have been loaded.

use store::Migration;

store::row!(
    /// A feature's part of a demo region that has been loaded.
    demo_part, "demo_part", {
        feature: String,
        day: Day,
    }
);

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_z_demo_parts",
        make: |s| {
            s.table("demo_part")
                .id()
                .uuid("tenant")
                .text("feature")
                .text("day")
                .unique(&["tenant", "feature"]);
        },
    }]
}
