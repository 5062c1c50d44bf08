//! References backwards: what refers to a thing, and through which field.

use crate::{
    ddl,
    error::Result,
    params,
    sql::Tx,
    thing::{Name, Viewer},
};
use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    value::{Kind, ThingId},
};

/// A field through which things of a noun may refer to a thing.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// The noun that has the field.
    pub noun: &'static NounDef,
    /// The field.
    pub field: &'static Field,
}

impl Door {
    /// Whether the things behind it are written under the thing that they refer to.
    pub fn is_parent(&self) -> bool {
        self.noun.parent.is_some_and(|p| p.field == self.field.name)
    }
}

/// All fields of all nouns that may refer to a thing of the noun, in the order of their declaration.
pub fn doors(to: &NounDef) -> Vec<Door> {
    let may = |field: &Field| matches!(field.kind, Kind::Ref(nouns) if nouns.is_empty() || nouns.contains(&to.name));
    let of = |noun: &&'static NounDef| {
        let noun = *noun;
        noun.fields.iter().filter(move |f| may(f)).map(move |field| Door { noun, field })
    };
    NOUNS.iter().flat_map(of).collect()
}

/// For each door, the first `limit` visible things that refer through it to the thing: children in their own order,
/// others by label. One statement.
pub async fn behind(
    tx: &mut Tx,
    viewer: &Viewer,
    to: ThingId,
    doors: &[Door],
    limit: usize,
) -> Result<Vec<Vec<Name>>> {
    let mut behind = vec![Vec::new(); doors.len()];
    if doors.is_empty() {
        return Ok(behind);
    }
    let parts: Vec<String> = doors.iter().enumerate().map(|(i, d)| part(i, d, viewer, limit)).collect();
    let sql = format!("{} ORDER BY 1, 6, 7, 4", parts.join(" UNION ALL "));
    for row in tx.all(&sql, params![to]).await? {
        let name =
            Name { id: ThingId(row.int(1)?), noun: row.text(2)?, slug: row.text(3)?, label: row.text(4)? };
        if let Some(list) = usize::try_from(row.int(0)?).ok().and_then(|i| behind.get_mut(i)) {
            list.push(name);
        }
    }
    Ok(behind)
}

fn part(number: usize, door: &Door, viewer: &Viewer, limit: usize) -> String {
    let (noun, field) = (door.noun, door.field);
    let (from, condition) = if field.many {
        // A list may name the same thing twice; it still is one that refers.
        let table = ddl::list_table(noun, field);
        (String::new(), format!("t.id IN (SELECT owner_id FROM \"{table}\" WHERE value = $1)"))
    } else {
        (format!(" JOIN \"{}\" n ON n.id = t.id", noun.name), format!("n.\"{}\" = $1", field.name))
    };
    let place = if door.is_parent() { "t.position" } else { "CAST(0 AS BIGINT)" };
    format!(
        "SELECT * FROM (SELECT CAST({number} AS BIGINT) AS door, t.id, t.noun, t.slug, t.label, {place} AS place, t.label_sort FROM thing t{from} WHERE {condition} AND {} ORDER BY place, t.label_sort, t.slug LIMIT {limit}) AS d{number}",
        crate::list::seen_with_all(viewer, noun)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_hangs_on_its_document_and_a_claim_may_be_about_anything() {
        let document = NounDef::named("governing_document").unwrap();
        let doors = doors(document);
        assert!(doors.iter().any(|d| d.noun.name == "section" && d.is_parent()));
        assert!(doors.iter().any(|d| d.noun.name == "claim" && d.field.name == "subject" && !d.is_parent()));
        assert!(!doors.iter().any(|d| d.noun.name == "goal"));
    }
}
