//! Items of meetings: what is taken up, by whom, and what becomes of it.

use crate::{
    body::Body, matter::Document, matter::Matter, meeting::Meeting, noun, noun::To, target, value::Prose,
    value::Url, vocabulary,
};

target! {
    /// Who can be addressed by a decision.
    pub Addressee = ["organisation", "cooperation", "body", "post", "person", "group"]
}

target! {
    /// Who can present an item.
    pub Presenter = ["person", "post", "body", "organisation"]
}

vocabulary! {
    /// What an item is for.
    pub enum ItemKind = "item_kind" {
        /// Beslutsärende.
        Decision = "decision",
        /// Informationsärende.
        Information = "information",
        /// Diskussion.
        Discussion = "discussion",
        /// Rekommendation to another body.
        Recommendation = "recommendation",
        /// Uppföljning.
        FollowUp = "follow_up",
        /// Anmälningsärende.
        Notification = "notification",
        /// Stående punkt.
        Standing = "standing",
    }
}

vocabulary! {
    /// What became of an item.
    pub enum ItemStatus = "item_status" {
        /// It stands on the agenda.
        Called = "called",
        /// It was dealt with.
        Handled = "handled",
        /// It was dropped (utgår).
        Dropped = "dropped",
        /// Bordlagd.
        Tabled = "tabled",
        /// Återremitterad.
        ReferredBack = "referred_back",
    }
}

noun! {
    /// One § or numbered point of a meeting.
    pub struct Item = "item" / "items", label title, in Meeting as meeting by number {
        /// § or point, as 226 or 215.i; a point without number has none.
        number: Option<String>,
        /// Heading.
        title: String,
        /// The body that acts, where several meet.
        body: Option<To<Body>>,
        /// What it is for.
        kind: Option<ItemKind>,
        /// What became of it.
        status: Option<ItemStatus>,
        /// The matter that it belongs to.
        matter: Option<To<Matter>>,
        /// Case number as printed on it.
        case_number: Option<String>,
        /// Who presented it.
        presenters: Vec<To<Presenter>>,
        /// Summary, in our own words.
        summary: Option<Prose>,
        /// Background, in our own words.
        background: Option<Prose>,
        /// The documents that the decision rests on.
        basis: Vec<To<Document>>,
        /// How the proposals were put and what the chair found.
        course: Option<Prose>,
        /// Links given in it.
        links: Vec<Url>,
        /// Whether it was dealt with behind closed doors.
        closed: Option<bool>,
    }
}
