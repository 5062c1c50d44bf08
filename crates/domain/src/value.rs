//! Values of fields: what kinds there are, how a written value becomes a canonical one, and how it is read back.
//!
//! Invariant: a [`Value`] that [`Kind::parse`] gave is canonical; two equal facts are equal values.

use crate::{
    colour::Accent, count::Count, duration::Duration, edtf::Edtf, image::Image, money::Money,
    paragraphs::Paragraph, paragraphs::ParagraphSet, parameters::Parameters, pattern::NumberPattern,
    rational::Rational, text,
};

/// The number by which the installation knows a thing, whatever its noun. Opaque to everybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThingId(pub i64);

/// Where a written reference points: a noun and the slug of a thing of that noun.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer {
    /// The noun's name.
    pub noun: &'static str,
    /// The slug, unique among the things of that noun.
    pub slug: String,
}

/// A value whose references are `R`: slugs in a file, ids in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<R> {
    /// Text in canonical form, for every kind that is not one of the others.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A reference to another thing.
    Ref(R),
    /// Several, in order.
    List(Vec<Value<R>>),
}

/// A value as a file has it.
pub type WrittenValue = Value<Pointer>;
/// A value as the store has it.
pub type StoredValue = Value<ThingId>;

impl<R> Value<R> {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(s) => Some(s),
            _ => None,
        }
    }

    /// The same value with its references translated; the first reference that has no translation is the error.
    pub fn try_map<S, E>(self, f: &mut impl FnMut(R) -> Result<S, E>) -> Result<Value<S>, E> {
        Ok(match self {
            Value::Text(s) => Value::Text(s),
            Value::Int(n) => Value::Int(n),
            Value::Bool(b) => Value::Bool(b),
            Value::Ref(r) => Value::Ref(f(r)?),
            Value::List(list) => {
                Value::List(list.into_iter().map(|v| v.try_map(f)).collect::<Result<_, E>>()?)
            }
        })
    }

    /// The references in it.
    pub fn refs(&self) -> Vec<&R> {
        match self {
            Value::Ref(r) => vec![r],
            Value::List(list) => list.iter().flat_map(Value::refs).collect(),
            _ => Vec::new(),
        }
    }
}

/// A closed list of words.
#[derive(Debug)]
pub struct Vocabulary {
    /// The vocabulary's name, snake case.
    pub name: &'static str,
    /// The words, each with one sentence of meaning.
    pub words: &'static [(&'static str, &'static str)],
}

/// What a field's scalar may look like.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text on one line.
    Text,
    /// Text on several lines.
    Prose,
    /// A word of a closed vocabulary.
    Word(&'static Vocabulary),
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// A date, time or interval in EDTF.
    Date,
    /// A clock time, `09:10`.
    Clock,
    /// An uncertain number.
    Count,
    /// An uncertain amount with currency.
    Money,
    /// A length of time, calendar or working days.
    Duration,
    /// One § with or without sub-item.
    Paragraph,
    /// A set of §§.
    Paragraphs,
    /// An exact share.
    Rational,
    /// A pattern of case, § or record numbers.
    Pattern,
    /// Parameters of a rule, between braces.
    Parameters,
    /// An address on the web.
    Url,
    /// A colour that can be read on pages, `#0a5162`.
    Accent,
    /// A small picture, as a `data:` text.
    Image,
    /// A reference to a thing of one of these nouns; of any noun if the list is empty.
    Ref(&'static [&'static str]),
}

/// Why a written value is no value of its kind. The text says what is wrong and how to mend it, for the writer of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError(pub String);

impl std::fmt::Display for ValueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for ValueError {}

/// The longest text that a field takes, in bytes.
pub const TEXT_LIMIT: usize = 200_000;

impl Kind {
    /// The canonical value of what somebody wrote as text.
    pub fn parse(&self, written: &str) -> Result<WrittenValue, ValueError> {
        fn canonical<T: std::str::FromStr<Err: std::fmt::Display> + std::fmt::Display>(
            s: &str,
        ) -> Result<WrittenValue, ValueError> {
            s.parse::<T>().map(|v| Value::Text(v.to_string())).map_err(|e| ValueError(e.to_string()))
        }
        match self {
            Kind::Text | Kind::Prose => text::canonical(written, matches!(self, Kind::Prose))
                .map(Value::Text)
                .map_err(|e| ValueError(e.to_string())),
            Kind::Word(vocabulary) => word(vocabulary, written),
            Kind::Int => written
                .trim()
                .parse()
                .map(Value::Int)
                .map_err(|_| ValueError(format!("{written:?} is not a whole number"))),
            Kind::Bool => match written {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => Err(ValueError(format!("{written:?} is neither true nor false"))),
            },
            Kind::Date => canonical::<Edtf>(written),
            Kind::Clock => canonical::<crate::clock::Clock>(written),
            Kind::Count => canonical::<Count>(written),
            Kind::Money => canonical::<Money>(written),
            Kind::Duration => canonical::<Duration>(written),
            Kind::Paragraph => canonical::<Paragraph>(written),
            Kind::Paragraphs => canonical::<ParagraphSet>(written),
            Kind::Rational => canonical::<Rational>(written),
            Kind::Pattern => canonical::<NumberPattern>(written),
            Kind::Parameters => canonical::<Parameters>(written),
            Kind::Accent => canonical::<Accent>(written),
            Kind::Image => canonical::<Image>(written),
            Kind::Url => text::url(written).map(Value::Text).map_err(|e| ValueError(e.to_string())),
            Kind::Ref(nouns) => pointer(nouns, written).map(Value::Ref),
        }
    }
}

fn word(vocabulary: &Vocabulary, written: &str) -> Result<WrittenValue, ValueError> {
    if vocabulary.words.iter().any(|(w, _)| *w == written) {
        return Ok(Value::Text(written.to_owned()));
    }
    let words: Vec<&str> = vocabulary.words.iter().map(|(w, _)| *w).collect();
    Err(ValueError(format!("{written:?} is no {}; choose one of: {}", vocabulary.name, words.join(", "))))
}

/// Reads `slug`, or `noun:slug` where the noun must be told.
fn pointer(nouns: &'static [&'static str], written: &str) -> Result<Pointer, ValueError> {
    let (noun, slug) = match (written.split_once(':'), nouns) {
        (Some((noun, slug)), _) => (noun, slug),
        (None, [only]) => (*only, written),
        (None, _) => {
            let example = nouns.first().copied().unwrap_or("body");
            return Err(ValueError(format!(
                "{written:?} does not say what it points at; write noun:slug, as in {example}:{written}"
            )));
        }
    };
    let known = if nouns.is_empty() {
        crate::noun::NounDef::named(noun).map(|n| n.name)
    } else {
        nouns.iter().copied().find(|n| *n == noun)
    };
    let Some(noun) = known else {
        let which = if nouns.is_empty() { "a noun of the format".to_owned() } else { nouns.join(", ") };
        return Err(ValueError(format!("{noun:?} cannot stand here; expected {which}")));
    };
    let slug = crate::slug::check(slug).map_err(|e| ValueError(e.to_string()))?;
    Ok(Pointer { noun, slug: slug.to_owned() })
}

/// A type that one value can have.
pub trait Scalar: Sized {
    /// Its kind as data.
    const KIND: Kind;
    /// Reads it from what is stored; what [`Kind::parse`] accepted always reads.
    fn read(value: StoredValue) -> Result<Self, ReadError>;
}

/// What is stored is not what the noun says: a fault in the database or the program, never of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// A required field has no value.
    Missing,
    /// The value is of another kind or not canonical.
    Wrong(String),
    /// The above, with noun and field.
    In(&'static str, &'static str, Box<ReadError>),
}

impl ReadError {
    /// A value of another kind than `expected`.
    pub fn wrong(expected: &str, found: &StoredValue) -> Self {
        ReadError::Wrong(format!("expected {expected}, found {found:?}"))
    }
    /// A word that its vocabulary does not have.
    pub fn word(vocabulary: &str, found: &str) -> Self {
        ReadError::Wrong(format!("{found:?} is no {vocabulary}"))
    }
    /// The same error with its place.
    pub fn of(self, noun: &'static str, field: &'static str) -> Self {
        ReadError::In(noun, field, Box::new(self))
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::Missing => f.write_str("required, but there is no value"),
            ReadError::Wrong(s) => f.write_str(s),
            ReadError::In(noun, field, e) => write!(f, "{noun}.{field}: {e}"),
        }
    }
}
impl std::error::Error for ReadError {}

/// Text on several lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose(pub String);

/// An address on the web, `https://…` or `http://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(pub String);

macro_rules! scalar {
    ($t:ty, $kind:ident, $variant:ident, $v:ident => $e:expr) => {
        impl Scalar for $t {
            const KIND: Kind = Kind::$kind;
            fn read(value: StoredValue) -> Result<Self, ReadError> {
                match value {
                    Value::$variant($v) => $e,
                    other => Err(ReadError::wrong(stringify!($kind), &other)),
                }
            }
        }
    };
    ($t:ty, $kind:ident) => {
        scalar!($t, $kind, Text, s => s.parse().map_err(|e| ReadError::Wrong(format!("{s:?}: {e}"))));
    };
}
scalar!(String, Text, Text, s => Ok(s));
scalar!(Prose, Prose, Text, s => Ok(Prose(s)));
scalar!(Url, Url, Text, s => Ok(Url(s)));
scalar!(i64, Int, Int, n => Ok(n));
scalar!(bool, Bool, Bool, b => Ok(b));
scalar!(Edtf, Date);
scalar!(crate::clock::Clock, Clock);
scalar!(Count, Count);
scalar!(Money, Money);
scalar!(Duration, Duration);
scalar!(Paragraph, Paragraph);
scalar!(ParagraphSet, Paragraphs);
scalar!(Rational, Rational);
scalar!(NumberPattern, Pattern);
scalar!(Parameters, Parameters);
