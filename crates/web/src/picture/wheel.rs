//! The year wheel as a picture, in a language.

use crate::lang::Lang;
use genbo_app::view::wheel::{Entry, Kind, YearWheel};
use genbo_documents::{
    svg::Variant,
    wheel::{self as draw, DateStyle, Labels, Legend, Precision, Ring, Span, Status, Step},
};
use genbo_domain::edtf::Edtf;
use genbo_rules::outcome::Outcome;
use jiff::civil::{Date, Weekday};
use std::collections::HashMap;

/// How a thing's address is made from its noun and slug.
pub type Address<'a> = dyn Fn(&str, &str) -> String + 'a;

/// The wheel as SVG. `address` makes the links.
pub fn svg(
    year: &YearWheel,
    lang: Lang,
    today: Option<Date>,
    variant: Variant,
    address: &Address<'_>,
) -> String {
    draw::draw(&picture(year, lang, today, address), variant)
}

/// The wheel's title: the year and whose it is.
pub fn subtitle(year: &YearWheel, lang: Lang) -> String {
    match (&year.whose, year.cooperations.as_slice()) {
        (Some(link), _) => link.label.clone(),
        (None, [one]) => one.label.clone(),
        (None, _) => lang.texts().wheel.combined.to_owned(),
    }
}

fn picture(year: &YearWheel, lang: Lang, today: Option<Date>, address: &Address<'_>) -> draw::Wheel {
    let t = &lang.texts().wheel;
    let mut rings: Vec<Ring> =
        year.rings.iter().map(|r| Ring { key: r.slug.clone(), name: r.label.clone() }).collect();
    let place: HashMap<_, usize> = year.rings.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
    let free_day = |e: &Entry| matches!(e.kind, Kind::Holiday | Kind::Break);
    let homeless = year.entries.iter().any(|e| !free_day(e) && ring_of(e, &place).is_none());
    let last = rings.len();
    if homeless {
        rings.push(Ring { key: "none".into(), name: t.no_body.to_owned() });
    }
    let ring = |e: &Entry| ring_of(e, &place).unwrap_or(last);
    let free: Vec<Date> = year
        .entries
        .iter()
        .filter(|e| e.kind == Kind::Holiday)
        .filter_map(|e| Some(e.start()?.date()))
        .collect();
    let marks =
        year.entries.iter().filter(|e| matches!(e.kind, Kind::Meeting | Kind::Event | Kind::Deadline));
    let entries: Vec<draw::Entry> =
        marks.map(|e| mark(e, ring(e), year.year, lang, &free, address)).collect();
    let rows = year.entries.iter().filter(|e| matches!(e.kind, Kind::Meeting | Kind::Event)).count();
    let steps: Vec<Step> = year
        .entries
        .iter()
        .filter(|e| e.kind == Kind::CycleStep)
        .filter_map(|e| step(e, ring(e), lang, address))
        .collect();
    let holidays = year.entries.iter().filter(|e| e.kind == Kind::Holiday);
    let breaks = year.entries.iter().filter(|e| e.kind == Kind::Break);
    draw::Wheel {
        id: format!("wheel-{}", year.year),
        year: year.year,
        title: format!("{} {}", t.title, year.year),
        subtitle: subtitle(year, lang),
        description: t.description.to_owned(),
        rings,
        entries,
        steps,
        holidays: holidays.filter_map(|e| Some((e.start()?.date(), holiday_name(e, lang)))).collect(),
        breaks: breaks.filter_map(|e| school_break(e, lang)).collect(),
        today: today.filter(|d| d.year() == year.year),
        labels: labels(lang, today),
        rows_in_plan: rows,
        ..draw::Wheel::default()
    }
}

fn ring_of(e: &Entry, place: &HashMap<genbo_domain::value::ThingId, usize>) -> Option<usize> {
    e.bodies.iter().find_map(|b| place.get(&b.id).copied())
}

fn school_break(e: &Entry, lang: Lang) -> Option<Span> {
    Some(Span { first: e.start()?.date(), last: e.end()?.date(), name: break_name(e, lang) })
}

/// A school break and whose it is.
pub fn break_name(e: &Entry, lang: Lang) -> String {
    let whose: Vec<String> = e.organisations.iter().map(|o| o.label.clone()).collect();
    format!("{}: {}", e.title, lang.list(&whose))
}

/// The name of a holiday in a language.
pub fn holiday_name(e: &Entry, lang: Lang) -> String {
    e.names
        .iter()
        .find(|(code, _)| code == lang.code())
        .map_or_else(|| e.title.clone(), |(_, name)| name.clone())
}

fn mark(e: &Entry, ring: usize, year: i16, lang: Lang, free: &[Date], address: &Address<'_>) -> draw::Entry {
    let from = Date::new(year, 1, 1).unwrap_or(Date::ZERO).at(0, 0, 0, 0);
    let first = e.start().unwrap_or(from);
    let status = e.status.and_then(|s| s.parse().ok()).unwrap_or(Status::NotDecided);
    let exact = matches!(e.precision(), Precision::Minute | Precision::Day | Precision::Circa);
    let off = exact
        && (matches!(first.date().weekday(), Weekday::Saturday | Weekday::Sunday)
            || free.contains(&first.date()));
    draw::Entry {
        id: e.id.clone(),
        ring,
        title: spoken(e, lang),
        href: e.link.as_ref().map(|l| address(&l.noun, &l.slug)),
        first,
        last: e.end().unwrap_or(first),
        precision: e.precision(),
        status,
        kind: match e.kind {
            Kind::Event => draw::Kind::Event,
            Kind::Deadline => draw::Kind::Deadline,
            _ => draw::Kind::Meeting,
        },
        placeholder: placeholder(e),
        warning: off.then(|| lang.texts().wheel.legend_warning.to_owned()),
        breach: e.rules.first().map(|worst| draw::Breach {
            broken: worst.finding.answer.outcome == Outcome::Broken,
            text: marked(e, lang),
        }),
        collision: !e.collisions.is_empty(),
        moved_from: e.moved_from.as_ref().and_then(Edtf::first).map(|at| at.date()),
    }
}

/// The published text of a date, where a day is left open in it ("XX - XX /6").
fn placeholder(e: &Entry) -> Option<String> {
    let text = e.as_published.as_deref()?;
    let open = text.contains("XX") && matches!(e.precision(), Precision::Month | Precision::Interval);
    open.then(|| {
        text.split(" kl").next().unwrap_or(text).split_whitespace().collect::<String>().replace('-', "–")
    })
}

fn step(e: &Entry, ring: usize, lang: Lang, address: &Address<'_>) -> Option<Step> {
    let info = e.step.as_ref()?;
    let rules = if e.rules.is_empty() { String::new() } else { format!(". {}", marked(e, lang)) };
    Some(Step {
        id: e.id.clone(),
        number: info.number.clone().unwrap_or_default(),
        ring,
        title: spoken(e, lang) + &rules,
        href: e.link.as_ref().map(|l| address(&l.noun, &l.slug)),
        first: e.start()?,
        last: e.end()?,
        precision: e.precision(),
        depends_on: info.depends_on.clone(),
    })
}

/// An entry in words: title, date, state.
pub fn spoken(e: &Entry, lang: Lang) -> String {
    let mut text = format!("{}, {}", e.title, lang.planned(&e.when));
    if let Some(status) = e.status.filter(|s| *s != "fixed") {
        text.push_str(", ");
        text.push_str(crate::words::word(lang, "meeting_status", status));
    }
    for collision in &e.collisions {
        text.push_str(", ");
        text.push_str(&lang.collision(collision.clash, &collision.whose));
    }
    text
}

/// What rules say of an entry, if one is broken or at risk.
fn marked(e: &Entry, lang: Lang) -> String {
    let broken = e.rules.iter().filter(|t| t.finding.answer.outcome == Outcome::Broken).count();
    lang.rules_marked(broken, e.rules.len() - broken)
}

fn labels(lang: Lang, today: Option<Date>) -> Labels {
    let t = &lang.texts().wheel;
    let month = |m: i8| lang.month(m).to_owned();
    Labels {
        lang: lang.code().into(),
        months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(month),
        dates: match lang {
            Lang::Sv => DateStyle::Numeric,
            Lang::En => DateStyle::Named((1..=12).map(|m| lang.month_short(m).to_owned()).collect()),
        },
        circa: t.circa.into(),
        today: today
            .map(|d| lang.wheel_today(&format!("{}, {}", lang.day_without_year(d), lang.week(d))))
            .unwrap_or_default(),
        rows: t.rows.into(),
        shared_ring: t.shared_ring.into(),
        undated: t.undated.into(),
        hidden: t.hidden.into(),
        legend: Legend {
            day: t.legend_day.into(),
            days: t.legend_days.into(),
            event: t.legend_event.into(),
            arc: t.legend_arc.into(),
            circa: lang.pick("cirka", "approximate").into(),
            preliminary: t.legend_preliminary.into(),
            moved: t.legend_moved.into(),
            cancelled: t.legend_cancelled.into(),
            deadline: t.legend_deadline.into(),
            same_day: t.legend_same_day.into(),
            step: t.legend_step.into(),
            depends: t.legend_depends.into(),
            collision: t.legend_collision.into(),
            warning: t.legend_warning.into(),
            broken: lang.rules_marked(1, 0),
            at_risk: lang.rules_marked(0, 1),
            holiday: t.legend_holiday.into(),
            school_break: t.legend_break.into(),
            silent: t.legend_silent.into(),
            today: t.legend_today.into(),
        },
    }
}
