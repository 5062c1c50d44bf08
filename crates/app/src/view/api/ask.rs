//! What a list is asked for, read from the parameters of its address. What cannot be understood is refused, all of it at
//! once, with the parameter's name.

use super::scope::Axis;
use crate::collation;
use genbo_domain::{edtf::Edtf, value::ThingId};
use std::fmt;

/// The most things on a page.
pub const MOST: usize = 500;
/// The things on a page if nothing is said.
pub const USUAL: usize = 100;
/// The longest text to look for, in characters.
pub const LONGEST: usize = 200;
/// The names of the parameters.
pub const NAMES: [&str; 8] = ["cooperation", "body", "organisation", "from", "to", "q", "per_page", "cursor"];

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What it shall belong to, by slug or id.
    pub belongs: Vec<(Axis, String)>,
    /// The first moment of a time, as `2022-01-01T00:00`.
    pub from: Option<String>,
    /// The last moment of a time.
    pub to: Option<String>,
    /// The sort key that labels shall contain.
    pub label: Option<String>,
    /// How many things at most.
    pub per_page: usize,
    /// The last thing of the page before.
    pub after: Option<ThingId>,
}

/// What is wrong with a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The parameter.
    pub parameter: String,
    /// Why it is refused.
    pub why: Why,
}

/// Why a parameter is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no such parameter.
    Unknown,
    /// It is there more than once.
    Twice,
    /// It is no year, month or day.
    NoDate(String),
    /// The time ends before it begins.
    EndsBeforeItBegins,
    /// It is no number of things for a page.
    NoNumber(String),
    /// There is nothing to look for in it.
    Nothing,
    /// It is too long.
    TooLong,
    /// It is no cursor that an answer gave.
    NoCursor,
    /// There is no such thing.
    NoSuch(&'static str, String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Unknown => write!(f, "there is no such parameter; there are {}", NAMES.join(", ")),
            Why::Twice => f.write_str("it is given more than once; give it once"),
            Why::NoDate(text) => {
                write!(f, "{text:?} is no year, month or day; write 2022, 2022-06 or 2022-06-30")
            }
            Why::EndsBeforeItBegins => f.write_str("it lies before `from`; both ends are part of the time"),
            Why::NoNumber(text) => write!(f, "{text:?} is no number from 1 to {MOST}"),
            Why::Nothing => f.write_str("it has no letter and no digit"),
            Why::TooLong => write!(f, "it is longer than {LONGEST} characters"),
            Why::NoCursor => f.write_str("it is no cursor that an answer gave; follow `next` as it stands"),
            Why::NoSuch(noun, text) => write!(f, "there is no {noun} with the slug or id {text:?}"),
        }
    }
}

impl Default for Ask {
    fn default() -> Ask {
        Ask { belongs: Vec::new(), from: None, to: None, label: None, per_page: USUAL, after: None }
    }
}

impl Ask {
    /// Reads the decoded parameters. One without value is as good as none.
    pub fn read(parameters: &[(String, String)]) -> Result<Ask, Vec<Wrong>> {
        let mut ask = Ask::default();
        let mut wrong = Vec::new();
        for (i, (name, value)) in parameters.iter().enumerate() {
            let twice = parameters[..i].iter().any(|(n, _)| n == name);
            let read = if twice { Err(Why::Twice) } else { ask.take(name, value.trim()) };
            wrong.extend(read.err().map(|why| Wrong { parameter: name.clone(), why }));
        }
        if ask.from.as_ref().zip(ask.to.as_ref()).is_some_and(|(from, to)| from > to) {
            wrong.push(Wrong { parameter: "to".to_owned(), why: Why::EndsBeforeItBegins });
        }
        if wrong.is_empty() { Ok(ask) } else { Err(wrong) }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Why> {
        if !NAMES.contains(&name) {
            return Err(Why::Unknown);
        }
        if value.is_empty() {
            return Ok(());
        }
        match name {
            "from" => self.from = Some(moments(value)?.0),
            "to" => self.to = Some(moments(value)?.1),
            "q" => self.label = Some(sought(value)?),
            "per_page" => self.per_page = number(value)?,
            "cursor" => self.after = Some(opened(value)?),
            _ => {
                self.belongs
                    .extend(Axis::ALL.into_iter().find(|a| a.noun() == name).map(|a| (a, value.to_owned())));
            }
        }
        Ok(())
    }
}

/// The first and last minute of a year, month or day.
fn moments(value: &str) -> Result<(String, String), Why> {
    let wrong = || Why::NoDate(value.chars().take(40).collect());
    let plain = matches!(value.len(), 4 | 7 | 10) && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date: Edtf = value.parse().ok().filter(|_| plain).ok_or_else(wrong)?;
    // 2022-21 is a summer in EDTF.
    let season = value.get(5..7).is_some_and(|month| month > "12");
    let minute = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M").to_string();
    match (date.first(), date.last()) {
        (Some(first), Some(last)) if !season => Ok((minute(first), minute(last))),
        _ => Err(wrong()),
    }
}

fn sought(value: &str) -> Result<String, Why> {
    if value.chars().count() > LONGEST {
        return Err(Why::TooLong);
    }
    Some(collation::key(value)).filter(|key| !key.is_empty()).ok_or(Why::Nothing)
}

fn number(value: &str) -> Result<usize, Why> {
    let n = value.parse().ok().filter(|n| (1..=MOST).contains(n));
    n.ok_or_else(|| Why::NoNumber(value.chars().take(40).collect()))
}

/// The cursor behind a thing.
pub fn cursor(after: ThingId) -> String {
    format!("{:x}", after.0)
}

fn opened(value: &str) -> Result<ThingId, Why> {
    let id = i64::from_str_radix(value, 16).ok().filter(|id| *id > 0).map(ThingId);
    id.filter(|id| cursor(*id) == value).ok_or(Why::NoCursor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(parameters: &[(&str, &str)]) -> Result<Ask, Vec<Why>> {
        let parameters: Vec<(String, String)> =
            parameters.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Ask::read(&parameters).map_err(|wrong| wrong.into_iter().map(|w| w.why).collect())
    }

    #[test]
    fn a_parameter_that_is_not_known_or_stands_twice_is_refused() {
        assert_eq!(read(&[("colour", "red")]), Err(vec![Why::Unknown]));
        assert_eq!(read(&[("q", "a"), ("q", "a")]), Err(vec![Why::Twice]));
    }

    #[test]
    fn a_page_has_1_to_500_things() {
        for wrong in ["0", "501", "-1", "1.5", "many"] {
            assert!(
                matches!(read(&[("per_page", wrong)]), Err(why) if matches!(why[..], [Why::NoNumber(_)])),
                "{wrong}"
            );
        }
        assert_eq!(read(&[("per_page", "1")]).unwrap().per_page, 1);
        assert_eq!(read(&[("per_page", "500")]).unwrap().per_page, 500);
    }

    #[test]
    fn a_date_that_does_not_exist_a_season_and_an_imprecise_date_are_refused() {
        for wrong in ["2022-02-31", "2022-13", "2022-21", "2022~", "2022/2023", "202X", "-022", "yesterday"] {
            assert!(
                matches!(read(&[("from", wrong)]), Err(why) if matches!(why[..], [Why::NoDate(_)])),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_month_begins_with_its_first_and_ends_with_its_last_minute() {
        let ask = read(&[("from", "2022-02"), ("to", "2022-02")]).unwrap();
        assert_eq!(ask.from.as_deref(), Some("2022-02-01T00:00"));
        assert_eq!(ask.to.as_deref(), Some("2022-02-28T23:59"));
    }

    #[test]
    fn a_time_may_be_one_day_long_but_not_end_before_it_begins() {
        assert!(read(&[("from", "2022-06-30"), ("to", "2022-06-30")]).is_ok());
        assert_eq!(read(&[("from", "2022-07-01"), ("to", "2022-06-30")]), Err(vec![Why::EndsBeforeItBegins]));
    }

    #[test]
    fn a_parameter_without_value_asks_for_nothing_and_a_text_without_letters_is_refused() {
        assert_eq!(read(&[("q", ""), ("from", " "), ("body", "")]), Ok(Ask::default()));
        assert_eq!(read(&[("q", "%_")]), Err(vec![Why::Nothing]));
        assert_eq!(read(&[("q", &"a".repeat(LONGEST + 1))]), Err(vec![Why::TooLong]));
        assert!(read(&[("q", &"a".repeat(LONGEST))]).is_ok());
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        assert_eq!(read(&[("x", "1"), ("per_page", "0"), ("cursor", "zz")]).unwrap_err().len(), 3);
    }

    proptest! {
        #[test]
        fn a_cursor_leads_back_to_its_thing(id in 1_i64..) {
            prop_assert_eq!(opened(&cursor(ThingId(id))), Ok(ThingId(id)));
        }

        #[test]
        fn no_text_is_a_cursor_that_no_answer_would_give(text in "\\PC{0,20}") {
            if let Ok(id) = opened(&text) {
                prop_assert_eq!(cursor(id), text);
            }
        }
    }
}
