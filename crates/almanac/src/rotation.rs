use jiff::civil::Date;
use kit::When;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One agreed turn to chair. Dates are what was agreed, with their doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The municipality whose turn it is.
    pub municipality: Uuid,
    /// When the turn begins.
    pub from: When,
    /// When it ends; open where no end has been agreed: then it ends when the next one begins.
    pub to: When,
}

/// A municipality passes its turn: those after it move one period up, and the last period is left without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// Which turn, counted from 0 in the agreed order.
    pub turn: usize,
    /// Why; it stays on record.
    pub reason: String,
}

/// Two municipalities change places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// One turn, counted from 0 in the agreed order.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Why; it stays on record.
    pub reason: String,
}

/// Somebody else chairs for a time, whatever the order says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manual {
    /// The municipality that chairs.
    pub municipality: Uuid,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why; it stays on record.
    pub reason: String,
}

/// Why the order cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RotationError {
    /// A turn surely ends before it begins.
    #[error("a turn ends before it begins")]
    EndBeforeStart {
        /// Which turn.
        turn: usize,
    },
    /// A turn surely begins before the one before it has begun or ended.
    #[error("turns overlap or are out of order")]
    Overlap {
        /// The later turn.
        turn: usize,
    },
    /// A skip or swap names a turn that is not there, or one twice.
    #[error("no such turn")]
    NoSuchTurn {
        /// Which.
        turn: usize,
    },
    /// A skip, swap or override without its reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// An override ends before it begins, or two cover one day.
    #[error("overrides overlap or end before they begin")]
    ManualTime,
}

/// Why somebody chairs out of the agreed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// Others passed their turn.
    Skip(String),
    /// Places were changed.
    Swap(String),
}

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The order; with what has moved it.
    Turn {
        /// Which period, counted from 0.
        period: usize,
        /// When it begins.
        from: When,
        /// When it ends.
        to: When,
        /// Skips and swaps that brought the municipality here.
        because: Vec<Why>,
    },
    /// An override by hand.
    Manual {
        /// Its reason.
        reason: String,
        /// Its last day.
        to: Date,
    },
}

/// Who chairs on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChairAnswer {
    /// This municipality.
    Known {
        /// Which.
        municipality: Uuid,
        /// How we know.
        source: Source,
    },
    /// The agreed dates are not exact enough: one of these, if any.
    Uncertain {
        /// Those who may, in the order of turns.
        may: Vec<Uuid>,
    },
    /// The day is between two agreed turns.
    Between {
        /// Whose turn has ended.
        before: Uuid,
        /// Whose turn begins next.
        after: Uuid,
    },
    /// The first turn has not begun.
    NotYet {
        /// Whose turn is first.
        first: Uuid,
    },
    /// Nothing has been agreed for the day.
    NotAgreed {
        /// Who had the last turn before it.
        last: Option<Uuid>,
    },
}

/// Who is next after a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextAnswer {
    /// This municipality.
    Known {
        /// Which.
        municipality: Uuid,
        /// When its turn begins.
        from: When,
        /// Skips and swaps that brought it there.
        because: Vec<Why>,
    },
    /// Nothing has been agreed after this.
    NotAgreed {
        /// Who has the last agreed turn.
        last: Option<Uuid>,
    },
}

/// A rotating chair: the agreed turns in their order, and what has changed them. It never goes round again by
/// itself: what has not been agreed is told as not agreed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Rotation {
    turns: Vec<Turn>,
    skips: Vec<Skip>,
    swaps: Vec<Swap>,
    manual: Vec<Manual>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Wire {
    turns: Vec<Turn>,
    #[serde(default)]
    skips: Vec<Skip>,
    #[serde(default)]
    swaps: Vec<Swap>,
    #[serde(default)]
    manual: Vec<Manual>,
}

impl TryFrom<Wire> for Rotation {
    type Error = RotationError;
    fn try_from(w: Wire) -> Result<Self, RotationError> {
        Self::new(w.turns, w.skips, w.swaps, w.manual)
    }
}
impl From<Rotation> for Wire {
    fn from(r: Rotation) -> Self {
        Self { turns: r.turns, skips: r.skips, swaps: r.swaps, manual: r.manual }
    }
}

/// A period of the order: who has it, and between which days it surely and possibly is.
struct Period<'a> {
    turn: &'a Turn,
    holder: Option<(Uuid, Vec<Why>)>,
    starts: (Date, Date),
    ends: (Date, Date),
}

impl Period<'_> {
    fn surely_on(&self, day: Date) -> bool {
        self.starts.1 <= day && day <= self.ends.0
    }
    fn maybe_on(&self, day: Date) -> bool {
        self.starts.0 <= day && day <= self.ends.1
    }
    fn who(&self) -> Option<Uuid> {
        self.holder.as_ref().map(|(m, _)| *m)
    }
}

impl Rotation {
    /// An order with its changes. Swaps are made first, in their order, then skips.
    pub fn new(
        turns: Vec<Turn>,
        skips: Vec<Skip>,
        swaps: Vec<Swap>,
        mut manual: Vec<Manual>,
    ) -> Result<Self, RotationError> {
        for (i, turn) in turns.iter().enumerate() {
            let (from, to) = (turn.from.span(), turn.to.span());
            if from.zip(to).is_some_and(|((first, _), (_, last))| last < first) {
                return Err(RotationError::EndBeforeStart { turn: i });
            }
            let overlaps = |earlier: &Turn| {
                let starts = earlier.from.span().map(|(first, _)| first);
                let ends = earlier.to.span().map(|(first, _)| first);
                from.is_some_and(|(_, last)| {
                    starts.is_some_and(|s| last <= s) || ends.is_some_and(|e| last <= e)
                })
            };
            if turns[..i].iter().any(overlaps) {
                return Err(RotationError::Overlap { turn: i });
            }
        }
        let named = swaps.iter().flat_map(|s| [s.one, s.other]).chain(skips.iter().map(|s| s.turn));
        if let Some(turn) = named.into_iter().find(|n| *n >= turns.len()) {
            return Err(RotationError::NoSuchTurn { turn });
        }
        if let Some(twice) =
            skips.iter().enumerate().find(|(i, s)| skips[..*i].iter().any(|o| o.turn == s.turn))
        {
            return Err(RotationError::NoSuchTurn { turn: twice.1.turn });
        }
        if let Some(same) = swaps.iter().find(|s| s.one == s.other) {
            return Err(RotationError::NoSuchTurn { turn: same.other });
        }
        let reasons = skips.iter().map(|s| &s.reason).chain(swaps.iter().map(|s| &s.reason));
        if reasons.chain(manual.iter().map(|m| &m.reason)).any(|r| r.trim().is_empty()) {
            return Err(RotationError::ReasonMissing);
        }
        manual.sort_by_key(|m| m.from);
        if manual.iter().any(|m| m.to < m.from) || manual.windows(2).any(|w| w[1].from <= w[0].to) {
            return Err(RotationError::ManualTime);
        }
        Ok(Self { turns, skips, swaps, manual })
    }

    /// The agreed turns as they were agreed.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The order as it now stands: one entry for each period, with none where a skip left it empty.
    pub fn order(&self) -> Vec<Option<(Uuid, Vec<Why>)>> {
        let mut places: Vec<(usize, Uuid, Vec<Why>)> =
            self.turns.iter().enumerate().map(|(i, t)| (i, t.municipality, Vec::new())).collect();
        for swap in &self.swaps {
            let at = |turn: usize| places.iter().position(|(i, ..)| *i == turn);
            if let (Some(a), Some(b)) = (at(swap.one), at(swap.other)) {
                places.swap(a, b);
                for i in [a, b] {
                    places[i].2.push(Why::Swap(swap.reason.clone()));
                }
            }
        }
        for skip in &self.skips {
            if let Some(at) = places.iter().position(|(i, ..)| *i == skip.turn) {
                places.remove(at);
                for later in &mut places[at..] {
                    later.2.push(Why::Skip(skip.reason.clone()));
                }
            }
        }
        let mut order: Vec<_> = places.into_iter().map(|(_, m, why)| Some((m, why))).collect();
        order.resize(self.turns.len(), None);
        order
    }

    fn periods(&self) -> Vec<Period<'_>> {
        let mut earliest = Date::MIN;
        let mut periods: Vec<Period<'_>> = self
            .turns
            .iter()
            .zip(self.order())
            .map(|(turn, holder)| {
                // An unknown start is at least not before the turn that precedes it in the order.
                let starts = turn.from.span().unwrap_or((earliest, Date::MAX));
                earliest = starts.0;
                // Compared by the stored form, which leaves the printed words out.
                let open = turn.to.code() == When::open().code();
                let ends = turn.to.span().unwrap_or((if open { Date::MAX } else { Date::MIN }, Date::MAX));
                Period { turn, holder, starts, ends }
            })
            .collect();
        let day_before = |d: Date| d.yesterday().unwrap_or(Date::MIN);
        for i in (1..periods.len()).rev() {
            // A turn without a known end is over at the latest when the next one has begun.
            let next = periods[i].starts;
            let this = &mut periods[i - 1];
            if this.turn.to.span().is_none() {
                this.ends = (this.ends.0.min(day_before(next.0)), day_before(next.1));
            }
        }
        periods
    }

    fn turn_answer(period: usize, p: &Period<'_>) -> Option<ChairAnswer> {
        let (municipality, because) = p.holder.clone()?;
        let source = Source::Turn { period, from: p.turn.from.clone(), to: p.turn.to.clone(), because };
        Some(ChairAnswer::Known { municipality, source })
    }

    /// Who chairs on this day.
    pub fn chair_on(&self, day: Date) -> ChairAnswer {
        if let Some(m) = self.manual.iter().find(|m| (m.from..=m.to).contains(&day)) {
            let source = Source::Manual { reason: m.reason.clone(), to: m.to };
            return ChairAnswer::Known { municipality: m.municipality, source };
        }
        let periods = self.periods();
        let last = periods.iter().filter(|p| p.ends.1 < day).filter_map(Period::who).next_back();
        if let Some((i, p)) = periods.iter().enumerate().find(|(_, p)| p.surely_on(day)) {
            return Self::turn_answer(i, p).unwrap_or(ChairAnswer::NotAgreed { last });
        }
        let may: Vec<Uuid> = periods.iter().filter(|p| p.maybe_on(day)).filter_map(Period::who).collect();
        if !may.is_empty() {
            return ChairAnswer::Uncertain { may };
        }
        let after = periods.iter().filter(|p| p.starts.0 > day).find_map(Period::who);
        match (last, after) {
            (Some(before), Some(after)) => ChairAnswer::Between { before, after },
            (None, Some(first)) => ChairAnswer::NotYet { first },
            (last, None) => ChairAnswer::NotAgreed { last },
        }
    }

    /// Whose turn is next after this day, by the order; overrides by hand do not change it.
    pub fn next_after(&self, day: Date) -> NextAnswer {
        let periods = self.periods();
        let now = periods
            .iter()
            .position(|p| p.surely_on(day))
            .or_else(|| periods.iter().position(|p| p.maybe_on(day)));
        let next = match now {
            Some(i) => i + 1,
            None => periods.iter().position(|p| p.starts.0 > day).unwrap_or(periods.len()),
        };
        match periods.get(next).and_then(|p| p.holder.clone().map(|h| (p, h))) {
            Some((p, (municipality, because))) => {
                NextAnswer::Known { municipality, from: p.turn.from.clone(), because }
            }
            None => NextAnswer::NotAgreed { last: periods.iter().filter_map(Period::who).next_back() },
        }
    }
}

#[cfg(test)]
mod tests;
