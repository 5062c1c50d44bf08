//! Sittings and meetings: when and where bodies gather, as planned and as held.

use crate::{
    body::Body, clock::Clock, edtf::Edtf, item::Item, noun, noun::To, paragraphs::Paragraph, person::Person,
    post::Post, target, value::Prose, value::Url, vocabulary,
};
use jiff::civil::Date;

vocabulary! {
    /// Where a meeting is between being thought of and being over.
    pub enum MeetingStatus = "meeting_status" {
        /// No date has been decided.
        NotDecided = "not_decided",
        /// It is decided that there is none.
        None = "none",
        /// Proposed for a date.
        Preliminary = "preliminary",
        /// Set.
        Fixed = "fixed",
        /// Set, after having been moved.
        Moved = "moved",
        /// Called off.
        Cancelled = "cancelled",
        /// Held.
        Held = "held",
        /// Past, but nobody has said whether it was held.
        Unconfirmed = "unconfirmed",
    }
}

vocabulary! {
    /// What sort of gathering it is.
    pub enum MeetingForm = "meeting_form" {
        /// An ordinary meeting of the plan.
        Ordinary = "ordinary",
        /// An extra meeting.
        Extra = "extra",
        /// Internat.
        Residential = "residential",
        /// Samråd, dialog, forum.
        Dialogue = "dialogue",
        /// Heldagsmöte.
        FullDay = "full_day",
        /// Temadag.
        ThemeDay = "theme_day",
        /// Decided without meeting.
        Correspondence = "correspondence",
    }
}

vocabulary! {
    /// Whether a preliminary day suits somebody.
    pub enum DateAnswer = "date_answer" {
        /// It does.
        Can = "can",
        /// It does not.
        Cannot = "cannot",
        /// Nobody knows yet.
        Perhaps = "perhaps",
        /// It does, better than other days.
        Prefer = "prefer",
    }
}

target! {
    /// Who can be host: a member, or a group of members.
    pub Host = ["organisation", "cooperation", "group"]
}

noun! {
    /// A time and place at which one or several bodies meet, with breaks between their parts.
    pub struct Sitting = "sitting" / "sittings", label title {
        /// What it is called.
        title: String,
        /// From when to when, local time.
        when: Option<Edtf>,
        /// Where it is between thought and over.
        status: Option<MeetingStatus>,
        /// Place.
        place: Option<String>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// One gathering of one body, or of several as one calendar entry.
    pub struct Meeting = "meeting" / "meetings", label title {
        /// What it is called in its plan.
        title: String,
        /// The bodies that meet.
        bodies: Vec<To<Body>>,
        /// The sitting that it is a part of.
        sitting: Option<To<Sitting>>,
        /// From when to when, local time; as imprecise as it is known.
        when: Option<Edtf>,
        /// When it was planned to be, where that differs.
        planned: Option<Edtf>,
        /// The date that it was moved from.
        moved_from: Option<Edtf>,
        /// Where it is between thought and over.
        status: Option<MeetingStatus>,
        /// What sort of gathering it is.
        form: Option<MeetingForm>,
        /// Number in the body's own series, as 1/2018.
        number: Option<String>,
        /// Place.
        place: Option<String>,
        /// Address to take part from elsewhere.
        link: Option<Url>,
        /// Who is host.
        host: Option<To<Host>>,
        /// Who calls it.
        called_by: Option<To<Post>>,
        /// When the call or agenda went out.
        call_sent: Option<Edtf>,
        /// The decision that set, moved or cancelled it.
        decided_by: Option<To<Item>>,
        /// Who sent word of absence.
        apologies: Vec<To<Person>>,
        /// What happened outside the items.
        note: Option<Prose>,
    }
}

noun! {
    /// A break in a meeting: nobody decides while it lasts.
    pub struct Pause = "pause" / "pauses", label title, in Meeting as meeting {
        /// What it is called: lunch, deliberation of a group.
        title: String,
        /// From what time.
        start: Option<Clock>,
        /// Until what time.
        end: Option<Clock>,
        /// After which § the meeting was broken off.
        after: Option<Paragraph>,
    }
}

impl Meeting {
    /// Whether it may have been held by that day: what is called off, or to come, has been attended by nobody.
    pub fn may_have_been_held(&self, by: Date) -> bool {
        match self.status {
            Some(MeetingStatus::Held | MeetingStatus::Unconfirmed) => true,
            Some(MeetingStatus::Cancelled | MeetingStatus::None | MeetingStatus::NotDecided) => false,
            _ => self.when.as_ref().and_then(Edtf::first).is_none_or(|first| first.date() <= by),
        }
    }
}
