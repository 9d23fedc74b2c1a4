//! A plan with all that belongs to it, read once.

use page::{PageError, Visit};
use people::municipalities::{self, Municipality};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::keep::actors::{self, Actor};
use crate::keep::editions::{self, Edition, Postponement};
use crate::keep::goals::{self, Goal};
use crate::keep::indicators::{self, Indicator, Value};
use crate::keep::measures::{self, Measure, Part, Yearly};
use crate::keep::plans::{self, Plan};
use crate::keep::risks::{self, Lowers, Risk};
use crate::rules::chapters::{self, Chapter, Sums};
use crate::rules::{rights, state};

/// A plan with all that belongs to it.
pub struct Whole {
    /// The plan.
    pub plan: Plan,
    /// Its goals.
    pub goals: Vec<Goal>,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// The actors' parts in them.
    pub parts: Vec<Part>,
    /// The actors that have a part.
    pub actors: Vec<Actor>,
    /// The yearly actions.
    pub yearlies: Vec<Yearly>,
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// Their values.
    pub values: Vec<Value>,
    /// The risks.
    pub risks: Vec<Risk>,
    /// What lowers them.
    pub lowers: Vec<Lowers>,
    /// The versions kept.
    pub editions: Vec<Edition>,
    /// The updates that were put off.
    pub postponed: Vec<Postponement>,
    /// The municipalities of all times.
    pub places: Vec<Municipality>,
}

impl Whole {
    /// Reads all that belongs to a plan.
    pub async fn of(db: &impl ConnectionTrait, plan: Plan) -> Result<Self, PageError> {
        let (tenant, id) = (plan.tenant, plan.id);
        let measures = measures::of(db, tenant, id).await?;
        let ids: Vec<Uuid> = measures.iter().map(|m| m.id).collect();
        let parts = measures::parts(db, tenant, &ids).await?;
        let mut actors = actors::all(db, tenant).await?;
        actors.retain(|a| parts.iter().any(|p| p.actor == a.id));
        let indicators = indicators::of(db, tenant, id).await?;
        let of: Vec<Uuid> = indicators.iter().map(|i| i.id).collect();
        let risks = risks::of(db, tenant, id).await?;
        let risk_ids: Vec<Uuid> = risks.iter().map(|r| r.id).collect();
        Ok(Self {
            goals: goals::of(db, tenant, id).await?,
            yearlies: measures::yearlies(db, tenant, &ids).await?,
            values: indicators::values(db, tenant, &of).await?,
            lowers: risks::lowered(db, tenant, &risk_ids).await?,
            editions: editions::of(db, tenant, id).await?,
            postponed: editions::postponements(db, tenant, id).await?,
            places: municipalities::all(db, tenant).await?,
            plan,
            measures,
            parts,
            actors,
            indicators,
            risks,
        })
    }

    /// The plan of an address with all that belongs to it, where the asker may see it.
    pub async fn load(v: &Visit, key: &str) -> Result<Self, PageError> {
        let plan = plans::by_key(v.app.db(), v.tenant.id, key).await?.ok_or(PageError::NotFound)?;
        Self::seen(v, plan).await
    }

    /// The plan of an id.
    pub async fn by_id(v: &Visit, id: Uuid) -> Result<Self, PageError> {
        let plan = plans::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
        Self::seen(v, plan).await
    }

    async fn seen(v: &Visit, plan: Plan) -> Result<Self, PageError> {
        if !rights::may_see(&v.who, &plan.publicity) {
            return Err(PageError::NotFound);
        }
        Self::of(v.app.db(), plan).await
    }

    /// The ids of the measures, in their order.
    pub fn measure_ids(&self) -> Vec<Uuid> {
        self.measures.iter().map(|m| m.id).collect()
    }

    fn chapter_parts(&self) -> Vec<chapters::Part> {
        let part = |p: &Part| chapters::Part { measure: p.measure, actor: p.actor, lead: p.leads };
        self.parts.iter().map(part).collect()
    }

    /// One chapter per actor.
    pub fn chapters(&self) -> Vec<Chapter> {
        let actors: Vec<Uuid> = self.actors.iter().map(|a| a.id).collect();
        chapters::chapters(&self.measure_ids(), &actors, &self.chapter_parts())
    }

    /// The measures that nobody has been named for.
    pub fn nobodys(&self) -> Vec<&Measure> {
        let ids = chapters::nobodys(&self.measure_ids(), &self.chapter_parts());
        self.measures.iter().filter(|m| ids.contains(&m.id)).collect()
    }

    /// The sums over all chapters.
    pub fn sums(&self, chapters: &[Chapter]) -> Sums {
        chapters::sums(&self.measure_ids(), chapters, &self.chapter_parts())
    }

    /// The measure of an id.
    pub fn measure(&self, id: Uuid) -> Option<&Measure> {
        self.measures.iter().find(|m| m.id == id)
    }

    /// The actor of an id.
    pub fn actor(&self, id: Uuid) -> Option<&Actor> {
        self.actors.iter().find(|a| a.id == id)
    }

    /// The parts in a measure, who answers for it first.
    pub fn parts_in(&self, measure: Uuid) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |p| p.measure == measure)
    }

    /// How far a measure is as a whole.
    pub fn state_of<'a>(&'a self, m: &'a Measure) -> &'a str {
        let said: Vec<&str> = self.parts_in(m.id).map(|p| p.state.as_str()).collect();
        state::overall(&m.state, &said)
    }

    /// The values of an indicator for the whole region, or for one municipality.
    pub fn series(&self, indicator: Uuid, place: Option<Uuid>) -> Vec<(i64, f64)> {
        self.values
            .iter()
            .filter(|v| v.indicator == indicator && v.municipality == place)
            .map(|v| (v.year, v.value))
            .collect()
    }

    /// The last version that is no draft.
    pub fn in_force(&self) -> Option<&Edition> {
        self.editions.iter().rev().find(|e| e.state != "draft")
    }

    /// Whether something has changed since the last version was frozen.
    pub fn moved_on(&self) -> bool {
        let last = self.editions.iter().rev().find(|e| e.content.0.is_some());
        last.is_some_and(|e| self.plan.changed_at > e.created_at)
    }

    /// The update that waits.
    pub fn waiting(&self) -> Option<&Postponement> {
        self.postponed.iter().find(|p| p.state == "waiting")
    }
}
