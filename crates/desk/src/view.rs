//! What waits, in words: groups by day, sentences, who is missing and who was reminded when.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use kit::Local;
use page::{Turn, Value, Visit, Wait};
use people::reminders::Reminder;
use uuid::Uuid;

/// Waits of one stretch of time.
pub(crate) struct Group {
    pub(crate) key: &'static str,
    pub(crate) rows: Vec<Row>,
}

/// One wait.
pub(crate) struct Row {
    /// `action-0192…`, for links to it.
    pub(crate) anchor: String,
    pub(crate) kind: &'static str,
    pub(crate) about: Uuid,
    pub(crate) sentence: String,
    pub(crate) url: String,
    pub(crate) meta: String,
    pub(crate) act: String,
    pub(crate) tag: String,
    pub(crate) class: &'static str,
    pub(crate) many: Option<&'static str>,
    /// The names of those who are missing, and how many.
    pub(crate) missing: String,
    pub(crate) count: usize,
    pub(crate) remind: bool,
    pub(crate) reminded_today: bool,
    /// `Muistutettu 13.10.2021: Hartola, Sysmä`.
    pub(crate) reminded: Vec<String>,
}

/// In which group a day falls, by the week that is running.
pub(crate) fn group_of(due: Option<Date>, today: Date) -> &'static str {
    let Some(due) = due else { return "later" };
    let left = 7 - today.weekday().to_monday_one_offset();
    let sunday = today.checked_add(i64::from(left).days()).unwrap_or(today);
    debug_assert_eq!(sunday.weekday(), Weekday::Sunday);
    if due < today {
        "late"
    } else if due == today {
        "today"
    } else if due <= sunday {
        "week"
    } else {
        "later"
    }
}

/// The groups that are not empty, in the order of time.
pub(crate) fn groups(v: &Visit, waits: &[Wait], bodies: &HashMap<Uuid, Local>) -> Vec<Group> {
    let today = v.today();
    ["late", "today", "week", "later"]
        .into_iter()
        .map(|key| Group {
            key,
            rows: waits
                .iter()
                .filter(|w| group_of(w.due, today) == key)
                .map(|w| row(v, w, bodies, &[]))
                .collect(),
        })
        .filter(|g| !g.rows.is_empty())
        .collect()
}

/// One wait in words. `reminders` are those of its kind and subject, the newest first.
pub(crate) fn row(v: &Visit, w: &Wait, bodies: &HashMap<Uuid, Local>, reminders: &[&Reminder]) -> Row {
    let args: Vec<(&'static str, Value)> = w.args.iter().map(|(k, said)| (*k, said.value(v))).collect();
    let today = v.today();
    let (tag, class) = due_words(v, w.due, today);
    let mut meta: Vec<String> = Vec::new();
    if let Some(name) = w.body.and_then(|b| bodies.get(&b)) {
        meta.push(name.get(v.lang).to_owned());
    }
    meta.extend(w.more.iter().map(|m| m.words(v)));
    if let Some(due) = w.due {
        meta.push(v.t1("desk-due", "day", v.weekday_date(due)));
    }
    if let Some(since) = w.since {
        meta.push(v.t1("desk-since", "day", v.date(kit::local_date(since))));
    }
    let sentence = v.app.t(v.lang, w.text, &args);
    // The body's name stands in many a sentence already.
    meta.retain(|m| !m.is_empty() && !sentence.contains(m.as_str()));
    let missing: Vec<&str> = match &w.turn {
        Turn::Mine => Vec::new(),
        Turn::Others(all) => all.iter().map(|m| m.name.get(v.lang)).collect(),
    };
    Row {
        anchor: format!("{}-{}", w.kind, w.about.id),
        kind: w.kind,
        about: w.about.id,
        url: v.url(&w.path),
        meta: meta.join(" · "),
        act: v.t(w.act),
        tag,
        class,
        many: w.many,
        count: missing.len(),
        missing: missing.join(", "),
        remind: w.remind && !missing.is_empty(),
        reminded_today: reminders.first().is_some_and(|r| kit::local_date(r.at.at()) == today),
        reminded: reminded(v, reminders),
        sentence,
    }
}

fn due_words(v: &Visit, due: Option<Date>, today: Date) -> (String, &'static str) {
    let Some(due) = due else { return (v.t("desk-no-day"), "") };
    let days = i64::from((due - today).get_days());
    match days {
        ..0 => (v.tn("desk-late-days", -days), "stop"),
        0 => (v.t("desk-today"), "wait"),
        1..=3 => (v.tn("desk-days", days), "wait"),
        _ => (v.tn("desk-days", days), "info"),
    }
}

/// Who was reminded, by the time of the reminder: the last two times.
fn reminded(v: &Visit, all: &[&Reminder]) -> Vec<String> {
    let mut times: Vec<(i64, Vec<&str>)> = Vec::new();
    for r in all {
        match times.iter_mut().find(|(at, _)| *at == r.at.0) {
            Some((_, names)) => names.push(&r.name),
            None => times.push((r.at.0, vec![&r.name])),
        }
    }
    times
        .into_iter()
        .take(2)
        .map(|(at, names)| {
            let at = v.date_time(store::Stamp(at).at());
            v.t2("desk-reminded", ("at", at), ("names", names.join(", ")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::group_of;
    use jiff::civil::date;

    #[test]
    fn a_day_falls_into_the_stretch_of_the_running_week() {
        // Wednesday 13.10.2021.
        let today = date(2021, 10, 13);
        assert_eq!(group_of(Some(date(2021, 10, 12)), today), "late");
        assert_eq!(group_of(Some(today), today), "today");
        assert_eq!(group_of(Some(date(2021, 10, 17)), today), "week");
        assert_eq!(group_of(Some(date(2021, 10, 18)), today), "later");
        assert_eq!(group_of(None, today), "later");
        let sunday = date(2021, 10, 17);
        assert_eq!(group_of(Some(sunday), sunday), "today");
        assert_eq!(group_of(Some(date(2021, 10, 18)), sunday), "later");
    }
}
