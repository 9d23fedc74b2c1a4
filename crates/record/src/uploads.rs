//! Files as they come: the type told by the content, the text taken out for the search.

use bytes::Bytes;
use doc::sniff::{self, MediaType};
use page::{PageError, UploadedFile, Visit};
use store::Tx;

use crate::documents::StoredFile;

/// The types that are taken.
const TAKEN: [MediaType; 7] = [
    MediaType::Pdf,
    MediaType::Docx,
    MediaType::Xlsx,
    MediaType::Pptx,
    MediaType::Png,
    MediaType::Jpeg,
    MediaType::Text,
];

/// The key of the text that says what is taken; it takes the file's name as `value`.
pub const TYPES_PROBLEM: &str = "record-file-types";

/// Why a file was not kept.
#[derive(Debug, Clone, thiserror::Error)]
pub enum UploadError {
    /// 415: not of a type that is taken. Its text is [`TYPES_PROBLEM`].
    #[error("the type of the file is not taken")]
    WrongType,
    /// Something of ours failed.
    #[error(transparent)]
    Page(#[from] PageError),
}

impl From<UploadError> for PageError {
    fn from(e: UploadError) -> Self {
        match e {
            UploadError::WrongType => Self::WrongType,
            UploadError::Page(e) => e,
        }
    }
}

impl From<store::Error> for UploadError {
    fn from(e: store::Error) -> Self {
        Self::Page(e.into())
    }
}

/// A file that has been looked into and may be kept.
#[derive(Debug, Clone)]
pub struct Looked {
    name: String,
    bytes: Bytes,
    kind: MediaType,
    content: String,
}

/// Looks into a file. Slow with large ones: do it before the transaction begins. Text that cannot be taken out is
/// no reason to refuse a file.
///
/// # Errors
/// [`UploadError::WrongType`] when its content is of a type that is not taken, whatever its name says.
pub async fn look(file: &UploadedFile) -> Result<Looked, UploadError> {
    let bytes = file.bytes.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let kind = sniff::sniff(&bytes);
        let content =
            if TAKEN.contains(&kind) { doc::extract::text_of(&bytes, kind) } else { Ok(String::new()) };
        (kind, content)
    });
    let (kind, content) = looked.await.map_err(PageError::inside)?;
    if !TAKEN.contains(&kind) {
        return Err(UploadError::WrongType);
    }
    let content = content.unwrap_or_else(|cause| {
        tracing::info!(name = file.name, %cause, "no text was taken out of a file");
        String::new()
    });
    Ok(Looked {
        name: named(&file.name, kind),
        bytes: file.bytes.clone(),
        kind,
        content: content.replace('\0', ""),
    })
}

/// The name with the ending that its content has, so that no program is misled.
pub fn named(name: &str, kind: MediaType) -> String {
    let clean: String =
        name.chars().filter(|c| !c.is_control() && !matches!(c, '/' | '\\')).take(150).collect();
    let clean = clean.trim().trim_start_matches('.').to_owned();
    let ending = clean.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let right = match kind {
        MediaType::Text => matches!(ending.as_str(), "txt" | "csv" | "md"),
        MediaType::Jpeg => matches!(ending.as_str(), "jpg" | "jpeg"),
        _ => ending == kind.ending(),
    };
    match (clean.is_empty(), right) {
        (true, _) => format!("file.{}", kind.ending()),
        (false, true) => clean,
        (false, false) => format!("{clean}.{}", kind.ending()),
    }
}

/// Keeps a file that has been looked into, as part of the transaction.
pub async fn keep(v: &Visit, tx: &Tx, looked: Looked) -> Result<StoredFile, UploadError> {
    let csv = looked.kind == MediaType::Text && looked.name.to_lowercase().ends_with(".csv");
    let media_type = if csv { "text/csv" } else { looked.kind.name() };
    let size = i64::try_from(looked.bytes.len()).unwrap_or(i64::MAX);
    let sha = v.app.files().put(tx, looked.bytes, media_type).await?;
    Ok(StoredFile {
        sha,
        name: looked.name,
        media_type: media_type.to_owned(),
        size,
        content: looked.content,
    })
}

/// Looks into a file and keeps it, in one.
pub async fn store_upload(v: &Visit, tx: &Tx, file: &UploadedFile) -> Result<StoredFile, UploadError> {
    let looked = look(file).await?;
    keep(v, tx, looked).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_ending_of_its_content() {
        assert_eq!(named("Liite 1.PDF", MediaType::Pdf), "Liite 1.PDF");
        assert_eq!(named("kuva.png", MediaType::Jpeg), "kuva.png.jpg");
        assert_eq!(named("luvut.csv", MediaType::Text), "luvut.csv");
        assert_eq!(named("..", MediaType::Pdf), "file.pdf");
    }
}
