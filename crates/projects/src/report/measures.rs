//! Chapter 4: what was done, measure by measure.

use doc::DocBlock;

use super::Pen;
use super::tables::{link, paragraph, plain};
use crate::check::MEASURES_CHAPTER;
use crate::values::Fields;
use crate::whole::Row;

/// Kinds whose rows stand with their measure, in this order.
const WITH_MEASURE: [&str; 8] =
    ["reservations", "contractors", "groups", "stages", "scope", "events", "links", "attachments"];

impl Pen<'_> {
    /// The measures, each under its number; after them what belongs to none.
    pub(super) fn measures(&self) -> Vec<DocBlock> {
        let mut out: Vec<DocBlock> =
            self.whole.rows("measures").iter().enumerate().map(|(n, m)| self.measure(n + 1, m)).collect();
        let mut rest = Vec::new();
        for kind in WITH_MEASURE.iter().filter(|k| **k != "attachments" && **k != "links") {
            self.titled(&mut rest, 1, &self.whole.of_none(kind), &["measure"]);
        }
        self.notes(&mut rest, &self.whole.of_none("notes"));
        if !rest.is_empty() {
            let number = format!("{MEASURES_CHAPTER}.{}", out.len() + 1);
            out.push(DocBlock::Item {
                number,
                title: self.w.t("projects-without-measure"),
                anchor: None,
                blocks: rest,
            });
        }
        out
    }

    fn measure(&self, n: usize, m: &Row) -> DocBlock {
        let code = m.text("code");
        let mut blocks = Vec::new();
        let own_code = self.w.t1("projects-own-code", "code", code);
        let mut said = vec![own_code];
        for name in ["state", "audience", "indicator", "cost_cents"] {
            if let Some(field) = m.kind.field(name) {
                let shown = self.w.value(field, m.data().get(name));
                if !shown.is_empty() {
                    said.push(format!("{}: {shown}", self.w.label(field)));
                }
            }
        }
        if !m.when("from").is_unknown() || !m.when("to").is_unknown() {
            let span = self.w.span(&m.when("from"), &m.when("to"));
            said.push(format!("{}: {span}", self.w.t("projects-span")));
        }
        blocks.push(paragraph(link(self.at(&format!("r-{}", m.id)), said.join(" · "))));
        for name in ["goal", "done"] {
            let text = m.text(name);
            if !text.is_empty() {
                if name == "goal" {
                    blocks.push(self.label_paragraph("projects-f-goal", text));
                } else {
                    blocks.push(DocBlock::Rich(richtext::RichText::from_plain(text)));
                }
            }
        }
        blocks.extend(self.own(&format!("m-{code}")));
        for name in ["result", "continuation", "owner", "remark"] {
            let text = m.text(name);
            if !text.is_empty() {
                blocks.push(self.label_paragraph(&format!("projects-f-{name}"), text));
            }
        }
        for part in self.whole.parts.iter().filter(|p| p.head.measure == code) {
            blocks.push(self.part(part));
        }
        self.notes(&mut blocks, &self.whole.of_measure("notes", code));
        for claim in self.whole.of_measure("claims", code) {
            blocks.push(self.claim(claim));
        }
        for kind in WITH_MEASURE {
            self.titled(&mut blocks, 1, &self.whole.of_measure(kind, code), &["measure"]);
        }
        DocBlock::Item {
            number: format!("{MEASURES_CHAPTER}.{n}"),
            title: m.text("title").to_owned(),
            anchor: Some(format!("m-{n}")),
            blocks,
        }
    }

    /// What the source counted, in its own words.
    pub(super) fn claim(&self, claim: &Row) -> DocBlock {
        let mut said = self.w.t1("projects-source-says", "printed", claim.text("printed"));
        if !claim.text("place").is_empty() {
            said = format!("{said} ({})", claim.text("place"));
        }
        paragraph(link(self.at(&format!("r-{}", claim.id)), said))
    }

    /// A sub-project in a paragraph: its code, leader and span, and the way to its own report.
    pub(super) fn part(&self, part: &crate::whole::Whole) -> DocBlock {
        let h = &part.head;
        let mut said = self.w.with(
            "projects-part-is",
            &[
                ("name", h.name.clone()),
                ("code", h.code.clone()),
                ("span", self.w.span(&h.from, &h.to)),
                (
                    "manager",
                    if h.manager.is_empty() { self.w.t("projects-not-given") } else { h.manager.clone() },
                ),
            ],
        );
        if !h.summary.is_empty() {
            said = format!("{said} {}", h.summary);
        }
        paragraph(link(format!("/{}/projects/{}", self.w.lang, h.code), said))
    }

    pub(super) fn label_paragraph(&self, key: &str, text: &str) -> DocBlock {
        DocBlock::Paragraph(format!("{}: {text}", self.w.t(key)))
    }

    /// Notes: each a label with its text, which may be a list of lines.
    pub(super) fn notes(&self, out: &mut Vec<DocBlock>, notes: &[&Row]) {
        for note in notes {
            let lines: Vec<&str> = note.text("text").lines().filter(|l| !l.trim().is_empty()).collect();
            if lines.len() > 1 {
                out.push(DocBlock::Paragraph(format!("{}:", note.text("title"))));
                out.push(self.points(lines.into_iter().map(plain).collect()));
            } else {
                out.push(DocBlock::Paragraph(format!("{}: {}", note.text("title"), note.text("text"))));
            }
        }
    }
}
