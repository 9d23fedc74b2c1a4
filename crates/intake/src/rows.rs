//! The rows of this slice's tables as values.

use store::row;

row!(
    /// An import.
    import, "import", {
        kind: String,
        name: String,
        state: String,
        by_name: String,
        publicity: String,
        mapping: String,
        created_at: Stamp,
        touched_at: Stamp,
        done_at: Option<Stamp>,
        undone_at: Option<Stamp>,
        digest: String,
        made: i64,
        version: i64,
    }
);
row!(
    /// One paper or one line of a table.
    import_row, "import_row", {
        import: Uuid,
        position: i64,
        name: String,
        state: String,
        problem: String,
        problem_value: String,
        note: String,
        note_value: String,
        sha: String,
        fresh: bool,
        media_type: String,
        size: i64,
        content: String,
        guess: String,
        sure: i64,
        taken: bool,
        with_items: bool,
        body: Option<Uuid>,
        at_date: String,
        at_printed: Option<String>,
        number: String,
        meeting: Option<Uuid>,
        version: i64,
    }
);
row!(
    /// Which column means what, kept by its name.
    import_mapping, "import_mapping", { kind: String, name: String, columns: String, version: i64 }
);
row!(
    /// The key of a municipality's own system.
    api_key, "api_key", {
        municipality: Uuid,
        name: String,
        #[serde(skip)]
        digest: String,
        created_at: Stamp,
        by_name: String,
        #[serde(skip)]
        used_at: Option<Stamp>,
        revoked_at: Option<Stamp>,
        version: i64,
    }
);
row!(
    /// An item of a municipality's own system, and the matter that it is here.
    api_case, "api_case", {
        municipality: Uuid,
        sender_id: String,
        matter: Uuid,
        matter_version: i64,
        digest: String,
        changed_at: Stamp,
        version: i64,
    }
);
row!(
    /// What an import made.
    import_made, "import_made", { import: Uuid, kind: String, subject: Uuid }
);
row!(
    /// What an import refers to that stood before it.
    import_ref, "import_ref", { import: Uuid, subject: Uuid }
);
