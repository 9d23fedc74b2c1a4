//! The demo's logins: each person of the demo that has a login gets the same password.

use std::path::Path;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use page::{App, PageError, Tenant};
use people::demo::PersonFile;
use people::persons;
use store::Act;

use crate::accounts;

/// The password of every login of the demo.
pub const PASSWORD: &str = "talkoot";

/// The logins of a demo folder with the names of their persons, to be printed.
pub fn logins(folder: &Path) -> Result<Vec<(String, String)>, PageError> {
    let file: PersonFile = people::demo::read(folder, "persons.toml")?;
    Ok(file.person.into_iter().filter_map(|p| Some((p.login?, p.name))).collect())
}

pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    _: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let file: PersonFile = people::demo::read(folder, "persons.toml")?;
        let mut tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
        for row in &file.person {
            let Some(login) = &row.login else { continue };
            let person = persons::by_key(tx.conn(), tenant.id, &row.key)
                .await?
                .ok_or_else(|| PageError::Inside(format!("no person {} for a login", row.key)))?;
            accounts::create(&mut tx, person.id, login, PASSWORD).await?;
        }
        // A region without logins is none that one could try, but nothing is wrong with it.
        tx.commit_quietly().await?;
        Ok(())
    }
    .boxed()
}
