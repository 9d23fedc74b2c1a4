//! The rows of the session's tables as values.

use serde::{Deserialize, Serialize};
use store::row;
use uuid::Uuid;

/// A stretch of items at which somebody was present, as kept: items by id, so that an item added to the agenda in
/// between moves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanRow {
    /// The first item; none = from the beginning.
    pub from: Option<Uuid>,
    /// The last item; none = to the end.
    pub to: Option<Uuid>,
    /// `on_site` or `remote`.
    pub mode: String,
    /// When they came: `09:31`.
    pub came: Option<String>,
    /// When they left.
    pub left: Option<String>,
}

/// One voice of a vote with its name as it stays in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotRow {
    /// The attendance, or the municipality.
    pub voice: Uuid,
    /// The name.
    pub name: String,
    /// `yes`, `no`, `blank` or `absent`.
    pub ballot: String,
}

row!(
    /// Somebody on the list of a meeting (läsnäolija). The stretches lie in the row itself: they are always read
    /// with it, and one mark is one change in the trail.
    attendance, "attendance", {
        meeting: Uuid,
        position: i64,
        person: Option<Uuid>,
        name: String,
        role: String,
        municipality: Option<Uuid>,
        seat: Option<Uuid>,
        deputy_for: Option<Uuid>,
        state: String,
        mode: String,
        spans: Json<Vec<super::SpanRow>>,
        version: i64,
    }
);
row!(
    /// A conflict of interest (esteellisyys) at one item.
    conflict, "conflict", {
        meeting: Uuid,
        item: Uuid,
        attendance: Uuid,
        ground: String,
    }
);
row!(
    /// A vote (äänestys), open by name.
    vote, "vote", {
        meeting: Uuid,
        item: Uuid,
        counter: String,
        counted_by: String,
        chair: Option<Uuid>,
        ballots: Json<Vec<super::BallotRow>>,
        result: String,
        at: Stamp,
    }
);
row!(
    /// A dissent in writing (eriävä mielipide).
    dissent, "dissent", {
        meeting: Uuid,
        item: Uuid,
        attendance: Uuid,
        name: String,
        text: String,
        at: Stamp,
    }
);
row!(
    /// A pause (tauko) of the session.
    pause, "pause", {
        meeting: Uuid,
        began_at: Stamp,
        ended_at: Option<Stamp>,
    }
);
