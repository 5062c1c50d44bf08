//! Figures of an indicator over time: at most five series as lines, each named where it ends.
//!
//! Counts start at zero; a series is broken where its figures cannot be compared, or where one is missing. Solid is
//! measured; nothing is drawn between two figures that a break parts.

use super::{Head, WIDTH, close, open};
use crate::svg::{Esc, Num, Pt, Variant, fit, put, text_width};
use jiff::civil::Date;

/// The most series that one picture shows.
pub const SERIES: usize = 5;

/// An indicator's figures.
#[derive(Clone, Debug, Default)]
pub struct IndicatorChart {
    /// Prefix of the identifiers inside the SVG; must differ between pictures on one page.
    pub id: String,
    /// Language tag of the text.
    pub lang: String,
    /// The picture's accessible name.
    pub title: String,
    /// What the picture shows in a sentence or two.
    pub description: String,
    /// The unit, written above the axis; may be empty.
    pub unit: String,
    /// Whether the axis starts at zero: for everything that is counted.
    pub from_zero: bool,
    /// The series; those after the fifth are left out.
    pub series: Vec<Series>,
}

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Its name, written at its last figure.
    pub name: String,
    /// Its figures, by date.
    pub points: Vec<Point>,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Point {
    /// The day that stands for its time: the middle of it.
    pub at: Date,
    /// The time in words, for the axis and the tooltip.
    pub when: String,
    /// The figure, if there is one.
    pub value: Option<f64>,
    /// The figure in words.
    pub text: String,
    /// Whether the series breaks before it.
    pub breaks: bool,
}

const TOP: f64 = 48.0;
const HEIGHT: f64 = 420.0;
const BOTTOM: f64 = 372.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 900.0;

/// Draws the chart as one SVG element; an empty text if no figure is known.
pub fn draw(chart: &IndicatorChart, variant: Variant) -> String {
    let Some(frame) = Frame::of(chart) else { return String::new() };
    let mut out = String::with_capacity(6_000);
    let head =
        Head { id: &chart.id, lang: &chart.lang, title: &chart.title, description: &chart.description };
    open(&mut out, &head, HEIGHT, variant);
    axes(&mut out, chart, &frame);
    let labels = label_places(chart, &frame);
    for (i, series) in chart.series.iter().take(SERIES).enumerate() {
        put!(out, "<g class=\"gw-c{}\" data-series=\"{}\">", i + 1, Esc(&series.name));
        line(&mut out, series, &frame);
        for point in &series.points {
            dot(&mut out, series, point, &frame);
        }
        if let Some((x, y)) = labels.get(i).copied().flatten() {
            let name = fit(&series.name, 15.0, true, WIDTH - x - 12.0);
            put!(out, "<text class=\"ch-k\" x=\"{}\" y=\"{}\">{}</text>", Num(x), Num(y), Esc(&name));
        }
        out.push_str("</g>\n");
    }
    close(&mut out);
    out
}

/// The picture's scales.
struct Frame {
    first: Date,
    days: f64,
    low: f64,
    step: f64,
    steps: u8,
}

impl Frame {
    fn of(chart: &IndicatorChart) -> Option<Frame> {
        let shown = || chart.series.iter().take(SERIES).flat_map(|s| &s.points).filter(|p| p.value.is_some());
        let values = || shown().filter_map(|p| p.value).filter(|v| v.is_finite());
        let (first, last) = (shown().map(|p| p.at).min()?, shown().map(|p| p.at).max()?);
        let least = values().fold(f64::INFINITY, f64::min);
        let most = values().fold(f64::NEG_INFINITY, f64::max);
        if !least.is_finite() {
            return None;
        }
        let (least, most) = if chart.from_zero { (least.min(0.0), most.max(0.0)) } else { (least, most) };
        let step = round_step((most - least).max(most.abs() * 0.01).max(f64::EPSILON) / 4.0);
        let low = (least / step).floor() * step;
        let steps = (1..=12).find(|n| low + f64::from(*n) * step >= most - step * 1e-9).unwrap_or(12);
        Some(Frame { first, days: f64::from(days(first, last)).max(1.0), low, step, steps })
    }

    fn x(&self, at: Date) -> f64 {
        LEFT + 24.0 + f64::from(days(self.first, at)) / self.days * (RIGHT - LEFT - 48.0)
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (value - self.low) / (self.step * f64::from(self.steps)) * (BOTTOM - TOP)
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The next of 1, 2, 2.5 and 5 times a power of ten.
fn round_step(raw: f64) -> f64 {
    let power = 10_f64.powf(raw.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.into_iter().map(|s| s * power).find(|s| *s >= raw * (1.0 - 1e-9)).unwrap_or(power * 10.0)
}

fn axes(out: &mut String, chart: &IndicatorChart, frame: &Frame) {
    out.push_str("<g aria-hidden=\"true\">");
    for n in 0..=frame.steps {
        let value = frame.low + f64::from(n) * frame.step;
        let y = frame.y(value);
        let class = if n == 0 { "ch-e ch-part" } else { "ch-grid" };
        put!(out, "<path class=\"{class}\" d=\"M{}H{}\"/>", Pt(LEFT, y), Num(RIGHT));
        let text = tick(value);
        let x = LEFT - 10.0 - text_width(&text, 13.5, false);
        put!(out, "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>\n", Num(x), Num(y + 4.5), Esc(&text));
    }
    if !chart.unit.is_empty() {
        put!(out, "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>", Num(16.0), Num(24.0), Esc(&chart.unit));
    }
    let mut times: Vec<(Date, &str)> = chart
        .series
        .iter()
        .take(SERIES)
        .flat_map(|s| s.points.iter().map(|p| (p.at, p.when.as_str())))
        .filter(|(at, _)| *at >= frame.first && frame.x(*at) <= RIGHT)
        .collect();
    times.sort_unstable();
    times.dedup();
    let mut free = 0.0;
    for (at, when) in times {
        let width = text_width(when, 13.5, false);
        let x = frame.x(at) - width / 2.0;
        if x < free {
            continue;
        }
        free = x + width + 14.0;
        put!(out, "<text class=\"ch-s\" x=\"{}\" y=\"{}\">{}</text>", Num(x), Num(BOTTOM + 24.0), Esc(when));
    }
    out.push_str("</g>\n");
}

/// A value of the axis, without needless decimals.
fn tick(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.').replace('.', ",");
    if text == "-0" { "0".to_owned() } else { text }
}

/// The line through the figures; parted where the series breaks or a figure is missing.
fn line(out: &mut String, series: &Series, frame: &Frame) {
    let mut d = String::new();
    let mut parted = true;
    for point in &series.points {
        let Some(value) = point.value else {
            parted = true;
            continue;
        };
        let letter = if parted || point.breaks { 'M' } else { 'L' };
        put!(d, "{letter}{}", Pt(frame.x(point.at), frame.y(value)));
        parted = false;
        if point.breaks {
            let (x, top) = (frame.x(point.at) - 12.0, frame.y(value) - 16.0);
            put!(out, "<path class=\"ch-grid ch-adv\" data-break=\"1\" d=\"M{}v32\"/>", Pt(x, top));
        }
    }
    put!(out, "<path class=\"ch-line\" d=\"{d}\"/>");
}

fn dot(out: &mut String, series: &Series, point: &Point, frame: &Frame) {
    let Some(value) = point.value else { return };
    let name = format!("{}, {}: {}", series.name, point.when, point.text);
    put!(out, "<g role=\"img\" aria-label=\"{0}\"><title>{0}</title>", Esc(&name));
    let (x, y) = (frame.x(point.at), frame.y(value));
    put!(out, "<circle class=\"ch-dot\" cx=\"{}\" cy=\"{}\" r=\"5\"/></g>\n", Num(x), Num(y));
}

/// Where each series' name stands: at its last figure, pushed down where names would meet.
fn label_places(chart: &IndicatorChart, frame: &Frame) -> Vec<Option<(f64, f64)>> {
    let ends: Vec<Option<(f64, f64)>> = chart
        .series
        .iter()
        .take(SERIES)
        .map(|s| {
            let last = s.points.iter().rev().find(|p| p.value.is_some())?;
            Some((frame.x(last.at) + 14.0, frame.y(last.value?) + 5.0))
        })
        .collect();
    let mut order: Vec<usize> = (0..ends.len()).filter(|i| ends[*i].is_some()).collect();
    order.sort_by(|a, b| {
        let y = |i: &usize| ends[*i].map_or(0.0, |(_, y)| y);
        y(a).total_cmp(&y(b))
    });
    let mut places = ends.clone();
    let mut free = f64::NEG_INFINITY;
    for i in order {
        if let Some((x, y)) = ends[i] {
            let y = y.max(free);
            places[i] = Some((x, y));
            free = y + 19.0;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn point(year: i16, value: Option<f64>, breaks: bool) -> Point {
        let text = value.map(|v| v.to_string()).unwrap_or_default();
        Point { at: date(year, 7, 1), when: year.to_string(), value, text, breaks }
    }
    fn chart(series: Vec<Series>) -> IndicatorChart {
        IndicatorChart { id: "a".into(), title: "NKI".into(), from_zero: true, series, ..Default::default() }
    }
    fn series(name: &str, points: Vec<Point>) -> Series {
        Series { name: name.into(), points }
    }
    fn count(svg: &str, what: &str) -> usize {
        svg.matches(what).count()
    }

    #[test]
    fn without_any_figure_nothing_is_drawn() {
        assert_eq!(draw(&chart(Vec::new()), Variant::Inline), "");
        assert_eq!(draw(&chart(vec![series("a", vec![point(2020, None, false)])]), Variant::Inline), "");
    }

    #[test]
    fn five_series_are_drawn_and_a_sixth_is_not() {
        let all = (0..6).map(|i| series(&format!("Kommun {i}"), vec![point(2020, Some(70.0), false)]));
        let svg = draw(&chart(all.collect()), Variant::Inline);
        assert_eq!(count(&svg, "data-series="), 5);
        assert!(!svg.contains("Kommun 5"));
    }

    #[test]
    fn nothing_is_drawn_across_a_break_or_a_missing_figure() {
        let whole =
            vec![point(2018, Some(1.0), false), point(2019, Some(2.0), false), point(2020, Some(3.0), false)];
        let path = |points: Vec<Point>| {
            let svg = draw(&chart(vec![series("a", points)]), Variant::Inline);
            svg.split("class=\"ch-line\" d=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        assert_eq!(count(&path(whole.clone()), "M"), 1);
        let mut broken = whole.clone();
        broken[1].breaks = true;
        assert_eq!(count(&path(broken), "M"), 2);
        let mut missing = whole;
        missing[1].value = None;
        assert_eq!((count(&path(missing.clone()), "M"), count(&path(missing), "L")), (2, 0));
    }

    #[test]
    fn counts_start_at_zero_and_other_figures_near_the_least() {
        let points = vec![point(2020, Some(62.0), false), point(2021, Some(74.0), false)];
        let mut counted = chart(vec![series("a", points)]);
        assert_eq!(Frame::of(&counted).unwrap().low, 0.0);
        counted.from_zero = false;
        assert!(Frame::of(&counted).unwrap().low > 50.0);
    }

    #[test]
    fn one_figure_alone_and_a_zero_are_drawn_inside_the_picture() {
        for value in [0.0, 74.5, -3.0] {
            let one = chart(vec![series("a", vec![point(2020, Some(value), false)])]);
            let frame = Frame::of(&one).unwrap();
            assert!((TOP - 0.1..=BOTTOM + 0.1).contains(&frame.y(value)), "{value}: {}", frame.y(value));
            assert_eq!(count(&draw(&one, Variant::Inline), "<circle"), 1);
        }
    }

    #[test]
    fn names_that_would_meet_are_pushed_apart() {
        let all = (0..5).map(|i| series(&format!("Kommun {i}"), vec![point(2020, Some(70.0), false)]));
        let places = label_places(&chart(all.clone().collect()), &Frame::of(&chart(all.collect())).unwrap());
        let mut ys: Vec<f64> = places.into_iter().flatten().map(|(_, y)| y).collect();
        ys.sort_by(f64::total_cmp);
        assert!(ys.windows(2).all(|w| w[1] - w[0] >= 19.0), "{ys:?}");
    }
}
