//! What always holds of a plan, whatever is asked for, and a few years that people know.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use genbo_domain::{
    calendar::{Break, DayKind, DayRule, HolidayRule, MonthDay, WorkingCalendar},
    value::ThingId,
};
use genbo_planner::{Anchor, Ask, Busy, Nth, Outcome, Placed, Proposal, Span, Trouble, Who, Wish, plan};
use jiff::civil::{Date, Time, Weekday, date};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn holiday(key: &str, day: DayRule) -> HolidayRule {
    HolidayRule {
        key: key.into(),
        kind: DayKind::PublicHoliday,
        day,
        from: None,
        until: None,
        names: Default::default(),
    }
}

fn sweden() -> WorkingCalendar {
    let fixed = |m, d| DayRule::Fixed(MonthDay::new(m, d).unwrap());
    let rules = vec![
        holiday("nyarsdagen", fixed(1, 1)),
        holiday("forsta-maj", fixed(5, 1)),
        holiday("kristi-himmelsfardsdag", DayRule::Easter { offset_days: 39 }),
        holiday("langfredagen", DayRule::Easter { offset_days: -2 }),
        holiday("juldagen", fixed(12, 25)),
    ];
    WorkingCalendar::new(vec![Weekday::Saturday, Weekday::Sunday], rules).unwrap()
}

fn wish(key: &str, body: i64, anchor: Anchor) -> Wish {
    Wish {
        key: key.into(),
        bodies: [ThingId(body)].into(),
        anchor,
        span: Span::default(),
        who: Who { organisations: [ThingId(900)].into(), persons: [ThingId(body + 100)].into() },
    }
}

fn weekday(month: i8, nth: i8, weekday: Weekday) -> Anchor {
    Anchor::Weekday { month, nth: Nth::Is(nth), weekday }
}

fn planned(year: i16, wishes: Vec<Wish>, busy: Vec<Busy>, breaks: &[Break]) -> Vec<Placed> {
    plan(&Ask { year, wishes, busy, calendar: &sweden(), breaks })
}

fn only(placed: &[Placed]) -> &Proposal {
    match &placed[0].outcome {
        Outcome::Dated(proposal) => proposal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bridge_day_is_left_for_the_nearest_working_day_and_told() {
    let placed = planned(2022, vec![wish("a", 1, weekday(5, 4, Weekday::Friday))], vec![], &[]);
    let proposal = only(&placed);
    assert_eq!(proposal.wanted, date(2022, 5, 27));
    assert_eq!(proposal.against, [Trouble::Bridge]);
    // Thursday is red; Wednesday is two days away, Monday three.
    assert_eq!(proposal.chosen.date, date(2022, 5, 25));
    assert!(
        proposal.others.iter().any(|o| o.date == date(2022, 5, 27)),
        "the day asked for can still be chosen"
    );
}

#[test]
fn a_school_break_moves_a_meeting_by_a_week_and_a_long_one_does_not_move_it() {
    let week = Break { key: "sportlov".into(), first: date(2023, 2, 20), last: date(2023, 2, 24) };
    let wednesday = wish("a", 1, weekday(2, 4, Weekday::Wednesday));
    let placed = planned(2023, vec![wednesday], vec![], &[week]);
    assert_eq!(only(&placed).against, [Trouble::Break("sportlov".into())]);
    assert_eq!(only(&placed).chosen.date, date(2023, 2, 15), "the same weekday a week before");
    let summer = Break { key: "sommarlov".into(), first: date(2023, 6, 12), last: date(2023, 8, 18) };
    let placed = planned(2023, vec![wish("a", 1, weekday(7, 2, Weekday::Wednesday))], vec![], &[summer]);
    assert_eq!(only(&placed).chosen.date, date(2023, 7, 12));
    assert_eq!(only(&placed).chosen.troubles, [Trouble::Break("sommarlov".into())]);
}

fn at_noon(key: &str, body: i64, day: Date, who: Who) -> Busy {
    let span =
        Span { days: 0, from: Some(Time::constant(12, 0, 0, 0)), to: Some(Time::constant(14, 0, 0, 0)) };
    Busy { key: key.into(), bodies: [ThingId(body)].into(), first: day, span, who }
}

#[test]
fn another_meeting_of_those_who_take_part_counts_only_at_the_same_hours() {
    let friday = date(2023, 3, 10);
    let municipality = Who { organisations: [ThingId(900)].into(), persons: BTreeSet::new() };
    let busy = at_noon("other", 7, friday, municipality.clone());
    let at = |from, to| Wish {
        span: Span {
            days: 0,
            from: Some(Time::constant(from, 0, 0, 0)),
            to: Some(Time::constant(to, 0, 0, 0)),
        },
        ..wish("a", 1, weekday(3, 2, Weekday::Friday))
    };
    let placed = planned(2023, vec![at(14, 16)], vec![busy.clone()], &[]);
    assert_eq!((only(&placed).chosen.date, only(&placed).against.len()), (friday, 0));
    let placed = planned(2023, vec![at(13, 15)], vec![busy], &[]);
    assert_eq!(only(&placed).against, [Trouble::Meeting("other".into(), municipality)]);
    assert_eq!(only(&placed).chosen.date, date(2023, 3, 9));
}

#[test]
fn two_meetings_of_one_plan_share_a_day_unless_somebody_is_in_both() {
    let second = |key, body, person| Wish {
        who: Who { persons: [ThingId(person)].into(), ..Who::default() },
        ..wish(key, body, weekday(3, 2, Weekday::Friday))
    };
    let placed = planned(2023, vec![second("a", 1, 5), second("b", 2, 6)], vec![], &[]);
    let days: Vec<Date> = placed.iter().map(|p| only(std::slice::from_ref(p)).chosen.date).collect();
    assert_eq!(days, [date(2023, 3, 10), date(2023, 3, 10)]);
    let placed = planned(2023, vec![second("a", 1, 5), second("b", 2, 5)], vec![], &[]);
    assert_ne!(only(&placed[1..]).chosen.date, date(2023, 3, 10));
}

#[test]
fn a_week_and_a_weekday_that_the_year_does_not_have_are_told() {
    let placed =
        planned(2022, vec![wish("a", 1, Anchor::Week { week: 53, weekday: Weekday::Monday })], vec![], &[]);
    assert!(only(&placed).against.contains(&Trouble::NoSuchDay));
    let placed = planned(2023, vec![wish("a", 1, weekday(2, 5, Weekday::Friday))], vec![], &[]);
    assert_eq!(only(&placed).chosen.date, date(2023, 2, 24));
    assert_eq!(only(&placed).against, [Trouble::NoSuchDay]);
}

fn anchors() -> impl Strategy<Value = Anchor> {
    let weekdays = (0..7i8).prop_map(|n| Weekday::from_monday_zero_offset(n).unwrap());
    let nth = prop_oneof![(1..=5i8).prop_map(Nth::Is), Just(Nth::Last)];
    prop_oneof![
        8 => (1..=12i8, nth, weekdays.clone()).prop_map(|(month, nth, weekday)| Anchor::Weekday { month, nth, weekday }),
        4 => (1..=53i8, weekdays).prop_map(|(week, weekday)| Anchor::Week { week, weekday }),
        2 => (1..=365i16, -30..=30i64).prop_map(|(n, days)| {
            Anchor::From { day: date(2023, 1, 1).checked_add(jiff::Span::new().days(i64::from(n) - 1)).unwrap(), days }
        }),
        1 => Just(Anchor::Loose("2023-06".parse().unwrap())),
        1 => Just(Anchor::Omitted(genbo_planner::Omitted::Cancelled)),
    ]
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let one = (anchors(), 1..=3i64, 0..=2i64);
    prop::collection::vec(one, 0..14).prop_map(|all| {
        let wish = |(n, (anchor, body, days)): (usize, (Anchor, i64, i64))| Wish {
            span: Span { days, ..Span::default() },
            ..wish(&format!("w{n:02}"), body, anchor)
        };
        all.into_iter().enumerate().map(wish).collect()
    })
}

fn busy() -> impl Strategy<Value = Vec<Busy>> {
    let one = (0..365i64, any::<bool>(), 100..104i64).prop_map(|(n, organisation, person)| {
        let day = date(2023, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap();
        let who = Who {
            persons: [ThingId(person)].into(),
            organisations: organisation.then_some(ThingId(900)).into_iter().collect(),
        };
        at_noon(&format!("b{n}-{person}"), 50, day, who)
    });
    prop::collection::vec(one, 0..30)
}

proptest! {
    #[test]
    fn whatever_is_asked_for_comes_back_once_on_a_working_day_in_order_or_with_a_reason(
        wishes in wishes(), busy in busy(), year in 2000..2100i16,
    ) {
        let placed = planned(year, wishes.clone(), busy, &[]);
        let mut keys: Vec<&str> = placed.iter().map(|p| p.key.as_str()).collect();
        keys.sort_unstable();
        prop_assert_eq!(keys, wishes.iter().map(|w| w.key.as_str()).collect::<Vec<_>>());
        let calendar = sweden();
        let mut last: std::collections::BTreeMap<ThingId, (Date, Date)> = Default::default();
        for p in &placed {
            let wish = wishes.iter().find(|w| w.key == p.key).unwrap();
            let Outcome::Dated(p) = &p.outcome else {
                prop_assert!(matches!(wish.anchor, Anchor::Loose(_) | Anchor::Omitted(_)));
                continue;
            };
            for choice in p.others.iter().chain([&p.chosen]) {
                for n in 0..=wish.span.days {
                    let day = choice.date.checked_add(jiff::Span::new().days(n)).unwrap();
                    prop_assert!(calendar.is_working_day(day), "{} {day}", choice.date);
                }
                prop_assert_eq!(choice.when.first().unwrap().date(), choice.date);
            }
            prop_assert!(p.chosen.date == p.wanted || !p.against.is_empty(), "moved without a reason: {p:?}");
            prop_assert!(!p.others.iter().any(|o| o.date == p.chosen.date));
            for body in &wish.bodies {
                if let Some((wanted, got)) = last.insert(*body, (p.wanted, p.chosen.date)) {
                    prop_assert!(wanted <= p.wanted && got <= p.chosen.date);
                    prop_assert!(wanted == p.wanted || got < p.chosen.date, "{wanted} {got} {p:?}");
                }
            }
        }
    }

    #[test]
    fn the_order_of_what_is_asked_for_does_not_matter(
        (wishes, mixed) in wishes().prop_flat_map(|w| (Just(w.clone()), Just(w).prop_shuffle())),
        (busy, other) in busy().prop_flat_map(|b| (Just(b.clone()), Just(b).prop_shuffle())),
    ) {
        prop_assert_eq!(planned(2023, wishes, busy, &[]), planned(2023, mixed, other, &[]));
    }
}
