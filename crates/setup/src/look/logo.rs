use doc::sniff::{MediaType, sniff};

use super::svg;

/// A logo has at most this many bytes: every page loads it.
const MOST_BYTES: usize = 300_000;
/// And is at most so many points wide and high.
const MOST_POINTS: u32 = 4_000;

/// Why a file is no logo that we show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogoError {
    /// Too many bytes.
    Large,
    /// Neither PNG nor SVG.
    Kind,
    /// A picture that is cut or broken, or too wide.
    Broken,
    /// A drawing with something in it that acts or calls elsewhere; what it is.
    Acts(String),
}

impl LogoError {
    /// The key of the text that says what to mend, and what it takes as `value`.
    pub fn key(&self) -> (&'static str, &str) {
        match self {
            Self::Large => ("setup-look-large", ""),
            Self::Kind => ("setup-look-kind", ""),
            Self::Broken => ("setup-look-broken", ""),
            Self::Acts(what) => ("setup-look-acts", what),
        }
    }
}

/// The bytes to keep of a file that was sent, and their type: by what is in it, never by its name.
///
/// # Errors
/// [`LogoError`] says what to mend.
pub fn taken(bytes: &[u8]) -> Result<(Vec<u8>, &'static str), LogoError> {
    if bytes.len() > MOST_BYTES {
        return Err(LogoError::Large);
    }
    match sniff(bytes) {
        MediaType::Png => {
            if !is_whole_png(bytes) {
                return Err(LogoError::Broken);
            }
            Ok((bytes.to_vec(), "image/png"))
        }
        MediaType::Svg => Ok((svg::clean(bytes)?, "image/svg+xml")),
        _ => Err(LogoError::Kind),
    }
}

/// Whether a PNG has its head, a size that we show, and its end.
fn is_whole_png(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(u32::MAX, u32::from_be_bytes)
    };
    let size = |n: u32| (1..=MOST_POINTS).contains(&n);
    let (mut at, mut ended) = (8_usize, false);
    if bytes.get(12..16) != Some(b"IHDR") || !size(number(16)) || !size(number(20)) {
        return false;
    }
    while at + 12 <= bytes.len() && !ended {
        let length = usize::try_from(number(at)).unwrap_or(usize::MAX);
        ended = bytes.get(at + 4..at + 8) == Some(b"IEND");
        at = match at.checked_add(12).and_then(|n| n.checked_add(length)) {
            Some(next) if next <= bytes.len() => next,
            _ => return false,
        };
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest picture: one point.
    const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
        \0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn a_picture_is_taken_whole_and_by_what_is_in_it() {
        assert_eq!(taken(POINT).unwrap().1, "image/png");
        assert_eq!(taken(&POINT[..POINT.len() - 13]), Err(LogoError::Broken), "its end is cut");
        assert_eq!(taken(b"%PDF-1.7 ..."), Err(LogoError::Kind));
        assert_eq!(taken(b"GIF89a"), Err(LogoError::Kind));
        assert_eq!(taken(&vec![0; MOST_BYTES + 1]), Err(LogoError::Large));
        let mut wide = POINT.to_vec();
        wide[16] = 0x7f;
        assert_eq!(taken(&wide), Err(LogoError::Broken));
    }
}
