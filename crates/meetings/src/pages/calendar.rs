use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use page::{Answer, Form, PageError, Visit, download, html, redirect};

use crate::calendar;
use crate::meetings::{self, Filter, Meeting};
use crate::view::Bodies;
use crate::{invitations, rights};

/// A feed as the page tells of it.
struct Line {
    name: String,
    address: String,
}

#[derive(Template)]
#[template(path = "meetings/calendar.html")]
struct Page<'a> {
    v: &'a Visit,
    lines: Vec<Line>,
    own: Option<String>,
}

/// `GET /calendar`: the addresses to subscribe to.
pub(crate) async fn show(v: Visit) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let base = v.tenant.base_url.trim_end_matches('/').to_owned();
    let mut lines =
        vec![Line { name: v.t("meetings-calendar-all"), address: format!("{base}/calendar/all.ics") }];
    lines.extend(bodies.sorted().into_iter().map(|b| Line {
        name: b.name.0.get(v.lang).to_owned(),
        address: format!("{base}/calendar/{}.ics", b.key),
    }));
    let own = match v.who.id() {
        Some(person) => {
            let generation = calendar::generation(v.app.db(), v.tenant.id, person).await?;
            let secret = calendar::secret(&v.tenant, person, generation);
            Some(format!("{base}/calendar/person/{secret}.ics"))
        }
        None => None,
    };
    html(&v, &v.t("meetings-calendars"), &Page { v: &v, lines, own })
}

/// `POST /calendar/renew`: another secret address; the one before leads nowhere.
pub(crate) async fn renew(v: Visit, form: Form) -> Answer {
    let person = v.person()?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    calendar::renew(&mut tx, person).await?;
    tx.commit().await?;
    redirect(&v, "/calendar")
}

/// `GET /calendar/{body}.ics`: all meetings of a body. `GET /calendar/all.ics`: a year back and all that is to come.
pub(crate) async fn feed(v: Visit, Path(file): Path<String>) -> Answer {
    let key = file.strip_suffix(".ics").ok_or(PageError::NotFound)?;
    let bodies = Bodies::of(&v).await?;
    let (body, name) = match key {
        "all" => (None, v.tenant.name.get(v.lang).to_owned()),
        key => {
            let body = bodies.by_key(key).ok_or(PageError::NotFound)?;
            (Some(body.id), body.name.0.get(v.lang).to_owned())
        }
    };
    let today = v.today();
    // A body meets a dozen times a year; all of them together would be more than a calendar program wants.
    let from = body.is_none().then(|| today.checked_sub(1.year()).unwrap_or(today));
    let filter = Filter { body, from, ..Filter::default() };
    let found = meetings::list(v.app.db(), v.tenant.id, &filter, body.is_some(), (0, 2000)).await?;
    let entry = |m: &Meeting| calendar::entry(&v, m, bodies.get(m.body)?, v.lang);
    let ics = calendar::file(name, found.iter().filter_map(entry).collect())?;
    Ok(download(&file, "text/calendar; charset=utf-8", ics, true))
}

/// `GET /calendar/person/{token}.ics`: the meetings to which the person is called, with the link where it is of use.
pub(crate) async fn person(v: Visit, Path(file): Path<String>) -> Answer {
    let token = file.strip_suffix(".ics").ok_or(PageError::NotFound)?;
    let person = calendar::person_of(&v, token).await?.ok_or(PageError::NotFound)?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    // A person who has left gets nothing, whatever address is still in a calendar program.
    let found = people::persons::get(db, tenant, person).await?.filter(|p| p.active);
    let lang = found.ok_or(PageError::NotFound)?.lang.parse().unwrap_or_default();
    let bodies = Bodies::of(&v).await?;
    let called = invitations::of_person(db, tenant, person).await?;
    let mut all = meetings::of(db, tenant, called.iter().map(|i| i.meeting).collect()).await?;
    all.sort_by(|a, b| (&a.at_date, a.id).cmp(&(&b.at_date, b.id)));
    let mut entries = Vec::new();
    for m in all {
        let Some(body) = bodies.get(m.body) else { continue };
        let Some(mut entry) = calendar::entry(&v, &m, body, lang) else { continue };
        if !m.remote_link.is_empty() && rights::link_of_use(&m) {
            let label = v.app.t(lang, "meetings-remote-link", &[]);
            entry.description = format!("{label}: {}\n{}", m.remote_link, entry.description);
        }
        entries.push(entry);
    }
    let ics = calendar::file(v.app.t(lang, "meetings-calendar-own", &[]), entries)?;
    let mut response = download("talkoot.ics", "text/calendar; charset=utf-8", ics, true);
    let private = axum::http::HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, private);
    Ok(response)
}
