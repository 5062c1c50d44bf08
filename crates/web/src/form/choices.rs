//! What can be chosen in a field that refers to other things, and what a typed name means.

use super::{Entry, Form, entry::pointer_of};
use crate::{fault::Fault, frame::Frame, sheet::fields};
use genbo_app::view::{Link, Reader, offer};
use genbo_domain::{
    noun::NounDef,
    value::{Kind, Pointer},
};

/// What a field that may refer to anything is searched among.
const ANYTHING: [&str; 10] = [
    "cooperation",
    "body",
    "organisation",
    "meeting",
    "item",
    "matter",
    "person",
    "governing_document",
    "agreement",
    "membership",
];

/// The nouns that a field of that kind can refer to.
pub(super) fn targets(kind: Kind) -> Vec<&'static NounDef> {
    let names: &[&str] = match kind {
        Kind::Ref([]) => &ANYTHING,
        Kind::Ref(names) => names,
        _ => &[],
    };
    names.iter().filter_map(|name| NounDef::named(name)).collect()
}

/// What a line means.
pub(super) enum Meaning {
    /// This thing.
    One(Pointer, Link),
    /// One of these, or nothing that is called so but perhaps one of these.
    Several(Vec<Link>),
}

/// What a typed name means: something that the form knows, a slug, the only thing that is called so.
pub(super) async fn meaning(
    reader: &mut Reader,
    entry: &Entry,
    text: &str,
    scope: Option<genbo_domain::value::ThingId>,
) -> Result<Result<Pointer, Meaning>, Fault> {
    let kind = entry.field.kind;
    if let Some(pointer) = entry.pointer(text).and_then(|p| pointer_of(kind, p)) {
        return Ok(Ok(pointer));
    }
    let nouns = targets(kind);
    let in_brackets = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, slug)| slug.trim());
    for slug in [Some(text), in_brackets].into_iter().flatten() {
        let written = nouns.iter().map(|n| format!("{}:{slug}", n.name)).chain([slug.to_owned()]);
        for pointer in written.filter_map(|w| pointer_of(kind, &w)) {
            if let Some(link) = offer::pointed(reader, &pointer).await? {
                return Ok(Err(Meaning::One(pointer, link)));
            }
        }
    }
    let mut called = offer::called(reader, &nouns, text).await?;
    if let Some(home) = scope.filter(|_| called.len() > 1) {
        // Of those that are called alike, the one within the cooperation is meant.
        let within = offer::within(reader, &called, home).await?;
        if within.len() == 1 {
            called = within;
        }
    }
    if let [only] = called.as_slice() {
        let written = format!("{}:{}", only.noun, only.slug);
        if let Some(pointer) = pointer_of(kind, &written) {
            return Ok(Err(Meaning::One(pointer, only.clone())));
        }
    }
    if called.is_empty() {
        called = offer::like(reader, &nouns, text).await?;
    }
    Ok(Err(Meaning::Several(called)))
}

/// A list to choose from in the browser: its identifier, and for each thing what is put into the field and what is told
/// beside it.
#[derive(Debug, Clone)]
pub struct DataList {
    /// Its identifier.
    pub id: String,
    /// Text and note.
    pub options: Vec<(String, String)>,
    /// Whether there are more than it has, which are found by searching.
    pub cut: bool,
}

/// The lists of a form, one for each set of nouns that its fields refer to; beside it, for each field the list's
/// identifier.
pub(super) async fn lists(f: &Frame, reader: &mut Reader, form: &Form) -> Result<Vec<DataList>, Fault> {
    let mut nouns: Vec<&'static NounDef> = Vec::new();
    for entry in &form.entries {
        if matches!(entry.field.kind, Kind::Ref([])) {
            continue;
        }
        nouns.extend(targets(entry.field.kind));
    }
    nouns.sort_by_key(|n| n.name);
    nouns.dedup_by_key(|n| n.name);
    let all = offer::offered(reader, &nouns, form.scope, offer::FEW).await?;
    let mut lists: Vec<DataList> = Vec::new();
    for entry in &form.entries {
        let Some(id) = list_id(entry.field.kind) else { continue };
        if lists.iter().any(|l| l.id == id) {
            continue;
        }
        let names: Vec<&str> = targets(entry.field.kind).iter().map(|n| n.name).collect();
        let of: Vec<&Link> = all.iter().filter(|l| names.contains(&l.noun.as_str())).collect();
        let cut = names.iter().any(|name| offer::is_cut(of.iter().filter(|l| l.noun == **name).count()));
        lists.push(DataList { id, options: options(f, &of, names.len() > 1), cut });
    }
    lists.retain(|l| !l.options.is_empty());
    Ok(lists)
}

/// The identifier of the list for a kind.
pub(super) fn list_id(kind: Kind) -> Option<String> {
    match kind {
        Kind::Ref([]) => None,
        Kind::Ref(names) => Some(format!("list-{}", names.join("-"))),
        _ => None,
    }
}

fn options(f: &Frame, links: &[&Link], several: bool) -> Vec<(String, String)> {
    let labels: Vec<String> = links.iter().map(|l| fields::label(f, l)).collect();
    let mut seen: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for label in &labels {
        *seen.entry(label.as_str()).or_default() += 1;
    }
    links
        .iter()
        .zip(&labels)
        .map(|(link, label)| {
            let alike = seen.get(label.as_str()).copied().unwrap_or(0) > 1;
            let text = if alike { format!("{label} ({})", link.slug) } else { label.clone() };
            let note = if several { kind_of(f, link) } else { String::new() };
            (text, note)
        })
        .collect()
}

/// What sort of thing it is.
pub(super) fn kind_of(f: &Frame, link: &Link) -> String {
    NounDef::named(&link.noun)
        .map_or_else(String::new, |n| crate::words::noun(f.lang, n.name).singular.to_owned())
}
