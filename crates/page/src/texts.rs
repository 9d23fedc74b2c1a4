use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use kit::Lang;
use unic_langid::LanguageIdentifier;

/// A value put into a text.
pub type Value = FluentValue<'static>;

/// Looks a key up in one slice's texts, in exactly this language.
pub type Text =
    fn(&LanguageIdentifier, &str, Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>) -> Option<String>;

/// The texts of all slices.
pub(crate) struct Texts {
    sources: Vec<Text>,
    langs: [LanguageIdentifier; 3],
}

impl Texts {
    pub(crate) fn new(mut sources: Vec<Text>) -> Self {
        sources.push(own);
        let lang = |l: Lang| l.code().parse().unwrap_or_default();
        Self { sources, langs: [lang(Lang::Fi), lang(Lang::Sv), lang(Lang::En)] }
    }

    /// The text of a key. A missing key stops a debug build and so every test; in a release it is logged and the
    /// key is shown.
    pub(crate) fn get(&self, lang: Lang, key: &str, args: &[(&'static str, Value)]) -> String {
        if let Some(text) = self.find(lang, key, args) {
            return text;
        }
        debug_assert!(false, "no text for {key} in {lang}");
        tracing::error!(key, %lang, "no text");
        key.to_owned()
    }

    /// The text of a key, where any slice has it.
    pub(crate) fn find(&self, lang: Lang, key: &str, args: &[(&'static str, Value)]) -> Option<String> {
        let id = match lang {
            Lang::Fi => &self.langs[0],
            Lang::Sv => &self.langs[1],
            Lang::En => &self.langs[2],
        };
        let args: Option<HashMap<Cow<'static, str>, FluentValue<'_>>> =
            (!args.is_empty()).then(|| args.iter().map(|(k, v)| (Cow::Borrowed(*k), v.clone())).collect());
        self.sources.iter().find_map(|s| s(id, key, args.as_ref()))
    }
}

fluent_templates::static_loader! {
    static OWN = { locales: "./texts", fallback_language: "fi", customise: |b| b.set_use_isolating(false) };
}

fn own(
    lang: &LanguageIdentifier,
    key: &str,
    args: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>,
) -> Option<String> {
    use fluent_templates::Loader;
    match args {
        Some(args) => OWN.try_lookup_with_args(lang, key, args),
        None => OWN.try_lookup(lang, key),
    }
}

/// Makes a slice's [`Text`] from its folder `texts/`: `page::texts!(TEXTS, text);`.
#[macro_export]
macro_rules! texts {
    ($vis:vis fn $name:ident) => {
        $vis fn $name(
            lang: &$crate::__private::LanguageIdentifier,
            key: &str,
            args: Option<&std::collections::HashMap<std::borrow::Cow<'static, str>, $crate::__private::FluentValue<'_>>>,
        ) -> Option<String> {
            fluent_templates::static_loader! {
                static LOADER = { locales: "./texts", fallback_language: "fi", customise: |b| b.set_use_isolating(false) };
            }
            use $crate::__private::Loader as _;
            match args {
                Some(args) => LOADER.try_lookup_with_args(lang, key, args),
                None => LOADER.try_lookup(lang, key),
            }
        }
    };
}
