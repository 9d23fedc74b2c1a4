//! Actions × municipalities: what the list, the table and the files read alike.

use page::{Html, PageError, Visit};
use people::municipalities::Municipality;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use store::{Day, Result};
use uuid::Uuid;

use crate::actions::{Action, STATES};
use crate::follow::{self, ActionLine, Followed};
use crate::rows::{action, action_state};
use crate::view;

/// What the address of the list of actions asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActionFilter {
    /// The body, by its key.
    pub body: String,
    /// The matter, by its id.
    pub matter: String,
    /// One of [`STATES`].
    pub state: String,
    /// The municipality, by its name in addresses.
    pub municipality: String,
    /// `late`, `soon`, `none`.
    pub due: String,
    /// Where the page before ended.
    pub after: String,
}

/// The filter with names turned into ids.
pub(crate) struct Chosen {
    pub(crate) body: Option<Uuid>,
    pub(crate) municipality: Option<Uuid>,
    pub(crate) today: jiff::civil::Date,
}

/// The latest actions that fit, before it is asked who may see them.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    filter: &ActionFilter,
    chosen: &Chosen,
    most: u64,
) -> Result<Vec<Action>> {
    use action::Column as C;
    let mut query = action::Entity::find().filter(C::Tenant.eq(tenant));
    if let Some(body) = chosen.body {
        query = query.filter(C::Body.eq(body));
    }
    if let Ok(matter) = filter.matter.parse::<Uuid>() {
        query = query.filter(C::Matter.eq(matter));
    }
    let today = Day(chosen.today);
    let soon = Day(chosen.today.saturating_add(jiff::Span::new().days(14)));
    match filter.due.as_str() {
        "late" => query = query.filter(C::Due.lt(today)),
        "soon" => query = query.filter(Condition::all().add(C::Due.gte(today)).add(C::Due.lte(soon))),
        "none" => query = query.filter(C::Due.is_null()),
        _ => {}
    }
    let state = STATES.contains(&filter.state.as_str()).then_some(filter.state.as_str());
    if state.is_some() || chosen.municipality.is_some() {
        let mut asked = Query::select();
        asked.column(action_state::Column::Action).from(action_state::Entity);
        asked.and_where(action_state::Column::Tenant.eq(tenant));
        if let Some(state) = state {
            asked.and_where(action_state::Column::State.eq(state));
        }
        if let Some(municipality) = chosen.municipality {
            asked.and_where(action_state::Column::Municipality.eq(municipality));
        }
        query = query.filter(C::Id.in_subquery(asked.to_owned()));
    }
    if let Ok(after) = filter.after.parse::<Uuid>() {
        query = query.filter(C::Id.lt(after));
    }
    Ok(query.order_by_desc(C::Id).limit(most).all(db).await?)
}

/// Those that the asker may see, due first; without a due day last.
pub(crate) async fn seen(v: &Visit, list: Vec<Action>) -> Result<Vec<Followed>, PageError> {
    let mut all = follow::followed(v.app.db(), v.tenant.id, list).await?;
    all.retain(|f| f.seen_by(&v.who));
    all.sort_by_key(|f| (f.action.due.is_none(), f.action.due, f.action.id));
    Ok(all)
}

/// One cell: what a municipality has said.
pub(crate) struct Sign {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    /// `Asikkala: valmis`.
    pub(crate) words: String,
    pub(crate) url: String,
}

/// One action with a cell per municipality; `None` where it was not asked.
pub(crate) struct MatrixRow {
    pub(crate) line: ActionLine,
    pub(crate) cells: Vec<Option<Sign>>,
}

/// One municipality with its open actions.
pub(crate) struct Card {
    pub(crate) name: String,
    pub(crate) open: Vec<(Sign, Html, String)>,
}

/// The table.
pub(crate) async fn rows(
    v: &Visit,
    all: &[Followed],
    shown: &[Municipality],
) -> Result<Vec<MatrixRow>, PageError> {
    let mut rows = Vec::new();
    for f in all {
        let line = ActionLine::new(v, f).await?;
        let cells = shown.iter().map(|m| sign(v, f, m)).collect();
        rows.push(MatrixRow { line, cells });
    }
    Ok(rows)
}

fn sign(v: &Visit, f: &Followed, m: &Municipality) -> Option<Sign> {
    let state = f.states.iter().find(|s| s.municipality == m.id)?;
    let (class, sign) = view::state_sign(&state.state);
    Some(Sign {
        class,
        sign,
        words: format!("{}: {}", m.name(v.lang), v.t(view::state_key(&state.state))),
        url: v.url(&format!("/actions/{}#m-{}", f.action.id, m.slug)),
    })
}

/// The same by municipality, with what is still open.
pub(crate) fn cards(v: &Visit, all: &[Followed], shown: &[Municipality]) -> Vec<Card> {
    shown
        .iter()
        .map(|m| Card {
            name: m.name(v.lang).to_owned(),
            open: all
                .iter()
                .filter(|f| {
                    let state = f.states.iter().find(|s| s.municipality == m.id);
                    state.is_some_and(|s| !matches!(s.state.as_str(), "done" | "not_concerned"))
                })
                .filter_map(|f| Some((sign(v, f, m)?, v.local(&f.action.text.0), follow::due(v, &f.action))))
                .collect(),
        })
        .collect()
}
