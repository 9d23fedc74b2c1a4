//! Lists as files: CSV that a Finnish Excel opens by double click, XLSX, JSON.

use axum::response::{IntoResponse, Response};
use doc::sheet::{self, Cell, Sheet};
use page::{PageError, Visit};

/// A list as a file in the format that the address asks for. `keys` are the names in JSON, `header` the words over
/// the columns.
pub(crate) fn file(
    v: &Visit,
    format: &str,
    name: &str,
    keys: &[&str],
    header: &[&str],
    rows: Vec<Vec<Cell>>,
) -> Result<Response, PageError> {
    let file = format!("{name}-{}.{format}", v.today());
    if format == "json" {
        let list: Vec<serde_json::Value> = rows
            .iter()
            .map(|row| keys.iter().zip(row).map(|(k, c)| ((*k).to_owned(), value(c))).collect())
            .map(serde_json::Value::Object)
            .collect();
        let text = serde_json::to_vec(&list).map_err(PageError::inside)?;
        return Ok(([("content-type", "application/json")], text).into_response());
    }
    let sheet = Sheet { name: name.to_owned(), header: header.iter().map(|k| v.t(k)).collect(), rows };
    match format {
        "csv" => Ok(page::download(&file, "text/csv; charset=utf-8", sheet::csv(&sheet), false)),
        "xlsx" => {
            let bytes = sheet::xlsx(&sheet).map_err(PageError::inside)?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            Ok(page::download(&file, kind, bytes, false))
        }
        _ => Err(PageError::Bad("record-format")),
    }
}

/// A text, empty where there is none.
pub(crate) fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

fn value(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(n) => (*n).into(),
        Cell::Decimal(n) => (*n).into(),
        Cell::Date(day) => day.to_string().into(),
        Cell::Empty => serde_json::Value::Null,
    }
}
