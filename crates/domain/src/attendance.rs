//! Attendance: who took part in which capacity, as a timeline of events by clock or by §.

use crate::{
    clock::Clock, meeting::Meeting, noun, noun::To, organisation::Party, paragraphs::Paragraph,
    paragraphs::ParagraphSet, person::Person, value::Prose, vocabulary,
};

vocabulary! {
    /// In what capacity somebody is at a meeting.
    pub enum Capacity = "capacity" {
        /// Beslutande ledamot; in a network: a member.
        Member = "member",
        /// Tjänstgörande ersättare.
        ServingSubstitute = "serving_substitute",
        /// Ej tjänstgörande ersättare.
        NonServingSubstitute = "non_serving_substitute",
        /// A member who is not there.
        AbsentMember = "absent_member",
        /// Tjänsteperson who takes part.
        Official = "official",
        /// From the secretariat.
        Secretariat = "secretariat",
        /// Inbjuden gäst.
        Guest = "guest",
        /// Adjungerad.
        CoOpted = "co_opted",
        /// Åhörare.
        Audience = "audience",
    }
}

vocabulary! {
    /// A task at one meeting.
    pub enum MeetingRole = "meeting_role" {
        /// Ordförande.
        Chair = "chair",
        /// Förste vice ordförande.
        FirstViceChair = "first_vice_chair",
        /// Andre vice ordförande.
        SecondViceChair = "second_vice_chair",
        /// Sekreterare.
        Secretary = "secretary",
        /// Justerare.
        Adjuster = "adjuster",
        /// Föredragande.
        Presenter = "presenter",
    }
}

noun! {
    /// One person's part in one meeting.
    pub struct Attendance = "attendance" / "attendances", label person, in Meeting as meeting by person {
        /// The person.
        person: To<Person>,
        /// In what capacity.
        capacity: Option<Capacity>,
        /// Tasks at the meeting.
        roles: Vec<MeetingRole>,
        /// Whom he or she serves for.
        serves_for: Option<To<Person>>,
        /// Whom he or she represents or comes from.
        organisation: Option<To<Party>>,
        /// Party at the time.
        party: Option<String>,
        /// Title or titles as written.
        title: Option<String>,
        /// Whether he or she took part from elsewhere, from the start.
        remote: Option<bool>,
        /// The §§ at which he or she was there, if not all.
        paragraphs: Option<ParagraphSet>,
        /// What else is known.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// What changes in somebody's attendance.
    pub enum AttendanceChange = "attendance_change" {
        /// Comes.
        Arrives = "arrives",
        /// Goes.
        Leaves = "leaves",
        /// Begins to serve for somebody.
        ServesFor = "serves_for",
        /// Takes the seat back.
        Resumes = "resumes",
        /// Is disqualified for an item.
        Disqualified = "disqualified",
        /// Joins from elsewhere.
        JoinsRemotely = "joins_remotely",
        /// Goes on in another capacity.
        ChangesCapacity = "changes_capacity",
        /// Takes the chair, from whoever had it.
        TakesChair = "takes_chair",
    }
}

noun! {
    /// One change in one person's attendance, by clock or by §; neither if the source does not say when.
    pub struct AttendanceEvent = "attendance_event" / "attendance-events", label change, in Attendance as attendance {
        /// What changes.
        change: AttendanceChange,
        /// At what time.
        clock: Option<Clock>,
        /// At the start of which § (for leaving: after which §).
        paragraph: Option<Paragraph>,
        /// Whom he or she begins to serve for.
        person: Option<To<Person>>,
        /// The new capacity.
        capacity: Option<Capacity>,
    }
}
