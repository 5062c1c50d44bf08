//! The organisation chart of a cooperation: bodies as boxes in layers, superior above.
//!
//! Solid line = reports to or is part of, dashed line = advises; dashed edge = not (yet) in being.

use super::layers::{Layers, Point, lay_out};
use super::{Head, WIDTH, close, open};
use crate::svg::{Esc, Num, Pt, Variant, fit, link, put, text_width, wrap};

/// The bodies of a cooperation and how they hang together.
#[derive(Clone, Debug, Default)]
pub struct OrganisationChart {
    /// Prefix of the identifiers inside the SVG; must differ between pictures on one page.
    pub id: String,
    /// Language tag of the text.
    pub lang: String,
    /// The picture's accessible name.
    pub title: String,
    /// What the picture shows in a sentence or two.
    pub description: String,
    /// Bodies, each drawn once.
    pub nodes: Vec<Node>,
    /// Lines; those to unknown bodies are left out.
    pub edges: Vec<Edge>,
    /// Names of the organisations that bodies belong to; the index decides the colour (eight, then again).
    pub groups: Vec<String>,
    /// The words.
    pub labels: ChartLabels,
}

/// A body.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Identifier, written as `data-node`.
    pub id: String,
    /// Name, on at most two lines.
    pub name: String,
    /// What it is ("nätverk, 33 ledamöter"); may be empty.
    pub kind: String,
    /// Index into [`OrganisationChart::groups`].
    pub group: Option<usize>,
    /// Whether it is in being.
    pub state: NodeState,
    /// What more there is to say than the box shows; may be empty. Tooltip and accessible name begin with what it shows, in
    /// full, and end with this.
    pub title: String,
    /// Where a click leads.
    pub href: Option<String>,
}

/// Whether a body is in being.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeState {
    /// In being.
    #[default]
    Established,
    /// Somebody has proposed it.
    Proposed,
    /// May not start before something else has happened.
    Gated,
    /// Was in being.
    Closed,
}

/// A line between two bodies, from the lower to the upper.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Identifier of the body that reports, is part, or advises.
    pub from: String,
    /// Identifier of the body above.
    pub to: String,
    /// What the line means.
    pub kind: EdgeKind,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// Is a part of.
    PartOf,
    /// Reports to.
    ReportsTo,
    /// Advises.
    Advises,
}

/// The words of the chart.
#[derive(Clone, Debug, Default)]
pub struct ChartLabels {
    /// Legend: "rapporterar till".
    pub reports_to: String,
    /// Legend: "ingår i".
    pub part_of: String,
    /// Legend: "ger råd till".
    pub advises: String,
    /// After the kind of a proposed body: "föreslaget".
    pub proposed: String,
    /// After the kind of a gated body: "väntar på beslut".
    pub gated: String,
    /// After the kind of a closed body: "avvecklat".
    pub closed: String,
}

/// Space between rows of boxes.
const ROW_GAP: f64 = 58.0;
/// Space above the first row.
const TOP: f64 = 14.0;

/// Draws the chart as one SVG element. The inline variant needs [`super::CHART_CSS`] on the page.
pub fn draw(chart: &OrganisationChart, variant: Variant) -> String {
    let layers = lay_out(chart);
    let boxes = Boxes::of(chart, &layers);
    let bottom = TOP + layers.rows.len() as f64 * (boxes.height + ROW_GAP) - ROW_GAP.min(TOP + 22.0);
    let legend = legend(chart);
    let height = bottom.max(TOP) + 18.0 + 26.0 * legend.len() as f64;
    let mut out = String::with_capacity(4_000 + chart.nodes.len() * 500);
    let head =
        Head { id: &chart.id, lang: &chart.lang, title: &chart.title, description: &chart.description };
    open(&mut out, &head, height, variant);
    out.push_str("<g aria-hidden=\"true\">");
    lines(&mut out, &layers, &boxes);
    out.push_str("</g>\n");
    for (node, place) in chart.nodes.iter().zip(&layers.places) {
        body(&mut out, chart, node, place, &boxes);
    }
    for (row, items) in legend.iter().enumerate() {
        legend_row(&mut out, items, bottom + 32.0 + 26.0 * row as f64);
    }
    close(&mut out);
    out
}

/// The size of all boxes.
struct Boxes {
    width: f64,
    height: f64,
}

impl Boxes {
    fn of(chart: &OrganisationChart, layers: &Layers) -> Self {
        let width = layers.box_width;
        let two = chart.nodes.iter().any(|node| name_lines(node, width).len() > 1);
        Self { width, height: if two { 78.0 } else { 58.0 } }
    }

    fn top(&self, row: usize) -> f64 {
        TOP + row as f64 * (self.height + ROW_GAP)
    }
}

fn name_lines(node: &Node, width: f64) -> Vec<String> {
    wrap(&node.name, 15.0, true, width - 26.0, 2)
}

/// Lines that end alike are drawn together: first the halo that parts them from others, then the lines.
fn lines(out: &mut String, layers: &Layers<'_>, boxes: &Boxes) {
    let mut ends: Vec<(&str, EdgeKind)> = Vec::new();
    for (edge, _) in &layers.paths {
        let end = (edge.to.as_str(), edge.kind);
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    for (to, kind) in ends {
        let (mut d, mut heads) = (String::new(), String::new());
        for (_, path) in layers.paths.iter().filter(|(edge, _)| edge.to == to && edge.kind == kind) {
            line(&mut d, &mut heads, kind, path, boxes);
        }
        put!(
            out,
            "<path class=\"ch-e0\" d=\"{d}\"/><path class=\"{}\" d=\"{d}\"/>{heads}\n",
            line_class(kind)
        );
    }
}

fn line_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::ReportsTo => "ch-e",
        EdgeKind::PartOf => "ch-e ch-part",
        EdgeKind::Advises => "ch-e ch-adv",
    }
}

/// A line from the lower body's top to the upper body's bottom, in right angles with rounded corners.
fn line(d: &mut String, heads: &mut String, kind: EdgeKind, path: &[Point], boxes: &Boxes) {
    let Some((start, rest)) = path.split_first() else { return };
    let Some(end) = rest.last() else { return };
    if end.row >= start.row {
        // Beside or (in a circle) below: around the lower side.
        let (from, to) = (boxes.top(start.row) + boxes.height, boxes.top(end.row) + boxes.height);
        let turn = from.max(to) + ROW_GAP * 0.3;
        put!(d, "M{}V{}H{}V{}", Pt(start.x, from), Num(turn), Num(end.x), Num(to + 9.0));
        arrow_head(heads, kind, end.x, to);
        return;
    }
    let mut x = start.x;
    put!(d, "M{}", Pt(x, boxes.top(start.row)));
    for (i, point) in rest.iter().enumerate() {
        let last = i + 1 == rest.len();
        let bend = boxes.top(point.row) + boxes.height + ROW_GAP / 2.0 + point.lane;
        corner(d, &mut x, bend, point.x);
        let y = boxes.top(point.row) + if last { boxes.height } else { 0.0 };
        let tip = if last && kind != EdgeKind::PartOf { 9.0 } else { 0.0 };
        put!(d, "V{}", Num(y + tip));
    }
    arrow_head(heads, kind, x, boxes.top(end.row) + boxes.height);
}

/// Goes up to `bend`, across to `to`, and turns up again.
fn corner(d: &mut String, x: &mut f64, bend: f64, to: f64) {
    let across = to - *x;
    let r = 7.0_f64.min(across.abs() / 2.0);
    if r < 0.5 {
        return;
    }
    let dx = r.copysign(across);
    put!(d, "V{}Q{} {}", Num(bend + r), Pt(*x, bend), Pt(*x + dx, bend));
    put!(d, "H{}Q{} {}", Num(to - dx), Pt(to, bend), Pt(to, bend - r));
    *x = to;
}

fn arrow_head(out: &mut String, kind: EdgeKind, x: f64, y: f64) {
    if kind != EdgeKind::PartOf {
        put!(out, "<path class=\"ch-head\" d=\"M{}l-5 10h10z\"/>", Pt(x, y + 1.0));
    }
}

fn body(out: &mut String, chart: &OrganisationChart, node: &Node, place: &Point, boxes: &Boxes) {
    let colour = node.group.map_or(0, |group| group % 8 + 1);
    let (left, top) = (place.x - boxes.width / 2.0, boxes.top(place.row));
    let (state, word) = match node.state {
        NodeState::Established => ("", ""),
        NodeState::Proposed => (" ch-dash", chart.labels.proposed.as_str()),
        NodeState::Gated => (" ch-dash", chart.labels.gated.as_str()),
        NodeState::Closed => (" ch-gone", chart.labels.closed.as_str()),
    };
    let detail = match (node.kind.is_empty(), word.is_empty()) {
        (false, false) => format!("{} · {word}", node.kind),
        _ => format!("{}{word}", node.kind),
    };
    let whole = spoken(&node.name, &detail, &node.title);
    let class = format!("ch-link gw-c{colour}");
    let end = link(out, node.href.as_deref(), &Esc(&whole), ("data-node", &node.id), &class);
    rect(out, &format!("ch-node{state}"), left, top, boxes.width, boxes.height);
    if node.group.is_some() {
        rect(out, "ch-bar", left + 1.0, top + 1.0, 5.0, boxes.height - 2.0);
    }
    let lines = name_lines(node, boxes.width);
    let rows = lines.len() as f64 + if detail.is_empty() { 0.0 } else { 1.0 };
    let mut y = top + boxes.height / 2.0 - rows * 9.5 + 14.0;
    for line in &lines {
        put!(out, "<text class=\"ch-k\" x=\"{}\" y=\"{}\">{}</text>\n", Num(left + 15.0), Num(y), Esc(line));
        y += 19.0;
    }
    if !detail.is_empty() {
        let detail = fit(&detail, 13.5, false, boxes.width - 24.0);
        put!(out, "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>", Num(left + 15.0), Num(y), Esc(&detail));
    }
    rect(out, "gw-hit", left - 3.0, top - 3.0, boxes.width + 6.0, boxes.height + 6.0);
    out.push_str(end);
}

/// A box in words: first what it shows, as WCAG's "label in name" asks, then what more there is to say.
fn spoken(name: &str, detail: &str, more: &str) -> String {
    let shown = if detail.is_empty() { name.to_owned() } else { format!("{name}, {detail}") };
    if more.is_empty() || more == name { shown } else { format!("{shown}. {more}") }
}

fn rect(out: &mut String, class: &str, x: f64, y: f64, width: f64, height: f64) {
    put!(out, "<rect class=\"{class}\" x=\"{}\" y=\"{}\"", Num(x), Num(y));
    put!(out, " width=\"{}\" height=\"{}\" rx=\"2\"/>", Num(width), Num(height));
}

/// What a piece of the legend shows.
#[derive(Clone, Copy)]
enum Sign {
    Line(EdgeKind),
    Group(usize),
}

/// The legend's rows: what occurs, with its words and its left edge.
fn legend(chart: &OrganisationChart) -> Vec<Vec<(Sign, &str, f64)>> {
    let words = &chart.labels;
    let lines = [
        (EdgeKind::ReportsTo, words.reports_to.as_str()),
        (EdgeKind::PartOf, words.part_of.as_str()),
        (EdgeKind::Advises, words.advises.as_str()),
    ];
    let lines = lines
        .into_iter()
        .filter(|(kind, _)| chart.edges.iter().any(|edge| edge.kind == *kind))
        .map(|(kind, word)| (Sign::Line(kind), word));
    let groups = chart.groups.iter().enumerate().map(|(i, name)| (Sign::Group(i), name.as_str()));
    let mut rows: Vec<Vec<(Sign, &str, f64)>> = Vec::new();
    let mut x = WIDTH;
    for (sign, word) in groups.chain(lines).filter(|(_, word)| !word.is_empty()) {
        let icon = if matches!(sign, Sign::Line(_)) { 48.0 } else { 24.0 };
        let width = icon + text_width(word, 13.5, false);
        if x + width > WIDTH - 12.0 {
            rows.push(Vec::new());
            x = 16.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((sign, word, x));
        }
        x += width + 28.0;
    }
    rows
}

fn legend_row(out: &mut String, items: &[(Sign, &str, f64)], y: f64) {
    for (sign, word, x) in items {
        let text = match sign {
            Sign::Group(i) => {
                put!(out, "<g class=\"gw-c{}\">", i % 8 + 1);
                rect(out, "ch-bar", *x, y - 12.0, 14.0, 14.0);
                out.push_str("</g>");
                x + 24.0
            }
            Sign::Line(kind) => {
                let class = line_class(*kind);
                let tip = if *kind == EdgeKind::PartOf { 38.0 } else { 29.0 };
                put!(out, "<path class=\"{class}\" d=\"M{}h{}\"/>", Pt(*x, y - 4.5), Num(tip));
                if *kind != EdgeKind::PartOf {
                    put!(out, "<path class=\"ch-head\" d=\"M{}l-10 -5v10z\"/>", Pt(x + 38.0, y - 4.5));
                }
                x + 48.0
            }
        };
        put!(out, "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>\n", Num(text), Num(y), Esc(word));
    }
}
