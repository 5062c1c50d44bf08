//! What moments and windows are called.

use crate::lang::Lang;
use genbo_rules::{
    moment::Moment,
    occasion::OccasionKind,
    window::{Name, Window},
};

/// What a moment is called, in the definite form.
pub(super) const fn moment(lang: Lang, moment: Moment) -> &'static str {
    match moment {
        Moment::MeetingStart => lang.pick("mötets början", "the beginning of the meeting"),
        Moment::MeetingEnd => lang.pick("mötets slut", "the end of the meeting"),
        Moment::Agenda => lang.pick("utskicket av dagordningen", "the sending of the agenda"),
        Moment::MeetingAnnounced => {
            lang.pick("tillkännagivandet av mötet", "the announcement of the meeting")
        }
        Moment::RecordAdjusted => lang.pick("justeringen av protokollet", "the adjustment of the record"),
        Moment::NoticePosted => lang.pick("dagen då anslaget sattes upp", "the day the notice went up"),
        Moment::NoticeRemoved => lang.pick("dagen då anslaget togs ner", "the day the notice came down"),
        Moment::ReferralSent => lang.pick("utskicket av remissen", "the sending of the referral"),
        Moment::ReferralDue => lang.pick("sista dagen att svara", "the last day to answer"),
        Moment::DocumentDate => lang.pick("dokumentets datum", "the date of the document"),
        Moment::DocumentAdopted => lang.pick("antagandet av dokumentet", "the adoption of the document"),
        Moment::DocumentUpdated => lang.pick("uppdateringen av dokumentet", "the update of the document"),
        Moment::PeriodStart => lang.pick("periodens början", "the beginning of the period"),
        Moment::PeriodEnd => lang.pick("periodens slut", "the end of the period"),
        Moment::BodyStart => lang.pick("organets start", "the start of the body"),
        Moment::StepWindow => lang.pick("stegets tid", "the time of the step"),
        Moment::EventStart => lang.pick("händelsens början", "the beginning of the event"),
        Moment::CommissionDue => lang.pick("sista dagen för uppdraget", "the last day of the commission"),
        Moment::ActivityWhen => lang.pick("aktivitetens tid", "the time of the activity"),
        Moment::ProjectStart => lang.pick("projektets början", "the beginning of the project"),
    }
}

/// What a window is called.
pub(super) fn window(lang: Lang, window: Window) -> String {
    let year = window.first.year();
    match window.name {
        Name::Year => year.to_string(),
        Name::HalfYear(1) => format!("{} {year}", lang.pick("våren", "spring")),
        Name::HalfYear(_) => format!("{} {year}", lang.pick("hösten", "autumn")),
        Name::Quarter(n) => format!("{} {n} {year}", lang.pick("kvartal", "quarter")),
        Name::Month(n) => format!("{} {year}", lang.month(i8::try_from(n).unwrap_or(1))),
        Name::Period => format!("{}–{}", lang.day(window.first), lang.day(window.last)),
    }
}

/// What is counted, in the plural.
pub(super) const fn occasions(lang: Lang, what: OccasionKind) -> &'static str {
    match what {
        OccasionKind::Meeting => lang.pick("möten", "meetings"),
        OccasionKind::Event => lang.pick("händelser", "events"),
        OccasionKind::Evaluation => lang.pick("uppföljningar", "evaluations"),
    }
}
