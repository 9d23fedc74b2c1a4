//! What every room of the house shares: ids, clock, languages, dates with doubt, money,
//! the actor of a change, facts and events.
//!
//! Nothing here knows of the web or of a database, and nothing here reads the clock of the machine
//! except [`SystemClock`], which only the binary makes.

mod actor;
mod clock;
mod event;
mod fact;
pub mod fmt;
mod id;
mod lang;
mod money;
mod publicity;
mod when;

pub use actor::{Actor, Grant, Role, Who};
pub use clock::{Clock, FixedClock, SystemClock, local_date, local_time, to_instant};
pub use event::{Event, PastItem, PastMeeting};
pub use fact::{Fact, FactKind, Link, Subject};
pub use id::Id;
pub use lang::{Lang, Local};
pub use money::{Cents, shares};
pub use publicity::Publicity;
pub use when::{Season, When, WhenError};
