//! From confirmed rows to meetings and documents: first a plan, which is the dry run too, then one short transaction.

use std::collections::{HashMap, HashSet};

use kit::{Event, Id, Local, PastItem, PastMeeting, Publicity, When};
use page::{App, PageError};
use people::bodies::Body;
use record::documents::{self, NewDocument, StoredFile};
use record::{imports as thread, matters};
use sha2::{Digest, Sha256};
use store::{Act, Tx};
use uuid::Uuid;

use crate::imports::{self, Import, Row, Thing};
use crate::known;
use crate::pack::Problem;

/// What a row will become.
#[derive(Debug, Clone)]
pub struct Line {
    /// The paper.
    pub name: String,
    /// The body's name.
    pub body: Local,
    /// The day.
    pub at: When,
    /// The meeting.
    pub meeting: Uuid,
    /// Whether the meeting is there already.
    pub there: bool,
    /// How many items are made.
    pub items: usize,
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The meetings that are made.
    pub meetings: Vec<PastMeeting>,
    /// The documents that are attached, each with the id that it gets.
    pub documents: Vec<(Uuid, NewDocument)>,
    /// What each row will become.
    pub lines: Vec<Line>,
    /// Rows that cannot be filed, and why.
    pub refused: Vec<(String, Problem)>,
    filed: Vec<(Uuid, Uuid)>,
    refers: HashSet<Uuid>,
}

impl Plan {
    /// How many items are made.
    pub fn items(&self) -> usize {
        self.meetings.iter().map(|m| m.items.len()).sum()
    }

    /// How many papers go to meetings that are there already.
    pub fn there(&self) -> usize {
        self.lines.iter().filter(|l| l.there).count()
    }

    /// The digest of all that is made: in whatever order it was read, the same papers on the same days.
    fn digest(&self) -> String {
        let mut lines: Vec<String> = self
            .documents
            .iter()
            .zip(&self.lines)
            .map(|((_, d), l)| {
                let sha = d.file.as_ref().map_or("", |f| f.sha.as_str());
                format!("{sha}\n{}\n{}\n{}\n{}", l.name, l.body.fi, l.at.code(), l.items)
            })
            .collect();
        lines.sort();
        let mut digest = Sha256::new();
        for line in lines {
            digest.update((line.len() as u64).to_be_bytes());
            digest.update(line);
        }
        hex::encode(digest.finalize())
    }
}

/// Says what the rows that are to be taken would become. Nothing is written.
pub async fn plan(app: &App, tenant: Uuid, import: &Import) -> Result<Plan, PageError> {
    let db = app.db();
    let (bodies, _) = known::bodies(app, tenant).await?;
    let by_diary: HashMap<String, Uuid> =
        matters::list(db, tenant).await?.into_iter().filter_map(|m| Some((m.diary_printed?, m.id))).collect();
    let mut rows = imports::rows(db, tenant, import.id, &["ready"], "", (0, 100_000)).await?;
    rows.retain(|r| r.taken);
    // The order of time, so that ids that are made one after another sort as the meetings were held.
    rows.sort_by(|a, b| (&a.at_date, a.position).cmp(&(&b.at_date, b.position)));
    let mut plan = Plan::default();
    let mut held: HashMap<Uuid, HashMap<String, Uuid>> = HashMap::new();
    let mut made: HashMap<(Uuid, String), Uuid> = HashMap::new();
    let publicity = Publicity::parse(&import.publicity);
    for row in rows {
        let Some(body) = bodies.iter().find(|b| Some(b.id) == row.body) else {
            plan.refused.push((row.name, Problem::new("intake-problem-no-body")));
            continue;
        };
        if row.when().span().is_none() {
            plan.refused.push((row.name, Problem::new("intake-problem-no-date")));
            continue;
        }
        if !documents::with_file(db, tenant, &row.sha).await?.is_empty() {
            plan.refused.push((row.name, Problem::new("intake-problem-known")));
            continue;
        }
        if let std::collections::hash_map::Entry::Vacant(e) = held.entry(body.id) {
            e.insert(known::meetings(app, tenant, body.id).await?);
        }
        let there = held.get(&body.id).and_then(|h| h.get(&row.at_date)).copied();
        let key = (body.id, row.at_date.clone());
        let mut items = 0;
        let meeting = match (there, made.get(&key)) {
            (Some(id), _) => {
                plan.refers.insert(id);
                id
            }
            (None, Some(id)) => *id,
            (None, None) => {
                let new = meeting_of(app, &row, body, publicity, &by_diary);
                plan.refers.extend(new.items.iter().filter_map(|i| i.matter));
                items = new.items.len();
                made.insert(key, new.id);
                let id = new.id;
                plan.meetings.push(new);
                id
            }
        };
        plan.refers.insert(body.id);
        let document = document_of(&row, body.id, meeting, import, &by_diary);
        plan.refers.extend(document.matter);
        plan.filed.push((row.id, meeting));
        plan.lines.push(Line {
            name: row.name.clone(),
            body: body.name.0.clone(),
            at: row.when(),
            meeting,
            there: there.is_some(),
            items,
        });
        plan.documents.push((Id::<Row>::new(app.now()).uuid(), document));
    }
    Ok(plan)
}

/// `Kuntajohtajakokous 5/2012`; without a number the meeting is called as its body.
fn numbered(name: &Local, number: &str) -> Local {
    if number.is_empty() {
        return Local::default();
    }
    let of = |text: &str| if text.is_empty() { String::new() } else { format!("{text} {number}") };
    Local { fi: of(&name.fi), sv: of(&name.sv), en: of(&name.en) }
}

fn meeting_of(
    app: &App,
    row: &Row,
    body: &Body,
    publicity: Publicity,
    by_diary: &HashMap<String, Uuid>,
) -> PastMeeting {
    let memo = row.memo();
    let id = || Id::<Row>::new(app.now()).uuid();
    let items = memo.items.iter().filter(|_| row.with_items).map(|g| {
        let item = &g.value;
        // A § is part of the title as it was printed; plain numbers are those of the agenda's own order.
        let title = if item.printed.contains('§') {
            format!("{} {}", item.printed, item.title)
        } else {
            item.title.clone()
        };
        let title = if title.trim().is_empty() { item.printed.clone() } else { title };
        PastItem {
            id: id(),
            title: Local::fi(title.trim()),
            matter: item.cases.iter().find_map(|c| by_diary.get(c)).copied(),
            publicity,
        }
    });
    PastMeeting {
        id: id(),
        body: body.id,
        at: row.when(),
        title: numbered(&body.name.0, &row.number),
        place: Local::fi(memo.place.as_ref().map(|g| g.value.as_str()).unwrap_or_default()),
        // The name of a file of a closed folder is not for everybody.
        source: if publicity == Publicity::Public { row.name.clone() } else { String::new() },
        items: items.collect(),
    }
}

fn document_of(
    row: &Row,
    body: Uuid,
    meeting: Uuid,
    import: &Import,
    by_diary: &HashMap<String, Uuid>,
) -> NewDocument {
    let kind = [doc::sniff::MediaType::Pdf, doc::sniff::MediaType::Docx]
        .into_iter()
        .find(|k| k.name() == row.media_type)
        .unwrap_or(doc::sniff::MediaType::Text);
    let last = row.name.rsplit(['/', '\\']).next().unwrap_or(&row.name);
    let stem = last.rsplit_once('.').map_or(last, |(s, _)| s).replace('_', " ");
    let cases: HashSet<Uuid> =
        row.memo().cases.iter().filter_map(|g| by_diary.get(&g.value)).copied().collect();
    let publicity = Publicity::parse(&import.publicity);
    NewDocument {
        key: None,
        title: Local::fi(stem.trim()),
        kind: "record".to_owned(),
        about: ("meeting".to_owned(), meeting),
        // A memo that names several matters belongs to none of them alone.
        matter: cases.iter().next().copied().filter(|_| cases.len() == 1),
        body: Some(body),
        file: Some(StoredFile {
            sha: row.sha.clone(),
            name: documents::named(last, kind),
            media_type: row.media_type.clone(),
            size: row.size,
            content: row.content.clone(),
        }),
        address: String::new(),
        at: row.when(),
        publicity,
        ground: String::new(),
        released: publicity == Publicity::Public,
        note: String::new(),
        source: import.name.clone(),
    }
}

/// Makes all of a plan visible in one short transaction. `shown` is the version of the import that was confirmed.
pub async fn run(
    app: &App,
    act: Act,
    (import, shown): (Uuid, i64),
    once: Option<Uuid>,
    plan: Plan,
) -> Result<Import, PageError> {
    let digest = plan.digest();
    let mut made: Vec<Thing> = plan.documents.iter().map(|(id, _)| ("document", *id)).collect();
    made.extend(plan.meetings.iter().flat_map(|m| &m.items).map(|i| ("item", i.id)));
    made.extend(plan.meetings.iter().map(|m| ("meeting", m.id)));
    let refers: Vec<Uuid> = plan.refers.into_iter().collect();
    let (documents, meetings) = (plan.documents, plan.meetings);
    let mut tx = app.store().begin(act).await?;
    if let Some(once) = once {
        tx.once(once).await?;
    }
    let before = confirmed(&tx, import, shown).await?;
    let (papers, count) = (documents.len().to_string(), meetings.len().to_string());
    tx.emit(&Event::PastMeetings { meetings }).await?;
    thread::make_documents(&mut tx, documents).await?;
    imports::mark_filed(&tx, &plan.filed).await?;
    let values = [("digest", digest.as_str()), ("papers", &papers), ("meetings", &count)];
    let after = finish(&mut tx, before, &made, &refers, &values).await?;
    tx.commit().await?;
    Ok(after)
}

/// The import, when it is still the one that was confirmed.
pub(crate) async fn confirmed(tx: &Tx, import: Uuid, shown: i64) -> Result<Import, PageError> {
    let now = imports::get(tx.conn(), tx.tenant(), import).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(shown, now.version)?;
    if now.state != "ready" {
        return Err(PageError::Stale);
    }
    Ok(now)
}

/// Writes down what was made, and the one line in the trail.
pub(crate) async fn finish(
    tx: &mut Tx,
    mut import: Import,
    made: &[Thing],
    refers: &[Uuid],
    values: &[(&str, &str)],
) -> Result<Import, PageError> {
    imports::note_made(tx, import.id, made, refers).await?;
    import.state = "done".to_owned();
    import.done_at = Some(tx.stamp());
    import.made = i64::try_from(made.len()).unwrap_or(i64::MAX);
    import.digest =
        values.iter().find(|(k, _)| *k == "digest").map(|(_, d)| (*d).to_owned()).unwrap_or_default();
    let after = imports::put(tx, import).await?;
    tx.noted("import", after.id, thread::VERB, values);
    Ok(after)
}
