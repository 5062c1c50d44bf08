//! House styles as pages and letters need them: the nearest first, from a body, an organisation or a cooperation upwards.
//!
//! Invariant: one statement, and the bytes of no picture.

use crate::{
    error::Result,
    params,
    sql::{Row, Tx},
    thing::Viewer,
};
use genbo_domain::value::ThingId;

/// One house style, with its logo if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The style.
    pub id: ThingId,
    /// Name as it is shown.
    pub name: String,
    /// Address, on one or several lines.
    pub address: Option<String>,
    /// Registration number.
    pub registration_number: Option<String>,
    /// Address of mail.
    pub email: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Colour on light pages.
    pub accent: Option<String>,
    /// The logo.
    pub logo: Option<Logo>,
    /// Where a § of its records tells what was decided.
    pub decision_place: Option<String>,
    /// How its records write clauses.
    pub clause_form: Option<String>,
    /// What its records leave room for at the foot of each page.
    pub record_foot: Option<String>,
}

/// A logo, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The thing.
    pub id: ThingId,
    /// The number of its last change.
    pub changed: i64,
    /// What the picture says.
    pub text: String,
}

/// The styles that count for a body, an organisation or a cooperation, the nearest first: its own, its owner's, that of what
/// this is a part of, and that of the cooperation that it is the organisation of or the other way round; of each the first
/// logo.
pub async fn faces(tx: &mut Tx, viewer: &Viewer, of: ThingId) -> Result<Vec<Face>> {
    let seen = viewer.condition();
    let seen_logo = seen.replace("t.", "lt.");
    let sql = format!(
        "SELECT s.id, s.name, s.address, s.registration_number, s.email, s.website, s.accent, l.id, l.text, p.changed, s.decision_place, s.clause_form, s.record_foot FROM (SELECT CAST($1 AS BIGINT) AS owner, 0 AS place UNION ALL SELECT b.owner, 1 FROM body b WHERE b.id = $1 UNION ALL SELECT o.part_of, 2 FROM organisation o WHERE o.id = $1 UNION ALL SELECT o.part_of, 2 FROM body b JOIN organisation o ON o.id = b.owner WHERE b.id = $1 UNION ALL SELECT c.id, 3 FROM cooperation c WHERE c.organisation = $1 UNION ALL SELECT c.organisation, 3 FROM cooperation c WHERE c.id = $1 UNION ALL SELECT c.id, 4 FROM body b JOIN cooperation c ON c.organisation = b.owner WHERE b.id = $1 UNION ALL SELECT c.organisation, 4 FROM body b JOIN cooperation c ON c.id = b.owner WHERE b.id = $1) x JOIN house_style s ON s.owner = x.owner JOIN thing t ON t.id = s.id LEFT JOIN house_style_logo l ON l.house_style = s.id AND EXISTS (SELECT 1 FROM thing lt WHERE lt.id = l.id AND {seen_logo}) LEFT JOIN thing p ON p.id = l.id WHERE {seen} ORDER BY x.place, s.id, p.position, l.id"
    );
    let mut faces: Vec<Face> = Vec::new();
    for row in tx.all(&sql, params![of]).await? {
        let face = face(&row)?;
        if faces.iter().all(|f| f.id != face.id) {
            faces.push(face);
        }
    }
    Ok(faces)
}

fn face(row: &Row) -> Result<Face> {
    let logo = match (row.opt_int(7)?, row.opt_text(8)?, row.opt_int(9)?) {
        (Some(id), Some(text), Some(changed)) => Some(Logo { id: ThingId(id), changed, text }),
        _ => None,
    };
    Ok(Face {
        id: ThingId(row.int(0)?),
        name: row.text(1)?,
        address: row.opt_text(2)?,
        registration_number: row.opt_text(3)?,
        email: row.opt_text(4)?,
        website: row.opt_text(5)?,
        accent: row.opt_text(6)?,
        decision_place: row.opt_text(10)?,
        clause_form: row.opt_text(11)?,
        record_foot: row.opt_text(12)?,
        logo,
    })
}
