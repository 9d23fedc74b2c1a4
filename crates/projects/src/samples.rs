//! Projects for the tests of the rules.

use kit::When;
use serde_json::Value;

use crate::values::Data;
use crate::whole::{Head, Whole};

pub(crate) fn data(values: &[(&str, Value)]) -> Data {
    values.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect()
}

pub(crate) fn empty() -> Whole {
    Whole {
        head: Head {
            code: "1".into(),
            name: "Koe".into(),
            diary: String::new(),
            owner: String::new(),
            manager: String::new(),
            steering: String::new(),
            measure: String::new(),
            state: "running".into(),
            from: When::from_code("2012-07-01", None).unwrap(),
            to: When::from_code("2015-09-30", None).unwrap(),
            earlier: Vec::new(),
            summary: String::new(),
            source: String::new(),
        },
        rows: Vec::new(),
        parts: Vec::new(),
    }
}
