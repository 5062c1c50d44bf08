//! Commissions and what goes on outside meetings because of them: way-stations, recommendations, back reports, home rounds.

pub mod step;

use crate::{
    body::Body, decision::Clause, decision::DueStatus, edtf::Edtf, item::Addressee, item::Item,
    matter::Author, matter::Matter, meeting::Meeting, noun, noun::To, organisation::Party, post::Post,
    target, value::Prose, vocabulary,
};

vocabulary! {
    /// Where a commission is.
    pub enum CommissionState = "commission_state" {
        /// Given, not yet accepted.
        Given = "given",
        /// Accepted.
        Accepted = "accepted",
        /// Handed back.
        Returned = "returned",
        /// Being carried out.
        UnderWay = "under_way",
        /// Its deliverable is handed over.
        Delivered = "delivered",
        /// Reported back as an item.
        Reported = "reported",
        /// The report is noted.
        Noted = "noted",
        /// Closed.
        Closed = "closed",
    }
}

impl CommissionState {
    /// Whether the one who gave it still waits for it: until it is noted, closed or handed back.
    pub const fn is_open(self) -> bool {
        !matches!(self, CommissionState::Noted | CommissionState::Closed | CommissionState::Returned)
    }

    /// Whether the one who got it still has something to do: until its deliverable is handed over.
    pub const fn waits_for_assignee(self) -> bool {
        matches!(self, CommissionState::Given | CommissionState::Accepted | CommissionState::UnderWay)
    }
}

target! {
    /// What a commission can be due together with.
    pub DueWith = ["meeting", "event", "evaluation", "cycle_step"]
}

target! {
    /// What can be handed over.
    pub Deliverable = ["document", "governing_document", "plan"]
}

noun! {
    /// A task that a decision gives to somebody.
    pub struct Commission = "commission" / "commissions", label title {
        /// What shall be done, in short.
        title: String,
        /// The clause that gives it.
        clause: Option<To<Clause>>,
        /// The item that gives it, if no clause is known.
        item: Option<To<Item>>,
        /// Who gives it.
        given_by: Option<To<Author>>,
        /// Who shall do it; it follows the post, not the person.
        assignee: Option<To<Addressee>>,
        /// Who shall do it, as written.
        assignee_text: Option<String>,
        /// What shall be handed over.
        deliverable: Option<Prose>,
        /// Who shall take part in it.
        composition: Option<Prose>,
        /// Last day.
        due: Option<Edtf>,
        /// Whether the last day is set or preliminary.
        due_status: Option<DueStatus>,
        /// What it is due together with, where no day is told.
        due_with: Option<To<DueWith>>,
        /// When to look at it again, where no last day is set.
        review: Option<Edtf>,
        /// The body that it is reported to.
        report_to: Option<To<Body>>,
        /// Where it is.
        state: Option<CommissionState>,
        /// The document that it led to.
        closing_document: Option<To<Deliverable>>,
        /// The item at which it was reported or closed.
        closed_by: Option<To<Item>>,
        /// The matter.
        matter: Option<To<Matter>>,
        /// What else is known.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// Whether a way-station is passed.
    pub enum WayStationState = "way_station_state" {
        /// Still ahead.
        Ahead = "ahead",
        /// Passed.
        Passed = "passed",
        /// Left out, with a reason.
        Skipped = "skipped",
    }
}

noun! {
    /// A place that a commission must pass before it comes back.
    pub struct WayStation = "way_station" / "way-stations", label title, in Commission as commission {
        /// What happens there.
        title: String,
        /// The body or post that it passes.
        at: Option<To<Addressee>>,
        /// When.
        due: Option<Edtf>,
        /// Whether that day is set or preliminary.
        due_status: Option<DueStatus>,
        /// Whether it is passed.
        state: Option<WayStationState>,
        /// The item at which it was passed.
        item: Option<To<Item>>,
    }
}

vocabulary! {
    /// What became of a recommendation.
    pub enum RecommendationState = "recommendation_state" {
        /// Sent.
        Sent = "sent",
        /// An item at the receiving body.
        Received = "received",
        /// Followed.
        Followed = "followed",
        /// Not followed.
        Declined = "declined",
    }
}

noun! {
    /// What one body recommends another to decide; it becomes an item there.
    pub struct Recommendation = "recommendation" / "recommendations", label text {
        /// What is recommended, in short.
        text: String,
        /// Who recommends.
        from_body: To<Body>,
        /// Who is to decide.
        to_body: To<Body>,
        /// The item at which it was given.
        given_at: Option<To<Item>>,
        /// The item that it became.
        received_as: Option<To<Item>>,
        /// When it was given.
        when: Option<Edtf>,
        /// What became of it.
        state: Option<RecommendationState>,
    }
}

target! {
    /// Who reports back, or is reported to.
    pub Reporter = ["person", "post", "body", "seat", "group", "organisation"]
}

noun! {
    /// That somebody reports from a body to those whom he or she represents there.
    pub struct BackReport = "back_report" / "back-reports", label title {
        /// What is reported, in short.
        title: String,
        /// Who reports.
        reporter: Option<To<Reporter>>,
        /// From which meeting.
        meeting: Option<To<Meeting>>,
        /// From which body.
        body: Option<To<Body>>,
        /// To whom.
        to: Option<To<Reporter>>,
        /// When.
        when: Option<Edtf>,
        /// What was said, in short.
        text: Option<Prose>,
    }
}

noun! {
    /// A question that members take home and come back with.
    pub struct HomeRound = "home_round" / "home-rounds", label title {
        /// What is asked.
        title: String,
        /// The body whose members take it home.
        body: To<Body>,
        /// The item that sent it home.
        sent_by: Option<To<Item>>,
        /// The item at which it came back.
        returned_at: Option<To<Item>>,
        /// The matter.
        matter: Option<To<Matter>>,
        /// Who takes it home.
        members: Vec<To<Party>>,
        /// When it is to come back.
        due: Option<Edtf>,
    }
}

noun! {
    /// What one member brought back from home.
    pub struct HomeRoundAnswer = "home_round_answer" / "home-round-answers", label member, in HomeRound as home_round by member {
        /// The member.
        member: To<Party>,
        /// What it said.
        text: Option<Prose>,
        /// When.
        when: Option<Edtf>,
    }
}

vocabulary! {
    /// How far a decision is carried out at home.
    pub enum ImplementationState = "implementation_state" {
        /// Not begun.
        NotBegun = "not_begun",
        /// Begun.
        Begun = "begun",
        /// Done.
        Done = "done",
        /// Will not be done.
        Declined = "declined",
    }
}

target! {
    /// What is carried out at home: a decision, clause or document.
    pub Implemented = ["item", "clause", "governing_document", "commission"]
}

noun! {
    /// How far one member has carried out a common decision at home.
    pub struct Implementation = "implementation" / "implementations", label decision {
        /// What is carried out.
        decision: To<Implemented>,
        /// By which member.
        member: To<Party>,
        /// Who answers for it there.
        responsible: Option<To<Post>>,
        /// How far.
        state: Option<ImplementationState>,
        /// As of when.
        when: Option<Edtf>,
        /// What else is known.
        note: Option<Prose>,
    }
}

#[cfg(test)]
mod tests {
    use super::CommissionState::{self, *};

    #[test]
    fn what_is_delivered_is_open_but_waits_for_nobody_who_got_it() {
        let open: Vec<CommissionState> =
            [Given, Accepted, Returned, UnderWay, Delivered, Reported, Noted, Closed]
                .into_iter()
                .filter(|s| s.is_open())
                .collect();
        assert_eq!(open, [Given, Accepted, UnderWay, Delivered, Reported]);
        assert!(
            UnderWay.waits_for_assignee()
                && !Delivered.waits_for_assignee()
                && !Returned.waits_for_assignee()
        );
    }
}
