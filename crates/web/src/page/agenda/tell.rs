//! What stands on an agenda, as a form shows it.

use super::{Called, Offer, Row};
use crate::{
    form::Sent,
    frame::Frame,
    view::{Link, Tag, TagKind},
    words,
};
use genbo_app::{
    agenda::{Desk, Line, Since, Version, waiting::Cause},
    sitting::Part,
    view::shown::Shown,
};
use genbo_domain::{
    body::Body,
    item::{ItemKind, ItemStatus},
};

/// The kinds of items, for a choice.
pub(super) fn kinds(f: &Frame) -> Vec<(&'static str, String)> {
    let kinds = ItemKind::VOCABULARY.words.iter();
    kinds.map(|(word, _)| (*word, words::word(f.lang, "item_kind", word).to_owned())).collect()
}

pub(super) fn row(f: &Frame, desk: &Desk, line: &Line) -> Row {
    let (i, t) = (&line.item.facts, &f.t.agenda);
    let both = |text: String| (text.clone(), text);
    let flag = |yes: bool| (yes, yes);
    let mut tags = Vec::new();
    match line.since {
        Some(Since::New) => tags.push(Tag::new(TagKind::Info, t.since_new)),
        Some(Since::Renamed) => tags.push(Tag::new(TagKind::Info, t.since_renamed)),
        Some(Since::Same | Since::Dropped) | None => {}
    }
    match i.status {
        None | Some(ItemStatus::Called) => {}
        Some(ItemStatus::Dropped) => tags.push(Tag::new(TagKind::Bad, t.since_dropped)),
        Some(status) => {
            tags.push(Tag::new(TagKind::Ok, words::word(f.lang, "item_status", status.as_str())));
        }
    }
    if i.papers_pending == Some(true) {
        tags.push(Tag::new(TagKind::Risk, t.papers_pending));
    }
    if i.closed == Some(true) {
        tags.push(Tag::new(TagKind::Waived, t.is_closed));
    }
    if line.is_restricted {
        tags.push(Tag::new(TagKind::Waived, words::word(f.lang, "visibility", "restricted")));
    }
    Row {
        slug: line.item.link.slug.clone(),
        href: f.link(&format!("/skriv/{}", line.item.link.slug)),
        files: Link::new(
            f.lang.files_of(desk.papers.get(&line.item.id()).map_or(0, |p| p.current.len())),
            f.link(&super::super::attachment::address("item", &line.item.link.slug)),
        ),
        seen: line.seen.to_string(),
        number: line.number.clone().unwrap_or_default(),
        title: both(i.title.clone()),
        section: both(i.section.clone().unwrap_or_default()),
        kind: both(i.kind.map(|k| k.as_str().to_owned()).unwrap_or_default()),
        is_part: i.part_of.is_some(),
        closed: flag(i.closed == Some(true)),
        pending: flag(i.papers_pending == Some(true)),
        dropped: flag(i.status == Some(ItemStatus::Dropped)),
        tags,
        raised_by: desk.names.list(&i.raised_by).iter().map(|l| f.to(l)).collect(),
        error: String::new(),
    }
}

pub(super) fn offers(f: &Frame, desk: &Desk, sent: Option<&Sent>) -> Vec<Offer> {
    let t = &f.t.agenda;
    desk.waiting
        .iter()
        .map(|w| {
            let from = w.from.as_ref().map(|l| format!("{}:{}", l.noun, l.slug));
            let value = format!("{}|{}", from.as_deref().unwrap_or("standing"), w.title);
            Offer {
                ticked: sent.is_some_and(|s| s.all("take").any(|v| v == value)),
                value,
                title: w.title.clone(),
                cause: match w.cause {
                    Cause::Standing => t.standing,
                    Cause::PutOff => t.put_off,
                    Cause::Commissioned => t.commissioned,
                    Cause::Recommended => t.recommended,
                    Cause::TakenHome => t.taken_home,
                    Cause::Urgent => t.urgent,
                    Cause::Delegated => t.delegated,
                },
                from: w.from.as_ref().map(|l| f.to(l)),
                due: w.due.as_ref().map(|d| f.lang.date(d)).unwrap_or_default(),
            }
        })
        .collect()
}

/// Another meeting of the sitting: its bodies, and the ways to what is kept there.
pub(super) fn beside(f: &Frame, part: &Part) -> (String, [Link; 3]) {
    let m = &part.meeting;
    let t = &f.t.sitting;
    let to = |text: &str, path: &str| Link::new(text, f.link(&format!("{path}/{}", m.link.slug)));
    let ways = [to(t.agenda, "/dagordning"), to(t.attendance, "/narvaro"), to(t.after, "/efter")];
    (short(f, &part.bodies), ways)
}

/// The bodies of a meeting, each by its short name, because bodies of different owners often have the same name.
pub(crate) fn short(f: &Frame, bodies: &[Shown<Body>]) -> String {
    let name = |b: &Shown<Body>| b.facts.short_name.clone().unwrap_or_else(|| b.facts.name.clone());
    f.lang.list(&bodies.iter().map(name).collect::<Vec<_>>())
}

pub(super) fn called(f: &Frame, desk: &Desk, version: &Version) -> Called {
    let a = &version.agenda.facts;
    let when = a.frozen.as_ref().map(|d| f.lang.date(d));
    let mut note: Vec<String> = Vec::new();
    if a.open_ended == Some(true) {
        note.push(f.t.agenda.open_ended.to_owned());
    }
    note.extend(a.note.as_ref().map(|n| n.0.clone()));
    Called {
        title: f.lang.agenda_version(&a.letter, when.as_deref()),
        papers: f.link_with(
            &format!("/motespapper/{}", desk.meeting.link.slug),
            &[("version", a.letter.as_str())],
        ),
        note: note.join(". "),
        lines: version
            .lines
            .iter()
            .map(|l| (l.facts.number.clone().unwrap_or_default(), l.facts.title.clone()))
            .collect(),
    }
}
