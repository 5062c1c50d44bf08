//! The block of a decision: its clauses in the document's voice, each with doer, last day and amount, also when there is
//! none, and then what it came from.

use super::{
    Block, Cell,
    tell::{Pair, Teller, flow},
};
use crate::{
    view::{Tag, TagKind},
    words,
};
use askama::Template;
use genbo_app::view::shown::Shown;
use genbo_domain::decision::{Clause, ClauseKind, Proposal, ProposalOutcome};

#[derive(Debug, Template)]
#[template(path = "parts/decision.html")]
pub(crate) struct Decision {
    pub(crate) anchor: String,
    pub(crate) title: String,
    /// Where the title leads; empty if nowhere.
    pub(crate) href: String,
    /// Who decided.
    pub(crate) by: String,
    pub(crate) clauses: Vec<ClauseRow>,
    /// What stands instead of clauses.
    pub(crate) without: String,
    pub(crate) pairs: Vec<Pair>,
}

#[derive(Debug)]
pub(crate) struct ClauseRow {
    number: i64,
    text: String,
    pairs: Vec<Pair>,
}

impl Decision {
    /// The decision as a block; a template that fails leaves nothing.
    pub(crate) fn block(&self) -> Block {
        Block::Own(self.render().unwrap_or_default())
    }
}

/// Whether a clause asks somebody to do something, so that a missing last day is a fault and not a matter of course.
fn is_task(clause: &Clause) -> bool {
    !clause.addressees.is_empty()
        || matches!(clause.kind, Some(ClauseKind::Commission | ClauseKind::Appeal | ClauseKind::Transfer))
}

pub(crate) fn clause(tell: Teller<'_>, c: &Shown<Clause>) -> ClauseRow {
    let t = &tell.f.t.item;
    let (about, f) = (&c.link, &c.facts);
    let task = is_task(f);
    let mut pairs: Vec<Pair> = Vec::new();
    if let Some(kind) = f.kind.filter(|k| *k != ClauseKind::Other) {
        let word = words::word(tell.f.lang, "clause_kind", kind.as_str());
        pairs.push((tell.term(about, "kind"), tell.sure(Cell::text(word), c)));
    }
    let mut who = Cell::links(tell.links(&f.addressees));
    if let Some(text) = &f.addressee_text {
        if who.is_empty() { who = Cell::text(text.clone()) } else { who = who.fine(format!("”{text}”")) }
    }
    if task || !who.is_empty() {
        let none = tell.gap(about, "addressees").unwrap_or_else(|| Cell::text(t.no_doer).soft());
        pairs.push((t.doer.to_owned(), if who.is_empty() { none } else { who }));
    }
    if task || f.due.is_some() {
        pairs.push((t.due.to_owned(), due(tell, c)));
    }
    if let Some(money) = &f.amount {
        pairs.push((t.amount.to_owned(), Cell::text(tell.f.lang.money(money))));
    } else if task {
        let none = tell.gap(about, "amount").unwrap_or_else(|| Cell::text(tell.f.t.common.none).soft());
        pairs.push((t.amount.to_owned(), none));
    }
    if let Some(published) = &c.origin.as_published {
        pairs.push((tell.f.t.item.in_source.to_owned(), Cell::text(format!("”{published}”")).record()));
    }
    ClauseRow { number: f.number, text: flow(&f.text.0), pairs }
}

/// A last day, or loudly that it is missing and in which way.
fn due(tell: Teller<'_>, c: &Shown<Clause>) -> Cell {
    let f = tell.f;
    let Some(date) = &c.facts.due else {
        let why = tell.gap(&c.link, "due").map(|g| g.words).unwrap_or_default();
        let cell = Cell { words: why, soft: true, ..Cell::default() };
        return cell.tag(Some(Tag::new(TagKind::Risk, f.t.item.due_missing)));
    };
    let state = c.facts.due_status.map(|s| words::word(f.lang, "due_status", s.as_str())).unwrap_or_default();
    Cell::text(f.lang.date(date)).fine(state)
}

/// A proposal in a row: what it asks for, who moved it, what became of it; `own` is what the house calls one.
pub(crate) fn proposal(tell: Teller<'_>, p: &Shown<Proposal>, own: Option<&str>) -> Pair {
    let f = tell.f;
    let kind = words::word(f.lang, "proposal_kind", p.facts.kind.as_str());
    let outcome = match p.facts.outcome {
        Some(ProposalOutcome::Carried) => f.t.item.carried.to_owned(),
        other => f.word("proposal_outcome", other.map(|o| o.as_str())),
    };
    let text = p.facts.text.as_ref().map(|t| flow(&t.0)).unwrap_or_default();
    let name = format!("{} ({kind})", own.unwrap_or(f.t.item.proposals));
    let movers = tell.or_gap(&p.link, "movers", Cell::links(tell.links(&p.facts.movers)));
    (name, movers.fine(text).fine(outcome))
}
