//! The list of what is left, as a page and as a panel of the desk.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{Answer, PageError, Visit, html};

use crate::rules;
use crate::start::{Step, steps};

#[derive(Template)]
#[template(path = "setup/start.html")]
struct Start<'a> {
    v: &'a Visit,
    lines: Vec<Line>,
    left: usize,
    settles: bool,
}

struct Line {
    title: String,
    words: String,
    act: String,
    url: String,
    done: bool,
    optional: bool,
    /// The first that is left: its act is the page's main act.
    next: bool,
}

fn lines(v: &Visit, steps: &[Step]) -> Vec<Line> {
    let next = steps.iter().find(|s| !s.done && !s.optional).or(steps.iter().find(|s| !s.done));
    steps
        .iter()
        .map(|s| {
            let key = |end: &str| format!("setup-step-{}{end}", s.code);
            Line {
                title: v.t(&key("")),
                words: if s.done { v.tn(&key("-done"), s.n) } else { v.t(&key("-lead")) },
                act: v.t(&key("-act")),
                url: v.url(&s.path),
                done: s.done,
                optional: s.optional,
                next: Some(s) == next,
            }
        })
        .collect()
}

fn left(steps: &[Step]) -> usize {
    steps.iter().filter(|s| !s.done && !s.optional).count()
}

/// `GET /admin/start`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    let steps = steps(&v).await?;
    let page =
        Start { v: &v, lines: lines(&v, &steps), left: left(&steps), settles: rules::may_settle(&v.who) };
    html(&v, &v.t("setup-start"), &page)
}

#[derive(Template)]
#[template(path = "setup/panel.html")]
struct PanelPage<'a> {
    v: &'a Visit,
    lines: Vec<Line>,
    left: usize,
}

/// The panel of the desk: gone when nothing is left, and never in the demo.
pub(crate) fn panel<'a>(v: &'a Visit, _: &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        if v.tenant.demo || !rules::may_begin(&v.who) {
            return Ok(None);
        }
        let steps = steps(v).await?;
        let left = left(&steps);
        if left == 0 {
            return Ok(None);
        }
        let mut lines = lines(v, &steps);
        lines.retain(|l| !l.done && !l.optional);
        Ok(Some(PanelPage { v, lines, left }.render()?))
    }
    .boxed()
}

impl Start<'_> {
    fn lead(&self) -> String {
        if self.left == 0 { self.v.t("setup-start-ready") } else { self.v.tn("setup-start-left", self.left) }
    }
}

impl PanelPage<'_> {
    fn lead(&self) -> String {
        self.v.tn("setup-start-left", self.left)
    }
}
