//! Projects, and evaluations of bodies, documents, goals and cooperations.

use crate::{
    body::Body, edtf::Edtf, governing_document::Responsible, matter::Document, money::Money, noun, noun::To,
    organisation::Party, plan::PlanState, target, value::Prose, vocabulary,
};

target! {
    /// Who can take part in a project or lead a part of it.
    pub Partner = ["organisation", "cooperation", "body", "group", "post", "person"]
}

noun! {
    /// A project of one or several members.
    pub struct Project = "project" / "projects", label title {
        /// Title.
        title: String,
        /// Whose project it is.
        owner: Option<To<Party>>,
        /// The body that steers it.
        steered_by: Option<To<Body>>,
        /// Who pays.
        financiers: Vec<To<Party>>,
        /// Who takes part.
        partners: Vec<To<Partner>>,
        /// From when to when.
        period: Option<Edtf>,
        /// Where it is.
        state: Option<PlanState>,
        /// What it costs.
        budget: Option<Money>,
        /// What it is for and what came out of it, in our own words.
        summary: Option<Prose>,
    }
}

noun! {
    /// A part of a project with a lead of its own.
    pub struct ProjectPart = "project_part" / "project-parts", label title, in Project as project {
        /// What it is.
        title: String,
        /// Who leads it.
        leads: Vec<To<Partner>>,
        /// Who leads it, as written.
        lead_text: Option<String>,
        /// What comes out of it.
        deliverable: Option<Prose>,
        /// When.
        when: Option<Edtf>,
    }
}

target! {
    /// What can be evaluated.
    pub Evaluated = ["body", "governing_document", "goal", "cooperation", "project", "plan", "area", "course", "commission"]
}

vocabulary! {
    /// Where an evaluation is.
    pub enum EvaluationState = "evaluation_state" {
        /// It shall be done.
        Due = "due",
        /// Begun.
        Begun = "begun",
        /// Done.
        Done = "done",
    }
}

noun! {
    /// A look back at whether something works.
    pub struct Evaluation = "evaluation" / "evaluations", label title {
        /// What it is called.
        title: String,
        /// What is evaluated.
        subject: To<Evaluated>,
        /// Who evaluates.
        by: Option<To<Responsible>>,
        /// When.
        when: Option<Edtf>,
        /// Where it is.
        state: Option<EvaluationState>,
        /// What it found.
        conclusion: Option<Prose>,
        /// The document that it led to.
        document: Option<To<Document>>,
    }
}
