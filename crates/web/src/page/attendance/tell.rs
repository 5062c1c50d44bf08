//! Attendance as its page shows it.

use super::{Event, Expected, Person, Vacant};
use crate::{
    form::Sent,
    frame::Frame,
    sheet::lines::capital,
    view::{Link, Tag, TagKind},
    words,
};
use genbo_app::{
    attendance::{self, Desk},
    meeting,
    view::attendance::Roll,
};
use genbo_domain::{
    attendance::{AttendanceChange, Capacity, MeetingRole},
    body::SubstituteRegime,
    chairing::Chair,
    presence::Truth,
    serving::Not,
    value::ThingId,
};

/// Whether law says how many must be there: for bodies that decide under it.
pub(super) fn is_by_law(desk: &Desk) -> bool {
    desk.bodies.first().is_some_and(|b| meeting::is_by_law(&b.facts))
}

pub(super) fn expected(f: &Frame, i: usize, e: &attendance::Expected, sent: Option<&Sent>) -> Expected {
    let role = e.role.map(|r| words::word(f.lang, "seat_role", r.as_str()));
    let from: Vec<&str> = e.from.iter().map(|l| l.label.as_str()).collect();
    let seat: Vec<&str> = role.into_iter().chain(from).collect();
    let chosen = |name: &str| sent.is_some_and(|s| s.has(&format!("{name}.{i}")));
    let role = match e.role {
        Some(genbo_domain::seat::SeatRole::Chair) => "chair",
        Some(genbo_domain::seat::SeatRole::Secretary) => "secretary",
        _ => "",
    };
    Expected {
        slug: e.person.slug.clone(),
        name: e.person.label.clone(),
        party: e.party.clone().unwrap_or_default(),
        seat: capital(&seat.join(", ")),
        is_here: sent.is_none() || chosen("here"),
        is_remote: chosen("remote"),
        role: sent.and_then(|s| s.get(&format!("role.{i}"))).unwrap_or(role).to_owned(),
    }
}

/// Who is expected at any of the sitting's meetings, each once: first those of this one.
pub(super) fn all_expected(f: &Frame, desk: &Desk, sent: Option<&Sent>) -> Vec<Expected> {
    let mut all: Vec<&attendance::Expected> = desk.expected.iter().collect();
    let mut bodies: Vec<Vec<String>> = vec![Vec::new(); all.len()];
    let known = |id| desk.roll.parts.iter().any(|p| p.person.id == id);
    for beside in &desk.sitting {
        let body = crate::page::agenda::short(f, &beside.bodies);
        for e in &beside.expected {
            match all.iter().position(|x| x.person.id == e.person.id) {
                Some(at) => bodies[at].push(body.clone()),
                // Who is on this roll already is entered at the other meetings by the roll there.
                None if !known(e.person.id) => {
                    all.push(e);
                    bodies.push(vec![body.clone()]);
                }
                None => {}
            }
        }
    }
    let line = |(i, e): (usize, &&attendance::Expected)| {
        let line = expected(f, i, e, sent);
        let seat: Vec<String> = [line.seat.clone()].into_iter().chain(bodies[i].clone()).collect();
        let seat = seat.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
        Expected { seat, ..line }
    };
    all.iter().enumerate().map(line).collect()
}

/// The other meetings of the sitting, as links to one of their pages.
pub(super) fn beside(f: &Frame, desk: &Desk, path: &str) -> Vec<Link> {
    let link = |b: &attendance::Beside| {
        Link::new(
            crate::page::agenda::short(f, &b.bodies),
            f.link(&format!("{path}/{}", b.meeting.link.slug)),
        )
    };
    desk.sitting.iter().map(link).collect()
}

/// Who has the chair, in words.
pub(super) fn chair(f: &Frame, roll: &Roll, chair: &Chair<ThingId>) -> String {
    crate::sheet::attendance::chair(f.lang, roll, chair)
}

/// The breaks, with what takes them back.
pub(super) fn pauses(f: &Frame, desk: &Desk) -> Vec<Event> {
    let event = |p: &genbo_app::view::shown::Shown<genbo_domain::meeting::Pause>| Event {
        when: crate::sheet::attendance::pause_time(f.lang, &p.facts),
        what: p.facts.title.clone(),
        slug: p.link.slug.clone(),
    };
    desk.roll.pauses.iter().map(event).collect()
}

pub(super) fn roles(f: &Frame) -> Vec<(&'static str, String)> {
    let roles = MeetingRole::VOCABULARY.words.iter();
    roles.map(|(w, _)| (*w, words::word(f.lang, "meeting_role", w).to_owned())).collect()
}

pub(super) fn capacities(f: &Frame) -> Vec<(&'static str, String)> {
    let all = [
        Capacity::Official,
        Capacity::Guest,
        Capacity::CoOpted,
        Capacity::Audience,
        Capacity::Secretariat,
        Capacity::Member,
        Capacity::NonServingSubstitute,
    ];
    all.map(|c| (c.as_str(), words::word(f.lang, "capacity", c.as_str()).to_owned())).to_vec()
}

pub(super) fn items(f: &Frame, desk: &Desk) -> Vec<(String, String)> {
    let has_paragraphs = desk.bodies.iter().any(|b| b.facts.paragraph_pattern.is_some());
    let item = |(number, item): &(genbo_domain::paragraphs::Paragraph, _)| {
        let item: &genbo_app::view::shown::Shown<genbo_domain::item::Item> = item;
        (
            number.to_string(),
            format!("{} {}", f.lang.item_name(&number.to_string(), has_paragraphs), item.facts.title),
        )
    };
    desk.items.iter().map(item).collect()
}

pub(super) fn people(f: &Frame, desk: &Desk) -> Vec<Person> {
    let t = &f.t.attendance;
    let has_substitutes =
        desk.bodies.first().and_then(|b| b.facts.substitutes) != Some(SubstituteRegime::Forbidden);
    let person = |(i, part): (usize, &genbo_app::view::attendance::Part)| {
        let (now, slug) = (&desk.now[i], &part.attendance.link.slug);
        let here = now.standing.present == Truth::Sure;
        let decides = now.standing.entitled == Truth::Sure;
        let a = &part.attendance.facts;
        let mut tags =
            vec![if here { Tag::new(TagKind::Ok, t.present) } else { Tag::new(TagKind::Unknown, t.absent) }];
        // Where no law says who decides, whoever is there takes part.
        let by_law = is_by_law(desk);
        if decides && by_law {
            tags.push(Tag::new(TagKind::Info, t.decides));
        }
        if now.is_disqualified {
            tags.push(Tag::new(TagKind::Bad, t.is_disqualified));
        }
        if now.is_remote && here {
            tags.push(Tag::new(TagKind::Info, t.remote.to_lowercase()));
        }
        let mut fine: Vec<String> = Vec::new();
        fine.extend(a.party.as_ref().map(|p| format!("({p})")));
        let capacity = now.standing.capacity.or(a.capacity);
        fine.extend(capacity.map(|c| words::word(f.lang, "capacity", c.as_str()).to_owned()));
        fine.extend(a.roles.iter().map(|r| words::word(f.lang, "meeting_role", r.as_str()).to_owned()));
        if let Some((target, _)) = now.standing.serves_for
            && let Some(member) = desk.roll.parts.iter().find(|p| p.person.id == target)
        {
            fine.push(f.lang.serves_for_whom(&member.person.label));
        }
        let do_ = |what: AttendanceChange| format!("{}|{slug}", what.as_str());
        let member = matches!(a.capacity, Some(Capacity::Member | Capacity::AbsentMember));
        let mut buttons = Vec::new();
        if here {
            buttons.push((do_(AttendanceChange::Leaves), t.leaves));
            if decides && by_law {
                buttons.push((do_(AttendanceChange::Disqualified), t.disqualified));
            } else if !decides && member && (has_substitutes || now.is_disqualified) {
                buttons.push((do_(AttendanceChange::Resumes), t.resumes));
            }
        } else {
            buttons.push((do_(AttendanceChange::Arrives), t.arrives));
            buttons.push((do_(AttendanceChange::JoinsRemotely), t.joins));
        }
        let mut more = Vec::new();
        if here {
            if desk.chair.known() != Some(part.person.id) && (decides || !by_law) {
                more.push((do_(AttendanceChange::TakesChair), f.t.sitting.take_chair));
            }
            more.push((do_(AttendanceChange::ChangesCapacity), f.t.sitting.change_capacity));
        }
        Person { name: f.to(&part.person), fine: fine.join(", "), tags, buttons, more }
    };
    desk.roll.parts.iter().enumerate().map(person).collect()
}

pub(super) fn vacant(f: &Frame, desk: &Desk) -> Vec<Vacant> {
    let name = |i: usize| desk.roll.parts[i].person.label.clone();
    let by_id = |id| desk.roll.parts.iter().find(|p| p.person.id == id).map(|p| p.person.label.clone());
    let why = |not: &Option<Not<_>>| {
        use genbo_app::thing::refusal::NotServing as N;
        match not {
            None => String::new(),
            Some(Not::Forbidden) => f.lang.not_serving(N::Forbidden, None),
            Some(Not::NotFree) => f.lang.not_serving(N::NotFree, None),
            Some(Not::Before(id)) => f.lang.not_serving(N::Before, by_id(*id).as_deref()),
            Some(Not::OtherParty(id)) => f.lang.not_serving(N::OtherParty, by_id(*id).as_deref()),
            Some(Not::OfAnother) => f.lang.not_serving(N::OfAnother, None),
            Some(Not::NoSubstitute) => f.lang.not_serving(N::NoSubstitute, None),
        }
    };
    desk.vacant
        .iter()
        .map(|v| Vacant {
            question: f.lang.who_serves_for(&v.member.label),
            candidates: v
                .candidates
                .iter()
                .filter(|(_, not)| !matches!(not, Some(Not::NotFree | Not::Forbidden)))
                .map(|(i, not)| {
                    let slug = &desk.roll.parts[*i].attendance.link.slug;
                    let value = format!("{}|{slug}|{}", AttendanceChange::ServesFor.as_str(), v.member.slug);
                    (value, name(*i), why(not))
                })
                .collect(),
        })
        .collect()
}

/// What was entered, the latest first.
pub(super) fn events(f: &Frame, desk: &Desk) -> Vec<Event> {
    let t = &f.t.attendance;
    let mut all: Vec<_> = desk.roll.parts.iter().flat_map(|p| p.events.iter().map(move |e| (p, e))).collect();
    all.sort_by_key(|(_, e)| std::cmp::Reverse(e.id()));
    let event = |(p, e): (&genbo_app::view::attendance::Part, &genbo_app::view::shown::Shown<_>)| {
        let facts: &genbo_domain::attendance::AttendanceEvent = &e.facts;
        let mut when: Vec<String> = facts.paragraph.iter().map(|p| f.lang.paragraph(p)).collect();
        when.extend(facts.clock.map(|c| f.lang.clock_of(c)));
        let verb = words::word(f.lang, "attendance_change", facts.change.as_str());
        let whom = desk.names.opt(facts.person).map(|l| format!(" {}", l.label)).unwrap_or_default();
        let whom = match facts.capacity {
            Some(capacity) => format!("{whom}: {}", words::word(f.lang, "capacity", capacity.as_str())),
            None => whom,
        };
        Event {
            when: if when.is_empty() { t.time_unknown.to_owned() } else { when.join(", ") },
            what: format!("{} {verb}{whom}", p.person.label),
            slug: e.link.slug.clone(),
        }
    };
    all.into_iter().map(event).collect()
}
