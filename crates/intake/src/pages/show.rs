use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode};
use jiff::SignedDuration;
use kit::{Lang, When};
use page::{Answer, Form, PageError, Visit, html, html_with, redirect};
use people::bodies;
use serde::Deserialize;
use store::Tx;
use uuid::Uuid;

use crate::imports::{self, Counts, Import, Row, SORTS};
use crate::pages::{Sure, load, said as told, table, thing};
use crate::{reading, undo};

/// So many papers stand on a page.
const PAGE: u64 = 50;
/// Reading that has stood still for so long can be asked for again.
const STILL: SignedDuration = SignedDuration::from_secs(30);

/// How the list of papers is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    sort: String,
    page: u64,
}

impl Wish {
    fn sort(&self) -> &'static str {
        SORTS.into_iter().find(|s| *s == self.sort).unwrap_or("sure")
    }

    fn path(&self, import: Uuid, sort: &str, page: u64) -> String {
        format!("/import/{import}?sort={sort}&page={page}")
    }
}

/// A paper to be confirmed.
struct Line {
    id: Uuid,
    name: String,
    url: String,
    note: String,
    confirmed: bool,
    body_sure: Sure,
    body_words: String,
    date_sure: Sure,
    date_words: String,
    items: String,
    cases: String,
    present: String,
}

/// A paper or thing with a word about it.
struct Said {
    name: String,
    url: String,
    words: String,
}

#[derive(Template)]
#[template(path = "intake/show.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    import: &'a Import,
    kind: String,
    summary: Vec<(String, bool)>,
    total: i64,
    read: i64,
    read_words: String,
    lines: Vec<Line>,
    bodies: Vec<(String, String)>,
    sorts: Vec<(String, String, bool)>,
    pages: Vec<(String, u64, bool)>,
    refused: Vec<Said>,
    known: Vec<Said>,
    filed: Vec<Said>,
    made: Vec<String>,
    obstacles: Vec<Said>,
    still: bool,
    stale: bool,
    action: String,
}

/// `GET /import/{id}`.
pub(crate) async fn show(
    v: Visit,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
    Query(kept): Query<table::Kept>,
) -> Answer {
    let import = load(&v, id).await?;
    match (import.kind.as_str(), import.state.as_str()) {
        (_, "mapping") => return table::mapping(&v, StatusCode::OK, &import, &kept, None).await,
        ("memos", _) => {}
        (_, "ready") => return table::rows(&v, &import).await,
        _ => {}
    }
    draw(&v, StatusCode::OK, &import, &wish, None, &[]).await
}

/// Draws an import as it stands; `typed` is what was typed and refused.
pub(crate) async fn draw(
    v: &Visit,
    status: StatusCode,
    import: &Import,
    wish: &Wish,
    typed: Option<&Form>,
    obstacles: &[undo::Obstacle],
) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let counts = imports::counts(db, tenant, import.id).await?;
    let of = async |state: &'static str, most| {
        imports::rows(db, tenant, import.id, &[state], "name", (0, most)).await
    };
    let ready = if import.state == "ready" {
        imports::rows(db, tenant, import.id, &["ready"], wish.sort(), (wish.page * PAGE, PAGE)).await?
    } else {
        Vec::new()
    };
    let all = bodies::list(db, tenant).await?;
    let mut choices = vec![(String::new(), v.t("intake-choose-body"))];
    choices.extend(all.iter().map(|b| (b.id.to_string(), b.name.0.get(v.lang).to_owned())));
    let filled = ready.iter().fold(Form::new(), fill);
    let form = typed.unwrap_or(&filled);
    let lines = ready.iter().map(|r| line(v, r)).collect();
    let said = |rows: Vec<Row>| -> Vec<Said> {
        rows.into_iter()
            .map(|r| Said {
                url: r.meeting.map(|m| v.url(&format!("/meetings/{m}"))).unwrap_or_default(),
                words: match (r.problem.as_str(), r.meeting.is_some()) {
                    ("", true) => v.when(&r.when()),
                    ("", false) => String::new(),
                    (key, _) => told(v, key, &r.problem_value),
                },
                name: r.name,
            })
            .collect()
    };
    let mut made = Vec::new();
    if import.state == "done" {
        for kind in undo::ORDER {
            let n = imports::count_made(db, tenant, import.id, kind).await?;
            if n > 0 && kind != "action_state" {
                made.push(format!("{} {}", v.number(n), v.tn(&format!("intake-made-{kind}"), n)));
            }
        }
    }
    let last = u64::try_from(counts.taken + counts.left).unwrap_or(0).div_ceil(PAGE);
    let page = Page {
        kind: v.t(&format!("intake-kind-{}", import.kind)),
        summary: summary(v, counts),
        total: counts.all(),
        read: counts.all() - counts.waiting,
        read_words: v.t2(
            "intake-reading-of",
            ("done", (counts.all() - counts.waiting).to_string()),
            ("all", counts.all().to_string()),
        ),
        lines,
        bodies: choices,
        sorts: SORTS
            .iter()
            .map(|s| {
                (v.url(&wish.path(import.id, s, 0)), v.t(&format!("intake-sort-{s}")), *s == wish.sort())
            })
            .collect(),
        pages: (0..last)
            .map(|p| (v.url(&wish.path(import.id, wish.sort(), p)), p + 1, p == wish.page))
            .collect(),
        refused: said(of("refused", 2_000).await?),
        known: if import.kind == "memos" { said(of("known", 2_000).await?) } else { Vec::new() },
        filed: if import.kind == "memos" { said(of("filed", 500).await?) } else { Vec::new() },
        made,
        obstacles: obstacles.iter().map(|o| obstacle(v, o)).collect(),
        still: v.now.duration_since(import.touched_at.at()) > STILL,
        stale: typed.is_some() && status == StatusCode::CONFLICT,
        action: v.url(&wish.path(import.id, wish.sort(), wish.page)),
        import,
        form,
        v,
    };
    let mut answer = html_with(v, status, &v.t1("intake-show-title", "name", &import.name), &page)?;
    if import.state == "reading" && !page.still {
        // The page looks again by itself, without a script.
        answer.headers_mut().insert("refresh", HeaderValue::from_static("2"));
    }
    Ok(answer)
}

/// What will be filed and what will not, in sentences; what a person must do stands out.
fn summary(v: &Visit, counts: Counts) -> Vec<(String, bool)> {
    [
        ("intake-taken", counts.taken, false),
        ("intake-left", counts.left, true),
        ("intake-refused-n", counts.refused, false),
        ("intake-known-n", counts.known, false),
    ]
    .into_iter()
    .filter(|(key, n, _)| *n > 0 || *key == "intake-taken")
    .map(|(key, n, strong)| (v.tn(key, n), strong))
    .collect()
}

fn obstacle(v: &Visit, o: &undo::Obstacle) -> Said {
    let path = match o.kind {
        "meeting" => format!("/meetings/{}", o.id),
        "matter" => format!("/matters/{}", o.id),
        "action" => format!("/actions/{}", o.id),
        "person" => format!("/people/{}", o.id),
        _ => String::new(),
    };
    let url = if path.is_empty() { path } else { v.url(&path) };
    Said { name: thing(v, o.kind), url, words: v.t(o.why) }
}

/// A date as it can be typed again: `29.11.2012`, `marraskuu 2012`, `2012`.
fn typed_date(when: &When) -> String {
    match when.known_day() {
        Some(d) => format!("{}.{}.{}", d.day(), d.month(), d.year()),
        None => when.show(Lang::Fi).unwrap_or_default(),
    }
}

fn fill(form: Form, r: &Row) -> Form {
    let form = form
        .with(&format!("body-{}", r.id), r.body.map(|b| b.to_string()).unwrap_or_default())
        .with(&format!("date-{}", r.id), typed_date(&r.when()))
        .with(&format!("number-{}", r.id), &r.number);
    let form = if r.taken { form.with(&format!("take-{}", r.id), "1") } else { form };
    if r.with_items { form.with(&format!("items-{}", r.id), "1") } else { form }
}

fn line(v: &Visit, r: &Row) -> Line {
    let memo = r.memo();
    let none = || (Sure { class: "stop", words: v.t("intake-sure-none") }, String::new());
    let from = |words: &str, at: usize| {
        if at == 0 { v.t("intake-from-name") } else { v.t1("intake-from", "words", words) }
    };
    let (body_sure, body_words) =
        memo.body.as_ref().map_or_else(none, |g| (Sure::of(v, g.sure), from(&g.words, g.line)));
    let (date_sure, date_words) =
        memo.date.as_ref().map_or_else(none, |g| (Sure::of(v, g.sure), from(&g.words, g.line)));
    Line {
        id: r.id,
        name: r.name.clone(),
        url: v.url(&format!("/import/{}/rows/{}", r.import, r.id)),
        note: if r.note.is_empty() { String::new() } else { v.t1(&r.note, "value", &r.note_value) },
        confirmed: r.sure >= 100,
        body_sure,
        body_words,
        date_sure,
        date_words,
        items: some(v, "intake-items", memo.items.len()),
        cases: memo.cases.iter().map(|g| g.value.as_str()).collect::<Vec<_>>().join(", "),
        present: some(v, "intake-present-n", memo.present.as_ref().map_or(0, |g| g.value.len())),
    }
}

fn some(v: &Visit, key: &str, n: usize) -> String {
    if n > 0 { v.tn(key, n) } else { String::new() }
}

impl Line {
    fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.id)
    }

    fn problem<'f>(&self, form: &'f Form, name: &str) -> Option<&'f page::Problem> {
        form.problem(&self.field(name))
    }
}

/// `POST /import/{id}`: what a person corrected on one page of the table.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, Query(wish): Query<Wish>, mut form: Form) -> Answer {
    let import = load(&v, id).await?;
    if import.state != "ready" {
        return Err(PageError::Stale);
    }
    if form.version() != import.version {
        return draw(&v, StatusCode::CONFLICT, &import, &wish, Some(&form), &[]).await;
    }
    let ids: Vec<Uuid> = form.list("row").into_iter().filter_map(|r| r.parse().ok()).collect();
    let bodies: Vec<Uuid> = bodies::list(v.app.db(), v.tenant.id).await?.into_iter().map(|b| b.id).collect();
    let mut changed = Vec::new();
    for row_id in ids {
        let found = imports::row(v.app.db(), v.tenant.id, row_id).await?;
        let Some(before) = found.filter(|r| r.import == id && r.state == "ready") else {
            return Err(PageError::Bad("error-broken-form"));
        };
        let after = read_row(&mut form, &before, &bodies);
        if after != before {
            changed.push(after);
        }
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &import, &wish, Some(&form), &[]).await;
    }
    if !changed.is_empty() {
        let tx = v.app.store().begin(v.act()).await?;
        let now = imports::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
        Tx::fresh(form.version(), now.version)?;
        for row in changed {
            imports::put_row(&tx, row).await?;
        }
        imports::put(&tx, now).await?;
        tx.commit_quietly().await?;
    }
    if form.value("then") == "plan" {
        redirect(&v, &format!("/import/{id}/plan"))
    } else {
        redirect(&v, &wish.path(id, wish.sort(), wish.page))
    }
}

fn read_row(form: &mut Form, before: &Row, bodies: &[Uuid]) -> Row {
    let name = |n: &str| format!("{n}-{}", before.id);
    let mut after = before.clone();
    after.body = form.id(&name("body")).filter(|b| bodies.contains(b));
    let typed = form.value(&name("date")).trim().to_owned();
    if typed != typed_date(&before.when()) {
        let when = form.when(&name("date"));
        after.at_date = when.code();
        after.at_printed = when.printed().map(str::to_owned);
    }
    after.number = form.text(&name("number"), 60);
    after.taken = form.flag(&name("take"));
    after.with_items = form.flag(&name("items"));
    if after.taken && after.body.is_none() {
        form.wrong(&name("body"), "intake-problem-no-body");
    }
    if after.taken && after.when().span().is_none() {
        form.wrong(&name("date"), "intake-problem-no-date");
    }
    // Whoever corrects a guess or takes one that was unsure has looked.
    let looked =
        after.body != before.body || after.at_date != before.at_date || (after.taken && !before.taken);
    if looked && after.taken {
        after.sure = 100;
    }
    after
}

/// `POST /import/{id}/read`: reading stood still, as after a crash; it goes on where it was.
pub(crate) async fn read_on(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let import = load(&v, id).await?;
    if import.state == "reading" {
        let mut tx = v.app.store().begin(v.act()).await?;
        tx.once(form.once_key()).await?;
        if import.kind == "memos" {
            reading::ask(&tx, id).await?;
        } else {
            crate::table::reading::ask(&tx, id).await?;
        }
        imports::put(&tx, import).await?;
        tx.commit_quietly().await?;
    }
    redirect(&v, &format!("/import/{id}"))
}

/// `POST /import/{id}/drop`: away with it before it was visible.
pub(crate) async fn drop_it(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    load(&v, id).await?;
    undo::forget(&v.app, v.act(), (id, form.version())).await?;
    redirect(&v, "/import")
}

#[derive(Template)]
#[template(path = "intake/paper.html")]
struct PaperPage<'a> {
    v: &'a Visit,
    row: &'a Row,
    back: String,
    import: String,
    guesses: Vec<(String, String, Sure, String)>,
    present: Vec<String>,
    items: Vec<(String, String, Sure)>,
    lines: Vec<&'a str>,
}

/// `GET /import/{id}/rows/{row}`: the words of a paper, and what was guessed from which of them.
pub(crate) async fn paper(v: Visit, Path((id, row)): Path<(Uuid, Uuid)>) -> Answer {
    let import = load(&v, id).await?;
    let row = imports::row(v.app.db(), v.tenant.id, row)
        .await?
        .filter(|r| r.import == id)
        .ok_or(PageError::NotFound)?;
    let memo = row.memo();
    let all = bodies::list(v.app.db(), v.tenant.id).await?;
    let from = |words: &str, line: usize| {
        if line == 0 {
            v.t("intake-from-name")
        } else {
            v.t2("intake-from-line", ("words", words.to_owned()), ("line", line.to_string()))
        }
    };
    let mut guesses = Vec::new();
    let mut add = |key: &str, value: String, sure: u8, words: &str, line: usize| {
        guesses.push((v.t(key), value, Sure::of(&v, sure), from(words, line)));
    };
    if let Some(g) = &memo.body {
        // Bodies may have been founded since it was read: the row knows which one it was.
        let name =
            row.body.and_then(|b| all.iter().find(|a| a.id == b)).map(|b| b.name.0.get(v.lang).to_owned());
        add("intake-body", name.unwrap_or_default(), g.sure, &g.words, g.line);
    }
    if let Some(g) = &memo.date {
        add("intake-date", v.when(&g.value), g.sure, &g.words, g.line);
    }
    if let Some(g) = &memo.number {
        add("intake-number", g.value.clone(), g.sure, &g.words, g.line);
    }
    if let Some(g) = &memo.place {
        add("intake-place", g.value.clone(), g.sure, &g.words, g.line);
    }
    for g in &memo.cases {
        add("intake-case", g.value.clone(), g.sure, &g.words, g.line);
    }
    let page = PaperPage {
        back: v.url(&format!("/import/{id}")),
        import: import.name,
        guesses,
        present: memo.present.map(|g| g.value).unwrap_or_default(),
        items: memo
            .items
            .iter()
            .map(|g| (g.value.printed.clone(), g.value.title.clone(), Sure::of(&v, g.sure)))
            .collect(),
        lines: row.content.lines().take(2_000).collect(),
        row: &row,
        v: &v,
    };
    html(&v, &row.name, &page)
}
