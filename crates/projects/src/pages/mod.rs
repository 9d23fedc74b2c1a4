//! One file per page.

pub(crate) mod api;
pub(crate) mod check;
pub(crate) mod head;
pub(crate) mod lessons;
pub(crate) mod list;
pub(crate) mod paste;
pub(crate) mod report;
pub(crate) mod row;
pub(crate) mod show;
pub(crate) mod table;

use page::{PageError, Visit};

use crate::rights;
use crate::store_projects::{self as projects, Project};
use crate::words::Words;

/// A choice of a form or filter: its code and its words.
pub(crate) type Choice = (String, String);

/// The project of a code, where the visitor may see it.
pub(crate) async fn load(v: &Visit, code: &str) -> Result<Project, PageError> {
    let found = projects::by_code(v.app.db(), v.tenant.id, code).await?.ok_or(PageError::NotFound)?;
    let seen = rights::may_see(&v.who, &found.publicity, found.body);
    if seen { Ok(found) } else { Err(PageError::NotFound) }
}

/// The project of a code, where the visitor may write it.
pub(crate) async fn load_to_write(v: &Visit, code: &str) -> Result<Project, PageError> {
    let found = load(v, code).await?;
    v.allow(rights::may_keep(&v.who, found.body))?;
    Ok(found)
}

/// Calls with the words of the visit's language.
pub(crate) fn worded<T>(v: &Visit, with: impl FnOnce(Words<'_>) -> T) -> T {
    let say = crate::shelf::say(&v.app, &v.tenant, v.lang);
    with(Words { lang: v.lang, say: &say })
}

/// What people have written, marked as Finnish on pages of another language.
pub(crate) fn written(v: &Visit, text: &str) -> page::Html {
    v.local(&kit::Local::fi(text))
}
