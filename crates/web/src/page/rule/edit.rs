//! Writing a rule: what it measures is chosen from the catalogue, its parameters are typed in fields of their own, its
//! section is chosen, and what it would come to is shown before it is saved.
//!
//! Invariants: nothing that was typed is lost, whatever is refused; what is shown before saving went through the same use
//! case as saving does.

use super::{
    fields::{self, Control, Filled, Input, Maker, Part, Wrong},
    read::written,
    told, words as say,
};
use crate::{
    done::{Done, What},
    fault::Fault,
    form,
    frame::Frame,
    page::html,
    sheet::{Block, Cell, Section, lines::capital},
    url,
    view::{Head, Link},
    words::{self, catalogue},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    check::{
        Checked, Told,
        overview::{self, Counts},
        preview::{Preview, preview},
        rule::{Ground, ground},
    },
    cx::{Cx, Keep},
    error::ActionError,
    thing::{
        form::{Standing, standing},
        put::put,
    },
    view::{self, Reader},
};
use genbo_domain::{
    governing_document::GoverningDocumentKind,
    noun::{Noun, NounDef},
    rule::{Force, Rule, RuleKind, ScopeItem},
    value::{Kind, Value},
};
use genbo_rules::catalogue::{self as kinds, Needs};
use std::sync::Arc;

type Fields = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "rule/kinds.html")]
struct Kinds {
    f: Frame,
    head: Head,
    kinds: Vec<KindLine>,
}

struct KindLine {
    name: String,
    href: String,
    help: String,
    example: String,
}

#[derive(Template)]
#[template(path = "rule/edit.html")]
struct Edit {
    f: Frame,
    head: Head,
    errors: Vec<(String, String)>,
    preview: Option<String>,
    parts: Vec<Part>,
    seen: String,
    key: String,
    cancel: String,
}

/// What is written: a new rule of a cooperation, or one that stands.
pub(super) struct Writing {
    pub(super) kind: RuleKind,
    pub(super) ground: Ground,
    pub(super) stands: Option<Standing>,
}

pub(super) async fn add(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let Some(cooperation) = f.asked("cooperation").or(f.asked("home")).map(str::to_owned) else {
        return choose_cooperation(f, &mut reader).await;
    };
    let Some(kind) = kind(&f)? else { return choose_kind(f, &mut reader, &cooperation).await };
    let writing = Writing { kind, ground: ground(&mut reader, &cooperation).await?, stands: None };
    let key = key(&cx);
    let filled = Filled(vec![("key".to_owned(), key)]);
    show(f, &mut reader, &writing, &filled, &Wrong::new(), None, StatusCode::OK).await
}

fn key(cx: &Cx) -> String {
    (cx.outside.salt)().iter().map(|b| format!("{b:02x}")).collect()
}

fn kind(f: &Frame) -> Result<Option<RuleKind>, Fault> {
    f.asked("kind").map(|k| k.parse().map_err(|_| Fault::NotFound)).transpose()
}

async fn choose_cooperation(f: Frame, reader: &mut Reader) -> Result<Response, Fault> {
    let own = overview::writable(reader).await?;
    let t = &f.t.rule_edit;
    let cell = |c: &view::Link| {
        Cell::link(Link::new(c.label.clone(), f.link_with("/ny-regel", &[("cooperation", &c.slug)])))
    };
    let block = match own.is_empty() {
        true => Block::Empty(t.no_cooperation.to_owned()),
        false => Block::Bullets(own.iter().map(cell).collect()),
    };
    let list = Link::new(capital(words::noun(f.lang, "rule").plural), f.link("/regler"));
    let head = Head { crumbs: vec![list], ..Head::new(f.t.rule.add) };
    let sections = vec![Section::new("", t.choose_cooperation, vec![block])];
    html(&crate::sheet::Sheet::of(f, head, sections))
}

async fn choose_kind(f: Frame, reader: &mut Reader, cooperation: &str) -> Result<Response, Fault> {
    let ground = ground(reader, cooperation).await?;
    let line = |(word, _): &(&'static str, &'static str)| {
        let kind: RuleKind = word.parse().ok()?;
        let query = [("cooperation", cooperation), ("kind", *word)];
        Some(KindLine {
            name: capital(words::word(f.lang, "rule_kind", word)),
            href: f.link_with("/ny-regel", &query),
            help: catalogue::kind(f.lang, kind).to_owned(),
            example: catalogue::example(f.lang, kind).to_owned(),
        })
    };
    let kinds = RuleKind::VOCABULARY.words.iter().filter_map(line).collect();
    let head = Head { crumbs: crumbs(&f, &ground), ..Head::new(f.t.rule.add) };
    html(&Kinds { head, kinds, f })
}

fn crumbs(f: &Frame, ground: &Ground) -> Vec<Link> {
    let list = Link::new(capital(words::noun(f.lang, "rule").plural), f.link("/regler"));
    let of = f.link_with("/regler", &[("cooperation", &ground.cooperation.slug)]);
    vec![list, Link::new(ground.cooperation.label.clone(), of)]
}

async fn standing_rule(f: &Frame, reader: &mut Reader, slug: &str) -> Result<(Writing, Rule), Fault> {
    let noun = NounDef::named(Rule::NAME).ok_or(Fault::NotFound)?;
    let stands = standing(reader, &f.actor(), noun, slug).await?;
    let rule = reader.find::<Rule>(slug).await?;
    let names = reader.names([rule.facts.cooperation.0]).await?;
    let cooperation = names.to(rule.facts.cooperation).ok_or(Fault::NotFound)?;
    let ground = ground(reader, &cooperation.slug).await?;
    Ok((Writing { kind: rule.facts.kind, ground, stands: Some(stands) }, rule.facts))
}

pub(super) async fn change(
    f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let (writing, rule) = standing_rule(&f, &mut reader, &slug).await?;
    let filled = stands(&f, &writing, &rule, key(&cx));
    show(f, &mut reader, &writing, &filled, &Wrong::new(), None, StatusCode::OK).await
}

/// The form as the rule stands.
fn stands(f: &Frame, writing: &Writing, rule: &Rule, key: String) -> Filled {
    let mut pairs = fields::filled(f, rule.kind, rule.parameters.as_ref());
    pairs.push(("key".to_owned(), key));
    let Some(stands) = &writing.stands else { return Filled(pairs) };
    pairs.push(("seen".to_owned(), stands.seen.to_string()));
    for (field, value) in stands.noun.fields.iter().zip(&stands.values) {
        let Some(value) = value else { continue };
        let all: Vec<&Value<view::Link>> = match value {
            Value::List(list) => list.iter().collect(),
            one => vec![one],
        };
        for one in all {
            let text = match one {
                Value::Ref(link) => link.slug.clone(),
                Value::Text(text) if matches!(field.kind, Kind::Word(_)) => text.clone(),
                Value::Text(text) => crate::typed::shown(f.lang, field.kind, text),
                Value::Int(n) => n.to_string(),
                Value::Bool(yes) => yes.to_string(),
                Value::List(_) => continue,
            };
            pairs.push((field.name.to_owned(), text));
        }
    }
    let section = writing.ground.section_of(rule.cites_document.0, &rule.cites_section);
    pairs.extend(section.map(|slug| ("section".to_owned(), slug.to_owned())));
    Filled(pairs)
}

pub(super) async fn send_new(f: Frame, State(cx): State<Cx>, Form(pairs): Fields) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let cooperation = f.asked("cooperation").ok_or(Fault::NotFound)?.to_owned();
    let kind = kind(&f)?.ok_or(Fault::NotFound)?;
    let writing = Writing { kind, ground: ground(&mut reader, &cooperation).await?, stands: None };
    send(f, &cx, reader, writing, Filled(pairs)).await
}

pub(super) async fn send_change(
    f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    Form(pairs): Fields,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let (writing, _) = standing_rule(&f, &mut reader, &slug).await?;
    send(f, &cx, reader, writing, Filled(pairs)).await
}

async fn send(
    f: Frame,
    cx: &Cx,
    mut reader: Reader,
    writing: Writing,
    filled: Filled,
) -> Result<Response, Fault> {
    let mut wrong = Wrong::new();
    let written = written(&f, &writing, &filled, &mut wrong);
    if !wrong.is_empty() {
        return show(f, &mut reader, &writing, &filled, &wrong, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    // What is read must be closed before somebody writes.
    drop(reader);
    let saving = filled.one("do") == "save";
    let answer = match saving {
        true => {
            let name =
                format!("{}-{}", filled.one("key"), crate::assets::hash(format!("{filled:?}").as_bytes()));
            put(cx, &f.actor(), std::slice::from_ref(&written), Some(&name), Keep::Commit).await.map(Ok)
        }
        false => preview(cx, &f.actor(), &written, f.today).await.map(Err),
    };
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    match answer {
        Ok(Ok(put)) => {
            let put = put.into_iter().next().ok_or(Fault::Internal)?;
            let what = if put.created { What::Added } else { What::Changed };
            let stands = standing(&mut reader, &f.actor(), written.noun, &put.slug).await.ok();
            let to = f.link(&url::of(Rule::NAME, &put.slug));
            let number = stands.map(|s| s.seen);
            Ok(Done { what, noun: written.noun, slug: put.slug, number, understood: None }.redirect(&to))
        }
        Ok(Err(found)) => {
            let told = would(&f, found);
            show(f, &mut reader, &writing, &filled, &wrong, Some(told), StatusCode::OK).await
        }
        Err(ActionError::Refused(refusals)) => {
            for refusal in &refusals {
                let name = match refusal.field {
                    Some("parameters") | None => String::new(),
                    Some("cites_section" | "cites_edition" | "cites_document") => "section".to_owned(),
                    Some(name) => name.to_owned(),
                };
                let text = form::told(&f, &refusal.why).unwrap_or_else(|| {
                    let field = refusal.field.and_then(|n| written.noun.field(n)).map(|(_, d)| d.name);
                    f.lang.missing(field.map_or("", |n| words::field(f.lang, Rule::NAME, n)))
                });
                let told: &mut String = wrong.entry(name).or_default();
                if !told.is_empty() {
                    told.push(' ');
                }
                told.push_str(&text);
            }
            show(f, &mut reader, &writing, &filled, &wrong, None, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(ActionError::Collides(_)) => {
            wrong.insert(String::new(), f.t.rule_edit.changed_meanwhile.to_owned());
            show(f, &mut reader, &writing, &filled, &wrong, None, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What the rule would come to.
fn would(f: &Frame, found: Preview) -> String {
    let t = &f.t.rule_edit;
    let counts = Counts::of(&found.findings);
    let mut all: Vec<Arc<Told>> = found.findings.clone();
    overview::sort(&mut all);
    let checked = Checked { as_of: f.today, findings: found.findings, names: found.names };
    let about = counts.all() > counts.other;
    let sentence = match about {
        true => f.lang.rule_would(counts.broken, counts.at_risk, counts.unknown, counts.kept),
        false => {
            let why = checked.findings.first().map(|t| crate::finding::why(f.lang, &checked, t));
            why.unwrap_or_else(|| t.nothing_about.to_owned())
        }
    };
    let mut blocks = vec![Block::Prose(sentence)];
    let open: Vec<&Told> = all.iter().map(AsRef::as_ref).filter(|t| told::is_open(t)).collect();
    if !open.is_empty() {
        blocks.extend(told::table(f, &checked, t.would, &open));
    }
    if !found.others.is_empty() {
        blocks.push(Block::Note(t.others.to_owned()));
        let line = |(was, told): &(genbo_rules::outcome::Outcome, Arc<Told>)| {
            let name = Link::new(say::title(f.lang, &told.rule.facts, told.statute), told::href(f, told));
            let now = crate::finding::outcome(f.lang, told.finding.answer.outcome);
            let was = crate::finding::outcome(f.lang, *was);
            Cell::link(name)
                .fine(crate::finding::subject(f.lang, &checked, told))
                .fine(f.lang.from_to(Some(was), Some(now)))
        };
        blocks.push(Block::Bullets(found.others.iter().take(20).map(line).collect()));
    }
    Section::new("", "", blocks).html().render().unwrap_or_default()
}

async fn show(
    f: Frame,
    reader: &mut Reader,
    writing: &Writing,
    filled: &Filled,
    wrong: &Wrong,
    preview: Option<String>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let offered = parameter_things(reader, writing).await?;
    let maker = Maker { f: &f, filled, wrong };
    let parts = parts(&maker, writing, &offered);
    let mut errors: Vec<(String, String)> =
        wrong.get("").map(|text| (String::new(), text.clone())).into_iter().collect();
    let named = parts.iter().flat_map(|p| &p.fields).filter(|i| !i.error.is_empty());
    errors.extend(named.map(|i| (i.id.clone(), format!("{}: {}", i.label, i.error))));
    let title = match &writing.stands {
        Some(_) => f.t.rule_edit.change,
        None => f.t.rule.add,
    };
    let mut head = Head { crumbs: crumbs(&f, &writing.ground), ..Head::new(title) };
    head.kind = capital(words::word(f.lang, "rule_kind", writing.kind.as_str()));
    head.lead = catalogue::kind(f.lang, writing.kind).to_owned();
    let mut cancel = f.link_with("/regler", &[("cooperation", &writing.ground.cooperation.slug)]);
    if let Some(stands) = &writing.stands {
        let rule = f.to(&stands.link);
        cancel.clone_from(&rule.href);
        head.crumbs.push(rule);
    }
    let (seen, key) = (filled.one("seen").to_owned(), filled.one("key").to_owned());
    let page = Edit { head, errors, preview, parts, seen, key, cancel, f };
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((status, headers, page.render()?).into_response())
}

/// The things that the parameters of a kind can refer to, and the exceptions' rules.
async fn parameter_things(reader: &mut Reader, writing: &Writing) -> Result<Vec<view::Link>, Fault> {
    let mut nouns: Vec<&'static NounDef> = Vec::new();
    for field in kinds::fields(writing.kind) {
        if let Kind::Ref(names) = field.kind {
            nouns.extend(names.iter().filter_map(|n| NounDef::named(n)));
        }
    }
    nouns.sort_by_key(|n| n.name);
    nouns.dedup_by_key(|n| n.name);
    if nouns.is_empty() {
        return Ok(Vec::new());
    }
    Ok(view::offer::offered(reader, &nouns, Some(writing.ground.cooperation.id), view::offer::MANY).await?)
}

fn parts(m: &Maker<'_>, writing: &Writing, offered: &[view::Link]) -> Vec<Part> {
    let (f, ground) = (m.f, &writing.ground);
    let t = &f.t.rule_edit;
    let required = |input: Input| Input { required: true, ..input };
    let mut says = vec![m.own("title", "", m.line("title"))];
    says.extend(kinds::fields(writing.kind).iter().map(|field| m.parameter(writing.kind, field, offered)));
    let bodies = vec![
        m.own("scope_body", "", m.among("scope_body", &ground.bodies, false)),
        m.own("scope_bodies", "", m.boxes("scope_bodies", &ground.bodies)),
        m.own("scope_part_of", "", m.among("scope_part_of", &ground.bodies, false)),
        m.own("scope_body_kind", "", m.word("scope_body_kind", &genbo_domain::body::BodyKind::VOCABULARY)),
    ];
    let documents = vec![
        m.own("scope_document", "", m.among("scope_document", &ground.documents, false)),
        m.own("scope_document_kind", "", m.word("scope_document_kind", &GoverningDocumentKind::VOCABULARY)),
    ];
    let members = vec![
        m.own("scope_member", "", m.among("scope_member", &ground.members, false)),
        m.own("scope_group", "", m.among("scope_group", &ground.groups, false)),
        m.own("scope_item", "", m.word("scope_item", &ScopeItem::VOCABULARY)),
    ];
    let (note, about, rest) = match kinds::needs(writing.kind) {
        Needs::Bodies => (t.about_body, bodies, members),
        Needs::Documents => (t.about_document, documents, members),
        Needs::Nothing => {
            let mut rest = bodies;
            rest.extend(documents);
            let mut members = members;
            let item = members.pop();
            rest.extend(members);
            (t.about_any, item.into_iter().collect(), rest)
        }
    };
    let exception = vec![
        m.own("excepts", "", m.among("excepts", &ground.rules, false)),
        m.own("priority", "", m.line("priority")),
    ];
    let reading = vec![
        m.own("reading_text", "", m.area("reading_text")),
        m.own("reading_by", "", m.line("reading_by")),
        m.own("reading_from", f.t.form.date_example, m.line("reading_from")),
    ];
    let mut parts = vec![
        Part::new("saga", t.what, "", says),
        Part::new("galla", t.about, note, about),
        Part::new("snava", t.narrower, "", rest).folded(),
        Part::new(
            "star",
            t.where_from,
            "",
            vec![
                required(m.other("section", t.section, t.section_hint, sections(m, ground))),
                required(m.own("cites_quote", t.quote_hint, m.line("cites_quote"))),
            ],
        ),
        Part::new(
            "styrka",
            t.more,
            "",
            vec![
                required(m.own("force", "", m.word("force", &Force::VOCABULARY))),
                m.own("raised", "", m.yes_or_no("raised")),
                m.own("valid", f.t.form.period_example, m.line("valid")),
            ],
        ),
        Part::new("undantag", t.exception, t.exception_note, exception).folded(),
        Part::new("lasning", t.reading, t.reading_note, reading).folded(),
    ];
    let off = vec![m.own("state_off_because", "", m.area("state_off_because"))];
    parts.push(Part::new("av", t.off, t.off_note, off).folded());
    parts
}

/// The sections to choose from, under their documents.
fn sections(m: &Maker<'_>, ground: &Ground) -> Control {
    let chosen = m.filled.one("section");
    let of = |(document, sections): (&String, &Vec<(String, String)>)| {
        let choice = |(slug, heading): &(String, String)| fields::Choice {
            value: slug.clone(),
            text: heading.clone(),
            chosen: slug == chosen,
        };
        (document.clone(), sections.iter().map(choice).collect())
    };
    Control::Grouped(ground.sections.iter().map(|(d, s)| of((d, s))).collect())
}
