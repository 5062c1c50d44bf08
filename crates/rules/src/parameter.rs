//! Reading a rule's parameters into the typed parameters of its kind, with precise refusals.

use genbo_domain::{
    noun::{Field, FieldType},
    parameters::{Parameter, Parameters},
    value::{Kind, Pointer, ReadError, StoredValue, ThingId, Value, WrittenValue},
};
use std::fmt;

/// Why a rule cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The parameter or key, if it is about one.
    pub name: Option<String>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
    /// Of which sort it is, for words in another language than that of files.
    pub sort: Sort,
}

/// What a parameter should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// One of these words.
    Word(Vec<&'static str>),
    /// A whole number.
    Whole,
    /// True or false.
    YesNo,
    /// A length of time.
    Duration,
    /// A date or time.
    Date,
    /// A share.
    Share,
    /// The slug of something.
    Slug,
    /// A text.
    Text,
}

impl Expected {
    fn of(kind: Kind) -> Expected {
        match kind {
            Kind::Word(v) => Expected::Word(v.words.iter().map(|(word, _)| *word).collect()),
            Kind::Int | Kind::Count => Expected::Whole,
            Kind::Bool => Expected::YesNo,
            Kind::Duration => Expected::Duration,
            Kind::Date => Expected::Date,
            Kind::Rational => Expected::Share,
            Kind::Ref(_) => Expected::Slug,
            _ => Expected::Text,
        }
    }
}

/// Of which sort a fault is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// The kind has no such parameter; its parameters.
    Unknown(Vec<&'static str>),
    /// The kind cannot be without it.
    Missing,
    /// It is a list.
    List,
    /// It is a list with nothing in it.
    EmptyList,
    /// It cannot be read as what it should be.
    Value(Expected),
    /// There is no such thing; its slug.
    NoSuch(String),
    /// The rule states no number.
    NoNumber,
    /// No number lies within all bounds.
    Bounds,
    /// There is no such month.
    Month,
    /// Exactly one of before and after must be stated.
    BeforeOrAfter,
    /// How long is missing.
    HowLong,
    /// It names no bodies and is about bodies.
    NoBodies,
    /// It names no documents and is about documents.
    NoDocuments,
    /// The document has no such edition; those that it has.
    Edition(Vec<String>),
    /// The document has no such section; those that it has.
    Section(Vec<String>),
    /// It ends before its document begins.
    Ends,
    /// It is an exception without priority.
    Priority,
    /// It is an exception from itself.
    Itself,
    /// Anything else.
    Other,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.what, self.mend)
    }
}

impl Fault {
    /// A fault of a named parameter or key.
    pub fn of(name: &str, what: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault { name: Some(name.to_owned()), what: what.into(), mend: mend.into(), sort: Sort::Other }
    }

    /// The same, with its sort told.
    pub fn sort(self, sort: Sort) -> Fault {
        Fault { sort, ..self }
    }
}

/// A struct of parameters.
pub trait Parametric: Sized {
    /// The parameters as data.
    const FIELDS: &'static [Field];
    /// Reads it from values in the order of `FIELDS`.
    fn read(values: Vec<Option<StoredValue>>) -> Result<Self, ReadError>;
}

/// Declares a struct of parameters: fields as in a noun, each with one sentence.
#[macro_export]
macro_rules! parameters {
    ($(#[doc = $doc:literal])+ pub struct $P:ident { $( $(#[doc = $fdoc:literal])+ $f:ident : $t:ty, )* }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $P { $( $(#[doc = $fdoc])+ pub $f: $t, )* }
        impl $crate::parameter::Parametric for $P {
            const FIELDS: &'static [genbo_domain::noun::Field] = &[
                $(genbo_domain::noun::Field::of::<$t>(stringify!($f), concat!($($fdoc),+)),)*
            ];
            fn read(
                values: Vec<Option<genbo_domain::value::StoredValue>>,
            ) -> Result<Self, genbo_domain::value::ReadError> {
                let mut values = values.into_iter();
                Ok($P { $($f: genbo_domain::noun::FieldType::read(values.next().flatten())?,)* })
            }
        }
    };
}

/// The typed parameters, or everything that is wrong with them. `find` gives the thing that a slug names.
pub fn read<P: Parametric>(
    kind: &str,
    given: &Parameters,
    find: &dyn Fn(&Pointer) -> Option<ThingId>,
) -> Result<P, Vec<Fault>> {
    let mut faults = unknown(kind, P::FIELDS, given);
    let mut values = Vec::with_capacity(P::FIELDS.len());
    for field in P::FIELDS {
        match given.get(field.name) {
            None if field.required => {
                let what = format!("a rule of the kind {kind} cannot be without {}", field.name);
                let mend = format!("add {}: {}", field.name, field.doc.trim());
                faults.push(Fault::of(field.name, what, mend).sort(Sort::Missing));
                values.push(None);
            }
            None => values.push(None),
            Some(parameter) => match stored(field, parameter, find) {
                Ok(value) => values.push(Some(value)),
                Err(fault) => {
                    faults.push(fault);
                    values.push(None);
                }
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    P::read(values)
        .map_err(|e| vec![Fault { name: None, ..Fault::of("", e.to_string(), "mend the parameters") }])
}

fn unknown(kind: &str, fields: &'static [Field], given: &Parameters) -> Vec<Fault> {
    let known: Vec<&str> = fields.iter().map(|f| f.name).collect();
    let unknown = given.iter().filter(|(name, _)| !known.contains(name));
    let fault = |(name, _): (&str, &Parameter)| {
        let near = known.iter().find(|k| near(k, name));
        let mend = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("its parameters are: {}", known.join(", ")),
        };
        Fault::of(name, format!("a rule of the kind {kind} has no parameter {name:?}"), mend)
            .sort(Sort::Unknown(known.clone()))
    };
    unknown.map(fault).collect()
}

/// Whether two names differ in at most two places at the same length, or in one letter more or less.
fn near(a: &str, b: &str) -> bool {
    let differ = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    let without = |long: &str, short: &str| {
        long.char_indices().any(|(at, c)| format!("{}{}", &long[..at], &long[at + c.len_utf8()..]) == short)
    };
    (a.len() == b.len() && differ <= 2) || without(a, b) || without(b, a)
}

fn stored(
    field: &Field,
    parameter: &Parameter,
    find: &dyn Fn(&Pointer) -> Option<ThingId>,
) -> Result<StoredValue, Fault> {
    match (field.many, parameter) {
        (true, Parameter::List(list)) if list.is_empty() => {
            Err(Fault::of(field.name, format!("{} is an empty list", field.name), "leave it out")
                .sort(Sort::EmptyList))
        }
        (true, Parameter::List(list)) => {
            let values = list.iter().map(|one| scalar(field, one, find));
            values.collect::<Result<Vec<_>, Fault>>().map(Value::List)
        }
        (true, _) => {
            let mend = format!("write {} = [{parameter}]", field.name);
            Err(Fault::of(field.name, format!("{} is a list", field.name), mend).sort(Sort::List))
        }
        (false, _) => scalar(field, parameter, find),
    }
}

fn scalar(
    field: &Field,
    parameter: &Parameter,
    find: &dyn Fn(&Pointer) -> Option<ThingId>,
) -> Result<StoredValue, Fault> {
    let wrong = |mend: &str| {
        let what = format!("{} cannot be {parameter}", field.name);
        Err(Fault::of(field.name, what, mend).sort(Sort::Value(Expected::of(field.kind))))
    };
    let text = match (field.kind, parameter) {
        (Kind::Int | Kind::Count, Parameter::Int(n)) => n.to_string(),
        (Kind::Bool, Parameter::Bool(yes)) => yes.to_string(),
        (Kind::Int, _) => return wrong("write a whole number without quotes"),
        (Kind::Bool, _) => return wrong("write true or false without quotes"),
        (_, Parameter::Text(text)) => text.clone(),
        _ => return wrong("write a text in quotes"),
    };
    let written = field.kind.parse(&text).map_err(|e| {
        let (what, mend) = e.0.split_once(';').unwrap_or((&e.0, "write another value"));
        Fault::of(field.name, format!("{}: {what}", field.name), mend.trim())
            .sort(Sort::Value(Expected::of(field.kind)))
    })?;
    resolve(field, written, find)
}

fn resolve(
    field: &Field,
    written: WrittenValue,
    find: &dyn Fn(&Pointer) -> Option<ThingId>,
) -> Result<StoredValue, Fault> {
    written.try_map(&mut |pointer: Pointer| {
        find(&pointer).ok_or_else(|| {
            let what =
                format!("{}: there is no {} with the slug {:?}", field.name, pointer.noun, pointer.slug);
            Fault::of(field.name, what, "correct the slug").sort(Sort::NoSuch(pointer.slug.clone()))
        })
    })
}

/// What the parameters point at.
pub fn pointers(fields: &[Field], given: &Parameters) -> Vec<Pointer> {
    let mut pointers = Vec::new();
    for (name, parameter) in given.iter() {
        let Some(field) = fields.iter().find(|f| f.name == name && matches!(f.kind, Kind::Ref(_))) else {
            continue;
        };
        let texts = match parameter {
            Parameter::Text(text) => vec![text.as_str()],
            Parameter::List(list) => list.iter().filter_map(text_of).collect(),
            _ => Vec::new(),
        };
        let parsed = texts.into_iter().filter_map(|t| field.kind.parse(t).ok());
        pointers.extend(parsed.flat_map(|v| v.refs().into_iter().cloned().collect::<Vec<_>>()));
    }
    pointers
}

fn text_of(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Text(text) => Some(text),
        _ => None,
    }
}

/// A list that counts as everything if it is empty.
pub fn any_of<T: PartialEq>(list: &[T], value: Option<&T>) -> bool {
    list.is_empty() || value.is_some_and(|v| list.contains(v))
}

/// The kind of the Rust type, for tests that walk over parameters.
pub const fn kind_of<T: FieldType>() -> Kind {
    T::KIND
}
