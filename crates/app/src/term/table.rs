//! The table: every seat and post that an organisation fills, with who holds it.

use crate::{
    error::ActionError,
    ids,
    view::{Link, Reader, may_hold},
};
use genbo_domain::{
    body::Body,
    edtf::Edtf,
    organisation::Organisation,
    post::{HolderState, Holding, HoldingKind, Post},
    seat::{Seat, SeatRole},
    value::ThingId,
};
use genbo_store::row::Stored;
use std::collections::HashMap;

/// The table.
#[derive(Debug)]
pub struct Table {
    /// The organisation.
    pub organisation: Link,
    /// One line for each holding, and one for each seat or post that nobody is told to hold.
    pub lines: Vec<Line>,
    /// The persons who hold something there, to choose from.
    pub people: Vec<Link>,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line {
    /// What names the line: the holding's slug, or `seat:` or `post:` and a slug.
    pub key: String,
    /// The seat or post.
    pub of: Link,
    /// The body of a seat.
    pub body: Option<Link>,
    /// The role of a seat.
    pub role: Option<SeatRole>,
    /// How it is held.
    pub kind: Option<HoldingKind>,
    /// Who holds it now.
    pub person: Option<Link>,
    /// What is known of the holder; nothing if no holding is told.
    pub holder: Option<HolderState>,
    /// Since when, and until when.
    pub valid: Option<Edtf>,
    /// Who appoints.
    pub appointed_by: Option<Link>,
    /// The decision that the holding rests on.
    pub decided_by: Option<Link>,
    /// The number of the last change of the holding.
    pub seen: Option<i64>,
}

/// The table as of the reader's day. Seven statements, however many seats there are.
pub async fn table(reader: &mut Reader, slug: &str) -> Result<Table, ActionError> {
    let organisation: Stored<Organisation> = reader.find(slug).await?;
    let own = [organisation.id];
    let today = reader.today;
    let bodies: Vec<Stored<Body>> = reader.by("owner", &own).await?;
    let posts: Vec<Stored<Post>> = reader.by("owner", &own).await?;
    let body_ids: Vec<ThingId> = bodies.iter().map(|b| b.id).collect();
    let mut seats: Vec<Stored<Seat>> = reader.by("body", &body_ids).await?;
    let allotted: Vec<Stored<Seat>> = reader.by("allotted_to", &own).await?;
    seats.extend(allotted.into_iter().filter(|s| !body_ids.contains(&s.facts.body.0)));
    seats.retain(|s| may_hold(s.facts.valid.as_ref(), today));
    let held: Vec<ThingId> = seats.iter().map(|s| s.id).chain(posts.iter().map(|p| p.id)).collect();
    let mut holdings: Vec<Stored<Holding>> = reader.by("of", &held).await?;
    // What is only for one occasion is nobody's term.
    holdings
        .retain(|h| may_hold(h.facts.valid.as_ref(), today) && h.facts.kind != Some(HoldingKind::Occasion));
    let mut wanted: Vec<ThingId> =
        seats.iter().flat_map(|s| ids![Some(s.facts.body), s.facts.appointed_by]).collect();
    wanted.extend(holdings.iter().flat_map(|h| ids![h.facts.person, h.facts.decided_by]));
    let names = reader.names(wanted).await?;
    let mut by_of: HashMap<ThingId, Vec<&Stored<Holding>>> = HashMap::new();
    for h in &holdings {
        by_of.entry(h.facts.of.0).or_default().push(h);
    }
    let mut lines = Vec::new();
    for seat in &seats {
        let line = Line {
            body: names.to(seat.facts.body),
            role: seat.facts.role,
            appointed_by: names.opt(seat.facts.appointed_by),
            ..empty(Link::from(seat))
        };
        lines.extend(filled(line, by_of.get(&seat.id), &names));
    }
    for post in &posts {
        lines.extend(filled(empty(Link::from(post)), by_of.get(&post.id), &names));
    }
    lines.sort_by_cached_key(|l| {
        (l.body.is_none(), l.body.as_ref().map(|b| crate::collation::key(&b.label)), l.of.id)
    });
    let mut people: Vec<Link> = lines.iter().filter_map(|l| l.person.clone()).collect();
    people.sort_by_cached_key(|p| (crate::collation::key(&p.label), p.id));
    people.dedup();
    Ok(Table { organisation: Link::from(&organisation), lines, people })
}

fn empty(of: Link) -> Line {
    Line {
        key: format!("{}:{}", of.noun, of.slug),
        of,
        body: None,
        role: None,
        kind: None,
        person: None,
        holder: None,
        valid: None,
        appointed_by: None,
        decided_by: None,
        seen: None,
    }
}

/// A line for each holding; the empty one if there is none.
fn filled(line: Line, holdings: Option<&Vec<&Stored<Holding>>>, names: &crate::view::Names) -> Vec<Line> {
    let Some(holdings) = holdings else { return vec![line] };
    let one = |h: &&Stored<Holding>| Line {
        key: h.meta.slug.clone(),
        kind: h.facts.kind,
        person: names.opt(h.facts.person),
        holder: h.facts.holder.or(h.facts.person.map(|_| HolderState::Named)),
        valid: h.facts.valid.clone(),
        decided_by: names.opt(h.facts.decided_by),
        seen: Some(h.meta.changed),
        ..line.clone()
    };
    holdings.iter().map(one).collect()
}
