//! Calling the roll: who is there and who is not, all in one go, and whoever comes beside.

use super::day;
use crate::{
    agenda::to_record,
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    item::write::refuse_covered,
    thing::{
        put::{Put, put_in, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    attendance::{Attendance, Capacity, MeetingRole},
    meeting::Meeting,
    noun::Noun,
    paragraphs::ParagraphSet,
    person::Person,
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::{
    row::Stored,
    thing::{self as things, Viewer},
};

/// One person as the roll is called.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The person's slug; for somebody who is not known yet, nothing.
    pub person: Option<String>,
    /// The name of somebody who is not known yet.
    pub name: String,
    /// In what capacity.
    pub capacity: Capacity,
    /// Tasks at the meeting.
    pub roles: Vec<MeetingRole>,
    /// Whom he or she comes from, by noun and slug.
    pub organisation: Option<(String, String)>,
    /// The party at the time.
    pub party: Option<String>,
    /// Title, as it shall stand in the record.
    pub title: Option<String>,
    /// Whether he or she takes part from elsewhere.
    pub is_remote: bool,
    /// The §§ at which he or she is there, if not all.
    pub paragraphs: Option<ParagraphSet>,
}

/// Writes down who is there. A person of whom nobody knows yet is added by name.
pub async fn enter(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    entries: &[Entry],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    enter_all(cx, actor, &[(meeting.to_owned(), entries.to_vec())], submission).await
}

/// The same for several meetings of one sitting in one go: each has its own roll, of its own bodies.
pub async fn enter_all(
    cx: &Cx,
    actor: &Actor,
    rolls: &[(String, Vec<Entry>)],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let mut put = Vec::new();
        for (i, (meeting, entries)) in rolls.iter().enumerate() {
            let own = submission.map(|s| if i == 0 { s.to_owned() } else { format!("{s}-{i}") });
            put.extend(enter_in(change, meeting, entries, own.as_deref(), &at).await?);
        }
        Ok(put)
    })
    .await
}

async fn enter_in(
    change: &mut Change,
    meeting: &str,
    entries: &[Entry],
    submission: Option<&str>,
    at: &str,
) -> Result<Vec<Put>, ActionError> {
    let meeting = to_record(change, meeting).await?;
    refuse_covered(change, meeting.id, None).await?;
    let home = match meeting.meta.home {
        Some(id) => things::names(&mut change.tx, &Viewer::All, &[id]).await?.remove(&id).map(|n| n.slug),
        None => None,
    };
    let mut new = Vec::new();
    let mut refusals = Vec::new();
    for (row, entry) in entries.iter().enumerate().filter(|(_, e)| e.person.is_none()) {
        if entry.name.trim().is_empty() {
            refusals.push(Refusal { row, field: Some("person"), why: Why::Missing });
        }
        let name = Said::Value(Value::Text(entry.name.trim().to_owned()));
        new.push(Written { home: home.clone(), ..Written::new(&Person::DEF) }.with("name", name));
    }
    if !refusals.is_empty() {
        return Err(ActionError::Refused(refusals));
    }
    let (added, is_new) =
        put_once(change, &new, submission.map(|s| format!("{s}-person")).as_deref(), at).await?;
    if !is_new {
        return Ok(added);
    }
    let mut added = added.into_iter();
    let written: Vec<Written> = entries
        .iter()
        .map(|e| {
            let slug = e.person.clone().or_else(|| added.next().map(|p| p.slug)).unwrap_or_default();
            attendance(&meeting, e, slug)
        })
        .collect();
    put_in(change, &written).await
}

fn attendance(meeting: &Stored<Meeting>, e: &Entry, person: String) -> Written {
    let text = |t: &str| Said::Value(Value::Text(t.to_owned()));
    let refer = |noun, slug| Said::Value(Value::Ref(Pointer { noun, slug }));
    let mut w = Written::new(&Attendance::DEF)
        .with("meeting", refer(Meeting::NAME, meeting.meta.slug.clone()))
        .with("person", refer(Person::NAME, person))
        .with("capacity", text(e.capacity.as_str()));
    if !e.roles.is_empty() {
        let roles = e.roles.iter().map(|r| Value::Text(r.as_str().to_owned())).collect();
        w = w.with("roles", Said::Value(Value::List(roles)));
    }
    if let Some((noun, slug)) = &e.organisation
        && let Some(noun) = genbo_domain::noun::NounDef::named(noun)
        && matches!(noun.name, "organisation" | "cooperation")
    {
        w = w.with("organisation", refer(noun.name, slug.clone()));
    }
    if let Some(party) = &e.party {
        w = w.with("party", text(party));
    }
    if let Some(title) = &e.title {
        w = w.with("title", text(title));
    }
    if e.is_remote {
        w = w.with("remote", Said::Value(Value::Bool(true)));
    }
    if let Some(paragraphs) = &e.paragraphs {
        w = w.with("paragraphs", text(&paragraphs.to_string()));
    }
    // Who was there is for members until the record is published.
    w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    w
}

/// Whether a roll can be called on a day: a meeting that lies ahead has none.
pub fn is_early(meeting: &Meeting, today: jiff::civil::Date) -> bool {
    day(meeting).is_some_and(|day| today < day)
}
