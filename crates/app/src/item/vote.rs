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
    item::Item,
    majority::{self, Elected, Result as Outcome, Share},
    noun::Noun,
    person::Person,
    rational::Rational,
    value::{Pointer, Value},
    visibility::Visibility,
    vote::{Ballot, BallotChoice, OptionOutcome, TieBreak, Vote, VoteMethod, VoteOption},
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
}

/// Counts a vote. `chair` is the chair's slug, whose ballot settles a tie where it is the chair's to settle.
pub fn count(taken: &Taken, chair: Option<&str>) -> Counted {
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
    let outcome = counts.and_then(|[yes, no, _]| {
        let share = Share::of(yes, yes.checked_add(no)?)?;
        majority::result(&share, taken.more_than.as_ref(), taken.at_least.as_ref())
    });
    let chairs = || {
        let chair = chair?;
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
    Counted { counts, carried, is_tied: outcome == Some(Outcome::Tied), elected }
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
    let chair = desk.deciding.iter().find(|d| d.is_chair).map(|d| d.person.slug.clone());
    let counted = count(taken, chair.as_deref());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn ballots(yes: usize, no: usize) -> Vec<(String, BallotChoice)> {
        let yes = (0..yes).map(|i| (format!("y{i}"), BallotChoice::Yes));
        let no = (0..no).map(|i| (format!("n{i}"), BallotChoice::No));
        yes.chain(no).collect()
    }

    #[test]
    fn a_vote_that_nobody_has_counted_is_open() {
        let counted = count(&Taken::default(), None);
        assert_eq!((counted.counts, counted.carried, counted.is_tied), (None, None, false));
    }

    #[test]
    fn a_tie_is_open_until_somebody_settles_it_and_the_chairs_ballot_does() {
        let tied = Taken { ballots: ballots(3, 3), ..Taken::default() };
        assert_eq!(count(&tied, Some("y0")).carried, None);
        let by_chair = Taken { tie_break: Some(TieBreak::Chair), ..tied.clone() };
        assert_eq!(count(&by_chair, Some("y0")).carried, Some(true));
        assert_eq!(count(&by_chair, Some("n2")).carried, Some(false));
        let by_lot = Taken { tie_break: Some(TieBreak::Lot), lot_for_yes: Some(true), ..tied };
        assert_eq!(count(&by_lot, None).carried, Some(true));
    }

    #[test]
    fn abstaining_counts_for_neither_side() {
        let mut all = ballots(3, 2);
        all.push(("a".to_owned(), BallotChoice::Abstain));
        let counted = count(&Taken { ballots: all, ..Taken::default() }, None);
        assert_eq!((counted.counts, counted.carried), (Some([3, 2, 1]), Some(true)));
    }
}
