//! Rows of nouns: reading and writing any noun's facts by its declaration, one statement per table whatever the number of
//! things, and one for all lists of a noun.

mod write;

pub(crate) use write::{date, insert_many};
pub use write::{insert, update};

use crate::{
    ddl,
    error::{Result, StoreError},
    sql::{Param, Row, Tx},
    thing::{CHUNK, Viewer, padded, placeholders},
};
use genbo_domain::{
    noun::{Field, Noun, NounDef},
    value::{Kind, StoredValue, ThingId, Value},
};
use std::collections::HashMap;

/// What the register keeps about every thing, whatever its noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Slug, unique among the things of its noun.
    pub slug: String,
    /// What people call it.
    pub label: String,
    /// The key by which its label is sorted.
    pub label_sort: String,
    /// The cooperation with which it is exported.
    pub home: Option<ThingId>,
    /// Its place among its siblings.
    pub position: i64,
    /// `public`, `members` or `restricted`.
    pub visibility: String,
    /// Where it is written.
    pub source: Option<String>,
    /// The text as it stands there.
    pub as_published: Option<String>,
    /// How sure it is.
    pub certainty: Option<String>,
    /// The number of the audit event that last changed it.
    pub changed: i64,
}

/// A thing with its facts in the order of its noun's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingRow {
    /// Id.
    pub id: ThingId,
    /// What the register keeps.
    pub meta: Meta,
    /// One value per field.
    pub values: Vec<Option<StoredValue>>,
}

/// A thing with its facts as a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored<N> {
    /// Id.
    pub id: ThingId,
    /// What the register keeps.
    pub meta: Meta,
    /// The facts.
    pub facts: N,
}

/// Which things of a noun are meant.
#[derive(Debug, Clone, Copy)]
pub enum Find<'a> {
    /// All of them.
    All,
    /// Those ids.
    Ids(&'a [ThingId]),
    /// Those slugs.
    Slugs(&'a [&'a str]),
    /// The one that a person means by a slug or an id.
    Named(&'a str),
    /// Those whose field refers to one of the ids.
    By(&'a str, &'a [ThingId]),
    /// Those that are exported with a cooperation.
    Home(ThingId),
    /// Those whose field refers to one of the ids and whose date field overlaps a time.
    ByDuring(&'a str, &'a [ThingId], During<'a>),
}

/// A time, both ends inclusive, and the date field that must overlap it.
#[derive(Debug, Clone, Copy)]
pub struct During<'a> {
    /// The date field.
    pub field: &'a str,
    /// The first moment, as `2022-01-01T00:00`.
    pub from: &'a str,
    /// The last moment, as `2022-12-31T23:59`.
    pub to: &'a str,
}

const META: &str = "t.id, t.slug, t.label, t.label_sort, t.home_id, t.position, t.visibility, t.source, t.as_published, t.certainty, t.changed";
const META_COLUMNS: usize = 11;

/// The statement that reads a noun's things, without condition.
pub fn select(noun: &NounDef) -> String {
    let mut sql = format!("SELECT {META}");
    for field in noun.fields.iter().filter(|f| !f.many) {
        sql.push_str(&format!(", n.\"{}\"", field.name));
    }
    sql + &format!(" FROM thing t JOIN \"{}\" n ON n.id = t.id WHERE ", noun.name)
}

/// The things of a noun that the viewer sees, by position and slug.
pub async fn load_rows(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &NounDef,
    find: Find<'_>,
) -> Result<Vec<ThingRow>> {
    let mut rows = Vec::new();
    let conditions = conditions(noun, find);
    for (condition, params) in &conditions {
        let sql =
            format!("{}{condition} AND {} ORDER BY t.position, t.slug", select(noun), viewer.condition());
        for row in tx.all(&sql, params).await? {
            rows.push(read_row(noun, &row)?);
        }
    }
    if conditions.len() > 1 {
        one_order(&mut rows);
    }
    read_lists(tx, noun, &mut rows).await?;
    mask(tx, noun, viewer, &mut rows).await?;
    Ok(rows)
}

/// Several answers as one: in order, and a thing once whose list refers into several of them.
fn one_order(rows: &mut Vec<ThingRow>) {
    rows.sort_by(|a, b| (a.meta.position, &a.meta.slug).cmp(&(b.meta.position, &b.meta.slug)));
    rows.dedup_by_key(|r| r.id);
}

/// The things of a noun as structs.
pub async fn load<N: Noun>(tx: &mut Tx, viewer: &Viewer, find: Find<'_>) -> Result<Vec<Stored<N>>> {
    let rows = load_rows(tx, viewer, &N::DEF, find).await?;
    rows.into_iter()
        .map(|row| Ok(Stored { id: row.id, meta: row.meta, facts: N::read(row.values)? }))
        .collect()
}

/// One thing as a struct.
pub async fn load_one<N: Noun>(tx: &mut Tx, viewer: &Viewer, id: ThingId) -> Result<Stored<N>> {
    load(tx, viewer, Find::Ids(&[id])).await?.pop().ok_or(StoreError::NotFound)
}

/// The thing that a person means by a slug or an id; a slug that looks like an id goes before the id.
pub async fn load_named<N: Noun>(tx: &mut Tx, viewer: &Viewer, slug_or_id: &str) -> Result<Stored<N>> {
    let mut found: Vec<Stored<N>> = load(tx, viewer, Find::Named(slug_or_id)).await?;
    found.sort_by_key(|s| s.meta.slug == slug_or_id);
    found.pop().ok_or(StoreError::NotFound)
}

fn conditions(noun: &NounDef, find: Find<'_>) -> Vec<(String, Vec<Param>)> {
    match find {
        Find::All => vec![("1 = 1".to_owned(), Vec::new())],
        Find::Ids(ids) => ids
            .chunks(CHUNK)
            .map(|c| (format!("t.id IN ({})", placeholders(1, c.len())), padded(c)))
            .collect(),
        Find::Slugs(slugs) => slugs
            .chunks(CHUNK)
            .map(|c| {
                let mut params: Vec<Param> = vec![noun.name.into()];
                params.extend(c.iter().map(|s| Param::from(*s)));
                params.resize(crate::thing::width(c.len()) + 1, Param::Text(None));
                (format!("t.noun = $1 AND t.slug IN ({})", placeholders(2, c.len())), params)
            })
            .collect(),
        Find::Named(slug_or_id) => {
            let id = slug_or_id.parse::<i64>().ok();
            let condition = "t.noun = $1 AND (t.slug = $2 OR t.id = $3)".to_owned();
            vec![(condition, vec![noun.name.into(), slug_or_id.into(), id.into()])]
        }
        Find::By(field, ids) => by(noun, field, ids),
        Find::ByDuring(field, ids, during) => {
            let mut conditions = by(noun, field, ids);
            for (condition, params) in &mut conditions {
                let (from, to) = (params.len() + 1, params.len() + 2);
                let date = during.field;
                condition
                    .push_str(&format!(" AND n.\"{date}_first\" <= ${to} AND n.\"{date}_last\" >= ${from}"));
                params.extend([during.from.into(), during.to.into()]);
            }
            conditions
        }
        Find::Home(home) => {
            vec![("t.noun = $1 AND t.home_id = $2".to_owned(), vec![noun.name.into(), home.into()])]
        }
    }
}

fn by(noun: &NounDef, field: &str, ids: &[ThingId]) -> Vec<(String, Vec<Param>)> {
    let Some((_, field)) = noun.field(field) else { return Vec::new() };
    let conditions = ids.chunks(CHUNK).map(|c| {
        let list = placeholders(1, c.len());
        let condition = if field.many {
            let table = ddl::list_table(noun, field);
            format!("t.id IN (SELECT owner_id FROM \"{table}\" WHERE value IN ({list}))")
        } else {
            format!("n.\"{}\" IN ({list})", field.name)
        };
        (condition, padded(c))
    });
    conditions.collect()
}

fn read_row(noun: &NounDef, row: &Row) -> Result<ThingRow> {
    let meta = Meta {
        slug: row.text(1)?,
        label: row.text(2)?,
        label_sort: row.text(3)?,
        home: row.opt_int(4)?.map(ThingId),
        position: row.int(5)?,
        visibility: row.text(6)?,
        source: row.opt_text(7)?,
        as_published: row.opt_text(8)?,
        certainty: row.opt_text(9)?,
        changed: row.int(10)?,
    };
    let mut column = META_COLUMNS;
    let mut values = Vec::with_capacity(noun.fields.len());
    for field in noun.fields {
        if field.many {
            values.push(None);
            continue;
        }
        values.push(match field.kind {
            Kind::Int => row.opt_int(column)?.map(Value::Int),
            Kind::Ref(_) => row.opt_int(column)?.map(|id| Value::Ref(ThingId(id))),
            Kind::Bool => row.opt_bool(column)?.map(Value::Bool),
            _ => row.opt_text(column)?.map(Value::Text),
        });
        column += 1;
    }
    Ok(ThingRow { id: ThingId(row.int(0)?), meta, values })
}

/// Reads all lists of the things in one statement: which field, whose, and the value as a number or as text.
async fn read_lists(tx: &mut Tx, noun: &NounDef, rows: &mut [ThingRow]) -> Result<()> {
    let lists: Vec<(usize, &Field)> = noun.fields.iter().enumerate().filter(|(_, f)| f.many).collect();
    if rows.is_empty() || lists.is_empty() {
        return Ok(());
    }
    let ids: Vec<ThingId> = rows.iter().map(|r| r.id).collect();
    let place: HashMap<ThingId, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    for chunk in ids.chunks(CHUNK) {
        let list = placeholders(1, chunk.len());
        let parts: Vec<String> =
            lists.iter().map(|(index, field)| part(noun, *index, field, &list)).collect();
        let sql = format!("{} ORDER BY 1, 2, 3", parts.join(" UNION ALL "));
        for row in tx.all(&sql, &padded(chunk)).await? {
            let index = usize::try_from(row.int(0)?).unwrap_or(usize::MAX);
            let (Some(field), Some(&at)) = (noun.fields.get(index), place.get(&ThingId(row.int(1)?))) else {
                continue;
            };
            let value = match field.kind {
                Kind::Int => Value::Int(row.int(3)?),
                Kind::Ref(_) => Value::Ref(ThingId(row.int(3)?)),
                _ => Value::Text(row.text(4)?),
            };
            match &mut rows[at].values[index] {
                Some(Value::List(list)) => list.push(value),
                empty => *empty = Some(Value::List(vec![value])),
            }
        }
    }
    Ok(())
}

/// The part of the statement that reads one list.
fn part(noun: &NounDef, index: usize, field: &Field, ids: &str) -> String {
    let value = match field.kind {
        Kind::Int | Kind::Ref(_) => "value, CAST(NULL AS TEXT)",
        _ => "CAST(NULL AS BIGINT), value",
    };
    let table = ddl::list_table(noun, field);
    format!(
        "SELECT CAST({index} AS BIGINT), owner_id, position, {value} FROM \"{table}\" WHERE owner_id IN ({ids})"
    )
}

/// Takes out the fields that the viewer may not see. A person may have said who sees a contact field: that goes before
/// the rule, except for those who see everything.
async fn mask(tx: &mut Tx, noun: &NounDef, viewer: &Viewer, rows: &mut [ThingRow]) -> Result<()> {
    let closed = |field: &Field| genbo_domain::visibility::is_for_members(noun.name, field.name);
    if *viewer == Viewer::All || !noun.fields.iter().any(closed) {
        return Ok(());
    }
    let told = |row: &ThingRow| {
        noun.fields.iter().zip(&row.values).any(|(field, value)| closed(field) && value.is_some())
    };
    let said = if noun.name == "person" && rows.iter().any(told) {
        let ids: Vec<ThingId> = rows.iter().filter(|r| told(r)).map(|r| r.id).collect();
        crate::consent::of(tx, &ids).await?
    } else {
        HashMap::new()
    };
    for (index, field) in noun.fields.iter().enumerate().filter(|(_, f)| closed(f)) {
        for row in rows.iter_mut() {
            let sees = match said.get(&(row.id, field.name.to_owned())).map(String::as_str) {
                Some("public") => true,
                Some("nobody") => false,
                _ => viewer.sees_details_of(row.meta.home),
            };
            if !sees {
                row.values[index] = None;
            }
        }
    }
    Ok(())
}

/// The place after the last of a noun's things under a parent (its field and id), or among all of them.
pub async fn next_position(tx: &mut Tx, noun: &NounDef, parent: Option<(&str, ThingId)>) -> Result<i64> {
    let row = match parent {
        Some((field, id)) => {
            let sql = format!(
                "SELECT COALESCE(MAX(t.position), 0) + 1 FROM thing t JOIN \"{}\" n ON n.id = t.id WHERE n.\"{field}\" = $1",
                noun.name
            );
            tx.first(&sql, crate::params![id]).await?
        }
        None => {
            let sql = "SELECT COALESCE(MAX(position), 0) + 1 FROM thing WHERE noun = $1";
            tx.first(sql, crate::params![noun.name]).await?
        }
    };
    row.map_or(Ok(1), |r| r.int(0))
}

/// Every reference that a field of a noun holds: from which thing to which.
pub async fn edges(tx: &mut Tx, noun: &NounDef, field: &Field) -> Result<Vec<(ThingId, ThingId)>> {
    let sql = if field.many {
        format!("SELECT owner_id, value FROM \"{}\"", ddl::list_table(noun, field))
    } else {
        format!("SELECT id, \"{0}\" FROM \"{1}\" WHERE \"{0}\" IS NOT NULL", field.name, noun.name)
    };
    let rows = tx.all(&sql, &[]).await?;
    rows.iter().map(|r| Ok((ThingId(r.int(0)?), ThingId(r.int(1)?)))).collect()
}
