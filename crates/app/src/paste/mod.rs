//! Pasted tables: rows that somebody has in a spreadsheet become things, all of them or none.
//!
//! Invariants: what a row becomes is told before it is done; a name is only taken for somebody or something that is already
//! there if there is exactly one of that name; the same rows pasted twice make nothing twice.

mod names;
mod participants;
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
use names::Names;

/// What becomes of one pasted row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// The row, from 0.
    pub row: usize,
    /// The things that it made or changed, or would make or change; none if all of it was there already.
    pub put: Vec<Put>,
}

/// What a row makes, before it is written.
#[derive(Debug)]
struct Made {
    row: usize,
    written: Written,
}

/// Puts the rows of a sheet down in its context (a cooperation or a body, by slug). A dry run tells what would happen.
pub async fn paste(
    cx: &Cx,
    actor: &Actor,
    sheet: Sheet,
    context: &str,
    rows: &[Row],
    submitted: Option<&str>,
    keep: Keep,
) -> Result<Vec<Became>, ActionError> {
    let at = (cx.outside.now)().to_string();
    let permission = authority::permission_for(sheet.noun());
    cx.write(actor, permission, keep, async |change| {
        let name = submitted.map(|s| format!("{}/{s}", change.actor.name()));
        if let Some(name) = &name
            && submission::get(&mut change.tx, name).await?.is_some()
        {
            return Ok(Vec::new());
        }
        let became = put_rows(change, sheet, context, rows).await?;
        if let Some(name) = &name {
            submission::add(&mut change.tx, name, &at, "").await?;
        }
        Ok(became)
    })
    .await
}

async fn put_rows(
    change: &mut Change,
    sheet: Sheet,
    context: &str,
    rows: &[Row],
) -> Result<Vec<Became>, ActionError> {
    let viewer = change.actor.viewer();
    let context = thing::find(&mut change.tx, &viewer, sheet.context(), context).await?;
    let mut refusals: Vec<Refusal> =
        rows.iter().enumerate().flat_map(|(n, row)| sheet.lacks(n, row)).collect();
    let mut names = Names::of(change, sheet, &context, rows).await?;
    let mut made = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        match sheet {
            Sheet::Participants | Sheet::Seats => {
                participants::made(sheet, &names, &context.slug, n, row, &mut made, &mut refusals)
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
    let mut became: Vec<Became> = (0..rows.len()).map(|row| Became { row, put: Vec::new() }).collect();
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
