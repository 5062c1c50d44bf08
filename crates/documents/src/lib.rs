//! Formats: the cooperation file, iCalendar, the year wheel and charts as SVG. Pure: bytes in, bytes out.

pub mod atom;
pub mod breaks;
pub mod chain;
pub mod chart;
pub mod cooperation_file;
pub mod csv;
pub mod evidence;
pub mod frozen;
pub mod holidays;
pub mod ical;
pub mod invitation;
pub mod letter;
pub mod paper;
pub mod pasted;
pub mod statutes;
pub mod svg;
pub mod svg_print;
pub mod template;
pub mod wheel;
pub mod zip;
