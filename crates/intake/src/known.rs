//! What stands already, as imports need it: bodies by their names, and the meetings that have been held.

use std::collections::HashMap;

use jiff::civil::Date;
use kit::{FactKind, Lang, Subject, Who};
use memo::Known;
use page::{App, Ask, PageError};
use people::bodies::{self, Body};
use uuid::Uuid;

/// The bodies, and the names by which memos may call them, in the same order.
pub(crate) async fn bodies(app: &App, tenant: Uuid) -> Result<(Vec<Body>, Vec<Known>), PageError> {
    let all = bodies::list(app.db(), tenant).await?;
    let known = all.iter().map(|b| {
        let mut names: Vec<String> = Lang::ALL.iter().map(|l| b.name.0.exact(*l).to_owned()).collect();
        names.push(b.key.replace('-', " "));
        names.retain(|n| !n.is_empty());
        Known { names }
    });
    let known = known.collect();
    Ok((all, known))
}

/// The meetings of a body by the code of their day. Meetings are kept by another slice, which tells of them in facts;
/// that a body met on a day is public.
pub(crate) async fn meetings(
    app: &App,
    tenant: Uuid,
    body: Uuid,
) -> Result<HashMap<String, Uuid>, PageError> {
    let span = (Date::new(1900, 1, 1), Date::new(2199, 12, 31));
    let (Ok(from), Ok(to)) = span else { return Ok(HashMap::new()) };
    let ask = Ask::new(tenant, &Who::Nobody);
    let facts = app.facts(ask, &Subject::new("body", body), (from, to)).await?;
    Ok(facts
        .iter()
        .filter(|f| matches!(&f.core, FactKind::Event { what } if what == "fact-meeting"))
        .filter_map(|f| Some((f.at.code(), f.source.path.strip_prefix("/meetings/")?.parse().ok()?)))
        .collect())
}
