use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use page::{App, PageError, Peer};

/// From where somebody asks and with what.
pub(crate) struct Caller {
    /// The address, where the server told it.
    pub(crate) address: Option<String>,
    /// Browser and system in words, empty when not known.
    pub(crate) device: String,
    /// What the browser keeps of a sign-in that is under way at a provider.
    pub(crate) under_way: Option<String>,
}

/// The cookie that binds a sign-in at a provider to the browser where it began.
pub(crate) const UNDER_WAY: &str = "__Host-talkoot-oidc";

impl FromRequestParts<App> for Caller {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        let said = |name: header::HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok());
        Ok(Self {
            address: Peer::of(parts).0,
            device: device(said(header::USER_AGENT).unwrap_or_default()),
            under_way: axum_extra::extract::CookieJar::from_headers(&parts.headers)
                .get(UNDER_WAY)
                .map(|c| c.value().to_owned()),
        })
    }
}

/// `Firefox, Windows` from what a browser says of itself.
fn device(agent: &str) -> String {
    // Each names also those that it descends from, so the order counts.
    let browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let of = |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|f| f.1);
    [of(&browsers), of(&systems)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_browser_is_told_in_words() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0";
        assert_eq!(device(edge), "Edge, Windows");
        assert_eq!(
            device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox, Linux"
        );
        assert_eq!(device("curl/8"), "");
    }
}
