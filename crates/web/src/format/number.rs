//! Numbers in words: counts, amounts, shares, lengths of time, §§.

use super::NB;
use crate::{lang::Lang, words};
use genbo_domain::{
    count::{Count, Estimate},
    duration::{Duration, Unit},
    money::{Currency, Money},
    paragraphs::{Paragraph, ParagraphSet},
    rational::Rational,
};

/// The words before an uncertain number.
struct Words {
    about: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    more: &'static str,
    less: &'static str,
}

impl Lang {
    /// A whole number with its thousands set apart: `7 000`, `7,000`.
    pub fn whole(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 2);
        if n < 0 {
            out.push('−');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(if self == Lang::Sv { NB } else { ',' });
            }
            out.push(digit);
        }
        out
    }

    /// A picture in words: `PNG, 240 × 80, 3 kB`.
    pub fn picture(self, image: &genbo_domain::image::Image) -> String {
        let (width, height) = image.size();
        let kind = image.format().ending().trim_start_matches('.').to_uppercase();
        let size = image.bytes().len().div_ceil(1024);
        format!("{kind}, {width}{NB}×{NB}{height}, {size}{NB}kB")
    }

    /// An uncertain number: `40`, `cirka 40`, `minst 18`, `högst 50`, `fler än 7 000`, `6–8`.
    pub fn count(self, count: &Count) -> String {
        let words = match self {
            Lang::Sv => Words {
                about: "cirka",
                at_least: "minst",
                at_most: "högst",
                more: "fler än",
                less: "färre än",
            },
            Lang::En => Words {
                about: "about",
                at_least: "at least",
                at_most: "at most",
                more: "more than",
                less: "fewer than",
            },
        };
        estimate(&words, count.estimate(), |n| self.whole(n))
    }

    /// How many of a noun: `1 möte`, `3 möten`, `inga` is left to the caller's own words.
    pub fn counted(self, n: usize, noun: &'static str) -> String {
        let label = words::noun(self, noun);
        let name = if n == 1 { label.singular } else { label.plural };
        format!("{}{NB}{name}", self.whole(i64::try_from(n).unwrap_or(i64::MAX)))
    }

    /// The Swedish or English words for one or for several: `[["kommun", "kommuner"], ["municipality", …]]`.
    pub fn plural(self, n: usize, forms: [[&'static str; 2]; 2]) -> &'static str {
        forms[self.index()][usize::from(n != 1)]
    }

    /// An amount: `7 000 kr`, `cirka 7 000 kr`, `drygt 7 000 kr` (more than), `7 000,50 kr`, `SEK 7,000`.
    pub fn money(self, money: &Money) -> String {
        let words = match self {
            Lang::Sv => Words {
                about: "cirka",
                at_least: "minst",
                at_most: "högst",
                more: "drygt",
                less: "mindre än",
            },
            Lang::En => Words {
                about: "about",
                at_least: "at least",
                at_most: "at most",
                more: "over",
                less: "less than",
            },
        };
        let currency = money.currency();
        let unit = if currency == Currency::SEK && self == Lang::Sv { "kr" } else { currency.code() };
        match self {
            Lang::Sv => {
                format!("{}{NB}{unit}", estimate(&words, money.estimate(), |n| self.minor(n, currency)))
            }
            Lang::En => {
                estimate(&words, money.estimate(), |n| format!("{unit}{NB}{}", self.minor(n, currency)))
            }
        }
    }

    fn minor(self, minor: i64, currency: Currency) -> String {
        let per_major = 10_i64.pow(currency.minor_digits());
        let (major, rest) = (minor / per_major, (minor % per_major).unsigned_abs());
        if rest == 0 {
            return self.whole(major);
        }
        let width = usize::try_from(currency.minor_digits()).unwrap_or(2);
        let sign = if minor < 0 && major == 0 { "−" } else { "" };
        format!("{sign}{}{}{rest:0width$}", self.whole(major), self.pick(",", "."))
    }

    /// A share of a whole: `30 %`, `7/10` where a percentage would not be exact.
    pub fn share(self, share: &Rational) -> String {
        let (n, d) = (share.numerator(), share.denominator());
        match n.checked_mul(1000).filter(|thousand| thousand % d == 0).map(|thousand| thousand / d) {
            Some(permille) => format!("{}{NB}%", self.tenths(permille)),
            None => format!("{n}/{d}"),
        }
    }

    /// A number that need not be whole: `2`, `1,5`, `1/3`.
    pub fn number(self, number: &Rational) -> String {
        let (n, d) = (number.numerator(), number.denominator());
        for (scale, width) in [(1, 0), (10, 1), (100, 2), (1000, 3), (10_000, 4)] {
            if let Some(scaled) = n.checked_mul(scale).filter(|m| m % d == 0).map(|m| m / d) {
                let (whole, rest) = (scaled / scale, scaled % scale);
                return match width {
                    0 => self.whole(whole),
                    _ => format!("{}{}{rest:0width$}", self.whole(whole), self.pick(",", ".")),
                };
            }
        }
        format!("{n}/{d}")
    }

    fn tenths(self, tenths: i64) -> String {
        match tenths % 10 {
            0 => self.whole(tenths / 10),
            rest => format!("{}{}{rest}", self.whole(tenths / 10), self.pick(",", ".")),
        }
    }

    /// A length of time: `7 dagar`, `1 vecka`, `5 arbetsdagar`.
    pub fn duration(self, duration: Duration) -> String {
        let forms = match duration.unit() {
            Unit::Minutes => [["minut", "minuter"], ["minute", "minutes"]],
            Unit::Hours => [["timme", "timmar"], ["hour", "hours"]],
            Unit::Days => [["dag", "dagar"], ["day", "days"]],
            Unit::WorkingDays => [["arbetsdag", "arbetsdagar"], ["working day", "working days"]],
            Unit::Weeks => [["vecka", "veckor"], ["week", "weeks"]],
            Unit::Months => [["månad", "månader"], ["month", "months"]],
            Unit::Years => [["år", "år"], ["year", "years"]],
        };
        let n = duration.count();
        format!("{}{NB}{}", self.whole(n.into()), forms[self.index()][usize::from(n != 1)])
    }

    /// One § with its sign: `§ 226`, `§ 215 i`.
    pub fn paragraph(self, paragraph: &Paragraph) -> String {
        format!("§{NB}{}", spaced(&paragraph.to_string()))
    }

    /// A set of §§ with its sign: `§ 226`, `§§ 214–229`, `§§ 4, 6–9, 12 i`.
    pub fn paragraphs(self, set: &ParagraphSet) -> String {
        match set.single() {
            Some(one) => self.paragraph(&one),
            None => format!("§§{NB}{}", spaced(&set.to_string())),
        }
    }

    /// The number of an item as a person reads it: `§ 226`, `§ 215 i`; other numbers as they stand.
    pub fn item_number(self, number: &str) -> String {
        number.parse::<Paragraph>().map_or_else(|_| number.to_owned(), |p| self.paragraph(&p))
    }

    /// Several things in a row: `a, b och c`.
    pub fn list(self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.pick("och", "and")),
        }
    }
}

fn spaced(paragraphs: &str) -> String {
    paragraphs.replace('.', "\u{a0}").replace('-', "–")
}

fn estimate(words: &Words, estimate: Estimate<i64>, write: impl Fn(i64) -> String) -> String {
    let with = |word: &str, n| format!("{word} {}", write(n));
    match estimate {
        Estimate::Exact(n) => write(n),
        Estimate::About(n) => with(words.about, n),
        Estimate::AtLeast(n) => with(words.at_least, n),
        Estimate::AtMost(n) => with(words.at_most, n),
        Estimate::MoreThan(n) => with(words.more, n),
        Estimate::LessThan(n) => with(words.less, n),
        Estimate::Range(a, b) => format!("{}–{}", write(a), write(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(lang: Lang, s: &str) -> String {
        lang.count(&s.parse().unwrap()).replace(NB, " ")
    }
    fn money(lang: Lang, s: &str) -> String {
        lang.money(&s.parse().unwrap()).replace(NB, " ")
    }

    #[test]
    fn an_uncertain_count_says_in_which_way() {
        let all = ["40", "~40", ">=18", "<=50", ">7000", "<100", "6-8", "0"].map(|s| count(Lang::Sv, s));
        assert_eq!(
            all,
            ["40", "cirka 40", "minst 18", "högst 50", "fler än 7 000", "färre än 100", "6–8", "0"]
        );
        assert_eq!(count(Lang::En, ">7000"), "more than 7,000");
    }

    #[test]
    fn drygt_is_said_only_of_more_than() {
        assert_eq!(money(Lang::Sv, ">7000 SEK"), "drygt 7 000 kr");
        assert_eq!(money(Lang::Sv, "~7000 SEK"), "cirka 7 000 kr");
        assert_eq!(money(Lang::Sv, "7000.50 SEK"), "7 000,50 kr");
        assert_eq!(money(Lang::Sv, "6000-8000 SEK"), "6 000–8 000 kr");
        assert_eq!(money(Lang::Sv, "10 EUR"), "10 EUR");
        assert_eq!(money(Lang::En, "7000.05 SEK"), "SEK 7,000.05");
    }

    #[test]
    fn a_share_is_a_percentage_only_if_that_is_exact() {
        let share = |s: &str| Lang::Sv.share(&s.parse().unwrap()).replace(NB, " ");
        assert_eq!(["30 %", "1/3", "1/8", "1/16"].map(share), ["30 %", "1/3", "12,5 %", "1/16"]);
        let number = |s: &str| Lang::Sv.number(&s.parse().unwrap());
        assert_eq!(["3/2", "2", "1/3", "68"].map(number), ["1,5", "2", "1/3", "68"]);
    }

    #[test]
    fn one_has_another_word_than_two_and_none() {
        let of = |s: &str| Lang::Sv.duration(s.parse().unwrap()).replace(NB, " ");
        assert_eq!(["1 week", "2 weeks", "5 working days"].map(of), ["1 vecka", "2 veckor", "5 arbetsdagar"]);
        let meetings = [0, 1, 2].map(|n| Lang::Sv.counted(n, "meeting").replace(NB, " "));
        assert_eq!(meetings, ["0 möten", "1 möte", "2 möten"]);
    }

    #[test]
    fn several_paragraphs_have_two_signs() {
        let of = |s: &str| Lang::Sv.paragraphs(&s.parse().unwrap()).replace(NB, " ");
        assert_eq!(["226", "214-229", "4, 6-9, 12.i"].map(of), ["§ 226", "§§ 214–229", "§§ 4, 6–9, 12 i"]);
        assert_eq!(Lang::Sv.item_number("Info 1"), "Info 1");
    }

    proptest! {
        #[test]
        fn a_whole_number_keeps_its_digits(n in any::<i64>()) {
            let kept: String = Lang::Sv.whole(n).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(kept, n.unsigned_abs().to_string());
        }
    }
}
