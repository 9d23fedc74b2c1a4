//! The pages, one file each.

pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod plan;
pub(crate) mod show;
pub(crate) mod start;
pub(crate) mod table;

use memo::Grade;
use page::{PageError, Visit};
use uuid::Uuid;

use crate::imports::{self, Import};
use crate::rights;

/// The import of an address, for those who may see it.
async fn load(v: &Visit, id: Uuid) -> Result<Import, PageError> {
    v.allow(rights::may_import(&v.who))?;
    let found = imports::get(v.app.db(), v.tenant.id, id).await?;
    found.filter(|i| i.state != "dropped").ok_or(PageError::NotFound)
}

/// How sure something is, as a tag: its class and its words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sure {
    pub(crate) class: &'static str,
    pub(crate) words: String,
}

impl Sure {
    fn of(v: &Visit, sure: u8) -> Self {
        let grade = Grade::of(sure);
        let class = match grade {
            Grade::Certain => "ok",
            Grade::Likely => "info",
            Grade::Unsure => "stop",
        };
        Self { class, words: v.tn(&format!("intake-sure-{}", grade.code()), sure) }
    }
}

/// Why something cannot be taken, in words. A value may be the key of a column's name.
fn said(v: &Visit, key: &str, value: &str) -> String {
    let value = if value.starts_with("intake-column-") { v.t(value) } else { value.to_owned() };
    v.t1(key, "value", value)
}

/// The name of the kind of a thing.
fn thing(v: &Visit, kind: &str) -> String {
    v.t(&format!("intake-thing-{}", kind.replace('_', "-")))
}
