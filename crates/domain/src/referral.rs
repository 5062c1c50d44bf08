//! Referrals: a question to several organisations, each of which answers through its own bodies, or does not.

pub mod state;
pub mod step;

use crate::{
    edtf::Edtf, item::Item, matter::Author, matter::Document, matter::Matter, matter::SharingPurpose, noun,
    noun::To, organisation::Organisation, target, value::Prose, vocabulary,
};

vocabulary! {
    /// What sort of answer it is. No answer is not one of them.
    pub enum AnswerKind = "answer_kind" {
        /// Accepts.
        Accept = "accept",
        /// Rejects.
        Reject = "reject",
        /// Proposes changes.
        Amend = "amend",
        /// Wishes another allocation.
        OtherAllocation = "other_allocation",
        /// Proposes a start date of its own.
        OwnStart = "own_start",
        /// Abstains from what is offered.
        Abstain = "abstain",
        /// Leaves it to somebody in its own organisation.
        Delegated = "delegated",
        /// Something else.
        Other = "other",
    }
}

target! {
    /// What a referral can follow up.
    pub FollowedUp = ["item", "document", "evaluation", "meeting", "commission"]
}

noun! {
    /// A question with a proposal to several organisations, and the last day to answer.
    pub struct Referral = "referral" / "referrals", label title {
        /// What it is about.
        title: String,
        /// Who asks.
        sender: To<Author>,
        /// The matter.
        matter: Option<To<Matter>>,
        /// The letter that asks.
        document: Option<To<Document>>,
        /// The question.
        question: Option<Prose>,
        /// What is proposed.
        proposal: Option<Prose>,
        /// What it is sent for.
        purpose: Option<SharingPurpose>,
        /// When it was sent.
        sent: Option<Edtf>,
        /// Last day to answer.
        due: Option<Edtf>,
        /// The kinds of answer that it names.
        allowed: Vec<AnswerKind>,
        /// The decision that it rests on.
        decided_by: Option<To<Item>>,
        /// What else it follows up.
        follows_up: Vec<To<FollowedUp>>,
    }
}

noun! {
    /// One organisation that is asked.
    pub struct ReferralAddressee = "referral_addressee" / "referral-addressees", label organisation, in Referral as referral by organisation {
        /// Who is asked.
        organisation: To<Organisation>,
        /// A later last day that it was given.
        extended_to: Option<Edtf>,
        /// Why it was given more time.
        extension_reason: Option<Prose>,
        /// When it was reminded.
        reminded: Vec<Edtf>,
        /// When the question to it was withdrawn.
        withdrawn: Option<Edtf>,
    }
}

vocabulary! {
    /// Who said what sort of answer it is.
    pub enum SetBy = "set_by" {
        /// The one who answered.
        Addressee = "addressee",
        /// The one who asked, as an interpretation.
        Sender = "sender",
    }
}

noun! {
    /// One organisation's answer.
    pub struct Answer = "answer" / "answers", label organisation, in Referral as referral by organisation {
        /// Who answers.
        organisation: To<Organisation>,
        /// What sort of answer it is.
        kind: Option<AnswerKind>,
        /// Who said so.
        set_by: Option<SetBy>,
        /// The decision behind it.
        decision: Option<To<Item>>,
        /// The document that it came in.
        document: Option<To<Document>>,
        /// When it came.
        received: Option<Edtf>,
        /// What it says, in short.
        text: Option<Prose>,
        /// The start date that it proposes.
        own_start: Option<Edtf>,
    }
}
