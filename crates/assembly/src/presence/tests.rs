use super::*;
use jiff::civil::time;
use proptest::prelude::*;

fn p(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn seat(n: u128) -> Uuid {
    Uuid::from_u128(1000 + n)
}

/// Members 1..=n in seats 1..=n, all marked present on site.
fn meeting(n: u128, present: u128) -> Presence {
    let mut m = Presence::default();
    for i in 1..=n {
        m.add(p(i), Place::Member { seat: seat(i) }, Some(Uuid::from_u128(500 + i))).unwrap();
        let roll = if i <= present { Roll::Present(Mode::OnSite) } else { Roll::Absent };
        m.roll(p(i), roll, &[]).unwrap();
    }
    m
}

fn vote(person: u128, item: u32) -> Dependency {
    Dependency { person: p(person), item, on: DependsOn::Vote }
}

fn enough(m: &Presence, item: u32) -> bool {
    m.quorum_at(item, QuorumRule::MoreThanHalf, 13).enough()
}

#[test]
fn seven_of_thirteen_seats_are_enough_until_one_leaves() {
    let mut m = meeting(13, 7);
    assert!(enough(&m, 1));
    m.leave(p(7), 4, None, &[]).unwrap();
    assert!(enough(&m, 3) && !enough(&m, 4));
    assert!(!enough(&meeting(13, 6), 1));
}

#[test]
fn a_deputy_counts_for_the_seat_and_both_count_once() {
    let mut m = meeting(13, 6);
    m.add(p(70), Place::Deputy { seat: seat(7) }, None).unwrap();
    m.roll(p(70), Roll::Present(Mode::Remote), &[]).unwrap();
    assert!(enough(&m, 1), "the deputy makes the seventh");
    m.arrive(p(7), 3, Mode::OnSite, None).unwrap();
    assert_eq!(m.quorum_at(3, QuorumRule::MoreThanHalf, 13).present, 7, "member and deputy are one seat");
    let speaks = |item| m.voters_at(item).into_iter().find(|v| v.seat == seat(7)).unwrap().person;
    assert_eq!((speaks(2), speaks(3)), (p(70), p(7)));
    assert_eq!(m.present_at(3).len(), 8, "both are in the room");
}

#[test]
fn the_disqualified_are_not_present_nor_counted_but_their_deputy_is() {
    let mut m = meeting(13, 7);
    let ground = Conflict::Disqualified { ground: "yhteisöjäävi".into() };
    m.stand_aside(p(1), 5, ground.clone(), &[]).unwrap();
    assert!(enough(&m, 4) && !enough(&m, 5) && enough(&m, 6));
    assert!(!m.is_present(p(1), 5) && m.present_at(5).len() == 6);
    m.add(p(101), Place::Deputy { seat: seat(1) }, None).unwrap();
    m.set_range(p(101), 5, Some(5), Mode::OnSite, &[]).unwrap();
    assert!(enough(&m, 5), "called for the single item");
    assert!(!m.is_present(p(101), 4) && !m.is_present(p(101), 6));
    m.take_part(p(1), 5).unwrap();
    assert!(m.is_present(p(1), 5));
    let empty = Conflict::Disqualified { ground: " ".into() };
    assert_eq!(m.stand_aside(p(1), 5, empty, &[]), Err(PresenceRefusal::GroundMissing));
}

#[test]
fn staff_and_guests_are_present_but_not_counted() {
    let mut m = meeting(3, 2);
    m.add(p(50), Place::Other, None).unwrap();
    m.roll(p(50), Roll::Present(Mode::OnSite), &[]).unwrap();
    assert_eq!((m.present_at(1).len(), m.voters_at(1).len()), (3, 2));
}

#[test]
fn coming_and_going_give_the_sentences_of_the_record() {
    let mut m = meeting(4, 3);
    m.leave(p(1), 3, Some(time(9, 31, 0, 0)), &[]).unwrap();
    m.arrive(p(1), 5, Mode::Remote, Some(time(10, 2, 0, 0))).unwrap();
    m.arrive(p(4), 2, Mode::OnSite, None).unwrap();
    m.change_mode(p(2), 4, Mode::Remote).unwrap();
    m.stand_aside(p(3), 4, Conflict::Disqualified { ground: "osallisuusjäävi".into() }, &[]).unwrap();
    m.leave(p(4), 9, None, &[]).unwrap();
    let list: Vec<_> = m.movements(7).iter().map(|x| (x.item, x.person, x.kind.key())).collect();
    assert_eq!(
        list,
        [
            (2, p(4), "movement-came-on-site"),
            (3, p(1), "movement-left-before"),
            (4, p(2), "movement-changed-remote"),
            (4, p(3), "movement-disqualified"),
            (5, p(1), "movement-came-remote"),
        ],
        "leaving after the last item needs no sentence"
    );
    assert_eq!(m.movements(7)[1].at, Some(time(9, 31, 0, 0)));
    assert!(
        m.is_present(p(1), 2) && !m.is_present(p(1), 3) && !m.is_present(p(1), 4) && m.is_present(p(1), 5)
    );
}

#[test]
fn going_out_and_coming_back_between_two_items_is_told_as_both() {
    let mut m = meeting(1, 1);
    m.leave(p(1), 3, None, &[]).unwrap();
    m.arrive(p(1), 3, Mode::OnSite, None).unwrap();
    let mut list: Vec<_> = m.movements(5).iter().map(|x| (x.item, x.kind.key())).collect();
    list.sort_unstable();
    assert_eq!(list, [(3, "movement-came-on-site"), (3, "movement-left-before")]);
    m.stand_aside(p(1), 4, Conflict::Aside, &[]).unwrap();
    m.leave(p(1), 4, None, &[]).unwrap();
    assert!(m.movements(5).iter().all(|x| x.kind != MovementKind::Aside), "already out of the room");
}

#[test]
fn nobody_can_be_taken_away_while_a_vote_rests_on_them() {
    let mut m = meeting(5, 5);
    let before = m.clone();
    let rests = [vote(2, 4), vote(3, 4)];
    let needed = Err(PresenceRefusal::Needed(vec![vote(2, 4)]));
    assert_eq!(m.remove(p(2), &rests), needed);
    assert_eq!(m.leave(p(2), 4, None, &rests), needed);
    assert_eq!(m.roll(p(2), Roll::Absent, &rests), needed);
    assert_eq!(m.set_range(p(2), 5, None, Mode::OnSite, &rests), needed);
    assert_eq!(m.stand_aside(p(2), 4, Conflict::Aside, &rests), needed);
    assert_eq!(m, before, "a refusal changes nothing");
    m.leave(p(2), 5, None, &rests).unwrap();
    m.remove(p(1), &rests).unwrap();
}

#[test]
fn marks_that_cannot_be_are_refused() {
    let mut m = meeting(2, 1);
    assert_eq!(m.arrive(p(9), 1, Mode::OnSite, None), Err(PresenceRefusal::NotListed));
    assert_eq!(m.arrive(p(1), 3, Mode::OnSite, None), Err(PresenceRefusal::AlreadyPresent));
    assert_eq!(m.arrive(p(2), 0, Mode::OnSite, None), Err(PresenceRefusal::NoSuchItem));
    assert_eq!(m.leave(p(2), 3, None, &[]), Err(PresenceRefusal::NotPresent));
    assert_eq!(m.leave(p(1), 1, None, &[]), Err(PresenceRefusal::NoSuchItem));
    assert_eq!(m.set_range(p(1), 4, Some(3), Mode::OnSite, &[]), Err(PresenceRefusal::NoSuchItem));
    assert_eq!(m.change_mode(p(2), 1, Mode::Remote), Err(PresenceRefusal::NotPresent));
    assert_eq!(m.add(p(1), Place::Other, None), Err(PresenceRefusal::AlreadyListed));
    assert_eq!(m.add(p(8), Place::Member { seat: seat(1) }, None), Err(PresenceRefusal::SeatTaken));
}

#[test]
fn the_stored_form_comes_back() {
    let mut m = meeting(3, 3);
    m.stand_aside(p(1), 2, Conflict::Aside, &[]).unwrap();
    let text = serde_json::to_string(&m).unwrap();
    assert_eq!(serde_json::from_str::<Presence>(&text).unwrap(), m);
}

#[derive(Debug, Clone)]
enum Step {
    Arrive(u128, u32),
    Leave(u128, u32),
    Aside(u128, u32),
    Change(u128, u32),
    Range(u128, u32, u32),
    Remove(u128),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = || 1u128..7;
    let item = || 0u32..9;
    let step = prop_oneof![
        (who(), item()).prop_map(|(a, i)| Step::Arrive(a, i)),
        (who(), item()).prop_map(|(a, i)| Step::Leave(a, i)),
        (who(), item()).prop_map(|(a, i)| Step::Aside(a, i)),
        (who(), item()).prop_map(|(a, i)| Step::Change(a, i)),
        (who(), item(), item()).prop_map(|(a, i, j)| Step::Range(a, i, j)),
        who().prop_map(Step::Remove),
    ];
    prop::collection::vec(step, 0..40)
}

proptest! {
    #[test]
    fn whatever_is_marked_seats_count_once_and_votes_keep_their_voters(steps in steps()) {
        // Seats 1–3: member n and deputy n + 3.
        let mut m = Presence::default();
        for i in 1..=3 {
            m.add(p(i), Place::Member { seat: seat(i) }, None).unwrap();
            m.add(p(i + 3), Place::Deputy { seat: seat(i) }, None).unwrap();
            m.roll(p(i), Roll::Present(Mode::OnSite), &[]).unwrap();
        }
        let rests = [vote(1, 4), vote(2, 6)];
        for step in steps {
            let before = m.clone();
            let done = match step {
                Step::Arrive(a, i) => m.arrive(p(a), i, Mode::Remote, None),
                Step::Leave(a, i) => m.leave(p(a), i, None, &rests),
                Step::Aside(a, i) => m.stand_aside(p(a), i, Conflict::Aside, &rests),
                Step::Change(a, i) => m.change_mode(p(a), i, Mode::Remote),
                Step::Range(a, i, j) => m.set_range(p(a), i, Some(j), Mode::OnSite, &rests),
                Step::Remove(a) => m.remove(p(a), &rests),
            };
            if done.is_err() {
                prop_assert_eq!(&m, &before);
            }
            prop_assert!(m.is_present(p(1), 4) && m.is_present(p(2), 6));
            for item in 1..9 {
                let voters = m.voters_at(item);
                let seats: BTreeSet<Uuid> = voters.iter().map(|v| v.seat).collect();
                prop_assert_eq!(seats.len(), voters.len());
                prop_assert!(voters.len() <= 3);
                for v in &voters {
                    prop_assert!(m.is_present(v.person, item));
                }
            }
            for a in m.people().values() {
                for pair in a.spans.windows(2) {
                    prop_assert!(pair[0].to_item.is_some_and(|to| to < pair[1].first()), "stretches overlap");
                }
            }
        }
    }
}
