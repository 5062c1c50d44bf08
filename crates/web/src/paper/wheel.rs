//! The year wheel on a sheet A3: the picture, and after it the list that says the same.

use crate::{
    lang::Lang,
    picture::{self, wheel::Address},
    words,
};
use genbo_app::view::wheel::{Entry, Kind, YearWheel};
use genbo_documents::{
    paper::{Block, Paper, Picture, Size, Table},
    svg::Variant,
    svg_print::printed,
};
use jiff::civil::Date;

/// How wide the wheel is as a picture of dots.
pub const DOTS: u32 = 2480;

/// The wheel as a picture for a typesetter.
pub fn svg(year: &YearWheel, lang: Lang, today: Option<Date>, address: &Address<'_>) -> String {
    printed(&picture::wheel::svg(year, lang, today, Variant::Standalone, address))
}

/// The wheel as a paper.
pub fn paper(year: &YearWheel, lang: Lang, today: Date, demo: bool, address: &Address<'_>) -> Paper {
    let t = &lang.texts().wheel;
    let whose = picture::wheel::subtitle(year, lang);
    let wheel = Picture {
        text: format!("{} {}, {whose}. {}", t.title, year.year, lang.texts().common.same_in_list),
        kind: "svg",
        bytes: svg(year, lang, Some(today), address).into_bytes(),
    };
    let mut blocks = vec![Block::Picture(wheel), Block::NewPage];
    for (kind, title) in [
        (Kind::Meeting, t.meetings),
        (Kind::Event, t.events),
        (Kind::CycleStep, t.steps),
        (Kind::Deadline, t.deadlines),
        (Kind::Holiday, t.holidays),
        (Kind::Break, t.breaks),
    ] {
        let rows: Vec<Vec<String>> =
            year.entries.iter().filter(|e| e.kind == kind).map(|e| row(e, lang)).collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Table(Table {
            caption: title.to_owned(),
            columns: vec![
                (t.when.to_owned(), 3),
                (t.what.to_owned(), 6),
                (t.who.to_owned(), 5),
                (t.state.to_owned(), 2),
            ],
            rows,
        }));
    }
    Paper {
        lang: lang.code(),
        title: format!("{} {}, {whose}", t.title, year.year),
        kind: whose.clone(),
        house: None,
        head: Vec::new(),
        foot: Vec::new(),
        page: lang.texts().paper.page.to_owned(),
        marks: if demo { vec![lang.texts().site.demo.to_owned()] } else { Vec::new() },
        date: today,
        size: Size::A3Lying,
        blocks,
    }
}

fn row(e: &Entry, lang: Lang) -> Vec<String> {
    let number =
        e.step.as_ref().and_then(|s| s.number.as_deref()).map(|n| format!("{n}. ")).unwrap_or_default();
    let title = match e.kind {
        Kind::Holiday => picture::wheel::holiday_name(e, lang),
        Kind::Break => picture::wheel::break_name(e, lang),
        _ => e.title.clone(),
    };
    let who: Vec<String> = e.bodies.iter().map(|b| b.label.clone()).collect();
    let status = e.status.map(|s| words::capital(words::word(lang, "meeting_status", s))).unwrap_or_default();
    let clash: Vec<String> =
        e.collisions.iter().map(|c| words::capital(&lang.collision(c.clash, &c.whose))).collect();
    let told = std::iter::once(format!("{number}{title}")).chain(clash).collect::<Vec<_>>().join("\n");
    vec![lang.planned(&e.when), told, lang.list(&who), status]
}
