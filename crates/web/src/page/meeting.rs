//! One meeting: when and where, what was decided, who was there, its record and notices.

use super::{attachment::tell as files, html, opening, rule::mark};
use crate::{
    fault::Fault,
    frame::Frame,
    house,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table,
        attendance::{self, is_elected},
        decision::{self, Decision},
        doubts,
        lines::{capital, joined, meeting_tag},
        tell::{Pair, Teller, flow},
    },
    site::AppState,
    url,
    view::{Action, Fact, Head, Step, StepState},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    agenda,
    attachment::{self, Papers},
    call, check,
    cx::Cx,
    house::Words,
    view::{
        meeting::{ItemEntry, MeetingPage, RecordEntry, meeting},
        shown::Shown,
    },
};
use genbo_domain::{
    body::RecordKind,
    house::HouseHeading,
    meeting::Meeting,
    noun::Noun,
    paragraphs::{Paragraph, ParagraphSet},
    record::{Notice, Record, RecordStatus},
    value::ThingId,
};
use std::collections::HashMap;

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "meeting", &slug).await?;
    let page = meeting(&mut reader, &slug).await?;
    let calls = match page.bodies.first() {
        Some(body) => f.record_head(&mut reader, body.id()).await?,
        None => Words::default(),
    };
    let own = |heading, ours: &str| house::own(f.lang, &calls, heading).unwrap_or_else(|| ours.to_owned());
    let bodies: Vec<_> = page.bodies.iter().map(|b| b.id()).collect();
    let marks = check::mark::marks_of_bodies(&mut reader, &bodies).await?.about(page.meeting.id());
    let rules = mark::section(&f, &mut reader, marks, None).await?;
    let tell = Teller { f: &f, names: &page.names, doubts: &page.doubts };
    let mut wanted: Vec<_> = page.items.iter().map(|i| i.item.id()).collect();
    wanted.push(page.meeting.id());
    let papers = attachment::of(&mut reader, &wanted).await?;
    let mut sections = vec![
        Section::new("", "", intro(tell, &page, &calls)),
        rules,
        Section::new("punkter", own(HouseHeading::Agenda, f.t.meeting.items), items(tell, &page, &papers)),
        Section::new("handlingar", f.t.attachment.papers, all_papers(&f, &page, &papers)),
        Section::new(
            "beslut",
            own(HouseHeading::Decision, f.t.meeting.decisions),
            decisions(tell, &page, &calls),
        ),
        Section::new(
            "narvaro",
            own(HouseHeading::Presence, f.t.meeting.attendance),
            attendance::blocks(tell, &page.roll, &page.meeting.facts),
        ),
        Section::new("antal", f.t.meeting.numbers, attendance::numbers_blocks(&f, &page.roll)),
        Section::new("protokoll", own(HouseHeading::Record, f.t.meeting.records), records(tell, &page)),
        Section::new("hemma", f.t.meeting.went_home, home_rounds(tell, &page)),
        Section::new("rekommendationer", f.t.meeting.recommendations, recommendations(tell, &page)),
        Section::new("aterrapportering", f.t.meeting.back_reports, back_reports(tell, &page)),
        Section::new("planering", f.t.meeting.planning, planning(tell, &page)),
    ];
    sections.extend(doubts::sections(&f, &page.meeting.link, &page.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &page.meeting.origin)));
    let mut head = head(tell, &page);
    if attachment::desk::may(&mut reader, &f.actor(), &Meeting::DEF, page.meeting.id()).await? {
        let to = super::attachment::address("meeting", &page.meeting.link.slug);
        head.actions.push(Action::new(f.t.attachment.action, f.link(&to)));
    }
    if agenda::may(&mut reader, &f.actor(), page.meeting.id()).await? {
        let to = |text, path: &str| Action::new(text, f.link(&format!("{path}/{}", page.meeting.link.slug)));
        head.actions.push(to(f.t.agenda.action, "/dagordning"));
        head.actions.push(to(f.t.attendance.action, "/narvaro"));
        head.actions.push(to(f.t.after.action, "/efter"));
    }
    if call::may_call(&mut reader, &f.actor(), page.meeting.id()).await? {
        let calls = f.link(&format!("/kallelse/{}", page.meeting.link.slug));
        head.actions.push(Action::new(f.t.call.again, calls));
    }
    html(&Sheet::of(f, head, sections))
}

fn head(tell: Teller<'_>, page: &MeetingPage) -> Head {
    let (f, m) = (tell.f, &page.meeting.facts);
    let mut crumbs = vec![crate::view::Link::new(f.t.nav.meetings, f.link("/moten"))];
    if let [body] = page.bodies.as_slice() {
        crumbs.extend(tell.names.to(body.facts.owner).map(|l| f.to(&l)));
        crumbs.push(f.to(&body.link));
    }
    let bodies: Vec<String> = page
        .bodies
        .iter()
        .map(|b| match tell.names.to(b.facts.owner) {
            Some(owner) => format!("{}, {}", b.facts.name, owner.label),
            None => b.facts.name.clone(),
        })
        .collect();
    let when = m.when.as_ref().map(|w| match w.exact_day() {
        Some(day) => f.lang.day(day),
        None => f.lang.planned(w),
    });
    let title = match when {
        Some(when) => format!("{}, {when}", m.title),
        None => m.title.clone(),
    };
    let url = page.records.iter().find_map(|r| r.record.facts.url.as_ref());
    let mut actions: Vec<Action> =
        url.map(|u| Action::new(f.t.meeting.read_record, u.0.clone()).main()).into_iter().collect();
    actions.push(Action::new(f.t.paper.open, f.link(&format!("/protokoll/{}", page.meeting.link.slug))));
    if let Some(body) = page.bodies.first().filter(|_| f.has_page("/kalender/organ/{*file}")) {
        let feed = f.link(&format!("/kalender/organ/{}.ics", body.link.slug));
        actions.push(Action::new(f.t.meeting.subscribe, feed));
    }
    Head {
        crumbs,
        kind: f.lang.list(&bodies),
        lead: lead(f, page),
        actions,
        facts: facts(tell, page),
        ..Head::new(title)
    }
}

/// How many decided what §§, what became of the record, and what its notice lacks.
fn lead(f: &Frame, page: &MeetingPage) -> String {
    let mut first: Vec<String> = Vec::new();
    first.extend(attendance::deciding(&page.roll).map(|n| f.lang.deciding(n, is_elected(&page.roll))));
    if let Some((least, most)) =
        attendance::deciding_by_clock(&page.roll).filter(|(a, b)| first.is_empty() && a < b)
    {
        first.push(format!("{least}–{}", f.lang.deciding(most, is_elected(&page.roll))));
    }
    first.extend(page.paragraphs.as_ref().filter(|_| page.has_paragraphs).map(|p| f.lang.paragraphs(p)));
    let mut sentences: Vec<String> = Vec::new();
    if page.meeting.is_second_hand() {
        sentences.push(f.t.meeting.second_hand.to_owned());
    }
    if !first.is_empty() {
        sentences.push(format!("{}.", first.join(", ")));
    }
    for entry in &page.records {
        let status = entry.record.facts.status;
        sentences.extend(status.map(|s| f.lang.record_is(words::word(f.lang, "record_status", s.as_str()))));
    }
    if page.records.iter().flat_map(|r| &r.notices).any(|n| n.facts.posted.is_none()) {
        sentences.push(f.lang.notice_without_date().to_owned());
    }
    sentences.join(" ")
}

fn facts(tell: Teller<'_>, page: &MeetingPage) -> Vec<Fact> {
    let (f, m, about) = (tell.f, &page.meeting.facts, &page.meeting.link);
    let t = &f.t.meeting;
    let mut facts = Vec::new();
    let when = m.when.as_ref().map(|w| f.lang.time_of(w).unwrap_or_else(|| f.lang.planned(w)));
    let status = page.status.map(|s| capital(words::word(f.lang, "meeting_status", s.as_str())));
    facts.push(match when {
        Some(when) => Fact::new(t.time, when).note(status.unwrap_or_default()),
        None => Fact::new(t.time, f.t.common.missing).note(status.unwrap_or_default()).soft(),
    });
    if let Some((term, cell)) = tell.text(about, "place", m.place.as_deref()) {
        facts.push(fact(term, &cell));
    }
    facts.extend(m.number.as_ref().map(|n| Fact::new(tell.term(about, "number"), n.clone())));
    facts.extend(
        page.paragraphs
            .as_ref()
            .filter(|_| page.has_paragraphs)
            .map(|p| Fact::new(t.paragraphs, f.lang.paragraphs(p)).note(p.numbers().count().to_string())),
    );
    if let Some(record) = page.records.iter().map(|r| &r.record).find(|r| r.facts.adjusted.is_some()) {
        let place = record.facts.adjustment_place.clone().unwrap_or_default();
        facts.push(Fact::new(t.step_adjusted, f.date(record.facts.adjusted.as_ref())).note(place));
    }
    facts
}

fn fact(term: String, cell: &Cell) -> Fact {
    let text = cell.words.iter().map(|w| w.text.clone()).collect::<Vec<_>>().join(", ");
    let fact = Fact::new(term, text);
    if cell.soft { fact.soft() } else { fact }
}

fn intro(tell: Teller<'_>, page: &MeetingPage, calls: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    for entry in &page.records {
        blocks.push(steps(tell, entry, calls));
    }
    if let Some(note) = &page.meeting.facts.note {
        blocks.push(Block::Prose(flow(&note.0)));
    }
    blocks
}

#[derive(Template)]
#[template(source = r#"{% import "parts/parts.html" as p %}{{ p::steps(label, steps) }}"#, ext = "html")]
struct Steps {
    label: &'static str,
    steps: Vec<Step>,
}

/// A record's way from draft over notice to archive: what is past, what is lacking, what is to come.
fn steps(tell: Teller<'_>, entry: &RecordEntry, calls: &Words) -> Block {
    let (f, t, r) = (tell.f, &tell.f.t.meeting, &entry.record.facts);
    let own = |heading, ours: &str| house::own(f.lang, calls, heading).unwrap_or_else(|| ours.to_owned());
    // Notes are not adjusted: a later meeting approves them.
    let is_notes = r.kind != RecordKind::Minutes && r.status == Some(RecordStatus::Approved);
    let adjusted =
        if is_notes { t.step_approved.to_owned() } else { own(HouseHeading::Adjustment, t.step_adjusted) };
    let posted = own(HouseHeading::Notice, t.step_posted);
    let step = |name: &str, text: String, state| Step { name: name.to_owned(), text, state };
    let or_gap = |about: &Shown<Notice>, field: &str, date: Option<&genbo_domain::edtf::Edtf>| match date {
        Some(date) => f.lang.date(date),
        None => tell.gap(&about.link, field).map_or(t.date_missing.to_owned(), |c| text(&c)),
    };
    let is_adjusted =
        matches!(r.status, Some(RecordStatus::Adjusted | RecordStatus::Approved | RecordStatus::Corrected));
    let mut steps = vec![step(t.step_draft, f.word("record_kind", Some(r.kind.as_str())), StepState::Done)];
    if r.status == Some(RecordStatus::Issued) {
        steps.push(step(t.step_issued, String::new(), StepState::Done));
    } else {
        let when = r.adjusted.as_ref().map(|d| f.lang.date(d));
        let when =
            when.or_else(|| tell.gap(&entry.record.link, "adjusted").map(|c| text(&c))).unwrap_or_default();
        steps.push(step(&adjusted, when, if is_adjusted { StepState::Done } else { StepState::Now }));
    }
    for notice in &entry.notices {
        let n = &notice.facts;
        let state = if n.posted.is_some() { StepState::Done } else { StepState::Now };
        steps.push(step(&posted, or_gap(notice, "posted", n.posted.as_ref()), state));
        let removed = match (&n.removed, &n.posted) {
            (None, None) => t.cannot_compute.to_owned(),
            _ => or_gap(notice, "removed", n.removed.as_ref()),
        };
        let state = if n.removed.is_some() { StepState::Done } else { StepState::Todo };
        steps.push(step(t.step_removed, removed, state));
    }
    if let Some(storage) = &r.storage {
        steps.push(step(t.step_kept, storage.clone(), StepState::Todo));
    }
    Block::Own(Steps { label: t.record_way, steps }.render().unwrap_or_default())
}

fn text(cell: &Cell) -> String {
    cell.words.iter().map(|w| w.text.clone()).collect::<Vec<_>>().join(", ")
}

/// A row per item, and a row for each run of §§ that the record covers and nobody has carried over.
fn items(tell: Teller<'_>, page: &MeetingPage, papers: &HashMap<ThingId, Papers>) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.meeting);
    if page.items.is_empty() && page.paragraphs.is_none() {
        return vec![Block::Empty(t.no_items.to_owned())];
    }
    let mut rows: Vec<(Option<Paragraph>, Vec<Cell>)> =
        page.items.iter().map(|i| (i.paragraph, item_row(tell, page, i, papers.get(&i.item.id())))).collect();
    rows.extend(missing(page).into_iter().map(|set| (first(&set), missing_row(f, page, &set))));
    // Stable: items without number stay behind those that have one.
    rows.sort_by_key(|(p, _)| (p.is_none(), *p));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    vec![Block::Table(Table::new(t.items, &[t.number, t.heading, t.matter, t.present], rows))]
}

fn first(set: &ParagraphSet) -> Option<Paragraph> {
    set.numbers().next().and_then(Paragraph::new)
}

/// The runs of §§ that no item stands for.
fn missing(page: &MeetingPage) -> Vec<ParagraphSet> {
    let have: Vec<u32> = page.items.iter().filter_map(|i| i.paragraph).map(|p| p.number()).collect();
    let mut runs: Vec<Vec<u32>> = Vec::new();
    for n in page.paragraphs.iter().flat_map(ParagraphSet::numbers).filter(|n| !have.contains(n)) {
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(n - 1)) => run.push(n),
            _ => runs.push(vec![n]),
        }
    }
    runs.into_iter().filter_map(|run| ParagraphSet::of(run.into_iter().filter_map(Paragraph::new))).collect()
}

fn missing_row(f: &Frame, page: &MeetingPage, set: &ParagraphSet) -> Vec<Cell> {
    let mut told: Vec<String> =
        set.numbers().filter_map(Paragraph::new).map(|p| attendance::at(f, &page.roll, p)).collect();
    told.dedup();
    let present = match told.as_slice() {
        [one] => Cell::text(one.clone()),
        _ => attendance::deciding(&page.roll)
            .map_or_else(Cell::default, |n| Cell::text(f.lang.deciding(n, is_elected(&page.roll)))),
    };
    vec![
        Cell::text(f.lang.paragraphs(set).replace('–', "–\u{2060}")),
        Cell::text(f.t.meeting.not_carried_over).soft(),
        Cell::default(),
        present,
    ]
}

/// The meeting's own files, and the way to all of them in one.
fn all_papers(f: &Frame, page: &MeetingPage, papers: &HashMap<ThingId, Papers>) -> Vec<Block> {
    let mut blocks = papers.get(&page.meeting.id()).map(|own| files::blocks(f, own)).unwrap_or_default();
    if papers.values().any(|p| !p.current.is_empty()) {
        let to = f.link(&format!("/motespapper/{}", page.meeting.link.slug));
        blocks.push(Block::Columns(vec![crate::view::Link::new(f.t.attachment.all_papers, to)]));
    }
    blocks
}

fn item_row(tell: Teller<'_>, page: &MeetingPage, entry: &ItemEntry, papers: Option<&Papers>) -> Vec<Cell> {
    let f = tell.f;
    let i = &entry.item.facts;
    let number = match &i.number {
        Some(n) if page.has_paragraphs => Cell::text(f.lang.item_number(n)),
        Some(n) => Cell::text(n.clone()),
        None => Cell::text("–").soft(),
    };
    let status = i.status.map(|s| s.as_str()).filter(|s| *s != "handled");
    let title = crate::view::Link::new(i.title.clone(), f.link(&url::to(&entry.item.link)));
    let title = Cell::link(title)
        .fine(joined(&[capital(&f.word("item_status", status)), f.certainty(&entry.item.origin)]));
    let title = papers
        .iter()
        .flat_map(|p| &p.current)
        .fold(title, |title, paper| title.fine_link(files::whole_link(f, paper)));
    let title = if i.papers_pending == Some(true) { title.fine(f.t.attachment.pending) } else { title };
    let matter = i.case_number.clone().map(Cell::text).unwrap_or_default();
    let matter = match tell.names.opt(i.matter) {
        Some(link) if matter.is_empty() => Cell::link(f.to(&link)),
        Some(link) => Cell::links(vec![crate::view::Link::new(text(&matter), f.link(&url::to(&link)))]),
        None => matter,
    };
    let present = entry.paragraph.map(|p| attendance::at(f, &page.roll, p)).unwrap_or_default();
    let unknown = present.to_lowercase().starts_with(f.t.common.unknown);
    let present = Cell::text(present);
    vec![number, title, matter, if unknown { present.soft() } else { present }]
}

fn decisions(tell: Teller<'_>, page: &MeetingPage, calls: &Words) -> Vec<Block> {
    let own = house::own(tell.f.lang, calls, HouseHeading::Proposal);
    let f = tell.f;
    let decided = page.items.iter().filter(|i| !i.clauses.is_empty());
    let blocks = decided.map(|entry| {
        let i = &entry.item.facts;
        let number = match &i.number {
            Some(n) if page.has_paragraphs => format!("{} ", f.lang.item_number(n)),
            Some(n) => format!("{n}. "),
            None => String::new(),
        };
        Decision {
            anchor: i.number.as_ref().map(|n| format!("p{}", n.replace('.', "-"))).unwrap_or_default(),
            title: format!("{number}{}", i.title),
            href: f.link(&url::to(&entry.item.link)),
            by: tell.names.opt(i.body).map(|b| b.label).unwrap_or_default(),
            clauses: entry.clauses.iter().map(|c| decision::clause(tell, c)).collect(),
            without: String::new(),
            pairs: entry.proposals.iter().map(|p| decision::proposal(tell, p, own.as_deref())).collect(),
        }
        .block()
    });
    blocks.collect()
}

fn records(tell: Teller<'_>, page: &MeetingPage) -> Vec<Block> {
    let t = &tell.f.t.meeting;
    if page.records.is_empty() {
        return vec![Block::Empty(t.no_record.to_owned())];
    }
    let mut blocks = Vec::new();
    for entry in &page.records {
        blocks.push(Block::Pairs(record_pairs(tell, &entry.record)));
        blocks.extend(doubts::source(tell.f, &entry.record.origin));
        if !entry.notices.is_empty() {
            let rows = entry.notices.iter().map(|n| notice_row(tell, n)).collect();
            let n = &tell.f.t.notice;
            blocks.push(Block::Table(Table::new(
                t.notice,
                &[n.board, n.what, n.posted, n.removed, n.stored],
                rows,
            )));
        }
    }
    blocks
}

/// A record's facts, and in which way those that it lacks are lacking.
pub(super) fn record_pairs(tell: Teller<'_>, record: &Shown<Record>) -> Vec<Pair> {
    let (about, r, f) = (&record.link, &record.facts, tell.f);
    let initials = Cell::text(r.adjuster_initials.join(", ")).record();
    let number_and_kind =
        joined(&[f.word("record_kind", Some(r.kind.as_str())), r.number.clone().unwrap_or_default()]);
    let pairs = [
        tell.cell(about, "kind", Cell::text(capital(&number_and_kind))),
        tell.cell(
            about,
            "paragraphs",
            Cell::text(r.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).unwrap_or_default()),
        ),
        tell.cell(
            about,
            "status",
            tell.sure(Cell::text(f.word("record_status", r.status.map(|s| s.as_str()))), record),
        ),
        tell.date(about, "adjusted", r.adjusted.as_ref()),
        tell.text(about, "adjustment_place", r.adjustment_place.as_deref()),
        tell.many(about, "adjusters", &r.adjusters),
        tell.cell(about, "adjuster_initials", initials),
        tell.one(about, "chair", r.chair),
        tell.one(about, "secretary", r.secretary),
        tell.many(about, "signed_by", &r.signed_by),
        tell.text(about, "storage", r.storage.as_deref()),
        tell.prose(about, "note", r.note.as_ref()),
    ];
    pairs.into_iter().flatten().collect()
}

fn notice_row(tell: Teller<'_>, notice: &Shown<Notice>) -> Vec<Cell> {
    let (about, n, f) = (&notice.link, &notice.facts, tell.f);
    let kind = capital(words::word(f.lang, "notice_kind", n.kind.as_str()));
    let board = tell.names.opt(n.board).map(|b| b.label).unwrap_or(f.t.notice.board.to_owned());
    vec![
        Cell::link(crate::view::Link::new(board, f.link(&url::to(about)))),
        Cell::text(kind),
        tell.or_gap(about, "posted", Cell::text(f.date(n.posted.as_ref()))),
        tell.or_gap(about, "removed", Cell::text(f.date(n.removed.as_ref()))),
        tell.or_gap(about, "storage", Cell::text(n.storage.clone().unwrap_or_default())),
    ]
}

fn home_rounds(tell: Teller<'_>, page: &MeetingPage) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.meeting);
    if page.home_rounds.is_empty() {
        return Vec::new();
    }
    let line = |what: &str, to: Option<genbo_app::view::Link>| {
        to.map(|l| format!("{what} {}", l.label)).unwrap_or_default()
    };
    let cells = page.home_rounds.iter().map(|h| {
        let sent = line(t.sent_home_at, tell.names.opt(h.facts.sent_by));
        let came = line(t.came_back_at, tell.names.opt(h.facts.returned_at));
        tell.sure(Cell::link(f.to(&h.link)).fine(joined(&[sent, came])), h)
    });
    vec![Block::Bullets(cells.collect())]
}

fn recommendations(tell: Teller<'_>, page: &MeetingPage) -> Vec<Block> {
    let f = tell.f;
    if page.recommendations.is_empty() {
        return Vec::new();
    }
    let cells = page.recommendations.iter().map(|r| {
        let to = tell.names.to(r.facts.to_body).map(|b| b.label).unwrap_or_default();
        let state = f.word("recommendation_state", r.facts.state.map(|s| s.as_str()));
        tell.sure(Cell::link(f.to(&r.link)).fine(joined(&[to, state])), r)
    });
    vec![Block::Bullets(cells.collect())]
}

fn back_reports(tell: Teller<'_>, page: &MeetingPage) -> Vec<Block> {
    if page.back_reports.is_empty() {
        return Vec::new();
    }
    let cells = page.back_reports.iter().map(|b| {
        let who = tell.names.opt(b.facts.reporter).map(|l| l.label).unwrap_or_default();
        let when = tell.f.date(b.facts.when.as_ref());
        tell.sure(Cell::link(tell.f.to(&b.link)).fine(joined(&[who, when])), b)
    });
    vec![Block::Bullets(cells.collect())]
}

fn planning(tell: Teller<'_>, page: &MeetingPage) -> Vec<Block> {
    let (about, m, f) = (&page.meeting.link, &page.meeting.facts, tell.f);
    let sitting =
        page.sitting.as_ref().map(|s| Cell::text(s.facts.title.clone()).fine(f.date(s.facts.when.as_ref())));
    let tag = meeting_tag(f, page.status);
    let status = Cell::default().tag(tag);
    let status = if status.is_empty() {
        Cell::text(f.word("meeting_status", page.status.map(|s| s.as_str())))
    } else {
        status
    };
    let published = page.meeting.origin.as_published.clone().unwrap_or_default();
    let quoted = if published.is_empty() {
        String::new()
    } else {
        format!("{}: ”{published}”", f.t.common.as_written)
    };
    let when = Cell::text(m.when.as_ref().map(|w| f.lang.planned(w)).unwrap_or_default());
    let pairs = [
        tell.cell(about, "when", if when.is_empty() { when } else { when.fine(quoted) }),
        tell.cell(about, "status", status),
        tell.date(about, "planned", m.planned.as_ref()),
        tell.date(about, "moved_from", m.moved_from.as_ref()),
        tell.one(about, "decided_by", m.decided_by),
        tell.word(about, "form", "meeting_form", m.form.map(|x| x.as_str())),
        tell.one(about, "host", m.host),
        tell.one(about, "called_by", m.called_by),
        tell.date(about, "call_sent", m.call_sent.as_ref()),
        tell.many(about, "apologies", &m.apologies),
        sitting.map(|s| (f.t.meeting.sitting.to_owned(), s)),
        (!page.beside.is_empty())
            .then(|| (f.t.meeting.beside.to_owned(), Cell::links(f.to_all(&page.beside)))),
        m.link.as_ref().map(|u| {
            (tell.term(about, "link"), Cell::link(crate::view::Link::new(u.0.clone(), u.0.clone())))
        }),
    ];
    let pairs: Vec<Pair> = pairs.into_iter().flatten().collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

/// The routes of meetings.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/moten", super::meetings::list).public())
        .route(get("/moten/{*slug}", show).public())
}
