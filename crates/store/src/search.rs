//! The search index: terms of things in two zones, and the things that have the terms somebody looks for.
//!
//! Invariants: terms come analysed and are letters, digits, `-` and `§`; here they are only quoted. Both databases give the
//! same things in the same order. Who may see a thing is asked of the register at the moment of the search.

use crate::{
    ddl, dialect,
    error::Result,
    params,
    row::insert_many,
    sql::{Dialect, Param, Tx, WriteTx},
    thing::{CHUNK, Viewer, padded, placeholders},
};
use genbo_domain::{
    noun::{Field, NounDef},
    value::ThingId,
};
use std::{collections::HashMap, ops::RangeInclusive};

/// How many binary digits of a key are the thing's id; the noun's rank stands before them.
const ID_DIGITS: u32 = 40;

/// The keys of the things whose nouns have these ranks.
fn keys(ranks: &RangeInclusive<i64>) -> (i64, i64) {
    (ranks.start() << ID_DIGITS, ((ranks.end() + 1) << ID_DIGITS) - 1)
}

/// What is kept of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The thing.
    pub id: ThingId,
    /// The rank of its noun, 0 to 10 000: things of a lower rank are found first where not all can be shown.
    pub rank: i64,
    /// The terms of what it is called, each once.
    pub title: Vec<String>,
    /// The terms of what is told about it, each once.
    pub body: Vec<String>,
}

impl Entry {
    fn key(&self) -> i64 {
        (self.rank << ID_DIGITS) | self.id.0
    }
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// That term.
    Term(String),
    /// A term that begins like this.
    Prefix(String),
    /// All of these; never empty.
    All(Vec<Wanted>),
    /// At least one of these; never empty.
    Any(Vec<Wanted>),
}

/// Where terms are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// In what a thing is called.
    Title,
    /// Everywhere, but for the things that are found by what they are called.
    BeyondTitle,
}

/// A thing that has been found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its id.
    pub id: ThingId,
    /// Its noun.
    pub noun: String,
    /// Its slug.
    pub slug: String,
    /// What people call it.
    pub label: String,
    /// The key by which its label is sorted.
    pub label_sort: String,
}

/// Puts things into the index, in place of what it had of them.
pub async fn replace(tx: &mut WriteTx, entries: &[Entry]) -> Result<()> {
    let keys: Vec<ThingId> = entries.iter().map(|e| ThingId(e.key())).collect();
    for chunk in keys.chunks(CHUNK) {
        let sql = format!("DELETE FROM search WHERE rowid IN ({})", placeholders(1, chunk.len()));
        tx.run(&sql, &padded(chunk)).await?;
    }
    match tx.dialect() {
        Dialect::Sqlite => {
            let row = |e: &Entry| vec![e.key().into(), e.title.join(" ").into(), e.body.join(" ").into()];
            insert_many(tx, "search", &["rowid", "title", "body"], entries.iter().map(row).collect()).await
        }
        Dialect::Postgres => {
            for chunk in entries.chunks(64) {
                insert_vectors(tx, chunk).await?;
            }
            Ok(())
        }
    }
}

/// Takes things of a rank out of the index.
pub async fn remove(tx: &mut WriteTx, rank: i64, ids: &[ThingId]) -> Result<()> {
    let keys: Vec<ThingId> = ids.iter().map(|id| ThingId((rank << ID_DIGITS) | id.0)).collect();
    for chunk in keys.chunks(CHUNK) {
        let sql = format!("DELETE FROM search WHERE rowid IN ({})", placeholders(1, chunk.len()));
        tx.run(&sql, &padded(chunk)).await?;
    }
    Ok(())
}

async fn insert_vectors(tx: &mut WriteTx, entries: &[Entry]) -> Result<()> {
    let tuples: Vec<String> =
        (0..entries.len()).map(|i| format!("(${}, ${}::tsvector)", 2 * i + 1, 2 * i + 2)).collect();
    let params: Vec<Param> = entries.iter().flat_map(|e| [e.key().into(), vector(e).into()]).collect();
    tx.run(&format!("INSERT INTO search (rowid, terms) VALUES {}", tuples.join(", ")), &params).await?;
    Ok(())
}

/// The terms as PostgreSQL writes a vector: those of the title stand in it once more, with the title's mark. A weight would
/// say the same, but the index does not have weights: each row would be looked at, and no statistics would tell how many.
fn vector(entry: &Entry) -> String {
    let everywhere = entry.title.iter().chain(&entry.body).map(|term| quoted(term, '\''));
    let marked = entry.title.iter().map(|term| in_title(term));
    everywhere.chain(marked).collect::<Vec<_>>().join(" ")
}

/// A term of the title between quotation marks, with the mark that no analysed term has.
fn in_title(term: &str) -> String {
    quoted(term, '\'').replacen('\'', "'=", 1)
}

/// Empties the index.
pub async fn clear(tx: &mut WriteTx) -> Result<()> {
    tx.run(dialect::CLEAR_SEARCH.text(tx.dialect()), &[]).await.map(|_| ())
}

/// The things that have what is wanted and that the viewer sees, by their nouns' ranks and then by id, `limit` at most.
pub async fn find(
    tx: &mut Tx,
    viewer: &Viewer,
    wanted: &Wanted,
    zone: Zone,
    ranks: RangeInclusive<i64>,
    limit: i64,
) -> Result<Vec<Match>> {
    let (sql, expression) = match tx.dialect() {
        Dialect::Sqlite => (walk(viewer, "search MATCH $1"), fts5_in(wanted, zone)),
        Dialect::Postgres => (few_or_walk(viewer), tsquery_in(wanted, zone)),
    };
    let (from, to) = keys(&ranks);
    let rows = tx.all(&sql, params![expression, from, to, limit]).await?;
    let matches = rows.iter().map(|row| {
        Ok(Match {
            id: ThingId(row.int(0)?),
            noun: row.text(1)?,
            slug: row.text(2)?,
            label: row.text(3)?,
            label_sort: row.text(4)?,
        })
    });
    matches.collect()
}

/// Reads the index in the order of its keys until there is enough.
fn walk(viewer: &Viewer, condition: &str) -> String {
    // The cross join keeps SQLite from walking through the register instead of the index.
    format!(
        "SELECT t.id, t.noun, t.slug, t.label, t.label_sort FROM search CROSS JOIN thing t WHERE {condition} AND search.rowid BETWEEN $2 AND $3 AND t.id = (search.rowid & {ID_MASK}) AND {} ORDER BY search.rowid LIMIT $4",
        viewer.condition()
    )
}

/// PostgreSQL's index has no order: what stands in few things is looked up and sorted; what stands in many is soon met on a
/// walk. Left to itself it guesses how many a term's beginning has, and walks past everything for what is nowhere.
fn few_or_walk(viewer: &Viewer) -> String {
    format!(
        "WITH few AS MATERIALIZED (SELECT rowid AS key FROM search WHERE search.terms @@ $1::tsquery AND rowid BETWEEN $2 AND $3 LIMIT {0} + 1), many AS (SELECT count(*) > {0} AS yes FROM few) (SELECT t.id, t.noun, t.slug, t.label, t.label_sort FROM few CROSS JOIN thing t WHERE NOT (SELECT yes FROM many) AND t.id = (few.key & {ID_MASK}) AND {1} ORDER BY few.key LIMIT $4) UNION ALL ({2})",
        FEW,
        viewer.condition(),
        walk(viewer, "(SELECT yes FROM many) AND search.terms @@ $1::tsquery")
    )
}

/// As many things are few.
const FEW: i64 = 2000;
/// The digits of a key that are the thing's id.
const ID_MASK: i64 = (1 << ID_DIGITS) - 1;

/// What is wanted in a zone, in the language of FTS5.
fn fts5_in(wanted: &Wanted, zone: Zone) -> String {
    let everywhere = fts5(wanted);
    match zone {
        Zone::Title => format!("{{title}} : {everywhere}"),
        Zone::BeyondTitle => format!("({everywhere}) NOT ({{title}} : {everywhere})"),
    }
}

/// What is wanted in a zone, in the language of PostgreSQL: the title's terms have a mark.
fn tsquery_in(wanted: &Wanted, zone: Zone) -> String {
    let everywhere = |w: &Wanted| tsquery(w, &|term| quoted(term, '\''));
    let title = tsquery(wanted, &in_title);
    match zone {
        Zone::Title => title,
        Zone::BeyondTitle => format!("{} & !({title})", everywhere(wanted)),
    }
}

/// What is wanted in the language of FTS5.
fn fts5(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Term(term) => quoted(term, '"'),
        Wanted::Prefix(term) => format!("{}*", quoted(term, '"')),
        Wanted::All(list) => joined(list, " AND ", &fts5),
        Wanted::Any(list) => joined(list, " OR ", &fts5),
    }
}

/// What is wanted in the language of PostgreSQL, each term as it stands in the zone.
fn tsquery(wanted: &Wanted, lexeme: &dyn Fn(&str) -> String) -> String {
    match wanted {
        Wanted::Term(term) => lexeme(term),
        Wanted::Prefix(term) => format!("{}:*", lexeme(term)),
        Wanted::All(list) => joined(list, " & ", &|w| tsquery(w, lexeme)),
        Wanted::Any(list) => joined(list, " | ", &|w| tsquery(w, lexeme)),
    }
}

fn joined(list: &[Wanted], by: &str, render: &dyn Fn(&Wanted) -> String) -> String {
    format!("({})", list.iter().map(render).collect::<Vec<_>>().join(by))
}

/// The term between quotation marks. What no analysed term has in it is left out, so that nothing can end the quotation.
fn quoted(term: &str, mark: char) -> String {
    let term: String =
        term.chars().filter(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("{mark}{term}{mark}")
}

/// What the index of one thing must know of another that it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its noun.
    pub noun: String,
    /// What people call it.
    pub label: String,
    /// `public`, `members` or `restricted`.
    pub visibility: String,
    /// The cooperation with which it is exported.
    pub home: Option<ThingId>,
}

/// The things of those ids, whoever may see them.
pub async fn neighbours(tx: &mut Tx, ids: &[ThingId]) -> Result<HashMap<ThingId, Neighbour>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let sql = format!(
            "SELECT id, noun, label, visibility, home_id FROM thing WHERE id IN ({})",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            let neighbour = Neighbour {
                noun: row.text(1)?,
                label: row.text(2)?,
                visibility: row.text(3)?,
                home: row.opt_int(4)?.map(ThingId),
            };
            found.insert(ThingId(row.int(0)?), neighbour);
        }
    }
    Ok(found)
}

/// The next ids of a noun's things after one of them, in order, `limit` at most.
pub async fn ids_after(tx: &mut Tx, noun: &str, after: ThingId, limit: i64) -> Result<Vec<ThingId>> {
    let sql = "SELECT id FROM thing WHERE noun = $1 AND id > $2 ORDER BY id LIMIT $3";
    let rows = tx.all(sql, params![noun, after, limit]).await?;
    rows.iter().map(|r| Ok(ThingId(r.int(0)?))).collect()
}

/// The things of a noun whose field refers to one of the ids.
pub async fn referring(tx: &mut Tx, noun: &NounDef, field: &Field, ids: &[ThingId]) -> Result<Vec<ThingId>> {
    let (table, id, column) = if field.many {
        (ddl::list_table(noun, field), "owner_id", "value")
    } else {
        (noun.name.to_owned(), "id", field.name)
    };
    let mut found = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let list = placeholders(1, chunk.len());
        let sql = format!("SELECT {id} FROM \"{table}\" WHERE \"{column}\" IN ({list})");
        for row in tx.all(&sql, &padded(chunk)).await? {
            found.push(ThingId(row.int(0)?));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(s: &str) -> Wanted {
        Wanted::Term(s.to_owned())
    }

    #[test]
    fn nothing_in_a_term_can_end_its_quotation() {
        let term = term("a\"' OR b\\ * : ( NEAR§1-2");
        assert_eq!(fts5(&term), "\"aORbNEAR§1-2\"");
        assert_eq!(tsquery_in(&term, Zone::Title), "'=aORbNEAR§1-2'");
    }

    #[test]
    fn what_is_wanted_is_said_in_both_languages() {
        let either = Wanted::Any(vec![
            Wanted::All(vec![term("miljö"), term("förbund")]),
            Wanted::Prefix("miljö".into()),
        ]);
        let wanted = Wanted::All(vec![term("§226"), either]);
        assert_eq!(fts5(&wanted), "(\"§226\" AND ((\"miljö\" AND \"förbund\") OR \"miljö\"*))");
        let title = "('=§226' & (('=miljö' & '=förbund') | '=miljö':*))";
        assert_eq!(tsquery_in(&wanted, Zone::Title), title);
        let beyond = format!("('§226' & (('miljö' & 'förbund') | 'miljö':*)) & !({title})");
        assert_eq!(tsquery_in(&wanted, Zone::BeyondTitle), beyond);
    }

    #[test]
    fn beyond_the_title_is_everywhere_without_what_the_title_has() {
        assert_eq!(fts5_in(&term("a"), Zone::BeyondTitle), "(\"a\") NOT ({title} : \"a\")");
        assert_eq!(tsquery_in(&term("a"), Zone::BeyondTitle), "'a' & !('=a')");
        assert_eq!(fts5_in(&term("a"), Zone::Title), "{title} : \"a\"");
    }

    #[test]
    fn the_keys_of_one_rank_end_where_those_of_the_next_begin() {
        let (_, last) = keys(&(3..=3));
        assert_eq!(keys(&(4..=4)).0, last + 1);
        let entry = Entry { id: ThingId((1 << ID_DIGITS) - 1), rank: 3, title: Vec::new(), body: Vec::new() };
        assert_eq!(entry.key(), last);
    }
}
