//! Documents and what must stand about things: adoption, one in force, review, complete facts.

use super::each_body;
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    moment::{self, Known, Moment},
    outcome::{Answer, Outcome, Subject},
    parameters,
    say::Say,
    scope,
};
use genbo_domain::{
    body::Body,
    duration::Duration,
    edtf::Edtf,
    governing_document::{DocumentStatus, GoverningDocument, GoverningDocumentKind},
    noun::To,
    rule::{Rule, ScopeItem},
    value::ThingId,
};
use jiff::civil::Date;

parameters! {
    /// That a document is adopted by the body that shall adopt it.
    pub struct Adoption {
        /// The body.
        by: To<Body>,
        /// Whether it must be adopted before its time begins.
        before_period: Option<bool>,
    }
}

parameters! {
    /// That there is one document of a kind in force at a time.
    pub struct OneInForce {
        /// The kind of document.
        kind: GoverningDocumentKind,
    }
}

parameters! {
    /// That a document is reviewed or replaced in time: by its review date, or by the end of its time.
    pub struct Review {
        /// So long before, it is time to begin.
        begin: Option<Duration>,
        /// A last day that no source states, where the document has none.
        default: Option<Edtf>,
        /// It shall be renewed so long after its last edition at most.
        every: Option<Duration>,
    }
}

parameters! {
    /// That certain facts about a thing are there.
    pub struct Completeness {
        /// The names of the fields.
        fields: Vec<String>,
    }
}

impl Judge for Adoption {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        scope::documents(facts, rule).iter().map(|d| Subject::thing(d.id)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(document) = facts.documents.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::AdoptionUnknown);
        };
        let d = &document.facts;
        let adopted = d.adopted.as_ref().and_then(Edtf::last).map(|l| l.date()).filter(|l| *l <= facts.as_of);
        let right = d.adopted_by.iter().any(|b| b.0 == self.by.0);
        let begins = d.period.as_ref().and_then(Edtf::first).map(|f| f.date());
        let limit = begins.filter(|_| self.before_period == Some(true));
        let draft = matches!(d.status, Some(DocumentStatus::Draft | DocumentStatus::Proposed));
        let answer = match adopted {
            _ if !d.adopted_by.is_empty() && !right && !draft => {
                Answer::new(Outcome::Broken, Say::AdoptedByOther)
            }
            Some(day) if right && limit.is_some_and(|l| day > l) => {
                Answer::new(Outcome::Broken, Say::TooLate(Moment::DocumentAdopted))
            }
            Some(_) if right => Answer::new(Outcome::Kept, Say::Adopted),
            Some(_) => Answer::new(Outcome::Unknown, Say::AdoptionUnknown),
            None if draft || d.adopted.is_some() => match limit {
                Some(limit) if limit < facts.as_of => Answer::new(Outcome::Broken, Say::NotYetAdopted),
                _ => Answer::new(Outcome::AtRisk, Say::NotYetAdopted),
            },
            None if document.is_empty("adopted") => Answer::new(Outcome::Broken, Say::NotYetAdopted),
            None => Answer::new(Outcome::Unknown, Say::AdoptionUnknown),
        };
        let items: Vec<ThingId> = d.adopted_at.iter().map(|i| i.0).collect();
        let line = d.adopted.clone().map(|date| Say::MomentIs(Moment::DocumentAdopted, date));
        let answer = answer.by(begins).with(items).with([document.id]).mended_at(document.id);
        line.into_iter().fold(answer, Answer::line)
    }
}

impl Judge for OneInForce {
    fn subjects(&self, _: &Facts, rule: &Rule) -> Vec<Subject> {
        vec![Subject::thing(rule.cooperation.0)]
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let mine = |d: &&Fact<GoverningDocument>| {
            d.facts.kind == Some(self.kind) && scope::belongs(facts, &case.rule.facts, d.facts.owner.0)
        };
        let live = |d: &&Fact<GoverningDocument>| {
            !matches!(
                d.facts.status,
                Some(DocumentStatus::Draft | DocumentStatus::Proposed | DocumentStatus::Replaced)
            )
        };
        let all: Vec<_> = facts.documents.iter().filter(mine).filter(live).collect();
        let covers = |d: &Fact<GoverningDocument>| {
            // A document that governs whole years covers every day of them.
            let period = d.facts.period.as_ref()?;
            let (first, last) = (period.first()?.date(), period.last().map(|l| l.date()));
            Some(first <= facts.as_of && last.is_none_or(|l| facts.as_of <= l))
        };
        let now: Vec<_> = all.iter().filter(|d| covers(d) == Some(true)).collect();
        let answer = match now.as_slice() {
            [one] => Answer::new(Outcome::Kept, Say::OneInForce(one.id)),
            [a, b, ..] => Answer::new(Outcome::Broken, Say::TwoInForce(a.id, b.id)).mended_at(b.id),
            [] if all.iter().any(|d| covers(d).is_none()) || all.is_empty() => {
                Answer::new(Outcome::Unknown, Say::NoneInForce)
            }
            [] => Answer::new(Outcome::Broken, Say::NoneInForce),
        };
        let fix = answer.fix.unwrap_or(case.subject.thing);
        answer.with(now.iter().map(|d| d.id)).mended_at(fix)
    }
}

impl Judge for Review {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        match rule.scope_item {
            Some(ScopeItem::Section) => {
                let sections = scope::things(facts, rule, ScopeItem::Section).into_iter();
                sections
                    .filter(|s| facts.sections.get(*s).is_some_and(|s| s.facts.review.is_some()))
                    .map(Subject::thing)
                    .collect()
            }
            _ => scope::documents(facts, rule).iter().map(|d| Subject::thing(d.id)).collect(),
        }
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        let document = match facts.sections.get(thing) {
            Some(section) => facts.documents.get(section.facts.governing_document.0),
            None => facts.documents.get(thing),
        };
        let Some(document) = document else { return Answer::new(Outcome::Unknown, Say::NoReviewDate) };
        let limit = self.limit(facts, thing, document);
        let renewed = facts.documents.iter().find(|d| {
            d.facts.predecessor.is_some_and(|p| p.0 == document.id)
                && !matches!(d.facts.status, Some(DocumentStatus::Draft | DocumentStatus::Proposed))
        });
        let answer = match limit {
            _ if renewed.is_some() => {
                let by = renewed.map_or(document.id, |d| d.id);
                Answer::new(Outcome::Kept, Say::Renewed(by)).with([by])
            }
            None => Answer::new(Outcome::Unknown, Say::NoReviewDate),
            Some((day, _)) if day < facts.as_of => self.passed(facts, document, day),
            Some((day, assumed)) => self.ahead(facts, day, assumed),
        };
        answer.with([document.id]).mended_at(document.id)
    }
}

impl Review {
    /// The last day, and whether it is assumed.
    fn limit(
        &self,
        facts: &Facts,
        thing: ThingId,
        document: &Fact<GoverningDocument>,
    ) -> Option<(Date, bool)> {
        let last = |date: Option<&Edtf>| date.and_then(Edtf::last).map(|l| l.date());
        let section = facts.sections.get(thing).and_then(|s| last(s.facts.review.as_ref()));
        let every =
            self.every.and_then(|every| every.after(latest_edition(facts, document)?, &facts.calendar).ok());
        let stated = section
            .or(every)
            .or_else(|| last(document.facts.review.as_ref()))
            .or_else(|| last(document.facts.period.as_ref()));
        stated.map(|day| (day, false)).or_else(|| last(self.default.as_ref()).map(|day| (day, true)))
    }

    /// The day is past: an edition from that very time counts as the review.
    fn passed(&self, facts: &Facts, document: &Fact<GoverningDocument>, day: Date) -> Answer {
        let begun = self.begin.and_then(|b| b.before(day, &facts.calendar).ok()).unwrap_or(day);
        let edition = facts.editions.iter().find(|e| {
            let date = e.facts.date.first().map(|d| d.date());
            e.facts.governing_document.0 == document.id
                && date.is_some_and(|d| begun <= d && d <= facts.as_of)
        });
        let answer = match edition {
            Some(edition) => Answer::new(Outcome::Kept, Say::Renewed(edition.id)).with([edition.id]),
            None if document.facts.status == Some(DocumentStatus::Replaced) => {
                Answer::new(Outcome::Kept, Say::Adopted)
            }
            None => Answer::new(Outcome::Unknown, Say::NothingFollows),
        };
        answer.by(day).line(Say::ReviewBy(day))
    }

    fn ahead(&self, facts: &Facts, day: Date, assumed: bool) -> Answer {
        let begin = self.begin.and_then(|b| b.before(day, &facts.calendar).ok());
        let line = if assumed { Say::AssumedDay(day) } else { Say::ReviewBy(day) };
        let outcome = match begin {
            _ if assumed => Outcome::AtRisk,
            Some(begin) if begin <= facts.as_of => Outcome::AtRisk,
            _ => Outcome::Kept,
        };
        Answer::new(outcome, Say::ReviewBy(day)).by(day).line(line)
    }
}

/// The day of a document's latest edition by today.
fn latest_edition(facts: &Facts, document: &Fact<GoverningDocument>) -> Option<Date> {
    let editions = facts.editions.iter().filter(|e| e.facts.governing_document.0 == document.id);
    let days = editions.filter_map(|e| e.facts.date.last()).map(|d| d.date());
    let own = document
        .facts
        .updated
        .as_ref()
        .or(document.facts.date.as_ref())
        .and_then(Edtf::last)
        .map(|d| d.date());
    days.chain(own).filter(|d| *d <= facts.as_of).max()
}

impl Judge for Completeness {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        match rule.scope_item {
            Some(item) => scope::things(facts, rule, item).into_iter().map(Subject::thing).collect(),
            None => {
                let mut subjects = each_body(facts, rule);
                subjects.extend(scope::documents(facts, rule).iter().map(|d| Subject::thing(d.id)));
                subjects.extend(rule.scope_thing.map(|t| Subject::thing(t.0)));
                subjects
            }
        }
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        // What belongs to a meeting that is still to come need not be complete yet.
        if let Known::At(start) = moment::of(facts, thing, Moment::MeetingStart)
            && start.first().is_some_and(|s| s.date() > facts.as_of)
        {
            return Answer::new(Outcome::NotApplicable, Say::NotInForce);
        }
        let Some(held) = Held::of(facts, thing) else {
            return Answer::new(Outcome::Unknown, Say::FieldsMissing(self.fields.clone()));
        };
        let lacking = self.fields.iter().filter(|f| !held.present.contains(&f.as_str()));
        let (empty, missing): (Vec<String>, Vec<String>) =
            lacking.cloned().partition(|f| held.empty.contains(f));
        let answer = if !empty.is_empty() {
            Answer::new(Outcome::Broken, Say::FieldsEmpty(empty))
        } else if !missing.is_empty() {
            Answer::new(Outcome::Unknown, Say::FieldsMissing(missing))
        } else {
            Answer::new(Outcome::Kept, Say::Complete)
        };
        answer.with([thing]).mended_at(thing)
    }
}

/// Which fields of a thing are there, and which its source shows empty.
struct Held {
    present: Vec<&'static str>,
    empty: Vec<String>,
}

impl Held {
    fn from<N>(fact: &Fact<N>) -> Held {
        let empty = fact.gaps.iter().map(|(f, _)| f).filter(|f| fact.is_empty(f)).cloned().collect();
        Held { present: fact.present.clone(), empty }
    }

    fn of(facts: &Facts, thing: ThingId) -> Option<Held> {
        macro_rules! first_of {
            ($($table:ident),*) => { $(if let Some(fact) = facts.$table.get(thing) { return Some(Held::from(fact)); })* };
        }
        first_of!(
            bodies,
            documents,
            sections,
            meetings,
            items,
            records,
            notices,
            commissions,
            referrals,
            answers,
            plans,
            activities,
            steps,
            projects,
            areas,
            agreements,
            keys,
            contacts,
            events,
            evaluations,
            seats,
            courses,
            goals,
            matters,
            cooperations
        );
        None
    }
}
