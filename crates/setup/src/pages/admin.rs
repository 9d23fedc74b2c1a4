//! The administrator's pages: what there is, each with a sentence.

use askama::Template;
use page::{Answer, Visit, html};

use crate::rules;

#[derive(Template)]
#[template(path = "setup/admin.html")]
struct Admin<'a> {
    v: &'a Visit,
    groups: Vec<(String, Vec<Entry>)>,
}

struct Entry {
    url: String,
    title: String,
    lead: String,
}

/// Group, then its pages: the keys `setup-admin-KEY` and `setup-admin-KEY-lead`.
const GROUPS: [(&str, &[(&str, &str)]); 3] = [
    (
        "setup-admin-begin",
        &[("start", "/admin/start"), ("templates", "/admin/bodies"), ("paste", "/admin/paste")],
    ),
    (
        "setup-admin-register",
        &[
            ("people", "/people"),
            ("bodies", "/bodies"),
            ("offices", "/offices"),
            ("organisations", "/organisations"),
            ("terms", "/terms"),
        ],
    ),
    ("setup-admin-house", HOUSE),
];

/// Pages of settings.
const HOUSE: &[(&str, &str)] = &[
    ("mail", "/admin/mail"),
    ("colleagues", "/admin/colleagues"),
    ("look", "/admin/look"),
    ("words", "/admin/words"),
    ("days", "/admin/days"),
];

/// `GET /admin`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let groups = GROUPS
        .iter()
        .filter(|(_, pages)| !pages.is_empty())
        .map(|(title, pages)| {
            let entries = pages.iter().map(|(key, path)| Entry {
                url: v.url(path),
                title: v.t(&format!("setup-admin-{key}")),
                lead: v.t(&format!("setup-admin-{key}-lead")),
            });
            (v.t(title), entries.collect())
        })
        .collect();
    html(&v, &v.t("setup-admin"), &Admin { v: &v, groups })
}
