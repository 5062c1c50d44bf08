//! Things to choose from: those of a noun that are kept with a cooperation, or that are called so.

use crate::{
    error::Result,
    list,
    sql::{Param, Tx},
    thing::{Name, Viewer},
};
use genbo_domain::{noun::NounDef, value::ThingId};

/// Which things are offered.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// Those kept with a cooperation, the latest first.
    Home(ThingId),
    /// Those whose label has this sort key.
    Label(&'a str),
    /// Those whose label's sort key contains this, by label.
    Part(&'a str),
}

/// Things of those nouns that are kept with a cooperation whose register the viewer keeps: of each noun the latest, at most
/// `limit`.
pub async fn kept(
    tx: &mut Tx,
    viewer: &Viewer,
    nouns: &[&str],
    home: ThingId,
    limit: i64,
) -> Result<Vec<Name>> {
    if nouns.is_empty() {
        return Ok(Vec::new());
    }
    let condition = viewer.condition();
    let of_noun = |n: usize| {
        format!(
            "SELECT k{n}.id, k{n}.noun, k{n}.slug, k{n}.label FROM (SELECT t.id, t.noun, t.slug, t.label FROM thing t WHERE t.home_id = $1 AND t.noun = ${n} AND {condition} ORDER BY t.id DESC LIMIT $2) k{n}"
        )
    };
    let parts: Vec<String> = (3..3 + nouns.len()).map(of_noun).collect();
    let mut params: Vec<Param> = vec![home.into(), limit.into()];
    params.extend(nouns.iter().map(|n| Param::from(*n)));
    tx.all(&parts.join(" UNION ALL "), &params).await?.iter().map(name).collect()
}

/// Those of the things that are kept with a cooperation.
pub async fn of_home(tx: &mut Tx, ids: &[ThingId], home: ThingId) -> Result<Vec<ThingId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..2 + ids.len()).map(|i| format!("${i}")).collect();
    let sql = format!("SELECT t.id FROM thing t WHERE t.home_id = $1 AND t.id IN ({})", places.join(", "));
    let params: Vec<Param> = [home].iter().chain(ids).map(|id| Param::from(*id)).collect();
    tx.all(&sql, &params).await?.iter().map(|row| Ok(ThingId(row.int(0)?))).collect()
}

fn name(row: &crate::sql::Row) -> Result<Name> {
    Ok(Name { id: ThingId(row.int(0)?), noun: row.text(1)?, slug: row.text(2)?, label: row.text(3)? })
}

/// At most `limit` things of a noun that the viewer sees, with everything that they cannot be without.
pub async fn names(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &NounDef,
    by: By<'_>,
    limit: i64,
) -> Result<Vec<Name>> {
    let (condition, order, param): (_, _, Param) = match by {
        By::Home(home) => ("t.home_id = $2", "t.id DESC", home.into()),
        By::Label(key) => ("t.label_sort = $2", "t.slug", key.into()),
        // A sort key has neither % nor _.
        By::Part(key) => ("t.label_sort LIKE $2", "t.label_sort, t.slug", format!("%{key}%").into()),
    };
    let sql = format!(
        "SELECT t.id, t.noun, t.slug, t.label FROM thing t WHERE t.noun = $1 AND {condition} AND {} ORDER BY {order} LIMIT $3",
        list::seen_with_all(viewer, noun)
    );
    let rows = tx.all(&sql, &[noun.name.into(), param, limit.into()]).await?;
    rows.iter().map(name).collect()
}
