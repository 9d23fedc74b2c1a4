//! The tables at the end of the plan: years and costs, indicators, risks, and what has not come.

use doc::{DocBlock, Table};
use kit::Cents;

use super::Book;
use crate::rules::{numbers, risk, state, trend};

impl Book<'_> {
    /// What is done in each year, with its cost and the sum of each year.
    pub(super) fn years(&mut self, out: &mut Vec<DocBlock>) {
        if self.w.yearlies.is_empty() {
            return;
        }
        out.push(self.head("plans-years"));
        let mut all: Vec<_> = self.w.yearlies.iter().collect();
        all.sort_by_key(|y| y.year);
        let money = |cents: Option<i64>| match cents {
            Some(c) => kit::fmt::money(self.lang, Cents(c)),
            None => self.t("plans-cost-unknown"),
        };
        let mut rows: Vec<Vec<String>> = all
            .iter()
            .map(|y| {
                let m = self.w.measure(y.measure).map(|m| self.say(&m.title.0).to_owned());
                vec![
                    y.year.to_string(),
                    self.say(&y.title.0).to_owned(),
                    m.unwrap_or_default(),
                    money(y.cents),
                    self.state(&y.state),
                ]
            })
            .collect();
        let known: Vec<i64> = all.iter().filter_map(|y| y.cents).collect();
        if !known.is_empty() {
            rows.push(vec![
                String::new(),
                self.t("plans-cost-sum"),
                String::new(),
                money(Some(known.iter().sum())),
                String::new(),
            ]);
        }
        out.push(DocBlock::Table(Table {
            caption: String::new(),
            header: ["plans-f-year", "plans-yearly", "plans-measure", "plans-f-cost", "plans-f-state"]
                .map(|k| self.t(k))
                .to_vec(),
            rows,
            widths: vec![8, 34, 28, 14, 16],
        }));
    }

    fn number(&self, n: Option<f64>) -> String {
        match n {
            Some(n) => kit::fmt::decimal(self.lang, n, numbers::decimals(n)),
            None => self.t("plans-unknown"),
        }
    }

    pub(super) fn indicators(&mut self, out: &mut Vec<DocBlock>) {
        if self.w.indicators.is_empty() {
            return;
        }
        out.push(self.head("plans-indicators"));
        let rows = self
            .w
            .indicators
            .iter()
            .map(|i| {
                let year = |n: Option<f64>, year: Option<i64>| match (n, year) {
                    (Some(_), Some(y)) => format!("{} ({y})", self.number(n)),
                    _ => self.number(n),
                };
                let series = self.w.series(i.id, None);
                let last = series.last().map(|(y, n)| format!("{} ({y})", self.number(Some(*n))));
                let way = trend::trend(i.base_at(), &series, i.better());
                vec![
                    self.say(&i.title.0).to_owned(),
                    i.unit.clone(),
                    year(i.base, i.base_year),
                    year(i.target, i.target_year),
                    last.unwrap_or_else(|| self.t("plans-unknown")),
                    self.t(&format!("plans-trend-{}", way.code())),
                ]
            })
            .collect();
        out.push(DocBlock::Table(Table {
            caption: String::new(),
            header: [
                "plans-indicator",
                "plans-f-unit",
                "plans-f-base",
                "plans-f-target",
                "plans-latest",
                "plans-trend",
            ]
            .map(|k| self.t(k))
            .to_vec(),
            rows,
            widths: Vec::new(),
        }));
    }

    pub(super) fn risks(&mut self, out: &mut Vec<DocBlock>) {
        if self.w.risks.is_empty() {
            return;
        }
        out.push(self.head("plans-risks"));
        let place = |p: Option<risk::Place>| match p {
            Some(p) => {
                let class = self.t(&format!("plans-risk-class-{}", p.class().code()));
                format!("{} × {} = {} {class}", p.p, p.i, p.value())
            }
            None => self.t("plans-unknown"),
        };
        let mut risks: Vec<_> = self.w.risks.iter().collect();
        risks.sort_by_key(|r| std::cmp::Reverse(r.today().map(risk::Place::value)));
        let rows = risks
            .iter()
            .map(|r| {
                let lower: Vec<&str> = self
                    .w
                    .lowers
                    .iter()
                    .filter(|l| l.risk == r.id)
                    .filter_map(|l| self.w.measure(l.measure))
                    .map(|m| self.say(&m.title.0))
                    .collect();
                let owner = if r.owner.is_empty() { self.t("plans-unknown") } else { r.owner.clone() };
                vec![
                    format!("{} {}", r.code, self.say(&r.title.0)),
                    place(r.inherent()),
                    place(r.residual()),
                    place(r.target()),
                    lower.join("; "),
                    owner,
                ]
            })
            .collect();
        out.push(DocBlock::Table(Table {
            caption: self.t("plans-risk-scale"),
            header: [
                "plans-risk",
                "plans-risk-inherent",
                "plans-risk-residual",
                "plans-risk-target",
                "plans-risk-lowered-by",
                "plans-f-owner",
            ]
            .map(|k| self.t(k))
            .to_vec(),
            rows,
            widths: Vec::new(),
        }));
    }

    /// What was planned and has not come: it stays visible.
    pub(super) fn not_come(&mut self, out: &mut Vec<DocBlock>) {
        let w = self.w;
        let rows: Vec<Vec<String>> = w
            .measures
            .iter()
            .filter(|m| state::not_come(w.state_of(m), m.last_day(), self.today))
            .map(|m| {
                let reason = if m.reason.0.is_empty() {
                    self.t("plans-reason-unknown")
                } else {
                    self.say(&m.reason.0).to_owned()
                };
                vec![
                    format!("{} {}", m.code, self.say(&m.title.0)),
                    self.state(w.state_of(m)),
                    self.due(m),
                    reason,
                ]
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        out.push(self.head("plans-not-come"));
        out.push(DocBlock::Table(Table {
            caption: String::new(),
            header: ["plans-measure", "plans-f-state", "plans-f-due", "plans-f-reason"]
                .map(|k| self.t(k))
                .to_vec(),
            rows,
            widths: Vec::new(),
        }));
    }
}
