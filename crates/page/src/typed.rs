use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::Form;

/// What came in the form of a request, kept beside it: when the answer is an error's page, that page shows it, so that
/// nothing typed is lost also where there is no script.
#[derive(Clone, Default)]
pub(crate) struct Typed(Arc<Mutex<Vec<String>>>);

impl Typed {
    pub(crate) fn note(&self, form: &Form) {
        let pairs = form.pairs();
        // A form with a password in it is shown to nobody again.
        let words = if pairs.iter().any(|(n, _)| n.contains("password")) {
            Vec::new()
        } else {
            pairs.iter().filter(|(n, v)| is_own(n, v)).map(|(_, v)| plain(v)).collect()
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = words;
    }

    /// The words, in the order of the form.
    pub(crate) fn words(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Whether somebody wrote it: no token, no choice of a list, no number.
fn is_own(name: &str, value: &str) -> bool {
    let ours = matches!(name, "csrf" | "once" | "version" | "back" | "website" | "expect" | "row");
    !ours
        && value.parse::<Uuid>().is_err()
        && value.chars().filter(|c| c.is_alphabetic()).count() > 2
        && value.contains(|c: char| c.is_whitespace() || c.is_uppercase() || matches!(c, '.' | '@' | '<'))
}

/// The text without tags; a block ends its line.
fn plain(value: &str) -> String {
    if !value.contains('<') {
        return value.trim().to_owned();
    }
    let mut out = String::new();
    let mut rest = value;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        let Some((name, after)) = tag.split_once('>') else { return format!("{out}<{tag}") };
        if ["/p", "/li", "/h1", "/h2", "/h3", "/tr", "br"].contains(&name.trim()) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    named.iter().fold(out, |text, (from, to)| text.replace(from, to)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_is_kept_and_nothing_else() {
        let form = Form::new()
            .with("csrf", "A b c d")
            .with("owner", "0192f0c1-3f62-7aa0-8a46-cc3c1a7a3a10")
            .with("kind", "idea")
            .with("n", "12")
            .with("text", "<p>Yksi &amp; kaksi</p><p>kolme</p>")
            .with("title", "Sysmän koulu");
        let typed = Typed::default();
        typed.note(&form);
        assert_eq!(typed.words(), ["Yksi & kaksi\nkolme", "Sysmän koulu"]);
        typed.note(&form.with("password", "salainen"));
        assert!(typed.words().is_empty());
    }
}
