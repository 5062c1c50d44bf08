//! Plans: goals, activities, indicators, and the steps of a planning cycle.

use crate::{
    agreement::Area, body::Body, cooperation::Cooperation, count::Count, edtf::Edtf,
    governing_document::GoverningDocument, governing_document::Responsible, meeting::Meeting, noun, noun::To,
    organisation::Organisation, organisation::Party, rational::Rational, value::Prose, vocabulary,
};

vocabulary! {
    /// Where a plan, activity or project is.
    pub enum PlanState = "plan_state" {
        /// Proposed.
        Proposed = "proposed",
        /// Decided, not begun.
        Planned = "planned",
        /// Under way.
        UnderWay = "under_way",
        /// Done.
        Done = "done",
        /// Given up.
        Abandoned = "abandoned",
    }
}

noun! {
    /// A plan of what will be done in a time.
    pub struct Plan = "plan" / "plans", label title {
        /// Whose plan it is.
        owner: To<Party>,
        /// Title.
        title: String,
        /// The document that holds it.
        document: Option<To<GoverningDocument>>,
        /// The bodies that decide on it.
        decided_by: Vec<To<Body>>,
        /// The bodies among which it is anchored.
        anchored_in: Vec<To<Body>>,
        /// The time that it is for.
        period: Option<Edtf>,
        /// Where it is.
        state: Option<PlanState>,
        /// Who leads it.
        lead: Option<To<Responsible>>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// What a plan is to reach.
    pub struct Goal = "goal" / "goals", label title, in Plan as plan {
        /// The goal, in short.
        title: String,
        /// When it is to be reached.
        target: Option<Edtf>,
        /// How it is measured, in words.
        measure: Option<Prose>,
        /// The indicator that measures it.
        indicator: Option<To<Indicator>>,
        /// Whether it was reached, in words.
        outcome: Option<Prose>,
    }
}

noun! {
    /// Something to do in a plan.
    pub struct Activity = "activity" / "activities", label title, in Plan as plan {
        /// What is done, in short.
        title: String,
        /// The goal that it serves.
        goal: Option<To<Goal>>,
        /// The cooperation area that it belongs to.
        area: Option<To<Area>>,
        /// The body that answers for it.
        accountable: Option<To<Body>>,
        /// Who does it.
        responsible: Vec<To<Responsible>>,
        /// The member that leads it.
        lead: Option<To<Organisation>>,
        /// When.
        when: Option<Edtf>,
        /// Where it is.
        state: Option<PlanState>,
        /// What the follow-up said, or when it comes.
        follow_up: Option<Prose>,
    }
}

noun! {
    /// One step in the making of governing documents, with its window in the year.
    pub struct CycleStep = "cycle_step" / "cycle-steps", label title {
        /// The cooperation whose cycle it is.
        cooperation: To<Cooperation>,
        /// Its number in the cycle, with letters for parallel steps, as 8a.
        number: Option<String>,
        /// What happens.
        title: String,
        /// The documents that are being made.
        documents: Vec<To<GoverningDocument>>,
        /// Who acts.
        actor: Option<To<Responsible>>,
        /// When.
        window: Option<Edtf>,
        /// The steps that it builds on.
        depends_on: Vec<To<CycleStep>>,
        /// The meeting at which it happens.
        meeting: Option<To<Meeting>>,
        /// What comes out of it.
        deliverable: Option<Prose>,
        /// The step that it is a part of; such a step is not drawn by itself.
        part_of: Option<To<CycleStep>>,
        /// Where it is.
        state: Option<PlanState>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// Something that is measured again and again.
    pub struct Indicator = "indicator" / "indicators", label name {
        /// Name.
        name: String,
        /// Whose indicator it is.
        owner: Option<To<Party>>,
        /// Unit.
        unit: Option<String>,
        /// Who publishes it.
        publisher: Option<String>,
        /// Whether a higher figure is better.
        higher_is_better: Option<bool>,
        /// What it means, and where the series breaks.
        note: Option<Prose>,
    }
}

noun! {
    /// One value of an indicator.
    pub struct IndicatorValue = "indicator_value" / "indicator-values", label when, in Indicator as indicator {
        /// For whom.
        organisation: Option<To<Organisation>>,
        /// For when.
        when: Edtf,
        /// The value.
        value: Option<Rational>,
        /// Rank among all that are measured.
        rank: Option<Count>,
        /// Whether the series breaks before it.
        breaks: Option<bool>,
    }
}
