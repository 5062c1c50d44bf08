//! Presence, held to the two meetings of the sources and to laws that hold for every meeting.

use super::*;
use AttendanceChange::{Arrives, ChangesCapacity, Disqualified, Leaves, Resumes, ServesFor};
use proptest::prelude::*;

fn set(s: &str) -> ParagraphSet {
    s.parse().unwrap()
}
fn clock(s: &str) -> Clock {
    s.parse().unwrap()
}
fn member(person: u32) -> Participation<u32> {
    Participation {
        person,
        capacity: Some(Capacity::Member),
        serves_for: None,
        extent: Extent::Whole,
        changes: Vec::new(),
        stated: true,
    }
}
fn official(person: u32, paragraphs: &str) -> Participation<u32> {
    let extent = if paragraphs.is_empty() { Extent::Whole } else { Extent::Paragraphs(set(paragraphs)) };
    Participation { capacity: Some(Capacity::Official), extent, ..member(person) }
}
fn substitute(person: u32, serves_for: Option<u32>) -> Participation<u32> {
    let capacity =
        if serves_for.is_some() { Capacity::ServingSubstitute } else { Capacity::NonServingSubstitute };
    Participation { capacity: Some(capacity), serves_for, ..member(person) }
}
fn change(what: AttendanceChange) -> Change<u32> {
    Change { what, clock: None, paragraph: None, person: None, capacity: None }
}
fn at(what: AttendanceChange, time: &str) -> Change<u32> {
    Change { clock: Some(clock(time)), ..change(what) }
}
fn by(what: AttendanceChange, paragraph: &str) -> Change<u32> {
    Change { paragraph: Some(paragraph.parse().unwrap()), ..change(what) }
}
fn with(mut p: Participation<u32>, changes: Vec<Change<u32>>) -> Participation<u32> {
    p.changes = changes;
    p
}
fn counts<P>(stretches: &[Stretch<P, u32>]) -> Vec<Option<usize>> {
    stretches.iter().map(|s| s.tally(|_| true, |x| x.present).exact()).collect()
}
fn entitled<P>(stretches: &[Stretch<P, u32>]) -> Vec<Option<usize>> {
    stretches.iter().map(|s| s.tally(|_| true, |x| x.entitled).exact()).collect()
}

/// The eight officials of a board's meeting with §§ 214–229, one of whom comes in the middle of a §.
fn board_officials() -> Vec<Participation<u32>> {
    ["", "", "214-226", "214-226", "214-226", "215.i-229", "214-218", "214-219"]
        .iter()
        .zip(1..)
        .map(|(paragraphs, person)| official(person, paragraphs))
        .collect()
}

#[test]
fn the_officials_of_a_board_are_counted_per_paragraph_and_within_one() {
    let stretches = by_paragraph(&board_officials(), &set("214-229"));
    let told: Vec<(u32, usize)> = stretches
        .iter()
        .map(|s| (s.from.paragraph().number(), s.tally(|_| true, |x| x.present).exact().unwrap()))
        .collect();
    let expected: Vec<(u32, usize)> = [(214, 7), (215, 7), (215, 8)]
        .into_iter()
        .chain((216..=218).map(|n| (n, 8)))
        .chain([(219, 7)])
        .chain((220..=226).map(|n| (n, 6)))
        .chain((227..=229).map(|n| (n, 3)))
        .collect();
    assert_eq!(told, expected);
    assert_eq!(stretches[2].from, Edge::Before("215.i".parse().unwrap()));
}

/// The eleven members of a chief executives' meeting from 08:30 to 12:00, of whom five come late or leave early.
fn executives() -> Vec<Participation<u32>> {
    let moves = [
        at(Arrives, "09:10"),
        at(Leaves, "11:05"),
        at(Leaves, "10:50"),
        at(Arrives, "10:10"),
        at(Arrives, "08:40"),
    ];
    let moving = moves.into_iter().zip(1..).map(|(c, n)| {
        let p = Participation { extent: Extent::Unknown, ..member(n) };
        with(p, vec![c])
    });
    moving.chain((6..=11).map(member)).collect()
}

#[test]
fn the_members_of_a_meeting_with_arrivals_and_departures_are_counted_per_interval() {
    let stretches = by_clock(&executives(), clock("08:30"), clock("12:00"));
    assert_eq!(counts(&stretches), [8, 9, 10, 11, 10, 9].map(Some));
    let starts: Vec<String> = stretches.iter().map(|s| s.from.to_string()).collect();
    assert_eq!(starts, ["08:30", "08:40", "09:10", "10:10", "10:50", "11:05"]);
    assert_eq!(stretches[5].to, clock("12:00"));
}

#[test]
fn a_clock_time_does_not_tell_at_which_paragraph_somebody_was() {
    for stretch in by_paragraph(&executives(), &set("1-7")) {
        let tally = stretch.tally(|_| true, |x| x.present);
        assert_eq!((tally.sure, tally.possible, tally.exact()), (6, 5, None));
    }
}

#[test]
fn a_paragraph_does_not_tell_at_what_time_somebody_was_there() {
    let stretches = by_clock(&board_officials(), clock("13:30"), clock("15:25"));
    assert_eq!(stretches[0].tally(|_| true, |x| x.present), Tally { sure: 2, possible: 6 });
}

#[test]
fn a_meeting_that_ends_before_it_starts_has_no_intervals() {
    assert_eq!(by_clock(&executives(), clock("12:00"), clock("08:30")), []);
}

#[test]
fn an_absent_member_is_not_there_and_the_substitute_decides_in_his_place() {
    let absent = Participation { capacity: Some(Capacity::AbsentMember), ..member(1) };
    let people = [absent, substitute(2, Some(1)), substitute(3, None)];
    let stretch = &by_paragraph(&people, &set("226"))[0];
    let told: Vec<_> = stretch.standings.iter().map(|s| (s.present, s.entitled)).collect();
    assert_eq!(told, [(Truth::No, Truth::No), (Truth::Sure, Truth::Sure), (Truth::Sure, Truth::No)]);
    assert_eq!(stretch.standings[1].serves_for, Some((1, Truth::Sure)));
}

#[test]
fn when_a_member_takes_the_seat_back_only_one_of_the_two_decides() {
    let late = with(member(1), vec![by(Arrives, "3"), by(Resumes, "3")]);
    let stretches = by_paragraph(&[late, substitute(2, Some(1))], &set("1-4"));
    assert_eq!(entitled(&stretches), [Some(1); 4]);
    assert_eq!(stretches[1].standings[1].serves_for, Some((1, Truth::Sure)));
    assert_eq!(stretches[2].standings[1].serves_for, None);
    assert_eq!(stretches[2].standings[0].entitled, Truth::Sure);
}

#[test]
fn a_member_who_is_there_but_has_not_taken_the_seat_back_does_not_decide() {
    let late = with(member(1), vec![by(Arrives, "2")]);
    let stretches = by_paragraph(&[late, substitute(2, Some(1))], &set("1-2"));
    assert_eq!(
        (stretches[1].standings[0].present, stretches[1].standings[0].entitled),
        (Truth::Sure, Truth::No)
    );
}

#[test]
fn whoever_leaves_after_a_paragraph_is_there_at_it_and_not_at_the_next() {
    let stretches = by_paragraph(&[with(member(1), vec![by(Leaves, "2")])], &set("1-3"));
    assert_eq!(counts(&stretches), [Some(1), Some(1), Some(0)]);
}

#[test]
fn a_disqualified_member_is_there_and_does_not_decide_that_item() {
    let stretches = by_paragraph(&[with(member(1), vec![by(Disqualified, "2")])], &set("1-3"));
    assert_eq!(counts(&stretches), [Some(1); 3]);
    assert_eq!(entitled(&stretches), [Some(1), Some(0), Some(1)]);
    let by_clock = by_clock(&[with(member(1), vec![by(Disqualified, "2")])], clock("09:00"), clock("10:00"));
    assert_eq!(entitled(&by_clock), [None]);
}

#[test]
fn a_substitute_who_begins_to_serve_decides_from_then() {
    let serves = Change { person: Some(1), ..by(ServesFor, "3") };
    let people = [with(member(1), vec![by(Leaves, "2")]), with(substitute(2, None), vec![serves])];
    let stretches = by_paragraph(&people, &set("1-3"));
    assert_eq!(entitled(&stretches), [Some(1); 3]);
    assert_eq!(stretches[2].standings[1].capacity, Some(Capacity::ServingSubstitute));
    assert_eq!(stretches[1].standings[1].capacity, Some(Capacity::NonServingSubstitute));
}

#[test]
fn to_begin_to_serve_at_an_unknown_time_makes_both_possible() {
    let serves = Change { person: Some(1), ..change(ServesFor) };
    let stretches = by_paragraph(&[member(1), with(substitute(2, None), vec![serves])], &set("1"));
    let told: Vec<_> = stretches[0].standings.iter().map(|s| s.entitled).collect();
    assert_eq!(told, [Truth::Possible, Truth::Possible]);
}

#[test]
fn two_arrivals_without_a_departure_leave_the_time_between_open() {
    let p = with(member(1), vec![at(Arrives, "09:00"), at(Arrives, "10:00")]);
    let stretches = by_clock(&[p], clock("08:00"), clock("11:00"));
    let told: Vec<_> = stretches.iter().map(|s| s.standings[0].present).collect();
    assert_eq!(told, [Truth::No, Truth::Possible, Truth::Sure]);
}

#[test]
fn what_a_source_only_lets_us_guess_is_never_certain() {
    let guessed = Participation { stated: false, ..member(1) };
    assert_eq!(counts(&by_paragraph(&[guessed], &set("1"))), [None]);
}

#[test]
fn a_changed_capacity_holds_from_its_paragraph() {
    let change = Change { capacity: Some(Capacity::Guest), ..by(ChangesCapacity, "2") };
    let stretches = by_paragraph(&[with(member(1), vec![change])], &set("1-2"));
    assert_eq!(entitled(&stretches), [Some(1), Some(0)]);
    assert_eq!(stretches[1].standings[0].capacity, Some(Capacity::Guest));
}

fn any_change() -> impl Strategy<Value = Change<u32>> {
    let what = prop::sample::select(vec![Arrives, Leaves, ServesFor, Resumes, Disqualified, ChangesCapacity]);
    let time = prop::option::of((0_u16..24, 0_u16..60).prop_map(|(h, m)| clock(&format!("{h}:{m:02}"))));
    let paragraph = prop::option::of(
        (1_u32..8, prop::option::of(1_u32..4))
            .prop_map(|(n, sub)| sub.map_or_else(|| n.to_string(), |s| format!("{n}.{s}")).parse().unwrap()),
    );
    (what, time, paragraph, prop::option::of(0_u32..5)).prop_map(|(what, clock, paragraph, person)| Change {
        what,
        clock,
        paragraph,
        person,
        capacity: Some(Capacity::NonServingSubstitute),
    })
}

fn any_people() -> impl Strategy<Value = Vec<Participation<u32>>> {
    let extent = prop_oneof![
        3 => Just(Extent::Whole),
        1 => Just(Extent::Unknown),
        2 => prop::sample::select(vec!["1-3", "2.1-4", "5", "1, 3.2-3.3, 7"]).prop_map(|s| Extent::Paragraphs(set(s))),
    ];
    let one = (extent, prop::option::of(0_u32..5), prop::collection::vec(any_change(), 0..4), any::<bool>());
    prop::collection::vec(one, 0..6).prop_map(|people| {
        people
            .into_iter()
            .zip(0..)
            .map(|((extent, serves_for, changes, stated), person)| Participation {
                capacity: Some(if serves_for.is_some() {
                    Capacity::ServingSubstitute
                } else {
                    Capacity::Member
                }),
                person,
                serves_for,
                extent,
                changes,
                stated,
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn nobody_decides_or_serves_more_certainly_than_he_is_there(people in any_people()) {
        for stretch in by_paragraph(&people, &set("1-7")) {
            for s in &stretch.standings {
                prop_assert!(s.entitled <= s.present);
                prop_assert!(s.serves_for.is_none_or(|(_, truth)| truth <= s.present && truth > Truth::No));
            }
        }
    }

    #[test]
    fn the_parts_of_the_minutes_follow_each_other_and_cover_every_paragraph(people in any_people()) {
        let stretches = by_paragraph(&people, &set("1-7"));
        prop_assert_eq!(stretches.first().unwrap().from, Edge::Before(Paragraph::new(1).unwrap()));
        prop_assert_eq!(stretches.last().unwrap().to, Edge::After(Paragraph::new(7).unwrap()));
        for pair in stretches.windows(2) {
            let next = pair[0].to == pair[1].from;
            let new = pair[0].to.paragraph().number() + 1 == pair[1].from.paragraph().number();
            prop_assert!(next || (new && matches!(pair[0].to, Edge::After(p) if p.is_whole())));
            prop_assert!(pair[0].from < pair[0].to);
        }
    }

    #[test]
    fn the_intervals_of_the_clock_follow_each_other_without_a_hole(people in any_people()) {
        let stretches = by_clock(&people, clock("08:00"), clock("17:00"));
        prop_assert_eq!(stretches.first().unwrap().from, clock("08:00"));
        prop_assert_eq!(stretches.last().unwrap().to, clock("17:00"));
        prop_assert!(stretches.windows(2).all(|w| w[0].to == w[1].from));
        prop_assert!(stretches.iter().all(|s| s.from < s.to && s.standings.len() == people.len()));
    }

    #[test]
    fn a_change_without_a_place_never_makes_anybody_certain(people in any_people(), which in 0_usize..6) {
        let mut vaguer = people.clone();
        if let Some(p) = vaguer.get_mut(which) {
            p.changes.push(change(Arrives));
        }
        for s in by_paragraph(&vaguer, &set("1-7")) {
            prop_assert!(s.standings.get(which).is_none_or(|s| s.present <= Truth::Possible));
        }
    }

    #[test]
    fn who_comes_and_goes_does_not_change_how_others_stand(people in any_people()) {
        let alone = by_clock(&people, clock("08:00"), clock("17:00"));
        let mut more = people.clone();
        more.push(with(member(99), vec![at(Arrives, "12:00")]));
        for later in by_clock(&more, clock("08:00"), clock("17:00")) {
            let same = alone.iter().find(|s| s.from <= later.from && later.to <= s.to).unwrap();
            prop_assert_eq!(&same.standings[..], &later.standings[..people.len()]);
        }
    }

    #[test]
    fn edges_have_one_order(a in edge(), b in edge(), c in edge()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }
}

fn edge() -> impl Strategy<Value = Edge> {
    let paragraph = prop::sample::select(vec!["1", "1.1", "1.2", "1.a", "1.1.1", "1.1.2", "2", "2.1", "3"]);
    (paragraph, any::<bool>()).prop_map(|(p, before)| {
        let p: Paragraph = p.parse().unwrap();
        if before { Edge::Before(p) } else { Edge::After(p) }
    })
}
