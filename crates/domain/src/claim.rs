//! Claims: several values of the same fact, each with its source. Nothing wins by being newest.

use crate::{edtf::Edtf, noun, noun::To, target, value::Prose, vocabulary};

target! {
    /// Anything that a fact can be about.
    pub Anything = []
}

vocabulary! {
    /// How sure a fact is.
    pub enum Certainty = "certainty" {
        /// Stated in the source.
        Stated = "stated",
        /// Follows from what the source states.
        Derived = "derived",
        /// Mentioned by a source that was not there.
        SecondHand = "second_hand",
        /// Known from elsewhere than the source.
        Outside = "outside",
        /// Our reading of an unclear passage.
        Interpreted = "interpreted",
        /// Invented for the demo.
        Invented = "invented",
    }
}

noun! {
    /// One of several values that sources give for the same fact.
    pub struct Claim = "claim" / "claims", label field {
        /// What it is about.
        subject: To<Anything>,
        /// The field of the subject that it is about, or another short name for the fact.
        field: String,
        /// The value as the source has it.
        value: String,
        /// Who or what says so, and where.
        said_by: Option<String>,
        /// As of when.
        when: Option<Edtf>,
        /// Whether a person has chosen it as the working value.
        chosen: Option<bool>,
        /// Who chose it.
        chosen_by: Option<String>,
        /// Why, or why none is chosen.
        reason: Option<Prose>,
    }
}
