//! The calendar itself: months, weeks, Sundays, red days, breaks, rings, silence, today's hand, spokes.

use jiff::civil::{Date, Weekday};

use super::geometry::{
    Arc, Back, CENTRE, DAYS_IN, MONTHS_IN, MONTHS_OUT, RINGS_OUT, Sector, WEEKS_IN, Year, at, degrees,
};
use super::layout::{Plan, name_radius, name_size};
use super::{Span, Wheel};
use crate::svg::{Esc, Num, Pt, fit, put};

/// Draws everything that does not depend on the entries.
pub(super) fn frame(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    let year = plan.year;
    rings(out, plan);
    silence(out, wheel, plan, id);
    out.push_str("<g aria-hidden=\"true\">");
    weeks(out, year, wheel.today);
    sundays(out, year);
    months(out, wheel, plan, id);
    out.push_str("</g>\n");
    red_days(out, wheel, year);
    breaks(out, wheel, year);
    ring_names(out, wheel, plan, id);
    if let Some(today) = wheel.today.filter(|day| year.touches(*day, *day)) {
        hand(out, plan, year.noon(today), &wheel.labels.today);
    }
}

fn rings(out: &mut String, plan: &Plan) {
    put!(out, "<g aria-hidden=\"true\">");
    circle(out, "gw-edge", MONTHS_OUT);
    for ring in 0..plan.names.len() {
        let (outer, inner) = plan.ring(ring);
        let shade = if ring % 2 == 0 { "gw-odd" } else { "gw-even" };
        put!(out, "<path class=\"{shade}\" d=\"{}\"/>", Sector(inner, outer, 0.0, 360.0));
    }
    circle(out, "gw-edge", plan.hub);
    out.push_str("</g>\n");
}

fn circle(out: &mut String, class: &str, r: f64) {
    put!(out, "<circle class=\"{class}\" cx=\"{CENTRE}\" cy=\"{CENTRE}\" r=\"{}\"/>", Num(r));
}

fn months(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    let year = plan.year;
    for radius in [MONTHS_IN, WEEKS_IN, RINGS_OUT] {
        circle(out, if radius == RINGS_OUT { "gw-hair" } else { "gw-edge" }, radius);
    }
    for (i, name) in (1_i8..=12).zip(&wheel.labels.months) {
        let Ok(first) = Date::new(year.first.year(), i, 1) else { continue };
        let (from, to) = (year.start_of(first), year.end_of(first.last_of_month()));
        let class = if i == 1 { "gw-newyear" } else { "gw-month" };
        put!(out, "<path class=\"{class}\" d=\"M{}L{}\"/>", at(plan.hub, from), at(RINGS_OUT, from));
        put!(out, "<path class=\"gw-cut\" d=\"M{}L{}\"/>", at(MONTHS_IN, from), at(MONTHS_OUT, from));
        let path = format!("{id}-m{i}");
        curved(out, &path, "gw-mn", name, f64::midpoint(MONTHS_IN, MONTHS_OUT), from, to, 22.0);
    }
}

/// Text along an arc, centred, upright on both halves; `size` centres it on the radius.
#[expect(clippy::too_many_arguments, reason = "a drawing primitive: text, class, place")]
pub(super) fn curved(
    out: &mut String,
    path: &str,
    class: &str,
    text: &str,
    r: f64,
    from: f64,
    to: f64,
    size: f64,
) {
    let middle = f64::midpoint(from, to);
    let below = middle > 90.0 && middle < 270.0;
    if below {
        put!(out, "<path id=\"{path}\" fill=\"none\" d=\"{}\"/>", Back(r + size * 0.35, from, to));
    } else {
        put!(out, "<path id=\"{path}\" fill=\"none\" d=\"{}\"/>", Arc(r - size * 0.35, from, to));
    }
    put!(
        out,
        "<text class=\"{class}\"><textPath href=\"#{path}\" startOffset=\"50%\">{}</textPath></text>",
        Esc(text)
    );
}

fn weeks(out: &mut String, year: Year, today: Option<Date>) {
    let now = today.filter(|day| year.touches(*day, *day)).map(|day| day.iso_week_date());
    let mut monday = year.first.iso_week_date().first_of_week().map_or(year.first, |week| week.date());
    while monday <= year.last {
        let week = monday.iso_week_date();
        let sunday = week.last_of_week().map_or(monday, |last| last.date());
        let (from, to) = (year.start_of(monday), year.end_of(sunday));
        let current = now.is_some_and(|now| now.year() == week.year() && now.week() == week.week());
        if current {
            put!(out, "<path class=\"gw-now\" d=\"{}\"/>", Sector(WEEKS_IN, MONTHS_IN, from, to));
        } else if week.week() % 2 == 1 {
            put!(out, "<path class=\"gw-week\" d=\"{}\"/>", Sector(WEEKS_IN, MONTHS_IN, from, to));
        }
        if to - from > 3.5 * year.day() {
            let Pt(x, y) = at(f64::midpoint(WEEKS_IN, MONTHS_IN), f64::midpoint(from, to));
            let class = if current { "gw-wn gw-on" } else { "gw-wn" };
            put!(
                out,
                "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
                Num(x),
                Num(y + 5.2),
                week.week()
            );
        }
        let Ok(next) = sunday.tomorrow() else { break };
        monday = next;
    }
}

fn sundays(out: &mut String, year: Year) {
    let mut day = year.first;
    out.push_str("<path class=\"gw-sunday\" d=\"");
    while day <= year.last {
        if day.weekday() == Weekday::Sunday {
            put!(out, "{}", Sector(DAYS_IN, WEEKS_IN, year.start_of(day), year.end_of(day)));
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    out.push_str("\"/>");
}

fn red_days(out: &mut String, wheel: &Wheel, year: Year) {
    for (day, name) in wheel.holidays.iter().filter(|(day, _)| year.touches(*day, *day)) {
        let sector = Sector(DAYS_IN, WEEKS_IN, year.start_of(*day), year.end_of(*day));
        put!(out, "<path class=\"gw-red\" d=\"{sector}\"><title>{}</title></path>", Esc(name));
    }
    out.push('\n');
}

fn breaks(out: &mut String, wheel: &Wheel, year: Year) {
    for Span { first, last, name } in wheel.breaks.iter().filter(|b| year.touches(b.first, b.last)) {
        let sector = Sector(RINGS_OUT + 1.5, DAYS_IN - 1.5, year.start_of(*first), year.end_of(*last));
        put!(out, "<path class=\"gw-break\" d=\"{sector}\"><title>{}</title></path>", Esc(name));
    }
    out.push('\n');
}

/// Hatches the stretches about which the plan says nothing.
fn silence(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    if wheel.silent.is_empty() {
        return;
    }
    put!(
        out,
        "<defs><pattern id=\"{id}-h\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path class=\"gw-hatch\" d=\"M0 0V9\"/></pattern></defs>"
    );
    for Span { first, last, name } in wheel.silent.iter().filter(|s| plan.year.touches(s.first, s.last)) {
        let sector = Sector(plan.hub, RINGS_OUT, plan.year.start_of(*first), plan.year.end_of(*last));
        put!(out, "<path fill=\"url(#{id}-h)\" d=\"{sector}\"><title>{}</title></path>", Esc(name));
    }
    out.push('\n');
}

/// The name of each ring along its inner lane, from 1 January.
fn ring_names(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    let size = name_size(plan.thick);
    for (ring, name) in plan.names.iter().enumerate() {
        let r = name_radius(plan.thick, ring) - size * 0.34;
        let from = degrees(9.0, r);
        let text = fit(name, size, true, (92.0_f64 - from).to_radians() * r);
        let path = format!("{id}-r{ring}");
        put!(out, "<path id=\"{path}\" fill=\"none\" d=\"{}\"/>", Arc(r, from, 95.0));
        let key = wheel.rings.get(ring).map_or("", |ring| ring.key.as_str());
        for class in ["gw-rn gw-under", "gw-rn"] {
            let hidden = if class == "gw-rn" { "" } else { " aria-hidden=\"true\"" };
            put!(out, "<text class=\"{class} gw-c{}\" font-size=\"{}\"{hidden}", ring + 1, Num(size));
            put!(
                out,
                " data-ring=\"{}\"><textPath href=\"#{path}\">{}</textPath></text>",
                Esc(key),
                Esc(&text)
            );
        }
    }
    out.push('\n');
}

/// Today: a hand from the centre to the week, and a pointer outside the months.
fn hand(out: &mut String, plan: &Plan, deg: f64, text: &str) {
    put!(out, "<g><title>{}</title>", Esc(text));
    put!(out, "<path class=\"gw-hand\" d=\"M{}L{}\"/>", at(plan.hub, deg), at(WEEKS_IN, deg));
    let (tip, base, half) = (MONTHS_OUT + 2.0, MONTHS_OUT + 19.0, 1.05);
    put!(
        out,
        "<path class=\"gw-tip\" d=\"M{}L{}L{}z\"/></g>\n",
        at(tip, deg),
        at(base, deg - half),
        at(base, deg + half)
    );
}

/// The lines that join meetings on the same day.
pub(super) fn spokes(out: &mut String, plan: &Plan) {
    if plan.spokes.is_empty() {
        return;
    }
    out.push_str("<path class=\"gw-spoke\" aria-hidden=\"true\" d=\"");
    for (deg, inner, outer) in &plan.spokes {
        put!(out, "M{}L{}", at(*outer, *deg), at(*inner, *deg));
    }
    out.push_str("\"/>\n");
}
