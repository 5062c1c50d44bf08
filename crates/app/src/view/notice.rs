//! Notices on notice boards: what is announced, where, when it went up and came down, as far as the source says.

use super::{
    Link, Names, Reader, choices,
    fact::{self, Doubts},
    record::{Law, law_of},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    body::Body,
    edtf::Edtf,
    meeting::Meeting,
    noun::Noun,
    organisation::Organisation,
    posting::{self, Standing},
    record::{Notice, Record},
    value::ThingId,
};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{HowMany, Only, Part},
    row::Find,
};
use jiff::civil::Date;
use std::collections::HashMap;

/// A notice with what it announces.
#[derive(Debug)]
pub struct NoticeEntry {
    /// The notice.
    pub notice: Shown<Notice>,
    /// The record that it is about.
    pub record: Shown<Record>,
    /// That record's meeting.
    pub meeting: Shown<Meeting>,
    /// How it stands on the reader's day.
    pub standing: Standing,
    /// The last day on which the decision can be appealed, as this notice alone says; nothing where no law says so, or it
    /// cannot be computed.
    pub last: Option<Date>,
}

/// A list of notices, or one.
#[derive(Debug, Default)]
pub struct Notices {
    /// The notices, the latest first.
    pub entries: Vec<NoticeEntry>,
    /// How many there are in all.
    pub all: HowMany,
    /// The names of what they refer to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
    /// The boards that these notices hang on.
    pub boards: Vec<Link>,
}

/// Which notices are asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of a cooperation.
    pub cooperation: Option<String>,
    /// Slug or id of the organisation whose board it is.
    pub organisation: Option<String>,
    /// Which part.
    pub part: Part,
}

/// The notices that are asked for.
pub async fn notices(reader: &mut Reader, ask: &Ask) -> Result<Notices, ActionError> {
    let home = choices::cooperation(reader, ask.cooperation.as_deref()).await?;
    let board = match &ask.organisation {
        Some(slug) => Some([choices::organisation(reader, slug).await?]),
        None => None,
    };
    let only: Vec<Only<'_>> = board.iter().map(|ids| Only::Any("board", ids)).collect();
    let wanted = Wanted { dates: Dates::LatestFirst("posted"), home, label: None, only: &only };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Notice::DEF, wanted, ask.part).await?;
    let notices = choices::in_order(&found.ids, reader.load::<Notice>(Find::Ids(&found.ids)).await?);
    let mut list = with_records(reader, shown::all(notices)).await?;
    list.all = found.all;
    list.cooperations = choices::cooperations(reader).await?;
    Ok(list)
}

/// The notice of that slug or id.
pub async fn notice(reader: &mut Reader, slug: &str) -> Result<Notices, ActionError> {
    let notice: Shown<Notice> = reader.find::<Notice>(slug).await?.into();
    let one = with_records(reader, vec![notice]).await?;
    if one.entries.is_empty() { Err(ActionError::NotFound) } else { Ok(one) }
}

/// The law of each body whose meetings these are.
async fn laws(
    reader: &mut Reader,
    meetings: &[Shown<Meeting>],
) -> Result<HashMap<ThingId, Law>, ActionError> {
    let ids: Vec<ThingId> = meetings.iter().filter_map(|m| m.facts.bodies.first()).map(|b| b.0).collect();
    let bodies: Vec<Shown<Body>> = shown::all(reader.load::<Body>(Find::Ids(&ids)).await?);
    law_of(reader, &bodies).await
}

async fn with_records(reader: &mut Reader, notices: Vec<Shown<Notice>>) -> Result<Notices, ActionError> {
    let record_ids: Vec<ThingId> = notices.iter().map(|n| n.facts.record.0).collect();
    let records = shown::all(reader.load::<Record>(Find::Ids(&record_ids)).await?);
    let meeting_ids: Vec<ThingId> = records.iter().map(|r| r.facts.meeting.0).collect();
    let meetings = shown::all(reader.load::<Meeting>(Find::Ids(&meeting_ids)).await?);
    let mut wanted: Vec<ThingId> = notices.iter().flat_map(|n| ids![n.facts.board]).collect();
    wanted.extend(notices.iter().flat_map(|n| ids![n.facts.signed_by]));
    wanted.extend(meetings.iter().flat_map(|m| ids![m.facts.bodies.clone()]));
    wanted.extend(notices.iter().filter_map(|n| n.home));
    let names = reader.names(wanted).await?;
    let links: Vec<Link> = notices.iter().map(|n| n.link.clone()).collect();
    let board_ids: Vec<ThingId> = notices.iter().flat_map(|n| ids![n.facts.board]).collect();
    let boards = reader.load::<Organisation>(Find::Ids(&board_ids)).await?;
    let laws = laws(reader, &meetings).await?;
    let today = reader.today;
    let entries = notices
        .into_iter()
        .filter_map(|notice| {
            let record = records.iter().find(|r| r.id() == notice.facts.record.0)?.clone();
            let meeting = meetings.iter().find(|m| m.id() == record.facts.meeting.0)?.clone();
            let law = meeting.facts.bodies.first().and_then(|b| laws.get(&b.0));
            let posted = notice.facts.posted.as_ref().and_then(Edtf::exact_day);
            let last = posted.and_then(|day| law?.last_day(day));
            let standing = posting::standing(&notice.facts, last, today);
            Some(NoticeEntry { notice, record, meeting, standing, last })
        })
        .collect();
    Ok(Notices {
        entries,
        names,
        doubts: fact::doubts(reader, &links).await?,
        boards: boards.iter().map(Link::from).collect(),
        ..Notices::default()
    })
}
