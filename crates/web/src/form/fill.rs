//! Filling a form: from a thing as it stands, from an address, from what was sent.

use super::{
    BESIDE, Entry, Form, Sent,
    entry::{pointer_of, pointer_text},
};
use crate::{fault::Fault, frame::Frame, sheet::fields, typed};
use genbo_app::{
    cx::Actor,
    thing::{form::Standing, written::Mode},
    view::{Link, Reader, offer},
};
use genbo_domain::{
    authority,
    cooperation::Cooperation,
    noun::{Noun, NounDef},
    value::{Kind, Pointer, Value},
    visibility,
};

impl Form {
    fn empty(noun: &'static NounDef) -> Form {
        Form {
            noun,
            thing: None,
            entries: noun.fields.iter().chain(&BESIDE).map(Entry::new).collect(),
            seen: None,
            key: String::new(),
            home: String::new(),
            mode: Mode::Live,
            reason: String::new(),
            asks_reason: false,
            reason_for: None,
            errors: Vec::new(),
            scope: None,
            about: None,
        }
    }

    /// The form of a thing as it stands.
    pub fn standing(f: &Frame, standing: &Standing) -> Form {
        let noun = standing.noun;
        let mut form = Form::empty(noun);
        form.thing = Some(standing.link.slug.clone());
        form.seen = Some(standing.seen);
        form.scope = scope_of(standing);
        (form.reason_for, form.asks_reason) = (standing.reason, standing.reason.is_some());
        for (entry, value) in form.entries.iter_mut().zip(&standing.values) {
            if let Some(value) = value {
                (entry.lines, entry.known) = lines(f, entry.field.kind, value);
            }
            if let Some(kind) = standing.gaps.get(entry.field.name) {
                entry.gap = kind.clone();
            }
        }
        let origin = &standing.origin;
        let beside = [
            ("source", origin.source.clone()),
            ("as_published", origin.as_published.clone()),
            ("certainty", origin.certainty.clone()),
            ("visibility", Some(standing.visibility.clone())),
        ];
        for (name, value) in beside {
            if let Some(entry) = form.entry_mut(name) {
                entry.lines = value.into_iter().collect();
            }
        }
        form.settle();
        form.without(&standing.hidden);
        form
    }

    /// What stands now is what stood before.
    fn settle(&mut self) {
        for entry in &mut self.entries {
            entry.was = entry.lines.clone();
            entry.was_gap = entry.gap.clone();
        }
    }

    fn without(&mut self, hidden: &[usize]) {
        let hidden: Vec<&str> = hidden.iter().map(|i| self.noun.fields[*i].name).collect();
        self.entries.retain(|e| !hidden.contains(&e.field.name));
    }

    /// The form of a new thing, with what the address says of it: `?body=svalov/kommunstyrelsen`.
    pub async fn new(f: &Frame, reader: &mut Reader, noun: &'static NounDef) -> Result<Form, Fault> {
        let mut form = Form::empty(noun);
        let mut first: Option<Link> = None;
        for entry in &mut form.entries {
            let asked: Vec<&str> = f
                .query
                .iter()
                .filter(|(k, v)| is_about(noun, entry.field.name, k) && !v.is_empty())
                .map(|(_, v)| v.as_str())
                .collect();
            for text in asked {
                let Kind::Ref(_) = entry.field.kind else {
                    entry.lines.push(text.to_owned());
                    continue;
                };
                let Some(pointer) = pointer_of(entry.field.kind, text) else { return Err(Fault::NotFound) };
                let link = offer::pointed(reader, &pointer).await?.ok_or(Fault::NotFound)?;
                let label = fields::label(f, &link);
                entry.known.push((label.clone(), pointer_text(&link.noun, &link.slug)));
                entry.lines.push(label);
                entry.fixed = noun.parent.is_some_and(|p| p.field == entry.field.name);
                if authority::upward(noun).iter().any(|p| p.split('.').next() == Some(entry.field.name)) {
                    first.get_or_insert(link);
                }
            }
        }
        if let Some(entry) = form.entry_mut("visibility") {
            let default = visibility::default_of(noun.name).as_str().to_owned();
            entry.lines = vec![default.clone()];
            entry.was = vec![default];
        }
        if let Some(home) = f.asked("home") {
            form.home = home.to_owned();
        }
        form.find_about(reader, first.as_ref()).await?;
        form.find_scope(f, reader, first).await?;
        Ok(form)
    }

    /// The cooperation within which things are offered: of what the new thing hangs on, or the writer's own.
    async fn find_scope(&mut self, f: &Frame, reader: &mut Reader, above: Option<Link>) -> Result<(), Fault> {
        let above = match above {
            Some(link) if link.noun == Cooperation::NAME => Some(link.id),
            Some(link) => reader.home(&link.noun, &link.slug).await?.map(|h| h.id),
            None if !self.home.is_empty() => {
                let home = Pointer { noun: Cooperation::NAME, slug: self.home.clone() };
                Some(offer::pointed(reader, &home).await?.ok_or(Fault::NotFound)?.id)
            }
            None => None,
        };
        let own = match f.actor() {
            Actor::Account { keeps, .. } if keeps.len() == 1 => keeps.first().copied(),
            _ => None,
        };
        self.scope = above.or(own);
        if self.home.is_empty() && above.is_none() && asks_home(self.noun) {
            let names = reader.names(own).await?;
            self.home = own.and_then(|id| names.get(id)).map(|l| l.slug).unwrap_or_default();
        }
        Ok(())
    }

    /// The form as it was sent; of a thing that is changed, beside how it stands.
    pub fn sent(noun: &'static NounDef, sent: &Sent, standing: Option<&Standing>) -> Form {
        let mut form = Form::empty(noun);
        form.entries = noun.fields.iter().chain(&BESIDE).map(|field| Entry::sent(field, sent)).collect();
        form.thing = standing.map(|s| s.link.slug.clone());
        form.seen = sent.get("seen").and_then(|s| s.parse().ok()).or(standing.map(|s| s.seen));
        form.key = sent.get("key").unwrap_or_default().to_owned();
        form.home = sent.get("home").unwrap_or_default().to_owned();
        form.reason = sent.get("reason").unwrap_or_default().to_owned();
        form.reason_for = standing.and_then(|s| s.reason);
        form.asks_reason = sent.has("reason") || form.reason_for.is_some();
        form.mode = match sent.get("mode") {
            Some("transcription") => Mode::Transcription,
            _ => Mode::Live,
        };
        form.scope = match standing {
            Some(standing) => scope_of(standing),
            None => sent.get("scope").and_then(|s| s.parse().ok()).map(genbo_domain::value::ThingId),
        };
        form.about = sent.get("about").and_then(|s| s.parse().ok());
        if let Some(standing) = standing {
            form.without(&standing.hidden);
        }
        form
    }
}

/// Whether a parameter of an address is about a field: `bodies`, or `body` where no field is called so.
fn is_about(noun: &NounDef, field: &str, parameter: &str) -> bool {
    field == parameter || (field == "bodies" && parameter == "body" && noun.field(parameter).is_none())
}

fn scope_of(standing: &Standing) -> Option<genbo_domain::value::ThingId> {
    match standing.link.noun.as_str() {
        Cooperation::NAME => Some(standing.link.id),
        _ => standing.home.as_ref().map(|h| h.id),
    }
}

/// Whether it must be asked with which cooperation a new thing is kept: where it need not hang on anything.
pub(super) fn asks_home(noun: &NounDef) -> bool {
    let needed = |path: &&str| {
        noun.field(path.split('.').next().unwrap_or(path)).is_some_and(|(_, f)| f.required || f.many)
    };
    noun.name != Cooperation::NAME && noun.parent.is_none() && !authority::upward(noun).iter().any(needed)
}

/// A value as lines that can be typed, with what names in them stand for.
fn lines(f: &Frame, kind: Kind, value: &Value<Link>) -> (Vec<String>, Vec<(String, String)>) {
    let all: Vec<&Value<Link>> = match value {
        Value::List(list) => list.iter().collect(),
        one => vec![one],
    };
    let mut known: Vec<(String, String)> = Vec::new();
    let lines = all
        .into_iter()
        .map(|value| match value {
            Value::Text(text) => typed::shown(f.lang, kind, text),
            Value::Int(n) => n.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::List(_) => String::new(),
            Value::Ref(link) => {
                let pointer = pointer_text(&link.noun, &link.slug);
                let mut text = fields::label(f, link).trim().to_owned();
                if known.iter().any(|(t, p)| *t == text && *p != pointer) {
                    text = format!("{text} ({})", link.slug);
                }
                known.push((text.clone(), pointer));
                text
            }
        })
        .collect();
    (lines, known)
}
