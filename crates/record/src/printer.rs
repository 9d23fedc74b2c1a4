//! The printer of the program. The engine stands in the binary only, so slices know it by this part.

use std::sync::Arc;

use page::{App, PageError};

/// Makes a PDF of a document of ours. The binary gives it as a part:
/// `builder.part(Printer::new(move |d| printer.pdf(d).map_err(|e| e.to_string())))`.
#[derive(Clone)]
pub struct Printer(Arc<Print>);

type Print = dyn Fn(&doc::Document) -> Result<Vec<u8>, String> + Send + Sync;

impl Printer {
    /// A printer that prints by this.
    pub fn new(print: impl Fn(&doc::Document) -> Result<Vec<u8>, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(print))
    }

    /// Whether the program has one.
    pub fn is_there(app: &App) -> bool {
        app.part::<Self>().is_some()
    }

    /// Prints, away from the threads that answer requests. `None` where the program has no printer.
    pub async fn print(app: &App, document: doc::Document) -> Result<Option<Vec<u8>>, PageError> {
        let Some(printer) = app.part::<Self>().cloned() else { return Ok(None) };
        let printed = tokio::task::spawn_blocking(move || (printer.0)(&document))
            .await
            .map_err(PageError::inside)?
            .map_err(PageError::Inside)?;
        Ok(Some(printed))
    }
}
