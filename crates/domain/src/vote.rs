//! Votes: the question, what yes and no mean, the counts, and open ballots.

use crate::{count::Count, item::Item, noun, noun::To, person::Person, value::Prose, vocabulary};

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

noun! {
    /// What one person answered in an open vote.
    pub struct Ballot = "ballot" / "ballots", label person, in Vote as vote by person {
        /// The voter.
        person: To<Person>,
        /// The answer.
        choice: BallotChoice,
    }
}
