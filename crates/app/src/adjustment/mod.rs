//! The adjustment of a record: a round with those who sign, what is said meanwhile, the paper that they approve, and what is
//! frozen for ever.
//!
//! Invariants: what becomes the record is the very paper that everybody approved, bytes and data; a decision does not turn into
//! another one here; what is frozen is only added to.

pub mod correct;
pub mod evidence;
pub mod extract;
pub mod file;
pub mod open;
pub mod refuse;
pub mod sign;
pub mod split;
pub mod talk;

use crate::{
    agenda,
    cx::{Actor, Change, Event, Permission},
    error::ActionError,
    ids,
    thing::{
        reach,
        refusal::{Refusal, Why},
        written::Said,
    },
    view::{
        Link, Reader,
        attendance::{self, Roll},
        shown::{self, Shown},
    },
};
use genbo_domain::{
    adjustment::{NotNow, Round, RoundState, SignLevel, SignRole, Signer},
    attendance::MeetingRole,
    body::Body,
    decision::Clause,
    item::Item,
    meeting::Meeting,
    noun::Noun,
    paragraphs::{Paragraph, ParagraphSet},
    presence::Truth,
    record::Record,
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
    vote::Vote,
};
pub use genbo_store::adjustment::Comment;
pub use genbo_store::frozen::{Approval, Extract, FrozenPaper};
use genbo_store::{
    account,
    adjustment::{self as rounds, Refused},
    audit::{self, AuditValue},
    frozen,
    row::{self, Find, Stored},
    sql::Tx,
    thing::Viewer,
};

/// A paper by everything that it is: the digests of its data and of its bytes.
pub type Whole = (String, String);

/// Why something about an adjustment is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cannot {
    /// A vote is not counted: the item.
    OpenVote(String),
    /// There are fewer adjusters than the body has: how many, and how many there shall be.
    FewAdjusters(usize, i64),
    /// Nobody signs as chair.
    NoChair,
    /// That person was not there.
    NotThere(String),
    /// A round goes on already.
    Goes,
    /// There is no round.
    NoRound,
    /// The record is finished: it is corrected, not adjusted.
    Finished,
    /// The record is not adjusted yet.
    NotFrozen,
    /// It is no record that is adjusted.
    NoMinutes,
    /// No day until which it shall be done.
    NoDay,
    /// These §§ decide something else than the draft, or were not in it.
    DecidesOtherwise(Vec<String>),
    /// Something was said that nobody has answered.
    Unanswered,
    /// Something has changed since the paper was made.
    Stale,
    /// The state of the round.
    Round(NotNow),
    /// It says nothing.
    Nothing,
    /// No reason is given.
    NoReason,
    /// That § does not stand in the record, or stands in another one that is being adjusted.
    NoSuchParagraph(String),
    /// That field is not changed in this way.
    NoSuchField,
    /// The file is a signed file of something else.
    OtherFile,
    /// The file is missing.
    NoFile,
    /// Nobody gets it.
    NoRecipients,
}

/// The refusal of something about an adjustment.
pub(crate) fn cannot(why: Cannot) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::Adjusting(why) }])
}

/// A paper as it was rendered, with the number of the last change that it was made after.
#[derive(Debug, Clone, Copy)]
pub struct Rendered<'a> {
    /// The canonical data.
    pub data: &'a str,
    /// The bytes of the PDF.
    pub pdf: &'a [u8],
    /// Whether something in it is for few eyes.
    pub restricted: bool,
    /// The last change that it was made after.
    pub seen: i64,
}

/// Somebody who was there and may sign.
#[derive(Debug, Clone)]
pub struct There {
    /// Who.
    pub person: Link,
    /// As what he or she was chosen.
    pub roles: Vec<MeetingRole>,
    /// The §§ at which he or she was not there, or only perhaps.
    pub away: Option<ParagraphSet>,
}

/// Somebody who signs, as the page tells it.
#[derive(Debug, Clone)]
pub struct Signs {
    /// The signer.
    pub signer: rounds::Signer,
    /// The name.
    pub person: String,
    /// The approval of the paper that is before them.
    pub approved: Option<Approval>,
    /// The §§ at which he or she was not there, or only perhaps.
    pub away: Option<ParagraphSet>,
}

/// A round as the page tells it.
#[derive(Debug)]
pub struct Going {
    /// The round.
    pub round: rounds::Round,
    /// Who signs.
    pub signers: Vec<Signs>,
    /// What was said: with the item.
    pub comments: Vec<(Comment, Option<Link>)>,
    /// What was refused.
    pub refused: Vec<Refused>,
    /// The paper that is before them.
    pub paper: Option<FrozenPaper>,
}

/// A record with everything about its adjustment.
#[derive(Debug)]
pub struct Desk {
    /// The record.
    pub record: Shown<Record>,
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that met.
    pub bodies: Vec<Shown<Body>>,
    /// Who was there.
    pub there: Vec<There>,
    /// The §§ of the record that are items.
    pub items: Vec<(Link, String)>,
    /// The clauses of its items: of which item, slug and number.
    pub clauses: Vec<(ThingId, String, i64)>,
    /// The latest round.
    pub going: Option<Going>,
    /// What hinders a round.
    pub hinders: Vec<Cannot>,
    /// Its frozen versions.
    pub versions: Vec<FrozenPaper>,
    /// The approvals of all its papers.
    pub approvals: Vec<Approval>,
    /// Its certified extracts.
    pub extracts: Vec<Extract>,
    /// Whether the reader keeps the record.
    pub keeps: bool,
    /// The reader's own part as one who signs.
    pub own: Option<i64>,
    /// How it is made sure that it is the reader who signs.
    pub level: SignLevel,
}

impl Desk {
    /// The round, while it goes on.
    pub fn open(&self) -> Option<&Going> {
        self.going.as_ref().filter(|g| g.round.state == RoundState::Open)
    }
}

/// The record of that slug or id, as those see it who sign it or keep it.
pub async fn desk(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Desk, ActionError> {
    let record: Shown<Record> = reader.find::<Record>(slug).await?.into();
    let meeting: Shown<Meeting> = reader.one::<Meeting>(record.facts.meeting.0).await?.into();
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let keeps = agenda::may(reader, actor, meeting.id()).await?;
    let items = agenda::in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?);
    let set = ParagraphSet::of(items.iter().filter_map(|i| i.facts.number.as_deref()?.parse().ok()));
    let roll = attendance::roll(reader, meeting.id(), meeting.facts.when.as_ref(), set.as_ref()).await?;
    let own_set = record.facts.paragraphs.clone();
    let covered = |i: &&Stored<Item>| covers(own_set.as_ref(), i.facts.number.as_deref());
    let items: Vec<(Link, String)> =
        items.iter().filter(covered).filter_map(|i| Some((Link::from(i), i.facts.number.clone()?))).collect();
    let there: Vec<There> = there(&roll, own_set.as_ref().or(set.as_ref()));
    let ids: Vec<ThingId> = items.iter().map(|(l, _)| l.id).collect();
    let votes: Vec<Stored<Vote>> = reader.by("item", &ids).await?;
    let mut clauses: Vec<Stored<Clause>> = reader.by("item", &ids).await?;
    clauses.sort_by_key(|c| c.facts.number);
    let papers = frozen::of_record(&mut reader.tx, record.id()).await?;
    let approvals = frozen::approvals(&mut reader.tx, record.id()).await?;
    let round = rounds::of_records(&mut reader.tx, &[record.id()]).await?.pop();
    let (person, level) = who(&mut reader.tx, actor).await?;
    let going = match round {
        Some(round) => Some(going(reader, round, &items, &there, (&papers, &approvals)).await?),
        None => None,
    };
    let signs = |s: &&Signs| s.signer.replaced.is_none() && Some(s.signer.person) == person;
    let own = going.as_ref().and_then(|g| g.signers.iter().find(signs)).map(|s| s.signer.id);
    if !keeps && own.is_none() {
        return Err(ActionError::Forbidden);
    }
    Ok(Desk {
        clauses: clauses.iter().map(|c| (c.facts.item.0, c.meta.slug.clone(), c.facts.number)).collect(),
        hinders: hinders(&record, &bodies, &roll, &votes, &items),
        extracts: frozen::extracts(&mut reader.tx, record.id()).await?,
        versions: papers.into_iter().filter(|p| p.version.is_some()).collect(),
        record,
        meeting,
        bodies,
        there,
        items,
        going,
        approvals,
        keeps,
        own,
        level,
    })
}

/// The number of the last change of anything, as of the reader's moment.
pub async fn seen(reader: &mut Reader) -> Result<i64, ActionError> {
    Ok(audit::last(&mut reader.tx).await?)
}

/// Nouns that hang on a meeting and say nothing in a record.
const BESIDE: [&str; 6] = ["record", "notice", "agenda", "agenda_line", "commission", "recommendation"];

/// Whether the reader sees everything that a record of the meeting says.
pub(crate) async fn sees_all(reader: &mut Reader, meeting: ThingId) -> Result<bool, ActionError> {
    let viewer = reader.viewer.clone();
    let mut counts = Vec::with_capacity(2);
    for viewer in [&Viewer::All, &viewer] {
        let all = crate::meeting::after::own(&mut reader.tx, viewer, meeting).await?;
        counts.push(all.iter().filter(|(noun, ..)| !BESIDE.contains(&noun.name)).count());
    }
    Ok(counts[0] == counts[1])
}

/// Whether something of a meeting is for few eyes.
pub async fn is_restricted(reader: &mut Reader, meeting: ThingId) -> Result<bool, ActionError> {
    let all = crate::meeting::after::own(&mut reader.tx, &Viewer::All, meeting).await?;
    Ok(all.iter().any(|(.., visibility)| visibility == Visibility::Restricted.as_str()))
}

async fn going(
    reader: &mut Reader,
    round: rounds::Round,
    items: &[(Link, String)],
    there: &[There],
    (papers, approvals): (&[FrozenPaper], &[Approval]),
) -> Result<Going, ActionError> {
    let signers = rounds::signers(&mut reader.tx, round.id).await?;
    let names = reader.names(signers.iter().map(|s| s.person)).await?;
    let tells = |signer: rounds::Signer| Signs {
        person: names.get(signer.person).map(|l| l.label).unwrap_or_default(),
        approved: approvals.iter().find(|a| Some(a.paper) == round.paper && a.signer == signer.id).cloned(),
        away: there.iter().find(|t| t.person.id == signer.person).and_then(|t| t.away.clone()),
        signer,
    };
    let signers = signers.into_iter().map(tells).collect();
    let link = |id: ThingId| items.iter().find(|(l, _)| l.id == id).map(|(l, _)| l.clone());
    let comments = rounds::comments(&mut reader.tx, round.id).await?;
    Ok(Going {
        comments: comments.into_iter().map(|c| (c.clone(), link(c.item))).collect(),
        refused: rounds::refused(&mut reader.tx, round.id).await?,
        paper: papers.iter().find(|p| Some(p.id) == round.paper).cloned(),
        signers,
        round,
    })
}

/// Whether a record with those §§ covers an item with that number; one that does not say what it covers covers all.
pub(crate) fn covers(set: Option<&ParagraphSet>, number: Option<&str>) -> bool {
    let at: Option<Paragraph> = number.and_then(|n| n.parse().ok());
    match (set, at) {
        (Some(set), Some(at)) => set.touches(&at),
        _ => true,
    }
}

fn there(roll: &Roll, set: Option<&ParagraphSet>) -> Vec<There> {
    let mut away: Vec<Vec<Paragraph>> = vec![Vec::new(); roll.parts.len()];
    for at in set.into_iter().flat_map(ParagraphSet::numbers).filter_map(Paragraph::new) {
        for (one, standing) in away.iter_mut().zip(roll.at(at).unwrap_or_default()) {
            if standing.present != Truth::Sure {
                one.push(at);
            }
        }
    }
    roll.parts
        .iter()
        .zip(away)
        .filter(|(p, _)| p.group() != attendance::Group::Absent)
        .map(|(p, away)| There {
            person: p.person.clone(),
            roles: p.attendance.facts.roles.clone(),
            away: ParagraphSet::of(away),
        })
        .collect()
}

fn hinders(
    record: &Shown<Record>,
    bodies: &[Shown<Body>],
    roll: &Roll,
    votes: &[Stored<Vote>],
    items: &[(Link, String)],
) -> Vec<Cannot> {
    let mut all = Vec::new();
    if record.facts.kind != genbo_domain::body::RecordKind::Minutes {
        all.push(Cannot::NoMinutes);
    }
    if record.facts.status.is_some_and(|s| s.is_finished()) {
        all.push(Cannot::Finished);
    }
    for vote in votes.iter().filter(|v| crate::meeting::close::is_open(&v.facts)) {
        let item = items.iter().find(|(l, _)| l.id == vote.facts.item.0);
        all.push(Cannot::OpenVote(item.map(|(_, n)| n.clone()).unwrap_or_default()));
    }
    let has = |role| roll.parts.iter().filter(|p| p.attendance.facts.roles.contains(&role)).count();
    if let Some(wanted) = bodies.iter().find_map(|b| b.facts.adjusters.as_ref()?.min())
        && i64::try_from(has(MeetingRole::Adjuster)).unwrap_or(i64::MAX) < wanted
    {
        all.push(Cannot::FewAdjusters(has(MeetingRole::Adjuster), wanted));
    }
    all
}

/// The person that an account belongs to, and how it is made sure who that is. Whoever stands in for another signs nothing.
pub(crate) async fn who(tx: &mut Tx, actor: &Actor) -> Result<(Option<ThingId>, SignLevel), ActionError> {
    if actor.stands_in() {
        return Ok((None, SignLevel::Password));
    }
    let account = account::get(tx, actor.hand()).await?.filter(|a| a.ended.is_none());
    let is_demo = account.as_ref().is_some_and(|a| a.demo && !a.has_password);
    Ok((account.and_then(|a| a.person), if is_demo { SignLevel::Demo } else { SignLevel::Password }))
}

/// A record with the round that goes on, in an open change, for who keeps it.
pub(crate) async fn kept(change: &mut Change, slug: &str) -> Result<Stored<Record>, ActionError> {
    let viewer = change.actor.viewer();
    let record: Stored<Record> = row::load_named(&mut change.tx, &viewer, slug).await?;
    let reach = reach::of_thing(&mut change.tx, &Record::DEF, record.id).await?;
    change.require(Permission::Record, &reach)?;
    Ok(record)
}

/// The round that goes on about a record.
pub(crate) async fn goes_on(tx: &mut Tx, record: ThingId) -> Result<rounds::Round, ActionError> {
    let round = rounds::of_records(tx, &[record]).await?.pop();
    round.filter(|r| r.state == RoundState::Open).ok_or_else(|| cannot(Cannot::NoRound))
}

/// A round as it stands, for what may be done in it.
pub(crate) async fn stands(tx: &mut Tx, round: &rounds::Round) -> Result<Round<Whole>, ActionError> {
    let papers = frozen::of_record(tx, round.record).await?;
    let approvals = frozen::approvals(tx, round.record).await?;
    let whole =
        |id: i64| papers.iter().find(|p| p.id == id).map(|p| (p.data_hash.clone(), p.file_hash.clone()));
    let paper = round.paper.and_then(whole);
    let signers = rounds::signers(tx, round.id).await?;
    let signer = |s: &rounds::Signer| {
        let own: Vec<Whole> =
            approvals.iter().filter(|a| a.signer == s.id).filter_map(|a| whole(a.paper)).collect();
        let current = own.iter().find(|w| paper.as_ref() == Some(w)).or(own.last()).cloned();
        Signer { id: s.id, role: s.role, replaced: s.replaced.is_some(), approved: current }
    };
    Ok(Round { state: round.state, signers: signers.iter().map(signer).collect(), paper })
}

/// Refuses if anything has changed since something was rendered.
pub(crate) async fn refuse_stale(tx: &mut Tx, seen: i64) -> Result<(), ActionError> {
    if audit::last(tx).await? == seen { Ok(()) } else { Err(cannot(Cannot::Stale)) }
}

/// Notes something about a record in the trail.
pub(crate) fn note(change: &mut Change, record: ThingId, action: &'static str, values: &[(&str, &str)]) {
    let value = |(field, after): &(&str, &str)| AuditValue {
        field: (*field).to_owned(),
        before: None,
        after: Some((*after).to_owned()),
    };
    let values = values.iter().map(value).collect();
    change.record(Event { thing: Some(record), noun: Record::NAME, action, values });
}

/// A text as it is written.
pub(crate) fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

/// A reference as it is written.
pub(crate) fn refers(noun: &'static str, slug: &str) -> Said {
    Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }))
}

/// The field of a record in which those who sign as something stand.
pub(crate) fn field_of(role: SignRole) -> &'static str {
    match role {
        SignRole::Secretary => "secretary",
        SignRole::Chair => "chair",
        SignRole::Adjuster => "adjusters",
    }
}
