//! What the tests of the site share: a slice that tells facts, a letter.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::borrow::Cow;
use std::collections::HashMap;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::{Date, date};
use kit::{Cents, Fact, FactKind, Link, Local, Publicity, Subject, When};
use page::{App, Ask, Feature, PageError};
use store::Tx;
use store::outbox::{self, Body, Letter};
use uuid::Uuid;

/// The site with the base slices and a slice that tells facts.
pub fn features() -> Vec<Feature> {
    let teller = Feature { name: "teller", facts: Some(tell), texts: Some(words), ..Feature::default() };
    vec![people::feature(), signin::feature(), teller, site::feature()]
}

fn words(
    _: &unic_langid::LanguageIdentifier,
    key: &str,
    _: Option<&HashMap<Cow<'static, str>, fluent_templates::fluent_bundle::FluentValue<'_>>>,
) -> Option<String> {
    (key == "search-kind-decision").then(|| "Päätös".to_owned())
}

fn tell<'a>(
    _: &'a App,
    _: Ask<'a>,
    subject: &'a Subject,
    (from, to): (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let told = if subject.kind == "region" { all() } else { Vec::new() };
        Ok(told.into_iter().filter(|f| f.at.is_unknown() || f.at.may_fall_in(from, to)).collect())
    }
    .boxed()
}

fn fact(path: &str, title: &str, at: When, core: FactKind) -> Fact {
    Fact {
        slice: "teller".into(),
        subject: Subject::new("region", Uuid::nil()),
        at,
        title: Local::fi(title),
        core,
        source: Link { path: path.into(), text: Local::fi("Kuntajohtajakokous") },
        publicity: Publicity::Public,
        doubt: None,
    }
}

fn outcome(code: &str) -> FactKind {
    FactKind::Outcome { code: code.into(), text: Local::default(), printed: Some("§ 3".into()) }
}

fn all() -> Vec<Fact> {
    let day = |y, m, d| When::day(date(y, m, d));
    vec![
        fact("/decisions/1", "Lähijunaliikenteen esiselvitys", day(2013, 1, 23), outcome("agreed")),
        fact("/decisions/2", "Keskusteltiin vain", day(2013, 1, 23), outcome("discussed")),
        Fact {
            doubt: Some(Local::fi("Päättäjä ei ole lähteessä")),
            ..fact(
                "/decisions/3",
                "Turvallisuuspilotti",
                When::unknown(),
                FactKind::Sum { cents: Cents(7_200_000), at_most: false },
            )
        },
        Fact {
            publicity: Publicity::Internal,
            ..fact("/decisions/4", "Sisäinen valmistelu", day(2021, 10, 1), outcome("agreed"))
        },
        fact(
            "/meetings/1",
            "Tuulivoimaryhmä",
            day(2021, 10, 21),
            FactKind::Event { what: "fact-meeting".into() },
        ),
    ]
}

/// A letter with everything that a letter can have but files.
pub async fn letter(tx: &mut Tx) -> Uuid {
    let body = Body {
        text: "Tervetuloa kokoukseen.".into(),
        html: Some("<p><strong>Tervetuloa</strong></p><script>alert(1)</script>".into()),
        calendar: Some(("REQUEST".into(), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into())),
        enclosures: Vec::new(),
        lang: "fi".into(),
        unsubscribe: None,
    };
    let letter = Letter {
        to_name: "Sysmän kunnanjohtaja".into(),
        to_address: "sysma@example.org".into(),
        subject: "Kutsu kokoukseen".into(),
        body,
        about: ("meeting", Uuid::from_u128(5)),
    };
    outbox::post(tx, letter).await.unwrap()
}
