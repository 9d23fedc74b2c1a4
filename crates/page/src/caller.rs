use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::{App, PageError, Peer};

/// From where somebody asks and with what.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// The address, where the server told it.
    pub address: Option<String>,
    /// Browser and system in words, empty when not known.
    pub device: String,
    /// Where the page stands that sent the form, as `https://talkoot.example.fi`, where the browser told it.
    pub origin: Option<String>,
    /// The host name by which we are called, with its port.
    pub host: String,
}

impl FromRequestParts<App> for Caller {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        let said = |name: header::HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok());
        Ok(Self {
            address: Peer::of(parts).0,
            device: device(said(header::USER_AGENT).unwrap_or_default()),
            origin: said(header::ORIGIN).filter(|o| o.contains("://")).map(str::to_owned),
            host: said(header::HOST).or_else(|| parts.uri.host()).unwrap_or_default().to_owned(),
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
