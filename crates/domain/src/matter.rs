//! Matters that cross organisations: one shared matter, each organisation's own case, documents and dispatches.

use crate::{
    agenda::Agenda, edtf::Edtf, item::Addressee, item::Item, noun, noun::To, organisation::Organisation,
    organisation::Party, paragraphs::ParagraphSet, person::Person, record::Record, target, value::Prose,
    value::Url, vocabulary,
};

target! {
    /// Who can start a matter or write a document.
    pub Author = ["organisation", "cooperation", "body", "post", "person"]
}

vocabulary! {
    /// Where a matter is.
    pub enum MatterStatus = "matter_status" {
        /// Started.
        Open = "open",
        /// Waiting for others.
        Waiting = "waiting",
        /// Decided.
        Decided = "decided",
        /// Closed.
        Closed = "closed",
    }
}

vocabulary! {
    /// What a matter or document is shared for.
    pub enum SharingPurpose = "sharing_purpose" {
        /// For comment (yttrande).
        Comment = "comment",
        /// For consultation (samråd).
        Consultation = "consultation",
        /// For decision.
        Decision = "decision",
        /// For information (kännedom).
        Information = "information",
    }
}

noun! {
    /// One matter, whichever organisations deal with it.
    pub struct Matter = "matter" / "matters", label title {
        /// Public title.
        title: String,
        /// Title that only those who may see it see.
        protected_title: Option<String>,
        /// Who started it.
        initiated_by: Option<To<Author>>,
        /// Whose matter it is.
        owner: Option<To<Party>>,
        /// Where it is.
        status: Option<MatterStatus>,
        /// When it was started.
        opened: Option<Edtf>,
        /// When it was closed.
        closed: Option<Edtf>,
        /// What it is about, in our own words.
        summary: Option<Prose>,
    }
}

vocabulary! {
    /// Where a case number comes from.
    pub enum CaseOrigin = "case_origin" {
        /// Genbo allotted it by the organisation's pattern.
        Allotted = "allotted",
        /// Typed in from the organisation's own system.
        Typed = "typed",
        /// As printed on another's document.
        Foreign = "foreign",
        /// The organisation has yet to give it.
        ToBeSupplied = "to_be_supplied",
    }
}

noun! {
    /// One organisation's own case of a matter.
    pub struct Case = "case" / "cases", label number, in Matter as matter by organisation {
        /// Whose case it is.
        organisation: To<Organisation>,
        /// Its number in that organisation's own form.
        number: Option<String>,
        /// Where the number comes from.
        origin: Option<CaseOrigin>,
        /// When it was opened.
        opened: Option<Edtf>,
        /// Who handles it.
        officer: Option<To<Addressee>>,
    }
}

vocabulary! {
    /// What sort of document it is.
    pub enum DocumentKind = "document_kind" {
        /// Skrivelse.
        Letter = "letter",
        /// Protokollsutdrag.
        Extract = "extract",
        /// Protokoll or notes as a document.
        Record = "record",
        /// Rapport, utredning.
        Report = "report",
        /// Tjänsteskrivelse.
        OfficialReport = "official_report",
        /// Presentation.
        Presentation = "presentation",
        /// Yttrande, svar.
        Answer = "answer",
        /// Inbjudan.
        Invitation = "invitation",
        /// Something else.
        Other = "other",
    }
}

noun! {
    /// A document of a matter: a letter, an extract, a report.
    pub struct Document = "document" / "documents", label title {
        /// Title.
        title: String,
        /// What sort it is.
        kind: Option<DocumentKind>,
        /// The matter that it belongs to.
        matter: Option<To<Matter>>,
        /// Number in the sender's case, as 2022.2294-2.
        number: Option<String>,
        /// The date on it.
        date: Option<Edtf>,
        /// Who wrote it.
        authors: Vec<To<Author>>,
        /// Who signed it.
        signed_by: Vec<To<Person>>,
        /// Who asked for it.
        commissioned_by: Vec<To<Author>>,
        /// The item whose extract it is.
        extract_of: Option<To<Item>>,
        /// The §§ of the extract.
        paragraphs: Option<ParagraphSet>,
        /// What it rests on.
        basis: Vec<To<Document>>,
        /// Who certified it as an extract.
        certified_by: Option<To<Person>>,
        /// When it was certified.
        certified: Option<Edtf>,
        /// Where it can be read.
        url: Option<Url>,
        /// What it says, in our own words.
        summary: Option<Prose>,
    }
}

noun! {
    /// That a document was sent to somebody, and when it came there.
    pub struct Dispatch = "dispatch" / "dispatches", label recipient_text {
        /// The document, if one is known.
        document: Option<To<Document>>,
        /// The item whose decision was sent.
        item: Option<To<Item>>,
        /// The agenda with which it called somebody.
        agenda: Option<To<Agenda>>,
        /// The record that was sent.
        record: Option<To<Record>>,
        /// The matter.
        matter: Option<To<Matter>>,
        /// Who sent it.
        sender: Option<To<Author>>,
        /// Who received it, or shall.
        recipient: Option<To<Addressee>>,
        /// Recipient as written.
        recipient_text: Option<String>,
        /// What for.
        purpose: Option<SharingPurpose>,
        /// When it was sent.
        sent: Option<Edtf>,
        /// When it came.
        received: Option<Edtf>,
        /// The number that it got in the receiver's diary.
        received_number: Option<String>,
        /// How it was sent.
        channel: Option<String>,
        /// What else is known.
        note: Option<Prose>,
    }
}
