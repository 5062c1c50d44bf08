//! Items of meetings: what is taken up, by whom, and what becomes of it.

use crate::{
    body::Body, matter::Document, matter::Matter, meeting::Meeting, noun, noun::To, target, value::Prose,
    value::Url, vocabulary,
};

target! {
    /// What can bring an item to an agenda: what was put off or handed on elsewhere, or is reported back.
    pub Occasion = ["item", "commission", "recommendation", "home_round", "delegated_decision", "referral", "project"]
}

vocabulary! {
    /// How an item came to its meeting, beside the call.
    pub enum ItemArrival = "item_arrival" {
        /// After the call had gone out, before the meeting.
        Late = "late",
        /// At the meeting itself (extra ärende).
        AtMeeting = "at_meeting",
    }
}

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
        /// Its place on the agenda, 1 first, where the order of writing is not the agenda's.
        place: Option<i64>,
        /// The item that it is a part of.
        part_of: Option<To<Item>>,
        /// The heading of the agenda under which it stands, with those that follow it.
        section: Option<String>,
        /// What it is for.
        kind: Option<ItemKind>,
        /// How it came to the meeting, if it was not in the first call.
        arrival: Option<ItemArrival>,
        /// What brought it here: something tabled, commissioned, recommended, or taken home and back.
        raised_by: Vec<To<Occasion>>,
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
        /// What is proposed that the body decides, as the call has it (förslag till beslut).
        proposed: Option<Prose>,
        /// The documents that the decision rests on.
        basis: Vec<To<Document>>,
        /// Whether papers are still to come.
        papers_pending: Option<bool>,
        /// How the proposals were put and what the chair found.
        course: Option<Prose>,
        /// Links given in it.
        links: Vec<Url>,
        /// Whether it was dealt with behind closed doors.
        closed: Option<bool>,
    }
}
