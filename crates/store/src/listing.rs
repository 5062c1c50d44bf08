//! Lists: which things of a noun stand on one part of a filtered, sorted list, and how many there are in all.

use crate::{
    ddl,
    error::Result,
    sql::{Param, Tx},
    thing::{Viewer, padded, placeholders},
};
use genbo_domain::{noun::NounDef, value::ThingId};

/// What must hold of a field. A field that the noun does not have filters nothing.
#[derive(Debug, Clone, Copy)]
pub enum Only<'a> {
    /// It is this word, or its list has it.
    Word(&'a str, &'a str),
    /// It is one of these words, or its list has one.
    Words(&'a str, &'a [&'a str]),
    /// The thing itself is one of these; none is if there are none.
    Ids(&'a [ThingId]),
    /// It refers to one of these, or its list does; nothing does if there are none.
    Any(&'a str, &'a [ThingId]),
    /// The thing is kept with this cooperation.
    Home(ThingId),
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// How many come before it.
    pub offset: usize,
    /// How many it has at most.
    pub limit: usize,
}

/// How many a list has. Counting stops a good way after the part that is shown, because a count of everything would cost
/// more than the part itself when there are very many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HowMany {
    /// How many have been counted.
    pub number: usize,
    /// Whether there are more than those.
    pub more: bool,
}

impl HowMany {
    /// So many and no more.
    pub fn exactly(number: usize) -> HowMany {
        HowMany { number, more: false }
    }
}

/// How far beyond a part is counted.
const BEYOND: usize = 1000;

/// A part of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The things of this part, in order.
    pub ids: Vec<ThingId>,
    /// How many the whole list has.
    pub all: HowMany,
}

/// The part of what `from` has in an order, with how many there are: one statement reads both, and stops a good way beyond
/// the part.
pub(crate) async fn ordered(
    tx: &mut Tx,
    from: &str,
    order: &str,
    params: Vec<Param>,
    part: Part,
) -> Result<Found> {
    let number = |n: usize| Param::from(i64::try_from(n).unwrap_or(i64::MAX));
    let (limit, offset) = (params.len() + 1, params.len() + 2);
    let sql = format!("SELECT t.id {from} ORDER BY {order} LIMIT ${limit} OFFSET ${offset}");
    let mut ranged = params.clone();
    ranged.extend([number(part.limit.saturating_add(BEYOND + 1)), number(part.offset)]);
    let rows = tx.all(&sql, &ranged).await?;
    let here = rows.iter().take(part.limit);
    let ids = here.map(|row| Ok(ThingId(row.int(0)?))).collect::<Result<Vec<_>>>()?;
    let all = if rows.is_empty() && part.offset > 0 {
        // Beyond the end nothing tells how long the list is.
        let row = tx.first(&format!("SELECT count(*) {from}"), &params).await?;
        HowMany::exactly(usize::try_from(row.map_or(Ok(0), |r| r.int(0))?).unwrap_or(0))
    } else {
        let most = part.limit.saturating_add(BEYOND);
        HowMany { number: part.offset + rows.len().min(most), more: rows.len() > most }
    };
    Ok(Found { ids, all })
}

/// The part of the list of a noun's things whose label contains `label` (a sort key, as [`crate::row::Meta::label_sort`])
/// and for which all of `only` holds; sorted by the label of what the field `grouped` refers to, if one is named, then
/// by their own; those whose field refers to nothing come last.
pub async fn page(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &NounDef,
    label: Option<&str>,
    only: &[Only<'_>],
    grouped: Option<&str>,
    part: Part,
) -> Result<Found> {
    let (condition, params) = condition(viewer, noun, label, only);
    // The noun stands in the text so that the register's index gives the order, and nothing is sorted.
    let condition = format!("t.noun = '{}' AND {condition}", noun.name);
    let (join, order) = match grouped.and_then(|g| noun.field(g)) {
        Some((_, field)) => (
            format!(" LEFT JOIN thing g ON g.id = n.\"{}\"", field.name),
            "CASE WHEN g.id IS NULL THEN 1 ELSE 0 END, g.label_sort, g.slug, ",
        ),
        None => (String::new(), ""),
    };
    let from = format!("FROM thing t JOIN \"{}\" n ON n.id = t.id{join} WHERE {condition}", noun.name);
    ordered(tx, &from, &format!("{order}t.label_sort, t.slug"), params, part).await
}

pub(crate) fn condition(
    viewer: &Viewer,
    noun: &NounDef,
    label: Option<&str>,
    only: &[Only<'_>],
) -> (String, Vec<Param>) {
    let mut sql = crate::list::seen_with_all(viewer, noun);
    let mut params: Vec<Param> = Vec::new();
    if let Some(label) = label.filter(|l| !l.is_empty()) {
        // A sort key has neither % nor _.
        params.push(format!("%{label}%").into());
        sql.push_str(&format!(" AND t.label_sort LIKE ${}", params.len()));
    }
    for only in only {
        let (name, values, places) = match only {
            Only::Word(name, word) => (*name, vec![Param::from(*word)], 1),
            Only::Words(name, words) => {
                (*name, words.iter().map(|w| Param::from(*w)).collect::<Vec<_>>(), words.len())
            }
            Only::Any(name, ids) => (*name, padded(ids), ids.len()),
            Only::Home(home) => {
                params.push((*home).into());
                sql.push_str(&format!(" AND t.home_id = ${}", params.len()));
                continue;
            }
            Only::Ids(ids) => {
                sql.push_str(&format!(" AND n.id IN ({})", placeholders(params.len() + 1, ids.len())));
                params.extend(padded(ids));
                continue;
            }
        };
        let Some((_, field)) = noun.field(name) else { continue };
        let list = if matches!(only, Only::Any(..)) {
            placeholders(params.len() + 1, places)
        } else {
            let first = params.len() + 1;
            (first..first + places).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ")
        };
        params.extend(values);
        if field.many {
            let table = ddl::list_table(noun, field);
            sql.push_str(&format!(" AND n.id IN (SELECT owner_id FROM \"{table}\" WHERE value IN ({list}))"));
        } else {
            sql.push_str(&format!(" AND n.\"{}\" IN ({list})", field.name));
        }
    }
    (sql, params)
}
