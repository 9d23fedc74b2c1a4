use std::fmt;

/// Text must stand out from what is behind it by this much (WCAG 2.2, 1.4.3).
pub const ENOUGH: f64 = 4.5;
/// What the page's own texts in the colour of acts stand on: white, the ground, the pale of what is pointed at.
const BEHIND: [Colour; 3] = [Colour(255, 255, 255), Colour(0xf5, 0xf7, 0xf9), Colour(0xe5, 0xef, 0xf8)];

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads `#002a52`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().strip_prefix('#')?;
        if hex.len() != 6 || !hex.is_ascii() {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    fn luminance(self) -> f64 {
        let line = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * line(self.0) + 0.7152 * line(self.1) + 0.0722 * line(self.2)
    }

    /// How much two colours differ, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least contrast with white and with all that links and buttons stand on.
    pub fn least(self) -> f64 {
        BEHIND.into_iter().map(|b| self.contrast(b)).fold(f64::INFINITY, f64::min)
    }

    /// The nearest darker shade of the same colour that stands out enough.
    pub fn darkened(self) -> Self {
        let shade = |c: u8, part: u32| u8::try_from(u32::from(c) * part / 100).unwrap_or(c);
        (0..=100)
            .rev()
            .map(|part| Self(shade(self.0, part), shade(self.1, part), shade(self.2, part)))
            .find(|c| c.least() >= ENOUGH)
            .unwrap_or(Self(0, 0, 0))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_is_reckoned_as_the_guidelines_do() {
        let (black, white) = (Colour(0, 0, 0), Colour(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        assert!((Colour(0x76, 0x76, 0x76).contrast(white) - 4.54).abs() < 0.01);
        assert!((Colour(0x77, 0x77, 0x77).contrast(white) - 4.48).abs() < 0.01);
        assert_eq!(Colour::parse("#002A52"), Some(Colour(0, 0x2a, 0x52)));
        for wrong in ["", "002a52", "#02a", "#00zz52", "#002a52;}", "#äää"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_darker_shade_always_stands_out(r: u8, g: u8, b: u8) {
            let colour = Colour(r, g, b);
            prop_assert!(colour.darkened().least() >= ENOUGH);
            prop_assert_eq!(Colour::parse(&colour.to_string()), Some(colour));
            if colour.least() >= ENOUGH {
                prop_assert_eq!(colour.darkened(), colour);
            }
        }
    }
}
