//! The parts of a report that have a text of their own.

use crate::values::Fields;
use crate::whole::Whole;

/// A part: its key, and the code and title of the measure where it is one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartKey {
    /// `1` to `8`, or `m-` and the code of a measure.
    pub key: String,
    /// The number under which it stands: `4` or `4.1`.
    pub number: String,
    /// The title of the measure.
    pub measure: Option<String>,
}

/// All parts of a project's report, in their order.
pub fn part_keys(whole: &Whole) -> Vec<PartKey> {
    let mut all = Vec::new();
    for chapter in 1..=8u8 {
        all.push(PartKey { key: chapter.to_string(), number: chapter.to_string(), measure: None });
        if chapter == crate::check::MEASURES_CHAPTER {
            for (n, m) in whole.rows("measures").iter().enumerate() {
                all.push(PartKey {
                    key: format!("m-{}", m.text("code")),
                    number: format!("{chapter}.{}", n + 1),
                    measure: Some(m.text("title").to_owned()),
                });
            }
        }
    }
    all
}
