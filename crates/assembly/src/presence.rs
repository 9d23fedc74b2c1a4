mod marks;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Quorum, QuorumRule};

pub use marks::{
    Attendee, Conflict, Dependency, DependsOn, Mode, Movement, MovementKind, Place, PresenceRefusal, Present,
    Roll, Span, Voter,
};

/// Who is where in a meeting: the roll, comings and goings, disqualifications.
///
/// Every change that would take somebody away from an item asks for what rests on their presence
/// (`rests`: votes, dissents, signatures) and refuses where something does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Presence {
    people: BTreeMap<Uuid, Attendee>,
    /// By item, then by person; a list because keys of stored maps are texts.
    conflicts: Vec<(u32, Uuid, Conflict)>,
}

type Done = Result<(), PresenceRefusal>;

impl Presence {
    /// Puts somebody on the list.
    pub fn add(&mut self, person: Uuid, place: Place, municipality: Option<Uuid>) -> Done {
        if self.people.contains_key(&person) {
            return Err(PresenceRefusal::AlreadyListed);
        }
        if matches!(place, Place::Member { .. }) && self.people.values().any(|a| a.place == place) {
            return Err(PresenceRefusal::SeatTaken);
        }
        let attendee = Attendee { place, municipality, roll: Roll::Unmarked, spans: Vec::new() };
        self.people.insert(person, attendee);
        Ok(())
    }

    /// Takes somebody off the list: only where nothing rests on them.
    pub fn remove(&mut self, person: Uuid, rests: &[Dependency]) -> Done {
        self.attendee(person)?;
        let mut without = self.clone();
        without.people.remove(&person);
        without.conflicts.retain(|(_, p, _)| *p != person);
        self.adopt(without, person, rests)
    }

    /// Marks the answer at the roll call. Present means from the first item on; comings and goings that were
    /// marked before are replaced.
    pub fn roll(&mut self, person: Uuid, roll: Roll, rests: &[Dependency]) -> Done {
        let mut after = self.clone();
        let attendee = after.attendee_mut(person)?;
        attendee.roll = roll;
        attendee.spans = match roll {
            Roll::Present(mode) => {
                vec![Span { from_item: None, to_item: None, mode, came: None, left: None }]
            }
            _ => Vec::new(),
        };
        self.adopt(after, person, rests)
    }

    /// Somebody comes when this item begins.
    pub fn arrive(&mut self, person: Uuid, item: u32, mode: Mode, came: Option<Time>) -> Done {
        if item == 0 {
            return Err(PresenceRefusal::NoSuchItem);
        }
        let spans = &mut self.attendee_mut(person)?.spans;
        if spans.iter().any(|s| s.to_item.is_none_or(|to| to >= item)) {
            return Err(PresenceRefusal::AlreadyPresent);
        }
        spans.push(Span { from_item: Some(item), to_item: None, mode, came, left: None });
        Ok(())
    }

    /// Somebody leaves before this item begins, and does not come back unless marked so.
    pub fn leave(&mut self, person: Uuid, before: u32, left: Option<Time>, rests: &[Dependency]) -> Done {
        let last = before.checked_sub(1).filter(|n| *n > 0).ok_or(PresenceRefusal::NoSuchItem)?;
        let mut after = self.clone();
        let spans = &mut after.attendee_mut(person)?.spans;
        let span = spans.iter_mut().find(|s| s.holds(last)).ok_or(PresenceRefusal::NotPresent)?;
        // Already gone at that point: nothing changes but the time.
        if span.to_item.is_none_or(|to| to >= before) || left.is_some() {
            (span.to_item, span.left) = (Some(last), left);
        }
        spans.retain(|s| s.first() <= last);
        self.adopt(after, person, rests)
    }

    /// Marks a whole stretch at once: present from one item to another, both included.
    pub fn set_range(
        &mut self,
        person: Uuid,
        from_item: u32,
        to_item: Option<u32>,
        mode: Mode,
        rests: &[Dependency],
    ) -> Done {
        if from_item == 0 || to_item.is_some_and(|to| to < from_item) {
            return Err(PresenceRefusal::NoSuchItem);
        }
        let mut after = self.clone();
        after.attendee_mut(person)?.spans = vec![Span {
            from_item: (from_item > 1).then_some(from_item),
            to_item,
            mode,
            came: None,
            left: None,
        }];
        self.adopt(after, person, rests)
    }

    /// Somebody who is present goes on in another way from this item.
    pub fn change_mode(&mut self, person: Uuid, item: u32, mode: Mode) -> Done {
        let spans = &mut self.attendee_mut(person)?.spans;
        let at = spans.iter().position(|s| s.holds(item)).ok_or(PresenceRefusal::NotPresent)?;
        if spans[at].mode == mode {
            return Ok(());
        }
        if spans[at].first() == item {
            spans[at].mode = mode;
            return Ok(());
        }
        let rest = Span { from_item: Some(item), mode, came: None, ..spans[at] };
        (spans[at].to_item, spans[at].left) = (Some(item - 1), None);
        spans.insert(at + 1, rest);
        Ok(())
    }

    /// Marks that somebody takes no part in an item. A disqualification needs its ground.
    pub fn stand_aside(&mut self, person: Uuid, item: u32, why: Conflict, rests: &[Dependency]) -> Done {
        if item == 0 {
            return Err(PresenceRefusal::NoSuchItem);
        }
        if matches!(&why, Conflict::Disqualified { ground } if ground.trim().is_empty()) {
            return Err(PresenceRefusal::GroundMissing);
        }
        let mut after = self.clone();
        after.attendee_mut(person)?;
        after.conflicts.retain(|(i, p, _)| (*i, *p) != (item, person));
        after.conflicts.push((item, person, why));
        after.conflicts.sort_by_key(|(i, p, _)| (*i, *p));
        self.adopt(after, person, rests)
    }

    /// Takes such a mark away.
    pub fn take_part(&mut self, person: Uuid, item: u32) -> Done {
        self.attendee(person)?;
        self.conflicts.retain(|(i, p, _)| (*i, *p) != (item, person));
        Ok(())
    }

    /// All on the list.
    pub fn people(&self) -> &BTreeMap<Uuid, Attendee> {
        &self.people
    }

    /// Who takes no part in the item although they are at the meeting, and why.
    pub fn aside_at(&self, item: u32) -> impl Iterator<Item = (Uuid, &Conflict)> {
        self.conflicts.iter().filter(move |(i, ..)| *i == item).map(|(_, p, why)| (*p, why))
    }

    /// Whether somebody is present at the item and takes part in it.
    pub fn is_present(&self, person: Uuid, item: u32) -> bool {
        self.people.get(&person).is_some_and(|a| a.spans.iter().any(|s| s.holds(item)))
            && !self.aside_at(item).any(|(p, _)| p == person)
    }

    /// All who are present at the item and take part in it.
    pub fn present_at(&self, item: u32) -> Vec<Present> {
        let aside: BTreeSet<Uuid> = self.aside_at(item).map(|(p, _)| p).collect();
        self.people
            .iter()
            .filter(|(person, _)| !aside.contains(person))
            .filter_map(|(person, a)| {
                let span = a.spans.iter().find(|s| s.holds(item))?;
                let (place, municipality) = (a.place, a.municipality);
                Some(Present { person: *person, place, mode: span.mode, municipality })
            })
            .collect()
    }

    /// Who speaks for each seat at the item: the member, or a deputy where the member is away or disqualified.
    /// A seat counts once, whoever of its people is present.
    pub fn voters_at(&self, item: u32) -> Vec<Voter> {
        let mut present = self.present_at(item);
        present.sort_by_key(|p| matches!(p.place, Place::Deputy { .. }));
        let mut seats = BTreeSet::new();
        present
            .into_iter()
            .filter_map(|p| {
                let seat = p.place.seat()?;
                let voter = Voter { person: p.person, seat, municipality: p.municipality };
                seats.insert(seat).then_some(voter)
            })
            .collect()
    }

    /// Whether there are enough at the item, for a body of so many seats.
    pub fn quorum_at(&self, item: u32, rule: QuorumRule, seats: u32) -> Quorum {
        rule.check(seats, u32::try_from(self.voters_at(item).len()).unwrap_or(u32::MAX))
    }

    /// The comings and goings up to the last item, for the sentences of the record; in the order of items.
    pub fn movements(&self, last_item: u32) -> Vec<Movement> {
        let mut all = Vec::new();
        for (person, a) in &self.people {
            let mut before: Option<&Span> = None;
            for (i, span) in a.spans.iter().enumerate() {
                let next = a.spans.get(i + 1);
                if let Some(from) = span.from_item {
                    let changed = before.is_some_and(|b| b.goes_on_in(span));
                    let kind = if changed {
                        MovementKind::Changed(span.mode)
                    } else {
                        MovementKind::CameAt(span.mode)
                    };
                    all.push(Movement { item: from, person: *person, kind, at: span.came });
                }
                if let Some(to) = span.to_item
                    && !next.is_some_and(|n| span.goes_on_in(n))
                {
                    let (item, kind) = (to.saturating_add(1), MovementKind::LeftBefore);
                    all.push(Movement { item, person: *person, kind, at: span.left });
                }
                before = Some(span);
            }
        }
        let in_the_room = |person: &Uuid, item: u32| {
            self.people.get(person).is_some_and(|a| a.spans.iter().any(|s| s.holds(item)))
        };
        for (item, person, why) in self.conflicts.iter().filter(|(item, p, _)| in_the_room(p, *item)) {
            let kind = match why {
                Conflict::Disqualified { ground } => MovementKind::Disqualified { ground: ground.clone() },
                Conflict::Aside => MovementKind::Aside,
            };
            all.push(Movement { item: *item, person: *person, kind, at: None });
        }
        all.retain(|m| m.item <= last_item);
        all.sort_by_key(|m| (m.item, m.person));
        all
    }

    fn attendee(&self, person: Uuid) -> Result<&Attendee, PresenceRefusal> {
        self.people.get(&person).ok_or(PresenceRefusal::NotListed)
    }

    fn attendee_mut(&mut self, person: Uuid) -> Result<&mut Attendee, PresenceRefusal> {
        self.people.get_mut(&person).ok_or(PresenceRefusal::NotListed)
    }

    /// Takes the changed state unless it would leave something of the person without their presence.
    fn adopt(&mut self, after: Self, person: Uuid, rests: &[Dependency]) -> Done {
        let broken: Vec<Dependency> = rests
            .iter()
            .filter(|d| {
                d.person == person && self.is_present(person, d.item) && !after.is_present(person, d.item)
            })
            .copied()
            .collect();
        if !broken.is_empty() {
            return Err(PresenceRefusal::Needed(broken));
        }
        *self = after;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
