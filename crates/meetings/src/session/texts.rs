//! What is typed beside a proposal: shown as plain text where that loses nothing, else in its stored form.

use page::Form;
use richtext::RichText;

/// The text for a text area. Typed in again, it makes the same text.
pub fn shown(stored: &str) -> String {
    let text = RichText::parse(stored);
    let plain = text.to_plain();
    if RichText::from_input(&plain).is_ok_and(|again| again == text) { plain } else { text.to_html() }
}

/// The stored form of what was typed.
pub fn typed(form: &mut Form, name: &str) -> String {
    match RichText::from_input(form.value(name)) {
        Ok(text) => text.to_html(),
        Err(_) => {
            form.wrong_with(name, "problem-too-long", richtext::MAX_INPUT);
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_between_the_text_area_and_the_store() {
        for stored in [
            "",
            "<p>Merkittiin tiedoksi.</p>",
            "<p>Linjattiin:</p><ul><li>yksi</li><li>kaksi</li></ul>",
            "<p>Kunnat nimeävät <strong>yhden</strong> edustajan.</p>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ] {
            let mut form = Form::new().with("text", shown(stored));
            assert_eq!(RichText::parse(&typed(&mut form, "text")), RichText::parse(stored), "{stored}");
            assert!(form.ok());
        }
        assert_eq!(shown("<p>Merkittiin tiedoksi.</p>"), "Merkittiin tiedoksi.");
        assert!(shown("<p><strong>A</strong></p>").contains("<strong>"));
    }
}
