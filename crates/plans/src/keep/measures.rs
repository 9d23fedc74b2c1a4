//! Measures with their actors and their yearly actions.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::{Id, Local, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::keep::plans;
pub use crate::rows::measure::Model as Measure;
pub use crate::rows::measure_actor::Model as Part;
pub use crate::rows::yearly::Model as Yearly;
use crate::rows::{measure, measure_actor, yearly};

/// A measure as it is typed or loaded.
#[derive(Debug, Clone)]
pub struct NewMeasure {
    /// The goal that it serves.
    pub goal: Option<Uuid>,
    /// Its code as printed; its number where it is empty.
    pub code: String,
    /// What is done.
    pub title: Local,
    /// More of it.
    pub text: Local,
    /// The theme under which a safety plan has it: home, schools, public places.
    pub theme: Local,
    /// What is said of the whole where nobody is named.
    pub state: String,
    /// Why it was given up.
    pub reason: Local,
    /// Until when.
    pub due: When,
    /// Whether there is money or people for it: `yes`, `no`, `unknown`.
    pub resourced: String,
    /// Where this is known from.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

/// Whether there are means for a measure.
pub const RESOURCED: [&str; 3] = ["unknown", "yes", "no"];

/// Adds a measure as the last.
pub async fn add(tx: &mut Tx, plan: Uuid, new: NewMeasure) -> Result<Measure> {
    let position = of(tx.conn(), tx.tenant(), plan).await?.iter().map(|m| m.position).max().unwrap_or(0) + 1;
    let blank = Measure {
        id: Id::<Measure>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        plan,
        goal: None,
        code: position.to_string(),
        title: Json::default(),
        text: Json::default(),
        theme: Json::default(),
        state: String::new(),
        reason: Json::default(),
        due_date: String::new(),
        due_printed: None,
        resourced: String::new(),
        source: String::new(),
        example: new.example,
        position,
        version: 1,
    };
    let row = filled(blank, new);
    tx.create("measure", row.id, &row).await?;
    plans::touch(tx, plan).await?;
    Ok(row)
}

fn filled(row: Measure, new: NewMeasure) -> Measure {
    Measure {
        goal: new.goal,
        code: if new.code.is_empty() { row.code.clone() } else { new.code },
        title: Json(new.title),
        text: Json(new.text),
        theme: Json(new.theme),
        state: new.state,
        reason: Json(new.reason),
        due_date: new.due.code(),
        due_printed: new.due.printed().map(str::to_owned),
        resourced: new.resourced,
        source: new.source,
        ..row
    }
}

/// Saves a changed measure.
pub async fn update(tx: &mut Tx, before: &Measure, new: NewMeasure) -> Result<Measure> {
    let after = filled(Measure { version: before.version + 1, ..before.clone() }, new);
    tx.change("measure", before.id, before, &after).await?;
    plans::touch(tx, before.plan).await?;
    Ok(after)
}

/// The measures of a plan, in their order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, plan: Uuid) -> Result<Vec<Measure>> {
    Ok(measure::Entity::find()
        .filter(measure::Column::Tenant.eq(tenant))
        .filter(measure::Column::Plan.eq(plan))
        .order_by_asc(measure::Column::Position)
        .all(db)
        .await?)
}

/// The measure of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Measure>> {
    Ok(measure::Entity::find_by_id(id).filter(measure::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The parts of actors in these measures.
pub async fn parts(db: &impl ConnectionTrait, tenant: Uuid, measures: &[Uuid]) -> Result<Vec<Part>> {
    let mut all = Vec::new();
    for some in measures.chunks(500) {
        all.extend(
            measure_actor::Entity::find()
                .filter(measure_actor::Column::Tenant.eq(tenant))
                .filter(measure_actor::Column::Measure.is_in(some.iter().copied()))
                .order_by_desc(measure_actor::Column::Leads)
                .order_by_asc(measure_actor::Column::Id)
                .all(db)
                .await?,
        );
    }
    Ok(all)
}

/// The parts of an actor in all plans.
pub async fn parts_of_actor(db: &impl ConnectionTrait, tenant: Uuid, actor: Uuid) -> Result<Vec<Part>> {
    Ok(measure_actor::Entity::find()
        .filter(measure_actor::Column::Tenant.eq(tenant))
        .filter(measure_actor::Column::Actor.eq(actor))
        .order_by_asc(measure_actor::Column::Id)
        .all(db)
        .await?)
}

/// Several measures by id.
pub async fn several(db: &impl ConnectionTrait, tenant: Uuid, ids: Vec<Uuid>) -> Result<Vec<Measure>> {
    Ok(measure::Entity::find()
        .filter(measure::Column::Tenant.eq(tenant))
        .filter(measure::Column::Id.is_in(ids))
        .order_by_asc(measure::Column::Position)
        .all(db)
        .await?)
}

/// Names the actors of a measure: the first answers for it. Who stays keeps what they have said.
pub async fn set_actors(tx: &mut Tx, m: &Measure, actors: &[Uuid], state: &str) -> Result<()> {
    let standing = parts(tx.conn(), tx.tenant(), &[m.id]).await?;
    for gone in standing.iter().filter(|p| !actors.contains(&p.actor)) {
        tx.delete("part", gone.id, gone).await?;
    }
    let mut seen = BTreeSet::new();
    for (i, actor) in actors.iter().enumerate().filter(|(_, a)| seen.insert(**a)) {
        let leads = i == 0;
        match standing.iter().find(|p| p.actor == *actor) {
            Some(before) if before.leads == leads => {}
            Some(before) => {
                let after = Part { leads, version: before.version + 1, ..before.clone() };
                tx.change("part", before.id, before, &after).await?;
            }
            None => {
                let row = Part {
                    id: Id::<Part>::new(tx.now()).uuid(),
                    tenant: tx.tenant(),
                    measure: m.id,
                    actor: *actor,
                    leads,
                    state: state.to_owned(),
                    note: String::new(),
                    said_at: None,
                    version: 1,
                };
                tx.create("part", row.id, &row).await?;
            }
        }
    }
    plans::touch(tx, m.plan).await
}

/// An actor says how far its part is.
pub async fn say(tx: &mut Tx, plan: Uuid, before: &Part, state: &str, note: &str) -> Result<Part> {
    let after = Part {
        state: state.to_owned(),
        note: note.to_owned(),
        said_at: Some(tx.stamp()),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("part", before.id, before, &after).await?;
    plans::touch(tx, plan).await?;
    Ok(after)
}

/// What is done in one year, as it is typed or loaded.
#[derive(Debug, Clone, Default)]
pub struct NewYearly {
    /// The year.
    pub year: i64,
    /// What is done.
    pub title: Local,
    /// What it costs, where that is known.
    pub cents: Option<i64>,
    /// How far it is.
    pub state: String,
    /// A remark.
    pub note: String,
    /// Where this is known from.
    pub source: String,
}

/// Adds a yearly action.
pub async fn add_yearly(tx: &mut Tx, m: &Measure, new: NewYearly) -> Result<Yearly> {
    let row = Yearly {
        id: Id::<Yearly>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        measure: m.id,
        year: new.year,
        title: Json(new.title),
        cents: new.cents,
        state: new.state,
        note: new.note,
        source: new.source,
        version: 1,
    };
    tx.create("yearly", row.id, &row).await?;
    plans::touch(tx, m.plan).await?;
    Ok(row)
}

/// Saves a changed yearly action.
pub async fn update_yearly(tx: &mut Tx, plan: Uuid, before: &Yearly, new: NewYearly) -> Result<()> {
    let after = Yearly {
        year: new.year,
        title: Json(new.title),
        cents: new.cents,
        state: new.state,
        note: new.note,
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("yearly", before.id, before, &after).await?;
    plans::touch(tx, plan).await
}

/// The yearly actions of measures, by year.
pub async fn yearlies(db: &impl ConnectionTrait, tenant: Uuid, measures: &[Uuid]) -> Result<Vec<Yearly>> {
    let mut all = Vec::new();
    for some in measures.chunks(500) {
        all.extend(
            yearly::Entity::find()
                .filter(yearly::Column::Tenant.eq(tenant))
                .filter(yearly::Column::Measure.is_in(some.iter().copied()))
                .order_by_asc(yearly::Column::Year)
                .order_by_asc(yearly::Column::Id)
                .all(db)
                .await?,
        );
    }
    Ok(all)
}

/// The yearly action of an id.
pub async fn yearly(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Yearly>> {
    Ok(yearly::Entity::find_by_id(id).filter(yearly::Column::Tenant.eq(tenant)).one(db).await?)
}

impl Measure {
    /// Until when.
    pub fn due(&self) -> When {
        When::from_code(&self.due_date, self.due_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }

    /// The last day that the date may mean.
    pub fn last_day(&self) -> Option<Date> {
        self.due().span().map(|(_, last)| last)
    }
}
