//! What fees for a meeting are reckoned from: who was there, how long, whether he or she decided, and the rates of its day.
//!
//! Invariant: a time that is not known is told as unknown, and so is all that depends on it.

use crate::{
    agenda,
    cx::Actor,
    error::ActionError,
    ids,
    view::{
        Reader,
        attendance::{self, Group, Part, Roll},
        shown::Shown,
    },
};
use genbo_domain::{
    edtf::Edtf,
    fee::{self, FeeRate, Taken},
    meeting::Meeting,
    presence::Truth,
};
use genbo_store::row::Stored;

/// The basis of fees for one meeting.
#[derive(Debug)]
pub struct Basis {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The rates that hold on its day.
    pub rates: Vec<FeeRate>,
    /// Rates of which nobody can say whether they hold on its day.
    pub unsure: Vec<FeeRate>,
    /// Each who took part, or should have.
    pub lines: Vec<Line>,
}

/// One person's part.
#[derive(Debug)]
pub struct Line {
    /// Who, and how.
    pub part: Part,
    /// How long, and whether he or she decided.
    pub taken: Taken,
    /// Minutes in which he or she decided; nothing if that is not known.
    pub deciding: Option<u32>,
}

/// The basis of the meeting of that slug or id.
pub async fn basis(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Basis, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    if !agenda::may(reader, actor, meeting.id()).await? {
        return Err(ActionError::Forbidden);
    }
    let day = meeting.facts.when.as_ref().and_then(Edtf::exact_day);
    let bodies = ids![meeting.facts.bodies.clone()];
    let stored: Vec<Stored<FeeRate>> = reader.by("body", &bodies).await?;
    let (mut rates, mut unsure) = (Vec::new(), Vec::new());
    for rate in stored.into_iter().map(|s| s.facts) {
        match day.map_or(rate.valid.is_none().then_some(true), |day| fee::holds(&rate, day)) {
            Some(true) => rates.push(rate),
            Some(false) => {}
            None => unsure.push(rate),
        }
    }
    let roll = attendance::roll(reader, meeting.id(), meeting.facts.when.as_ref(), None).await?;
    let takens: Vec<(Taken, Option<u32>)> = (0..roll.parts.len()).map(|i| taken(&roll, i)).collect();
    let lines = roll.parts.into_iter().zip(takens);
    let lines = lines.map(|(part, (taken, deciding))| Line { part, taken, deciding }).collect();
    Ok(Basis { meeting, rates, unsure, lines })
}

fn taken(roll: &Roll, at: usize) -> (Taken, Option<u32>) {
    let part = &roll.parts[at];
    let group = part.group();
    if roll.by_clock.is_empty() {
        // Without times only those are certain for whom nothing changes.
        let changes = !part.events.is_empty();
        let sure = |yes: bool| match (yes, changes) {
            (_, true) => Truth::Possible,
            (true, false) => Truth::Sure,
            (false, false) => Truth::No,
        };
        let (present, decided) = (sure(group != Group::Absent), sure(group == Group::Deciding));
        let minutes = (present == Truth::No).then_some(0);
        return (Taken { minutes, present, decided }, (decided == Truth::No).then_some(0));
    }
    let (mut present, mut decided) = (Truth::No, Truth::No);
    let (mut minutes, mut deciding) = (Some(0), Some(0));
    for stretch in &roll.by_clock {
        let standing = &stretch.standings[at];
        let length = u32::from(stretch.to.minutes().saturating_sub(stretch.from.minutes()));
        add(standing.present, length, &mut present, &mut minutes);
        add(standing.entitled, length, &mut decided, &mut deciding);
    }
    (Taken { minutes, present, decided }, deciding)
}

/// Adds a stretch: what may have been leaves the sum unknown.
fn add(truth: Truth, length: u32, whole: &mut Truth, minutes: &mut Option<u32>) {
    match truth {
        Truth::Sure => {
            *minutes = minutes.map(|m| m.saturating_add(length));
            *whole = Truth::Sure;
        }
        Truth::Possible => {
            *minutes = None;
            if *whole == Truth::No {
                *whole = Truth::Possible;
            }
        }
        Truth::No => {}
    }
}
