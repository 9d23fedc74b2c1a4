//! Series of meetings (kokoussarja): dated rules, the days that they give, and the reserving of those days.

use std::collections::BTreeSet;

use almanac::{HolidayPolicy, Nth, Occurrence, Pattern, SeriesError, SeriesRule};
use assembly::MeetingState;
use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};
use kit::{Id, Local, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::meetings::{self, Meeting, NewMeeting};
use crate::rows::series;
pub use crate::rows::series::Model as Series;

/// How often, also keys of texts (`meetings-frequency-…`).
pub const FREQUENCIES: [&str; 3] = ["monthly", "twice_monthly", "weekly"];

/// A rule and the time in which it is in force, as far as it is known. A rule whose weekday no source tells is kept
/// and shown, and gives no days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DatedRule {
    /// One of [`FREQUENCIES`].
    pub frequency: String,
    /// Which weekday of the month.
    pub nth: Option<Nth>,
    /// The second one of the month.
    pub second: Option<Nth>,
    /// 1 (Monday) to 7.
    pub weekday: Option<i8>,
    /// Each so many weeks.
    pub weeks: u8,
    /// On holidays.
    pub on_holiday: HolidayPolicy,
    /// Whether July is free.
    pub skip_july: bool,
    /// Single days without a meeting.
    pub skip: BTreeSet<Date>,
    /// Since when.
    pub from: When,
    /// Until when; open while it goes on.
    pub to: When,
}

impl DatedRule {
    fn pattern(&self) -> Option<Pattern> {
        let weekday = Weekday::from_monday_one_offset(self.weekday?).ok()?;
        match self.frequency.as_str() {
            "monthly" => Some(Pattern::Monthly { nth: self.nth?, weekday }),
            "twice_monthly" => {
                Some(Pattern::TwiceMonthly { first: self.nth?, second: self.second?, weekday })
            }
            "weekly" => Some(Pattern::Weekly { weeks: self.weeks, weekday }),
            _ => None,
        }
    }

    /// The rule as the almanac reckons with it. A beginning that is not known counts as long past; a rule whose end
    /// is not known gives no days, since nobody can say which.
    pub fn reckoned(&self) -> Option<SeriesRule> {
        let pattern = self.pattern()?;
        let from = self.from.span().map_or(Date::constant(1900, 1, 1), |(first, _)| first);
        let to = match self.to.span() {
            Some((_, last)) => Some(last),
            None if self.to.is_unknown() => return None,
            None => None,
        };
        Some(SeriesRule {
            to,
            on_holiday: self.on_holiday,
            skip_july: self.skip_july,
            skip: self.skip.clone(),
            ..SeriesRule::new(pattern, from)
        })
    }
}

/// The rules that give days, as a series of the almanac.
pub fn reckoned(rules: &[DatedRule]) -> std::result::Result<almanac::Series, SeriesError> {
    almanac::Series::new(rules.iter().filter_map(DatedRule::reckoned).collect())
}

/// The rules with a new one from its first day on: the one in force until then ends the day before, and stays.
pub fn changed(rules: &[DatedRule], new: DatedRule) -> std::result::Result<Vec<DatedRule>, SeriesError> {
    let mut all = rules.to_vec();
    if let (Some(last), Some((from, _))) = (all.last_mut(), new.from.span()) {
        let begun = last.from.span().is_none_or(|(first, _)| first < from);
        let open = last.to.span().is_none_or(|(_, end)| end >= from) && !last.to.is_unknown();
        if begun && open {
            last.to = When::day(from.saturating_sub(1.day()));
        }
    }
    all.push(new);
    reckoned(&all)?;
    Ok(all)
}

impl Series {
    /// The history of its rules, the oldest first.
    pub fn dated(&self) -> Vec<DatedRule> {
        serde_json::from_str(&self.rules).unwrap_or_default()
    }

    /// The days from one day to another, also those that are skipped, with the reason.
    pub fn days(&self, from: Date, to: Date) -> Vec<Occurrence> {
        reckoned(&self.dated()).map(|s| s.occurrences(from, to)).unwrap_or_default()
    }

    /// The same, with the days struck out on which the region's offices are closed.
    pub fn days_besides(&self, closed: &[Date], from: Date, to: Date) -> Vec<Occurrence> {
        let mut rules = self.dated();
        for rule in &mut rules {
            rule.skip.extend(closed);
        }
        reckoned(&rules).map(|s| s.occurrences(from, to)).unwrap_or_default()
    }

    /// When a meeting of this day begins and ends.
    pub fn span_on(&self, day: Date) -> (Option<Timestamp>, Option<Timestamp>) {
        let Ok(time) = self.starts.parse::<Time>() else { return (None, None) };
        let start = kit::to_instant(day.to_datetime(time));
        let end = (self.minutes > 0)
            .then(|| start.checked_add(SignedDuration::from_mins(self.minutes)).ok())
            .flatten();
        (Some(start), end)
    }
}

/// A series to be begun.
#[derive(Debug, Clone, Default)]
pub struct NewSeries {
    /// A key of our own, for the demo.
    pub key: Option<String>,
    /// Whose meetings.
    pub body: Uuid,
    /// Its name.
    pub name: Local,
    /// Its rules.
    pub rules: Vec<DatedRule>,
    /// `09:00`, or empty.
    pub starts: String,
    /// How long a meeting takes.
    pub minutes: i64,
    /// The mode of its meetings, or empty.
    pub mode: String,
    /// Where.
    pub place: Local,
    /// Why the rule is in doubt.
    pub doubt: Local,
    /// Where this is known from.
    pub source: String,
}

/// Begins a series.
pub async fn create(tx: &mut Tx, new: NewSeries) -> Result<Series> {
    let row = Series {
        id: Id::<Series>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        key: new.key,
        body: new.body,
        name: Json(new.name),
        rules: serde_json::to_string(&new.rules)?,
        starts: new.starts,
        minutes: new.minutes,
        mode: new.mode,
        place: Json(new.place),
        doubt: Json(new.doubt),
        source: new.source,
        version: 1,
    };
    tx.create("series", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed series; the version is set here.
pub async fn update(tx: &mut Tx, before: &Series, mut after: Series) -> Result<Series> {
    after.version = before.version + 1;
    tx.change("series", before.id, before, &after).await?;
    Ok(after)
}

/// The series of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Series>> {
    Ok(series::Entity::find_by_id(id).filter(series::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The series of a key of our own.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Series>> {
    Ok(series::Entity::find()
        .filter(series::Column::Tenant.eq(tenant))
        .filter(series::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// The series of a body, the oldest first.
pub async fn list_for_body(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<Series>> {
    Ok(series::Entity::find()
        .filter(series::Column::Tenant.eq(tenant))
        .filter(series::Column::Body.eq(body))
        .order_by_asc(series::Column::Id)
        .all(db)
        .await?)
}

/// Reserves meetings on these days. A day on which the body meets already is passed over, so that a form sent twice
/// makes nothing twice.
pub async fn reserve(tx: &mut Tx, series: &Series, days: &[Date]) -> Result<Vec<Meeting>> {
    let stand = meetings::list_for_body(tx.conn(), tx.tenant(), series.body).await?;
    let mut made = Vec::new();
    for day in days {
        if stand.iter().any(|m| m.day() == Some(*day) && m.state() != MeetingState::Cancelled) {
            continue;
        }
        let (starts_at, ends_at) = series.span_on(*day);
        let new = NewMeeting {
            body: series.body,
            series: Some(series.id),
            at: Some(When::day(*day)),
            starts_at,
            ends_at,
            mode: series.mode.clone(),
            place: series.place.0.clone(),
            ..NewMeeting::default()
        };
        made.push(meetings::create(tx, new).await?);
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn monthly(from: When, to: When) -> DatedRule {
        DatedRule {
            frequency: "monthly".into(),
            nth: Some(Nth::Second),
            second: None,
            weekday: Some(3),
            weeks: 1,
            on_holiday: HolidayPolicy::Skip,
            skip_july: true,
            skip: BTreeSet::new(),
            from,
            to,
        }
    }

    #[test]
    fn a_crisis_makes_a_weekly_rule_and_the_monthly_one_before_it_stays() {
        let weekly = DatedRule {
            frequency: "weekly".into(),
            nth: None,
            from: When::day(date(2020, 3, 18)),
            ..monthly(When::unknown(), When::open())
        };
        let rules = changed(&[monthly(When::unknown(), When::open())], weekly).unwrap();
        assert_eq!(rules[0].to, When::day(date(2020, 3, 17)));
        let days: Vec<Date> = reckoned(&rules)
            .unwrap()
            .occurrences(date(2020, 2, 1), date(2020, 4, 5))
            .into_iter()
            .filter(|o| o.skipped.is_none())
            .map(|o| o.date)
            .collect();
        assert_eq!(
            days,
            [date(2020, 2, 12), date(2020, 3, 11), date(2020, 3, 18), date(2020, 3, 25), date(2020, 4, 1)]
        );
    }

    #[test]
    fn a_rule_without_a_known_weekday_or_end_gives_no_days_and_is_kept() {
        let unknown = DatedRule { weekday: None, ..monthly(When::unknown(), When::open()) };
        assert_eq!(unknown.reckoned(), None);
        assert_eq!(monthly(When::unknown(), When::unknown()).reckoned(), None);
        let json = serde_json::to_string(std::slice::from_ref(&unknown)).unwrap();
        assert_eq!(serde_json::from_str::<Vec<DatedRule>>(&json).unwrap(), [unknown]);
    }
}
