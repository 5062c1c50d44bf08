//! The decision chain as a picture and as a list, from the same steps.

use crate::{
    frame::Frame,
    sheet::{Block, lines::capital, tell::flow},
    url,
};
use askama::Template;
use genbo_app::view::chain::{Chain, Step, StepKind};
use genbo_documents::{
    chart::chain::{self as draw, ChainKind, ChainStep},
    svg::Variant,
};
use genbo_domain::edtf::Edtf;
use jiff::civil::Date;

/// The picture as SVG; nothing if fewer than two steps have a day.
fn picture(f: &Frame, chain: &Chain, title: &str) -> Option<String> {
    let steps: Vec<ChainStep> = chain.steps.iter().enumerate().filter_map(|(i, s)| mark(f, i, s)).collect();
    if steps.len() < 2 {
        return None;
    }
    let t = &f.t.matter;
    let days = |d: &Edtf| d.last().map(|d| d.date());
    let last_days = chain.last_days.iter().filter_map(|d| {
        let day = days(d)?;
        Some((day, format!("{}, {}", f.lang.day_without_year(day), t.last_day)))
    });
    let near = |steps: &[ChainStep]| {
        let last = steps.iter().flat_map(|s| [Some(s.date), s.last]).flatten().max()?;
        let far = last.checked_add(jiff::Span::new().days(400)).ok()?;
        (f.today <= far).then_some(())
    };
    let picture = draw::Chain {
        id: "chain".to_owned(),
        lang: f.lang.code().to_owned(),
        title: format!("{}: {title}", t.chain),
        description: t.chain_caption.to_owned(),
        lanes: chain
            .lanes
            .iter()
            .map(|l| draw::Lane {
                name: l.link.label.clone(),
                detail: l.number.iter().chain(&l.detail).cloned().collect::<Vec<_>>().join(", "),
                own: false,
            })
            .collect(),
        links: chain.links.iter().map(|(a, b)| (id(*a), id(*b))).collect(),
        last_days: last_days.collect(),
        today: near(&steps).map(|()| (f.today, format!("{} {}", t.today, f.lang.day_without_year(f.today)))),
        months: std::array::from_fn(|i| f.lang.month(i8::try_from(i + 1).unwrap_or(1)).to_owned()),
        steps,
    };
    Some(draw::draw(&picture, Variant::Inline))
}

fn id(at: usize) -> String {
    format!("s{at}")
}

fn mark(f: &Frame, at: usize, s: &Step) -> Option<ChainStep> {
    let day = |d: &Edtf| d.first().map(|d| d.date());
    let t = &f.t.matter;
    let date: Date = day(s.when.as_ref()?)?;
    let kind = match s.kind {
        StepKind::Decision => ChainKind::Decision,
        StepKind::Consultation => ChainKind::Consultation,
        StepKind::Document | StepKind::Received => ChainKind::Document,
        StepKind::Open | StepKind::Late => ChainKind::Open,
    };
    let label = match s.kind {
        StepKind::Open => t.no_answer_yet.to_owned(),
        StepKind::Late => t.no_answer.to_owned(),
        StepKind::Consultation => String::new(),
        StepKind::Decision => {
            s.number.as_ref().map(|n| f.lang.item_name(n, s.is_paragraph)).unwrap_or_default()
        }
        StepKind::Document | StepKind::Received => s.number.clone().unwrap_or_default(),
    };
    let exact = s.when.as_ref().and_then(Edtf::exact_day);
    let is_open = kind == ChainKind::Open;
    Some(ChainStep {
        id: id(at),
        lane: s.lane,
        kind,
        date,
        last: s.last.as_ref().and_then(|l| l.last()).map(|l| l.date()),
        certain: exact.is_some() && !s.second_hand && !s.ahead,
        label,
        date_label: if is_open {
            String::new()
        } else {
            exact.map(|d| f.lang.day_without_year(d)).unwrap_or_default()
        },
        title: format!("{}: {}", when(f, s), title(f, s)),
        href: Some(f.link(&url::to(&s.link))),
    })
}

fn when(f: &Frame, s: &Step) -> String {
    match (s.kind, &s.last, &s.when) {
        (StepKind::Open | StepKind::Late, Some(last), _) => {
            format!("{} {}", f.t.matter.until, f.lang.date(last))
        }
        (StepKind::Open | StepKind::Late, None, _) | (_, _, None) => f.t.common.missing.to_owned(),
        (_, _, Some(when)) => match when.exact_day() {
            Some(day) => f.lang.day(day),
            None => f.lang.date(when),
        },
    }
}

fn title(f: &Frame, s: &Step) -> String {
    let t = &f.t.matter;
    let number = match s.kind {
        StepKind::Decision | StepKind::Consultation => {
            s.number.as_ref().map(|n| capital(&f.lang.item_name(n, s.is_paragraph)))
        }
        _ => s.number.clone(),
    };
    match s.kind {
        StepKind::Open => capital(t.no_answer_yet),
        StepKind::Late => capital(t.no_answer),
        _ => number.into_iter().chain([s.title.clone()]).collect::<Vec<_>>().join(" "),
    }
}

/// The first sentence of a summary; the whole stands on the step's own page.
fn first_sentence(text: &str) -> String {
    let text = flow(text);
    match text.find(". ") {
        Some(at) => text[..=at].to_owned(),
        None => text,
    }
}

#[derive(Template)]
#[template(path = "parts/timeline.html")]
struct Timeline {
    label: &'static str,
    caption: &'static str,
    svg: Option<String>,
    steps: Vec<Line>,
}

struct Line {
    class: &'static str,
    when: String,
    title: String,
    href: String,
    lines: Vec<String>,
}

/// The picture, and the list that says the same; open answers with the same last day stand together.
pub(crate) fn block(f: &Frame, chain: &Chain, matter: &str) -> Block {
    let t = &f.t.matter;
    if chain.steps.is_empty() {
        return Block::Empty(t.no_steps.to_owned());
    }
    let svg = picture(f, chain, matter);
    let mut steps: Vec<Line> = Vec::new();
    for s in &chain.steps {
        let lane = chain.lanes.get(s.lane).map(|l| l.link.label.clone()).unwrap_or_default();
        let open = matches!(s.kind, StepKind::Open | StepKind::Late);
        let (when, title) = (when(f, s), title(f, s));
        if open
            && let Some(last) =
                steps.last_mut().filter(|l| l.class == "open" && l.title == title && l.when == when)
            && let Some(line) = last.lines.first_mut()
        {
            line.push_str(&format!(", {lane}"));
            continue;
        }
        let who = if s.kind == StepKind::Received { format!("{} {lane}", capital(t.came)) } else { lane };
        let mut lines = vec![who];
        if s.second_hand {
            lines[0].push_str(&format!(" · {}", t.second_hand));
        }
        if s.ahead {
            lines[0].push_str(&format!(" · {}", t.ahead));
        }
        lines.extend(s.text.as_deref().map(first_sentence));
        let class = if open || s.ahead || s.when.is_none() { "open" } else { "" };
        steps.push(Line { class, when, title, href: f.link(&url::to(&s.link)), lines });
    }
    let list = Timeline { label: t.chain, caption: t.chain_caption, svg, steps };
    Block::Own(list.render().unwrap_or_default())
}
