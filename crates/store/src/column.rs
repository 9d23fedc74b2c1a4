use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, StringLen, Value, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DeriveValueType, QueryResult, TryGetError, TryGetable};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970 in UTC, a BIGINT on both stores (text would sort wrongly on SQLite).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Stamp(pub i64);

impl From<jiff::Timestamp> for Stamp {
    fn from(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

impl Stamp {
    /// The instant.
    pub fn at(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

/// A value kept as JSON in a TEXT column. TEXT and not JSON: PostgreSQL would reorder the keys.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json<T>(pub T);

/// A text in several languages, kept as JSON.
pub type LocalText = Json<kit::Local>;

impl<T: Serialize> From<Json<T>> for Value {
    fn from(v: Json<T>) -> Self {
        // Our own types always serialise; an impossible failure is stored as JSON null and read as damaged.
        Self::String(Some(serde_json::to_string(&v.0).unwrap_or_else(|_| "null".to_owned())))
    }
}
impl<T: DeserializeOwned> TryGetable for Json<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, idx: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, idx)?;
        serde_json::from_str(&text)
            .map(Json)
            .map_err(|e| TryGetError::DbErr(sea_orm::DbErr::Type(format!("damaged JSON: {e}"))))
    }
}
impl<T: DeserializeOwned> ValueType for Json<T> {
    fn try_from(v: Value) -> Result<Self, ValueTypeErr> {
        match v {
            Value::String(Some(text)) => serde_json::from_str(&text).map(Json).map_err(|_| ValueTypeErr),
            _ => Err(ValueTypeErr),
        }
    }
    fn type_name() -> String {
        "Json".to_owned()
    }
    fn array_type() -> ArrayType {
        ArrayType::String
    }
    fn column_type() -> ColumnType {
        ColumnType::String(StringLen::None)
    }
}
impl<T> Nullable for Json<T> {
    fn null() -> Value {
        Value::String(None)
    }
}

/// A plain day, kept as `2021-09-24`, which sorts as text on both stores.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl FromStr for Day {
    type Err = jiff::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse().map(Self)
    }
}
impl From<Date> for Day {
    fn from(d: Date) -> Self {
        Self(d)
    }
}
