use std::borrow::Borrow;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use jiff::civil::Date;
use kit::{Actor, Cents, Lang, Local, When, Who, fmt};
use sha2::Sha256;
use store::Act;
use uuid::Uuid;

use crate::{Admission, App, Ask, Html, PageError, Tenant, Value};

/// Who asks, at which tenant, in which language and when.
#[derive(Clone)]
pub struct Visit {
    /// The running program.
    pub app: App,
    /// The tenant.
    pub tenant: Arc<Tenant>,
    /// Who asks.
    pub who: Who,
    /// The person for whom an assistant acts now.
    pub acting_for: Option<(Uuid, String)>,
    /// The session, where there is one.
    pub session: Option<Uuid>,
    /// The language of the page.
    pub lang: Lang,
    /// The time of the request.
    pub now: Timestamp,
    /// The address after the language, with its query.
    pub path: String,
    /// What stands above the content of this page.
    pub above: Html,
}

/// The language and path as the service found them in the address.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) lang: Lang,
    pub(crate) path: String,
}

impl Visit {
    pub(crate) fn new(app: App, admission: Admission, place: Place) -> Self {
        Self {
            now: app.now(),
            app,
            tenant: Arc::new(admission.tenant),
            who: admission.who,
            acting_for: admission.acting_for,
            session: admission.session,
            lang: place.lang,
            path: place.path,
            above: Html::default(),
        }
    }

    /// Today in Finland.
    pub fn today(&self) -> Date {
        kit::local_date(self.now)
    }

    /// The actor of a change that this visit makes.
    pub fn act(&self) -> Act {
        let actor = match self.who.id() {
            Some(id) => Actor::Person { id, for_person: self.acting_for.as_ref().map(|a| a.0) },
            None => Actor::Visitor,
        };
        Act { tenant: self.tenant.id, actor, now: self.now }
    }

    /// Who asks, for facts and files.
    pub fn ask(&self) -> Ask<'_> {
        Ask::new(self.tenant.id, &self.who)
    }

    /// Lets nobody further who has not signed in.
    pub fn person(&self) -> Result<Uuid, PageError> {
        self.who.id().ok_or(PageError::Forbidden)
    }

    /// Goes on only where the rule says so.
    pub fn allow(&self, may: bool) -> Result<(), PageError> {
        if may { Ok(()) } else { Err(PageError::Forbidden) }
    }

    /// The text of a key; in the tenant's own words where it has any.
    pub fn t(&self, key: &str) -> String {
        if let Some(own) = self.tenant.worded(key, self.lang) {
            return own.to_owned();
        }
        self.app.texts().get(self.lang, key, &[])
    }

    /// The text of a key that takes a number `n`.
    pub fn tn(&self, key: &str, n: impl TryInto<i64>) -> String {
        let n: i64 = n.try_into().unwrap_or(0);
        self.app.texts().get(self.lang, key, &[("n", Value::from(n))])
    }

    /// The text of a key that takes one value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.app.texts().get(self.lang, key, &[(name, Value::from(value.to_string()))])
    }

    /// The text of a key that takes two values.
    pub fn t2(&self, key: &str, a: (&'static str, String), b: (&'static str, String)) -> String {
        self.app.texts().get(self.lang, key, &[(a.0, Value::from(a.1)), (b.0, Value::from(b.1))])
    }

    /// The text of a key, where a slice of this program has it.
    pub fn maybe_t(&self, key: &str) -> Option<String> {
        self.app.texts().find(self.lang, key, &[])
    }

    /// The address of what the guide says about this page.
    pub fn guide(&self) -> Option<String> {
        let here = self.path.split('?').next().unwrap_or("/");
        let section = self.app.features().iter().find_map(|f| (f.guide?.section)(here))?;
        Some(self.url(&section))
    }

    /// The address that keeps this very list or search under a name: for whoever has signed in, where the page has been
    /// narrowed and a slice keeps searches.
    pub fn keep_search(&self, name: &str) -> Option<String> {
        let narrowed = self.path.split_once('?').is_some_and(|(_, query)| {
            form_urlencoded::parse(query.as_bytes()).any(|(k, value)| k != "after" && !value.is_empty())
        });
        let known =
            self.app.features().iter().flat_map(|f| f.routes.known()).any(|r| r.path == "/desk/searches");
        (self.who.is_person() && narrowed && known).then(|| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("path", &self.path).append_pair("name", name);
            self.url(&format!("/desk/searches?{}", query.finish()))
        })
    }

    /// Explains the hard word that a label heads, as something to open; nothing where it heads none.
    pub fn explain(&self, label: &str) -> Html {
        let word = self.app.features().iter().find_map(|f| (f.guide?.word)(label));
        word.map(|w| self.word(w)).unwrap_or_default()
    }

    /// Explains a hard word, as something to open: `esteellisyys`. It is a `details`, which needs no script.
    pub fn word(&self, word: &str) -> Html {
        let (Some(term), Some(meaning)) =
            (self.maybe_t(&format!("word-{word}")), self.maybe_t(&format!("word-{word}-means")))
        else {
            return Html::default();
        };
        Html::raw(format!(
            "<details class=\"word\"><summary><span class=\"visually-hidden\">{}</span><span \
             aria-hidden=\"true\">?</span></summary><p><strong>{}</strong>: {}</p></details>",
            Html::escape(&self.t1("word-what-is", "word", &term)),
            Html::escape(&term),
            Html::escape(&meaning)
        ))
    }

    /// An address within the visitor's language: `/meetings` as `/fi/meetings`.
    pub fn url(&self, path: &str) -> String {
        format!("/{}{}", self.lang, path)
    }

    /// The region's name in the visitor's language.
    pub fn region(&self) -> &str {
        self.tenant.name.get(self.lang)
    }

    /// The address of the tenant's logo.
    pub fn logo(&self) -> Option<String> {
        let sha = self.tenant.look.as_ref()?.logo.as_ref()?;
        Some(format!("/look/{sha}"))
    }

    /// The council's name in the visitor's language.
    pub fn council(&self) -> &str {
        self.tenant.council.get(self.lang)
    }

    /// Whether the store holds no tenant yet: the page belongs to the set-up.
    pub fn is_unset(&self) -> bool {
        self.tenant.id.is_nil()
    }

    /// The tenant's own words of a text that is empty otherwise: a notice, a line of the footer. Where they stand in
    /// another language only, these.
    pub fn own_words(&self, key: &str) -> Option<Html> {
        let own = |lang| self.tenant.worded(key, lang).map(|words| (lang, words));
        let (lang, words) = own(self.lang).or_else(|| Lang::ALL.into_iter().find_map(own))?;
        let mut local = Local::default();
        match lang {
            Lang::Fi => words.clone_into(&mut local.fi),
            Lang::Sv => words.clone_into(&mut local.sv),
            Lang::En => words.clone_into(&mut local.en),
        }
        Some(self.local(&local))
    }

    /// Whether the page is in this language.
    pub fn is_in(&self, lang: &Lang) -> bool {
        self.lang == *lang
    }

    /// The same page in another language.
    pub fn in_lang(&self, lang: &Lang) -> String {
        format!("/{lang}{}", self.path)
    }

    /// A text in the visitor's language; where it exists in another only, it is marked with that `lang`.
    pub fn local(&self, text: &Local) -> Html {
        let (words, lang) = text.pick(self.lang);
        if lang == self.lang {
            Html::escape(words)
        } else {
            Html::raw(format!("<span lang=\"{lang}\">{}</span>", Html::escape(words)))
        }
    }

    /// A written text in its clean form. It is kept in Finnish alone, so elsewhere it is marked as such.
    pub fn written(&self, clean: &str) -> Html {
        if self.lang == Lang::Fi || clean.is_empty() {
            Html::raw(clean.to_owned())
        } else {
            Html::raw(format!("<div lang=\"fi\">{clean}</div>"))
        }
    }

    /// A day: `24.9.2021`.
    pub fn date(&self, d: impl Borrow<Date>) -> String {
        fmt::date(self.lang, *d.borrow())
    }

    /// A day with its weekday: `pe 24.9.2021`.
    pub fn weekday_date(&self, d: impl Borrow<Date>) -> String {
        format!("{} {}", fmt::weekday_short(self.lang, *d.borrow()), fmt::date(self.lang, *d.borrow()))
    }

    /// An instant as day and time in Finland.
    pub fn date_time(&self, at: impl Borrow<Timestamp>) -> String {
        fmt::date_time(self.lang, kit::local_time(*at.borrow()))
    }

    /// An instant as time in Finland.
    pub fn time(&self, at: impl Borrow<Timestamp>) -> String {
        fmt::time(self.lang, kit::local_time(*at.borrow()))
    }

    /// A date with doubt, in what is known of it; the words of the source follow where they say more.
    pub fn when(&self, w: &When) -> String {
        match (w.show(self.lang), w.printed()) {
            (Some(shown), _) => shown,
            (None, Some(printed)) => self.t1("when-unknown-printed", "printed", printed),
            (None, None) => self.t("when-unknown"),
        }
    }

    /// From when until when: `1.7.2012 – 30.9.2015`, `1.1.2021 –`, `alku ei tiedossa`.
    pub fn span(&self, from: &When, to: &When) -> String {
        let goes_on = to.code() == When::open().code();
        if goes_on && from.is_unknown() && from.printed().is_none() {
            return self.t("when-since-unknown");
        }
        let end = if goes_on { String::new() } else { self.when(to) };
        format!("{} – {end}", self.when(from)).trim_end().to_owned()
    }

    /// A sum: `652 470 €`.
    pub fn money(&self, sum: &Cents) -> String {
        fmt::money(self.lang, *sum)
    }

    /// A number: `652 470`.
    pub fn number(&self, n: impl TryInto<i64>) -> String {
        fmt::number(self.lang, n.try_into().unwrap_or(0))
    }

    /// The size of a file in words.
    pub fn bytes(&self, n: &i64) -> String {
        fmt::bytes(self.lang, u64::try_from(*n).unwrap_or(0))
    }

    /// The address of an asset by its plain name.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::url(name)
    }

    /// The token that every form carries.
    pub fn csrf(&self) -> String {
        csrf(&self.tenant, self.session)
    }

    /// A fresh key that lets a form be taken once.
    pub fn once(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// What other slices show on the page of this subject, as ready HTML.
    pub async fn panels(&self, subject: &kit::Subject) -> Result<Vec<Html>, PageError> {
        let mut panels: Vec<_> =
            self.app.features().iter().flat_map(|f| &f.panels).filter(|p| p.on == subject.kind).collect();
        panels.sort_by_key(|p| p.order);
        let mut drawn = Vec::new();
        for panel in panels {
            if let Some(html) = (panel.draw)(self, subject).await? {
                drawn.push(Html::raw(html));
            }
        }
        Ok(drawn)
    }
}

pub(crate) fn csrf(tenant: &Tenant, session: Option<Uuid>) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&tenant.secret) else { return String::new() };
    mac.update(b"form:");
    mac.update(session.unwrap_or_default().as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

impl FromRequestParts<App> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| PageError::inside("no visit: the service was bypassed"))
    }
}
