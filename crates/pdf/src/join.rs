//! PDF files of others, behind our own: looked at, and put together into one with bookmarks and one count of pages.
//!
//! Invariants: what is encrypted or broken is told and never changed; what a page can start by itself (scripts, programs)
//! does not come along; what is put together claims no standard that its parts may not keep.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use std::fmt;

/// Why a file cannot be put together with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// It is encrypted.
    Encrypted,
    /// It cannot be read, or has no page.
    Broken,
}

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Apart::Encrypted => "encrypted",
            Apart::Broken => "broken",
        })
    }
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// How deep it stands, 0 outermost.
    pub level: usize,
    /// What it says.
    pub title: String,
    /// The page that it leads to, 0 the first.
    pub page: usize,
}

/// How many pages a file has.
pub fn pages(bytes: &[u8]) -> Result<usize, Apart> {
    open(bytes).map(|(_, pages)| pages.len())
}

fn open(bytes: &[u8]) -> Result<(Document, Vec<ObjectId>), Apart> {
    let document = match Document::load_mem(bytes) {
        Ok(document) => document,
        // A password that is not empty keeps the reader out before it can say so.
        Err(_) if bytes.windows(8).any(|w| w == b"/Encrypt") => return Err(Apart::Encrypted),
        Err(_) => return Err(Apart::Broken),
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Apart::Encrypted);
    }
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let is_page = |id: &ObjectId| document.get_dictionary(*id).is_ok();
    if pages.is_empty() || !pages.iter().all(is_page) { Err(Apart::Broken) } else { Ok((document, pages)) }
}

/// The parts as one file, in their order. A part that cannot be is the error, by its place.
pub fn join(
    parts: &[Vec<u8>],
    bookmarks: &[Bookmark],
    (title, lang): (&str, &str),
) -> Result<Vec<u8>, (usize, Apart)> {
    let mut whole = Document::with_version("1.7");
    let tree = whole.new_object_id();
    let mut kids: Vec<ObjectId> = Vec::new();
    for (at, bytes) in parts.iter().enumerate() {
        let (mut part, _) = open(bytes).map_err(|why| (at, why))?;
        part.renumber_objects_with(whole.max_id + 1);
        let pages: Vec<ObjectId> = part.page_iter().collect();
        for page in &pages {
            settle(&mut part, *page, tree).ok_or((at, Apart::Broken))?;
        }
        whole.max_id = whole.max_id.max(part.max_id);
        whole.objects.extend(std::mem::take(&mut part.objects));
        kids.extend(pages);
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let list: Vec<Object> = kids.iter().map(|id| Object::Reference(*id)).collect();
    let pages = Dictionary::from_iter([
        ("Type", Object::Name(b"Pages".to_vec())),
        ("Kids", Object::Array(list)),
        ("Count", Object::Integer(count)),
    ]);
    whole.objects.insert(tree, Object::Dictionary(pages));
    let labels = Dictionary::from_iter([("S", Object::Name(b"D".to_vec()))]);
    let labels = Dictionary::from_iter([(
        "Nums",
        Object::Array(vec![Object::Integer(0), Object::Dictionary(labels)]),
    )]);
    let shown = Dictionary::from_iter([("DisplayDocTitle", Object::Boolean(true))]);
    let mut catalog = Dictionary::from_iter([
        ("Type", Object::Name(b"Catalog".to_vec())),
        ("Pages", Object::Reference(tree)),
        ("Lang", Object::string_literal(lang)),
        ("PageLabels", Object::Dictionary(labels)),
        ("ViewerPreferences", Object::Dictionary(shown)),
    ]);
    if let Some(outline) = outline(&mut whole, bookmarks, &kids) {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    let catalog = whole.add_object(catalog);
    let info = whole.add_object(Dictionary::from_iter([("Title", text(title))]));
    whole.trailer.set("Root", Object::Reference(catalog));
    whole.trailer.set("Info", Object::Reference(info));
    whole.prune_objects();
    let mut bytes = Vec::new();
    whole.save_to(&mut bytes).map_err(|_| (0, Apart::Broken))?;
    Ok(bytes)
}

/// What a page has from the tree above it stands with it from now on; what it could start by itself goes.
fn settle(part: &mut Document, page: ObjectId, tree: ObjectId) -> Option<()> {
    const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
    let mut from_above: Vec<(&[u8], Object)> = Vec::new();
    let mut at = part.get_dictionary(page).ok()?.clone();
    // A tree that leads in a circle ends here too.
    for _ in 0..64 {
        for key in INHERITED {
            if let Ok(value) = at.get(key)
                && !from_above.iter().any(|(k, _)| *k == key)
            {
                from_above.push((key, value.clone()));
            }
        }
        let Ok(parent) = at.get(b"Parent").and_then(Object::as_reference) else { break };
        let Ok(above) = part.get_dictionary(parent) else { break };
        at = above.clone();
    }
    let links = links(part, page);
    let own = part.get_dictionary_mut(page).ok()?;
    for (key, value) in from_above {
        own.set(key, value);
    }
    own.set("Parent", Object::Reference(tree));
    for key in [&b"AA"[..], b"StructParents", b"Tabs", b"B", b"PieceInfo", b"Metadata"] {
        own.remove(key);
    }
    if links.is_empty() {
        own.remove(b"Annots");
    } else {
        own.set("Annots", Object::Array(links));
    }
    Some(())
}

/// The notes of a page that only show or lead to an address or another page.
fn links(part: &Document, page: ObjectId) -> Vec<Object> {
    let Ok(own) = part.get_dictionary(page) else { return Vec::new() };
    let Ok(Object::Array(all)) = own.get_deref(b"Annots", part) else { return Vec::new() };
    let is_still = |note: &&Object| {
        let Ok((_, Object::Dictionary(note))) = part.dereference(note) else { return false };
        let action = note.get_deref(b"A", part).ok().and_then(|a| a.as_dict().ok());
        let kind = action.and_then(|a| a.get(b"S").ok()).and_then(|s| s.as_name().ok());
        !note.has(b"AA") && (action.is_none() || matches!(kind, Some(b"URI" | b"GoTo")))
    };
    all.iter().filter(is_still).cloned().collect()
}

/// A text as PDF has it beyond its own characters: UTF-16 with its mark.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff_u16).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// The tree of bookmarks; nothing if there are none.
fn outline(whole: &mut Document, bookmarks: &[Bookmark], pages: &[ObjectId]) -> Option<ObjectId> {
    let known: Vec<&Bookmark> = bookmarks.iter().filter(|b| b.page < pages.len()).collect();
    if known.is_empty() {
        return None;
    }
    let root = whole.new_object_id();
    let ids: Vec<ObjectId> = known.iter().map(|_| whole.new_object_id()).collect();
    // What stands above each: the nearest before it that is less deep.
    let above: Vec<Option<usize>> =
        (0..known.len()).map(|i| (0..i).rev().find(|j| known[*j].level < known[i].level)).collect();
    let beside = |of: Option<usize>| (0..known.len()).filter(|i| above[*i] == of).collect::<Vec<usize>>();
    let ends = |of: Option<usize>, into: &mut Dictionary| {
        let own = beside(of);
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            into.set("First", Object::Reference(ids[*first]));
            into.set("Last", Object::Reference(ids[*last]));
            into.set("Count", Object::Integer(i64::try_from(own.len()).unwrap_or(0)));
        }
    };
    for (i, mark) in known.iter().enumerate() {
        let own = beside(above[i]);
        let place = own.iter().position(|j| *j == i).unwrap_or(0);
        let to = vec![Object::Reference(pages[mark.page]), Object::Name(b"Fit".to_vec())];
        let mut entry = Dictionary::from_iter([
            ("Title", text(&mark.title)),
            ("Parent", Object::Reference(above[i].map_or(root, |j| ids[j]))),
            ("Dest", Object::Array(to)),
        ]);
        if let Some(before) = place.checked_sub(1).and_then(|p| own.get(p)) {
            entry.set("Prev", Object::Reference(ids[*before]));
        }
        if let Some(after) = own.get(place + 1) {
            entry.set("Next", Object::Reference(ids[*after]));
        }
        ends(Some(i), &mut entry);
        whole.objects.insert(ids[i], Object::Dictionary(entry));
    }
    let mut all = Dictionary::from_iter([("Type", Object::Name(b"Outlines".to_vec()))]);
    ends(None, &mut all);
    whole.objects.insert(root, Object::Dictionary(all));
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::Stream;

    /// A file of so many pages, whose size stands above them in the tree, and with what pages can start.
    fn file(count: usize, extra: &[(&'static str, Object)]) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let tree = document.new_object_id();
        let mut kids = Vec::new();
        for n in 0..count {
            let content = document.add_object(Stream::new(Dictionary::new(), format!("% {n}").into_bytes()));
            let mut page = Dictionary::from_iter([
                ("Type", Object::Name(b"Page".to_vec())),
                ("Parent", Object::Reference(tree)),
                ("Contents", Object::Reference(content)),
            ]);
            extra.iter().for_each(|(key, value)| page.set(*key, value.clone()));
            kids.push(Object::Reference(document.add_object(page)));
        }
        let size = vec![0.into(), 0.into(), 595.into(), 842.into()];
        let pages = Dictionary::from_iter([
            ("Type", Object::Name(b"Pages".to_vec())),
            ("Count", Object::Integer(i64::try_from(count).unwrap())),
            ("Kids", Object::Array(kids)),
            ("MediaBox", Object::Array(size)),
            ("Rotate", Object::Integer(90)),
        ]);
        document.objects.insert(tree, Object::Dictionary(pages));
        let catalog = Dictionary::from_iter([
            ("Type", Object::Name(b"Catalog".to_vec())),
            ("Pages", Object::Reference(tree)),
        ]);
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", Object::Reference(catalog));
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_is_broken_or_encrypted_is_told() {
        assert_eq!(pages(b"%PDF-1.7 and nothing more"), Err(Apart::Broken));
        assert_eq!(pages(b""), Err(Apart::Broken));
        assert_eq!(pages(&file(0, &[])), Err(Apart::Broken));
        assert_eq!(pages(b"%PDF-1.7 trailer << /Encrypt 1 0 R >>"), Err(Apart::Encrypted));
        let whole = file(3, &[]);
        assert!(pages(&whole[..whole.len() / 2]).is_err());
        assert_eq!(join(&[file(1, &[]), b"x".to_vec()], &[], ("T", "sv")), Err((1, Apart::Broken)));
        assert_eq!(pages(&whole), Ok(3));
    }

    #[test]
    fn pages_follow_each_other_with_what_stood_above_them_and_bookmarks_lead_to_them() {
        let mark = |level, title: &str, page| Bookmark { level, title: title.to_owned(), page };
        let marks =
            [mark(0, "Först", 0), mark(0, "§ 1 Ärende", 2), mark(1, "Bilaga", 2), mark(0, "Bort", 99)];
        let whole = join(&[file(2, &[]), file(3, &[])], &marks, ("Handlingar å", "sv")).unwrap();
        assert_eq!(pages(&whole), Ok(5));
        let document = Document::load_mem(&whole).unwrap();
        for page in document.page_iter() {
            let page = document.get_dictionary(page).unwrap();
            assert!(page.has(b"MediaBox") && page.get(b"Rotate").unwrap().as_i64().unwrap() == 90);
        }
        let last = document.get_page_content(document.page_iter().last().unwrap());
        assert_eq!(String::from_utf8_lossy(&last).trim(), "% 2");
        let catalog = document.catalog().unwrap();
        assert!(catalog.has(b"PageLabels"));
        let outline = catalog.get_deref(b"Outlines", &document).unwrap().as_dict().unwrap();
        assert_eq!(outline.get(b"Count").unwrap().as_i64().unwrap(), 2);
        let last = outline.get_deref(b"Last", &document).unwrap().as_dict().unwrap();
        let title = last.get(b"Title").unwrap().as_str().unwrap();
        assert_eq!(
            title,
            "\u{feff}§ 1 Ärende".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()
        );
        assert!(last.has(b"First") && last.has(b"Prev") && !last.has(b"Next"));
    }

    #[test]
    fn what_a_page_could_start_by_itself_does_not_come_along() {
        let script = Dictionary::from_iter([("S", Object::Name(b"JavaScript".to_vec()))]);
        let note = Dictionary::from_iter([("A", Object::Dictionary(script.clone()))]);
        let web = Dictionary::from_iter([("S", Object::Name(b"URI".to_vec()))]);
        let link = Dictionary::from_iter([("A", Object::Dictionary(web))]);
        let notes = Object::Array(vec![Object::Dictionary(note), Object::Dictionary(link)]);
        let bytes = file(1, &[("AA", Object::Dictionary(script)), ("Annots", notes)]);
        let whole = join(&[bytes], &[], ("T", "sv")).unwrap();
        let document = Document::load_mem(&whole).unwrap();
        let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
        assert!(!page.has(b"AA"));
        assert_eq!(page.get(b"Annots").unwrap().as_array().unwrap().len(), 1);
        assert!(!String::from_utf8_lossy(&whole).contains("JavaScript"));
    }
}
