//! Roles that go with a post.

use crate::{
    error::{Result, StoreError},
    params,
    row::insert_many,
    sql::{Row, Tx, WriteTx},
};
use genbo_domain::{edtf::Edtf, value::ThingId};

/// A role of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRole {
    /// The post.
    pub post: ThingId,
    /// The role.
    pub role: String,
    /// Where it counts.
    pub scope: ThingId,
}

/// A role that somebody has or had by a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: PostRole,
    /// From when to when the post is held; nothing if that is not told.
    pub valid: Option<Edtf>,
    /// How it is held.
    pub kind: Option<String>,
}

/// A role by a post, of a row that has them in those columns: post; role, scope, time, kind.
pub(super) fn held(row: &Row, post: usize, [role, scope, valid, kind]: [usize; 4]) -> Result<Held> {
    let valid = row.opt_text(valid)?;
    let no_date = |_| StoreError::Corrupt("a holding whose time is no date".into());
    Ok(Held {
        role: PostRole {
            post: ThingId(row.int(post)?),
            role: row.text(role)?,
            scope: ThingId(row.int(scope)?),
        },
        valid: valid.map(|v| v.parse().map_err(no_date)).transpose()?,
        kind: row.opt_text(kind)?,
    })
}

/// The roles of the posts that a person holds or has held.
pub async fn of_person(tx: &mut Tx, person: ThingId) -> Result<Vec<Held>> {
    let sql = "SELECT r.post_id, r.role, r.scope_id, h.valid, h.kind FROM holding h JOIN post_role r ON r.post_id = h.of WHERE h.person = $1 ORDER BY r.post_id, r.position";
    let rows = tx.all(sql, params![person]).await?;
    rows.iter().map(|row| held(row, 0, [1, 2, 3, 4])).collect()
}

/// All roles of posts.
pub async fn all(tx: &mut Tx) -> Result<Vec<PostRole>> {
    let sql = "SELECT post_id, role, scope_id FROM post_role ORDER BY post_id, position";
    let rows = tx.all(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(PostRole { post: ThingId(row.int(0)?), role: row.text(1)?, scope: ThingId(row.int(2)?) })
        })
        .collect()
}

/// Writes a post's roles anew.
pub async fn put(tx: &mut WriteTx, post: ThingId, roles: &[(String, ThingId)]) -> Result<()> {
    tx.run("DELETE FROM post_role WHERE post_id = $1", params![post]).await?;
    let rows = (1_i64..).zip(roles).map(|(position, (role, scope))| {
        vec![post.into(), position.into(), role.as_str().into(), (*scope).into()]
    });
    insert_many(tx, "post_role", &["post_id", "position", "role", "scope_id"], rows.collect()).await
}
