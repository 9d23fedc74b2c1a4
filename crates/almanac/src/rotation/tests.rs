use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const ASIKKALA: Uuid = Uuid::from_u128(16);
const HARTOLA: Uuid = Uuid::from_u128(81);
const HEINOLA: Uuid = Uuid::from_u128(111);

fn turn(municipality: Uuid, from: &str, to: &str) -> Turn {
    let to = if to == "open" { When::open() } else { When::parse(to).unwrap() };
    Turn { municipality, from: When::parse(from).unwrap(), to }
}

fn order(turns: Vec<Turn>) -> Rotation {
    Rotation::new(turns, vec![], vec![], vec![]).unwrap()
}

fn who(answer: &ChairAnswer) -> Option<Uuid> {
    match answer {
        ChairAnswer::Known { municipality, .. } => Some(*municipality),
        _ => None,
    }
}

fn three() -> Vec<Turn> {
    vec![
        turn(ASIKKALA, "1.8.2021", "31.7.2022"),
        turn(HARTOLA, "1.8.2022", "31.7.2023"),
        turn(HEINOLA, "1.8.2023", "31.7.2024"),
    ]
}

#[test]
fn asikkala_is_first_and_nothing_has_been_agreed_after_it() {
    let forum = order(vec![turn(ASIKKALA, "1.8.2021", "open")]);
    assert_eq!(who(&forum.chair_on(date(2021, 9, 24))), Some(ASIKKALA));
    assert_eq!(forum.next_after(date(2021, 9, 24)), NextAnswer::NotAgreed { last: Some(ASIKKALA) });
    assert_eq!(forum.chair_on(date(2021, 7, 31)), ChairAnswer::NotYet { first: ASIKKALA });
    assert!(matches!(forum.next_after(date(2021, 7, 1)), NextAnswer::Known { municipality: ASIKKALA, .. }));
    let ended = order(vec![turn(ASIKKALA, "1.8.2021", "31.7.2022")]);
    assert_eq!(ended.chair_on(date(2022, 8, 1)), ChairAnswer::NotAgreed { last: Some(ASIKKALA) });
    assert_eq!(ended.next_after(date(2022, 8, 1)), NextAnswer::NotAgreed { last: Some(ASIKKALA) });
}

#[test]
fn where_no_order_was_agreed_it_says_so() {
    let none = Rotation::default();
    assert_eq!(none.chair_on(date(2021, 9, 24)), ChairAnswer::NotAgreed { last: None });
    assert_eq!(none.next_after(date(2021, 9, 24)), NextAnswer::NotAgreed { last: None });
}

#[test]
fn doubt_in_the_dates_is_doubt_in_the_answer() {
    let vague = order(vec![turn(ASIKKALA, "syksyllä 2021", ""), turn(HARTOLA, "2023", "open")]);
    assert_eq!(vague.chair_on(date(2021, 9, 24)), ChairAnswer::Uncertain { may: vec![ASIKKALA] });
    assert_eq!(vague.chair_on(date(2023, 5, 1)), ChairAnswer::Uncertain { may: vec![ASIKKALA, HARTOLA] });
    assert_eq!(who(&vague.chair_on(date(2024, 1, 1))), Some(HARTOLA));
    let later = order(vec![turn(ASIKKALA, "1.8.2021", "31.7.2022"), turn(HARTOLA, "", "")]);
    let early = later.chair_on(date(2021, 1, 1));
    assert_eq!(early, ChairAnswer::NotYet { first: ASIKKALA }, "the second is not before the first");
    assert_eq!(later.chair_on(date(2022, 9, 1)), ChairAnswer::Uncertain { may: vec![HARTOLA] });
    let unknown = order(vec![turn(ASIKKALA, "", "")]);
    assert_eq!(unknown.chair_on(date(2021, 9, 24)), ChairAnswer::Uncertain { may: vec![ASIKKALA] });
    assert_eq!(unknown.next_after(date(2021, 9, 24)), NextAnswer::NotAgreed { last: Some(ASIKKALA) });
}

#[test]
fn an_open_turn_ends_when_the_next_begins() {
    let r = order(vec![turn(ASIKKALA, "1.8.2021", "open"), turn(HARTOLA, "1.1.2023", "open")]);
    assert_eq!(who(&r.chair_on(date(2022, 12, 31))), Some(ASIKKALA));
    assert_eq!(who(&r.chair_on(date(2023, 1, 1))), Some(HARTOLA));
    let gap = order(vec![turn(ASIKKALA, "1.8.2021", "31.5.2022"), turn(HARTOLA, "1.8.2022", "open")]);
    let summer = gap.chair_on(date(2022, 6, 15));
    assert_eq!(summer, ChairAnswer::Between { before: ASIKKALA, after: HARTOLA });
}

#[test]
fn a_skip_moves_the_later_ones_up_and_says_why() {
    let skips = vec![Skip { turn: 1, reason: "kuntajohtaja vaihtuu".into() }];
    let r = Rotation::new(three(), skips, vec![], vec![]).unwrap();
    assert_eq!(who(&r.chair_on(date(2021, 9, 24))), Some(ASIKKALA));
    let ChairAnswer::Known { municipality: HEINOLA, source: Source::Turn { period: 1, because, .. } } =
        r.chair_on(date(2022, 9, 1))
    else {
        panic!("Heinola moves up")
    };
    assert_eq!(because, [Why::Skip("kuntajohtaja vaihtuu".into())]);
    assert_eq!(r.chair_on(date(2023, 9, 1)), ChairAnswer::NotAgreed { last: Some(HEINOLA) });
    assert_eq!(r.next_after(date(2022, 9, 1)), NextAnswer::NotAgreed { last: Some(HEINOLA) });
}

#[test]
fn a_swap_changes_two_places_and_says_why() {
    let swaps = vec![Swap { one: 1, other: 2, reason: "vaalit".into() }];
    let r = Rotation::new(three(), vec![], swaps, vec![]).unwrap();
    let next = r.next_after(date(2022, 1, 1));
    let because = vec![Why::Swap("vaalit".into())];
    assert_eq!(next, NextAnswer::Known { municipality: HEINOLA, from: When::day(date(2022, 8, 1)), because });
    assert_eq!(who(&r.chair_on(date(2023, 9, 1))), Some(HARTOLA));
}

#[test]
fn an_override_by_hand_wins_for_its_days_only() {
    let manual = Manual {
        municipality: HEINOLA,
        from: date(2021, 10, 1),
        to: date(2021, 10, 31),
        reason: "puheenjohtaja estynyt".into(),
    };
    let r = Rotation::new(three(), vec![], vec![], vec![manual.clone()]).unwrap();
    assert_eq!(who(&r.chair_on(date(2021, 10, 13))), Some(HEINOLA));
    assert_eq!(who(&r.chair_on(date(2021, 11, 1))), Some(ASIKKALA));
    assert!(matches!(r.next_after(date(2021, 10, 13)), NextAnswer::Known { municipality: HARTOLA, .. }));
    let two = Rotation::new(three(), vec![], vec![], vec![manual.clone(), manual.clone()]);
    assert_eq!(two, Err(RotationError::ManualTime));
    let silent = Rotation::new(three(), vec![], vec![], vec![Manual { reason: " ".into(), ..manual }]);
    assert_eq!(silent, Err(RotationError::ReasonMissing));
}

#[test]
fn an_order_that_cannot_be_is_refused() {
    let refused = |turns| Rotation::new(turns, vec![], vec![], vec![]).unwrap_err();
    assert_eq!(refused(vec![turn(ASIKKALA, "2022", "2021")]), RotationError::EndBeforeStart { turn: 0 });
    let overlap = vec![turn(ASIKKALA, "1.8.2021", "31.7.2022"), turn(HARTOLA, "31.7.2022", "open")];
    assert_eq!(refused(overlap), RotationError::Overlap { turn: 1 });
    let skip = |turn| Skip { turn, reason: "x".into() };
    let missing = Rotation::new(three(), vec![skip(3)], vec![], vec![]);
    assert_eq!(missing, Err(RotationError::NoSuchTurn { turn: 3 }));
    let twice = Rotation::new(three(), vec![skip(1), skip(1)], vec![], vec![]);
    assert_eq!(twice, Err(RotationError::NoSuchTurn { turn: 1 }));
}

#[test]
fn the_stored_form_is_checked_when_read() {
    let r = order(three());
    let text = serde_json::to_string(&r).unwrap();
    assert_eq!(serde_json::from_str::<Rotation>(&text).unwrap(), r);
    let bad = text.replace("2021-08-01", "2023-08-01");
    assert!(serde_json::from_str::<Rotation>(&bad).is_err());
}

proptest! {
    #[test]
    fn each_day_has_one_answer_and_no_municipality_is_invented(
        lengths in prop::collection::vec(1i32..400, 0..8),
        skip in prop::option::of(0usize..8),
        swap in prop::option::of((0usize..8, 0usize..8)),
        ask in 0i32..3000,
    ) {
        let mut start = date(2021, 1, 1);
        let turns: Vec<Turn> = lengths.iter().enumerate().map(|(i, days)| {
            let (from, to) = (start, crate::plus(start, *days));
            start = crate::plus(to, 1);
            Turn { municipality: Uuid::from_u128(i as u128 + 1), from: When::day(from), to: When::day(to) }
        }).collect();
        let n = turns.len();
        let skips = skip.filter(|s| *s < n).map(|turn| Skip { turn, reason: "x".into() }).into_iter().collect();
        let swaps = swap.filter(|(a, b)| *a < n && *b < n && a != b)
            .map(|(one, other)| Swap { one, other, reason: "x".into() }).into_iter().collect::<Vec<_>>();
        let r = Rotation::new(turns.clone(), skips, swaps, vec![]).unwrap();
        let day = crate::plus(date(2021, 1, 1), ask);
        let period = turns.iter().position(|t| t.to.known_day().unwrap() >= day);
        let expected = period.and_then(|p| r.order()[p].clone()).map(|(m, _)| m);
        prop_assert_eq!(who(&r.chair_on(day)), expected);
        // Everybody who was not passed over still has exactly one turn.
        let mut held: Vec<Uuid> = r.order().into_iter().flatten().map(|(m, _)| m).collect();
        held.sort();
        let mut agreed: Vec<Uuid> = turns.iter().enumerate()
            .filter(|(i, _)| Some(*i) != skip).map(|(_, t)| t.municipality).collect();
        agreed.sort();
        prop_assert_eq!(held, agreed);
    }
}
