//! The people of a demo region, read from its folder: `tenant`, `organisations`, `persons` and `bodies`.

use std::collections::HashMap;
use std::path::Path;

use futures::future::{BoxFuture, FutureExt};
use jiff::Timestamp;
use jiff::civil::Date;
use kit::{Id, Local, Role, When};
use page::{App, PageError, Tenant};
use richtext::RichText;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::{Act, Json, Store, Tx};
use uuid::Uuid;

use crate::bodies::{self, NewBody, NewMembership};
use crate::persons::{self, NewPerson};
use crate::tenants::{self, NewTenant};
use crate::{municipalities, persons::Person};

#[derive(Deserialize)]
struct TenantFile {
    tenant: TenantRow,
}

#[derive(Deserialize)]
struct TenantRow {
    key: String,
    name: Local,
    council: String,
    region: String,
    host: String,
    default: bool,
}

#[derive(Deserialize)]
struct OrganisationFile {
    organisation: Vec<OrganisationRow>,
}

#[derive(Deserialize)]
struct OrganisationRow {
    key: String,
    name: Local,
    kind: String,
    municipality: Option<String>,
}

/// The file of persons, as other slices read it for logins.
#[derive(Deserialize)]
pub struct PersonFile {
    /// The persons.
    pub person: Vec<PersonRow>,
    #[serde(default)]
    term: Vec<OfficeTerm>,
}

/// One person of the file.
#[derive(Deserialize)]
pub struct PersonRow {
    /// The key by which other rows name the person.
    pub key: String,
    /// The name: that of the office.
    pub name: String,
    office: Option<Local>,
    organisation: Option<String>,
    email: Option<String>,
    /// The login, where the person has one.
    pub login: Option<String>,
    role: Option<String>,
    assists: Option<String>,
}

#[derive(Deserialize)]
struct OfficeTerm {
    person: String,
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct BodyFile {
    body: Vec<BodyRow>,
    #[serde(default)]
    membership: Vec<MembershipRow>,
    #[serde(default)]
    rotation: Vec<TurnRow>,
}

#[derive(Deserialize)]
struct BodyRow {
    key: String,
    name: Local,
    kind: String,
    #[serde(rename = "type")]
    sort: String,
    numbering: String,
    members_known: bool,
    #[serde(default)]
    tasks: Local,
    #[serde(default)]
    guests: Local,
    seat_rule: Option<RuleRow>,
    from: Option<String>,
    from_printed: Option<String>,
    #[serde(default)]
    doubt: Local,
}

#[derive(Deserialize)]
struct RuleRow {
    kind: String,
    #[serde(default)]
    groups: Vec<String>,
}

#[derive(Deserialize)]
struct MembershipRow {
    body: String,
    person: String,
    role: String,
    on_behalf_of: Option<String>,
    from: String,
    from_printed: Option<String>,
    to: String,
    to_printed: Option<String>,
    #[serde(default)]
    doubt: Local,
}

#[derive(Deserialize)]
struct TurnRow {
    body: String,
    municipality: String,
    from: String,
    from_printed: Option<String>,
    to: String,
    to_printed: Option<String>,
    #[serde(default)]
    doubt: Local,
}

#[derive(Deserialize)]
struct CouncilTerms {
    term: Vec<CouncilTerm>,
}

#[derive(Deserialize)]
struct CouncilTerm {
    name: Local,
    from: Date,
    to: Option<Date>,
}

/// Reads one file of a demo folder.
pub fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, PageError> {
    let path = folder.join(name);
    let wrong = |e: &dyn std::fmt::Display| PageError::Inside(format!("{}: {e}", path.display()));
    let text = std::fs::read_to_string(&path).map_err(|e| wrong(&e))?;
    toml::from_str(&text).map_err(|e| wrong(&e))
}

/// Makes the tenant of a demo folder; one that is there already is given back as it is. `base_url` is where the
/// program answers, as `http://localhost:8080`; the tenant's own host takes the place of the host in it.
pub async fn create_tenant(
    store: &Store,
    folder: &Path,
    base_url: &str,
    now: Timestamp,
) -> Result<Tenant, PageError> {
    let row = read::<TenantFile>(folder, "tenant.toml")?.tenant;
    if let Some(tenant) = tenants::by_key(store.read(), &row.key).await? {
        return Ok(tenant);
    }
    let organisations = read::<OrganisationFile>(folder, "organisations.toml")?.organisation;
    let council = organisations.into_iter().find(|o| o.key == row.council).map(|o| o.name);
    let (scheme, rest) = base_url.split_once("://").unwrap_or(("http", base_url));
    let port =
        rest.rsplit_once(':').map(|(_, p)| p.trim_end_matches('/')).filter(|p| p.parse::<u16>().is_ok());
    let port = port.map(|p| format!(":{p}")).unwrap_or_default();
    let mut tx = store.begin(Act::machinery("demo", Id::<Tenant>::new(now).uuid(), now)).await?;
    let tenant = tenants::create(
        &mut tx,
        NewTenant {
            base_url: format!("{scheme}://{}{port}", row.host),
            key: row.key,
            host: row.host,
            council: council.unwrap_or_else(|| row.name.clone()),
            name: row.name,
            region_code: row.region,
            mail_from: "talkoot@example.org".to_owned(),
            demo: true,
            is_default: row.default,
        },
    )
    .await?;
    tx.commit().await?;
    Ok(tenant)
}

/// What is found again by its key while loading.
struct Known {
    municipalities: HashMap<String, Uuid>,
    organisations: HashMap<String, Uuid>,
    persons: HashMap<String, Person>,
    bodies: HashMap<String, Uuid>,
}

fn find<'m, T>(map: &'m HashMap<String, T>, what: &str, key: &str) -> Result<&'m T, PageError> {
    map.get(key).ok_or_else(|| PageError::Inside(format!("the demo names no {what} {key}")))
}

fn span(code: &str, printed: Option<&str>) -> Result<When, PageError> {
    When::from_code(code, printed).map_err(PageError::inside)
}

/// Loads organisations, persons with offices and roles, bodies with seats and turns, and the council terms.
pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    today: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let mut tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
        let all = municipalities::all(tx.conn(), tenant.id).await?;
        let mut known = Known {
            municipalities: all.into_iter().map(|m| (m.code, m.id)).collect(),
            organisations: HashMap::new(),
            persons: HashMap::new(),
            bodies: HashMap::new(),
        };
        for row in read::<OrganisationFile>(folder, "organisations.toml")?.organisation {
            let of = row.municipality.as_ref().and_then(|c| known.municipalities.get(c)).copied();
            let made = persons::create_organisation(&mut tx, row.name, &row.kind, of).await?;
            known.organisations.insert(row.key, made.id);
        }
        load_persons(&mut tx, &mut known, read(folder, "persons.toml")?, today).await?;
        load_bodies(&mut tx, &mut known, read(folder, "bodies.toml")?).await?;
        let terms: CouncilTerms =
            toml::from_str(include_str!("../data/terms.toml")).map_err(PageError::inside)?;
        for term in terms.term {
            bodies::create_term(&mut tx, term.name, term.from, term.to).await?;
        }
        tx.commit().await?;
        Ok(())
    }
    .boxed()
}

async fn load_persons(
    tx: &mut Tx,
    known: &mut Known,
    file: PersonFile,
    today: Date,
) -> Result<(), PageError> {
    let organisations = persons::organisations(tx.conn(), tx.tenant()).await?;
    for row in &file.person {
        let organisation = match &row.organisation {
            Some(key) => Some(*find(&known.organisations, "organisation", key)?),
            None => None,
        };
        let new = NewPerson {
            name: row.name.clone(),
            title: String::new(),
            email: row.email.clone(),
            organisation,
            ..NewPerson::default()
        };
        let made = persons::create_keyed(tx, new, Some(&row.key)).await?;
        if let Some(office) = &row.office {
            let of = organisations.iter().find(|o| Some(o.id) == organisation).and_then(|o| o.municipality);
            let office = persons::create_office(tx, office.clone(), organisation, of).await?;
            let mut spans: Vec<(When, When)> = Vec::new();
            for t in file.term.iter().filter(|t| t.person == row.key) {
                spans.push((span(&t.from, None)?, span(&t.to, None)?));
            }
            if spans.is_empty() {
                spans.push((When::unknown(), When::open()));
            }
            for (from, to) in spans {
                persons::hold_office(tx, office.id, made.id, &from, &to).await?;
            }
        }
        // Chairs, members and deputies are what they are by their seats.
        if let Some(role @ (Role::Admin | Role::Coordinator)) = row.role.as_deref().and_then(Role::parse) {
            persons::grant(tx, made.id, role, None, None, today).await?;
        }
        known.persons.insert(row.key.clone(), made);
    }
    for row in &file.person {
        if let Some(principal) = &row.assists {
            let (who, whom) = (&known.persons[&row.key], find(&known.persons, "person", principal)?);
            persons::appoint_assistant(tx, who.id, whom.id, today).await?;
        }
    }
    Ok(())
}

fn rule(row: Option<&RuleRow>) -> String {
    match row {
        Some(r) if r.kind == "one_per_municipality" => r.kind.clone(),
        // How many seats a group has is not told.
        Some(r) if !r.groups.is_empty() => {
            r.groups.iter().map(|g| format!("{g}:?")).collect::<Vec<_>>().join(",")
        }
        _ => "none".to_owned(),
    }
}

fn rich(parts: &[&Local]) -> Local {
    let of = |lang| {
        let texts: Vec<&str> = parts.iter().map(|p| p.exact(lang)).filter(|t| !t.is_empty()).collect();
        if texts.is_empty() { String::new() } else { RichText::from_plain(&texts.join("\n\n")).to_html() }
    };
    Local { fi: of(kit::Lang::Fi), sv: of(kit::Lang::Sv), en: of(kit::Lang::En) }
}

async fn load_bodies(tx: &mut Tx, known: &mut Known, file: BodyFile) -> Result<(), PageError> {
    for row in file.body {
        let statutory = row.kind == "statutory";
        let new = NewBody {
            key: row.key.clone(),
            name: row.name,
            kind: row.sort,
            statutory,
            parent: None,
            description: rich(&[&row.tasks, &row.guests]),
            numbering: if row.numbering == "section" { "section" } else { "plain" }.to_owned(),
            period: "calendar_year".to_owned(),
            quorum: if statutory { "half" } else { "none" }.to_owned(),
            conflict_step: statutory,
            approval: if statutory { "inspectors" } else { "next_meeting" }.to_owned(),
            publicity: "public".to_owned(),
            seat_rule: rule(row.seat_rule.as_ref()),
        };
        let made = bodies::create(tx, new).await?;
        if !row.members_known || row.from.is_some() {
            let from = span(row.from.as_deref().unwrap_or("9999~unknown"), row.from_printed.as_deref())?;
            let mut after = made.clone();
            after.members_known = row.members_known;
            after.from_date = from.code();
            after.from_printed = from.printed().map(str::to_owned);
            after.doubt = Json(row.doubt);
            bodies::update(tx, &made, after).await?;
        }
        known.bodies.insert(row.key, made.id);
    }
    for row in file.membership {
        let municipality = match &row.on_behalf_of {
            Some(code) => Some(*find(&known.municipalities, "municipality", code)?),
            None => None,
        };
        let new = NewMembership {
            body: *find(&known.bodies, "body", &row.body)?,
            person: Some(find(&known.persons, "person", &row.person)?.id),
            office: None,
            municipality,
            role: row.role,
            sector: None,
            deputy_of: None,
            from: span(&row.from, row.from_printed.as_deref())?,
            to: span(&row.to, row.to_printed.as_deref())?,
            note: row.doubt.fi,
        };
        bodies::add_member(tx, new).await?;
    }
    for row in file.rotation {
        let body = *find(&known.bodies, "body", &row.body)?;
        let municipality = *find(&known.municipalities, "municipality", &row.municipality)?;
        let from = span(&row.from, row.from_printed.as_deref())?;
        let to = span(&row.to, row.to_printed.as_deref())?;
        bodies::add_turn(tx, body, municipality, "turn", &from, &to, &row.doubt.fi).await?;
    }
    Ok(())
}
