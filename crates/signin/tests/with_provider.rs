//! Signing in at a real OpenID Connect provider: npm `oidc-provider`, started from `tests/oidc/`. Runs where node
//! and its packages are (`npm ci` in that folder); says so where they are not.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use axum::body::Body;
use axum::extract::Request;
use page::Feature;
use testkit::{Reply, TestApp};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature()]
}

struct Provider {
    child: Child,
    port: u16,
    // Kept open: a provider whose output nobody reads dies of it.
    _output: BufReader<ChildStdout>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start() -> Option<Provider> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oidc");
    if !folder.join("node_modules/oidc-provider").exists() {
        eprintln!("not run: {} has no node_modules (npm ci)", folder.display());
        return None;
    }
    let back = "http://localhost/login/oidc/callback";
    let spawned = Command::new("node")
        .args(["server.mjs", "talkoot", "a-secret-of-tests", back])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        eprintln!("not run: there is no node");
        return None;
    };
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    let port = output
        .by_ref()
        .lines()
        .map_while(Result::ok)
        .find_map(|l| l.strip_prefix("ready ")?.parse().ok())
        .expect("the provider says its port");
    Some(Provider { child, port, _output: output })
}

/// A browser at the provider: keeps cookies, follows until the way leads back to us.
async fn through(provider: &Provider, start: &str) -> String {
    let http = plain_http();
    let mut cookies: Vec<(String, String)> = Vec::new();
    let mut url = start.to_owned();
    for _ in 0..12 {
        if url.starts_with("http://localhost/") {
            return url;
        }
        let path =
            url.strip_prefix(&format!("http://127.0.0.1:{}", provider.port)).unwrap_or(&url).to_owned();
        let jar: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let (headers, _) = http(provider.port, &path, &jar.join("; "));
        for line in headers.lines() {
            let Some((name, value)) = line.split_once(": ") else { continue };
            if name.eq_ignore_ascii_case("set-cookie") {
                let pair = value.split(';').next().unwrap_or_default();
                let (n, v) = pair.split_once('=').unwrap_or_default();
                cookies.retain(|(known, _)| known != n);
                if !v.is_empty() {
                    cookies.push((n.to_owned(), v.to_owned()));
                }
            }
        }
        url = headers
            .lines()
            .filter_map(|l| l.split_once(": "))
            .find(|(n, _)| n.eq_ignore_ascii_case("location"))
            .unwrap_or_else(|| panic!("a way on from {url}: {headers}"))
            .1
            .to_owned();
    }
    panic!("the provider leads nowhere");
}

/// One plain HTTP request on a connection of its own: enough for a test, and no library between.
fn plain_http() -> impl Fn(u16, &str, &str) -> (String, String) {
    |port, path, cookies| {
        let mut line = std::net::TcpStream::connect(("127.0.0.1", port)).expect("the provider listens");
        let cookie = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
        write!(line, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{cookie}Connection: close\r\n\r\n")
            .expect("writes");
        let mut all = String::new();
        line.read_to_string(&mut all).expect("reads");
        let (head, body) = all.split_once("\r\n\r\n").unwrap_or((&all, ""));
        (head.to_owned(), body.to_owned())
    }
}

async fn back_with(t: &TestApp, url: &str, cookie: &str) -> Reply {
    let path = url.strip_prefix("http://localhost").expect("ours");
    t.nobody().send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_that_the_provider_vouches_for_opens_the_session() {
    let Some(provider) = start() else { return };
    let issuer = format!("http://127.0.0.1:{}", provider.port);
    let settings = signin::oidc::Settings::new(&issuer, "talkoot", "a-secret-of-tests").unwrap();
    let t = TestApp::start_with(features, None, |b| b.part(settings)).await;
    t.person("Kaisa").await;
    assert!(t.nobody().get("/fi/login").await.text.contains("/fi/login/oidc?next="));

    let come = async |email: &str| -> (String, String) {
        plain_http()(provider.port, &format!("/as?email={email}"), "");
        let begun = t.nobody().get("/sv/login/oidc?next=/profile").await;
        assert_eq!(begun.status, 303, "{}", begun.text);
        let cookie = begun.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        (through(&provider, begun.location()).await, cookie)
    };

    let (url, cookie) = come("kaisa@example.org").await;
    // In another browser the same answer is worth nothing, and it is used up by the try.
    assert_eq!(back_with(&t, &url, "__Host-talkoot-oidc=stolen").await.status, 409);
    assert_eq!(back_with(&t, &url, &cookie).await.status, 409);

    let (url, cookie) = come("kaisa@example.org").await;
    let reply = back_with(&t, &url, &cookie).await;
    assert_eq!((reply.status, reply.location()), (303, "/sv/profile"));
    let session = reply.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = Request::get("/sv/profile").header("cookie", session).body(Body::empty()).unwrap();
    assert!(t.nobody().send(request).await.text.contains("Kaisa"));
    assert_eq!(back_with(&t, &url, &cookie).await.status, 409, "an answer is taken once");

    let (url, cookie) = come("stranger@example.org").await;
    let stranger = back_with(&t, &url, &cookie).await;
    assert_eq!(stranger.status, 403);
    assert!(stranger.text.contains("stranger@example.org"));

    t.person("unverified").await;
    let (url, cookie) = come("unverified@example.org").await;
    assert_eq!(back_with(&t, &url, &cookie).await.status, 403);

    let lost = t.nobody().get("/login/oidc/callback?code=x&state=y").await;
    assert_eq!(lost.status, 409);
    drop(provider);
    assert_eq!(t.nobody().get("/fi/login/oidc").await.status, 502, "a provider that is away is told");
}
