//! One § or point: the decision in the document's voice, where it came from, and what came of it.

use super::{attachment::tell::blocks as files, html, meeting::record_pairs, opening};
use crate::{
    fault::Fault,
    frame::Frame,
    house,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, attendance,
        decision::{self, Decision},
        doubts,
        lines::{self, capital},
        tell::{Pair, Teller, flow},
    },
    site::AppState,
    url,
    view::{Action, Fact, Head, Link},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    agenda,
    attachment::{self, Papers},
    cx::Cx,
    house::Words,
    view::{
        self,
        item::{ItemPage, item},
        shown::Shown,
    },
};
use genbo_domain::{
    house::HouseHeading, item::Item, matter::Dispatch, noun::Noun, presence::Truth, vote::Ballot, vote::Vote,
    vote::VoteOption,
};

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "item", &slug).await?;
    let page = item(&mut reader, &slug).await?;
    let calls = match page.meeting.facts.bodies.first() {
        Some(body) => f.letterhead(&mut reader, body.0).await?,
        None => Words::default(),
    };
    let own = |heading, ours: &str| house::own(f.lang, &calls, heading).unwrap_or_else(|| ours.to_owned());
    let background = own(HouseHeading::Background, f.t.item.background);
    let tell = Teller { f: &f, names: &page.names, doubts: &page.doubts };
    let t = &f.t.item;
    let papers = attachment::of(&mut reader, &[page.item.id()]).await?;
    let papers = papers.into_values().next().unwrap_or_default();
    let mut sections = vec![
        Section::new("beslut", own(HouseHeading::Decision, t.decision), decision(tell, &page, &calls)),
        Section::new("sammanfattning", t.summary, prose(tell, &page, &background)),
        Section::new("lydelser", f.t.sitting.reworded, rewordings(tell, &page)),
        Section::new("handlingar", f.t.attachment.papers, papers_of(&f, &page, &papers)),
        Section::new("omrostning", t.votes, votes(tell, &page)),
        Section::new("till-protokollet", t.statements, statements(tell, &page)),
        Section::new("stallning", t.stances, stances(tell, &page)),
        Section::new("skickat", t.sent_to, dispatches(tell, &page.dispatches)),
        Section::new("uppdrag", t.commissions, lines::commissions(&f, &page.commissions)),
        Section::new("vidare", t.came_of_it, came_of_it(tell, &page)),
        Section::new("genomfort", t.implementations, implementations(tell, &page)),
        Section::new("narvarande", own(HouseHeading::Presence, t.present), present(tell, &page)),
        Section::new("protokoll", own(HouseHeading::Record, t.records), records(tell, &page)),
    ];
    sections.extend(doubts::sections(&f, &page.item.link, &page.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &page.item.origin)));
    sections.push(Section::new("", "", beside(tell, &page)));
    let mut head = head(tell, &page, &calls);
    if attachment::desk::may(&mut reader, &f.actor(), &Item::DEF, page.item.id()).await? {
        let to = super::attachment::address("item", &page.item.link.slug);
        head.actions.push(Action::new(f.t.attachment.action, f.link(&to)));
    }
    if agenda::may(&mut reader, &f.actor(), page.meeting.id()).await? {
        let write = f.link(&format!("/skriv/{}", page.item.link.slug));
        head.actions.push(Action::new(f.t.writing.action, write));
    }
    html(&Sheet::of(f, head, sections))
}

/// Its files, and that more are to come.
fn papers_of(f: &Frame, page: &ItemPage, papers: &Papers) -> Vec<Block> {
    let mut blocks = files(f, papers);
    if page.item.facts.papers_pending == Some(true) {
        blocks.push(Block::Note(f.t.attachment.pending.to_owned()));
    }
    blocks
}

fn head(tell: Teller<'_>, page: &ItemPage, calls: &Words) -> Head {
    let (f, i, m) = (tell.f, &page.item.facts, &page.meeting.facts);
    let bodies = tell.names.list(&m.bodies);
    let mut crumbs = vec![Link::new(f.t.nav.meetings, f.link("/moten"))];
    crumbs.extend(bodies.iter().map(|b| f.to(b)));
    let when = m.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |d| f.lang.day(d)));
    let meeting = when.clone().unwrap_or_else(|| m.title.clone());
    crumbs.push(Link::new(meeting, f.link(&url::to(&page.meeting.link))));
    let own = house::own(f.lang, calls, HouseHeading::Paragraph).filter(|_| page.has_paragraphs);
    let number = i.number.as_ref().map(|n| match &own {
        Some(word) => format!("{word}\u{a0}{n}"),
        None => capital(&f.lang.item_name(n, page.has_paragraphs)),
    });
    let kind = capital(&f.word("item_kind", i.kind.map(|k| k.as_str())));
    let who = tell.names.opt(i.body).map(|b| b.label).or_else(|| bodies.first().map(|b| b.label.clone()));
    let title = match &number {
        Some(number) if page.has_paragraphs => format!("{number} {}", i.title),
        Some(number) => format!("{number}. {}", i.title),
        None => i.title.clone(),
    };
    let mut facts = vec![
        Fact::new(f.t.meeting.kind, who.unwrap_or_default())
            .note(when.unwrap_or_default())
            .link(f.link(&url::to(&page.meeting.link))),
    ];
    let status = i.status.map(|s| capital(words::word(f.lang, "item_status", s.as_str())));
    facts.extend(status.map(|s| Fact::new(tell.term(&page.item.link, "status"), s)));
    if let Some((matter, cases)) = &page.matter {
        let own = i.case_number.clone();
        let numbers: Vec<String> = cases
            .iter()
            .filter_map(|c| {
                let organisation = tell.names.to(c.facts.organisation)?;
                c.facts
                    .number
                    .as_ref()
                    .filter(|n| own.as_ref() != Some(*n))
                    .map(|n| format!("{}: {n}", organisation.label))
            })
            .collect();
        facts.push(
            Fact::new(f.t.item.matter, own.unwrap_or_else(|| matter.facts.title.clone()))
                .note(numbers.join(", "))
                .link(f.link(&url::to(&matter.link))),
        );
    } else if let Some((term, cell)) = tell.text(&page.item.link, "case_number", i.case_number.as_deref()) {
        facts.push(Fact::new(term, cell.words.iter().map(|w| w.text.clone()).collect::<String>()));
    }
    let actions = vec![Action::new(f.t.item.read_meeting, f.link(&url::to(&page.meeting.link)))];
    let lead = f.certainty(&page.item.origin);
    Head {
        crumbs,
        kind: if kind.is_empty() { f.t.item.kind.to_owned() } else { kind },
        lead: capital(&lead),
        actions,
        facts,
        ..Head::new(title)
    }
}

fn decision(tell: Teller<'_>, page: &ItemPage, calls: &Words) -> Vec<Block> {
    let (f, t, i) = (tell.f, &tell.f.t.item, &page.item.facts);
    let about = &page.item.link;
    let own = house::own(f.lang, calls, HouseHeading::Proposal);
    let proposal = |p| decision::proposal(tell, p, own.as_deref());
    let mut pairs: Vec<Pair> = page.proposals.iter().map(proposal).collect();
    let basis: Vec<Link> = page
        .basis
        .iter()
        .map(|d| {
            let title = [d.facts.number.clone().unwrap_or_default(), d.facts.title.clone()];
            let title = title.iter().filter(|x| !x.is_empty()).cloned().collect::<Vec<_>>().join(" ");
            Link::new(title, f.link(&url::to(&d.link)))
        })
        .collect();
    let dates: Vec<String> =
        page.basis.iter().filter_map(|d| d.facts.date.as_ref()).map(|d| f.lang.date(d)).collect();
    let basis = Cell::links(basis);
    let basis = if basis.is_empty() { basis } else { basis.fine(dates.join(", ")) };
    let more = [
        tell.prose(about, "course", i.course.as_ref()).map(|(_, c)| (t.course.to_owned(), c)),
        tell.cell(about, "basis", basis).map(|(_, c)| (t.basis.to_owned(), c)),
        tell.many(about, "presenters", &i.presenters).map(|(_, c)| (t.presenters.to_owned(), c)),
    ];
    pairs.extend(more.into_iter().flatten());
    let by =
        tell.names.opt(i.body).or_else(|| tell.names.list(&page.meeting.facts.bodies).into_iter().next());
    let by = by.map(|b| b.label).unwrap_or_default();
    vec![
        Decision {
            anchor: String::new(),
            title: i.title.clone(),
            href: String::new(),
            by: format!("{by}. {}", t.own_words),
            clauses: page.clauses.iter().map(|c| decision::clause(tell, c)).collect(),
            without: t.no_decision.to_owned(),
            pairs,
        }
        .block(),
    ]
}

fn prose(tell: Teller<'_>, page: &ItemPage, background: &str) -> Vec<Block> {
    let (t, i) = (&tell.f.t.item, &page.item.facts);
    let mut blocks: Vec<Block> = i.summary.iter().map(|p| Block::Prose(flow(&p.0))).collect();
    let links = i.links.iter().map(|u| Link::new(u.0.clone(), u.0.clone())).collect();
    let pairs: Vec<Pair> = [
        i.background.as_ref().map(|b| (background.to_owned(), Cell::text(flow(&b.0)))),
        (!i.links.is_empty()).then(|| (t.links.to_owned(), Cell::links(links))),
        i.closed.filter(|c| *c).map(|_| (t.closed.to_owned(), Cell::text(tell.f.t.common.yes))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    blocks
}

/// Wordings that later meetings decided, each beside the one that was issued.
fn rewordings(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let f = tell.f;
    let pairs = page.rewordings.iter().map(|r| {
        let x = &r.facts;
        let part = capital(words::word(f.lang, "reworded_part", x.part.as_str()));
        let when = x.when.as_ref().map(|w| f.lang.date(w)).unwrap_or_default();
        let at = tell.names.opt(x.decided_at).map(|l| l.label).unwrap_or_default();
        let was = x.was.as_ref().map(|w| format!("{}: {}", f.t.sitting.previous_issued, flow(&w.0)));
        let fine = [was.unwrap_or_default(), at, when];
        let fine: Vec<String> = fine.into_iter().filter(|s| !s.is_empty()).collect();
        (part, Cell::text(flow(&x.text.0)).fine(fine.join(" · ")))
    });
    let pairs: Vec<Pair> = pairs.collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn votes(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let of = |(vote, ballots): &(Shown<Vote>, Vec<Shown<Ballot>>)| {
        let own: Vec<&Shown<VoteOption>> =
            page.options.iter().filter(|o| o.facts.vote.0 == vote.id()).collect();
        vote_blocks(tell, vote, ballots, &own)
    };
    page.votes.iter().flat_map(of).collect()
}

fn vote_blocks(
    tell: Teller<'_>,
    vote: &Shown<Vote>,
    ballots: &[Shown<Ballot>],
    options: &[&Shown<VoteOption>],
) -> Vec<Block> {
    let (f, about, v) = (tell.f, &vote.link, &vote.facts);
    let count = |field, count: Option<&genbo_domain::count::Count>| {
        tell.cell(about, field, Cell::text(count.map(|c| f.lang.count(c)).unwrap_or_default()))
    };
    let pairs: Vec<Pair> = [
        tell.text(about, "question", Some(&v.question)),
        tell.word(about, "step", "vote_step", v.step.map(|s| s.as_str())),
        tell.one(about, "follows", v.follows),
        tell.text(about, "yes_means", v.yes_means.as_deref()),
        tell.text(about, "no_means", v.no_means.as_deref()),
        tell.word(about, "method", "vote_method", v.method.map(|m| m.as_str())),
        count("yes", v.yes.as_ref()),
        count("no", v.no.as_ref()),
        count("abstained", v.abstained.as_ref()),
        count("blank", v.blank.as_ref()),
        count("invalid", v.invalid.as_ref()),
        tell.prose(about, "outcome", v.outcome.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let cells = ballots.iter().map(|b| {
        let who = tell.names.to(b.facts.person).map(|l| f.to(&l));
        Cell::links(who.into_iter().collect()).fine(words::word(
            f.lang,
            "ballot_choice",
            b.facts.choice.as_str(),
        ))
    });
    let cells: Vec<Cell> = cells.collect();
    let mut blocks = vec![Block::Pairs(pairs)];
    let option = |o: &&Shown<VoteOption>| {
        let votes = o.facts.votes.as_ref().map(|c| f.lang.count(c)).unwrap_or_default();
        let outcome = f.word("option_outcome", o.facts.outcome.map(|w| w.as_str()));
        let fine: Vec<String> = [votes, outcome].into_iter().filter(|s| !s.is_empty()).collect();
        Cell::text(o.facts.title.clone()).fine(fine.join(", "))
    };
    if !options.is_empty() {
        blocks.push(Block::Bullets(options.iter().map(option).collect()));
    }
    if !cells.is_empty() {
        blocks.push(Block::Bullets(cells));
    }
    blocks
}

fn statements(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let pairs: Vec<Pair> = page
        .statements
        .iter()
        .map(|s| {
            let kind = capital(words::word(tell.f.lang, "statement_kind", s.facts.kind.as_str()));
            let text = s.facts.text.as_ref().map(|t| t.0.clone()).unwrap_or_default();
            (kind, tell.or_gap(&s.link, "persons", Cell::links(tell.links(&s.facts.persons))).fine(text))
        })
        .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn stances(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let pairs: Vec<Pair> = page
        .stances
        .iter()
        .filter_map(|s| {
            let who = tell.names.to(s.facts.member)?.label;
            let kind = words::word(tell.f.lang, "stance_kind", s.facts.kind.as_str());
            let text = s.facts.text.as_ref().map(|t| t.0.clone()).unwrap_or_default();
            Some((who, Cell::text(kind).fine(text)))
        })
        .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

/// What was sent to whom, and when it came.
pub(super) fn dispatches(tell: Teller<'_>, all: &[Shown<Dispatch>]) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.matter);
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|d| {
        let (about, x) = (&d.link, &d.facts);
        let recipient = Cell::links(tell.names.opt(x.recipient).iter().map(|l| f.to(l)).collect());
        let written = x.recipient_text.clone().unwrap_or_default();
        let recipient = if recipient.is_empty() { Cell::text(written) } else { recipient };
        let what = Cell::links(
            tell.names
                .opt(x.document)
                .iter()
                .chain(&tell.names.opt(x.item))
                .take(1)
                .map(|l| f.to(l))
                .collect(),
        );
        let purpose = f.word("sharing_purpose", x.purpose.map(|p| p.as_str()));
        let received = tell.or_gap(about, "received", Cell::text(f.date(x.received.as_ref())));
        vec![
            tell.sure(recipient, d),
            tell.or_gap(about, "document", what).fine(purpose),
            tell.or_gap(about, "sent", Cell::text(f.date(x.sent.as_ref()))),
            received.fine(x.received_number.clone().unwrap_or_default()),
        ]
    });
    vec![Block::Table(Table::new(
        t.dispatches,
        &[t.recipient, t.what_sent, t.sent, t.received],
        rows.collect(),
    ))]
}

fn came_of_it(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.item);
    let links = |links: &[view::Link]| Cell::links(f.to_all(links));
    let recommended = Cell::links(page.recommendations.iter().map(|r| f.to(&r.link)).collect());
    let extracts = Cell::links(page.extracts.iter().map(|d| f.to(&d.link)).collect());
    let all = [
        (t.extracts, extracts),
        (t.referrals, links(&page.referrals)),
        (t.answers, links(&page.answers)),
        (t.recommendations, recommended),
        (t.sent_home, links(&page.sent_home)),
        (t.came_back, links(&page.came_back)),
        (t.sets_meetings, links(&page.meetings)),
    ];
    let pairs: Vec<Pair> =
        all.into_iter().filter(|(_, c)| !c.is_empty()).map(|(name, cell)| (name.to_owned(), cell)).collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn implementations(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    implementation_blocks(tell, &page.implementations)
}

/// How far members have carried something out at home.
pub(super) fn implementation_blocks(
    tell: Teller<'_>,
    all: &[Shown<genbo_domain::commission::Implementation>],
) -> Vec<Block> {
    let f = tell.f;
    let pairs: Vec<Pair> = all
        .iter()
        .filter_map(|i| {
            let who = tell.names.to(i.facts.member)?.label;
            let state = f.word("implementation_state", i.facts.state.map(|s| s.as_str()));
            let cell = tell.or_gap(&i.link, "state", Cell::text(state));
            let note = i.facts.note.as_ref().map(|n| n.0.clone()).unwrap_or_default();
            Some((who, cell.fine(f.date(i.facts.when.as_ref())).fine(note)))
        })
        .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn present(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let f = tell.f;
    let Some(paragraph) = page.paragraph else { return Vec::new() };
    let Some(standings) = page.roll.at(paragraph) else { return Vec::new() };
    if page.roll.parts.is_empty() && !page.meeting.facts.may_have_been_held(f.today) {
        return Vec::new();
    }
    if page.roll.parts.is_empty() {
        return vec![Block::Empty(f.t.meeting.no_attendance.to_owned())];
    }
    let name = |i: usize| {
        let p = &page.roll.parts[i];
        let party = p.attendance.facts.party.as_ref().map(|x| format!(" ({x})")).unwrap_or_default();
        Link::new(format!("{}{party}", p.person.label), f.link(&url::to(&p.person)))
    };
    let of = |pick: &dyn Fn(usize) -> bool| {
        Cell::links((0..standings.len()).filter(|i| pick(*i)).map(name).collect())
    };
    let sure = |i: usize| standings[i].present == Truth::Sure;
    let decides = |i: usize| standings[i].entitled == Truth::Sure;
    let t = &f.t.meeting;
    let deciding = if attendance::is_elected(&page.roll) { t.deciding } else { t.members };
    let mut pairs = vec![
        (deciding.to_owned(), of(&|i| sure(i) && decides(i))),
        (t.others.to_owned(), of(&|i| sure(i) && !decides(i))),
        (
            f.t.common.unknown.to_owned(),
            of(&|i| standings[i].present == Truth::Possible).fine(t.unknown_which),
        ),
    ];
    pairs.retain(|(_, c)| !c.words.is_empty());
    if page.roll.chair_goes_over() {
        let chair = attendance::chair(f.lang, &page.roll, &page.roll.chair_at(paragraph));
        pairs.insert(0, (f.t.sitting.chair_at.to_owned(), Cell::text(chair)));
    }
    let told = attendance::at(f, &page.roll, paragraph);
    let mut blocks = Vec::new();
    if !told.is_empty() {
        blocks.push(Block::Note(format!("{told}.")));
    }
    if !page.roll.is_listed {
        blocks.push(Block::Note(t.not_listed.to_owned()));
    }
    blocks.push(Block::Pairs(pairs));
    blocks
}

fn records(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    page.records.iter().map(|r| Block::Pairs(record_pairs(tell, r))).collect()
}

fn beside(tell: Teller<'_>, page: &ItemPage) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.item);
    let word = |word: &str, link: &Option<view::Link>| {
        link.as_ref().map(|l| Link::new(format!("{word}: {}", l.label), f.link(&url::to(l))))
    };
    let links: Vec<Link> =
        [word(t.previous, &page.beside.0), word(t.next, &page.beside.1)].into_iter().flatten().collect();
    if links.is_empty() { Vec::new() } else { vec![Block::Columns(links)] }
}

/// The routes of items.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/punkter/{*slug}", show).public())
}
