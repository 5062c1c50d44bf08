//! Pictures: from a view's facts and a language's words to what the drawing crate draws.

pub(crate) mod chain;
pub mod organisation;
pub mod wheel;
