//! People and seats: a row becomes a person, a seat and a holding, each only where it is not there yet.

use super::{
    Made, Seated,
    names::{Names, key},
    no_such,
    seats::{Asked, Found},
    sheet::{Cell, Row, Sheet},
};
use crate::thing::{
    refusal::Refusal,
    written::{Said, Written},
};
use genbo_domain::{
    noun::NounDef,
    slug,
    value::{Pointer, Value, WrittenValue},
};

fn noun(name: &str) -> &'static NounDef {
    NounDef::named(name).expect("person, seat and holding are nouns")
}

/// One row, read by the names of its columns.
struct Read<'a> {
    sheet: Sheet,
    row: &'a Row,
}

impl<'a> Read<'a> {
    fn cell(&self, column: &str) -> Option<&'a Cell> {
        self.row.get(self.sheet.place(column)?)
    }
    fn value(&self, column: &str) -> Option<&'a WrittenValue> {
        match self.cell(column)? {
            Cell::Value(value) => Some(value),
            _ => None,
        }
    }
    fn text(&self, column: &str) -> Option<&'a str> {
        match self.cell(column)? {
            Cell::Value(Value::Text(text)) => Some(text),
            Cell::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// Adds what a row makes, or why it makes nothing; answers what it does with a seat.
pub(super) fn made(
    sheet: Sheet,
    names: &mut Names,
    body: &str,
    n: usize,
    row: &Row,
    made: &mut Vec<Made>,
) -> Result<Option<Seated>, Box<Refusal>> {
    let read = Read { sheet, row };
    let organisation = match read.text("organisation").map(|name| (name, names.one("organisation", name))) {
        None => None,
        Some((_, Some(pointer))) => Some(pointer),
        Some((name, None)) => {
            let field = Some("organisation");
            return Err(Box::new(Refusal { row: n, field, why: no_such(name) }));
        }
    };
    let person = read.text("person").map(|name| person(names, &read, name, n, made));
    let valid = match read.value("valid") {
        Some(Value::Text(text)) => text.parse().ok(),
        _ => None,
    };
    let asked = Asked {
        title: read.text("title"),
        organisation: organisation.as_ref(),
        role: read.text("role"),
        party: read.text("party"),
        person: person.as_deref(),
        valid,
    };
    let (seat, seated) = match names.seats.find(&asked) {
        Found::Has => return Ok(None),
        Found::There(slug, place) => (slug, person.is_some().then_some(Seated::Fills(place))),
        Found::None => {
            let title = asked.title.or(read.text("organisation")).or(read.text("person")).unwrap_or_default();
            (seat(names, &read, body, &asked, title, n, made), Some(Seated::Adds))
        }
    };
    let Some(person) = person else { return Ok(seated) };
    let mut holding = Written::new(noun("holding"))
        .with("of", reference("seat", &seat))
        .with("person", reference("person", &person));
    holding.home.clone_from(&names.home);
    if let Some(valid) = read.value("valid") {
        holding = holding.with("valid", Said::Value(valid.clone()));
    }
    made.push(Made { row: n, written: holding });
    Ok(seated)
}

fn reference(noun: &'static str, slug: &str) -> Said {
    Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }))
}

/// The slug of the person of that name: one who is there, one whom an earlier row makes, or a new one.
fn person(names: &mut Names, read: &Read<'_>, name: &str, n: usize, made: &mut Vec<Made>) -> String {
    if let Some(slug) = names.person(name) {
        return slug;
    }
    if let Some(slug) = names.new_people.get(&key(name)) {
        return slug.clone();
    }
    let wished = slug::of(name).replace('/', "-");
    let wished = if slug::check(&wished).is_ok() { wished } else { "person".to_owned() };
    let slug = free(&wished, &|s| names.taken.contains(s));
    names.taken.insert(slug.clone());
    names.new_people.insert(key(name), slug.clone());
    let mut new = Written::new(noun("person")).with("name", Said::Value(Value::Text(name.to_owned())));
    new.slug = Some(slug.clone());
    new.home.clone_from(&names.home);
    for field in ["email", "phone"] {
        if let Some(value) = read.value(field) {
            new = new.with(field, Said::Value(value.clone()));
        }
    }
    made.push(Made { row: n, written: new });
    slug
}

/// The slug of the new seat that the row makes.
fn seat(
    names: &mut Names,
    read: &Read<'_>,
    body: &str,
    asked: &Asked<'_>,
    title: &str,
    n: usize,
    made: &mut Vec<Made>,
) -> String {
    let part = match (asked.title, asked.organisation) {
        (Some(title), Some(own)) => format!("{}-{}", slug::of(title), own.slug),
        _ => slug::of(title),
    };
    let part = part.replace('/', "-");
    let part = if slug::check(&part).is_ok() { part } else { "plats".to_owned() };
    let slug = free(&format!("{body}/{part}"), &|s| names.seats.has_slug(s));
    names.seats.made(&slug, asked, title);
    let mut new = Written::new(noun("seat"))
        .with("body", reference("body", body))
        .with("title", Said::Value(Value::Text(title.to_owned())));
    new.slug = Some(slug.clone());
    if let Some(pointer) = asked.organisation {
        new = new.with("allotted_to", Said::Value(Value::List(vec![Value::Ref(pointer.clone())])));
    }
    for field in ["role", "party"] {
        if let Some(value) = read.value(field) {
            new = new.with(field, Said::Value(value.clone()));
        }
    }
    made.push(Made { row: n, written: new });
    slug
}

fn free(wished: &str, taken: &dyn Fn(&str) -> bool) -> String {
    if !taken(wished) {
        return wished.to_owned();
    }
    (2..).map(|n| format!("{wished}-{n}")).find(|s| !taken(s)).unwrap_or_else(|| wished.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_is_counted_up() {
        assert_eq!(free("a", &|_| false), "a");
        assert_eq!(free("a", &|s| s == "a" || s == "a-2"), "a-3");
    }
}
