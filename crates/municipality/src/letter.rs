//! A resident's letter to those who represent the municipality. The resident never sees their addresses: the letters
//! go by the outbox, and whoever wants to answer has the resident's own address in the text.

use kit::{Lang, Role};
use page::{App, PageError, Tenant, Value};
use people::municipalities::Municipality;
use people::persons::Person;
use people::{bodies, persons};
use store::Tx;
use store::outbox::{self, Body, Letter};
use uuid::Uuid;

/// What a resident writes.
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) text: String,
}

/// Puts the letters into the outbox; says to how many persons. Where nobody with an address represents the
/// municipality, those who coordinate get it, and where there is none of them either, the council's own address.
pub(crate) async fn send(
    tx: &mut Tx,
    app: &App,
    tenant: &Tenant,
    town: &Municipality,
    written: &Written,
) -> Result<usize, PageError> {
    let id = Uuid::new_v4();
    let mut to = representatives(tx, town).await?;
    if to.is_empty() {
        to = coordinators(tx).await?;
    }
    let mut letters: Vec<Letter> = Vec::new();
    for person in &to {
        let lang = person.lang.parse().unwrap_or_default();
        let address = person.email.clone().unwrap_or_default();
        letters.push(letter(app, tenant, town, written, lang, (person.name.clone(), address), id));
    }
    if letters.is_empty() {
        let council = (tenant.council.get(Lang::Fi).to_owned(), tenant.mail_from.clone());
        letters.push(letter(app, tenant, town, written, Lang::Fi, council, id));
    }
    let sent = letters.len();
    for letter in letters {
        outbox::post(tx, letter).await?;
    }
    tx.noted("municipality", town.id, "written_to", &[("letters", &sent.to_string())]);
    Ok(sent)
}

async fn representatives(tx: &Tx, town: &Municipality) -> Result<Vec<Person>, PageError> {
    let (db, tenant) = (tx.conn(), tx.tenant());
    let today = kit::local_date(tx.now());
    let mut rows = bodies::members_for(db, tenant, town.id).await?;
    rows.retain(|m| m.in_force(today) && matches!(bodies::seat_role(&m.role), Role::Chair | Role::Member));
    let seats = bodies::seated(db, tenant, rows, today).await?;
    Ok(reachable(seats.into_iter().filter_map(|s| s.person).collect()))
}

async fn coordinators(tx: &Tx) -> Result<Vec<Person>, PageError> {
    let (db, tenant) = (tx.conn(), tx.tenant());
    let today = kit::local_date(tx.now());
    let mut grants = persons::grants(db, tenant).await?;
    grants.retain(|g| {
        g.role == Role::Coordinator.code()
            && g.body.is_none()
            && g.from_day.0 <= today
            && g.to_day.is_none_or(|to| to.0 >= today)
    });
    Ok(reachable(persons::of(db, tenant, grants.into_iter().map(|g| g.person).collect()).await?))
}

/// Those who have an address, each once.
fn reachable(mut all: Vec<Person>) -> Vec<Person> {
    all.retain(|p| p.active && p.email.is_some());
    all.sort_by(|a, b| a.sort_key.cmp(&b.sort_key).then(a.id.cmp(&b.id)));
    all.dedup_by_key(|p| p.id);
    all
}

fn letter(
    app: &App,
    tenant: &Tenant,
    town: &Municipality,
    written: &Written,
    lang: Lang,
    (to_name, to_address): (String, String),
    id: Uuid,
) -> Letter {
    let name = town.name(lang).to_owned();
    let args = [
        ("name", Value::from(name)),
        ("region", Value::from(tenant.name.get(lang).to_owned())),
        ("from", Value::from(written.name.clone())),
        ("email", Value::from(written.email.clone())),
        ("text", Value::from(written.text.clone())),
    ];
    Letter {
        to_name,
        to_address,
        subject: app.t(lang, "municipality-letter-subject", &args[..1]),
        body: Body {
            text: app.t(lang, "municipality-letter", &args),
            lang: lang.code().to_owned(),
            ..Body::default()
        },
        about: ("municipality_letter", id),
    }
}
