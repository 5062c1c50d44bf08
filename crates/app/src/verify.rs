//! Whether what is stored is what may be stored: beside the database's own constraints everything that the program relies on.

use crate::{
    collation,
    cooperation_file::exposure,
    error::ActionError,
    label::{self, Label},
};
use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    slug,
    value::{Kind, StoredValue, ThingId, Value},
};
use genbo_store::{
    audit, check,
    error::StoreError,
    row::{self, Find, ThingRow},
    search::ids_after,
    sql::Tx,
    thing::{self, Viewer},
};
use std::collections::HashMap;

/// How many things are looked at at once.
const PAGE: i64 = 2000;
/// After so many faults no more are looked for.
const MOST: usize = 1000;

/// What a look at everything found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Things looked at.
    pub things: usize,
    /// What is wrong, a line each.
    pub faults: Vec<String>,
}

impl Verdict {
    fn tell(&mut self, noun: &NounDef, id: ThingId, what: &str) {
        self.faults.push(format!("{} #{}: {what}", noun.name, id.0));
    }
}

/// Looks at everything. A value that cannot even be read ends the look at its noun.
pub async fn verify(tx: &mut Tx) -> Result<Verdict, ActionError> {
    let mut verdict = Verdict { things: 0, faults: check::file(tx).await? };
    for name in check::nouns(tx).await? {
        if NounDef::named(&name).is_none() && name != thing::WITHDRAWN {
            verdict
                .faults
                .push(format!("the register has things that are a {name}, which this program does not know"));
        }
    }
    let (last, next) = check::last_and_next(tx).await?;
    if next <= last {
        verdict.faults.push(format!("the next id is {next}, but {last} is taken"));
    }
    gaps(tx, &mut verdict).await?;
    let last_event = audit::last(tx).await?;
    for noun in NOUNS {
        tables(tx, noun, &mut verdict).await?;
        match things(tx, noun, last_event, &mut verdict).await {
            Err(ActionError::Store(StoreError::Corrupt(what))) => {
                verdict.faults.push(format!("{}: {what}", noun.name));
            }
            other => other?,
        }
        if verdict.faults.len() > MOST {
            verdict.faults.push("… and perhaps more".to_owned());
            break;
        }
    }
    Ok(verdict)
}

async fn gaps(tx: &mut Tx, verdict: &mut Verdict) -> Result<(), ActionError> {
    for (id, noun, field) in check::gaps(tx).await? {
        let Some(noun) = NounDef::named(&noun) else { continue };
        if noun.field(&field).is_none() {
            verdict.tell(noun, id, &format!("it has a gap at {field}, which is no field of it"));
        }
    }
    Ok(())
}

/// What is asked of a noun's tables as a whole.
async fn tables(tx: &mut Tx, noun: &'static NounDef, verdict: &mut Verdict) -> Result<(), ActionError> {
    let (no_facts, no_thing) = check::halves(tx, noun).await?;
    for id in no_facts {
        verdict.tell(noun, id, "the register has it, but there are no facts of it");
    }
    for id in no_thing {
        verdict.tell(noun, id, "there are facts of it, but the register does not have it");
    }
    for field in noun.fields {
        for (id, found) in check::strayed(tx, noun, field).await? {
            verdict.tell(noun, id, &format!("its {} is a {found}, which it cannot be", field.name));
        }
        if field.many {
            for id in check::holes(tx, noun, field).await? {
                verdict.tell(noun, id, &format!("the places in its list {} are not 1, 2, 3 …", field.name));
            }
        }
    }
    for (_, field) in exposure::hangs_by(noun) {
        for id in check::exposed(tx, noun, field).await? {
            verdict.tell(noun, id, &format!("more people see it than see its {}", field.name));
        }
    }
    Ok(())
}

/// What is asked of each thing.
async fn things(
    tx: &mut Tx,
    noun: &'static NounDef,
    last_event: i64,
    verdict: &mut Verdict,
) -> Result<(), ActionError> {
    let mut after = ThingId(0);
    loop {
        let ids = ids_after(tx, noun.name, after, PAGE).await?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        verdict.things += ids.len();
        let rows = row::load_rows(tx, &Viewer::All, noun, Find::Ids(&ids)).await?;
        let targets: Vec<ThingId> = rows.iter().filter_map(|row| named_after(noun, row)).collect();
        let names = thing::names(tx, &Viewer::All, &targets).await?;
        let names: HashMap<ThingId, String> = names.into_iter().map(|(id, n)| (id, n.label)).collect();
        for row in &rows {
            values(noun, row, verdict);
            meta(noun, row, last_event, &names, verdict);
        }
        for field in noun.fields.iter().filter(|f| !f.many && matches!(f.kind, Kind::Date)) {
            for id in check::misplaced(tx, noun, field, &ids).await? {
                verdict.tell(
                    noun,
                    id,
                    &format!("the earliest or latest moment of its {} is another", field.name),
                );
            }
        }
    }
}

fn values(noun: &NounDef, row: &ThingRow, verdict: &mut Verdict) {
    for (field, value) in noun.fields.iter().zip(&row.values) {
        let wrong = match value {
            None if field.required => Some("it must have one".to_owned()),
            None => None,
            Some(Value::List(list)) => list.iter().find_map(|v| wrong(field, v)),
            Some(one) => wrong(field, one),
        };
        if let Some(wrong) = wrong {
            verdict.tell(noun, row.id, &format!("its {}: {wrong}", field.name));
        }
    }
}

/// Why a stored value is none of its field's kind: it is not what reading it would give.
fn wrong(field: &Field, value: &StoredValue) -> Option<String> {
    let Value::Text(text) = value else { return None };
    match field.kind.parse(text) {
        Ok(Value::Text(canonical)) if canonical == *text => None,
        Ok(other) => Some(format!("{text:?} would be written {other:?}")),
        Err(e) => Some(e.to_string()),
    }
}

fn meta(
    noun: &NounDef,
    row: &ThingRow,
    last_event: i64,
    names: &HashMap<ThingId, String>,
    verdict: &mut Verdict,
) {
    let meta = &row.meta;
    if slug::check(&meta.slug).is_err() {
        verdict.tell(noun, row.id, &format!("{:?} is no slug", meta.slug));
    }
    if !(1..=last_event).contains(&meta.changed) {
        verdict.tell(
            noun,
            row.id,
            &format!("event {} shall have changed it, which is not there", meta.changed),
        );
    }
    let label = match label::of(noun, &meta.slug, &row.values) {
        Label::Is(label) => Some(label),
        Label::Of(id) => names.get(&id).cloned(),
    };
    if label.as_ref().is_some_and(|l| *l != meta.label) || meta.label_sort != collation::key(&meta.label) {
        verdict.tell(noun, row.id, &format!("it is called {:?}, which is not its name now", meta.label));
    }
}

/// The thing that a thing has its name from.
fn named_after(noun: &NounDef, row: &ThingRow) -> Option<ThingId> {
    match label::of(noun, &row.meta.slug, &row.values) {
        Label::Of(id) => Some(id),
        Label::Is(_) => None,
    }
}
