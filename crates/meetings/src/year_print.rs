//! The year's dates of all bodies as one page to print: a line for each body, a column for each month.

use std::collections::BTreeMap;

use axum::extract::Query;
use doc::{DocBlock, Document, Table};
use jiff::civil::{Date, date};
use kit::Lang;
use page::{Answer, PageError, Visit, download};

use crate::printer::Printer;
use crate::view::Bodies;
use crate::year::{Asked, may_see, planned, year_of};

/// `GET /year-plan.pdf?year=`.
pub(crate) async fn pdf(v: Visit, Query(asked): Query<Asked>) -> Answer {
    v.allow(may_see(&v))?;
    let year = year_of(&v, &asked.year);
    let bodies = Bodies::of(&v).await?;
    let mut days: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    for p in planned(&v, &bodies, year).await?.iter().filter(|p| p.skipped.is_none()) {
        if let Some(body) = bodies.get(p.body) {
            days.entry(&body.key).or_default().push(p.day);
        }
    }
    let rows: Vec<(String, &[Date])> = bodies
        .sorted()
        .into_iter()
        .filter_map(|b| Some((b.name.0.get(v.lang).to_owned(), days.get(b.key.as_str())?.as_slice())))
        .collect();
    let document = document(&v, year, &rows);
    let bytes = Printer::print(&v.app, document).await?.ok_or(PageError::Refused("minutes-no-press"))?;
    Ok(download(&format!("{}-{year}.pdf", v.t("year-file")), "application/pdf", bytes, true))
}

/// The days of a body in each month: `13., 20.`
fn cells(lang: Lang, days: &[Date]) -> Vec<String> {
    (1..=12)
        .map(|month| {
            let own = days.iter().filter(|d| d.month() == month);
            own.map(|d| day(lang, *d)).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// A day within its month, as the language writes it.
fn day(lang: Lang, d: Date) -> String {
    match lang {
        Lang::Fi => format!("{}.", d.day()),
        Lang::Sv | Lang::En => d.day().to_string(),
    }
}

fn document(v: &Visit, year: i16, rows: &[(String, &[Date])]) -> Document {
    let mut header = vec![v.t("year-body")];
    header.extend((1..=12).map(|m| format!("{m}/{:02}", year % 100)));
    let table = Table {
        caption: String::new(),
        header,
        rows: rows
            .iter()
            .map(|(name, days)| std::iter::once(name.clone()).chain(cells(v.lang, days)).collect())
            .collect(),
        widths: std::iter::once(40).chain(std::iter::repeat_n(11, 12)).collect(),
    };
    let council = v.tenant.council.get(v.lang).to_owned();
    Document {
        title: v.tn("year-title", i64::from(year)),
        lang: v.lang,
        date: date(year, 1, 1),
        author: council.clone(),
        subject: v.t("year-subject"),
        footer: council,
        page_label: v.t("meetings-page-of"),
        site: v.tenant.base_url.clone(),
        blocks: vec![DocBlock::Paragraph(v.t("year-pdf-lead")), DocBlock::Table(table)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_month_has_its_days_in_their_order() {
        let days = [date(2027, 1, 13), date(2027, 3, 3), date(2027, 3, 10)];
        let cells = cells(Lang::Fi, &days);
        assert_eq!(cells.len(), 12);
        assert_eq!((cells[0].as_str(), cells[1].as_str(), cells[2].as_str()), ("13.", "", "3. 10."));
        assert_eq!(super::cells(Lang::En, &days)[2], "3 10");
    }
}
