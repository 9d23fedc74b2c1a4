//! What the desk shows of feedback.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{PageError, Visit};

use crate::{feedback, rules};

#[derive(Template)]
#[template(path = "legal/panel.html")]
struct Panel<'a> {
    v: &'a Visit,
    open: i64,
    late: i64,
    next: String,
}

impl Panel<'_> {
    fn open_words(&self) -> String {
        self.v.t2("legal-desk-open", ("n", self.open.to_string()), ("due", self.next.clone()))
    }

    fn late_words(&self) -> String {
        self.v.tn("legal-late-count", self.late)
    }
}

pub(crate) fn draw<'a>(v: &'a Visit, _: &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        if !rules::may_tend(&v.who) {
            return Ok(None);
        }
        let open = feedback::list(v.app.db(), v.tenant.id, true).await?;
        let Some(first) = open.first() else { return Ok(None) };
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let late = count(open.iter().filter(|r| r.is_late(v.today())).count());
        let panel = Panel { v, open: count(open.len()), late, next: v.date(first.due.0) };
        Ok(Some(panel.render()?))
    }
    .boxed()
}
