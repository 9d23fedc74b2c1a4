//! The letters, each in its follower's language.

use kit::Lang;
use page::{App, PageError, Tenant, Value};
use store::Tx;
use store::outbox::{self, Body, Letter};

use crate::follows::{ABOUT, Follower};
use crate::links::stop_token;
use crate::news::{Named, News};

/// Who writes: the program, at a tenant.
pub(crate) struct Sender<'a> {
    pub(crate) app: &'a App,
    pub(crate) tenant: &'a Tenant,
}

impl Sender<'_> {
    fn t(&self, lang: Lang, key: &str, args: &[(&'static str, String)]) -> String {
        let args: Vec<_> = args.iter().map(|(k, v)| (*k, Value::from(v.clone()))).collect();
        self.app.t(lang, key, &args)
    }

    /// An address for a letter.
    pub(crate) fn url(&self, lang: Lang, path: &str) -> String {
        format!("{}/{lang}{path}", self.tenant.base_url.trim_end_matches('/'))
    }

    fn region(&self, lang: Lang) -> String {
        self.tenant.name.get(lang).to_owned()
    }

    async fn post(
        &self,
        tx: &Tx,
        to: &Follower,
        lang: Lang,
        subject: String,
        text: String,
    ) -> Result<(), PageError> {
        let token = stop_token(self.tenant, to.id);
        let base = self.tenant.base_url.trim_end_matches('/');
        let foot = self.t(
            lang,
            "notices-letter-foot",
            &[
                ("stop", self.url(lang, &format!("/follow/stop/{token}"))),
                ("list", self.url(lang, "/follow")),
                ("council", self.tenant.council.get(lang).to_owned()),
            ],
        );
        let letter = Letter {
            to_name: String::new(),
            to_address: to.address.clone(),
            subject,
            body: Body {
                text: format!("{text}\n\n{foot}\n"),
                lang: lang.code().to_owned(),
                unsubscribe: Some(format!("{base}/unsubscribe/{token}")),
                ..Body::default()
            },
            about: (ABOUT, to.id),
        };
        outbox::post(tx, letter).await?;
        Ok(())
    }

    /// Asks whether the address really wishes to follow.
    pub(crate) async fn confirm(
        &self,
        tx: &Tx,
        to: &Follower,
        what: &Named,
        (lang, pace): (Lang, &str),
        token: &str,
    ) -> Result<(), PageError> {
        let args = [
            ("what", what.name.get(lang).to_owned()),
            ("region", self.region(lang)),
            ("pace", self.t(lang, &format!("notices-pace-{pace}"), &[]).to_lowercase()),
            ("url", self.url(lang, &format!("/follow/confirm/{token}"))),
        ];
        let subject = self.t(lang, "notices-confirm-subject", &args);
        let text = self.t(lang, "notices-confirm-letter", &args);
        self.post(tx, to, lang, subject, text).await
    }

    /// The link to one's own list.
    pub(crate) async fn list(
        &self,
        tx: &Tx,
        to: &Follower,
        lang: Lang,
        token: &str,
    ) -> Result<(), PageError> {
        let args = [("region", self.region(lang)), ("url", self.url(lang, &format!("/follow/list/{token}")))];
        let subject = self.t(lang, "notices-list-subject", &args);
        let text = self.t(lang, "notices-list-letter", &args);
        self.post(tx, to, lang, subject, text).await
    }

    /// What is new, each with what it is, its day and its address.
    pub(crate) async fn news(
        &self,
        tx: &Tx,
        to: &Follower,
        news: &[News],
        followed: &[Named],
    ) -> Result<(), PageError> {
        let lang: Lang = to.lang.parse().unwrap_or_default();
        let mut text = self.t(lang, "notices-letter-lead", &[("region", self.region(lang))]);
        for n in news {
            let when = n.at().show(lang).map(|w| format!(", {w}")).unwrap_or_default();
            let kind = self.t(lang, &n.kind, &[]);
            text.push_str(&format!("\n\n{}\n{kind}{when}\n{}", n.title.0.get(lang), self.url(lang, &n.path)));
        }
        let names: Vec<&str> = followed.iter().map(|f| f.name.get(lang)).collect();
        let why = self.t(lang, "notices-letter-why", &[("what", names.join(", "))]);
        text.push_str(&format!("\n\n{why}"));
        let subject = match news {
            [one] => self.t(
                lang,
                "notices-letter-subject-one",
                &[("region", self.region(lang)), ("title", one.title.0.get(lang).to_owned())],
            ),
            all => {
                let n = i64::try_from(all.len()).unwrap_or(i64::MAX);
                let args = [("region", Value::from(self.region(lang))), ("n", Value::from(n))];
                self.app.t(lang, "notices-letter-subject", &args)
            }
        };
        self.post(tx, to, lang, line(&subject), text).await
    }
}

/// A subject line: one line, not too long.
fn line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.chars().count() <= 150 {
        return plain;
    }
    let mut cut: String = plain.chars().take(149).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_subject_is_one_line_and_not_too_long() {
        assert_eq!(line("a\nBcc: b"), "a Bcc: b");
        assert_eq!(line(&"ä".repeat(200)).chars().count(), 150);
    }
}
