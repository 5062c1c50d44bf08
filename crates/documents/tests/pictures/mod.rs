//! Example input for the pictures, shared by the tests and the example program: the meetings of a cooperation
//! of 33 municipalities in 2021 and its preliminary plan for 2022 with the planning cycle.

#![allow(dead_code, reason = "each user of this module takes what it needs")]

pub mod charts;

use genbo_documents::wheel::{
    DateStyle, Entry, Kind, Labels, Legend, Precision, Ring, Span, Status, Step, Wheel,
};
use jiff::civil::{Date, DateTime, date};

/// Owners, chairs, board, chief executives, strategic networks: index = ring.
pub const RINGS: [&str; 5] =
    ["Ägardialog", "KSO-forum", "Styrelsen", "Kommundirektörsnätverket", "Strategiska nätverken"];

fn months() -> [String; 12] {
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ]
    .map(str::to_owned)
}

/// Swedish words.
pub fn swedish() -> Labels {
    Labels {
        lang: "sv".into(),
        months: months(),
        dates: DateStyle::Numeric,
        circa: "ca".into(),
        today: String::new(),
        rows: "{plan} rader i planen, {drawn} i hjulet".into(),
        shared_ring: "{n} andra organ".into(),
        undated: "utan dag".into(),
        hidden: "{n} datum ryms inte, se listan".into(),
        legend: Legend {
            day: "möte med dag och tid".into(),
            days: "flera dagar".into(),
            event: "annat än möte".into(),
            arc: "månad känd, dag inte satt".into(),
            circa: "cirka".into(),
            preliminary: "preliminär dag".into(),
            moved: "flyttat, från gammal dag".into(),
            cancelled: "inställt".into(),
            deadline: "sista dag för dagordning".into(),
            same_day: "möten samma dag".into(),
            step: "steg i planeringen".into(),
            depends: "bygger på".into(),
            collision: "krock".into(),
            warning: "faller på helg".into(),
            broken: "bruten regel".into(),
            at_risk: "regel på väg att brytas".into(),
            holiday: "röd dag".into(),
            school_break: "skollov".into(),
            silent: "planen säger inget".into(),
            today: "i dag".into(),
        },
    }
}

fn rings() -> Vec<Ring> {
    RINGS
        .iter()
        .enumerate()
        .map(|(i, name)| Ring { key: format!("r{i}"), name: (*name).to_owned() })
        .collect()
}

/// An entry on known days.
pub fn on(ring: usize, title: &str, first: DateTime, last: DateTime) -> Entry {
    Entry {
        id: format!("{}-{ring}", first.date()),
        ring,
        title: format!("{title}, {first} till {last}"),
        href: Some(format!("/moten/{}-{ring}", first.date())),
        first,
        last,
        precision: Precision::Minute,
        status: Status::Fixed,
        kind: Kind::Meeting,
        placeholder: None,
        warning: None,
        breach: None,
        collision: false,
        moved_from: None,
    }
}

fn clock(day: Date, from: (i8, i8), to: (i8, i8)) -> (DateTime, DateTime) {
    (day.at(from.0, from.1, 0, 0), day.at(to.0, to.1, 0, 0))
}

/// An entry of which the month is known.
pub fn in_month(ring: usize, title: &str, year: i16, month: i8) -> Entry {
    let first = date(year, month, 1);
    Entry {
        id: format!("{year}-{month:02}-{ring}"),
        title: format!("{title}, dag ej satt"),
        precision: Precision::Month,
        status: Status::Preliminary,
        ..on(ring, title, first.at(0, 0, 0, 0), first.last_of_month().at(23, 59, 59, 0))
    }
}

fn last_day(ring: usize, day: Date) -> Entry {
    Entry {
        id: format!("{day}-last"),
        kind: Kind::Deadline,
        precision: Precision::Day,
        ..on(ring, "Sista dag för dagordning", day.at(0, 0, 0, 0), day.at(23, 59, 59, 0))
    }
}

/// The thirteen meetings of 2021, with the four derived last days for sending the agenda if asked for.
pub fn year_2021(last_days: bool) -> Wheel {
    let mut entries = Vec::new();
    for day in [date(2021, 5, 7), date(2021, 9, 10), date(2021, 11, 12)] {
        for (ring, from, to) in [(0, (9, 0), (10, 30)), (1, (11, 0), (12, 0)), (3, (13, 0), (15, 30))] {
            let (first, last) = clock(day, from, to);
            entries.push(on(ring, RINGS[ring], first, last));
        }
    }
    for day in [date(2021, 5, 21), date(2021, 9, 24), date(2021, 12, 3)] {
        let (first, last) = clock(day, (13, 0), (15, 0));
        entries.push(on(2, RINGS[2], first, last));
    }
    let retreat = (date(2021, 6, 21).at(12, 0, 0, 0), date(2021, 6, 22).at(12, 0, 0, 0));
    entries.push(on(3, "Internat", retreat.0, retreat.1));
    if last_days {
        let days = [date(2021, 4, 30), date(2021, 6, 14), date(2021, 9, 3), date(2021, 11, 5)];
        entries.extend(days.map(|day| last_day(3, day)));
    }
    Wheel {
        id: "w2021".into(),
        year: 2021,
        title: "Årshjul 2021".into(),
        subtitle: "Skånes Kommuner".into(),
        description: "Tretton möten från maj till december.".into(),
        notes: vec!["Plan daterad fre 30 apr 2021".into()],
        corner: [
            "Möten per organ",
            "Ägardialog 3 · KSO-forum 3",
            "Styrelsen 3",
            "Kommundirektörer 3 + internat",
            "Strategiska nätverk: inga datum",
        ]
        .map(str::to_owned)
        .to_vec(),
        rings: rings(),
        entries,
        steps: vec![],
        holidays: holidays_2021(),
        breaks: vec![],
        silent: vec![Span {
            first: date(2021, 1, 1),
            last: date(2021, 4, 30),
            name: "Planen säger inget om januari till april".into(),
        }],
        today: Some(date(2021, 9, 1)),
        labels: Labels { today: "I dag ons 1 sep, v. 35".into(), ..swedish() },
        rows_in_plan: 13,
    }
}

/// The 22 meetings and eleven steps of the preliminary plan for 2022.
pub fn year_2022() -> Wheel {
    let mut entries = Vec::new();
    for (ring, months) in [
        (0, vec![1, 3, 5, 9, 11]),
        (1, vec![1, 3, 5, 9, 11]),
        (2, vec![2, 3, 5, 9]),
        (3, vec![1, 3, 5, 9, 11]),
    ] {
        entries.extend(months.into_iter().map(|month| in_month(ring, RINGS[ring], 2022, month)));
    }
    entries.push(Entry {
        id: "internat".into(),
        placeholder: Some("XX–XX/6".into()),
        ..in_month(3, "Internat", 2022, 6)
    });
    let about = |ring: usize, day: Date| Entry {
        precision: Precision::Circa,
        status: Status::Preliminary,
        ..on(ring, RINGS[ring], day.at(0, 0, 0, 0), day.at(23, 59, 59, 0))
    };
    entries
        .push(Entry { warning: Some("10 december är en lördag".into()), ..about(2, date(2022, 12, 10)) });
    entries.push(about(3, date(2022, 12, 15)));
    Wheel {
        id: "w2022".into(),
        year: 2022,
        title: "Årshjul 2022".into(),
        subtitle: "Skånes Kommuner".into(),
        description: "22 preliminära möten och planeringens elva steg.".into(),
        notes: ["Preliminär plan", "SID: inriktningsdokument", "VP: verksamhetsplan"]
            .map(str::to_owned)
            .to_vec(),
        corner: [
            "Möten per organ",
            "Ägardialog 5 · KSO-forum 5",
            "Styrelsen 5",
            "Kommundirektörer 6 + internat",
            "Strategiska nätverk: inga datum",
        ]
        .map(str::to_owned)
        .to_vec(),
        rings: rings(),
        entries,
        steps: steps_2022(),
        holidays: holidays_2022(),
        breaks: breaks_2022(),
        silent: vec![],
        today: Some(date(2022, 9, 29)),
        labels: Labels { today: "I dag tors 29 sep, v. 39".into(), ..swedish() },
        rows_in_plan: 22,
    }
}

/// The planning cycle of 2022.
pub fn steps_2022() -> Vec<Step> {
    let step = |id: &str, ring: usize, months: (i8, i8), on: &[&str]| Step {
        id: id.into(),
        number: id.into(),
        ring,
        title: format!("Steg {id}, {}", RINGS[ring]),
        href: Some(format!("/planering/2022/{id}")),
        first: date(2022, months.0, 1).at(0, 0, 0, 0),
        last: date(2022, months.1, 1).last_of_month().at(23, 59, 59, 0),
        precision: Precision::Month,
        depends_on: on.iter().map(|id| (*id).to_owned()).collect(),
    };
    let about = |id: &str, ring: usize, day: Date, on: &[&str]| Step {
        first: day.at(0, 0, 0, 0),
        last: day.at(23, 59, 59, 0),
        precision: Precision::Circa,
        ..step(id, ring, (12, 12), on)
    };
    vec![
        step("1", 2, (5, 5), &[]),
        step("2", 3, (6, 6), &["1"]),
        step("3", 4, (8, 8), &["2"]),
        step("4", 3, (9, 9), &["3"]),
        step("5", 2, (9, 9), &["1"]),
        step("6", 4, (9, 11), &["4", "5"]),
        step("7", 3, (11, 11), &["6"]),
        step("8a", 0, (11, 11), &["5"]),
        step("8b", 1, (11, 11), &["5"]),
        about("9", 2, date(2022, 12, 10), &["8a", "8b"]),
        about("10", 3, date(2022, 12, 15), &["7", "9"]),
    ]
}

fn named(days: &[(i16, i8, i8, &str)]) -> Vec<(Date, String)> {
    days.iter().map(|(y, m, d, name)| (date(*y, *m, *d), (*name).to_owned())).collect()
}

fn holidays_2021() -> Vec<(Date, String)> {
    named(&[
        (2021, 1, 1, "Nyårsdagen"),
        (2021, 1, 6, "Trettondedag jul"),
        (2021, 4, 2, "Långfredagen"),
        (2021, 4, 4, "Påskdagen"),
        (2021, 4, 5, "Annandag påsk"),
        (2021, 5, 1, "Första maj"),
        (2021, 5, 13, "Kristi himmelsfärdsdag"),
        (2021, 5, 23, "Pingstdagen"),
        (2021, 6, 6, "Nationaldagen"),
        (2021, 6, 26, "Midsommardagen"),
        (2021, 11, 6, "Alla helgons dag"),
        (2021, 12, 25, "Juldagen"),
        (2021, 12, 26, "Annandag jul"),
    ])
}

fn holidays_2022() -> Vec<(Date, String)> {
    named(&[
        (2022, 1, 1, "Nyårsdagen"),
        (2022, 1, 6, "Trettondedag jul"),
        (2022, 4, 15, "Långfredagen"),
        (2022, 4, 17, "Påskdagen"),
        (2022, 4, 18, "Annandag påsk"),
        (2022, 5, 1, "Första maj"),
        (2022, 5, 26, "Kristi himmelsfärdsdag"),
        (2022, 6, 5, "Pingstdagen"),
        (2022, 6, 6, "Nationaldagen"),
        (2022, 6, 25, "Midsommardagen"),
        (2022, 11, 5, "Alla helgons dag"),
        (2022, 12, 25, "Juldagen"),
        (2022, 12, 26, "Annandag jul"),
    ])
}

fn breaks_2022() -> Vec<Span> {
    let span = |a: (i8, i8), b: (i8, i8), name: &str| Span {
        first: date(2022, a.0, a.1),
        last: date(2022, b.0, b.1),
        name: name.into(),
    };
    vec![
        span((1, 1), (1, 9), "Jullov"),
        span((2, 21), (2, 25), "Sportlov"),
        span((4, 11), (4, 18), "Påsklov"),
        span((6, 15), (8, 16), "Sommarlov"),
        span((10, 31), (11, 4), "Höstlov"),
        span((12, 22), (12, 31), "Jullov"),
    ]
}

/// The day that many days later.
pub fn later(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

/// A full year over `rings` bodies with every form and state: `count` entries, spread by a fixed recipe.
pub fn crowded(rings: usize, count: usize) -> Wheel {
    const PRECISIONS: [Precision; 6] = [
        Precision::Minute,
        Precision::Day,
        Precision::Minute,
        Precision::Month,
        Precision::Day,
        Precision::Circa,
    ];
    const STATUSES: [Status; 6] =
        [Status::Fixed, Status::Preliminary, Status::Held, Status::Moved, Status::Cancelled, Status::Fixed];
    let entries = (0..count).map(|i| {
        let day = later(date(2022, 1, 1), i64::try_from(i * 37 % 365).unwrap_or(0));
        let precision = PRECISIONS[i % 6];
        let (first, last) = match precision {
            Precision::Month => (day.first_of_month(), day.last_of_month()),
            Precision::Day if i % 6 == 4 => (day, later(day, 2)),
            _ => (day, day),
        };
        Entry {
            id: format!("e{i}"),
            precision,
            status: STATUSES[i / 3 % 6],
            kind: match i % 11 {
                0 => Kind::Event,
                1 => Kind::Deadline,
                _ => Kind::Meeting,
            },
            warning: (i % 23 == 0).then(|| "faller på helg".to_owned()),
            breach: (i % 19 == 0).then(|| genbo_documents::wheel::Breach {
                broken: i % 2 == 0,
                text: "bruten regel".to_owned(),
            }),
            collision: i % 17 == 0,
            moved_from: Some(later(day, -12)),
            ..on(i * 7 % rings, "Möte", first.at(9, 0, 0, 0), last.at(11, 0, 0, 0))
        }
    });
    Wheel {
        id: format!("c{rings}"),
        title: "Alla samverkansformer 2022".into(),
        subtitle: "Sammanlagt hjul".into(),
        rings: (0..rings)
            .map(|i| Ring { key: format!("k{i}"), name: format!("{} {}", RINGS[i % 5], i + 1) })
            .collect(),
        entries: entries.collect(),
        steps: vec![],
        rows_in_plan: count - (0..count).filter(|i| i % 11 == 1).count(),
        ..year_2022()
    }
}

/// Whether every element is closed in order: a small check that hostile text cannot break the markup.
pub fn well_formed(svg: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let Some((tag, rest)) = piece.split_once('>') else { return false };
        if rest.contains('>') {
            return false;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or(tag));
        }
    }
    open.is_empty()
}
