use meetings::meetings::Meeting;
use page::Feature;
use people::bodies::Body;
use store::outbox::{self, Posted};
use testkit::{Client, TestApp};
use uuid::Uuid;

/// The link that nobody but those invited may see.
pub const LINK: &str = "https://etana.example.org/salainen-huone-7";

pub fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature(), meetings::feature()]
}

/// The id at the end of an address: `/fi/meetings/{id}`.
pub fn id_in(location: &str) -> Uuid {
    location.split(['/', '#', '?']).find_map(|part| part.parse().ok()).expect(location)
}

/// Makes a meeting on 27 October 2021 by the form.
pub async fn meeting(coordinator: &Client, body: &Body) -> Uuid {
    let made = coordinator
        .post(
            "/fi/meetings/new",
            &[
                ("once", &Uuid::new_v4().to_string()),
                ("body", &body.key),
                ("day", "27.10.2021"),
                ("start", "9.00"),
                ("end", "11.30"),
                ("mode", "hybrid"),
                ("place_fi", "Liitto, Lahti"),
                ("remote_link", LINK),
            ],
        )
        .await;
    assert_eq!(made.status, 303, "{}", made.text);
    id_in(made.location())
}

/// Adds an item by the form.
pub async fn item(coordinator: &Client, meeting: Uuid, more: &[(&str, &str)]) -> testkit::Reply {
    let once = Uuid::new_v4().to_string();
    let mut fields = vec![("once", once.as_str())];
    fields.extend_from_slice(more);
    for (name, value) in [("kind", "resolution"), ("publicity", "public"), ("title_fi", "Tuulivoima")] {
        if !fields.iter().any(|(n, _)| *n == name) {
            fields.push((name, value));
        }
    }
    coordinator.post(&format!("/fi/meetings/{meeting}/items/new"), &fields).await
}

/// Presses a button that has no other field.
pub async fn press(client: &Client, path: &str) -> testkit::Reply {
    client.post(path, &[("once", &Uuid::new_v4().to_string())]).await
}

/// Sends the call.
pub async fn call(coordinator: &Client, meeting: Uuid) {
    let sent = press(coordinator, &format!("/fi/meetings/{meeting}/call")).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
}

pub async fn stored(t: &TestApp, id: Uuid) -> Meeting {
    meetings::meetings::get(t.app.db(), t.tenant.id, id).await.expect("reads").expect("a meeting")
}

/// Sends a form as a page would, with a key of its own.
pub async fn submit(client: &Client, path: &str, fields: &[(&str, &str)]) -> testkit::Reply {
    let once = Uuid::new_v4().to_string();
    let mut all = vec![("once", once.as_str())];
    all.extend_from_slice(fields);
    client.post(path, &all).await
}

/// The link of the last letter to somebody.
pub async fn link_of(t: &TestApp, meeting: Uuid, name: &str) -> String {
    let all = letters(t, meeting).await;
    answer_path(all.iter().rev().find(|l| l.to_name == name).expect(name))
}

/// The letters about a meeting, as they leave.
pub async fn letters(t: &TestApp, meeting: Uuid) -> Vec<Posted> {
    outbox::about(t.app.db(), t.tenant.id, "meeting", meeting).await.expect("reads")
}

/// The path of the answer's link in a letter.
pub fn answer_path(letter: &Posted) -> String {
    let text = &letter.body.0.text;
    let at = text.find("/answer/").expect("a link");
    let token: String = text[at + 8..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    format!("/fi/answer/{token}")
}
