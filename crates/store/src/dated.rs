//! Lists by date: which things of a noun fall in a time, or have no date at all, in order of their date.

use crate::{
    error::Result,
    listing::{Found, Only, Part, condition, ordered},
    row::During,
    sql::{Param, Tx},
    thing::Viewer,
};
use genbo_domain::{noun::NounDef, value::ThingId};

/// Which dates are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Dates<'a> {
    /// Those that may touch this time.
    During(During<'a>),
    /// Those without any bound in this field: no date, or one that says nothing.
    Without(&'a str),
    /// All, the latest first; those without a date come last.
    LatestFirst(&'a str),
    /// All, the earliest end first; those without a date come last.
    EarliestFirst(&'a str),
}

/// What a list holds.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Which dates, and in which order.
    pub dates: Dates<'a>,
    /// Only what is exported with this cooperation.
    pub home: Option<ThingId>,
    /// Only labels that contain this sort key.
    pub label: Option<&'a str>,
    /// What must hold of other fields.
    pub only: &'a [Only<'a>],
}

/// A part of the list of a noun's things, in order of the date.
pub async fn page(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &NounDef,
    wanted: Wanted<'_>,
    part: Part,
) -> Result<Found> {
    let (mut sql, mut params) = condition(viewer, noun, wanted.label, wanted.only);
    if let Some(home) = wanted.home {
        params.push(home.into());
        sql.push_str(&format!(" AND t.home_id = ${}", params.len()));
    }
    let order = match wanted.dates {
        Dates::During(During { field, from, to }) => {
            params.extend([Param::from(to), Param::from(from)]);
            let (to, from) = (params.len() - 1, params.len());
            sql.push_str(&format!(" AND n.\"{field}_first\" <= ${to} AND n.\"{field}_last\" >= ${from}"));
            format!("n.\"{field}_first\", n.\"{field}_last\"")
        }
        Dates::Without(field) => {
            sql.push_str(&format!(" AND n.\"{field}_first\" IS NULL AND n.\"{field}_last\" IS NULL"));
            "t.label_sort".to_owned()
        }
        Dates::LatestFirst(field) => {
            format!("CASE WHEN n.\"{field}_first\" IS NULL THEN 1 ELSE 0 END, n.\"{field}_first\" DESC")
        }
        Dates::EarliestFirst(field) => {
            format!("CASE WHEN n.\"{field}_last\" IS NULL THEN 1 ELSE 0 END, n.\"{field}_last\"")
        }
    };
    // SQLite takes the tables of a CROSS JOIN in this order: the noun's own index gives the order of dates.
    let from = format!("FROM \"{}\" n CROSS JOIN thing t WHERE t.id = n.id AND {sql}", noun.name);
    ordered(tx, &from, &format!("{order}, t.label_sort, t.slug"), params, part).await
}
