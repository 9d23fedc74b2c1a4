use jiff::civil::Date;
use kit::{Local, Publicity};
use page::Feature;
use people::bodies::Body;
use record::actions::{self, Action, NewAction, Owner};
use store::outbox::{self, Posted};
use testkit::{Client, Reply, TestApp};
use uuid::Uuid;

pub fn features() -> Vec<Feature> {
    vec![
        people::feature(),
        signin::feature(),
        record::feature(),
        meetings::feature(),
        site::feature(),
        desk::feature(),
    ]
}

/// Sends a form as a page would, with a key of its own.
pub async fn submit(client: &Client, path: &str, fields: &[(&str, &str)]) -> Reply {
    let once = Uuid::new_v4().to_string();
    let mut all = vec![("once", once.as_str())];
    all.extend_from_slice(fields);
    client.post(path, &all).await
}

/// The desk of somebody.
pub async fn desk(client: &Client) -> String {
    let page = client.get("/fi/desk").await;
    assert_eq!(page.status, 200, "{}", page.text);
    page.text
}

/// Asks for a reminder by the button.
pub async fn remind(client: &Client, kind: &str, about: Uuid) -> Reply {
    submit(client, "/fi/desk/remind", &[("kind", kind), ("about", &about.to_string())]).await
}

/// An action of a body.
pub async fn action(t: &TestApp, body: &Body, text: &str, owner: Owner, due: Option<Date>) -> Action {
    let mut tx = t.tx().await;
    let new = NewAction {
        matter: None,
        decision: None,
        meeting: None,
        item: None,
        body: Some(body.id),
        text: Local::fi(text),
        owner,
        due,
        publicity: Publicity::Public,
        source: String::new(),
        example: false,
    };
    let row = actions::create(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    row
}

/// Makes a meeting by the form and gives its id.
pub async fn meeting(coordinator: &Client, body: &Body, day: &str) -> Uuid {
    let fields = [
        ("body", body.key.as_str()),
        ("day", day),
        ("start", "9.00"),
        ("end", "11.30"),
        ("mode", "hybrid"),
        ("place_fi", "Liitto, Lahti"),
        ("remote_link", "https://etana.example.org/huone"),
    ];
    let made = submit(coordinator, "/fi/meetings/new", &fields).await;
    assert_eq!(made.status, 303, "{}", made.text);
    made.location()
        .split(['/', '#', '?'])
        .find_map(|part| part.parse().ok())
        .unwrap_or_else(|| panic!("{}", made.location()))
}

/// Puts an item on the agenda and sends the call of a meeting.
pub async fn call(coordinator: &Client, meeting: Uuid) {
    let fields = [
        ("kind", "resolution"),
        ("publicity", "public"),
        ("title_fi", "Tuulivoima"),
        ("presenter", "kuntayhteistyöpäällikkö"),
        ("proposal", "Merkitään tiedoksi."),
        ("background", "Selvitys on valmis."),
    ];
    let item = submit(coordinator, &format!("/fi/meetings/{meeting}/items/new"), &fields).await;
    assert_eq!(item.status, 303, "{}", item.text);
    let sent = submit(coordinator, &format!("/fi/meetings/{meeting}/call"), &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
}

/// The letters about something, oldest first.
pub async fn letters(t: &TestApp, kind: &str, about: Uuid) -> Vec<Posted> {
    outbox::about(t.app.db(), t.tenant.id, kind, about).await.unwrap()
}
