//! The fields of the form in which a rule is written, from what stands or was typed; and what was typed, read.

use crate::{
    frame::Frame,
    sheet::lines::capital,
    typed::{self, Typed},
    words::{self, catalogue},
};
use genbo_app::view::Link;
use genbo_domain::{
    noun::Field,
    parameters::{Parameter, Parameters},
    rule::RuleKind,
    value::{Kind, Value, Vocabulary},
};
use genbo_rules::catalogue as kinds;
use std::collections::HashMap;

/// One field as it is written.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) error: String,
    pub(super) required: bool,
    pub(super) control: Control,
}

/// How a field is filled in.
#[derive(Debug)]
pub(super) enum Control {
    /// One line, and how it is typed on a phone.
    Line(String, &'static str),
    /// Several lines.
    Area(String),
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these.
    Boxes(Vec<Choice>),
    /// One of these, under headings.
    Grouped(Vec<(String, Vec<Choice>)>),
}

/// Something to choose.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

impl Input {
    /// The identifiers of what is told about it.
    pub(super) fn described(&self) -> String {
        let parts = [(!self.hint.is_empty(), "hint"), (!self.error.is_empty(), "error")];
        let ids = parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{}-{part}", self.id));
        ids.collect::<Vec<_>>().join(" ")
    }

    /// Whether something is wrong with it.
    pub(super) fn wrong(&self) -> bool {
        !self.error.is_empty()
    }
}

/// A part of the form.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) note: &'static str,
    pub(super) fields: Vec<Input>,
    pub(super) folded: bool,
    pub(super) open: bool,
}

impl Part {
    pub(super) fn new(id: &'static str, title: &'static str, note: &'static str, fields: Vec<Input>) -> Part {
        Part { id, title, note, fields, folded: false, open: false }
    }

    /// Folded, unless something stands in it or is wrong with it.
    pub(super) fn folded(self) -> Part {
        let said = |c: &Control| match c {
            Control::Line(text, _) | Control::Area(text) => !text.is_empty(),
            Control::Choice(all) | Control::Boxes(all) => all.iter().any(|c| c.chosen),
            Control::Grouped(all) => all.iter().any(|(_, c)| c.iter().any(|c| c.chosen)),
        };
        let open = self.fields.iter().any(|f| !f.error.is_empty() || said(&f.control));
        Part { folded: true, open, ..self }
    }
}

/// What stands in the form, by the names of its fields.
#[derive(Debug, Default)]
pub(super) struct Filled(pub(super) Vec<(String, String)>);

impl Filled {
    pub(super) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }
}

/// What is wrong, by the names of fields; under no name what is wrong with the whole.
pub(super) type Wrong = HashMap<String, String>;

/// Makes fields.
pub(super) struct Maker<'a> {
    pub(super) f: &'a Frame,
    pub(super) filled: &'a Filled,
    pub(super) wrong: &'a Wrong,
}

impl Maker<'_> {
    fn input(&self, name: &str, label: String, hint: &str, control: Control) -> Input {
        Input {
            id: format!("f-{}", name.replace('.', "-")),
            name: name.to_owned(),
            label,
            hint: hint.to_owned(),
            error: self.wrong.get(name).cloned().unwrap_or_default(),
            required: false,
            control,
        }
    }

    /// A field of the noun.
    pub(super) fn own(&self, name: &'static str, hint: &str, control: Control) -> Input {
        let label = words::field(self.f.lang, "rule", name).to_owned();
        self.input(name, label, hint, control)
    }

    /// A field that is none of the noun's.
    pub(super) fn other(&self, name: &str, label: &str, hint: &str, control: Control) -> Input {
        self.input(name, label.to_owned(), hint, control)
    }

    pub(super) fn line(&self, name: &str) -> Control {
        Control::Line(self.filled.one(name).to_owned(), "")
    }

    pub(super) fn area(&self, name: &str) -> Control {
        Control::Area(self.filled.one(name).to_owned())
    }

    /// A choice among things.
    pub(super) fn among(&self, name: &str, links: &[Link], several_nouns: bool) -> Control {
        Control::Choice(self.choices(name, links, several_nouns))
    }

    fn choices(&self, name: &str, links: &[Link], several_nouns: bool) -> Vec<Choice> {
        let chosen: Vec<&str> = self.filled.all(name).collect();
        let mut choices: Vec<Choice> = links
            .iter()
            .map(|l| {
                let value = if several_nouns { format!("{}:{}", l.noun, l.slug) } else { l.slug.clone() };
                Choice { chosen: chosen.contains(&value.as_str()), text: l.label.clone(), value }
            })
            .collect();
        // What stands there and is not offered stays.
        let more: Vec<&str> = chosen.into_iter().filter(|c| !choices.iter().any(|o| o.value == *c)).collect();
        choices.extend(more.into_iter().map(|c| Choice {
            value: c.to_owned(),
            text: c.to_owned(),
            chosen: true,
        }));
        choices
    }

    /// Boxes for things.
    pub(super) fn boxes(&self, name: &str, links: &[Link]) -> Control {
        Control::Boxes(self.choices(name, links, false))
    }

    fn words_of(&self, name: &str, vocabulary: &'static Vocabulary) -> Vec<Choice> {
        let chosen: Vec<&str> = self.filled.all(name).collect();
        let choice = |(word, _): &(&'static str, &'static str)| Choice {
            value: (*word).to_owned(),
            text: capital(words::word(self.f.lang, vocabulary.name, word)),
            chosen: chosen.contains(word),
        };
        vocabulary.words.iter().map(choice).collect()
    }

    /// A choice among the words of a vocabulary.
    pub(super) fn word(&self, name: &str, vocabulary: &'static Vocabulary) -> Control {
        Control::Choice(self.words_of(name, vocabulary))
    }

    pub(super) fn yes_or_no(&self, name: &str) -> Control {
        let (t, now) = (&self.f.t.common, self.filled.one(name));
        let choice = |value: &str, text: &str| Choice {
            value: value.to_owned(),
            text: capital(text),
            chosen: now == value,
        };
        Control::Choice(vec![choice("true", t.yes), choice("false", t.no)])
    }

    /// The field of a parameter; `offered` are the things of its nouns.
    pub(super) fn parameter(&self, kind: RuleKind, field: &'static Field, offered: &[Link]) -> Input {
        let (lang, name) = (self.f.lang, format!("p.{}", field.name));
        let t = &self.f.t.form;
        let example = match field.kind {
            Kind::Duration => t.duration_example,
            Kind::Date => t.period_example,
            Kind::Rational => t.rational_example,
            _ => "",
        };
        let mut hint = catalogue::parameter_help(lang, kind, field.name).to_owned();
        if !example.is_empty() {
            hint = format!("{hint} {}: {example}", t.example).trim().to_owned();
        }
        let control = match (field.kind, field.many) {
            (Kind::Word(vocabulary), true) => Control::Boxes(self.words_of(&name, vocabulary)),
            (Kind::Word(vocabulary), false) => self.word(&name, vocabulary),
            (Kind::Bool, _) => self.yes_or_no(&name),
            (Kind::Ref(nouns), many) => {
                let links: Vec<Link> =
                    offered.iter().filter(|l| nouns.contains(&l.noun.as_str())).cloned().collect();
                match many {
                    true => self.boxes(&name, &links),
                    false => self.among(&name, &links, nouns.len() > 1),
                }
            }
            (_, true) => Control::Area(self.filled.all(&name).collect::<Vec<_>>().join("\n")),
            (Kind::Int | Kind::Count, false) => Control::Line(self.filled.one(&name).to_owned(), "numeric"),
            (_, false) => self.line(&name),
        };
        let label = catalogue::parameter(lang, kind, field.name);
        Input { required: field.required, ..self.input(&name, label, &hint, control) }
    }
}

/// What stands in a rule, as the form has it.
pub(super) fn filled(f: &Frame, kind: RuleKind, parameters: Option<&Parameters>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for field in kinds::fields(kind) {
        let Some(given) = parameters.and_then(|p| p.get(field.name)) else { continue };
        let all: Vec<&Parameter> = match given {
            Parameter::List(list) => list.iter().collect(),
            one => vec![one],
        };
        for one in all {
            let text = match one {
                Parameter::Text(text) if matches!(field.kind, Kind::Word(_) | Kind::Ref(_)) => text.clone(),
                Parameter::Text(text) => typed::shown(f.lang, field.kind, text),
                Parameter::Int(n) => n.to_string(),
                Parameter::Bool(yes) => yes.to_string(),
                Parameter::List(_) => continue,
            };
            pairs.push((format!("p.{}", field.name), text));
        }
    }
    pairs
}

/// The parameters that were typed; what is wrong is noted at its field.
pub(super) fn read(f: &Frame, kind: RuleKind, filled: &Filled, wrong: &mut Wrong) -> Parameters {
    let mut named = Vec::new();
    for field in kinds::fields(kind) {
        let name = format!("p.{}", field.name);
        let mut values = Vec::new();
        for text in filled.all(&name).flat_map(|v| v.split('\n')).map(str::trim).filter(|v| !v.is_empty()) {
            match value(f, field, text) {
                Ok(value) => values.push(value),
                Err(message) => {
                    wrong.insert(name.clone(), message);
                }
            }
        }
        match (values.len(), field.many) {
            (0, _) if field.required && !wrong.contains_key(&name) => {
                wrong.insert(name, f.lang.missing(&catalogue::parameter(f.lang, kind, field.name)));
            }
            (0, _) => {}
            (_, true) => named.push((field.name.to_owned(), Parameter::List(values))),
            (_, false) => named.extend(values.into_iter().next().map(|v| (field.name.to_owned(), v))),
        }
    }
    Parameters::new(named).unwrap_or_default()
}

fn value(f: &Frame, field: &Field, text: &str) -> Result<Parameter, String> {
    match field.kind {
        Kind::Word(_) | Kind::Ref(_) => Ok(Parameter::Text(text.to_owned())),
        Kind::Bool => Ok(Parameter::Bool(text == "true")),
        kind => match typed::read(f.lang, kind, f.today, text)?.said {
            Typed::Value(Value::Int(n)) => Ok(Parameter::Int(n)),
            Typed::Value(Value::Bool(yes)) => Ok(Parameter::Bool(yes)),
            Typed::Value(Value::Text(text)) => Ok(Parameter::Text(text)),
            _ => Err(f.t.form.refused.to_owned()),
        },
    }
}
