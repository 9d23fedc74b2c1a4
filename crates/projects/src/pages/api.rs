//! The published form of a project.

use axum::response::IntoResponse;
use page::Answer;

/// `GET /api/schema/project.json`.
pub(crate) async fn schema() -> Answer {
    Ok(([("content-type", "application/schema+json")], crate::json::schema().to_string()).into_response())
}
