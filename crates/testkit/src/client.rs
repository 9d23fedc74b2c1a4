use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use page::App;
use tower::ServiceExt;

/// A browser without scripts: it keeps its cookie and puts the token of the last page into its forms.
#[derive(Clone)]
pub struct Client {
    app: App,
    host: String,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body.
    pub bytes: bytes::Bytes,
}

impl Reply {
    /// Where a redirect goes; empty when it goes nowhere.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The value of a hidden field, as `csrf` or `version`.
    pub fn field(&self, name: &str) -> Option<String> {
        let start = self.text.find(&format!("name=\"{name}\" value=\""))?;
        let rest = &self.text[start..].split_once("value=\"")?.1;
        Some(rest.split_once('"')?.0.to_owned())
    }

    fn csrf(&self) -> Option<String> {
        let rest = self.text.split_once("name=\"csrf\" content=\"")?.1;
        Some(rest.split_once('"')?.0.to_owned())
    }
}

impl Client {
    pub(crate) fn new(app: App, host: &str, token: Option<String>) -> Self {
        Self { app, host: host.to_owned(), cookie: token.map(|t| format!("__Host-talkoot={t}")) }
    }

    /// The same person (if any) at another host.
    pub fn at(&self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self.clone() }
    }

    /// The same browser after this answer: with the session that it began.
    pub fn keeping(&self, reply: &Reply) -> Self {
        let set = reply.headers.get(header::SET_COOKIE).and_then(|v| v.to_str().ok());
        let cookie = set.and_then(|s| s.split(';').next()).map(str::to_owned);
        Self { cookie: cookie.or_else(|| self.cookie.clone()), ..self.clone() }
    }

    /// Sends a request as it is.
    pub async fn send(&self, mut request: Request) -> Reply {
        let headers = request.headers_mut();
        headers.entry(header::HOST).or_insert(self.host.parse().expect("a host"));
        if let Some(cookie) = &self.cookie {
            headers.insert(header::COOKIE, cookie.parse().expect("a cookie"));
        }
        let response = page::service(&self.app).oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Reply { status: parts.status.as_u16(), headers: parts.headers, text, bytes }
    }

    /// Gets a page.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// The token that this visitor's forms carry.
    pub async fn csrf(&self) -> String {
        let page = self.get("/fi/nowhere-to-be-found").await;
        // An empty store sends all pages to its set-up.
        let page = if page.location().is_empty() { page } else { self.get(page.location()).await };
        page.csrf().expect("every page carries a token")
    }

    /// Sends a form with the right token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.csrf().await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(path, &all).await
    }

    /// Sends a form as it is, without a token of its own.
    pub async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form with a file.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Reply {
        let token = self.csrf().await;
        let mut body = Vec::new();
        let edge = "talkoot-test-edge";
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        for (name, value) in all {
            body.extend_from_slice(
                format!("--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        let (field, name, bytes) = file;
        body.extend_from_slice(
            format!(
                "--{edge}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={edge}"))
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }
}
