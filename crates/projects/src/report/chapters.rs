//! The front of the report and its chapters but for the measures.

use std::collections::BTreeMap;

use doc::DocBlock;
use jiff::civil::Date;
use kit::{Cents, fmt};

use super::tables::{Cell, link, paragraph, plain, table};
use super::{Audience, Pen};
use crate::check::{Weight, contradictions};
use crate::money::Summary;
use crate::staff;
use crate::values::Fields;
use crate::whole::Row;

impl Pen<'_> {
    /// What stands before the first chapter: the facts of the head.
    pub(super) fn front(&self) -> Vec<DocBlock> {
        let h = &self.whole.head;
        let money = Summary::of(&self.whole);
        let mut facts = vec![
            (self.w.t("projects-name"), h.name.clone()),
            (self.w.t("projects-code"), h.code.clone()),
            (self.w.t("projects-span"), self.w.span(&h.from, &h.to)),
        ];
        for e in &h.earlier {
            let span = self.w.span(&e.from, &e.to);
            let why = if e.why.is_empty() { span } else { format!("{span} ({})", e.why) };
            facts.push((self.w.t("projects-span-earlier"), why));
        }
        let budget = money.budget.map_or_else(|| self.w.t("projects-not-given"), |b| self.w.money(b));
        facts.push((self.w.t("projects-budget"), budget));
        let decided: Vec<String> = self.whole.rows("decisions").iter().map(|d| self.decided(d)).collect();
        if !decided.is_empty() {
            facts.push((self.w.t("projects-decided"), decided.join("\n")));
        }
        for (key, value) in [
            ("projects-diary", &h.diary),
            ("projects-owner", &h.owner),
            ("projects-manager", &h.manager),
            ("projects-steering", &h.steering),
            ("projects-source", &h.source),
        ] {
            if !value.is_empty() {
                facts.push((self.w.t(key), value.clone()));
            }
        }
        let whose = format!("projects-audience-{}", self.whose.code());
        let mut out = vec![DocBlock::KeyValues(facts)];
        if !h.summary.is_empty() {
            out.push(DocBlock::Paragraph(h.summary.clone()));
        }
        if self.whose == Audience::Public && self.whole.rows("staff").iter().any(|s| s.flag("trainee")) {
            out.push(DocBlock::Note(self.w.t(&whose)));
        }
        out
    }

    /// `Maakuntajohtaja 22.6.2015 § 21 jatkoaika`, as the source prints it.
    fn decided(&self, d: &Row) -> String {
        let mut said = format!("{} {}", d.text("decider"), self.w.when(&d.when("at")));
        for name in ["section", "subject"] {
            if !d.text(name).is_empty() {
                said = format!("{said} {}", d.text(name));
            }
        }
        said
    }

    /// A chapter under its number.
    pub(super) fn chapter(&self, n: u8) -> DocBlock {
        let own = self.own(&n.to_string());
        let written = own.is_some();
        let mut blocks: Vec<DocBlock> = own.into_iter().collect();
        let computed = match n {
            2 => self.goals(),
            3 => self.governance(),
            4 => self.measures(),
            5 => self.communication(),
            6 => self.lessons(),
            7 => self.results(),
            8 => self.partners(),
            _ => Vec::new(),
        };
        if computed.is_empty() && !written {
            blocks.push(DocBlock::Note(self.w.t("projects-chapter-empty")));
        }
        blocks.extend(computed);
        DocBlock::Item {
            number: format!("{n}."),
            title: self.w.t(&format!("projects-chapter-{n}")),
            anchor: Some(format!("c-{n}")),
            blocks,
        }
    }

    fn goals(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        let goals = self.whole.rows("goals");
        for kind in ["main", "target", "principle", "intangible", "tangible"] {
            let texts: Vec<&&Row> = goals.iter().filter(|g| g.text("kind") == kind).collect();
            match texts.as_slice() {
                [] => {}
                [one] if kind == "main" => out.push(DocBlock::Paragraph(one.text("text").to_owned())),
                many => {
                    out.push(self.heading(&format!("projects-goals-{kind}")));
                    out.push(self.points(many.iter().map(|g| plain(g.text("text"))).collect()));
                }
            }
        }
        let planned = self.whole.rows("planned");
        if !planned.is_empty() {
            out.push(self.heading("projects-kind-planned"));
            out.push(self.points(planned.iter().map(|p| self.planned(p)).collect()));
        }
        out.extend(self.money());
        out
    }

    /// A planned action and what became of it.
    fn planned(&self, p: &Row) -> Cell {
        let mut cell = plain(p.text("title"));
        let fate = match (p.text("measure"), p.text("reason")) {
            ("", "") => self.w.t("projects-planned-open"),
            ("", reason) => self.w.t1("projects-planned-not", "reason", reason),
            (measure, "") => self.w.t1("projects-planned-done", "measure", self.number_of(measure)),
            (measure, reason) => {
                format!(
                    "{}; {reason}",
                    self.w.t1("projects-planned-done", "measure", self.number_of(measure))
                )
            }
        };
        cell.extend(plain(" – "));
        cell.extend(link(self.at(&format!("r-{}", p.id)), fate));
        if !p.text("remark").is_empty() {
            cell.extend(plain(format!(" ({})", p.text("remark"))));
        }
        cell
    }

    /// The number under which a measure stands, with its own code: `4.7 (3.7)`.
    pub(super) fn number_of(&self, code: &str) -> String {
        let measures = self.whole.rows("measures");
        match measures.iter().position(|m| m.text("code") == code) {
            Some(n) => format!("{}.{} ({code})", crate::check::MEASURES_CHAPTER, n + 1),
            None => code.to_owned(),
        }
    }

    fn sum(&self, anchor: &str, sum: Option<Cents>) -> Cell {
        match sum {
            Some(sum) => link(self.at(anchor), self.w.money(sum)),
            None => plain(self.w.t("projects-not-given")),
        }
    }

    /// Budget, financing and payments.
    fn money(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        let money = Summary::of(&self.whole);
        if let Some(budget) = money.budget {
            let said = self.w.t1("projects-budget-is", "sum", self.w.money(budget));
            out.push(paragraph(link(self.at("budget"), said)));
        }
        let several = money.lines.len() > 1;
        let remarks = self.whole.rows("budget").iter().any(|r| r.data().contains_key("remark"));
        if several || remarks || money.lines.iter().any(|l| !l.line.is_empty()) {
            self.titled(&mut out, 1, &self.whole.rows("budget"), &[]);
        }
        if !money.financing.is_empty() {
            out.push(self.heading("projects-kind-financing"));
            let rows = self.whole.rows("financing");
            let total: i64 = money.financing.iter().map(|f| f.1.0).sum();
            let mut lines: Vec<Vec<Cell>> = money
                .financing
                .iter()
                .zip(&rows)
                .map(|((name, sum, share), row)| {
                    let remark = row.text("remark");
                    let name = if remark.is_empty() { name.clone() } else { format!("{name} ({remark})") };
                    let at = format!("r-{}", row.id);
                    vec![plain(name), self.sum(&at, Some(*sum)), link(self.at(&at), self.w.share(*share))]
                })
                .collect();
            lines.push(vec![
                plain(self.w.t("projects-together")),
                self.sum("financing", Some(Cents(total))),
                plain(self.w.share(10_000)),
            ]);
            let header = ["projects-f-financier", "projects-f-cents", "projects-f-share"]
                .map(|k| self.w.t(k))
                .to_vec();
            out.extend(table(header, lines));
        }
        self.titled(&mut out, 1, &self.whole.rows("payments"), &[]);
        out
    }

    fn governance(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        self.titled(&mut out, 1, &self.whole.rows("decisions"), &[]);
        let meetings = self.whole.rows("meetings");
        if !meetings.is_empty() || !self.whole.head.steering.is_empty() {
            out.push(self.heading("projects-kind-meetings"));
            if !self.whole.head.steering.is_empty() {
                let said = self.w.t1("projects-steering-was", "body", &self.whole.head.steering);
                out.push(DocBlock::Paragraph(said));
            }
        }
        out.extend(self.by_year(&meetings));
        let told: Vec<&Row> = meetings
            .iter()
            .filter(|m| ["place", "subject", "remark"].iter().any(|f| !m.text(f).is_empty()))
            .copied()
            .collect();
        out.extend(self.rows(&told, &[]));
        for claim in self.whole.of_none("claims") {
            out.push(self.claim(claim));
        }
        let staff = self.whole.rows("staff");
        self.titled(&mut out, 1, &staff, &[]);
        if staff.len() > 1 {
            out.push(self.heading("projects-days"));
            let header =
                ["projects-f-person", "projects-f-role", "projects-days-count"].map(|k| self.w.t(k)).to_vec();
            let rows = staff::days_by_role(&staff).into_iter().map(|(person, role, days)| {
                vec![plain(person), plain(role), link(self.at("staff"), days.to_string())]
            });
            out.extend(table(header, rows.collect()));
        }
        out
    }

    /// Meetings by year: how many, and on which days.
    fn by_year(&self, meetings: &[&Row]) -> Option<DocBlock> {
        let mut years: BTreeMap<i16, Vec<&Row>> = BTreeMap::new();
        let mut rest = Vec::new();
        for m in meetings {
            match m.when("at").known_year() {
                Some(year) => years.entry(year).or_default().push(m),
                None => rest.push(*m),
            }
        }
        let header = ["projects-year", "projects-meetings-count", "projects-meetings-days"];
        let mut rows: Vec<Vec<Cell>> = years
            .into_iter()
            .map(|(year, of)| {
                let count = link(self.at("meetings"), of.len().to_string());
                let days = self.days(&of, |w| match w.known_day() {
                    Some(day) => self.day_of_year(day),
                    None => self.w.when(w),
                });
                vec![plain(year.to_string()), count, days]
            })
            .collect();
        if !rest.is_empty() {
            let days = self.days(&rest, |w| self.w.when(w));
            rows.push(vec![
                plain(self.w.t("when-unknown")),
                link(self.at("meetings"), rest.len().to_string()),
                days,
            ]);
        }
        if rows.len() > 1 {
            let all = link(self.at("meetings"), meetings.len().to_string());
            rows.push(vec![plain(self.w.t("projects-together")), all, Vec::new()]);
        }
        table(header.map(|k| self.w.t(k)).to_vec(), rows)
    }

    fn days(&self, of: &[&Row], shown: impl Fn(&kit::When) -> String) -> Cell {
        let mut cell = Vec::new();
        for (n, m) in of.iter().enumerate() {
            if n > 0 {
                cell.extend(plain(", "));
            }
            cell.extend(link(self.at(&format!("r-{}", m.id)), shown(&m.when("at"))));
        }
        cell
    }

    /// `23.1.` in a row that has the year.
    fn day_of_year(&self, day: Date) -> String {
        match self.w.lang {
            kit::Lang::En => format!("{} {}", day.day(), fmt::month(self.w.lang, day.month())),
            _ => format!("{}.{}.", day.day(), day.month()),
        }
    }

    fn communication(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        let channels = self.whole.rows("channels");
        out.extend(self.rows(&channels, &[]));
        self.titled(&mut out, 1, &self.whole.of_none("links"), &["measure"]);
        out
    }

    fn lessons(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        let lessons = self.whole.rows("lessons");
        for kind in ["problem", "recommendation", "success"] {
            let of: Vec<Cell> = lessons
                .iter()
                .filter(|l| l.text("kind") == kind)
                .map(|l| {
                    let mut cell = plain(l.text("text"));
                    let mut more: Vec<String> = Vec::new();
                    if !l.text("theme").is_empty() {
                        more.push(l.text("theme").to_owned());
                    }
                    if !l.text("measure").is_empty() {
                        more.push(self.number_of(l.text("measure")));
                    }
                    if !more.is_empty() {
                        cell.extend(plain(format!(" ({})", more.join(", "))));
                    }
                    cell
                })
                .collect();
            if !of.is_empty() {
                out.push(self.heading(&format!("projects-lessons-{kind}")));
                out.push(self.points(of));
            }
        }
        out.extend(self.spent());
        out
    }

    /// What was reserved, bound, spent and left; what nobody says stays said so.
    fn spent(&self) -> Vec<DocBlock> {
        let mut out = vec![self.heading("projects-money-use")];
        let money = Summary::of(&self.whole);
        let mut rows = vec![vec![plain(self.w.t("projects-budget")), self.sum("budget", money.budget)]];
        let mut reserved = self.sum("reservations", Some(money.reserved));
        if let Some(share) = money.reserved_share {
            reserved.extend(plain(format!(" = {}", self.w.share(share))));
        }
        if !self.whole.rows("reservations").is_empty() {
            rows.push(vec![plain(self.w.t("projects-reserved")), reserved]);
        }
        for (key, sum) in [("projects-committed", money.committed), ("projects-forecast", money.forecast)] {
            if sum.is_some() {
                rows.push(vec![plain(self.w.t(key)), self.sum("entries", sum)]);
            }
        }
        rows.push(vec![plain(self.w.t("projects-actual")), self.sum("entries", money.actual)]);
        rows.push(vec![plain(self.w.t("projects-left")), self.sum("entries", money.left)]);
        out.extend(table([self.w.t("projects-what"), self.w.t("projects-f-cents")].to_vec(), rows));
        self.titled(&mut out, 1, &self.whole.rows("entries"), &[]);
        let unused = self.whole.rows("unused");
        if !unused.is_empty() {
            out.push(self.heading("projects-kind-unused"));
            let lines = unused.iter().map(|u| {
                let sum = match u.cents("cents") {
                    Some(sum) => self.w.money(sum),
                    None => self.w.t("projects-sum-not-given"),
                };
                let mut cell = link(self.at(&format!("r-{}", u.id)), sum);
                let line = u.text("line");
                let line = if line.is_empty() { String::new() } else { format!("{line}: ") };
                cell.extend(plain(format!(" – {line}{}", u.text("reason"))));
                cell
            });
            out.push(self.points(lines.collect()));
        }
        out
    }

    /// The table of results, a row for every measure: what nobody says is said to be missing.
    fn results(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        let measures = self.whole.rows("measures");
        let results = self.whole.rows("results");
        if !measures.is_empty() || !results.is_empty() {
            out.push(self.heading("projects-results-table"));
        }
        let header = [
            "projects-measure",
            "projects-f-goal",
            "projects-f-result",
            "projects-f-indicator",
            "projects-f-cost_cents",
            "projects-f-continuation",
        ];
        let missing = || plain(self.w.t("projects-not-given"));
        let given = |text: String| if text.is_empty() { missing() } else { plain(text) };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (n, m) in measures.iter().enumerate() {
            let number = format!("{}.{} {}", crate::check::MEASURES_CHAPTER, n + 1, m.text("title"));
            let name = link(self.at(&format!("r-{}", m.id)), number);
            let of: Vec<&&Row> = results.iter().filter(|r| r.text("measure") == m.text("code")).collect();
            let cost = match m.cents("cost_cents") {
                Some(sum) => self.sum(&format!("r-{}", m.id), Some(sum)),
                None => missing(),
            };
            if of.is_empty() {
                let short =
                    |name: &str| if m.text(name).is_empty() { missing() } else { plain(m.text(name)) };
                let next = self.carried(m.text("continuation"), m.text("owner"));
                rows.push(vec![name, short("goal"), short("result"), short("indicator"), cost, given(next)]);
                continue;
            }
            for (k, r) in of.iter().enumerate() {
                let first = k == 0;
                let goal = if first && !m.text("goal").is_empty() {
                    plain(m.text("goal"))
                } else {
                    given(String::new())
                };
                rows.push(vec![
                    name.clone(),
                    goal,
                    plain(r.text("text")),
                    given(joined(&[r.text("indicator"), r.text("value")])),
                    if first { cost.clone() } else { plain("–") },
                    given(joined(&[
                        &self.carried(r.text("continuation"), r.text("owner")),
                        r.text("remark"),
                    ])),
                ]);
            }
        }
        for r in self.whole.of_none("results") {
            rows.push(vec![
                plain(self.w.t("projects-whole-project")),
                missing(),
                plain(r.text("text")),
                given(joined(&[r.text("indicator"), r.text("value")])),
                missing(),
                given(joined(&[&self.carried(r.text("continuation"), r.text("owner")), r.text("remark")])),
            ]);
        }
        out.extend(table(header.map(|k| self.w.t(k)).to_vec(), rows));
        let open: Vec<Cell> = self
            .whole
            .rows("planned")
            .iter()
            .filter(|p| p.text("measure").is_empty())
            .map(|p| self.planned(p))
            .collect();
        if !open.is_empty() {
            out.push(self.heading("projects-planned-undone"));
            out.push(self.points(open));
        }
        out
    }

    /// What goes on, and who sees to it.
    fn carried(&self, what: &str, owner: &str) -> String {
        match (what, owner) {
            (what, "") => what.to_owned(),
            ("", owner) => self.w.t1("projects-owned-by", "owner", owner),
            (what, owner) => format!("{what} {}", self.w.t1("projects-owned-by", "owner", owner)),
        }
    }

    fn partners(&self) -> Vec<DocBlock> {
        let mut out = Vec::new();
        let partners = self.whole.rows("partners");
        for kind in ["municipality", "other"] {
            let of: Vec<Cell> = partners
                .iter()
                .filter(|p| p.text("kind") == kind)
                .map(|p| {
                    let remark = p.text("remark");
                    plain(if remark.is_empty() {
                        p.text("name").to_owned()
                    } else {
                        format!("{} ({remark})", p.text("name"))
                    })
                })
                .collect();
            if !of.is_empty() {
                out.push(self.heading(&format!("projects-partners-{kind}")));
                out.push(self.points(of));
            }
        }
        self.titled(&mut out, 1, &self.whole.of_none("attachments"), &["measure"]);
        out
    }

    /// What stands after the chapters: contradictions in spite of which it was approved.
    pub(super) fn closing(&self) -> Vec<DocBlock> {
        if self.from.reason.is_empty() || contradictions(self.from.faults) == 0 {
            return Vec::new();
        }
        let found = self.from.faults.iter().filter(|f| f.weight == Weight::Contradiction);
        vec![
            self.heading("projects-report-faults"),
            DocBlock::Paragraph(self.w.t1("projects-report-reason", "reason", self.from.reason)),
            self.points(found.map(|f| plain(self.w.fault(f))).collect()),
        ]
    }

    pub(super) fn heading(&self, key: &str) -> DocBlock {
        DocBlock::Heading { level: 1, text: self.w.t(key), anchor: None }
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
