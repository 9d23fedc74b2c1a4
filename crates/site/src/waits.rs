//! What of the mail waits: replies that nobody could place, letters that did not arrive.

use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{App, DeskAsk, PageError, Said, Turn, Wait};
use store::outbox;

use crate::{rules, tray};

/// At most this many letters are told of.
const LETTERS: u64 = 100;

/// What waits here.
pub(crate) fn waits<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Wait>, PageError>> {
    async move {
        let mut all = Vec::new();
        let tenant = ask.tenant.id;
        if rules::may_tidy(ask.who) {
            let strays = tray::open(app.db(), tenant).await?;
            if let Some(first) = strays.last() {
                let who = strays.iter().take(5).map(|s| s.from_name.clone()).collect::<Vec<_>>().join(", ");
                all.push(Wait {
                    since: Some(first.received_at.at()),
                    more: vec![Said::Words(who)],
                    ..wait(&ask, "site-wait-strays", strays.len(), Vec::new(), "/tray")
                });
            }
        }
        if rules::may_list_letters(ask.who, false) {
            let failed = outbox::failed(app.db(), tenant, LETTERS).await?;
            if !failed.is_empty() {
                let mut names: Vec<String> = failed.iter().map(|l| l.to_name.clone()).collect();
                names.dedup();
                names.truncate(5);
                let args = vec![("names", Said::Words(names.join(", ")))];
                all.push(wait(&ask, "site-wait-failed", failed.len(), args, "/outbox"));
            }
        }
        Ok(all)
    }
    .boxed()
}

fn wait(
    ask: &DeskAsk<'_>,
    kind: &'static str,
    n: usize,
    mut args: Vec<(&'static str, Said)>,
    path: &str,
) -> Wait {
    args.push(("n", Said::Number(i64::try_from(n).unwrap_or(i64::MAX))));
    Wait {
        kind,
        about: Subject::new("mail", ask.tenant.id),
        text: kind,
        args,
        more: Vec::new(),
        body: None,
        due: Some(ask.today),
        since: None,
        path: path.to_owned(),
        act: "site-wait-open",
        turn: Turn::Mine,
        remind: false,
        many: None,
    }
}
