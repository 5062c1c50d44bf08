//! Formats: the cooperation file, iCalendar, the year wheel and charts as SVG. Pure: bytes in, bytes out.

pub mod svg;
pub mod wheel;
