//! What goes out in other forms than pages: the wheel and findings as JSON, calendars as iCalendar.

pub mod calendar;
pub mod check;
pub mod wheel;
