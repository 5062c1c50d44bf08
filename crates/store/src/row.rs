//! Rows of nouns: reading and writing any noun's facts by its declaration, one statement per table whatever the number of things.

use crate::{
    ddl,
    error::{Result, StoreError},
    sql::{Param, Row, Tx, WriteTx},
    thing::{CHUNK, Viewer, padded, placeholders},
};
use genbo_domain::{
    edtf::Edtf,
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
    mask(noun, viewer, &mut rows);
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

async fn read_lists(tx: &mut Tx, noun: &NounDef, rows: &mut [ThingRow]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<ThingId> = rows.iter().map(|r| r.id).collect();
    let place: HashMap<ThingId, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    for (index, field) in noun.fields.iter().enumerate().filter(|(_, f)| f.many) {
        for chunk in ids.chunks(CHUNK) {
            let sql = format!(
                "SELECT owner_id, value FROM \"{}\" WHERE owner_id IN ({}) ORDER BY owner_id, position",
                ddl::list_table(noun, field),
                placeholders(1, chunk.len())
            );
            for row in tx.all(&sql, &padded(chunk)).await? {
                let value = match field.kind {
                    Kind::Int => Value::Int(row.int(1)?),
                    Kind::Ref(_) => Value::Ref(ThingId(row.int(1)?)),
                    _ => Value::Text(row.text(1)?),
                };
                let Some(&at) = place.get(&ThingId(row.int(0)?)) else { continue };
                match &mut rows[at].values[index] {
                    Some(Value::List(list)) => list.push(value),
                    empty => *empty = Some(Value::List(vec![value])),
                }
            }
        }
    }
    Ok(())
}

/// Takes out the fields that the viewer may not see.
fn mask(noun: &NounDef, viewer: &Viewer, rows: &mut [ThingRow]) {
    for (index, field) in noun.fields.iter().enumerate() {
        if !genbo_domain::visibility::is_for_members(noun.name, field.name) {
            continue;
        }
        for row in rows.iter_mut().filter(|r| !viewer.sees_details_of(r.meta.home)) {
            row.values[index] = None;
        }
    }
}

/// Writes new things of one noun.
pub async fn insert(tx: &mut WriteTx, noun: &NounDef, rows: &[ThingRow]) -> Result<()> {
    let things = rows.iter().map(|r| {
        let m = &r.meta;
        vec![
            r.id.into(),
            noun.name.into(),
            m.slug.as_str().into(),
            m.label.as_str().into(),
            m.label_sort.as_str().into(),
            m.home.into(),
            m.position.into(),
            m.visibility.as_str().into(),
            m.source.clone().into(),
            m.as_published.clone().into(),
            m.certainty.clone().into(),
            m.changed.into(),
        ]
    });
    let columns = [
        "id",
        "noun",
        "slug",
        "label",
        "label_sort",
        "home_id",
        "position",
        "visibility",
        "source",
        "as_published",
        "certainty",
        "changed",
    ];
    insert_many(tx, "thing", &columns, things.collect()).await?;
    let mut columns = vec!["id".to_owned()];
    columns.extend(noun.fields.iter().flat_map(ddl::columns));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let facts = rows.iter().map(|r| {
        let mut row: Vec<Param> = vec![r.id.into()];
        row.extend(scalars(noun, r));
        row
    });
    insert_many(tx, noun.name, &columns, facts.collect()).await?;
    write_lists(tx, noun, rows).await
}

/// Writes a thing's facts anew.
pub async fn update(tx: &mut WriteTx, noun: &NounDef, row: &ThingRow) -> Result<()> {
    let m = &row.meta;
    tx.run(
        "UPDATE thing SET label = $2, label_sort = $3, home_id = $4, position = $5, visibility = $6, source = $7, as_published = $8, certainty = $9, changed = $10 WHERE id = $1",
        crate::params![row.id, m.label.as_str(), m.label_sort.as_str(), m.home, m.position, m.visibility.as_str(), m.source.clone(), m.as_published.clone(), m.certainty.clone(), m.changed],
    )
    .await?;
    let columns: Vec<String> = noun.fields.iter().flat_map(ddl::columns).collect();
    if !columns.is_empty() {
        let set: Vec<String> =
            columns.iter().enumerate().map(|(i, c)| format!("\"{c}\" = ${}", i + 2)).collect();
        let mut params: Vec<Param> = vec![row.id.into()];
        params.extend(scalars(noun, row));
        tx.run(&format!("UPDATE \"{}\" SET {} WHERE id = $1", noun.name, set.join(", ")), &params).await?;
    }
    for field in noun.fields.iter().filter(|f| f.many) {
        let sql = format!("DELETE FROM \"{}\" WHERE owner_id = $1", ddl::list_table(noun, field));
        tx.run(&sql, crate::params![row.id]).await?;
    }
    write_lists(tx, noun, std::slice::from_ref(row)).await
}

fn scalars(noun: &NounDef, row: &ThingRow) -> Vec<Param> {
    let mut params = Vec::new();
    for (field, value) in noun.fields.iter().zip(&row.values).filter(|(f, _)| !f.many) {
        match field.kind {
            Kind::Date => params.extend(date(value.as_ref())),
            _ => params.push(scalar(field, value.as_ref())),
        }
    }
    params
}

fn scalar(field: &Field, value: Option<&StoredValue>) -> Param {
    match (field.kind, value) {
        (_, Some(Value::Text(s))) => s.as_str().into(),
        (_, Some(Value::Int(n))) => (*n).into(),
        (_, Some(Value::Bool(b))) => (*b).into(),
        (_, Some(Value::Ref(id))) => (*id).into(),
        (Kind::Int | Kind::Ref(_), _) => Param::Int(None),
        (Kind::Bool, _) => Param::Bool(None),
        _ => Param::Text(None),
    }
}

/// A date's text, with its earliest and latest moment for comparing.
pub(crate) fn date(value: Option<&StoredValue>) -> [Param; 3] {
    let Some(text) = value.and_then(Value::as_text) else {
        return [Param::Text(None), Param::Text(None), Param::Text(None)];
    };
    let edtf = text.parse::<Edtf>().ok();
    let minute = |at: Option<jiff::civil::DateTime>| {
        Param::Text(at.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string()))
    };
    [text.into(), minute(edtf.as_ref().and_then(Edtf::first)), minute(edtf.as_ref().and_then(Edtf::last))]
}

async fn write_lists(tx: &mut WriteTx, noun: &NounDef, rows: &[ThingRow]) -> Result<()> {
    for (index, field) in noun.fields.iter().enumerate().filter(|(_, f)| f.many) {
        let mut values = Vec::new();
        for row in rows {
            if let Some(Value::List(list)) = &row.values[index] {
                for (position, value) in (1_i64..).zip(list) {
                    values.push(vec![row.id.into(), position.into(), scalar(field, Some(value))]);
                }
            }
        }
        insert_many(tx, &ddl::list_table(noun, field), &["owner_id", "position", "value"], values).await?;
    }
    Ok(())
}

/// Inserts rows with as few statements as the databases' limits on parameters allow.
pub(crate) async fn insert_many(
    tx: &mut WriteTx,
    table: &str,
    columns: &[&str],
    rows: Vec<Vec<Param>>,
) -> Result<()> {
    let names: Vec<String> = columns.iter().map(|c| format!("\"{c}\"")).collect();
    for chunk in rows.chunks((900 / columns.len()).max(1)) {
        let mut next = 1;
        let tuples: Vec<String> = chunk
            .iter()
            .map(|_| {
                let tuple: Vec<String> = (next..next + columns.len()).map(|i| format!("${i}")).collect();
                next += columns.len();
                format!("({})", tuple.join(", "))
            })
            .collect();
        let params: Vec<Param> = chunk.iter().flatten().cloned().collect();
        let sql = format!("INSERT INTO \"{table}\" ({}) VALUES {}", names.join(", "), tuples.join(", "));
        tx.run(&sql, &params).await?;
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
