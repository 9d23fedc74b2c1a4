use askama::Template;
use page::{Answer, Html, Visit, html};
use store::Json;
use uuid::Uuid;

use crate::bodies::{self, Body, KINDS, Seat};
use crate::{municipalities, rules, seats};

#[derive(Template)]
#[template(path = "people/bodies.html")]
struct ListPage<'a> {
    v: &'a Visit,
    groups: Vec<Group>,
    may_found: bool,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    url: String,
    name: Html,
    statutory: bool,
    active: bool,
    members: usize,
    members_known: bool,
    chair: Option<String>,
    secretary: Option<String>,
    gaps: usize,
}

impl Row {
    fn missing(&self) -> usize {
        self.gaps
    }
}

/// The names of those in seats of this role.
pub(crate) fn named(seats: &[Seat], role: &str) -> Option<String> {
    let names: Vec<&str> = seats
        .iter()
        .filter(|s| s.membership.role == role)
        .filter_map(|s| s.person.as_ref())
        .map(|p| p.name.as_str())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn row(v: &Visit, body: Body, seats: &[Seat], region: &[Uuid]) -> Row {
    let rule = seats::Rule::parse(&body.seat_rule).unwrap_or_default();
    let Json(name) = &body.name;
    Row {
        url: v.url(&format!("/bodies/{}", body.key)),
        name: v.local(name),
        statutory: body.statutory,
        active: body.active,
        members: seats.iter().filter(|s| seats::counts(&s.membership.role) && s.person.is_some()).count(),
        members_known: body.members_known || !seats.is_empty(),
        chair: named(seats, "chair"),
        secretary: named(seats, "secretary"),
        gaps: if body.members_known { rule.gaps(region, seats).len() } else { 0 },
    }
}

/// `GET /bodies`
pub(crate) async fn list(v: Visit) -> Answer {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let all = bodies::list(db, tenant).await?;
    let mut rows = bodies::all_members(db, tenant).await?;
    rows.retain(|m| m.in_force(today));
    let seats = bodies::seated(db, tenant, rows, today).await?;
    let region: Vec<Uuid> =
        municipalities::on(db, &v.tenant, today).await?.into_iter().map(|m| m.id).collect();
    let mut groups: Vec<Group> = Vec::new();
    for kind in KINDS {
        let of_kind: Vec<Row> = all
            .iter()
            .filter(|b| b.kind == kind)
            .map(|b| {
                let own: Vec<Seat> = seats.iter().filter(|s| s.membership.body == b.id).cloned().collect();
                row(&v, b.clone(), &own, &region)
            })
            .collect();
        if !of_kind.is_empty() {
            let title = v.t(&format!("body-kinds-{}", kind.replace('_', "-")));
            groups.push(Group { title, rows: of_kind });
        }
    }
    let page = ListPage { v: &v, groups, may_found: rules::may_coordinate(&v.who) };
    html(&v, &v.t("bodies-title"), &page)
}
