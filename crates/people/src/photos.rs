//! Pictures of persons: taken by what is in the file, and without what cameras write beside the picture (where and
//! when it was taken).

use futures::future::{BoxFuture, FutureExt};
use kit::Id;
use page::{App, Ask, PageError, Served};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::{Result, Tx};
use uuid::Uuid;

use crate::persons;
use crate::rows::photo;
pub use crate::rows::photo::Model as Photo;

/// A picture has at most this many bytes.
pub const MOST_BYTES: usize = 2_000_000;

/// The picture of a person.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid) -> Result<Option<Photo>> {
    Ok(photo::Entity::find()
        .filter(photo::Column::Tenant.eq(tenant))
        .filter(photo::Column::Person.eq(person))
        .one(db)
        .await?)
}

/// Gives a person a picture, in the place of the one before; `None` takes it away.
pub async fn set(tx: &mut Tx, person: Uuid, picture: Option<(String, &str)>) -> Result<()> {
    let before = of(tx.conn(), tx.tenant(), person).await?;
    if let Some(before) = &before {
        photo::Entity::delete_by_id(before.id).exec(tx.conn()).await?;
        tx.removed("photo", before.id, before)?;
    }
    if let Some((sha, media_type)) = picture {
        let id = Id::<Photo>::new(tx.now()).uuid();
        let row = Photo { id, tenant: tx.tenant(), person, sha, media_type: media_type.to_owned() };
        tx.create("photo", id, &row).await?;
    }
    // Whoever follows the person hears of it, also where there was none to take away.
    tx.noted("person", person, "pictured", &[]);
    Ok(())
}

impl Photo {
    /// Where it is shown.
    pub fn url(&self) -> String {
        let end = if self.media_type == "image/png" { "png" } else { "jpg" };
        format!("/files/{}/photo.{end}", self.sha)
    }
}

/// A picture is seen by those who have signed in, and by all where its person lets contact data be shown.
pub(crate) fn holds<'a>(
    app: &'a App,
    ask: Ask<'a>,
    sha: &'a str,
) -> BoxFuture<'a, Result<Option<Served>, PageError>> {
    async move {
        let rows = photo::Entity::find()
            .filter(photo::Column::Tenant.eq(ask.tenant))
            .filter(photo::Column::Sha.eq(sha))
            .all(app.db())
            .await
            .map_err(store::Error::from)?;
        for row in rows {
            let person = persons::get(app.db(), ask.tenant, row.person).await?;
            if ask.who.is_person() || person.is_some_and(|p| p.contact_public && p.active) {
                return Ok(Some(Served { name: "photo".into(), media_type: row.media_type }));
            }
        }
        Ok(None)
    }
    .boxed()
}

/// The picture without anything beside it, and its type; `Err` is the key of the text that says what to mend.
///
/// # Errors
/// Where it is too large, of another kind, or broken.
pub fn cleaned(bytes: &[u8]) -> std::result::Result<(Vec<u8>, &'static str), &'static str> {
    if bytes.len() > MOST_BYTES {
        Err("photo-large")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes).map(|b| (b, "image/png")).ok_or("photo-broken")
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        jpeg(bytes).map(|b| (b, "image/jpeg")).ok_or("photo-broken")
    } else {
        Err("photo-kind")
    }
}

/// Keeps the parts that draw.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const DRAW: [&[u8]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        let next = at.checked_add(12)?.checked_add(length)?;
        let whole = bytes.get(at..next)?;
        if at == 8 && kind != b"IHDR" {
            return None;
        }
        if DRAW.contains(&kind) {
            out.extend_from_slice(whole);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        at = next;
    }
}

/// Leaves out what cameras and programs write beside the picture: APP1 to APP13, APP15 and comments.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let mark = *bytes.get(at + 1)?;
        if mark == 0xff {
            at += 1;
            continue;
        }
        if mark == 0xda {
            // The picture itself follows, to the end mark.
            let end = bytes.windows(2).rposition(|w| w == [0xff, 0xd9])?;
            out.extend_from_slice(bytes.get(at..end + 2)?);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let next = at.checked_add(2)?.checked_add(length.max(2))?;
        let whole = bytes.get(at..next)?;
        if !matches!(mark, 0xe1..=0xed | 0xef | 0xfe) {
            out.extend_from_slice(whole);
        }
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_camera_writes_beside_the_picture_goes() {
        let place = b"Exif\0\0 61.2 N 26.0 E";
        let mut shot =
            vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, u8::try_from(place.len() + 2).unwrap()];
        shot.extend_from_slice(place);
        shot.extend_from_slice(&[0xff, 0xda, 0, 2, 9, 9, 9, 0xff, 0xd9]);
        let (kept, kind) = cleaned(&shot).unwrap();
        assert_eq!(kind, "image/jpeg");
        assert!(!kept.windows(4).any(|w| w == b"Exif"));
        assert_eq!(kept, [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 9, 9, 9, 0xff, 0xd9]);
    }

    #[test]
    fn what_is_cut_or_no_picture_is_refused() {
        assert_eq!(cleaned(b"GIF89a"), Err("photo-kind"));
        assert_eq!(cleaned(b"<svg/>"), Err("photo-kind"));
        assert_eq!(cleaned(&[0xff, 0xd8, 0xff, 0xe1, 0xff]), Err("photo-broken"));
        assert_eq!(cleaned(b"\x89PNG\r\n\x1a\n\0\0\0\xffIHDR"), Err("photo-broken"));
        assert_eq!(cleaned(&vec![0xff; MOST_BYTES + 1]), Err("photo-large"));
    }
}
