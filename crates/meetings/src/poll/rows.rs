use store::row;

row!(
    /// A poll about the time of a meeting.
    poll, "poll", {
        body: Uuid,
        title: LocalText,
        minutes: i64,
        mode: String,
        place: LocalText,
        note: String,
        state: String,
        meeting: Option<Uuid>,
        until: Option<Day>,
        made_at: Stamp,
        version: i64,
    }
);
row!(
    /// A proposed time.
    poll_time, "poll_time", {
        poll: Uuid,
        starts_at: Stamp,
    }
);
row!(
    /// Somebody who is asked.
    poll_voter, "poll_voter", {
        poll: Uuid,
        person: Uuid,
        name: String,
        email: String,
        lang: String,
        role: String,
        #[serde(skip)]
        token_digest: String,
        answered_at: Option<Stamp>,
        comment: String,
        version: i64,
    }
);
row!(
    /// Whether a time suits somebody.
    poll_answer, "poll_answer", {
        poll: Uuid,
        voter: Uuid,
        time: Uuid,
        answer: String,
    }
);
