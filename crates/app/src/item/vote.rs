//! Taking a vote: the counts follow from the ballots, the outcome from the counts and the majority that is needed.
//!
//! Invariants: nobody votes who may not decide at the item, and nobody twice; a tie is settled by what settles it, and says
//! so; a vote that is not counted is open, and has no outcome.

use super::write::refuse_frozen;
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        self,
        put::{Put, put_in, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::Reader,
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    count::Count,
    decision::{Proposal, ProposalOutcome},
    electorate::{Electorate, Voter},
    item::Item,
    majority::{self, Elected, Result as Outcome, Share},
    noun::Noun,
    person::Person,
    propositions::{self, Moved, Put as Step},
    rational::Rational,
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
    vote::{
        Ballot, BallotChoice, MajorityBasis, OptionOutcome, TieBreak, Vote, VoteMethod, VoteOption, VoteStep,
    },
};
use genbo_store::row::{self, Stored};
use jiff::civil::Date;

/// A vote as it was taken.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// The question that was put.
    pub question: String,
    /// What yes means.
    pub yes_means: Option<String>,
    /// What no means.
    pub no_means: Option<String>,
    /// How it was taken.
    pub method: Option<VoteMethod>,
    /// Who answered what, by the person's slug.
    pub ballots: Vec<(String, BallotChoice)>,
    /// Yes, no, abstained, where nobody's ballot is told.
    pub counts: Option<[i64; 3]>,
    /// Blank and invalid, where they are counted.
    pub beside: [Option<i64>; 2],
    /// Of what the majority is counted; of the votes cast if nothing is said.
    pub basis: Option<MajorityBasis>,
    /// A second majority that is needed beside the first.
    pub and: Option<Second>,
    /// What it settles in the order in which proposals are put.
    pub step: Option<VoteStep>,
    /// The slug of the vote that it follows.
    pub follows: Option<String>,
    /// The item's proposals between which it is, by slug, with what each says.
    pub between: Vec<(String, String)>,
    /// Which of these the chair found carried, without a count.
    pub found: Option<usize>,
    /// Yes needs more than this share.
    pub more_than: Option<Rational>,
    /// Yes needs this share or more.
    pub at_least: Option<Rational>,
    /// What settled a tie.
    pub tie_break: Option<TieBreak>,
    /// For which side a lot fell.
    pub lot_for_yes: Option<bool>,
    /// Choices with their votes, instead of yes and no.
    pub options: Vec<(String, i64)>,
    /// How many of them are chosen.
    pub to_elect: usize,
    /// Those of the choices that the lot chose.
    pub by_lot: Vec<usize>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// A second majority: of what, and which share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Second {
    /// Of what it is counted.
    pub basis: MajorityBasis,
    /// More than this share.
    pub more_than: Option<Rational>,
    /// This share or more.
    pub at_least: Option<Rational>,
}

/// Who may vote, as a vote is counted against them.
#[derive(Debug, Clone, Default)]
pub struct Voters {
    /// The slug of whoever has the chair.
    pub chair: Option<String>,
    /// By slug: whom he or she represents, if that is told, and what the vote weighs.
    pub each: Vec<(String, Option<ThingId>, Rational)>,
    /// How many are present and may decide, if that is certain.
    pub present: Option<i64>,
    /// How many seats the body has, if that is known.
    pub seats: Option<i64>,
}

impl Voters {
    /// Those who may vote at an item.
    pub fn of(desk: &super::Desk) -> Voters {
        let sure = desk.deciding.iter().all(|d| d.is_sure) && !desk.is_unknown;
        let each = desk
            .deciding
            .iter()
            .map(|d| (d.person.slug.clone(), d.organisation.as_ref().map(|o| o.id), d.weight));
        Voters {
            chair: desk.deciding.iter().find(|d| d.is_chair).map(|d| d.person.slug.clone()),
            each: each.collect(),
            present: i64::try_from(desk.deciding.len()).ok().filter(|_| sure),
            seats: desk.seats,
        }
    }

    /// The vote on every basis that it can be counted on.
    fn electorate(&self, ballots: &[(String, BallotChoice)], [yes, no, _]: [i64; 3]) -> Electorate<ThingId> {
        let voter = |(who, choice): &(String, BallotChoice)| {
            let known = self.each.iter().find(|(slug, ..)| slug == who);
            Voter {
                yes: match choice {
                    BallotChoice::Yes => Some(true),
                    BallotChoice::No => Some(false),
                    BallotChoice::Abstain => None,
                },
                weight: known.map_or(Rational::ONE, |(.., weight)| *weight),
                member: known.and_then(|(_, member, _)| *member),
            }
        };
        Electorate {
            voters: ballots.iter().map(voter).collect(),
            counts: [yes, no],
            present: self.present,
            seats: self.seats,
        }
    }
}

/// A vote that was taken, on every basis that it can be counted on.
pub fn results(desk: &super::Desk, vote: &super::Ballots) -> Vec<(MajorityBasis, Share)> {
    let exact = |c: Option<&Count>| c.and_then(|c| c.min().filter(|n| Some(*n) == c.max()));
    let v = &vote.vote.facts;
    let (Some(yes), Some(no)) = (exact(v.yes.as_ref()), exact(v.no.as_ref())) else { return Vec::new() };
    let slug = |id| desk.deciding.iter().find(|d| d.person.id == id).map(|d| d.person.slug.clone());
    let ballots: Vec<(String, BallotChoice)> =
        vote.ballots.iter().map(|b| (slug(b.facts.person.0).unwrap_or_default(), b.facts.choice)).collect();
    Voters::of(desk).electorate(&ballots, [yes, no, 0]).results()
}

/// What is to be put next at an item: which step, and the slugs of the proposals between which it is.
pub fn next(desk: &super::Desk) -> Option<(VoteStep, Vec<String>)> {
    let word = |s: &crate::thing::form::Standing, field: &str| {
        let (i, _) = s.noun.field(field)?;
        s.values.get(i)?.as_ref()?.as_text().map(str::to_owned)
    };
    let stands = desk
        .proposals
        .iter()
        .filter(|p| word(p, "outcome").is_none_or(|o| o != ProposalOutcome::Withdrawn.as_str()));
    let moved: Vec<Moved<ThingId>> = stands
        .filter_map(|p| Some(Moved { proposal: p.link.id, kind: word(p, "kind")?.parse().ok()? }))
        .collect();
    let put: Vec<Step<ThingId>> = desk.votes.iter().filter_map(settled).collect();
    let next = propositions::next(&moved, &put)?;
    let slug = |id| desk.proposals.iter().find(|p| p.link.id == id).map(|p| p.link.slug.clone());
    Some((next.step, next.between.into_iter().filter_map(slug).collect()))
}

/// A vote as a step in the order of proposals; nothing while it is open.
fn settled(vote: &super::Ballots) -> Option<Step<ThingId>> {
    let step = vote.vote.facts.step?;
    let of = |o: &crate::view::shown::Shown<VoteOption>| o.facts.proposal.map(|p| p.0);
    let between: Vec<ThingId> = vote.options.iter().filter_map(of).collect();
    let found = vote.options.iter().find(|o| o.facts.outcome == Some(OptionOutcome::Chosen)).and_then(of);
    let is_open = found.is_none() && vote.vote.facts.carried.is_none() && vote.vote.facts.outcome.is_none();
    (!is_open).then_some(Step { step, between, found })
}

/// What a vote comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Yes, no, abstained; nothing while it is open.
    pub counts: Option<[i64; 3]>,
    /// Whether yes has what it needs; nothing while it is open, or a tie is not settled.
    pub carried: Option<bool>,
    /// Whether a tie must be settled.
    pub is_tied: bool,
    /// Who is chosen, where there are several choices.
    pub elected: Option<Elected>,
    /// Yes and the whole on every basis that it can be counted on.
    pub results: Vec<(MajorityBasis, Share)>,
    /// Whether a basis that counts cannot be counted on: too little is known.
    pub is_uncountable: bool,
}

/// Counts a vote against those who may vote; the chair's ballot settles a tie where it is the chair's to settle.
pub fn count(taken: &Taken, who: &Voters) -> Counted {
    let of = |choice| {
        i64::try_from(taken.ballots.iter().filter(|(_, c)| *c == choice).count()).unwrap_or(i64::MAX)
    };
    let counts = if taken.ballots.is_empty() {
        taken.counts
    } else {
        Some([of(BallotChoice::Yes), of(BallotChoice::No), of(BallotChoice::Abstain)])
    };
    let elected = (!taken.options.is_empty()).then(|| {
        let votes: Vec<i64> = taken.options.iter().map(|(_, n)| *n).collect();
        majority::elected(&votes, taken.to_elect.max(1))
    });
    let electorate = counts.map(|counts| who.electorate(&taken.ballots, counts));
    let on = |basis| electorate.as_ref().and_then(|e| e.on(basis));
    let basis = taken.basis.unwrap_or(MajorityBasis::Cast);
    let first = on(basis)
        .and_then(|share| majority::result(&share, taken.more_than.as_ref(), taken.at_least.as_ref()));
    let second = taken.and.map(|second| {
        on(second.basis)
            .and_then(|share| majority::result(&share, second.more_than.as_ref(), second.at_least.as_ref()))
    });
    // Where two majorities are needed, a tie in either is no majority.
    let outcome = match (first, second) {
        (first, None) => first,
        (Some(Outcome::Carried), Some(Some(Outcome::Carried))) => Some(Outcome::Carried),
        (Some(Outcome::Lost | Outcome::Tied), Some(_)) | (Some(_), Some(Some(_))) => Some(Outcome::Lost),
        _ => None,
    };
    let is_uncountable = counts.is_some_and(|[yes, no, _]| yes + no > 0) && outcome.is_none();
    let chairs = || {
        let chair = who.chair.as_deref()?;
        taken.ballots.iter().find(|(who, _)| who == chair).map(|(_, c)| *c == BallotChoice::Yes)
    };
    let carried = match (outcome, taken.tie_break) {
        (Some(Outcome::Carried), _) => Some(true),
        (Some(Outcome::Lost), _) => Some(false),
        (Some(Outcome::Tied), Some(TieBreak::Chair)) => chairs().or(taken.lot_for_yes),
        (Some(Outcome::Tied), Some(TieBreak::Lot)) => taken.lot_for_yes,
        (Some(Outcome::Tied), Some(TieBreak::Falls)) => Some(false),
        (Some(Outcome::Tied), Some(TieBreak::RunOff) | None) | (None, _) => None,
    };
    let results = electorate.map(|e| e.results()).unwrap_or_default();
    Counted { counts, carried, is_tied: outcome == Some(Outcome::Tied), elected, results, is_uncountable }
}

/// Takes a vote at an item.
pub async fn take(
    cx: &Cx,
    actor: &Actor,
    item: &str,
    today: Date,
    taken: &Taken,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let desk = super::desk(&mut reader, actor, item).await;
    reader.tx.close().await?;
    let desk = desk?;
    let counted = count(taken, &Voters::of(&desk));
    let mut refusals = Vec::new();
    let wrong = |field, why| Refusal { row: 0, field: Some(field), why };
    if taken.question.trim().is_empty() {
        refusals.push(wrong("question", Why::Missing));
    }
    for (who, _) in &taken.ballots {
        let may = desk.deciding.iter().any(|d| &d.person.slug == who);
        let twice = taken.ballots.iter().filter(|(w, _)| w == who).count() > 1;
        if !may || twice {
            refusals.push(wrong("ballots", Why::DidNotTakePart(who.clone())));
        }
    }
    if counted.is_uncountable {
        refusals.push(wrong("basis", Why::Uncountable));
    }
    for (slug, _) in &taken.between {
        if !desk.proposals.iter().any(|p| &p.link.slug == slug) {
            refusals.push(wrong("between", Why::NoSuch(slug.clone())));
        }
    }
    if counted.is_tied && counted.carried.is_none() && taken.tie_break != Some(TieBreak::RunOff) {
        refusals.push(wrong("tie_break", Why::Tied));
    }
    if let Some(e) = &counted.elected
        && e.left > 0
        && taken.by_lot.iter().filter(|i| e.tied.contains(i)).count() != e.left
    {
        refusals.push(wrong("options", Why::Tied));
    }
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let stored: Stored<Item> = row::load_named(&mut change.tx, &viewer, item).await?;
        let reach = thing::reach::of_thing(&mut change.tx, &Item::DEF, stored.id).await?;
        change.require(Permission::Record, &reach)?;
        refuse_frozen(change, &stored).await?;
        if !refusals.is_empty() {
            return Err(ActionError::Refused(refusals.clone()));
        }
        let vote = vote(&stored, taken, &counted);
        let (mut put, is_new) = put_once(change, &[vote], taken.submission.as_deref(), &at).await?;
        let Some(slug) = put.first().map(|p| p.slug.clone()).filter(|_| is_new) else { return Ok(put) };
        let mut rows: Vec<Written> = taken.ballots.iter().map(|(who, c)| ballot(&slug, who, *c)).collect();
        rows.extend((0..taken.options.len()).map(|i| option(&slug, taken, &counted, i)));
        rows.extend((0..taken.between.len()).map(|i| put_before(&slug, taken, &counted, i)));
        put.extend(put_in(change, &rows).await?);
        Ok(put)
    })
    .await
}

fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

fn members() -> Common {
    Common { visibility: Some(Visibility::Members), ..Common::default() }
}

fn vote(item: &Stored<Item>, taken: &Taken, counted: &Counted) -> Written {
    let of_item = Pointer { noun: Item::NAME, slug: item.meta.slug.clone() };
    let mut w = Written::new(&Vote::DEF)
        .with("item", Said::Value(Value::Ref(of_item)))
        .with("question", text(taken.question.trim()));
    for (field, said) in [("yes_means", &taken.yes_means), ("no_means", &taken.no_means)] {
        if let Some(said) = said {
            w = w.with(field, text(said));
        }
    }
    if let Some(method) = taken.method {
        w = w.with("method", text(method.as_str()));
    }
    if let Some([yes, no, abstained]) = counted.counts {
        for (field, n) in [("yes", yes), ("no", no), ("abstained", abstained)] {
            w = w.with(field, text(&n.to_string()));
        }
    }
    for (field, n) in [("blank", taken.beside[0]), ("invalid", taken.beside[1])] {
        if let Some(n) = n {
            w = w.with(field, text(&n.to_string()));
        }
    }
    for (field, share) in [("more_than", taken.more_than), ("at_least", taken.at_least)] {
        if let Some(share) = share {
            w = w.with(field, text(&share.to_string()));
        }
    }
    let words = [
        ("basis", taken.basis.map(|b| b.as_str().to_owned())),
        ("and_basis", taken.and.map(|s| s.basis.as_str().to_owned())),
        ("and_more_than", taken.and.and_then(|s| s.more_than).map(|s| s.to_string())),
        ("and_at_least", taken.and.and_then(|s| s.at_least).map(|s| s.to_string())),
        ("step", taken.step.map(|s| s.as_str().to_owned())),
        ("outcome", taken.found.and_then(|i| taken.between.get(i)).map(|(_, says)| says.clone())),
    ];
    for (field, said) in words {
        if let Some(said) = said.filter(|s| !s.is_empty()) {
            w = w.with(field, text(&said));
        }
    }
    if let Some(slug) = &taken.follows {
        w = w.with("follows", Said::Value(Value::Ref(Pointer { noun: Vote::NAME, slug: slug.clone() })));
    }
    if let Some(carried) = counted.carried {
        w = w.with("carried", Said::Value(Value::Bool(carried)));
    }
    if let Some(tie) = taken.tie_break.filter(|_| counted.is_tied) {
        w = w.with("tie_break", text(tie.as_str()));
    }
    if counted.elected.is_some() {
        let n = i64::try_from(taken.to_elect.max(1)).unwrap_or(i64::MAX);
        w = w.with("to_elect", Said::Value(Value::Int(n)));
    }
    w.common = members();
    w
}

fn ballot(vote: &str, who: &str, choice: BallotChoice) -> Written {
    let of_vote = Pointer { noun: Vote::NAME, slug: vote.to_owned() };
    let person = Pointer { noun: Person::NAME, slug: who.to_owned() };
    let mut w = Written::new(&Ballot::DEF)
        .with("vote", Said::Value(Value::Ref(of_vote)))
        .with("person", Said::Value(Value::Ref(person)))
        .with("choice", text(choice.as_str()));
    w.common = members();
    w
}

fn option(vote: &str, taken: &Taken, counted: &Counted, i: usize) -> Written {
    let of_vote = Pointer { noun: Vote::NAME, slug: vote.to_owned() };
    let (title, votes) = &taken.options[i];
    let elected = counted.elected.as_ref();
    let outcome = match elected {
        Some(e) if e.chosen.contains(&i) => OptionOutcome::Chosen,
        Some(e) if e.tied.contains(&i) && taken.by_lot.contains(&i) => OptionOutcome::ByLot,
        _ => OptionOutcome::Out,
    };
    let mut w = Written::new(&VoteOption::DEF)
        .with("vote", Said::Value(Value::Ref(of_vote)))
        .with("title", text(title))
        .with("votes", text(&votes.to_string()))
        .with("outcome", text(outcome.as_str()));
    w.common = members();
    w
}

/// A proposal that was put: the chair found it carried, or yes or no says which of two did.
fn put_before(vote: &str, taken: &Taken, counted: &Counted, i: usize) -> Written {
    let of_vote = Pointer { noun: Vote::NAME, slug: vote.to_owned() };
    let (slug, says) = &taken.between[i];
    // Yes is for the first of two, no for the second.
    let by_count = counted.carried.filter(|_| taken.between.len() <= 2).map(|yes| usize::from(!yes));
    let chosen = taken.found.or(by_count);
    let outcome = match chosen {
        Some(at) if at == i => Some(OptionOutcome::Chosen),
        Some(_) if taken.step == Some(VoteStep::Main) => Some(OptionOutcome::Final),
        Some(_) => Some(OptionOutcome::Out),
        None => None,
    };
    let mut w = Written::new(&VoteOption::DEF)
        .with("vote", Said::Value(Value::Ref(of_vote)))
        .with("title", text(says))
        .with("proposal", Said::Value(Value::Ref(Pointer { noun: Proposal::NAME, slug: slug.clone() })));
    if let Some(outcome) = outcome {
        w = w.with("outcome", text(outcome.as_str()));
    }
    w.common = members();
    w
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballots(yes: usize, no: usize) -> Vec<(String, BallotChoice)> {
        let yes = (0..yes).map(|i| (format!("y{i}"), BallotChoice::Yes));
        let no = (0..no).map(|i| (format!("n{i}"), BallotChoice::No));
        yes.chain(no).collect()
    }

    fn chair(slug: &str) -> Voters {
        Voters { chair: Some(slug.to_owned()), ..Voters::default() }
    }

    #[test]
    fn where_two_majorities_are_needed_one_is_not_enough_and_what_is_not_known_is_open() {
        let half = Rational::new(1, 2);
        let both = Taken {
            ballots: ballots(3, 2),
            and: Some(Second { basis: MajorityBasis::Seats, more_than: half, at_least: None }),
            ..Taken::default()
        };
        let seats = |n| Voters { seats: n, ..Voters::default() };
        assert_eq!(count(&both, &seats(Some(5))).carried, Some(true));
        assert_eq!(count(&both, &seats(Some(6))).carried, Some(false));
        let open = count(&both, &seats(None));
        assert!(open.carried.is_none() && open.is_uncountable);
    }

    #[test]
    fn a_third_of_those_present_refers_back_whoever_votes() {
        let third = Taken {
            ballots: ballots(4, 5),
            basis: Some(MajorityBasis::Present),
            at_least: Rational::new(1, 3),
            ..Taken::default()
        };
        let present = |n| Voters { present: Some(n), ..Voters::default() };
        assert_eq!(count(&third, &present(12)).carried, Some(true));
        assert_eq!(count(&third, &present(13)).carried, Some(false));
    }

    #[test]
    fn a_vote_that_nobody_has_counted_is_open() {
        let counted = count(&Taken::default(), &Voters::default());
        assert_eq!((counted.counts, counted.carried, counted.is_tied), (None, None, false));
    }

    #[test]
    fn a_tie_is_open_until_somebody_settles_it_and_the_chairs_ballot_does() {
        let tied = Taken { ballots: ballots(3, 3), ..Taken::default() };
        assert_eq!(count(&tied, &chair("y0")).carried, None);
        let by_chair = Taken { tie_break: Some(TieBreak::Chair), ..tied.clone() };
        assert_eq!(count(&by_chair, &chair("y0")).carried, Some(true));
        assert_eq!(count(&by_chair, &chair("n2")).carried, Some(false));
        let by_lot = Taken { tie_break: Some(TieBreak::Lot), lot_for_yes: Some(true), ..tied };
        assert_eq!(count(&by_lot, &Voters::default()).carried, Some(true));
    }

    #[test]
    fn abstaining_counts_for_neither_side() {
        let mut all = ballots(3, 2);
        all.push(("a".to_owned(), BallotChoice::Abstain));
        let counted = count(&Taken { ballots: all, ..Taken::default() }, &Voters::default());
        assert_eq!((counted.counts, counted.carried), (Some([3, 2, 1]), Some(true)));
    }
}
