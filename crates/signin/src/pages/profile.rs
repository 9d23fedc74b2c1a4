use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::SignedDuration;
use kit::{Lang, Subject};
use page::{Answer, Form, Html, PageError, Upload, Visit, html_with, redirect};
use people::persons::{self, Person};
use people::photos;
use people::reminders::WISHES;
use store::Tx;
use uuid::Uuid;

use crate::accounts::{self, Account};
use crate::sessions::{self, Session};

/// Who came in by a link so short a while ago may set a new password without the old one.
const FRESH: SignedDuration = SignedDuration::from_mins(15);

#[derive(Template)]
#[template(path = "signin/profile.html")]
struct ProfilePage<'a> {
    v: &'a Visit,
    form: &'a Form,
    person: &'a Person,
    account: Option<&'a Account>,
    changed: String,
    needs_old: bool,
    langs: Vec<(String, String)>,
    principals: Vec<(String, String)>,
    sessions: Vec<SessionRow>,
    photo: Option<String>,
    wishes: Vec<(String, String)>,
    panels: Vec<Html>,
}

struct SessionRow {
    end: String,
    device: String,
    way: String,
    times: String,
    this: bool,
}

struct Own {
    person: Person,
    account: Option<Account>,
    session: Option<Session>,
}

impl Own {
    async fn load(v: &Visit) -> Result<Self, PageError> {
        let id = v.person()?;
        let person = persons::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
        let account = accounts::of(v.app.db(), v.tenant.id, id).await?;
        let session = match v.session {
            Some(s) => sessions::get(v.app.db(), v.tenant.id, s).await?,
            None => None,
        };
        Ok(Self { person, account, session })
    }

    fn needs_old(&self, v: &Visit) -> bool {
        let fresh_link = self
            .session
            .as_ref()
            .is_some_and(|s| s.way == "link" && v.now.duration_since(s.created_at.at()) < FRESH);
        self.account.is_some() && !fresh_link
    }

    fn form(&self, v: &Visit) -> Form {
        let form = Form::new()
            .with("version", self.person.version)
            .with("phone", self.person.phone.as_deref().unwrap_or_default())
            .with("lang", &self.person.lang)
            .with("reminders", self.person.reminders.as_deref().unwrap_or("each"))
            .with("acting", v.acting_for.as_ref().map(|a| a.0.to_string()).unwrap_or_default());
        if self.person.contact_public { form.with("contact_public", "1") } else { form }
    }

    async fn draw(&self, v: &Visit, status: StatusCode, form: &Form) -> Answer {
        let mut principals: Vec<(String, String)> =
            persons::principals(v.app.db(), v.tenant.id, self.person.id, v.today())
                .await?
                .into_iter()
                .map(|p| (p.id.to_string(), p.name))
                .collect();
        if !principals.is_empty() {
            principals.insert(0, (String::new(), v.t("profile-acting-self")));
        }
        let sessions = sessions::list(v.app.db(), v.tenant.id, self.person.id, v.now)
            .await?
            .into_iter()
            .map(|s| SessionRow {
                end: v.url(&format!("/profile/sessions/{}/end", s.id)),
                device: if s.device.is_empty() { v.t("profile-device-unknown") } else { s.device },
                way: v.t(&format!("profile-way-{}", s.way)),
                times: v.t2(
                    "profile-session-times",
                    ("created", v.date_time(s.created_at.at())),
                    ("seen", v.date_time(s.seen_at.at())),
                ),
                this: Some(s.id) == v.session,
            })
            .collect();
        let page = ProfilePage {
            v,
            form,
            person: &self.person,
            account: self.account.as_ref(),
            changed: self.account.as_ref().map(|a| v.date_time(a.changed_at.at())).unwrap_or_default(),
            needs_old: self.needs_old(v),
            langs: Lang::ALL.iter().map(|l| (l.code().to_owned(), l.name().to_owned())).collect(),
            principals,
            sessions,
            wishes: WISHES
                .iter()
                .map(|w| ((*w).to_owned(), v.t(&format!("profile-reminders-{w}"))))
                .collect(),
            panels: v.panels(&Subject::new("profile", self.person.id)).await?,
            photo: photos::of(v.app.db(), v.tenant.id, self.person.id).await?.map(|p| p.url()),
        };
        html_with(v, status, &v.t("profile-title"), &page)
    }
}

/// `GET /profile`
pub(crate) async fn show(v: Visit) -> Answer {
    let own = Own::load(&v).await?;
    own.draw(&v, StatusCode::OK, &own.form(&v)).await
}

/// `POST /profile`: what people may change of themselves.
pub(crate) async fn save(v: Visit, mut form: Form) -> Answer {
    let own = Own::load(&v).await?;
    let phone = form.text("phone", 40);
    let lang = form.choice("lang", &["fi", "sv", "en"]).unwrap_or("fi").to_owned();
    let wish = form.choice("reminders", &WISHES).unwrap_or("each").to_owned();
    if !form.ok() {
        return own.draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = persons::get(tx.conn(), v.tenant.id, own.person.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    let mut after = before.clone();
    after.phone = Some(phone).filter(|p| !p.is_empty());
    after.lang = lang;
    after.reminders = Some(wish).filter(|w| w != "each");
    after.contact_public = form.flag("contact_public");
    persons::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, "/profile")
}

/// `POST /profile/password`
pub(crate) async fn password(v: Visit, mut form: Form) -> Answer {
    let own = Own::load(&v).await?;
    let (old, new) = (form.value("old").to_owned(), form.value("new").to_owned());
    let again = form.value("again").to_owned();
    let length = new.chars().count();
    if own.needs_old(&v)
        && let Some(account) = &own.account
        && !accounts::is_right(account, &old).await?
    {
        form.wrong("old", "signin-wrong-old");
    }
    if length < accounts::SHORTEST {
        form.wrong_with("new", "signin-too-short", accounts::SHORTEST);
    } else if length > accounts::LONGEST {
        form.wrong_with("new", "problem-too-long", accounts::LONGEST);
    } else if new != again {
        form.wrong("again", "signin-not-same");
    }
    let login = match &own.account {
        Some(account) => account.login.clone(),
        None => own.person.email.clone().unwrap_or_default(),
    };
    if login.is_empty() {
        form.wrong("new", "signin-no-login");
    } else if accounts::plain(&new) == login {
        form.wrong("new", "signin-same-as-login");
    }
    if !form.ok() {
        // Passwords are not sent back; all else stands as it is stored.
        let mut shown = own.form(&v);
        for (name, problem) in form.problems() {
            shown.wrong_with(name, problem.key, &problem.value);
        }
        return own.draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &shown).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    match accounts::of(tx.conn(), v.tenant.id, own.person.id).await? {
        Some(account) => accounts::set_password(&mut tx, &account, &new, false).await?,
        None => {
            accounts::create(&mut tx, own.person.id, &login, &new).await?;
        }
    }
    sessions::end_others(&mut tx, own.person.id, v.session).await?;
    tx.commit().await?;
    redirect(&v, "/profile")
}

/// `POST /profile/photo`: the own picture, by what is in the file.
pub(crate) async fn photo(v: Visit, upload: Upload) -> Answer {
    let own = Own::load(&v).await?;
    let taken = match upload.files.iter().find(|f| f.field == "photo") {
        Some(file) => photos::cleaned(&file.bytes),
        None => Err("problem-required"),
    };
    let (bytes, kind) = match taken {
        Ok(good) => good,
        Err(why) => {
            let mut form = own.form(&v);
            form.wrong("photo", why);
            return own.draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(upload.form.once_key()).await?;
    let sha = v.app.files().put(&tx, bytes.into(), kind).await?;
    photos::set(&mut tx, own.person.id, Some((sha, kind))).await?;
    tx.commit().await?;
    redirect(&v, "/profile")
}

/// `POST /profile/photo/remove`
pub(crate) async fn no_photo(v: Visit, _: Form) -> Answer {
    let person = v.person()?;
    let mut tx = v.app.store().begin(v.act()).await?;
    photos::set(&mut tx, person, None).await?;
    tx.commit().await?;
    redirect(&v, "/profile")
}

/// `POST /profile/sessions/{id}/end`
pub(crate) async fn end_session(v: Visit, Path(id): Path<String>, _: Form) -> Answer {
    let person = v.person()?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    sessions::end(&mut tx, person, id).await?.ok_or(PageError::NotFound)?;
    tx.commit().await?;
    redirect(&v, if Some(id) == v.session { "/" } else { "/profile" })
}

/// `POST /profile/acting`: for whom an assistant acts from now on.
pub(crate) async fn act_for(v: Visit, mut form: Form) -> Answer {
    let person = v.person()?;
    let session = v.session.ok_or(PageError::Forbidden)?;
    let whom = form.id("acting");
    if !form.ok() {
        return Err(PageError::Bad("problem-not-a-choice"));
    }
    if let Some(whom) = whom {
        let may = persons::principals(v.app.db(), v.tenant.id, person, v.today()).await?;
        v.allow(may.iter().any(|p| p.id == whom))?;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    sessions::act_for(&mut tx, session, whom).await?;
    tx.commit().await?;
    redirect(&v, "/profile")
}
