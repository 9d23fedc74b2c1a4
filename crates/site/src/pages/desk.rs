//! The desk: what waits for those who keep the record.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{Answer, Html, PageError, Visit, html};
use store::outbox;

use crate::{rules, tray};

/// Failed letters are looked for among this many of the newest.
const LETTERS: u64 = 500;

#[derive(Template)]
#[template(path = "site/desk.html")]
struct Desk<'a> {
    v: &'a Visit,
    panels: Vec<Html>,
}

/// `GET /desk`: the panels of all slices on the subject `desk`.
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(v.who.is_staff())?;
    let panels = v.panels(&Subject::new("desk", v.tenant.id)).await?;
    html(&v, &v.t("site-desk"), &Desk { v: &v, panels })
}

#[derive(Template)]
#[template(path = "site/desk_mail.html")]
struct Mail<'a> {
    v: &'a Visit,
    strays: u64,
    failed: usize,
}

/// Our own panel: replies that nobody could place and letters that did not arrive.
pub(crate) fn panel<'a>(v: &'a Visit, _: &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let strays = if rules::may_tidy(&v.who) { tray::count(v.app.db(), v.tenant.id).await? } else { 0 };
        let failed = if rules::may_list_letters(&v.who, false) {
            let letters = outbox::list(v.app.db(), v.tenant.id, LETTERS).await?;
            letters.iter().filter(|l| l.state == "failed").count()
        } else {
            0
        };
        if strays == 0 && failed == 0 {
            return Ok(None);
        }
        Ok(Some(Mail { v, strays, failed }.render()?))
    }
    .boxed()
}

impl Mail<'_> {
    fn strays_text(&self) -> String {
        self.v.tn("site-desk-strays", self.strays)
    }

    fn failed_text(&self) -> String {
        self.v.tn("site-desk-failed", self.failed)
    }
}
