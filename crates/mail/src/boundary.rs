use sha2::{Digest, Sha256};

use crate::letter::Letter;

/// The lines between the parts of a letter. They come from a digest of all that the letter says, so they
/// are the same at every try, and nobody can write a text that holds them.
pub(crate) struct Boundaries {
    pub(crate) outer: String,
    pub(crate) inner: String,
}

impl Boundaries {
    pub(crate) fn of(letter: &Letter) -> Self {
        let mut digest = Sha256::new();
        let mut add = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        };
        add(letter.message_id.as_bytes());
        add(letter.text.as_bytes());
        add(letter.html.as_deref().unwrap_or("").as_bytes());
        add(letter.calendar.as_ref().map_or("", |c| c.ics.as_str()).as_bytes());
        for attachment in &letter.attachments {
            add(&attachment.bytes);
        }
        let name = hex::encode(&digest.finalize()[..20]);
        Self { outer: format!("=_outer_{name}"), inner: format!("=_inner_{name}") }
    }
}
