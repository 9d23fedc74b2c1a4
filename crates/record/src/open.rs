//! Matters and decisions of office holders as `Paper`, public files as `File`, in the words of OParl.

use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Publicity, Subject};
use page::{App, OpenObject, Opened, PageError, Tenant, open_file, open_page, open_ref};
use richtext::RichText;
use serde_json::json;
use uuid::Uuid;

use crate::decisions::{self, Decision};
use crate::documents::{self, Document};
use crate::matters;
use crate::pages::decision::is_open;
use crate::view::{self, when};

/// What stands for a changed thing of ours.
pub(crate) fn source<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Vec<Opened>, PageError>> {
    async move {
        Ok(match subject.kind.as_str() {
            "matter" => vec![matter(app, tenant, subject.id).await?],
            "decision" => vec![decision(app, tenant, subject.id).await?],
            "document" => {
                let row = documents::get(app.db(), tenant.id, subject.id).await?;
                let matter_of = row.as_ref().and_then(|d| d.matter);
                let objects = row.iter().filter_map(file).collect();
                let mut all = vec![Opened { subject: subject.clone(), objects }];
                if let Some(id) = matter_of {
                    all.push(matter(app, tenant, id).await?);
                }
                all
            }
            _ => Vec::new(),
        })
    }
    .boxed()
}

async fn matter(app: &App, tenant: &Tenant, id: Uuid) -> Result<Opened, PageError> {
    let subject = Subject::new("matter", id);
    let found = matters::get(app.db(), tenant.id, id).await?;
    let Some(m) = found.filter(|m| Publicity::parse(&m.publicity) == Publicity::Public) else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let files = documents::of_matter(app.db(), tenant.id, id).await?;
    let decided = decisions::of_matter(app.db(), tenant.id, id).await?;
    let alone = decided.iter().filter(|d| stands_alone(d)).map(|d| open_ref("Paper", d.id));
    let json = json!({
        "body": open_ref("Body", tenant.id),
        "paperType": app.t(Lang::Fi, "record-open-matter", &[]),
        "auxiliaryFile": files.iter().filter_map(|d| Some(file(d)?.within())).collect::<Vec<_>>(),
        "subordinatedPaper": alone.collect::<Vec<_>>(),
        "web": open_page(&format!("/matters/{id}")),
    });
    let paper = OpenObject::new("Paper", id, json)
        .named(&m.title.0)
        .with("reference", m.diary_printed)
        .day("date", &when(&m.opened_date, m.opened_printed.as_deref()))
        .with("superordinatedPaper", m.parent.map(|p| json!([open_ref("Paper", p)])));
    Ok(Opened { subject, objects: vec![paper] })
}

/// A decision that no item of a meeting tells: an office holder's, or one of the sources.
fn stands_alone(d: &Decision) -> bool {
    d.item.is_none() && is_open(d)
}

async fn decision(app: &App, tenant: &Tenant, id: Uuid) -> Result<Opened, PageError> {
    let subject = Subject::new("decision", id);
    let Some(d) = decisions::get(app.db(), tenant.id, id).await?.filter(stands_alone) else {
        return Ok(Opened { subject, objects: Vec::new() });
    };
    let kind = if d.statutory { "record-open-decision" } else { "record-open-outline" };
    let json = json!({
        "body": open_ref("Body", tenant.id),
        "paperType": app.t(Lang::Fi, kind, &[]),
        "web": open_page(&format!("/decisions/{id}")),
        "talkoot:text": RichText::parse(&d.text).to_plain(),
        "talkoot:outcome": d.outcome,
    });
    let paper = OpenObject::new("Paper", id, json)
        .named(&d.title.0)
        .with("reference", Some(d.printed.clone()).filter(|p| !p.is_empty()))
        .day("date", &when(&d.at_date, d.at_printed.as_deref()))
        .with("originatorOrganization", d.body.map(|b| json!([open_ref("Organization", b)])))
        .with("superordinatedPaper", d.matter.map(|m| json!([open_ref("Paper", m)])))
        .of(d.body);
    Ok(Opened { subject, objects: vec![paper] })
}

/// A file that everybody may read: here, or where others serve it.
fn file(d: &Document) -> Option<OpenObject> {
    if d.removed_at.is_some() || !d.released || Publicity::parse(&d.publicity) != Publicity::Public {
        return None;
    }
    let address = match &d.sha {
        Some(sha) => open_file(&format!("/files/{sha}/{}", view::segment(&d.name))),
        None if d.address.starts_with("http") => d.address.as_str().into(),
        None => return None,
    };
    let here = d.sha.is_some();
    let object = OpenObject::new("File", d.id, json!({ "accessUrl": address }))
        .named(&d.title.0)
        .with("downloadUrl", here.then_some(address))
        .with("fileName", here.then_some(d.name.as_str()))
        .with("mimeType", here.then_some(d.media_type.as_str()))
        .with("size", here.then_some(d.size))
        .day("date", &when(&d.at_date, d.at_printed.as_deref()))
        .with("paper", d.matter.map(|m| json!([open_ref("Paper", m)])))
        .with("meeting", (d.about_kind == "meeting").then(|| json!([open_ref("Meeting", d.about)])))
        .with("agendaItem", (d.about_kind == "item").then(|| json!([open_ref("AgendaItem", d.about)])))
        .of(d.body);
    Some(object)
}
