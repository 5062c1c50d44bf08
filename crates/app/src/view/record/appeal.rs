//! Until when a record may be appealed: from the day of its notice, by the law of the body's jurisdiction on that day.
//!
//! Invariant: a body without jurisdiction, or whose law says nothing of it, has no such day; without the day of the notice
//! there is none to be computed, and that is said.

use super::super::{Reader, meeting::RecordEntry, shown::Shown};
use crate::{
    error::ActionError,
    pack::{self, Pack},
};
use genbo_documents::statutes::Statute;
use genbo_domain::{
    body::{Body, Profile},
    cooperation::Cooperation,
    duration::Duration,
    edtf::Edtf,
    organisation::Organisation,
    parameters::Parameter,
    value::ThingId,
};
use genbo_store::row::Find;
use jiff::civil::Date;

/// What law says of appealing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// Chapter and section, as people cite them.
    pub section: &'static str,
    /// For each record of the meeting, from when it counts.
    pub begun: Vec<Begun>,
}

/// From when the time of appeal counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// The day of the notice is not known, or not to the day.
    Unknown,
    /// Several boards must have put it up, and whether all have is not known.
    WhenAll,
    /// It counts; this is its last day.
    Until(Date),
}

/// What statutes about the end of a notice have as their topic.
const TOPIC: &str = "nedtagning";

/// Until when the records of a body may be appealed.
pub(super) async fn of(
    reader: &mut Reader,
    body: &Shown<Body>,
    records: &[RecordEntry],
) -> Result<Option<Appeal>, ActionError> {
    let Some(profile) = body.facts.profile else { return Ok(None) };
    let Some(pack) = jurisdiction(reader, body).await? else { return Ok(None) };
    let today = reader.today;
    let Some((now, _)) = statute(pack, profile, today) else { return Ok(None) };
    let begun = records.iter().map(|entry| {
        let posted: Vec<Option<Date>> =
            entry.notices.iter().map(|n| n.facts.posted.as_ref().and_then(Edtf::exact_day)).collect();
        match posted.into_iter().collect::<Option<Vec<Date>>>().and_then(|all| all.into_iter().max()) {
            None => Begun::Unknown,
            Some(_) if profile == Profile::JointBoard => Begun::WhenAll,
            Some(day) => last_day(pack, profile, day).map_or(Begun::Unknown, Begun::Until),
        }
    });
    Ok(Some(Appeal { section: now.section.as_str(), begun: begun.collect() }))
}

fn last_day(pack: &'static Pack, profile: Profile, posted: Date) -> Option<Date> {
    let (_, time) = statute(pack, profile, posted)?;
    pack.calendar.working_day_from(time.after(posted, &pack.calendar).ok()?)
}

/// What was in force on a day, and how long the time is.
fn statute(pack: &'static Pack, profile: Profile, on: Date) -> Option<(&'static Statute, Duration)> {
    let mut all = pack.statutes.statutes.iter();
    let found =
        all.find(|s| s.topic == TOPIC && s.profiles.contains(&profile) && s.valid.overlaps(on, on))?;
    match found.parameters.get("at_least")? {
        Parameter::Text(text) => Some((found, text.parse().ok()?)),
        _ => None,
    }
}

async fn jurisdiction(reader: &mut Reader, body: &Shown<Body>) -> Result<Option<&'static Pack>, ActionError> {
    let owner: ThingId = body.facts.owner.0;
    let mut cooperations = reader.load::<Cooperation>(Find::Ids(&[owner])).await?;
    cooperations.extend(reader.by::<Cooperation>("organisation", &[owner]).await?);
    if let Some(one) = cooperations.first() {
        return Ok(one.facts.jurisdiction.as_deref().and_then(pack::named));
    }
    let Some(own) = reader.load::<Organisation>(Find::Ids(&[owner])).await?.pop() else { return Ok(None) };
    let code = match (&own.facts.code, own.facts.part_of) {
        (Some(code), _) => Some(code.clone()),
        (None, Some(whole)) => {
            reader.load::<Organisation>(Find::Ids(&[whole.0])).await?.pop().and_then(|o| o.facts.code)
        }
        (None, None) => None,
    };
    Ok(code.and_then(|code| pack::all().into_iter().find(|p| p.has_code(&code))))
}
