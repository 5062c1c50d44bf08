//! An indicator's figures: the picture, and the table that says the same with every source.

use crate::{
    frame::Frame,
    sheet::{Block, Cell, Table, lines::joined},
    words,
};
use genbo_app::view::{Names, plan::Measured, shown::Shown};
use genbo_documents::{
    chart::indicator::{IndicatorChart, Point, SERIES, Series, draw},
    svg::Variant,
};
use genbo_domain::{plan::IndicatorValue, rational::Rational, value::ThingId};
use jiff::civil::Date;

/// The figures as blocks: what is measured, the picture, the table.
pub(crate) fn blocks(f: &Frame, measured: &Measured, names: &Names) -> Vec<Block> {
    let t = &f.t.facts;
    let facts = &measured.indicator.facts;
    let mut blocks = Vec::new();
    let direction =
        facts.higher_is_better.map(|yes| if yes { f.t.plan.higher_better } else { f.t.plan.lower_better });
    let line = joined(&[
        facts.unit.clone().unwrap_or_default(),
        facts.publisher.clone().unwrap_or_default(),
        direction.unwrap_or_default().to_owned(),
        f.source(&measured.indicator.origin),
    ]);
    if !line.is_empty() {
        blocks.push(Block::Note(line));
    }
    let series = series(f, measured, names);
    let svg = draw(&chart(f, measured, series.clone()), Variant::Inline);
    if svg.is_empty() {
        blocks.push(Block::Empty(t.no_figures.to_owned()));
    } else {
        let caption = if series.len() > SERIES { t.too_many_series } else { f.t.common.same_in_list };
        blocks.push(Block::Picture(f.t.common.scroll_picture.to_owned(), svg, caption.to_owned()));
    }
    if !measured.values.is_empty() {
        let rows = measured.values.iter().map(|v| row(f, v, names)).collect();
        blocks.push(Block::Table(Table::new(
            t.figures,
            &[t.when, t.for_whom, t.value, t.rank, t.source],
            rows,
        )));
    }
    blocks
}

fn chart(f: &Frame, measured: &Measured, series: Vec<Series>) -> IndicatorChart {
    let facts = &measured.indicator.facts;
    let unit = facts.unit.clone().unwrap_or_default();
    IndicatorChart {
        id: format!("i{}", measured.indicator.id().0),
        lang: f.lang.code().to_owned(),
        title: facts.name.clone(),
        description: f.t.common.same_in_list.to_owned(),
        // An index or a share does not start at zero by nature; a number of something does.
        from_zero: !unit.to_lowercase().contains("index") && !unit.contains('%'),
        unit,
        series,
    }
}

fn series(f: &Frame, measured: &Measured, names: &Names) -> Vec<Series> {
    let mut all: Vec<(Option<ThingId>, Series)> = Vec::new();
    for v in &measured.values {
        let Some(at) = middle(v) else { continue };
        let whose = v.facts.organisation.map(|to| to.0);
        let point = Point {
            at,
            when: f.lang.date(&v.facts.when),
            value: v.facts.value.as_ref().map(decimal),
            text: v.facts.value.as_ref().map(|n| f.lang.number(n)).unwrap_or_default(),
            breaks: v.facts.breaks == Some(true),
        };
        match all.iter_mut().find(|(w, _)| *w == whose) {
            Some((_, series)) => series.points.push(point),
            None => {
                let name = names
                    .opt(v.facts.organisation)
                    .map_or(measured.indicator.link.label.clone(), |l| l.label);
                all.push((whose, Series { name, points: vec![point] }));
            }
        }
    }
    all.into_iter().map(|(_, series)| series).collect()
}

/// The day in the middle of a figure's time.
fn middle(v: &Shown<IndicatorValue>) -> Option<Date> {
    let (first, last) = (v.facts.when.first()?.date(), v.facts.when.last()?.date());
    let half = first.until(last).ok()?.get_days() / 2;
    first.checked_add(jiff::Span::new().try_days(half).ok()?).ok()
}

/// The figure as a length on a picture; nothing is computed from it.
fn decimal(n: &Rational) -> f64 {
    let text = n.to_string();
    let (above, below) = text.split_once('/').unwrap_or((&text, "1"));
    let number = |s: &str| s.parse::<f64>().unwrap_or(f64::NAN);
    number(above) / number(below)
}

fn row(f: &Frame, v: &Shown<IndicatorValue>, names: &Names) -> Vec<Cell> {
    let t = &f.t.facts;
    let value = match &v.facts.value {
        Some(n) => Cell::text(f.lang.number(n)),
        None => Cell::text(t.not_measured).soft(),
    };
    vec![
        Cell::text(f.lang.date(&v.facts.when)),
        f.cell(names.opt(v.facts.organisation).as_ref()),
        value.fine(if v.facts.breaks == Some(true) { t.series_breaks } else { "" }),
        Cell::text(v.facts.rank.as_ref().map(|r| f.lang.count(r)).unwrap_or_default()),
        Cell::text(v.origin.source.clone().unwrap_or_default()).fine(
            v.origin.certainty.as_deref().map(|c| words::word(f.lang, "certainty", c)).unwrap_or_default(),
        ),
    ]
}
