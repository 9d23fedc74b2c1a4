//! The set-up: the only page of an empty store.

use askama::Template;
use axum::http::StatusCode;
use kit::{Id, Lang, Local, Role};
use page::{Answer, Caller, Doors, Form, Newcomer, PageError, Tenant, Value, Visit, html_with};
use people::municipalities;
use people::persons::{self, NewPerson, Person};
use people::tenants::{self, NewTenant};
use store::{Act, Tx};
use territory::Region;

use super::looks_like_address;
use crate::code;

#[derive(Template)]
#[template(path = "setup/first.html")]
struct First<'a> {
    v: &'a Visit,
    form: &'a Form,
    until: Option<String>,
    regions: Vec<(String, String)>,
}

fn name_of(region: &Region, lang: Lang) -> &'static str {
    match lang {
        Lang::Fi => region.name_fi,
        Lang::Sv => region.name_sv,
        Lang::En => region.name_en,
    }
}

fn draw(v: &Visit, status: StatusCode, form: &Form, until: Option<String>) -> Answer {
    let mut regions = vec![(String::new(), v.t("setup-region-choose"))];
    for r in territory::regions() {
        let n = territory::member_count(r.code, v.today());
        let words = v.app.t(
            v.lang,
            "setup-region-line",
            &[("name", Value::from(name_of(r, v.lang))), ("n", Value::from(n))],
        );
        regions.push((r.code.to_owned(), words));
    }
    html_with(v, status, &v.t("setup-title"), &First { v, form, until, regions })
}

/// `GET /setup`: nowhere once there is a region.
pub(crate) async fn show(v: Visit) -> Answer {
    if !v.is_unset() {
        return Err(PageError::NotFound);
    }
    draw(&v, StatusCode::OK, &Form::new().with("coordinates", "1"), None)
}

fn doors(v: &Visit) -> Result<Doors, PageError> {
    v.app.features().iter().find_map(|f| f.doors).ok_or_else(|| PageError::inside("nobody keeps the doors"))
}

/// What was typed, when it can be taken.
struct Wish {
    code: String,
    region: &'static Region,
    name: String,
    email: String,
    password: String,
    coordinates: bool,
}

fn read(form: &mut Form, doors: &Doors) -> Option<Wish> {
    let code = form.required("code", 40);
    let region = territory::region(form.value("region"));
    if region.is_none() {
        form.wrong("region", "setup-region-missing");
    }
    let name = form.required("name", 120);
    let email = form.required("email", 200).to_lowercase();
    if !email.is_empty() && !looks_like_address(&email) {
        form.wrong_with("email", "setup-not-an-address", &email);
    }
    let password = form.value("password").to_owned();
    if let Some(problem) = (doors.problem)(&email, &password) {
        form.wrong_with("password", problem.key, problem.value);
    } else if password != form.value("again") {
        form.wrong("again", "setup-not-same");
    }
    let coordinates = form.flag("coordinates");
    Some(Wish { code, region: region?, name, email, password, coordinates })
}

/// `POST /setup`. Once there is a region it is nowhere, whoever sends it.
pub(crate) async fn save(v: Visit, caller: Caller, form: Result<Form, PageError>) -> Answer {
    if !v.is_unset() {
        return Err(PageError::NotFound);
    }
    let mut form = form?;
    let doors = doors(&v)?;
    let wish = read(&mut form, &doors);
    if !form.value("code").trim().is_empty() {
        // Tries are counted even where something else is wrong, or one could guess beside an empty name.
        if let Err(until) = code::take_try(&v.app, caller.address.as_deref()).await? {
            form.set("password", "");
            form.set("again", "");
            return draw(&v, StatusCode::TOO_MANY_REQUESTS, &form, Some(v.time(until)));
        }
        if code::is_right(v.app.db(), form.value("code")).await? {
            code::forget_tries(&v.app).await?;
        } else {
            form.wrong("code", "setup-code-wrong");
        }
    }
    let Some(wish) = wish.filter(|_| form.ok()) else {
        // Passwords are not sent back.
        form.set("password", "");
        form.set("again", "");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None);
    };
    let id = Id::<Tenant>::new(v.now).uuid();
    let act = Act { tenant: id, actor: kit::Actor::System("setup"), now: v.now };
    let mut tx = v.app.store().begin(act).await?;
    if !code::use_up(&tx, &wish.code).await? || tenants::any(tx.conn()).await? {
        return Err(PageError::Refused("setup-done-already"));
    }
    let person = found(&v, &mut tx, &caller, &wish).await?;
    let next = "/admin/start".to_owned();
    (doors.welcome)(&v, &caller, tx, Newcomer { person: person.id, password: wish.password, next }).await
}

/// The region with its municipalities, the organisations behind them, and its first administrator.
async fn found(v: &Visit, tx: &mut Tx, caller: &Caller, wish: &Wish) -> Result<Person, PageError> {
    let r = wish.region;
    let (host, base_url) = address(caller);
    let council = Local {
        fi: r.council_fi.to_owned(),
        sv: r.council_sv.to_owned(),
        en: v.app.t(Lang::En, "setup-council", &[("name", Value::from(r.name_en))]),
    };
    let new = NewTenant {
        key: municipalities::slug(r.name_fi),
        host,
        base_url,
        name: Local { fi: r.name_fi.to_owned(), sv: r.name_sv.to_owned(), en: r.name_en.to_owned() },
        council: council.clone(),
        region_code: r.code.to_owned(),
        mail_from: wish.email.clone(),
        demo: false,
        is_default: true,
    };
    let tenant = tenants::create(tx, new).await?;
    let house = persons::create_organisation(tx, council, "council", None).await?;
    for m in municipalities::on(tx.conn(), &tenant, v.today()).await? {
        persons::create_organisation(tx, m.local(), "municipality", Some(m.id)).await?;
    }
    let new = NewPerson {
        name: wish.name.clone(),
        email: Some(wish.email.clone()),
        lang: v.lang,
        organisation: Some(house.id),
        ..NewPerson::default()
    };
    let person = persons::create(tx, new).await?;
    persons::grant(tx, person.id, Role::Admin, None, None, v.today()).await?;
    if wish.coordinates {
        persons::grant(tx, person.id, Role::Coordinator, None, None, v.today()).await?;
    }
    tx.noted("tenant", tenant.id, "set_up", &[("region", r.code)]);
    Ok(person)
}

/// The host name that chooses the region, and where its pages stand: as the browser has it, which knows whether
/// there is a proxy with TLS before us.
fn address(caller: &Caller) -> (String, String) {
    let name = caller.host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    let name = name.map_or(caller.host.as_str(), |(name, _)| name).to_lowercase();
    let told = caller.origin.as_ref().filter(|o| o.split_once("://").is_some_and(|(_, h)| h == caller.host));
    let base = told.cloned().unwrap_or_else(|| {
        let near = name == "localhost" || name.starts_with("127.");
        format!("{}://{}", if near { "http" } else { "https" }, caller.host)
    });
    (name, base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_what_the_browser_has() {
        let caller = |host: &str, origin: Option<&str>| Caller {
            host: host.into(),
            origin: origin.map(str::to_owned),
            ..Caller::default()
        };
        let of = |host, origin| address(&caller(host, origin));
        assert_eq!(of("localhost:8080", None), ("localhost".into(), "http://localhost:8080".into()));
        assert_eq!(
            of("talkoot.example.fi", Some("https://talkoot.example.fi")),
            ("talkoot.example.fi".into(), "https://talkoot.example.fi".into())
        );
        assert_eq!(of("Talkoot.example.fi", Some("https://evil.example")).1, "https://Talkoot.example.fi");
    }
}
