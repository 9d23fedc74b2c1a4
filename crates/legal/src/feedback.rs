//! Feedback: what came, when it must be answered, who sees to it, and what was answered.

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kit::{Id, Lang};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Day, Error, Result, Stamp, Tx};
use uuid::Uuid;

use crate::tables::feedback as row;
pub use row::Model as Feedback;

/// What it is about; the end of the key of its text (`legal-kind-…`).
pub const KINDS: [&str; 4] = ["accessibility", "error", "idea", "other"];

/// It is answered within so many days (act 306/2019, section 10).
pub const DAYS: i64 = 14;

/// Names and addresses are forgotten this long after the answer.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 365);

/// The last day on which an answer is in time.
pub fn due(received: Date) -> Date {
    received.checked_add(DAYS.days()).unwrap_or(received)
}

impl Feedback {
    /// Whether it waits for somebody.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "new" | "taken")
    }

    /// Whether it should have been answered before today.
    pub fn is_late(&self, today: Date) -> bool {
        self.is_open() && self.due.0 < today
    }
}

/// What came.
#[derive(Debug, Clone)]
pub struct NewFeedback {
    /// One of [`KINDS`].
    pub kind: String,
    /// The page that it is about.
    pub page: String,
    /// What it says.
    pub text: String,
    /// Who wrote, where told.
    pub name: Option<String>,
    /// Where to answer, where told.
    pub address: Option<String>,
    /// The language of the page on which it was written.
    pub lang: Lang,
}

/// Takes it in. Whoever has been answered more than a year ago is forgotten by the way.
pub async fn receive(tx: &mut Tx, new: NewFeedback) -> Result<Feedback> {
    forget(tx).await?;
    let row = Feedback {
        id: Id::<Feedback>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        kind: new.kind,
        page: new.page,
        text: new.text,
        name: new.name,
        address: new.address,
        lang: new.lang.code().to_owned(),
        received_at: tx.stamp(),
        due: Day(due(kit::local_date(tx.now()))),
        state: "new".to_owned(),
        owner: None,
        answer: String::new(),
        ended_at: None,
        ended_by: None,
        version: 1,
    };
    tx.create("feedback", row.id, &row).await?;
    Ok(row)
}

async fn forget(tx: &Tx) -> Result<()> {
    let before = Stamp::from(tx.now().checked_sub(REMEMBERED).unwrap_or(tx.now()));
    row::Entity::update_many()
        .col_expr(row::Column::Name, Expr::value(Option::<String>::None))
        .col_expr(row::Column::Address, Expr::value(Option::<String>::None))
        .filter(row::Column::Tenant.eq(tx.tenant()))
        .filter(row::Column::EndedAt.lt(before))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// One of them.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Feedback>> {
    Ok(row::Entity::find_by_id(id).filter(row::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Those that wait, the most urgent first; or those that have been seen to, the newest first.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid, open: bool) -> Result<Vec<Feedback>> {
    let all = row::Entity::find().filter(row::Column::Tenant.eq(tenant));
    let states = if open { ["new", "taken"] } else { ["answered", "closed"] };
    let all = all.filter(row::Column::State.is_in(states));
    let all = if open {
        all.order_by_asc(row::Column::Due).order_by_asc(row::Column::ReceivedAt)
    } else {
        all.order_by_desc(row::Column::EndedAt)
    };
    Ok(all.limit(500).all(db).await?)
}

/// Gives it to somebody, or to nobody.
pub async fn give(tx: &mut Tx, before: &Feedback, owner: Option<Uuid>) -> Result<()> {
    if !before.is_open() {
        return Err(Error::Refused("legal-not-open"));
    }
    let state = if owner.is_some() { "taken" } else { "new" };
    let after = Feedback { owner, state: state.to_owned(), version: before.version + 1, ..before.clone() };
    tx.change("feedback", before.id, before, &after).await
}

/// Ends it: with an answer that leaves by mail, or without.
pub async fn end(tx: &mut Tx, before: &Feedback, by: Uuid, state: &str, answer: String) -> Result<()> {
    if !before.is_open() {
        return Err(Error::Refused("legal-not-open"));
    }
    let after = Feedback {
        state: state.to_owned(),
        answer,
        owner: before.owner.or(Some(by)),
        ended_at: Some(tx.stamp()),
        ended_by: Some(by),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("feedback", before.id, before, &after).await
}

/// Opens it again, as it was before it was closed. The due day stays what it was.
pub async fn reopen(tx: &mut Tx, before: &Feedback) -> Result<()> {
    let after = Feedback {
        state: if before.owner.is_some() { "taken" } else { "new" }.to_owned(),
        ended_at: None,
        ended_by: None,
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("feedback", before.id, before, &after).await
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn feedback_is_due_in_fourteen_days_over_months_and_years() {
        assert_eq!(due(date(2021, 10, 13)), date(2021, 10, 27));
        assert_eq!(due(date(2021, 12, 24)), date(2022, 1, 7));
        assert_eq!(due(date(2024, 2, 16)), date(2024, 3, 1));
    }
}
