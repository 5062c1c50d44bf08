//! Organisation charts: of a cooperation's bodies, and of an organisation with its cooperations.

use crate::{frame::Frame, url, words};
use genbo_app::view::{self, body::BodyLine, organisation};
use genbo_documents::{
    chart::organisation::{ChartLabels, Edge, EdgeKind, Node, NodeState, OrganisationChart, draw},
    svg::Variant,
};
use genbo_domain::body::BodyStatus;
use std::collections::BTreeSet;

fn labels(f: &Frame) -> ChartLabels {
    let t = &f.t.place;
    ChartLabels {
        reports_to: t.reports_to.to_owned(),
        part_of: t.part_of.to_owned(),
        advises: t.advises.to_owned(),
        proposed: t.proposed.to_owned(),
        gated: t.gated.to_owned(),
        closed: t.closed.to_owned(),
    }
}

fn id(link: &view::Link) -> String {
    format!("n{}", link.id.0)
}

fn node(f: &Frame, b: &BodyLine, group: Option<usize>) -> Node {
    let kind = words_of(f, b);
    Node {
        id: id(&b.link),
        name: b.short_name.clone().unwrap_or_else(|| b.link.label.clone()),
        title: b.link.label.clone(),
        kind,
        group,
        state: match b.status {
            Some(BodyStatus::Proposed) => NodeState::Proposed,
            Some(BodyStatus::Gated) => NodeState::Gated,
            Some(BodyStatus::Closed) => NodeState::Closed,
            _ => NodeState::Established,
        },
        href: Some(f.link(&url::to(&b.link))),
    }
}

/// What a body is, with its size: `nätverk, cirka 40`.
fn words_of(f: &Frame, b: &BodyLine) -> String {
    let kind = f.word("body_kind", b.kind.map(|k| k.as_str()));
    match &b.size {
        Some(size) => format!("{kind}, {}", f.lang.count(size)),
        None => kind,
    }
}

fn edges(b: &BodyLine) -> impl Iterator<Item = Edge> {
    let line = |to: &view::Link, kind| Edge { from: id(&b.link), to: id(to), kind };
    let part_of = b.part_of.iter().map(move |to| line(to, EdgeKind::PartOf));
    let reports = b.reports_to.iter().map(move |to| line(to, EdgeKind::ReportsTo));
    let advises = b.advises.iter().map(move |to| line(to, EdgeKind::Advises));
    // What a body is composed of stands below it.
    let composed =
        b.composed_of.iter().map(move |of| Edge { from: id(of), to: id(&b.link), kind: EdgeKind::PartOf });
    let all: Vec<Edge> = part_of.chain(reports).chain(advises).chain(composed).collect();
    all.into_iter()
}

/// The bodies of a cooperation, and those of others that they hang together with.
pub fn of_cooperation(f: &Frame, name: &str, bodies: &[BodyLine]) -> String {
    let now: Vec<&BodyLine> = bodies.iter().filter(|b| b.status != Some(BodyStatus::Closed)).collect();
    let mut nodes: Vec<Node> = now.iter().map(|b| node(f, b, None)).collect();
    let known: BTreeSet<String> = nodes.iter().map(|n| n.id.clone()).collect();
    let around = now.iter().flat_map(|b| b.reports_to.iter().chain(&b.composed_of).chain(&b.part_of));
    let mut others: Vec<&view::Link> = Vec::new();
    for link in around.filter(|l| l.noun == "body" && !known.contains(&id(l))) {
        if !others.iter().any(|o| o.id == link.id) {
            others.push(link);
        }
    }
    nodes.extend(others.into_iter().map(|link| outside(f, link)));
    let chart = OrganisationChart {
        id: "organ".to_owned(),
        lang: f.lang.code().to_owned(),
        title: f.lang.chart_title(name),
        description: f.t.place.chart_description.to_owned(),
        edges: now.iter().flat_map(|b| edges(b)).collect(),
        nodes,
        groups: Vec::new(),
        labels: labels(f),
    };
    draw(&chart, Variant::Inline)
}

/// A body of others, named `Kommunstyrelsen (Hörby)`.
fn outside(f: &Frame, link: &view::Link) -> Node {
    let (name, owner) = match link.label.rsplit_once(" (") {
        Some((name, owner)) => (name, owner.trim_end_matches(')')),
        None => (link.label.as_str(), ""),
    };
    Node {
        id: id(link),
        name: name.to_owned(),
        kind: owner.to_owned(),
        href: Some(f.link(&url::to(link))),
        ..Node::default()
    }
}

/// An organisation: its cooperations above with the bodies where it has a seat, its own bodies below.
pub fn of_organisation(f: &Frame, page: &organisation::Page) -> String {
    let me = id(&page.link);
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    for (group, taken) in page.cooperations.iter().enumerate() {
        let kind = f.word("cooperation_form", taken.line.form.map(|x| x.as_str()));
        let kind = if kind.is_empty() { f.t.place.form_unknown.to_owned() } else { kind };
        let kind = format!("{kind}, {}", f.lang.members(taken.line.members));
        nodes.push(Node {
            id: id(&taken.line.link),
            name: taken.line.link.label.clone(),
            kind,
            group: Some(group),
            href: Some(f.link(&url::to(&taken.line.link))),
            ..Node::default()
        });
        let to = taken.through.as_ref().map_or(id(&taken.line.link), id);
        match &taken.through {
            None => edges.push(Edge { from: me.clone(), to, kind: EdgeKind::PartOf }),
            Some(_) => edges.push(Edge { from: to, to: id(&taken.line.link), kind: EdgeKind::PartOf }),
        }
    }
    nodes.push(Node {
        id: me.clone(),
        name: page.facts.short_name.clone().unwrap_or_else(|| page.link.label.clone()),
        kind: page
            .facts
            .kinds
            .iter()
            .map(|k| words::word(f.lang, "organisation_kind", k.as_str()))
            .collect::<Vec<_>>()
            .join(", "),
        title: page.link.label.clone(),
        ..Node::default()
    });
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    for r in &page.represented {
        let (Some(body), Some(owner)) = (&r.seat.body, &r.owner) else { continue };
        let group = page.cooperations.iter().position(|t| belongs(t, owner));
        if group.is_none() || !seen.insert(body.id.0) {
            continue;
        }
        let to = group.and_then(|g| page.cooperations.get(g)).map_or_else(String::new, |t| id(&t.line.link));
        let role = f.t.place.sits_in.to_lowercase();
        nodes.push(Node {
            id: id(body),
            name: body.label.clone(),
            title: format!("{}: {role} {}", page.link.label, body.label),
            kind: r.seat.title.clone(),
            group,
            href: Some(f.link(&url::to(body))),
            ..Node::default()
        });
        edges.push(Edge { from: id(body), to, kind: EdgeKind::PartOf });
    }
    for b in page.bodies.iter().filter(|b| b.status != Some(BodyStatus::Closed)) {
        nodes.push(node(f, b, None));
        if b.reports_to.is_empty() && b.part_of.is_none() {
            edges.push(Edge { from: id(&b.link), to: me.clone(), kind: EdgeKind::PartOf });
        }
        edges.extend(self::edges(b));
    }
    let chart = OrganisationChart {
        id: "samverkan".to_owned(),
        lang: f.lang.code().to_owned(),
        title: format!("{}: {}", f.t.place.our_picture, page.link.label),
        description: f.t.place.our_picture_description.to_owned(),
        groups: Vec::new(),
        nodes,
        edges,
        labels: labels(f),
    };
    draw(&chart, Variant::Inline)
}

/// Whether an owner of bodies is the cooperation or its legal person.
fn belongs(taken: &organisation::Taken, owner: &view::Link) -> bool {
    taken.line.link.id == owner.id || taken.line.organisation == Some(owner.id)
}
