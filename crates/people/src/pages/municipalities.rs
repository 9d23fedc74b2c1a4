use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use jiff::civil::{Date, date};
use page::{Answer, Form, Visit, html};

use crate::municipalities;

#[derive(Template)]
#[template(path = "people/municipalities.html")]
struct ListPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    lead: String,
    early: Option<String>,
    rows: Vec<(String, String, String)>,
    changes: Vec<(String, Vec<String>)>,
}

/// What changed in the region on a day, in sentences: who joined, left or merged. Newest first. The division of
/// Finland into municipalities changes at a turn of the year.
fn changes(v: &Visit, upto: Date) -> Vec<(String, Vec<String>)> {
    let region = v.tenant.region_code.as_str();
    let mut found = Vec::new();
    for year in (territory::covered_from(region).year() + 1..=upto.year()).rev() {
        let (before, after) = (date(year - 1, 12, 31), date(year, 1, 1));
        let old = territory::members(region, before);
        let new = territory::members(region, after);
        let name = |m: &territory::Municipality| {
            if v.lang == kit::Lang::Sv { m.name_sv.to_owned() } else { m.name_fi.to_owned() }
        };
        let mut words = Vec::new();
        for gone in old.iter().filter(|m| !new.contains(m)) {
            words.push(
                match gone.merged_into.and_then(territory::by_code).filter(|_| gone.to == Some(before)) {
                    Some(into) => v.t2("municipality-merged", ("name", name(gone)), ("into", name(into))),
                    None => match territory::region_of(gone.code, after) {
                        Some(r) => {
                            let to = if v.lang == kit::Lang::Sv { r.name_sv } else { r.name_fi };
                            v.t2("municipality-left", ("name", name(gone)), ("region", to.to_owned()))
                        }
                        None => v.t1("municipality-left-unknown", "name", name(gone)),
                    },
                },
            );
        }
        for come in new.iter().filter(|m| !old.contains(m)) {
            words.push(match territory::region_of(come.code, before) {
                Some(r) => {
                    let from = if v.lang == kit::Lang::Sv { r.name_sv } else { r.name_fi };
                    v.t2("municipality-joined", ("name", name(come)), ("region", from.to_owned()))
                }
                None => v.t1("municipality-began", "name", name(come)),
            });
        }
        if !words.is_empty() {
            found.push((v.date(after), words));
        }
    }
    found
}

/// `GET /municipalities?on=2015-01-01`
pub(crate) async fn list(v: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let mut form = Form::new().with("on", query.get("on").map_or("", String::as_str));
    let day = form.day("on").unwrap_or_else(|| v.today());
    let first = territory::covered_from(&v.tenant.region_code);
    let rows = municipalities::on(v.app.db(), &v.tenant, day)
        .await?
        .into_iter()
        .map(|m| (v.url(&format!("/municipalities/{}", m.slug)), m.name(v.lang).to_owned(), m.code))
        .collect();
    let page = ListPage {
        v: &v,
        form: &form,
        lead: v.t2("municipalities-lead", ("region", v.region().to_owned()), ("day", v.date(day))),
        early: (day < first).then(|| v.t1("municipalities-too-early", "day", v.date(first))),
        rows,
        changes: changes(&v, day.max(v.today())),
    };
    html(&v, &v.t("municipalities-title"), &page)
}
