//! Logo and colours of a region: what may be shown, and how it is drawn without a style in any page.

pub(crate) mod colour;
pub(crate) mod logo;
mod svg;

pub use colour::Colour;
pub use logo::{LogoError, taken};
