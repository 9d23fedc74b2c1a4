//! `/projects/lessons`: what projects have learned, to be read before the next is planned.

use askama::Template;
use page::{Answer, Visit, html};

use super::head::{Lesson, lessons};
use crate::rights;

#[derive(Template)]
#[template(path = "projects/lessons.html")]
struct Page<'a> {
    v: &'a Visit,
    lessons: Vec<Lesson>,
    may_make: bool,
}

/// The page.
pub(crate) async fn show(v: Visit) -> Answer {
    let page = Page { lessons: lessons(&v, 200).await?, may_make: rights::may_make(&v.who), v: &v };
    html(&v, &v.t("projects-lessons"), &page)
}
