//! Cooperations: the list, and one with its members, bodies, documents and what is due.

use super::{
    html,
    list::{choices, chosen, pager, part},
    opening,
};
use crate::{
    fault::Fault,
    frame::Frame,
    picture,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        lines::{self, capital},
        people,
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Link, Tag, TagKind},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        body::BodyLine,
        cooperation::{self, CooperationLine, Page},
        fact::Time,
        gathering::MeetingLine,
        membership::Member,
    },
};
use genbo_domain::{body::BodyStatus, cooperation::CooperationForm, cooperation::MembershipKind};

/// How many lines a list has at once.
pub(crate) const LINES: usize = 100;

/// In the demo, the pages of an old cooperation and of what it owns open on its day.
pub(crate) fn open_on_its_day(f: &mut Frame, slug: &str) {
    f.opens_for(slug.split('/').next().unwrap_or(slug));
}

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let filter = cooperation::Filter {
        form: chosen::<CooperationForm>(&f, "form")?,
        organisation: f.asked("organisation").map(str::to_owned),
        q: f.asked("q").map(str::to_owned),
    };
    let part = part(&f, LINES);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = cooperation::list(&mut reader, &filter, part).await?;
    let t = &f.t.place;
    let filters = Filters {
        fields: vec![
            Filter::text("q", f.t.list.search, f.asked("q")),
            Filter::choice("form", t.form, f.asked("form"), choices(&f, &CooperationForm::VOCABULARY)),
            Filter::text("organisation", t.member_organisation, f.asked("organisation")),
        ],
        active: ["q", "form", "organisation"].iter().any(|k| f.asked(k).is_some()),
    };
    let head = Head {
        lead: t.cooperations_lead.to_owned(),
        kind: found.organisation.as_ref().map(|o| format!("{}: {}", t.member, o.label)).unwrap_or_default(),
        actions: super::founding::action(&f).into_iter().collect(),
        ..Head::new(f.t.nav.cooperations)
    };
    let block = if found.lines.is_empty() {
        Block::Empty(f.t.list.nothing_found.to_owned())
    } else {
        Block::Table(table(&f, &found.lines))
    };
    let pager = pager(&f, found.all, LINES);
    let sheet = Sheet::of(f, head, vec![Section::new("", "", vec![block])]);
    html(&Sheet { filters: Some(filters), pager, ..sheet })
}

fn table(f: &Frame, all: &[CooperationLine]) -> Table {
    let t = &f.t.place;
    let rows = all.iter().map(|c| {
        vec![
            Cell::link(f.to(&c.link)),
            form(f, c.form),
            Cell::text(f.lang.members(c.members)),
            next(f, c.next.as_ref()),
        ]
    });
    Table::new(f.t.nav.cooperations, &[t.name, t.form, t.members, t.next_meeting], rows.collect())
}

/// A form in words; says so if no source tells.
pub(crate) fn form(f: &Frame, form: Option<CooperationForm>) -> Cell {
    match form {
        Some(form) => Cell::text(capital(&f.word("cooperation_form", Some(form.as_str())))),
        None => Cell::text(f.t.place.form_unknown).soft(),
    }
}

/// The nearest meeting: when, and which body.
pub(crate) fn next(f: &Frame, meeting: Option<&MeetingLine>) -> Cell {
    match meeting.and_then(|m| Some((m, m.when.as_ref()?))) {
        Some((m, when)) => {
            let bodies = m.bodies.iter().map(|b| b.label.clone()).collect::<Vec<_>>();
            Cell::link(Link::new(f.lang.planned(when), f.link(&url::to(&m.link)))).fine(f.lang.list(&bodies))
        }
        None => Cell::text(f.t.place.no_known_meeting).soft(),
    }
}

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    open_on_its_day(&mut f, &slug);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let page = cooperation::page(&mut reader, &slug).await?;
    opening::offer(&mut f, &mut reader, "cooperation", &slug).await?;
    f.at_home(&mut reader, page.link.id).await?;
    let sections = sections(&f, &page);
    let mut head = head(&f, &page);
    let plan = super::year_plan::actions(&f, &mut reader, &page.link).await?;
    if !plan.is_empty() {
        head.actions.extend(plan);
        head.actions.extend(super::founding::more_action(&f, &page.link, page.facts.form));
    }
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, page: &Page) -> Head {
    let t = &f.t.place;
    let form = f.word("cooperation_form", page.facts.form.map(|x| x.as_str()));
    let form = if form.is_empty() { t.form_unknown.to_owned() } else { form };
    let feed = format!("/kalender/{}.ics", page.link.slug);
    let wheel = f.link_with("/arshjul", &[("cooperation", &page.link.slug)]);
    let bodies =
        page.bodies.iter().filter(|b| b.time == Time::Now && b.status != Some(BodyStatus::Closed)).count();
    let through = page.members.iter().filter(|m| !m.members.is_empty()).count();
    let mut members = Fact::new(t.members, f.lang.whole(i64::try_from(page.count).unwrap_or(0)));
    if through > 0 {
        members = members.note(format!("{} {}", t.through, f.lang.cooperations(through)));
    }
    if page.count == 0 {
        members = Fact::new(t.members, f.t.common.unknown).soft();
    }
    let next = page.next.first();
    let meeting = match next.and_then(|m| m.when.as_ref()) {
        Some(when) => Fact::new(t.next_meeting, f.lang.planned(when))
            .note(
                next.map(|m| f.lang.list(&m.bodies.iter().map(|b| b.label.clone()).collect::<Vec<_>>()))
                    .unwrap_or_default(),
            )
            .link(next.map(|m| f.link(&url::to(&m.link))).unwrap_or_default()),
        None => Fact::new(t.next_meeting, t.no_known_meeting).soft(),
    };
    let open = page.commissions.iter().filter(|c| c.open).count();
    Head {
        crumbs: vec![Link::new(f.t.nav.cooperations, f.link("/samverkan"))],
        kind: capital(&form),
        lead: page.facts.purpose.as_ref().map(|p| first_sentence(&p.0)).unwrap_or_default(),
        actions: vec![
            Action::new(t.to_wheel, wheel).main(),
            Action::new(t.to_feed, f.link(&feed)).of(page.link.label.clone()),
        ],
        facts: vec![
            members,
            Fact::new(t.bodies, f.lang.whole(i64::try_from(bodies).unwrap_or(0))),
            meeting,
            Fact::new(
                t.commissions,
                if open == 0 { t.nothing.to_owned() } else { f.lang.whole(i64::try_from(open).unwrap_or(0)) },
            ),
        ],
        ..Head::new(page.link.label.clone())
    }
}

/// The first sentence of a text.
pub(crate) fn first_sentence(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.find(". ") {
        Some(end) => one_line[..=end].to_owned(),
        None => one_line,
    }
}

/// A text as a block, unless the page's lead says all of it.
pub(crate) fn more_than_lead(text: &str) -> Option<Block> {
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (first_sentence(text) != whole).then(|| Block::Prose(text.to_owned()))
}

fn sections(f: &Frame, page: &Page) -> Vec<Section> {
    let t = &f.t.place;
    let wheel = f.link_with("/arshjul", &[("cooperation", &page.link.slug)]);
    let chart = if page.bodies.is_empty() {
        Vec::new()
    } else {
        let svg = picture::organisation::of_cooperation(f, &page.link.label, &page.bodies);
        vec![
            Block::Picture(f.t.common.scroll_picture.to_owned(), svg, f.t.common.same_in_list.to_owned()),
            Block::Table(bodies(f, &page.bodies)),
        ]
    };
    let referrals = page.referrals.iter().map(|r| lines::referral(f, r, None)).collect::<Vec<_>>();
    let mut all = vec![
        Section::new("moten", t.next_meetings, lines::meetings(f, &page.next, true, 6))
            .aside(t.to_wheel, wheel),
        Section::new("uppdrag", t.commissions, lines::commissions(f, &page.commissions)),
        Section::new(
            "remisser",
            t.referrals,
            if referrals.is_empty() { Vec::new() } else { vec![Block::Rows(referrals)] },
        ),
        Section::new("om", t.what_for, about(f, page)),
        Section::new("organ", t.chart, chart),
        Section::new("medlemmar", t.members, members(f, page)),
        Section::new("grupper", t.groups, groups(f, page)),
        Section::new("kontakter", f.t.lines.contacts, lines::contacts(f, &page.contacts)),
        Section::new("styrdokument", f.t.lines.documents, lines::documents(f, &page.documents)),
        Section::new("planer", t.plans, plans(f, page)),
        Section::new("omraden", t.areas, areas(f, page)),
        Section::new("utbildning", t.courses, columns(f.to_all(&page.courses))),
        Section::new("avtal", f.t.lines.agreements, lines::agreements(f, &page.agreements)),
        Section::new("befattningar", f.t.lines.posts, people::posts(f, &page.posts)),
    ];
    all.extend(doubts::sections(f, &page.link, &page.doubts));
    all.push(Section::new("kalla", t.sources, doubts::source(f, &page.origin)));
    all
}

/// Links in columns, if there are any.
pub(crate) fn columns(links: Vec<Link>) -> Vec<Block> {
    if links.is_empty() { Vec::new() } else { vec![Block::Columns(links)] }
}

fn about(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let facts = &page.facts;
    let mut blocks = Vec::new();
    blocks.extend(facts.purpose.as_ref().and_then(|p| more_than_lead(&p.0)));
    if !facts.motives.is_empty() {
        blocks.push(Block::Note(t.motives.to_owned()));
        blocks.push(Block::Bullets(facts.motives.iter().map(|m| Cell::text(m.clone())).collect()));
    }
    let gap = |field: &str, none: &str| match page.doubts.gap(page.link.id, field) {
        Some(kind) => Cell::text(doubts::gap(f, kind)).soft(),
        None => Cell::text(none.to_owned()).soft(),
    };
    let or = |cell: Cell, field: &str, none: &str| if cell.is_empty() { gap(field, none) } else { cell };
    let mut pairs = vec![
        (
            t.form.to_owned(),
            or(
                Cell::text(f.word("cooperation_form", facts.form.map(|x| x.as_str()))),
                "form",
                f.t.common.not_stated,
            ),
        ),
        (
            t.legal_person.to_owned(),
            or(f.cell(page.organisation.as_ref()), "organisation", t.no_legal_person),
        ),
        (t.basis.to_owned(), or(f.cell(page.basis.as_ref()), "basis", f.t.common.not_stated)),
        (t.since.to_owned(), or(Cell::text(f.date(facts.valid.as_ref())), "valid", f.t.common.not_stated)),
    ];
    if !facts.aliases.is_empty() {
        pairs.push((t.aliases.to_owned(), Cell::text(f.lang.list(&facts.aliases))));
    }
    if !page.member_of.is_empty() {
        pairs.push((t.member_of.to_owned(), Cell::links(f.to_all(&page.member_of))));
    }
    if let Some(site) = &facts.website {
        pairs.push((t.website.to_owned(), Cell::link(Link::new(site.0.clone(), site.0.clone()))));
    }
    if let Some(note) = &facts.note {
        pairs.push((t.note.to_owned(), Cell::text(note.0.clone())));
    }
    blocks.push(Block::Pairs(pairs));
    blocks
}

/// A body's state, unless it simply exists.
pub(crate) fn body_tag(f: &Frame, b: &BodyLine) -> Option<Tag> {
    let kind = match b.status? {
        BodyStatus::Established => return None,
        BodyStatus::Proposed => TagKind::Info,
        BodyStatus::Gated => TagKind::Risk,
        BodyStatus::CarriedOver => TagKind::Ok,
        BodyStatus::Closed => TagKind::Waived,
    };
    Some(Tag::new(kind, capital(&f.word("body_status", b.status.map(|s| s.as_str())))))
}

/// Bodies as a table: what they are, and with whom they hang together.
pub(crate) fn bodies(f: &Frame, all: &[BodyLine]) -> Table {
    let t = &f.t.place;
    let rows = all.iter().map(|b| {
        let size = b.size.map(|s| f.lang.count(&s)).unwrap_or_default();
        let labelled = |label: &str, links: &[genbo_app::view::Link]| {
            links
                .iter()
                .map(|l| Link::new(format!("{label} {}", l.label), f.link(&url::to(l))))
                .collect::<Vec<_>>()
        };
        let mut around = labelled(t.reports_to, &b.reports_to);
        around.extend(labelled(t.part_of, b.part_of.as_slice()));
        around.extend(labelled(t.advises, &b.advises));
        around.extend(labelled(t.composed_of, &b.composed_of));
        vec![
            Cell::link(f.to(&b.link)).tag(body_tag(f, b)).fine(b.gate.clone().unwrap_or_default()),
            Cell::text(capital(&f.word("body_kind", b.kind.map(|k| k.as_str())))),
            Cell::text(size),
            Cell { fine: around, ..Cell::default() },
        ]
    });
    Table::new(t.bodies, &[t.body, t.kind, t.size, t.together_with], rows.collect())
}

fn members(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let mut blocks = member_blocks(f, &page.members);
    if blocks.is_empty() {
        blocks.push(Block::Empty(f.t.common.unknown.to_owned()));
    }
    let other = member_blocks(f, &page.other_members);
    if !other.is_empty() {
        blocks.push(Block::More(t.former_members.to_owned(), other));
    }
    blocks
}

/// Members that simply take part in everything stand in columns; as soon as one differs, all stand in a table.
fn member_blocks(f: &Frame, all: &[Member]) -> Vec<Block> {
    let t = &f.t.place;
    let plain = |m: &Member| {
        matches!(m.kind, None | Some(MembershipKind::Full))
            && m.areas.is_empty()
            && m.condition.is_none()
            && m.members.is_empty()
            && m.valid.is_none()
    };
    if all.is_empty() {
        return Vec::new();
    }
    if all.iter().all(|m| plain(m) && m.groups.is_empty()) {
        return vec![Block::Columns(all.iter().map(|m| f.to(&m.link)).collect())];
    }
    let rows = all.iter().map(|m| {
        let through = if m.members.is_empty() { String::new() } else { f.lang.members(m.members.len()) };
        vec![
            Cell::link(f.to(&m.link)).fine(through),
            Cell::text(capital(&f.word("membership_kind", m.kind.map(|k| k.as_str()))))
                .fine(f.date(m.valid.as_ref())),
            Cell::text(f.lang.list(&m.areas)),
            Cell::text(m.condition.clone().unwrap_or_default()),
            Cell::links(f.to_all(&m.groups)),
        ]
    });
    let heads = [t.member, t.takes_part, t.areas_of_membership, t.condition, t.group];
    let mut blocks = vec![Block::Table(Table::new(t.members, &heads, rows.collect()))];
    for m in all.iter().filter(|m| !m.members.is_empty()) {
        let summary = format!("{}: {}", m.link.label, f.lang.members(m.members.len()));
        blocks.push(Block::More(summary, vec![Block::Columns(f.to_all(&m.members))]));
    }
    blocks
}

fn groups(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.groups.is_empty() {
        return Vec::new();
    }
    let rows = page.groups.iter().map(|g| {
        let members = if g.members.is_empty() {
            Cell::text(t.group_members_unknown).soft()
        } else if g.members.len() > 12 {
            Cell::text(f.lang.members(g.members.len()))
        } else {
            Cell::links(f.to_all(&g.members))
        };
        let part_of = g.part_of.as_ref().map(|p| format!("{} {}", t.part_of, p.label)).unwrap_or_default();
        vec![
            Cell::link(f.to(&g.link)).fine(part_of),
            Cell::text(capital(&f.word("group_kind", g.kind.map(|k| k.as_str())))),
            members.fine(g.note.clone().unwrap_or_default()),
        ]
    });
    vec![Block::Table(Table::new(t.groups, &[t.group, t.kind, t.members], rows.collect()))]
}

fn plans(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.plans.is_empty() {
        return Vec::new();
    }
    let rows = page.plans.iter().map(|p| {
        let state = f.word("plan_state", p.state.map(|s| s.as_str()));
        vec![Cell::link(f.to(&p.link)), Cell::text(f.date(p.period.as_ref())), Cell::text(capital(&state))]
    });
    vec![Block::Table(Table::new(t.plans, &[t.plan, f.t.lines.period, t.status], rows.collect()))]
}

fn areas(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.areas.is_empty() {
        return Vec::new();
    }
    let rows = page.areas.iter().map(|a| {
        let stage = f.word("area_stage", a.stage.map(|s| s.as_str()));
        let stage = if stage.is_empty() {
            Cell::text(f.t.common.unknown).soft()
        } else {
            Cell::text(capital(&stage))
        };
        let letter = f.cell(a.letter.as_ref()).fine(a.no_letter.clone().unwrap_or_default());
        vec![
            Cell::link(f.to(&a.link)),
            stage,
            Cell::text(a.priority.map(|p| f.lang.whole(p)).unwrap_or_default()),
            letter,
        ]
    });
    vec![Block::Table(Table::new(t.areas, &[t.area, t.stage, t.priority, t.letter], rows.collect()))]
}

/// The routes of cooperations.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/samverkan", list).public()).route(get("/samverkan/{slug}", show).public())
}
