use axum::extract::{FromRequest, Multipart, Request};
use bytes::Bytes;

use crate::form::{check_origin, check_token};
use crate::typed::Typed;
use crate::{App, Form, PageError, Visit};

/// A file that came with a form.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// The field.
    pub field: String,
    /// The name as the sender's machine knew it, without folders.
    pub name: String,
    /// Its bytes. The type is sniffed from these, never from the name.
    pub bytes: Bytes,
}

/// A form with files. Token and origin have been checked.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    /// The other fields.
    pub form: Form,
    /// The files, empty ones left out.
    pub files: Vec<UploadedFile>,
}

/// At most this many bytes in all (50 MB).
pub(crate) const MOST_BYTES: usize = 50 << 20;

impl FromRequest<App> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(PageError::Forged)?;
        check_origin(request.headers())?;
        let typed = request.extensions().get::<Typed>().cloned();
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| PageError::WrongType)?;
        let (mut values, mut files, mut size) = (Vec::new(), Vec::new(), 0);
        while let Some(part) = parts.next_field().await.map_err(|e| too_large_or_bad(&e))? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(|n| n.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
            let bytes = part.bytes().await.map_err(|e| too_large_or_bad(&e))?;
            size += bytes.len();
            if size > MOST_BYTES {
                return Err(PageError::TooLarge);
            }
            match name {
                Some(name) if !bytes.is_empty() => files.push(UploadedFile { field, name, bytes }),
                Some(_) => {}
                None => values.push((field, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        let form = Form::from_pairs(values);
        if let Some(typed) = typed {
            typed.note(&form);
        }
        check_token(&visit, form.value("csrf"))?;
        Ok(Self { form, files })
    }
}

fn too_large_or_bad(e: &axum::extract::multipart::MultipartError) -> PageError {
    if e.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge
    } else {
        PageError::Bad("error-broken-form")
    }
}
