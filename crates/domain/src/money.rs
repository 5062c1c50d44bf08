//! Amounts of money: whole minor units of a named currency, as exact as they are known.
//!
//! Invariant: no amount is ever a floating-point number, and amounts of different currencies never meet.

use crate::count::{Estimate, digits};
use std::{fmt, str::FromStr};

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Swedish krona.
    pub const SEK: Currency = Currency(*b"SEK");

    /// The three capitals of the code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many decimals its minor unit has, by ISO 4217: two, unless the standard says otherwise.
    pub const fn minor_digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    const fn minor_per_major(&self) -> i64 {
        10_i64.pow(self.minor_digits())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Currency, MoneyError> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Currency([a, b, c])),
            _ => Err(MoneyError::Currency(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money: `7000.00 SEK`, `~7000 SEK`, `>7000 SEK`, `6000-8000 SEK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: Estimate<i64>,
    currency: Currency,
}

/// Why a text is no amount, or why amounts cannot be reckoned with; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoneyError {
    /// Nothing is written.
    Empty,
    /// No currency follows the amount.
    NoCurrency(String),
    /// No code of three capitals.
    Currency(String),
    /// No number.
    Number(String),
    /// A decimal comma.
    Comma(String),
    /// More decimals than the currency has; the second value is how many it has.
    Decimals(String, u32),
    /// More than can be kept.
    TooLarge(String),
    /// A range that goes downwards.
    Order(String),
    /// Reckoning with an uncertain amount.
    NotExact(String),
    /// Reckoning with two currencies.
    Currencies(Currency, Currency),
    /// The result is more than can be kept.
    Overflow,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use MoneyError as E;
        match self {
            E::Empty => f.write_str("an empty amount says nothing; leave it out if it is unknown"),
            E::NoCurrency(s) => {
                write!(f, "{s:?} names no currency; write it after the amount, as in 7000.00 SEK")
            }
            E::Currency(s) => write!(f, "{s:?} is no currency code; write three capitals, as in SEK"),
            E::Number(s) => write!(f, "{s:?} is no amount; write it as 7000.00, ~7000, >7000 or 6000-8000"),
            E::Comma(s) => {
                write!(f, "{s:?} has a comma; write the decimals after a point: {}", s.replace(',', "."))
            }
            E::Decimals(s, 0) => write!(f, "{s:?} has decimals, but the currency has none"),
            E::Decimals(s, n) => write!(f, "{s:?} has too many decimals; the currency has {n}"),
            E::TooLarge(s) => write!(f, "{s:?} is too large an amount"),
            E::Order(s) => write!(f, "{s:?} goes downwards; write the smaller amount first"),
            E::NotExact(s) => write!(f, "{s} is not exact and cannot be reckoned with"),
            E::Currencies(a, b) => write!(f, "{a} and {b} cannot be reckoned together"),
            E::Overflow => f.write_str("the sum is too large"),
        }
    }
}
impl std::error::Error for MoneyError {}

impl Money {
    /// An exact amount in minor units (öre).
    pub const fn from_minor(minor: i64, currency: Currency) -> Money {
        Money { minor: Estimate::Exact(minor), currency }
    }

    /// What is known of the amount, in minor units.
    pub const fn estimate(&self) -> Estimate<i64> {
        self.minor
    }

    /// The amount in minor units, if it is exact.
    pub const fn exact_minor(&self) -> Option<i64> {
        match self.minor {
            Estimate::Exact(n) => Some(n),
            _ => None,
        }
    }

    /// The currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether the amount itself is known.
    pub const fn is_exact(&self) -> bool {
        self.minor.is_exact()
    }

    /// The smallest amount that it can be, in minor units.
    pub const fn min_minor(&self) -> Option<i64> {
        self.minor.min()
    }

    /// The largest amount that it can be, in minor units.
    pub const fn max_minor(&self) -> Option<i64> {
        self.minor.max()
    }

    /// Whether it may be that many minor units.
    pub fn could_be(&self, minor: i64) -> bool {
        self.minor.could_be(minor)
    }

    /// The sum of two exact amounts of one currency.
    pub fn checked_add(&self, other: &Money) -> Result<Money, MoneyError> {
        self.reckon(other, i64::checked_add)
    }

    /// The difference of two exact amounts of one currency.
    pub fn checked_sub(&self, other: &Money) -> Result<Money, MoneyError> {
        self.reckon(other, i64::checked_sub)
    }

    /// An exact amount, several times.
    pub fn checked_times(&self, times: i64) -> Result<Money, MoneyError> {
        let product = self.reckonable()?.checked_mul(times).ok_or(MoneyError::Overflow)?;
        Ok(Money::from_minor(product, self.currency))
    }

    fn reckon(&self, other: &Money, f: fn(i64, i64) -> Option<i64>) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Currencies(self.currency, other.currency));
        }
        let result = f(self.reckonable()?, other.reckonable()?).ok_or(MoneyError::Overflow)?;
        Ok(Money::from_minor(result, self.currency))
    }

    fn reckonable(&self) -> Result<i64, MoneyError> {
        self.exact_minor().ok_or_else(|| MoneyError::NotExact(self.to_string()))
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(written: &str) -> Result<Money, MoneyError> {
        let text = written.trim();
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let (amount, code) = match text.rsplit_once(char::is_whitespace) {
            Some((amount, code)) if !code.contains(|c: char| c.is_ascii_digit()) => (amount.trim(), code),
            _ => return Err(MoneyError::NoCurrency(text.to_owned())),
        };
        let currency: Currency = code.parse()?;
        let minor = Estimate::split(amount).try_map(|number| parse_minor(number, currency))?;
        let minor = minor.in_order().ok_or_else(|| MoneyError::Order(amount.to_owned()))?;
        Ok(Money { minor, currency })
    }
}

fn parse_minor(text: &str, currency: Currency) -> Result<i64, MoneyError> {
    let wrong = || MoneyError::Number(text.to_owned());
    if text.contains(',') {
        return Err(MoneyError::Comma(text.to_owned()));
    }
    let (sign, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, decimals) = unsigned.split_once('.').map_or((unsigned, None), |(w, d)| (w, Some(d)));
    let whole = digits(whole).ok_or_else(wrong)?;
    let decimals =
        decimals.map_or(Ok(""), |d| match d.bytes().all(|b| b.is_ascii_digit()) && !d.is_empty() {
            true => Ok(d),
            false => Err(wrong()),
        })?;
    let places = currency.minor_digits();
    let width = usize::try_from(places).unwrap_or(usize::MAX);
    if decimals.len() > width {
        return Err(MoneyError::Decimals(text.to_owned(), places));
    }
    format!("{sign}{whole}{decimals:0<width$}").parse().map_err(|_| MoneyError::TooLarge(text.to_owned()))
}

/// One number of an amount; whole amounts of an uncertain sum are written without decimals.
struct Written {
    minor: i64,
    currency: Currency,
    always_decimals: bool,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_major = self.currency.minor_per_major().unsigned_abs();
        let (whole, rest) = (self.minor.unsigned_abs() / per_major, self.minor.unsigned_abs() % per_major);
        let sign = if self.minor < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}")?;
        if per_major > 1 && (self.always_decimals || rest > 0) {
            let width = usize::try_from(self.currency.minor_digits()).unwrap_or(0);
            write!(f, ".{rest:0width$}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (currency, always_decimals) = (self.currency, self.is_exact());
        let written =
            self.minor.try_map(|minor| Ok::<_, fmt::Error>(Written { minor, currency, always_decimals }))?;
        write!(f, "{written} {currency}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn a_decimal_comma_is_refused_and_the_point_proposed() {
        let error = "7000,50 SEK".parse::<Money>().unwrap_err();
        assert_eq!(error, MoneyError::Comma("7000,50".into()));
        assert_eq!(error.to_string(), "\"7000,50\" has a comma; write the decimals after a point: 7000.50");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        use MoneyError as E;
        for (text, error) in [
            ("", E::Empty),
            ("7000", E::NoCurrency("7000".into())),
            ("7 000", E::NoCurrency("7 000".into())),
            ("7000SEK", E::NoCurrency("7000SEK".into())),
            ("SEK", E::NoCurrency("SEK".into())),
            ("SEK 7000", E::NoCurrency("SEK 7000".into())),
            ("7000 kr", E::Currency("kr".into())),
            ("7000 sek", E::Currency("sek".into())),
            ("7000 SEKK", E::Currency("SEKK".into())),
            ("sju SEK", E::Number("sju".into())),
            ("7000. SEK", E::Number("7000.".into())),
            (".50 SEK", E::Number(".50".into())),
            ("1.2.3 SEK", E::Number("1.2.3".into())),
            ("7.5e3 SEK", E::Number("7.5e3".into())),
            ("~ SEK", E::Number(String::new())),
            ("7000.505 SEK", E::Decimals("7000.505".into(), 2)),
            ("7000.5 JPY", E::Decimals("7000.5".into(), 0)),
            ("8000-6000 SEK", E::Order("8000-6000".into())),
            ("92233720368547758.08 SEK", E::TooLarge("92233720368547758.08".into())),
        ] {
            assert_eq!(text.parse::<Money>(), Err(error), "{text}");
        }
    }

    #[test]
    fn every_form_becomes_canonical() {
        for (text, canonical) in [
            ("7000.00 SEK", "7000.00 SEK"),
            ("7000 SEK", "7000.00 SEK"),
            ("7000.5 SEK", "7000.50 SEK"),
            ("7 000 SEK", "7000.00 SEK"),
            ("0.05 SEK", "0.05 SEK"),
            ("-0.05 SEK", "-0.05 SEK"),
            ("-0 SEK", "0.00 SEK"),
            ("~7000 SEK", "~7000 SEK"),
            ("~7000.00 SEK", "~7000 SEK"),
            ("~7000.50 SEK", "~7000.50 SEK"),
            (">7000 SEK", ">7000 SEK"),
            ("≥7000\u{a0}SEK", ">=7000 SEK"),
            ("<= 7000 SEK", "<=7000 SEK"),
            ("6000–8000 SEK", "6000-8000 SEK"),
            ("6000-6000 SEK", "6000.00 SEK"),
            ("-5--3 EUR", "-5--3 EUR"),
            ("700 JPY", "700 JPY"),
            ("7.125 KWD", "7.125 KWD"),
            ("92233720368547758.07 SEK", "92233720368547758.07 SEK"),
            ("-92233720368547758.08 SEK", "-92233720368547758.08 SEK"),
        ] {
            assert_eq!(money(text).to_string(), canonical, "{text}");
            assert_eq!(money(canonical), money(text));
        }
        assert_eq!(money("7000 SEK").exact_minor(), Some(700_000));
        assert_eq!(money(">7000 SEK").min_minor(), Some(700_001));
        assert_eq!(money("~7000 SEK").exact_minor(), None);
    }

    #[test]
    fn only_exact_amounts_of_one_currency_are_reckoned() {
        let (krona, about, euro, most) =
            (money("1 SEK"), money("~1 SEK"), money("1 EUR"), Money::from_minor(i64::MAX, Currency::SEK));
        assert_eq!(krona.checked_add(&about), Err(MoneyError::NotExact("~1 SEK".into())));
        assert_eq!(krona.checked_sub(&euro), Err(MoneyError::Currencies(Currency::SEK, euro.currency())));
        assert_eq!(most.checked_add(&Money::from_minor(1, Currency::SEK)), Err(MoneyError::Overflow));
        assert_eq!(most.checked_times(2), Err(MoneyError::Overflow));
        assert_eq!(krona.checked_add(&krona), krona.checked_times(2));
    }

    fn currency() -> impl Strategy<Value = Currency> {
        prop_oneof![Just("SEK"), Just("JPY"), Just("KWD"), Just("EUR")].prop_map(|c| c.parse().unwrap())
    }

    proptest! {
        #[test]
        fn written_and_read_is_the_same(a: i64, b: i64, c in currency(), form in 0..7) {
            let minor = match form {
                0 => Estimate::Exact(a),
                1 => Estimate::About(a),
                2 => Estimate::AtLeast(a),
                3 => Estimate::AtMost(a),
                4 => Estimate::MoreThan(a),
                5 => Estimate::LessThan(a),
                _ => Estimate::Range(a.min(b), a.max(b)),
            };
            let amount = Money { minor: minor.in_order().unwrap(), currency: c };
            prop_assert_eq!(money(&amount.to_string()), amount);
        }

        #[test]
        fn a_sum_less_one_part_is_the_other(a: i32, b: i32) {
            let (a, b) = (Money::from_minor(a.into(), Currency::SEK), Money::from_minor(b.into(), Currency::SEK));
            prop_assert_eq!(a.checked_add(&b).and_then(|sum| sum.checked_sub(&b)), Ok(a));
        }

        #[test]
        fn any_text_is_read_canonically_or_refused_without_panic(text in "[~<>=-]{0,2}[0-9. ,-]{0,20} [A-Z]{2,4}|\\PC{0,8}") {
            if let Ok(m) = text.parse::<Money>() {
                prop_assert_eq!(m.to_string().parse(), Ok(m));
            }
        }
    }
}
