//! Which date of a noun counts when a list is asked for a time: one rule for all nouns, and one table of what departs from it.
//!
//! The rule: the first of `when`, `window`, `valid`, `period`, `date` and `due` that the noun has. What has no date, or whose
//! date is not stated, is dated as its parent. Without a parent, something that is valid or has a period is there whatever
//! the time, and something that happens is nowhere.

use genbo_domain::noun::NounDef;
use genbo_store::list::When;

/// The dates of a noun that departs from the rule: from the start of one field to the end of another, in turn until one is
/// stated; an empty list leaves it to the parent.
struct Departure {
    noun: &'static str,
    dates: &'static [(&'static str, Option<&'static str>)],
    /// What holds if none is stated and there is no parent.
    timeless: bool,
}

const fn days(noun: &'static str, dates: &'static [(&'static str, Option<&'static str>)]) -> Departure {
    Departure { noun, dates, timeless: false }
}

const DEPARTURES: &[Departure] = &[
    days(
        "governing_document",
        &[("period", Some("period")), ("date", Some("date")), ("adopted", Some("adopted"))],
    ),
    days("section", &[]),
    days("clause", &[]),
    days("notice", &[("posted", Some("posted"))]),
    Departure { noun: "matter", dates: &[("opened", Some("closed"))], timeless: true },
    days("case", &[("opened", None)]),
    days("dispatch", &[("sent", Some("sent")), ("received", Some("received"))]),
    days("referral", &[("sent", Some("due")), ("due", Some("due"))]),
    days("answer", &[("received", Some("received"))]),
    days("commission", &[("due", Some("due")), ("review", Some("review"))]),
    days("goal", &[("target", Some("target"))]),
    Departure { noun: "area", dates: &[("started", None)], timeless: true },
];

/// Dates of the rule, and whether what has not stated one is there whatever the time.
const RULE: [(&str, bool); 6] =
    [("when", false), ("window", false), ("valid", true), ("period", true), ("date", false), ("due", false)];

/// How a noun lies in time.
pub fn when(noun: &'static NounDef) -> When {
    let (dates, timeless) = dates(noun);
    let mut when = match noun.parent.and_then(|p| Some((p.field, NounDef::named(p.noun)?))) {
        Some((field, parent)) => When::As(field, parent, Box::new(self::when(parent))),
        None if timeless => When::Always,
        None => When::Never,
    };
    for (from, to) in dates.into_iter().rev() {
        when = When::Dated { from, to, otherwise: Box::new(when) };
    }
    when
}

/// What the documentation says about `from` and `to` of a list.
pub fn describe(noun: &'static NounDef) -> String {
    let (dates, timeless) = dates(noun);
    let own: Vec<String> = dates
        .iter()
        .map(|(from, to)| match to {
            Some(to) if to == from => format!("`{from}`"),
            Some(to) => format!("the time from `{from}` to `{to}`"),
            None => format!("the time since `{from}`"),
        })
        .collect();
    let rest = match noun.parent {
        Some(parent) => format!("as its {}", parent.noun),
        None if own.is_empty() => {
            return "What this list holds has no date: every time has all of it.".to_owned();
        }
        None if timeless => "whatever the time".to_owned(),
        None => "never".to_owned(),
    };
    match own.is_empty() {
        true => format!("What may touch the time, {rest}."),
        false => format!(
            "What may touch the time by {}; where that is not stated, {rest}.",
            own.join(", or else ")
        ),
    }
}

fn dates(noun: &'static NounDef) -> (Vec<(&'static str, Option<&'static str>)>, bool) {
    if let Some(departure) = DEPARTURES.iter().find(|d| d.noun == noun.name) {
        return (departure.dates.to_vec(), departure.timeless);
    }
    let own = RULE.into_iter().find(|(name, _)| noun.field(name).is_some_and(|(_, f)| !f.many));
    own.map_or((Vec::new(), true), |(name, timeless)| (vec![(name, Some(name))], timeless))
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::{NOUNS, value::Kind};

    #[test]
    fn every_date_that_counts_is_a_date_field() {
        for noun in NOUNS {
            for (from, to) in dates(noun).0 {
                for name in [Some(from), to].into_iter().flatten() {
                    let (_, field) = noun.field(name).unwrap();
                    assert!(matches!(field.kind, Kind::Date) && !field.many, "{}.{name}", noun.name);
                }
            }
        }
        assert!(DEPARTURES.iter().all(|d| NounDef::named(d.noun).is_some()));
    }

    #[test]
    fn a_clause_is_dated_as_the_meeting_of_its_item() {
        let When::As("item", _, when) = when(NounDef::named("clause").unwrap()) else { panic!() };
        let When::As("meeting", _, when) = *when else { panic!() };
        assert!(matches!(*when, When::Dated { from: "when", to: Some("when"), .. }));
    }
}
