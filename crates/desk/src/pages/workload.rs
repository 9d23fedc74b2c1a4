use std::collections::{BTreeMap, HashMap};

use askama::Template;
use page::{Answer, Html, Load, PageError, Visit, html};
use people::bodies::{self, Body};
use people::handovers;
use people::mandates;
use people::persons::{self, Person};
use people::rows::membership;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{collect, rules};

#[derive(Template)]
#[template(path = "desk/workload.html")]
struct Page<'a> {
    v: &'a Visit,
    persons: Vec<PersonLoad>,
    bodies: Vec<BodyLoad>,
}

/// One person with the work by body.
struct PersonLoad {
    name: String,
    url: String,
    title: String,
    sum: String,
    away: Option<String>,
    rows: Vec<Line>,
}

/// The work of one person for one body.
struct Line {
    body: Html,
    url: Option<String>,
    secretary: bool,
    term: String,
    loads: Vec<(String, String)>,
    late: String,
}

/// A body with its secretaries, its mandate and what is open.
struct BodyLoad {
    name: Html,
    url: String,
    secretaries: String,
    mandate: Option<Html>,
    term: String,
    loads: Vec<(String, String)>,
}

/// `GET /desk/workload`: open actions, meetings to prepare and unfinished records, by person and body.
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_see_workload(&v.who))?;
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let mut shown = bodies::list(db, tenant).await?;
    shown.retain(|b| b.active && v.who.prepares(b.id));
    let coordinates = v.who.has(kit::Role::Coordinator);
    let mut loads = collect::loads(&v).await?;
    loads.retain(|l| match l.body {
        Some(id) => shown.iter().any(|b| b.id == id),
        None => coordinates,
    });
    let secretaries = secretaries(&v, &shown).await?;
    let ids = shown.iter().map(|b| b.id).collect();
    let standing = mandates::standing(db, tenant, ids, today).await?;
    let term = |body: Uuid| match standing.iter().find(|m| m.body == body) {
        Some(m) => v.span(&m.from(), &m.to()),
        None => String::new(),
    };

    // What has no person falls to the body's secretaries.
    let mut by_person: HashMap<Uuid, BTreeMap<Option<Uuid>, Vec<&Load>>> = HashMap::new();
    for load in &loads {
        let whose: Vec<Uuid> = match (load.person, load.body) {
            (Some(p), _) => vec![p],
            (None, Some(b)) => secretaries.get(&b).cloned().unwrap_or_default(),
            (None, None) => Vec::new(),
        };
        for person in whose {
            by_person.entry(person).or_default().entry(load.body).or_default().push(load);
        }
    }
    for (body, all) in &secretaries {
        for person in all {
            by_person.entry(*person).or_default().entry(Some(*body)).or_default();
        }
    }
    let mut people = persons::of(db, tenant, by_person.keys().copied().collect()).await?;
    people.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    let away = handovers::substitutes_on(db, tenant, today).await?;
    let substitutes = persons::of(db, tenant, away.values().copied().collect()).await?;
    let persons = people
        .iter()
        .map(|p| {
            let work = by_person.remove(&p.id).unwrap_or_default();
            let all: Vec<&Load> = work.values().flatten().copied().collect();
            PersonLoad {
                url: v.url(&format!("/people/{}", p.id)),
                name: p.name.clone(),
                title: p.title.clone(),
                sum: sum(&v, &all),
                away: away
                    .get(&p.id)
                    .and_then(|s| substitutes.iter().find(|x| x.id == *s))
                    .map(|s| v.t1("desk-load-away", "name", &s.name)),
                rows: lines(&v, &shown, p, &secretaries, work, &term),
            }
        })
        .collect();
    let names = persons::of(db, tenant, secretaries.values().flatten().copied().collect()).await?;
    let bodies = shown
        .iter()
        .map(|b| {
            let all = secretaries.get(&b.id).map(Vec::as_slice).unwrap_or_default();
            let names: Vec<&str> = all
                .iter()
                .filter_map(|id| names.iter().find(|p| p.id == *id))
                .map(|p| p.name.as_str())
                .collect();
            let own: Vec<&Load> = loads.iter().filter(|l| l.body == Some(b.id)).collect();
            BodyLoad {
                name: v.local(&b.name.0),
                url: v.url(&format!("/bodies/{}", b.key)),
                secretaries: names.join(", "),
                mandate: standing.iter().find(|m| m.body == b.id).map(|m| v.local(&m.text.0)),
                term: term(b.id),
                loads: words(&v, &own),
            }
        })
        .collect();
    html(&v, &v.t("desk-workload"), &Page { v: &v, persons, bodies })
}

fn lines(
    v: &Visit,
    shown: &[Body],
    person: &Person,
    secretaries: &HashMap<Uuid, Vec<Uuid>>,
    work: BTreeMap<Option<Uuid>, Vec<&Load>>,
    term: &impl Fn(Uuid) -> String,
) -> Vec<Line> {
    let mut lines: Vec<(Vec<u8>, Line)> = work
        .into_iter()
        .map(|(body, loads)| {
            let known = body.and_then(|id| shown.iter().find(|b| b.id == id));
            let late: i64 = loads.iter().map(|l| l.late).sum();
            let line = Line {
                body: known.map_or_else(|| Html::escape(&v.t("desk-load-no-body")), |b| v.local(&b.name.0)),
                url: known.map(|b| v.url(&format!("/bodies/{}", b.key))),
                secretary: body.is_some_and(|b| secretaries.get(&b).is_some_and(|s| s.contains(&person.id))),
                term: body.map(term).unwrap_or_default(),
                loads: words(v, &loads),
                late: if late > 0 { v.tn("desk-load-late", late) } else { String::new() },
            };
            (known.map(|b| b.sort_key.clone()).unwrap_or_else(|| vec![u8::MAX]), line)
        })
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.into_iter().map(|(_, l)| l).collect()
}

/// `3 avointa työtä, 1 kiireellinen`.
fn sum(v: &Visit, loads: &[&Load]) -> String {
    let all = v.tn("desk-load-all", loads.iter().map(|l| l.n).sum::<i64>());
    match loads.iter().map(|l| l.late).sum::<i64>() {
        0 => all,
        late => format!("{all}, {}", v.tn("desk-load-late", late)),
    }
}

/// The counts in words, those of one kind together.
fn words(v: &Visit, loads: &[&Load]) -> Vec<(String, String)> {
    let mut sums: Vec<(&'static str, i64, &str)> = Vec::new();
    for l in loads {
        match sums.iter_mut().find(|(what, _, _)| *what == l.what) {
            Some((_, n, _)) => *n += l.n,
            None => sums.push((l.what, l.n, &l.path)),
        }
    }
    sums.into_iter().map(|(what, n, path)| (v.tn(what, n), v.url(path))).collect()
}

/// Who keeps the record of these bodies today, by seat or by role.
async fn secretaries(v: &Visit, shown: &[Body]) -> Result<HashMap<Uuid, Vec<Uuid>>, PageError> {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let mut rows = membership::Entity::find()
        .filter(membership::Column::Tenant.eq(tenant))
        .filter(membership::Column::Role.eq("secretary"))
        .filter(membership::Column::Body.is_in(shown.iter().map(|b| b.id)))
        .all(db)
        .await?;
    rows.retain(|m| m.in_force(today));
    let mut all: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for seat in bodies::seated(db, tenant, rows, today).await? {
        if let Some(person) = seat.person {
            all.entry(seat.membership.body).or_default().push(person.id);
        }
    }
    for grant in persons::secretaries(db, tenant, today).await? {
        if let Some(body) = grant.body.filter(|b| shown.iter().any(|s| s.id == *b)) {
            all.entry(body).or_default().push(grant.person);
        }
    }
    for ids in all.values_mut() {
        ids.sort_unstable();
        ids.dedup();
    }
    Ok(all)
}
