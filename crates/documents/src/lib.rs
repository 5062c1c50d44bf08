//! Formats: the cooperation file, iCalendar, the year wheel and charts as SVG. Pure: bytes in, bytes out.

pub mod breaks;
pub mod chart;
pub mod cooperation_file;
pub mod holidays;
pub mod ical;
pub mod svg;
pub mod template;
pub mod wheel;
