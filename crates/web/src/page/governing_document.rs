//! Governing documents: the list, and one with its editions, adoption, review and sections in order.

use super::{
    html,
    list::{choices, page_number, pager},
    opening::{self, all_facts, crumbs},
    plan,
    rule::told,
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Passage, Section, Sheet, Table, doubts,
        fields::{Fields, not_stated},
        lines::{capital, joined},
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Link, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    check::rule::{RuleLine, Standing, standing_in},
    cx::Cx,
    view::{
        self, Reader,
        governing_document::{
            DocumentLine, DocumentPage, Documents, PAGE, Review, Wanted, document, documents,
        },
        shown::Shown,
    },
};
use genbo_domain::governing_document::{DocumentStatus, Edition, GoverningDocumentKind, Section as Part};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let page = page_number(&f);
    let known = |name: &str, words: &[(&'static str, &'static str)]| match f.asked(name) {
        None => Ok(None),
        Some(asked) => match words.iter().find(|(w, _)| *w == asked) {
            Some((word, _)) => Ok(Some(*word)),
            None => Err(Fault::NotFound),
        },
    };
    let wanted = Wanted {
        kind: known("kind", GoverningDocumentKind::VOCABULARY.words)?,
        status: known("status", DocumentStatus::VOCABULARY.words)?,
        cooperation: f.asked("cooperation"),
        q: f.asked("q"),
        page,
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = documents(&mut reader, &wanted).await?;
    let t = &f.t.governing_document;
    let cooperations = found.cooperations.iter().map(|c| (c.slug.clone(), c.label.clone())).collect();
    let filters = Filters {
        fields: vec![
            Filter::text("q", f.t.list.search, f.asked("q")),
            Filter::choice("kind", t.kind, f.asked("kind"), choices(&f, &GoverningDocumentKind::VOCABULARY)),
            Filter::choice("status", t.status, f.asked("status"), choices(&f, &DocumentStatus::VOCABULARY)),
            Filter::choice("cooperation", f.t.facts.home, f.asked("cooperation"), cooperations),
        ],
        active: ["q", "kind", "status", "cooperation"].iter().any(|k| f.asked(k).is_some()),
    };
    let pager = pager(&f, found.all, PAGE);
    let block = if found.documents.is_empty() {
        Block::Empty(if filters.active { f.t.list.nothing_found } else { t.none }.to_owned())
    } else {
        table(&f, &found)
    };
    let head = Head {
        lead: t.list_lead.to_owned(),
        ..Head::new(capital(words::noun(f.lang, "governing_document").plural))
    };
    html(&Sheet { f, head, filters: Some(filters), sections: vec![Section::new("", "", vec![block])], pager })
}

fn table(f: &Frame, found: &Documents) -> Block {
    let t = &f.t.governing_document;
    let rows = found.documents.iter().map(|line| {
        let (d, facts) = (&line.document, &line.document.facts);
        vec![
            Cell::link(f.to(&d.link)).fine(joined(&[
                capital(&f.word("governing_document_kind", facts.kind.map(|k| k.as_str()))),
                f.certainty(&d.origin),
            ])),
            f.cell(found.names.to(facts.owner).as_ref()),
            Cell::text(f.date(facts.period.as_ref().or(facts.date.as_ref()))),
            adoption(f, line, &found.names.list(&facts.adopted_by)),
            review(f, &line.review),
        ]
    });
    let heads = [t.document, t.owner, t.period, t.adoption, t.review];
    Block::Table(Table::new(words::noun(f.lang, "governing_document").plural, &heads, rows.collect()))
}

fn adoption(f: &Frame, line: &DocumentLine, by: &[view::Link]) -> Cell {
    let facts = &line.document.facts;
    let when = f.date(facts.adopted.as_ref());
    let cell = Cell::links(f.to_all(by));
    match facts.status {
        Some(DocumentStatus::AdoptionUnknown) => Cell::text(f.t.governing_document.adopted_by_unknown).soft(),
        Some(status @ (DocumentStatus::Draft | DocumentStatus::Proposed)) => {
            Cell::text(capital(&f.word("document_status", Some(status.as_str())))).soft()
        }
        Some(_) | None if !by.is_empty() => cell.fine(when),
        Some(status) => Cell::text(capital(&f.word("document_status", Some(status.as_str())))).fine(when),
        None => Cell::text(f.t.governing_document.status_unknown).soft(),
    }
}

/// When it shall be looked at again: loud if that is past, quiet but said if nobody has set a day.
fn review(f: &Frame, review: &Review) -> Cell {
    match review {
        Review::Missing => {
            Cell::default().tag(Some(Tag::new(TagKind::Unknown, f.t.governing_document.review_missing)))
        }
        Review::Past(date) => Cell::default().tag(Some(Tag::new(
            TagKind::Risk,
            format!("{} {}", f.t.governing_document.review_past, f.lang.date(date)),
        ))),
        Review::ToCome(date) => Cell::text(f.lang.date(date)),
    }
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "governing_document", &slug).await?;
    let found = document(&mut reader, &slug).await?;
    let standing = standing_in(&mut reader, found.document.link.id).await?;
    let t = &f.t.governing_document;
    let about = found.document.link.clone();
    let columns = |links: &[view::Link]| {
        if links.is_empty() { Vec::new() } else { vec![Block::Columns(f.to_all(links))] }
    };
    let all = all_facts(&f, &about);
    let summary = found.document.facts.summary.iter().map(|s| Block::Prose(s.0.clone())).collect();
    let mut sections = vec![
        Section::new("korthet", t.in_short, summary),
        Section::new("om", t.about, facts(&f, &found)),
        Section::new("utgavor", t.editions, editions(&f, &found)),
        Section::new("avsnitt", t.sections, passages(&f, &found, &standing)),
        Section::new("regler", f.t.rule.standing_other, elsewhere(&f, &found, &standing)),
        Section::new("planer", t.plans, columns(&found.plans)),
        Section::new("avtal", t.agreements, columns(&found.agreements)),
        Section::new("ersatt", t.successors, columns(&found.successors)),
        Section::new("steg", t.cycle, plan::steps(&f, &found.steps, &found.names)),
        Section::new("utvarderingar", t.evaluations, plan::evaluations(&f, &found.evaluations, &found.names)),
    ];
    sections.extend(doubts::sections(&f, &about, &found.doubts));
    sections.push(
        Section::new("kalla", t.source, doubts::source(&f, &found.document.origin)).aside(all.text, all.href),
    );
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, found: &DocumentPage) -> Head {
    let (t, d) = (&f.t.governing_document, &found.document);
    let facts = &d.facts;
    let owner = found.names.to(facts.owner);
    let kind = capital(&f.word("governing_document_kind", facts.kind.map(|k| k.as_str())));
    let open = |field: &str| {
        let cell = not_stated(f, &d.link, &found.doubts, field);
        cell.words.into_iter().next().map(|w| w.text).unwrap_or_default()
    };
    let dated = |label: &str, field: &'static str, date: Option<&genbo_domain::edtf::Edtf>| match date {
        Some(date) => Fact::new(label, f.lang.date(date)),
        None => Fact::new(label, open(field)).soft(),
    };
    let review = match &found.review {
        Review::Missing => Fact::new(t.review, t.review_missing).soft(),
        Review::Past(date) => Fact::new(t.review, f.lang.date(date)).note(t.review_past),
        Review::ToCome(date) => Fact::new(t.review, f.lang.date(date)),
    };
    let when = facts.period.as_ref().map_or_else(
        || dated(words::field(f.lang, "governing_document", "date"), "date", facts.date.as_ref()),
        |period| dated(t.period, "period", Some(period)),
    );
    Head {
        crumbs: crumbs(f, "governing_document", owner.as_ref()),
        kind: joined(&[kind, owner.map(|o| o.label).unwrap_or_default()]),
        lead: lead(f, found),
        actions: facts
            .url
            .iter()
            .map(|u| Action::new(words::field(f.lang, "governing_document", "url"), u.0.clone()))
            .collect(),
        facts: vec![
            adopted(f, found),
            when,
            review,
            Fact::new(t.sections, f.lang.sections(found.sections.len())),
        ],
        ..Head::new(facts.title.clone())
    }
}

/// What somebody ought to do about the document, if anything.
fn lead(f: &Frame, found: &DocumentPage) -> String {
    let t = &f.t.governing_document;
    let review = match &found.review {
        Review::Missing => t.lead_review_missing.to_owned(),
        Review::Past(date) => f.lang.review_was_due(&f.lang.date(date)),
        Review::ToCome(_) => String::new(),
    };
    let adoption = match found.document.facts.status {
        Some(DocumentStatus::AdoptionUnknown) => t.lead_adoption_unknown,
        Some(DocumentStatus::Replaced) => t.lead_replaced,
        _ => "",
    };
    [adoption, review.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

fn adopted(f: &Frame, found: &DocumentPage) -> Fact {
    let (t, facts) = (&f.t.governing_document, &found.document.facts);
    let by: Vec<String> = found.names.list(&facts.adopted_by).into_iter().map(|l| l.label).collect();
    let when = f.date(facts.adopted.as_ref());
    match facts.status {
        Some(DocumentStatus::AdoptionUnknown) => Fact::new(t.adoption, t.adopted_by_unknown).soft(),
        None => Fact::new(t.adoption, t.status_unknown).soft(),
        Some(status @ (DocumentStatus::Draft | DocumentStatus::Proposed)) => {
            let word = f.word("document_status", Some(status.as_str()));
            Fact::new(t.adoption, t.not_adopted).note(word).soft()
        }
        Some(_) if by.is_empty() && when.is_empty() => Fact::new(t.adoption, t.adopted_by_unknown).soft(),
        Some(_) if by.is_empty() => Fact::new(t.adoption, when).note(t.adopted_by_unknown),
        Some(_) => Fact::new(t.adoption, f.lang.list(&by)).note(when),
    }
}

fn facts(f: &Frame, found: &DocumentPage) -> Vec<Block> {
    let facts = &found.document.facts;
    let names = &found.names;
    Fields::of(f, &found.document.link, &found.doubts)
        .link("owner", names.to(facts.owner))
        .text("status", f.word("document_status", facts.status.map(DocumentStatus::as_str)))
        .text("date", f.date(facts.date.as_ref()))
        .text("adopted", f.date(facts.adopted.as_ref()))
        .links("adopted_by", &names.list(&facts.adopted_by))
        .links("adopted_at", &names.list(&facts.adopted_at))
        .text("updated", f.date(facts.updated.as_ref()))
        .links("parties", &names.list(&facts.parties))
        .links("responsible", &names.list(&facts.responsible))
        .needed("review", Cell::text(f.date(facts.review.as_ref())))
        .link("predecessor", names.opt(facts.predecessor))
        .blocks()
}

fn editions(f: &Frame, found: &DocumentPage) -> Vec<Block> {
    let t = &f.t.governing_document;
    if found.editions.is_empty() {
        return Vec::new();
    }
    let prose = |p: &Option<genbo_domain::value::Prose>| {
        Cell::text(p.as_ref().map(|p| p.0.clone()).unwrap_or_default())
    };
    let row = |e: &Shown<Edition>| {
        let to = f.to(&e.link);
        vec![
            Cell::link(Link::new(f.lang.date(&e.facts.date), to.href)).fine(f.certainty(&e.origin)),
            prose(&e.facts.note),
            Cell::links(f.to_all(&found.names.list(&e.facts.agreed_by))),
            prose(&e.facts.anchored_at),
        ]
    };
    let rows = found.editions.iter().map(row).collect();
    vec![Block::Table(Table::new(
        t.editions,
        &[t.edition, t.what_happened, t.agreed_by, t.anchored_at],
        rows,
    ))]
}

fn passages(f: &Frame, found: &DocumentPage, standing: &Standing) -> Vec<Block> {
    let t = &f.t.governing_document;
    if found.sections.is_empty() {
        return vec![Block::Empty(t.no_sections.to_owned())];
    }
    let contents = found.sections.iter().filter(|s| s.facts.level.unwrap_or(1) <= 2);
    let contents: Vec<Link> =
        contents.map(|s| Link::new(s.facts.heading.clone(), format!("#{}", anchor(s)))).collect();
    let mut blocks = vec![Block::Note(t.sections_note.to_owned())];
    if contents.len() > 3 {
        blocks.push(Block::More(t.contents.to_owned(), vec![Block::Columns(contents)]));
    }
    blocks.push(Block::Passages(found.sections.iter().map(|s| passage(f, found, standing, s)).collect()));
    blocks
}

/// The last part of a section's slug: it is unique in its document.
fn anchor(s: &Shown<Part>) -> String {
    super::rule::section_anchor(&s.link.slug).to_owned()
}

/// Which section a rule cites, if it is one of the document's.
fn cited<'d>(found: &'d DocumentPage, rule: &RuleLine) -> Option<&'d Shown<Part>> {
    let cites = &rule.facts.cites_section;
    let (low, all) = (cites.to_lowercase(), &found.sections);
    let exact = all.iter().find(|s| s.facts.heading == *cites || anchor(s) == *cites);
    exact.or_else(|| {
        let mut ending = all.iter().filter(|s| s.facts.heading.to_lowercase().ends_with(&low));
        ending.next().filter(|_| ending.next().is_none())
    })
}

/// A rule with the state of what presses most in it.
fn standing_rule(f: &Frame, standing: &Standing, rule: &RuleLine) -> Cell {
    let name = rule
        .facts
        .title
        .clone()
        .unwrap_or_else(|| capital(words::word(f.lang, "rule_kind", rule.facts.kind.as_str())));
    let all = standing.checked.findings.iter().filter(|told| told.rule.id == rule.link.id);
    let tag = all.max_by_key(|told| told.finding.answer.outcome).map(|told| told::tag(f, told));
    Cell::link(Link::new(name, f.link(&url::to(&rule.link)))).tag(tag)
}

/// The rules that cite something that is no section here.
fn elsewhere(f: &Frame, found: &DocumentPage, standing: &Standing) -> Vec<Block> {
    let other = standing.rules.iter().filter(|r| cited(found, r).is_none());
    let cells: Vec<Cell> =
        other.map(|r| standing_rule(f, standing, r).fine(r.facts.cites_section.clone())).collect();
    if cells.is_empty() { Vec::new() } else { vec![Block::Bullets(cells)] }
}

fn passage(f: &Frame, found: &DocumentPage, standing: &Standing, s: &Shown<Part>) -> Passage {
    let facts = &s.facts;
    let label = |field: &'static str| words::field(f.lang, "section", field).to_owned();
    let mut pairs = Vec::new();
    let about = found.names.list(&facts.about);
    if !about.is_empty() {
        pairs.push((label("about"), Cell::links(f.to_all(&about))));
    }
    if let Some(review) = &facts.review {
        pairs.push((label("review"), Cell::text(f.lang.date(review))));
    }
    for said in found.doubts.contradictions.iter().filter(|c| c.about.id == s.id()) {
        let values: Vec<String> = said.values.iter().map(|v| v.value.clone()).collect();
        pairs.push((f.t.lines.contradictions.to_owned(), Cell::text(values.join("\n"))));
    }
    let here = standing.rules.iter().filter(|r| cited(found, r).is_some_and(|c| c.id() == s.id()));
    for rule in here {
        pairs.push((f.t.rule.rule.to_owned(), standing_rule(f, standing, rule)));
    }
    let norms = if facts.norms.is_empty() {
        String::new()
    } else {
        format!("{}: {}", f.t.governing_document.norms, facts.norms.join(", "))
    };
    Passage {
        id: anchor(s),
        level: facts.level.and_then(|l| u8::try_from(l).ok()).unwrap_or(1),
        heading: facts.heading.clone(),
        summary: facts.summary.as_ref().map(|p| p.0.clone()).unwrap_or_default(),
        quotes: facts.quotes.clone(),
        pairs,
        fine: joined(&[norms, f.source(&s.origin)]),
    }
}

/// The routes of governing documents.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/styrdokument", list).public())
        .route(get("/styrdokument/{*slug}", show).public())
}
