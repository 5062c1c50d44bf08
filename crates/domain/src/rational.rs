//! Exact shares: fractions that are never rounded, and the one place where an amount is divided by them.
//!
//! Invariant: a [`Rational`] is reduced and not negative; the parts of an apportioned amount sum to the amount.

use std::{cmp::Ordering, fmt, str::FromStr};

/// A fraction from 0 upwards, reduced. Reads `7/10`, `0.5`, `30 %` and `2`; writes `7/10` and `2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: i64,
    denominator: i64,
}

/// Why a text is no share, or why shares cannot be reckoned with; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RationalError {
    /// Nothing is written.
    Empty,
    /// No fraction, decimal or percentage.
    Number(String),
    /// A decimal comma.
    Comma(String),
    /// Below zero.
    Negative(String),
    /// A division by zero.
    Zero(String),
    /// Larger, or finer, than can be kept exactly.
    TooLarge(String),
    /// The result is larger, or finer, than can be kept exactly.
    Overflow,
    /// Nothing to apportion by: there is no weight above zero.
    NoWeights,
}

impl fmt::Display for RationalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RationalError as E;
        match self {
            E::Empty => f.write_str("an empty share says nothing; leave it out if it is unknown"),
            E::Number(s) => write!(f, "{s:?} is no share; write 7/10, 0.5 or 30 %"),
            E::Comma(s) => {
                write!(f, "{s:?} has a comma; write the decimals after a point: {}", s.replace(',', "."))
            }
            E::Negative(s) => write!(f, "{s:?} is negative; a share starts at 0"),
            E::Zero(s) => write!(f, "{s:?} divides by zero; write a number from 1 below the line"),
            E::TooLarge(s) => write!(f, "{s:?} has more digits than are kept exactly; shorten it"),
            E::Overflow => f.write_str("the exact result has too many digits to be kept"),
            E::NoWeights => f.write_str("no weight is above zero, so there is nothing to apportion by"),
        }
    }
}
impl std::error::Error for RationalError {}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Rational {
    /// Nothing.
    pub const ZERO: Rational = Rational { numerator: 0, denominator: 1 };
    /// The whole.
    pub const ONE: Rational = Rational { numerator: 1, denominator: 1 };

    /// The fraction, reduced; `None` if it is negative or divides by zero.
    pub fn new(numerator: i64, denominator: i64) -> Option<Rational> {
        Rational::reduced(numerator.into(), denominator.into())
    }

    fn reduced(numerator: i128, denominator: i128) -> Option<Rational> {
        if numerator < 0 || denominator <= 0 {
            return None;
        }
        let divisor = gcd(numerator, denominator);
        Some(Rational {
            numerator: i64::try_from(numerator / divisor).ok()?,
            denominator: i64::try_from(denominator / divisor).ok()?,
        })
    }

    /// The number above the line.
    pub const fn numerator(&self) -> i64 {
        self.numerator
    }

    /// The number below the line, from 1.
    pub const fn denominator(&self) -> i64 {
        self.denominator
    }

    /// Whether it is nothing.
    pub const fn is_zero(&self) -> bool {
        self.numerator == 0
    }

    /// The exact sum.
    pub fn checked_add(&self, other: &Rational) -> Result<Rational, RationalError> {
        let (a, b, c, d) = self.terms(other);
        Rational::reduced(a * d + c * b, b * d).ok_or(RationalError::Overflow)
    }

    /// The exact difference; too small a minuend is an overflow, because shares are not negative.
    pub fn checked_sub(&self, other: &Rational) -> Result<Rational, RationalError> {
        let (a, b, c, d) = self.terms(other);
        Rational::reduced(a * d - c * b, b * d).ok_or(RationalError::Overflow)
    }

    /// The exact product.
    pub fn checked_mul(&self, other: &Rational) -> Result<Rational, RationalError> {
        let (a, b, c, d) = self.terms(other);
        Rational::reduced(a * c, b * d).ok_or(RationalError::Overflow)
    }

    /// The exact sum of many.
    pub fn checked_sum<'a>(many: impl IntoIterator<Item = &'a Rational>) -> Result<Rational, RationalError> {
        many.into_iter().try_fold(Rational::ZERO, |sum, next| sum.checked_add(next))
    }

    // Products of two i64 fit in i128, and so does the sum of two such products of numbers that are not negative.
    fn terms(&self, other: &Rational) -> (i128, i128, i128, i128) {
        (self.numerator.into(), self.denominator.into(), other.numerator.into(), other.denominator.into())
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Rational) -> Ordering {
        let (a, b, c, d) = self.terms(other);
        (a * d).cmp(&(c * b))
    }
}

impl FromStr for Rational {
    type Err = RationalError;

    fn from_str(written: &str) -> Result<Rational, RationalError> {
        let text = written.trim();
        let owned = || text.to_owned();
        if text.is_empty() {
            return Err(RationalError::Empty);
        }
        if text.contains(',') {
            return Err(RationalError::Comma(owned()));
        }
        if text.starts_with(['-', '−']) {
            return Err(RationalError::Negative(owned()));
        }
        let (numerator, denominator) = if let Some((above, below)) = text.split_once('/') {
            (whole(above.trim(), text)?, whole(below.trim(), text)?)
        } else if let Some(percent) = text.strip_suffix('%') {
            let (n, d) = decimal(percent.trim(), text)?;
            (n, d * 100)
        } else {
            decimal(text, text)?
        };
        if denominator == 0 {
            return Err(RationalError::Zero(owned()));
        }
        Rational::reduced(numerator, denominator).ok_or_else(|| RationalError::TooLarge(owned()))
    }
}

/// A whole number as i128, of at most as many digits as an i64 has.
fn whole(digits: &str, text: &str) -> Result<i128, RationalError> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(RationalError::Number(text.to_owned()));
    }
    digits.parse::<i64>().map(i128::from).map_err(|_| RationalError::TooLarge(text.to_owned()))
}

fn decimal(number: &str, text: &str) -> Result<(i128, i128), RationalError> {
    let Some((before, after)) = number.split_once('.') else {
        return Ok((whole(number, text)?, 1));
    };
    // A text of at most 18 decimals fits: whole() bounds each side.
    let (before, decimals) = (whole(before, text)?, whole(after, text)?);
    let places = u32::try_from(after.len()).ok().filter(|n| *n <= 18);
    let power = 10_i128.pow(places.ok_or_else(|| RationalError::TooLarge(text.to_owned()))?);
    Ok((before * power + decimals, power))
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            d => write!(f, "{}/{d}", self.numerator),
        }
    }
}

/// Divides an amount in minor units in proportion to weights, by the largest remainder: each part is its exact share
/// rounded down or up, the parts sum to the amount, and of equal remainders the earlier in order gets the unit. A
/// negative amount is divided like the positive one. Refused without a weight above zero, and where the weights have
/// too many digits to be reckoned with exactly.
pub fn apportion(amount_minor: i64, weights: &[Rational]) -> Result<Vec<i64>, RationalError> {
    let weights = whole_weights(weights)?;
    let total =
        weights.iter().try_fold(0_i128, |sum, w| sum.checked_add(*w)).ok_or(RationalError::Overflow)?;
    if total == 0 {
        return Err(RationalError::NoWeights);
    }
    // Below this, share_of cannot overflow.
    if total > i128::MAX / 4 {
        return Err(RationalError::Overflow);
    }
    let amount = amount_minor.unsigned_abs();
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in &weights {
        let (part, remainder) = share_of(amount, *weight, total);
        parts.push(part);
        remainders.push(remainder);
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    // Stable: equal remainders keep their order.
    order.sort_by_key(|i| std::cmp::Reverse(remainders[*i]));
    let left = i128::from(amount) - parts.iter().sum::<i128>();
    for index in order.into_iter().take(usize::try_from(left).map_err(|_| RationalError::Overflow)?) {
        parts[index] += 1;
    }
    let sign = i128::from(amount_minor.signum());
    parts.into_iter().map(|part| i64::try_from(part * sign).map_err(|_| RationalError::Overflow)).collect()
}

/// `amount * weight / total` and what remains, bit by bit, because the product itself need not fit.
fn share_of(amount: u64, weight: i128, total: i128) -> (i128, i128) {
    let (mut part, mut remainder) = (0, 0);
    for bit in (0..u64::BITS).rev() {
        part *= 2;
        remainder *= 2;
        if amount >> bit & 1 == 1 {
            remainder += weight;
        }
        part += remainder / total;
        remainder %= total;
    }
    (part, remainder)
}

/// The same proportions as whole numbers without a common divisor.
fn whole_weights(weights: &[Rational]) -> Result<Vec<i128>, RationalError> {
    let mut common = 1_i128;
    for weight in weights {
        let d = i128::from(weight.denominator);
        common = common.checked_mul(d / gcd(common, d)).ok_or(RationalError::Overflow)?;
    }
    let mut whole = Vec::with_capacity(weights.len());
    for weight in weights {
        let factor = common / i128::from(weight.denominator);
        whole.push(factor.checked_mul(weight.numerator.into()).ok_or(RationalError::Overflow)?);
    }
    let divisor = whole.iter().fold(0, |divisor, w| gcd(divisor, *w)).max(1);
    Ok(whole.into_iter().map(|w| w / divisor).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(text: &str) -> Rational {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn what_is_no_share_is_refused() {
        use RationalError as E;
        for (text, error) in [
            ("", E::Empty),
            ("0,5", E::Comma("0,5".into())),
            ("-1/2", E::Negative("-1/2".into())),
            ("1/0", E::Zero("1/0".into())),
            ("1/-2", E::Number("1/-2".into())),
            ("1/2/3", E::Number("1/2/3".into())),
            ("1/3 %", E::Number("1/3 %".into())),
            ("half", E::Number("half".into())),
            ("%", E::Number("%".into())),
            (".5", E::Number(".5".into())),
            ("5.", E::Number("5.".into())),
            ("+1", E::Number("+1".into())),
            ("9223372036854775808", E::TooLarge("9223372036854775808".into())),
            ("0.0000000000000000001", E::TooLarge("0.0000000000000000001".into())),
        ] {
            assert_eq!(text.parse::<Rational>(), Err(error), "{text}");
        }
        assert_eq!(
            RationalError::Comma("0,5".into()).to_string(),
            "\"0,5\" has a comma; write the decimals after a point: 0.5"
        );
        assert_eq!((Rational::new(-1, 2), Rational::new(1, 0), Rational::new(1, -2)), (None, None, None));
    }

    #[test]
    fn every_form_is_reduced() {
        for (text, canonical) in [
            ("7/10", "7/10"),
            ("14 / 20", "7/10"),
            ("30 %", "3/10"),
            ("30\u{a0}%", "3/10"),
            ("100%", "1"),
            ("12.5 %", "1/8"),
            ("0.5", "1/2"),
            ("0/7", "0"),
            ("2.0", "2"),
            ("9223372036854775807", "9223372036854775807"),
            ("0.000000000000000001", "1/1000000000000000000"),
        ] {
            assert_eq!(share(text).to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn too_fine_a_result_is_refused_and_not_rounded() {
        let (a, b) = (share("1/9223372036854775807"), share("1/9223372036854775806"));
        assert_eq!(a.checked_add(&b), Err(RationalError::Overflow));
        assert_eq!(a.checked_mul(&b), Err(RationalError::Overflow));
        assert_eq!(share("1/2").checked_sub(&share("2/3")), Err(RationalError::Overflow));
        assert_eq!(share("2/3").checked_sub(&share("1/2")), Ok(share("1/6")));
        assert!(a < b);
    }

    #[test]
    fn an_amount_is_apportioned_to_the_last_unit() {
        let thirds = [share("1"), share("1"), share("1")];
        assert_eq!(apportion(100, &thirds), Ok(vec![34, 33, 33]));
        assert_eq!(apportion(-100, &thirds), Ok(vec![-34, -33, -33]));
        assert_eq!(apportion(200, &thirds), Ok(vec![67, 67, 66]));
        assert_eq!(apportion(0, &thirds), Ok(vec![0, 0, 0]));
        assert_eq!(apportion(10, &[share("70 %"), share("30 %")]), Ok(vec![7, 3]));
        assert_eq!(apportion(10, &[share("0"), share("1/3"), share("1/6")]), Ok(vec![0, 7, 3]));
        assert_eq!(apportion(i64::MIN, &[share("1")]), Ok(vec![i64::MIN]));
        assert_eq!(apportion(1, &[]), Err(RationalError::NoWeights));
        assert_eq!(apportion(1, &[Rational::ZERO]), Err(RationalError::NoWeights));
    }

    fn any_share() -> impl Strategy<Value = Rational> {
        (0i64..1_000_000, 1i64..1_000).prop_map(|(n, d)| Rational::new(n, d).unwrap())
    }

    proptest! {
        #[test]
        fn written_and_read_is_the_same(n in 0..i64::MAX, d in 1..i64::MAX) {
            let r = Rational::new(n, d).unwrap();
            prop_assert_eq!(share(&r.to_string()), r);
        }

        #[test]
        fn order_agrees_with_difference(a in any_share(), b in any_share()) {
            prop_assert_eq!(a >= b, a.checked_sub(&b).is_ok());
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        }

        #[test]
        fn sums_and_products_obey_arithmetic(a in any_share(), b in any_share(), c in any_share()) {
            prop_assert_eq!(a.checked_add(&b), b.checked_add(&a));
            prop_assert_eq!(a.checked_add(&b).and_then(|s| s.checked_sub(&b)), Ok(a));
            let left = a.checked_add(&b).and_then(|s| s.checked_mul(&c));
            let right = a.checked_mul(&c).and_then(|p| p.checked_add(&b.checked_mul(&c)?));
            prop_assert_eq!(left, right);
        }

        #[test]
        fn parts_sum_to_the_amount(amount: i64, weights in prop::collection::vec(any_share(), 1..8)) {
            prop_assume!(weights.iter().any(|w| !w.is_zero()));
            let parts = apportion(amount, &weights).unwrap();
            prop_assert_eq!(parts.iter().map(|p| i128::from(*p)).sum::<i128>(), i128::from(amount));
        }

        #[test]
        fn every_part_is_within_a_unit_of_its_share(
            amount in -1_000_000_i64..1_000_000, weights in prop::collection::vec(any_share(), 1..8),
        ) {
            prop_assume!(weights.iter().any(|w| !w.is_zero()));
            let parts = apportion(amount, &weights).unwrap();
            let whole = whole_weights(&weights).unwrap();
            let total: i128 = whole.iter().sum();
            for (part, weight) in parts.iter().zip(&whole) {
                let off = i128::from(*part) * total - i128::from(amount) * weight;
                prop_assert!(off.abs() < total && (*weight > 0 || *part == 0), "{part} of weight {weight}");
            }
        }

        #[test]
        fn equal_weights_differ_by_at_most_a_unit_and_the_earlier_is_not_smaller(amount in 0i64..10_000, n in 1usize..40) {
            let parts = apportion(amount, &vec![Rational::ONE; n]).unwrap();
            prop_assert!(parts.is_sorted_by(|a, b| a >= b) && parts[0] - parts[n - 1] <= 1);
        }

        #[test]
        fn any_text_is_read_canonically_or_refused_without_panic(text in "[0-9./ %-]{0,24}|\\PC{0,8}") {
            if let Ok(r) = text.parse::<Rational>() {
                prop_assert_eq!(r.to_string().parse(), Ok(r));
            }
        }
    }
}
