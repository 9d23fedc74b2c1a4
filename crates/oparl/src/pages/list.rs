//! Lists of objects, page by page.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use page::{Answer, Visit};
use uuid::Uuid;

use super::{bad, missing, served};
use crate::envelope::{Asked, envelope};
use crate::json::ROOT;
use crate::{Kind, kept};

/// `GET /oparl/v1.1/lists/{list}`: all objects of a type.
pub(crate) async fn whole(
    v: Visit,
    Path(list): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer {
    let Some(kind) = Kind::listed(&list) else { return Ok(missing()) };
    let address = format!("{}{ROOT}/lists/{list}", v.tenant.base_url);
    page(&v, kind, None, &asked, &address, &headers).await
}

/// `GET /oparl/v1.1/organizations/{id}/{list}`: the meetings or consultations of one organisation.
pub(crate) async fn of_organisation(
    v: Visit,
    Path((id, list)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer {
    let (Some(kind), Ok(organisation)) = (Kind::listed(&list), id.parse::<Uuid>()) else {
        return Ok(missing());
    };
    if kept::object(v.app.db(), v.tenant.id, "Organization", organisation).await?.is_none() {
        return Ok(missing());
    }
    let address = format!("{}{ROOT}/organizations/{organisation}/{list}", v.tenant.base_url);
    page(&v, kind, Some(organisation), &asked, &address, &headers).await
}

async fn page(
    v: &Visit,
    kind: Kind,
    organisation: Option<Uuid>,
    asked: &Asked,
    address: &str,
    headers: &HeaderMap,
) -> Answer {
    let filter = match asked.read() {
        Ok(filter) => filter,
        Err(wrong) => return Ok(bad(&wrong)),
    };
    let found = kept::list(v.app.db(), v.tenant.id, kind, organisation, &filter).await?;
    let last = found.more.then(|| found.rows.last().map(|r| r.no)).flatten();
    let data = kept::values(v, found.rows, filter.omit_internal).await?;
    let value = envelope(asked, address, data, found.total, filter.limit, last);
    // A page of a list changes with what leaves it too, so only its tag says whether it is the same.
    served(headers, &value, None)
}
