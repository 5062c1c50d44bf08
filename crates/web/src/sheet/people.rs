//! Seats, posts, holders and mandates as parts of a sheet.

use super::{
    Block, Cell, Table,
    lines::{capital, joined},
};
use crate::{frame::Frame, view::Link};
use genbo_app::view::{
    body::MandateLine,
    fact::Time,
    office::{Holder, PostLine, SeatLine},
};
use genbo_domain::post::{HolderState, HoldingKind};

/// One holder in words, with a link if he or she is named, and the party unless it is told beside.
fn word(f: &Frame, h: &Holder, told: Option<&str>) -> Link {
    let t = &f.t.lines;
    match (&h.person, h.state) {
        (Some(person), _) => {
            let to = f.to(person);
            match h.party.as_deref().filter(|p| Some(*p) != told) {
                Some(party) => Link::new(format!("{} ({party})", to.text), to.href),
                None => to,
            }
        }
        (None, HolderState::Vacant) => Link::new(t.vacant, ""),
        (None, _) => Link::new(t.held_not_stated, ""),
    }
}

/// What stands below a holder: how and since when it is held, by which post, by which decision.
fn details(f: &Frame, h: &Holder) -> String {
    let t = &f.t.lines;
    let kind = h.kind.filter(|k| *k != HoldingKind::Ordinary);
    joined(&[
        f.word("holding_kind", kind.map(|k| k.as_str())),
        h.via.as_ref().map(|p| format!("{} {}", t.follows_post, p.label)).unwrap_or_default(),
        f.date(h.valid.as_ref()),
        h.instruction.clone().unwrap_or_default(),
        f.certainty(&h.origin),
    ])
}

/// Who holds it today; says so if nobody does or nobody has told.
pub fn holders<'a>(f: &Frame, now: impl Iterator<Item = &'a Holder>) -> Cell {
    holders_of(f, now, None)
}

fn holders_of<'a>(f: &Frame, now: impl Iterator<Item = &'a Holder>, party: Option<&str>) -> Cell {
    let now: Vec<&Holder> = now.collect();
    if now.is_empty() {
        return Cell::text(f.t.lines.no_holder_told).soft();
    }
    let mut cell = Cell::links(now.iter().map(|h| word(f, h, party)).collect());
    cell.soft = now.iter().all(|h| h.person.is_none());
    now.iter().fold(cell, |cell, h| cell.fine(details(f, h)))
}

/// Holders of other times, one below the other.
pub fn other_holders<'a>(f: &Frame, all: impl Iterator<Item = &'a Holder>) -> Vec<Cell> {
    all.map(|h| Cell::link(word(f, h, None)).fine(details(f, h))).collect()
}

/// Seats as a table: seats of today, those of other times on request.
pub fn seats<'a>(f: &Frame, caption: &str, all: impl Iterator<Item = &'a SeatLine>) -> Vec<Block> {
    let (now, other): (Vec<_>, Vec<_>) = all.partition(|s| s.time == Time::Now);
    let mut blocks = Vec::new();
    if !now.is_empty() {
        let earlier = now.iter().flat_map(|s| {
            s.else_when().map(|h| {
                let before = if h.time == Time::Earlier { f.t.lines.earlier } else { f.t.lines.later };
                let mut cell = Cell::links(vec![f.to(&s.link), word(f, h, None)]);
                cell = cell.fine(joined(&[before.to_owned(), details(f, h)]));
                cell
            })
        });
        let earlier: Vec<Cell> = earlier.collect();
        blocks.push(Block::Table(seat_table(f, caption, &now)));
        if !earlier.is_empty() {
            blocks.push(Block::More(f.lang.earlier_and_later(earlier.len()), vec![Block::Bullets(earlier)]));
        }
    }
    if !other.is_empty() {
        let table = seat_table(f, caption, &other);
        blocks.push(Block::More(f.lang.other_times(other.len()), vec![Block::Table(table)]));
    }
    blocks
}

fn seat_table(f: &Frame, caption: &str, seats: &[&SeatLine]) -> Table {
    let t = &f.t.lines;
    let rows = seats
        .iter()
        .map(|s| vec![seat(f, s), allotted(f, s), holders_of(f, s.now(), s.party.as_deref())])
        .collect();
    Table::new(caption, &[t.seat, t.allotted_to, t.holder], rows)
}

/// A seat with its role, number, condition and exception.
pub fn seat(f: &Frame, s: &SeatLine) -> Cell {
    let t = &f.t.lines;
    let role = f.word("seat_role", s.role.map(|r| r.as_str()));
    let role = if s.title.to_lowercase().starts_with(&role) || role == f.word("seat_role", Some("member")) {
        String::new()
    } else {
        capital(&role)
    };
    let votes = s.votes.as_ref().map(|v| format!("{} {}", f.lang.number(v), t.votes));
    let labelled =
        |label: &str, text: Option<&String>| text.map(|x| format!("{label}: {x}")).unwrap_or_default();
    Cell::link(f.to(&s.link))
        .fine(joined(&[
            role,
            s.count
                .filter(|c| c.min() != Some(1) || !c.is_exact())
                .map(|c| f.lang.seats_of(&c))
                .unwrap_or_default(),
            votes.unwrap_or_default(),
            s.area.clone().unwrap_or_default(),
            s.valid.as_ref().map(|v| f.lang.date(v)).unwrap_or_default(),
        ]))
        .fine(labelled(t.condition, s.condition.as_ref()))
        .fine(labelled(t.exception, s.exception.as_ref()))
        .fine(
            s.substitute_for
                .as_ref()
                .map(|x| format!("{} {}", t.substitute_for, x.label))
                .unwrap_or_default(),
        )
        .fine(s.appointed_by.as_ref().map(|x| format!("{} {}", t.appointed_by, x.label)).unwrap_or_default())
}

fn allotted(f: &Frame, s: &SeatLine) -> Cell {
    let t = &f.t.lines;
    let mut words = f.to_all(&s.allotted_to);
    if let Some(party) = &s.party {
        words.push(Link::new(party.clone(), ""));
    }
    let shared = if s.allotted_to.len() > 1 || s.allotted_to.iter().any(|l| l.noun == "group") {
        t.shared
    } else {
        ""
    };
    Cell::links(words).fine(shared).fine(f.lang.list(&s.grounds))
}

/// Posts as a table.
pub fn posts(f: &Frame, all: &[PostLine]) -> Vec<Block> {
    let t = &f.t.lines;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|p| {
        let now = p.holders.iter().filter(|h| h.time == Time::Now);
        vec![Cell::link(f.to(&p.link)).fine(f.certainty(&p.origin)), holders(f, now)]
    });
    vec![Block::Table(Table::new(t.posts, &[t.post, t.holder], rows.collect()))]
}

/// Mandates as a table: those of today, the others on request.
pub fn mandates(f: &Frame, all: &[MandateLine]) -> Vec<Block> {
    let t = &f.t.lines;
    let table = |of: Vec<&MandateLine>| {
        let rows = of.iter().map(|m| {
            vec![
                f.cell(m.holder.as_ref()),
                Cell::text(m.scope.clone())
                    .fine(capital(&f.word("mandate_kind", m.kind.map(|k| k.as_str())))),
                f.cell(m.body.as_ref()),
                f.cell(m.given_by.as_ref()),
                Cell::text(f.date(m.valid.as_ref())),
            ]
        });
        let heads = [t.holder, t.scope, t.body, t.given_by_head, t.period];
        Block::Table(Table::new(t.mandates, &heads, rows.collect()))
    };
    let (now, other): (Vec<_>, Vec<_>) = all.iter().partition(|m| m.time == Time::Now);
    let mut blocks = Vec::new();
    if !now.is_empty() {
        blocks.push(table(now));
    }
    if !other.is_empty() {
        blocks.push(Block::More(f.lang.other_times(other.len()), vec![table(other)]));
    }
    blocks
}
