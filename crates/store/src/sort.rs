use std::sync::OnceLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};

/// The key by which a name sorts the Finnish way (å ä ö last) on any store: compare the bytes.
pub fn sort_key(name: &str) -> Vec<u8> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let collator = COLLATOR.get_or_init(|| {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let locale: icu_collator::CollatorPreferences = "fi".parse::<icu_locale_core::Locale>().ok()?.into();
        Collator::try_new(locale, options).ok()
    });
    let mut key = Vec::new();
    match collator {
        Some(c) => {
            let _infallible = c.write_sort_key_to(name, &mut key);
        }
        None => key.extend_from_slice(name.to_lowercase().as_bytes()),
    }
    key
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn finnish_letters_come_last() {
        let mut names = ["Äänekoski", "Sysmä", "Åbo", "Zeta", "Asikkala", "Öja"];
        names.sort_by_key(|n| sort_key(n));
        assert_eq!(names, ["Asikkala", "Sysmä", "Zeta", "Åbo", "Äänekoski", "Öja"]);
    }
}
