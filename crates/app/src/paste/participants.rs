//! People and seats: a row becomes a person, a seat and a holding, each only where it is not there yet.

use super::{
    Made,
    names::{Names, key},
    no_such,
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

/// Adds what a row makes, or why it makes nothing.
pub(super) fn made(
    sheet: Sheet,
    names: &Names,
    body: &str,
    n: usize,
    row: &Row,
    made: &mut Vec<Made>,
    refusals: &mut Vec<Refusal>,
) {
    let read = Read { sheet, row };
    let organisation = match read.text("organisation").map(|name| (name, names.one("organisation", name))) {
        None => None,
        Some((_, Some(pointer))) => Some(pointer),
        Some((name, None)) => {
            refusals.push(Refusal { row: n, field: Some("organisation"), why: no_such(name) });
            return;
        }
    };
    let person = read.text("person").map(|name| person(names, &read, name, n, made));
    let seat = seat(names, &read, body, organisation, n, made);
    let Some(person) = person else { return };
    if names.held.contains(&(seat.clone(), person.clone())) || held_above(made, &seat, &person) {
        return;
    }
    let mut holding = Written::new(noun("holding"))
        .with("of", reference("seat", &seat))
        .with("person", reference("person", &person));
    holding.home.clone_from(&names.home);
    if let Some(valid) = read.value("valid") {
        holding = holding.with("valid", Said::Value(valid.clone()));
    }
    made.push(Made { row: n, written: holding });
}

fn reference(noun: &'static str, slug: &str) -> Said {
    Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }))
}

fn held_above(made: &[Made], seat: &str, person: &str) -> bool {
    made.iter().any(|m| {
        m.written.noun.name == "holding"
            && m.written.said("of") == Some(&reference("seat", seat))
            && m.written.said("person") == Some(&reference("person", person))
    })
}

/// The slug of the person of that name: one who is there, one whom an earlier row makes, or a new one.
fn person(names: &Names, read: &Read<'_>, name: &str, n: usize, made: &mut Vec<Made>) -> String {
    if let Some(slug) = names.person(name) {
        return slug;
    }
    let same = |m: &&Made| {
        m.written.noun.name == "person"
            && matches!(m.written.value("name"), Some(Value::Text(t)) if key(t) == key(name))
    };
    if let Some(slug) = made.iter().find(same).and_then(|m| m.written.slug.clone()) {
        return slug;
    }
    let wished = slug::of(name).replace('/', "-");
    let wished = if slug::check(&wished).is_ok() { wished } else { "person".to_owned() };
    let slug = free(&wished, &|s| names.taken.contains(s) || is_made(made, "person", s));
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

/// The slug of the seat that the row tells of: one that is there, one that an earlier row makes, or a new one.
fn seat(
    names: &Names,
    read: &Read<'_>,
    body: &str,
    organisation: Option<Pointer>,
    n: usize,
    made: &mut Vec<Made>,
) -> String {
    let own = organisation.as_ref().map(|o| o.slug.clone());
    let title =
        read.text("title").map(str::to_owned).or_else(|| read.text("organisation").map(str::to_owned));
    let title = title.unwrap_or_else(|| read.text("person").unwrap_or_default().to_owned());
    let there = names.seats.iter().find(|s| {
        s.title == key(&title)
            && match &organisation {
                Some(o) => s.allotted_to.is_empty() || s.allotted_to.contains(o),
                None => true,
            }
    });
    if let Some(seat) = there {
        return seat.slug.clone();
    }
    let part = match (read.text("title"), &own) {
        (Some(title), Some(own)) => format!("{}-{own}", slug::of(title)),
        (Some(title), None) => slug::of(title),
        (None, _) => slug::of(&title),
    };
    let part = part.replace('/', "-");
    let part = if slug::check(&part).is_ok() { part } else { "plats".to_owned() };
    let wished = format!("{body}/{part}");
    let slug = free(&wished, &|s| names.seats.iter().any(|seat| seat.slug == s) || is_made(made, "seat", s));
    let mut new = Written::new(noun("seat"))
        .with("body", reference("body", body))
        .with("title", Said::Value(Value::Text(title)));
    new.slug = Some(slug.clone());
    if let Some(pointer) = organisation {
        new = new.with("allotted_to", Said::Value(Value::List(vec![Value::Ref(pointer)])));
    }
    for field in ["role", "party"] {
        if let Some(value) = read.value(field) {
            new = new.with(field, Said::Value(value.clone()));
        }
    }
    made.push(Made { row: n, written: new });
    slug
}

fn is_made(made: &[Made], noun: &str, slug: &str) -> bool {
    made.iter().any(|m| m.written.noun.name == noun && m.written.slug.as_deref() == Some(slug))
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
