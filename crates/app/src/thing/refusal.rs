//! Why something that was written is not done: which row, which field, what is wrong. Words for people stand in `web`.

use genbo_domain::{authority::Permission, demand, referral};
use genbo_rules::parameter::Fault;

/// One reason why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which of the things that were written, from 0.
    pub row: usize,
    /// The field, or `slug`, `home` or `reason`; nothing if it is the whole thing.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// No thing of its noun can be without it.
    Missing,
    /// There is no such thing, or the writer may not see it.
    NoSuch(String),
    /// It is no value of its kind; the text is for writers of files.
    NoValue(String),
    /// Another thing of the noun has this slug already.
    Taken(String),
    /// It is no slug.
    NoSlug(String),
    /// It leads in a circle back to the thing itself.
    Circle,
    /// The writer may not do that to this thing.
    NotAllowed(Permission),
    /// A reason must be given; the word says for what.
    NeedsReason(Cause),
    /// Something refers to it, so that it cannot be taken back: how many things.
    ReferredTo(usize),
    /// Somebody has changed it since; the last change is another one.
    NotLast,
    /// What stood there before cannot be read any more.
    Unreadable(String),
    /// It is more than is changed at once: how many are.
    TooMany(usize),
    /// The same submission has come before with another content.
    OtherContent,
    /// There is a house style already.
    HasStyle,
    /// He or she may not serve there: who goes before, if it is somebody.
    NotServing(NotServing, Option<String>),
    /// Whoever did not take part in deciding: the slug.
    DidNotTakePart(String),
    /// As many for as against: something else must settle it.
    Tied,
    /// Law has the body decide at meetings.
    ByLawAtMeetings,
    /// The body's rules do not say that it may decide between meetings.
    NotBetweenMeetings,
    /// Too little is known to count it so.
    Uncountable,
    /// Its record is not finished.
    Unfinished,
    /// It has a number already.
    Numbered,
    /// The organisation has no series that numbers its cases.
    NoSeries,
    /// The step does not lead from where it is; perhaps somebody else has taken one.
    NotFromHere,
    /// A step of a referral cannot be taken.
    Referral(referral::step::Refusal),
    /// It is frozen: what was called or published stays as it was.
    Frozen,
    /// Something about an adjustment.
    Adjusting(crate::adjustment::Cannot),
    /// Something about a notice.
    Posting(crate::posting::Cannot),
    /// A rule of procedure that cannot be.
    Rule(Fault),
    /// Anything else, in the words for writers of files: what is wrong, how to mend it.
    Other(String, String),
}

/// Why somebody may not serve at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotServing {
    /// The body has no substitutes.
    Forbidden,
    /// He or she is not there, or serves already.
    NotFree,
    /// Somebody goes before in the order.
    Before,
    /// Is another member's own substitute.
    OfAnother,
    /// Somebody of the member's own party goes before.
    OtherParty,
    /// Has not been appointed as substitute.
    NoSubstitute,
    /// Has stopped serving, and may not begin again the same day.
    Returned,
    /// The member is there and has the seat.
    Taken,
}

/// For what a reason is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A meeting that is set, moved or held gets another time, or is called off.
    Moved,
    /// A claim is chosen as the working value.
    Chosen,
    /// A last day is put off.
    PutOff,
    /// Something is taken back.
    TakenBack,
    /// What many could see is closed.
    Closed,
    /// Something is added to an agenda or dropped from it after it was called.
    Called,
    /// A commission is handed back.
    HandedBack,
    /// More is wanted of what was handed over.
    SentBack,
    /// A commission is closed before it was reported.
    LeftUndone,
    /// A way-station is left out.
    LeftOut,
}

impl From<demand::Reason> for Cause {
    fn from(reason: demand::Reason) -> Cause {
        match reason {
            demand::Reason::Moved => Cause::Moved,
            demand::Reason::Chosen => Cause::Chosen,
            demand::Reason::PutOff => Cause::PutOff,
        }
    }
}

/// A field that somebody else has changed since the writer looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// Which of the things that were written, from 0.
    pub row: usize,
    /// The field.
    pub field: String,
    /// When it was changed, RFC 3339 in UTC.
    pub at: String,
    /// By which account; for those who may read the trail.
    pub by: String,
    /// The value that it has now, as text.
    pub now: Option<String>,
}
