//! Persons and their mandates. Whatever is not needed in office is not kept.

use crate::{body::Body, edtf::Edtf, noun, noun::To, target, value::Prose, vocabulary};

noun! {
    /// A person in office. Contact details are for members only.
    pub struct Person = "person" / "people", label name {
        /// Name.
        name: String,
        /// E-mail at work.
        email: Option<String>,
        /// Telephone at work.
        phone: Option<String>,
        /// What else is known in office.
        note: Option<Prose>,
    }
}

target! {
    /// Who can give a mandate.
    pub MandateGiver = ["body", "post", "organisation", "cooperation", "person"]
}

vocabulary! {
    /// What a mandate allows.
    pub enum MandateKind = "mandate_kind" {
        /// To represent somebody.
        Represent = "represent",
        /// To represent and bind somebody.
        Bind = "bind",
        /// To vote for several by written authority.
        Vote = "vote",
        /// To take part for one occasion, with instruction.
        Occasion = "occasion",
    }
}

noun! {
    /// What a person, or whoever holds a seat, may do: from whom, for what, until when.
    pub struct Mandate = "mandate" / "mandates", label scope {
        /// The person or, where nobody is named, the post, seat or body.
        holder: To<MandateHolder>,
        /// Who gave it.
        given_by: Option<To<MandateGiver>>,
        /// The body in which it is used.
        body: Option<To<Body>>,
        /// What it allows.
        kind: Option<MandateKind>,
        /// What it covers.
        scope: Prose,
        /// From when to when.
        valid: Option<Edtf>,
    }
}

target! {
    /// Who can have a mandate.
    pub MandateHolder = ["person", "post", "seat", "body"]
}
