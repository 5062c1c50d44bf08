//! Asking all members between meetings: a meeting by correspondence with one item, at which each answers by vote.

use crate::{
    attendance::{capacity, seats_on},
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    meeting::is_by_law,
    thing::{
        self,
        put::{Put, put_in, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{Reader, shown::Shown},
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    attendance::{Attendance, Capacity},
    body::Body,
    item::{Item, ItemKind},
    meeting::{Meeting, MeetingForm, MeetingStatus},
    noun::Noun,
    person::Person,
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::thing::{self as things, Viewer};
use jiff::civil::Date;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The heading of the question.
    pub title: String,
    /// What is proposed.
    pub proposed: String,
    /// The last day to answer.
    pub until: Option<Date>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// Asks all members of a body. Refused where law has the body decide at meetings, and where the body's own rules do not say
/// that it may decide between them.
pub async fn ask(
    cx: &Cx,
    actor: &Actor,
    body: &str,
    today: Date,
    asked: &Asked,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let read = read(&mut reader, body).await;
    reader.tx.close().await?;
    let (body, members) = read?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let reach = thing::reach::of_thing(&mut change.tx, &Body::DEF, body.id()).await?;
        change.require(Permission::Record, &reach)?;
        let refused = |field, why| Err(ActionError::Refused(vec![Refusal { row: 0, field, why }]));
        if is_by_law(&body.facts) {
            return refused(None, Why::ByLawAtMeetings);
        }
        if body.facts.between_meetings != Some(true) {
            return refused(None, Why::NotBetweenMeetings);
        }
        if asked.title.trim().is_empty() {
            return refused(Some("title"), Why::Missing);
        }
        let Some(until) = asked.until else { return refused(Some("until"), Why::Missing) };
        let text = |t: &str| Said::Value(Value::Text(t.to_owned()));
        let refer = |noun, slug: &str| Value::Ref(Pointer { noun, slug: slug.to_owned() });
        let mut meeting = Written::new(&Meeting::DEF)
            .with("title", text(asked.title.trim()))
            .with("bodies", Said::Value(Value::List(vec![refer(Body::NAME, &body.link.slug)])))
            .with("when", text(&until.to_string()))
            .with("form", text(MeetingForm::Correspondence.as_str()))
            .with("status", text(MeetingStatus::Fixed.as_str()));
        if let Some(home) = body.home {
            let name = things::names(&mut change.tx, &Viewer::All, &[home]).await?.remove(&home);
            meeting.home = name.map(|n| n.slug);
        }
        let (mut put, is_new) = put_once(change, &[meeting], asked.submission.as_deref(), &at).await?;
        let Some(slug) = put.first().map(|p| p.slug.clone()).filter(|_| is_new) else { return Ok(put) };
        let members_only = || Common { visibility: Some(Visibility::Members), ..Common::default() };
        let mut item = Written::new(&Item::DEF)
            .with("meeting", Said::Value(refer(Meeting::NAME, &slug)))
            .with("number", text("1"))
            .with("title", text(asked.title.trim()))
            .with("kind", text(ItemKind::Decision.as_str()));
        if !asked.proposed.trim().is_empty() {
            item = item.with("proposed", text(asked.proposed.trim()));
        }
        item.common = members_only();
        let mut rows = vec![item];
        for (person, organisation) in &members {
            let mut w = Written::new(&Attendance::DEF)
                .with("meeting", Said::Value(refer(Meeting::NAME, &slug)))
                .with("person", Said::Value(refer(Person::NAME, person)))
                .with("capacity", text(Capacity::Member.as_str()));
            if let Some((noun, slug)) = organisation {
                w = w.with("organisation", Said::Value(refer(noun, slug)));
            }
            w.common = members_only();
            rows.push(w);
        }
        put.extend(put_in(change, &rows).await?);
        Ok(put)
    })
    .await
}

type Members = Vec<(String, Option<(&'static str, String)>)>;

/// The body, and its members with whom they come from.
async fn read(reader: &mut Reader, slug: &str) -> Result<(Shown<Body>, Members), ActionError> {
    let body: Shown<Body> = reader.find::<Body>(slug).await?.into();
    let today = reader.today;
    let lines = seats_on(reader, std::slice::from_ref(&body), today).await?;
    let mut members: Members = Vec::new();
    for seat in lines.iter().filter(|s| capacity(s) == Capacity::Member) {
        let from = seat.allotted_to.iter().find_map(|l| match l.noun.as_str() {
            "organisation" => Some(("organisation", l.slug.clone())),
            "cooperation" => Some(("cooperation", l.slug.clone())),
            _ => None,
        });
        for person in seat.now().filter_map(|h| h.person.as_ref()) {
            if !members.iter().any(|(slug, _)| slug == &person.slug) {
                members.push((person.slug.clone(), from.clone()));
            }
        }
    }
    Ok((body, members))
}
