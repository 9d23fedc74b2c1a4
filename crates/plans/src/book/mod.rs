//! The plan as a document: goals and measures, one chapter per actor, years and costs, indicators, risks, and what was
//! planned and has not come. Its headings number themselves. The same is the page for print, the PDF and the DOCX, and
//! is what a version freezes.

mod figures;

use doc::{DocBlock, Document, Table};
use jiff::civil::Date;
use kit::{Lang, Local};
use page::{App, Tenant, Value};
use richtext::RichText;
use uuid::Uuid;

use crate::keep::measures::Measure;
use crate::keep::whole::Whole;
use crate::rules::chapters::Chapter;

/// Writes documents in one language.
pub(crate) struct Book<'a> {
    app: &'a App,
    tenant: &'a Tenant,
    lang: Lang,
    today: Date,
    w: &'a Whole,
    chapter: usize,
    section: usize,
}

/// The whole plan as a document.
pub(crate) fn whole(app: &App, tenant: &Tenant, lang: Lang, today: Date, w: &Whole) -> Document {
    let mut book = Book { app, tenant, lang, today, w, chapter: 0, section: 0 };
    book.write()
}

/// The chapter of one actor alone, as a document.
pub(crate) fn chapter(
    app: &App,
    tenant: &Tenant,
    lang: Lang,
    today: Date,
    w: &Whole,
    actor: Uuid,
) -> Option<Document> {
    let book = Book { app, tenant, lang, today, w, chapter: 0, section: 0 };
    let all = w.chapters();
    let own = all.iter().find(|c| c.actor == actor)?;
    let name = w.actor(actor)?.name.0.get(lang).to_owned();
    let mut document = book.empty(format!("{}: {name}", w.plan.title.0.get(lang)));
    document.blocks.push(DocBlock::KeyValues(book.facts()));
    document.blocks.push(DocBlock::Heading { level: 1, text: name, anchor: None });
    book.actor_lines(own, &mut document.blocks);
    Some(document)
}

impl Book<'_> {
    fn t(&self, key: &str) -> String {
        self.app.t(self.lang, key, &[])
    }

    fn with(&self, key: &str, args: &[(&'static str, Value)]) -> String {
        self.app.t(self.lang, key, args)
    }

    fn say<'t>(&self, text: &'t Local) -> &'t str {
        text.get(self.lang)
    }

    /// The next chapter's heading.
    fn head(&mut self, key: &str) -> DocBlock {
        self.chapter += 1;
        self.section = 0;
        DocBlock::Heading {
            level: 1,
            text: format!("{} {}", self.chapter, self.t(key)),
            anchor: Some(key.to_owned()),
        }
    }

    /// The next section's heading within the chapter.
    fn sub(&mut self, words: &str, anchor: Option<String>) -> DocBlock {
        self.section += 1;
        DocBlock::Heading { level: 2, text: format!("{}.{} {words}", self.chapter, self.section), anchor }
    }

    fn empty(&self, title: String) -> Document {
        let p = &self.w.plan;
        let owner =
            if p.owner.is_empty() { self.tenant.council.get(self.lang).to_owned() } else { p.owner.clone() };
        Document {
            title,
            lang: self.lang,
            date: p.stated().known_day().unwrap_or(self.today),
            author: owner,
            subject: self.state_line(),
            footer: self.tenant.council.get(self.lang).to_owned(),
            page_label: self.t("plans-book-page"),
            site: self.tenant.base_url.clone(),
            blocks: Vec::new(),
        }
    }

    /// `Luonnos 25.4.2013`: stands at the head of every page.
    fn state_line(&self) -> String {
        let p = &self.w.plan;
        let at = p.stated().show(self.lang).unwrap_or_default();
        format!("{} {at}", self.t(&format!("plans-plan-{}", p.state))).trim().to_owned()
    }

    fn facts(&self) -> Vec<(String, String)> {
        let p = &self.w.plan;
        let mut all = vec![
            (self.t("plans-f-kind"), self.t(&format!("plans-kind-{}", p.kind))),
            (self.t("plans-f-state"), self.state_line()),
        ];
        if !p.years().is_empty() {
            all.push((self.t("plans-f-years"), p.years()));
        }
        if !p.owner.is_empty() {
            all.push((self.t("plans-f-owner"), p.owner.clone()));
        }
        if !p.source.is_empty() {
            all.push((self.t("plans-f-source"), p.source.clone()));
        }
        all
    }

    fn write(&mut self) -> Document {
        let p = &self.w.plan;
        let mut document = self.empty(self.say(&p.title.0).to_owned());
        let mut out = vec![DocBlock::KeyValues(self.facts())];
        if !p.summary.0.is_empty() {
            out.push(DocBlock::Paragraph(self.say(&p.summary.0).to_owned()));
        }
        if let Some(waiting) = self.w.waiting() {
            out.push(DocBlock::Note(format!(
                "{} {}",
                self.with(
                    "plans-postponed-note",
                    &[(
                        "when",
                        waiting.at().show(self.lang).unwrap_or_else(|| self.t("when-unknown")).into()
                    )],
                ),
                self.say(&waiting.reason.0)
            )));
        }
        if !p.vision.0.is_empty() {
            out.push(self.head("plans-vision"));
            out.push(DocBlock::Paragraph(self.say(&p.vision.0).to_owned()));
        }
        if !p.body_text.is_empty() {
            out.push(self.head("plans-body"));
            out.push(DocBlock::Rich(RichText::parse(&p.body_text)));
        }
        self.goals(&mut out);
        self.actors(&mut out);
        self.years(&mut out);
        self.indicators(&mut out);
        self.risks(&mut out);
        self.not_come(&mut out);
        document.blocks = out;
        document
    }

    fn due(&self, m: &Measure) -> String {
        m.due().show(self.lang).unwrap_or_else(|| self.t("when-unknown"))
    }

    fn who(&self, m: &Measure) -> String {
        let names: Vec<&str> = self
            .w
            .parts_in(m.id)
            .filter_map(|p| self.w.actor(p.actor))
            .map(|a| self.say(&a.name.0))
            .collect();
        if names.is_empty() { self.t("plans-nobody") } else { names.join(", ") }
    }

    fn state(&self, code: &str) -> String {
        self.t(&format!("plans-state-{code}"))
    }

    fn measure_table(&self, caption: &str, measures: &[&Measure]) -> DocBlock {
        DocBlock::Table(Table {
            caption: caption.to_owned(),
            header: ["plans-f-code", "plans-measure", "plans-actors", "plans-f-due", "plans-f-state"]
                .map(|k| self.t(k))
                .to_vec(),
            rows: measures
                .iter()
                .map(|m| {
                    vec![
                        m.code.clone(),
                        self.say(&m.title.0).to_owned(),
                        self.who(m),
                        self.due(m),
                        self.state(self.w.state_of(m)),
                    ]
                })
                .collect(),
            widths: vec![8, 36, 26, 14, 16],
        })
    }

    fn goals(&mut self, out: &mut Vec<DocBlock>) {
        if self.w.goals.is_empty() && self.w.measures.is_empty() {
            return;
        }
        out.push(self.head("plans-goals-and-measures"));
        for goal in &self.w.goals {
            let words = self.say(&goal.title.0).to_owned();
            out.push(self.sub(&words, None));
            if !goal.text.0.is_empty() {
                out.push(DocBlock::Paragraph(self.say(&goal.text.0).to_owned()));
            }
            let own: Vec<&Measure> = self.w.measures.iter().filter(|m| m.goal == Some(goal.id)).collect();
            if own.is_empty() {
                out.push(DocBlock::Note(self.t("plans-goal-without-measures")));
            } else {
                out.push(self.measure_table("", &own));
            }
        }
        let rest: Vec<&Measure> = self.w.measures.iter().filter(|m| m.goal.is_none()).collect();
        if !rest.is_empty() {
            if !self.w.goals.is_empty() {
                let words = self.t("plans-without-goal");
                out.push(self.sub(&words, None));
            }
            out.push(self.measure_table("", &rest));
        }
    }

    /// One chapter per actor.
    fn actors(&mut self, out: &mut Vec<DocBlock>) {
        let all = self.w.chapters();
        if all.is_empty() {
            return;
        }
        let sums = self.w.sums(&all);
        out.push(DocBlock::PageBreak);
        out.push(self.head("plans-by-actor"));
        out.push(DocBlock::Paragraph(self.t("plans-by-actor-lead")));
        out.push(DocBlock::Paragraph(self.with(
            "plans-counted-once",
            &[("n", sums.measures.into()), ("lines", sums.lines.into()), ("shared", sums.shared.into())],
        )));
        for chapter in &all {
            let Some(actor) = self.w.actor(chapter.actor) else { continue };
            let name = self.say(&actor.name.0).to_owned();
            out.push(self.sub(&name, Some(format!("actor-{}", actor.key))));
            self.actor_lines(chapter, out);
        }
        let nobodys = self.w.nobodys();
        if !nobodys.is_empty() {
            let words = self.t("plans-nobody-chapter");
            out.push(self.sub(&words, None));
            out.push(self.measure_table("", &nobodys));
        }
    }

    fn actor_lines(&self, chapter: &Chapter, out: &mut Vec<DocBlock>) {
        let parts = || self.w.parts.iter().filter(|p| p.actor == chapter.actor);
        let done = parts().filter(|p| p.state == "done").count();
        let shared = chapter.lines.iter().filter(|l| !l.with.is_empty()).count();
        out.push(DocBlock::Paragraph(self.with(
            "plans-chapter-sums",
            &[("n", chapter.lines.len().into()), ("done", done.into()), ("shared", shared.into())],
        )));
        for line in &chapter.lines {
            let Some(m) = self.w.measure(line.measure) else { continue };
            let mut facts = Vec::new();
            if !m.theme.0.is_empty() {
                facts.push((self.t("plans-f-theme"), self.say(&m.theme.0).to_owned()));
            }
            let part = if line.lead { "plans-leads" } else { "plans-takes-part" };
            facts.push((self.t("plans-f-part"), self.t(part)));
            if !line.with.is_empty() {
                let names: Vec<&str> =
                    line.with.iter().filter_map(|a| self.w.actor(*a)).map(|a| self.say(&a.name.0)).collect();
                facts.push((self.t("plans-shared-with"), format!("⇄ {}", names.join(", "))));
            }
            facts.push((self.t("plans-f-due"), self.due(m)));
            if let Some(p) = parts().find(|p| p.measure == m.id) {
                let said = if p.note.is_empty() { String::new() } else { format!(" – {}", p.note) };
                facts.push((self.t("plans-f-state"), format!("{}{said}", self.state(&p.state))));
            }
            facts.push((self.t("plans-f-resourced"), self.t(&format!("plans-resourced-{}", m.resourced))));
            let mut blocks = Vec::new();
            if !m.text.0.is_empty() {
                blocks.push(DocBlock::Paragraph(self.say(&m.text.0).to_owned()));
            }
            blocks.push(DocBlock::KeyValues(facts));
            out.push(DocBlock::Item {
                number: m.code.clone(),
                title: self.say(&m.title.0).to_owned(),
                anchor: None,
                blocks,
            });
        }
    }
}
