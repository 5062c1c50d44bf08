//! Who sees a thing: never more people than see what it cannot be without, and what it is named after.
//!
//! So nothing is told of a protected meeting by its items, and nothing of a protected person by a holding, its label or slug.

use super::import::Difference;
use crate::{
    cx::{Change, Event},
    error::ActionError,
};
use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    value::{Kind, ThingId, Value},
    visibility,
};
use genbo_store::{
    audit::AuditValue,
    row::{self, Find, Meta, ThingRow},
    search::{self, Neighbour},
    sql::{Tx, WriteTx},
    thing::{self, Viewer},
};
use std::collections::HashMap;

/// How open a thing is, and with which cooperation's members.
type Seen = (Open, Option<ThingId>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    Restricted,
    Members,
    Public,
}

impl Open {
    fn of(visibility: &str) -> Open {
        match visibility {
            "public" => Open::Public,
            "members" => Open::Members,
            _ => Open::Restricted,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Open::Public => "public",
            Open::Members => "members",
            Open::Restricted => "restricted",
        }
    }
}

/// Whether more people see what has the first visibility than what has the second.
pub(super) fn is_more_open(one: &str, other: &str) -> bool {
    Open::of(one) > Open::of(other)
}

/// How open a thing may be that hangs on another one.
fn most(thing: Seen, on: Seen) -> Open {
    let limit = match on {
        (Open::Public, _) => Open::Public,
        (Open::Members, Some(home)) if thing.1 == Some(home) => Open::Members,
        _ => Open::Restricted,
    };
    thing.0.min(limit)
}

/// The fields by which a thing of a noun hangs on others.
pub fn hangs_by(noun: &NounDef) -> impl Iterator<Item = (usize, &Field)> {
    let fields = noun.fields.iter().enumerate();
    fields.filter(|(_, f)| !f.many && matches!(f.kind, Kind::Ref(_)) && (f.required || f.name == noun.label))
}

fn hangs_on<'a>(noun: &'a NounDef, row: &'a ThingRow) -> impl Iterator<Item = ThingId> + 'a {
    hangs_by(noun).filter_map(|(index, _)| match &row.values[index] {
        Some(Value::Ref(id)) => Some(*id),
        _ => None,
    })
}

fn of_row(meta: &Meta) -> Seen {
    (Open::of(&meta.visibility), meta.home)
}

fn of_neighbour(neighbour: &Neighbour) -> Seen {
    (Open::of(&neighbour.visibility), neighbour.home)
}

/// Makes rows that will be written no more open than what they hang on, among them or in the database.
pub(super) async fn limit(
    tx: &mut Tx,
    rows: &mut [(&'static NounDef, &mut ThingRow)],
) -> Result<(), ActionError> {
    let mut known: HashMap<ThingId, Seen> = rows.iter().map(|(_, r)| (r.id, of_row(&r.meta))).collect();
    let mut outside: Vec<ThingId> = rows.iter().flat_map(|(noun, row)| hangs_on(noun, row)).collect();
    outside.retain(|id| !known.contains_key(id));
    known.extend(search::neighbours(tx, &outside).await?.iter().map(|(id, n)| (*id, of_neighbour(n))));
    loop {
        let mut changed = false;
        for (noun, row) in rows.iter_mut() {
            let before = of_row(&row.meta);
            let on = hangs_on(noun, row).filter_map(|id| known.get(&id)).copied();
            let open = on.fold(before.0, |open, on| most((open, before.1), on));
            if open != before.0 {
                row.meta.visibility = open.as_str().to_owned();
                known.insert(row.id, (open, before.1));
                changed = true;
            }
        }
        if !changed {
            return Ok(());
        }
    }
}

/// Closes what hangs on things that fewer people see now, and what hangs on that.
pub(super) async fn pass_on(
    change: &mut Change,
    mut closed: Vec<ThingId>,
) -> Result<Vec<Difference>, ActionError> {
    let mut differences = Vec::new();
    while !closed.is_empty() {
        let mut next = Vec::new();
        for noun in NOUNS {
            let mut ids = Vec::new();
            for (_, field) in hangs_by(noun) {
                ids.extend(search::referring(&mut change.tx, noun, field, &closed).await?);
            }
            let mut rows = row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(&ids)).await?;
            let before: Vec<String> = rows.iter().map(|r| r.meta.visibility.clone()).collect();
            let mut both: Vec<(&'static NounDef, &mut ThingRow)> =
                rows.iter_mut().map(|r| (*noun, r)).collect();
            limit(&mut change.tx, &mut both).await?;
            for (row, before) in
                rows.iter().zip(before).filter(|(row, before)| row.meta.visibility != *before)
            {
                differences.push(close(change, noun, row, before).await?);
                next.push(row.id);
            }
        }
        closed = next;
    }
    Ok(differences)
}

/// Something that stays closed although what it hangs on has been opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StillClosed {
    /// Its noun.
    pub noun: &'static str,
    /// Its slug.
    pub slug: String,
    /// `members` or `restricted`.
    pub visibility: String,
}

/// What hangs on things that more people see now, and is itself less open than they and its noun would have it: whoever
/// closed it may have meant just that, so nothing is opened by the way. It is told instead.
pub(super) async fn still_closed(
    change: &mut Change,
    mut opened: Vec<ThingId>,
) -> Result<Vec<StillClosed>, ActionError> {
    let mut closed: Vec<StillClosed> = Vec::new();
    let above = search::neighbours(&mut change.tx, &opened).await?;
    let mut level: HashMap<ThingId, Open> =
        above.iter().map(|(id, n)| (*id, Open::of(&n.visibility))).collect();
    while !opened.is_empty() {
        let mut next = Vec::new();
        for noun in NOUNS {
            let mut ids = Vec::new();
            for (_, field) in hangs_by(noun) {
                ids.extend(search::referring(&mut change.tx, noun, field, &opened).await?);
            }
            for row in row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(&ids)).await? {
                let usual = Open::of(visibility::default_with(noun, &row.values).as_str());
                let most = hangs_on(noun, &row).filter_map(|id| level.get(&id)).min().copied();
                let most = most.unwrap_or(Open::Restricted).min(usual);
                if Open::of(&row.meta.visibility) < most && level.insert(row.id, most).is_none() {
                    next.push(row.id);
                    let (slug, visibility) = (row.meta.slug, row.meta.visibility);
                    closed.push(StillClosed { noun: noun.name, slug, visibility });
                }
            }
        }
        opened = next;
    }
    Ok(closed)
}

async fn close(
    change: &mut Change,
    noun: &'static NounDef,
    row: &ThingRow,
    before: String,
) -> Result<Difference, ActionError> {
    let pending = i64::try_from(change.pending()).unwrap_or(0);
    let number = genbo_store::audit::next_number(&mut change.tx).await? + pending;
    let tx: &mut WriteTx = &mut change.tx;
    thing::expose(tx, row.id, &row.meta.visibility, number).await?;
    let after = Some(row.meta.visibility.clone());
    let values = vec![AuditValue { field: "visibility".to_owned(), before: Some(before), after }];
    change.record(Event { thing: Some(row.id), noun: noun.name, action: "change", values: values.clone() });
    Ok(Difference { noun: noun.name, slug: row.meta.slug.clone(), created: false, values })
}
