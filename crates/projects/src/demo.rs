//! Loads the projects of a demo region: files of the published form in `projects/`. A second run changes nothing.
//! Files whose name begins with `esimerkki` are examples and no facts; their pages say so.

use std::path::Path;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use page::{App, PageError, Tenant};
use store::Act;

use crate::json;
use crate::shelf::{import, known};
use crate::store_projects as projects;

/// Loads the folder.
pub(crate) fn load<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    folder: &'a Path,
    _: Date,
) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let folder = folder.join("projects");
        if !folder.is_dir() {
            return Ok(());
        }
        let mut files: Vec<_> = std::fs::read_dir(&folder)
            .map_err(PageError::inside)?
            .filter_map(|f| f.ok().map(|f| f.path()))
            .filter(|f| f.extension().is_some_and(|e| e == "json"))
            .collect();
        files.sort();
        let known = known(app, tenant.id).await?;
        for file in files {
            let bytes = std::fs::read(&file).map_err(PageError::inside)?;
            let given = json::read(&bytes, &known).map_err(|faults| {
                let said: Vec<String> =
                    faults.iter().map(|f| format!("{}: {} {}", f.path, f.wrong.key, f.wrong.value)).collect();
                PageError::Inside(format!("{}: {}", file.display(), said.join("; ")))
            })?;
            let mut tx = app.store().begin(Act::machinery("demo", tenant.id, app.now())).await?;
            if projects::by_code(tx.conn(), tenant.id, &given.whole.head.code).await?.is_some() {
                continue;
            }
            let example = file.file_name().is_some_and(|n| n.to_string_lossy().starts_with("esimerkki"));
            import(app, tenant, &mut tx, &given, example).await?;
            tx.commit().await?;
        }
        Ok(())
    }
    .boxed()
}
