//! Everything that is known of any thing: the index of nouns, their lists, and one page for each thing.

use super::{
    html,
    list::{page_number, pager},
    opening::{self, noun_of_plural},
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        fields::{self, label},
        lines::{capital, joined},
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Link},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        self, Reader,
        fact::Doubts,
        plan,
        thing::{self, Group, Line, Listed, PAGE, Thing, Told, Wanted},
        trail::Turn,
    },
};
use genbo_domain::{
    meeting::Meeting,
    noun::{Noun, NounDef},
    record::{Notice, Record},
    value::ThingId,
};

async fn index(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let t = &f.t.facts;
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let all = thing::all(&mut reader).await?;
    let rows = all.iter().map(|(noun, n)| {
        let name = capital(words::noun(f.lang, noun.name).plural);
        let whole = |n| f.lang.whole(i64::try_from(n).unwrap_or(i64::MAX));
        let count = Cell::text(f.lang.how_many(*n, whole));
        vec![
            Cell::link(Link::new(name, f.link(&url::fact_list(noun.name)))),
            Cell::text(words::sentence(f.lang, noun)),
            if n.number == 0 { count.soft() } else { count },
        ]
    });
    let table = Table::new(t.title, &[t.sort, t.meaning, t.number], rows.collect());
    let head = Head { lead: t.index_lead.to_owned(), ..Head::new(t.title) };
    let sections = vec![Section::new("", "", vec![Block::Table(table)])];
    html(&Sheet::of(f, head, sections))
}

async fn list(f: Frame, State(cx): State<Cx>, Path(plural): Path<String>) -> Result<Response, Fault> {
    let noun = noun_of_plural(&plural)?;
    let refers = match (f.asked("field"), f.asked("to").map(str::parse)) {
        (Some(field), Some(Ok(id))) if noun.field(field).is_some() => Some((field, ThingId(id))),
        (None, None) => None,
        _ => return Err(Fault::NotFound),
    };
    let page = page_number(&f);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = thing::listed(&mut reader, noun, &Wanted { q: f.asked("q"), refers, page }).await?;
    let filters = Filters {
        fields: vec![Filter::text("q", f.t.list.search, f.asked("q"))],
        active: f.asked("q").is_some() || refers.is_some(),
    };
    let pager = pager(&f, found.all, PAGE);
    let head = Head {
        crumbs: vec![Link::new(f.t.facts.title, f.link("/fakta"))],
        lead: found.refers.as_ref().map_or_else(
            || words::sentence(f.lang, noun).to_owned(),
            |to| f.lang.that_refer_to(&label(&f, to)),
        ),
        actions: own_list(&f, noun),
        facts: vec![Fact::new(
            f.t.facts.number,
            f.lang.how_many(found.all, |n| f.lang.number_of(n, noun.name)),
        )],
        ..Head::new(capital(words::noun(f.lang, noun.name).plural))
    };
    let sections = vec![Section::new("", "", vec![lines(&f, &found)])];
    html(&Sheet { f, head, filters: Some(filters), sections, pager })
}

fn own_list(f: &Frame, noun: &NounDef) -> Vec<Action> {
    let own = url::base(noun.name).filter(|path| f.has_page(path));
    own.map(|path| Action::new(f.t.facts.own_page, f.link(path))).into_iter().collect()
}

fn lines(f: &Frame, found: &Listed) -> Block {
    let t = &f.t.facts;
    if found.lines.is_empty() {
        let none = if f.asked("q").is_some() { f.t.list.nothing_found } else { t.none_here };
        return Block::Empty(none.to_owned());
    }
    let rows = found.lines.iter().map(|line| line_cells(f, found.noun, line)).collect();
    Block::Table(Table::new(
        words::noun(f.lang, found.noun.name).plural,
        &[t.name, t.below, t.details, t.home],
        rows,
    ))
}

fn line_cells(f: &Frame, noun: &'static NounDef, line: &Line) -> Vec<Cell> {
    let name = claim_name(
        f,
        &line.link,
        line.facts.iter().find_map(|(field, value)| {
            (field.name == "subject").then(|| value.refs().first().map(|l| l.noun.as_str())).flatten()
        }),
    );
    let href = f.link(&url::facts(noun.name, &line.link.slug));
    let details: Vec<String> = line
        .facts
        .iter()
        .map(|(field, value)| {
            let cell = fields::value(f, noun.name, field, value);
            let words: Vec<String> = cell.words.into_iter().map(|w| w.text).collect();
            format!("{}: {}", words::field(f.lang, noun.name, field.name), words.join(", "))
        })
        .collect();
    let home = match &line.home {
        Some(home) => Cell::text(home.label.clone()),
        None => Cell::text(f.t.facts.base_register).soft(),
    };
    vec![
        Cell::link(Link::new(name, href)).fine(f.certainty(&line.origin)),
        Cell::links(line.parent.iter().map(|p| fact_link(f, p)).collect()),
        Cell::text(joined(&details)),
        home,
    ]
}

/// A claim is labelled with the field that it is about.
fn claim_name(f: &Frame, link: &view::Link, about: Option<&str>) -> String {
    match (link.noun.as_str(), about) {
        ("claim", Some(noun)) => doubts::field(f, noun, &link.label),
        ("claim", None) => capital(&link.label.replace('_', " ")),
        _ => label(f, link),
    }
}

fn fact_link(f: &Frame, to: &view::Link) -> Link {
    Link::new(label(f, to), f.link(&url::facts(&to.noun, &to.slug)))
}

async fn show(
    mut f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let noun = noun_of_plural(&plural)?;
    let mut reader = opening::reader(&mut f, &cx, noun.name, &slug).await?;
    let found = thing::thing(&mut reader, noun, &slug).await?;
    let measured = plan::of_indicator(&mut reader, &found.link).await?;
    let mut sections = vec![
        Section::new("falt", f.t.facts.fields, told(&f, &found)),
        Section::new("olika", f.t.facts.claims, claims(&f, &found)),
    ];
    if let Some((measured, names)) = &measured {
        let blocks = super::indicator::blocks(&f, measured, names);
        sections.push(Section::new("varden", f.t.facts.figures, blocks));
    }
    sections.extend([
        Section::new("hor-hit", f.t.facts.children, groups(&f, &found, &found.children)),
        Section::new("hanvisar", f.t.facts.referring, referring(&f, &found)),
        Section::new("register", f.t.facts.register, register(&f, &found)),
        Section::new("historik", f.t.facts.history, history(&f, &found)),
    ]);
    let head = head(&f, &found);
    // A record is a paper of its body's house, wherever it is read.
    let meeting = found.above.iter().find(|l| l.noun == Meeting::NAME);
    if let (Record::NAME | Notice::NAME, Some(meeting)) = (noun.name, meeting) {
        let bodies = reader.one::<Meeting>(meeting.id).await?.facts.bodies;
        if let Some(body) = bodies.first() {
            f.record_head(&mut reader, body.0).await?;
        }
    }
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, found: &Thing) -> Head {
    let noun = found.noun.name;
    let mut crumbs = vec![
        Link::new(f.t.facts.title, f.link("/fakta")),
        Link::new(capital(words::noun(f.lang, noun).plural), f.link(&url::fact_list(noun))),
    ];
    crumbs.extend(found.above.iter().map(|l| fact_link(f, l)));
    let own = url::base(noun).filter(|path| f.has_page(path));
    let subject = found.fields.iter().filter(|t| t.field.name == "subject");
    let about = subject.filter_map(|t| Some(t.value.as_ref()?.refs().first()?.noun.clone())).next();
    Head {
        crumbs,
        kind: capital(words::noun(f.lang, noun).singular),
        actions: own
            .map(|_| Action::new(f.t.facts.own_page, f.link(&url::to(&found.link))).main())
            .into_iter()
            .collect(),
        ..Head::new(claim_name(f, &found.link, about.as_deref()))
    }
}

/// The fields that are told of, and in one line those that are not.
fn told(f: &Frame, found: &Thing) -> Vec<Block> {
    let noun = found.noun.name;
    let (mut pairs, mut open) = (Vec::new(), Vec::new());
    for Told { field, value, gap, .. } in &found.fields {
        let name = words::field(f.lang, noun, field.name).to_owned();
        match (value, gap) {
            (Some(value), _) => pairs.push((name, fields::value(f, noun, field, value))),
            (None, Some(kind)) => pairs.push((name, Cell::text(doubts::gap(f, kind)).soft())),
            (None, None) => open.push(name),
        }
    }
    let mut blocks = Vec::new();
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    if !open.is_empty() {
        blocks.push(Block::Note(format!("{}: {}.", f.t.facts.open_fields, f.lang.list(&open))));
    }
    blocks
}

fn claims(f: &Frame, found: &Thing) -> Vec<Block> {
    let all = found.fields.iter().flat_map(|t| &t.said).chain(&found.beside).cloned().collect();
    let doubts = Doubts { contradictions: all, ..Doubts::default() };
    doubts::sections(f, &found.link, &doubts).into_iter().flat_map(|s| s.blocks).collect()
}

/// Each group as a line: its name, and links to what is in it.
fn groups(f: &Frame, found: &Thing, groups: &[Group]) -> Vec<Block> {
    if groups.is_empty() {
        return Vec::new();
    }
    vec![Block::Pairs(groups.iter().map(|g| (group_name(f, g), group_cell(f, found, g))).collect())]
}

fn group_name(f: &Frame, group: &Group) -> String {
    let plural = capital(words::noun(f.lang, group.noun.name).plural);
    if group.noun.parent.is_some_and(|p| p.field == group.field.name) {
        return plural;
    }
    f.lang.refers_as(&plural, words::field(f.lang, group.noun.name, group.field.name))
}

/// Links to the things; those that are called alike are told apart by the last part of their slug.
fn group_cell(f: &Frame, found: &Thing, group: &Group) -> Cell {
    let name = |l: &view::Link| claim_name(f, l, Some(found.noun.name));
    let names: Vec<String> = group.things.iter().map(name).collect();
    let text = |(l, name): (&view::Link, &String)| {
        let alike = names.iter().filter(|n| *n == name).count() > 1;
        let last = l.slug.rsplit('/').next().unwrap_or(&l.slug);
        let text = if alike { format!("{name} ({last})") } else { name.clone() };
        Link::new(text, f.link(&url::facts(&l.noun, &l.slug)))
    };
    let cell = Cell::links(group.things.iter().zip(&names).map(text).collect());
    if !group.more {
        return cell;
    }
    let to = found.link.id.0.to_string();
    let href = f.link_with(&url::fact_list(group.noun.name), &[("field", group.field.name), ("to", &to)]);
    cell.fine_link(Link::new(f.t.facts.see_all, href))
}

fn referring(f: &Frame, found: &Thing) -> Vec<Block> {
    if found.referring.is_empty() {
        return vec![Block::Note(f.t.facts.nothing_refers.to_owned())];
    }
    groups(f, found, &found.referring)
}

fn register(f: &Frame, found: &Thing) -> Vec<Block> {
    let t = &f.t.facts;
    let source = match &found.origin.source {
        Some(source) => Cell::text(source.clone()),
        None => Cell::text(t.no_source).soft(),
    };
    let certainty = found.origin.certainty.as_deref().unwrap_or("stated");
    let mut pairs = vec![(t.source.to_owned(), source)];
    if let Some(text) = &found.origin.as_published {
        pairs.push((t.published.to_owned(), Cell::text(text.clone()).record()));
    }
    if found.origin.source.is_some() || found.origin.certainty.is_some() {
        pairs.push((t.certainty.to_owned(), Cell::text(words::word(f.lang, "certainty", certainty))));
    }
    let home = match &found.home {
        Some(home) => f.cell(Some(home)),
        None => Cell::text(t.base_register),
    };
    pairs.push((t.home.to_owned(), home));
    pairs.push((t.visibility.to_owned(), Cell::text(words::word(f.lang, "visibility", &found.visibility))));
    pairs.push((t.address.to_owned(), Cell::text(found.link.slug.clone())));
    vec![Block::Pairs(pairs)]
}

/// Undoing the last change, for who may change the thing.
#[derive(Template)]
#[template(
    source = r#"<form class="undo-last" method="post" action="{{ action }}"><input type="hidden" name="number" value="{{ number }}"><button>{{ text }}</button></form>"#,
    ext = "html"
)]
struct UndoLast {
    action: String,
    number: i64,
    text: &'static str,
}

fn history(f: &Frame, found: &Thing) -> Vec<Block> {
    let Some(last) = found.history.first() else { return Vec::new() };
    let t = &f.t.facts;
    let rows = found.history.iter().map(|turn| history_cells(f, found.noun, turn)).collect();
    let mut blocks = vec![Block::Note(t.history_note.to_owned())];
    if f.editing.as_ref().is_some_and(|e| e.change.is_some()) {
        let action = f.link(&url::undo(found.noun, &found.link.slug));
        let undo = UndoLast { action, number: last.number, text: f.t.form.undo_last };
        blocks.push(Block::Own(undo.render().unwrap_or_default()));
    }
    blocks.push(Block::Table(Table::new(t.history, &[t.when, t.action, t.who, t.touched], rows)));
    blocks
}

pub(crate) fn history_cells(f: &Frame, noun: &'static NounDef, turn: &Turn) -> Vec<Cell> {
    let t = &f.t.facts;
    let action = match turn.action.as_str() {
        "create" => t.create,
        _ => t.change,
    };
    let names: Vec<String> = turn.fields.iter().map(|x| field_name(f, noun.name, &x.field)).collect();
    let told = |name: &str, text: &Option<String>| {
        let (_, field) = noun.field(name)?;
        let lines = text.as_deref()?.split('\n').map(|line| fields::told(f, field, line));
        Some(lines.collect::<Vec<_>>().join(if field.many { ", " } else { "\n" }))
    };
    let fields =
        turn.fields.iter().fold(Cell::text(f.lang.list(&names)), |cell, touched| match &touched.values {
            Some((before, after)) => {
                let of = |text: &Option<String>| told(&touched.field, text).or_else(|| text.clone());
                cell.fine(format!(
                    "{}: {}",
                    field_name(f, noun.name, &touched.field),
                    f.lang.from_to(of(before).as_deref(), of(after).as_deref())
                ))
            }
            None => cell,
        });
    vec![
        Cell::text(moment(f, &turn.at)),
        Cell::text(action),
        Cell::text(turn.actor.clone().unwrap_or_default()),
        fields,
    ]
}

/// What a field of the trail is called: a field of the noun, or something that the register keeps of every thing.
fn field_name(f: &Frame, noun: &str, name: &str) -> String {
    let t = &f.t.facts;
    match name {
        "source" => t.source.to_owned(),
        "as_published" => t.published.to_owned(),
        "certainty" => t.certainty.to_owned(),
        "visibility" => t.visibility.to_owned(),
        "slug" => t.address.to_owned(),
        "gaps" => t.open_fields.to_owned(),
        "home" => t.home.to_owned(),
        "reason" => f.t.form.reason.to_owned(),
        _ => doubts::field(f, noun, name),
    }
}

/// A moment of the trail as local time.
fn moment(f: &Frame, at: &str) -> String {
    at.parse().map_or_else(|_| f.t.facts.nowhere.to_owned(), |at| crate::format::moment(f.lang, at))
}

/// The routes of the fact pages.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/fakta", index).public())
        .route(get("/fakta/{plural}", list).public())
        .route(get("/fakta/{plural}/{*slug}", show).public())
}
