//! The rows of this slice's tables as values. Only the files of the store write them.

use store::row;

row!(
    /// A project.
    project, "project", {
        code: String,
        name: String,
        diary: String,
        owner: String,
        manager: String,
        body: Option<Uuid>,
        parent: Option<Uuid>,
        measure: String,
        state: String,
        from_date: String,
        from_printed: Option<String>,
        to_date: String,
        to_printed: Option<String>,
        earlier: Json<Vec<crate::whole::Earlier>>,
        summary: String,
        source: String,
        publicity: String,
        example: bool,
        budget_cents: Option<i64>,
        #[serde(skip)]
        list_order: String,
        #[serde(skip)]
        words: String,
        created_at: Stamp,
        version: i64,
    }
);
row!(
    /// A row of a project's record; its fields are those of its kind.
    project_row, "project_row", {
        project: Uuid,
        kind: String,
        position: i64,
        at_date: Option<String>,
        data: Json<serde_json::Map<String, serde_json::Value>>,
        version: i64,
    }
);
row!(
    /// A report of a project: interim or final.
    project_report, "project_report", {
        project: Uuid,
        kind: String,
        title: String,
        state: String,
        reason: String,
        by_name: String,
        approved_at: Option<Stamp>,
        #[serde(skip)]
        frozen: String,
        made_at: Stamp,
        version: i64,
    }
);
row!(
    /// The writer's own text of a part of a report, kept apart from what is computed.
    project_part, "project_part", {
        report: Uuid,
        key: String,
        html: String,
        version: i64,
    }
);
