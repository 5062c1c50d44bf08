//! One referral: the question, each addressee's state as of the day, all of them together; and the list of referrals.

use super::{
    Link, Names, Reader, choices,
    duty::{self, ReferralLine},
    fact::{self, Doubts},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    matter::{Case, Dispatch},
    noun::Noun,
    referral::{
        Answer, Referral, ReferralAddressee,
        state::{self, AddresseeState, Composed},
    },
    value::ThingId,
};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{HowMany, Only, Part},
    row::{Find, Stored},
};

/// A referral with everything that belongs to it.
#[derive(Debug)]
pub struct ReferralPage {
    /// The referral.
    pub referral: Shown<Referral>,
    /// Each one that is asked.
    pub asked: Vec<Asked>,
    /// All of them together.
    pub composed: Composed,
    /// Days from the day to the last day; negative when it is past.
    pub days_left: Option<i32>,
    /// The names of what it refers to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
}

/// One organisation that is asked.
#[derive(Debug)]
pub struct Asked {
    /// The addressee.
    pub addressee: Shown<ReferralAddressee>,
    /// Where it stands on the day.
    pub state: AddresseeState,
    /// Its answer, if it has come by the day.
    pub answer: Option<Shown<Answer>>,
    /// Whether the answer came in time.
    pub in_time: Option<bool>,
    /// Its own case of the matter.
    pub case: Option<Shown<Case>>,
    /// How the question was sent to it.
    pub dispatch: Option<Shown<Dispatch>>,
}

/// The referral of that slug or id.
pub async fn referral(reader: &mut Reader, slug: &str) -> Result<ReferralPage, ActionError> {
    let referral: Shown<Referral> = reader.find::<Referral>(slug).await?.into();
    let addressees = shown::all(reader.by::<ReferralAddressee>("referral", &[referral.id()]).await?);
    let answers = shown::all(reader.by::<Answer>("referral", &[referral.id()]).await?);
    let cases = shown::all(reader.by::<Case>("matter", &ids![referral.facts.matter]).await?);
    let dispatches = shown::all(reader.by::<Dispatch>("document", &ids![referral.facts.document]).await?);
    let asked: Vec<Asked> =
        addressees.into_iter().map(|a| asked(a, &referral, &answers, &cases, &dispatches, reader)).collect();
    let composed =
        state::compose(asked.iter().map(|a| (a.state, a.answer.as_ref().and_then(|n| n.facts.kind))));
    let mut page = ReferralPage {
        days_left: referral.facts.due.as_ref().and_then(|due| state::days_left(due, reader.today)),
        referral,
        asked,
        composed,
        names: Names::default(),
        doubts: Doubts::default(),
    };
    page.names = reader.names(references(&page)).await?;
    page.doubts = fact::doubts(reader, &subjects(&page)).await?;
    Ok(page)
}

fn asked(
    addressee: Shown<ReferralAddressee>,
    referral: &Shown<Referral>,
    answers: &[Shown<Answer>],
    cases: &[Shown<Case>],
    dispatches: &[Shown<Dispatch>],
    reader: &Reader,
) -> Asked {
    let who = addressee.facts.organisation;
    let answer = answers.iter().find(|a| a.facts.organisation == who);
    let state = state::state(&referral.facts, &addressee.facts, answer.map(|a| &a.facts), reader.today);
    let answer = answer.filter(|_| state == AddresseeState::Answered);
    Asked {
        in_time: answer.and_then(|a| state::in_time(&referral.facts, &addressee.facts, &a.facts)),
        answer: answer.cloned(),
        case: cases.iter().find(|c| c.facts.organisation == who).cloned(),
        dispatch: dispatches.iter().find(|d| d.facts.recipient.is_some_and(|r| r.0 == who.0)).cloned(),
        state,
        addressee,
    }
}

fn references(page: &ReferralPage) -> Vec<ThingId> {
    let f = &page.referral.facts;
    let mut all: Vec<ThingId> = page.referral.home.into_iter().collect();
    all.push(f.sender.0);
    all.extend(ids![f.matter]);
    all.extend(ids![f.document]);
    all.extend(ids![f.decided_by]);
    all.extend(ids![f.follows_up.clone()]);
    for asked in &page.asked {
        all.push(asked.addressee.facts.organisation.0);
        if let Some(a) = &asked.answer {
            all.extend(ids![a.facts.decision]);
            all.extend(ids![a.facts.document]);
        }
    }
    all
}

fn subjects(page: &ReferralPage) -> Vec<Link> {
    let mut all = vec![page.referral.link.clone()];
    all.extend(page.asked.iter().flat_map(|a| a.answer.iter().map(|n| n.link.clone())));
    all.extend(page.asked.iter().map(|a| a.addressee.link.clone()));
    all
}

/// Which referrals are asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of a cooperation.
    pub cooperation: Option<String>,
    /// Slug or id of an organisation that is asked.
    pub organisation: Option<String>,
    /// Only those that somebody has yet to answer.
    pub open: bool,
    /// Which part.
    pub part: Part,
}

/// A list of referrals.
#[derive(Debug, Default)]
pub struct Referrals {
    /// The referrals.
    pub lines: Vec<ReferralLine>,
    /// How many there are in all, before those that all have answered are left out.
    pub all: HowMany,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
    /// The organisation that was asked for.
    pub organisation: Option<Link>,
}

/// The referrals that are asked for, by last day.
pub async fn referrals(reader: &mut Reader, ask: &Ask) -> Result<Referrals, ActionError> {
    let home = choices::cooperation(reader, ask.cooperation.as_deref()).await?;
    let organisation = choices::organisation_link(reader, ask.organisation.as_deref()).await?;
    let to_it = match &organisation {
        Some(o) => {
            let asked: Vec<Stored<ReferralAddressee>> = reader.by("organisation", &[o.id]).await?;
            Some(asked.iter().map(|a| a.facts.referral.0).collect::<Vec<_>>())
        }
        None => None,
    };
    let only: Vec<Only<'_>> = to_it.iter().map(|ids| Only::Ids(ids)).collect();
    let wanted = Wanted { dates: Dates::LatestFirst("due"), home, label: None, only: &only };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Referral::DEF, wanted, ask.part).await?;
    let referrals = reader.load::<Referral>(Find::Ids(&found.ids)).await?;
    let mut lines = duty::referrals(reader, referrals).await?;
    if ask.open {
        let own = organisation.as_ref().map(|o| o.id);
        lines.retain(|l| match own.and_then(|id| l.of(id)) {
            Some(asked) => matches!(asked.state, duty::AskedState::Open | duty::AskedState::Late),
            None => l.missing() > 0,
        });
    }
    Ok(Referrals { lines, all: found.all, cooperations: choices::cooperations(reader).await?, organisation })
}
