//! Rows that stand from–to, in two columns for each date, and what they say of it.

use jiff::civil::Date;
use kit::When;

use crate::persons::{in_force, when};
use crate::rows::{holding, mandate, membership};

macro_rules! stands_from_to {
    ($($row:ty),*) => {$(
        impl $row {
            /// From when.
            pub fn from(&self) -> When {
                when(&self.from_date, self.from_printed.as_deref())
            }

            /// Until when.
            pub fn to(&self) -> When {
                when(&self.to_date, self.to_printed.as_deref())
            }

            /// Whether it is in force on a day.
            pub fn in_force(&self, day: Date) -> bool {
                let printed = (self.from_printed.as_deref(), self.to_printed.as_deref());
                in_force(&self.from_date, printed.0, &self.to_date, printed.1, day)
            }
        }
    )*};
}

stands_from_to!(holding::Model, membership::Model, mandate::Model);
