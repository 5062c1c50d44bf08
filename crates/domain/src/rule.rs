//! Rules of procedure as data: which rule, about whom, from which document, and how strictly it is meant.

use crate::{
    body::Body, claim::Anything, cooperation::Cooperation, cooperation::Group, edtf::Edtf,
    governing_document::GoverningDocument, noun, noun::To, organisation::Organisation,
    parameters::Parameters, value::Prose, vocabulary,
};

vocabulary! {
    /// What a rule measures and compares. The catalogue of kinds is closed.
    pub enum RuleKind = "rule_kind" {
        /// How often something happens in a year, half-year, month or period.
        Frequency = "frequency",
        /// How far apart two meetings after each other are.
        Spacing = "spacing",
        /// That each meeting has a meeting of another body before or after it.
        Companion = "companion",
        /// That two bodies that meet on the same day meet one after the other.
        DayOrder = "day_order",
        /// How long before or after one moment another one is.
        LeadTime = "lead_time",
        /// Within which time a moment lies.
        DateWindow = "date_window",
        /// That a date is a working day.
        WorkingDay = "working_day",
        /// How many seats a body has, in all or for each member or group.
        Seats = "seats",
        /// How many persons a body consists of.
        Size = "size",
        /// Which officers a body has, and from where they come.
        Officers = "officers",
        /// Whether and how members can be replaced.
        Substitution = "substitution",
        /// To whom the seats of a body may be allotted, and who appoints their holders.
        Eligibility = "eligibility",
        /// What a body may do with a matter.
        Mandate = "mandate",
        /// That the steps of a planning cycle come in their order.
        StepOrder = "step_order",
        /// That a document is adopted by the body that shall adopt it.
        Adoption = "adoption",
        /// That there is one document of a kind in force at a time.
        OneInForce = "one_in_force",
        /// That a matter passes another body before this one takes it up.
        Anchoring = "anchoring",
        /// That somebody reports back after each meeting.
        ReportBack = "report_back",
        /// That commissions are carried out and closed.
        Fulfilment = "fulfilment",
        /// That those who are asked answer in time.
        Answers = "answers",
        /// That a document is reviewed or replaced in time.
        Review = "review",
        /// That certain facts about a thing are there.
        Completeness = "completeness",
        /// That each member, group or area has what it shall have.
        Coverage = "coverage",
        /// That a task changes hands from one period to the next.
        Rotation = "rotation",
        /// That a body does not start before something has happened.
        Gate = "gate",
        /// How many must be present at a meeting that decides.
        Quorum = "quorum",
        /// Who adjusts and signs a record.
        Adjusting = "adjusting",
        /// That the numbers of items grow with time.
        Numbering = "numbering",
        /// That something comes again within a time after the last time.
        Recurrence = "recurrence",
        /// That a document or matter passes several bodies in their order.
        Passage = "passage",
        /// That the seats belong to those who are largest by a figure.
        Ranking = "ranking",
        /// That each member has as many seats as a figure gives by a method.
        Apportionment = "apportionment",
        /// How many take part in a course or an event.
        Capacity = "capacity",
        /// That several bodies decide the same, word for word.
        JointDecision = "joint_decision",
        /// Who must get a record, a notice or a call.
        Distribution = "distribution",
        /// That somebody is there only, or always, when certain subjects are dealt with.
        Presence = "presence",
        /// What majority a vote needs, and what breaks a tie.
        Majority = "majority",
        /// What only a person can say: asked, and answered for a time.
        Confirmation = "confirmation",
    }
}

vocabulary! {
    /// How strictly a rule is meant, as its document has it.
    pub enum Force = "force" {
        /// By law.
        Legal = "legal",
        /// Must, shall.
        Must = "must",
        /// Must not, may not.
        MayNot = "may_not",
        /// A rule that the parties have agreed on.
        Rule = "rule",
        /// Should.
        Should = "should",
        /// Used to be done so.
        Practice = "practice",
        /// A goal.
        Goal = "goal",
        /// May.
        May = "may",
        /// Decided once.
        Decided = "decided",
        /// A fact that the document tells.
        Fact = "fact",
    }
}

vocabulary! {
    /// What sort of thing a rule judges, one by one.
    pub enum ScopeItem = "scope_item" {
        /// Each body.
        Body = "body",
        /// Each member.
        Member = "member",
        /// Each group of members.
        Group = "group",
        /// Each meeting.
        Meeting = "meeting",
        /// Each event.
        Event = "event",
        /// Each record of a meeting.
        Record = "record",
        /// Each notice of a record.
        Notice = "notice",
        /// Each item of a meeting.
        Item = "item",
        /// Each governing document.
        Document = "document",
        /// Each section of a governing document.
        Section = "section",
        /// Each step of a planning cycle.
        Step = "step",
        /// Each commission.
        Commission = "commission",
        /// Each referral.
        Referral = "referral",
        /// Each plan.
        Plan = "plan",
        /// Each activity of a plan.
        Activity = "activity",
        /// Each project.
        Project = "project",
        /// Each cooperation area.
        Area = "area",
        /// Each agreement.
        Agreement = "agreement",
        /// Each cost key.
        Key = "key",
        /// Each contact.
        Contact = "contact",
        /// Each course.
        Course = "course",
        /// Each matter.
        Matter = "matter",
        /// Each goal of a plan.
        Goal = "goal",
    }
}

noun! {
    /// A rule of a cooperation: a kind with parameters, about some things, from a section of a document.
    pub struct Rule = "rule" / "rules", label title, in Cooperation as cooperation {
        /// The rule in short, as people call it.
        title: Option<String>,
        /// What it measures and compares.
        kind: RuleKind,
        /// The body that it is about.
        scope_body: Option<To<Body>>,
        /// The bodies that it is about.
        scope_bodies: Vec<To<Body>>,
        /// It is about all bodies that are a part of this one.
        scope_part_of: Option<To<Body>>,
        /// It is about all bodies in the cooperation that people call so.
        scope_body_kind: Option<crate::body::BodyKind>,
        /// The member that it is about.
        scope_member: Option<To<Organisation>>,
        /// The members that it is about.
        scope_members: Vec<To<Organisation>>,
        /// The group of members that it is about.
        scope_group: Option<To<Group>>,
        /// The governing document that it is about.
        scope_document: Option<To<GoverningDocument>>,
        /// It is about all governing documents of this kind in the cooperation.
        scope_document_kind: Option<crate::governing_document::GoverningDocumentKind>,
        /// The one thing that it is about.
        scope_thing: Option<To<Anything>>,
        /// What sort of thing is judged, one by one.
        scope_item: Option<ScopeItem>,
        /// What the kind needs to know; each kind has its own.
        parameters: Option<Parameters>,
        /// The parameters that no source states: our assumptions.
        assumed: Vec<String>,
        /// The rule that it is an exception from.
        excepts: Option<To<Rule>>,
        /// Which of two exceptions counts: the higher.
        priority: Option<i64>,
        /// The document that it stands in.
        cites_document: To<GoverningDocument>,
        /// The edition of the document, by date.
        cites_edition: Edtf,
        /// The heading of the section.
        cites_section: String,
        /// The words that it rests on, in short.
        cites_quote: String,
        /// How strictly it is meant.
        force: Force,
        /// Whether a breach is a violation although the force says only warning.
        raised: Option<bool>,
        /// From when to when it holds; as long as its document does if left out.
        valid: Option<Edtf>,
        /// The norms of the catalogue that it realises.
        norms: Vec<String>,
        /// How an unclear passage is read.
        reading_text: Option<Prose>,
        /// Who reads it so.
        reading_by: Option<String>,
        /// From when it is read so.
        reading_from: Option<Edtf>,
        /// Why it is not checked.
        state_off_because: Option<Prose>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// That a rule is waived for somebody for a time.
    pub struct RuleWaiver = "rule_waived" / "rule-waivers", label by, in Rule as rule {
        /// For what it is waived; for everything if left out.
        subject: Option<To<Anything>>,
        /// Who waives it.
        by: String,
        /// Why.
        why: Prose,
        /// The last day.
        until: Option<Edtf>,
    }
}

vocabulary! {
    /// What a person answers to what a rule asks.
    pub enum RuleReply = "rule_reply" {
        /// It is so.
        Yes = "yes",
        /// It is not so.
        No = "no",
        /// It is not so yet; it is being done.
        NotYet = "not_yet",
    }
}

noun! {
    /// What somebody answered to what a rule asks, and until when the answer counts.
    pub struct RuleAnswer = "rule_answer" / "rule-answers", label by, in Rule as rule {
        /// For what it is answered; for everything if left out.
        subject: Option<To<Anything>>,
        /// The answer.
        reply: RuleReply,
        /// Who answers.
        by: String,
        /// The day of the answer.
        when: Edtf,
        /// The last day on which it counts.
        until: Option<Edtf>,
        /// What it rests on.
        why: Option<Prose>,
    }
}

vocabulary! {
    /// Which list of facts is meant.
    pub enum ListKind = "list_kind" {
        /// Meetings of a body.
        Meetings = "meetings",
        /// Events of a cooperation.
        Events = "events",
        /// Evaluations of a body, document or cooperation.
        Evaluations = "evaluations",
        /// Seats of a body.
        Seats = "seats",
        /// Members of a cooperation.
        Members = "members",
        /// Items and decisions of a body's meetings.
        Items = "items",
        /// Attendance at a body's meetings.
        Attendance = "attendance",
        /// Governing documents.
        Documents = "documents",
        /// Answers to a referral.
        Answers = "answers",
        /// Back reports from a body's meetings.
        BackReports = "back_reports",
        /// Contacts.
        Contacts = "contacts",
        /// Notices of a body's records.
        Notices = "notices",
        /// What was sent, of a body's records.
        Dispatches = "dispatches",
    }
}

noun! {
    /// That a list of facts is complete: what is not in it was not.
    pub struct CompleteList = "complete_list" / "complete-lists", label list {
        /// Whose list it is.
        of: To<Anything>,
        /// Which list.
        list: ListKind,
        /// The time for which it is complete; always if left out.
        window: Option<Edtf>,
        /// How we know.
        note: Option<Prose>,
    }
}
