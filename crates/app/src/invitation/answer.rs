//! Looking at a call behind its link, and answering it.
//!
//! Invariants: looking answers nothing, because programs that guard mail follow links; a second answer takes the place of
//! the first; when the meeting is over or called off, it is too late; a link tells of its one meeting and nothing else.

use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    secret,
};
use genbo_domain::{
    body::Body,
    edtf::Edtf,
    invitation::{Answer, may_be_answered},
    meeting::{Meeting, MeetingStatus},
};
use genbo_store::{
    audit::AuditValue,
    invitation::{self, Invitation},
    row::{self, Find, Stored},
    sql::Tx,
    thing::Viewer,
};
use jiff::civil::Date;

/// The most characters of what is said beside an answer.
pub const LONGEST_NOTE: usize = 500;

/// A call as its link shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Who was called, and the answer so far.
    pub invitation: Invitation,
    /// What the meeting is called.
    pub title: String,
    /// The bodies that meet.
    pub bodies: Vec<String>,
    /// When it is.
    pub when: Option<Edtf>,
    /// Place.
    pub place: Option<String>,
    /// Whether it can be answered.
    pub state: Answerable,
}

/// Whether a call can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answerable {
    /// It can.
    Yes,
    /// The meeting is over.
    Over,
    /// It is called off.
    CalledOff,
}

/// The call behind a link; nothing if there is no such link.
pub async fn open(cx: &Cx, token: &str, today: Date) -> Result<Option<Opened>, ActionError> {
    let mut tx = cx.db.read().await?;
    opened(&mut tx, token, today).await
}

async fn opened(tx: &mut Tx, token: &str, today: Date) -> Result<Option<Opened>, ActionError> {
    let Some(invitation) = invitation::behind(tx, &secret::hash(token)).await? else { return Ok(None) };
    // Whoever was called may know to what; the letter said as much.
    let meeting: Stored<Meeting> = row::load_one(tx, &Viewer::All, invitation.meeting).await?;
    let m = meeting.facts;
    let ids: Vec<_> = m.bodies.iter().map(|b| b.0).collect();
    let bodies: Vec<Stored<Body>> = row::load(tx, &Viewer::All, Find::Ids(&ids)).await?;
    let off = matches!(m.status, Some(MeetingStatus::Cancelled | MeetingStatus::None));
    let state = match () {
        () if off => Answerable::CalledOff,
        () if !may_be_answered(m.when.as_ref(), today) => Answerable::Over,
        () => Answerable::Yes,
    };
    Ok(Some(Opened {
        invitation,
        title: m.title,
        bodies: bodies.into_iter().map(|b| b.facts.name).collect(),
        when: m.when,
        place: m.place,
        state,
    }))
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// It counts.
    Noted(Opened),
    /// It is too late.
    TooLate(Opened),
}

/// Answers the call behind a link, in place of an earlier answer; nothing if there is no such link.
pub async fn answer(
    cx: &Cx,
    token: &str,
    answer: Answer,
    note: &str,
    today: Date,
) -> Result<Option<Answered>, ActionError> {
    let Some(found) = open(cx, token, today).await? else { return Ok(None) };
    let actor = Actor::Link { name: format!("invitation {}", found.invitation.id) };
    let note: String = note.trim().chars().take(LONGEST_NOTE).collect();
    cx.write(&actor, Permission::Contribute, Keep::Commit, async |change| {
        let Some(mut opened) = opened(&mut change.tx, token, today).await? else { return Ok(None) };
        if opened.state != Answerable::Yes {
            return Ok(Some(Answered::TooLate(opened)));
        }
        let at = (cx.outside.now)();
        let note = (!note.is_empty()).then_some(note.as_str());
        let before = opened.invitation.answer;
        let same = before == Some(answer) && opened.invitation.note.as_deref() == note;
        if !same {
            invitation::answer(&mut change.tx, opened.invitation.id, answer, note, at).await?;
            let word = |a: Option<Answer>| a.map(|a| a.as_str().to_owned());
            change.record(Event {
                thing: None,
                noun: "invitation",
                action: "change",
                // What is said beside the answer is between those two; the trail keeps none of it.
                values: vec![
                    AuditValue {
                        field: "number".into(),
                        before: None,
                        after: Some(opened.invitation.id.to_string()),
                    },
                    AuditValue { field: "answer".into(), before: word(before), after: word(Some(answer)) },
                ],
            });
            opened.invitation.answered = Some(at);
        }
        opened.invitation.answer = Some(answer);
        opened.invitation.note = note.map(str::to_owned);
        Ok(Some(Answered::Noted(opened)))
    })
    .await
}
