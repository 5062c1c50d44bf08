//! The page of a record's adjustment: where it is, who signs, what has changed since the draft, what was said, and the text.

use super::{forms, render::made};
use crate::{
    fault::Fault,
    format::moment,
    frame::Frame,
    page::{agenda::head_of, small},
    sheet::{Block, Cell, Section, Table, lines::joined},
    view::{Action, Head, Tag, TagKind},
    words,
};
use axum::response::Response;
use genbo_app::{
    adjustment::{self, Desk, Going, Signs},
    cx::Cx,
    error::ActionError,
    outbox::form_key,
    view::Reader,
};
use genbo_documents::frozen::{Difference, differences};

/// What is told on the page after something was done.
pub(super) fn done(f: &Frame, word: &str) -> Option<String> {
    let t = &f.t.adjust;
    let said = match word {
        "oppnat" => t.opened,
        "sagt" => t.said,
        "svarat" => t.answered,
        "lagt-fram" => t.proposed,
        "godkant" => t.approved,
        "justerat" => t.adjusted,
        "vagrat" => t.refused,
        "bytt" => t.replaced,
        "slutat" => t.ended,
        "rattat" => t.corrected,
        "utdrag" => t.extracted,
        _ => return None,
    };
    Some(said.to_owned())
}

/// The page.
pub(super) async fn page(f: Frame, cx: &Cx, slug: &str, told: small::Told) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = adjustment::desk(&mut reader, &f.actor(), slug).await?;
    reader.tx.close().await.map_err(ActionError::from)?;
    let found = made(&f, cx, &desk.meeting.link.slug, slug).await?;
    let (paper, data) = found.frozen(&f);
    let mut above = vec![state(&f, &desk)];
    if let Some(going) = desk.open() {
        above.push(signers(&f, going));
        above.push(changed(&f, going, &data));
        above.push(remarks(&f, going));
    }
    let text = vec![Block::More(f.t.adjust.text.to_owned(), vec![Block::Own(paper.html_part())])];
    let parts = small::Parts {
        above,
        asks: forms::asks(&f, &desk),
        below: vec![refusals(&f, &desk), Section::new("text", f.t.adjust.the_text, text)],
    };
    let head = head(&f, &desk);
    small::page(f, head, form_key(cx), told, parts)
}

fn head(f: &Frame, desk: &Desk) -> Head {
    let t = &f.t.adjust;
    let mut actions = Vec::new();
    if desk.open().is_some_and(|g| g.paper.is_some()) {
        actions.push(Action::new(t.read_paper, f.link(&format!("/justering/{}.pdf", desk.record.link.slug))));
    }
    if !desk.versions.is_empty() {
        actions.push(Action::new(t.versions, f.link(&format!("/justerat/{}", desk.record.link.slug))));
    }
    if desk.keeps && !desk.versions.is_empty() {
        actions.push(Action::new(t.post, f.link(&format!("/ansla/{}", desk.record.link.slug))));
    }
    if desk.keeps {
        actions.push(Action::new(t.immediate, f.link(&format!("/omedelbart/{}", desk.meeting.link.slug))));
    }
    Head { actions, ..head_of(f, &desk.meeting, &desk.bodies, (t.title, t.lead)) }
}

fn state(f: &Frame, desk: &Desk) -> Section {
    let t = &f.t.adjust;
    let r = &desk.record.facts;
    let mut pairs = vec![
        (
            t.record.to_owned(),
            Cell::text(joined(&[
                f.word("record_kind", Some(r.kind.as_str())),
                r.number.clone().unwrap_or_default(),
                r.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).unwrap_or_default(),
            ])),
        ),
        (t.state.to_owned(), Cell::text(f.word("record_status", r.status.map(|s| s.as_str())))),
    ];
    if let Some(going) = desk.open() {
        let due = going.round.due.parse().map_or_else(|_| going.round.due.clone(), |d| f.lang.day(d));
        let late = going.round.due.parse::<jiff::civil::Date>().is_ok_and(|d| d < f.today);
        let tag = late.then(|| Tag::new(TagKind::Risk, t.late));
        pairs.push((t.due.to_owned(), Cell::text(due).tag(tag)));
        if let Some(place) = &going.round.place {
            pairs.push((t.place.to_owned(), Cell::text(place.clone())));
        }
        if going.round.immediate {
            pairs.push((t.kind.to_owned(), Cell::text(t.immediate)));
        }
        if let Some(paper) = &going.paper {
            pairs.push((t.hash.to_owned(), Cell::text(paper.file_hash.clone()).record()));
        }
    }
    let mut blocks = vec![Block::Pairs(pairs)];
    if desk.keeps && desk.open().is_none() && desk.versions.is_empty() && !desk.hinders.is_empty() {
        blocks.push(Block::Note(t.hindered.to_owned()));
        let told = desk.hinders.iter().map(|why| Cell::text(f.lang.cannot_adjust(why)));
        blocks.push(Block::Bullets(told.collect()));
    }
    Section::new("lage", t.where_it_is, blocks)
}

fn signers(f: &Frame, going: &Going) -> Section {
    let t = &f.t.adjust;
    let row = |s: &Signs| {
        let role = words::capital(words::word(f.lang, "sign_role", s.signer.role.as_str()));
        let state = match (&s.signer.replaced, &s.approved) {
            (Some(why), _) => {
                Cell::text(f.lang.replaced_because(why)).tag(Some(Tag::new(TagKind::Waived, t.signs_no_more)))
            }
            (None, Some(a)) => {
                let at = a.at.parse().map(|at| moment(f.lang, at)).unwrap_or_default();
                let way = words::word(f.lang, "sign_way", a.way.as_str());
                Cell::text(joined(&[at, way.to_owned()])).tag(Some(Tag::new(TagKind::Ok, t.has_approved)))
            }
            (None, None) => Cell::text("").tag(Some(Tag::new(TagKind::Unknown, t.waits))),
        };
        let away = s.away.as_ref().map(|set| f.lang.was_away(set)).unwrap_or_default();
        vec![
            Cell::text(s.person.clone()).fine(away),
            Cell::text(joined(&[
                role,
                s.signer.paragraphs.clone().map(|p| format!("§§ {p}")).unwrap_or_default(),
            ])),
            state,
        ]
    };
    let rows = going.signers.iter().map(row).collect();
    let table = Table::new(t.signers, &[t.who, t.as_what, t.state], rows);
    Section::new("undertecknar", t.signers, vec![Block::Table(table)])
}

/// What is different, a row each.
pub(crate) fn table(f: &Frame, caption: &str, all: &[Difference]) -> Table {
    let t = &f.t.adjust;
    let row = |d: &Difference| {
        let item = d.item.as_ref().map(|n| f.lang.item_name(n, true)).unwrap_or_default();
        let field = label(f, &d.field);
        let side = |s: &Option<String>| {
            s.clone().map_or_else(|| Cell::text(t.nothing).soft(), |s| Cell::text(s).record())
        };
        vec![Cell::text(joined(&[item, field])), side(&d.before), side(&d.after)]
    };
    Table::new(caption, &[t.passage, t.before, t.after], all.iter().map(row).collect())
}

fn label(f: &Frame, field: &str) -> String {
    let t = &f.t.adjust;
    match field {
        "clauses" => t.the_decision.to_owned(),
        "attendance" => t.attendance.to_owned(),
        "meeting" => t.the_meeting.to_owned(),
        "record" => t.record.to_owned(),
        other => genbo_domain::NOUNS
            .iter()
            .find(|n| n.name == "item")
            .and_then(|n| n.field(other))
            .map_or_else(|| other.to_owned(), |(_, def)| words::field(f.lang, "item", def.name).to_owned()),
    }
}

fn changed(f: &Frame, going: &Going, data: &str) -> Section {
    let t = &f.t.adjust;
    let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
    let all = differences(&parsed(&going.round.draft), &parsed(data));
    let block = if all.is_empty() {
        Block::Empty(t.nothing_changed.to_owned())
    } else {
        Block::Table(table(f, t.since_draft, &all))
    };
    Section::new("andrat", t.since_draft, vec![block])
}

fn remarks(f: &Frame, going: &Going) -> Section {
    let t = &f.t.adjust;
    let row = |(c, item): &(adjustment::Comment, Option<genbo_app::view::Link>)| {
        let at = c.at.parse().map(|at| moment(f.lang, at)).unwrap_or_default();
        let what = item.as_ref().map(|l| l.label.clone()).unwrap_or_default();
        let said = [c.wording.clone(), c.note.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n");
        let tag = match c.state.as_str() {
            "agreed" => Tag::new(TagKind::Ok, t.agreed),
            "declined" => Tag::new(TagKind::Waived, t.declined),
            _ => Tag::new(TagKind::Unknown, t.unanswered),
        };
        let stood =
            c.stands.as_ref().filter(|_| c.wording.is_some()).map(|s| f.lang.stood(s)).unwrap_or_default();
        vec![
            Cell::text(joined(&[what, label(f, &c.field)])).fine(joined(&[c.by.clone(), at])),
            Cell::text(said).fine(stood),
            Cell::text("").tag(Some(tag)),
        ]
    };
    if going.comments.is_empty() {
        return Section::new("sagt", t.remarks, vec![Block::Empty(t.no_remarks.to_owned())]);
    }
    let rows = going.comments.iter().map(row).collect();
    let table = Table::new(t.remarks, &[t.passage, t.what_is_said, t.state], rows);
    Section::new("sagt", t.remarks, vec![Block::Table(table)])
}

fn refusals(f: &Frame, desk: &Desk) -> Section {
    let t = &f.t.adjust;
    let Some(going) = &desk.going else { return Section::default() };
    let told = going.refused.iter().map(|r| {
        let who = going.signers.iter().find(|s| s.signer.id == r.signer).map(|s| s.person.clone());
        Cell::text(f.lang.refused_by(&r.paragraph, &who.unwrap_or_default(), &r.reason))
    });
    let told: Vec<Cell> = told.collect();
    let blocks = if told.is_empty() { Vec::new() } else { vec![Block::Bullets(told)] };
    Section::new("vagrade", t.refused_paragraphs, blocks)
}
