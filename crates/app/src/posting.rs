//! Notices going up, coming down and going up again.
//!
//! Invariants: a notice has a board and a day; it goes up when its record is finished, filled in, and looked through for
//! personal data; it comes down before its time only with a word why, and the time of appeal then does not run out.

use crate::{
    adjustment::{refers, text},
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Put, put_once},
        reach,
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{
        Link, Reader,
        record::{Law, law},
        shown::{self, Shown},
    },
};
use genbo_domain::{
    body::Body,
    cooperation::{Cooperation, Membership},
    edtf::Edtf,
    meeting::Meeting,
    noun::Noun,
    organisation::Organisation,
    posting::{NoticeEnding, Standing, placeholder, standing},
    record::{Notice, NoticeKind, Record},
    value::{ThingId, Value},
    visibility::Visibility,
};
use genbo_store::row::{self, Find, Stored};
use jiff::civil::Date;

/// Why a notice does not go up or come down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cannot {
    /// The record is not finished.
    Unfinished,
    /// The portal's own page cannot be the board of a record that not everybody may read.
    Unpublished,
    /// Neither the day on which it went up nor the one on which it shall.
    NoDay,
    /// A day on which it went up that lies ahead.
    Ahead,
    /// It went up before the record was adjusted: on that day.
    BeforeAdjusted(Date),
    /// No board.
    NoBoard,
    /// Not where the record is kept.
    NoStorage,
    /// Something is not filled in: the sign of it.
    Placeholder(String),
    /// Nobody has looked for personal data.
    Unchecked,
    /// It is not up.
    NotUp,
    /// It is down already.
    IsDown,
    /// Its last day is that one: before the day after, a word why is needed.
    TooEarly(Date),
    /// No word why.
    NoReason,
    /// It comes down before it went up.
    BeforeUp,
}

fn cannot(why: Cannot) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::Posting(why) }])
}

/// A notice that goes up.
#[derive(Debug, Clone, Default)]
pub struct Posting {
    /// Slug of the organisation whose board it is.
    pub board: Option<String>,
    /// Whether the portal's own page is that board.
    pub here: bool,
    /// The day it is to go up.
    pub planned: Option<Date>,
    /// The day it went up.
    pub posted: Option<Date>,
    /// Where the record is kept.
    pub storage: Option<String>,
    /// Where it can be seen.
    pub url: Option<String>,
    /// What bears witness of it.
    pub evidence: Option<String>,
    /// Whether somebody has looked for personal data.
    pub checked: bool,
    /// Slug of the notice that it is put up again for.
    pub repeats: Option<String>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

impl Posting {
    /// Refuses what cannot go up on that day.
    fn refuse(&self, record: &Record, today: Date) -> Result<(), Cannot> {
        if !record.status.is_some_and(|s| s.is_finished()) {
            return Err(Cannot::Unfinished);
        }
        if self.board.is_none() {
            return Err(Cannot::NoBoard);
        }
        let Some(day) = self.posted.or(self.planned) else { return Err(Cannot::NoDay) };
        if self.posted.is_some_and(|day| day > today) {
            return Err(Cannot::Ahead);
        }
        if let Some(adjusted) = record.adjusted.as_ref().and_then(Edtf::exact_day)
            && day < adjusted
        {
            return Err(Cannot::BeforeAdjusted(adjusted));
        }
        let storage = self.storage.as_deref().map(str::trim).filter(|s| !s.is_empty());
        if storage.is_none() && record.storage.is_none() {
            return Err(Cannot::NoStorage);
        }
        let texts = [storage, self.url.as_deref(), self.evidence.as_deref(), record.storage.as_deref()];
        if let Some(sign) = texts.into_iter().flatten().find_map(placeholder) {
            return Err(Cannot::Placeholder(sign.to_owned()));
        }
        if self.checked { Ok(()) } else { Err(Cannot::Unchecked) }
    }
}

/// The law of the body of a record, and its last day for a notice that goes up on a day.
async fn arithmetic(reader: &mut Reader, meeting: ThingId) -> Result<Option<Law>, ActionError> {
    let meeting: Stored<Meeting> = reader.one(meeting).await?;
    let Some(body) = meeting.facts.bodies.first() else { return Ok(None) };
    let body: Stored<Body> = reader.one(body.0).await?;
    law(reader, &body.into()).await
}

/// Posts a notice that a record is adjusted.
pub async fn post(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    p: &Posting,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let record: Stored<Record> = reader.find(slug).await?;
    let law = arithmetic(&mut reader, record.facts.meeting.0).await?;
    reader.tx.close().await?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = crate::adjustment::kept(change, slug).await?;
        p.refuse(&record.facts, today).map_err(cannot)?;
        if p.here && record.meta.visibility != Visibility::Public.as_str() {
            return Err(cannot(Cannot::Unpublished));
        }
        let mut w = Written::new(&Notice::DEF)
            .with("record", refers(Record::NAME, &record.meta.slug))
            .with("kind", text(NoticeKind::Adjusted.as_str()))
            .with("here", Said::Value(Value::Bool(p.here)))
            .with("checked", Said::Value(Value::Bool(true)));
        if let Some(board) = &p.board {
            w = w.with("board", refers(Organisation::NAME, board));
        }
        if let Some(before) = &p.repeats {
            w = w.with("repeats", refers(Notice::NAME, before));
        }
        let down = p
            .posted
            .or(p.planned)
            .and_then(|day| law.as_ref()?.last_day(day))
            .and_then(|l| l.tomorrow().ok());
        for (field, day) in [("planned", p.planned), ("posted", p.posted), ("comes_down", down)] {
            if let Some(day) = day {
                w = w.with(field, text(&day.to_string()));
            }
        }
        let storage = p.storage.clone().or_else(|| record.facts.storage.clone());
        for (field, said) in [("storage", &storage), ("evidence", &p.evidence)] {
            if let Some(said) = said {
                w = w.with(field, text(said));
            }
        }
        if let Some(url) = &p.url {
            w = w.text("url", url).map_err(|_| {
                ActionError::Refused(vec![Refusal {
                    row: 0,
                    field: Some("url"),
                    why: Why::NoValue(url.clone()),
                }])
            })?;
        }
        // Whoever may read the record may read its notice.
        w.common.visibility = record.meta.visibility.parse().ok();
        Ok(put_once(change, &[w], p.submission.as_deref(), &at).await?.0)
    })
    .await
}

/// Notes on which day a notice that was planned went up.
pub async fn went_up(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    day: Option<Date>,
) -> Result<(), ActionError> {
    let (notice, law) = of_notice(cx, actor, slug, today).await?;
    let day = day.ok_or_else(|| cannot(Cannot::NoDay))?;
    if day > today {
        return Err(cannot(Cannot::Ahead));
    }
    if notice.facts.posted.is_some() {
        return Err(cannot(Cannot::IsDown));
    }
    let mut w =
        Written::change(&Notice::DEF, notice.meta.slug.clone()).with("posted", text(&day.to_string()));
    if let Some(last) = law.and_then(|l| l.last_day(day)).and_then(|l| l.tomorrow().ok()) {
        w = w.with("comes_down", text(&last.to_string()));
    }
    put_notice(cx, actor, &notice, w).await
}

/// A notice that comes down.
#[derive(Debug, Clone, Default)]
pub struct Removal {
    /// The day.
    pub day: Option<Date>,
    /// Whether it had to go at once.
    pub emergency: bool,
    /// Why it came down before its time.
    pub reason: Option<String>,
}

/// Takes a notice down; what comes of it if that is before its time is told by [`genbo_domain::posting::standing`].
pub async fn take_down(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    r: &Removal,
) -> Result<(), ActionError> {
    let (notice, law) = of_notice(cx, actor, slug, today).await?;
    let day = r.day.ok_or_else(|| cannot(Cannot::NoDay))?;
    let posted =
        notice.facts.posted.as_ref().and_then(Edtf::exact_day).ok_or_else(|| cannot(Cannot::NotUp))?;
    if notice.facts.removed.is_some() {
        return Err(cannot(Cannot::IsDown));
    }
    if day > today {
        return Err(cannot(Cannot::Ahead));
    }
    if day < posted {
        return Err(cannot(Cannot::BeforeUp));
    }
    let last = law.and_then(|l| l.last_day(posted));
    let is_early = last.is_some_and(|last| day <= last);
    let reason = r.reason.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let ending = match (is_early, r.emergency) {
        (true, _) if reason.is_none() => {
            return Err(match last {
                Some(last) if !r.emergency => cannot(Cannot::TooEarly(last)),
                _ => cannot(Cannot::NoReason),
            });
        }
        (_, true) => NoticeEnding::Emergency,
        (true, false) => NoticeEnding::Early,
        (false, false) => NoticeEnding::Time,
    };
    let mut w = Written::change(&Notice::DEF, notice.meta.slug.clone())
        .with("removed", text(&day.to_string()))
        .with("ending", text(ending.as_str()));
    if let Some(reason) = reason {
        w = w.with("ending_note", text(reason));
    }
    put_notice(cx, actor, &notice, w).await
}

async fn of_notice(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
) -> Result<(Stored<Notice>, Option<Law>), ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let notice: Stored<Notice> = reader.find(slug).await?;
    let record: Stored<Record> = reader.one(notice.facts.record.0).await?;
    let law = arithmetic(&mut reader, record.facts.meeting.0).await?;
    reader.tx.close().await?;
    Ok((notice, law))
}

async fn put_notice(cx: &Cx, actor: &Actor, notice: &Stored<Notice>, w: Written) -> Result<(), ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let reach = reach::of_thing(&mut change.tx, &Notice::DEF, notice.id).await?;
        change.require(Permission::Record, &reach)?;
        let now: Stored<Notice> =
            row::load_one(&mut change.tx, &genbo_store::thing::Viewer::All, notice.id).await?;
        if now.facts != notice.facts {
            return Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::NotLast }]));
        }
        crate::thing::put::put_in(change, std::slice::from_ref(&w)).await.map(|_| ())
    })
    .await
}

/// A notice with how it stands.
#[derive(Debug)]
pub struct Hanging {
    /// The notice.
    pub notice: Shown<Notice>,
    /// Its board.
    pub board: Option<Link>,
    /// How it stands.
    pub standing: Standing,
    /// The last day on which the decision can be appealed, by this notice alone.
    pub last: Option<Date>,
}

/// A record with its notices, for who posts them.
#[derive(Debug)]
pub struct Desk {
    /// The record.
    pub record: Shown<Record>,
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that met.
    pub bodies: Vec<Shown<Body>>,
    /// The boards that there are to choose from: the house's own, then those of the members.
    pub boards: Vec<Link>,
    /// The notices.
    pub notices: Vec<Hanging>,
    /// The last day, if the notice goes up today.
    pub from_today: Option<Date>,
}

/// The record of that slug or id with its notices, for who keeps it.
pub async fn desk(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Desk, ActionError> {
    let record: Shown<Record> = reader.find::<Record>(slug).await?.into();
    let meeting: Shown<Meeting> = reader.one::<Meeting>(record.facts.meeting.0).await?.into();
    if !crate::agenda::may(reader, actor, meeting.id()).await? {
        return Err(ActionError::Forbidden);
    }
    let ids: Vec<ThingId> = meeting.facts.bodies.iter().map(|b| b.0).collect();
    let bodies: Vec<Shown<Body>> = shown::all(reader.load(Find::Ids(&ids)).await?);
    let law = match bodies.first() {
        Some(body) => law(reader, body).await?,
        None => None,
    };
    let notices = shown::all(reader.by::<Notice>("record", &[record.id()]).await?);
    let names = reader.names(notices.iter().filter_map(|n| n.facts.board).map(|b| b.0)).await?;
    let today = reader.today;
    let hanging = |notice: Shown<Notice>| {
        let posted = notice.facts.posted.as_ref().and_then(Edtf::exact_day);
        let last = posted.and_then(|day| law.as_ref()?.last_day(day));
        Hanging {
            board: names.opt(notice.facts.board),
            standing: standing(&notice.facts, last, today),
            last,
            notice,
        }
    };
    Ok(Desk {
        notices: notices.into_iter().map(hanging).collect(),
        boards: boards(reader, bodies.first()).await?,
        from_today: law.as_ref().and_then(|l| l.last_day(today)),
        record,
        meeting,
        bodies,
    })
}

/// The organisations whose boards a body's notices can hang on.
async fn boards(reader: &mut Reader, body: Option<&Shown<Body>>) -> Result<Vec<Link>, ActionError> {
    let Some(owner) = body.map(|b| b.facts.owner.0) else { return Ok(Vec::new()) };
    let mut cooperations = reader.load::<Cooperation>(Find::Ids(&[owner])).await?;
    cooperations.extend(reader.by::<Cooperation>("organisation", &[owner]).await?);
    let mut ids: Vec<ThingId> = vec![owner];
    ids.extend(cooperations.iter().filter_map(|c| c.facts.organisation).map(|o| o.0));
    let whole = reader.load::<Organisation>(Find::Ids(&[owner])).await?;
    ids.extend(whole.iter().filter_map(|o| o.facts.part_of).map(|o| o.0));
    let cooperations: Vec<ThingId> = cooperations.iter().map(|c| c.id).collect();
    let members = reader.by::<Membership>("cooperation", &cooperations).await?;
    ids.extend(members.iter().map(|m| m.facts.member.0));
    let mut all = Vec::new();
    for organisation in reader.load::<Organisation>(Find::Ids(&ids)).await? {
        all.push(Link::from(&organisation));
    }
    all.sort_by_key(|l| ids.iter().position(|id| *id == l.id));
    Ok(all)
}

/// The slug of the record that a notice is about, for who keeps it.
pub async fn record_of(reader: &mut Reader, notice: &str) -> Result<String, ActionError> {
    let notice: Stored<Notice> = reader.find(notice).await?;
    let record: Stored<Record> = reader.one(notice.facts.record.0).await?;
    Ok(record.meta.slug)
}
