//! Governing documents: what was agreed on, in which edition, and the sections that rules cite.

use crate::{
    body::Body, edtf::Edtf, item::Item, noun, noun::To, organisation::Party, target, value::Prose,
    value::Url, vocabulary,
};

vocabulary! {
    /// What sort of governing document it is.
    pub enum GoverningDocumentKind = "governing_document_kind" {
        /// Arbetsordning, reglemente.
        RulesOfProcedure = "rules_of_procedure",
        /// Förbundsordning, stadgar.
        Charter = "charter",
        /// Strategiskt inriktningsdokument.
        StrategicDirection = "strategic_direction",
        /// Verksamhetsplan.
        OperationalPlan = "operational_plan",
        /// Handlingsplan.
        ActionPlan = "action_plan",
        /// Samverkansplan.
        CooperationPlan = "cooperation_plan",
        /// Avsiktsförklaring, viljeförklaring.
        LetterOfIntent = "letter_of_intent",
        /// Kommunikationsstrategi and other strategies.
        Strategy = "strategy",
        /// Årsarbetsplan.
        YearPlan = "year_plan",
        /// Metod.
        Method = "method",
        /// Lägesrapport.
        StatusReport = "status_report",
        /// Avtal.
        Agreement = "agreement",
        /// Law or statute.
        Statute = "statute",
        /// A list of themes or the like.
        List = "list",
        /// Something else.
        Other = "other",
    }
}

vocabulary! {
    /// Where a governing document is in its life.
    pub enum DocumentStatus = "document_status" {
        /// Being written.
        Draft = "draft",
        /// Proposed.
        Proposed = "proposed",
        /// Adopted.
        Adopted = "adopted",
        /// Used, but the source does not say that or by whom it was adopted.
        AdoptionUnknown = "adoption_unknown",
        /// Replaced by a later one.
        Replaced = "replaced",
    }
}

target! {
    /// Who can be responsible for something: a person, post, body or organisation.
    pub Responsible = ["person", "post", "body", "organisation", "cooperation"]
}

noun! {
    /// A document that governs a cooperation, a body or a plan.
    pub struct GoverningDocument = "governing_document" / "governing-documents", label title {
        /// Whose document it is.
        owner: To<Party>,
        /// Title.
        title: String,
        /// Short title.
        short_title: Option<String>,
        /// What sort it is.
        kind: Option<GoverningDocumentKind>,
        /// The time that it governs.
        period: Option<Edtf>,
        /// The date on it.
        date: Option<Edtf>,
        /// Where it is in its life.
        status: Option<DocumentStatus>,
        /// Who is bound by it.
        parties: Vec<To<Party>>,
        /// The bodies that adopted it, or shall.
        adopted_by: Vec<To<Body>>,
        /// When it was adopted.
        adopted: Option<Edtf>,
        /// The decisions that adopted it.
        adopted_at: Vec<To<Item>>,
        /// When it was last updated.
        updated: Option<Edtf>,
        /// Who answers for it.
        responsible: Vec<To<Responsible>>,
        /// When it shall be reviewed.
        review: Option<Edtf>,
        /// The document that it replaces.
        predecessor: Option<To<GoverningDocument>>,
        /// Where it can be read.
        url: Option<Url>,
        /// What it says, in our own words.
        summary: Option<Prose>,
    }
}

noun! {
    /// One edition of a governing document.
    pub struct Edition = "edition" / "editions", label date, in GoverningDocument as governing_document by date {
        /// The date of the edition.
        date: Edtf,
        /// What happened then: agreed, updated, anchored.
        note: Option<Prose>,
        /// The bodies that agreed on it.
        agreed_by: Vec<To<Body>>,
        /// Where it was anchored before.
        anchored_at: Option<Prose>,
    }
}

noun! {
    /// A section of a governing document, that rules can cite.
    pub struct Section = "section" / "sections", label heading, in GoverningDocument as governing_document by heading {
        /// Heading.
        heading: String,
        /// Depth, 1 outermost.
        level: Option<i64>,
        /// The edition that it is taken from, by date.
        edition: Option<Edtf>,
        /// What it says, in our own words.
        summary: Option<Prose>,
        /// Short key phrases, as they stand.
        quotes: Vec<String>,
        /// The norms of the catalogue that it holds.
        norms: Vec<String>,
        /// The bodies that it is about.
        about: Vec<To<Body>>,
        /// When it shall be reviewed.
        review: Option<Edtf>,
    }
}
