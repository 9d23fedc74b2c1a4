//! The entrance: the system, and the one body (OParl's word for the council) that it serves.

use axum::http::HeaderMap;
use page::{Answer, Visit};
use serde_json::{Value, json};

use super::served;
use crate::envelope::{Asked, envelope};
use crate::json::{LICENCE, ROOT};
use crate::{kept, kinds};

/// `GET /oparl/v1.1`
pub(crate) async fn system(v: Visit, headers: HeaderMap) -> Answer {
    let base = &v.tenant.base_url;
    let value = json!({
        "id": format!("{base}{ROOT}"),
        "type": kinds::schema("System"),
        "oparlVersion": "https://schema.oparl.org/1.1/",
        "license": LICENCE,
        "body": format!("{base}{ROOT}/bodies"),
        "name": v.tenant.council.get(v.lang),
        "website": base,
        "product": "https://github.com/talkoot/talkoot",
        "vendor": "https://github.com/talkoot/talkoot",
    });
    served(&headers, &value, None)
}

/// `GET /oparl/v1.1/bodies`
pub(crate) async fn bodies(v: Visit, headers: HeaderMap) -> Answer {
    let base = &v.tenant.base_url;
    let body = kept::object(v.app.db(), v.tenant.id, "Body", v.tenant.id).await?;
    let modified = body.as_ref().map(|b| b.modified.at());
    let data: Vec<Value> = kept::values(&v, body.into_iter().collect(), false).await?;
    let (asked, total) = (Asked::default(), data.len() as u64);
    let value = envelope(&asked, &format!("{base}{ROOT}/bodies"), data, total, 100, None);
    served(&headers, &value, modified)
}
