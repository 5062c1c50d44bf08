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
}
