//! The working agenda of a meeting, beside the versions of it that have been called.
//!
//! Invariants: the working agenda goes on; what was called is frozen and kept beside it, so that what came late, was dropped
//! or was renamed can be told. What is to come up is suggested, never put on an agenda by itself.

pub mod arrange;
pub mod freeze;
pub mod number;
pub mod waiting;

use crate::{
    attachment::{self, Papers},
    cx::{Actor, Change, Permission},
    error::ActionError,
    ids, sitting, thing,
    view::{
        Names, Reader,
        shown::{self, Shown},
    },
};
use genbo_domain::{
    agenda::{Agenda, AgendaLine},
    body::Body,
    item::{Item, ItemStatus},
    meeting::Meeting,
    noun::Noun,
    value::ThingId,
    visibility::Visibility,
};
use genbo_store::{
    row::{self, Find, Stored},
    sql::Tx,
    thing::Viewer,
};
use std::collections::HashMap;

/// A meeting's agenda as those see it who write it.
#[derive(Debug)]
pub struct Desk {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// What stands on the working agenda, in its order.
    pub lines: Vec<Line>,
    /// The versions that were called, the latest last.
    pub versions: Vec<Version>,
    /// What was on the latest version and is not on the working agenda any more.
    pub gone: Vec<Shown<AgendaLine>>,
    /// What waits to be taken up by one of the bodies.
    pub waiting: Vec<waiting::Waiting>,
    /// The other meetings of the same sitting that the reader may keep too.
    pub sitting: Vec<sitting::Part>,
    /// The bodies that make up those that meet, and do not meet in the sitting yet.
    pub joinable: Vec<Shown<Body>>,
    /// The files of its items.
    pub papers: HashMap<ThingId, Papers>,
    /// The names of what it refers to.
    pub names: Names,
}

/// One line of the working agenda.
#[derive(Debug)]
pub struct Line {
    /// The item.
    pub item: Shown<Item>,
    /// The number of its last change.
    pub seen: i64,
    /// Whether only those see it who are named for it.
    pub is_restricted: bool,
    /// Its number, or its point on the agenda, counted: 1, 2, 2.1.
    pub number: Option<String>,
    /// What has become of it since the latest version that was called; nothing if none was.
    pub since: Option<Since>,
}

/// What has become of a line since the agenda was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// It stands as it was called.
    Same,
    /// It was not there.
    New,
    /// It has another heading.
    Renamed,
    /// It has been dropped.
    Dropped,
}

/// A version of the agenda that was called.
#[derive(Debug)]
pub struct Version {
    /// The version.
    pub agenda: Shown<Agenda>,
    /// Its lines, as they stood.
    pub lines: Vec<Shown<AgendaLine>>,
}

/// The agenda of the meeting of that slug or id.
pub async fn desk(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Desk, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    if !may(reader, actor, meeting.id()).await? {
        return Err(ActionError::Forbidden);
    }
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let items = in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?);
    let versions = versions(reader, meeting.id()).await?;
    let waiting = waiting::waiting(reader, &meeting, &bodies, &items).await?;
    let latest = versions.last().map(|v| v.lines.as_slice());
    let numbers = numbers(&items);
    let gone = gone(&items, latest);
    let lines: Vec<Line> = items
        .into_iter()
        .zip(numbers)
        .map(|(item, number)| Line {
            since: latest.map(|lines| since(&item, lines)),
            seen: item.meta.changed,
            is_restricted: item.meta.visibility == Visibility::Restricted.as_str(),
            number,
            item: item.into(),
        })
        .collect();
    let mut wanted: Vec<ThingId> = bodies.iter().map(|b| b.facts.owner.0).collect();
    for line in &lines {
        let i = &line.item.facts;
        wanted.extend(ids![i.raised_by.clone(), i.presenters.clone(), i.basis.clone(), i.matter, i.body]);
    }
    let sitting = sitting::parts(reader, actor, &meeting).await?;
    let joinable = sitting::joinable(reader, &bodies, &sitting).await?;
    wanted.extend(joinable.iter().map(|b| b.facts.owner.0));
    let names = reader.names(wanted).await?;
    let items: Vec<ThingId> = lines.iter().map(|l| l.item.id()).collect();
    let papers = attachment::of(reader, &items).await?;
    Ok(Desk { meeting, bodies, lines, versions, gone, waiting, sitting, joinable, papers, names })
}

/// Whether somebody may write a meeting's agenda and record.
pub async fn may(reader: &mut Reader, actor: &Actor, meeting: ThingId) -> Result<bool, ActionError> {
    if !actor.may(Permission::Record) {
        return Ok(false);
    }
    let reach = thing::reach::of_thing(&mut reader.tx, &Meeting::DEF, meeting).await?;
    Ok(actor.may_within(Permission::Record, &reach))
}

/// The meeting of that slug or id in an open change; refused unless who changes may record there.
pub(crate) async fn to_record(change: &mut Change, slug: &str) -> Result<Stored<Meeting>, ActionError> {
    let viewer = change.actor.viewer();
    let meeting: Stored<Meeting> = row::load_named(&mut change.tx, &viewer, slug).await?;
    let reach = thing::reach::of_thing(&mut change.tx, &Meeting::DEF, meeting.id).await?;
    change.require(Permission::Record, &reach)?;
    Ok(meeting)
}

/// The versions of a meeting's agenda that were called, the latest last.
pub async fn versions(reader: &mut Reader, meeting: ThingId) -> Result<Vec<Version>, ActionError> {
    let agendas = shown::all(reader.by::<Agenda>("meeting", &[meeting]).await?);
    let mut lines: HashMap<ThingId, Vec<Shown<AgendaLine>>> = HashMap::new();
    for line in shown::all(reader.by::<AgendaLine>("agenda", &shown::ids_of(&agendas)).await?) {
        lines.entry(line.facts.agenda.0).or_default().push(line);
    }
    let version =
        |agenda: Shown<Agenda>| Version { lines: lines.remove(&agenda.id()).unwrap_or_default(), agenda };
    let mut versions: Vec<Version> = agendas.into_iter().map(version).collect();
    versions.sort_by_key(|v| (v.agenda.facts.letter.len(), v.agenda.facts.letter.clone()));
    Ok(versions)
}

/// The items in the order of the agenda: by their places, and those without one after them as they were written. A part
/// stands behind what it is a part of.
pub fn in_order(mut items: Vec<Stored<Item>>) -> Vec<Stored<Item>> {
    items.sort_by_key(|i| i.facts.place.unwrap_or(i64::MAX));
    let known: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    let mut parts: HashMap<ThingId, Vec<Stored<Item>>> = HashMap::new();
    let mut whole = Vec::with_capacity(items.len());
    for item in items {
        match item.facts.part_of.filter(|p| p.0 != item.id && known.contains(&p.0)) {
            Some(of) => parts.entry(of.0).or_default().push(item),
            None => whole.push(item),
        }
    }
    let mut ordered = Vec::with_capacity(known.len());
    for item in whole {
        follow(item, &mut parts, &mut ordered);
    }
    // What is a part of itself in a circle is told all the same.
    let mut rest: Vec<Stored<Item>> = parts.into_values().flatten().collect();
    rest.sort_by_key(|i| i.id);
    ordered.extend(rest);
    ordered
}

fn follow(
    item: Stored<Item>,
    parts: &mut HashMap<ThingId, Vec<Stored<Item>>>,
    ordered: &mut Vec<Stored<Item>>,
) {
    let own = parts.remove(&item.id).unwrap_or_default();
    ordered.push(item);
    for part in own {
        follow(part, parts, ordered);
    }
}

/// The numbers of items in order: those that they have, or, where none has one, their points, counted. What is dropped has
/// none; a part counts under its item.
pub fn numbers(items: &[Stored<Item>]) -> Vec<Option<String>> {
    if items.iter().any(|i| i.facts.number.is_some()) {
        return items.iter().map(|i| i.facts.number.clone()).collect();
    }
    let (mut whole, mut part) = (0_usize, 0_usize);
    let mut number = |item: &Stored<Item>| {
        if item.facts.status == Some(ItemStatus::Dropped) {
            return None;
        }
        if item.facts.part_of.is_some() && whole > 0 {
            part += 1;
            return Some(format!("{whole}.{part}"));
        }
        (whole, part) = (whole + 1, 0);
        Some(whole.to_string())
    };
    items.iter().map(&mut number).collect()
}

fn since(item: &Stored<Item>, lines: &[Shown<AgendaLine>]) -> Since {
    let was = lines.iter().find(|l| l.facts.item.is_some_and(|i| i.0 == item.id));
    match was {
        None => Since::New,
        Some(_) if item.facts.status == Some(ItemStatus::Dropped) => Since::Dropped,
        Some(line) if line.facts.title != item.facts.title => Since::Renamed,
        Some(_) => Since::Same,
    }
}

fn gone(items: &[Stored<Item>], latest: Option<&[Shown<AgendaLine>]>) -> Vec<Shown<AgendaLine>> {
    let there =
        |l: &&Shown<AgendaLine>| l.facts.item.is_none_or(|item| !items.iter().any(|i| i.id == item.0));
    latest.unwrap_or_default().iter().filter(there).cloned().collect()
}

/// Whether the working agenda says something else than the latest version that was called.
pub fn has_moved_on(desk: &Desk) -> bool {
    let Some(latest) = desk.versions.last() else { return false };
    let now: Vec<ThingId> = desk
        .lines
        .iter()
        .filter(|l| l.item.facts.status != Some(ItemStatus::Dropped))
        .map(|l| l.item.id())
        .collect();
    let then: Vec<ThingId> = latest.lines.iter().filter_map(|l| l.facts.item.map(|i| i.0)).collect();
    now != then || desk.lines.iter().any(|l| l.since == Some(Since::Renamed))
}

/// The versions of a meeting's agenda in an open change, the latest last, whoever may see them.
pub(crate) async fn versions_in(
    tx: &mut Tx,
    meeting: ThingId,
) -> Result<Vec<(Stored<Agenda>, Vec<Stored<AgendaLine>>)>, ActionError> {
    let mut agendas: Vec<Stored<Agenda>> =
        row::load(tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    agendas.sort_by_key(|a| (a.facts.letter.len(), a.facts.letter.clone()));
    let ids: Vec<ThingId> = agendas.iter().map(|a| a.id).collect();
    let mut lines: Vec<Stored<AgendaLine>> = if ids.is_empty() {
        Vec::new()
    } else {
        row::load(tx, &Viewer::All, Find::By("agenda", &ids)).await?
    };
    let of = |a: Stored<Agenda>| {
        let own = lines.extract_if(.., |l| l.facts.agenda.0 == a.id).collect();
        (a, own)
    };
    Ok(agendas.into_iter().map(of).collect())
}
