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
    posting::{self, Standing},
    record::Notice,
    value::ThingId,
};
use genbo_store::row::Find;
use jiff::civil::Date;
use std::collections::HashMap;

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
    /// The notice came down before the time was over, and is not up again: it does not run out.
    Stopped,
}

/// The law of a body about notices and appeals.
#[derive(Debug, Clone, Copy)]
pub struct Law {
    pack: &'static Pack,
    /// The body's profile.
    pub profile: Profile,
}

impl Law {
    /// The last day on which a decision can be appealed whose notice went up on that day.
    pub fn last_day(&self, posted: Date) -> Option<Date> {
        last_day(self.pack, self.profile, posted)
    }
}

/// The law of a body about notices; nothing if there is none.
pub async fn law(reader: &mut Reader, body: &Shown<Body>) -> Result<Option<Law>, ActionError> {
    let Some(profile) = body.facts.profile else { return Ok(None) };
    let pack = jurisdiction(reader, body).await?;
    let today = reader.today;
    Ok(pack.filter(|p| statute(p, profile, today).is_some()).map(|pack| Law { pack, profile }))
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
    let begun = records.iter().map(|entry| begun(&Law { pack, profile }, entry, today));
    Ok(Some(Appeal { section: now.section.as_str(), begun: begun.collect() }))
}

fn begun(law: &Law, entry: &RecordEntry, today: Date) -> Begun {
    let day = |n: &Notice| n.posted.as_ref().and_then(Edtf::exact_day);
    let standing = |n: &Notice| posting::standing(n, day(n).and_then(|d| law.last_day(d)), today);
    let again = |id: ThingId| entry.notices.iter().any(|n| n.facts.repeats.is_some_and(|r| r.0 == id));
    // What was put up again counts by its new notice alone.
    let counting: Vec<&Notice> = entry.notices.iter().filter(|n| !again(n.id())).map(|n| &n.facts).collect();
    if counting.iter().any(|n| standing(n) == Standing::TooEarly) {
        return Begun::Stopped;
    }
    let posted: Vec<Option<Date>> = counting.iter().map(|n| day(n)).collect();
    match posted.into_iter().collect::<Option<Vec<Date>>>().and_then(|all| all.into_iter().max()) {
        None => Begun::Unknown,
        Some(_) if law.profile == Profile::JointBoard => Begun::WhenAll,
        Some(day) => law.last_day(day).map_or(Begun::Unknown, Begun::Until),
    }
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

/// The laws of several bodies, by body; as many statements whatever their number.
pub async fn law_of(
    reader: &mut Reader,
    bodies: &[Shown<Body>],
) -> Result<HashMap<ThingId, Law>, ActionError> {
    let owners: Vec<ThingId> = bodies.iter().map(|b| b.facts.owner.0).collect();
    let mut cooperations = reader.load::<Cooperation>(Find::Ids(&owners)).await?;
    cooperations.extend(reader.by::<Cooperation>("organisation", &owners).await?);
    let mut organisations = reader.load::<Organisation>(Find::Ids(&owners)).await?;
    let wholes: Vec<ThingId> = organisations.iter().filter_map(|o| o.facts.part_of).map(|o| o.0).collect();
    organisations.extend(reader.load::<Organisation>(Find::Ids(&wholes)).await?);
    let today = reader.today;
    let pack_of = |owner: ThingId| {
        let of = |c: &&genbo_store::row::Stored<Cooperation>| {
            c.id == owner || c.facts.organisation.is_some_and(|o| o.0 == owner)
        };
        if let Some(one) = cooperations.iter().find(of) {
            return one.facts.jurisdiction.as_deref().and_then(pack::named);
        }
        let own = organisations.iter().find(|o| o.id == owner)?;
        let whole = own.facts.part_of.and_then(|w| organisations.iter().find(|o| o.id == w.0));
        let code = own.facts.code.clone().or_else(|| whole?.facts.code.clone())?;
        pack::all().into_iter().find(|p| p.has_code(&code))
    };
    let law = |b: &Shown<Body>| {
        let (profile, pack) = (b.facts.profile?, pack_of(b.facts.owner.0)?);
        statute(pack, profile, today).map(|_| (b.id(), Law { pack, profile }))
    };
    Ok(bodies.iter().filter_map(law).collect())
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
