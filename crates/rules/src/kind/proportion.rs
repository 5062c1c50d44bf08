//! Seats that follow a figure: who is among the largest, and how many seats a figure gives by a method.

use super::{
    composition::{self, is_for, sum},
    count::Bounds,
    each_body,
};
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    outcome::{Answer, Outcome, Subject},
    parameter::Fault,
    parameters,
    say::{More, Say},
    scope,
};
use genbo_domain::{
    agreement::Key,
    edtf::Edtf,
    noun::To,
    rule::{ListKind, Rule},
    seat::{Seat, SeatRole},
    value::ThingId,
    vocabulary,
};
use std::collections::BTreeMap;

parameters! {
    /// That the seats belong to the members that are largest by a figure.
    pub struct Ranking {
        /// What is measured, as `population`.
        measure: String,
        /// The part of it that is counted, as an age group.
        subset: Option<String>,
        /// The day whose figures count; the latest by today if left out.
        figures_of: Option<Edtf>,
        /// How many of the largest.
        largest: i64,
        /// Only seats with these roles; ordinary seats if left out.
        roles: Vec<SeatRole>,
        /// Only seats that exist on one of these grounds.
        grounds: Vec<String>,
    }
}

vocabulary! {
    /// How a number of seats is shared out.
    pub enum Method = "apportionment_method" {
        /// By the largest remainders.
        LargestRemainder = "largest_remainder",
        /// By divisors 1, 2, 3 …
        Dhondt = "dhondt",
        /// By divisors 1, 3, 5 …
        SainteLague = "sainte_lague",
    }
}

parameters! {
    /// That each member has as many seats as a figure gives: so many in all by a method, or one for each so many.
    pub struct Apportionment {
        /// What is measured, as `population`.
        measure: Option<String>,
        /// The part of it that is counted, as an age group.
        subset: Option<String>,
        /// The key whose shares count instead of a figure.
        key: Option<To<Key>>,
        /// The day whose figures count; the latest by today if left out.
        figures_of: Option<Edtf>,
        /// So many seats are shared out in all.
        seats: Option<i64>,
        /// By this method; by the largest remainders if left out.
        method: Option<Method>,
        /// One seat for each so many.
        per: Option<i64>,
        /// Whether one that is only begun counts too.
        begun: Option<bool>,
        /// Each member has so many at least.
        at_least: Option<i64>,
        /// Each member has so many at most.
        at_most: Option<i64>,
        /// Only seats with these roles; ordinary seats if left out.
        roles: Vec<SeatRole>,
        /// Only seats that exist on one of these grounds.
        grounds: Vec<String>,
    }
}

/// The most seats that are shared out; a larger body does not exist.
const MOST_SEATS: i64 = 500;

/// Whether a seat has one of the roles and grounds.
fn counts(seat: &Seat, roles: &[SeatRole], grounds: &[String]) -> bool {
    let role = match roles {
        [] => composition::is_ordinary(seat),
        roles => seat.role.is_some_and(|r| roles.contains(&r)),
    };
    role && (grounds.is_empty() || seat.grounds.iter().any(|g| grounds.contains(g)))
}

/// The figure of a member by a day: the latest one by then, if it is known exactly.
fn figure(
    facts: &Facts,
    member: ThingId,
    measure: &str,
    subset: Option<&str>,
    by: Option<&Edtf>,
) -> Option<i64> {
    let day = by.and_then(Edtf::last).map_or(facts.as_of, |d| d.date());
    let mine = facts.statistics.iter().filter(|s| {
        s.facts.organisation.0 == member
            && s.facts.measure == measure
            && s.facts.subset.as_deref() == subset
            && s.facts.when.first().is_none_or(|f| f.date() <= day)
    });
    let latest = mine.max_by_key(|s| (s.facts.when.first(), s.id))?;
    let value = latest.facts.value;
    value.is_exact().then(|| value.min()).flatten()
}

impl Judge for Ranking {
    fn never(&self) -> Option<Fault> {
        (self.largest < 1)
            .then(|| Fault::of("largest", "none would be among the largest", "write a number from 1"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, body) = (case.facts, case.subject.thing);
        let members = scope::members(facts, &case.rule.facts);
        let figure =
            |m: ThingId| figure(facts, m, &self.measure, self.subset.as_deref(), self.figures_of.as_ref());
        let missing: Vec<ThingId> = members.iter().copied().filter(|m| figure(*m).is_none()).collect();
        if !missing.is_empty() || members.is_empty() {
            return Answer::new(Outcome::Unknown, More::FigureMissing(missing)).mended_at(body);
        }
        let mut by_size: Vec<(i64, ThingId)> =
            members.iter().filter_map(|m| Some((figure(*m)?, *m))).collect();
        by_size.sort_unstable_by_key(|(n, m)| (std::cmp::Reverse(*n), *m));
        let place = usize::try_from(self.largest).unwrap_or(usize::MAX).min(by_size.len()) - 1;
        // Of equals at the limit either may have the seat.
        let limit = by_size[place].0;
        let mine: Vec<&Fact<Seat>> = composition::seats(facts, body)
            .filter(|s| counts(&s.facts, &self.roles, &self.grounds))
            .collect();
        let holds = |m: ThingId| mine.iter().any(|s| is_for(facts, &s.facts, m));
        let wrong: Vec<ThingId> =
            by_size.iter().filter(|(n, m)| *n < limit && holds(*m)).map(|(_, m)| *m).collect();
        let lacking: Vec<ThingId> =
            by_size.iter().filter(|(n, m)| *n > limit && !holds(*m)).map(|(_, m)| *m).collect();
        let at_limit = by_size.iter().filter(|(n, m)| *n == limit && holds(*m)).count();
        let above = by_size.iter().filter(|(n, _)| *n > limit).count();
        let too_few = at_limit + above <= place;
        let open = mine.iter().any(|s| s.facts.allotted_to.is_empty());
        let complete = facts.is_complete(body, ListKind::Seats, facts.as_of, facts.as_of);
        let answer = if mine.is_empty() && !complete {
            Answer::new(Outcome::Unknown, Say::NumberUnknown)
        } else if !wrong.is_empty() {
            Answer::new(Outcome::Broken, More::NotAmongLargest(wrong))
        } else if !lacking.is_empty() || too_few {
            let outcome = if open || !complete { Outcome::Unknown } else { Outcome::Broken };
            Answer::new(outcome, Say::Lacking(lacking))
        } else {
            Answer::new(Outcome::Kept, Say::NumberRight)
        };
        answer.line(More::LargestIs(self.largest, limit)).with(mine.iter().map(|s| s.id)).mended_at(body)
    }
}

impl Apportionment {
    /// What each member's seats are weighed by; nothing for one whose figure is not known. Shares become whole numbers.
    fn weights(&self, facts: &Facts, members: &[ThingId]) -> BTreeMap<ThingId, Option<i128>> {
        let of_key = |m: ThingId| {
            let key = self.key?;
            let share = facts.key_shares.iter().find(|s| s.facts.key.0 == key.0 && s.facts.payer.0 == m)?;
            let share = share.facts.share?;
            // A hundred millionths are as fine as a share of seats needs to be.
            Some(i128::from(share.numerator()) * 100_000_000 / i128::from(share.denominator()))
        };
        let of_figure = |m: ThingId| {
            let measure = self.measure.as_deref()?;
            figure(facts, m, measure, self.subset.as_deref(), self.figures_of.as_ref()).map(i128::from)
        };
        members.iter().map(|m| (*m, if self.key.is_some() { of_key(*m) } else { of_figure(*m) })).collect()
    }

    /// The least and greatest number of seats that a member may have: two numbers only where a tie leaves it open.
    fn range(&self, weights: &BTreeMap<ThingId, i128>, member: ThingId) -> Option<(i64, i64)> {
        let mine = *weights.get(&member)?;
        let clamp = |n: i64| {
            let low = self.at_least.map_or(n, |least| n.max(least));
            self.at_most.map_or(low, |most| low.min(most))
        };
        if let Some(per) = self.per {
            let per = i128::from(per);
            let whole = mine / per;
            let more = i128::from(self.begun == Some(true) && mine % per != 0);
            let n = i64::try_from(whole + more).ok()?;
            return Some((clamp(n), clamp(n)));
        }
        let first = self.at_least.unwrap_or(0).max(0);
        let given = first.checked_mul(i64::try_from(weights.len()).ok()?)?;
        let left = usize::try_from(self.seats?.checked_sub(given)?).ok()?;
        let (low, high) = shared(weights, left, self.method.unwrap_or(Method::LargestRemainder), member)?;
        Some((clamp(first + low), clamp(first + high)))
    }
}

/// How many of so many seats a member gets: the claims on single seats in their order, cut where the seats end.
fn shared(
    weights: &BTreeMap<ThingId, i128>,
    seats: usize,
    method: Method,
    member: ThingId,
) -> Option<(i64, i64)> {
    let total: i128 = weights.values().sum();
    if total <= 0 {
        return None;
    }
    let (mut sure, mut claims, mut left) = (0_i64, Vec::new(), seats);
    for (who, weight) in weights {
        match method {
            Method::LargestRemainder => {
                let exact = weight.checked_mul(i128::try_from(seats).ok()?)?;
                let whole = usize::try_from(exact / total).ok()?;
                left = left.saturating_sub(whole);
                if *who == member {
                    sure = i64::try_from(whole).ok()?;
                }
                claims.push(((exact % total, 1_i128), *who));
            }
            Method::Dhondt | Method::SainteLague => {
                let divisor = |n: i128| if method == Method::Dhondt { n + 1 } else { 2 * n + 1 };
                let all = 0..i128::try_from(seats).ok()?;
                claims.extend(all.map(|n| ((*weight, divisor(n)), *who)));
            }
        }
    }
    if left == 0 {
        return Some((sure, sure));
    }
    // a/b before c/d if a·d > c·b: weights and divisors are small enough for that.
    let greater = |a: &(i128, i128), b: &(i128, i128)| (b.0 * a.1).cmp(&(a.0 * b.1));
    claims.sort_by(|a, b| greater(&a.0, &b.0));
    let limit = claims.get(left.min(claims.len()).checked_sub(1)?)?.0;
    let at = |order: std::cmp::Ordering| {
        claims.iter().filter(|(claim, who)| *who == member && greater(claim, &limit) == order).count()
    };
    let (above, equal) = (at(std::cmp::Ordering::Less), at(std::cmp::Ordering::Equal));
    let above_all = claims.iter().filter(|(c, _)| greater(c, &limit) == std::cmp::Ordering::Less).count();
    let equal_all = claims.iter().filter(|(c, _)| greater(c, &limit) == std::cmp::Ordering::Equal).count();
    let tied = above_all + equal_all > left;
    let number = |n: usize| i64::try_from(n).ok();
    let low = sure
        + number(if tied {
            above + (left - above_all).saturating_sub(equal_all - equal)
        } else {
            above + equal
        })?;
    let high = sure + number(if tied { above + equal.min(left - above_all) } else { above + equal })?;
    Some((low, high))
}

impl Judge for Apportionment {
    fn never(&self) -> Option<Fault> {
        if self.measure.is_some() == self.key.is_some() {
            return Some(Fault::of("measure", "seats follow one figure", "state either measure or key"));
        }
        if self.seats.is_some() == self.per.is_some() {
            let what = "it is either so many seats in all, or one for each so many";
            return Some(Fault::of("seats", what, "state either seats or per"));
        }
        if self.per.is_some_and(|n| n < 1) || self.seats.is_some_and(|n| !(1..=MOST_SEATS).contains(&n)) {
            let what = format!("seats are from 1 to {MOST_SEATS}, and one is for at least 1");
            return Some(Fault::of("seats", what, "correct the number"));
        }
        matches!((self.at_least, self.at_most), (Some(a), Some(b)) if a > b)
            .then(|| Fault::of("at_most", "no number is as its bounds say", "write at_least as the smaller"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let members = scope::members(facts, rule);
        let each = |body: ThingId| {
            let seats =
                || composition::seats(facts, body).any(|s| counts(&s.facts, &self.roles, &self.grounds));
            match seats() || facts.is_complete(body, ListKind::Seats, facts.as_of, facts.as_of) {
                true => members.iter().map(|m| Subject::of(body, *m)).collect(),
                false => vec![Subject::thing(body)],
            }
        };
        scope::bodies(facts, rule).iter().flat_map(|b| each(b.id)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, body) = (case.facts, case.subject.thing);
        let Some(member) = case.subject.of else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown).mended_at(body);
        };
        let mut all = scope::members(
            facts,
            &Rule {
                scope_member: None,
                scope_members: Vec::new(),
                scope_group: None,
                ..case.rule.facts.clone()
            },
        );
        all.push(member);
        let weights = self.weights(facts, &all);
        // One for each so many needs only the member's own figure; sharing out needs them all.
        let missing: Vec<ThingId> = weights
            .iter()
            .filter(|(m, w)| w.is_none() && (self.seats.is_some() || **m == member))
            .map(|(m, _)| *m)
            .collect();
        let known: BTreeMap<ThingId, i128> = weights.into_iter().filter_map(|(m, w)| Some((m, w?))).collect();
        let range = if missing.is_empty() { self.range(&known, member) } else { None };
        let Some((low, high)) = range else {
            return Answer::new(Outcome::Unknown, More::FigureMissing(missing)).mended_at(member);
        };
        let mine: Vec<&Fact<Seat>> = composition::seats(facts, body)
            .filter(|s| counts(&s.facts, &self.roles, &self.grounds) && is_for(facts, &s.facts, member))
            .collect();
        let bounds = Bounds { at_least: Some(low), at_most: Some(high), ..Bounds::default() };
        let answer = composition::number(bounds, sum(mine.iter().copied()));
        answer.with(mine.iter().map(|s| s.id)).mended_at(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weights(of: &[i128]) -> BTreeMap<ThingId, i128> {
        of.iter().zip(1..).map(|(w, id)| (ThingId(id), *w)).collect()
    }

    fn seats(of: &[i128], seats: usize, method: Method) -> Vec<(i64, i64)> {
        let weights = weights(of);
        weights.keys().map(|m| shared(&weights, seats, method, *m).expect("weights")).collect()
    }

    #[test]
    fn the_three_methods_share_out_as_in_the_textbooks() {
        let votes = [100_000, 80_000, 30_000, 20_000];
        let exact = |n: &[i64]| n.iter().map(|n| (*n, *n)).collect::<Vec<_>>();
        assert_eq!(seats(&votes, 8, Method::Dhondt), exact(&[4, 3, 1, 0]));
        assert_eq!(seats(&votes, 8, Method::SainteLague), exact(&[3, 3, 1, 1]));
        assert_eq!(seats(&votes, 8, Method::LargestRemainder), exact(&[3, 3, 1, 1]));
    }

    #[test]
    fn a_tie_for_the_last_seat_leaves_it_to_either() {
        assert_eq!(seats(&[10, 10], 3, Method::Dhondt), [(1, 2), (1, 2)]);
        assert_eq!(seats(&[10, 10], 3, Method::LargestRemainder), [(1, 2), (1, 2)]);
        assert_eq!(seats(&[10, 10], 4, Method::SainteLague), [(2, 2), (2, 2)]);
    }

    /// The same, seat by seat: whoever has the greatest quotient gets the next one.
    fn slowly(of: &[i128], seats: usize, method: Method) -> Option<Vec<i64>> {
        let mut got = vec![0_i128; of.len()];
        for _ in 0..seats {
            let divisor = |n: i128| if method == Method::Dhondt { n + 1 } else { 2 * n + 1 };
            let best =
                (0..of.len()).max_by(|a, b| (of[*a] * divisor(got[*b])).cmp(&(of[*b] * divisor(got[*a]))))?;
            let equal =
                (0..of.len()).filter(|i| of[*i] * divisor(got[best]) == of[best] * divisor(got[*i])).count();
            if equal > 1 {
                return None;
            }
            got[best] += 1;
        }
        Some(got.into_iter().map(|n| i64::try_from(n).expect("few")).collect())
    }

    proptest! {
        #[test]
        fn sharing_out_is_what_giving_seat_by_seat_gives(of in prop::collection::vec(1_i128..5000, 1..7), n in 1usize..20, dhondt in any::<bool>()) {
            let method = if dhondt { Method::Dhondt } else { Method::SainteLague };
            if let Some(slow) = slowly(&of, n, method) {
                let fast: Vec<i64> = seats(&of, n, method).into_iter().map(|(low, high)| { assert_eq!(low, high); low }).collect();
                prop_assert_eq!(fast, slow);
            }
        }

        #[test]
        fn what_is_shared_out_is_never_more_and_never_less(of in prop::collection::vec(0_i128..50, 1..7), n in 1usize..20, which in 0usize..3) {
            let method = [Method::Dhondt, Method::SainteLague, Method::LargestRemainder][which];
            if of.iter().sum::<i128>() > 0 {
                let all = seats(&of, n, method);
                let total = i64::try_from(n).expect("few");
                prop_assert!(all.iter().map(|r| r.0).sum::<i64>() <= total);
                prop_assert!(all.iter().map(|r| r.1).sum::<i64>() >= total);
            }
        }
    }
}
