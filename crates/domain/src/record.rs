//! Records of meetings and the notices that they are adjusted.

use crate::{
    body::RecordKind, edtf::Edtf, meeting::Meeting, noun, noun::To, organisation::Organisation,
    paragraphs::ParagraphSet, person::Person, posting::NoticeEnding, value::Prose, value::Url, vocabulary,
};

vocabulary! {
    /// Where a record is between draft and approved.
    pub enum RecordStatus = "record_status" {
        /// Being written.
        Draft = "draft",
        /// Out for adjustment.
        InAdjustment = "in_adjustment",
        /// Justerat.
        Adjusted = "adjusted",
        /// Signed or issued without adjustment.
        Issued = "issued",
        /// Approved by the next meeting.
        Approved = "approved",
        /// Replaced by a corrected version.
        Corrected = "corrected",
    }
}

impl RecordStatus {
    /// Whether it is finished: from then on it is corrected, not rewritten.
    pub const fn is_finished(self) -> bool {
        match self {
            RecordStatus::Adjusted
            | RecordStatus::Issued
            | RecordStatus::Approved
            | RecordStatus::Corrected => true,
            RecordStatus::Draft | RecordStatus::InAdjustment => false,
        }
    }
}

noun! {
    /// The record of a meeting or of a part of it.
    pub struct Record = "record" / "records", label kind, in Meeting as meeting {
        /// What sort of record it is.
        kind: RecordKind,
        /// Number in the body's series, as 1/2018.
        number: Option<String>,
        /// The §§ that it covers.
        paragraphs: Option<ParagraphSet>,
        /// Where it is between draft and approved.
        status: Option<RecordStatus>,
        /// When it was or will be adjusted.
        adjusted: Option<Edtf>,
        /// Where it is adjusted.
        adjustment_place: Option<String>,
        /// Who adjusts it.
        adjusters: Vec<To<Person>>,
        /// Initials of adjusters as written, where nobody is named.
        adjuster_initials: Vec<String>,
        /// Who kept it.
        secretary: Option<To<Person>>,
        /// Who chaired and signs it.
        chair: Option<To<Person>>,
        /// Who signed it.
        signed_by: Vec<To<Person>>,
        /// Where it is kept.
        storage: Option<String>,
        /// Where it can be read.
        url: Option<Url>,
        /// What else is known.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// What a notice announces.
    pub enum NoticeKind = "notice_kind" {
        /// That a record is adjusted.
        Adjusted = "adjusted",
        /// That a meeting will be held.
        Meeting = "meeting",
        /// That a decision was taken on delegation.
        DelegatedDecision = "delegated_decision",
    }
}

noun! {
    /// A notice on a notice board: when it went up and came down, as far as the source says.
    pub struct Notice = "notice" / "notices", label kind, in Record as record {
        /// What it announces.
        kind: NoticeKind,
        /// Whose notice board.
        board: Option<To<Organisation>>,
        /// The day it went up.
        posted: Option<Edtf>,
        /// The day it came down.
        removed: Option<Edtf>,
        /// Where the record is kept, as the notice says.
        storage: Option<String>,
        /// Who signed it.
        signed_by: Option<To<Person>>,
        /// Where it can be seen.
        url: Option<Url>,
        /// The day it is to go up.
        planned: Option<Edtf>,
        /// The day it is to come down.
        comes_down: Option<Edtf>,
        /// Whether the portal's own page is the board.
        here: Option<bool>,
        /// What bears witness that it was up.
        evidence: Option<Prose>,
        /// Whether somebody has looked for personal data in it.
        checked: Option<bool>,
        /// Why it came down.
        ending: Option<NoticeEnding>,
        /// What is said of that.
        ending_note: Option<Prose>,
        /// The notice that it is put up again for.
        repeats: Option<To<Notice>>,
    }
}
