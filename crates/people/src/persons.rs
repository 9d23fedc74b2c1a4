//! Persons, organisations, offices and what each person may do.

use std::collections::HashMap;

use jiff::civil::Date;
use kit::{Grant, Id, Local, Role, When, Who};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Day, Json, Result, Tx, sort_key};
use uuid::Uuid;

use crate::handovers;
pub use crate::rows::assistant::Model as Assistant;
pub use crate::rows::holding::Model as Holding;
pub use crate::rows::office::Model as Office;
pub use crate::rows::organisation::Model as Organisation;
pub use crate::rows::person::Model as Person;
pub use crate::rows::role_grant::Model as RoleGrant;
use crate::rows::{assistant, holding, membership, office, organisation, person, role_grant};

/// The person of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Person>> {
    Ok(person::Entity::find_by_id(id).filter(person::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The persons of these ids, in no order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, ids: Vec<Uuid>) -> Result<Vec<Person>> {
    Ok(person::Entity::find()
        .filter(person::Column::Tenant.eq(tenant))
        .filter(person::Column::Id.is_in(ids))
        .all(db)
        .await?)
}

/// The person with this address, whatever the case of its letters.
pub async fn by_email(db: &impl ConnectionTrait, tenant: Uuid, email: &str) -> Result<Option<Person>> {
    Ok(person::Entity::find()
        .filter(person::Column::Tenant.eq(tenant))
        .filter(person::Column::Email.eq(email.trim().to_lowercase()))
        .one(db)
        .await?)
}

/// The person of a key: demo files and imports name persons by it.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Person>> {
    Ok(person::Entity::find()
        .filter(person::Column::Tenant.eq(tenant))
        .filter(person::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// All persons in Finnish order.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Person>> {
    Ok(person::Entity::find()
        .filter(person::Column::Tenant.eq(tenant))
        .order_by_asc(person::Column::SortKey)
        .all(db)
        .await?)
}

/// A person to be added.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// The name as shown.
    pub name: String,
    /// The title or office in words.
    pub title: String,
    /// The address for letters.
    pub email: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// Whether name's contact data may stand on public pages.
    pub contact_public: bool,
    /// The language of letters.
    pub lang: kit::Lang,
    /// Where the person works.
    pub organisation: Option<Uuid>,
}

/// Adds a person.
pub async fn create(tx: &mut Tx, new: NewPerson) -> Result<Person> {
    create_keyed(tx, new, None).await
}

/// Adds a person with a key by which files name it.
pub async fn create_keyed(tx: &mut Tx, new: NewPerson, key: Option<&str>) -> Result<Person> {
    let row = row_of(tx.tenant(), Id::<Person>::new(tx.now()).uuid(), new, key);
    tx.create("person", row.id, &row).await?;
    Ok(row)
}

/// A person as its row.
pub(crate) fn row_of(tenant: Uuid, id: Uuid, new: NewPerson, key: Option<&str>) -> Person {
    Person {
        id,
        tenant,
        key: key.map(str::to_owned),
        sort_key: sort_key(&new.name),
        name: new.name,
        title: new.title,
        email: new.email.map(|e| e.trim().to_lowercase()).filter(|e| !e.is_empty()),
        phone: new.phone.filter(|p| !p.is_empty()),
        contact_public: new.contact_public,
        lang: new.lang.code().to_owned(),
        reminders: None,
        organisation: new.organisation,
        active: true,
        version: 1,
    }
}

/// Saves a changed person; the version and the sort key are set here.
pub async fn update(tx: &mut Tx, before: &Person, mut after: Person) -> Result<Person> {
    after.version = before.version + 1;
    after.sort_key = sort_key(&after.name);
    after.email = after.email.map(|e| e.trim().to_lowercase()).filter(|e| !e.is_empty());
    tx.change("person", before.id, before, &after).await?;
    Ok(after)
}

/// Adds an organisation. Kinds: `municipality`, `council`, `authority`, `company`, `association`, `other`.
pub async fn create_organisation(
    tx: &mut Tx,
    name: Local,
    kind: &str,
    municipality: Option<Uuid>,
) -> Result<Organisation> {
    let row = Organisation {
        id: Id::<Organisation>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        sort_key: sort_key(name.get(kit::Lang::Fi)),
        name: Json(name),
        kind: kind.to_owned(),
        municipality,
        version: 1,
    };
    tx.create("organisation", row.id, &row).await?;
    Ok(row)
}

/// All organisations in Finnish order.
pub async fn organisations(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Organisation>> {
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(tenant))
        .order_by_asc(organisation::Column::SortKey)
        .all(db)
        .await?)
}

/// Adds an office.
pub async fn create_office(
    tx: &mut Tx,
    name: Local,
    organisation: Option<Uuid>,
    municipality: Option<Uuid>,
) -> Result<Office> {
    let row = Office {
        id: Id::<Office>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        sort_key: sort_key(name.get(kit::Lang::Fi)),
        name: Json(name),
        organisation,
        municipality,
        version: 1,
    };
    tx.create("office", row.id, &row).await?;
    Ok(row)
}

/// All offices in Finnish order.
pub async fn offices(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Office>> {
    Ok(office::Entity::find()
        .filter(office::Column::Tenant.eq(tenant))
        .order_by_asc(office::Column::SortKey)
        .all(db)
        .await?)
}

/// Notes who holds an office from when to when.
pub async fn hold_office(tx: &mut Tx, office: Uuid, person: Uuid, from: &When, to: &When) -> Result<Holding> {
    let row = Holding {
        id: Id::<Holding>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        office,
        person,
        from_date: from.code(),
        from_printed: from.printed().map(str::to_owned),
        to_date: to.code(),
        to_printed: to.printed().map(str::to_owned),
    };
    tx.create("holding", row.id, &row).await?;
    Ok(row)
}

/// Who held offices and when: all rows of the tenant.
pub async fn holdings(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Holding>> {
    Ok(holding::Entity::find().filter(holding::Column::Tenant.eq(tenant)).all(db).await?)
}

/// The person who holds the office on a day, if one is known to.
pub async fn holder_on(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    office: Uuid,
    day: Date,
) -> Result<Option<Person>> {
    let rows = holding::Entity::find()
        .filter(holding::Column::Tenant.eq(tenant))
        .filter(holding::Column::Office.eq(office))
        .all(db)
        .await?;
    let found = rows.into_iter().find(|h| {
        in_force(&h.from_date, h.from_printed.as_deref(), &h.to_date, h.to_printed.as_deref(), day)
    });
    match found {
        Some(h) => get(db, tenant, h.person).await,
        None => Ok(None),
    }
}

/// Who holds each of these offices on a day, where it is known.
pub async fn holders_on(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    offices: Vec<Uuid>,
    day: Date,
) -> Result<HashMap<Uuid, Uuid>> {
    if offices.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = holding::Entity::find()
        .filter(holding::Column::Tenant.eq(tenant))
        .filter(holding::Column::Office.is_in(offices))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|h| h.in_force(day)).map(|h| (h.office, h.person)).collect())
}

/// Reads a date with doubt from its two columns.
pub fn when(code: &str, printed: Option<&str>) -> When {
    When::from_code(code, printed).unwrap_or_else(|_| When::unknown())
}

/// Whether something that runs from–to is in force on a day. An unknown beginning counts as begun and an unknown
/// end as not ended: the record says that it is, and not since or until when.
pub fn in_force(
    from: &str,
    from_printed: Option<&str>,
    to: &str,
    to_printed: Option<&str>,
    day: Date,
) -> bool {
    let from = When::from_code(from, from_printed).unwrap_or_else(|_| When::unknown());
    let to = When::from_code(to, to_printed).unwrap_or_else(|_| When::unknown());
    from.span().is_none_or(|(first, _)| first <= day) && to.span().is_none_or(|(_, last)| last >= day)
}

/// Gives a role that is not a seat.
pub async fn grant(
    tx: &mut Tx,
    person: Uuid,
    role: Role,
    body: Option<Uuid>,
    municipality: Option<Uuid>,
    from: Date,
) -> Result<RoleGrant> {
    let row = RoleGrant {
        id: Id::<RoleGrant>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        person,
        role: role.code().to_owned(),
        body,
        municipality,
        from_day: Day(from),
        to_day: None,
    };
    tx.create("role_grant", row.id, &row).await?;
    Ok(row)
}

/// Ends a role on a day.
pub async fn end_grant(tx: &mut Tx, before: &RoleGrant, last: Date) -> Result<()> {
    let after = RoleGrant { to_day: Some(Day(last)), ..before.clone() };
    tx.change("role_grant", before.id, before, &after).await
}

/// All roles that are not seats.
pub async fn grants(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<RoleGrant>> {
    Ok(role_grant::Entity::find().filter(role_grant::Column::Tenant.eq(tenant)).all(db).await?)
}

/// Lets one person act for another from a day on.
pub async fn appoint_assistant(tx: &mut Tx, person: Uuid, for_person: Uuid, from: Date) -> Result<Assistant> {
    let row = Assistant {
        id: Id::<Assistant>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        person,
        for_person,
        from_day: Day(from),
        to_day: None,
    };
    tx.create("assistant", row.id, &row).await?;
    Ok(row)
}

/// For whom a person may act today.
pub async fn principals(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    today: Date,
) -> Result<Vec<Person>> {
    let rows = assistant::Entity::find()
        .filter(assistant::Column::Tenant.eq(tenant))
        .filter(assistant::Column::Person.eq(person))
        .filter(in_days(assistant::Column::FromDay, assistant::Column::ToDay, today))
        .all(db)
        .await?;
    of(db, tenant, rows.into_iter().map(|r| r.for_person).collect()).await
}

fn in_days<C: ColumnTrait>(from: C, to: C, day: Date) -> Condition {
    Condition::all().add(from.lte(Day(day))).add(Condition::any().add(to.is_null()).add(to.gte(Day(day))))
}

/// A person with all that the person may do today: own roles, seats (also those that come with an office held
/// today), as an assistant the seats of those for whom the person acts, and as a substitute all that was handed over.
/// Who has handed over keeps reading what the own bodies do, and does nothing there; the rights of an administrator
/// are no office and stay where they are.
pub async fn who(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid, today: Date) -> Result<Who> {
    let Some(person) = get(db, tenant, id).await?.filter(|p| p.active) else { return Ok(Who::Nobody) };
    let mut grants = held(db, tenant, id, today).await?;
    let handed = handovers::of_person(db, tenant, id, today).await?;
    if handed.iter().any(|h| h.person == id) {
        grants = grants
            .into_iter()
            .filter_map(|g| match (g.role, g.body) {
                (Role::Admin, _) => Some(g),
                (_, Some(body)) => Some(Grant { role: Role::Member, body: Some(body), municipality: None }),
                (_, None) => None,
            })
            .collect();
    }
    for h in handed.iter().filter(|h| h.substitute == id) {
        let got = held(db, tenant, h.person, today).await?;
        grants.extend(got.into_iter().filter(|g| g.role != Role::Admin));
    }
    for principal in principals(db, tenant, id, today).await? {
        let seats = seats_of(db, tenant, principal.id, today).await?;
        grants.extend(seats.into_iter().map(|s| Grant { role: Role::Assistant, ..s }));
    }
    Ok(Who::Person { id, name: person.name, grants })
}

/// Seats and roles as the person holds them, whoever acts in them today.
pub async fn held(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid, today: Date) -> Result<Vec<Grant>> {
    let mut grants = seats_of(db, tenant, id, today).await?;
    let own = role_grant::Entity::find()
        .filter(role_grant::Column::Tenant.eq(tenant))
        .filter(role_grant::Column::Person.eq(id))
        .filter(in_days(role_grant::Column::FromDay, role_grant::Column::ToDay, today))
        .all(db)
        .await?;
    grants.extend(own.into_iter().filter_map(|g| {
        Some(Grant { role: Role::parse(&g.role)?, body: g.body, municipality: g.municipality })
    }));
    Ok(grants)
}

async fn seats_of(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid, today: Date) -> Result<Vec<Grant>> {
    let offices: Vec<Uuid> = holding::Entity::find()
        .filter(holding::Column::Tenant.eq(tenant))
        .filter(holding::Column::Person.eq(person))
        .all(db)
        .await?
        .into_iter()
        .filter(|h| {
            in_force(&h.from_date, h.from_printed.as_deref(), &h.to_date, h.to_printed.as_deref(), today)
        })
        .map(|h| h.office)
        .collect();
    let seats = membership::Entity::find()
        .filter(membership::Column::Tenant.eq(tenant))
        .filter(
            Condition::any()
                .add(membership::Column::Person.eq(person))
                .add(membership::Column::Office.is_in(offices)),
        )
        .all(db)
        .await?;
    Ok(seats
        .into_iter()
        .filter(|m| {
            in_force(&m.from_date, m.from_printed.as_deref(), &m.to_date, m.to_printed.as_deref(), today)
        })
        .map(|m| Grant {
            role: crate::bodies::seat_role(&m.role),
            body: Some(m.body),
            municipality: m.municipality,
        })
        .collect())
}

/// The roles that a person holds today besides seats.
pub async fn roles_of(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    today: Date,
) -> Result<Vec<Role>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::Tenant.eq(tenant))
        .filter(role_grant::Column::Person.eq(person))
        .filter(in_days(role_grant::Column::FromDay, role_grant::Column::ToDay, today))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|g| Role::parse(&g.role)).collect())
}

/// Who acts or acted for whom: all rows of the tenant.
pub async fn assistants(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Assistant>> {
    Ok(assistant::Entity::find().filter(assistant::Column::Tenant.eq(tenant)).all(db).await?)
}

/// Ends an assistant's appointment on a day.
pub async fn end_assistant(tx: &mut Tx, before: &Assistant, last: Date) -> Result<()> {
    let after = Assistant { to_day: Some(Day(last)), ..before.clone() };
    tx.change("assistant", before.id, before, &after).await
}

/// Ends the holding of an office.
pub async fn end_holding(tx: &mut Tx, before: &Holding, to: &When) -> Result<()> {
    let after = Holding { to_date: to.code(), to_printed: to.printed().map(str::to_owned), ..before.clone() };
    tx.change("holding", before.id, before, &after).await
}

/// The roles of secretaries of a body that are held today besides seats.
pub async fn secretaries(db: &impl ConnectionTrait, tenant: Uuid, today: Date) -> Result<Vec<RoleGrant>> {
    Ok(role_grant::Entity::find()
        .filter(role_grant::Column::Tenant.eq(tenant))
        .filter(role_grant::Column::Role.eq(Role::Secretary.code()))
        .filter(in_days(role_grant::Column::FromDay, role_grant::Column::ToDay, today))
        .all(db)
        .await?)
}
