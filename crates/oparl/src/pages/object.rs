//! One object.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use page::{Answer, Visit};
use uuid::Uuid;

use super::{missing, served};
use crate::{Kind, kept};

/// `GET /oparl/v1.1/{kind}/{id}`: the object, or with 410 the stub of one that is gone.
pub(crate) async fn show(v: Visit, Path((kind, id)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let (Some(kind), Ok(id)) = (Kind::at(&kind), id.parse::<Uuid>()) else { return Ok(missing()) };
    let Some(row) = kept::object(v.app.db(), v.tenant.id, kind.name, id).await? else { return Ok(missing()) };
    let (deleted, modified) = (row.deleted, row.modified.at());
    let Some(value) = kept::values(&v, vec![row], false).await?.pop() else { return Ok(missing()) };
    let answer = served(&headers, &value, Some(modified))?;
    if deleted && answer.status() == StatusCode::OK {
        return Ok((StatusCode::GONE, answer).into_response());
    }
    Ok(answer)
}
