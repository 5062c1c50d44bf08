//! One awkward meeting told part by part: who is there, decides, serves, whether that is enough, and who has the chair.

use super::*;
use crate::{
    chairing::{self, Chair},
    quorum,
};
use AttendanceChange::{Arrives, ChangesCapacity, Disqualified, JoinsRemotely, Leaves, Resumes, ServesFor};

fn person(person: u32, capacity: Capacity, changes: Vec<Change<u32>>) -> Participation<u32> {
    Participation {
        person,
        capacity: Some(capacity),
        serves_for: None,
        extent: Extent::Whole,
        changes,
        stated: true,
    }
}
fn by(what: AttendanceChange, paragraph: &str) -> Change<u32> {
    let paragraph = (!paragraph.is_empty()).then(|| paragraph.parse().unwrap());
    Change { what, clock: None, paragraph, person: None, capacity: None }
}
fn serves(paragraph: &str, member: u32) -> Change<u32> {
    Change { person: Some(member), ..by(ServesFor, paragraph) }
}

/// Six seats. 1 has the chair and is disqualified at § 6; 2 goes and comes back within § 3; 4 leaves after § 5 and joins from
/// elsewhere at § 8, when somebody serves for her; 5 comes to § 5 and takes his seat; 6 comes at a time that nobody wrote
/// down; 11 serves for 5 and then for 4; 12 becomes a guest at § 8.
fn people() -> Vec<Participation<u32>> {
    use Capacity::{AbsentMember, Member, NonServingSubstitute};
    let guest = Change { capacity: Some(Capacity::Guest), ..by(ChangesCapacity, "8") };
    vec![
        person(1, Member, vec![by(Disqualified, "6")]),
        person(2, Member, vec![by(Leaves, "3.1"), by(Arrives, "3.3")]),
        person(3, Member, Vec::new()),
        person(4, Member, vec![by(Leaves, "5"), by(JoinsRemotely, "8")]),
        person(5, AbsentMember, vec![by(Arrives, "5"), by(Resumes, "5")]),
        person(6, Member, vec![by(Arrives, "")]),
        person(11, NonServingSubstitute, vec![serves("1", 5), serves("6", 4)]),
        person(12, NonServingSubstitute, vec![guest]),
    ]
}

fn told(people: &[Participation<u32>]) -> Vec<String> {
    let all = by_paragraph(people, &"1-8".parse().unwrap());
    let taken = [("6", 3), ("7", 1)].map(|(at, who)| (Some(at.parse().unwrap()), who));
    let list = |s: &Stretch<Edge, u32>, what: &dyn Fn(&Standing<u32>) -> Truth| {
        let one = |(p, x): (&Participation<u32>, &Standing<u32>)| match what(x) {
            Truth::Sure => Some(p.person.to_string()),
            Truth::Possible => Some(format!("{}?", p.person)),
            Truth::No => None,
        };
        people.iter().zip(&s.standings).filter_map(one).collect::<Vec<_>>().join(" ")
    };
    let mut lines = Vec::new();
    for s in &all {
        let at = match s.from {
            Edge::Before(p) => p.to_string(),
            Edge::After(p) => format!("after {p}"),
        };
        let serving: Vec<String> = people
            .iter()
            .zip(&s.standings)
            .filter_map(|(p, x)| Some(format!("{} for {}", p.person, x.serves_for?.0)))
            .collect();
        let quorum = quorum::by_law(s.tally(|_| true, |x| x.entitled), Some(6));
        let chair = chairing::at(&[1], &taken, s.from.paragraph());
        let chair = chairing::present(chair, |who| {
            people.iter().zip(&s.standings).find(|(p, _)| p.person == who).map(|(_, x)| *x)
        });
        let chair = match chair {
            Chair::Has(who) => who.to_string(),
            other => format!("{other:?}"),
        };
        lines.push(format!(
            "{at}: here {}; decide {}; {}; quorum {:?} of {}; chair {chair}",
            list(s, &|x| x.present),
            list(s, &|x| x.entitled),
            serving.join(", "),
            quorum.holds,
            quorum.needed.unwrap(),
        ));
    }
    lines
}

#[test]
fn an_awkward_meeting_is_told_part_by_part() {
    let expected = [
        "1: here 1 2 3 4 6? 11 12; decide 1 2 3 4 6? 11; 11 for 5; quorum Sure of 4; chair 1",
        "2: here 1 2 3 4 6? 11 12; decide 1 2 3 4 6? 11; 11 for 5; quorum Sure of 4; chair 1",
        "3: here 1 2 3 4 6? 11 12; decide 1 2 3 4 6? 11; 11 for 5; quorum Sure of 4; chair 1",
        "3.2: here 1 3 4 6? 11 12; decide 1 3 4 6? 11; 11 for 5; quorum Sure of 4; chair 1",
        "3.3: here 1 2 3 4 6? 11 12; decide 1 2 3 4 6? 11; 11 for 5; quorum Sure of 4; chair 1",
        "4: here 1 2 3 4 6? 11 12; decide 1 2 3 4 6? 11; 11 for 5; quorum Sure of 4; chair 1",
        "5: here 1 2 3 4 5 6? 11 12; decide 1 2 3 4 5 6?; ; quorum Sure of 4; chair 1",
        "6: here 1 2 3 5 6? 11 12; decide 2 3 5 6? 11; 11 for 4; quorum Sure of 4; chair 3",
        "7: here 1 2 3 5 6? 11 12; decide 1 2 3 5 6? 11; 11 for 4; quorum Sure of 4; chair 1",
        "8: here 1 2 3 4 5 6? 11 12; decide 1 2 3 5 6? 11; 11 for 4; quorum Sure of 4; chair 1",
    ];
    assert_eq!(told(&people()), expected);
}

#[test]
fn nobody_has_the_chair_when_its_holder_is_disqualified_and_nobody_took_it() {
    let people = people();
    let all = by_paragraph(&people, &"6".parse().unwrap());
    let chair = chairing::present(Chair::Has(1), |who| {
        people.iter().zip(&all[0].standings).find(|(p, _)| p.person == who).map(|(_, x)| *x)
    });
    assert_eq!(chair, Chair::Empty(1));
}

#[test]
fn enough_is_not_certain_when_it_hangs_on_one_who_came_at_an_unknown_time() {
    let mut people = people();
    people.retain(|p| ![3, 11].contains(&p.person));
    let all = by_paragraph(&people, &"1-2".parse().unwrap());
    for s in &all {
        assert_eq!(quorum::by_law(s.tally(|_| true, |x| x.entitled), Some(6)).holds, Truth::Possible);
    }
}
