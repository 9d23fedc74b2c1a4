//! Imports and their rows as they are kept. Only this file writes their tables.

use kit::{Id, Publicity, When};
use memo::Memo;
use sea_orm::sea_query::{Expr, NullOrdering};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use store::{Result, Tx};
use uuid::Uuid;

pub use crate::rows::import::Model as Import;
pub use crate::rows::import_mapping::Model as KeptMapping;
pub use crate::rows::import_row::Model as Row;
use crate::rows::{import, import_made, import_mapping, import_ref, import_row};

/// The states of an import, also keys of texts (`intake-state-…`): its papers are coming in, the columns of
/// its table are asked for, its papers or rows are being read, it waits to be confirmed, it is visible, it was taken back.
pub const STATES: [&str; 6] = ["coming", "mapping", "reading", "ready", "done", "undone"];

/// Begins an import.
pub async fn begin(
    tx: &mut Tx,
    kind: &str,
    name: &str,
    by_name: &str,
    publicity: Publicity,
) -> Result<Import> {
    let row = Import {
        id: Id::<Import>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        kind: kind.to_owned(),
        name: name.chars().take(200).collect(),
        state: "reading".to_owned(),
        by_name: by_name.to_owned(),
        publicity: publicity.code().to_owned(),
        mapping: String::new(),
        created_at: tx.stamp(),
        touched_at: tx.stamp(),
        done_at: None,
        undone_at: None,
        digest: String::new(),
        made: 0,
        version: 1,
    };
    tx.create("import", row.id, &row).await?;
    Ok(row)
}

/// The import of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Import>> {
    Ok(import::Entity::find_by_id(id).filter(import::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All imports, the latest first.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Import>> {
    Ok(import::Entity::find()
        .filter(import::Column::Tenant.eq(tenant))
        .order_by_desc(import::Column::CreatedAt)
        .order_by_desc(import::Column::Id)
        .limit(200)
        .all(db)
        .await?)
}

/// Writes a changed import; the version is set here. It says nothing in the trail: whoever calls does.
pub async fn put(tx: &Tx, mut after: Import) -> Result<Import> {
    after.version += 1;
    after.touched_at = tx.stamp();
    let active = after.clone().into_active_model().reset_all();
    import::Entity::update(active).exec_without_returning(tx.conn()).await?;
    Ok(after)
}

/// Adds rows.
pub async fn add_rows(tx: &Tx, rows: Vec<Row>) -> Result<()> {
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        let part = rest.by_ref().take(1_000).map(|r| r.into_active_model().reset_all());
        import_row::Entity::insert_many(part).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Writes a changed row; the version is set here.
pub async fn put_row(tx: &Tx, mut after: Row) -> Result<()> {
    after.version += 1;
    let active = after.into_active_model().reset_all();
    import_row::Entity::update(active).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One row.
pub async fn row(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Row>> {
    Ok(import_row::Entity::find_by_id(id).filter(import_row::Column::Tenant.eq(tenant)).one(db).await?)
}

/// How a list of rows is ordered, also keys of texts (`intake-sort-…`).
pub const SORTS: [&str; 4] = ["sure", "name", "date", "body"];

/// The rows of an import without their long texts; `states` narrows them.
pub async fn rows(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    import: Uuid,
    states: &[&str],
    sort: &str,
    (skip, most): (u64, u64),
) -> Result<Vec<Row>> {
    use import_row::Column as C;
    let mut find = import_row::Entity::find().filter(C::Tenant.eq(tenant)).filter(C::Import.eq(import));
    if !states.is_empty() {
        find = find.filter(C::State.is_in(states.iter().copied()));
    }
    find = match sort {
        "sure" => find.order_by_asc(C::Sure),
        "name" => find.order_by_asc(C::Name),
        "date" => find.order_by_asc(C::AtDate),
        "body" => find.order_by_with_nulls(C::Body, Order::Asc, NullOrdering::First),
        _ => find,
    };
    Ok(find.order_by_asc(C::Position).order_by_asc(C::Id).offset(skip).limit(most).all(db).await?)
}

/// How many rows of an import stand in each state.
pub async fn counts(db: &impl ConnectionTrait, tenant: Uuid, import: Uuid) -> Result<Counts> {
    use import_row::Column as C;
    let all: Vec<(String, bool, i64)> = import_row::Entity::find()
        .select_only()
        .column(C::State)
        .column(C::Taken)
        .column_as(C::Id.count(), "n")
        .filter(C::Tenant.eq(tenant))
        .filter(C::Import.eq(import))
        .group_by(C::State)
        .group_by(C::Taken)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = Counts::default();
    for (state, taken, n) in all {
        match (state.as_str(), taken) {
            ("waiting", _) => counts.waiting += n,
            ("ready", true) => counts.taken += n,
            ("ready", false) => counts.left += n,
            ("known", _) => counts.known += n,
            ("filed", _) => counts.filed += n,
            ("file", _) => {}
            _ => counts.refused += n,
        }
    }
    Ok(counts)
}

/// How many rows of an import stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not read yet.
    pub waiting: i64,
    /// Read and to be taken.
    pub taken: i64,
    /// Read and left until somebody has looked.
    pub left: i64,
    /// There already.
    pub known: i64,
    /// That cannot be taken.
    pub refused: i64,
    /// Made visible.
    pub filed: i64,
}

impl Counts {
    /// All of them.
    pub fn all(self) -> i64 {
        self.waiting + self.taken + self.left + self.known + self.refused + self.filed
    }
}

/// The ids of rows that wait to be read, in their order.
pub async fn waiting(db: &impl ConnectionTrait, tenant: Uuid, import: Uuid, most: u64) -> Result<Vec<Row>> {
    rows(db, tenant, import, &["waiting"], "", (0, most)).await
}

/// Marks rows as filed on their meetings.
pub async fn mark_filed(tx: &Tx, rows: &[(Uuid, Uuid)]) -> Result<()> {
    use import_row::Column as C;
    let mut by_meeting: std::collections::HashMap<Uuid, Vec<Uuid>> = std::collections::HashMap::new();
    for (row, meeting) in rows {
        by_meeting.entry(*meeting).or_default().push(*row);
    }
    for (meeting, rows) in by_meeting {
        import_row::Entity::update_many()
            .col_expr(C::State, Expr::value("filed"))
            .col_expr(C::Meeting, Expr::value(meeting))
            .filter(C::Tenant.eq(tx.tenant()))
            .filter(C::Id.is_in(rows))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Marks all rows of a table that are taken as filed.
pub async fn mark_all_filed(tx: &Tx, import: Uuid) -> Result<()> {
    use import_row::Column as C;
    import_row::Entity::update_many()
        .col_expr(C::State, Expr::value("filed"))
        .filter(C::Tenant.eq(tx.tenant()))
        .filter(C::Import.eq(import))
        .filter(C::State.eq("ready"))
        .filter(C::Taken.eq(true))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The file of a table.
pub async fn file(db: &impl ConnectionTrait, tenant: Uuid, import: Uuid) -> Result<Option<Row>> {
    Ok(rows(db, tenant, import, &["file"], "", (0, 1)).await?.pop())
}

/// Takes the rows that were read of a table away, and leaves its file.
pub async fn forget_lines(tx: &Tx, import: Uuid) -> Result<()> {
    import_row::Entity::delete_many()
        .filter(import_row::Column::Tenant.eq(tx.tenant()))
        .filter(import_row::Column::Import.eq(import))
        .filter(import_row::Column::State.ne("file"))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The mappings that were kept for a kind of table, by name.
pub async fn mappings(db: &impl ConnectionTrait, tenant: Uuid, kind: &str) -> Result<Vec<KeptMapping>> {
    Ok(import_mapping::Entity::find()
        .filter(import_mapping::Column::Tenant.eq(tenant))
        .filter(import_mapping::Column::Kind.eq(kind))
        .order_by_asc(import_mapping::Column::Name)
        .all(db)
        .await?)
}

/// Keeps a mapping by its name; one of the same name is changed.
pub async fn keep_mapping(tx: &mut Tx, kind: &str, name: &str, columns: &str) -> Result<()> {
    let all = mappings(tx.conn(), tx.tenant(), kind).await?;
    if let Some(before) = all.into_iter().find(|m| m.name == name) {
        let after =
            KeptMapping { columns: columns.to_owned(), version: before.version + 1, ..before.clone() };
        return tx.change("import_mapping", before.id, &before, &after).await;
    }
    let row = KeptMapping {
        id: Id::<KeptMapping>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        columns: columns.to_owned(),
        version: 1,
    };
    tx.create("import_mapping", row.id, &row).await
}

/// Takes the rows of an import away.
pub async fn forget_rows(tx: &Tx, import: Uuid) -> Result<()> {
    import_row::Entity::delete_many()
        .filter(import_row::Column::Tenant.eq(tx.tenant()))
        .filter(import_row::Column::Import.eq(import))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The digests of the files that came with an import and were not there before.
pub async fn fresh_files(db: &impl ConnectionTrait, tenant: Uuid, import: Uuid) -> Result<Vec<String>> {
    use import_row::Column as C;
    Ok(import_row::Entity::find()
        .select_only()
        .column(C::Sha)
        .distinct()
        .filter(C::Tenant.eq(tenant))
        .filter(C::Import.eq(import))
        .filter(C::Fresh.eq(true))
        .into_tuple()
        .all(db)
        .await?)
}

/// Those of these files that rows of other imports hold.
pub async fn held_elsewhere(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    import: Uuid,
    shas: &[String],
) -> Result<Vec<String>> {
    use import_row::Column as C;
    let mut found = Vec::new();
    for part in shas.chunks(5_000) {
        let some: Vec<String> = import_row::Entity::find()
            .select_only()
            .column(C::Sha)
            .distinct()
            .filter(C::Tenant.eq(tenant))
            .filter(C::Import.ne(import))
            .filter(C::Sha.is_in(part))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(some);
    }
    Ok(found)
}

/// Something that an import makes or refers to: its kind and id.
pub type Thing = (&'static str, Uuid);

/// Writes down what an import made, and to what it refers that stood before.
pub async fn note_made(tx: &Tx, import: Uuid, made: &[Thing], refers: &[Uuid]) -> Result<()> {
    let (tenant, now) = (tx.tenant(), tx.now());
    let id = || Id::<Import>::new(now).uuid();
    for part in made.chunks(5_000) {
        let rows = part.iter().map(|(kind, subject)| {
            let row =
                import_made::Model { id: id(), tenant, import, kind: (*kind).to_owned(), subject: *subject };
            row.into_active_model().reset_all()
        });
        import_made::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    for part in refers.chunks(5_000) {
        let rows = part.iter().map(|subject| {
            let row = import_ref::Model { id: id(), tenant, import, subject: *subject };
            row.into_active_model().reset_all()
        });
        import_ref::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The ids of one kind that an import made.
pub async fn made(db: &impl ConnectionTrait, tenant: Uuid, import: Uuid, kind: &str) -> Result<Vec<Uuid>> {
    Ok(import_made::Entity::find()
        .select_only()
        .column(import_made::Column::Subject)
        .filter(import_made::Column::Tenant.eq(tenant))
        .filter(import_made::Column::Import.eq(import))
        .filter(import_made::Column::Kind.eq(kind))
        .order_by_asc(import_made::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

/// How many things of a kind an import made.
pub async fn count_made(db: &impl ConnectionTrait, tenant: Uuid, import: Uuid, kind: &str) -> Result<u64> {
    Ok(import_made::Entity::find()
        .filter(import_made::Column::Tenant.eq(tenant))
        .filter(import_made::Column::Import.eq(import))
        .filter(import_made::Column::Kind.eq(kind))
        .count(db)
        .await?)
}

/// Those of these things to which another import refers.
pub async fn referred(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    import: Uuid,
    subjects: &[Uuid],
) -> Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for part in subjects.chunks(5_000) {
        let some: Vec<Uuid> = import_ref::Entity::find()
            .select_only()
            .column(import_ref::Column::Subject)
            .distinct()
            .filter(import_ref::Column::Tenant.eq(tenant))
            .filter(import_ref::Column::Import.ne(import))
            .filter(import_ref::Column::Subject.is_in(part.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(some);
    }
    Ok(found)
}

/// Forgets what an import made and to what it refers, when it has been taken back.
pub async fn forget_made(tx: &Tx, import: Uuid) -> Result<()> {
    let tenant = tx.tenant();
    import_made::Entity::delete_many()
        .filter(import_made::Column::Tenant.eq(tenant))
        .filter(import_made::Column::Import.eq(import))
        .exec(tx.conn())
        .await?;
    import_ref::Entity::delete_many()
        .filter(import_ref::Column::Tenant.eq(tenant))
        .filter(import_ref::Column::Import.eq(import))
        .exec(tx.conn())
        .await?;
    Ok(())
}

impl Row {
    /// The day, with its doubt, as it will be filed.
    pub fn when(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }

    /// What was guessed.
    pub fn memo(&self) -> Memo {
        serde_json::from_str(&self.guess).unwrap_or_default()
    }
}
