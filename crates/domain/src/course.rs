//! Courses, events, themes and good examples: what makes people meet.

use crate::{
    body::Body, cooperation::Cooperation, count::Count, edtf::Edtf, item::Item, meeting::Host,
    meeting::Meeting, meeting::MeetingStatus, money::Money, noun, noun::To, organisation::Organisation,
    value::Prose, value::Url, vocabulary,
};

noun! {
    /// A course that members offer together.
    pub struct Course = "course" / "courses", label title {
        /// The cooperation that offers it.
        cooperation: To<Cooperation>,
        /// Title.
        title: String,
        /// Length in days.
        days: Option<Count>,
        /// Who it is for.
        audience: Option<Prose>,
        /// What one should have done before.
        eligibility: Option<Prose>,
        /// What it takes up.
        subjects: Vec<String>,
        /// Price of a seat.
        price: Option<Money>,
        /// What the price covers and leaves out, and its year.
        price_note: Option<Prose>,
        /// The size of group that the price rests on.
        target_size: Option<Count>,
        /// The least number of participants.
        minimum: Option<Count>,
        /// The largest number of participants.
        maximum: Option<Count>,
        /// Who pays.
        payer: Option<Prose>,
        /// Who administers it.
        administrator: Option<String>,
        /// From when to when it is offered.
        valid: Option<Edtf>,
        /// Whether the numbers of participants are advice rather than limits.
        sizes_are_advice: Option<bool>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// How many seats of a course one organisation said that it needs.
    pub struct CourseNeed = "course_need" / "course-needs", label organisation, in Course as course {
        /// Who needs them.
        organisation: To<Organisation>,
        /// When it was asked.
        when: Option<Edtf>,
        /// How many seats.
        seats: Option<Count>,
    }
}

noun! {
    /// One time that a course is given.
    pub struct CourseEdition = "course_edition" / "course-editions", label when, in Course as course {
        /// When.
        when: Edtf,
        /// Place.
        place: Option<String>,
        /// Where it is between thought and over.
        status: Option<MeetingStatus>,
        /// How many take part.
        enrolled: Option<Count>,
    }
}

noun! {
    /// Events that come back.
    pub struct EventSeries = "event_series" / "event-series", label title {
        /// The cooperation that holds it.
        cooperation: To<Cooperation>,
        /// Title.
        title: String,
        /// How often and how long, in words.
        frequency: Option<Prose>,
        /// Who it is for.
        audience: Option<Prose>,
        /// Who prepares it.
        prepared_by: Option<To<Body>>,
        /// Since when.
        valid: Option<Edtf>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// A seminar, theme day or other gathering that is no body's meeting.
    pub struct Event = "event" / "events", label title {
        /// The cooperation that holds it.
        cooperation: To<Cooperation>,
        /// Title.
        title: String,
        /// The series that it belongs to.
        series: Option<To<EventSeries>>,
        /// From when to when, local time; as imprecise as it is known.
        when: Option<Edtf>,
        /// The date that it was moved from.
        moved_from: Option<Edtf>,
        /// Where it is between thought and over.
        status: Option<MeetingStatus>,
        /// The bodies that it is for.
        bodies: Vec<To<Body>>,
        /// Place.
        place: Option<String>,
        /// Who is host.
        host: Option<To<Host>>,
        /// Length in days.
        days: Option<Count>,
        /// The decision that set or moved it.
        decided_by: Option<To<Item>>,
        /// What it is about.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// Where a theme is.
    pub enum ThemeState = "theme_state" {
        /// Proposed.
        Proposed = "proposed",
        /// On the list.
        Planned = "planned",
        /// Taken up.
        TakenUp = "taken_up",
        /// Left out.
        Dropped = "dropped",
    }
}

noun! {
    /// A theme that a body takes up in a year.
    pub struct Theme = "theme" / "themes", label title {
        /// The body.
        body: To<Body>,
        /// The theme.
        title: String,
        /// The year or time.
        when: Option<Edtf>,
        /// The meeting that takes it up.
        meeting: Option<To<Meeting>>,
        /// Where it comes from.
        proposed_by: Option<String>,
        /// Where it is.
        state: Option<ThemeState>,
    }
}

noun! {
    /// Something that worked well somewhere, for others to take after.
    pub struct Example = "example" / "examples", label title {
        /// The cooperation that shares it.
        cooperation: To<Cooperation>,
        /// Title.
        title: String,
        /// Whose example it is.
        organisation: Option<To<Organisation>>,
        /// The event at which it was shown.
        event: Option<To<Event>>,
        /// Theme.
        theme: Option<String>,
        /// When.
        when: Option<Edtf>,
        /// What it is, in our own words.
        summary: Option<Prose>,
        /// Where to read more.
        url: Option<Url>,
        /// Whether everybody may read it.
        open: Option<bool>,
    }
}
