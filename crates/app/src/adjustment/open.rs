//! Beginning a round: who signs, until when, where; ending it; putting somebody else in another's place.

use super::{Cannot, cannot, field_of, goes_on, kept, note, refers, refuse_stale, stands, text};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::put_in,
        written::{Said, Written},
    },
    view::Reader,
};
use genbo_domain::{
    adjustment::{Act, RoundState, SignRole},
    noun::Noun,
    person::Person,
    record::{Record, RecordStatus},
    value::{Pointer, Value},
};
use genbo_store::{
    adjustment as rounds,
    row::Stored,
    thing::{self as things, Viewer},
};
use jiff::civil::Date;

/// How a round begins.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// Who signs: slug of the person, as what, for which §§.
    pub signers: Vec<(String, SignRole, Option<String>)>,
    /// The last day.
    pub due: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// Whether single §§ are adjusted at once.
    pub immediate: bool,
    /// The record's data, canonical.
    pub draft: String,
    /// The last change that they were read after.
    pub seen: i64,
}

/// Begins a round about a record.
pub async fn open(cx: &Cx, actor: &Actor, slug: &str, today: Date, how: &Opening) -> Result<(), ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let desk = super::desk(&mut reader, actor, slug).await;
    reader.tx.close().await?;
    let desk = desk?;
    let due = how.due.ok_or_else(|| cannot(Cannot::NoDay))?;
    if desk.open().is_some() {
        return Err(cannot(Cannot::Goes));
    }
    if let Some(why) = desk.hinders.first() {
        return Err(cannot(why.clone()));
    }
    for (person, ..) in &how.signers {
        if !desk.there.iter().any(|t| t.person.slug == *person) {
            return Err(cannot(Cannot::NotThere(person.clone())));
        }
    }
    let of = |role| how.signers.iter().filter(|(_, r, _)| *r == role).count();
    if of(SignRole::Chair) == 0 {
        return Err(cannot(Cannot::NoChair));
    }
    let wanted = desk.bodies.iter().find_map(|b| b.facts.adjusters.as_ref()?.min()).unwrap_or(1);
    if i64::try_from(of(SignRole::Adjuster)).unwrap_or(i64::MAX) < wanted {
        return Err(cannot(Cannot::FewAdjusters(of(SignRole::Adjuster), wanted)));
    }
    let now = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        refuse_stale(&mut change.tx, how.seen).await?;
        let id = rounds::number(&mut change.tx).await?;
        let round = rounds::Round {
            id,
            record: record.id,
            state: RoundState::Open,
            immediate: how.immediate,
            due: due.to_string(),
            place: how.place.clone(),
            draft: how.draft.clone(),
            opened: now.clone(),
            opened_by: change.actor.name().to_owned(),
            closed: None,
            paper: None,
        };
        rounds::add(&mut change.tx, &round).await?;
        for (person, role, paragraphs) in &how.signers {
            let person = things::find(&mut change.tx, &Viewer::All, Person::NAME, person).await?.id;
            let id = rounds::number(&mut change.tx).await?;
            let signer =
                rounds::Signer { id, person, role: *role, paragraphs: paragraphs.clone(), replaced: None };
            rounds::add_signer(&mut change.tx, round.id, &signer).await?;
        }
        let mut w = told(&record, &how.signers).with("status", text(RecordStatus::InAdjustment.as_str()));
        w = w.with("adjusted", text(&due.to_string()));
        if let Some(place) = &how.place {
            w = w.with("adjustment_place", text(place));
        }
        put_in(change, &[w]).await?;
        let names: Vec<&str> = how.signers.iter().map(|(p, ..)| p.as_str()).collect();
        note(change, record.id, "adjust", &[("due", &due.to_string()), ("signers", &names.join(", "))]);
        Ok(())
    })
    .await
}

/// The record with those who sign it.
fn told(record: &Stored<Record>, signers: &[(String, SignRole, Option<String>)]) -> Written {
    let mut w = Written::change(&Record::DEF, record.meta.slug.clone());
    for role in [SignRole::Secretary, SignRole::Chair, SignRole::Adjuster] {
        let own = signers.iter().filter(|(_, r, _)| *r == role).map(|(slug, ..)| slug.clone());
        let refs: Vec<_> = own.map(|slug| Value::Ref(Pointer { noun: Person::NAME, slug })).collect();
        match (role, refs.as_slice()) {
            (SignRole::Adjuster, _) => w = w.with(field_of(role), Said::Value(Value::List(refs))),
            (_, [one, ..]) => w = w.with(field_of(role), Said::Value(one.clone())),
            (_, []) => {}
        }
    }
    w
}

/// Ends a round without an adjusted record: it is a draft again.
pub async fn end(cx: &Cx, actor: &Actor, slug: &str, reason: &str) -> Result<(), ActionError> {
    if reason.trim().is_empty() {
        return Err(cannot(Cannot::NoReason));
    }
    let now = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let next = stands(&mut change.tx, &round).await?.after(&Act::End);
        let next = next.map_err(|e| cannot(Cannot::Round(e)))?;
        rounds::set(&mut change.tx, round.id, next.state, Some(&now), round.paper).await?;
        let draft = text(RecordStatus::Draft.as_str());
        put_in(change, &[Written::change(&Record::DEF, record.meta.slug.clone()).with("status", draft)])
            .await?;
        note(change, record.id, "adjust", &[("ended", reason)]);
        Ok(())
    })
    .await
}

/// Puts somebody else who was there in the place of one who signs, with a reason.
pub async fn replace(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    (signer, person, reason): (i64, &str, &str),
) -> Result<(), ActionError> {
    if reason.trim().is_empty() {
        return Err(cannot(Cannot::NoReason));
    }
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let desk = super::desk(&mut reader, actor, slug).await;
    reader.tx.close().await?;
    let there = desk?.there.iter().find(|t| t.person.slug == person).map(|t| t.person.id);
    let there = there.ok_or_else(|| cannot(Cannot::NotThere(person.to_owned())))?;
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let signers = rounds::signers(&mut change.tx, round.id).await?;
        let old = signers.iter().find(|s| s.id == signer).ok_or(ActionError::NotFound)?;
        if signers.iter().any(|s| s.replaced.is_none() && s.person == there && s.role == old.role) {
            return Err(cannot(Cannot::Round(genbo_domain::adjustment::NotNow::Twice)));
        }
        let id = rounds::number(&mut change.tx).await?;
        let next = stands(&mut change.tx, &round).await?.after(&Act::Replace(signer, id));
        next.map_err(|e| cannot(Cannot::Round(e)))?;
        rounds::replace_signer(&mut change.tx, signer, reason).await?;
        let new = rounds::Signer {
            id,
            person: there,
            role: old.role,
            paragraphs: old.paragraphs.clone(),
            replaced: None,
        };
        rounds::add_signer(&mut change.tx, round.id, &new).await?;
        // The paper names those who sign: another one has to be put before them.
        rounds::set(&mut change.tx, round.id, round.state, None, None).await?;
        name_signers(change, &record, round.id).await?;
        note(change, record.id, "adjust", &[("replaced_by", person), ("reason", reason)]);
        Ok(())
    })
    .await
}

/// Names those who sign in the record itself.
async fn name_signers(change: &mut Change, record: &Stored<Record>, round: i64) -> Result<(), ActionError> {
    let signers = rounds::signers(&mut change.tx, round).await?;
    let ids: Vec<_> = signers.iter().map(|s| s.person).collect();
    let names = things::names(&mut change.tx, &Viewer::All, &ids).await?;
    let named: Vec<(String, SignRole, Option<String>)> = signers
        .iter()
        .filter(|s| s.replaced.is_none())
        .filter_map(|s| Some((names.get(&s.person)?.slug.clone(), s.role, None)))
        .collect();
    put_in(change, &[told(record, &named)]).await.map(|_| ())
}

/// The reference of a record to its meeting, as it is written.
pub(crate) fn of_meeting(slug: &str) -> Said {
    refers(genbo_domain::meeting::Meeting::NAME, slug)
}
