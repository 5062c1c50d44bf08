//! All papers of an agenda as one PDF: a sheet with contents before them, the files behind it, bookmarks through all.
//!
//! Invariants: what cannot be put in is named on the sheet with its address, never left out; a bundle is named by all that it
//! is made from, and made once; how much is put together at a time is bounded.

use super::typesetter::{Job, Join, NotMade};
use crate::{lang::Lang, site::Site};
use genbo_app::{
    attachment::Shelf,
    cx::Cx,
    papers::{Bundle, Line},
};
use genbo_documents::paper::{Block, Letterhead, Paper, Size, Table, typeset};
use genbo_domain::media::Media;
use jiff::civil::Date;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// The most bytes that are put together, and the most pages.
const MOST_BYTES: i64 = 200_000_000;
const MOST_PAGES: usize = 3_000;
/// How often the sheet is set again because its own length moved what stands behind it.
const TRIES: usize = 3;

/// What is to be put together.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The language.
    pub lang: Lang,
    /// What the whole is called.
    pub title: String,
    /// Which version it is of.
    pub version: String,
    /// The head of the house.
    pub house: Option<Letterhead>,
    /// What it is marked as.
    pub marks: Vec<String>,
    /// The day of the meeting, or the one on which it is made.
    pub date: Date,
    /// What it is made of, in order.
    pub entries: Vec<Entry>,
}

/// One line of the contents, with its papers.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Whether it is a part of the one above.
    pub is_part: bool,
    /// Whether papers are still to come.
    pub is_pending: bool,
    /// Its papers.
    pub pieces: Vec<Piece>,
}

/// One paper.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it is called.
    pub title: String,
    /// Where it is fetched, whole.
    pub address: String,
    /// The digest of its bytes.
    pub digest: String,
    /// How many bytes it has.
    pub size: i64,
    /// What it is.
    pub media: Option<Media>,
}

/// What is known of a paper before the sheet is set.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// It has so many pages.
    Pages(usize),
    /// It is not put in, and why.
    Beside(String),
}

impl Plan {
    /// The plan of a bundle; `address` says where a file is fetched.
    pub fn of(lang: Lang, bundle: &Bundle, address: impl Fn(&str) -> String) -> Vec<Entry> {
        let piece = |p: &genbo_app::attachment::Paper| Piece {
            title: p.facts.title.clone(),
            address: address(&p.link.slug),
            digest: p.facts.digest.clone(),
            size: p.facts.size,
            media: Media::of_type(&p.facts.media_type),
        };
        let entry = |l: &Line| Entry {
            number: l.number.clone().unwrap_or_default(),
            title: l.title.clone(),
            is_part: l.is_part,
            is_pending: l.is_pending,
            pieces: l.papers.iter().map(piece).collect(),
        };
        let own = Entry {
            number: String::new(),
            title: lang.texts().bundle.of_meeting.to_owned(),
            is_part: false,
            is_pending: false,
            pieces: bundle.of_meeting.iter().map(piece).collect(),
        };
        let own = Some(own).filter(|e| !e.pieces.is_empty());
        own.into_iter().chain(bundle.lines.iter().map(entry)).collect()
    }

    /// The name under which it is kept: a digest of all that it is made from.
    pub fn name(&self) -> String {
        crate::assets::digest(format!("1 {self:?}").as_bytes())
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.entries.iter().flat_map(|e| &e.pieces)
    }

    /// The sheet, where `found` says what is known of each paper and the sheet itself has so many pages.
    fn sheet(&self, found: &[Found], own: usize) -> Paper {
        let t = &self.lang.texts().bundle;
        let (mut rows, mut beside, mut page) = (Vec::new(), Vec::new(), own + 1);
        let mut found = found.iter();
        for entry in &self.entries {
            let title = if entry.is_part { format!("– {}", entry.title) } else { entry.title.clone() };
            let state = if entry.is_pending { t.pending } else { "" };
            rows.push(vec![entry.number.clone(), title, state.to_owned()]);
            for (piece, found) in entry.pieces.iter().zip(&mut found) {
                let at = match found {
                    Found::Pages(pages) => {
                        let at = page.to_string();
                        page += pages;
                        at
                    }
                    Found::Beside(why) => {
                        let line = format!("{} ({why})\n{}", piece.title, piece.address);
                        beside.push(line);
                        t.beside.to_owned()
                    }
                };
                rows.push(vec![String::new(), format!("    {}", piece.title), at]);
            }
        }
        let column = |name: &str, width| (name.to_owned(), width);
        let mut blocks = vec![Block::Table(Table {
            caption: t.contents.to_owned(),
            columns: vec![column(t.number, 1), column(t.what, 8), column(t.page, 2)],
            rows,
        })];
        if !beside.is_empty() {
            blocks.push(Block::Heading(1, t.beside_title.to_owned()));
            blocks.push(Block::Note(t.beside_lead.to_owned()));
            blocks.push(Block::Bullets(beside));
        }
        Paper {
            lang: self.lang.code(),
            title: self.title.clone(),
            kind: t.kind.to_owned(),
            house: self.house.clone(),
            head: vec![(String::new(), self.version.clone())]
                .into_iter()
                .filter(|(_, v)| !v.is_empty())
                .map(|(_, v)| (self.lang.texts().agenda.title.to_owned(), v))
                .collect(),
            foot: Vec::new(),
            page: self.lang.texts().paper.page.to_owned(),
            marks: self.marks.clone(),
            date: self.date,
            size: Size::A4,
            blocks,
        }
    }

    /// Bookmarks: how deep, what, which page.
    fn bookmarks(&self, found: &[Found], own: usize) -> Vec<(usize, String, usize)> {
        let mut marks = vec![(0, self.lang.texts().bundle.contents.to_owned(), 0)];
        let (mut page, mut found) = (own, found.iter());
        for entry in &self.entries {
            let begins = page;
            let mut own = Vec::new();
            for (piece, found) in entry.pieces.iter().zip(&mut found) {
                if let Found::Pages(pages) = found {
                    own.push((1, piece.title.clone(), page));
                    page += pages;
                }
            }
            if !own.is_empty() {
                let number =
                    if entry.number.is_empty() { String::new() } else { format!("{}. ", entry.number) };
                marks.push((0, format!("{number}{}", entry.title), begins));
                marks.append(&mut own);
            }
        }
        marks
    }
}

/// Why a bundle was not made.
#[derive(Debug)]
pub enum Stopped {
    /// The typesetter did not answer.
    NotMade(NotMade),
    /// Files could not be read or kept.
    Files(genbo_app::error::ActionError),
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stopped::NotMade(why) => why.fmt(f),
            Stopped::Files(why) => why.fmt(f),
        }
    }
}

impl From<NotMade> for Stopped {
    fn from(why: NotMade) -> Self {
        Stopped::NotMade(why)
    }
}

/// Puts a bundle together and keeps it.
pub async fn make(site: &Site, cx: &Cx, plan: &Plan) -> Result<(), Stopped> {
    let (mut found, mut parts) = gather(cx, plan).await?;
    let told = look(site, parts.iter().flatten().cloned().collect()).await?;
    let t = &plan.lang.texts().bundle;
    let (mut told, mut pages) = (told.into_iter(), 0);
    for (found, part) in found.iter_mut().zip(&mut parts).filter(|(_, p)| p.is_some()) {
        *found = match told.next().unwrap_or(Err(String::new())) {
            Ok(n) if pages + n <= MOST_PAGES => {
                pages += n;
                Found::Pages(n)
            }
            Ok(_) => Found::Beside(t.too_much.to_owned()),
            Err(why) if why == "encrypted" => Found::Beside(t.encrypted.to_owned()),
            Err(_) => Found::Beside(t.broken.to_owned()),
        };
        if !matches!(found, Found::Pages(_)) {
            *part = None;
        }
    }
    let (sheet, own) = set(site, plan, &found).await?;
    let whole = Join {
        title: plan.title.clone(),
        lang: plan.lang.code(),
        parts: std::iter::once(sheet).chain(parts.into_iter().flatten()).collect(),
        bookmarks: plan.bookmarks(&found, own),
    };
    let bytes = (site.typeset)(Job::Join(whole)).await?;
    let kept = cx.files.put(Shelf::Made, &plan.name(), bytes).await;
    kept.map_err(|e| Stopped::Files(e.into()))
}

/// The bytes of the papers that are PDF; what is known already of the others.
async fn gather(cx: &Cx, plan: &Plan) -> Result<(Vec<Found>, Vec<Option<Arc<Vec<u8>>>>), Stopped> {
    let t = &plan.lang.texts().bundle;
    let (mut found, mut parts, mut bytes) = (Vec::new(), Vec::new(), 0_i64);
    for piece in plan.pieces() {
        let sort = || piece.media.map(|m| m.to_string().to_uppercase()).unwrap_or_default();
        let (is, part) = if piece.media != Some(Media::Pdf) {
            (Found::Beside(sort()), None)
        } else if bytes.saturating_add(piece.size) > MOST_BYTES {
            (Found::Beside(t.too_much.to_owned()), None)
        } else {
            let read = cx.files.read(Shelf::Kept, &piece.digest).await;
            match read.map_err(|e| Stopped::Files(e.into()))? {
                Some(whole) => (Found::Pages(0), Some(Arc::new(whole))),
                None => (Found::Beside(t.gone.to_owned()), None),
            }
        };
        bytes = bytes.saturating_add(part.as_ref().map_or(0, |_| piece.size));
        found.push(is);
        parts.push(part);
    }
    Ok((found, parts))
}

/// How many pages each has, or why it cannot be put in.
async fn look(site: &Site, parts: Vec<Arc<Vec<u8>>>) -> Result<Vec<Result<usize, String>>, Stopped> {
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let told = (site.typeset)(Job::Look(parts)).await?;
    let told: Vec<serde_json::Value> =
        serde_json::from_slice(&told).map_err(|e| NotMade::Died(e.to_string()))?;
    let one = |v: &serde_json::Value| match v.as_u64().and_then(|n| usize::try_from(n).ok()) {
        Some(pages) => Ok(pages),
        None => Err(v.as_str().unwrap_or_default().to_owned()),
    };
    Ok(told.iter().map(one).collect())
}

/// Sets the sheet, until the page numbers on it count its own pages right.
async fn set(site: &Site, plan: &Plan, found: &[Found]) -> Result<(Arc<Vec<u8>>, usize), Stopped> {
    let mut own = 1;
    let mut sheet = Arc::default();
    for _ in 0..TRIES {
        sheet = Arc::new((site.typeset)(Job::Paper(typeset(&plan.sheet(found, own)))).await?);
        let pages = look(site, vec![Arc::clone(&sheet)]).await?.pop().and_then(Result::ok).unwrap_or(own);
        if pages == own {
            break;
        }
        own = pages;
    }
    Ok((sheet, own))
}

/// How far a bundle is that is not kept yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Somebody makes it.
    Going,
    /// It could not be made.
    Failed,
}

/// What is being made, by name.
#[derive(Debug, Clone, Default)]
pub struct Making(Arc<Mutex<HashMap<String, Progress>>>);

/// How many names are remembered at most.
const REMEMBERED: usize = 1_000;

impl Making {
    /// Begins, unless it goes on already or has failed; tells whether it is to be begun, and how far it is.
    pub fn begin(&self, name: &str, again: bool) -> (bool, Progress) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match all.get(name) {
            Some(Progress::Going) => (false, Progress::Going),
            Some(Progress::Failed) if !again => (false, Progress::Failed),
            _ => {
                if all.len() >= REMEMBERED {
                    all.retain(|_, p| *p == Progress::Going);
                }
                all.insert(name.to_owned(), Progress::Going);
                (true, Progress::Going)
            }
        }
    }

    /// It has come to an end.
    pub fn end(&self, name: &str, is_made: bool) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if is_made {
            all.remove(name);
        } else {
            all.insert(name.to_owned(), Progress::Failed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let piece = |title: &str, media| Piece {
            title: title.to_owned(),
            address: format!("http://x/filer/{title}"),
            digest: "0".repeat(64),
            size: 1,
            media,
        };
        let entry = |number: &str, pieces| Entry {
            number: number.to_owned(),
            title: format!("Ärende {number}"),
            is_part: false,
            is_pending: number == "3",
            pieces,
        };
        Plan {
            lang: Lang::Sv,
            title: "Möte".to_owned(),
            version: String::new(),
            house: None,
            marks: Vec::new(),
            date: jiff::civil::date(2022, 9, 29),
            entries: vec![
                entry("1", vec![piece("a", Some(Media::Pdf)), piece("b", Some(Media::Docx))]),
                entry("2", vec![piece("c", Some(Media::Pdf))]),
                entry("3", Vec::new()),
            ],
        }
    }

    #[test]
    fn the_sheet_counts_itself_and_names_what_is_not_put_in_with_its_address() {
        let found = [Found::Pages(4), Found::Beside("DOCX".to_owned()), Found::Pages(1)];
        let text = plan().sheet(&found, 2).text();
        assert!(text.contains("b (DOCX)") && text.contains("http://x/filer/b"), "{text}");
        assert!(
            text.contains("Sida: 3") && text.contains("Sida: 7") && text.contains("underlag kommer"),
            "{text}"
        );
        let marks = plan().bookmarks(&found, 2);
        assert_eq!(
            marks.iter().map(|(level, title, page)| (*level, title.as_str(), *page)).collect::<Vec<_>>(),
            [(0, "Innehåll", 0), (0, "1. Ärende 1", 2), (1, "a", 2), (0, "2. Ärende 2", 6), (1, "c", 6)]
        );
    }

    #[test]
    fn a_bundle_is_another_when_anything_in_it_is_another() {
        let mut other = plan();
        other.entries[1].pieces[0].digest = "1".repeat(64);
        assert_ne!(plan().name(), other.name());
        assert_eq!((plan().name(), plan().name().len()), (plan().name(), 64));
    }

    #[test]
    fn what_goes_on_is_not_begun_twice_and_what_failed_only_when_somebody_asks() {
        let making = Making::default();
        assert_eq!(making.begin("a", false), (true, Progress::Going));
        assert_eq!(making.begin("a", true), (false, Progress::Going));
        making.end("a", false);
        assert_eq!(making.begin("a", false), (false, Progress::Failed));
        assert_eq!(making.begin("a", true), (true, Progress::Going));
        making.end("a", true);
        assert_eq!(making.begin("a", false), (true, Progress::Going));
    }
}
