//! Why an item stands on an agenda: a proposal that was accepted, or a rule that brought it by itself.

use std::collections::HashMap;

use page::{PageError, Visit};
use uuid::Uuid;

use super::recurring::{self, Recurring};
use super::rules::Recurs;
use super::store as kept;

/// The words, and the page of what it came from where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) words: String,
    pub(crate) url: Option<String>,
}

/// The rule of a recurring item in words.
pub(super) fn rule_words(v: &Visit, r: &Recurring) -> String {
    match Recurs::parse(&r.rule, r.n) {
        Some(Recurs::Every(n)) => v.tn("recurring-every-n", n),
        Some(rule) => {
            let names: Vec<&str> = rule.months().into_iter().map(|m| kit::fmt::month(v.lang, m)).collect();
            v.t1("recurring-in-months", "months", names.join(", "))
        }
        None => String::new(),
    }
}

/// The origins of the items of a meeting, by item; most items have none.
pub(crate) async fn origins(
    v: &Visit,
    meeting: Uuid,
    items: Vec<Uuid>,
) -> Result<HashMap<Uuid, Origin>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut all = HashMap::new();
    for (item, rule) in recurring::brought(db, tenant, meeting).await? {
        all.insert(item, Origin { words: v.t1("recurring-mark", "rule", rule_words(v, &rule)), url: None });
    }
    let towns = people::municipalities::all(db, tenant).await?;
    let groups = people::bodies::list(db, tenant).await?;
    for p in kept::of_items(db, tenant, items).await? {
        let Some(item) = p.item else { continue };
        let town = towns.iter().find(|t| Some(t.id) == p.municipality).map(|t| t.name(v.lang).to_owned());
        let group = groups.iter().find(|g| Some(g.id) == p.by_group).map(|g| g.name.0.get(v.lang).to_owned());
        let who = town.or(group).unwrap_or_else(|| p.by_name.clone());
        all.insert(
            item,
            Origin {
                words: v.t1("proposal-mark", "who", who),
                url: Some(v.url(&format!("/proposals/{}", p.id))),
            },
        );
    }
    Ok(all)
}
