//! Ending what files no longer state: nothing is deleted, its time is given an end.

use crate::error::ActionError;
use genbo_documents::cooperation_file::{Bundle, Common, Entry, Place};
use genbo_domain::{
    NOUNS,
    edtf::{Edtf, End},
    noun::NounDef,
    value::{Kind, Pointer, Value},
};
use genbo_store::{
    row::{self, Find, ThingRow},
    sql::WriteTx,
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::HashSet;

/// The field that says from when to when something holds.
const VALID: &str = "valid";

/// Entries that end, on a day, what is kept with the files' cooperations, holds on that day, and is not in the files.
pub(super) async fn missing(tx: &mut WriteTx, bundle: &Bundle, on: Date) -> Result<Vec<Entry>, ActionError> {
    let stated: HashSet<Pointer> = bundle.entries.iter().map(Entry::pointer).collect();
    let homes: HashSet<&str> = bundle.headers.iter().filter_map(|h| h.cooperation.as_deref()).collect();
    let mut entries = Vec::new();
    for home in homes {
        let Ok(home) = thing::find(tx, &Viewer::All, "cooperation", home).await else { continue };
        for noun in NOUNS {
            let Some((index, field)) = noun.field(VALID) else { continue };
            if !matches!(field.kind, Kind::Date) {
                continue;
            }
            for row in row::load_rows(tx, &Viewer::All, noun, Find::Home(home.id)).await? {
                let pointer = Pointer { noun: noun.name, slug: row.meta.slug.clone() };
                if !stated.contains(&pointer)
                    && let Some(ended) = ended(&row, index, on)
                {
                    entries.push(entry(noun, &row, index, ended));
                }
            }
        }
    }
    Ok(entries)
}

/// The time with an end on that day; nothing if it is over by then, or begins later.
fn ended(row: &ThingRow, index: usize, on: Date) -> Option<Edtf> {
    let valid: Option<Edtf> = match &row.values[index] {
        None => None,
        Some(value) => Some(value.as_text()?.parse().ok()?),
    };
    let after = on.tomorrow().ok()?;
    if valid.as_ref().is_some_and(|v| !v.overlaps(after, Date::MAX)) {
        return None;
    }
    let start = valid.map_or(End::Unknown, |v| v.start());
    let end = *Edtf::day(on).end().point()?;
    Edtf::interval(start, End::Point(end)).ok()
}

fn entry(noun: &'static NounDef, row: &ThingRow, index: usize, valid: Edtf) -> Entry {
    let place = Place { file: "--end-missing".into(), line: 0, column: 0 };
    Entry {
        noun,
        slug: row.meta.slug.clone(),
        parent: None,
        position: row.meta.position,
        fields: vec![(index, Value::Text(valid.to_string()), place.clone())],
        place,
        common: Common::default(),
        gaps: Vec::new(),
        clear: Vec::new(),
        stub: false,
        home: None,
    }
}
