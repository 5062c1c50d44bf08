//! Documents: who wrote them, what they rest on, where they were sent and came; and their list.

use super::{
    html,
    item::dispatches,
    list,
    matter::{ask, words_of},
    opening,
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, doubts,
        lines::{capital, joined},
        tell::{Pair, Teller, flow},
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Row},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    attachment,
    cx::Cx,
    view::{
        Reader,
        document::{DocumentPage, document, documents},
    },
};
use genbo_domain::{
    matter::{Document, DocumentKind},
    noun::Noun,
};

const PER_PAGE: usize = 50;

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "document", &slug).await?;
    let page = document(&mut reader, &slug).await?;
    let tell = Teller { f: &f, names: &page.names, doubts: &page.doubts };
    let t = &f.t.matter;
    let papers = attachment::of(&mut reader, &[page.document.id()]).await?;
    let papers = papers.into_values().next().unwrap_or_default();
    let mut sections = vec![
        Section::new("om", "", about(tell, &page)),
        Section::new("filer", f.t.attachment.files, super::attachment::tell::blocks(&f, &papers)),
        Section::new("skickat", t.dispatches, dispatches(tell, &page.dispatches)),
        Section::new("anvands", t.used_in, used(tell, &page)),
    ];
    sections.extend(doubts::sections(&f, &page.document.link, &page.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &page.document.origin)));
    let mut head = head(tell, &page);
    if attachment::desk::may(&mut reader, &f.actor(), &Document::DEF, page.document.id()).await? {
        let to = super::attachment::address("document", &page.document.link.slug);
        head.actions.push(Action::new(f.t.attachment.action, f.link(&to)));
    }
    html(&Sheet::of(f, head, sections))
}

fn head(tell: Teller<'_>, page: &DocumentPage) -> Head {
    let (f, d, about) = (tell.f, &page.document.facts, &page.document.link);
    let word = capital(&f.word("document_kind", d.kind.map(|k| k.as_str())));
    let cell = |field: &str, text: String| {
        tell.cell(about, field, Cell::text(text)).map(|(term, cell)| {
            let value = cell.words.iter().map(|w| w.text.clone()).collect::<String>();
            if cell.soft { Fact::new(term, value).soft() } else { Fact::new(term, value) }
        })
    };
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(cell("number", d.number.clone().unwrap_or_default()));
    facts.extend(cell("date", f.date(d.date.as_ref())));
    if let Some(matter) = tell.names.opt(d.matter) {
        facts.push(
            Fact::new(tell.term(about, "matter"), matter.label.clone()).link(f.link(&url::to(&matter))),
        );
    }
    let home = page.document.home.and_then(|h| tell.names.get(h));
    let actions = d.url.iter().map(|u| Action::new(f.t.matter.read, u.0.clone()).main()).collect();
    Head {
        crumbs: opening::crumbs(f, "document", home.as_ref()),
        kind: if word.is_empty() { f.t.matter.document.to_owned() } else { word },
        actions,
        facts,
        ..Head::new(d.title.clone())
    }
}

fn about(tell: Teller<'_>, page: &DocumentPage) -> Vec<Block> {
    let (f, d, about) = (tell.f, &page.document.facts, &page.document.link);
    let mut blocks: Vec<Block> = d.summary.iter().map(|s| Block::Prose(flow(&s.0))).collect();
    let pairs: Vec<Pair> = [
        tell.many(about, "authors", &d.authors),
        tell.many(about, "signed_by", &d.signed_by),
        tell.many(about, "commissioned_by", &d.commissioned_by),
        tell.one(about, "extract_of", d.extract_of),
        tell.text(about, "paragraphs", d.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).as_deref()),
        tell.many(about, "basis", &d.basis),
        tell.one(about, "certified_by", d.certified_by),
        tell.date(about, "certified", d.certified.as_ref()),
        tell.text(about, "url", None),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    blocks
}

fn used(tell: Teller<'_>, page: &DocumentPage) -> Vec<Block> {
    let (f, t) = (tell.f, tell.f.t);
    let pairs: Vec<Pair> = [
        (t.item.basis, &page.basis_of),
        (t.matter.documents, &page.basis_of_documents),
        (t.matter.referrals, &page.asks),
        (t.item.answers, &page.answers),
        (t.matter.commissions, &page.closes),
    ]
    .into_iter()
    .filter(|(_, links)| !links.is_empty())
    .map(|(name, links)| (name.to_owned(), Cell::links(f.to_all(links))))
    .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = documents(&mut reader, &ask(&f, "kind")).await?;
    let t = &f.t.matter;
    let rows: Vec<Row> = found
        .rows
        .iter()
        .map(|d| Row {
            day: Some(f.lang.day_block(d.facts.date.as_ref(), f.today.year())),
            context: f
                .lang
                .list(&found.names.list(&d.facts.authors).into_iter().map(|l| l.label).collect::<Vec<_>>()),
            title: d.facts.title.clone(),
            href: f.link(&url::to(&d.link)),
            line: joined(&[
                capital(&f.word("document_kind", d.facts.kind.map(|k| k.as_str()))),
                d.facts.number.clone().unwrap_or_default(),
                found.names.opt(d.facts.matter).map(|m| m.label).unwrap_or_default(),
                f.certainty(&d.origin),
            ]),
            ..Row::default()
        })
        .collect();
    let blocks = if rows.is_empty() { Block::Empty(t.no_documents.to_owned()) } else { Block::Rows(rows) };
    let mut fields = vec![
        Filter::text("q", t.text, f.asked("q")),
        list::cooperation(&f, &found.cooperations),
        Filter::choice("kind", t.what, f.asked("kind"), words_of(&f, DocumentKind::VOCABULARY)),
    ];
    fields.extend(list::asked_for(&f, "organisation", t.organisation, None));
    let filters =
        Filters { fields, active: list::is_active(&f, &["q", "cooperation", "kind", "organisation"]) };
    let head = Head { lead: t.documents_lead.to_owned(), ..Head::new(t.documents) };
    let pager = list::pager(&f, found.all, PER_PAGE);
    html(&Sheet {
        filters: Some(filters),
        pager,
        ..Sheet::of(f, head, vec![Section::new("", "", vec![blocks])])
    })
}

/// The routes of documents.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/handlingar", list).public()).route(get("/handlingar/{*slug}", show).public())
}
