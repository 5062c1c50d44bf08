//! Patterns of case, § and record numbers, each organisation's own: `{year}.{n}` gives 2022.2294, `{n}-{year}` 349-2022.
//!
//! Invariant: what a pattern writes it reads back as the same parts, and what it reads it writes back as the same text.
//! A foreign number that fits no pattern is text, not an error.

use std::{fmt, str::FromStr};

/// A number pattern: text with the fields `{year}` (four digits), `{n}` (running number) and `{doc}` (number of the
/// document in its case); `{n:04}` pads with zeros to four digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumberPattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    Text(String),
    Field(Field, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Field {
    Year,
    Number,
    Document,
}

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Field::Year => "year",
            Field::Number => "n",
            Field::Document => "doc",
        }
    }
}

/// What a number that fits a pattern is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NumberParts {
    /// The year, 0 to 9999, if the pattern has it.
    pub year: Option<i16>,
    /// The running number.
    pub n: u32,
    /// The number of the document in its case, if the pattern has it.
    pub doc: Option<u32>,
}

/// Why a text is no pattern; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    /// Nothing is written.
    Empty,
    /// Longer than [`NumberPattern::LIMIT`]; the value is the length in bytes.
    TooLong(usize),
    /// A brace without its fellow.
    Brace(String),
    /// No field that patterns have.
    Field(String),
    /// A width that is not written as `:02` to `:09`.
    Width(String),
    /// A field that stands twice.
    Twice(String),
    /// No running number.
    NoNumber(String),
    /// A field that stands beside another or beside a digit, so that the number could not be read back.
    NoSeparator(String),
    /// A control character.
    Control(char),
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use PatternError as E;
        match self {
            E::Empty => f.write_str("an empty pattern gives no numbers; write it as {n}-{year}"),
            E::TooLong(n) => {
                write!(f, "{n} bytes are too many for a pattern; at most {} are read", NumberPattern::LIMIT)
            }
            E::Brace(s) => write!(f, "{s:?} has a brace without its fellow; write fields as {{n}}"),
            E::Field(s) => {
                write!(f, "{s:?} is no field of a pattern; the fields are {{year}}, {{n}} and {{doc}}")
            }
            E::Width(s) => {
                write!(f, "{s:?} is no width; write it as {{n:04}}, from 02 to 09, and none for the year")
            }
            E::Twice(s) => write!(f, "the field {{{s}}} stands twice; write it once"),
            E::NoNumber(s) => write!(f, "{s:?} has no running number; write {{n}} where it stands"),
            E::NoSeparator(s) => {
                write!(f, "in {s:?} digits meet, so numbers cannot be read back; write a sign between them")
            }
            E::Control(c) => {
                write!(f, "the pattern has the invisible character U+{:04X}; take it out", u32::from(*c))
            }
        }
    }
}
impl std::error::Error for PatternError {}

impl NumberPattern {
    /// The longest pattern that is read, in bytes.
    pub const LIMIT: usize = 60;

    /// The number of these parts. Parts that the pattern does not have are left out; `None` if a part that it has is
    /// missing, or if the year is not one of four digits.
    pub fn format(&self, year: i16, n: u32, doc: Option<u32>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(s) => text.push_str(s),
                Piece::Field(Field::Year, _) if (0..=9999).contains(&year) => {
                    text.push_str(&format!("{year:04}"))
                }
                Piece::Field(Field::Year, _) => return None,
                Piece::Field(Field::Number, width) => text.push_str(&format!("{n:0width$}")),
                Piece::Field(Field::Document, width) => text.push_str(&format!("{:0width$}", doc?)),
            }
        }
        Some(text)
    }

    /// The parts of a number; `None` if it does not fit: then it is text.
    pub fn parse(&self, text: &str) -> Option<NumberParts> {
        let (mut rest, mut year, mut n, mut doc) = (text.trim(), None, None, None);
        for piece in &self.0 {
            match piece {
                Piece::Text(s) => rest = rest.strip_prefix(s.as_str())?,
                Piece::Field(field, width) => {
                    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                    let (digits, after) = rest.split_at(end);
                    rest = after;
                    match field {
                        Field::Year if digits.len() == 4 => year = Some(digits.parse().ok()?),
                        Field::Year => return None,
                        Field::Number => n = Some(padded(digits, *width)?),
                        Field::Document => doc = Some(padded(digits, *width)?),
                    }
                }
            }
        }
        rest.is_empty().then_some(NumberParts { year, n: n?, doc })
    }

    /// Whether it numbers documents within a case.
    pub fn has_doc(&self) -> bool {
        self.0.iter().any(|p| matches!(p, Piece::Field(Field::Document, _)))
    }
}

/// A number with exactly the zeros that its width asks for.
fn padded(digits: &str, width: usize) -> Option<u32> {
    let number: u32 = digits.parse().ok()?;
    (format!("{number:0width$}") == digits).then_some(number)
}

impl FromStr for NumberPattern {
    type Err = PatternError;

    fn from_str(written: &str) -> Result<NumberPattern, PatternError> {
        let text = written.trim();
        if text.is_empty() {
            return Err(PatternError::Empty);
        }
        if text.len() > NumberPattern::LIMIT {
            return Err(PatternError::TooLong(text.len()));
        }
        if let Some(c) = text.chars().find(|c| c.is_control()) {
            return Err(PatternError::Control(c));
        }
        let pieces = pieces(text)?;
        let mut seen = Vec::new();
        for piece in &pieces {
            if let Piece::Field(field, _) = piece {
                if seen.contains(field) {
                    return Err(PatternError::Twice(field.name().to_owned()));
                }
                seen.push(*field);
            }
        }
        if !seen.contains(&Field::Number) {
            return Err(PatternError::NoNumber(text.to_owned()));
        }
        if pieces.windows(2).any(|pair| digits_meet(&pair[0], &pair[1])) {
            return Err(PatternError::NoSeparator(text.to_owned()));
        }
        Ok(NumberPattern(pieces))
    }
}

fn digits_meet(before: &Piece, after: &Piece) -> bool {
    match (before, after) {
        (Piece::Field(..), Piece::Field(..)) => true,
        (Piece::Text(s), Piece::Field(..)) => s.ends_with(|c: char| c.is_ascii_digit()),
        (Piece::Field(..), Piece::Text(s)) => s.starts_with(|c: char| c.is_ascii_digit()),
        (Piece::Text(_), Piece::Text(_)) => false,
    }
}

fn pieces(text: &str) -> Result<Vec<Piece>, PatternError> {
    let brace = || PatternError::Brace(text.to_owned());
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (field, after) = after.split_once('}').ok_or_else(brace)?;
        if before.contains('}') || field.contains('{') {
            return Err(brace());
        }
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(parse_field(field)?);
        rest = after;
    }
    if rest.contains('}') {
        return Err(brace());
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

fn parse_field(text: &str) -> Result<Piece, PatternError> {
    let (name, width) = text.split_once(':').map_or((text, None), |(name, width)| (name, Some(width)));
    let field = [Field::Year, Field::Number, Field::Document].into_iter().find(|f| f.name() == name);
    let field = field.ok_or_else(|| PatternError::Field(text.to_owned()))?;
    let width = match (field, width.map(str::as_bytes)) {
        (_, None) => 0,
        (Field::Number | Field::Document, Some(&[b'0', digit @ b'2'..=b'9'])) => usize::from(digit - b'0'),
        _ => return Err(PatternError::Width(text.to_owned())),
    };
    Ok(Piece::Field(field, width))
}

impl fmt::Display for NumberPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(s) => f.write_str(s)?,
                Piece::Field(field, 0) => write!(f, "{{{}}}", field.name())?,
                Piece::Field(field, width) => write!(f, "{{{}:0{width}}}", field.name())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pattern(text: &str) -> NumberPattern {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        use PatternError as E;
        for (text, error) in [
            ("", E::Empty),
            ("{year", E::Brace("{year".into())),
            ("n}-{year}", E::Brace("n}-{year}".into())),
            ("{n}}", E::Brace("{n}}".into())),
            ("{{n}}", E::Brace("{{n}}".into())),
            ("{month}.{n}", E::Field("month".into())),
            ("{}", E::Field(String::new())),
            ("{n:4}", E::Width("n:4".into())),
            ("{n:01}", E::Width("n:01".into())),
            ("{n:010}", E::Width("n:010".into())),
            ("{year:04}.{n}", E::Width("year:04".into())),
            ("{n}-{n}", E::Twice("n".into())),
            ("{year}", E::NoNumber("{year}".into())),
            ("{year}{n}", E::NoSeparator("{year}{n}".into())),
            ("20{n}", E::NoSeparator("20{n}".into())),
            ("{n}7", E::NoSeparator("{n}7".into())),
            ("{n}\u{7}", E::Control('\u{7}')),
        ] {
            assert_eq!(text.parse::<NumberPattern>(), Err(error), "{text}");
        }
        assert_eq!("x".repeat(61).parse::<NumberPattern>(), Err(E::TooLong(61)));
        assert!(format!("{}{{n}}", "x".repeat(57)).parse::<NumberPattern>().is_ok());
    }

    #[test]
    fn numbers_of_the_houses_are_written_and_read() {
        for (text, year, n, doc, number) in [
            ("{year}.{n}", 2022, 2294, None, "2022.2294"),
            ("{n}-{year}", 2022, 349, None, "349-2022"),
            ("{n}/{year}", 2018, 1, None, "1/2018"),
            ("{year}.{n}-{doc}", 2022, 2294, Some(3), "2022.2294-3"),
            ("KS {year}/{n:04}", 2022, 34, None, "KS 2022/0034"),
            ("KS {year}/{n:04}", 2022, 12345, None, "KS 2022/12345"),
        ] {
            assert_eq!(pattern(text).format(year, n, doc).as_deref(), Some(number));
            assert_eq!(
                pattern(text).parse(number),
                Some(NumberParts { year: Some(year), n, doc }),
                "{number}"
            );
        }
        assert_eq!(pattern("§ {n}").parse("§ 35"), Some(NumberParts { year: None, n: 35, doc: None }));
    }

    #[test]
    fn a_foreign_number_does_not_fit() {
        for number in [
            "349-2022",
            "2022.",
            ".12",
            "2022.12.3",
            "22.12",
            "2022.012",
            "2022.-1",
            "2022.99999999999",
            "",
            "２０２２.12",
        ] {
            assert_eq!(pattern("{year}.{n}").parse(number), None, "{number}");
        }
        for number in ["34", "00034"] {
            assert_eq!(pattern("{n:04}").parse(number), None, "{number}");
        }
        assert_eq!(pattern("{n}-{doc}").format(2022, 1, None), None);
        assert_eq!(pattern("{n}-{year}").format(-1, 1, None), None);
        assert_eq!(pattern("{n}").format(-1, 1, None).as_deref(), Some("1"));
    }

    fn any_pattern() -> impl Strategy<Value = NumberPattern> {
        let n = prop_oneof!["\\{n\\}", "\\{n:0[2-9]\\}"];
        let orders = ("[A-ZÅÄÖ ]{0,4}", n, "[-./:§ ]{1,3}", prop::bool::ANY, prop::bool::ANY);
        orders.prop_map(|(prefix, n, gap, year_first, doc)| {
            let pair = if year_first { format!("{{year}}{gap}{n}") } else { format!("{n}{gap}{{year}}") };
            pattern(&format!("{prefix}{pair}{}", if doc { "-{doc:03}" } else { "" }))
        })
    }

    proptest! {
        #[test]
        fn a_pattern_written_and_read_is_the_same(p in any_pattern()) {
            prop_assert_eq!(pattern(&p.to_string()), p);
        }

        #[test]
        fn a_number_written_and_read_has_the_same_parts(p in any_pattern(), year in 0i16..=9999, n: u32, d: u32) {
            let doc = p.has_doc().then_some(d);
            let number = p.format(year, n, doc).unwrap();
            prop_assert_eq!(p.parse(&number), Some(NumberParts { year: Some(year), n, doc }));
        }

        #[test]
        fn what_fits_is_written_back_as_it_stood(p in any_pattern(), number in "[0-9]{1,5}[-./]{1}[0-9]{1,5}") {
            if let Some(NumberParts { year, n, doc }) = p.parse(&number) {
                prop_assert_eq!(p.format(year.unwrap(), n, doc), Some(number));
            }
        }

        #[test]
        fn any_text_is_read_canonically_or_refused_without_panic(text in "[{}nyear:0-9doc.-]{0,20}|\\PC{0,12}") {
            if let Ok(p) = text.parse::<NumberPattern>() {
                prop_assert_eq!(p.to_string().parse(), Ok(p));
            }
        }
    }
}
