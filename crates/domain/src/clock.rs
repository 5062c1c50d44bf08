//! A clock time on a known day, `09:10`, at minute precision.

use std::{fmt, str::FromStr};

/// Minutes after midnight, 0 to 1439.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clock(u16);

/// Why a text is no clock time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockError(String);

impl fmt::Display for ClockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no clock time; write hours and minutes as 09:10, from 00:00 to 23:59", self.0)
    }
}
impl std::error::Error for ClockError {}

impl Clock {
    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl From<jiff::civil::Time> for Clock {
    /// The time of day, cut to its minute.
    fn from(time: jiff::civil::Time) -> Clock {
        let part = |n: i8| u16::try_from(n).unwrap_or(0);
        Clock(part(time.hour()) * 60 + part(time.minute()))
    }
}

impl FromStr for Clock {
    type Err = ClockError;
    fn from_str(s: &str) -> Result<Self, ClockError> {
        let wrong = || ClockError(s.to_owned());
        let (h, m) = s.trim().split_once([':', '.']).ok_or_else(wrong)?;
        let digits = |t: &str| t.len() <= 2 && !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(h) || !digits(m) || m.len() != 2 {
            return Err(wrong());
        }
        let (h, m): (u16, u16) = (h.parse().map_err(|_| wrong())?, m.parse().map_err(|_| wrong())?);
        if h > 23 || m > 59 {
            return Err(wrong());
        }
        Ok(Clock(h * 60 + m))
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_or_a_minute_that_does_not_exist_is_refused() {
        for s in ["24:00", "25:00", "09:60", "9", "09:1", "", "-1:00", "09:10:00", "٠٩:١٠"] {
            assert!(s.parse::<Clock>().is_err(), "{s}");
        }
    }

    #[test]
    fn every_minute_of_the_day_reads_back_as_itself() {
        for n in 0..1440 {
            let text = Clock(n).to_string();
            assert_eq!(text.parse(), Ok(Clock(n)), "{text}");
        }
        assert_eq!("9.10".parse::<Clock>().map(|c| c.to_string()), Ok("09:10".to_owned()));
    }
}
