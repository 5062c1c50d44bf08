//! Moments of things: the dates that deadlines run from and to.

use crate::facts::{Fact, Facts};
use genbo_domain::{
    edtf::Edtf,
    record::{Notice, NoticeKind, Record},
    value::ThingId,
    vocabulary,
};

vocabulary! {
    /// A date that a thing has.
    pub enum Moment = "moment" {
        /// When a meeting begins.
        MeetingStart = "meeting.start",
        /// When a meeting ends.
        MeetingEnd = "meeting.end",
        /// When the call or agenda of a meeting went out.
        Agenda = "agenda",
        /// When it was announced that a meeting will be held.
        MeetingAnnounced = "meeting.announced",
        /// When a record is adjusted.
        RecordAdjusted = "record.adjusted",
        /// When the notice of a record went up.
        NoticePosted = "notice.posted",
        /// When the notice of a record came down.
        NoticeRemoved = "notice.removed",
        /// When a referral was sent.
        ReferralSent = "referral.sent",
        /// The last day to answer a referral.
        ReferralDue = "referral.due",
        /// The date of a document.
        DocumentDate = "document.date",
        /// When a document was adopted.
        DocumentAdopted = "document.adopted",
        /// When a document was last updated.
        DocumentUpdated = "document.updated",
        /// When the time that a document governs begins.
        PeriodStart = "period.start",
        /// When the time that a document governs ends.
        PeriodEnd = "period.end",
        /// When a body begins.
        BodyStart = "body.start",
        /// When a step of a planning cycle is.
        StepWindow = "step.window",
        /// When an event begins.
        EventStart = "event.start",
        /// When a commission is due.
        CommissionDue = "commission.due",
        /// When an activity is.
        ActivityWhen = "activity.when",
        /// When a project begins.
        ProjectStart = "project.start",
    }
}

/// What is known of a moment of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// The date.
    At(Edtf),
    /// The source shows it empty, or says that there is none.
    Empty,
    /// Nobody has told.
    Missing,
    /// Such a thing has no such moment.
    Never,
}

/// A moment of a thing. A record's notices and a notice's record count as one.
pub fn of(facts: &Facts, thing: ThingId, moment: Moment) -> Known {
    match moment {
        Moment::MeetingStart | Moment::MeetingEnd => match meeting_of(facts, thing) {
            Some(m) => end_of(m, "when", m.facts.when.as_ref(), moment == Moment::MeetingStart),
            None => Known::Never,
        },
        Moment::Agenda => field(facts.meetings.get(thing), "call_sent", |m| m.call_sent.as_ref()),
        Moment::MeetingAnnounced => announced(facts, thing),
        Moment::RecordAdjusted => field(record_of(facts, thing), "adjusted", |r| r.adjusted.as_ref()),
        Moment::NoticePosted | Moment::NoticeRemoved => {
            let Some(notice) = notice_of(facts, thing) else {
                return if facts.records.get(thing).is_some() { Known::Missing } else { Known::Never };
            };
            match moment {
                Moment::NoticePosted => field(Some(notice), "posted", |n| n.posted.as_ref()),
                _ => field(Some(notice), "removed", |n| n.removed.as_ref()),
            }
        }
        Moment::ReferralSent => field(facts.referrals.get(thing), "sent", |r| r.sent.as_ref()),
        Moment::ReferralDue => field(facts.referrals.get(thing), "due", |r| r.due.as_ref()),
        Moment::DocumentDate => field(facts.documents.get(thing), "date", |d| d.date.as_ref()),
        Moment::DocumentAdopted => field(facts.documents.get(thing), "adopted", |d| d.adopted.as_ref()),
        Moment::DocumentUpdated => field(facts.documents.get(thing), "updated", |d| d.updated.as_ref()),
        Moment::PeriodStart | Moment::PeriodEnd => match facts.documents.get(thing) {
            Some(d) => end_of(d, "period", d.facts.period.as_ref(), moment == Moment::PeriodStart),
            None => Known::Never,
        },
        Moment::BodyStart => match facts.bodies.get(thing) {
            Some(b) => end_of(b, "valid", b.facts.valid.as_ref(), true),
            None => Known::Never,
        },
        Moment::StepWindow => field(facts.steps.get(thing), "window", |s| s.window.as_ref()),
        Moment::EventStart => match facts.events.get(thing) {
            Some(e) => end_of(e, "when", e.facts.when.as_ref(), true),
            None => Known::Never,
        },
        Moment::CommissionDue => field(facts.commissions.get(thing), "due", |c| c.due.as_ref()),
        Moment::ActivityWhen => field(facts.activities.get(thing), "when", |a| a.when.as_ref()),
        Moment::ProjectStart => match facts.projects.get(thing) {
            Some(p) => end_of(p, "period", p.facts.period.as_ref(), true),
            None => Known::Never,
        },
    }
}

/// The record that a thing is, or whose notice it is.
fn record_of(facts: &Facts, thing: ThingId) -> Option<&Fact<Record>> {
    facts.records.get(thing).or_else(|| facts.records.get(facts.notices.get(thing)?.facts.record.0))
}

/// The notice that a thing is, or that announces that the record is adjusted.
fn notice_of(facts: &Facts, thing: ThingId) -> Option<&Fact<Notice>> {
    let of_record = |n: &&Fact<Notice>| n.facts.record.0 == thing && n.facts.kind == NoticeKind::Adjusted;
    facts.notices.get(thing).or_else(|| facts.notices.iter().find(of_record))
}

/// When it was announced that a meeting will be held: by the first notice that says so.
fn announced(facts: &Facts, thing: ThingId) -> Known {
    let Some(meeting) = facts.meetings.get(thing) else { return Known::Never };
    let of_meeting = |n: &&Fact<Notice>| {
        let record = facts.records.get(n.facts.record.0);
        n.facts.kind == NoticeKind::Meeting && record.is_some_and(|r| r.facts.meeting.0 == meeting.id)
    };
    match facts.notices.iter().find(of_meeting) {
        Some(notice) => known(notice, "posted", notice.facts.posted.as_ref()),
        None => Known::Missing,
    }
}

/// The meeting that a thing is or belongs to.
pub fn meeting_of(facts: &Facts, thing: ThingId) -> Option<&Fact<genbo_domain::meeting::Meeting>> {
    let of_record = || record_of(facts, thing).map(|r| r.facts.meeting.0);
    let item = |id: ThingId| facts.items.get(id).map(|i| i.facts.meeting.0);
    let of_vote = || item(facts.votes.get(thing)?.facts.item.0);
    let meeting = || facts.meetings.get(of_record().or_else(|| item(thing)).or_else(of_vote)?);
    facts.meetings.get(thing).or_else(meeting)
}

fn field<N>(fact: Option<&Fact<N>>, name: &str, date: impl Fn(&N) -> Option<&Edtf>) -> Known {
    match fact {
        None => Known::Never,
        Some(fact) => known(fact, name, date(&fact.facts)),
    }
}

fn known<N>(fact: &Fact<N>, name: &str, date: Option<&Edtf>) -> Known {
    match date {
        Some(date) => Known::At(date.clone()),
        None if fact.is_empty(name) => Known::Empty,
        None => Known::Missing,
    }
}

/// The beginning or end of a time that a thing has.
fn end_of<N>(fact: &Fact<N>, name: &str, date: Option<&Edtf>, start: bool) -> Known {
    match known(fact, name, date) {
        Known::At(date) => {
            let end = if start { date.start() } else { date.end() };
            end.point().map_or(Known::Missing, |point| Known::At(Edtf::from(*point)))
        }
        other => other,
    }
}
