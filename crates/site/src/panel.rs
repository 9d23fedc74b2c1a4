//! What the desk shows of letters: the ways to those that went and to those that came and could not be placed.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{PageError, Visit};

use crate::rules;

#[derive(Template)]
#[template(path = "site/panel_desk.html")]
struct Panel<'a> {
    v: &'a Visit,
    tidies: bool,
}

/// The panel of the desk, for whoever may list letters.
pub(crate) fn desk<'a>(v: &'a Visit, _: &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        if !v.who.is_staff() || !rules::may_list_letters(&v.who, v.tenant.demo) {
            return Ok(None);
        }
        Ok(Some(Panel { v, tidies: rules::may_tidy(&v.who) }.render()?))
    }
    .boxed()
}
