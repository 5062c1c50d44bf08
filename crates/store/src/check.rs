//! What the database's own constraints cannot hold together, looked for: for `genbo db verify`.

use crate::{
    ddl, dialect,
    error::Result,
    params,
    row::date,
    sql::{Param, Tx},
    thing::{CHUNK, padded, placeholders},
};
use genbo_domain::{
    noun::{Field, NounDef},
    value::{Kind, ThingId, Value},
};

/// What SQLite says against its own file and against its references; nothing on PostgreSQL, which looks after both.
pub async fn file(tx: &mut Tx) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let sql = dialect::INTEGRITY.text(tx.dialect());
    if !sql.is_empty() {
        let rows = tx.all(sql, &[]).await?;
        found = rows.iter().map(|r| r.text(0)).collect::<Result<_>>()?;
        found.retain(|line| line != "ok");
    }
    let sql = dialect::BROKEN_KEYS.text(tx.dialect());
    if !sql.is_empty() {
        for row in tx.all(sql, &[]).await? {
            let (table, id) = (row.text(0)?, row.opt_int(1)?.unwrap_or(0));
            found.push(format!("{table} {id}: it refers to something that is not there"));
        }
    }
    Ok(found)
}

/// The nouns that the register names.
pub async fn nouns(tx: &mut Tx) -> Result<Vec<String>> {
    tx.all("SELECT DISTINCT noun FROM thing ORDER BY noun", &[]).await?.iter().map(|r| r.text(0)).collect()
}

/// The things of the register that have no facts, and the facts that have no thing of their noun.
pub async fn halves(tx: &mut Tx, noun: &NounDef) -> Result<(Vec<ThingId>, Vec<ThingId>)> {
    let without_facts = format!(
        "SELECT t.id FROM thing t LEFT JOIN \"{}\" n ON n.id = t.id WHERE t.noun = $1 AND n.id IS NULL ORDER BY t.id",
        noun.name
    );
    let without_thing = format!(
        "SELECT n.id FROM \"{}\" n LEFT JOIN thing t ON t.id = n.id WHERE t.id IS NULL OR t.noun <> $1 ORDER BY n.id",
        noun.name
    );
    Ok((
        ids(tx, &without_facts, params![noun.name]).await?,
        ids(tx, &without_thing, params![noun.name]).await?,
    ))
}

/// The things whose reference points at a noun that it may not point at, with that noun.
pub async fn strayed(tx: &mut Tx, noun: &NounDef, field: &Field) -> Result<Vec<(ThingId, String)>> {
    let Kind::Ref(nouns) = field.kind else { return Ok(Vec::new()) };
    if nouns.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = nouns.iter().map(|n| format!("'{n}'")).collect();
    let names = names.join(", ");
    let sql = if field.many {
        let table = ddl::list_table(noun, field);
        format!(
            "SELECT l.owner_id, t.noun FROM \"{table}\" l JOIN thing t ON t.id = l.value WHERE t.noun NOT IN ({names}) ORDER BY l.owner_id"
        )
    } else {
        format!(
            "SELECT n.id, t.noun FROM \"{}\" n JOIN thing t ON t.id = n.\"{}\" WHERE t.noun NOT IN ({names}) ORDER BY n.id",
            noun.name, field.name
        )
    };
    let rows = tx.all(&sql, &[]).await?;
    rows.iter().map(|r| Ok((ThingId(r.int(0)?), r.text(1)?))).collect()
}

/// The things whose list has a hole, or does not begin with 1.
pub async fn holes(tx: &mut Tx, noun: &NounDef, field: &Field) -> Result<Vec<ThingId>> {
    let sql = format!(
        "SELECT owner_id FROM \"{}\" GROUP BY owner_id HAVING count(*) <> MAX(position) OR MIN(position) <> 1 ORDER BY owner_id",
        ddl::list_table(noun, field)
    );
    ids(tx, &sql, &[]).await
}

/// Of those things the ones whose date's earliest and latest moment are not those of the date.
pub async fn misplaced(tx: &mut Tx, noun: &NounDef, field: &Field, of: &[ThingId]) -> Result<Vec<ThingId>> {
    let mut found = Vec::new();
    for chunk in of.chunks(CHUNK) {
        let sql = format!(
            "SELECT id, \"{0}\", \"{0}_first\", \"{0}_last\" FROM \"{1}\" WHERE id IN ({2})",
            field.name,
            noun.name,
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            let [_, first, last] = date(row.opt_text(1)?.map(Value::Text).as_ref());
            let same = |param: Param, column: Option<String>| matches!(param, Param::Text(t) if t == column);
            if !same(first, row.opt_text(2)?) || !same(last, row.opt_text(3)?) {
                found.push(ThingId(row.int(0)?));
            }
        }
    }
    Ok(found)
}

/// The things that more people see than see what they cannot be without.
pub async fn exposed(tx: &mut Tx, noun: &NounDef, field: &Field) -> Result<Vec<ThingId>> {
    let sql = format!(
        "SELECT a.id FROM \"{}\" n JOIN thing a ON a.id = n.id JOIN thing b ON b.id = n.\"{}\" WHERE a.visibility <> 'restricted' AND b.visibility <> 'public' AND (a.visibility = 'public' OR b.visibility = 'restricted' OR a.home_id IS DISTINCT FROM b.home_id) ORDER BY a.id",
        noun.name, field.name
    );
    ids(tx, &sql, &[]).await
}

/// What is wrong with what is kept beside the things: gaps of fields (thing and field), and the highest id with the next one.
pub async fn gaps(tx: &mut Tx) -> Result<Vec<(ThingId, String, String)>> {
    let sql = "SELECT g.thing_id, t.noun, g.field FROM gap g JOIN thing t ON t.id = g.thing_id ORDER BY g.thing_id, g.field";
    let rows = tx.all(sql, &[]).await?;
    rows.iter().map(|r| Ok((ThingId(r.int(0)?), r.text(1)?, r.text(2)?))).collect()
}

/// The highest id of a thing, and the next that would be dealt out.
pub async fn last_and_next(tx: &mut Tx) -> Result<(i64, i64)> {
    let sql =
        "SELECT (SELECT COALESCE(MAX(id), 0) FROM thing), (SELECT next FROM sequence WHERE name = 'thing')";
    let row = tx.first(sql, &[]).await?;
    row.map_or(Ok((0, 0)), |r| Ok((r.int(0)?, r.opt_int(1)?.unwrap_or(0))))
}

async fn ids(tx: &mut Tx, sql: &str, params: &[Param]) -> Result<Vec<ThingId>> {
    tx.all(sql, params).await?.iter().map(|r| Ok(ThingId(r.int(0)?))).collect()
}
