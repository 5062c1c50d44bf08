//! Which year a day without one is of: that of what the form is about, and else that of the next such day.
//!
//! Invariant: a day that stands already never moves to a year before its own.

use super::{Entry, Form};
use crate::{fault::Fault, lang::Lang, typed};
use genbo_app::{
    thing::begin,
    view::{Link, Reader},
};
use genbo_domain::{
    edtf::Edtf,
    value::{Kind, Value},
};
use jiff::{Span, civil::Date};

/// What has happened before the thing itself.
const BEFORE: [&str; 3] = ["call_sent", "moved_from", "planned"];

/// What has mostly happened when it is written.
const BEHIND: [&str; 17] = [
    "adjusted",
    "adopted",
    "analysed",
    "call_sent",
    "certified",
    "closed",
    "date",
    "edition",
    "moved_from",
    "opened",
    "posted",
    "received",
    "removed",
    "sent",
    "started",
    "updated",
    "withdrawn",
];

/// A day eleven months before: of those that are looked back at, the next such day from there is the latest, or one soon.
fn back(from: Date) -> Date {
    from.checked_sub(Span::new().months(11)).unwrap_or(from)
}

fn new_year(of: Date) -> Date {
    Date::new(of.year(), 1, 1).unwrap_or(of)
}

/// From when on a day is the next one, where one stands already.
fn beside(stands: &Edtf, today: Date) -> Option<Date> {
    let first = stands.first()?.date();
    Some(match stands.last() {
        _ if first >= today => new_year(first).max(today),
        Some(last) if last.date() < today => new_year(first),
        // It goes on now.
        _ => new_year(today),
    })
}

/// From when on a day is the next one that belongs to something else; nothing while that goes on.
fn after(when: &Edtf, today: Date) -> Option<Date> {
    let first = when.first()?.date();
    (first >= today || when.last().is_some_and(|last| last.date() < today)).then_some(first)
}

/// From when on a day is the next one in a field of which nothing more is known than its name.
pub(crate) fn usual(field: &str, today: Date) -> Date {
    if BEHIND.contains(&field) { back(today) } else { today }
}

impl Form {
    /// From when on a day is the next one in a field of this form.
    pub(super) fn since(&self, lang: Lang, entry: &Entry, today: Date) -> Date {
        let read = |line: &String, from: Date| match typed::read(lang, Kind::Date, from, line).ok()?.said {
            typed::Typed::Value(Value::Text(edtf)) => edtf.parse::<Edtf>().ok(),
            _ => None,
        };
        let stands =
            |e: &Entry| e.was.first().and_then(|line| read(line, today)).and_then(|d| beside(&d, today));
        if let Some(from) = stands(entry) {
            return from;
        }
        let name = entry.field.name;
        let of_thing = begin::FIELDS.iter().filter(|f| **f != name).find_map(|f| {
            let e = self.entry(f).filter(|e| matches!(e.field.kind, Kind::Date))?;
            let from = stands(e).unwrap_or(usual(f, today));
            e.lines.first().and_then(|line| read(line, from))
        });
        match of_thing.as_ref().or(self.about.as_ref()).and_then(|when| after(when, today)) {
            Some(day) if BEFORE.contains(&name) => back(day),
            Some(day) => day,
            None => usual(name, today),
        }
    }

    /// Finds out when that begins which the form is about, as far as the form itself does not say it.
    pub async fn find_about(&mut self, reader: &mut Reader, above: Option<&Link>) -> Result<(), Fault> {
        let dated = self.noun.fields.iter().any(|f| matches!(f.kind, Kind::Date));
        if let Some(above) = above.filter(|_| dated) {
            self.about = begin::of(reader, above).await?;
        }
        Ok(())
    }
}
