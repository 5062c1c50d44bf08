//! What somebody owes somebody: commissions and referrals as lines, with their state as of the day.

use super::{Link, Reader, fact::Origin};
use crate::{error::ActionError, ids};
use genbo_domain::{
    commission::{Commission, CommissionState},
    decision::DueStatus,
    edtf::Edtf,
    referral::{
        Answer, AnswerKind, Referral, ReferralAddressee, SetBy,
        state::{self, AddresseeState},
    },
    value::ThingId,
};
use genbo_store::row::Stored;
use jiff::civil::Date;
use std::collections::HashSet;

/// A commission in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CommissionLine {
    /// The commission.
    pub link: Link,
    /// Who gives it.
    pub given_by: Option<Link>,
    /// Who shall do it.
    pub assignee: Option<Link>,
    /// Who shall do it, as written.
    pub assignee_text: Option<String>,
    /// Last day.
    pub due: Option<Edtf>,
    /// Whether the last day is set or preliminary.
    pub due_status: Option<DueStatus>,
    /// What it is due together with, where no day is told.
    pub due_with: Option<Link>,
    /// When to look at it again, where no last day is set.
    pub review: Option<Edtf>,
    /// The body that it is reported to.
    pub report_to: Option<Link>,
    /// Where it is.
    pub state: Option<CommissionState>,
    /// Whether somebody still has to do something.
    pub open: bool,
    /// Whether its last day is certainly past and it is open.
    pub late: bool,
    /// Whether it is given only after the day.
    pub ahead: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// Makes commissions what they are on the day, and tells which of them are given only later. One that is closed later is,
/// on the day, in a state that nobody has told.
pub(super) async fn on_the_day(
    reader: &mut Reader,
    commissions: &mut [Stored<Commission>],
) -> Result<HashSet<ThingId>, ActionError> {
    let ids: Vec<ThingId> = commissions.iter().map(|c| c.id).collect();
    let today = reader.today.to_string();
    let is_ahead = |at: &Option<String>| at.as_ref().is_some_and(|at| at.get(..10) > Some(&today));
    let mut ahead = HashSet::new();
    for days in genbo_store::commission::days(&mut reader.tx, &ids).await? {
        if is_ahead(&days.given) {
            ahead.insert(days.id);
        }
        if is_ahead(&days.closed) {
            commissions.iter_mut().filter(|c| c.id == days.id).for_each(|c| c.facts.state = None);
        }
    }
    Ok(ahead)
}

/// Those commissions as lines: the open ones first, by last day; those without any come after; then what is still ahead,
/// and what is done.
pub async fn commissions(
    reader: &mut Reader,
    mut commissions: Vec<Stored<Commission>>,
) -> Result<Vec<CommissionLine>, ActionError> {
    let ahead = on_the_day(reader, &mut commissions).await?;
    let wanted = commissions.iter().flat_map(|c| {
        let f = &c.facts;
        ids![f.given_by, f.assignee, f.due_with, f.report_to]
    });
    let names = reader.names(wanted).await?;
    let mut lines: Vec<CommissionLine> = commissions
        .into_iter()
        .map(|c| {
            let link = Link::from(&c);
            let origin = Origin::from(&c.meta);
            let f = c.facts;
            let ahead = ahead.contains(&link.id);
            let open = !ahead && is_open(f.state);
            CommissionLine {
                link,
                given_by: names.opt(f.given_by),
                assignee: names.opt(f.assignee),
                assignee_text: f.assignee_text,
                due_status: f.due_status,
                due_with: names.opt(f.due_with),
                review: f.review,
                report_to: names.opt(f.report_to),
                state: f.state,
                open,
                ahead,
                late: open && is_over(f.due.as_ref(), reader.today),
                due: f.due,
                origin,
            }
        })
        .collect();
    lines.sort_by_cached_key(|l| {
        let due = l.due.as_ref().map_or("Y".to_owned(), Edtf::sort_key);
        (!l.open, !l.ahead, due, l.link.label.clone())
    });
    Ok(lines)
}

/// Whether somebody still has to do something: until the report is noted, the commission closed or handed back.
fn is_open(state: Option<CommissionState>) -> bool {
    state.is_none_or(CommissionState::is_open)
}

fn is_over(due: Option<&Edtf>, today: Date) -> bool {
    due.and_then(Edtf::last).is_some_and(|last| last.date() < today)
}

/// Where one organisation's part in a referral is, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedState {
    /// The question has not been sent yet.
    NotSent,
    /// No answer yet, and there is time.
    Open,
    /// No answer, and the last day is past.
    Late,
    /// Answered.
    Answered,
    /// The question was withdrawn.
    Withdrawn,
}

/// One organisation that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Who is asked.
    pub organisation: Option<Link>,
    /// Where it is.
    pub state: AskedState,
    /// Last day, with the time that it was given beside.
    pub due: Option<Edtf>,
    /// What sort of answer it gave.
    pub kind: Option<AnswerKind>,
    /// Who said what sort it is.
    pub set_by: Option<SetBy>,
    /// The decision behind the answer.
    pub decision: Option<Link>,
    /// When the answer came.
    pub received: Option<Edtf>,
}

/// A referral in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferralLine {
    /// The referral.
    pub link: Link,
    /// Who asks.
    pub sender: Option<Link>,
    /// When it was sent.
    pub sent: Option<Edtf>,
    /// Last day to answer.
    pub due: Option<Edtf>,
    /// Each one that is asked.
    pub asked: Vec<Asked>,
    /// Where it is written.
    pub origin: Origin,
}

impl ReferralLine {
    /// How many have answered.
    pub fn answered(&self) -> usize {
        self.asked.iter().filter(|a| a.state == AskedState::Answered).count()
    }
    /// How many have yet to answer.
    pub fn missing(&self) -> usize {
        self.asked.iter().filter(|a| matches!(a.state, AskedState::Open | AskedState::Late)).count()
    }
    /// The part of one organisation.
    pub fn of(&self, organisation: ThingId) -> Option<&Asked> {
        self.asked.iter().find(|a| a.organisation.as_ref().is_some_and(|o| o.id == organisation))
    }
}

/// Those referrals as lines, by last day.
pub async fn referrals(
    reader: &mut Reader,
    referrals: Vec<Stored<Referral>>,
) -> Result<Vec<ReferralLine>, ActionError> {
    let referral_ids: Vec<ThingId> = referrals.iter().map(|r| r.id).collect();
    let addressees: Vec<Stored<ReferralAddressee>> = reader.by("referral", &referral_ids).await?;
    let answers: Vec<Stored<Answer>> = reader.by("referral", &referral_ids).await?;
    let mut wanted: Vec<ThingId> = referrals.iter().map(|r| r.facts.sender.0).collect();
    wanted.extend(addressees.iter().map(|a| a.facts.organisation.0));
    wanted.extend(answers.iter().flat_map(|a| ids![a.facts.decision]));
    let names = reader.names(wanted).await?;
    let today = reader.today;
    let mut lines: Vec<ReferralLine> = referrals
        .into_iter()
        .map(|r| {
            let of_this = addressees.iter().filter(|a| a.facts.referral.0 == r.id);
            let asked = of_this.map(|a| {
                let answer = answers
                    .iter()
                    .find(|n| n.facts.referral.0 == r.id && n.facts.organisation == a.facts.organisation)
                    .map(|n| &n.facts)
                    .filter(|n| !is_ahead(n.received.as_ref(), today));
                let due = state::last_day(&r.facts, &a.facts).cloned();
                Asked {
                    organisation: names.to(a.facts.organisation),
                    state: asked_state(&r.facts, &a.facts, answer, today),
                    due,
                    kind: answer.and_then(|n| n.kind),
                    set_by: answer.and_then(|n| n.set_by),
                    decision: answer.and_then(|n| names.opt(n.decision)),
                    received: answer.and_then(|n| n.received.clone()),
                }
            });
            ReferralLine {
                asked: asked.collect(),
                link: Link::from(&r),
                sender: names.to(r.facts.sender),
                origin: Origin::from(&r.meta),
                sent: r.facts.sent,
                due: r.facts.due,
            }
        })
        .collect();
    lines.sort_by_cached_key(|l| l.due.as_ref().map_or("Y".to_owned(), Edtf::sort_key));
    Ok(lines)
}

fn is_ahead(when: Option<&Edtf>, today: Date) -> bool {
    when.and_then(Edtf::first).is_some_and(|first| first.date() > today)
}

fn asked_state(
    referral: &Referral,
    addressee: &ReferralAddressee,
    answer: Option<&Answer>,
    today: Date,
) -> AskedState {
    if is_ahead(referral.sent.as_ref(), today) {
        return AskedState::NotSent;
    }
    match state::state(referral, addressee, answer, today) {
        AddresseeState::Open => AskedState::Open,
        AddresseeState::Late => AskedState::Late,
        AddresseeState::Answered => AskedState::Answered,
        AddresseeState::Withdrawn => AskedState::Withdrawn,
    }
}
