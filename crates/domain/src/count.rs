//! Uncertain numbers: exact, about, bounded or a range. That a number is unknown is said by its absence, never by a value.
//!
//! Invariant: a [`Count`] lies between 0 and [`Count::LIMIT`], and a range goes from the smaller to the larger.

use std::{fmt, str::FromStr};

/// What is known of a number. The text forms are `40`, `~40`, `>=18`, `<=50`, `>7000`, `<100` and `6-8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Estimate<T> {
    /// This number.
    Exact(T),
    /// About this number; how near is not said.
    About(T),
    /// This number or more.
    AtLeast(T),
    /// This number or less.
    AtMost(T),
    /// More than this number.
    MoreThan(T),
    /// Less than this number.
    LessThan(T),
    /// From the first to the second, both included.
    Range(T, T),
}

impl<'a> Estimate<&'a str> {
    /// Splits a text into sign and numbers, without looking at the numbers.
    pub(crate) fn split(text: &'a str) -> Self {
        type Wrap<'a> = fn(&'a str) -> Estimate<&'a str>;
        let signs: [(&str, Wrap<'a>); 7] = [
            ("~", Estimate::About),
            (">=", Estimate::AtLeast),
            ("≥", Estimate::AtLeast),
            ("<=", Estimate::AtMost),
            ("≤", Estimate::AtMost),
            (">", Estimate::MoreThan),
            ("<", Estimate::LessThan),
        ];
        for (sign, wrap) in signs {
            if let Some(rest) = text.strip_prefix(sign) {
                return wrap(rest.trim());
            }
        }
        // A dash that stands first is the sign of a number.
        match text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–')) {
            Some((at, dash)) => Estimate::Range(text[..at].trim(), text[at + dash.len_utf8()..].trim()),
            None => Estimate::Exact(text.trim()),
        }
    }
}

impl<T> Estimate<T> {
    /// The same estimate of translated numbers; the first that has no translation is the error.
    pub(crate) fn try_map<S, E>(self, f: impl Fn(T) -> Result<S, E>) -> Result<Estimate<S>, E> {
        Ok(match self {
            Estimate::Exact(n) => Estimate::Exact(f(n)?),
            Estimate::About(n) => Estimate::About(f(n)?),
            Estimate::AtLeast(n) => Estimate::AtLeast(f(n)?),
            Estimate::AtMost(n) => Estimate::AtMost(f(n)?),
            Estimate::MoreThan(n) => Estimate::MoreThan(f(n)?),
            Estimate::LessThan(n) => Estimate::LessThan(f(n)?),
            Estimate::Range(a, b) => Estimate::Range(f(a)?, f(b)?),
        })
    }

    /// Whether the number itself is known.
    pub const fn is_exact(&self) -> bool {
        matches!(self, Estimate::Exact(_))
    }
}

impl Estimate<i64> {
    /// A range in canonical form: of one number it is that number. `None` if it goes downwards.
    pub(crate) fn in_order(self) -> Option<Self> {
        match self {
            Estimate::Range(a, b) if a > b => None,
            Estimate::Range(a, b) if a == b => Some(Estimate::Exact(a)),
            other => Some(other),
        }
    }

    /// The smallest whole number that it can be; `None` if nothing bounds it below.
    pub const fn min(&self) -> Option<i64> {
        match *self {
            Estimate::Exact(n) | Estimate::AtLeast(n) | Estimate::Range(n, _) => Some(n),
            Estimate::MoreThan(n) => Some(n.saturating_add(1)),
            Estimate::About(_) | Estimate::AtMost(_) | Estimate::LessThan(_) => None,
        }
    }

    /// The largest whole number that it can be; `None` if nothing bounds it above.
    pub const fn max(&self) -> Option<i64> {
        match *self {
            Estimate::Exact(n) | Estimate::AtMost(n) | Estimate::Range(_, n) => Some(n),
            Estimate::LessThan(n) => Some(n.saturating_sub(1)),
            Estimate::About(_) | Estimate::AtLeast(_) | Estimate::MoreThan(_) => None,
        }
    }

    /// Whether it may be `n`. "About" has no stated width and so rules nothing out.
    pub fn could_be(&self, n: i64) -> bool {
        self.min().is_none_or(|min| min <= n) && self.max().is_none_or(|max| n <= max)
    }
}

impl<T: fmt::Display> fmt::Display for Estimate<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Estimate::Exact(n) => n.fmt(f),
            Estimate::About(n) => write!(f, "~{n}"),
            Estimate::AtLeast(n) => write!(f, ">={n}"),
            Estimate::AtMost(n) => write!(f, "<={n}"),
            Estimate::MoreThan(n) => write!(f, ">{n}"),
            Estimate::LessThan(n) => write!(f, "<{n}"),
            Estimate::Range(a, b) => write!(f, "{a}-{b}"),
        }
    }
}

/// How many: a whole number from 0, as exact as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count(Estimate<i64>);

/// Why a text is no count; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountError {
    /// Nothing is written.
    Empty,
    /// No whole number.
    Number(String),
    /// Below zero.
    Negative(String),
    /// Above [`Count::LIMIT`].
    TooLarge(String),
    /// A range that goes downwards.
    Order(String),
    /// Less than zero.
    Nothing(String),
}

impl fmt::Display for CountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CountError::Empty => f.write_str("an empty number says nothing; leave it out if it is unknown"),
            CountError::Number(s) => {
                write!(
                    f,
                    "{s:?} is no whole number; write 40, or ~40, >=18, <=50, >7000, <100, 6-8 if it is uncertain"
                )
            }
            CountError::Negative(s) => write!(f, "{s:?} is negative; a count starts at 0"),
            CountError::TooLarge(s) => write!(f, "{s:?} is too large; a count goes to {}", Count::LIMIT),
            CountError::Order(s) => write!(f, "{s:?} goes downwards; write the smaller number first"),
            CountError::Nothing(s) => write!(f, "{s:?} can be no count; a count starts at 0"),
        }
    }
}
impl std::error::Error for CountError {}

/// The digits of a number whose thousands may be set apart with blanks (`7 000`); `None` if it is anything else.
pub(crate) fn digits(text: &str) -> Option<String> {
    let mut groups = text.split([' ', '\u{a0}', '\u{202f}']);
    let head = groups.next()?;
    let mut all = head.to_owned();
    for group in groups {
        if group.len() != 3 || head.len() > 3 {
            return None;
        }
        all.push_str(group);
    }
    (!head.is_empty() && all.bytes().all(|b| b.is_ascii_digit())).then_some(all)
}

impl Count {
    /// The largest number that is taken for a count: a million millions.
    pub const LIMIT: i64 = 1_000_000_000_000;

    /// An exact count; `None` if it is negative or above the limit.
    pub const fn exact(n: i64) -> Option<Count> {
        if 0 <= n && n <= Count::LIMIT { Some(Count(Estimate::Exact(n))) } else { None }
    }

    /// What is known of the number.
    pub const fn estimate(&self) -> Estimate<i64> {
        self.0
    }

    /// The smallest number that it can be; `None` for "about", which has no stated width.
    pub const fn min(&self) -> Option<i64> {
        match self.0 {
            Estimate::AtMost(_) | Estimate::LessThan(_) => Some(0),
            other => other.min(),
        }
    }

    /// The largest number that it can be; `None` if nothing bounds it above.
    pub const fn max(&self) -> Option<i64> {
        self.0.max()
    }

    /// Whether the number itself is known.
    pub const fn is_exact(&self) -> bool {
        self.0.is_exact()
    }

    /// Whether it may be `n`. "About" rules out nothing but negative numbers.
    pub fn could_be(&self, n: i64) -> bool {
        n >= 0 && self.0.could_be(n)
    }
}

impl FromStr for Count {
    type Err = CountError;

    fn from_str(written: &str) -> Result<Count, CountError> {
        let text = written.trim();
        if text.is_empty() {
            return Err(CountError::Empty);
        }
        let estimate = Estimate::split(text).try_map(number)?;
        if estimate == Estimate::LessThan(0) {
            return Err(CountError::Nothing(text.to_owned()));
        }
        estimate.in_order().map(Count).ok_or_else(|| CountError::Order(text.to_owned()))
    }
}

fn number(text: &str) -> Result<i64, CountError> {
    if text.strip_prefix(['-', '−']).and_then(digits).is_some() {
        return Err(CountError::Negative(text.to_owned()));
    }
    let digits = digits(text).ok_or_else(|| CountError::Number(text.to_owned()))?;
    match digits.parse() {
        Ok(n) if n <= Count::LIMIT => Ok(n),
        _ => Err(CountError::TooLarge(text.to_owned())),
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(text: &str) -> Count {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn what_is_no_count_is_refused() {
        use CountError as E;
        for (text, error) in [
            ("", E::Empty),
            (" ", E::Empty),
            ("-1", E::Negative("-1".into())),
            (">=-1", E::Negative("-1".into())),
            ("1.5", E::Number("1.5".into())),
            ("fyra", E::Number("fyra".into())),
            ("ca 40", E::Number("ca 40".into())),
            ("~", E::Number(String::new())),
            ("~~40", E::Number("~40".into())),
            ("6-", E::Number(String::new())),
            ("1-2-3", E::Number("2-3".into())),
            ("~6-8", E::Number("6-8".into())),
            ("+4", E::Number("+4".into())),
            ("70 00", E::Number("70 00".into())),
            ("7000 000", E::Number("7000 000".into())),
            ("٤٠", E::Number("٤٠".into())),
            ("8-6", E::Order("8-6".into())),
            ("<0", E::Nothing("<0".into())),
            ("1000000000001", E::TooLarge("1000000000001".into())),
            ("99999999999999999999999", E::TooLarge("99999999999999999999999".into())),
        ] {
            assert_eq!(text.parse::<Count>(), Err(error), "{text}");
        }
    }

    #[test]
    fn every_form_has_its_bounds() {
        for (text, min, max) in [
            ("40", Some(40), Some(40)),
            ("0", Some(0), Some(0)),
            ("~40", None, None),
            (">=18", Some(18), None),
            ("<=50", Some(0), Some(50)),
            (">7000", Some(7001), None),
            ("<100", Some(0), Some(99)),
            ("<1", Some(0), Some(0)),
            ("6-8", Some(6), Some(8)),
            ("1000000000000", Some(Count::LIMIT), Some(Count::LIMIT)),
        ] {
            assert_eq!((count(text).min(), count(text).max()), (min, max), "{text}");
            assert_eq!(count(text).to_string(), text);
        }
        assert!(count("0").is_exact() && !count("~0").is_exact());
    }

    #[test]
    fn other_ways_to_write_it_become_canonical() {
        for (text, canonical) in [
            ("≥ 18", ">=18"),
            ("≤50", "<=50"),
            ("6 – 8", "6-8"),
            ("6-6", "6"),
            ("> 7 000", ">7000"),
            ("1\u{a0}000\u{202f}000", "1000000"),
            ("007", "7"),
        ] {
            assert_eq!(count(text).to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn a_number_at_the_bound_is_possible_and_the_one_beyond_is_not() {
        for (text, yes, no) in
            [(">=18", 18, 17), (">18", 19, 18), ("<=50", 50, 51), ("<50", 49, 50), ("6-8", 8, 9)]
        {
            assert!(count(text).could_be(yes), "{text} {yes}");
            assert!(!count(text).could_be(no), "{text} {no}");
        }
        assert!(count("~40").could_be(0) && !count("~40").could_be(-1) && !count("<=50").could_be(-1));
    }

    proptest! {
        #[test]
        fn written_and_read_is_the_same(a in 0..=Count::LIMIT, b in 0..=Count::LIMIT, form in 0..7) {
            let text = match form {
                0 => format!("{a}"),
                1 => format!("~{a}"),
                2 => format!(">={a}"),
                3 => format!("<={a}"),
                4 => format!(">{a}"),
                5 => format!("<{}", a.max(1)),
                _ => format!("{}-{}", a.min(b), a.max(b) + i64::from(a == b)),
            };
            prop_assume!(a != b || a < Count::LIMIT);
            prop_assert_eq!(count(&text).to_string(), text);
        }

        #[test]
        fn any_text_is_read_canonically_or_refused_without_panic(text in "[~<>=≥–-]{0,2}[0-9 -]{0,16}|\\PC{0,8}") {
            if let Ok(c) = text.parse::<Count>() {
                prop_assert_eq!(c.to_string().parse(), Ok(c));
                prop_assert!(c.min().is_none_or(|n| c.could_be(n) && !c.could_be(n - 1)));
                prop_assert!(c.max().is_none_or(|n| c.could_be(n) && !c.could_be(n + 1)));
            }
        }
    }
}
