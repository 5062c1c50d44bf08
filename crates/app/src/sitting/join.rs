//! Another body meets in the same sitting: it gets a meeting of its own there, with its own agenda and record.

use crate::{
    agenda::to_record,
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Put, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_domain::{
    body::Body,
    meeting::{Meeting, MeetingStatus, Sitting},
    noun::Noun,
    value::{Pointer, Value},
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::{self as things, Viewer},
};

/// Lets a body meet in the sitting of a meeting; a meeting that stands alone becomes one of a sitting.
pub async fn join(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    body: &str,
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, meeting).await?;
        let viewer = change.actor.viewer();
        let body: Stored<Body> = row::load_named(&mut change.tx, &viewer, body).await?;
        refuse_twice(change, &meeting, &body).await?;
        let (mut put, sitting) = sitting(change, &meeting, submission, &at).await?;
        let own = submission.map(|s| format!("{s}-body"));
        let mut w = Written::new(&Meeting::DEF)
            .with("title", text(&meeting.facts.title))
            .with("bodies", Said::Value(Value::List(vec![refer(Body::NAME, &body.meta.slug)])))
            .with("sitting", Said::Value(refer(Sitting::NAME, &sitting)))
            .with("status", text(meeting.facts.status.unwrap_or(MeetingStatus::Fixed).as_str()));
        if let Some(when) = &meeting.facts.when {
            w = w.with("when", text(&when.to_string()));
        }
        if let Some(place) = &meeting.facts.place {
            w = w.with("place", text(place));
        }
        w.home = home(change, &meeting).await?;
        put.extend(put_once(change, &[w], own.as_deref(), &at).await?.0);
        Ok(put)
    })
    .await
}

fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

fn refer(noun: &'static str, slug: &str) -> Value<Pointer> {
    Value::Ref(Pointer { noun, slug: slug.to_owned() })
}

async fn home(change: &mut Change, meeting: &Stored<Meeting>) -> Result<Option<String>, ActionError> {
    let Some(id) = meeting.meta.home else { return Ok(None) };
    Ok(things::names(&mut change.tx, &Viewer::All, &[id]).await?.remove(&id).map(|n| n.slug))
}

/// A body meets once in a sitting.
async fn refuse_twice(
    change: &mut Change,
    meeting: &Stored<Meeting>,
    body: &Stored<Body>,
) -> Result<(), ActionError> {
    let mut all = meeting.facts.bodies.clone();
    if let Some(sitting) = meeting.facts.sitting {
        let beside: Vec<Stored<Meeting>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("sitting", &[sitting.0])).await?;
        all.extend(beside.into_iter().flat_map(|m| m.facts.bodies));
    }
    if all.iter().any(|b| b.0 == body.id) {
        let why = Why::Taken(body.meta.label.clone());
        return Err(ActionError::Refused(vec![Refusal { row: 0, field: Some("body"), why }]));
    }
    Ok(())
}

/// The slug of the meeting's sitting, which is made if there is none.
async fn sitting(
    change: &mut Change,
    meeting: &Stored<Meeting>,
    submission: Option<&str>,
    at: &str,
) -> Result<(Vec<Put>, String), ActionError> {
    if let Some(sitting) = meeting.facts.sitting {
        let name = things::names(&mut change.tx, &Viewer::All, &[sitting.0]).await?.remove(&sitting.0);
        return Ok((Vec::new(), name.ok_or(ActionError::NotFound)?.slug));
    }
    let mut w = Written::new(&Sitting::DEF).with("title", text(&meeting.facts.title));
    for (field, said) in [
        ("when", meeting.facts.when.as_ref().map(ToString::to_string)),
        ("place", meeting.facts.place.clone()),
    ] {
        if let Some(said) = said {
            w = w.with(field, text(&said));
        }
    }
    w.home = home(change, meeting).await?;
    let (mut put, _) = put_once(change, &[w], submission, at).await?;
    let slug = put.first().map(|p| p.slug.clone()).ok_or(ActionError::NotFound)?;
    let w = Written::change(&Meeting::DEF, meeting.meta.slug.clone())
        .with("sitting", Said::Value(refer(Sitting::NAME, &slug)));
    let own = submission.map(|s| format!("{s}-sitting"));
    put.extend(put_once(change, &[w], own.as_deref(), at).await?.0);
    Ok((put, slug))
}
