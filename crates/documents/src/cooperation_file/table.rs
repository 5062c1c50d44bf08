//! One table of a file: its slug, its fields, what every table may have, and the tables under it.

use super::place::Place;
use super::read::{Draft, Reader};
use super::scalar::{self, Node};
use super::slugs::default_part;
use super::{Common, Entry, GapKind, RESERVED, near, own_fields, path};
use genbo_domain::noun::{NounDef, Parent};
use genbo_domain::slug;
use genbo_domain::value::{Kind, Pointer, Scalar, Value, Vocabulary, WrittenValue};
use std::collections::HashMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The thing that tables stand under.
pub(super) struct Above {
    /// Its slug; `None` if that was refused.
    slug: Option<String>,
    noun: &'static NounDef,
    /// Whether the same thing stood in the file before.
    twice: bool,
}

/// Reads all tables of a noun at one place.
pub(super) fn tables(reader: &mut Reader, noun: &'static NounDef, node: &Node, above: Option<&Above>) {
    let path = path(noun);
    let items = match node.get_ref() {
        DeValue::Array(items) => items,
        DeValue::Table(table) if only_children(noun, table) => {
            let what = format!("there is no [[{path}]] above this table that it could belong to");
            reader.report(node.span(), &what, &format!("write [[{path}]] with its slug before it"));
            return;
        }
        _ if reader.is_gap_of_the_parser(node) => return,
        DeValue::String(_) if noun.name == "cooperation" => {
            let what = "cooperation holds things; whose file it is stands under another key";
            reader.report(node.span(), what, "write home = \"…\"");
            return;
        }
        _ => {
            let mend = format!("write each {} as a table of its own: [[{path}]]", noun.name);
            reader.report(node.span(), &format!("{path} holds things, not a value"), &mend);
            return;
        }
    };
    let mut position = 0_i64;
    for item in items.iter() {
        position += 1;
        match item.get_ref() {
            DeValue::Table(keys) => table(reader, noun, position, keys, item.span(), above),
            _ if reader.is_gap_of_the_parser(item) => {}
            _ => {
                let mend = format!("write [[{path}]], or a table in braces: {{ key = value }}");
                reader.report(item.span(), &format!("{path} holds things, not values"), &mend);
            }
        }
    }
}

/// Reads the tables of a noun that may stand at the top: they belong to the cooperation of the header.
pub(super) fn at_home(reader: &mut Reader, noun: &'static NounDef, node: &Node, key: Range<usize>) {
    let above = noun.parent.and_then(|p| NounDef::named(p.noun));
    match (reader.home.clone(), above) {
        (Some(home), Some(above)) => {
            tables(reader, noun, node, Some(&Above { slug: Some(home), noun: above, twice: false }));
        }
        _ => {
            let what =
                format!("a {} belongs to a cooperation, and this file does not say to which", noun.name);
            reader.report(
                key,
                &what,
                "write home = \"…\", the slug of the cooperation, before the first table",
            );
        }
    }
}

/// Whether a table is only there because tables under it were named.
fn only_children(noun: &'static NounDef, table: &DeTable) -> bool {
    !table.is_empty()
        && table.iter().all(|(key, node)| {
            noun.children().any(|c| c.nested_key() == key.get_ref().as_ref())
                && matches!(node.get_ref(), DeValue::Array(_) | DeValue::Table(_))
        })
}

/// Where a noun that has no life of its own must be written.
pub(super) fn stands_elsewhere(noun: &NounDef) -> (String, String) {
    let path = path(noun);
    match noun.parent {
        Some(parent) => {
            let what = format!("a {} stands under its {}, not here", noun.name, parent.noun);
            let above = path.rsplit_once('.').map_or("", |(above, _)| above);
            (what, format!("write [[{path}]] after the [[{above}]] that it belongs to"))
        }
        None => (
            format!("a {} stands by itself, not under another thing", noun.name),
            format!("write [[{path}]]"),
        ),
    }
}

fn table(
    reader: &mut Reader,
    noun: &'static NounDef,
    position: i64,
    keys: &DeTable,
    span: Range<usize>,
    above: Option<&Above>,
) {
    let place = reader.lines.place(span.start);
    let mut fields = own_values(reader, noun, keys, above);
    let slug = slug_of(reader, noun, position, keys, &fields, &span, above);
    let twice = above.is_some_and(|a| a.twice) || stands_twice(reader, noun, slug.as_deref(), &place, &span);
    let parent = above.and_then(|a| Some(Pointer { noun: a.noun.name, slug: a.slug.clone()? }));
    if let Some(pointer) = &parent {
        fields.insert(0, (0, Value::Ref(pointer.clone()), place.clone()));
    }
    let (common, common_places) = common(reader, keys);
    let gaps = gaps(reader, noun, keys);
    let clear = clear(reader, noun, keys);
    let stub = word_of_stub(reader, keys);
    if let Some(slug) = slug.clone().filter(|_| !twice) {
        let home = reader.home.clone();
        let entry = Entry { noun, slug, parent, position, place, fields, common, gaps, clear, stub, home };
        reader.drafts.push(Draft { file: reader.number, entry, common: common_places });
    }
    let above = Above { slug, noun, twice };
    for child in noun.children() {
        if let Some(node) = keys.get(child.nested_key()) {
            tables(reader, child, node, Some(&above));
        }
    }
}

/// The values of the fields, in their order; every key that is neither a field nor anything else is told.
fn own_values(
    reader: &mut Reader,
    noun: &'static NounDef,
    keys: &DeTable,
    above: Option<&Above>,
) -> Vec<(usize, WrittenValue, Place)> {
    let mut values = Vec::new();
    for (key, node) in keys.iter() {
        let name: &str = key.get_ref();
        let reserved = RESERVED.contains(&name) || (name == ID && noun.stands_at_home());
        if reserved || noun.children().any(|c| c.nested_key() == name) {
            continue;
        }
        if let Some(group) = noun.groups().iter().find(|g| **g == name) {
            values.extend(group_of_values(reader, noun, group, node));
            continue;
        }
        match own_fields(noun).find(|(_, f)| f.name == name && noun.group_of(f.name).is_none()) {
            Some((index, field)) => {
                let place = reader.lines.place(node.span().start);
                let value = scalar::field(reader, noun, field, node).map(|v| at_the_same_home(v, above));
                values.extend(value.map(|value| (index, value, place)));
            }
            None => {
                let (what, mend) = unknown(noun, name);
                reader.report(key.span(), &what, &mend);
            }
        }
    }
    values.sort_by_key(|(index, ..)| *index);
    values
}

/// The key of the slug's last part in a table that may stand at the top under its home.
pub(super) const ID: &str = "id";

/// The values that stand together between braces: `cites = { document = … }`.
fn group_of_values(
    reader: &mut Reader,
    noun: &'static NounDef,
    group: &'static str,
    node: &Node,
) -> Vec<(usize, WrittenValue, Place)> {
    let names = || own_fields(noun).filter_map(|(_, f)| noun.group_of(f.name)).filter(|(g, _)| *g == group);
    let names: Vec<&str> = names().map(|(_, name)| name).collect();
    let Some(table) = node.get_ref().as_table() else {
        if !reader.is_gap_of_the_parser(node) {
            let what = format!("{}.{group} holds several named values", noun.name);
            let first = names.first().copied().unwrap_or("name");
            reader.report(node.span(), &what, &format!("write {group} = {{ {first} = … }}"));
        }
        return Vec::new();
    };
    let mut values = Vec::new();
    for (key, node) in table.iter() {
        let name: &str = key.get_ref();
        match own_fields(noun).find(|(_, f)| noun.group_of(f.name) == Some((group, name))) {
            Some((index, field)) => {
                let place = reader.lines.place(node.span().start);
                values.extend(scalar::field(reader, noun, field, node).map(|value| (index, value, place)));
            }
            None => {
                let mend = match near::nearest(name, names.iter().copied()) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("its keys are: {}", names.join(", ")),
                };
                reader.report(key.span(), &format!("{}.{group} has no key {name:?}", noun.name), &mend);
            }
        }
    }
    values
}

/// A reference among siblings needs only the last part of the slug, where siblings stand under their home.
fn at_the_same_home(value: WrittenValue, above: Option<&Above>) -> WrittenValue {
    let Value::Ref(pointer) = value else { return value };
    let sibling = NounDef::named(pointer.noun).is_some_and(NounDef::stands_at_home);
    match above.and_then(|a| a.slug.as_deref()).filter(|_| sibling && !pointer.slug.contains('/')) {
        Some(home) => Value::Ref(Pointer { slug: format!("{home}/{}", pointer.slug), noun: pointer.noun }),
        None => Value::Ref(pointer),
    }
}

fn unknown(noun: &'static NounDef, name: &str) -> (String, String) {
    if let Some(Parent { noun: parent, field, .. }) = noun.parent
        && field == name
    {
        let what = format!("{}.{name} follows from the {parent} that the table stands under", noun.name);
        return (what, "take the key out".to_owned());
    }
    let child = genbo_domain::NOUNS.iter().find(|n| n.parent.is_some() && n.nested_key() == name);
    let known = || {
        let single = own_fields(noun).filter(|(_, f)| noun.group_of(f.name).is_none()).map(|(_, f)| f.name);
        single.chain(noun.groups().iter().copied()).chain(noun.children().map(NounDef::nested_key))
    };
    let near = near::nearest(name, known().chain(RESERVED));
    match (near, child.copied().or_else(|| NounDef::named(name))) {
        (Some(near), _) => (format!("{} has no key {name:?}", noun.name), format!("did you mean {near}?")),
        (None, Some(other)) => stands_elsewhere(other),
        (None, None) => {
            let known: Vec<&str> = known().collect();
            let mend = format!("its keys are: {}; and: {}", known.join(", "), RESERVED.join(", "));
            (format!("{} has no key {name:?}", noun.name), mend)
        }
    }
}

fn slug_of(
    reader: &mut Reader,
    noun: &'static NounDef,
    position: i64,
    keys: &DeTable,
    fields: &[(usize, WrittenValue, Place)],
    span: &Range<usize>,
    above: Option<&Above>,
) -> Option<String> {
    let id = keys.get(ID).filter(|_| noun.stands_at_home());
    if noun.stands_at_home() && id.is_none() && keys.get("slug").is_none() {
        let what = format!("this {} has no id", noun.name);
        reader.report_missing(
            span.clone(),
            &what,
            "write id = \"…\", unique in the cooperation: a-z, 0-9, - and .",
        );
        return None;
    }
    let written = match id.or_else(|| keys.get("slug")) {
        Some(node) => Some(written_slug(reader, noun, node)?),
        None => None,
    };
    let Some(above) = above else {
        if written.is_none() {
            let mend = "write slug = \"…\" under it: a-z, 0-9, - and . in parts divided by /";
            reader.report_missing(span.clone(), &format!("this {} has no slug", noun.name), mend);
        }
        return written;
    };
    let key = noun.parent.and_then(|p| p.key).and_then(|k| noun.field(k));
    // A key that is stated but refused makes no slug; its place in order would be another thing's.
    if let Some((index, field)) = key
        && keys.contains_key(field.name)
        && written.is_none()
        && !fields.iter().any(|(i, ..)| *i == index)
    {
        return None;
    }
    let key = key.and_then(|(index, field)| {
        fields.iter().find(|(i, ..)| *i == index).map(|(_, value, _)| (field.kind, value))
    });
    let part = written.unwrap_or_else(|| default_part(key, position));
    let slug = format!("{}/{part}", above.slug.as_ref()?);
    if slug.len() > slug::LIMIT {
        let at = keys.get("slug").map_or_else(|| span.clone(), |node| node.span());
        let what = format!("the slug of this {} is longer than {} bytes", noun.name, slug::LIMIT);
        reader.report(at, &what, "write a shorter slug = \"…\" in the table");
        return None;
    }
    Some(slug)
}

fn written_slug(reader: &mut Reader, noun: &NounDef, node: &Node) -> Option<String> {
    if reader.is_gap_of_the_parser(node) {
        return None;
    }
    let Some(text) = node.get_ref().as_str() else {
        let what = format!("the slug of this {} is no text", noun.name);
        reader.report(node.span(), &what, "write it in quotes, as in slug = \"svalov/kommunstyrelsen\"");
        return None;
    };
    if slug::check(text).is_err() {
        let meant = slug::of(text);
        let mend = match slug::check(&meant) {
            Ok(meant) => format!("did you mean {meant:?}? "),
            Err(_) => String::new(),
        };
        let mend =
            format!("{mend}use a-z, 0-9, - and . in parts divided by /, at most {} bytes", slug::LIMIT);
        reader.report(node.span(), "this is no slug", &mend);
        return None;
    }
    Some(text.to_owned())
}

fn stands_twice(
    reader: &mut Reader,
    noun: &'static NounDef,
    slug: Option<&str>,
    place: &Place,
    span: &Range<usize>,
) -> bool {
    let Some(slug) = slug else { return false };
    let key = (noun.name, slug.to_owned());
    let Some(first) = reader.seen.get(&key) else {
        reader.seen.insert(key, place.clone());
        return false;
    };
    let what = format!("the {} {slug:?} stands twice in this file, first on line {}", noun.name, first.line);
    let mend = match noun.parent {
        Some(_) => "write one of them only, or give one another slug = \"…\"",
        None => "write one of them only, or give one another slug",
    };
    reader.report(span.clone(), &what, mend);
    true
}

fn common(reader: &mut Reader, keys: &DeTable) -> (Common, HashMap<&'static str, Place>) {
    let mut places = HashMap::new();
    let mut one = |key: &'static str, kind: Kind| {
        let node = keys.get(key)?;
        let value = scalar::scalar(reader, key, kind, node)?;
        places.insert(key, reader.lines.place(node.span().start));
        value.as_text().map(str::to_owned)
    };
    let common = Common {
        source: one("source", Kind::Text),
        as_published: one("as_published", Kind::Prose),
        certainty: one("certainty", super::Certainty::KIND).and_then(|word| word.parse().ok()),
        visibility: one("visibility", super::Visibility::KIND).and_then(|word| word.parse().ok()),
        clear: Vec::new(),
    };
    (common, places)
}

fn gaps(reader: &mut Reader, noun: &'static NounDef, keys: &DeTable) -> Vec<(usize, GapKind, Place)> {
    let Some(node) = keys.get("gaps").filter(|node| !reader.is_gap_of_the_parser(node)) else {
        return Vec::new();
    };
    let Some(table) = node.get_ref().as_table() else {
        let words = word_list(&GapKind::VOCABULARY);
        let mend = format!("write gaps = {{ field = \"unknown\" }}, with one of: {words}");
        reader.report(node.span(), "gaps tells which fields the source leaves open", &mend);
        return Vec::new();
    };
    let mut gaps = Vec::new();
    for (key, node) in table.iter() {
        let place = reader.lines.place(node.span().start);
        let field = named_field(reader, noun, "gaps", key.get_ref(), key.span());
        let word = scalar::scalar(reader, "gaps", GapKind::KIND, node);
        let word = word.and_then(|w| w.as_text().and_then(|w| w.parse().ok()));
        if let (Some(index), Some(word)) = (field, word) {
            gaps.push((index, word, place));
        }
    }
    gaps.sort_by_key(|(index, ..)| *index);
    gaps
}

fn clear(reader: &mut Reader, noun: &'static NounDef, keys: &DeTable) -> Vec<(usize, Place)> {
    let Some(node) = keys.get("clear").filter(|node| !reader.is_gap_of_the_parser(node)) else {
        return Vec::new();
    };
    let Some(items) = node.get_ref().as_array() else {
        reader.report(node.span(), "clear is a list of fields", "write clear = [\"field\"]");
        return Vec::new();
    };
    let mut clear: Vec<(usize, Place)> = Vec::new();
    for item in items.iter() {
        let Some(name) = item.get_ref().as_str() else {
            reader.report(item.span(), "clear names fields", "write the field's name in quotes");
            continue;
        };
        let Some(index) = named_field(reader, noun, "clear", name, item.span()) else { continue };
        if noun.fields.get(index).is_some_and(|f| f.required) {
            let what = format!("a {} cannot be without {name}", noun.name);
            reader.report(item.span(), &what, "write another value, or take the name out of clear");
        } else if keys.contains_key(name) {
            let what = format!("{name} is both given and cleared");
            reader.report(item.span(), &what, "write the value or clear the field, not both");
        } else if clear.iter().any(|(i, _)| *i == index) {
            reader.report(item.span(), &format!("clear names {name} twice"), "take one of the two out");
        } else {
            clear.push((index, reader.lines.place(item.span().start)));
        }
    }
    clear.sort_by_key(|(index, _)| *index);
    clear
}

fn named_field(
    reader: &mut Reader,
    noun: &'static NounDef,
    key: &str,
    name: &str,
    span: Range<usize>,
) -> Option<usize> {
    let found = own_fields(noun).find(|(_, f)| f.name == name).map(|(index, _)| index);
    if found.is_none() {
        let names = || own_fields(noun).map(|(_, f)| f.name);
        let mend = match near::nearest(name, names()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("its fields are: {}", names().collect::<Vec<_>>().join(", ")),
        };
        reader.report(span, &format!("{key} names {name:?}, which is no field of a {}", noun.name), &mend);
    }
    found
}

fn word_of_stub(reader: &mut Reader, keys: &DeTable) -> bool {
    let value = keys.get("stub").and_then(|node| scalar::scalar(reader, "stub", Kind::Bool, node));
    value == Some(Value::Bool(true))
}

fn word_list(vocabulary: &Vocabulary) -> String {
    vocabulary.words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}
