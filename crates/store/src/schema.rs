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
        self.tables.push(TableSpec {
            name,
            columns: Vec::new(),
            keys: Vec::new(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            references: Vec::new(),
        });
        &mut self.tables[at]
    }

    pub(crate) async fn apply(&self, db: &impl ConnectionTrait) -> Result<()> {
        for table in &self.tables {
            db.execute(&table.create()).await?;
            for columns in &table.uniques {
                let mut index = Index::create();
                index.unique().name(format!("{}_{}_uq", table.name, columns.join("_")));
                index.table(Alias::new(table.name));
                for c in columns {
                    index.col(Alias::new(*c));
                }
                db.execute(&index).await?;
            }
            for columns in &table.indexes {
                let mut index = Index::create();
                index.name(format!("{}_{}_ix", table.name, columns.join("_")));
                index.table(Alias::new(table.name));
                for c in columns {
                    index.col(Alias::new(*c));
                }
                db.execute(&index).await?;
            }
        }
        Ok(())
    }
}

impl TableSpec {
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
            let mut column = ColumnDef::new(Alias::new(c.name));
            match c.kind {
                ColumnKind::Uuid => column.uuid(),
                ColumnKind::Text => column.text(),
                ColumnKind::Int => column.big_integer(),
                ColumnKind::Bool => column.boolean(),
                ColumnKind::Bytes => column.blob(),
                ColumnKind::Real => column.double(),
            };
            if !c.null {
                column.not_null();
            }
            table.col(&mut column);
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
