//! A proposal for a year: last year's meetings again, or a pattern, moved off what is in the way.

pub use super::circle::Elsewhere as Met;
pub use super::lines::{Problem, for_months};
use super::{
    circle::{self, Elsewhere},
    lines,
};
use crate::{
    error::ActionError,
    pack,
    view::{Link, Names, Reader},
};
use genbo_domain::{
    body::Body,
    calendar::{Break, WorkingCalendar},
    claim::Certainty,
    cooperation::Cooperation,
    edtf::Edtf,
    meeting::{Meeting, MeetingForm, MeetingStatus},
    organisation::Organisation,
    value::ThingId,
};
use genbo_planner::{self as planner, Anchor, Line, Nth, Outcome, Span, Was, Who, Wish};
use genbo_store::row::{Find, Stored};
use jiff::civil::Weekday;
use std::collections::{BTreeSet, HashMap};

/// What is to be planned.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The slug or id of a body; of a cooperation if it has no slash.
    pub whose: String,
    /// The year.
    pub year: i16,
    /// From what.
    pub source: Source,
}

/// From what a year is planned.
#[derive(Debug, Clone)]
pub enum Source {
    /// Another year's meetings.
    Copy {
        /// The year.
        from: i16,
        /// By the ISO week rather than by the weekday of the month.
        by_week: bool,
        /// The day that a meeting gets of which only the month is known; it stays without a day if left out.
        loose: Option<(Nth, Weekday, Span)>,
    },
    /// A pattern, for one body.
    Pattern(Vec<Line>),
    /// The year's own preliminary meetings: what speaks against them now.
    Preliminary,
}

/// A proposal for a year.
#[derive(Debug)]
pub struct Plan {
    /// The body or cooperation.
    pub whose: Link,
    /// Whose body it is.
    pub owner: Option<Link>,
    /// The bodies that it plans for.
    pub bodies: Vec<Link>,
    /// The year.
    pub year: i16,
    /// The meetings, in their order.
    pub rows: Vec<Row>,
    /// Lines that give no days.
    pub problems: Vec<Problem>,
    /// Meetings of the bodies that the year has already.
    pub there: Vec<Elsewhere>,
    /// The meetings that stand in the way, by the key that troubles have.
    pub met: HashMap<String, Elsewhere>,
    /// The names of those who would be in two places.
    pub names: Names,
    /// What the free days are called, by key, with names by language.
    pub day_names: HashMap<String, Vec<(String, String)>>,
}

/// One meeting of a proposal.
#[derive(Debug, Clone)]
pub struct Row {
    /// The meeting that it comes from.
    pub id: Option<ThingId>,
    /// Its key: the slug of last year's meeting, or line and number of the pattern.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The bodies that meet.
    pub bodies: Vec<Link>,
    /// What sort of gathering it is.
    pub form: Option<MeetingForm>,
    /// When it was; of a preliminary meeting, when it is.
    pub was: Option<Edtf>,
    /// The number of the last change of the meeting that it comes from.
    pub seen: Option<i64>,
    /// What is proposed.
    pub outcome: Outcome,
}

/// What is planned for whom.
pub(super) struct Scope {
    pub(super) whose: Link,
    pub(super) owner: ThingId,
    pub(super) owners: BTreeSet<ThingId>,
    pub(super) cooperation: Option<Stored<Cooperation>>,
    pub(super) bodies: Vec<Stored<Body>>,
}

impl Scope {
    pub(super) async fn of(reader: &mut Reader, slug: &str) -> Result<Scope, ActionError> {
        if slug.contains('/') {
            let body: Stored<Body> = reader.find(slug).await?;
            let owner = body.facts.owner.0;
            let (owners, cooperation) = circle::owners(reader, owner).await?;
            return Ok(Scope { whose: Link::from(&body), owner, owners, cooperation, bodies: vec![body] });
        }
        let cooperation: Stored<Cooperation> = reader.find(slug).await?;
        let (owners, _) = circle::owners(reader, cooperation.id).await?;
        let ids: Vec<ThingId> = owners.iter().copied().collect();
        let bodies = reader.by("owner", &ids).await?;
        let whose = Link::from(&cooperation);
        Ok(Scope { whose, owner: cooperation.id, owners, cooperation: Some(cooperation), bodies })
    }

    pub(super) fn ids(&self) -> Vec<ThingId> {
        self.bodies.iter().map(|b| b.id).collect()
    }
}

/// The proposal.
pub async fn propose(reader: &mut Reader, ask: &Ask) -> Result<Plan, ActionError> {
    let scope = Scope::of(reader, &ask.whose).await?;
    let circle = circle::of_bodies(reader, &scope.bodies, ask.year).await?;
    let mut elsewhere = circle::elsewhere(reader, &scope.bodies, &circle, &scope.owners, ask.year).await?;
    let from = match &ask.source {
        Source::Copy { from, .. } => *from,
        Source::Pattern(_) => ask.year.saturating_sub(1),
        Source::Preliminary => ask.year,
    };
    let mut last_year = circle::meetings(reader, &scope.ids(), from).await?;
    if matches!(ask.source, Source::Preliminary) {
        last_year.retain(|m| m.facts.status == Some(MeetingStatus::Preliminary));
        // A meeting is not in its own way, and what is to be set together is placed together.
        elsewhere.busy.retain(|b| last_year.iter().all(|m| m.meta.slug != b.key));
    }
    let who_of = |bodies: &BTreeSet<ThingId>| {
        let mut who = Who::default();
        for part in bodies.iter().filter_map(|b| circle.get(b)) {
            who.persons.extend(&part.persons);
            who.organisations.extend(&part.organisations);
        }
        who
    };
    let mut problems = Vec::new();
    let wishes: Vec<Wish> = match (&ask.source, scope.bodies.as_slice()) {
        (Source::Copy { .. } | Source::Preliminary, _) => last_year
            .iter()
            .map(|m| {
                let (anchor, span) = match &ask.source {
                    Source::Copy { by_week, loose, .. } => planner::again(was(m), ask.year, *by_week, *loose),
                    _ => as_it_is(m),
                };
                let bodies: BTreeSet<ThingId> = m.facts.bodies.iter().map(|b| b.0).collect();
                Wish { key: m.meta.slug.clone(), who: who_of(&bodies), bodies, anchor, span }
            })
            .collect(),
        (Source::Pattern(written), [body]) => {
            let (wanted, not) =
                lines::wanted(reader, written, body, &scope.owners, &last_year, ask.year).await?;
            problems = not;
            let bodies: BTreeSet<ThingId> = [body.id].into();
            let wish = |(key, anchor, span): (String, Anchor, Span)| Wish {
                key,
                bodies: bodies.clone(),
                anchor,
                span,
                who: who_of(&bodies),
            };
            wanted.into_iter().map(wish).collect()
        }
        (Source::Pattern(_), _) => Vec::new(),
    };
    let (calendar, breaks) = calendar(reader, &scope, &circle, ask.year).await?;
    let busy = elsewhere.busy;
    let placed = planner::plan(&planner::Ask { year: ask.year, wishes, busy, calendar, breaks: &breaks });
    tell(reader, ask.year, scope, &last_year, placed, problems, elsewhere.told).await
}

/// The day that a preliminary meeting has.
fn as_it_is(m: &Stored<Meeting>) -> (Anchor, Span) {
    match m.facts.when.as_ref().map(|when| (when, planner::exact(when))) {
        Some((_, Some((day, span)))) => (Anchor::Day(day), span),
        Some((when, None)) => (Anchor::Loose(when.clone()), Span::default()),
        None => (Anchor::Omitted(planner::Omitted::Undated), Span::default()),
    }
}

/// Last year's meeting, for the planner.
fn was(m: &Stored<Meeting>) -> Was<'_> {
    Was {
        when: m.facts.when.as_ref(),
        moved_from: m.facts.moved_from.as_ref(),
        status: m.facts.status,
        form: m.facts.form,
        mentioned: m.meta.certainty.as_deref() == Some(Certainty::SecondHand.as_str()),
    }
}

/// The calendar of the jurisdiction, and the school breaks of the counties of those who take part.
async fn calendar(
    reader: &mut Reader,
    scope: &Scope,
    circle: &HashMap<ThingId, Who>,
    year: i16,
) -> Result<(&'static WorkingCalendar, Vec<Break>), ActionError> {
    static WEEKENDS: std::sync::LazyLock<WorkingCalendar> =
        std::sync::LazyLock::new(WorkingCalendar::weekends_only);
    let own = [scope.owner];
    let parties: BTreeSet<ThingId> =
        circle.values().flat_map(|w| w.organisations.iter()).chain(&own).copied().collect();
    let parties: Vec<ThingId> = parties.into_iter().collect();
    let organisations: Vec<Stored<Organisation>> = reader.load(Find::Ids(&parties)).await?;
    let told = scope.cooperation.as_ref().and_then(|c| c.facts.jurisdiction.as_deref()).and_then(pack::named);
    // A municipality's own body: the register that has the municipality says which jurisdiction.
    let registered = || {
        let own = organisations.iter().find(|o| scope.owners.contains(&o.id))?;
        let code = own.facts.code.as_deref()?;
        let has = |p: &&pack::Pack| p.municipalities.lines().any(|l| l.split(',').next() == Some(code));
        pack::all().into_iter().find(has)
    };
    let Some(pack) = told.or_else(|| scope.cooperation.is_none().then(registered).flatten()) else {
        return Ok((&WEEKENDS, Vec::new()));
    };
    let counties: BTreeSet<Option<&str>> =
        organisations.iter().filter_map(|o| o.facts.county_code.as_deref()).map(Some).collect();
    let counties = if counties.is_empty() { [None].into() } else { counties };
    let mut breaks: Vec<Break> = Vec::new();
    for rule in &pack.breaks {
        for (year, county) in counties.iter().flat_map(|c| [(year - 1, c), (year, c)]) {
            breaks.extend(rule.in_year(year, *county).filter(|b| !breaks.contains(b)));
        }
    }
    Ok((&pack.calendar, breaks))
}

async fn tell(
    reader: &mut Reader,
    year: i16,
    scope: Scope,
    last_year: &[Stored<Meeting>],
    placed: Vec<planner::Placed>,
    problems: Vec<Problem>,
    met: HashMap<String, Elsewhere>,
) -> Result<Plan, ActionError> {
    let mut wanted: Vec<ThingId> = scope.bodies.iter().map(|b| b.id).chain([scope.owner]).collect();
    wanted.extend(last_year.iter().flat_map(|m| m.facts.bodies.iter().map(|b| b.0)));
    for p in &placed {
        if let Outcome::Dated(p) = &p.outcome {
            let troubles = p.others.iter().chain([&p.chosen]).flat_map(|c| &c.troubles).chain(&p.against);
            for trouble in troubles {
                if let planner::Trouble::Meeting(_, who) = trouble {
                    wanted.extend(who.persons.iter().chain(&who.organisations));
                }
            }
        }
    }
    let names = reader.names(wanted).await?;
    let own: BTreeSet<ThingId> = scope.bodies.iter().map(|b| b.id).collect();
    let mut there: Vec<Elsewhere> =
        met.values().filter(|m| m.bodies.iter().any(|b| own.contains(&b.id))).cloned().collect();
    there.sort_by_cached_key(|m| (m.when.sort_key(), m.link.slug.clone()));
    let rows = placed.into_iter().map(|p| {
        let source = last_year.iter().find(|m| m.meta.slug == p.key);
        Row {
            title: source.map_or_else(|| scope.whose.label.clone(), |m| m.facts.title.clone()),
            bodies: match source {
                Some(m) => names.list(&m.facts.bodies),
                None => scope.bodies.iter().map(Link::from).collect(),
            },
            form: source.and_then(|m| m.facts.form),
            was: source.and_then(|m| m.facts.when.clone()),
            id: source.map(|m| m.id),
            seen: source.map(|m| m.meta.changed),
            key: p.key,
            outcome: p.outcome,
        }
    });
    Ok(Plan {
        owner: names.get(scope.owner).filter(|o| o.id != scope.whose.id),
        bodies: scope.bodies.iter().map(Link::from).collect(),
        year,
        rows: rows.collect(),
        problems,
        there,
        met,
        day_names: day_names(),
        whose: scope.whose,
        names,
    })
}

/// The names of free days and breaks in every language that the packs have.
fn day_names() -> HashMap<String, Vec<(String, String)>> {
    let mut all = HashMap::new();
    for pack in pack::all() {
        let holidays = pack.calendar.rules().iter().map(|r| (&r.key, &r.names));
        for (key, names) in holidays.chain(pack.breaks.iter().map(|b| (&b.key, &b.names))) {
            all.insert(key.clone(), names.iter().map(|(l, n)| (l.clone(), n.clone())).collect());
        }
    }
    all
}
