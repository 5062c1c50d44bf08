//! Votes: the question, what yes and no mean, the counts, and open ballots.

use crate::{
    count::Count, decision::Proposal, item::Item, noun, noun::To, person::Person, rational::Rational,
    value::Prose, vocabulary,
};

vocabulary! {
    /// How a vote is taken.
    pub enum VoteMethod = "vote_method" {
        /// Acklamation.
        Acclamation = "acclamation",
        /// Open, by show of hands.
        Open = "open",
        /// By roll call.
        RollCall = "roll_call",
        /// Secret.
        Secret = "secret",
        /// By lot.
        Lot = "lot",
    }
}

vocabulary! {
    /// What settles a vote in which no side has more.
    pub enum TieBreak = "tie_break" {
        /// The chair's casting vote.
        Chair = "chair",
        /// The lot.
        Lot = "lot",
        /// Another vote between fewer.
        RunOff = "run_off",
        /// The proposal falls.
        Falls = "falls",
    }
}

vocabulary! {
    /// Of what a majority is counted.
    pub enum MajorityBasis = "majority_basis" {
        /// Of the votes for yes and no.
        Cast = "cast",
        /// Of those who are present and may decide.
        Present = "present",
        /// Of the body's seats.
        Seats = "seats",
        /// Of the weights of the seats whose holders vote.
        Weights = "weights",
        /// Of the members whose representatives vote, each counted once.
        Members = "members",
    }
}

vocabulary! {
    /// What a vote, or the chair's finding, settles in the order in which proposals are put.
    pub enum VoteStep = "vote_step" {
        /// A formal motion by itself: referral back, tabling.
        Formal = "formal",
        /// Which proposal stands against the main one (kontraproposition).
        Counter = "counter",
        /// The main question.
        Main = "main",
        /// An addition by itself.
        Addition = "addition",
        /// Another vote between those that a vote left even.
        RunOff = "run_off",
    }
}

noun! {
    /// One vote: the question, what yes and no mean, and the counts.
    pub struct Vote = "vote" / "votes", label question, in Item as item {
        /// The question that was put.
        question: String,
        /// What yes means.
        yes_means: Option<String>,
        /// What no means.
        no_means: Option<String>,
        /// How it was taken.
        method: Option<VoteMethod>,
        /// Votes for yes.
        yes: Option<Count>,
        /// Votes for no.
        no: Option<Count>,
        /// Abstentions.
        abstained: Option<Count>,
        /// Blank votes.
        blank: Option<Count>,
        /// Invalid votes.
        invalid: Option<Count>,
        /// Whether yes won.
        carried: Option<bool>,
        /// Of what the majority is counted, if not of the votes for yes and no.
        basis: Option<MajorityBasis>,
        /// Yes needs more than this share; more than half if nothing is said.
        more_than: Option<Rational>,
        /// Yes needs this share or more.
        at_least: Option<Rational>,
        /// Of what a second majority is counted, that is needed beside the first.
        and_basis: Option<MajorityBasis>,
        /// The second majority needs more than this share.
        and_more_than: Option<Rational>,
        /// The second majority needs this share or more.
        and_at_least: Option<Rational>,
        /// What it settles in the order in which proposals are put.
        step: Option<VoteStep>,
        /// The vote that it follows, where that one settled nothing.
        follows: Option<To<Vote>>,
        /// How many are to be elected, where persons are voted on.
        to_elect: Option<i64>,
        /// What settled it, if no side had more.
        tie_break: Option<TieBreak>,
        /// What the chair found.
        outcome: Option<Prose>,
    }
}

vocabulary! {
    /// What one voter answered.
    pub enum BallotChoice = "ballot_choice" {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Abstained.
        Abstain = "abstain",
    }
}

vocabulary! {
    /// What became of one of several choices.
    pub enum OptionOutcome = "option_outcome" {
        /// It was chosen, or the person elected.
        Chosen = "chosen",
        /// The lot chose it.
        ByLot = "by_lot",
        /// It stood in the final vote and fell.
        Final = "final",
        /// It fell out before.
        Out = "out",
    }
}

noun! {
    /// One of several choices in a vote: a proposal against others, or a person in an election.
    pub struct VoteOption = "vote_option" / "vote-options", label title, in Vote as vote {
        /// What it says, or the name on the ballot.
        title: String,
        /// The person, in an election.
        person: Option<To<Person>>,
        /// The proposal that it stands for.
        proposal: Option<To<Proposal>>,
        /// Votes for it.
        votes: Option<Count>,
        /// What became of it.
        outcome: Option<OptionOutcome>,
    }
}

noun! {
    /// What one person answered in an open vote.
    pub struct Ballot = "ballot" / "ballots", label person, in Vote as vote by person {
        /// The voter.
        person: To<Person>,
        /// The answer.
        choice: BallotChoice,
    }
}
