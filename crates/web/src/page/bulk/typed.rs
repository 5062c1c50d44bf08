//! The form of a change of many: what was chosen and typed, and what it means. What was typed stays, whatever is wrong.

use crate::{
    fault::Fault,
    form,
    frame::Frame,
    page::{field, year_plan::submission},
    sheet::lines::capital,
    words,
};
use genbo_app::{
    cx::Cx,
    thing::{
        bulk::{Filter, How},
        written::Said,
    },
    view::Reader,
};
use genbo_domain::{
    noun::{Field, NounDef},
    value::{Kind, Value, WrittenValue},
};

/// The most fields that are changed at once.
const MOST_FIELDS: usize = 20;

/// What the form says.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// The things that are chosen, by slug, each once.
    pub(super) chosen: Vec<String>,
    /// What the list is narrowed to.
    pub(super) q: String,
    /// The cooperation that the list is narrowed to.
    pub(super) home: String,
    /// Field, what becomes of it, value.
    changes: Vec<[String; 3]>,
    /// Why.
    pub(super) reason: String,
    /// Whether a reason is asked for.
    pub(super) asks_reason: bool,
    /// The number of the last change when it was looked at.
    pub(super) seen: Option<i64>,
    /// The name of this submission.
    pub(super) submission: String,
    /// What shall be done.
    pub(super) what: String,
}

/// One field that changes, as it is shown.
pub(super) struct Row {
    pub(super) n: usize,
    pub(super) field: String,
    pub(super) how: String,
    pub(super) control: Control,
    pub(super) many: bool,
}

/// How a value is typed.
pub(super) enum Control {
    Line(String),
    Area(String),
    Choice(Vec<Choice>),
}

/// One choice.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

/// What can be changed in many things at once: everything but what a thing hangs on.
pub(super) fn fields(f: &Frame, noun: &'static NounDef) -> Vec<(&'static str, &'static str)> {
    let own = noun.fields.iter().filter(|d| can(noun, d));
    let mut all: Vec<_> = own.map(|d| (d.name, words::field(f.lang, noun.name, d.name))).collect();
    all.sort_by_cached_key(|(_, label)| genbo_app::collation::key(label));
    all
}

fn can(noun: &NounDef, field: &Field) -> bool {
    noun.parent.is_none_or(|p| p.field != field.name) && !matches!(field.kind, Kind::Image)
}

impl Typed {
    /// What the address asks for: a search, a cooperation.
    pub(super) fn asked(f: &Frame, cx: &Cx) -> Typed {
        let text = |name: &str| f.asked(name).unwrap_or_default().to_owned();
        Typed { q: text("q"), home: text("cooperation"), submission: submission(cx), ..Typed::default() }
    }

    /// The form as it was sent.
    pub(super) fn sent(cx: &Cx, pairs: Vec<(String, String)>) -> Typed {
        let text = |name: &str| field(&pairs, name).replace("\r\n", "\n").trim().to_owned();
        let row = |n: usize| ["field", "how", "value"].map(|part| text(&format!("{part}.{n}")));
        let pasted = text("slugs");
        let mut typed = Typed {
            q: text("q"),
            home: text("cooperation"),
            changes: (0..MOST_FIELDS).map(row).filter(|[field, ..]| !field.is_empty()).collect(),
            reason: text("reason"),
            asks_reason: pairs.iter().any(|(n, _)| n == "reason"),
            seen: text("seen").parse().ok(),
            submission: Some(text("submission")).filter(|s| !s.is_empty()).unwrap_or_else(|| submission(cx)),
            what: text("do"),
            ..Typed::default()
        };
        typed.choose(pairs.iter().filter(|(n, _)| n == "thing").map(|(_, slug)| slug.trim().to_owned()));
        typed.choose(pasted.split([' ', ',', ';', '\t', '\n']).map(|slug| address(slug).to_owned()));
        typed
    }

    /// Chooses things, each once.
    pub(super) fn choose(&mut self, slugs: impl Iterator<Item = String>) {
        let mut known: std::collections::HashSet<String> = self.chosen.iter().cloned().collect();
        self.chosen.extend(slugs.filter(|s| !s.is_empty() && known.insert(s.clone())));
    }

    /// What the list is narrowed to.
    pub(super) fn filter(&self) -> Filter<'_> {
        let told = |text: &'_ str| !text.is_empty();
        Filter {
            q: Some(self.q.as_str()).filter(|q| told(q)),
            home: Some(self.home.as_str()).filter(|h| told(h)),
        }
    }

    /// The fields that change, with one more row to choose another.
    pub(super) fn rows(&self, f: &Frame, noun: &'static NounDef) -> Vec<Row> {
        let spare = [[String::new(), String::new(), String::new()]];
        let rows = self.changes.iter().chain(&spare).take(MOST_FIELDS).enumerate();
        rows.map(|(n, [field, how, value])| {
            let def = noun.field(field).map(|(_, d)| d);
            Row {
                n,
                field: field.clone(),
                how: how.clone(),
                many: def.is_some_and(|d| d.many),
                control: control(f, def, value),
            }
        })
        .collect()
    }

    /// What becomes of each field; what is wrong is added to the errors.
    pub(super) async fn changes(
        &self,
        f: &Frame,
        reader: &mut Reader,
        noun: &'static NounDef,
        errors: &mut Vec<String>,
    ) -> Result<Vec<(usize, How)>, Fault> {
        let t = &f.t.bulk;
        let mut changes: Vec<(usize, How)> = Vec::new();
        for [name, how, value] in &self.changes {
            let Some((index, def)) = known(noun, name) else { return Err(Fault::NotFound) };
            let label = words::field(f.lang, noun.name, def.name);
            let mut wrong = |text: &str| errors.push(format!("{label}: {text}"));
            if changes.iter().any(|(i, _)| *i == index) {
                wrong(t.twice);
                continue;
            }
            let list = matches!(how.as_str(), "add" | "remove");
            match how.as_str() {
                "empty" => changes.push((index, How::Is(Said::Empty))),
                _ if value.is_empty() => wrong(t.no_value),
                _ if list && !def.many => wrong(t.no_list),
                _ => match form::one(f, reader, def, lines(def, value), None).await? {
                    Ok(said) => changes.push((index, becomes(how, said))),
                    Err(text) => wrong(&text),
                },
            }
        }
        if self.changes.is_empty() {
            errors.push(t.no_field.to_owned());
        }
        Ok(changes)
    }
}

/// A field of a noun that can be changed in many things at once.
fn known(noun: &'static NounDef, name: &str) -> Option<(usize, &'static Field)> {
    noun.fields.iter().enumerate().find(|(_, d)| d.name == name && can(noun, d))
}

/// A slug, also where somebody has pasted the address of a page.
fn address(text: &str) -> &str {
    let text = text.trim();
    let path = match text.split_once("://").map(|(_, rest)| rest.split_once('/')) {
        Some(Some((_, path))) => path,
        Some(None) => return text,
        None => match text.strip_prefix('/') {
            Some(path) => path,
            None => return text,
        },
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    match path.strip_prefix("fakta/") {
        Some(rest) => rest.split_once('/').map_or(text, |(_, slug)| slug),
        None => path.split_once('/').map_or(text, |(_, slug)| slug),
    }
}

/// The values of a field as they were typed: a list has one a line, or one with commas between for short ones.
fn lines(def: &Field, value: &str) -> Vec<String> {
    if def.many { value.split('\n').map(str::to_owned).collect() } else { vec![value.to_owned()] }
}

fn becomes(how: &str, said: Said) -> How {
    let list = |said: Said| -> Vec<WrittenValue> {
        match said {
            Said::Value(Value::List(list)) => list,
            Said::Value(one) => vec![one],
            Said::Empty | Said::Gap(_) => Vec::new(),
        }
    };
    match how {
        "add" => How::With(list(said)),
        "remove" => How::Without(list(said)),
        _ => How::Is(said),
    }
}

fn control(f: &Frame, def: Option<&'static Field>, value: &str) -> Control {
    let Some(def) = def else { return Control::Line(value.to_owned()) };
    let choice = |word: &str, text: &str| Choice {
        value: word.to_owned(),
        text: capital(text),
        chosen: value.lines().any(|line| line.trim() == word),
    };
    match def.kind {
        Kind::Word(v) => {
            let words = v.words.iter();
            Control::Choice(words.map(|(w, _)| choice(w, words::word(f.lang, v.name, w))).collect())
        }
        Kind::Bool => {
            let both = [("true", f.t.common.yes), ("false", f.t.common.no)];
            Control::Choice(both.map(|(w, text)| choice(w, text)).into())
        }
        Kind::Prose => Control::Area(value.to_owned()),
        _ if def.many => Control::Area(value.to_owned()),
        _ => Control::Line(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_address_is_the_slug_in_it() {
        for (text, slug) in [
            ("svalov/kommunstyrelsen", "svalov/kommunstyrelsen"),
            ("/organ/svalov/kommunstyrelsen", "svalov/kommunstyrelsen"),
            ("https://genbo.example/organ/svalov/kommunstyrelsen?lang=en#x", "svalov/kommunstyrelsen"),
            ("/fakta/seats/svalov/kommunstyrelsen/ordforande", "svalov/kommunstyrelsen/ordforande"),
            ("https://genbo.example", "https://genbo.example"),
        ] {
            assert_eq!(address(text), slug, "{text}");
        }
    }

    #[test]
    fn what_a_thing_hangs_on_is_not_changed_in_many() {
        let item = NounDef::named("item").unwrap();
        assert!(known(item, "meeting").is_none() && known(item, "title").is_some());
    }
}
