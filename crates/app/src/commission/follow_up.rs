//! What a body decided in a year, and what became of it: the question that auditors ask.
//!
//! Invariant: a decision that gave nobody anything to do is told as that, and what nobody has told is told as unknown.

use crate::{
    agenda,
    error::ActionError,
    ids,
    view::{
        Link, Names, Reader,
        duty::{self, CommissionLine},
    },
};
use genbo_domain::{
    body::Body,
    commission::{Commission, CommissionState, Implementation, ImplementationState},
    decision::Clause,
    edtf::Edtf,
    item::Item,
    meeting::Meeting,
    value::ThingId,
};
use genbo_store::row::Stored;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One clause with what became of it.
#[derive(Debug)]
pub struct Line {
    /// Where it was decided.
    pub meeting: Link,
    /// When.
    pub when: Option<Edtf>,
    /// The item.
    pub item: Link,
    /// The item's number.
    pub number: Option<String>,
    /// What was decided.
    pub text: String,
    /// To whom.
    pub addressees: Vec<Link>,
    /// To whom, as written.
    pub addressee_text: Option<String>,
    /// By when.
    pub due: Option<Edtf>,
    /// The commissions that it gave.
    pub commissions: Vec<CommissionLine>,
    /// How many members have carried it out, of how many that have said how far they are.
    pub at_home: Option<(usize, usize)>,
}

/// How many commissions there are, by how far they have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In all.
    pub all: usize,
    /// Reported, noted or closed.
    pub done: usize,
    /// Open with time left, or without last day.
    pub open: usize,
    /// Open after their last day.
    pub late: usize,
    /// Handed back.
    pub returned: usize,
}

/// A year of a body's decisions.
#[derive(Debug)]
pub struct FollowUp {
    /// The body.
    pub body: Link,
    /// The year.
    pub year: i16,
    /// The years in which it has met, the latest first.
    pub years: Vec<i16>,
    /// What was decided, in order.
    pub lines: Vec<Line>,
    /// What was given to do.
    pub tally: Tally,
}

/// What the body of that slug or id decided in a year; without a year, in the latest in which it has met by the day.
pub async fn follow_up(reader: &mut Reader, body: &str, year: Option<i16>) -> Result<FollowUp, ActionError> {
    let body: Stored<Body> = reader.find(body).await?;
    let mut meetings: Vec<Stored<Meeting>> = reader.by("bodies", &[body.id]).await?;
    let began = |m: &Stored<Meeting>| m.facts.when.as_ref().and_then(Edtf::first);
    let today = reader.today;
    let years: BTreeSet<i16> =
        meetings.iter().filter_map(began).filter(|b| b.date() <= today).map(|b| b.date().year()).collect();
    let year = year.or(years.last().copied()).unwrap_or(today.year());
    let (from, to) = (date(year.clamp(1, 9998), 1, 1), date(year.clamp(1, 9998), 12, 31));
    meetings.retain(|m| m.facts.when.as_ref().is_some_and(|w| w.overlaps(from, to)));
    meetings.sort_by_key(|m| (began(m), m.meta.slug.clone()));
    let lines = lines(reader, &meetings).await?;
    let tally = tally(lines.iter().flat_map(|l| &l.commissions));
    Ok(FollowUp { body: Link::from(&body), year, years: years.into_iter().rev().collect(), lines, tally })
}

async fn lines(reader: &mut Reader, meetings: &[Stored<Meeting>]) -> Result<Vec<Line>, ActionError> {
    let meeting_ids: Vec<ThingId> = meetings.iter().map(|m| m.id).collect();
    let items: Vec<Stored<Item>> = reader.by("meeting", &meeting_ids).await?;
    let item_ids: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    let clauses: Vec<Stored<Clause>> = reader.by("item", &item_ids).await?;
    let clause_ids: Vec<ThingId> = clauses.iter().map(|c| c.id).collect();
    let mut given: Vec<Stored<Commission>> = reader.by("clause", &clause_ids).await?;
    given.extend(reader.by::<Commission>("item", &item_ids).await?);
    // A commission may name both its clause and its item.
    let mut seen = BTreeSet::new();
    given.retain(|c| seen.insert(c.id));
    let of: HashMap<ThingId, (Option<ThingId>, Option<ThingId>)> =
        given.iter().map(|c| (c.id, (c.facts.clause.map(|x| x.0), c.facts.item.map(|x| x.0)))).collect();
    let commission_ids: Vec<ThingId> = given.iter().map(|c| c.id).collect();
    let carried: Vec<ThingId> = [item_ids, clause_ids, commission_ids].concat();
    let home: Vec<Stored<Implementation>> = reader.by("decision", &carried).await?;
    let names = reader.names(clauses.iter().flat_map(|c| ids![c.facts.addressees.clone()])).await?;
    let mut commissions = duty::commissions(reader, given).await?;
    let mut by_item: BTreeMap<ThingId, Vec<Stored<Item>>> = BTreeMap::new();
    for item in items {
        by_item.entry(item.facts.meeting.0).or_default().push(item);
    }
    let mut lines = Vec::new();
    for meeting in meetings {
        for item in agenda::in_order(by_item.remove(&meeting.id).unwrap_or_default()) {
            let mut own: Vec<&Stored<Clause>> =
                clauses.iter().filter(|c| c.facts.item.0 == item.id).collect();
            own.sort_by_key(|c| c.facts.number);
            for (place, clause) in own.into_iter().enumerate() {
                let is_ours = |c: &mut CommissionLine| match of.get(&c.link.id) {
                    Some((Some(of_clause), _)) => *of_clause == clause.id,
                    // What the item gave, without saying by which clause, is told at its first.
                    Some((None, of_item)) => *of_item == Some(item.id) && place == 0,
                    None => false,
                };
                let commissions: Vec<CommissionLine> = commissions.extract_if(.., is_ours).collect();
                let mut about: Vec<ThingId> = commissions.iter().map(|c| c.link.id).collect();
                about.extend([clause.id, item.id]);
                lines.push(line(meeting, &item, clause, &names, commissions, at_home(&home, &about)));
            }
        }
    }
    Ok(lines)
}

fn line(
    meeting: &Stored<Meeting>,
    item: &Stored<Item>,
    clause: &Stored<Clause>,
    names: &Names,
    commissions: Vec<CommissionLine>,
    at_home: Option<(usize, usize)>,
) -> Line {
    let c = &clause.facts;
    Line {
        meeting: Link::from(meeting),
        when: meeting.facts.when.clone(),
        item: Link::from(item),
        number: item.facts.number.clone(),
        text: c.text.0.clone(),
        addressees: names.list(&c.addressees),
        addressee_text: c.addressee_text.clone(),
        due: c.due.clone(),
        commissions,
        at_home,
    }
}

fn at_home(all: &[Stored<Implementation>], about: &[ThingId]) -> Option<(usize, usize)> {
    let own: Vec<&Stored<Implementation>> =
        all.iter().filter(|i| about.contains(&i.facts.decision.0)).collect();
    let done = own.iter().filter(|i| i.facts.state == Some(ImplementationState::Done)).count();
    (!own.is_empty()).then_some((done, own.len()))
}

fn tally<'a>(commissions: impl Iterator<Item = &'a CommissionLine>) -> Tally {
    let mut tally = Tally::default();
    for c in commissions {
        tally.all += 1;
        let place = match c.state {
            Some(CommissionState::Returned) => &mut tally.returned,
            Some(CommissionState::Reported | CommissionState::Noted | CommissionState::Closed) => {
                &mut tally.done
            }
            _ if c.late => &mut tally.late,
            _ => &mut tally.open,
        };
        *place += 1;
    }
    tally
}
