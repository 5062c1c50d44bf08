//! The year wheel as data: every meeting, event, cycle step, deadline and free day of a year, for whoever is asked about.
//!
//! Every row of the plan is an entry; what a later document only mentions is no row of the plan. Imprecise dates stay so.

mod breaks;
mod collision;

pub use collision::{Clash, Collision};

use super::{Link, Names, Reader, membership};
use crate::{
    check::{Told, mark},
    error::ActionError,
    ids, pack,
};
use genbo_domain::{
    body::Body, calendar::DayKind, claim::Certainty, commission::Commission, cooperation::Cooperation,
    course::Event, edtf::Edtf, edtf::Precision, meeting::Meeting, noun::Noun, organisation::Organisation,
    person::Person, plan::CycleStep, post::Holding, referral::Referral, seat::Seat, value::ThingId,
};
use genbo_store::row::{During, Find, Stored};
use jiff::civil::DateTime;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// Which wheel is asked for. Nothing chosen means everything together.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The year.
    pub year: i16,
    /// Slugs or ids of cooperations.
    pub cooperations: Vec<String>,
    /// Slug or id of an organisation: all that it takes part in.
    pub organisation: Option<String>,
    /// Slug or id of a body.
    pub body: Option<String>,
    /// Slug or id of a person: all bodies in which he or she sits.
    pub person: Option<String>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A body's meeting.
    Meeting,
    /// Another gathering.
    Event,
    /// A step in a planning cycle.
    CycleStep,
    /// The last day of a referral or commission.
    Deadline,
    /// A day off by law or custom.
    Holiday,
    /// A break in the schools of some of the organisations.
    Break,
}

impl Kind {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Meeting => "meeting",
            Kind::Event => "event",
            Kind::CycleStep => "cycle_step",
            Kind::Deadline => "deadline",
            Kind::Holiday => "holiday",
            Kind::Break => "break",
        }
    }
}

/// One entry of the wheel.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The thing's id; for a holiday its key and date.
    pub id: String,
    /// The thing that it is; none for a holiday.
    pub link: Option<Link>,
    /// What it is.
    pub kind: Kind,
    /// The bodies that meet or act.
    pub bodies: Vec<Link>,
    /// The cooperation.
    pub cooperation: Option<Link>,
    /// Title; for a holiday by language.
    pub title: String,
    /// When, as precise as it is known.
    pub when: Edtf,
    /// Where it is between thought and over, as recorded.
    pub status: Option<&'static str>,
    /// The date that it was moved from.
    pub moved_from: Option<Edtf>,
    /// The text as published.
    pub as_published: Option<String>,
    /// The other meetings of the wheel that it collides with.
    pub collisions: Vec<Collision>,
    /// The rules about it that are broken or at risk, as far as the viewer sees it; only where they were asked for.
    pub rules: Vec<Arc<Told>>,
    /// The sitting that it is a part of.
    sitting: Option<ThingId>,
    /// Whose schools have the break.
    pub organisations: Vec<Link>,
    /// Number and dependencies of a cycle step.
    pub step: Option<StepInfo>,
    /// Names of a holiday by language.
    pub names: Vec<(String, String)>,
}

/// What a cycle step has beside.
#[derive(Debug, Clone)]
pub struct StepInfo {
    /// Number in the cycle.
    pub number: Option<String>,
    /// Ids of the steps that it builds on.
    pub depends_on: Vec<String>,
    /// What comes out of it.
    pub deliverable: Option<String>,
}

impl Entry {
    /// A meeting that is only proposed yet: it is no thing, and collides with nothing before [`YearWheel::collide_anew`].
    pub fn proposed(
        id: String,
        bodies: Vec<Link>,
        cooperation: Option<Link>,
        title: String,
        when: Edtf,
    ) -> Entry {
        Entry {
            id,
            link: None,
            kind: Kind::Meeting,
            bodies,
            cooperation,
            title,
            when,
            status: Some("preliminary"),
            moved_from: None,
            as_published: None,
            collisions: Vec::new(),
            rules: Vec::new(),
            sitting: None,
            organisations: Vec::new(),
            step: None,
            names: Vec::new(),
        }
    }

    /// The earliest local moment.
    pub fn start(&self) -> Option<DateTime> {
        self.when.first()
    }
    /// The latest local moment.
    pub fn end(&self) -> Option<DateTime> {
        self.when.last()
    }
    /// How precise its date is.
    pub fn precision(&self) -> Precision {
        self.when.precision()
    }
}

/// A year's wheel.
#[derive(Debug)]
pub struct YearWheel {
    /// The year.
    pub year: i16,
    /// The cooperations in it.
    pub cooperations: Vec<Link>,
    /// Whose wheel it is, if an organisation, body or person was asked for.
    pub whose: Option<Link>,
    /// The bodies in it, from the outermost ring.
    pub rings: Vec<Link>,
    /// The entries, by date.
    pub entries: Vec<Entry>,
}

impl YearWheel {
    /// Finds anew what collides with what, after entries have been added or taken away.
    pub fn collide_anew(&mut self) {
        self.entries.iter_mut().for_each(|e| e.collisions.clear());
        collision::mark(&mut self.entries);
    }
}

/// Tells for each entry which rules about it are broken or at risk, as far as the viewer sees it.
pub async fn mark(reader: &mut Reader, year: &mut YearWheel) -> Result<(), ActionError> {
    let ids: Vec<ThingId> = year.cooperations.iter().map(|c| c.id).collect();
    let marks = mark::marks_of_cooperations(reader, &ids).await?;
    if !marks.is_empty() {
        for entry in &mut year.entries {
            entry.rules = entry.link.as_ref().map(|l| marks.about(l.id)).unwrap_or_default();
        }
    }
    Ok(())
}

/// The cooperations and bodies that somebody asks about.
pub(super) struct Scope {
    cooperations: Vec<Stored<Cooperation>>,
    pub(super) bodies: Vec<Stored<Body>>,
    whose: Option<Link>,
    /// The organisation that is asked about; otherwise the members of the cooperations are meant.
    organisation: Option<ThingId>,
}

/// The wheel that is asked for.
pub async fn wheel(reader: &mut Reader, ask: &Ask) -> Result<YearWheel, ActionError> {
    let scope = scope(reader, ask).await?;
    let (from, to) = (format!("{:04}-01-01T00:00", ask.year), format!("{:04}-12-31T23:59", ask.year));
    let body_ids: Vec<ThingId> = scope.bodies.iter().map(|b| b.id).collect();
    let cooperation_ids: Vec<ThingId> = scope.cooperations.iter().map(|c| c.id).collect();
    let at = |field| During { field, from: &from, to: &to };
    let meetings: Vec<Stored<Meeting>> = load(reader, "bodies", &body_ids, at("when")).await?;
    let events: Vec<Stored<Event>> = load(reader, "cooperation", &cooperation_ids, at("when")).await?;
    let steps: Vec<Stored<CycleStep>> = load(reader, "cooperation", &cooperation_ids, at("window")).await?;
    let commissions: Vec<Stored<Commission>> = load(reader, "given_by", &body_ids, at("due")).await?;
    let referrals = referrals(reader, &cooperation_ids, &scope, at("due")).await?;

    let names = names(reader, &scope, &meetings, &events, &steps).await?;
    let owners: HashMap<ThingId, Link> = owners(&scope);
    let mut entries = Vec::new();
    entries.extend(meetings.iter().filter(|m| is_plan_row(m)).filter_map(|m| meeting(m, &names, &owners)));
    entries.extend(events.iter().filter(|e| is_plan_row(e)).filter_map(|e| event(e, &names)));
    entries.extend(steps.iter().filter(|s| s.facts.part_of.is_none()).filter_map(|s| step(s, &names)));
    entries.extend(
        commissions.iter().filter_map(|c| {
            deadline(c, c.facts.due.as_ref(), c.facts.given_by.map(|b| b.0), &names, &owners)
        }),
    );
    entries.extend(referrals.iter().filter_map(|r| deadline(r, r.facts.due.as_ref(), None, &names, &owners)));
    collision::mark(&mut entries);
    let breaks = breaks::breaks(reader, &scope, at("when")).await?;
    let jurisdictions: BTreeSet<&str> =
        scope.cooperations.iter().filter_map(|c| c.facts.jurisdiction.as_deref()).collect();
    entries.extend(jurisdictions.into_iter().filter_map(pack::named).flat_map(|p| holidays(p, ask.year)));
    entries.extend(breaks);
    entries.sort_by_cached_key(|e| (e.when.sort_key(), e.kind, e.title.clone(), e.id.clone()));
    Ok(YearWheel {
        year: ask.year,
        cooperations: scope.cooperations.iter().map(Link::from).collect(),
        whose: scope.whose.clone(),
        rings: rings(&scope, &entries),
        entries,
    })
}

async fn load<N: Noun>(
    reader: &mut Reader,
    field: &str,
    ids: &[ThingId],
    during: During<'_>,
) -> Result<Vec<Stored<N>>, ActionError> {
    if ids.is_empty() { Ok(Vec::new()) } else { reader.load(Find::ByDuring(field, ids, during)).await }
}

async fn referrals(
    reader: &mut Reader,
    cooperations: &[ThingId],
    scope: &Scope,
    during: During<'_>,
) -> Result<Vec<Stored<Referral>>, ActionError> {
    let mut senders = cooperations.to_vec();
    senders.extend(scope.cooperations.iter().filter_map(|c| c.facts.organisation.map(|o| o.0)));
    senders.extend(scope.bodies.iter().map(|b| b.id));
    load(reader, "sender", &senders, during).await
}

/// A meeting that a later document only mentions carries decisions, but is no row of anybody's plan.
fn is_plan_row<N>(thing: &Stored<N>) -> bool {
    thing.meta.certainty.as_deref() != Some(Certainty::SecondHand.as_str())
}

pub(super) async fn scope(reader: &mut Reader, ask: &Ask) -> Result<Scope, ActionError> {
    if let Some(slug) = &ask.body {
        let body: Stored<Body> = reader.find(slug).await?;
        let cooperations = reader.load(Find::Ids(&[body.facts.owner.0])).await?;
        return Ok(Scope {
            cooperations,
            whose: Some(Link::from(&body)),
            bodies: vec![body],
            organisation: None,
        });
    }
    if let Some(slug) = &ask.person {
        let person: Stored<Person> = reader.find(slug).await?;
        let bodies = bodies_of_person(reader, person.id).await?;
        let owners: Vec<ThingId> = bodies.iter().map(|b| b.facts.owner.0).collect();
        let cooperations = reader.load(Find::Ids(&owners)).await?;
        return Ok(Scope { cooperations, bodies, whose: Some(Link::from(&person)), organisation: None });
    }
    let (mut owners, whose) = match &ask.organisation {
        Some(slug) => {
            let organisation: Stored<Organisation> = reader.find(slug).await?;
            let mut owners = vec![organisation.id];
            let taken = membership::of_party(reader, organisation.id).await?;
            owners.extend(taken.iter().map(|t| t.cooperation));
            (owners, Some(Link::from(&organisation)))
        }
        None => (Vec::new(), None),
    };
    let mut cooperations: Vec<Stored<Cooperation>> = match (&ask.organisation, ask.cooperations.is_empty()) {
        (Some(_), _) => reader.load(Find::Ids(&owners)).await?,
        (None, true) => reader.load(Find::All).await?,
        (None, false) => Vec::new(),
    };
    for slug in &ask.cooperations {
        let cooperation: Stored<Cooperation> = reader.find(slug).await?;
        if ask.organisation.is_none() {
            cooperations.push(cooperation);
        }
    }
    if ask.organisation.is_some() && !ask.cooperations.is_empty() {
        cooperations
            .retain(|c| ask.cooperations.iter().any(|s| *s == c.meta.slug || *s == c.id.0.to_string()));
        owners.clear();
    }
    owners.extend(
        cooperations.iter().flat_map(|c| std::iter::once(c.id).chain(c.facts.organisation.map(|o| o.0))),
    );
    let bodies = reader.by("owner", &owners).await?;
    let organisation = whose.as_ref().map(|l| l.id);
    Ok(Scope { cooperations, bodies, whose, organisation })
}

/// The bodies in which a person sits: by seat, or by a post to which a seat is allotted.
pub(crate) async fn bodies_of_person(
    reader: &mut Reader,
    person: ThingId,
) -> Result<Vec<Stored<Body>>, ActionError> {
    let today = reader.today;
    let holdings: Vec<Stored<Holding>> = reader.by("person", &[person]).await?;
    let held: Vec<ThingId> = holdings
        .iter()
        .filter(|h| super::may_hold(h.facts.valid.as_ref(), today))
        .map(|h| h.facts.of.0)
        .collect();
    let mut seats: Vec<Stored<Seat>> = reader.load(Find::Ids(&held)).await?;
    seats.extend(reader.by::<Seat>("allotted_to", &held).await?);
    let mut bodies: Vec<ThingId> = seats.iter().map(|s| s.facts.body.0).collect();
    bodies.sort_unstable();
    bodies.dedup();
    reader.load(Find::Ids(&bodies)).await
}

async fn names(
    reader: &mut Reader,
    scope: &Scope,
    meetings: &[Stored<Meeting>],
    events: &[Stored<Event>],
    steps: &[Stored<CycleStep>],
) -> Result<Names, ActionError> {
    let mut ids: Vec<ThingId> =
        scope.bodies.iter().map(|b| b.id).chain(scope.cooperations.iter().map(|c| c.id)).collect();
    for m in meetings {
        ids.extend(ids![m.facts.bodies.clone()]);
    }
    for e in events {
        ids.extend(ids![e.facts.bodies.clone(), Some(e.facts.cooperation)]);
    }
    for s in steps {
        ids.extend(ids![s.facts.actor, Some(s.facts.cooperation)]);
    }
    reader.names(ids).await
}

/// The cooperation that each body belongs to, itself or through its legal person.
fn owners(scope: &Scope) -> HashMap<ThingId, Link> {
    let mut by_owner: HashMap<ThingId, Link> = HashMap::new();
    for c in &scope.cooperations {
        by_owner.insert(c.id, Link::from(c));
        if let Some(o) = c.facts.organisation {
            by_owner.insert(o.0, Link::from(c));
        }
    }
    let owned = scope.bodies.iter().filter_map(|b| Some((b.id, by_owner.get(&b.facts.owner.0)?.clone())));
    owned.collect()
}

fn meeting(m: &Stored<Meeting>, names: &Names, owners: &HashMap<ThingId, Link>) -> Option<Entry> {
    let bodies = names.list(&m.facts.bodies);
    Some(Entry {
        cooperation: m.facts.bodies.iter().find_map(|b| owners.get(&b.0)).cloned(),
        status: m.facts.status.map(|s| s.as_str()),
        moved_from: m.facts.moved_from.clone(),
        sitting: m.facts.sitting.map(|s| s.0),
        as_published: m.meta.as_published.clone(),
        ..entry(Link::from(m), Kind::Meeting, bodies, &m.facts.title, m.facts.when.as_ref()?)
    })
}

fn event(e: &Stored<Event>, names: &Names) -> Option<Entry> {
    Some(Entry {
        cooperation: names.to(e.facts.cooperation),
        status: e.facts.status.map(|s| s.as_str()),
        moved_from: e.facts.moved_from.clone(),
        as_published: e.meta.as_published.clone(),
        ..entry(
            Link::from(e),
            Kind::Event,
            names.list(&e.facts.bodies),
            &e.facts.title,
            e.facts.when.as_ref()?,
        )
    })
}

fn step(s: &Stored<CycleStep>, names: &Names) -> Option<Entry> {
    let actor = names.opt(s.facts.actor);
    Some(Entry {
        cooperation: names.to(s.facts.cooperation),
        step: Some(StepInfo {
            number: s.facts.number.clone(),
            depends_on: s.facts.depends_on.iter().map(|d| d.0.0.to_string()).collect(),
            deliverable: s.facts.deliverable.as_ref().map(|d| d.0.clone()),
        }),
        ..entry(
            Link::from(s),
            Kind::CycleStep,
            actor.into_iter().collect(),
            &s.facts.title,
            s.facts.window.as_ref()?,
        )
    })
}

fn deadline<N: Noun>(
    thing: &Stored<N>,
    due: Option<&Edtf>,
    body: Option<ThingId>,
    names: &Names,
    owners: &HashMap<ThingId, Link>,
) -> Option<Entry> {
    let bodies = body.and_then(|b| names.get(b)).into_iter().collect();
    Some(Entry {
        cooperation: body.and_then(|b| owners.get(&b)).cloned(),
        ..entry(Link::from(thing), Kind::Deadline, bodies, &thing.meta.label, due?)
    })
}

fn entry(link: Link, kind: Kind, bodies: Vec<Link>, title: &str, when: &Edtf) -> Entry {
    Entry {
        id: link.id.0.to_string(),
        link: Some(link),
        kind,
        bodies,
        cooperation: None,
        title: title.to_owned(),
        when: when.clone(),
        status: None,
        moved_from: None,
        as_published: None,
        collisions: Vec::new(),
        rules: Vec::new(),
        sitting: None,
        organisations: Vec::new(),
        step: None,
        names: Vec::new(),
    }
}

fn holidays(pack: &'static pack::Pack, year: i16) -> impl Iterator<Item = Entry> {
    pack.calendar.days(year).into_iter().filter(|d| d.kind != DayKind::HalfDay).map(move |day| {
        let names: Vec<(String, String)> = pack
            .calendar
            .rules()
            .iter()
            .find(|r| r.key == day.key)
            .map(|r| r.names.iter().map(|(lang, name)| (lang.clone(), name.clone())).collect())
            .unwrap_or_default();
        Entry {
            id: format!("{}-{}", day.key, day.date),
            link: None,
            kind: Kind::Holiday,
            bodies: Vec::new(),
            cooperation: None,
            title: names.iter().find(|(lang, _)| lang == "sv").map_or(day.key.to_owned(), |(_, n)| n.clone()),
            when: Edtf::day(day.date),
            status: None,
            moved_from: None,
            as_published: None,
            collisions: Vec::new(),
            rules: Vec::new(),
            sitting: None,
            organisations: Vec::new(),
            step: None,
            names,
        }
    })
}

/// The bodies that have an entry, in the order that they ask for, then by name.
fn rings(scope: &Scope, entries: &[Entry]) -> Vec<Link> {
    let with_entry: BTreeSet<ThingId> = entries.iter().flat_map(|e| e.bodies.iter().map(|b| b.id)).collect();
    let mut bodies: Vec<&Stored<Body>> = scope.bodies.iter().filter(|b| with_entry.contains(&b.id)).collect();
    bodies.sort_by_key(|b| (b.facts.owner.0, b.facts.ring.unwrap_or(i64::MAX), b.meta.label_sort.clone()));
    bodies
        .into_iter()
        .map(|b| Link {
            label: b.facts.short_name.clone().unwrap_or_else(|| b.facts.name.clone()),
            ..Link::from(b)
        })
        .collect()
}

/// How many times each entry's thing has been changed, by the entry's id.
pub async fn changes(reader: &mut Reader, year: &YearWheel) -> Result<HashMap<String, u32>, ActionError> {
    let ids: Vec<ThingId> = year.entries.iter().filter_map(|e| e.link.as_ref().map(|l| l.id)).collect();
    let changes = genbo_store::audit::changes(&mut reader.tx, &ids).await?;
    Ok(changes.into_iter().map(|(id, n)| (id.0.to_string(), n)).collect())
}

/// The moment of the last change of anything.
pub async fn changed(reader: &mut Reader) -> Result<jiff::Timestamp, ActionError> {
    let at = genbo_store::audit::last_moment(&mut reader.tx).await?;
    Ok(at.and_then(|at| at.parse().ok()).unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}
