//! An item's votes and its sitting, in words.

use super::{Other, Told};
use crate::{frame::Frame, view::Link, words};
use genbo_app::{
    item::{Ballots, Desk, vote},
    sitting::carry,
};
use genbo_domain::{count::Count, rational::Rational, vote::MajorityBasis};

/// What a vote settles, what it needs, how it came out on each basis, and what was cast beside.
fn arithmetic(f: &Frame, desk: &Desk, ballots: &Ballots) -> Vec<String> {
    let (v, t) = (&ballots.vote.facts, &f.t.writing);
    let basis_word = |b: MajorityBasis| words::word(f.lang, "majority_basis", b.as_str());
    let mut lines: Vec<String> = v.step.iter().map(|s| f.word("vote_step", Some(s.as_str()))).collect();
    let share = |basis: Option<MajorityBasis>, more: Option<&Rational>, least: Option<&Rational>| {
        let told = match (more, least) {
            (Some(s), _) => format!("{} {s}", t.more_than),
            (None, Some(s)) => format!("{} {s}", t.at_least),
            (None, None) => return None,
        };
        let of = basis_word(basis.unwrap_or(MajorityBasis::Cast));
        Some(format!("{}: {told} {} {of}", t.needed, t.of_which))
    };
    if v.yes.is_some() {
        lines.extend(share(v.basis, v.more_than.as_ref(), v.at_least.as_ref()));
        lines.extend(
            v.and_basis.and_then(|b| share(Some(b), v.and_more_than.as_ref(), v.and_at_least.as_ref())),
        );
    }
    let result = |(basis, s): (MajorityBasis, genbo_domain::majority::Share)| {
        format!("{}: {} {} {}", basis_word(basis), s.yes, t.of_which, s.all)
    };
    lines.extend(vote::results(desk, ballots).into_iter().map(result));
    let exact = |c: Option<&Count>| c.and_then(|c| c.min().filter(|n| Some(*n) == c.max()));
    let (blank, invalid) = (exact(v.blank.as_ref()), exact(v.invalid.as_ref()));
    let valid = match (exact(v.yes.as_ref()), exact(v.no.as_ref())) {
        (Some(yes), Some(no)) => Some(yes + no),
        _ => {
            let counts: Vec<i64> =
                ballots.options.iter().filter_map(|o| exact(o.facts.votes.as_ref())).collect();
            (!counts.is_empty()).then(|| counts.iter().sum())
        }
    };
    if let Some(valid) = valid.filter(|_| blank.is_some() || invalid.is_some()) {
        lines.push(f.lang.votes_beside(valid, blank.unwrap_or(0), invalid.unwrap_or(0)));
    }
    lines
}

/// A vote as it was taken, with its arithmetic on every basis that is known.
pub(super) fn told(f: &Frame, desk: &Desk, ballots: &Ballots) -> Told {
    let (v, t) = (&ballots.vote.facts, &f.t.writing);
    let count = |c: Option<&genbo_domain::count::Count>| c.map(|c| f.lang.count(c));
    let counts = match (count(v.yes.as_ref()), count(v.no.as_ref())) {
        (Some(yes), Some(no)) => {
            let abstained = count(v.abstained.as_ref()).unwrap_or_else(|| "0".to_owned());
            f.lang.vote_counts(&yes, &no, &abstained)
        }
        _ if !ballots.options.is_empty() => {
            let option = |o: &genbo_app::view::shown::Shown<genbo_domain::vote::VoteOption>| {
                let votes = count(o.facts.votes.as_ref()).unwrap_or_default();
                let outcome = o.facts.outcome.map(|w| f.word("option_outcome", Some(w.as_str())));
                let votes = if votes.is_empty() { votes } else { format!(": {votes}") };
                format!("{}{votes}{}", o.facts.title, outcome.map(|w| format!(" ({w})")).unwrap_or_default())
            };
            ballots.options.iter().map(option).collect::<Vec<_>>().join("; ")
        }
        _ if v.outcome.is_some() => String::new(),
        _ => t.open_vote.to_owned(),
    };
    let means = match v.carried {
        Some(true) => v.yes_means.clone().unwrap_or_else(|| t.yes.to_owned()),
        Some(false) => v.no_means.clone().unwrap_or_else(|| t.no.to_owned()),
        None => v.outcome.as_ref().map(|o| o.0.clone()).unwrap_or_default(),
    };
    let tie = v.tie_break.map(|w| format!(" ({})", f.word("tie_break", Some(w.as_str()))));
    Told {
        question: v.question.clone(),
        counts,
        outcome: means + &tie.unwrap_or_default(),
        fine: arithmetic(f, desk, ballots),
    }
}

/// Another meeting of the sitting, with what it has of the item.
pub(super) fn other(f: &Frame, desk: &Desk, o: &carry::Other) -> Other {
    let told = if o.item.is_some() { f.lang.clauses_there(o.has) } else { f.t.sitting.not_there.to_owned() };
    let item = o.item.as_ref().map(|i| {
        let number = i.facts.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
        Link::new(format!("{number}{}", i.facts.title), f.link(&format!("/skriv/{}", i.link.slug)))
    });
    Other {
        slug: o.meeting.link.slug.clone(),
        bodies: crate::page::agenda::short(f, &o.bodies),
        told,
        is_complete: o.item.is_some() && o.has == desk.clauses.len(),
        item,
    }
}
