//! The open data, kept as the record stands. Several processes may do it; each part is done once.

use page::App;

pub(super) async fn run(app: App) {
    let mut changes = app.store().changes();
    loop {
        changes.mark_unchanged();
        match oparl::catch_up(&app).await {
            Ok(0) => super::next(&mut changes).await,
            Ok(n) => tracing::debug!(changes = n, "the open data were fed"),
            Err(error) => {
                tracing::error!(%error, "the open data could not be fed");
                super::next(&mut changes).await;
            }
        }
    }
}
