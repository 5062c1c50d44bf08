//! Writing entries as the canonical text of a file.
//!
//! Invariant: equal entries give equal text, whatever order they come in; the text is TOML 1.0.

use super::slugs::default_part;
use super::{Entry, FileHeader, order, own_fields, path};
use genbo_domain::noun::NounDef;
use genbo_domain::value::{Kind, Value, WrittenValue};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The longest line that a list is kept on, in characters.
const LINE: usize = 110;

/// The text of a file: nouns in the order of [`genbo_domain::NOUNS`], things by slug, those under another under it by
/// position, fields in the order of their declaration.
///
/// The slug of a child must begin with its parent's slug and `/`. A child whose parent is not among the entries is
/// written under a bare table of its parent, if that stands at the top, and else left out.
pub fn write(header: &FileHeader, entries: &[Entry]) -> String {
    let mut out = format!("format = {}\n", header.format);
    if let Some(home) = &header.cooperation {
        line(&mut out, "home", &text(home));
    }
    if let Some(revision) = &header.revision {
        line(&mut out, "revision", &text(revision));
    }
    let mut tree = Tree::new(entries);
    for (noun, slug, entry) in tree.tops(entries) {
        tree.write(&mut out, noun, slug, entry, None);
    }
    out
}

/// Entries by what they stand under.
struct Tree<'e> {
    children: HashMap<(&'static str, &'e str), Vec<&'e Entry>>,
}

impl<'e> Tree<'e> {
    fn new(entries: &'e [Entry]) -> Self {
        let mut children: HashMap<(&'static str, &'e str), Vec<&'e Entry>> = HashMap::new();
        for entry in entries {
            if let Some(parent) = &entry.parent {
                children.entry((parent.noun, parent.slug.as_str())).or_default().push(entry);
            }
        }
        for siblings in children.values_mut() {
            siblings.sort_by_key(|e| (order(e.noun), e.position, e.slug.as_str()));
        }
        Tree { children }
    }

    /// What stands at the top: entries, and parents that are only named.
    fn tops(&self, entries: &'e [Entry]) -> Vec<(&'static NounDef, &'e str, Option<&'e Entry>)> {
        let stated: HashMap<(&str, &str), &Entry> =
            entries.iter().map(|e| ((e.noun.name, e.slug.as_str()), e)).collect();
        let named =
            self.children.keys().filter(|key| !stated.contains_key(*key)).filter_map(|(noun, slug)| {
                NounDef::named(noun).filter(|n| n.parent.is_none()).map(|noun| (noun, *slug, None))
            });
        let own = entries.iter().filter(|e| e.parent.is_none()).map(|e| (e.noun, e.slug.as_str(), Some(e)));
        let mut tops: Vec<_> = own.chain(named).collect();
        tops.sort_by_key(|(noun, slug, _)| (order(noun), *slug));
        tops
    }

    /// Writes a thing and what stands under it. `child` is the slug of its parent and its number there.
    fn write(
        &mut self,
        out: &mut String,
        noun: &'static NounDef,
        slug: &'e str,
        entry: Option<&'e Entry>,
        child: Option<(&str, i64)>,
    ) {
        let _ = write!(out, "\n[[{}]]\n", path(noun));
        match (child, entry) {
            (Some((parent, number)), Some(entry)) => {
                let part = slug.strip_prefix(parent).and_then(|s| s.strip_prefix('/')).unwrap_or(slug);
                if noun.stands_at_home() {
                    line(out, super::table::ID, &text(part));
                } else if part != default_part(key(entry), number) {
                    line(out, "slug", &text(part));
                }
            }
            _ => line(out, "slug", &text(slug)),
        }
        if let Some(entry) = entry {
            body(out, entry);
        }
        let mut number = (0, usize::MAX);
        for child in self.children.remove(&(noun.name, slug)).unwrap_or_default() {
            let noun = order(child.noun);
            number = (if noun == number.1 { number.0 + 1 } else { 1 }, noun);
            self.write(out, child.noun, &child.slug, Some(child), Some((slug, number.0)));
        }
    }
}

/// The kind and value of the field that makes a child's slug.
fn key(entry: &Entry) -> Option<(Kind, &WrittenValue)> {
    let name = entry.noun.parent?.key?;
    let (_, field) = entry.noun.field(name)?;
    Some((field.kind, entry.value(name)?))
}

fn body(out: &mut String, entry: &Entry) {
    for group in entry.noun.groups() {
        let of_group = own_fields(entry.noun).filter_map(|(index, field)| {
            let name = entry.noun.group_of(field.name).filter(|(g, _)| g == group)?.1;
            let (_, written, _) = entry.fields.iter().find(|(i, ..)| *i == index)?;
            Some(format!("{name} = {}", value(field.kind, written)))
        });
        let of_group: Vec<String> = of_group.collect();
        if !of_group.is_empty() {
            line(out, group, &format!("{{ {} }}", of_group.join(", ")));
        }
    }
    for (index, field) in own_fields(entry.noun).filter(|(_, f)| entry.noun.group_of(f.name).is_none()) {
        match entry.fields.iter().find(|(i, ..)| *i == index) {
            Some((_, Value::List(list), _)) if list.is_empty() => {}
            Some((_, Value::List(list), _)) => {
                line(out, field.name, &self::list(field.name, field.kind, list))
            }
            Some((_, written, _)) => line(out, field.name, &value(field.kind, written)),
            None => {}
        }
    }
    let common = &entry.common;
    if let Some(source) = &common.source {
        line(out, "source", &text(source));
    }
    if let Some(published) = &common.as_published {
        line(out, "as_published", &prose(published));
    }
    if let Some(certainty) = common.certainty {
        line(out, "certainty", &text(certainty.as_str()));
    }
    if let Some(visibility) = common.visibility {
        line(out, "visibility", &text(visibility.as_str()));
    }
    let name = |index: usize| entry.noun.fields.get(index).map_or("", |f| f.name);
    if !entry.gaps.is_empty() {
        let gaps: Vec<String> =
            entry.gaps.iter().map(|(i, kind, _)| format!("{} = {}", name(*i), text(kind.as_str()))).collect();
        line(out, "gaps", &format!("{{ {} }}", gaps.join(", ")));
    }
    if !entry.clear.is_empty() {
        let clear: Vec<String> = entry.clear.iter().map(|(i, _)| text(name(*i))).collect();
        line(out, "clear", &format!("[{}]", clear.join(", ")));
    }
    if entry.stub {
        line(out, "stub", "true");
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn list(key: &str, kind: Kind, list: &[WrittenValue]) -> String {
    let items: Vec<String> = list.iter().map(|v| value(kind, v)).collect();
    let short = format!("[{}]", items.join(", "));
    if key.len() + 3 + short.chars().count() <= LINE && !short.contains('\n') {
        return short;
    }
    format!("[\n    {},\n]", items.join(",\n    "))
}

/// A value as TOML.
pub(super) fn value(kind: Kind, written: &WrittenValue) -> String {
    match written {
        Value::Text(number) if matches!(kind, Kind::Count) && number.parse::<i64>().is_ok() => number.clone(),
        Value::Text(s) if matches!(kind, Kind::Prose) => prose(s),
        Value::Text(s) if matches!(kind, Kind::Parameters) => s.clone(),
        Value::Text(s) => text(s),
        Value::Int(n) => n.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Ref(pointer) if matches!(kind, Kind::Ref([_])) => text(&pointer.slug),
        Value::Ref(pointer) => text(&format!("{}:{}", pointer.noun, pointer.slug)),
        Value::List(items) => list("", kind, items),
    }
}

/// A TOML string on one line.
fn text(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + 2);
    out.push('"');
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c => escaped(&mut out, c),
        }
    }
    out.push('"');
    out
}

/// A TOML string: on several lines if the text has several.
fn prose(s: &str) -> String {
    if !s.contains('\n') {
        return text(s);
    }
    let mut out = String::from("\"\"\"\n");
    let mut quotes = 0;
    for c in s.chars() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '"' if quotes == 3 => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '"' | '\n' => out.push(c),
            c => escaped(&mut out, c),
        }
    }
    // A quote before the closing ones would be read as one of them.
    if out.ends_with('"') && quotes > 0 {
        out.pop();
        out.push_str("\\\"");
    }
    out.push_str("\"\"\"");
    out
}

fn escaped(out: &mut String, c: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        c if c.is_control() => {
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(s in "[\"\\\\\n\ta\u{7f}\u{85}å ]{0,20}|(?s:.){0,20}") {
            prop_assume!(!s.contains('\r'));
            for written in [text(&s), prose(&s)] {
                let table: toml::Table = format!("k = {written}").parse().unwrap();
                prop_assert_eq!(table.get("k").and_then(|v| v.as_str()), Some(s.as_str()));
            }
        }
    }
}
