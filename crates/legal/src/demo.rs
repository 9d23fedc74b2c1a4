//! Feedback to try the queue with: `feedback.toml` of a demo region, with days counted from the day of the demo.

use std::path::Path;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use page::{App, PageError, Tenant};
use serde::Deserialize;
use store::Act;

use crate::feedback::{self, NewFeedback};

#[derive(Deserialize)]
struct File {
    feedback: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    kind: String,
    page: String,
    text: String,
    name: Option<String>,
    address: Option<String>,
    lang: String,
    days_ago: i64,
    /// Whether it has been seen to already.
    #[serde(default)]
    closed: bool,
}

pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    _: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        if !folder.join("feedback.toml").exists() {
            return Ok(());
        }
        let file: File = people::demo::read(folder, "feedback.toml")?;
        for row in file.feedback {
            let then: Timestamp = app
                .now()
                .checked_sub(SignedDuration::from_hours(24 * row.days_ago))
                .map_err(PageError::inside)?;
            let mut tx = app.store().begin(Act::machinery("demo", tenant.id, then)).await?;
            let new = NewFeedback {
                kind: row.kind,
                page: row.page,
                text: row.text,
                name: row.name,
                address: row.address,
                lang: row.lang.parse().unwrap_or_default(),
            };
            let given = feedback::receive(&mut tx, new).await?;
            if row.closed {
                feedback::end(&mut tx, &given, uuid::Uuid::nil(), "closed", String::new()).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }
    .boxed()
}
