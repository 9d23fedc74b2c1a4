use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{
    Alias, ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};

use crate::Result;

/// One dated step of the schema, the same for both stores. Never edited after a release.
#[derive(Clone, Copy)]
pub struct Migration {
    /// `2026_11_22_people`: steps run in the order of their names.
    pub name: &'static str,
    /// What the step makes.
    pub make: fn(&mut Schema),
}

/// What a migration makes: tables, and columns added to tables that stand.
#[derive(Default)]
pub struct Schema {
    /// New tables, in an order in which references can be made.
    pub tables: Vec<TableSpec>,
    /// Columns and indexes for tables that stand.
    pub added: Vec<TableSpec>,
    /// What fills new columns from what stands, in SQL that both stores take.
    pub fills: Vec<&'static str>,
}

/// The kind of a column; each means the same on both stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// UUID.
    Uuid,
    /// TEXT.
    Text,
    /// BIGINT.
    Int,
    /// BOOLEAN.
    Bool,
    /// BLOB or BYTEA.
    Bytes,
    /// DOUBLE PRECISION.
    Real,
}

/// A column of a [`TableSpec`].
#[derive(Debug, Clone)]
pub struct ColumnSpec {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: ColumnKind,
    /// Whether it may be empty.
    pub null: bool,
}

/// A table as a slice writes it down: `s.table("body").id().uuid("tenant").text("key").unique(&["tenant", "key"])`.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// The table's name, which begins with nothing of the slice: names are words of the field.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<ColumnSpec>,
    keys: Vec<&'static str>,
    uniques: Vec<Vec<&'static str>>,
    indexes: Vec<Vec<&'static str>>,
    references: Vec<(&'static str, &'static str)>,
}

impl Schema {
    /// Begins a table.
    pub fn table(&mut self, name: &'static str) -> &mut TableSpec {
        let at = self.tables.len();
        self.tables.push(TableSpec::empty(name));
        &mut self.tables[at]
    }

    /// Adds columns and indexes to a table that an earlier step made. The columns must be such as may be empty, since
    /// rows stand already; they refer to no other table.
    pub fn extend(&mut self, name: &'static str) -> &mut TableSpec {
        let at = self.added.len();
        self.added.push(TableSpec::empty(name));
        &mut self.added[at]
    }

    /// Fills new columns from what stands, after they have been added: SQL that both stores take, without values.
    pub fn fill(&mut self, sql: &'static str) {
        self.fills.push(sql);
    }

    pub(crate) async fn apply(&self, db: &impl ConnectionTrait) -> Result<()> {
        for table in &self.tables {
            db.execute(&table.create()).await?;
            table.index_all(db).await?;
        }
        for table in &self.added {
            for column in &table.columns {
                let mut step = Table::alter();
                step.table(Alias::new(table.name)).add_column(column.definition());
                db.execute(&step).await?;
            }
            table.index_all(db).await?;
        }
        for sql in &self.fills {
            db.execute_unprepared(sql).await?;
        }
        Ok(())
    }

    /// All tables with the columns that later steps added.
    pub(crate) fn whole(self) -> Vec<TableSpec> {
        let mut tables = self.tables;
        for more in self.added {
            if let Some(table) = tables.iter_mut().find(|t| t.name == more.name) {
                table.columns.extend(more.columns);
            }
        }
        tables
    }
}

impl ColumnSpec {
    fn definition(&self) -> ColumnDef {
        let mut column = ColumnDef::new(Alias::new(self.name));
        match self.kind {
            ColumnKind::Uuid => column.uuid(),
            ColumnKind::Text => column.text(),
            ColumnKind::Int => column.big_integer(),
            ColumnKind::Bool => column.boolean(),
            ColumnKind::Bytes => column.blob(),
            ColumnKind::Real => column.double(),
        };
        if !self.null {
            column.not_null();
        }
        column
    }
}

impl TableSpec {
    fn empty(name: &'static str) -> Self {
        Self {
            name,
            columns: Vec::new(),
            keys: Vec::new(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            references: Vec::new(),
        }
    }

    async fn index_all(&self, db: &impl ConnectionTrait) -> Result<()> {
        for columns in &self.uniques {
            let mut index = Index::create();
            index.unique().name(format!("{}_{}_uq", self.name, columns.join("_")));
            index.table(Alias::new(self.name));
            for c in columns {
                index.col(Alias::new(*c));
            }
            db.execute(&index).await?;
        }
        for columns in &self.indexes {
            let mut index = Index::create();
            index.name(format!("{}_{}_ix", self.name, columns.join("_")));
            index.table(Alias::new(self.name));
            for c in columns {
                index.col(Alias::new(*c));
            }
            db.execute(&index).await?;
        }
        Ok(())
    }

    fn column(&mut self, name: &'static str, kind: ColumnKind) -> &mut Self {
        self.columns.push(ColumnSpec { name, kind, null: false });
        self
    }

    /// `id UUID PRIMARY KEY`.
    pub fn id(&mut self) -> &mut Self {
        self.uuid("id").key(&["id"])
    }

    /// A UUID column.
    pub fn uuid(&mut self, name: &'static str) -> &mut Self {
        self.column(name, ColumnKind::Uuid)
    }

    /// A TEXT column.
    pub fn text(&mut self, name: &'static str) -> &mut Self {
        self.column(name, ColumnKind::Text)
    }

    /// A BIGINT column (counts, [`crate::Stamp`], cents).
    pub fn int(&mut self, name: &'static str) -> &mut Self {
        self.column(name, ColumnKind::Int)
    }

    /// A BOOLEAN column.
    pub fn bool(&mut self, name: &'static str) -> &mut Self {
        self.column(name, ColumnKind::Bool)
    }

    /// A column of bytes.
    pub fn bytes(&mut self, name: &'static str) -> &mut Self {
        self.column(name, ColumnKind::Bytes)
    }

    /// A column of floating point numbers; never for money.
    pub fn real(&mut self, name: &'static str) -> &mut Self {
        self.column(name, ColumnKind::Real)
    }

    /// The column before may be empty.
    pub fn null(&mut self) -> &mut Self {
        if let Some(last) = self.columns.last_mut() {
            last.null = true;
        }
        self
    }

    /// The column before refers to `table.id`.
    pub fn to(&mut self, table: &'static str) -> &mut Self {
        if let Some(last) = self.columns.last() {
            let name = last.name;
            self.references.push((name, table));
        }
        self
    }

    /// The primary key.
    pub fn key(&mut self, columns: &[&'static str]) -> &mut Self {
        self.keys = columns.to_vec();
        self
    }

    /// These columns together are unique.
    pub fn unique(&mut self, columns: &[&'static str]) -> &mut Self {
        self.uniques.push(columns.to_vec());
        self
    }

    /// An index for reading.
    pub fn index(&mut self, columns: &[&'static str]) -> &mut Self {
        self.indexes.push(columns.to_vec());
        self
    }

    fn create(&self) -> TableCreateStatement {
        let mut table = Table::create();
        table.table(Alias::new(self.name));
        for c in &self.columns {
            table.col(c.definition());
        }
        if !self.keys.is_empty() {
            let mut key = Index::create();
            for k in &self.keys {
                key.col(Alias::new(*k));
            }
            table.primary_key(&mut key);
        }
        for (column, target) in &self.references {
            table.foreign_key(
                ForeignKey::create()
                    .from(Alias::new(self.name), Alias::new(*column))
                    .to(Alias::new(*target), Alias::new("id"))
                    .on_delete(ForeignKeyAction::Restrict),
            );
        }
        table.take()
    }
}
