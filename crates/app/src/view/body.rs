//! Bodies: the list, and everything about one.

use super::{
    Link, Names, Reader,
    cooperation::parties,
    duty::{self, CommissionLine},
    fact::{self, Doubts, Origin, Time},
    gathering::{self, Gatherings},
    office::{self, Counted, SeatLine},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    body::{Body, BodyKind, BodyStatus, Power, Remit},
    commission::{Commission, Recommendation, RecommendationState},
    cooperation::Cooperation,
    count::Count,
    edtf::Edtf,
    governing_document::Section,
    noun::Noun,
    person::{Mandate, MandateKind},
    seat::{Seat, SeatRole},
    value::ThingId,
};
use genbo_store::{
    listing::{self, HowMany, Only, Part},
    row::{Find, Stored},
};

/// A body in a list or chart.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyLine {
    /// The body.
    pub link: Link,
    /// Short name.
    pub short_name: Option<String>,
    /// What people call such a body.
    pub kind: Option<BodyKind>,
    /// Where it is in its life.
    pub status: Option<BodyStatus>,
    /// What must have happened before it may start.
    pub gate: Option<String>,
    /// How many persons it has, as published.
    pub size: Option<Count>,
    /// Whose it is.
    pub owner: Option<Link>,
    /// The body that it is a part of.
    pub part_of: Option<Link>,
    /// The bodies whose members are its members.
    pub composed_of: Vec<Link>,
    /// The bodies that it reports to.
    pub reports_to: Vec<Link>,
    /// Whom it advises.
    pub advises: Vec<Link>,
    /// When it exists.
    pub valid: Option<Edtf>,
    /// Whether it is now.
    pub time: Time,
}

/// Those bodies as lines, in their order. Bodies of others that they refer to are told with their owner, because a
/// `Kommunstyrelsen` is nobody's without it.
pub async fn lines(reader: &mut Reader, bodies: &[Stored<Body>]) -> Result<Vec<BodyLine>, ActionError> {
    let around: Vec<ThingId> = bodies
        .iter()
        .flat_map(|b| {
            let f = &b.facts;
            ids![f.part_of, f.composed_of.clone(), f.reports_to.clone(), f.advises.clone()]
        })
        .collect();
    let known: Vec<ThingId> = bodies.iter().map(|b| b.id).collect();
    let other: Vec<ThingId> = around.iter().copied().filter(|id| !known.contains(id)).collect();
    let others: Vec<Stored<Body>> =
        if other.is_empty() { Vec::new() } else { reader.load(Find::Ids(&other)).await? };
    let owners = bodies.iter().chain(&others).map(|b| b.facts.owner.0);
    let names = reader.names(owners.chain(around)).await?;
    let mut lines: Vec<BodyLine> = bodies.iter().map(|b| line(b, &names, reader)).collect();
    for line in &mut lines {
        let own = line.owner.as_ref().map(|o| o.id);
        let links = line.part_of.iter_mut().chain(&mut line.composed_of);
        for link in links.chain(&mut line.reports_to).chain(&mut line.advises) {
            let owner = others.iter().find(|b| b.id == link.id).map(|b| b.facts.owner);
            if let Some(owner) = owner.filter(|o| Some(o.0) != own).and_then(|o| names.to(o)) {
                link.label = format!("{} ({})", link.label, owner.label);
            }
        }
    }
    Ok(lines)
}

fn line(b: &Stored<Body>, names: &Names, reader: &Reader) -> BodyLine {
    let f = &b.facts;
    BodyLine {
        link: Link::from(b),
        short_name: f.short_name.clone(),
        kind: f.kind,
        status: f.status,
        gate: f.gate.as_ref().map(|g| g.0.clone()),
        size: f.size,
        owner: names.to(f.owner),
        part_of: names.opt(f.part_of),
        composed_of: names.list(&f.composed_of),
        reports_to: names.list(&f.reports_to),
        advises: names.list(&f.advises),
        valid: f.valid.clone(),
        time: Time::of(f.valid.as_ref(), reader.today),
    }
}

/// What the list is filtered by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Kind.
    pub kind: Option<BodyKind>,
    /// Status.
    pub status: Option<BodyStatus>,
    /// Slug or id of a cooperation.
    pub cooperation: Option<String>,
    /// Slug or id of an organisation.
    pub owner: Option<String>,
    /// Words of the name.
    pub q: Option<String>,
}

/// A part of the list, by owner.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The lines of this part.
    pub lines: Vec<BodyLine>,
    /// How many there are in all.
    pub all: HowMany,
    /// The owner that the list is filtered by.
    pub owner: Option<Link>,
    /// The cooperations that the list can be filtered by.
    pub cooperations: Vec<Link>,
}

/// The list.
pub async fn list(reader: &mut Reader, filter: &Filter, part: Part) -> Result<List, ActionError> {
    let key = filter.q.as_deref().map(collation::key);
    let (mut owners, mut owner) = (None, None);
    if let Some(slug) = &filter.cooperation {
        let cooperation: Stored<Cooperation> = reader.find(slug).await?;
        owners = Some(parties(&cooperation).collect::<Vec<_>>());
        owner = Some(Link::from(&cooperation));
    } else if let Some(slug) = &filter.owner {
        let organisation: Stored<genbo_domain::organisation::Organisation> = reader.find(slug).await?;
        owners = Some(vec![organisation.id]);
        owner = Some(Link::from(&organisation));
    }
    let mut only = Vec::new();
    only.extend(filter.kind.map(|k| Only::Word("kind", k.as_str())));
    only.extend(filter.status.map(|s| Only::Word("status", s.as_str())));
    only.extend(owners.as_deref().map(|ids| Only::Any("owner", ids)));
    let viewer = reader.viewer.clone();
    let found =
        listing::page(&mut reader.tx, &viewer, &Body::DEF, key.as_deref(), &only, Some("owner"), part)
            .await?;
    let mut bodies: Vec<Stored<Body>> = reader.load(Find::Ids(&found.ids)).await?;
    bodies.sort_by_key(|b| found.ids.iter().position(|id| *id == b.id));
    let all = Part { offset: 0, limit: 1000 };
    let cooperations =
        listing::page(&mut reader.tx, &viewer, &Cooperation::DEF, None, &[], None, all).await?.ids;
    let names = reader.names(cooperations.iter().copied()).await?;
    Ok(List {
        lines: lines(reader, &bodies).await?,
        all: found.all,
        owner,
        cooperations: cooperations.into_iter().filter_map(|id| names.get(id)).collect(),
    })
}

/// What a body may do with one kind of matter.
#[derive(Debug, Clone, PartialEq)]
pub struct RemitLine {
    /// The remit.
    pub link: Link,
    /// The kind of matter.
    pub subject: String,
    /// What it may do.
    pub power: Power,
    /// Towards which body.
    pub towards: Option<Link>,
    /// What else is known.
    pub note: Option<String>,
    /// Where it is written.
    pub origin: Origin,
}

/// What somebody may do in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct MandateLine {
    /// The mandate.
    pub link: Link,
    /// Who has it.
    pub holder: Option<Link>,
    /// Who gave it.
    pub given_by: Option<Link>,
    /// The body in which it is used.
    pub body: Option<Link>,
    /// What it allows.
    pub kind: Option<MandateKind>,
    /// What it covers.
    pub scope: String,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// Whether it is now.
    pub time: Time,
}

/// Those mandates as lines, those of today first.
pub async fn mandates(
    reader: &mut Reader,
    mandates: Vec<Stored<Mandate>>,
) -> Result<Vec<MandateLine>, ActionError> {
    let wanted = mandates.iter().flat_map(|m| {
        let f = &m.facts;
        ids![Some(f.holder), f.given_by, f.body]
    });
    let names = reader.names(wanted).await?;
    let mut lines: Vec<MandateLine> = mandates
        .into_iter()
        .map(|m| MandateLine {
            link: Link::from(&m),
            holder: names.to(m.facts.holder),
            given_by: names.opt(m.facts.given_by),
            body: names.opt(m.facts.body),
            kind: m.facts.kind,
            time: Time::of(m.facts.valid.as_ref(), reader.today),
            scope: m.facts.scope.0,
            valid: m.facts.valid,
        })
        .collect();
    lines.sort_by_key(|l| l.time);
    Ok(lines)
}

/// What one body recommends another to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct RecommendationLine {
    /// The recommendation.
    pub link: Link,
    /// What is recommended.
    pub text: String,
    /// Who recommends.
    pub from: Option<Link>,
    /// Who is to decide.
    pub to: Option<Link>,
    /// The item at which it was given.
    pub given_at: Option<Link>,
    /// The item that it became.
    pub received_as: Option<Link>,
    /// When it was given.
    pub when: Option<Edtf>,
    /// What became of it.
    pub state: Option<RecommendationState>,
}

/// A section of a governing document.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionLine {
    /// The section.
    pub link: Link,
    /// The document.
    pub document: Option<Link>,
    /// Its heading.
    pub heading: String,
    /// What it says, in our own words.
    pub summary: Option<String>,
    /// Short key phrases, as they stand.
    pub quotes: Vec<String>,
}

/// Everything about one body.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The body.
    pub link: Link,
    /// The facts themselves.
    pub facts: Body,
    /// Where they are written.
    pub origin: Origin,
    /// It as a line: with whom it belongs together.
    pub line: BodyLine,
    /// The cooperation that it belongs to, if its owner is one or is its legal person.
    pub cooperation: Option<Link>,
    /// The decisions that established it or set its gate.
    pub decided_by: Vec<Link>,
    /// The body that it was carried over from.
    pub predecessor: Option<Link>,
    /// Bodies that were carried over from it.
    pub successors: Vec<Link>,
    /// Who runs it, where that is not its owner.
    pub operated_by: Option<Link>,
    /// Areas that it works with.
    pub areas: Vec<Link>,
    /// Who calls it.
    pub convener: Option<Link>,
    /// Who keeps its archive.
    pub archive_owner: Option<Link>,
    /// Whose diary its matters stand in.
    pub diary: Option<Link>,
    /// Its parts.
    pub parts: Vec<Link>,
    /// Bodies that report to it.
    pub reporting: Vec<Link>,
    /// Bodies that advise it.
    pub advised_by: Vec<Link>,
    /// Bodies that are composed of it and others.
    pub composes: Vec<Link>,
    /// What it may do with each kind of matter.
    pub remits: Vec<RemitLine>,
    /// Members' seats, chairs first; then substitutes; then officers and others.
    pub seats: Vec<SeatLine>,
    /// How many members' seats the rows mean.
    pub counted: Counted,
    /// Seats that it as a whole has in other bodies.
    pub seats_elsewhere: Vec<SeatLine>,
    /// Its meetings.
    pub meetings: Gatherings,
    /// Commissions that it gave.
    pub given: Vec<CommissionLine>,
    /// Commissions that it has.
    pub received: Vec<CommissionLine>,
    /// Recommendations from it and to it.
    pub recommendations: Vec<RecommendationLine>,
    /// Sections of governing documents about it.
    pub sections: Vec<SectionLine>,
    /// Mandates used in it or held by it.
    pub mandates: Vec<MandateLine>,
    /// What is left open or contradictory about it, its seats and its remits.
    pub doubts: Doubts,
}

impl Page {
    /// The members' seats: neither substitutes nor those who only work for it.
    pub fn member_seats(&self) -> impl Iterator<Item = &SeatLine> {
        self.seats.iter().filter(|s| !s.is_substitute() && !s.is_officer())
    }
    /// The substitutes' seats, in their order.
    pub fn substitutes(&self) -> impl Iterator<Item = &SeatLine> {
        self.seats.iter().filter(|s| s.is_substitute())
    }
    /// Secretaries, process leaders and those who come along.
    pub fn officers(&self) -> impl Iterator<Item = &SeatLine> {
        self.seats.iter().filter(|s| s.is_officer())
    }
}

/// Everything about the body of that slug or id.
pub async fn page(reader: &mut Reader, slug: &str) -> Result<Page, ActionError> {
    let body: Stored<Body> = reader.find(slug).await?;
    let own = [body.id];
    let link = Link::from(&body);
    let remits: Vec<Stored<Remit>> = reader.by("body", &own).await?;
    let seats = seats(reader, body.id).await?;
    let seats_elsewhere: Vec<Stored<Seat>> = reader.by("allotted_to", &own).await?;
    let mut seats_elsewhere = office::seats(reader, seats_elsewhere).await?;
    seats_elsewhere.retain(|s| s.body.is_some());
    let meetings = gathering::of_bodies(reader, &own).await?;
    let given: Vec<Stored<Commission>> = reader.by("given_by", &own).await?;
    let given = duty::commissions(reader, given).await?;
    let received: Vec<Stored<Commission>> = reader.by("assignee", &own).await?;
    let received = duty::commissions(reader, received).await?;
    let mut recommendations: Vec<Stored<Recommendation>> = reader.by("from_body", &own).await?;
    recommendations.extend(reader.by::<Recommendation>("to_body", &own).await?);
    let sections: Vec<Stored<Section>> = reader.by("about", &own).await?;
    let mut mandates: Vec<Stored<Mandate>> = reader.by("body", &own).await?;
    for mandate in reader.by::<Mandate>("holder", &own).await? {
        if mandates.iter().all(|m| m.id != mandate.id) {
            mandates.push(mandate);
        }
    }
    let mandates = self::mandates(reader, mandates).await?;
    let own_line = lines(reader, std::slice::from_ref(&body)).await?.pop().ok_or(ActionError::NotFound)?;
    let around = Around::of(reader, body.id).await?;
    let cooperation = cooperation_of(reader, body.facts.owner.0).await?;
    let f = &body.facts;
    let mut wanted = ids![
        f.decided_by.clone(),
        f.predecessor,
        f.operated_by,
        f.areas.clone(),
        f.convener,
        f.archive_owner,
        f.diary,
    ];
    wanted.extend(remits.iter().flat_map(|r| ids![r.facts.towards]));
    wanted.extend(sections.iter().map(|s| s.facts.governing_document.0));
    for r in &recommendations {
        let r = &r.facts;
        wanted.extend(ids![Some(r.from_body), Some(r.to_body), r.given_at, r.received_as]);
    }
    let names = reader.names(wanted).await?;
    let mut about = vec![link.clone()];
    about.extend(remits.iter().map(Link::from));
    about.extend(seats.iter().map(|s| s.link.clone()));
    let doubts = fact::doubts(reader, &about).await?;
    Ok(Page {
        line: own_line,
        origin: Origin::from(&body.meta),
        cooperation,
        decided_by: names.list(&f.decided_by),
        predecessor: names.opt(f.predecessor),
        operated_by: names.opt(f.operated_by),
        areas: names.list(&f.areas),
        convener: names.opt(f.convener),
        archive_owner: names.opt(f.archive_owner),
        diary: names.opt(f.diary),
        successors: around.successors,
        parts: around.parts,
        reporting: around.reporting,
        advised_by: around.advised_by,
        composes: around.composes,
        remits: remits.iter().map(|r| remit_line(r, &names)).collect(),
        counted: office::counted(&seats),
        seats,
        seats_elsewhere,
        meetings,
        given,
        received,
        recommendations: recommendations.iter().map(|r| recommendation_line(r, &names)).collect(),
        sections: sections.iter().map(|s| section_line(s, &names)).collect(),
        mandates,
        doubts,
        link,
        facts: body.facts,
    })
}

/// The seats of a body: chairs, members, substitutes, then the others; each as the source lists them.
async fn seats(reader: &mut Reader, body: ThingId) -> Result<Vec<SeatLine>, ActionError> {
    let mut seats: Vec<Stored<Seat>> = reader.by("body", &[body]).await?;
    seats.sort_by_key(|s| (rank(s.facts.role), s.facts.order.unwrap_or(0), s.meta.position));
    office::seats(reader, seats).await
}

const fn rank(role: Option<SeatRole>) -> u8 {
    match role {
        Some(SeatRole::Chair) => 0,
        Some(SeatRole::FirstViceChair) => 1,
        Some(SeatRole::SecondViceChair) => 2,
        None | Some(SeatRole::Member | SeatRole::Convener) => 3,
        Some(SeatRole::Substitute) => 4,
        Some(_) => 5,
    }
}

/// The bodies that point at a body.
struct Around {
    successors: Vec<Link>,
    parts: Vec<Link>,
    reporting: Vec<Link>,
    advised_by: Vec<Link>,
    composes: Vec<Link>,
}

impl Around {
    async fn of(reader: &mut Reader, body: ThingId) -> Result<Around, ActionError> {
        let fields = ["predecessor", "part_of", "reports_to", "advises", "composed_of"];
        let [successors, parts, reporting, advised_by, composes] =
            reader.referring::<Body, 5>(body, fields).await?;
        Ok(Around { successors, parts, reporting, advised_by, composes })
    }
}

/// The cooperation that an owner is, itself or as its legal person.
pub async fn cooperation_of(reader: &mut Reader, owner: ThingId) -> Result<Option<Link>, ActionError> {
    let mut cooperations: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&[owner])).await?;
    if cooperations.is_empty() {
        cooperations = reader.by("organisation", &[owner]).await?;
    }
    Ok(cooperations.first().map(Link::from))
}

fn remit_line(r: &Stored<Remit>, names: &Names) -> RemitLine {
    RemitLine {
        link: Link::from(r),
        subject: r.facts.subject.clone(),
        power: r.facts.power,
        towards: names.opt(r.facts.towards),
        note: r.facts.note.as_ref().map(|n| n.0.clone()),
        origin: Origin::from(&r.meta),
    }
}

fn recommendation_line(r: &Stored<Recommendation>, names: &Names) -> RecommendationLine {
    RecommendationLine {
        link: Link::from(r),
        text: r.facts.text.clone(),
        from: names.to(r.facts.from_body),
        to: names.to(r.facts.to_body),
        given_at: names.opt(r.facts.given_at),
        received_as: names.opt(r.facts.received_as),
        when: r.facts.when.clone(),
        state: r.facts.state,
    }
}

fn section_line(s: &Stored<Section>, names: &Names) -> SectionLine {
    SectionLine {
        link: Link::from(s),
        document: names.to(s.facts.governing_document),
        heading: s.facts.heading.clone(),
        summary: s.facts.summary.as_ref().map(|x| x.0.clone()),
        quotes: s.facts.quotes.clone(),
    }
}
