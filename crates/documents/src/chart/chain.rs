//! The decision chain: one lane per organisation, time from left to right, to scale.
//!
//! Square = decision or document, ring = consultation, dashed box = an answer that is open up to its last day.

use std::collections::HashMap;

use jiff::Span;
use jiff::civil::Date;

use super::{Head, WIDTH, close, open};
use crate::svg::{Esc, Num, Pt, Variant, fit, link, put, text_width};

/// A matter on its way through organisations.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// Prefix of the identifiers inside the SVG; must differ between pictures on one page.
    pub id: String,
    /// Language tag of the text.
    pub lang: String,
    /// The picture's accessible name.
    pub title: String,
    /// What the picture shows in a sentence or two.
    pub description: String,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// What happened, and what is open.
    pub steps: Vec<ChainStep>,
    /// What led to what: identifiers of steps; unknown ones are ignored.
    pub links: Vec<(String, String)>,
    /// Last days with their text ("fre 7 okt, sista dag").
    pub last_days: Vec<(Date, String)>,
    /// Today with its text ("i dag tors 29 sep").
    pub today: Option<(Date, String)>,
    /// Twelve month names.
    pub months: [String; 12],
}

/// An organisation's or body's lane.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Name, in bold.
    pub name: String,
    /// Second line: organisation, case number. May be empty.
    pub detail: String,
    /// The reader's own lane.
    pub own: bool,
}

/// A mark in a lane.
#[derive(Clone, Debug)]
pub struct ChainStep {
    /// Identifier, written as `data-step`.
    pub id: String,
    /// Index into [`Chain::lanes`]; too large means the last lane.
    pub lane: usize,
    /// What the mark is.
    pub kind: ChainKind,
    /// Its day; for an open answer the day from which it is open.
    pub date: Date,
    /// Last day of an open answer.
    pub last: Option<Date>,
    /// Whether the day is known to the day; if not, the mark is dashed.
    pub certain: bool,
    /// Short text over the mark, or inside an open box ("§ 226", "inget svar än").
    pub label: String,
    /// Date in words under the mark ("mån 12 sep"); may be empty.
    pub date_label: String,
    /// The whole fact in words: tooltip and accessible name.
    pub title: String,
    /// Where a click leads.
    pub href: Option<String>,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainKind {
    /// A body decided.
    Decision,
    /// A letter or other document.
    Document,
    /// A consultation without a decision.
    Consultation,
    /// An answer that has not come.
    Open,
}

/// Left edge of the time axis; lane names stand before it.
const AXIS: f64 = 214.0;
/// Height of the line of month names.
const TOP: f64 = 36.0;
/// Space between lanes.
const GAP: f64 = 10.0;

/// Draws the chain as one SVG element. The inline variant needs [`super::CHART_CSS`] on the page.
pub fn draw(chain: &Chain, variant: Variant) -> String {
    let plan = lay_out(chain);
    let notes = notes(chain, &plan);
    let rows = notes.iter().map(|note| note.row + 1).max().unwrap_or(0);
    let height = plan.bottom + 12.0 + 22.0 * rows as f64;
    let mut out = String::with_capacity(6_000 + chain.steps.len() * 600);
    let head =
        Head { id: &chain.id, lang: &chain.lang, title: &chain.title, description: &chain.description };
    open(&mut out, &head, height, variant);
    lanes(&mut out, chain, &plan);
    months(&mut out, chain, &plan);
    days(&mut out, chain, &plan, &notes);
    arrows(&mut out, chain, &plan);
    for (step, place) in chain.steps.iter().zip(&plan.places) {
        let own = chain.lanes.get(step.lane.min(plan.lanes.len() - 1)).is_some_and(|lane| lane.own);
        mark(&mut out, step, place, if own { "ch-h ch-ho" } else { "ch-h" });
    }
    close(&mut out);
    out
}

/// Where everything stands.
struct Plan {
    first: Date,
    days: f64,
    /// Top and height of each lane.
    lanes: Vec<(f64, f64)>,
    places: Vec<Place>,
    bottom: f64,
}

/// Where a step stands: middle of a mark, or left edge and width of an open box.
struct Place {
    x: f64,
    y: f64,
    width: f64,
}

impl Plan {
    fn x(&self, date: Date) -> f64 {
        let days = f64::from(date.since(self.first).map_or(0, |span| span.get_days()));
        AXIS + days / self.days * (WIDTH - 10.0 - AXIS)
    }
}

fn lay_out(chain: &Chain) -> Plan {
    let (first, last) = period(chain);
    let days = f64::from(last.since(first).map_or(1, |span| span.get_days()).max(1));
    let mut plan = Plan { first, days, lanes: Vec::new(), places: Vec::new(), bottom: 0.0 };
    let lanes = chain.lanes.len().max(1);
    let lane_of = |step: &ChainStep| step.lane.min(lanes - 1);
    plan.places = chain.steps.iter().map(|step| across(&plan, step)).collect();
    let mut rows = vec![0_usize; chain.steps.len()];
    let mut y = TOP;
    for lane in 0..lanes {
        let mut here: Vec<usize> =
            (0..chain.steps.len()).filter(|i| lane_of(&chain.steps[*i]) == lane).collect();
        here.sort_by(|a, b| plan.places[*a].x.total_cmp(&plan.places[*b].x).then(a.cmp(b)));
        let mut ends: Vec<f64> = Vec::new();
        for i in &here {
            let (left, right) = extent(&chain.steps[*i], &plan.places[*i]);
            let row = ends.iter().position(|end| *end <= left).unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(right);
            }
            ends[row] = right;
            rows[*i] = row;
        }
        let only_open = here.iter().all(|i| chain.steps[*i].kind == ChainKind::Open);
        let row_height = if only_open { 42.0 } else { 66.0 };
        let height = row_height * ends.len().max(1) as f64;
        for i in here {
            plan.places[i].y = y + row_height * (rows[i] as f64 + 0.5);
        }
        plan.lanes.push((y, height));
        y += height + GAP;
    }
    plan.bottom = y;
    plan
}

/// The months that the chain needs, with room for the last label.
fn period(chain: &Chain) -> (Date, Date) {
    let days = chain.steps.iter().flat_map(|step| [Some(step.date), step.last]).flatten();
    let days =
        days.chain(chain.last_days.iter().map(|day| day.0)).chain(chain.today.as_ref().map(|day| day.0));
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return (Date::constant(2000, 1, 1), Date::constant(2000, 12, 31));
    };
    let room = last.since(first).map_or(0, |span| span.get_days()) / 6 + 3;
    (first.first_of_month(), last.checked_add(Span::new().days(room)).unwrap_or(last))
}

fn across(plan: &Plan, step: &ChainStep) -> Place {
    let x = plan.x(step.date);
    if step.kind != ChainKind::Open {
        return Place { x, y: 0.0, width: 0.0 };
    }
    // An open answer is as long as its text needs, and ends on its last day.
    let right = step.last.map_or(WIDTH - 10.0, |last| plan.x(last));
    let left = (x + 44.0).min(right - text_width(&step.label, 13.5, false) - 20.0).max(AXIS);
    Place { x: left, y: 0.0, width: (right - left).max(24.0) }
}

/// The room that a step needs in its lane, its texts included.
fn extent(step: &ChainStep, place: &Place) -> (f64, f64) {
    if step.kind == ChainKind::Open {
        return (place.x - 6.0, place.x + place.width + 6.0);
    }
    let text = text_width(&step.label, 15.0, true).max(text_width(&step.date_label, 13.5, false));
    let half = text.max(24.0) / 2.0 + 4.0;
    let middle = text_middle(place.x, half);
    (middle - half, middle + half)
}

/// Texts stay inside the picture.
fn text_middle(x: f64, half: f64) -> f64 {
    x.min(WIDTH - 6.0 - half).max(AXIS - 8.0 + half)
}

fn lanes(out: &mut String, chain: &Chain, plan: &Plan) {
    for (lane, (y, height)) in chain.lanes.iter().zip(&plan.lanes) {
        let class = if lane.own { "ch-own" } else { "ch-lane" };
        put!(
            out,
            "<rect class=\"{class}\" y=\"{}\" width=\"{WIDTH}\" height=\"{}\"/>",
            Num(*y),
            Num(*height)
        );
        let middle = y + height / 2.0;
        let base = if lane.detail.is_empty() { middle + 5.0 } else { middle - 4.0 };
        let name = fit(&lane.name, 15.0, true, AXIS - 24.0);
        put!(out, "<text class=\"ch-k\" x=\"12\" y=\"{}\">{}</text>", Num(base), Esc(&name));
        if !lane.detail.is_empty() {
            let detail = fit(&lane.detail, 13.5, false, AXIS - 24.0);
            put!(out, "<text class=\"ch-s\" x=\"12\" y=\"{}\">{}</text>", Num(base + 19.0), Esc(&detail));
        }
        out.push('\n');
    }
}

/// Month lines; names where there is room, with the year on the first and on each January.
fn months(out: &mut String, chain: &Chain, plan: &Plan) {
    out.push_str("<g aria-hidden=\"true\">");
    let mut month = plan.first;
    let mut free = 0.0;
    while plan.x(month) < WIDTH - 10.0 {
        let x = plan.x(month);
        let name = usize::try_from(month.month() - 1).ok().and_then(|i| chain.months.get(i));
        let mut text = name.cloned().unwrap_or_default();
        if month == plan.first || month.month() == 1 {
            text = format!("{text} {}", month.year());
        }
        let end = x + 5.0 + text_width(&text, 13.5, false);
        let wide = month.month() == 1 || plan.days < 1400.0;
        if wide {
            put!(out, "<path class=\"ch-grid\" d=\"M{}V{}\"/>", Pt(x, TOP - 4.0), Num(plan.bottom - GAP));
        }
        if wide && x >= free && end < WIDTH {
            put!(
                out,
                "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>",
                Num(x + 5.0),
                Num(TOP - 12.0),
                Esc(&text)
            );
            free = end + 8.0;
        }
        let Ok(next) = month.checked_add(Span::new().months(1)) else { break };
        month = next;
    }
    out.push_str("</g>\n");
}

/// A text under the picture that names a vertical line.
struct Note<'a> {
    x: f64,
    text: &'a str,
    today: bool,
    middle: f64,
    row: usize,
}

/// Last days and today, with their texts on as many rows as they need.
fn notes<'a>(chain: &'a Chain, plan: &Plan) -> Vec<Note<'a>> {
    let today = chain.today.iter().map(|(day, text)| (*day, text, true));
    let mut all: Vec<(Date, &String, bool)> =
        today.chain(chain.last_days.iter().map(|(day, text)| (*day, text, false))).collect();
    all.sort_by_key(|(day, _, today)| (*day, !*today));
    let mut ends: Vec<f64> = Vec::new();
    let place = |(day, text, today): (Date, &'a String, bool)| {
        let x = plan.x(day);
        // Today's text ends at its line and a last day's starts there, as they most often stand side by side.
        let half = text_width(text, 15.0, true) / 2.0;
        let middle = text_middle(if today { x - half + 8.0 } else { x + half - 8.0 }, half);
        let row = ends.iter().position(|end| *end < middle - half - 12.0).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(0.0);
        }
        ends[row] = middle + half;
        Note { x, text, today, middle, row }
    };
    all.into_iter().map(place).collect()
}

fn days(out: &mut String, chain: &Chain, plan: &Plan, notes: &[Note<'_>]) {
    if chain.lanes.is_empty() {
        return;
    }
    for note in notes {
        let (line, text) = if note.today { ("ch-now", "ch-nowt") } else { ("ch-due", "ch-duet") };
        let base = plan.bottom + 12.0 + 22.0 * note.row as f64;
        put!(
            out,
            "<path class=\"{line}\" d=\"M{}V{}\"/>",
            Pt(note.x, TOP - 4.0),
            Num(plan.bottom - GAP + 4.0)
        );
        put!(out, "<text class=\"{text} ch-mid gw-halo\" x=\"{}\" y=\"{}\">", Num(note.middle), Num(base));
        put!(out, "{}</text>\n", Esc(note.text));
    }
}

fn arrows(out: &mut String, chain: &Chain, plan: &Plan) {
    let index: HashMap<&str, usize> =
        chain.steps.iter().enumerate().map(|(i, step)| (step.id.as_str(), i)).collect();
    out.push_str("<g aria-hidden=\"true\">");
    for (from, to) in &chain.links {
        let (Some(from), Some(to)) = (index.get(from.as_str()), index.get(to.as_str())) else { continue };
        if from != to {
            let boxed = chain.steps[*to].kind == ChainKind::Open;
            let start = &plan.places[*from];
            let from_box = chain.steps[*from].kind == ChainKind::Open;
            let start = Pt(start.x + if from_box { start.width } else { 0.0 }, start.y);
            arrow(out, start, &plan.places[*to], boxed);
        }
    }
    out.push_str("</g>\n");
}

/// From a mark to a mark in a curve; to an open box straight down and then across, so that several share a line.
fn arrow(out: &mut String, Pt(x0, y0): Pt, to: &Place, boxed: bool) {
    let (x1, y1) = (to.x - if boxed { 3.0 } else { 15.0 }, to.y);
    let down = y1 - y0;
    let path = if down.abs() < 1.0 {
        format!("M{}H{}", Pt(x0 + 13.0, y0), Num(x1 - 8.0))
    } else if boxed && x1 - x0 > 24.0 {
        let r = 14.0_f64.copysign(down);
        let corner = format!("Q{} {}", Pt(x0, y1), Pt(x0 + 14.0, y1));
        // Going down it starts under the date.
        let start = y0 + if down > 0.0 { 31.0 } else { -34.0 };
        format!("M{}V{}{corner}H{}", Pt(x0, start), Num(y1 - r), Num(x1 - 8.0))
    } else if x1 - x0 > 34.0 {
        let (a, b) = (x0 + 13.0, x1 - 8.0);
        let middle = f64::midpoint(a, b);
        format!("M{}C{} {} {}", Pt(a, y0), Pt(middle, y0), Pt(middle, y1), Pt(b, y1))
    } else {
        // Too close in time for a curve: straight down to the mark's edge.
        let end = y1 - 23.0_f64.copysign(down);
        let y = y0 + 13.0_f64.copysign(down);
        let third = f64::midpoint(y, end);
        put!(
            out,
            "<path class=\"ch-e\" d=\"M{}C{} {} {}\"/>",
            Pt(x0, y),
            Pt(x0, third),
            Pt(to.x, third),
            Pt(to.x, end)
        );
        let tip = 9.0_f64.copysign(down);
        put!(out, "<path class=\"ch-head\" d=\"M{}l-5 {}h10z\"/>\n", Pt(to.x, end + tip), Num(-tip));
        return;
    };
    put!(out, "<path class=\"ch-e\" d=\"{path}\"/>");
    put!(out, "<path class=\"ch-head\" d=\"M{}l-10 -5v10z\"/>\n", Pt(x1, y1));
}

fn mark(out: &mut String, step: &ChainStep, place: &Place, halo: &str) {
    let name = Esc(&step.title);
    let end = link(out, step.href.as_deref(), &name, ("data-step", &step.id), "ch-link");
    let Place { x, y, width } = *place;
    if step.kind == ChainKind::Open {
        let rect = |out: &mut String, class: &str, by: f64| {
            put!(out, "<rect class=\"{class}\" x=\"{}\" y=\"{}\"", Num(x - by), Num(y - 13.0 - by));
            put!(out, " width=\"{}\" height=\"{}\"/>", Num(width + 2.0 * by), Num(26.0 + 2.0 * by));
        };
        rect(out, "ch-open", 0.0);
        let text = fit(&step.label, 13.5, false, width - 14.0);
        put!(
            out,
            "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>",
            Num(x + 10.0),
            Num(y + 4.8),
            Esc(&text)
        );
        rect(out, "gw-hit", 3.0);
        out.push_str(end);
        return;
    }
    let dash = if step.certain { "" } else { " ch-dash" };
    let square = |out: &mut String, class: &str| {
        put!(out, "<rect class=\"{class}{dash}\" x=\"{}\" y=\"{}\"", Num(x - 11.0), Num(y - 11.0));
        out.push_str(" width=\"22\" height=\"22\"/>");
    };
    match step.kind {
        ChainKind::Decision => square(out, "ch-dec"),
        ChainKind::Document => square(out, "ch-doc"),
        ChainKind::Consultation | ChainKind::Open => {
            put!(out, "<circle class=\"ch-con{dash}\" cx=\"{}\" cy=\"{}\" r=\"9.5\"/>", Num(x), Num(y));
        }
    }
    for (text, class, size, bold, base) in
        [(&step.label, "ch-k", 15.0, true, y - 16.0), (&step.date_label, "ch-s", 13.5, false, y + 25.0)]
    {
        if !text.is_empty() {
            let middle = text_middle(x, text_width(text, size, bold) / 2.0);
            put!(out, "<text class=\"{class} ch-mid {halo}\" x=\"{}\" y=\"{}\">", Num(middle), Num(base));
            put!(out, "{}</text>", Esc(text));
        }
    }
    put!(out, "<circle class=\"gw-hit\" cx=\"{}\" cy=\"{}\" r=\"18\"/>", Num(x), Num(y));
    out.push_str(end);
}
