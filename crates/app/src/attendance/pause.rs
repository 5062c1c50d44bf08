//! Breaks: entering that a meeting is broken off and goes on.

use crate::{
    agenda::to_record,
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    item::write::refuse_covered,
    sitting,
    thing::{
        put::{Put, put_once},
        refusal::{Refusal, Why},
        withdraw::withdraw_in,
        written::{Said, Written},
    },
    view::{Reader, shown::Shown},
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    clock::Clock,
    meeting::{Meeting, Pause},
    noun::Noun,
    paragraphs::Paragraph,
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::row::{self, Stored};
use jiff::civil::Date;

/// A break as it was entered.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    /// What it is called.
    pub title: String,
    /// From what time.
    pub start: Option<Clock>,
    /// Until what time; nothing while it goes on.
    pub end: Option<Clock>,
    /// After which §.
    pub after: Option<Paragraph>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// Enters a break; the whole sitting is broken off, each of its meetings at the same time.
pub async fn pause(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    today: Date,
    entered: &Entered,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let slugs = slugs(&mut reader, actor, meeting).await;
    reader.tx.close().await?;
    let slugs = slugs?;
    let backwards = entered.start.zip(entered.end).is_some_and(|(from, to)| to <= from);
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let mut written = Vec::new();
        for (i, slug) in slugs.iter().enumerate() {
            let stored: Stored<Meeting> = to_record(change, slug).await?;
            refuse_covered(change, stored.id, None).await?;
            // The §§ are those of the meeting at which it is entered.
            written.push(one(slug, entered, entered.after.filter(|_| i == 0)));
        }
        if backwards {
            let why = Why::NoValue(entered.end.map(|c| c.to_string()).unwrap_or_default());
            return Err(ActionError::Refused(vec![Refusal { row: 0, field: Some("end"), why }]));
        }
        Ok(put_once(change, &written, entered.submission.as_deref(), &at).await?.0)
    })
    .await
}

async fn slugs(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Vec<String>, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    let beside = sitting::beside(reader, actor, &meeting).await?;
    Ok(std::iter::once(meeting).chain(beside).map(|m| m.link.slug).collect())
}

fn one(meeting: &str, e: &Entered, after: Option<Paragraph>) -> Written {
    let text = |t: String| Said::Value(Value::Text(t));
    let mut w = Written::new(&Pause::DEF)
        .with("meeting", Said::Value(Value::Ref(Pointer { noun: Meeting::NAME, slug: meeting.to_owned() })))
        .with("title", text(e.title.clone()));
    for (field, said) in [
        ("start", e.start.map(|c| c.to_string())),
        ("end", e.end.map(|c| c.to_string())),
        ("after", after.map(|p| p.to_string())),
    ] {
        if let Some(said) = said {
            w = w.with(field, text(said));
        }
    }
    w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    w
}

/// Takes back a break that was entered by mistake.
pub async fn take_back(cx: &Cx, actor: &Actor, meeting: &str, pause: &str) -> Result<(), ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, meeting).await?;
        refuse_covered(change, meeting.id, None).await?;
        let viewer = change.actor.viewer();
        let stored: Stored<Pause> = row::load_named(&mut change.tx, &viewer, pause).await?;
        if stored.facts.meeting.0 != meeting.id {
            return Err(ActionError::NotFound);
        }
        withdraw_in(change, &Pause::DEF, stored.id, None).await
    })
    .await
}
