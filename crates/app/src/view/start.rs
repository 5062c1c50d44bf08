//! The start page: what somebody has to answer, which meetings come, and what to keep an eye on. At most ten lines.

use super::{
    Link, Reader,
    gathering::{self, MeetingLine},
};
use crate::{account::Known, error::ActionError, ids};
use genbo_domain::{
    body::Body,
    commission::{Commission, CommissionState},
    cooperation::{Cooperation, Membership},
    edtf::Edtf,
    noun::Noun,
    post::Post,
    record::Record,
    referral::{Answer, Referral, ReferralAddressee},
    value::ThingId,
};
use genbo_store::{
    adjustment,
    row::{Find, Stored},
};
use jiff::civil::Date;
use std::collections::HashSet;

/// How many lines a group has at most.
const LINES: usize = 4;

/// What a start page shows.
#[derive(Debug, Default)]
pub struct Start {
    /// What waits for an answer or for something to be done, the most urgent first.
    pub duties: Vec<Duty>,
    /// How many there are in all.
    pub duties_in_all: usize,
    /// The meetings that come next.
    pub meetings: Vec<MeetingLine>,
    /// Referrals sent by one's own cooperations, that not all have answered.
    pub watched: Vec<Watched>,
    /// Commissions that one's own bodies gave, without last day.
    pub undated: Vec<Duty>,
    /// The cooperations that one is at home in; for somebody unknown, all.
    pub cooperations: Vec<Link>,
}

/// What a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyKind {
    /// To answer a referral.
    Referral,
    /// To carry out a commission.
    Commission,
    /// To sign a record.
    Sign,
}

/// Something that somebody must answer or do.
#[derive(Debug)]
pub struct Duty {
    /// What it is.
    pub kind: DutyKind,
    /// The referral or commission.
    pub link: Link,
    /// Who asks or gave it.
    pub from: Option<Link>,
    /// Last day.
    pub due: Option<Edtf>,
    /// The day to look at it again, where no last day is set.
    pub review: Option<Edtf>,
}

/// A referral that waits for answers.
#[derive(Debug)]
pub struct Watched {
    /// The referral.
    pub link: Link,
    /// Who asks.
    pub from: Option<Link>,
    /// Last day.
    pub due: Option<Edtf>,
    /// How many have answered.
    pub answered: usize,
    /// How many are asked.
    pub asked: usize,
}

/// The start page of somebody, or of nobody in particular.
pub async fn start(reader: &mut Reader, who: Option<&Known>) -> Result<Start, ActionError> {
    let cooperations: Vec<Stored<Cooperation>> = match who {
        Some(known) if !known.cooperations.is_empty() => reader.load(Find::Ids(&known.cooperations)).await?,
        _ => reader.load(Find::All).await?,
    };
    if who.is_none() {
        let meetings = gathering::next_of_anybody(reader, LINES).await?;
        let cooperations = top_level(reader, &cooperations).await?;
        return Ok(Start { meetings, cooperations, ..Start::default() });
    }
    let own: Vec<ThingId> = who.map(|k| k.organisations.clone()).unwrap_or_default();
    // Who is at home nowhere looks after everything, and nothing of it waits for him or her in particular.
    let at_home = who.is_some_and(|k| !k.cooperations.is_empty());
    let mine = if at_home { cooperations.as_slice() } else { &[] };
    let mut owners: Vec<ThingId> = mine.iter().map(|c| c.id).collect();
    owners.extend(mine.iter().filter_map(|c| c.facts.organisation.map(|o| o.0)));
    owners.extend(&own);
    let bodies: Vec<Stored<Body>> = reader.by("owner", &owners).await?;
    let body_ids: Vec<ThingId> = bodies.iter().map(|b| b.id).collect();
    let mut meetings = match at_home {
        true => gathering::next_of_bodies(reader, &body_ids).await?,
        false => gathering::next_of_anybody(reader, LINES).await?,
    };
    meetings.truncate(LINES);
    let mut duties = referrals_to_answer(reader, &own).await?;
    duties.extend(commissions_to_do(reader, &own, &owners, &bodies).await?);
    if let Some(person) = who.and_then(|k| k.account.person) {
        duties.extend(to_sign(reader, person).await?);
    }
    duties.sort_by_key(|d| d.due.as_ref().or(d.review.as_ref()).map_or("X".to_owned(), Edtf::sort_key));
    let duties_in_all = duties.len();
    duties.truncate(LINES);
    Ok(Start {
        duties,
        duties_in_all,
        meetings,
        watched: watched(reader, &owners, &body_ids).await?,
        undated: undated(reader, &body_ids).await?,
        cooperations: top_level(reader, &cooperations).await?,
    })
}

/// The records that wait for a person's signature.
async fn to_sign(reader: &mut Reader, person: ThingId) -> Result<Vec<Duty>, ActionError> {
    let waiting = adjustment::waiting_for(&mut reader.tx, person).await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ThingId> = waiting.iter().map(|(record, ..)| *record).collect();
    let records: Vec<Stored<Record>> = reader.load(Find::Ids(&ids)).await?;
    let names = reader.names(records.iter().map(|r| r.facts.meeting.0)).await?;
    let duty = |(id, due, _): &(ThingId, String, bool)| {
        let record = records.iter().find(|r| r.id == *id)?;
        let meeting = names.to(record.facts.meeting);
        let link = Link {
            label: meeting.map_or_else(|| record.meta.label.clone(), |m| m.label),
            ..Link::from(record)
        };
        Some(Duty { kind: DutyKind::Sign, link, from: None, due: due.parse().ok(), review: None })
    };
    Ok(waiting.iter().filter_map(duty).collect())
}

/// The cooperations that are not themselves members of another one.
async fn top_level(reader: &mut Reader, all: &[Stored<Cooperation>]) -> Result<Vec<Link>, ActionError> {
    let ids: Vec<ThingId> = all.iter().map(|c| c.id).collect();
    let inner: Vec<Stored<Membership>> = reader.by("member", &ids).await?;
    let inner: HashSet<ThingId> = inner.iter().map(|m| m.facts.member.0).collect();
    let mut links: Vec<(String, Link)> = all
        .iter()
        .filter(|c| !inner.contains(&c.id) && c.meta.home == Some(c.id))
        .map(|c| (c.meta.label_sort.clone(), Link::from(c)))
        .collect();
    links.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(links.into_iter().map(|(_, link)| link).collect())
}

async fn referrals_to_answer(reader: &mut Reader, own: &[ThingId]) -> Result<Vec<Duty>, ActionError> {
    let asked: Vec<Stored<ReferralAddressee>> = reader.by("organisation", own).await?;
    let answers: Vec<Stored<Answer>> = reader.by("organisation", own).await?;
    let answered: HashSet<(ThingId, ThingId)> =
        answers.iter().map(|a| (a.facts.referral.0, a.facts.organisation.0)).collect();
    let open: Vec<&Stored<ReferralAddressee>> = asked
        .iter()
        .filter(|a| {
            a.facts.withdrawn.is_none() && !answered.contains(&(a.facts.referral.0, a.facts.organisation.0))
        })
        .collect();
    let ids: Vec<ThingId> = open.iter().map(|a| a.facts.referral.0).collect();
    let mut referrals: Vec<Stored<Referral>> = reader.load(Find::Ids(&ids)).await?;
    referrals.retain(|r| is_sent(&r.facts, reader.today));
    let names = reader.names(referrals.iter().map(|r| r.facts.sender.0)).await?;
    Ok(open
        .iter()
        .filter_map(|a| {
            let referral = referrals.iter().find(|r| r.id == a.facts.referral.0)?;
            Some(Duty {
                kind: DutyKind::Referral,
                link: Link::from(referral),
                from: names.to(referral.facts.sender),
                due: a.facts.extended_to.clone().or_else(|| referral.facts.due.clone()),
                review: None,
            })
        })
        .collect())
}

fn waits_for_assignee(commission: &Commission) -> bool {
    commission.state.is_none_or(CommissionState::waits_for_assignee)
}

/// Whether a referral had been sent on the day, as far as is known.
fn is_sent(referral: &Referral, on: Date) -> bool {
    referral.sent.as_ref().and_then(Edtf::first).is_none_or(|sent| sent.date() <= on)
}

async fn commissions_to_do(
    reader: &mut Reader,
    own: &[ThingId],
    owners: &[ThingId],
    bodies: &[Stored<Body>],
) -> Result<Vec<Duty>, ActionError> {
    let mine: Vec<ThingId> = if own.is_empty() { owners.to_vec() } else { own.to_vec() };
    let mut assignees = mine.clone();
    assignees.extend(bodies.iter().filter(|b| mine.contains(&b.facts.owner.0)).map(|b| b.id));
    let posts: Vec<Stored<Post>> = reader.by("owner", &mine).await?;
    assignees.extend(posts.iter().map(|p| p.id));
    let commissions = given(reader, "assignee", &assignees).await?;
    duties(reader, commissions.into_iter().filter(|c| waits_for_assignee(&c.facts)).collect()).await
}

/// The commissions of somebody that have been given by the day.
async fn given(
    reader: &mut Reader,
    field: &str,
    ids: &[ThingId],
) -> Result<Vec<Stored<Commission>>, ActionError> {
    let mut commissions: Vec<Stored<Commission>> = reader.by(field, ids).await?;
    let ahead = super::duty::on_the_day(reader, &mut commissions).await?;
    commissions.retain(|c| !ahead.contains(&c.id));
    Ok(commissions)
}

async fn undated(reader: &mut Reader, bodies: &[ThingId]) -> Result<Vec<Duty>, ActionError> {
    let mut given = given(reader, "given_by", bodies).await?;
    given.retain(|c| waits_for_assignee(&c.facts) && c.facts.due.is_none() && c.facts.due_with.is_none());
    given.truncate(LINES / 2);
    duties(reader, given).await
}

async fn duties(reader: &mut Reader, commissions: Vec<Stored<Commission>>) -> Result<Vec<Duty>, ActionError> {
    let names = reader.names(commissions.iter().flat_map(|c| ids![c.facts.given_by])).await?;
    let duty = |c: &Stored<Commission>| Duty {
        kind: DutyKind::Commission,
        link: Link::from(c),
        from: names.opt(c.facts.given_by),
        due: c.facts.due.clone(),
        review: c.facts.review.clone(),
    };
    Ok(commissions.iter().map(duty).collect())
}

async fn watched(
    reader: &mut Reader,
    owners: &[ThingId],
    bodies: &[ThingId],
) -> Result<Vec<Watched>, ActionError> {
    let senders: Vec<ThingId> = owners.iter().chain(bodies).copied().collect();
    let mut sent: Vec<Stored<Referral>> = reader.by("sender", &senders).await?;
    sent.retain(|r| is_sent(&r.facts, reader.today));
    let ids: Vec<ThingId> = sent.iter().map(|r| r.id).collect();
    let asked: Vec<Stored<ReferralAddressee>> = reader.by("referral", &ids).await?;
    let answers: Vec<Stored<Answer>> = reader.by("referral", &ids).await?;
    let names = reader.names(sent.iter().map(|r| r.facts.sender.0)).await?;
    let mut watched: Vec<Watched> = sent
        .iter()
        .map(|r| Watched {
            link: Link::from(r),
            from: names.to(r.facts.sender),
            due: r.facts.due.clone(),
            answered: count(&answers, |a| a.referral.0 == r.id),
            asked: count(&asked, |a| a.referral.0 == r.id && a.withdrawn.is_none()),
        })
        .filter(|w| w.answered < w.asked)
        .collect();
    watched.truncate(LINES / 2);
    Ok(watched)
}

fn count<N: Noun>(list: &[Stored<N>], of: impl Fn(&N) -> bool) -> usize {
    list.iter().filter(|s| of(&s.facts)).count()
}
