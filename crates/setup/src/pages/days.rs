//! Days on which the region's offices are closed besides the holidays: no meeting is planned on them.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Local;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use people::house;
use store::Error;
use uuid::Uuid;

use crate::rules;

#[derive(Template)]
#[template(path = "setup/days.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    own: Vec<Own>,
    years: Vec<(i16, Vec<(String, String)>)>,
}

struct Own {
    day: String,
    name: page::Html,
    action: String,
    label: String,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let own = house::closed_days(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|d| Own {
            day: v.weekday_date(d.day.0),
            name: v.local(&d.name.0),
            action: v.url(&format!("/admin/days/{}/open", d.id)),
            label: v.t1("setup-days-open-named", "day", v.date(d.day.0)),
        })
        .collect();
    let this = v.today().year();
    let years = (this..=this + 1)
        .map(|year| {
            let days = almanac::holidays_of(year);
            (year, days.into_iter().map(|(d, h)| (v.weekday_date(d), v.t(h.key()))).collect())
        })
        .collect();
    html_with(v, status, &v.t("setup-days"), &Page { v, form, own, years })
}

/// `GET /admin/days`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new()).await
}

/// `POST /admin/days`
pub(crate) async fn save(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let day = form.required_day("day");
    let name = form.required("name", 120);
    let Some(day) = day.filter(|_| form.ok()) else {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    let mut words = Local::default();
    match v.lang {
        kit::Lang::Fi => words.fi = name,
        kit::Lang::Sv => words.sv = name,
        kit::Lang::En => words.en = name,
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    match house::close_day(&mut tx, day, words).await {
        Ok(_) => {}
        Err(Error::Taken(_)) => {
            drop(tx);
            form.wrong_with("day", "setup-days-there", v.date(day));
            return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    redirect(&v, "/admin/days")
}

/// `POST /admin/days/{id}/open`
pub(crate) async fn open(v: Visit, Path(id): Path<String>, _: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let all = house::closed_days(tx.conn(), v.tenant.id).await?;
    let row = all.iter().find(|d| d.id == id).ok_or(PageError::NotFound)?;
    house::open_day(&mut tx, row).await?;
    tx.commit().await?;
    redirect(&v, "/admin/days")
}
