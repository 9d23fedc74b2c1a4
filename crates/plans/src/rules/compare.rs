//! A municipality's own text beside the model: which paragraphs it kept, left out and wrote itself.

/// A paragraph of the two texts together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// In both.
    Kept(String),
    /// In the model only.
    LeftOut(String),
    /// In the own text only.
    Own(String),
}

/// The most paragraphs that are compared; of longer texts only what stands alike at both ends is told apart.
const MOST: usize = 1500;

/// Two texts, paragraph by paragraph, in their order.
pub fn compare(model: &[String], own: &[String]) -> Vec<Line> {
    let head = model.iter().zip(own).take_while(|(a, b)| a == b).count();
    let (a, b) = (&model[head..], &own[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b, end) = (&a[..a.len() - tail], &b[..b.len() - tail], &a[a.len() - tail..]);
    let mut out: Vec<Line> = model[..head].iter().cloned().map(Line::Kept).collect();
    if a.len() > MOST || b.len() > MOST {
        out.extend(a.iter().cloned().map(Line::LeftOut));
        out.extend(b.iter().cloned().map(Line::Own));
    } else {
        middle(a, b, &mut out);
    }
    out.extend(end.iter().cloned().map(Line::Kept));
    out
}

/// The longest common sequence of what differs at both ends.
fn middle(a: &[String], b: &[String], out: &mut Vec<Line>) {
    let mut long = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            long[i][j] =
                if a[i] == b[j] { long[i + 1][j + 1] + 1 } else { long[i + 1][j].max(long[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            out.push(Line::Kept(a[i].clone()));
            i += 1;
            j += 1;
        } else if i < a.len() && (j == b.len() || long[i + 1][j] >= long[i][j + 1]) {
            out.push(Line::LeftOut(a[i].clone()));
            i += 1;
        } else {
            out.push(Line::Own(b[j].clone()));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab]{1,2}", 0..14)
    }

    #[test]
    fn a_changed_paragraph_is_left_out_and_written_anew() {
        let of = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let lines = compare(
            &of(&["Tarkoitus", "Vastuut", "Seuranta"]),
            &of(&["Tarkoitus", "Meillä vastaa kunnanjohtaja", "Seuranta"]),
        );
        assert_eq!(
            lines,
            [
                Line::Kept("Tarkoitus".into()),
                Line::LeftOut("Vastuut".into()),
                Line::Own("Meillä vastaa kunnanjohtaja".into()),
                Line::Kept("Seuranta".into()),
            ]
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_out_of_it(model in texts(), own in texts()) {
            let lines = compare(&model, &own);
            let read = |skip: fn(&Line) -> bool| {
                lines.iter().filter(|l| !skip(l)).map(|l| match l {
                    Line::Kept(t) | Line::LeftOut(t) | Line::Own(t) => t.clone(),
                }).collect::<Vec<_>>()
            };
            prop_assert_eq!(read(|l| matches!(l, Line::Own(_))), model.clone());
            prop_assert_eq!(read(|l| matches!(l, Line::LeftOut(_))), own.clone());
            if model == own {
                prop_assert!(lines.iter().all(|l| matches!(l, Line::Kept(_))));
            }
        }
    }
}
