//! What goes out in other forms than pages: the wheel, findings and records as JSON, calendars as iCalendar.

pub mod calendar;
pub mod check;
pub mod frozen;
pub mod record;
pub mod wheel;
