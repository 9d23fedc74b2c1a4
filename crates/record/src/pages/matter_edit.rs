use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use store::{Json, Tx};
use uuid::Uuid;

use crate::forms::{self, Typed};
use crate::matters::{self, Matter, NewMatter, STATES};
use crate::pages::matter::{load, publicities};
use crate::rights;
use crate::view::{self, Choice};

#[derive(Template)]
#[template(path = "record/matter_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    title: String,
    action: String,
    cancel: String,
    states: Vec<Choice>,
    publicities: Vec<Choice>,
    version: String,
    new: bool,
}

fn draw(v: &Visit, status: StatusCode, form: &Form, matter: Option<&Matter>) -> Answer {
    let (title, action, cancel) = match matter {
        Some(m) => (
            v.t("record-matter-edit"),
            v.url(&format!("/matters/{}/edit", m.id)),
            v.url(&format!("/matters/{}", m.id)),
        ),
        None => (v.t("record-matter-new"), v.url("/matters/new"), v.url("/matters")),
    };
    let page = Edit {
        states: STATES.iter().map(|s| ((*s).to_owned(), v.t(view::matter_state_key(s)))).collect(),
        publicities: publicities(v),
        version: form.value("version").to_owned(),
        new: matter.is_none(),
        action,
        cancel,
        form,
        title: title.clone(),
        v,
    };
    html_with(v, status, &title, &page)
}

/// `GET /matters/new`.
pub(crate) async fn new(v: Visit) -> Answer {
    v.allow(rights::may_keep_matters(&v.who))?;
    let form = Form::new().with("state", "open").with("publicity", "public");
    let form = form.with("opened", kit::fmt::date(kit::Lang::Fi, v.today()));
    draw(&v, StatusCode::OK, &form, None)
}

/// `POST /matters/new`.
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    v.allow(rights::may_keep_matters(&v.who))?;
    let typed = forms::read(&mut form);
    let mut tx = v.app.store().begin(v.act()).await?;
    let parent = parent(&mut form, &tx, &typed, None).await?;
    let diary = diary(&v, &mut form, &mut tx, &typed, None).await?;
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None);
    }
    tx.once(form.once_key()).await?;
    let new = NewMatter {
        key: None,
        title: typed.title,
        diary,
        state: typed.state,
        summary: typed.summary,
        parent,
        publicity: typed.publicity,
        ground: typed.ground,
        opened: typed.opened,
        source: String::new(),
        example: false,
    };
    let m = matters::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/matters/{}", m.id))
}

/// `GET /matters/{id}/edit`.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let m = load(&v, id).await?;
    v.allow(rights::may_keep_matters(&v.who))?;
    let form = forms::filled(&m, &parent_words(&v, &m).await?);
    draw(&v, StatusCode::OK, &form, Some(&m))
}

/// `POST /matters/{id}/edit`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let shown = load(&v, id).await?;
    v.allow(rights::may_keep_matters(&v.who))?;
    let typed = forms::read(&mut form);
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = matters::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let parent = parent(&mut form, &tx, &typed, Some(id)).await?;
    let diary = diary(&v, &mut form, &mut tx, &typed, Some(id)).await?;
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, Some(&shown));
    }
    if form.version() != before.version {
        drop(tx);
        let fields = versions(&v, &before).await?;
        return conflict(&v, &form, &format!("/matters/{id}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    let opened = typed.opened;
    let after = Matter {
        title: Json(typed.title),
        summary: Json(typed.summary),
        state: typed.state,
        publicity: typed.publicity.code().to_owned(),
        ground: typed.ground,
        opened_date: opened.code(),
        opened_printed: opened.printed().map(str::to_owned),
        diary_printed: diary.as_ref().map(|d| d.printed().to_owned()),
        diary_sort: diary.as_ref().map(numbering::DiaryNumber::sort_key),
        parent,
        ..before.clone()
    };
    matters::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/matters/{id}"))
}

/// The number as typed, or the next in the class; a number that another matter carries is refused.
async fn diary(
    v: &Visit,
    form: &mut Form,
    tx: &mut Tx,
    typed: &Typed,
    own: Option<Uuid>,
) -> Result<Option<numbering::DiaryNumber>, PageError> {
    if !typed.class.is_empty() && typed.diary.is_none() {
        let number = matters::next_diary(tx, &typed.class, v.today()).await?;
        if number.is_none() {
            form.wrong_with("class", "diary-error-class", &typed.class);
        }
        return Ok(number);
    }
    if let Some(number) = &typed.diary
        && let Some(other) = matters::by_diary(tx.conn(), tx.tenant(), number.printed()).await?
        && Some(other.id) != own
    {
        form.wrong_with("diary", "record-diary-taken", number.printed());
    }
    Ok(typed.diary.clone())
}

/// The matter of which this is a part, by its number or by the id in its address. No matter is a part of itself,
/// nor of one of its own parts.
async fn parent(
    form: &mut Form,
    tx: &Tx,
    typed: &Typed,
    own: Option<Uuid>,
) -> Result<Option<Uuid>, PageError> {
    let words = typed.parent.as_str();
    if words.is_empty() {
        return Ok(None);
    }
    let id = words.rsplit('/').next().and_then(|w| w.parse::<Uuid>().ok());
    let found = match id {
        Some(id) => matters::get(tx.conn(), tx.tenant(), id).await?,
        None => matters::by_diary(tx.conn(), tx.tenant(), words).await?,
    };
    let Some(found) = found else {
        form.wrong_with("parent", "record-parent-unknown", words);
        return Ok(None);
    };
    let mut above = Some(found.clone());
    for _ in 0..50 {
        let Some(m) = above else { return Ok(Some(found.id)) };
        if Some(m.id) == own {
            break;
        }
        above = match m.parent {
            Some(p) => matters::get(tx.conn(), tx.tenant(), p).await?,
            None => None,
        };
    }
    form.wrong("parent", "record-parent-circle");
    Ok(None)
}

async fn parent_words(v: &Visit, m: &Matter) -> Result<String, PageError> {
    let Some(id) = m.parent else { return Ok(String::new()) };
    let parent = matters::get(v.app.db(), v.tenant.id, id).await?;
    Ok(parent.map(|p| p.diary_printed.unwrap_or_else(|| p.id.to_string())).unwrap_or_default())
}

async fn versions(v: &Visit, m: &Matter) -> Result<Vec<Version>, PageError> {
    let stands = forms::filled(m, &parent_words(v, m).await?);
    let field = |name: &'static str, label: &'static str| Version {
        name,
        label,
        theirs: stands.value(name).to_owned(),
    };
    Ok(vec![
        field("title", "record-title-fi"),
        field("title-sv", "record-title-sv"),
        field("title-en", "record-title-en"),
        field("summary", "record-summary-fi"),
        field("summary-sv", "record-summary-sv"),
        field("summary-en", "record-summary-en"),
        field("diary", "record-diary"),
        field("state", "record-state"),
        field("opened", "record-opened"),
        field("publicity", "record-publicity"),
        field("ground", "record-ground"),
        field("parent", "record-parent"),
    ])
}
