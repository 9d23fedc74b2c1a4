//! The rows of the record's tables as values.

use store::row;

row!(
    /// A written part of a record, kept apart from what is generated.
    record_part, "record_part", {
        meeting: Uuid,
        key: String,
        html: String,
        version: i64,
    }
);
row!(
    /// A step of a record: approved, published, reopened; by whom and why.
    record_step, "record_step", {
        meeting: Uuid,
        verb: String,
        by_name: String,
        reason: String,
        at: Stamp,
    }
);
row!(
    /// A version of a record as it was published; never changed but by the note of its reopening.
    record_version, "record_version", {
        meeting: Uuid,
        number: i64,
        html: String,
        documents: String,
        pdf_sha: Option<String>,
        reopened_reason: String,
        withdrawn: bool,
        published_at: Stamp,
        reopened_at: Option<Stamp>,
        version: i64,
    }
);
