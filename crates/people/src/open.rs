//! Who sits where, in the words of OParl: the council as `Body`, its bodies and municipalities as `Organization`,
//! those who have or had a seat as `Person`, their seats as `Membership`, council terms as `LegislativeTerm`.

use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Local, Subject, When};
use page::{App, OpenObject, Opened, PageError, Tenant, open_list, open_page, open_ref};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;

use crate::bodies::{self, Membership};
use crate::rows::membership;
use crate::{municipalities, persons};

/// What stands for a changed thing of ours.
pub(crate) fn source<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Vec<Opened>, PageError>> {
    async move {
        Ok(match subject.kind.as_str() {
            "tenant" | "term" => vec![council(app, tenant).await?],
            "body" => vec![organisation(app, tenant, subject.id).await?],
            "municipality" => vec![town(app, tenant, subject.id).await?],
            "person" => vec![person(app, tenant, subject.id).await?],
            "membership" => match bodies::membership(app.db(), tenant.id, subject.id).await? {
                Some(seat) => {
                    let mut all = vec![organisation(app, tenant, seat.body).await?];
                    if let Some(id) = seat.person {
                        all.push(person(app, tenant, id).await?);
                    }
                    all
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        })
    }
    .boxed()
}

/// The council with its terms.
async fn council(app: &App, tenant: &Tenant) -> Result<Opened, PageError> {
    let mut objects: Vec<OpenObject> = bodies::terms(app.db(), tenant.id)
        .await?
        .iter()
        .map(|term| {
            OpenObject::new("LegislativeTerm", term.id, json!({ "body": open_ref("Body", tenant.id) }))
                .named(&term.name.0)
                .day("startDate", &When::day(term.from_day.0))
                .with("endDate", term.to_day.map(|d| d.0.to_string()))
        })
        .collect();
    let council = json!({
        "system": open_list(""),
        "shortName": tenant.name.get(Lang::Fi),
        "website": open_page("/"),
        "web": open_page("/"),
        "organization": open_list("/lists/organizations"),
        "person": open_list("/lists/people"),
        "meeting": open_list("/lists/meetings"),
        "paper": open_list("/lists/papers"),
        "agendaItem": open_list("/lists/agenda-items"),
        "consultation": open_list("/lists/consultations"),
        "file": open_list("/lists/files"),
        "locationList": open_list("/lists/locations"),
        "legislativeTermList": open_list("/lists/legislative-terms"),
        "membership": open_list("/lists/memberships"),
        "legislativeTerm": objects.iter().map(OpenObject::within).collect::<Vec<_>>(),
        "talkoot:region": tenant.region_code,
    });
    objects.push(OpenObject::new("Body", tenant.id, council).named(&tenant.council));
    Ok(Opened { subject: Subject::new("tenant", tenant.id), objects })
}

/// A body with its seats.
async fn organisation(app: &App, tenant: &Tenant, id: Uuid) -> Result<Opened, PageError> {
    let subject = Subject::new("body", id);
    let Some(body) = bodies::get(app.db(), tenant.id, id).await? else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let today = app.today();
    let seats = bodies::members(app.db(), tenant.id, id).await?;
    let json = json!({
        "body": open_ref("Body", tenant.id),
        "organizationType": if body.statutory { "Gremium" } else { "Sonstiges" },
        "classification": app.t(Lang::Fi, &format!("body-kind-{}", body.kind.replace('_', "-")), &[]),
        "membership": seats.iter().map(|m| open_ref("Membership", m.id)).collect::<Vec<_>>(),
        "meeting": open_list(&format!("/organizations/{id}/meetings")),
        "consultation": open_list(&format!("/organizations/{id}/consultations")),
        "memberCount": seats.iter().filter(|m| m.in_force(today)).count(),
        "web": open_page(&format!("/bodies/{}", body.key)),
        "talkoot:statutory": body.statutory,
    });
    let organisation = OpenObject::new("Organization", id, json)
        .named(&body.name.0)
        .with("subOrganizationOf", body.parent.map(|p| open_ref("Organization", p)))
        .day("startDate", &persons::when(&body.from_date, body.from_printed.as_deref()));
    let mut objects = vec![organisation];
    objects.extend(seats.iter().map(|m| seat(app, m)));
    Ok(Opened { subject, objects })
}

fn seat(app: &App, m: &Membership) -> OpenObject {
    let json = json!({
        "organization": open_ref("Organization", m.body),
        "role": app.t(Lang::Fi, &format!("seat-{}", m.role.replace('_', "-")), &[]),
        "votingRight": matches!(m.role.as_str(), "chair" | "vice_chair" | "member"),
    });
    OpenObject::new("Membership", m.id, json)
        .with("person", m.person.map(|p| open_ref("Person", p)))
        .with("onBehalfOf", m.municipality.map(|t| open_ref("Organization", t)))
        .day("startDate", &m.from())
        .day("endDate", &m.to())
}

/// A municipality of the region, on whose behalf seats are held.
async fn town(app: &App, tenant: &Tenant, id: Uuid) -> Result<Opened, PageError> {
    let subject = Subject::new("municipality", id);
    let Some(m) = municipalities::get(app.db(), tenant.id, id).await? else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let json = json!({
        "body": open_ref("Body", tenant.id),
        "organizationType": "Institution",
        "classification": app.t(Lang::Fi, "open-municipality", &[]),
        "web": open_page(&format!("/municipalities/{}", m.slug)),
        "talkoot:code": m.code,
    });
    let town = OpenObject::new("Organization", id, json)
        .named(&Local { fi: m.name_fi, sv: m.name_sv, en: String::new() })
        .with("startDate", m.valid_from.map(|d| d.0.to_string()))
        .with("endDate", m.valid_to.map(|d| d.0.to_string()));
    Ok(Opened { subject, objects: vec![town] })
}

/// Somebody who has or had a seat. Others of the house are nobody's business.
async fn person(app: &App, tenant: &Tenant, id: Uuid) -> Result<Opened, PageError> {
    let subject = Subject::new("person", id);
    let seats: Vec<Membership> = membership::Entity::find()
        .filter(membership::Column::Tenant.eq(tenant.id))
        .filter(membership::Column::Person.eq(id))
        .order_by_asc(membership::Column::FromDate)
        .order_by_asc(membership::Column::Id)
        .all(app.db())
        .await
        .map_err(store::Error::from)?;
    let Some(p) = persons::get(app.db(), tenant.id, id).await?.filter(|_| !seats.is_empty()) else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let public = |value: &Option<String>| value.clone().filter(|v| p.contact_public && !v.is_empty());
    let json = json!({
        "body": open_ref("Body", tenant.id),
        "name": p.name,
        "membership": seats.iter().map(|m| seat(app, m).within()).collect::<Vec<_>>(),
    });
    let person = OpenObject::new("Person", id, json)
        .with("status", Some(&p.title).filter(|t| !t.is_empty()).map(|t| json!([t])))
        .with("email", public(&p.email).map(|v| json!([v])))
        .with("phone", public(&p.phone).map(|v| json!([v])));
    Ok(Opened { subject, objects: vec![person] })
}
