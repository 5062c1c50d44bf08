//! Letters in words: what those read who are called, asked about preliminary days, or told that a day is set.

use crate::{frame::Frame, house, texts::LetterTexts};
use genbo_app::{
    call::{Contents, Occasion},
    year_plan::send,
};
use genbo_documents::letter::{Letter, Part};
use genbo_domain::{edtf::Edtf, house::HouseHeading};

/// The letter that tells this.
pub fn of_call(f: &Frame, c: &Contents) -> Letter {
    let t = &f.t.letter;
    let own = house::own(f.lang, &c.writer.calls, HouseHeading::Call);
    let (kind, opening) = match (c.occasion, own) {
        (Occasion::Call, own) => (own.unwrap_or_else(|| t.call.to_owned()), t.called),
        (Occasion::Again, Some(own)) => (format!("{} ({})", own, t.is_changed), t.changed),
        (Occasion::Again, None) => (t.again.to_owned(), t.changed),
        (Occasion::Cancellation, _) => (t.cancellation.to_owned(), t.off),
        (Occasion::Set, _) => (t.set.to_owned(), t.is_set),
    };
    let day = c.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |day| f.lang.day(day)));
    let what = day.map_or_else(|| c.title.clone(), |day| format!("{}, {day}", c.title));
    let mut parts = Vec::new();
    if !c.words.is_empty() {
        parts.push(Part::Paragraph(c.words.clone()));
    }
    parts.push(Part::Paragraph(opening.to_owned()));
    parts.push(Part::Facts(facts(f, c)));
    if !c.items.is_empty() {
        let own = house::own(f.lang, &c.writer.calls, HouseHeading::Agenda);
        parts.push(Part::Heading(own.unwrap_or_else(|| t.items.to_owned())));
        parts.push(Part::List(c.items.iter().map(item).collect()));
    }
    parts.extend(endings(t, c));
    parts.extend(house::signed(&c.writer));
    Letter {
        house: house::letterhead(f.lang, &c.writer),
        lang: f.lang.code(),
        title: plain(&format!("{kind}: {what}")),
        mark: f.demo.then(|| f.t.site.demo.to_owned()),
        parts,
        foot: vec![f.lang.sent_by(c.sender.as_deref())],
    }
}

/// The letter that asks about preliminary days.
pub fn of_dates(f: &Frame, c: &send::Contents) -> Letter {
    let t = &f.t.letter;
    let mut parts = Vec::new();
    if !c.words.is_empty() {
        parts.push(Part::Paragraph(c.words.clone()));
    }
    parts.push(Part::Paragraph(t.dates_opening.to_owned()));
    parts.push(Part::List(c.days.iter().map(|d| plain(&asked_day(f, c, d))).collect()));
    parts.push(Part::Heading(t.dates_answer.to_owned()));
    parts.push(Part::Paragraph(t.dates_text.to_owned()));
    parts.push(Part::Link(t.dates_link.to_owned(), c.answer.clone()));
    parts.push(Part::Link(t.dates_page.to_owned(), c.page.clone()));
    parts.extend(house::signed(&c.writer));
    Letter {
        house: house::letterhead(f.lang, &c.writer),
        lang: f.lang.code(),
        title: plain(&format!("{} {}: {}", f.t.year_plan.dates_title, c.year, c.whose)),
        mark: f.demo.then(|| f.t.site.demo.to_owned()),
        parts,
        foot: vec![f.lang.sent_by(c.sender.as_deref())],
    }
}

/// A day with what it is for: `fredag 10 mars 2023 kl. 13.00–15.30: Nätverksmöte, Stadshuset`.
fn asked_day(f: &Frame, c: &send::Contents, d: &send::Day) -> String {
    let others: Vec<&str> = d.bodies.iter().map(String::as_str).filter(|b| *b != c.whose).collect();
    let what = std::iter::once(d.title.as_str()).chain(others).chain(d.place.as_deref());
    format!("{}: {}", time(f, &d.when), what.collect::<Vec<_>>().join(", "))
}

fn facts(f: &Frame, c: &Contents) -> Vec<(String, String)> {
    let t = &f.t.letter;
    let fact = |label: &str, value: String| (label.to_owned(), plain(&value));
    let mut facts = Vec::new();
    if !c.bodies.is_empty() {
        facts.push(fact(t.body, f.lang.list(&c.bodies)));
    }
    facts.push(fact(t.time, c.when.as_ref().map_or_else(|| t.no_date.to_owned(), |when| time(f, when))));
    facts.extend(c.moved_from.as_ref().map(|from| fact(t.moved_from, f.lang.date(from))));
    facts.extend(c.place.as_ref().map(|place| fact(t.place, place.clone())));
    facts.extend(c.link.as_ref().map(|link| fact(t.link, link.clone())));
    facts
}

/// The day in full and the time: `fredag 9 december 2022 kl. 13.00–15.00`.
pub(crate) fn time(f: &Frame, when: &Edtf) -> String {
    match (when.exact_day(), f.lang.time_of(when)) {
        (Some(day), Some(time)) => format!("{} {time}", f.lang.day_long(day)),
        (Some(day), None) => f.lang.day_long(day),
        (None, _) => f.lang.planned(when),
    }
}

fn item((number, title): &(Option<String>, String)) -> String {
    number.as_ref().map_or_else(|| title.clone(), |number| format!("{number} {title}"))
}

fn endings(t: &LetterTexts, c: &Contents) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(answer) = &c.answer {
        parts.push(Part::Heading(t.answer.to_owned()));
        parts.push(Part::Paragraph(t.answer_text.to_owned()));
        parts.push(Part::Link(t.answer_link.to_owned(), answer.clone()));
    }
    parts.push(Part::Link(t.page.to_owned(), c.page.clone()));
    let calendar = match (c.occasion, c.has_calendar) {
        (Occasion::Cancellation, _) => t.calendar_off,
        (_, true) => t.calendar,
        (_, false) => t.no_calendar,
    };
    parts.push(Part::Paragraph(calendar.to_owned()));
    parts
}

/// Without the no-break spaces of pages, which some mail programs show as signs.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{2060}'], " ")
}

/// A letter's text as a page shows it: what only its recipient gets is told of, and not shown.
pub fn shown(f: &Frame, text: &str) -> String {
    text.replace(genbo_documents::letter::SECRET, &format!("[{}]", f.t.outbox.secret))
}
