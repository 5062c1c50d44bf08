//! Seats in bodies: allotted to an organisation, group, party, post or ground; never the same as a member, a vote or a person.

use crate::{
    body::Body, count::Count, edtf::Edtf, noun, noun::To, rational::Rational, target, value::Prose,
    vocabulary,
};

target! {
    /// Whom a seat can be allotted to.
    pub SeatSource = ["organisation", "cooperation", "group", "post", "body"]
}

target! {
    /// Who can appoint: a body or the holder of a post.
    pub Appointer = ["body", "post", "organisation"]
}

vocabulary! {
    /// The role that goes with a seat.
    pub enum SeatRole = "seat_role" {
        /// Ordförande.
        Chair = "chair",
        /// Förste vice ordförande, or the only vice chair.
        FirstViceChair = "first_vice_chair",
        /// Andre vice ordförande.
        SecondViceChair = "second_vice_chair",
        /// Ledamot, deltagare.
        Member = "member",
        /// Ersättare.
        Substitute = "substitute",
        /// Sekreterare.
        Secretary = "secretary",
        /// Sammankallande.
        Convener = "convener",
        /// Processledare.
        ProcessLeader = "process_leader",
        /// Adjungerad, expert who comes along.
        CoOpted = "co_opted",
        /// Participant from outside, for some questions.
        Associated = "associated",
    }
}

noun! {
    /// One seat in a body, or several equal ones.
    pub struct Seat = "seat" / "seats", label title, in Body as body {
        /// What the seat is called.
        title: String,
        /// The role that goes with it.
        role: Option<SeatRole>,
        /// Whom it is allotted to; several if they share it.
        allotted_to: Vec<To<SeatSource>>,
        /// Party that it belongs to.
        party: Option<String>,
        /// The grounds on which it exists, as a seat in another council.
        grounds: Vec<String>,
        /// Area of responsibility that it stands for.
        area: Option<String>,
        /// How many equal seats this row stands for; one if left out.
        count: Option<Count>,
        /// Whether one of the other seats' holders has it beside his or her own: no extra person.
        held_by_member: Option<bool>,
        /// Votes of each seat; one if left out.
        votes: Option<Rational>,
        /// The seat that it is a personal substitute for.
        substitute_for: Option<To<Seat>>,
        /// Place in the order of substitutes.
        order: Option<i64>,
        /// Who appoints its holder.
        appointed_by: Option<To<Appointer>>,
        /// When it counts, as only for one subject.
        condition: Option<Prose>,
        /// Why it departs from the general rule.
        exception: Option<Prose>,
        /// From when to when.
        valid: Option<Edtf>,
    }
}
