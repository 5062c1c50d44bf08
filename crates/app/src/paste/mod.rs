//! Pasted tables: rows that somebody has in a spreadsheet become things, all of them or none.
//!
//! Invariants: what a row becomes is told before it is done; a name is only taken for somebody or something that is already
//! there if there is exactly one of that name; the same rows pasted twice make nothing twice.

mod names;
mod participants;
mod seats;
mod sheet;

pub use sheet::{Cell, Column, Row, Sheet};

use crate::{
    cx::{Actor, Change, Cx, Keep},
    error::ActionError,
    thing::{
        put::{Put, put_in},
        refusal::{Refusal, Why},
        written::Written,
    },
};
use genbo_domain::authority;
use genbo_store::{submission, thing};
use jiff::civil::Date;
use names::Names;

/// What becomes of one pasted row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// The row, from 0.
    pub row: usize,
    /// The things that it made or changed, or would make or change; none if all of it was there already.
    pub put: Vec<Put>,
    /// What it does with a seat.
    pub seated: Option<Seated>,
}

/// What a row does with a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seated {
    /// It takes the body's seat of that place, from 1.
    Fills(usize),
    /// It adds one.
    Adds,
}

/// A table to put down.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// Its kind.
    pub sheet: Sheet,
    /// The cooperation or body that its rows belong to, by slug.
    pub context: &'a str,
    /// Its rows.
    pub rows: &'a [Row],
    /// The day that counts as today.
    pub today: Date,
}

/// What a row makes, before it is written.
#[derive(Debug)]
struct Made {
    row: usize,
    written: Written,
}

/// Puts the rows of a table down. A dry run tells what would happen.
pub async fn paste(
    cx: &Cx,
    actor: &Actor,
    table: Table<'_>,
    submitted: Option<&str>,
    keep: Keep,
) -> Result<Vec<Became>, ActionError> {
    let at = (cx.outside.now)().to_string();
    let permission = authority::permission_for(table.sheet.noun());
    cx.write(actor, permission, keep, async |change| {
        let name = submitted.map(|s| format!("{}/{s}", change.actor.name()));
        if let Some(name) = &name
            && submission::get(&mut change.tx, name).await?.is_some()
        {
            return Ok(Vec::new());
        }
        let became = put_rows(change, table).await?;
        if let Some(name) = &name {
            submission::add(&mut change.tx, name, &at, "").await?;
        }
        Ok(became)
    })
    .await
}

async fn put_rows(change: &mut Change, table: Table<'_>) -> Result<Vec<Became>, ActionError> {
    let Table { sheet, context, rows, today } = table;
    let viewer = change.actor.viewer();
    let context = thing::find(&mut change.tx, &viewer, sheet.context(), context).await?;
    let mut refusals: Vec<Refusal> =
        rows.iter().enumerate().flat_map(|(n, row)| sheet.lacks(n, row)).collect();
    let mut names = Names::of(change, sheet, &context, rows, today).await?;
    let mut made = Vec::new();
    let mut seated = vec![None; rows.len()];
    for (n, row) in rows.iter().enumerate() {
        match sheet {
            Sheet::Participants | Sheet::Seats => {
                match participants::made(sheet, &mut names, &context.slug, n, row, &mut made) {
                    Ok(seat) => seated[n] = seat,
                    Err(refusal) => refusals.push(*refusal),
                }
            }
            _ => match sheet.written(&names, &context, row) {
                // The same row twice is one thing.
                Ok(Some(written)) if names.note(sheet, &written) => made.push(Made { row: n, written }),
                Ok(Some(_)) => {}
                Ok(None) => {}
                Err((field, why)) => refusals.push(Refusal { row: n, field: Some(field), why }),
            },
        }
    }
    if !refusals.is_empty() {
        refusals.sort_by_key(|r| r.row);
        return Err(ActionError::Refused(refusals));
    }
    let written: Vec<Written> = made.iter().map(|m| m.written.clone()).collect();
    let put = put_in(change, &written).await.map_err(|e| in_rows(e, &made))?;
    let became = seated.into_iter().enumerate();
    let mut became: Vec<Became> =
        became.map(|(row, seated)| Became { row, put: Vec::new(), seated }).collect();
    for (m, put) in made.iter().zip(put) {
        became[m.row].put.push(put);
    }
    Ok(became)
}

/// Refusals of things as refusals of the rows that made them.
fn in_rows(error: ActionError, made: &[Made]) -> ActionError {
    let ActionError::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        if let Some(m) = made.get(refusal.row) {
            refusal.row = m.row;
        }
    }
    ActionError::Refused(refusals)
}

/// Why a name means nothing here.
fn no_such(name: &str) -> Why {
    Why::NoSuch(name.to_owned())
}
