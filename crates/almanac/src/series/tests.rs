use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn second_wednesday(from: Date) -> SeriesRule {
    SeriesRule::new(Pattern::Monthly { nth: Nth::Second, weekday: Weekday::Wednesday }, from)
}

fn days(list: &[Occurrence]) -> Vec<(i8, i8)> {
    list.iter().filter(|o| o.skipped.is_none()).map(|o| (o.date.month(), o.date.day())).collect()
}

#[test]
fn the_second_wednesdays_of_2021_are_found() {
    let mut rule = second_wednesday(date(2021, 1, 1));
    rule.skip_july = true;
    let all = occurrences(&rule, date(2021, 1, 1), date(2021, 12, 31));
    assert_eq!(
        days(&all),
        [(1, 13), (2, 10), (3, 10), (4, 14), (5, 12), (6, 9), (8, 11), (9, 8), (10, 13), (11, 10), (12, 8)]
    );
    let july = all.iter().find(|o| o.date == date(2021, 7, 14)).unwrap();
    assert_eq!(july.skipped, Some(Skipped::July));
}

#[test]
fn a_crisis_makes_it_weekly_and_the_history_stays() {
    let calm = Series::new(vec![second_wednesday(date(2019, 1, 1))]).unwrap();
    let before = calm.occurrences(date(2019, 1, 1), date(2020, 3, 15));
    let weekly =
        SeriesRule::new(Pattern::Weekly { weeks: 1, weekday: Weekday::Wednesday }, date(2020, 3, 16));
    let crisis = calm.change(weekly).unwrap();
    let after = crisis.change(second_wednesday(date(2020, 6, 1))).unwrap();
    assert_eq!(after.occurrences(date(2019, 1, 1), date(2020, 3, 15)), before);
    assert_eq!(
        days(&after.occurrences(date(2020, 3, 1), date(2020, 7, 31))),
        [
            (3, 11),
            (3, 18),
            (3, 25),
            (4, 1),
            (4, 8),
            (4, 15),
            (4, 22),
            (4, 29),
            (5, 6),
            (5, 13),
            (5, 20),
            (5, 27),
            (6, 10),
            (7, 8)
        ]
    );
    assert_eq!(after.rules()[0].to, Some(date(2020, 3, 15)));
    assert_eq!(after.rule_on(date(2020, 4, 1)).unwrap().from, date(2020, 3, 16));
    assert_eq!(after.next_after(date(2020, 6, 10)).unwrap().date, date(2020, 7, 8));
}

#[test]
fn a_holiday_is_skipped_or_moves_the_meeting() {
    // 6.1.2021 was a Wednesday.
    let first = Pattern::Monthly { nth: Nth::First, weekday: Weekday::Wednesday };
    let mut rule = SeriesRule::new(first, date(2021, 1, 1));
    let jan = |rule: &SeriesRule| occurrences(rule, date(2021, 1, 1), date(2021, 1, 31));
    assert_eq!(jan(&rule)[0].skipped, Some(Skipped::Holiday(Holiday::Epiphany)));
    rule.on_holiday = HolidayPolicy::Move;
    assert_eq!(jan(&rule), [Occurrence { date: date(2021, 1, 7), planned: date(2021, 1, 6), skipped: None }]);
    assert_eq!(occurrences(&rule, date(2021, 1, 7), date(2021, 1, 31))[0].planned, date(2021, 1, 6));
    rule.skip.insert(date(2021, 1, 7));
    assert_eq!(jan(&rule)[0].date, date(2021, 1, 8));
    rule.skip.insert(date(2021, 1, 6));
    assert_eq!(jan(&rule)[0].skipped, Some(Skipped::Listed));
}

#[test]
fn a_moved_meeting_gives_way_to_one_that_is_there_already() {
    let mut weekly =
        SeriesRule::new(Pattern::Weekly { weeks: 1, weekday: Weekday::Wednesday }, date(2020, 12, 1));
    weekly.on_holiday = HolidayPolicy::Move;
    weekly.to = Some(date(2021, 1, 6));
    let thursdays =
        SeriesRule::new(Pattern::Weekly { weeks: 1, weekday: Weekday::Thursday }, date(2021, 1, 7));
    let series = Series::new(vec![weekly, thursdays]).unwrap();
    let all = series.occurrences(date(2021, 1, 1), date(2021, 1, 14));
    assert_eq!(days(&all), [(1, 7), (1, 14)]);
    assert_eq!((all[0].date, all[0].skipped), (date(2021, 1, 6), Some(Skipped::Taken)));
    let to_the_holiday = series.occurrences(date(2021, 1, 1), date(2021, 1, 6));
    assert_eq!(to_the_holiday, all[..1], "what stands after the asked time is seen");
}

#[test]
fn each_second_week_and_twice_a_month_keep_their_step() {
    let other = SeriesRule::new(Pattern::Weekly { weeks: 2, weekday: Weekday::Friday }, date(2021, 9, 20));
    assert_eq!(days(&occurrences(&other, date(2021, 10, 1), date(2021, 10, 31))), [(10, 8), (10, 22)]);
    let twice = Pattern::TwiceMonthly { first: Nth::First, second: Nth::Last, weekday: Weekday::Tuesday };
    let twice = SeriesRule::new(twice, date(2021, 1, 1));
    assert_eq!(
        days(&occurrences(&twice, date(2021, 8, 1), date(2021, 9, 30))),
        [(8, 3), (8, 31), (9, 7), (9, 28)]
    );
    let both = Pattern::TwiceMonthly { first: Nth::Fourth, second: Nth::Last, weekday: Weekday::Tuesday };
    let both = SeriesRule::new(both, date(2021, 1, 1));
    assert_eq!(days(&occurrences(&both, date(2021, 9, 1), date(2021, 9, 30))), [(9, 28)]);
}

#[test]
fn a_rule_that_makes_no_sense_is_refused() {
    let weekly =
        |weeks| SeriesRule::new(Pattern::Weekly { weeks, weekday: Weekday::Friday }, date(2021, 1, 1));
    assert_eq!(Series::new(vec![weekly(0)]), Err(SeriesError::NoWeeks));
    let ended = SeriesRule { to: Some(date(2020, 12, 31)), ..weekly(1) };
    assert_eq!(Series::new(vec![ended]), Err(SeriesError::EndBeforeStart));
    let twice = Pattern::TwiceMonthly { first: Nth::Third, second: Nth::First, weekday: Weekday::Friday };
    assert_eq!(Series::new(vec![SeriesRule::new(twice, date(2021, 1, 1))]), Err(SeriesError::SameDay));
    let overlap = vec![weekly(1), second_wednesday(date(2021, 5, 1))];
    assert_eq!(Series::new(overlap), Err(SeriesError::Overlap { on: date(2021, 5, 1) }));
    let series = Series::new(vec![weekly(1)]).unwrap();
    assert_eq!(
        series.change(second_wednesday(date(2020, 1, 1))),
        Err(SeriesError::Overlap { on: date(2021, 1, 1) }),
        "a change may not reach back over what was"
    );
}

#[test]
fn the_stored_form_comes_back() {
    let rule = second_wednesday(date(2021, 1, 1));
    let text = serde_json::to_string(&rule).unwrap();
    assert!(text.contains(r#""every":"monthly","nth":"second","weekday":3"#), "{text}");
    assert_eq!(serde_json::from_str::<SeriesRule>(&text).unwrap(), rule);
}

fn any_weekday() -> impl Strategy<Value = Weekday> {
    (1i8..=7).prop_map(|n| Weekday::from_monday_one_offset(n).unwrap())
}

fn any_rule() -> impl Strategy<Value = SeriesRule> {
    let nth = prop::sample::select(vec![Nth::First, Nth::Second, Nth::Third, Nth::Fourth, Nth::Last]);
    let pattern = prop_oneof![
        (nth, any_weekday()).prop_map(|(nth, weekday)| Pattern::Monthly { nth, weekday }),
        (1u8..5, any_weekday()).prop_map(|(weeks, weekday)| Pattern::Weekly { weeks, weekday }),
        any_weekday().prop_map(|weekday| Pattern::TwiceMonthly {
            first: Nth::First,
            second: Nth::Third,
            weekday
        }),
    ];
    (pattern, 0i32..800, any::<bool>(), any::<bool>(), prop::collection::btree_set(0i32..1200, 0..6))
        .prop_map(|(pattern, start, moves, skip_july, skip)| SeriesRule {
            on_holiday: if moves { HolidayPolicy::Move } else { HolidayPolicy::Skip },
            skip_july,
            skip: skip.into_iter().map(|n| plus(date(2020, 1, 1), n)).collect(),
            ..SeriesRule::new(pattern, plus(date(2020, 1, 1), start))
        })
}

proptest! {
    #[test]
    fn no_meeting_falls_on_a_day_without_meetings(rule in any_rule()) {
        let all = occurrences(&rule, date(2020, 1, 1), date(2023, 12, 31));
        prop_assert!(!all.is_empty());
        let mut seen = BTreeSet::new();
        for o in all {
            prop_assert!(o.planned >= rule.from);
            if o.skipped.is_none() {
                prop_assert!(seen.insert(o.date), "two on {}", o.date);
                prop_assert!(holiday(o.date).is_none() && !rule.skip.contains(&o.date));
                prop_assert!(!(rule.skip_july && o.date.month() == 7));
                prop_assert!(o.date == o.planned || is_working_day(o.date));
            } else {
                prop_assert_eq!(o.date, o.planned);
            }
        }
    }

    #[test]
    fn a_time_asked_in_two_parts_gives_the_same_days(rule in any_rule(), cut in 1i32..1000) {
        let (from, to) = (date(2020, 1, 1), date(2022, 12, 31));
        let middle = plus(from, cut);
        let mut parts = occurrences(&rule, from, middle);
        parts.extend(occurrences(&rule, plus(middle, 1), to));
        prop_assert_eq!(parts, occurrences(&rule, from, to));
    }
}
