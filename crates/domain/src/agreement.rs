//! Cooperation areas, agreements and cost keys.

use crate::{
    body::Body, cooperation::Cooperation, count::Count, duration::Duration, edtf::Edtf,
    governing_document::GoverningDocument, item::Item, money::Money, noun, noun::To,
    organisation::Organisation, organisation::Party, rational::Rational, value::Prose, vocabulary,
};

vocabulary! {
    /// How far a cooperation area has come.
    pub enum AreaStage = "area_stage" {
        /// Proposed.
        Proposed = "proposed",
        /// Analysed.
        Analysed = "analysed",
        /// Given priority.
        Prioritised = "prioritised",
        /// Talked over with the chief executives.
        InDialogue = "in_dialogue",
        /// Decided by each party.
        Decided = "decided",
        /// A letter of intent is written.
        LetterOfIntent = "letter_of_intent",
        /// Being established by a project group.
        BeingEstablished = "being_established",
        /// In operation.
        Established = "established",
        /// Followed up.
        FollowedUp = "followed_up",
        /// Ended.
        Ended = "ended",
    }
}

noun! {
    /// A field in which members cooperate, or may.
    pub struct Area = "area" / "areas", label name {
        /// The cooperation.
        cooperation: To<Cooperation>,
        /// Name.
        name: String,
        /// How far it has come.
        stage: Option<AreaStage>,
        /// Its place in the order of priority, 1 first.
        priority: Option<i64>,
        /// Why to cooperate in it.
        motives: Vec<String>,
        /// The letter of intent.
        letter_of_intent: Option<To<GoverningDocument>>,
        /// Why there is no letter of intent.
        no_letter_reason: Option<Prose>,
        /// The decisions on it.
        decided_by: Vec<To<Item>>,
        /// The body that establishes it.
        established_by: Option<To<Body>>,
        /// What the analysis said, or that there is none.
        analysis: Option<Prose>,
        /// When it was analysed.
        analysed: Option<Edtf>,
        /// Supervision and audit, in words.
        supervision: Option<Prose>,
        /// The key by which its cost is shared.
        cost_key: Option<To<Key>>,
        /// How it is paid for, in words.
        financing: Option<Prose>,
        /// In whose organisation charts it is visible.
        visible_in: Vec<To<Organisation>>,
        /// When it was begun.
        started: Option<Edtf>,
        /// What it is, in our own words.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// In what form members have agreed.
    pub enum AgreementForm = "agreement_form" {
        /// Written contract.
        Contract = "contract",
        /// Letter of intent.
        LetterOfIntent = "letter_of_intent",
        /// Decisions with the same text.
        ParallelDecisions = "parallel_decisions",
        /// Charter of a federation or association.
        Charter = "charter",
        /// Spoken.
        Oral = "oral",
    }
}

noun! {
    /// An agreement between members, and how one leaves it.
    pub struct Agreement = "agreement" / "agreements", label title {
        /// Title.
        title: String,
        /// The cooperation that it belongs to.
        cooperation: Option<To<Cooperation>>,
        /// In what form.
        form: Option<AgreementForm>,
        /// Who has agreed.
        parties: Vec<To<Party>>,
        /// From when to when.
        valid: Option<Edtf>,
        /// How long before its end it must be given notice of.
        notice: Option<Duration>,
        /// By how much it is prolonged if nobody gives notice.
        prolonged_by: Option<Duration>,
        /// Window, approvals and liabilities on leaving, in words.
        exit: Option<Prose>,
        /// What is done under it.
        tasks: Vec<String>,
        /// Who does it for the others.
        hosts: Vec<To<Organisation>>,
        /// How its cost is shared.
        cost_key: Option<To<Key>>,
        /// The document.
        document: Option<To<GoverningDocument>>,
    }
}

noun! {
    /// A key by which a cost is shared.
    pub struct Key = "key" / "keys", label title {
        /// The cooperation.
        cooperation: To<Cooperation>,
        /// What it shares.
        title: String,
        /// The rule, in words.
        rule: Option<Prose>,
        /// An amount that each unit pays, as a price per seat.
        unit_price: Option<Money>,
        /// What the unit price covers and leaves out, as VAT.
        covers: Option<Prose>,
        /// Who prepares it.
        prepared_by: Vec<To<Body>>,
        /// From when to when.
        valid: Option<Edtf>,
    }
}

noun! {
    /// One payer's share in a key.
    pub struct KeyShare = "key_share" / "key-shares", label payer, in Key as key by payer {
        /// Who pays.
        payer: To<Party>,
        /// Its share of the whole.
        share: Option<Rational>,
        /// The figure that the share rests on.
        basis: Option<Count>,
    }
}
