use axum::http::StatusCode;
use kit::Publicity;
use page::{Answer, PageError, Upload, Visit, redirect};

use crate::pack::Pack;
use crate::pages::list;
use crate::{rights, staging};

/// `POST /import`: papers come in. They are kept at once and read by a job.
pub(crate) async fn memos(v: Visit, upload: Upload) -> Answer {
    v.allow(rights::may_import(&v.who))?;
    let Upload { mut form, files } = upload;
    let publicity = form.choice("publicity", &["internal", "public"]).unwrap_or("internal");
    let files: Vec<_> = files.into_iter().filter(|f| f.field == "files").collect();
    if files.is_empty() {
        form.wrong("files", "intake-files-needed");
    }
    if !form.ok() {
        return list::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let name = match files.as_slice() {
        [one] => one.name.clone(),
        many => v.tn("intake-name-files", many.len()),
    };
    let pack = tokio::task::spawn_blocking(move || {
        let mut pack = Pack::default();
        for file in files {
            pack.take(&file.name, file.bytes);
        }
        pack
    });
    let pack = pack.await.map_err(PageError::inside)?;
    if pack.papers.is_empty() {
        form.wrong("files", "intake-files-none");
        return list::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let by = v.who.name().to_owned();
    let import =
        staging::papers(&v.app, &v.act(), (&name, &by), Publicity::parse(publicity), pack.papers).await?;
    redirect(&v, &format!("/import/{}", import.id))
}
