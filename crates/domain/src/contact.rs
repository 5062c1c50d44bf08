//! Standing contacts between a cooperation and its members.

use crate::{
    cooperation::Cooperation, edtf::Edtf, noun, noun::To, organisation::Organisation, person::Person,
    post::Post, value::Prose, vocabulary,
};

vocabulary! {
    /// Where a standing contact is.
    pub enum ContactState = "contact_state" {
        /// Proposed.
        Proposed = "proposed",
        /// Agreed.
        Agreed = "agreed",
        /// The organisation abstains from it.
        Declined = "declined",
        /// In use.
        Active = "active",
        /// Ended.
        Ended = "ended",
    }
}

noun! {
    /// Who at a cooperation is the standing contact of one organisation in one period.
    pub struct Contact = "contact" / "contacts", label organisation {
        /// The cooperation.
        cooperation: To<Cooperation>,
        /// The organisation that has the contact.
        organisation: To<Organisation>,
        /// The period.
        period: Edtf,
        /// The post whose holder is the contact.
        post: Option<To<Post>>,
        /// The person, if named.
        person: Option<To<Person>>,
        /// Where in the organisation the contact is received.
        connection_point: Option<String>,
        /// What they do together.
        activities: Vec<String>,
        /// Where it is.
        state: Option<ContactState>,
        /// What the organisation wishes instead.
        wish: Option<Prose>,
        /// What was handed over from the contact before.
        handover: Option<Prose>,
    }
}
