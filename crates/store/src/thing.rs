//! The register of things: ids, slugs, labels, and who may see what.

use crate::{
    error::{Result, StoreError},
    params,
    sql::{Param, Row, Tx, WriteTx},
};
use genbo_domain::{noun::NounDef, value::ThingId};
use std::collections::HashMap;

/// Who is looking. Every query that returns things takes one; what it may not see does not exist for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody.
    Public,
    /// Somebody from the members of these cooperations.
    Member(Vec<ThingId>),
    /// Somebody who keeps the register of some cooperations, and sees everything in it.
    Keeper {
        /// The cooperations whose members' things are seen.
        member_of: Vec<ThingId>,
        /// The cooperations of which everything is seen.
        keeps: Vec<ThingId>,
    },
    /// The installation itself, and its administrator.
    All,
}

impl Viewer {
    /// The condition on the register's row `t` under which the viewer sees it.
    pub(crate) fn condition(&self) -> String {
        match self {
            Viewer::Public => "t.visibility = 'public'".to_owned(),
            Viewer::Member(homes) if homes.is_empty() => "t.visibility = 'public'".to_owned(),
            Viewer::Member(homes) => {
                format!(
                    "(t.visibility = 'public' OR (t.visibility = 'members' AND t.home_id IN ({})))",
                    listed(homes)
                )
            }
            Viewer::Keeper { member_of, keeps } if keeps.is_empty() => {
                Viewer::Member(member_of.clone()).condition()
            }
            Viewer::Keeper { member_of, keeps } => {
                let member = Viewer::Member(member_of.clone()).condition();
                format!("({member} OR t.home_id IN ({}))", listed(keeps))
            }
            Viewer::All => "1 = 1".to_owned(),
        }
    }

    /// Whether the viewer sees a thing of that visibility and home; the same as its condition in statements.
    pub fn sees(&self, visibility: &str, home: Option<ThingId>) -> bool {
        let among = |homes: &[ThingId]| home.is_some_and(|h| homes.contains(&h));
        match self {
            Viewer::Public => visibility == "public",
            Viewer::Member(homes) => visibility == "public" || visibility == "members" && among(homes),
            Viewer::Keeper { member_of, keeps } => {
                visibility == "public" || visibility == "members" && among(member_of) || among(keeps)
            }
            Viewer::All => true,
        }
    }

    /// Whether the viewer sees details that only members of a thing's home may see.
    pub fn sees_details_of(&self, home: Option<ThingId>) -> bool {
        match self {
            Viewer::Public => false,
            Viewer::Member(homes) => home.is_some_and(|h| homes.contains(&h)),
            Viewer::Keeper { member_of, keeps } => {
                home.is_some_and(|h| member_of.contains(&h) || keeps.contains(&h))
            }
            Viewer::All => true,
        }
    }
}

/// Ids as they stand in a statement; they are numbers that the store itself gave.
fn listed(ids: &[ThingId]) -> String {
    ids.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(", ")
}

/// What the register knows about a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its id.
    pub id: ThingId,
    /// Its noun.
    pub noun: String,
    /// Its slug.
    pub slug: String,
    /// What people call it.
    pub label: String,
}

/// The things of those ids that the viewer sees.
pub async fn names(tx: &mut Tx, viewer: &Viewer, ids: &[ThingId]) -> Result<HashMap<ThingId, Name>> {
    let mut names = HashMap::with_capacity(ids.len());
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for chunk in ids.chunks(CHUNK) {
        let sql = format!(
            "SELECT t.id, t.noun, t.slug, t.label FROM thing t WHERE t.id IN ({}) AND {}",
            placeholders(1, chunk.len()),
            viewer.condition()
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            let id = ThingId(row.int(0)?);
            names.insert(id, Name { id, noun: row.text(1)?, slug: row.text(2)?, label: row.text(3)? });
        }
    }
    Ok(names)
}

/// The things of a noun that the viewer sees, by name.
pub async fn named(tx: &mut Tx, viewer: &Viewer, noun: &NounDef) -> Result<Vec<Name>> {
    let sql = format!(
        "SELECT t.id, t.slug, t.label FROM thing t WHERE t.noun = '{}' AND {} ORDER BY t.label_sort, t.slug",
        noun.name,
        crate::list::seen_with_all(viewer, noun)
    );
    let name = |row: &Row| {
        let (id, slug, label) = (ThingId(row.int(0)?), row.text(1)?, row.text(2)?);
        Ok(Name { id, noun: noun.name.to_owned(), slug, label })
    };
    tx.all(&sql, &[]).await?.iter().map(name).collect()
}

/// The ids of those slugs of one noun that the viewer sees.
pub async fn ids_of_slugs(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &str,
    slugs: &[&str],
) -> Result<HashMap<String, ThingId>> {
    let mut ids = HashMap::with_capacity(slugs.len());
    for chunk in slugs.chunks(CHUNK) {
        let sql = format!(
            "SELECT t.id, t.slug FROM thing t WHERE t.noun = $1 AND t.slug IN ({}) AND {}",
            placeholders(2, chunk.len()),
            viewer.condition()
        );
        let mut params: Vec<Param> = vec![noun.into()];
        params.extend(chunk.iter().map(|s| Param::from(*s)));
        params.extend((chunk.len()..width(chunk.len())).map(|_| Param::Text(None)));
        for row in tx.all(&sql, &params).await? {
            ids.insert(row.text(1)?, ThingId(row.int(0)?));
        }
    }
    Ok(ids)
}

/// The slugs of the cooperations that the things are kept with, in the order of their ids.
pub async fn home_slugs(tx: &mut Tx, ids: &[ThingId]) -> Result<Vec<String>> {
    let mut slugs = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let sql = format!(
            "SELECT DISTINCT h.id, h.slug FROM thing t JOIN thing h ON h.id = t.home_id WHERE t.id IN ({}) ORDER BY h.id",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            slugs.push(row.text(1)?);
        }
    }
    Ok(slugs)
}

/// The thing that a person means by a slug or an id.
pub async fn find(tx: &mut Tx, viewer: &Viewer, noun: &str, slug_or_id: &str) -> Result<Name> {
    let by_id = slug_or_id.parse::<i64>().ok();
    let sql = format!(
        "SELECT t.id, t.noun, t.slug, t.label FROM thing t WHERE t.noun = $1 AND (t.slug = $2 OR t.id = $3) AND {} ORDER BY CASE WHEN t.slug = $2 THEN 0 ELSE 1 END LIMIT 1",
        viewer.condition()
    );
    let row = tx.first(&sql, params![noun, slug_or_id, by_id]).await?.ok_or(StoreError::NotFound)?;
    Ok(Name { id: ThingId(row.int(0)?), noun: row.text(1)?, slug: row.text(2)?, label: row.text(3)? })
}

/// The cooperation with which the thing that a person means is exported; nothing if the viewer does not see one of them.
pub async fn home(tx: &mut Tx, viewer: &Viewer, noun: &str, slug_or_id: &str) -> Result<Option<Name>> {
    let by_id = slug_or_id.parse::<i64>().ok();
    let sql = format!(
        "SELECT h.id, h.noun, h.slug, h.label FROM thing t JOIN thing h ON h.id = t.home_id WHERE t.noun = $1 AND (t.slug = $2 OR t.id = $3) AND {} AND {} ORDER BY CASE WHEN t.slug = $2 THEN 0 ELSE 1 END LIMIT 1",
        viewer.condition(),
        viewer.condition().replace("t.", "h.")
    );
    let Some(row) = tx.first(&sql, params![noun, slug_or_id, by_id]).await? else { return Ok(None) };
    Ok(Some(Name { id: ThingId(row.int(0)?), noun: row.text(1)?, slug: row.text(2)?, label: row.text(3)? }))
}

/// A thing as the register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its id.
    pub id: ThingId,
    /// Its noun.
    pub noun: String,
    /// Its slug.
    pub slug: String,
    /// The cooperation that it is kept with.
    pub home: Option<ThingId>,
}

/// The things of those ids as the register has them, whoever may see them.
pub async fn registered(tx: &mut Tx, ids: &[ThingId]) -> Result<Vec<Registered>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let sql = format!(
            "SELECT t.id, t.noun, t.slug, t.home_id FROM thing t WHERE t.id IN ({})",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            let home = row.opt_int(3)?.map(ThingId);
            found.push(Registered { id: ThingId(row.int(0)?), noun: row.text(1)?, slug: row.text(2)?, home });
        }
    }
    Ok(found)
}

/// Gives a thing another label, with the key by which it is sorted.
pub async fn relabel(tx: &mut WriteTx, id: ThingId, label: &str, sort: &str) -> Result<()> {
    tx.run("UPDATE thing SET label = $2, label_sort = $3 WHERE id = $1", params![id, label, sort])
        .await
        .map(|_| ())
}

/// Lets only these see a thing: `public`, `members` or `restricted`; `changed` is the number of the event that tells it.
pub async fn expose(tx: &mut WriteTx, id: ThingId, visibility: &str, changed: i64) -> Result<()> {
    let sql = "UPDATE thing SET visibility = $2, changed = $3 WHERE id = $1";
    tx.run(sql, params![id, visibility, changed]).await.map(|_| ())
}

/// Takes a thing out of its noun: its facts go, its number and its name stay for the trail. Nothing may refer to it.
pub async fn withdraw(
    tx: &mut WriteTx,
    noun: &genbo_domain::noun::NounDef,
    id: ThingId,
    changed: i64,
) -> Result<()> {
    tx.run("DELETE FROM gap WHERE thing_id = $1", params![id]).await?;
    for field in noun.fields.iter().filter(|f| f.many) {
        let table = crate::ddl::list_table(noun, field);
        tx.run(&format!("DELETE FROM \"{table}\" WHERE owner_id = $1"), params![id]).await?;
    }
    tx.run(&format!("DELETE FROM \"{}\" WHERE id = $1", noun.name), params![id]).await?;
    let sql = "UPDATE thing SET noun = $2, slug = noun || '/' || slug || '/' || CAST(id AS TEXT), visibility = 'restricted', changed = $3 WHERE id = $1";
    tx.run(sql, params![id, WITHDRAWN, changed]).await.map(|_| ())
}

/// The noun that a thing has in the register when it has been taken back.
pub const WITHDRAWN: &str = "withdrawn";

/// Deals out `n` new ids: the first of them.
pub async fn new_ids(tx: &mut WriteTx, n: usize) -> Result<i64> {
    next(tx, "thing", n).await
}

pub(crate) async fn next(tx: &mut WriteTx, sequence: &str, n: usize) -> Result<i64> {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    let sql = "UPDATE sequence SET next = next + $1 WHERE name = $2 RETURNING next";
    let row = tx.first(sql, params![n, sequence]).await?.ok_or(StoreError::NotFound)?;
    Ok(row.int(0)? - n)
}

/// The most values of one list in a statement.
pub(crate) const CHUNK: usize = 256;

/// A list of values is written with 1, 4, 16, 64 or 256 places, so that few different statements are prepared.
pub(crate) fn width(n: usize) -> usize {
    [1, 4, 16, 64].into_iter().find(|w| *w >= n).unwrap_or(CHUNK.max(n))
}

/// `$k, $k+1, …` for a list of `n` values.
pub(crate) fn placeholders(first: usize, n: usize) -> String {
    (first..first + width(n)).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ")
}

/// The ids as parameters, filled up to the width of their list.
pub(crate) fn padded(ids: &[ThingId]) -> Vec<Param> {
    let mut params: Vec<Param> = ids.iter().map(|id| Param::from(*id)).collect();
    params.resize(width(ids.len()), Param::Int(None));
    params
}
