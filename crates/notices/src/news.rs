//! What is known of a followed thing, and what of it is new.
//!
//! What slices tell of a municipality, a body or a matter are facts; of a word, what the search finds. Both are asked
//! as nobody in particular, so that only what everybody may see is ever written down here.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;
use kit::{Fact, FactKind, Id, Lang, Local, Subject, When, Who};
use page::{App, Ask, PageError};
use people::{bodies, municipalities};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use search::{Query, SearchIndex};
use store::{Json, Tx};
use uuid::Uuid;

pub(crate) use crate::tables::news::Model as News;
use crate::tables::{news, watch};
use crate::what::What;

/// What is older than this many days is no news, whenever it came to be known.
const BACK: i32 = 120;
/// What comes within this many days may be news.
const AHEAD: i32 = 800;
/// So many hits of a word are looked at.
const HITS: usize = 200;

/// A followed thing as it is called and where it stands.
pub(crate) struct Named {
    pub(crate) name: Local,
    pub(crate) path: String,
    /// The address of its feed, without a language.
    pub(crate) feed: String,
}

/// One thing that may be news. The key tells the same thing at its next stage apart: a meeting that is called and the
/// same meeting cancelled are two.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Thing {
    pub(crate) key: String,
    /// The key of the text that says what it is.
    pub(crate) kind: String,
    pub(crate) title: Local,
    pub(crate) path: String,
    pub(crate) at: When,
}

/// How a thing is called; `None` for what does not exist or is not for everybody.
pub(crate) async fn named(app: &App, tenant: Uuid, what: &What) -> Result<Option<Named>, PageError> {
    let db = app.db();
    Ok(match what {
        What::Municipality(id) => municipalities::get(db, tenant, *id).await?.map(|m| Named {
            name: m.local(),
            path: format!("/municipalities/{}", m.slug),
            feed: format!("/feeds/municipalities/{}.atom", m.slug),
        }),
        What::Body(id) => bodies::get(db, tenant, *id).await?.map(|b| Named {
            name: b.name.0,
            path: format!("/bodies/{}", b.key),
            feed: format!("/feeds/bodies/{}.atom", b.key),
        }),
        What::Matter(id) => record::matters::get(db, tenant, *id)
            .await?
            .filter(|m| record::rights::may_see_matter(&Who::Nobody, m, &[]))
            .map(|m| Named {
                name: m.title.0,
                path: format!("/matters/{id}"),
                feed: format!("/feeds/matters/{id}.atom"),
            }),
        What::Word(word) => {
            let quoted: String = form_urlencoded::byte_serialize(word.as_bytes()).collect();
            Some(Named {
                name: Local { fi: word.clone(), sv: word.clone(), en: word.clone() },
                path: format!("/search?q={quoted}"),
                feed: format!("/feeds/words/{}.atom", quoted.replace('+', "%20")),
            })
        }
    })
}

/// All that everybody may know of a thing around today. `None` when it cannot be said now, as before the index of the
/// search has been opened.
pub(crate) async fn gather(app: &App, tenant: Uuid, what: &What) -> Result<Option<Vec<Thing>>, PageError> {
    let today = app.today();
    let span = (today.saturating_sub(BACK.days()), today.saturating_add(AHEAD.days()));
    let id = match what {
        What::Word(word) => return hits(app, tenant, word, span).await,
        What::Municipality(id) | What::Body(id) | What::Matter(id) => *id,
    };
    let ask = Ask::new(tenant, &Who::Nobody);
    let facts = app.facts(ask, &Subject::new(what.kind(), id), span).await?;
    Ok(Some(once(facts.iter().filter_map(thing).collect())))
}

/// Each key once.
fn once(mut things: Vec<Thing>) -> Vec<Thing> {
    let mut seen = HashSet::new();
    things.retain(|t| seen.insert(t.key.clone()));
    things
}

/// A fact as news: what was decided, done, announced or attached. Sums, seats and places are part of others.
fn thing(f: &Fact) -> Option<Thing> {
    let (kind, key) = match &f.core {
        FactKind::Outcome { code, .. } => {
            let kind = if code == "done" { "notices-kind-done" } else { "notices-kind-decision" };
            (kind.to_owned(), format!("{}!{code}", f.source.path))
        }
        FactKind::Event { what } => (what.clone(), format!("{}!{what}", f.source.path)),
        FactKind::Document { .. } => {
            let key = format!("{}!document:{}", f.source.path, f.title.get(Lang::Fi));
            ("notices-kind-document".to_owned(), key)
        }
        _ => return None,
    };
    let (title, path) = (f.title.clone(), f.source.path.clone());
    Some(Thing { key, kind, title, path, at: f.at.clone() })
}

async fn hits(
    app: &App,
    tenant: Uuid,
    word: &str,
    (from, to): (Date, Date),
) -> Result<Option<Vec<Thing>>, PageError> {
    let mut all = Vec::new();
    // The years one by one, so that a word of which there is much has not only its best hits; matters have no year.
    let mut questions: Vec<(Option<i16>, Vec<String>)> =
        (from.year()..=to.year()).map(|y| (Some(y), Vec::new())).collect();
    questions.push((None, vec!["matter".to_owned()]));
    for (year, kinds) in questions {
        let query = Query {
            tenant,
            text: word.to_owned(),
            audience: vec!["public".to_owned()],
            lang: Lang::Fi,
            kinds,
            year,
            limit: HITS,
            ..Query::default()
        };
        let app = app.clone();
        let found = tokio::task::spawn_blocking(move || {
            app.part::<SearchIndex>().map(|index| index.search(&query)).transpose()
        });
        let Some(results) = found.await.map_err(PageError::inside)?.map_err(PageError::inside)? else {
            return Ok(None);
        };
        // Some of the words are another question than the one that is followed.
        if results.relaxed {
            continue;
        }
        all.extend(results.hits.into_iter().filter(|h| h.date.is_none_or(|d| from <= d && d <= to)).map(
            |h| {
                let mut title = Local::default();
                match h.lang {
                    Lang::Fi => title.fi = h.title,
                    Lang::Sv => title.sv = h.title,
                    Lang::En => title.en = h.title,
                }
                Thing {
                    key: format!("{}!{}", h.path, h.kind),
                    kind: format!("search-kind-{}", h.kind),
                    title,
                    path: h.path,
                    at: h.date.map_or_else(When::unknown, When::day),
                }
            },
        ));
    }
    Ok(Some(once(all)))
}

/// The last number that was given.
pub(crate) async fn last_no(db: &impl ConnectionTrait, tenant: Uuid) -> store::Result<i64> {
    let last: Option<Option<i64>> = news::Entity::find()
        .select_only()
        .column_as(news::Column::No.max(), "n")
        .filter(news::Column::Tenant.eq(tenant))
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// Writes down what is new of a followed thing. The first time all is only noted, with a number that nobody waits for.
/// Says how many are new.
pub(crate) async fn sync(tx: &mut Tx, what: &What, things: Vec<Thing>) -> store::Result<usize> {
    let (tenant, code) = (tx.tenant(), what.code());
    let watched = watch::Entity::find()
        .filter(watch::Column::Tenant.eq(tenant))
        .filter(watch::Column::What.eq(code.as_str()))
        .one(tx.conn())
        .await?
        .is_some();
    let known: HashSet<String> = news::Entity::find()
        .select_only()
        .column(news::Column::Thing)
        .filter(news::Column::Tenant.eq(tenant))
        .filter(news::Column::What.eq(code.as_str()))
        .into_tuple()
        .all(tx.conn())
        .await?
        .into_iter()
        .collect();
    if !watched {
        let row = watch::Model {
            id: Id::<watch::Model>::new(tx.now()).uuid(),
            tenant,
            what: code.clone(),
            since: tx.stamp(),
        };
        tx.insert(watch::ActiveModel::from(row).reset_all()).await?;
    }
    let mut no = last_no(tx.conn(), tenant).await?;
    let mut new = 0;
    for t in things.into_iter().filter(|t| !known.contains(&t.key)) {
        if watched {
            no += 1;
            new += 1;
        }
        let row = News {
            id: Id::<News>::new(tx.now()).uuid(),
            tenant,
            no: if watched { no } else { 0 },
            what: code.clone(),
            thing: t.key,
            kind: t.kind,
            title: Json(t.title),
            path: t.path,
            at_date: t.at.code(),
            at_printed: t.at.printed().map(str::to_owned),
            found_at: tx.stamp(),
        };
        tx.insert(news::ActiveModel::from(row).reset_all()).await?;
    }
    Ok(new)
}

/// What is new of these things after a number, in the order in which it was found.
pub(crate) async fn after(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    what: &str,
    no: i64,
) -> store::Result<Vec<News>> {
    Ok(news::Entity::find()
        .filter(news::Column::Tenant.eq(tenant))
        .filter(news::Column::No.gt(no))
        .filter(news::Column::What.eq(what))
        .order_by_asc(news::Column::No)
        .all(db)
        .await?)
}

/// Forgets what nobody follows any more, so that it begins anew with the next follower.
pub(crate) async fn forget_unfollowed(tx: &Tx, followed: &[String]) -> store::Result<()> {
    watch::Entity::delete_many()
        .filter(watch::Column::Tenant.eq(tx.tenant()))
        .filter(watch::Column::What.is_not_in(followed))
        .exec(tx.conn())
        .await?;
    // One row stays for its number: numbers never begin again.
    let last = last_no(tx.conn(), tx.tenant()).await?;
    news::Entity::delete_many()
        .filter(news::Column::Tenant.eq(tx.tenant()))
        .filter(news::Column::What.is_not_in(followed))
        .filter(news::Column::No.ne(last))
        .exec(tx.conn())
        .await?;
    Ok(())
}

impl News {
    /// The day, with its doubt.
    pub(crate) fn at(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::{Cents, Link, Publicity};

    fn fact(core: FactKind) -> Fact {
        Fact {
            slice: "test".into(),
            subject: Subject::new("body", Uuid::nil()),
            at: When::unknown(),
            title: Local::fi("Otsikko"),
            core,
            source: Link { path: "/meetings/1".into(), text: Local::fi("x") },
            publicity: Publicity::Public,
            doubt: None,
        }
    }

    #[test]
    fn a_thing_at_its_next_stage_is_another_news() {
        let event = |what: &str| thing(&fact(FactKind::Event { what: what.into() })).unwrap();
        assert_ne!(event("fact-meeting").key, event("fact-meeting-cancelled").key);
        assert_eq!(once(vec![event("fact-meeting"), event("fact-meeting")]).len(), 1);
    }

    #[test]
    fn sums_and_seats_are_no_news_of_their_own() {
        assert_eq!(thing(&fact(FactKind::Sum { cents: Cents(1), at_most: false })), None);
        let seat = FactKind::Person { name: "x".into(), role: Local::fi("x") };
        assert_eq!(thing(&fact(seat)), None);
    }
}
