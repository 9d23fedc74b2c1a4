//! Logo and colours, and the addresses at which every page finds them.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use page::{Answer, Form, PageError, Upload, Visit, html_with, redirect};
use people::house::{self, Look};
use store::Tx;
use uuid::Uuid;

use crate::look::colour::ENOUGH;
use crate::look::{Colour, taken};
use crate::rules;

/// The product's own colours.
const BAR: &str = "#002a52";
const ACT: &str = "#0062b9";

#[derive(Template)]
#[template(path = "setup/look.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    logo: Option<String>,
    chosen: bool,
}

fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let page = Page { v, form, logo: v.logo(), chosen: v.tenant.look.is_some() };
    html_with(v, status, &v.t("setup-look"), &page)
}

/// `GET /admin/look`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let look = house::look(v.app.db(), v.tenant.id).await?;
    let form = match &look {
        Some(l) => Form::new().with("bar", &l.bar).with("act", &l.act).with("version", l.version),
        None => Form::new().with("bar", BAR).with("act", ACT).with("version", 0),
    };
    draw(&v, StatusCode::OK, &form)
}

/// A colour that stands out enough from what is around it.
fn colour(form: &mut Form, name: &str, least: fn(Colour) -> f64) -> String {
    let typed = form.value(name).to_owned();
    match Colour::parse(&typed) {
        None => {
            form.wrong_with(name, "setup-look-not-a-colour", &typed);
            typed
        }
        Some(c) => {
            if least(c) < ENOUGH {
                let better = c.darkened();
                form.wrong_with(name, "setup-look-faint", format!("{:.1} ({c}). → {better}", least(c)));
            }
            c.to_string()
        }
    }
}

/// `POST /admin/look`
pub(crate) async fn save(v: Visit, upload: Upload) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let mut form = upload.form;
    let bar = colour(&mut form, "bar", |c| c.contrast(Colour(255, 255, 255)));
    let act = colour(&mut form, "act", Colour::least);
    let mut logo = None;
    if let Some(file) = upload.files.iter().find(|f| f.field == "logo") {
        match taken(&file.bytes) {
            Ok(good) => logo = Some(good),
            Err(why) => {
                let (key, value) = why.key();
                form.wrong_with("logo", key, value);
            }
        }
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = house::look(tx.conn(), v.tenant.id).await?;
    Tx::fresh(form.version(), before.as_ref().map_or(0, |b| b.version))?;
    let kept =
        before.as_ref().filter(|_| !form.flag("no_logo")).map(|b| (b.logo.clone(), b.logo_type.clone()));
    let (logo, logo_type) = match logo {
        Some((bytes, kind)) => (Some(v.app.files().put(&tx, bytes.into(), kind).await?), kind.to_owned()),
        None => kept.unwrap_or_default(),
    };
    let after = Look { id: Uuid::nil(), tenant: v.tenant.id, bar, act, logo, logo_type, version: 0 };
    house::save_look(&mut tx, before.as_ref(), after).await?;
    tx.commit().await?;
    redirect(&v, "/admin/look")
}

/// `GET /look/{name}`: the stylesheet of the tenant's colours, or its logo by the digest.
pub(crate) async fn serve(v: Visit, Path(name): Path<String>) -> Answer {
    let look = house::look(v.app.db(), v.tenant.id).await?.ok_or(PageError::NotFound)?;
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    if let Some(version) = name.strip_suffix(".css") {
        // Colours are kept as the code made them from numbers; nothing that was typed stands in the stylesheet.
        let (Some(bar), Some(act)) = (Colour::parse(&look.bar), Colour::parse(&look.act)) else {
            return Err(PageError::NotFound);
        };
        let css = format!(":root{{--lake-dark:{bar};--lake:{act}}}\n");
        // An old address shows what holds now, and is not kept.
        let kept =
            if version == look.version.to_string() { for_ever } else { HeaderValue::from_static("no-store") };
        let kind = HeaderValue::from_static("text/css; charset=utf-8");
        return Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], css).into_response());
    }
    if look.logo.as_deref() != Some(name.as_str()) {
        return Err(PageError::NotFound);
    }
    let bytes = v.app.files().get(&name).await?;
    let kind = HeaderValue::from_str(&look.logo_type).map_err(PageError::inside)?;
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, for_ever),
            (header::CONTENT_SECURITY_POLICY, policy),
        ],
        bytes,
    )
        .into_response())
}
