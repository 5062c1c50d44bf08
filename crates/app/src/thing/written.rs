//! What somebody writes about one thing: only what is said, with what he or she saw before.

use genbo_documents::cooperation_file::Common;
use genbo_domain::{gap::GapKind, noun::NounDef, value::WrittenValue};

/// What is said of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// That it has this value.
    Value(WrittenValue),
    /// Nothing: the field is emptied.
    Empty,
    /// In which way it is open.
    Gap(GapKind),
}

/// How what is written is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// It happens now: what the law forbids is refused, and what departs from what is agreed needs a reason.
    #[default]
    Live,
    /// It is copied from a source, which may contradict itself: it is kept as it stands.
    Transcription,
}

/// One thing as somebody writes it.
#[derive(Debug, Clone)]
pub struct Written {
    /// What it is.
    pub noun: &'static NounDef,
    /// The slug or id of the thing that is changed; nothing for a new one.
    pub thing: Option<String>,
    /// The slug that a new thing shall have; made from its name if left out.
    pub slug: Option<String>,
    /// The slug of the cooperation that a new thing is kept with; that of what it hangs on if left out.
    pub home: Option<String>,
    /// Fields by index in `noun.fields`, each once. What is not named stays as it is.
    pub fields: Vec<(usize, Said)>,
    /// Source, wording, certainty and visibility; what is not named stays as it is.
    pub common: Common,
    /// The number of the last change that the writer had seen of it; nothing if that does not matter.
    pub seen: Option<i64>,
    /// Whether nothing at all may have changed since, not even another field.
    pub exactly: bool,
    /// Why.
    pub reason: Option<String>,
    /// How it is meant.
    pub mode: Mode,
}

impl Written {
    /// A new thing of that noun, of which nothing is said yet.
    pub fn new(noun: &'static NounDef) -> Written {
        Written {
            noun,
            thing: None,
            slug: None,
            home: None,
            fields: Vec::new(),
            common: Common::default(),
            seen: None,
            exactly: false,
            reason: None,
            mode: Mode::Live,
        }
    }

    /// A change of the thing of that slug or id.
    pub fn change(noun: &'static NounDef, thing: impl Into<String>) -> Written {
        Written { thing: Some(thing.into()), ..Written::new(noun) }
    }

    /// With that field said; a field that the noun does not have is a fault of the program.
    pub fn with(mut self, field: &str, said: Said) -> Written {
        let (index, _) = self.noun.field(field).expect("the noun has the fields that the program names");
        self.fields.retain(|(i, _)| *i != index);
        self.fields.push((index, said));
        self
    }

    /// With that value, if it is one of its kind.
    pub fn text(self, field: &str, text: &str) -> Result<Written, genbo_domain::value::ValueError> {
        let (_, def) = self.noun.field(field).expect("the noun has the fields that the program names");
        let value = def.kind.parse(text)?;
        let value = if def.many { WrittenValue::List(vec![value]) } else { value };
        Ok(self.with(field, Said::Value(value)))
    }

    /// What is said of that field.
    pub fn said(&self, field: &str) -> Option<&Said> {
        let (index, _) = self.noun.field(field)?;
        self.fields.iter().find(|(i, _)| *i == index).map(|(_, said)| said)
    }

    /// The value that is said of that field.
    pub fn value(&self, field: &str) -> Option<&WrittenValue> {
        match self.said(field) {
            Some(Said::Value(value)) => Some(value),
            _ => None,
        }
    }
}
