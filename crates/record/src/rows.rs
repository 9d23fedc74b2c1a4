//! The rows of this slice's tables as values. Only the files here write them.

use store::row;

row!(
    /// A matter (asia).
    matter, "matter", {
        key: Option<String>,
        title: LocalText,
        diary_printed: Option<String>,
        diary_sort: Option<String>,
        state: String,
        summary: LocalText,
        parent: Option<Uuid>,
        publicity: String,
        ground: String,
        opened_date: String,
        opened_printed: Option<String>,
        source: String,
        example: bool,
        created_at: Stamp,
        #[serde(skip)]
        list_order: String,
        #[serde(skip)]
        words: String,
        version: i64,
    }
);
row!(
    /// A step of a matter's path that no meeting of ours holds: what the sources tell.
    matter_step, "matter_step", {
        matter: Uuid,
        at_date: String,
        at_printed: Option<String>,
        text: LocalText,
        place: String,
        path: String,
        doubt: LocalText,
        source: String,
    }
);
row!(
    /// What a body or an office holder decided or agreed.
    decision, "decision", {
        key: Option<String>,
        body: Option<Uuid>,
        officer: String,
        matter: Option<Uuid>,
        meeting: Option<Uuid>,
        item: Option<Uuid>,
        period: String,
        number: Option<i64>,
        printed: String,
        at_date: String,
        at_printed: Option<String>,
        statutory: bool,
        outcome: String,
        title: LocalText,
        text: String,
        reason: String,
        returns_date: String,
        returns_printed: Option<String>,
        publicity: String,
        ground: String,
        doubt: LocalText,
        source: String,
        published: bool,
        example: bool,
        decided_at: Stamp,
        changed_at: Stamp,
        #[serde(skip)]
        at_order: String,
        #[serde(skip)]
        words: String,
        version: i64,
    }
);
row!(
    /// Money set apart (varaus).
    reservation, "reservation", {
        key: Option<String>,
        matter: Uuid,
        decision: Option<Uuid>,
        cents: i64,
        at_most: bool,
        at_date: String,
        at_printed: Option<String>,
        doubt: LocalText,
        source: String,
    }
);
row!(
    /// What is to be done (toimenpide).
    action, "action", {
        key: Option<String>,
        matter: Option<Uuid>,
        decision: Option<Uuid>,
        meeting: Option<Uuid>,
        item: Option<Uuid>,
        body: Option<Uuid>,
        text: LocalText,
        owner: String,
        owner_person: Option<Uuid>,
        due: Option<Day>,
        at_date: String,
        at_printed: Option<String>,
        publicity: String,
        source: String,
        example: bool,
        created_at: Stamp,
        closed_at: Option<Stamp>,
        version: i64,
    }
);
row!(
    /// An act on many actions at once, with what stood before, so that it can be taken back.
    bulk, "bulk", {
        by_person: Uuid,
        verb: String,
        rows: String,
        at: Stamp,
        undone_at: Option<Stamp>,
    }
);
row!(
    /// How an action stands in one municipality.
    action_state, "action_state", {
        action: Uuid,
        municipality: Uuid,
        state: String,
        note: String,
        evidence: String,
        by_person: Option<Uuid>,
        by_name: String,
        at: Stamp,
        version: i64,
    }
);
row!(
    /// A document, with or without a file.
    document, "document", {
        key: Option<String>,
        title: LocalText,
        kind: String,
        about_kind: String,
        about: Uuid,
        matter: Option<Uuid>,
        body: Option<Uuid>,
        sha: Option<String>,
        name: String,
        media_type: String,
        size: i64,
        address: String,
        at_date: String,
        at_printed: Option<String>,
        publicity: String,
        ground: String,
        released: bool,
        #[serde(skip)]
        content: String,
        note: String,
        source: String,
        position: i64,
        removed_at: Option<Stamp>,
        #[serde(skip)]
        words: String,
        version: i64,
    }
);
