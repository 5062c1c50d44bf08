//! An organisation's whole view over all cooperations: where it is in, who represents it, what it
//! owes and what it waits for. What belongs to its parts (administrations, units) belongs to it.

use super::{
    Link, Names, Reader,
    body::{self, BodyLine, MandateLine},
    cooperation::{self, AgreementLine, Ahead, ContactLine, CooperationLine, DocumentLine},
    duty::{self, CommissionLine, ReferralLine},
    fact::{self, Doubts, Origin},
    gathering::MeetingLine,
    membership::{self, TakesPart},
    office::{self, PostLine, SeatLine},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    agreement::Agreement,
    body::Body,
    commission::{Commission, HomeRound},
    contact::Contact,
    cooperation::{Cooperation, Group},
    count::Count,
    course::{Course, CourseEdition, CourseNeed, Example},
    edtf::Edtf,
    governing_document::GoverningDocument,
    matter::{Case, CaseOrigin},
    meeting::MeetingStatus,
    organisation::{Organisation, Statistic, Succession, SuccessionPart},
    person::Mandate,
    post::Post,
    referral::{Referral, ReferralAddressee},
    seat::Seat,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use std::collections::BTreeSet;

/// A cooperation that an organisation takes part in, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The cooperation.
    pub line: CooperationLine,
    /// How it takes part.
    pub how: TakesPart,
    /// The member cooperation through which it takes part.
    pub through: Option<Link>,
    /// The groups of members that it is in.
    pub groups: Vec<Link>,
}

/// A seat of an organisation in a body of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Representation {
    /// The seat with its holders.
    pub seat: SeatLine,
    /// Whose body it is.
    pub owner: Option<Link>,
    /// The group through which it shares the seat with others.
    pub shared: Option<Link>,
    /// The body's nearest meeting.
    pub next: Option<MeetingLine>,
}

/// An organisation's own case of a matter.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseLine {
    /// The matter.
    pub matter: Option<Link>,
    /// Its number with the organisation.
    pub number: Option<String>,
    /// Where the number comes from.
    pub origin: Option<CaseOrigin>,
    /// When it was opened.
    pub opened: Option<Edtf>,
    /// Who handles it.
    pub officer: Option<Link>,
}

/// A course that an organisation can take part in.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseLine {
    /// The course.
    pub link: Link,
    /// The cooperation that offers it.
    pub cooperation: Option<Link>,
    /// When it is given next, and where it is between thought and over.
    pub next: Option<(Edtf, Option<MeetingStatus>)>,
    /// How many seats the organisation said that it needs.
    pub needs: Option<Count>,
}

/// A figure about an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct StatisticLine {
    /// What is measured.
    pub measure: String,
    /// The part of it that is counted.
    pub subset: Option<String>,
    /// The figure.
    pub value: Count,
    /// The date that it holds for.
    pub when: Edtf,
    /// Where it is written.
    pub origin: Origin,
}

/// What passed from or to an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessionLine {
    /// Who had it.
    pub from: Option<Link>,
    /// Who has it now.
    pub to: Option<Link>,
    /// What passed.
    pub parts: Vec<SuccessionPart>,
    /// When.
    pub when: Option<Edtf>,
}

/// A question that members take home.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeRoundLine {
    /// The question.
    pub link: Link,
    /// The body whose members take it home.
    pub body: Option<Link>,
    /// When it is to come back.
    pub due: Option<Edtf>,
}

/// Everything about one organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The organisation.
    pub link: Link,
    /// The facts themselves.
    pub facts: Organisation,
    /// Where they are written.
    pub origin: Origin,
    /// The organisation that it is a part of.
    pub part_of: Option<Link>,
    /// Its parts.
    pub parts: Vec<Link>,
    /// The cooperation whose legal person it is.
    pub is_cooperation: Option<Link>,
    /// The cooperations that it takes part in.
    pub cooperations: Vec<Taken>,
    /// Its seats in bodies of others, by owner.
    pub represented: Vec<Representation>,
    /// Bodies of others that are composed of its bodies.
    pub composes: Vec<BodyLine>,
    /// Mandates that it gave, or that its posts have.
    pub mandates: Vec<MandateLine>,
    /// Its own bodies.
    pub bodies: Vec<BodyLine>,
    /// Its posts.
    pub posts: Vec<PostLine>,
    /// Meetings ahead, of its own bodies and of its cooperations'.
    pub next: Vec<MeetingLine>,
    /// The bodies in which it has a seat, and its own.
    pub ours: BTreeSet<ThingId>,
    /// Referrals that it is asked in.
    pub asked: Vec<ReferralLine>,
    /// Referrals that it sent.
    pub sent: Vec<ReferralLine>,
    /// Commissions that it has, alone or with others.
    pub commissions: Vec<CommissionLine>,
    /// Commissions that it gave.
    pub given: Vec<CommissionLine>,
    /// Questions that it took home and that have not come back.
    pub home_rounds: Vec<HomeRoundLine>,
    /// Its case numbers.
    pub cases: Vec<CaseLine>,
    /// Its standing contacts at cooperations.
    pub contacts: Vec<ContactLine>,
    /// Courses that it can take part in.
    pub courses: Vec<CourseLine>,
    /// Good examples that are its own.
    pub examples: Vec<Link>,
    /// Agreements that it is a party to.
    pub agreements: Vec<AgreementLine>,
    /// Governing documents of its own.
    pub documents: Vec<DocumentLine>,
    /// Figures about it.
    pub statistics: Vec<StatisticLine>,
    /// What passed from it or to it.
    pub successions: Vec<SuccessionLine>,
    /// What sources leave open or see differently, about itself and its bodies.
    pub doubts: Doubts,
}

/// What counts as the organisation: itself, its parts, its bodies, its posts, and the groups that it is in.
struct Circle {
    organisations: Vec<ThingId>,
    bodies: Vec<Stored<Body>>,
    posts: Vec<Stored<Post>>,
    groups: Vec<Stored<Group>>,
    cooperations: Vec<Stored<Cooperation>>,
}

impl Circle {
    async fn of(reader: &mut Reader, organisation: ThingId) -> Result<Circle, ActionError> {
        let mut organisations = vec![organisation];
        let mut level = organisations.clone();
        while !level.is_empty() {
            let parts: Vec<Stored<Organisation>> = reader.by("part_of", &level).await?;
            level = parts.iter().map(|o| o.id).filter(|id| !organisations.contains(id)).collect();
            organisations.extend(&level);
        }
        let cooperations: Vec<Stored<Cooperation>> = reader.by("organisation", &[organisation]).await?;
        let mut owners = organisations.clone();
        owners.extend(cooperations.iter().map(|c| c.id));
        Ok(Circle {
            bodies: reader.by("owner", &owners).await?,
            posts: reader.by("owner", &owners).await?,
            groups: reader.by("members", &[organisation]).await?,
            organisations,
            cooperations,
        })
    }

    /// The ids that act alone: all but the groups.
    fn own(&self) -> Vec<ThingId> {
        let mut own = self.organisations.clone();
        own.extend(self.cooperations.iter().map(|c| c.id));
        own.extend(self.bodies.iter().map(|b| b.id));
        own.extend(self.posts.iter().map(|p| p.id));
        own
    }

    fn with_groups(&self) -> Vec<ThingId> {
        let mut all = self.own();
        all.extend(self.groups.iter().map(|g| g.id));
        all
    }
}

/// Everything about the organisation of that slug or id.
pub async fn page(reader: &mut Reader, slug: &str) -> Result<Page, ActionError> {
    let organisation: Stored<Organisation> = reader.find(slug).await?;
    let circle = Circle::of(reader, organisation.id).await?;
    let own = circle.own();
    let own_bodies: Vec<ThingId> = circle.bodies.iter().map(|b| b.id).collect();
    let (cooperations, next) = taken(reader, organisation.id, &circle.groups, &own_bodies).await?;
    let bodies = body::lines(reader, &circle.bodies).await?;
    let represented = represented(reader, &circle, &next).await?;
    let composes: Vec<Stored<Body>> = reader.by("composed_of", &own_bodies).await?;
    let composes = body::lines(reader, &composes).await?;
    let mut ours: BTreeSet<ThingId> = own_bodies.iter().copied().collect();
    ours.extend(represented.iter().filter_map(|r| r.seat.body.as_ref()).map(|b| b.id));
    ours.extend(composes.iter().map(|b| b.link.id));
    let duties = Duties::of(reader, organisation.id, &circle, &own).await?;
    let mandates = mandates(reader, &own, &represented).await?;
    let posts = office::posts(reader, circle.posts).await?;
    let services = Services::of(reader, organisation.id, &circle.organisations, &cooperations).await?;
    let statistics: Vec<Stored<Statistic>> = reader.by("organisation", &[organisation.id]).await?;
    let successions = successions(reader, organisation.id).await?;
    let mut wanted = ids![organisation.facts.part_of];
    wanted.extend(&circle.organisations);
    let names = reader.names(wanted).await?;
    let link = Link::from(&organisation);
    let mut about = vec![link.clone()];
    about.extend(bodies.iter().map(|b| b.link.clone()));
    let doubts = fact::doubts(reader, &about).await?;
    Ok(Page {
        origin: Origin::from(&organisation.meta),
        part_of: names.opt(organisation.facts.part_of),
        parts: circle.organisations.iter().skip(1).filter_map(|id| names.get(*id)).collect(),
        is_cooperation: circle.cooperations.first().map(Link::from),
        cooperations,
        represented,
        composes,
        mandates,
        bodies,
        posts,
        next,
        ours,
        asked: duties.asked,
        sent: duties.sent,
        commissions: duties.commissions,
        given: duties.given,
        home_rounds: duties.home_rounds,
        cases: duties.cases,
        contacts: services.contacts,
        courses: services.courses,
        examples: services.examples,
        agreements: services.agreements,
        documents: services.documents,
        statistics: statistics.into_iter().map(statistic_line).collect(),
        successions,
        doubts,
        link,
        facts: organisation.facts,
    })
}

/// The cooperations that it takes part in, its own memberships first; and the meetings ahead, theirs and its own bodies'.
async fn taken(
    reader: &mut Reader,
    organisation: ThingId,
    groups: &[Stored<Group>],
    own_bodies: &[ThingId],
) -> Result<(Vec<Taken>, Vec<MeetingLine>), ActionError> {
    let all = membership::of_party(reader, organisation).await?;
    let ids: Vec<ThingId> = all.iter().map(|t| t.cooperation).collect();
    let ahead = Ahead::of(reader, &ids, own_bodies).await?;
    let mut lines = cooperation::lines_of(reader, &ahead, &ids).await?;
    lines.sort_by_cached_key(|l| collation::key(&l.link.label));
    let names = reader.names(all.iter().filter_map(|t| t.through)).await?;
    let mut taken: Vec<Taken> = lines
        .into_iter()
        .filter_map(|line| {
            let how = all.iter().find(|t| t.cooperation == line.link.id)?.clone();
            let groups = groups.iter().filter(|g| g.facts.cooperation.0 == line.link.id);
            Some(Taken {
                through: how.through.and_then(|id| names.get(id)),
                groups: groups.map(Link::from).collect(),
                line,
                how,
            })
        })
        .collect();
    taken.sort_by_key(|t| t.through.is_some());
    Ok((taken, ahead.meetings))
}

/// Its seats in bodies of others: its own, its posts', its bodies', and those that it shares in a group.
async fn represented(
    reader: &mut Reader,
    circle: &Circle,
    next: &[MeetingLine],
) -> Result<Vec<Representation>, ActionError> {
    let own_bodies: BTreeSet<ThingId> = circle.bodies.iter().map(|b| b.id).collect();
    let mut seats: Vec<Stored<Seat>> = reader.by("allotted_to", &circle.with_groups()).await?;
    seats.retain(|s| !own_bodies.contains(&s.facts.body.0));
    let mut seats = office::seats(reader, seats).await?;
    // A seat in a body that the viewer does not see does not exist for the viewer.
    seats.retain(|s| s.body.is_some());
    let body_ids: Vec<ThingId> = seats.iter().filter_map(|s| s.body.as_ref()).map(|b| b.id).collect();
    let bodies: Vec<Stored<Body>> = reader.load(Find::Ids(&body_ids)).await?;
    let names = reader.names(bodies.iter().map(|b| b.facts.owner.0)).await?;
    let mut all: Vec<(String, Representation)> = seats
        .into_iter()
        .map(|seat| {
            let body = bodies.iter().find(|b| seat.body.as_ref().is_some_and(|l| l.id == b.id));
            let owner = body.and_then(|b| names.to(b.facts.owner));
            let in_group = |l: &&Link| circle.groups.iter().any(|g| g.id == l.id);
            let next = next.iter().find(|m| m.bodies.iter().any(|b| body.is_some_and(|own| own.id == b.id)));
            let label = |l: Option<&Link>| l.map_or(String::new(), |l| collation::key(&l.label));
            let key = format!("{} {}", label(owner.as_ref()), label(seat.body.as_ref()));
            let shared = seat.allotted_to.iter().find(in_group).cloned();
            (key, Representation { owner, shared, next: next.cloned(), seat })
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(all.into_iter().map(|(_, r)| r).collect())
}

/// The mandates that it gave, that its posts and bodies have, and that go with its seats.
async fn mandates(
    reader: &mut Reader,
    own: &[ThingId],
    represented: &[Representation],
) -> Result<Vec<MandateLine>, ActionError> {
    let mut holders = own.to_vec();
    for r in represented {
        holders.push(r.seat.link.id);
        holders.extend(r.seat.now().filter_map(|h| h.person.as_ref()).map(|p| p.id));
    }
    let mut mandates: Vec<Stored<Mandate>> = reader.by("holder", &holders).await?;
    for mandate in reader.by::<Mandate>("given_by", own).await? {
        if mandates.iter().all(|m| m.id != mandate.id) {
            mandates.push(mandate);
        }
    }
    body::mandates(reader, mandates).await
}

/// What it owes and waits for.
struct Duties {
    asked: Vec<ReferralLine>,
    sent: Vec<ReferralLine>,
    commissions: Vec<CommissionLine>,
    given: Vec<CommissionLine>,
    home_rounds: Vec<HomeRoundLine>,
    cases: Vec<CaseLine>,
}

impl Duties {
    async fn of(
        reader: &mut Reader,
        organisation: ThingId,
        circle: &Circle,
        own: &[ThingId],
    ) -> Result<Duties, ActionError> {
        let addressed: Vec<Stored<ReferralAddressee>> =
            reader.by("organisation", &circle.organisations).await?;
        let ids: Vec<ThingId> = addressed.iter().map(|a| a.facts.referral.0).collect();
        let asked: Vec<Stored<Referral>> = reader.load(Find::Ids(&ids)).await?;
        let asked = duty::referrals(reader, asked).await?;
        let sent: Vec<Stored<Referral>> = reader.by("sender", own).await?;
        let sent = duty::referrals(reader, sent).await?;
        let commissions: Vec<Stored<Commission>> = reader.by("assignee", &circle.with_groups()).await?;
        let commissions = duty::commissions(reader, commissions).await?;
        let given: Vec<Stored<Commission>> = reader.by("given_by", own).await?;
        let given = duty::commissions(reader, given).await?;
        let mut rounds: Vec<Stored<HomeRound>> = reader.by("members", &[organisation]).await?;
        rounds.retain(|r| r.facts.returned_at.is_none());
        let cases: Vec<Stored<Case>> = reader.by("organisation", &circle.organisations).await?;
        let mut wanted: Vec<ThingId> = rounds.iter().map(|r| r.facts.body.0).collect();
        wanted.extend(cases.iter().flat_map(|c| ids![Some(c.facts.matter)]));
        wanted.extend(cases.iter().flat_map(|c| ids![c.facts.officer]));
        let names = reader.names(wanted).await?;
        Ok(Duties {
            asked,
            sent,
            commissions,
            given,
            home_rounds: rounds.iter().map(|r| home_round_line(r, &names)).collect(),
            cases: cases.iter().map(|c| case_line(c, &names)).filter(|c| c.matter.is_some()).collect(),
        })
    }
}

fn home_round_line(r: &Stored<HomeRound>, names: &Names) -> HomeRoundLine {
    HomeRoundLine { link: Link::from(r), body: names.to(r.facts.body), due: r.facts.due.clone() }
}

fn case_line(c: &Stored<Case>, names: &Names) -> CaseLine {
    CaseLine {
        matter: names.to(c.facts.matter),
        number: c.facts.number.clone(),
        origin: c.facts.origin,
        opened: c.facts.opened.clone(),
        officer: names.opt(c.facts.officer),
    }
}

/// Contacts, courses, examples, agreements and documents.
struct Services {
    contacts: Vec<ContactLine>,
    courses: Vec<CourseLine>,
    examples: Vec<Link>,
    agreements: Vec<AgreementLine>,
    documents: Vec<DocumentLine>,
}

impl Services {
    async fn of(
        reader: &mut Reader,
        organisation: ThingId,
        organisations: &[ThingId],
        cooperations: &[Taken],
    ) -> Result<Services, ActionError> {
        let contacts: Vec<Stored<Contact>> = reader.by("organisation", organisations).await?;
        let contacts = cooperation::contact_lines(reader, contacts).await?;
        let examples: Vec<Stored<Example>> = reader.by("organisation", organisations).await?;
        let mut agreements: Vec<Stored<Agreement>> = reader.by("parties", organisations).await?;
        for agreement in reader.by::<Agreement>("hosts", organisations).await? {
            if agreements.iter().all(|a| a.id != agreement.id) {
                agreements.push(agreement);
            }
        }
        let documents: Vec<Stored<GoverningDocument>> = reader.by("owner", organisations).await?;
        Ok(Services {
            contacts,
            courses: courses(reader, organisation, cooperations).await?,
            examples: examples.iter().map(Link::from).collect(),
            agreements: cooperation::agreement_lines(reader, &agreements).await?,
            documents: cooperation::document_lines(reader, &documents),
        })
    }
}

/// The courses of its cooperations, with their next edition and what it said that it needs.
async fn courses(
    reader: &mut Reader,
    organisation: ThingId,
    cooperations: &[Taken],
) -> Result<Vec<CourseLine>, ActionError> {
    let ids: Vec<ThingId> = cooperations.iter().map(|t| t.line.link.id).collect();
    let mut courses: Vec<Stored<Course>> = reader.by("cooperation", &ids).await?;
    courses.retain(|c| super::may_hold(c.facts.valid.as_ref(), reader.today));
    let course_ids: Vec<ThingId> = courses.iter().map(|c| c.id).collect();
    let editions: Vec<Stored<CourseEdition>> = reader.by("course", &course_ids).await?;
    let needs: Vec<Stored<CourseNeed>> = reader.by("organisation", &[organisation]).await?;
    let names = reader.names(courses.iter().map(|c| c.facts.cooperation.0)).await?;
    let today = reader.today;
    let line = |c: &Stored<Course>| {
        let ahead = editions.iter().filter(|e| e.facts.course.0 == c.id);
        let ahead = ahead.filter(|e| e.facts.when.last().is_some_and(|l| l.date() >= today));
        let next = ahead.min_by_key(|e| e.facts.when.sort_key());
        CourseLine {
            link: Link::from(c),
            cooperation: names.to(c.facts.cooperation),
            next: next.map(|e| (e.facts.when.clone(), e.facts.status)),
            needs: needs.iter().find(|n| n.facts.course.0 == c.id).and_then(|n| n.facts.seats),
        }
    };
    Ok(courses.iter().map(line).collect())
}

fn statistic_line(s: Stored<Statistic>) -> StatisticLine {
    StatisticLine {
        origin: Origin::from(&s.meta),
        measure: s.facts.measure,
        subset: s.facts.subset,
        value: s.facts.value,
        when: s.facts.when,
    }
}

async fn successions(reader: &mut Reader, organisation: ThingId) -> Result<Vec<SuccessionLine>, ActionError> {
    let mut all: Vec<Stored<Succession>> = reader.by("from", &[organisation]).await?;
    all.extend(reader.by::<Succession>("to", &[organisation]).await?);
    let names = reader.names(all.iter().flat_map(|s| [s.facts.from.0, s.facts.to.0])).await?;
    let line = |s: Stored<Succession>| SuccessionLine {
        from: names.to(s.facts.from),
        to: names.to(s.facts.to),
        parts: s.facts.parts,
        when: s.facts.when,
    };
    Ok(all.into_iter().map(line).collect())
}
