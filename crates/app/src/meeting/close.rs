//! Closing a meeting: what is still open is told, the meeting is held, and its record begins as a draft.
//!
//! Invariant: nothing that is open stops a meeting from ending; it is told, and stays open.

use super::{is_by_law, record_kind};
use crate::{
    agenda::{self, to_record},
    attendance as roll_call,
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    ids,
    item::deciding,
    sitting,
    thing::{
        put::{Put, put_once},
        written::{Said, Written},
    },
    view::{
        Link, Reader,
        attendance::{self, Roll},
        office,
        shown::{self, Shown},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    attendance::{Attendance, MeetingRole},
    body::{Body, RecordKind},
    decision::{Clause, DelegatedDecision},
    edtf::Edtf,
    item::{Item, ItemKind, ItemStatus},
    meeting::{Meeting, MeetingStatus},
    noun::Noun,
    paragraphs::ParagraphSet,
    person::Person,
    presence::{Tally, Truth},
    quorum::{self, Quorum},
    record::{Record, RecordStatus},
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
    vote::Vote,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing as things,
    thing::Viewer,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

/// Something that is open when a meeting is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// The roll has not been called.
    NoRoll,
    /// Nobody is chair.
    NoChair,
    /// Nobody is secretary.
    NoSecretary,
    /// Fewer adjusters than the record shall have: how many there are, and how many there shall be.
    FewAdjusters(usize, i64),
    /// A vote that nobody has counted.
    Vote(Link),
    /// Something was decided, but too few took part, or it is not certain that enough did.
    NoQuorum(Link, Quorum),
    /// An item for decision of which no decision is written.
    NoDecision(Link),
    /// An item of which nothing is written.
    Unhandled(Link),
    /// An item without a number.
    Unnumbered(Link),
}

/// A meeting that is to be closed, or has been.
#[derive(Debug)]
pub struct Closing {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// What is open.
    pub open: Vec<Open>,
    /// Its records.
    pub records: Vec<Shown<Record>>,
    /// The other meetings of the same sitting that the reader may keep too.
    pub sitting: Vec<sitting::Part>,
}

impl Closing {
    /// Whether it has been closed.
    pub fn is_closed(&self) -> bool {
        self.meeting.facts.status == Some(MeetingStatus::Held)
    }
}

/// What is open at the meeting of that slug or id.
pub async fn look(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Closing, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    if !agenda::may(reader, actor, meeting.id()).await? {
        return Err(ActionError::Forbidden);
    }
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let items = agenda::in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?);
    let item_ids: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    let votes: Vec<Stored<Vote>> = reader.by("item", &item_ids).await?;
    let clauses: Vec<Stored<Clause>> = reader.by("item", &item_ids).await?;
    let set = ParagraphSet::of(items.iter().filter_map(|i| i.facts.number.as_deref()?.parse().ok()));
    let roll = attendance::roll(reader, meeting.id(), meeting.facts.when.as_ref(), set.as_ref()).await?;
    let seats = seats(reader, &bodies, &meeting.facts).await?;
    let records = shown::all(reader.by::<Record>("meeting", &[meeting.id()]).await?);
    let mut open = of_roll(&roll, &bodies);
    let decided: HashSet<ThingId> = clauses.iter().map(|c| c.facts.item.0).collect();
    for item in &items {
        of_item(item, &votes, &decided, &mut open);
        if let Some(seats) = seats.filter(|_| decided.contains(&item.id) && !roll.parts.is_empty()) {
            let deciding = deciding(&roll, item.facts.number.as_deref());
            let sure = deciding.iter().filter(|d| d.is_sure).count();
            let quorum =
                quorum::by_law(Tally { sure, possible: deciding.len().saturating_sub(sure) }, Some(seats));
            if quorum.holds != Truth::Sure {
                open.push(Open::NoQuorum(Link::from(item), quorum));
            }
        }
    }
    let sitting = sitting::parts(reader, actor, &meeting).await?;
    Ok(Closing { meeting, bodies, open, records, sitting })
}

/// How many seats the body has, where law asks for more than half of them.
async fn seats(
    reader: &mut Reader,
    bodies: &[Shown<Body>],
    meeting: &Meeting,
) -> Result<Option<i64>, ActionError> {
    if !bodies.first().is_some_and(|b| is_by_law(&b.facts)) {
        return Ok(None);
    }
    let lines = roll_call::seats(reader, bodies, meeting).await?;
    let counted = office::counted(&lines);
    Ok(counted.most.filter(|most| *most == counted.least && *most > 0))
}

fn of_roll(roll: &Roll, bodies: &[Shown<Body>]) -> Vec<Open> {
    if roll.parts.is_empty() {
        return vec![Open::NoRoll];
    }
    let has = |role| roll.parts.iter().filter(|p| p.attendance.facts.roles.contains(&role)).count();
    let mut open = Vec::new();
    if has(MeetingRole::Chair) == 0 {
        open.push(Open::NoChair);
    }
    if has(MeetingRole::Secretary) == 0 {
        open.push(Open::NoSecretary);
    }
    let wanted = bodies.iter().find_map(|b| b.facts.adjusters.as_ref()?.min());
    let adjusters = has(MeetingRole::Adjuster);
    if let Some(wanted) = wanted.filter(|w| i64::try_from(adjusters).unwrap_or(i64::MAX) < *w) {
        open.push(Open::FewAdjusters(adjusters, wanted));
    }
    open
}

fn of_item(item: &Stored<Item>, votes: &[Stored<Vote>], decided: &HashSet<ThingId>, open: &mut Vec<Open>) {
    let (i, link) = (&item.facts, || Link::from(item));
    if i.status == Some(ItemStatus::Dropped) {
        return;
    }
    if votes.iter().any(|v| v.facts.item.0 == item.id && is_open(&v.facts)) {
        open.push(Open::Vote(link()));
    }
    if i.number.is_none() {
        open.push(Open::Unnumbered(link()));
    }
    let put_off = matches!(i.status, Some(ItemStatus::Tabled | ItemStatus::ReferredBack));
    let is_decided = decided.contains(&item.id);
    if i.kind == Some(ItemKind::Decision) && !is_decided && !put_off {
        open.push(Open::NoDecision(link()));
    } else if !is_decided && !put_off && i.status != Some(ItemStatus::Handled) && says_nothing(i) {
        open.push(Open::Unhandled(link()));
    }
}

/// A vote that nobody has counted: neither yes and no, nor an outcome.
pub(crate) fn is_open(vote: &Vote) -> bool {
    vote.yes.is_none()
        && vote.no.is_none()
        && vote.carried.is_none()
        && vote.outcome.is_none()
        && vote.to_elect.is_none()
}

fn says_nothing(item: &Item) -> bool {
    item.summary.is_none() && item.background.is_none() && item.course.is_none()
}

/// Closes a meeting: it is held, what was decided is dealt with, and its record begins.
pub async fn close(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        close_in(change, slug, submission, &at).await
    })
    .await
}

/// Closes a meeting and the others of its sitting that who closes may keep too: each its own record.
pub async fn close_sitting(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let all = slugs(&mut reader, actor, slug).await;
    reader.tx.close().await?;
    let all = all?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let mut put = Vec::new();
        for (i, slug) in all.iter().enumerate() {
            let own = submission.map(|s| format!("{s}-{i}"));
            put.extend(close_in(change, slug, own.as_deref(), &at).await?);
        }
        Ok(put)
    })
    .await
}

async fn slugs(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Vec<String>, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    let beside = sitting::beside(reader, actor, &meeting).await?;
    Ok(std::iter::once(meeting).chain(beside).map(|m| m.link.slug).collect())
}

async fn close_in(
    change: &mut Change,
    slug: &str,
    submission: Option<&str>,
    at: &str,
) -> Result<Vec<Put>, ActionError> {
    let meeting = to_record(change, slug).await?;
    let mut written = Vec::new();
    if meeting.facts.status != Some(MeetingStatus::Held) {
        let held = text(MeetingStatus::Held.as_str());
        written.push(Written::change(&Meeting::DEF, meeting.meta.slug.clone()).with("status", held));
    }
    let items: Vec<Stored<Item>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
    written.extend(handled(change, &items).await?);
    written.extend(reported(change, &items).await?);
    written.extend(record(change, &meeting, &items).await?);
    Ok(put_once(change, &written, submission, at).await?.0)
}

fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

/// Items with a decision are dealt with.
async fn handled(change: &mut Change, items: &[Stored<Item>]) -> Result<Vec<Written>, ActionError> {
    let ids: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let clauses: Vec<Stored<Clause>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("item", &ids)).await?;
    let decided = |i: &&Stored<Item>| {
        matches!(i.facts.status, None | Some(ItemStatus::Called))
            && clauses.iter().any(|c| c.facts.item.0 == i.id)
    };
    let word = ItemStatus::Handled.as_str();
    Ok(items
        .iter()
        .filter(decided)
        .map(|i| Written::change(&Item::DEF, i.meta.slug.clone()).with("status", text(word)))
        .collect())
}

/// Decisions on the body's behalf that an item of the meeting took up are reported at it; those that were dropped or put off
/// go on waiting.
async fn reported(change: &mut Change, items: &[Stored<Item>]) -> Result<Vec<Written>, ActionError> {
    let taken = |i: &&Stored<Item>| {
        !matches!(i.facts.status, Some(ItemStatus::Dropped | ItemStatus::Tabled | ItemStatus::ReferredBack))
    };
    let wanted: Vec<(ThingId, &Stored<Item>)> =
        items.iter().filter(taken).flat_map(|i| i.facts.raised_by.iter().map(move |r| (r.0, i))).collect();
    let ids: Vec<ThingId> = wanted.iter().map(|(id, _)| *id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let delegated: Vec<Stored<DelegatedDecision>> =
        row::load(&mut change.tx, &Viewer::All, Find::Ids(&ids)).await?;
    let written = delegated.iter().filter(|d| d.facts.reported_at.is_none()).filter_map(|d| {
        let (_, item) = wanted.iter().find(|(id, _)| *id == d.id)?;
        let at = Value::Ref(Pointer { noun: Item::NAME, slug: item.meta.slug.clone() });
        Some(
            Written::change(&DelegatedDecision::DEF, d.meta.slug.clone())
                .with("reported_at", Said::Value(at)),
        )
    });
    Ok(written.collect())
}

/// The draft of the meeting's record, if it has none and its body keeps one.
async fn record(
    change: &mut Change,
    meeting: &Stored<Meeting>,
    items: &[Stored<Item>],
) -> Result<Option<Written>, ActionError> {
    let records: Vec<Stored<Record>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
    // §§ that were adjusted at once have records of their own; the others begin one together.
    let taken: Vec<&ParagraphSet> = records.iter().filter_map(|r| r.facts.paragraphs.as_ref()).collect();
    let of_all = taken.len() < records.len();
    let Some(body) = meeting.facts.bodies.first().filter(|_| !of_all) else { return Ok(None) };
    let body: Stored<Body> = row::load_one(&mut change.tx, &Viewer::All, body.0).await?;
    let kind = record_kind(&body.facts);
    if kind == RecordKind::None {
        return Ok(None);
    }
    let of_meeting = Pointer { noun: Meeting::NAME, slug: meeting.meta.slug.clone() };
    let mut w = Written::new(&Record::DEF)
        .with("meeting", Said::Value(Value::Ref(of_meeting)))
        .with("kind", text(kind.as_str()))
        .with("status", text(RecordStatus::Draft.as_str()));
    if let Some(number) = record_number(change, meeting, &body).await? {
        w = w.with("number", text(&number));
    }
    let dropped = |i: &&Stored<Item>| i.facts.status != Some(ItemStatus::Dropped);
    let numbers = items.iter().filter(dropped).filter_map(|i| i.facts.number.as_deref()?.parse().ok());
    let set = ParagraphSet::of(numbers.filter(|n| !taken.iter().any(|set| set.touches(n))));
    if set.is_none() && !records.is_empty() {
        return Ok(None);
    }
    if let Some(set) = set {
        w = w.with("paragraphs", text(&set.to_string()));
    }
    for (field, people) in signers(change, meeting.id).await? {
        let refs: Vec<_> =
            people.into_iter().map(|slug| Value::Ref(Pointer { noun: Person::NAME, slug })).collect();
        let value = match (field, refs.as_slice()) {
            ("adjusters", _) => Value::List(refs),
            (_, [one, ..]) => one.clone(),
            (_, []) => continue,
        };
        w = w.with(field, Said::Value(value));
    }
    w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    Ok(Some(w))
}

/// Who was chair, secretary and adjusters, by the fields of the record.
async fn signers(
    change: &mut Change,
    meeting: ThingId,
) -> Result<BTreeMap<&'static str, Vec<String>>, ActionError> {
    let attendances: Vec<Stored<Attendance>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    let persons: Vec<ThingId> = attendances.iter().map(|a| a.facts.person.0).collect();
    let names = things::names(&mut change.tx, &Viewer::All, &persons).await?;
    let mut by_field: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for a in &attendances {
        for role in &a.facts.roles {
            let field = match role {
                MeetingRole::Chair => "chair",
                MeetingRole::Secretary => "secretary",
                MeetingRole::Adjuster => "adjusters",
                _ => continue,
            };
            by_field.entry(field).or_default().extend(names.get(&a.facts.person.0).map(|n| n.slug.clone()));
        }
    }
    Ok(by_field)
}

/// The next number of the body's series of records in the meeting's year, if it has a pattern.
async fn record_number(
    change: &mut Change,
    meeting: &Stored<Meeting>,
    body: &Stored<Body>,
) -> Result<Option<String>, ActionError> {
    if meeting.facts.number.is_some() {
        return Ok(meeting.facts.number.clone());
    }
    let Some(pattern) = &body.facts.record_pattern else { return Ok(None) };
    let Some(year) = meeting.facts.when.as_ref().and_then(Edtf::first).map(|d| d.date().year()) else {
        return Ok(None);
    };
    let all: Vec<Stored<Meeting>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("bodies", &[body.id])).await?;
    let ids: Vec<ThingId> = all.iter().map(|m| m.id).collect();
    let records: Vec<Stored<Record>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &ids)).await?;
    let used = records.iter().filter_map(|r| r.facts.number.as_deref());
    let used = used.chain(all.iter().filter_map(|m| m.facts.number.as_deref()));
    let last = used
        .filter_map(|n| pattern.parse(n))
        .filter(|parts| parts.year.is_none_or(|y| y == year))
        .map(|parts| parts.n)
        .max()
        .unwrap_or(0);
    Ok(pattern.format(year, last.saturating_add(1), None))
}

/// Whether a meeting can be closed on a day: one that lies ahead cannot.
pub fn is_early(meeting: &Meeting, today: Date) -> bool {
    meeting.when.as_ref().and_then(Edtf::first).is_some_and(|first| today < first.date())
}
