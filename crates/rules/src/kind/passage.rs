//! The way of a document or matter through several bodies, and decisions that several bodies take with the same text.

use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    moment,
    outcome::{Answer, Outcome, Subject},
    parameter::{Fault, any_of},
    parameters,
    say::{More, Say},
    scope,
};
use genbo_domain::{
    body::Body,
    commission::WayStationState,
    decision::{Clause, ClauseKind},
    duration::Duration,
    item::{Item, ItemKind, ItemStatus},
    noun::To,
    rule::{ListKind, Rule, ScopeItem},
    value::ThingId,
};
use jiff::civil::Date;

parameters! {
    /// That a document, a matter or a commission passes several bodies in their order.
    pub struct Passage {
        /// The bodies, the first one first.
        through: Vec<To<Body>>,
        /// Only items of these kinds.
        kinds: Vec<ItemKind>,
    }
}

parameters! {
    /// That several bodies decide the same about a matter or document, word for word if so stated.
    pub struct JointDecision {
        /// The bodies that decide.
        by: Vec<To<Body>>,
        /// So many of them are enough; all if left out.
        at_least: Option<i64>,
        /// Whether their clauses must be the same, word for word.
        identical: Option<bool>,
        /// Only clauses of these kinds count.
        clauses: Vec<ClauseKind>,
        /// All of them decide within so long after the first.
        within: Option<Duration>,
    }
}

/// That something passed a body: when, and where that is told.
struct Passed {
    body: ThingId,
    first: Option<Date>,
    last: Option<Date>,
    at: ThingId,
}

/// The body that acts in an item: its own, or those of its meeting.
fn bodies_of(facts: &Facts, item: &Fact<Item>) -> Vec<ThingId> {
    match item.facts.body {
        Some(body) => vec![body.0],
        None => facts
            .meetings
            .get(item.facts.meeting.0)
            .map(|m| m.facts.bodies.iter().map(|b| b.0).collect())
            .unwrap_or_default(),
    }
}

/// The items that took up a thing: those of a matter, or those that adopted a document.
fn items_of(facts: &Facts, thing: ThingId) -> Vec<&Fact<Item>> {
    match facts.documents.get(thing) {
        Some(d) => d.facts.adopted_at.iter().filter_map(|i| facts.items.get(i.0)).collect(),
        None => facts.items.iter().filter(|i| i.facts.matter.is_some_and(|m| m.0 == thing)).collect(),
    }
}

/// The first and last day on which an item's meeting can have been; nothing of what is still to come.
fn days(facts: &Facts, item: ThingId) -> (Option<Date>, Option<Date>) {
    let when = moment::meeting_of(facts, item).and_then(|m| m.facts.when.as_ref());
    let day = |d: Option<jiff::civil::DateTime>| d.map(|d| d.date());
    (when.and_then(|w| day(w.first())), when.and_then(|w| day(w.last())))
}

fn has_been(facts: &Facts, item: &Fact<Item>) -> bool {
    let dropped = matches!(item.facts.status, Some(ItemStatus::Dropped | ItemStatus::Tabled));
    !dropped && days(facts, item.id).0.is_none_or(|d| d <= facts.as_of)
}

impl Passage {
    fn passed(&self, facts: &Facts, thing: ThingId) -> Vec<Passed> {
        let mut all = Vec::new();
        for item in items_of(facts, thing).into_iter().filter(|i| has_been(facts, i)) {
            if !any_of(&self.kinds, item.facts.kind.as_ref()) {
                continue;
            }
            let (first, last) = days(facts, item.id);
            all.extend(bodies_of(facts, item).into_iter().map(|body| Passed {
                body,
                first,
                last,
                at: item.id,
            }));
        }
        let stations = facts.way_stations.iter().filter(|w| w.facts.commission.0 == thing);
        for station in stations.filter(|w| w.facts.state == Some(WayStationState::Passed)) {
            let (first, last) = match station.facts.item {
                Some(item) => days(facts, item.0),
                None => {
                    let due = station.facts.due.as_ref();
                    (
                        due.and_then(|d| d.first()).map(|d| d.date()),
                        due.and_then(|d| d.last()).map(|d| d.date()),
                    )
                }
            };
            all.extend(station.facts.at.map(|at| Passed { body: at.0, first, last, at: station.id }));
        }
        all
    }
}

impl Judge for Passage {
    fn never(&self) -> Option<Fault> {
        (self.through.len() < 2)
            .then(|| Fault::of("through", "a way has at least two bodies", "name the bodies in their order"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let item = rule.scope_item.unwrap_or(ScopeItem::Document);
        scope::things(facts, rule, item).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        let all = self.passed(facts, thing);
        let mut unsure = false;
        let mut before: Option<&Passed> = None;
        let mut missing: Option<ThingId> = None;
        let mut on_the_way = Vec::new();
        for body in &self.through {
            // The first time at each body counts; a later one is another round.
            let Some(here) =
                all.iter().filter(|p| p.body == body.0).min_by_key(|p| (p.first.is_none(), p.first, p.at))
            else {
                missing = missing.or(Some(body.0));
                continue;
            };
            on_the_way.push(here.at);
            if let Some(lacking) = missing {
                let complete = facts.is_complete(
                    lacking,
                    ListKind::Items,
                    Date::new(0, 1, 1).unwrap_or(facts.as_of),
                    here.last.unwrap_or(facts.as_of),
                );
                let outcome = if complete { Outcome::Broken } else { Outcome::Unknown };
                return Answer::new(outcome, More::NotPassed(lacking)).with(on_the_way).mended_at(thing);
            }
            match (before.and_then(|b| b.first), before.and_then(|b| b.last), here.first, here.last) {
                _ if before.is_none() => {}
                (Some(earliest), _, _, Some(latest)) if latest < earliest => {
                    let first = before.map_or(here.body, |b| b.body);
                    return Answer::new(Outcome::Broken, More::WrongPassage(here.body, first))
                        .with(on_the_way)
                        .mended_at(here.at);
                }
                (_, Some(latest), Some(earliest), _) if latest <= earliest => {}
                _ => unsure = true,
            }
            before = Some(here);
        }
        let answer = match (missing, unsure) {
            (Some(first), _) if on_the_way.is_empty() => {
                Answer::new(Outcome::Unknown, More::NotPassed(first))
            }
            (Some(next), false) => Answer::new(Outcome::AtRisk, More::NotPassed(next)),
            (_, true) => Answer::new(Outcome::Unknown, Say::DateNotExact),
            (None, false) => Answer::new(Outcome::Kept, Say::RightOrder),
        };
        answer.with(on_the_way).with([thing]).mended_at(thing)
    }
}

/// What a body has decided: its clauses in order, one text.
struct Decided {
    item: ThingId,
    body: ThingId,
    text: Option<Vec<String>>,
    days: (Option<Date>, Option<Date>),
}

impl JointDecision {
    fn decided(&self, facts: &Facts, thing: ThingId) -> Vec<Decided> {
        let mut all = Vec::new();
        for item in items_of(facts, thing).into_iter().filter(|i| has_been(facts, i)) {
            let mut clauses: Vec<&Fact<Clause>> = facts
                .clauses
                .iter()
                .filter(|c| c.facts.item.0 == item.id && any_of(&self.clauses, c.facts.kind.as_ref()))
                .collect();
            clauses.sort_by_key(|c| (c.facts.number, c.id));
            if clauses.is_empty() && item.facts.kind != Some(ItemKind::Decision) {
                continue;
            }
            let words = clauses.iter().flat_map(|c| c.facts.text.0.split_whitespace().map(str::to_owned));
            let text = (!clauses.is_empty()).then(|| words.collect());
            let mine = bodies_of(facts, item).into_iter().filter(|b| self.by.iter().any(|by| by.0 == *b));
            for body in mine {
                all.push(Decided { item: item.id, body, text: text.clone(), days: days(facts, item.id) });
            }
        }
        // The last decision of a body counts.
        all.sort_by_key(|d| (d.body, d.days.0, d.item));
        all.reverse();
        all.dedup_by_key(|d| d.body);
        all.reverse();
        all
    }

    /// Whether all decided within the time; `None` if a date is not known that exactly.
    fn is_in_time(&self, facts: &Facts, decided: &[Decided]) -> Option<bool> {
        let Some(within) = self.within else { return Some(true) };
        let firsts: Vec<Date> = decided.iter().map(|d| d.days.0).collect::<Option<_>>()?;
        let lasts: Vec<Date> = decided.iter().map(|d| d.days.1).collect::<Option<_>>()?;
        let begin = firsts.iter().min()?;
        let sure = lasts.iter().max()? <= &within.after(*begin, &facts.calendar).ok()?;
        let latest_begin = lasts.iter().min()?;
        let never = firsts.iter().max()? > &within.after(*latest_begin, &facts.calendar).ok()?;
        match (sure, never) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }
}

/// Where two texts differ: the words between what they have in common at their beginning and end, at most a dozen of each.
fn difference(a: &[String], b: &[String]) -> Option<(String, String)> {
    if a == b {
        return None;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let left = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(x, y)| x == y).count();
    let part = |words: &[String]| {
        let middle = &words[front..words.len() - back];
        let mut shown = middle.iter().take(12).cloned().collect::<Vec<_>>().join(" ");
        if middle.len() > 12 {
            shown.push_str(" …");
        }
        shown
    };
    Some((part(a), part(b)))
}

impl Judge for JointDecision {
    fn never(&self) -> Option<Fault> {
        let many = i64::try_from(self.by.len()).unwrap_or(i64::MAX);
        if self.by.len() < 2 {
            return Some(Fault::of(
                "by",
                "one body alone decides nothing jointly",
                "name at least two bodies",
            ));
        }
        self.at_least
            .is_some_and(|n| n > many)
            .then(|| Fault::of("at_least", "it wants more bodies than it names", "write a smaller number"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let things = scope::things(facts, rule, rule.scope_item.unwrap_or(ScopeItem::Matter)).into_iter();
        let named = rule.scope_thing.is_some() || rule.scope_document.is_some();
        things.filter(|t| named || !self.decided(facts, *t).is_empty()).map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        let decided = self.decided(facts, thing);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let needed = self.at_least.unwrap_or(count(self.by.len()));
        let line = Say::AllOf(count(decided.len()), count(self.by.len()));
        let pairs = decided.iter().zip(decided.iter().skip(1));
        let differing = pairs.filter(|_| self.identical == Some(true)).find_map(|(a, b)| {
            let (was, is) = difference(a.text.as_deref()?, b.text.as_deref()?)?;
            Some(More::OtherText { here: a.item, there: b.item, was, is })
        });
        let untold: Vec<ThingId> = decided.iter().filter(|d| d.text.is_none()).map(|d| d.item).collect();
        let lacking: Vec<ThingId> =
            self.by.iter().map(|b| b.0).filter(|b| !decided.iter().any(|d| d.body == *b)).collect();
        let answer = if let Some(say) = differing {
            Answer::new(Outcome::Broken, say)
        } else if count(decided.len()) < needed {
            let first = Date::new(0, 1, 1).unwrap_or(facts.as_of);
            let all = lacking.iter().all(|b| facts.is_complete(*b, ListKind::Items, first, facts.as_of));
            let closed = facts.matters.get(thing).is_some_and(|m| m.facts.closed.is_some());
            let outcome = match (decided.is_empty(), closed && all) {
                (_, true) => Outcome::Broken,
                (true, _) => Outcome::Unknown,
                (false, _) => Outcome::AtRisk,
            };
            Answer::new(outcome, More::NotDecidedBy(lacking))
        } else if self.identical == Some(true) && !untold.is_empty() {
            Answer::new(Outcome::Unknown, Say::UnknownOf(untold))
        } else {
            match self.is_in_time(facts, &decided) {
                Some(true) => Answer::new(Outcome::Kept, More::DecidedAlike),
                Some(false) => Answer::new(Outcome::Broken, Say::TooFar),
                None => Answer::new(Outcome::Unknown, Say::DateNotExact),
            }
        };
        answer.line(line).with(decided.iter().map(|d| d.item)).mended_at(thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn texts_that_differ_only_in_spacing_are_the_same_and_others_show_only_where_they_differ() {
        assert_eq!(difference(&words("att  bilda nämnden"), &words("att bilda\nnämnden")), None);
        let two = difference(&words("att bilda en nämnd från 2023"), &words("att bilda en nämnd från 2024"));
        assert_eq!(two, Some(("2023".to_owned(), "2024".to_owned())));
        let longer = difference(&words("att bilda"), &words("att inte bilda"));
        assert_eq!(longer, Some((String::new(), "inte".to_owned())));
        assert_eq!(difference(&words("a a"), &words("a")), Some(("a".to_owned(), String::new())));
    }
}
