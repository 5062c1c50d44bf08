//! What a noun is: a named set of fields with kinds, from which its table, file form, API form and page follow.
//!
//! Invariant: a noun is declared once, with [`noun!`](macro@crate::noun), and nothing else in the house lists its fields again.

use crate::value::{Kind, ReadError, Scalar, StoredValue, ThingId};
use std::marker::PhantomData;

/// A noun as data: what the file format, the tables, the API and the fact page are made from.
#[derive(Debug)]
pub struct NounDef {
    /// The noun in the singular, snake case: table name and file key (`meeting`).
    pub name: &'static str,
    /// The noun in the plural, kebab case: the API's list (`meetings`).
    pub plural: &'static str,
    /// One sentence: what it is.
    pub doc: &'static str,
    /// The noun that it is written under in a file, if it has no life of its own (a clause under its item).
    pub parent: Option<Parent>,
    /// The field whose text (or whose target's label) names the thing for people.
    pub label: &'static str,
    /// The fields in the order of the file; a parent's reference comes first.
    pub fields: &'static [Field],
}

/// How a dependent noun hangs on its parent.
#[derive(Debug, Clone, Copy)]
pub struct Parent {
    /// The parent noun's name.
    pub noun: &'static str,
    /// The field that refers to the parent.
    pub field: &'static str,
    /// The field that tells siblings apart in the slug; without it their position does.
    pub key: Option<&'static str>,
}

/// One field of a noun.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Snake case: column name and file key.
    pub name: &'static str,
    /// One sentence: meaning and unit.
    pub doc: &'static str,
    /// What a value of it may look like.
    pub kind: Kind,
    /// Whether it holds a list.
    pub many: bool,
    /// Whether a thing of this noun cannot be without it.
    pub required: bool,
}

impl Field {
    /// The field called `name` with the kind of the Rust type `T`.
    pub const fn of<T: FieldType>(name: &'static str, doc: &'static str) -> Self {
        Field { name, doc, kind: T::KIND, many: T::MANY, required: T::REQUIRED }
    }
}

impl NounDef {
    /// The field of that name with its index in the record.
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields.iter().enumerate().find(|(_, f)| f.name == name)
    }

    /// The key under which it is nested in its parent's table in a file: `attendance_event` under `attendance` is `event`.
    pub fn nested_key(&self) -> &'static str {
        match self.parent {
            Some(p) => self.name.strip_prefix(p.noun).and_then(|n| n.strip_prefix('_')).unwrap_or(self.name),
            None => self.name,
        }
    }

    /// The nouns that are written under this one.
    pub fn children(&self) -> impl Iterator<Item = &'static NounDef> + use<> {
        let name = self.name;
        crate::NOUNS.iter().copied().filter(move |n| n.parent.is_some_and(|p| p.noun == name))
    }

    /// The beginnings of field names that a file writes together, between braces: `cites_section` as `cites = { section = … }`.
    pub fn groups(&self) -> &'static [&'static str] {
        match self.name {
            "rule" => &["scope", "cites", "reading", "state"],
            _ => &[],
        }
    }

    /// The group of a field, and the field's name in it.
    pub fn group_of(&self, field: &'static str) -> Option<(&'static str, &'static str)> {
        self.groups().iter().find_map(|group| {
            let name = field.strip_prefix(group)?.strip_prefix('_')?;
            Some((*group, name))
        })
    }

    /// Whether a file may write it at the top, under the cooperation of its header; its slug there is called `id`.
    pub fn stands_at_home(&self) -> bool {
        self.name == "rule"
    }

    /// The noun of that name.
    pub fn named(name: &str) -> Option<&'static NounDef> {
        crate::NOUNS.iter().copied().find(|n| n.name == name)
    }
}

/// A struct of facts that is declared with [`noun!`](macro@crate::noun).
pub trait Noun: Sized {
    /// Its name in the singular; apart from `DEF`, because nouns refer to each other in circles.
    const NAME: &'static str;
    /// The declaration as data.
    const DEF: NounDef;
    /// Reads a struct from stored values, which stand in the order of `DEF.fields`.
    fn read(values: Vec<Option<StoredValue>>) -> Result<Self, ReadError>;
}

/// What a reference may point at.
pub trait Target {
    /// The names of the nouns it may be; empty means any noun.
    const NOUNS: &'static [&'static str];
}

impl<N: Noun> Target for N {
    const NOUNS: &'static [&'static str] = &[N::NAME];
}

/// A reference to a thing that is a `T`.
pub struct To<T: Target>(pub ThingId, PhantomData<fn() -> T>);

impl<T: Target> To<T> {
    /// A reference to that thing; the caller answers for its noun.
    pub const fn new(id: ThingId) -> Self {
        To(id, PhantomData)
    }
}
impl<T: Target> Clone for To<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Target> Copy for To<T> {}
impl<T: Target> PartialEq for To<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T: Target> std::fmt::Debug for To<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0.0)
    }
}

impl<T: Target> Scalar for To<T> {
    const KIND: Kind = Kind::Ref(T::NOUNS);
    fn read(value: StoredValue) -> Result<Self, ReadError> {
        match value {
            StoredValue::Ref(id) => Ok(To::new(id)),
            other => Err(ReadError::wrong("reference", &other)),
        }
    }
}

/// A type that a noun's field can have: a scalar, an optional scalar or a list of scalars.
pub trait FieldType: Sized {
    /// The kind of its scalar.
    const KIND: Kind;
    /// Whether it is a list.
    const MANY: bool;
    /// Whether it must be there.
    const REQUIRED: bool;
    /// Reads it from what is stored.
    fn read(value: Option<StoredValue>) -> Result<Self, ReadError>;
}

impl<S: Scalar> FieldType for S {
    const KIND: Kind = S::KIND;
    const MANY: bool = false;
    const REQUIRED: bool = true;
    fn read(value: Option<StoredValue>) -> Result<Self, ReadError> {
        S::read(value.ok_or(ReadError::Missing)?)
    }
}

impl<S: Scalar> FieldType for Option<S> {
    const KIND: Kind = S::KIND;
    const MANY: bool = false;
    const REQUIRED: bool = false;
    fn read(value: Option<StoredValue>) -> Result<Self, ReadError> {
        value.map(S::read).transpose()
    }
}

impl<S: Scalar> FieldType for Vec<S> {
    const KIND: Kind = S::KIND;
    const MANY: bool = true;
    const REQUIRED: bool = false;
    fn read(value: Option<StoredValue>) -> Result<Self, ReadError> {
        match value {
            None => Ok(Vec::new()),
            Some(StoredValue::List(values)) => values.into_iter().map(S::read).collect(),
            Some(other) => Err(ReadError::wrong("list", &other)),
        }
    }
}

/// Declares a noun: its struct, and the same as data.
///
/// `pub struct Item = "item" / "items", label title, in Meeting as meeting by number { … }`
#[macro_export]
macro_rules! noun {
    (
        $(#[doc = $doc:literal])+
        pub struct $N:ident = $name:literal / $plural:literal, label $label:ident
        $(, in $P:ident as $pf:ident $(by $key:ident)?)?
        { $( $(#[doc = $fdoc:literal])+ $f:ident : $t:ty, )* }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $N {
            $(
                #[doc = "The thing it belongs to."]
                pub $pf: $crate::noun::To<$P>,
            )?
            $( $(#[doc = $fdoc])+ pub $f: $t, )*
        }
        impl $crate::noun::Noun for $N {
            const NAME: &'static str = $name;
            const DEF: $crate::noun::NounDef = $crate::noun::NounDef {
                name: $name,
                plural: $plural,
                doc: concat!($($doc),+),
                parent: $crate::noun!(@parent $($P as $pf $(by $key)?)?),
                label: stringify!($label),
                fields: &[
                    $($crate::noun::Field::of::<$crate::noun::To<$P>>(stringify!($pf), "The thing it belongs to."),)?
                    $($crate::noun::Field::of::<$t>(stringify!($f), concat!($($fdoc),+)),)*
                ],
            };
            fn read(values: Vec<Option<$crate::value::StoredValue>>) -> Result<Self, $crate::value::ReadError> {
                let mut values = values.into_iter();
                Ok($N {
                    $($pf: $crate::noun::FieldType::read(values.next().flatten())
                        .map_err(|e: $crate::value::ReadError| e.of($name, stringify!($pf)))?,)?
                    $($f: $crate::noun::FieldType::read(values.next().flatten())
                        .map_err(|e: $crate::value::ReadError| e.of($name, stringify!($f)))?,)*
                })
            }
        }
    };
    (@parent) => { None };
    (@parent $P:ident as $pf:ident) => {
        Some($crate::noun::Parent { noun: <$P as $crate::noun::Noun>::NAME, field: stringify!($pf), key: None })
    };
    (@parent $P:ident as $pf:ident by $key:ident) => {
        Some($crate::noun::Parent {
            noun: <$P as $crate::noun::Noun>::NAME,
            field: stringify!($pf),
            key: Some(stringify!($key)),
        })
    };
}

/// Declares what a reference may point at when it may be more than one noun.
#[macro_export]
macro_rules! target {
    ($(#[doc = $doc:literal])+ pub $T:ident = [$($name:literal),*]) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub enum $T {}
        impl $crate::noun::Target for $T {
            const NOUNS: &'static [&'static str] = &[$($name),*];
        }
    };
}

/// Declares a closed vocabulary: an enum whose words are the same in file, table and API.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[doc = $doc:literal])+
        pub enum $V:ident = $name:literal { $( $(#[doc = $wdoc:literal])+ $W:ident = $word:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $V { $( $(#[doc = $wdoc])+ $W, )+ }
        impl $V {
            /// The vocabulary as data.
            pub const VOCABULARY: $crate::value::Vocabulary =
                $crate::value::Vocabulary { name: $name, words: &[$(($word, concat!($($wdoc),+))),+] };
            /// The word as written in files, tables and the API.
            pub const fn as_str(self) -> &'static str {
                match self { $( $V::$W => $word, )+ }
            }
        }
        impl std::str::FromStr for $V {
            type Err = $crate::value::ReadError;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                match s { $( $word => Ok($V::$W), )+ other => Err($crate::value::ReadError::word($name, other)) }
            }
        }
        impl $crate::value::Scalar for $V {
            const KIND: $crate::value::Kind = $crate::value::Kind::Word(&$V::VOCABULARY);
            fn read(value: $crate::value::StoredValue) -> Result<Self, $crate::value::ReadError> {
                match value {
                    $crate::value::StoredValue::Text(s) => s.parse(),
                    other => Err($crate::value::ReadError::wrong($name, &other)),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NOUNS;
    use std::collections::HashSet;

    #[test]
    fn a_noun_its_plural_and_its_tables_have_names_of_their_own() {
        let mut names = HashSet::new();
        for noun in NOUNS {
            assert!(names.insert(noun.name.to_owned()), "{} twice", noun.name);
            for field in noun.fields.iter().filter(|f| f.many) {
                assert!(
                    names.insert(format!("{}_{}", noun.name, field.name)),
                    "{}_{} twice",
                    noun.name,
                    field.name
                );
            }
        }
        let plurals: HashSet<_> = NOUNS.iter().map(|n| n.plural).collect();
        assert_eq!(plurals.len(), NOUNS.len());
    }

    #[test]
    fn a_label_and_a_key_are_fields_and_a_parent_comes_before_its_children() {
        let mut seen = HashSet::new();
        for noun in NOUNS {
            assert!(noun.field(noun.label).is_some(), "{}: label", noun.name);
            if let Some(parent) = noun.parent {
                assert!(seen.contains(parent.noun), "{} before {}", noun.name, parent.noun);
                assert_eq!(noun.fields[0].name, parent.field);
                assert!(parent.key.is_none_or(|k| noun.field(k).is_some()), "{}: key", noun.name);
            }
            seen.insert(noun.name);
        }
    }

    #[test]
    fn every_reference_points_at_nouns_that_exist() {
        for noun in NOUNS {
            for field in noun.fields {
                if let Kind::Ref(targets) = field.kind {
                    for target in targets {
                        assert!(NounDef::named(target).is_some(), "{}.{}: {target}", noun.name, field.name);
                    }
                }
            }
        }
    }

    #[test]
    fn no_field_takes_a_key_that_every_table_has() {
        let common = ["slug", "source", "as_published", "certainty", "visibility", "gaps", "clear", "stub"];
        for noun in NOUNS {
            assert!(noun.fields.iter().all(|f| !common.contains(&f.name)), "{}", noun.name);
            assert!(noun.children().all(|c| noun.field(c.nested_key()).is_none()), "{}", noun.name);
        }
    }
}
