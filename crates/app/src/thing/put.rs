//! Putting things down: new ones and changed ones, all of them or none.

use super::{
    known::Known,
    lacks,
    refusal::{Refusal, Why},
    written::{Mode, Written},
};
use crate::{
    account,
    check::validate::RuleFault,
    cooperation_file::{import, resolve},
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    house,
};
use genbo_documents::cooperation_file::{Entry, Problem};
use genbo_domain::{
    attachment::{Attachment, OF_BYTES},
    authority,
    cooperation::Cooperation,
    noun::Noun,
};
use genbo_store::{
    audit::AuditValue,
    submission,
    thing::{self, Viewer},
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A thing that was put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Its noun.
    pub noun: String,
    /// Its slug.
    pub slug: String,
    /// Whether it is new.
    pub created: bool,
    /// Its fields before and after, as text; empty if it already was as written.
    pub values: Vec<AuditValue>,
}

/// Puts things down in one go. `submission` is the writer's own name for this submission: what comes twice is done once,
/// and answered alike.
pub async fn put(
    cx: &Cx,
    actor: &Actor,
    written: &[Written],
    submission: Option<&str>,
    keep: Keep,
) -> Result<Vec<Put>, ActionError> {
    let Some(first) = written.first() else { return Ok(Vec::new()) };
    let at = (cx.outside.now)().to_string();
    cx.write(actor, authority::permission_for(first.noun), keep, async |change| {
        Ok(put_once(change, written, submission, &at).await?.0)
    })
    .await
}

/// Puts things down in an open change, and tells whether that is new: the same submission had not come before.
pub(crate) async fn put_once(
    change: &mut Change,
    written: &[Written],
    submission: Option<&str>,
    at: &str,
) -> Result<(Vec<Put>, bool), ActionError> {
    put_once_as(change, written, submission, at, Permit::Noun).await
}

/// Who has decided whether the writer may write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permit {
    /// Nobody yet: what the noun asks for holds.
    Noun,
    /// A use case of its own, for exactly what is written.
    Decided,
}

/// As [`put_once`], where a use case may have decided who may.
pub(crate) async fn put_once_as(
    change: &mut Change,
    written: &[Written],
    submission: Option<&str>,
    at: &str,
    permit: Permit,
) -> Result<(Vec<Put>, bool), ActionError> {
    refuse_frozen(written)?;
    let Some(name) = submission.map(|s| format!("{}/{s}", change.actor.name())) else {
        return Ok((put_as(change, written, permit).await?, true));
    };
    let content = content(written);
    if let Some(before) = submission::get(&mut change.tx, &name).await? {
        return match before.split_once('\n') {
            Some((same, answer)) if same == content => Ok((answered(answer), false)),
            _ => Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::OtherContent }])),
        };
    }
    let put = put_as(change, written, permit).await?;
    let answer = format!("{content}\n{}", answer(&put));
    submission::add(&mut change.tx, &name, at, &answer).await?;
    Ok((put, true))
}

/// Nouns whose things are made by what they bear witness of, and stay as they were made; only a source's own are copied.
const FROZEN: &[&str] = &["agenda", "agenda_line"];

/// Whether something is said that only those say who have seen the bytes of a file.
fn tells_of_bytes(w: &Written) -> bool {
    w.noun.name == Attachment::NAME && (w.thing.is_none() || OF_BYTES.iter().any(|f| w.said(f).is_some()))
}

/// Refuses what is written by hand about what is frozen.
pub(crate) fn refuse_frozen(written: &[Written]) -> Result<(), ActionError> {
    let frozen = |w: &&Written| FROZEN.contains(&w.noun.name) && w.mode == Mode::Live || tells_of_bytes(w);
    match written.iter().position(|w| frozen(&w)) {
        Some(row) => Err(ActionError::Refused(vec![Refusal { row, field: None, why: Why::Frozen }])),
        None => Ok(()),
    }
}

/// What a submission has come to, if it has been done: for what is made of the state of the database, and would be made
/// otherwise the second time.
pub async fn done(cx: &Cx, actor: &Actor, submission: &str) -> Result<Option<Vec<Put>>, ActionError> {
    let mut tx = cx.db.read().await?;
    let before = submission::get(&mut tx, &format!("{}/{submission}", actor.name())).await?;
    Ok(before.and_then(|before| Some(answered(before.split_once('\n')?.1))))
}

/// Whether a submission has come before, in an open change: it is answered alike, whatever has changed since.
pub(crate) async fn came_before(change: &mut Change, submission: Option<&str>) -> Result<bool, ActionError> {
    let Some(submission) = submission else { return Ok(false) };
    let name = format!("{}/{submission}", change.actor.name());
    Ok(submission::get(&mut change.tx, &name).await?.is_some())
}

/// A digest of what is written, by which the same submission is known from another one of the same name.
fn content(written: &[Written]) -> String {
    let mut sha = Sha256::new();
    for w in written {
        let of_it = (w.noun.name, &w.thing, &w.slug, &w.home, &w.fields, &w.common, &w.reason, w.mode);
        sha.update(format!("{of_it:?}"));
    }
    crate::audit::hex(&sha.finalize())
}

fn answer(put: &[Put]) -> String {
    let line = |p: &Put| format!("{} {} {}", p.noun, p.slug, if p.created { "new" } else { "old" });
    put.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn answered(answer: &str) -> Vec<Put> {
    let put = |line: &str| {
        let mut parts = line.split(' ');
        let (noun, slug) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        Some(Put { noun, slug, created: parts.next() == Some("new"), values: Vec::new() })
    };
    answer.lines().filter_map(put).collect()
}

/// Puts things down in an open change.
pub(crate) async fn put_in(change: &mut Change, written: &[Written]) -> Result<Vec<Put>, ActionError> {
    put_as(change, written, Permit::Noun).await
}

async fn put_as(change: &mut Change, written: &[Written], permit: Permit) -> Result<Vec<Put>, ActionError> {
    let known = Known::of(change, written).await?;
    let mut entries = Vec::with_capacity(written.len());
    let mut refusals = known.nowhere(written);
    refusals
        .extend(written.iter().enumerate().flat_map(|(row, w)| lacks::incomplete(row, w, known.old(row))));
    let places = known.places(change, written).await?;
    let slugs = known.slugs(change, written, &places, &mut refusals).await?;
    for (row, w) in written.iter().enumerate() {
        entries.push(known.entry(change, row, w, &slugs[row], places[row]).await?);
        refusals.extend(lacks::reason(row, w, known.old(row)));
    }
    refusals.extend(house::one::second(change, written, |p| known.pointers.get(p).copied()).await?);
    // Where a thing lies is not known while what it hangs on is wrong.
    let not_allowed = match permit {
        Permit::Noun => known.not_allowed(change, written, &slugs).await?,
        Permit::Decided => Vec::new(),
    };
    refusals.extend(
        not_allowed.into_iter().filter(|n| !refusals.iter().any(|r| r.row == n.row)).collect::<Vec<_>>(),
    );
    if !refusals.is_empty() {
        refusals.sort_by_key(|r| r.row);
        return Err(ActionError::Refused(refusals));
    }
    let collisions = known.collisions(change, written).await?;
    if !collisions.is_empty() {
        return Err(ActionError::Collides(collisions));
    }
    let report = import::apply(change, &entries).await.map_err(|e| in_rows(e, written))?;
    annotate(change, written, &entries).await?;
    let mut changed: HashMap<(String, String), Vec<AuditValue>> =
        report.differences.into_iter().map(|d| ((d.noun.to_owned(), d.slug), d.values)).collect();
    Ok(written
        .iter()
        .zip(entries)
        .map(|(w, e)| Put {
            values: changed.remove(&(w.noun.name.to_owned(), e.slug.clone())).unwrap_or_default(),
            noun: w.noun.name.to_owned(),
            created: w.thing.is_none(),
            slug: e.slug,
        })
        .collect())
}

/// The reason stands in the trail beside what it explains; who starts a cooperation becomes its secretary.
async fn annotate(change: &mut Change, written: &[Written], entries: &[Entry]) -> Result<(), ActionError> {
    for (w, entry) in written.iter().zip(entries) {
        let explained = w.reason.as_ref();
        let started = w.thing.is_none() && w.noun.name == Cooperation::NAME;
        if explained.is_none() && !started {
            continue;
        }
        let Some(id) = thing::ids_of_slugs(&mut change.tx, &Viewer::All, w.noun.name, &[&entry.slug])
            .await?
            .remove(&entry.slug)
        else {
            continue;
        };
        if let Some(reason) = explained {
            let value = AuditValue { field: "reason".into(), before: None, after: Some(reason.clone()) };
            change.annotate(id, &value);
        }
        if started && !change.actor.may_within(Permission::Arrange, &[id]) {
            account::grant_secretary(change, id, &entry.slug).await?;
        }
    }
    Ok(())
}

/// Problems of entries as refusals of rows.
fn in_rows(error: ActionError, written: &[Written]) -> ActionError {
    let problems = match error {
        ActionError::Problems(problems) => problems,
        ActionError::Rules(faults) => {
            let refusal = |f: RuleFault| Refusal {
                row: f.problem.place.line.saturating_sub(1),
                field: Some(f.field),
                why: Why::Rule(f.fault),
            };
            return ActionError::Refused(faults.into_iter().map(refusal).collect());
        }
        other => return other,
    };
    let refusal = |p: Problem| {
        let row = p.place.line.saturating_sub(1);
        let field =
            p.place.column.checked_sub(2).and_then(|f| Some(written.get(row)?.noun.fields.get(f)?.name));
        // Another may have taken away what is referred to, since it was looked up.
        match p.what {
            what if what.contains(import::IN_A_CIRCLE) => Refusal { row, field, why: Why::Circle },
            what if what.ends_with(resolve::NOWHERE) => Refusal { row, field, why: Why::NoSuch(p.offending) },
            what if what.starts_with(import::NO_HOME) => {
                Refusal { row, field: Some("home"), why: Why::NoSuch(p.offending) }
            }
            what if what.ends_with(import::WITHOUT) => Refusal { row, field, why: Why::Missing },
            what => Refusal { row, field, why: Why::Other(what, p.mend) },
        }
    };
    ActionError::Refused(problems.into_iter().map(refusal).collect())
}
