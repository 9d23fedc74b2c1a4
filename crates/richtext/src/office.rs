//! What Word and Outlook write into style and class attributes.

/// What a tag's attributes say that matters to a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// `font-weight`, where it says.
    pub strong: Option<bool>,
    /// `font-style`, where it says.
    pub em: Option<bool>,
    /// Level of an Office list, of which this is a paragraph.
    pub level: Option<usize>,
    /// Which Office list.
    pub list: String,
    /// This is the bullet or number that Office printed.
    pub marker: bool,
    /// A paragraph of one of Word's list classes, though it does not say of which list.
    pub list_class: bool,
}

impl Look {
    pub fn of(class: &str, style: &str) -> Self {
        let mut look = Self { list_class: class.contains("MsoListParagraph"), ..Self::default() };
        for rule in style.split(';') {
            let Some((name, value)) = rule.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "font-weight" => look.strong = weight(&value),
                "font-style" => {
                    look.em = match value.as_str() {
                        "normal" => Some(false),
                        v => (v == "italic" || v.starts_with("oblique")).then_some(true),
                    }
                }
                "mso-list" => look.office_list(&value),
                _ => {}
            }
        }
        look
    }

    /// `l0 level2 lfo1`, `Ignore` on the printed marker, `none` on a paragraph that left its list.
    fn office_list(&mut self, value: &str) {
        if value == "ignore" {
            self.marker = true;
        } else if value == "none" || value == "skip" {
            self.list_class = false;
        } else {
            self.level = value
                .split_ascii_whitespace()
                .find_map(|w| w.strip_prefix("level")?.parse::<usize>().ok())
                .or(Some(1));
            self.list = value.split_ascii_whitespace().find(|w| !w.starts_with("level")).unwrap_or("").into();
        }
    }
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        v => v.parse::<u32>().ok().map(|n| n >= 600),
    }
}

/// Reads a printed marker: `3.`, `b)`, `(iv)`, `1.2.` are numbers with the place that they stand for where it is
/// told; every other mark is a bullet.
pub fn number(marker: &str) -> Option<u32> {
    let marker = marker.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    let core = marker.strip_prefix('(').unwrap_or(marker);
    let core = core.strip_suffix(['.', ')'])?;
    let last = core.rsplit('.').next().unwrap_or(core);
    if last.is_empty() || core.len() > 12 || !core.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    if last.chars().all(|c| c.is_ascii_digit()) {
        return last.parse().ok();
    }
    if !last.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let lower = last.to_ascii_lowercase();
    // `i)` alone is far oftener the first roman number than the ninth letter.
    match lower.as_bytes() {
        [c] if !matches!(c, b'i' | b'v' | b'x') => Some(u32::from(c - b'a') + 1),
        _ => roman(&lower),
    }
}

fn roman(text: &str) -> Option<u32> {
    let mut sum = 0i64;
    let mut largest = 0;
    for c in text.chars().rev() {
        let value = match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        };
        sum += if value < largest { -value } else { value };
        largest = largest.max(value);
    }
    u32::try_from(sum).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_a_number_only_when_it_is_written_as_one() {
        let read: Vec<_> =
            ["3.", "b)", "(iv)", "1.2.", "ix.", " 10.\u{a0}\u{a0}", "·", "o", "§", "-", "", "kj)"]
                .map(number)
                .to_vec();
        let none = None;
        assert_eq!(
            read,
            [Some(3), Some(2), Some(4), Some(2), Some(9), Some(10), none, none, none, none, none, none]
        );
    }

    #[test]
    fn a_style_tells_weight_slant_and_list() {
        let look =
            Look::of("MsoNormal", "margin:0; FONT-WEIGHT: 700;font-style:italic ; mso-list:l2 level3 lfo4");
        assert_eq!(
            (look.strong, look.em, look.level, look.list.as_str()),
            (Some(true), Some(true), Some(3), "l2")
        );
        assert!(Look::of("", "mso-list:Ignore").marker);
        assert_eq!(Look::of("MsoListParagraph", "mso-list:none").level, None);
    }
}
