//! The printer of the program. The engine stands in the binary only, so the slice knows it by this part.

use std::sync::Arc;

use page::{App, PageError};

type Print = dyn Fn(&doc::Document) -> Result<Vec<u8>, String> + Send + Sync;

/// Makes a PDF of a document of ours; the binary gives it as a part.
#[derive(Clone)]
pub struct Press(Arc<Print>);

impl Press {
    /// A press that prints by this.
    pub fn new(print: impl Fn(&doc::Document) -> Result<Vec<u8>, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(print))
    }

    /// Prints, away from the threads that answer requests.
    ///
    /// # Errors
    /// [`PageError::Refused`] where the program has no press.
    pub async fn print(app: &App, document: doc::Document) -> Result<Vec<u8>, PageError> {
        let press = app.part::<Self>().cloned().ok_or(PageError::Refused("projects-no-press"))?;
        tokio::task::spawn_blocking(move || (press.0)(&document))
            .await
            .map_err(PageError::inside)?
            .map_err(PageError::Inside)
    }
}
