use store::Migration;

store::row!(
    /// One version of a notice in one language. Without `html` it is the text that comes with the program.
    notice_text, "notice_text", {
        kind: String,
        lang: String,
        number: i64,
        html: Option<String>,
        saved_at: Stamp,
        saved_by: Option<Uuid>,
    }
);
store::row!(
    /// What somebody wrote to the council.
    feedback, "feedback", {
        kind: String,
        #[serde(skip)]
        page: String,
        #[serde(skip)]
        text: String,
        #[serde(skip)]
        name: Option<String>,
        #[serde(skip)]
        address: Option<String>,
        lang: String,
        received_at: Stamp,
        due: Day,
        state: String,
        owner: Option<Uuid>,
        #[serde(skip)]
        answer: String,
        ended_at: Option<Stamp>,
        ended_by: Option<Uuid>,
        version: i64,
    }
);
/// The tables of this slice.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_t_legal",
        make: |s| {
            s.table("notice_text")
                .id()
                .uuid("tenant")
                .text("kind")
                .text("lang")
                .int("number")
                .text("html")
                .null()
                .int("saved_at")
                .uuid("saved_by")
                .null()
                .unique(&["tenant", "kind", "lang", "number"]);
            s.table("feedback")
                .id()
                .uuid("tenant")
                .text("kind")
                .text("page")
                .text("text")
                .text("name")
                .null()
                .text("address")
                .null()
                .text("lang")
                .int("received_at")
                .text("due")
                .text("state")
                .uuid("owner")
                .null()
                .text("answer")
                .int("ended_at")
                .null()
                .uuid("ended_by")
                .null()
                .int("version")
                .index(&["tenant", "state", "due"]);
        },
    }]
}
