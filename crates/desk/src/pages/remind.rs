use page::{Answer, Form, PageError, Reminding, Visit, redirect};
use people::reminders;

use crate::rules;

/// `POST /desk/remind`: a letter to exactly those who are missing and were not reminded of it today. The slice that
/// told of the wait asks its own rules and writes the letters.
pub(crate) async fn send(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_open(&v.who))?;
    let kind = form.required("kind", 100);
    let about = form.id("about").filter(|_| form.ok()).ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let skip = reminders::spared(tx.conn(), v.tenant.id, &kind, about, v.today()).await?;
    for remind in v.app.features().iter().filter_map(|f| f.remind) {
        let Some(written) = remind(&v, &mut tx, Reminding { kind: &kind, about, skip: &skip }).await? else {
            continue;
        };
        if !written.is_empty() {
            for w in &written {
                reminders::note(&mut tx, &kind, about, &w.name, &w.address).await?;
            }
            tx.commit().await?;
        }
        return redirect(&v, &format!("/desk?reminded={}#{kind}-{about}", written.len()));
    }
    Err(PageError::NotFound)
}
