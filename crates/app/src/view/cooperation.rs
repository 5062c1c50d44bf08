//! Cooperations: the list, and everything about one.

use super::{
    Link, Names, Reader,
    body::BodyLine,
    duty::{self, CommissionLine, ReferralLine},
    fact::{self, Doubts, Origin, Time},
    gathering::{self, MeetingLine},
    membership::{Member, Tree},
    office::{self, PostLine},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    agreement::{Agreement, AgreementForm, Area, AreaStage},
    body::Body,
    commission::Commission,
    contact::{Contact, ContactState},
    cooperation::{Cooperation, CooperationForm, Group, GroupKind, Membership},
    course::Course,
    edtf::Edtf,
    governing_document::{DocumentStatus, GoverningDocument, GoverningDocumentKind},
    noun::Noun,
    plan::{Plan, PlanState},
    post::Post,
    referral::Referral,
    value::ThingId,
};
use genbo_store::{
    listing::{self, HowMany, Only, Part},
    row::{Find, Stored},
};
use std::collections::HashMap;

/// What the list is filtered by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Form.
    pub form: Option<CooperationForm>,
    /// Slug or id of an organisation that takes part.
    pub organisation: Option<String>,
    /// Words of the name.
    pub q: Option<String>,
}

/// A cooperation in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CooperationLine {
    /// The cooperation.
    pub link: Link,
    /// The legal person that it is, which can own its bodies.
    pub organisation: Option<ThingId>,
    /// Its form; nothing if the source does not tell.
    pub form: Option<CooperationForm>,
    /// How many organisations take part, those of member cooperations counted once.
    pub members: usize,
    /// Whether some of them take part through a member cooperation.
    pub through_members: bool,
    /// Its nearest meeting.
    pub next: Option<MeetingLine>,
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The lines of this part.
    pub lines: Vec<CooperationLine>,
    /// How many there are in all.
    pub all: HowMany,
    /// The organisation that the list is filtered by.
    pub organisation: Option<Link>,
}

/// The list.
pub async fn list(reader: &mut Reader, filter: &Filter, part: Part) -> Result<List, ActionError> {
    let key = filter.q.as_deref().map(collation::key);
    let mut only = Vec::new();
    if let Some(form) = filter.form {
        only.push(Only::Word("form", form.as_str()));
    }
    let organisation = match &filter.organisation {
        Some(slug) => Some(Link::from(&reader.find::<genbo_domain::organisation::Organisation>(slug).await?)),
        None => None,
    };
    let found = if let Some(organisation) = &organisation {
        let taken: Vec<ThingId> = super::membership::of_party(reader, organisation.id)
            .await?
            .into_iter()
            .map(|t| t.cooperation)
            .collect();
        let mut of: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&taken)).await?;
        of.retain(|c| filter.form.is_none() || c.facts.form == filter.form);
        of.retain(|c| key.as_deref().is_none_or(|k| c.meta.label_sort.contains(k)));
        of.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
        let ids: Vec<ThingId> = of.iter().map(|c| c.id).collect();
        listing::Found {
            all: HowMany::exactly(ids.len()),
            ids: ids.into_iter().skip(part.offset).take(part.limit).collect(),
        }
    } else {
        let viewer = reader.viewer.clone();
        listing::page(&mut reader.tx, &viewer, &Cooperation::DEF, key.as_deref(), &only, None, part).await?
    };
    let lines = lines(reader, &found.ids).await?;
    Ok(List { lines, all: found.all, organisation })
}

/// Some cooperations with their bodies, and the meetings ahead.
pub(super) struct Ahead {
    cooperations: Vec<Stored<Cooperation>>,
    bodies: Vec<Stored<Body>>,
    /// The meetings, the nearest first.
    pub(super) meetings: Vec<MeetingLine>,
}

impl Ahead {
    /// Of those cooperations; the meetings also of some other bodies.
    pub(super) async fn of(
        reader: &mut Reader,
        ids: &[ThingId],
        beside: &[ThingId],
    ) -> Result<Ahead, ActionError> {
        let cooperations: Vec<Stored<Cooperation>> = reader.load(Find::Ids(ids)).await?;
        let owners: Vec<ThingId> = cooperations.iter().flat_map(parties).collect();
        let bodies: Vec<Stored<Body>> = reader.by("owner", &owners).await?;
        let all: Vec<ThingId> = beside.iter().copied().chain(bodies.iter().map(|b| b.id)).collect();
        let meetings = gathering::next_of_bodies(reader, &all).await?;
        Ok(Ahead { cooperations, bodies, meetings })
    }

    /// The nearest meeting of each cooperation.
    fn nearest(&self) -> HashMap<ThingId, &MeetingLine> {
        let mut next = HashMap::new();
        for meeting in &self.meetings {
            let meets = |b: &&Stored<Body>| meeting.bodies.iter().any(|m| m.id == b.id);
            for owner in self.bodies.iter().filter(meets).map(|b| b.facts.owner.0) {
                if let Some(c) = self.cooperations.iter().find(|c| parties(c).any(|p| p == owner)) {
                    next.entry(c.id).or_insert(meeting);
                }
            }
        }
        next
    }
}

/// Those cooperations as lines, in that order.
pub async fn lines(reader: &mut Reader, ids: &[ThingId]) -> Result<Vec<CooperationLine>, ActionError> {
    let ahead = Ahead::of(reader, ids, &[]).await?;
    lines_of(reader, &ahead, ids).await
}

/// Cooperations whose meetings ahead are known, as lines in that order.
pub(super) async fn lines_of(
    reader: &mut Reader,
    ahead: &Ahead,
    ids: &[ThingId],
) -> Result<Vec<CooperationLine>, ActionError> {
    let tree = Tree::below(reader, ids).await?;
    let next = ahead.nearest();
    let mut lines: Vec<CooperationLine> = ahead
        .cooperations
        .iter()
        .map(|c| CooperationLine {
            link: Link::from(c),
            organisation: c.facts.organisation.map(|o| o.0),
            form: c.facts.form,
            members: tree.organisations(c.id).len(),
            through_members: tree.direct(c.id).iter().any(|m| !tree.direct(m.facts.member.0).is_empty()),
            next: next.get(&c.id).map(|m| (*m).clone()),
        })
        .collect();
    lines.sort_by_key(|l| ids.iter().position(|id| *id == l.link.id));
    Ok(lines)
}

/// The ids under which a cooperation owns things: its own, and that of the legal person that it is.
pub fn parties(c: &Stored<Cooperation>) -> impl Iterator<Item = ThingId> + use<> {
    std::iter::once(c.id).chain(c.facts.organisation.map(|o| o.0))
}

/// A group of members.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupLine {
    /// The group.
    pub link: Link,
    /// What holds it together.
    pub kind: Option<GroupKind>,
    /// The members in it, as far as the source names them.
    pub members: Vec<Link>,
    /// The larger group that it divides.
    pub part_of: Option<Link>,
    /// What else is known.
    pub note: Option<String>,
}

/// A governing document in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentLine {
    /// The document.
    pub link: Link,
    /// What sort it is.
    pub kind: Option<GoverningDocumentKind>,
    /// Where it is in its life.
    pub status: Option<DocumentStatus>,
    /// The time that it governs.
    pub period: Option<Edtf>,
    /// When it was adopted.
    pub adopted: Option<Edtf>,
    /// When it shall be reviewed.
    pub review: Option<Edtf>,
    /// Whether the time that it governs is now.
    pub time: Time,
}

/// Those governing documents as lines, those that govern now first.
pub fn document_lines(reader: &Reader, documents: &[Stored<GoverningDocument>]) -> Vec<DocumentLine> {
    let mut lines: Vec<DocumentLine> = documents
        .iter()
        .map(|d| DocumentLine {
            link: Link::from(d),
            kind: d.facts.kind,
            status: d.facts.status,
            period: d.facts.period.clone(),
            adopted: d.facts.adopted.clone(),
            review: d.facts.review.clone(),
            time: Time::of(d.facts.period.as_ref(), reader.today),
        })
        .collect();
    lines.sort_by_key(|l| l.time);
    lines
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanLine {
    /// The plan.
    pub link: Link,
    /// The time that it is for.
    pub period: Option<Edtf>,
    /// Where it is.
    pub state: Option<PlanState>,
}

/// A field in which members cooperate, or may.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaLine {
    /// The area.
    pub link: Link,
    /// How far it has come.
    pub stage: Option<AreaStage>,
    /// Its place in the order of priority.
    pub priority: Option<i64>,
    /// The letter of intent.
    pub letter: Option<Link>,
    /// Why there is none.
    pub no_letter: Option<String>,
}

/// An agreement in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementLine {
    /// The agreement.
    pub link: Link,
    /// In what form.
    pub form: Option<AgreementForm>,
    /// Who has agreed.
    pub parties: Vec<Link>,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// The cooperation that it belongs to.
    pub cooperation: Option<Link>,
}

/// Those agreements as lines.
pub async fn agreement_lines(
    reader: &mut Reader,
    agreements: &[Stored<Agreement>],
) -> Result<Vec<AgreementLine>, ActionError> {
    let wanted = agreements.iter().flat_map(|a| ids![a.facts.parties.clone(), a.facts.cooperation]);
    let names = reader.names(wanted).await?;
    let line = |a: &Stored<Agreement>| AgreementLine {
        link: Link::from(a),
        form: a.facts.form,
        parties: names.list(&a.facts.parties),
        valid: a.facts.valid.clone(),
        cooperation: names.opt(a.facts.cooperation),
    };
    Ok(agreements.iter().map(line).collect())
}

/// A standing contact: one organisation in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactLine {
    /// The contact.
    pub link: Link,
    /// The cooperation.
    pub cooperation: Option<Link>,
    /// The organisation that has it.
    pub organisation: Option<Link>,
    /// The period.
    pub period: Edtf,
    /// The post whose holder it is.
    pub post: Option<Link>,
    /// The person, if named.
    pub person: Option<Link>,
    /// Where in the organisation it is received.
    pub connection_point: Option<String>,
    /// Where it is.
    pub state: Option<ContactState>,
    /// Whether its period is now.
    pub time: Time,
}

/// Those contacts as lines, by organisation and period.
pub async fn contact_lines(
    reader: &mut Reader,
    contacts: Vec<Stored<Contact>>,
) -> Result<Vec<ContactLine>, ActionError> {
    let wanted = contacts.iter().flat_map(|c| {
        let f = &c.facts;
        ids![Some(f.cooperation), Some(f.organisation), f.post, f.person]
    });
    let names = reader.names(wanted).await?;
    let mut lines: Vec<(String, ContactLine)> = contacts
        .into_iter()
        .map(|c| {
            let link = Link::from(&c);
            let key = format!("{} {}", c.meta.label_sort, c.facts.period.sort_key());
            let f = c.facts;
            let line = ContactLine {
                link,
                cooperation: names.to(f.cooperation),
                organisation: names.to(f.organisation),
                post: names.opt(f.post),
                person: names.opt(f.person),
                connection_point: f.connection_point,
                state: f.state,
                time: Time::of(Some(&f.period), reader.today),
                period: f.period,
            };
            (key, line)
        })
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// Everything about one cooperation.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The cooperation.
    pub link: Link,
    /// The facts themselves.
    pub facts: Cooperation,
    /// Where they are written.
    pub origin: Origin,
    /// The legal person that it is.
    pub organisation: Option<Link>,
    /// The document that it rests on.
    pub basis: Option<Link>,
    /// Its members.
    pub members: Vec<Member>,
    /// Memberships that do not hold today.
    pub other_members: Vec<Member>,
    /// How many organisations take part, those of member cooperations counted once.
    pub count: usize,
    /// The cooperations that it is itself a member of.
    pub member_of: Vec<Link>,
    /// Groups of members.
    pub groups: Vec<GroupLine>,
    /// Its bodies.
    pub bodies: Vec<BodyLine>,
    /// Its posts.
    pub posts: Vec<PostLine>,
    /// Meetings ahead.
    pub next: Vec<MeetingLine>,
    /// Governing documents.
    pub documents: Vec<DocumentLine>,
    /// Plans.
    pub plans: Vec<PlanLine>,
    /// Commissions that its bodies gave or have.
    pub commissions: Vec<CommissionLine>,
    /// Referrals that it or its bodies sent.
    pub referrals: Vec<ReferralLine>,
    /// Courses.
    pub courses: Vec<Link>,
    /// Standing contacts.
    pub contacts: Vec<ContactLine>,
    /// Areas of cooperation.
    pub areas: Vec<AreaLine>,
    /// Agreements.
    pub agreements: Vec<AgreementLine>,
    /// What its sources leave open, and where they disagree: about itself, its members, groups and bodies.
    pub doubts: Doubts,
}

/// Everything about the cooperation of that slug or id.
pub async fn page(reader: &mut Reader, slug: &str) -> Result<Page, ActionError> {
    let cooperation: Stored<Cooperation> = reader.find(slug).await?;
    let link = Link::from(&cooperation);
    let party: Vec<ThingId> = parties(&cooperation).collect();
    let own = [cooperation.id];
    let stored_groups: Vec<Stored<Group>> = reader.by("cooperation", &own).await?;
    let stored_bodies: Vec<Stored<Body>> = reader.by("owner", &party).await?;
    let body_ids: Vec<ThingId> = stored_bodies.iter().map(|b| b.id).collect();
    let next = gathering::next_of_bodies(reader, &body_ids).await?;
    let posts: Vec<Stored<Post>> = reader.by("owner", &party).await?;
    let posts = office::posts(reader, posts).await?;
    let documents: Vec<Stored<GoverningDocument>> = reader.by("owner", &party).await?;
    let plans: Vec<Stored<Plan>> = reader.by("owner", &party).await?;
    let commissions = commissions(reader, &party, &body_ids, &posts).await?;
    let senders: Vec<ThingId> =
        party.iter().chain(&body_ids).copied().chain(posts.iter().map(|p| p.link.id)).collect();
    let referrals: Vec<Stored<Referral>> = reader.by("sender", &senders).await?;
    let referrals = duty::referrals(reader, referrals).await?;
    let courses: Vec<Stored<Course>> = reader.by("cooperation", &own).await?;
    let contacts: Vec<Stored<Contact>> = reader.by("cooperation", &own).await?;
    let contacts = contact_lines(reader, contacts).await?;
    let areas: Vec<Stored<Area>> = reader.by("cooperation", &own).await?;
    let mut agreements: Vec<Stored<Agreement>> = reader.by("cooperation", &own).await?;
    for agreement in reader.by::<Agreement>("parties", &party).await? {
        if agreements.iter().all(|a| a.id != agreement.id) {
            agreements.push(agreement);
        }
    }
    let agreements = agreement_lines(reader, &agreements).await?;
    let bodies = super::body::lines(reader, &stored_bodies).await?;
    let (members, other_members, count) = members(reader, cooperation.id, &stored_groups).await?;
    let member_of: Vec<ThingId> = super::membership::of_party(reader, cooperation.id)
        .await?
        .into_iter()
        .map(|t| t.cooperation)
        .collect();
    let f = &cooperation.facts;
    let mut wanted = ids![f.organisation, f.basis];
    wanted.extend(&member_of);
    wanted.extend(stored_groups.iter().flat_map(|g| ids![g.facts.members.clone(), g.facts.part_of]));
    wanted.extend(areas.iter().flat_map(|a| ids![a.facts.letter_of_intent]));
    let names = reader.names(wanted).await?;
    let mut about = vec![link.clone()];
    about.extend(
        members.iter().chain(&other_members).map(|m| m.link.clone()).filter(|l| l.noun == "cooperation"),
    );
    about.extend(stored_groups.iter().map(Link::from));
    about.extend(stored_bodies.iter().map(Link::from));
    let doubts = fact::doubts(reader, &about).await?;
    Ok(Page {
        organisation: names.opt(f.organisation),
        basis: names.opt(f.basis),
        origin: Origin::from(&cooperation.meta),
        members,
        other_members,
        count,
        member_of: member_of.into_iter().filter_map(|id| names.get(id)).collect(),
        groups: stored_groups.iter().map(|g| group_line(g, &names)).collect(),
        bodies,
        posts,
        next,
        documents: document_lines(reader, &documents),
        plans: plans.iter().map(plan_line).collect(),
        commissions,
        referrals,
        courses: courses.iter().map(Link::from).collect(),
        contacts,
        areas: area_lines(&areas, &names),
        agreements,
        doubts,
        link,
        facts: cooperation.facts,
    })
}

/// The commissions that somebody of the cooperation gave or has, each once.
async fn commissions(
    reader: &mut Reader,
    party: &[ThingId],
    bodies: &[ThingId],
    posts: &[PostLine],
) -> Result<Vec<CommissionLine>, ActionError> {
    let mut whose = party.to_vec();
    whose.extend(bodies);
    whose.extend(posts.iter().map(|p| p.link.id));
    let mut commissions: Vec<Stored<Commission>> = reader.by("given_by", &whose).await?;
    for commission in reader.by::<Commission>("assignee", &whose).await? {
        if commissions.iter().all(|c| c.id != commission.id) {
            commissions.push(commission);
        }
    }
    duty::commissions(reader, commissions).await
}

async fn members(
    reader: &mut Reader,
    cooperation: ThingId,
    groups: &[Stored<Group>],
) -> Result<(Vec<Member>, Vec<Member>, usize), ActionError> {
    let tree = Tree::below(reader, &[cooperation]).await?;
    let all: Vec<&Stored<Membership>> =
        tree.direct(cooperation).iter().chain(tree.otherwise(cooperation)).collect();
    let mut wanted: Vec<ThingId> = groups.iter().map(|g| g.id).collect();
    for m in &all {
        wanted.push(m.facts.member.0);
        wanted.extend(tree.organisations(m.facts.member.0));
    }
    let names = reader.names(wanted).await?;
    let (mut now, mut other) = (Vec::new(), Vec::new());
    let mut sorted = all;
    sorted.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    for m in sorted.into_iter().cloned() {
        let Some(link) = names.to(m.facts.member) else { continue };
        let within = groups.iter().filter(|g| g.facts.members.iter().any(|o| o.0 == link.id));
        let mut members: Vec<Link> = Vec::new();
        if link.noun == "cooperation" {
            members.extend(tree.organisations(link.id).into_iter().filter_map(|id| names.get(id)));
            members.sort_by_cached_key(|l| collation::key(&l.label));
        }
        let holds = super::may_hold(m.facts.valid.as_ref(), reader.today);
        let member = Member {
            groups: within.filter_map(|g| names.get(g.id)).collect(),
            link,
            kind: m.facts.kind,
            areas: m.facts.areas,
            condition: m.facts.condition.map(|c| c.0),
            valid: m.facts.valid,
            members,
        };
        if holds { now.push(member) } else { other.push(member) }
    }
    let count = tree.organisations(cooperation).len();
    Ok((now, other, count))
}

fn group_line(g: &Stored<Group>, names: &Names) -> GroupLine {
    GroupLine {
        link: Link::from(g),
        kind: g.facts.kind,
        members: names.list(&g.facts.members),
        part_of: names.opt(g.facts.part_of),
        note: g.facts.note.as_ref().map(|n| n.0.clone()),
    }
}

fn plan_line(p: &Stored<Plan>) -> PlanLine {
    PlanLine { link: Link::from(p), period: p.facts.period.clone(), state: p.facts.state }
}

/// Areas by how far they have come, then by priority.
fn area_lines(areas: &[Stored<Area>], names: &Names) -> Vec<AreaLine> {
    let mut lines: Vec<AreaLine> = areas
        .iter()
        .map(|a| AreaLine {
            link: Link::from(a),
            stage: a.facts.stage,
            priority: a.facts.priority,
            letter: names.opt(a.facts.letter_of_intent),
            no_letter: a.facts.no_letter_reason.as_ref().map(|r| r.0.clone()),
        })
        .collect();
    lines.sort_by_key(|l| (l.stage, l.priority.unwrap_or(i64::MAX)));
    lines
}
