//! How many take part: the least, the target and the most of a course, and how many one organisation may send.

use super::count::Bounds;
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    occasion::{self, State},
    outcome::{Answer, Outcome, Subject},
    parameter::Fault,
    parameters,
    say::{More, Say},
    scope,
};
use genbo_domain::{
    course::{Course, CourseEdition},
    edtf::Edtf,
    noun::To,
    rule::{Rule, ScopeItem},
    value::ThingId,
};

parameters! {
    /// How many take part each time that a course is given; its own least and greatest number if none is stated.
    pub struct Capacity {
        /// Only this course; all of the cooperation's if left out.
        course: Option<To<Course>>,
        /// So many at least.
        at_least: Option<i64>,
        /// So many at most.
        at_most: Option<i64>,
        /// So many seats at most for one organisation: then each organisation's need is judged.
        per_organisation: Option<i64>,
    }
}

impl Capacity {
    fn courses<'f>(&self, facts: &'f Facts, rule: &Rule) -> Vec<&'f Fact<Course>> {
        let mine = scope::things(facts, rule, ScopeItem::Course);
        let chosen = |c: &&Fact<Course>| match self.course {
            Some(course) => course.0 == c.id,
            None => mine.contains(&c.id),
        };
        facts.courses.iter().filter(chosen).collect()
    }

    fn bounds(&self, course: &Course) -> Bounds {
        Bounds {
            at_least: self.at_least.or_else(|| course.minimum.and_then(|c| c.min())),
            at_most: self.at_most.or_else(|| course.maximum.and_then(|c| c.max())),
            ..Bounds::default()
        }
    }

    fn need(&self, case: Case<'_>, most: i64) -> Answer {
        let (facts, course) = (case.facts, case.subject.thing);
        let needs = facts
            .course_needs
            .iter()
            .filter(|n| n.facts.course.0 == course && Some(n.facts.organisation.0) == case.subject.of);
        let Some(need) = needs.max_by_key(|n| (n.facts.when.as_ref().and_then(Edtf::first), n.id)) else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown).mended_at(course);
        };
        let bounds = Bounds { at_most: Some(most), ..Bounds::default() };
        let answer = match &need.facts.seats {
            Some(seats) => {
                let outcome = bounds.judge(&seats.estimate());
                Answer::new(outcome, say(outcome))
                    .line(More::Participants { enrolled: *seats, should: bounds.count() })
            }
            None => Answer::new(Outcome::Unknown, Say::NumberUnknown),
        };
        answer.with([need.id]).mended_at(need.id)
    }

    fn edition(&self, facts: &Facts, course: &Course, edition: &Fact<CourseEdition>) -> Answer {
        let bounds = self.bounds(course);
        let state = occasion::state(Some(&edition.facts.when), edition.facts.status, facts.as_of);
        if state == State::Off {
            return Answer::new(Outcome::NotApplicable, Say::CalledOff);
        }
        let Some(enrolled) = edition.facts.enrolled else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown);
        };
        let mut outcome = bounds.judge(&enrolled.estimate());
        let day = edition.facts.when.first().map(|d| d.date());
        let ahead = state == State::Planned;
        if outcome == Outcome::Broken && ahead {
            outcome = Outcome::AtRisk;
        }
        if outcome == Outcome::Broken
            && course.sizes_are_advice == Some(true)
            && self.at_least.or(self.at_most).is_none()
        {
            return Answer::new(Outcome::NotApplicable, More::NumbersAreAdvice)
                .line(More::Participants { enrolled, should: bounds.count() });
        }
        let mut answer = Answer::new(outcome, say(outcome)).by(day.filter(|_| ahead));
        answer.on_plan = ahead && outcome == Outcome::Kept;
        answer.line(More::Participants { enrolled, should: bounds.count() })
    }
}

const fn say(outcome: Outcome) -> Say {
    match outcome {
        Outcome::Kept => Say::NumberRight,
        Outcome::Broken | Outcome::AtRisk => Say::NumberWrong,
        _ => Say::NumberUnknown,
    }
}

impl Judge for Capacity {
    fn never(&self) -> Option<Fault> {
        matches!((self.at_least, self.at_most), (Some(a), Some(b)) if a > b)
            .then(|| Fault::of("at_most", "no number is as its bounds say", "write at_least as the smaller"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let courses: Vec<ThingId> = self.courses(facts, rule).iter().map(|c| c.id).collect();
        if self.per_organisation.is_some() {
            let needs = facts.course_needs.iter().filter(|n| courses.contains(&n.facts.course.0));
            return needs.map(|n| Subject::of(n.facts.course.0, n.facts.organisation.0)).collect();
        }
        let editions = facts.course_editions.iter().filter(|e| courses.contains(&e.facts.course.0));
        editions.map(|e| Subject::thing(e.id)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        if let Some(most) = self.per_organisation {
            return self.need(case, most);
        }
        let edition = facts.course_editions.get(case.subject.thing);
        let course = edition.and_then(|e| facts.courses.get(e.facts.course.0));
        let (Some(edition), Some(course)) = (edition, course) else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown);
        };
        if self.bounds(&course.facts).never().is_some() {
            return Answer::new(Outcome::Unknown, Say::FieldsMissing(vec!["minimum".to_owned()]))
                .mended_at(course.id);
        }
        self.edition(facts, &course.facts, edition).with([edition.id]).mended_at(edition.id)
    }
}
