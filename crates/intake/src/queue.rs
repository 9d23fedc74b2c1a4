//! The jobs that read an import: what they carry, and how they are asked for.

use page::PageError;
use serde::{Deserialize, Serialize};
use store::{Tx, jobs};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Payload {
    import: Uuid,
}

/// Asks for an import to be read by a job of this kind.
pub(crate) async fn ask(tx: &Tx, job: &str, import: Uuid) -> store::Result<()> {
    jobs::enqueue(tx, job, &Payload { import }, tx.now()).await?;
    Ok(())
}

/// The import that a job carries.
pub(crate) fn import_of(payload: &str) -> Result<Uuid, PageError> {
    let payload: Payload = serde_json::from_str(payload).map_err(PageError::inside)?;
    Ok(payload.import)
}
