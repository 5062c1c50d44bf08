//! A proposal becomes preliminary meetings: those that were chosen, all of them or none.

use super::propose::Scope;
use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    thing::{
        put::{Put, put},
        written::{Said, Written},
    },
    view::Reader,
};
use genbo_domain::{
    edtf::Edtf,
    meeting::{Meeting, MeetingStatus},
    noun::Noun,
    noun::NounDef,
    value::{Pointer, ThingId, Value},
};
use genbo_store::row::Stored;
use jiff::civil::Date;

/// A meeting that was chosen from a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its key in the proposal: last year's meeting, or nothing that is known for one of a pattern.
    pub key: String,
    /// What it shall be called; as last year if left out.
    pub title: Option<String>,
    /// When it shall be.
    pub when: Edtf,
}

/// Puts the chosen meetings of a body or cooperation down as preliminary. What comes from last year keeps its name, its
/// bodies, its form and its place.
pub async fn save(
    cx: &Cx,
    actor: &Actor,
    today: Date,
    whose: &str,
    chosen: &[Chosen],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let scope = Scope::of(&mut reader, whose).await?;
    let sources: Vec<Stored<Meeting>> = reader.by("bodies", &scope.ids()).await?;
    let bodies: Vec<ThingId> = sources.iter().flat_map(|m| m.facts.bodies.iter().map(|b| b.0)).collect();
    let names = reader.names(bodies.into_iter().chain(scope.ids())).await?;
    drop(reader);
    let mut written = Vec::with_capacity(chosen.len());
    for one in chosen {
        let source = sources.iter().find(|m| m.meta.slug == one.key);
        let ids = match source {
            Some(m) => m.facts.bodies.iter().map(|b| b.0).collect(),
            None if scope.bodies.len() == 1 => scope.ids(),
            None => return Err(ActionError::NotFound),
        };
        let slugs: Vec<String> = ids.into_iter().filter_map(|id| names.get(id)).map(|l| l.slug).collect();
        let title = one.title.clone().or_else(|| source.map(|m| m.facts.title.clone()));
        let mut meeting = new(&slugs, &title.unwrap_or_else(|| scope.whose.label.clone()), &one.when);
        if let Some(m) = source {
            let form = m.facts.form.map(|f| f.as_str().to_owned());
            for (field, text) in [("form", form), ("place", m.facts.place.clone())] {
                if let Some(text) = text {
                    meeting = meeting.with(field, Said::Value(Value::Text(text)));
                }
            }
        }
        written.push(meeting);
    }
    put(cx, actor, &written, submission, Keep::Commit).await
}

fn new(bodies: &[String], title: &str, when: &Edtf) -> Written {
    let noun = NounDef::named(Meeting::NAME).expect("meetings are a noun");
    let body = |slug: &String| Value::Ref(Pointer { noun: "body", slug: slug.clone() });
    let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
    Written::new(noun)
        .with("title", text(title))
        .with("bodies", Said::Value(Value::List(bodies.iter().map(body).collect())))
        .with("when", text(&when.to_string()))
        .with("status", text(MeetingStatus::Preliminary.as_str()))
}
