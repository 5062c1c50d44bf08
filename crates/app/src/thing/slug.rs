//! The slug of a new thing: under its parent by its key, a meeting under its body by its day, anything else by its name.
//!
//! Invariant: a slug that was made is free; one that was asked for is refused if it is not.

use super::written::{Said, Written};
use crate::error::ActionError;
use genbo_domain::{
    edtf::Edtf,
    noun::NounDef,
    slug,
    value::{Kind, Pointer, Value, WrittenValue},
};
use genbo_store::{
    sql::Tx,
    thing::{self, Viewer},
};
use std::collections::{BTreeSet, HashMap};

/// How many alike names are counted up before a slug is given up.
const MOST: usize = 10_000;
/// The longest part that is made from a name, in bytes.
const PART: usize = 80;

/// The slug that a new thing would have if nobody had it yet.
pub(super) fn wished(written: &Written, siblings: i64) -> String {
    let noun = written.noun;
    if let Some(parent) = noun.parent {
        let part =
            parent.key.and_then(|key| part(noun, key, written)).unwrap_or_else(|| siblings.to_string());
        return format!("{}/{part}", slug_of(written, parent.field).unwrap_or_default());
    }
    let own = part(noun, noun.label, written).unwrap_or_else(|| noun.name.replace('_', "-"));
    match noun.name {
        "meeting" => {
            let body = first_of_list(written, "bodies").unwrap_or(own);
            format!("{body}/{}", day(written).unwrap_or_else(|| "utan-dag".to_owned()))
        }
        "house_style" => slug_of(written, "owner").unwrap_or(own),
        "body" | "post" | "governing_document" | "plan" => match slug_of(written, "owner") {
            Some(owner) => format!("{}/{own}", owner.split('/').next().unwrap_or(&owner)),
            None => own,
        },
        _ => own,
    }
}

/// The slugs that a submission has given already.
#[derive(Debug, Default)]
pub(super) struct Given {
    slugs: BTreeSet<(&'static str, String)>,
    /// Up to which number a wished slug has been counted, so that many alike names are not counted from 1 each time.
    counted: HashMap<(&'static str, String), usize>,
}

impl Given {
    /// Gives the slug if it is free.
    pub async fn exactly(&mut self, tx: &mut Tx, noun: &NounDef, slug: &str) -> Result<bool, ActionError> {
        let key = (noun.name, slug.to_owned());
        let free = !self.slugs.contains(&key)
            && thing::ids_of_slugs(tx, &Viewer::All, noun.name, &[slug]).await?.is_empty();
        if free {
            self.slugs.insert(key);
        }
        Ok(free)
    }

    /// Gives the slug, or the same with the least number behind that makes it free; nothing if it cannot be a slug.
    pub async fn near(
        &mut self,
        tx: &mut Tx,
        noun: &NounDef,
        wished: &str,
    ) -> Result<Option<String>, ActionError> {
        let key = (noun.name, wished.to_owned());
        for number in self.counted.get(&key).copied().unwrap_or(0) + 1..MOST {
            let slug = if number == 1 { wished.to_owned() } else { format!("{wished}-{number}") };
            if slug::check(&slug).is_err() {
                return Ok(None);
            }
            if self.exactly(tx, noun, &slug).await? {
                self.counted.insert(key, number);
                return Ok(Some(slug));
            }
        }
        Ok(None)
    }
}

fn part(noun: &NounDef, field: &str, written: &Written) -> Option<String> {
    let (_, def) = noun.field(field)?;
    let part = match written.value(field)? {
        Value::Ref(pointer) => pointer.slug.replace('/', "-"),
        Value::Int(n) => n.to_string(),
        Value::Text(text) if matches!(def.kind, Kind::Date) => dashes(text),
        Value::Text(text) => short(&slug::of(text).replace('/', "-")),
        Value::Bool(_) | Value::List(_) => return None,
    };
    slug::check(&part).is_ok().then_some(part)
}

/// At most [`PART`] bytes, cut between words where that is possible.
fn short(part: &str) -> String {
    if part.len() <= PART {
        return part.to_owned();
    }
    let cut = part.get(..PART).unwrap_or(part);
    cut.rsplit_once('-').map_or(cut, |(head, _)| head).trim_matches(['-', '.']).to_owned()
}

fn dashes(edtf: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    edtf.chars().map(letter).collect::<String>().trim_matches('-').to_owned()
}

fn slug_of(written: &Written, field: &str) -> Option<String> {
    match written.value(field) {
        Some(Value::Ref(Pointer { slug, .. })) => Some(slug.clone()),
        _ => None,
    }
}

fn first_of_list(written: &Written, field: &str) -> Option<String> {
    match written.said(field) {
        Some(Said::Value(WrittenValue::List(list))) => list.first().and_then(|v| match v {
            Value::Ref(pointer) => Some(pointer.slug.clone()),
            _ => None,
        }),
        _ => None,
    }
}

/// The first day of a meeting, as it stands in its address.
fn day(written: &Written) -> Option<String> {
    let Some(Value::Text(when)) = written.value("when") else { return None };
    let edtf: Edtf = when.parse().ok()?;
    let exact = edtf.first()?.date();
    let text = when.split(['T', '/']).next().unwrap_or(when);
    Some(if text.len() == 10 && !text.contains('X') { exact.to_string() } else { dashes(when) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::{body::Body, item::Item, meeting::Meeting, noun::Noun, person::Person};

    static MEETING: NounDef = Meeting::DEF;
    static ITEM: NounDef = Item::DEF;
    static PERSON: NounDef = Person::DEF;
    static BODY: NounDef = Body::DEF;

    fn meeting(when: &str) -> Written {
        Written::new(&MEETING).text("bodies", "svalov/kommunstyrelsen").unwrap().text("when", when).unwrap()
    }

    #[test]
    fn a_meeting_is_called_by_its_body_and_its_day_as_precisely_as_it_is_known() {
        assert_eq!(wished(&meeting("2022-09-12T09:00"), 1), "svalov/kommunstyrelsen/2022-09-12");
        assert_eq!(wished(&meeting("2022-06-XX"), 1), "svalov/kommunstyrelsen/2022-06-xx");
        assert_eq!(wished(&meeting("2022-06"), 1), "svalov/kommunstyrelsen/2022-06");
        let undated = Written::new(&MEETING).text("bodies", "svalov/kommunstyrelsen").unwrap();
        assert_eq!(wished(&undated, 1), "svalov/kommunstyrelsen/utan-dag");
    }

    #[test]
    fn what_hangs_on_another_is_called_by_its_key_or_by_its_place() {
        let item = Written::new(&ITEM).text("meeting", "a/b/2022-09-12").unwrap();
        assert_eq!(wished(&item, 7), "a/b/2022-09-12/7");
        assert_eq!(wished(&item.text("number", "215.i").unwrap(), 7), "a/b/2022-09-12/215.i");
    }

    #[test]
    fn a_person_is_called_by_name_and_a_body_under_its_owner() {
        let person = Written::new(&PERSON).text("name", "Åsa Öst").unwrap();
        assert_eq!(wished(&person, 1), "asa-ost");
        let body =
            Written::new(&BODY).text("owner", "organisation:svalov").unwrap().text("name", "Kultur").unwrap();
        assert_eq!(wished(&body, 1), "svalov/kultur");
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let slug = short(&"ord-".repeat(30));
        assert!(slug.len() <= PART && slug.ends_with("ord"), "{slug}");
        assert_eq!(short(&"a".repeat(PART)), "a".repeat(PART));
    }
}
