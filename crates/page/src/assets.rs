use std::collections::HashMap;
use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

/// Styles and scripts as the front-end build left them. A debug build reads them from the folder, a release holds
/// them inside.
#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// The plain name of each asset with the name that carries its digest.
fn names() -> &'static HashMap<String, String> {
    static NAMES: OnceLock<HashMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        Dist::get("manifest.json").and_then(|f| serde_json::from_slice(&f.data).ok()).unwrap_or_default()
    })
}

/// The address of an asset by its plain name.
pub(crate) fn url(name: &str) -> String {
    format!("/assets/{}", names().get(name).map_or(name, String::as_str))
}

/// `GET /assets/{name}`: kept by browsers for ever, since a change changes the name.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    let Some(file) = Dist::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = mime_guess::from_path(&name).first_or_octet_stream().to_string();
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        ],
        file.data.into_owned(),
    )
        .into_response()
}
