//! Which characters our fonts can print. PDF/A allows no character without its glyph, and people paste anything.

use std::collections::HashSet;

use typst_kit::fonts::FontStore;

/// The family that prints our texts, and the one that lends it signs (the template names the same two).
const MAIN: &str = "libertinus serif";
const SIGNS: &str = "dejavu sans mono";
/// Printed for what has no glyph.
const MISSING: char = '\u{25a1}';

/// Characters that can be printed.
pub struct Glyphs {
    known: HashSet<char>,
}

impl Glyphs {
    pub fn of(fonts: &FontStore) -> Self {
        // Every face of a family must have a character, for any text may be strong or stressed.
        let family = |name: &str| {
            let faces = (0..).map_while(|i| fonts.book().info(i)).filter(|f| f.family.to_lowercase() == name);
            faces
                .map(|f| f.coverage.iter().filter_map(char::from_u32).collect::<HashSet<char>>())
                .reduce(|all, face| &all & &face)
                .unwrap_or_default()
        };
        let signs =
            family(SIGNS).into_iter().filter(|c| ('\u{2070}'..='\u{2bff}').contains(c) && !is_mark(*c));
        let known = family(MAIN).into_iter().chain(signs).filter(|c| !is_private(*c)).collect();
        Self { known }
    }

    /// The text with what cannot be printed shown as a box, never silently gone; marks without a glyph and
    /// invisible signs are left out.
    pub fn printable(&self, text: &str) -> String {
        text.chars()
            .filter_map(|c| match c {
                '\t' | '\n' | '\r' => Some(' '),
                c if c.is_control() || is_invisible(c) => None,
                c if self.known.contains(&c) => Some(c),
                c if is_mark(c) => None,
                c if c.is_whitespace() => Some(' '),
                _ if self.known.contains(&MISSING) => Some(MISSING),
                _ => Some('?'),
            })
            .collect()
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}'..='\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}')
}
