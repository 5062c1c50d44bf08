//! Writing rows of nouns: new ones many at once, changed ones each whole.

use super::ThingRow;
use crate::{
    ddl,
    error::Result,
    sql::{Param, WriteTx},
};
use genbo_domain::{
    edtf::Edtf,
    noun::{Field, NounDef},
    value::{Kind, StoredValue, Value},
};

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
