//! The demo regions. Their files lie in the binary; each feature loads its part, once.

use std::collections::HashSet;
use std::path::Path;

use jiff::civil::Date;
use kit::Id;
use page::{App, Tenant};
use rust_embed::Embed;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::{Act, Day};

use crate::failure::Failure;
use crate::table::demo_part;

#[derive(Embed)]
#[folder = "../../demo"]
struct Files;

fn broken(file: &str, why: impl std::fmt::Display) -> Failure {
    Failure::Refused(format!("The demo file {file} cannot be used: {why}"))
}

/// Makes the demo regions that are not there yet and loads the parts that have not been loaded. `port` is where the
/// program answers.
///
/// # Errors
/// [`Failure`] when a file of the demo cannot be used or the store fails.
pub async fn load(app: &App, port: u16) -> Result<Vec<Tenant>, Failure> {
    let folder = tempfile::tempdir().map_err(|e| broken("folder", e))?;
    unpack(folder.path())?;
    let mut keys: Vec<String> =
        Files::iter().filter_map(|f| Some(f.strip_suffix("/tenant.toml")?.to_owned())).collect();
    // The default region first: its name stands first on the screen.
    keys.sort_by_key(|k| (k != "paijat-hame", k.clone()));
    let mut all = Vec::new();
    for key in keys {
        let folder = folder.path().join(&key);
        let at = format!("http://localhost:{port}");
        let tenant = people::demo::create_tenant(app.store(), &folder, &at, app.now())
            .await
            .map_err(|e| broken("tenant.toml", e))?;
        parts(app, &tenant, &folder).await?;
        all.push(tenant);
    }
    Ok(all)
}

/// The logins of a demo region with the names of their persons.
pub(crate) fn logins(key: &str) -> Result<Vec<(String, String)>, Failure> {
    let folder = tempfile::tempdir().map_err(|e| broken("folder", e))?;
    unpack(folder.path())?;
    signin::demo::logins(&folder.path().join(key)).map_err(|e| broken("persons.toml", e))
}

fn unpack(folder: &Path) -> Result<(), Failure> {
    for name in Files::iter() {
        let Some(file) = Files::get(&name) else { continue };
        let to = folder.join(name.as_ref());
        let parent = to.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&to, &file.data))
            .map_err(|e| broken(&name, e))?;
    }
    Ok(())
}

/// Each loader may run again after a crash; one that has run to its end does not.
async fn parts(app: &App, tenant: &Tenant, folder: &Path) -> Result<(), Failure> {
    let loaded: HashSet<String> = demo_part::Entity::find()
        .filter(demo_part::Column::Tenant.eq(tenant.id))
        .all(app.db())
        .await
        .map_err(store::Error::from)?
        .into_iter()
        .map(|p| p.feature)
        .collect();
    let today: Date = app.today();
    for feature in app.features() {
        let Some(load) = feature.demo.filter(|_| !loaded.contains(feature.name)) else { continue };
        load(app, tenant, folder, today).await.map_err(|e| {
            Failure::Store(format!("The demo of {} could not be loaded at {}: {e}", feature.name, tenant.key))
        })?;
        let row = demo_part::Model {
            id: Id::<demo_part::Model>::new(app.now()).uuid(),
            tenant: tenant.id,
            feature: feature.name.to_owned(),
            day: Day(today),
        };
        let mut tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
        tx.create("demo_part", row.id, &row).await?;
        tx.commit().await?;
    }
    Ok(())
}
