//! What stands on the pages of municipalities, bodies and matters: the form to follow them, and their feed.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{Form, PageError, Visit};

use crate::news;
use crate::pages::{own, paces};
use crate::what::What;

#[derive(Template)]
#[template(path = "notices/panel.html")]
struct Panel<'a> {
    v: &'a Visit,
    form: Form,
    kind: &'a str,
    feed: String,
    paces: Vec<(String, String)>,
}

/// The panel; none on what is not for everybody.
pub(crate) fn draw<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let id = subject.id.to_string();
        let Some(what) = What::read(&subject.kind, &id, "") else { return Ok(None) };
        let Some(named) = news::named(&v.app, v.tenant.id, &what).await? else { return Ok(None) };
        let email = own::address(v).await?.unwrap_or_default();
        let form = Form::new().with("pace", "daily").with("id", &id).with("email", email);
        let paces = paces(v);
        Ok(Some(Panel { v, form, kind: what.kind(), feed: named.feed, paces }.render()?))
    }
    .boxed()
}
