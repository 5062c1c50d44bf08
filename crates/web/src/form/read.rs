//! Reading a form: what the writer has changed, as something written; what cannot be read, with how to mend it.

use super::{
    BESIDE, Entry, Form,
    choices::{self, Meaning},
    entry::{is_box, pointer_text},
};
use crate::{fault::Fault, frame::Frame, sheet::fields, typed};
use genbo_app::{
    thing::written::{Said, Written},
    view::{Link, Reader},
};
use genbo_domain::{
    noun::Field,
    value::{Kind, Value, WrittenValue},
};
use jiff::civil::Date;

/// What a form says.
#[derive(Debug)]
pub enum Answer {
    /// This is written; the date whose year was filled in, in EDTF, is told afterwards.
    Written(Box<Written>, Option<String>),
    /// Nothing has been changed.
    Nothing,
    /// Something cannot be read; the form says what.
    Wrong,
}

/// What one field says, or what is wrong with it.
type Told = Result<Said, String>;

impl Form {
    /// Reads it. What is wrong, and what was understood, is noted in its entries.
    pub async fn read(&mut self, f: &Frame, reader: &mut Reader) -> Result<Answer, Fault> {
        let mut written = Written::new(self.noun);
        written.thing.clone_from(&self.thing);
        written.seen = self.seen.filter(|_| self.thing.is_some());
        written.home = Some(self.home.clone()).filter(|h| !h.is_empty() && self.thing.is_none());
        written.reason = Some(self.reason.clone()).filter(|r| !r.is_empty());
        written.mode = self.mode;
        let (mut changed, mut guessed) = (false, None);
        let scope = self.scope;
        let since: Vec<Date> = self.entries.iter().map(|e| self.since(f.lang, e, f.today)).collect();
        for (entry, from) in self.entries.iter_mut().zip(since) {
            if !entry.is_changed() {
                continue;
            }
            changed = true;
            match said(f, reader, entry, (scope, from), &mut guessed).await? {
                Ok(said) => say(&mut written, entry, said),
                Err(message) => entry.error = Some(message),
            }
        }
        if self.is_wrong() {
            return Ok(Answer::Wrong);
        }
        if !changed && self.thing.is_some() {
            return Ok(Answer::Nothing);
        }
        Ok(Answer::Written(Box::new(written), guessed))
    }

    /// Looks for what is typed in a field, without reading the rest.
    pub async fn look_for(&mut self, f: &Frame, reader: &mut Reader, name: &str) -> Result<(), Fault> {
        let scope = self.scope;
        let Some(from) = self.entry(name).map(|e| self.since(f.lang, e, f.today)) else { return Ok(()) };
        let Some(entry) = self.entry_mut(name) else { return Ok(()) };
        let told = said(f, reader, entry, (scope, from), &mut None).await?;
        entry.error = told.err();
        Ok(())
    }
}

/// What lines typed for one field of a noun mean, or what is wrong with them.
pub async fn one(
    f: &Frame,
    reader: &mut Reader,
    field: &'static Field,
    lines: Vec<String>,
    scope: Option<genbo_domain::value::ThingId>,
) -> Result<Result<Said, String>, Fault> {
    let mut entry = Entry { lines, ..Entry::new(field) };
    let from = super::usual(field.name, f.today);
    said(f, reader, &mut entry, (scope, from), &mut None).await
}

fn say(written: &mut Written, entry: &Entry, said: Said) {
    let name = entry.field.name;
    if !BESIDE.iter().any(|b| b.name == name) {
        *written = std::mem::replace(written, Written::new(written.noun)).with(name, said);
        return;
    }
    let common = &mut written.common;
    let text = match said {
        Said::Value(Value::Text(text)) => Some(text),
        _ => None,
    };
    match (name, text) {
        ("visibility", Some(word)) => common.visibility = word.parse().ok(),
        ("certainty", Some(word)) => common.certainty = word.parse().ok(),
        ("source", Some(text)) => common.source = Some(text),
        ("as_published", Some(text)) => common.as_published = Some(text),
        ("source" | "as_published" | "certainty", None) => {
            // The names that a thing's origin can be emptied of.
            common.clear.extend(BESIDE.iter().map(|b| b.name).filter(|n| *n == name));
        }
        _ => {}
    }
}

async fn said(
    f: &Frame,
    reader: &mut Reader,
    entry: &mut Entry,
    (scope, from): (Option<genbo_domain::value::ThingId>, Date),
    guessed: &mut Option<String>,
) -> Result<Told, Fault> {
    let told: Vec<(usize, String)> = entry.told().map(|(row, line)| (row, line.to_owned())).collect();
    if !entry.gap.is_empty() && entry.gap != entry.was_gap && !told.is_empty() && entry.lines == entry.was {
        // Whoever says that it is unknown need not empty the field as well.
        entry.lines.clear();
        return Ok(entry.gap.parse().map(Said::Gap).map_err(|_| f.t.form.no_gap.to_owned()));
    }
    if told.is_empty() {
        return Ok(match entry.gap.as_str() {
            "" => Ok(Said::Empty),
            kind => kind.parse().map(Said::Gap).map_err(|_| f.t.form.no_gap.to_owned()),
        });
    }
    entry.gap.clear();
    if matches!(entry.field.kind, Kind::Ref(_)) {
        return references(f, reader, entry, &told, scope).await;
    }
    Ok(values(f, entry, from, &told, guessed))
}

/// The values of a field that refers to nothing.
fn values(
    f: &Frame,
    entry: &mut Entry,
    from: Date,
    told: &[(usize, String)],
    guessed: &mut Option<String>,
) -> Told {
    let (field, mut values, mut understood) = (entry.field, Vec::new(), Vec::new());
    // Text on several lines is one value, unless each line is one.
    let whole = [(0, entry.lines.join("\n"))];
    let told = if field.many { told } else { &whole };
    for (row, line) in told {
        let place = |message: String| {
            if is_box(field) && told.len() > 1 { f.lang.in_line(row + 1, &message) } else { message }
        };
        let read = typed::read(f.lang, field.kind, from, line).map_err(place)?;
        match read.said {
            typed::Typed::Gap(kind) => return Ok(Said::Gap(kind)),
            typed::Typed::Value(value) => {
                if let (Kind::Date, Value::Text(edtf)) = (field.kind, &value) {
                    understood.extend(typed::understood(f.lang, field.kind, edtf));
                    if read.guessed {
                        guessed.get_or_insert_with(|| edtf.clone());
                    }
                }
                values.push(value);
            }
        }
    }
    if !understood.is_empty() {
        entry.understood = Some(understood.join("; "));
    }
    Ok(Said::Value(one_or_list(field.many, values)))
}

fn one_or_list(many: bool, mut values: Vec<WrittenValue>) -> WrittenValue {
    match (many, values.len()) {
        (false, 1) => values.remove(0),
        _ => Value::List(values),
    }
}

async fn references(
    f: &Frame,
    reader: &mut Reader,
    entry: &mut Entry,
    told: &[(usize, String)],
    scope: Option<genbo_domain::value::ThingId>,
) -> Result<Told, Fault> {
    let (mut values, mut wrong): (Vec<WrittenValue>, Vec<String>) = (Vec::new(), Vec::new());
    for (row, line) in told {
        match choices::meaning(reader, entry, line, scope).await? {
            Ok(pointer) => values.push(Value::Ref(pointer)),
            Err(Meaning::One(pointer, link)) => {
                know(f, entry, *row, &link);
                values.push(Value::Ref(pointer));
            }
            Err(Meaning::Several(found)) => {
                wrong.push(f.lang.not_one(line, found.len()));
                entry.matches.push((*row, found));
            }
        }
    }
    if wrong.is_empty() {
        Ok(Ok(Said::Value(one_or_list(entry.field.many, values))))
    } else {
        Ok(Err(wrong.join(" ")))
    }
}

/// Notes what a line was found to mean, so that it need not be looked up again.
fn know(f: &Frame, entry: &mut Entry, row: usize, link: &Link) {
    let pointer = pointer_text(&link.noun, &link.slug);
    let mut text = fields::label(f, link).trim().to_owned();
    if entry.known.iter().any(|(t, p)| *t == text && *p != pointer) {
        text = format!("{text} ({})", link.slug);
    }
    entry.known.push((text.clone(), pointer));
    if let Some(line) = entry.lines.get_mut(row) {
        *line = text;
    }
}
