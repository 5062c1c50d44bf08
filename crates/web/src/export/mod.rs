//! What goes out in other forms than pages: the wheel as JSON, calendars as iCalendar.

pub mod calendar;
pub mod wheel;
