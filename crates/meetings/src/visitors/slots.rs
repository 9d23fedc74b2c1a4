//! When a visitor's slot moves. Pure; minutes are those of the day.

/// The least move of which somebody is told.
pub const REAL: i64 = 5;

/// An item that comes before the visitor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// Its planned length; what has none is not guessed at.
    pub minutes: Option<i64>,
    /// Whether it is treated.
    pub done: bool,
}

/// A slot from minute to minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When the visitor is to come.
    pub from: i64,
    /// Until when; the same where no end is known.
    pub to: i64,
}

/// The slot after what is still ahead of it, or `None` while it holds. `spent` are the minutes that the first item
/// still open has taken already. A slot never moves to an earlier time, and not by less than [`REAL`] minutes.
pub fn moved(slot: Slot, now: i64, spent: i64, ahead: &[Ahead]) -> Option<Slot> {
    let mut open = ahead.iter().filter(|a| !a.done);
    let planned = |a: &Ahead| a.minutes.unwrap_or(0).max(0);
    let first = open.next().map_or(0, |a| (planned(a) - spent.max(0)).max(0));
    let rest: i64 = open.map(planned).sum();
    let begins = now + first + rest;
    if begins < slot.from + REAL {
        return None;
    }
    // On the clock's five minutes, and never in the past.
    let from = begins.div_euclid(5) * 5 + if begins % 5 == 0 { 0 } else { 5 };
    let from = from.min(24 * 60 - 1);
    let to = (from + (slot.to - slot.from).max(0)).min(24 * 60 - 1);
    (from >= slot.from + REAL).then_some(Slot { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLOT: Slot = Slot { from: 580, to: 600 };

    fn ahead(minutes: i64) -> Ahead {
        Ahead { minutes: Some(minutes), done: false }
    }

    #[test]
    fn a_slot_holds_until_what_is_ahead_takes_five_minutes_too_long() {
        let items = [Ahead { done: true, ..ahead(30) }, ahead(20)];
        assert_eq!(moved(SLOT, 560, 0, &items), None, "in time to the minute");
        assert_eq!(moved(SLOT, 564, 0, &items), None, "four minutes are none");
        assert_eq!(moved(SLOT, 570, 0, &items), Some(Slot { from: 590, to: 610 }));
        assert_eq!(moved(SLOT, 570, 12, &items), None, "most of it is over");
        assert_eq!(
            moved(SLOT, 586, 40, &items),
            Some(Slot { from: 590, to: 610 }),
            "it takes longer than planned"
        );
        assert_eq!(moved(SLOT, 581, 0, &[]), None);
    }

    #[test]
    fn after_a_move_the_next_needs_five_minutes_more() {
        let first = moved(SLOT, 571, 0, &[ahead(20)]).unwrap();
        assert_eq!(first, Slot { from: 595, to: 615 });
        assert_eq!(moved(first, 575, 4, &[ahead(20)]), None, "the same delay is told once");
        assert_eq!(moved(first, 602, 31, &[ahead(20)]).map(|s| s.from), Some(605));
    }

    #[test]
    fn what_has_no_length_is_not_guessed_and_no_slot_leaves_the_day() {
        assert_eq!(moved(SLOT, 570, 0, &[Ahead { minutes: None, done: false }]), None);
        let late = moved(SLOT, 1430, 0, &[ahead(600)]).unwrap();
        assert!(late.from < 24 * 60 && late.to < 24 * 60);
        for now in 500..1400 {
            for spent in [0, 7, 90] {
                if let Some(slot) = moved(SLOT, now, spent, &[ahead(10), ahead(5)]) {
                    assert!(slot.from >= SLOT.from + REAL && slot.from >= now && slot.to >= slot.from);
                }
            }
        }
    }
}
