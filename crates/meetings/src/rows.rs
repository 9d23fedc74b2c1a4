//! The rows of this slice's tables as values. Only the store files here write them.

use store::row;

row!(
    /// A series of meetings (kokoussarja) with its dated rules.
    series, "series", {
        key: Option<String>,
        body: Uuid,
        name: LocalText,
        rules: String,
        starts: String,
        minutes: i64,
        mode: String,
        place: LocalText,
        doubt: LocalText,
        source: String,
        version: i64,
    }
);
row!(
    /// A meeting (kokous).
    meeting, "meeting", {
        key: Option<String>,
        body: Uuid,
        series: Option<Uuid>,
        no: Option<i64>,
        period: String,
        title: LocalText,
        state: String,
        recorded_afterwards: bool,
        at_date: String,
        at_printed: Option<String>,
        starts_at: Option<Stamp>,
        ends_at: Option<Stamp>,
        mode: String,
        place: LocalText,
        remote_link: String,
        note: LocalText,
        doubt: LocalText,
        source: String,
        example: bool,
        uid: String,
        sequence: i64,
        called_at: Option<Stamp>,
        opened_at: Option<Stamp>,
        ended_at: Option<Stamp>,
        current_item: Option<Uuid>,
        record_state: String,
        approved_at: Option<Stamp>,
        published_at: Option<Stamp>,
        version: i64,
    }
);
row!(
    /// An item of the agenda (asiakohta).
    item, "item", {
        meeting: Uuid,
        position: i64,
        kind: String,
        matter: Option<Uuid>,
        title: LocalText,
        presenter: String,
        background: String,
        proposal: String,
        summary: LocalText,
        minutes: Option<i64>,
        publicity: String,
        ground: String,
        late: bool,
        late_reason: String,
        state: String,
        outcome: String,
        outcome_text: String,
        outcome_reason: String,
        returns_date: String,
        returns_printed: Option<String>,
        decision: Option<Uuid>,
        moved_to: Option<Uuid>,
        came_from: Option<Uuid>,
        record_of: Option<Uuid>,
        version: i64,
    }
);
row!(
    /// A visitor to one item (vierailija).
    visitor, "visitor", {
        item: Uuid,
        name: String,
        organisation: String,
        email: String,
        from_time: String,
        to_time: String,
    }
);
row!(
    /// Who is called to a meeting, and what was answered.
    invitation, "invitation", {
        meeting: Uuid,
        person: Option<Uuid>,
        membership: Option<Uuid>,
        municipality: Option<Uuid>,
        visitor: Option<Uuid>,
        name: String,
        email: String,
        lang: String,
        role: String,
        withdrawn: bool,
        #[serde(skip)]
        token_digest: String,
        answer: String,
        deputy_name: String,
        answered_via: String,
        answered_sequence: i64,
        answered_at: Option<Stamp>,
        sent_at: Option<Stamp>,
        sent_sequence: i64,
        reminded_at: Option<Stamp>,
        received_at: Option<Stamp>,
        read_at: Option<Stamp>,
        version: i64,
    }
);
row!(
    /// The secret of a person's own calendar feed; the id is the person's.
    calendar_key, "calendar_key", { generation: i64 }
);
row!(
    /// Counts or dates of the sources that do not agree.
    contradiction, "contradiction", {
        key: String,
        body: Option<Uuid>,
        matter: Option<Uuid>,
        text: LocalText,
        source: String,
    }
);
