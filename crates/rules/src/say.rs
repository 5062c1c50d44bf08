//! What findings say, as data: each variant is a sentence that the pages have in every language.

use crate::{moment::Moment, occasion::OccasionKind, window::Window};
use genbo_domain::{
    body::{Power, SubstituteRegime},
    count::Count,
    duration::Duration,
    edtf::Edtf,
    rule::RuleReply,
    seat::SeatRole,
    value::ThingId,
    vote::TieBreak,
};
use jiff::civil::Date;

/// A sentence, or a line of arithmetic, with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// The rule cannot be read: what is wrong with it.
    Fault(String),
    /// The rule is not in force on the day.
    NotInForce,
    /// Nothing that the rule could be about is recorded.
    NoSubject,
    /// The rule is turned off.
    Off,
    /// An exception counts instead.
    Exception(ThingId),
    /// Two exceptions count, and none has priority.
    Contradiction(ThingId, ThingId),
    /// So many in a window: held, planned, unconfirmed, of perhaps that window.
    Counted {
        /// What is counted.
        what: OccasionKind,
        /// In which window.
        window: Window,
        /// Held.
        held: i64,
        /// Still planned.
        planned: i64,
        /// Past and not confirmed.
        unconfirmed: i64,
        /// With a date that may lie outside.
        perhaps: i64,
        /// The least number.
        at_least: Option<i64>,
        /// The greatest number.
        at_most: Option<i64>,
    },
    /// Enough are held.
    Enough,
    /// Enough if the plan holds.
    EnoughIfPlanHolds,
    /// Too few are held or planned until a day.
    TooFewUntil(Date),
    /// Too few were held.
    TooFew,
    /// Too many are held or planned.
    TooMany,
    /// Too few are recorded, and the list is not known to be complete.
    TooFewRecorded,
    /// It depends on something past that nobody has confirmed.
    NotConfirmed,
    /// It depends on a date that is not known exactly.
    DateNotExact,
    /// The two are so many days apart, counted by the calendar.
    Apart {
        /// The first.
        from: Date,
        /// The second.
        to: Date,
        /// Days between.
        days: i64,
        /// The least distance.
        at_least: Option<Duration>,
        /// The greatest distance.
        at_most: Option<Duration>,
    },
    /// A distance is too short.
    TooClose,
    /// A distance is too long.
    TooFar,
    /// All distances are as they shall be.
    DistancesRight,
    /// There is no meeting of the other body near enough.
    NoCompanion(ThingId),
    /// There is a meeting of the other body near enough.
    HasCompanion(ThingId),
    /// The two bodies' meetings overlap on a day, or come in the wrong order.
    WrongOrder(ThingId),
    /// They come in the right order.
    RightOrder,
    /// A limit: the moment, the distance, and the day that comes out.
    Limit {
        /// The moment from which is counted.
        from: Moment,
        /// Its date.
        date: Edtf,
        /// The distance.
        distance: Duration,
        /// Whether it is counted backwards.
        before: bool,
        /// The day that comes out; the last allowed, or the first.
        day: Date,
        /// Whether it is the last allowed day.
        last: bool,
    },
    /// When a moment is.
    MomentIs(Moment, Edtf),
    /// A moment is in time.
    InTime(Moment),
    /// A moment is too late.
    TooLate(Moment),
    /// A moment is too early.
    TooEarly(Moment),
    /// The source shows the place of a moment empty, or says that there is none.
    EmptyInSource(Moment),
    /// A moment is not recorded.
    NotRecorded(Moment),
    /// A moment is still to come, at the latest on a day.
    DueBy(Moment, Date),
    /// The window in which a moment shall lie.
    WindowIs(Edtf),
    /// The date is a working day.
    WorkingDay(Date),
    /// The date is no working day.
    FreeDay(Date),
    /// There are so many seats, and there should be so many.
    Seats {
        /// Seats that there are.
        seats: i64,
        /// Whether some of them are counted approximately.
        about: bool,
        /// Seats that there should be.
        should: Option<Count>,
    },
    /// A body's size is stated so.
    SizeIs {
        /// The size on record.
        size: Count,
        /// The size that it should be.
        should: Option<Count>,
    },
    /// The number is right.
    NumberRight,
    /// The number is wrong.
    NumberWrong,
    /// The number is not known.
    NumberUnknown,
    /// Each has what it shall have: so many of so many.
    AllOf(i64, i64),
    /// Somebody lacks what each shall have.
    Lacking(Vec<ThingId>),
    /// It cannot be said of some.
    UnknownOf(Vec<ThingId>),
    /// There are so many officers of a role.
    Officers(SeatRole, i64),
    /// An officer comes from the wrong side.
    OfficerFromWrongSide(SeatRole),
    /// A regime of substitutes is on record.
    Regime(SubstituteRegime),
    /// The regime of substitutes is another than the rule's.
    OtherRegime(SubstituteRegime, SubstituteRegime),
    /// There is a substitute, or somebody served for another.
    SubstituteThere(ThingId),
    /// There are no substitutes.
    NoSubstitutes,
    /// A power is on record that the rule does not give.
    PowerTooFar(Power),
    /// A decision goes beyond the body's mandate.
    DecisionTooFar(ThingId),
    /// Nothing goes beyond the mandate.
    WithinMandate,
    /// A step comes before one that it builds on.
    BeforeBasis(ThingId),
    /// A step comes after all that it builds on.
    AfterBasis,
    /// A step's time is past, and nobody has said that it is done.
    StepNotConfirmed,
    /// The document is adopted as it shall be.
    Adopted,
    /// The document is adopted by another body.
    AdoptedByOther,
    /// It is not recorded by whom it is adopted.
    AdoptionUnknown,
    /// It shall still be adopted.
    NotYetAdopted,
    /// One document is in force.
    OneInForce(ThingId),
    /// None is in force.
    NoneInForce,
    /// Two are in force at once.
    TwoInForce(ThingId, ThingId),
    /// The matter was with the other body before.
    Anchored(ThingId),
    /// The matter was not with the other body before.
    NotAnchored,
    /// The item is no part of a matter, so that it cannot be followed.
    NoMatter,
    /// It was reported back.
    ReportedBack(ThingId),
    /// No back report is recorded.
    NoReport,
    /// The commission is carried out.
    Fulfilled,
    /// The commission is overdue.
    Overdue,
    /// The commission is open and has no last day.
    OpenWithoutDay,
    /// The commission is open.
    Open,
    /// A last day that no source states is assumed.
    AssumedDay(Date),
    /// An answer has come in time.
    Answered,
    /// An answer came too late.
    AnsweredLate,
    /// No answer has come.
    NoAnswer,
    /// The question was withdrawn.
    Withdrawn,
    /// It shall be looked at again by a day.
    ReviewBy(Date),
    /// It has been replaced or renewed.
    Renewed(ThingId),
    /// Its time is over, and nothing follows it.
    NothingFollows,
    /// No date for review or end is recorded.
    NoReviewDate,
    /// Fields that are there.
    Complete,
    /// Fields that the source shows empty.
    FieldsEmpty(Vec<String>),
    /// Fields that are not recorded.
    FieldsMissing(Vec<String>),
    /// It is covered by something.
    CoveredBy(ThingId),
    /// It is not covered.
    NotCovered,
    /// The task changes hands.
    ChangesHands,
    /// The task stays in the same hands.
    SameHands(ThingId),
    /// There is no earlier period.
    FirstPeriod,
    /// Nobody has said who has it, or since when.
    HolderUnknown,
    /// It changes hands on that day at the latest.
    HeldUntil(Date),
    /// It should have changed hands on that day at the latest.
    HeldTooLong(Date),
    /// The body has not begun.
    NotBegun,
    /// The body has begun as it may.
    BegunAfter(ThingId),
    /// The body has begun without what must come first.
    BegunWithout,
    /// It was called off.
    CalledOff,
    /// Somebody adjusts who has not decided, or has presided.
    OfficerNotAmong,
    /// A number comes out of order.
    NumberOutOfOrder(ThingId),
    /// Somebody serves for a member of another party, or for nobody who is absent.
    ServesWrongly(ThingId),
    /// So many have served for others, each as it may be.
    ServedRightly(i64),
    /// One of those that only one kind says.
    More(More),
}

impl From<More> for Say {
    fn from(more: More) -> Say {
        Say::More(more)
    }
}

/// What only one kind says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum More {
    /// It is in time only if a last day that is no working day is moved to that day.
    OnlyIfMoved(Date),
    /// When it last was.
    LastWas(ThingId, Date),
    /// It comes again in time.
    ComesAgain(ThingId),
    /// It shall come again by a day.
    NextBy(Date),
    /// It has not come again by a day.
    NotAgainBy(Date),
    /// It has never been.
    NeverYet,
    /// It has not passed a body.
    NotPassed(ThingId),
    /// It passed the first of two bodies before the second, and should not.
    WrongPassage(ThingId, ThingId),
    /// Two items decide with different words.
    OtherText {
        /// The one item.
        here: ThingId,
        /// The other item.
        there: ThingId,
        /// What stands in the one where they differ.
        was: String,
        /// What stands in the other.
        is: String,
    },
    /// Some have not decided.
    NotDecidedBy(Vec<ThingId>),
    /// All have decided as they shall.
    DecidedAlike,
    /// The figure is not known of some.
    FigureMissing(Vec<ThingId>),
    /// Some have a seat that are not among the largest.
    NotAmongLargest(Vec<ThingId>),
    /// So many are among the largest, and the smallest of them has that figure.
    LargestIs(i64, i64),
    /// So many take part, and there should be so many.
    Participants {
        /// How many there are.
        enrolled: Count,
        /// How many there should be.
        should: Option<Count>,
    },
    /// The numbers are advice rather than limits.
    NumbersAreAdvice,
    /// Some have not got it.
    NotSentTo(Vec<ThingId>),
    /// Nobody of those who must be there is there at an item.
    NobodyThere(ThingId),
    /// Somebody is there at an item that is none of the subjects.
    ThereToo(ThingId),
    /// A question that only a person can answer.
    Asks(String),
    /// What somebody answered.
    Replied {
        /// The answer.
        reply: RuleReply,
        /// Who answered.
        by: String,
        /// When.
        when: Edtf,
    },
    /// What was found is what the votes give; whether yes won.
    MajorityRight(bool),
    /// What was found is not what the votes give; whether yes was found to have won.
    MajorityWrong(bool),
    /// The votes for yes and no.
    VoteIs {
        /// For yes.
        yes: i64,
        /// For no.
        no: i64,
    },
    /// A tie was settled as it may be.
    TieSettled(TieBreak),
    /// A tie was settled as it may not be.
    TieSettledWrongly(TieBreak),
}

impl More {
    /// The things that it names.
    fn things(&self) -> Vec<ThingId> {
        match self {
            More::LastWas(a, _)
            | More::ComesAgain(a)
            | More::NotPassed(a)
            | More::NobodyThere(a)
            | More::ThereToo(a) => vec![*a],
            More::WrongPassage(a, b) => vec![*a, *b],
            More::OtherText { here, there, .. } => vec![*here, *there],
            More::NotDecidedBy(all)
            | More::FigureMissing(all)
            | More::NotAmongLargest(all)
            | More::NotSentTo(all) => all.clone(),
            _ => Vec::new(),
        }
    }
}

impl Say {
    /// The things that it names.
    pub fn things(&self) -> Vec<ThingId> {
        match self {
            Say::Exception(a)
            | Say::NoCompanion(a)
            | Say::HasCompanion(a)
            | Say::WrongOrder(a)
            | Say::SubstituteThere(a)
            | Say::DecisionTooFar(a)
            | Say::BeforeBasis(a)
            | Say::OneInForce(a)
            | Say::Anchored(a)
            | Say::ReportedBack(a)
            | Say::Renewed(a)
            | Say::CoveredBy(a)
            | Say::SameHands(a)
            | Say::NumberOutOfOrder(a)
            | Say::ServesWrongly(a)
            | Say::BegunAfter(a) => vec![*a],
            Say::Contradiction(a, b) | Say::TwoInForce(a, b) => vec![*a, *b],
            Say::Lacking(all) | Say::UnknownOf(all) => all.clone(),
            Say::More(more) => more.things(),
            _ => Vec::new(),
        }
    }
}
