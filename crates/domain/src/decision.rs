//! Decisions: clauses, proposals, stances without a vote, statements for the record, decisions on delegation.

use crate::{
    body::Body, edtf::Edtf, item::Addressee, item::Item, matter::Matter, money::Money, noun, noun::To,
    organisation::Party, person::Person, value::Prose, vocabulary,
};

vocabulary! {
    /// Whether a last day is set.
    pub enum DueStatus = "due_status" {
        /// It may be moved.
        Preliminary = "preliminary",
        /// It is set.
        Fixed = "fixed",
    }
}

vocabulary! {
    /// What a clause does.
    pub enum ClauseKind = "clause_kind" {
        /// Decides finally.
        Decision = "decision",
        /// Adopts a document.
        Adoption = "adoption",
        /// Commissions somebody.
        Commission = "commission",
        /// Recommends to another body.
        Recommendation = "recommendation",
        /// Takes a position.
        Position = "position",
        /// Hands the matter over to another body.
        Transfer = "transfer",
        /// Appoints somebody.
        Appointment = "appointment",
        /// Urges somebody.
        Appeal = "appeal",
        /// Takes note.
        Noted = "noted",
        /// Moves or sets a date.
        Scheduling = "scheduling",
        /// Something else.
        Other = "other",
    }
}

noun! {
    /// One att-sats of a decision.
    pub struct Clause = "clause" / "clauses", label text, in Item as item by number {
        /// Its number in the decision.
        number: i64,
        /// What is decided, in short.
        text: Prose,
        /// What it does.
        kind: Option<ClauseKind>,
        /// Who shall act or receive.
        addressees: Vec<To<Addressee>>,
        /// Who shall act or receive, as written.
        addressee_text: Option<String>,
        /// Last day.
        due: Option<Edtf>,
        /// Whether the last day is set or preliminary.
        due_status: Option<DueStatus>,
        /// Amount.
        amount: Option<Money>,
    }
}

vocabulary! {
    /// What a proposal asks for.
    pub enum ProposalKind = "proposal_kind" {
        /// Bifall.
        Approve = "approve",
        /// Avslag.
        Reject = "reject",
        /// Ändring.
        Amend = "amend",
        /// Tillägg.
        Add = "add",
        /// Återremiss.
        ReferBack = "refer_back",
        /// Bordläggning.
        Table = "table",
        /// A text of one's own.
        OwnText = "own_text",
    }
}

vocabulary! {
    /// What became of a proposal.
    pub enum ProposalOutcome = "proposal_outcome" {
        /// It became the decision.
        Carried = "carried",
        /// It fell.
        Lost = "lost",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
}

noun! {
    /// A proposal moved at the meeting (yrkande).
    pub struct Proposal = "proposal" / "proposals", label kind, in Item as item {
        /// What it asks for.
        kind: ProposalKind,
        /// Who moved it.
        movers: Vec<To<Person>>,
        /// Its text, in short.
        text: Option<Prose>,
        /// Its place in the order in which the chair puts the proposals, 1 first.
        place: Option<i64>,
        /// What became of it.
        outcome: Option<ProposalOutcome>,
    }
}

vocabulary! {
    /// Where a member stands without a vote.
    pub enum StanceKind = "stance_kind" {
        /// Supports.
        Supports = "supports",
        /// Takes note.
        TakesNote = "takes_note",
        /// Opposes.
        Opposes = "opposes",
        /// Supports on a condition.
        Conditional = "conditional",
        /// Said nothing.
        Silent = "silent",
    }
}

noun! {
    /// Where one member stood in an item, where no vote was taken.
    pub struct Stance = "stance" / "stances", label member, in Item as item by member {
        /// The member.
        member: To<Party>,
        /// Where it stood.
        kind: StanceKind,
        /// Its condition or reason.
        text: Option<Prose>,
    }
}

vocabulary! {
    /// What somebody had added to the record.
    pub enum StatementKind = "statement_kind" {
        /// Reservation.
        Reservation = "reservation",
        /// Särskilt yttrande.
        SeparateOpinion = "separate_opinion",
        /// Protokollsanteckning.
        Note = "note",
        /// Jäv.
        Disqualification = "disqualification",
        /// Did not take part in the decision.
        NotParticipating = "not_participating",
    }
}

noun! {
    /// Something that persons had added to the record of an item.
    pub struct Statement = "statement" / "statements", label kind, in Item as item {
        /// What it is.
        kind: StatementKind,
        /// Whose it is.
        persons: Vec<To<Person>>,
        /// Whether it was announced before the meeting closed.
        announced: Option<bool>,
        /// Its text, in short.
        text: Option<Prose>,
    }
}

noun! {
    /// A decision taken on delegation or by the chair in an urgent matter, to be reported to the body.
    pub struct DelegatedDecision = "delegated_decision" / "delegated-decisions", label text {
        /// The body on whose behalf it was taken.
        body: To<Body>,
        /// What was decided, in short.
        text: String,
        /// Who decided.
        decided_by: Option<To<Addressee>>,
        /// When.
        when: Option<Edtf>,
        /// The point of the scheme of delegation.
        basis: Option<String>,
        /// Whether it is the chair's urgent decision.
        urgent: Option<bool>,
        /// The item at which it was reported.
        reported_at: Option<To<Item>>,
        /// The matter.
        matter: Option<To<Matter>>,
    }
}
