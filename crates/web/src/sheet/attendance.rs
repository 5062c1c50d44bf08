//! Attendance as a band: one row per person, one column per § or half-hour; beside it the same in words, and the numbers.

use super::{Block, Cell, Table, lines::capital, tell::Teller};
use crate::{
    band::{self, Presence},
    frame::Frame,
    lang::Lang,
    texts::MeetingTexts,
    url, words,
};
use askama::Template;
use genbo_app::view::{
    attendance::{Group, Part, Roll},
    shown::Shown,
};
use genbo_domain::{
    attendance::{AttendanceChange, AttendanceEvent, Capacity},
    chairing::Chair,
    clock::Clock,
    meeting::{Meeting, Pause},
    paragraphs::{Paragraph, ParagraphSet},
    presence::{Edge, Standing, Stretch, Tally, Truth},
    value::ThingId,
};

#[derive(Debug, Template)]
#[template(path = "parts/attendance.html")]
struct Attendance {
    t: &'static MeetingTexts,
    note: &'static str,
    defs: &'static str,
    marks: Vec<String>,
    groups: Vec<GroupRows>,
    /// Those who were there all the time, for narrow screens.
    whole: Vec<String>,
    whole_text: String,
}

#[derive(Debug)]
struct GroupRows {
    title: String,
    is_whole: bool,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: String,
    href: String,
    party: String,
    organisation: String,
    task: String,
    fine: Vec<String>,
    extent: String,
    published: String,
    is_soft: bool,
    is_whole: bool,
    band: String,
}

/// Whether the body's members are elected, so that they decide; otherwise they are simply members.
pub(crate) fn is_elected(roll: &Roll) -> bool {
    roll.parts.iter().any(|p| {
        p.attendance.facts.party.is_some()
            || matches!(
                p.attendance.facts.capacity,
                Some(Capacity::ServingSubstitute | Capacity::NonServingSubstitute)
            )
    })
}

/// Who has the chair, in words.
pub(crate) fn chair(lang: Lang, roll: &Roll, chair: &Chair<ThingId>) -> String {
    let name = |id: ThingId| roll.person(id).map(|l| l.label.clone()).unwrap_or_default();
    let t = &lang.texts().sitting;
    match chair {
        Chair::Nobody => t.chair_nobody.to_owned(),
        Chair::Has(one) => name(*one),
        Chair::OneOf(all) => lang.chair_one_of(&all.iter().map(|id| name(*id)).collect::<Vec<_>>()),
        Chair::Empty(last) => lang.chair_empty(&name(*last)),
    }
}

/// From when to when a break was, and after which § it began.
pub(crate) fn pause_time(lang: Lang, pause: &Pause) -> String {
    let clock = |c: Option<Clock>| c.map(|c| lang.clock_of(c));
    let between = match (clock(pause.start), clock(pause.end)) {
        (None, None) if pause.after.is_some() => None,
        (from, to) => Some(lang.break_between(from.as_deref(), to.as_deref())),
    };
    let after = pause.after.map(|p| format!("{} {}", lang.texts().sitting.pause_after.to_lowercase(), p));
    [between, after].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const DECIDING: &[Group] = &[Group::Deciding, Group::Substitute, Group::Absent];
const OFFICIALS: &[Group] = &[Group::Official];
const EVERYBODY: &[Group] =
    &[Group::Deciding, Group::Substitute, Group::Official, Group::Other, Group::Absent];

/// The attendance of a meeting as blocks; nothing of one that has not been held.
pub(crate) fn blocks(tell: Teller<'_>, roll: &Roll, meeting: &Meeting) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.meeting);
    if roll.parts.is_empty() {
        let held = meeting.may_have_been_held(f.today);
        return if held { vec![Block::Empty(t.no_attendance.to_owned())] } else { Vec::new() };
    }
    let by_clock = by_clock(roll);
    let mut blocks = Vec::new();
    if !roll.is_listed {
        blocks.push(Block::Note(t.not_listed.to_owned()));
    }
    let rows: Vec<(Group, Row)> =
        roll.parts.iter().enumerate().map(|(i, p)| (p.group(), row(tell, roll, i, p, by_clock))).collect();
    let whole: Vec<String> = rows.iter().filter(|(_, r)| r.is_whole).map(|(_, r)| told(r)).collect();
    let part = Attendance {
        t,
        note: if by_clock { t.band_clock } else { t.band_paragraphs },
        defs: band::DEFS,
        marks: if by_clock { clock_marks(f, roll) } else { paragraph_marks(roll) },
        groups: groups(f, rows, is_elected(roll)),
        whole_text: f.lang.whole_meeting(whole.len()),
        whole,
    };
    blocks.push(Block::Own(part.render().unwrap_or_default()));
    if !roll.pauses.is_empty() {
        let pause = |p: &Shown<Pause>| Cell::text(p.facts.title.clone()).fine(pause_time(f.lang, &p.facts));
        blocks.push(Block::Bullets(roll.pauses.iter().map(pause).collect()));
    }
    blocks
}

/// Whether the band follows the clock: somebody comes or goes by it, and nobody by §.
fn by_clock(roll: &Roll) -> bool {
    let by_paragraph = roll.parts.iter().any(|p| {
        p.attendance.facts.paragraphs.is_some() || p.events.iter().any(|e| e.facts.paragraph.is_some())
    });
    !roll.by_clock.is_empty() && !by_paragraph
}

fn told(r: &Row) -> String {
    let party = if r.party.is_empty() { String::new() } else { format!(" ({})", r.party) };
    let fine = r.fine.iter().map(|x| format!(", {x}")).collect::<String>();
    format!("{}{party}, {}{fine}", r.name, r.task)
}

fn groups(f: &Frame, rows: Vec<(Group, Row)>, elected: bool) -> Vec<GroupRows> {
    let t = &f.t.meeting;
    let mut rows = rows;
    let order = [Group::Deciding, Group::Absent, Group::Substitute, Group::Official, Group::Other];
    let mut groups = Vec::new();
    for group in order {
        let own: Vec<Row> = rows.extract_if(.., |(g, _)| *g == group).map(|(_, r)| r).collect();
        let title = match group {
            Group::Deciding if elected => t.deciding,
            Group::Deciding => t.members,
            Group::Absent => t.absentees,
            Group::Substitute => t.substitutes,
            Group::Official => t.officials,
            Group::Other => t.others,
        };
        if !own.is_empty() {
            groups.push(GroupRows {
                title: format!("{title}, {}", own.len()),
                is_whole: own.iter().all(|r| r.is_whole),
                rows: own,
            });
        }
    }
    groups
}

fn row(tell: Teller<'_>, roll: &Roll, at: usize, p: &Part, by_clock: bool) -> Row {
    let (f, a) = (tell.f, &p.attendance.facts);
    let (columns, stretches) = if by_clock { clock_band(roll, at) } else { paragraph_band(roll, at) };
    let all = if by_clock { presences(&roll.by_clock, at) } else { presences(&roll.by_paragraph, at) };
    let is_absent = p.group() == Group::Absent && p.events.is_empty();
    let is_whole = !is_absent
        && (all.iter().all(|t| *t == Truth::Sure))
        && p.events.is_empty()
        && a.paragraphs.is_none();
    let is_open = !is_absent && !is_whole && a.paragraphs.is_none() && p.events.is_empty();
    let mut task: Vec<String> =
        a.roles.iter().map(|r| words::word(f.lang, "meeting_role", r.as_str()).to_owned()).collect();
    let title = a.title.as_ref().filter(|_| p.group() != Group::Deciding);
    if (task.is_empty() && title.is_none()) || matches!(a.capacity, Some(Capacity::ServingSubstitute)) {
        task.insert(0, f.word("capacity", a.capacity.map(|c| c.as_str())));
    }
    task.splice(0..0, title.cloned());
    let mut fine: Vec<String> = p.serves_for.iter().map(|s| f.lang.serves_for(&s.label)).collect();
    fine.extend(a.note.iter().map(|n| n.0.clone()));
    fine.extend(p.attendance.origin.certainty.iter().map(|_| f.certainty(&p.attendance.origin)));
    Row {
        name: p.person.label.clone(),
        href: f.link(&url::to(&p.person)),
        party: a.party.clone().unwrap_or_default(),
        organisation: p.organisation.as_ref().map(|o| o.label.clone()).unwrap_or_default(),
        task: task.join(", "),
        fine,
        extent: extent(tell, p, is_absent, is_whole),
        published: p.attendance.origin.as_published.clone().unwrap_or_default(),
        is_soft: is_absent || is_open,
        is_whole,
        band: if is_absent { band::svg(columns, &[]) } else { band::svg(columns, &stretches) },
    }
}

/// At which part of the meeting somebody was, in words.
fn extent(tell: Teller<'_>, p: &Part, is_absent: bool, is_whole: bool) -> String {
    let f = tell.f;
    if is_absent {
        return f.t.meeting.absent.to_owned();
    }
    if is_whole {
        return f.t.meeting.whole.to_owned();
    }
    let mut parts: Vec<String> = p.attendance.facts.paragraphs.iter().map(|s| f.lang.paragraphs(s)).collect();
    parts.extend(p.events.iter().map(|e| event(tell, e)));
    if parts.is_empty() { f.t.common.unknown.to_owned() } else { parts.join(", ") }
}

fn event(tell: Teller<'_>, e: &Shown<AttendanceEvent>) -> String {
    let f = tell.f;
    let clock = e.facts.clock.map(|c| f.lang.clock_of(c));
    let place = clock.or_else(|| e.facts.paragraph.map(|p| f.lang.paragraph(&p)));
    let place = place.unwrap_or_else(|| f.t.common.unknown.to_owned());
    match e.facts.change {
        AttendanceChange::Arrives => f.lang.since(&place),
        AttendanceChange::Leaves => f.lang.until(&place),
        other => {
            let who = tell.names.opt(e.facts.person).map(|l| format!(" {}", l.label)).unwrap_or_default();
            let word = words::word(f.lang, "attendance_change", other.as_str());
            format!("{word}{who} {}", f.lang.since(&place))
        }
    }
}

fn presences<P>(stretches: &[Stretch<P, ThingId>], at: usize) -> Vec<Truth> {
    stretches.iter().map(|s| s.standings[at].present).collect()
}

fn presence(standing: &Standing<ThingId>) -> Option<Presence> {
    Some(match (standing.present, standing.serves_for, standing.entitled) {
        (Truth::No, ..) => return None,
        (Truth::Possible, ..) => Presence::Maybe,
        (Truth::Sure, Some(_), _) => Presence::Serving,
        (Truth::Sure, None, Truth::Sure) => Presence::Member,
        (Truth::Sure, None, _) => Presence::Other,
    })
}

fn merged(parts: impl Iterator<Item = (f64, f64, Option<Presence>)>) -> Vec<band::Stretch> {
    let mut all: Vec<band::Stretch> = Vec::new();
    for (from, to, presence) in parts {
        let Some(presence) = presence else { continue };
        match all.last_mut() {
            Some(last) if last.presence == presence && (last.to - from).abs() < 1e-9 => last.to = to,
            _ => all.push(band::Stretch { from, to, presence }),
        }
    }
    all
}

/// A column per §; a § that is cut is divided evenly.
fn paragraph_band(roll: &Roll, at: usize) -> (u32, Vec<band::Stretch>) {
    let numbers = numbers(roll);
    let parts = roll.by_paragraph.iter().enumerate().map(|(i, s)| {
        let number = s.from.paragraph().number();
        let column = numbers.iter().position(|n| *n == number).unwrap_or_default();
        let same = |x: &&Stretch<Edge, ThingId>| x.from.paragraph().number() == number;
        let n = roll.by_paragraph.iter().filter(same).count();
        let k = roll.by_paragraph[..i].iter().filter(same).count();
        let place = |k: usize| small(column) + small(k) / small(n);
        (place(k), place(k + 1), presence(&s.standings[at]))
    });
    (u32::try_from(numbers.len()).unwrap_or(u32::MAX), merged(parts))
}

fn small(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn numbers(roll: &Roll) -> Vec<u32> {
    let mut numbers: Vec<u32> = roll.by_paragraph.iter().map(|s| s.from.paragraph().number()).collect();
    numbers.dedup();
    numbers
}

/// A column per half-hour.
fn clock_band(roll: &Roll, at: usize) -> (u32, Vec<band::Stretch>) {
    let Some(first) = roll.by_clock.first().map(|s| s.from.minutes()) else { return (1, Vec::new()) };
    let last = roll.by_clock.last().map_or(first, |s| s.to.minutes());
    let place = |c: Clock| f64::from(c.minutes() - first) / 30.0;
    let parts = roll.by_clock.iter().map(|s| (place(s.from), place(s.to), presence(&s.standings[at])));
    (u32::from((last - first).div_ceil(30)), merged(parts))
}

fn paragraph_marks(roll: &Roll) -> Vec<String> {
    let numbers = numbers(roll);
    match numbers.as_slice() {
        [] => Vec::new(),
        [one] => vec![one.to_string()],
        few if few.len() < 8 => few.iter().map(u32::to_string).collect(),
        [first, .., last] => vec![first.to_string(), last.to_string()],
    }
}

fn clock_marks(f: &Frame, roll: &Roll) -> Vec<String> {
    let ends = [roll.by_clock.first().map(|s| s.from), roll.by_clock.last().map(|s| s.to)];
    ends.into_iter().flatten().map(|c| f.lang.clock_of(c)).collect()
}

/// A number, or that it is unknown with its bounds.
fn number(f: &Frame, tally: Option<Tally>) -> Cell {
    match tally {
        None => Cell::text(f.t.common.unknown).soft(),
        Some(tally) => match tally.exact() {
            Some(n) => Cell::text(n.to_string()),
            None => Cell::text(f.lang.between(tally.sure, tally.at_most())).soft(),
        },
    }
}

fn counted<P>(f: &Frame, roll: &Roll, s: &Stretch<P, ThingId>) -> Vec<Cell> {
    vec![
        number(f, roll.tally(s, DECIDING, |x| x.entitled)),
        number(f, roll.tally(s, &[Group::Substitute], |x| x.present.min(not(x.entitled)))),
        number(f, roll.tally(s, OFFICIALS, |x| x.present)),
        number(f, roll.tally(s, &[Group::Other], |x| x.present)),
        number(f, roll.tally(s, EVERYBODY, |x| x.present)),
    ]
}

fn not(truth: Truth) -> Truth {
    match truth {
        Truth::No => Truth::Sure,
        Truth::Possible => Truth::Possible,
        Truth::Sure => Truth::No,
    }
}

/// How many were there at each § and in each interval; neighbours with the same numbers on one row.
pub(crate) fn numbers_blocks(f: &Frame, roll: &Roll) -> Vec<Block> {
    let t = &f.t.meeting;
    if roll.parts.is_empty() {
        return Vec::new();
    }
    let first = if is_elected(roll) { t.entitled } else { t.members };
    let mut blocks = vec![Block::Note(t.numbers_note.to_owned())];
    if !roll.by_clock.is_empty() && by_clock(roll) {
        let mut rows: Vec<(Clock, Clock, Vec<Cell>)> = Vec::new();
        for s in &roll.by_clock {
            let cells = counted(f, roll, s);
            match rows.last_mut() {
                Some(last) if last.2 == cells => last.1 = s.to,
                _ => rows.push((s.from, s.to, cells)),
            }
        }
        let clock = |c: Clock| f.lang.clock_of(c);
        let rows = rows.into_iter().map(|(a, b, cells)| {
            let bare = clock(b);
            let bare = bare.trim_start_matches("kl.\u{a0}").to_owned();
            with(Cell::text(format!("{}–{bare}", clock(a))), cells)
        });
        blocks.push(table(t.interval, first, f, rows.collect(), roll));
    }
    if !roll.by_paragraph.is_empty() {
        let mut rows: Vec<(Edge, Edge, Vec<Cell>)> = Vec::new();
        for s in &roll.by_paragraph {
            let cells = counted(f, roll, s);
            match rows.last_mut() {
                Some(last) if last.2 == cells => last.1 = s.to,
                _ => rows.push((s.from, s.to, cells)),
            }
        }
        let rows = rows.into_iter().map(|(a, b, cells)| with(Cell::text(between(f, a, b)), cells));
        blocks.push(table(t.by_item, first, f, rows.collect(), roll));
    }
    if blocks.len() > 1 { blocks } else { Vec::new() }
}

fn with(first: Cell, mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.insert(0, first);
    cells
}

fn table(caption: &str, deciding: &str, f: &Frame, rows: Vec<Vec<Cell>>, roll: &Roll) -> Block {
    let t = &f.t.meeting;
    let has = |g: Group| roll.parts.iter().any(|p| p.group() == g);
    let keep = [true, true, has(Group::Substitute), has(Group::Official), has(Group::Other), true];
    let heads = [caption, deciding, t.substitutes, t.officials, t.others, t.in_the_room];
    let heads: Vec<&str> = heads.into_iter().zip(keep).filter(|(_, k)| *k).map(|(h, _)| h).collect();
    let rows = rows
        .into_iter()
        .map(|r| r.into_iter().zip(keep).filter(|(_, k)| *k).map(|(c, _)| c).collect())
        .collect();
    Block::Table(Table::new(caption, &heads, rows))
}

/// From one edge to another: `§§ 216–218`, `§ 215 före i`, `§ 215 från i`.
fn between(f: &Frame, from: Edge, to: Edge) -> String {
    let (a, b) = (from.paragraph(), to.paragraph());
    let whole = |p: Paragraph| Paragraph::new(p.number()).unwrap_or(p);
    let set = |a: Paragraph, b: Paragraph| {
        let set: Option<ParagraphSet> = format!("{a}-{b}").parse().ok().filter(|_| a != b);
        set.map_or_else(|| f.lang.paragraph(&a), |s| f.lang.paragraphs(&s))
    };
    match (from, to) {
        (Edge::Before(_), Edge::After(_)) => set(a, b),
        (Edge::Before(_), Edge::Before(_)) if a.number() == b.number() || !b.is_whole() => {
            // Up to a sub-item within the last §: `§§ 214–215, före i`.
            let sub = b.to_string();
            let sub = sub.split_once('.').map_or(sub.as_str(), |(_, sub)| sub);
            format!("{}, {} {sub}", set(a, whole(b)), f.lang.pick("före", "before"))
        }
        _ => format!("{}–{}", f.lang.paragraph(&a), f.lang.paragraph(&b)),
    }
}

/// How many decide and how many officials are there at a §, in words; empty if nothing is certain.
pub(crate) fn at(f: &Frame, roll: &Roll, paragraph: Paragraph) -> String {
    let whole = Paragraph::new(paragraph.number()).unwrap_or(paragraph);
    let mut within = roll.by_paragraph.iter().filter(|s| s.from.paragraph().number() == whole.number());
    let Some(first) = within.next() else { return String::new() };
    let told = |s: &Stretch<Edge, ThingId>| {
        let mut parts = Vec::new();
        if let Some(tally) = roll.tally(s, DECIDING, |x| x.entitled) {
            parts.push(match tally.exact() {
                Some(n) => f.lang.deciding(n, is_elected(roll)),
                None => f.lang.deciding_between(tally.sure, tally.at_most(), is_elected(roll)),
            });
        }
        let officials = roll.tally(s, OFFICIALS, |x| x.present).and_then(Tally::exact);
        parts.extend(officials.filter(|n| *n > 0).map(|n| f.lang.officials(n)));
        parts.join(", ")
    };
    let text = told(first);
    if text.is_empty() || within.any(|s| told(s) != text) {
        return f.t.common.unknown.to_owned();
    }
    capital(&text)
}

/// The least and the most who decide in the intervals of the clock, if they are certain.
pub(crate) fn deciding_by_clock(roll: &Roll) -> Option<(usize, usize)> {
    let numbers =
        roll.by_clock.iter().map(|s| roll.tally(s, DECIDING, |x| x.entitled).and_then(Tally::exact));
    let numbers = numbers.collect::<Option<Vec<usize>>>()?;
    Some((*numbers.iter().min()?, *numbers.iter().max()?))
}

/// How many decide for the whole meeting, if that is one number.
pub(crate) fn deciding(roll: &Roll) -> Option<usize> {
    let of = |tallies: Vec<Option<Tally>>| {
        let first = (*tallies.first()?)?.exact()?;
        tallies.iter().all(|t| t.and_then(Tally::exact) == Some(first)).then_some(first)
    };
    of(roll.by_paragraph.iter().map(|s| roll.tally(s, DECIDING, |x| x.entitled)).collect())
        .or_else(|| of(roll.by_clock.iter().map(|s| roll.tally(s, DECIDING, |x| x.entitled)).collect()))
}
