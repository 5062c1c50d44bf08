//! Frequencies and deadlines against slow, obvious ways of counting day by day.

use super::make::{facts, frame, meeting, row, rule};
use crate::{check::check, outcome::Outcome};
use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

fn day(offset: i64) -> Date {
    Date::constant(2022, 1, 1).checked_add(offset.days()).expect("a day of these years")
}

const STATUSES: [&str; 4] = ["held", "fixed", "cancelled", "preliminary"];

/// The outcome of "at least so many a year" by walking along every day of the year.
fn slowly(meetings: &[(i64, usize)], least: i64, today: Date) -> Outcome {
    let (mut held, mut planned, mut doubtful) = (0, 0, 0);
    let mut date = Date::constant(today.year(), 1, 1);
    while date.year() == today.year() {
        for (_, status) in meetings.iter().filter(|(offset, _)| day(*offset) == date) {
            match STATUSES[*status] {
                "cancelled" => {}
                "held" if date <= today => held += 1,
                _ if date < today => doubtful += 1,
                _ => planned += 1,
            }
        }
        date = date.tomorrow().expect("a day of these years");
    }
    if held >= least || held + planned >= least {
        Outcome::Kept
    } else if held + planned + doubtful >= least {
        Outcome::Unknown
    } else {
        Outcome::AtRisk
    }
}

fn outcome(rows: Vec<(&'static str, crate::facts::Row)>, today: Date) -> Outcome {
    check(&facts(today, rows)).first().expect("one finding").answer.outcome
}

proptest! {
    #[test]
    fn a_frequency_is_what_counting_day_by_day_gives(
        meetings in prop::collection::vec((0i64..730, 0usize..4), 0..8),
        least in 0i64..5,
        today in 0i64..730,
    ) {
        let mut rows = frame();
        rows.push(rule("frequency", &format!("at_least = {least}\nper = \"year\"")));
        rows.extend(meetings.iter().zip(100..).map(|((offset, status), id)| {
            meeting(id, &day(*offset).to_string(), STATUSES[*status])
        }));
        prop_assert_eq!(outcome(rows, day(today)), slowly(&meetings, least, day(today)));
    }

    #[test]
    fn a_lead_time_is_what_counting_days_back_gives(start in 100i64..600, sent in 0i64..600, days in 0i64..40, working in any::<bool>()) {
        let unit = if working { "working days" } else { "days" };
        let mut rows = frame();
        rows.push(rule("lead_time", &format!("what = \"agenda\"\nbefore = \"meeting.start\"\nat_least = \"{days} {unit}\"")));
        let (start, sent) = (day(start), day(sent));
        let fields = [("title", "Möte"), ("bodies", "#2"), ("when", &start.to_string()), ("status", "held"), ("call_sent", &sent.to_string())];
        rows.push(row("meeting", 100, &fields));
        let (mut limit, mut left) = (start, days);
        while left > 0 {
            limit = limit.yesterday().expect("a day of these years");
            let weekend = matches!(limit.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
            if !working || !weekend {
                left -= 1;
            }
        }
        let expected = if sent <= limit { Outcome::Kept } else { Outcome::Broken };
        prop_assert_eq!(outcome(rows, day(729)), expected);
    }

    #[test]
    fn another_held_meeting_never_breaks_a_minimum(
        meetings in prop::collection::vec((0i64..365, 0usize..4), 0..6),
        more in 0i64..365,
        least in 0i64..5,
        today in 0i64..365,
        per in 0usize..4,
    ) {
        let per = ["year", "half_year", "quarter", "month"][per];
        let mut rows = frame();
        rows.push(rule("frequency", &format!("at_least = {least}\nper = \"{per}\"")));
        rows.extend(meetings.iter().zip(100..).map(|((offset, status), id)| {
            meeting(id, &day(*offset).to_string(), STATUSES[*status])
        }));
        let before = outcome(rows.clone(), day(today));
        rows.push(meeting(99, &day(more).to_string(), "held"));
        let after = outcome(rows, day(today));
        prop_assert!(after <= before || after == Outcome::Unknown && before != Outcome::Kept, "{before:?} became {after:?}");
        prop_assert!(before != Outcome::Kept || after == Outcome::Kept);
        prop_assert!(after != Outcome::Broken || before == Outcome::Broken);
    }

    #[test]
    fn a_time_after_that_is_moved_is_what_walking_on_gives(end in 100i64..600, done in 100i64..700, days in 0i64..40) {
        let mut rows = frame();
        rows.push(rule("lead_time", &format!("what = \"record.adjusted\"\nafter = \"meeting.end\"\nat_most = \"{days} days\"\nending = \"moved\"")));
        rows.push(meeting(100, &day(end).to_string(), "held"));
        rows.push(row("record", 101, &[("meeting", "#100"), ("kind", "minutes"), ("adjusted", &day(done).to_string())]));
        let mut limit = day(end);
        for _ in 0..days {
            limit = limit.tomorrow().expect("a day of these years");
        }
        while matches!(limit.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday) {
            limit = limit.tomorrow().expect("a day of these years");
        }
        let expected = if day(done) <= limit { Outcome::Kept } else { Outcome::Broken };
        prop_assert_eq!(outcome(rows, day(729)), expected);
    }

    #[test]
    fn what_comes_again_is_what_walking_from_the_last_time_gives(
        meetings in prop::collection::vec((0i64..700, 0usize..4), 0..6),
        within in 1i64..400,
        today in 0i64..700,
    ) {
        let mut rows = frame();
        rows.push(rule("recurrence", &format!("within = \"{within} days\"")));
        rows.extend(meetings.iter().zip(100..).map(|((offset, status), id)| {
            meeting(id, &day(*offset).to_string(), STATUSES[*status])
        }));
        let held = |o: i64, s: usize| STATUSES[s] == "held" && o <= today;
        let last = meetings.iter().filter(|(o, s)| held(*o, *s)).map(|(o, _)| *o).max();
        let expected = match last {
            None => Outcome::Unknown,
            Some(last) => {
                let planned = meetings.iter().any(|(o, s)| STATUSES[*s] != "cancelled" && *o >= today && !held(*o, *s) && *o <= last + within);
                let (mut date, mut left) = (last, within);
                while left > 0 && date < today {
                    date += 1;
                    left -= 1;
                }
                if planned { Outcome::Kept } else if date == today { Outcome::AtRisk } else { Outcome::Unknown }
            }
        };
        prop_assert_eq!(outcome(rows, day(today)), expected);
    }
}

#[test]
fn a_rule_that_cannot_be_read_or_kept_hinders_no_other() {
    let mut rows = frame();
    rows.push(rule("frequency", "at_least = 1\nper = \"year\""));
    rows.push(meeting(100, "2022-03-01", "held"));
    for (id, kind, parameters) in [
        (10, "frequency", "at_least = 1"),
        (11, "frequency", "per = \"year\""),
        (12, "passage", "through = [\"body:body-2\"]"),
        (13, "majority", "basis = \"cast\""),
        (14, "confirmation", "asks = \" \""),
        (15, "ranking", "measure = \"population\"\nlargest = 0"),
        (16, "apportionment", "measure = \"population\"\nseats = 7\nper = 5"),
        (17, "distribution", "what = \"notice\""),
        (18, "presence", "capacities = [\"guest\"]"),
        (19, "capacity", "at_least = 5\nat_most = 4"),
        (20, "recurrence", "within = \"0 days\""),
        (21, "joint_decision", "by = [\"body:body-2\"]"),
    ] {
        let (noun, mut bad) = rule(kind, parameters);
        bad.id = genbo_domain::value::ThingId(id);
        bad.slug = format!("rule-{id}");
        rows.push((noun, bad));
    }
    let findings = check(&facts(day(100), rows));
    for finding in &findings {
        let (id, outcome) = (finding.rule.0, finding.answer.outcome);
        match id {
            super::make::RULE => assert_eq!(outcome, Outcome::Kept),
            _ => {
                assert!(matches!(finding.answer.say, crate::say::Say::Fault(_)), "{id}: {:?}", finding.answer)
            }
        }
    }
    assert_eq!(findings.len(), 13);
}
