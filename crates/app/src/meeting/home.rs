//! What each takes home from a meeting: a short letter to everybody who takes part, with what his or her own organisation
//! shall do first, and what else was decided after it.
//!
//! Invariants: what is sent is what was looked at; a letter tells what members of the body see, never what its sender sees
//! beside.

use super::parcel::{self, Sent};
use crate::{
    agenda,
    call::{
        self,
        participants::{self, Missing},
        preview::{Sender, sender},
    },
    cx::{Actor, Cx, Permission},
    error::ActionError,
    house::{self, Writer},
    ids,
    outbox::To,
    view::{Link, Reader, shown::Shown},
};
use genbo_documents::letter::Letter;
use genbo_domain::{body::Body, decision::Clause, edtf::Edtf, item::Item, meeting::Meeting, value::ThingId};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One decision, as a letter tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// § or point.
    pub number: Option<String>,
    /// The item's heading.
    pub title: String,
    /// What was decided.
    pub text: String,
    /// Who shall act.
    pub addressees: Vec<String>,
    /// Last day.
    pub due: Option<Edtf>,
}

/// What a letter tells. The words for people stand in the web crate.
#[derive(Debug, Clone)]
pub struct Contents {
    /// What the meeting is called.
    pub title: String,
    /// When it was.
    pub when: Option<Edtf>,
    /// The bodies that met.
    pub bodies: Vec<String>,
    /// Whom the reader comes from.
    pub whose: Vec<String>,
    /// What these shall do.
    pub own: Vec<Decided>,
    /// What else was decided.
    pub others: Vec<Decided>,
    /// The sender's own words.
    pub words: String,
    /// Who sends it.
    pub sender: Option<String>,
    /// The meeting's page.
    pub page: String,
    /// The house that writes.
    pub writer: Writer,
}

/// A letter that would be sent.
pub type Draft = parcel::Draft<Contents>;

/// What would be sent.
#[derive(Debug)]
pub struct Preview {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The letters, one for each who is told something else.
    pub drafts: Vec<Draft>,
    /// Who cannot be reached.
    pub missing: Vec<Missing>,
    /// Who sends.
    pub sender: Sender,
    /// What was looked at: only the same is sent.
    pub seen: String,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of the meeting.
    pub meeting: String,
    /// The sender's own words; may be empty.
    pub words: String,
    /// The day.
    pub today: Date,
    /// The address of the meeting's page, whole.
    pub page: String,
}

/// How a letter is put into words.
pub type Compose<'a> = &'a (dyn Fn(&Contents) -> Letter + Sync);

/// What would be sent. Whoever may not send for the meeting is refused.
pub async fn preview(
    reader: &mut Reader,
    actor: &Actor,
    ask: &Ask,
    compose: Compose<'_>,
) -> Result<Preview, ActionError> {
    let called = call::called(reader, &ask.meeting).await?;
    if !actor.may_within(Permission::Send, &called.reach) {
        return Err(ActionError::Forbidden);
    }
    let participants = participants::of(reader, &called, ask.today).await?;
    let homes = called.meeting.home.into_iter().chain(called.bodies.iter().filter_map(|b| b.home));
    let viewer = Viewer::Member(homes.collect());
    let decided = decided(reader, &viewer, &called.meeting).await?;
    let body = called.bodies.first().map(Shown::id);
    let writer = house::writer(&mut reader.tx, &viewer, body).await?;
    let sender = sender(reader, actor).await?;
    let mut groups: BTreeMap<Vec<String>, (Vec<Link>, Vec<To>)> = BTreeMap::new();
    for p in &participants.reached {
        let key = p.from.iter().map(|l| l.label.clone()).collect();
        let to = To { name: p.person.label.clone(), party: Some(p.person.id), ..To::new(p.address.clone()) };
        groups.entry(key).or_insert_with(|| (p.from.clone(), Vec::new())).1.push(to);
    }
    let base = Contents {
        title: called.meeting.facts.title.clone(),
        when: called.meeting.facts.when.clone(),
        bodies: called.bodies.iter().map(|b: &Shown<Body>| b.facts.name.clone()).collect(),
        whose: Vec::new(),
        own: Vec::new(),
        others: Vec::new(),
        words: ask.words.trim().to_owned(),
        sender: sender.name.clone(),
        page: ask.page.clone(),
        writer,
    };
    let mut drafts = Vec::new();
    for (whose, (from, to)) in groups {
        let mine = |ids: &[ThingId]| from.iter().any(|f| ids.contains(&f.id));
        let (own, others): (Vec<_>, Vec<_>) = decided.iter().cloned().partition(|(ids, _)| mine(ids));
        let told = |all: Vec<(Vec<ThingId>, Decided)>| all.into_iter().map(|(_, d)| d).collect();
        let contents = Contents { whose, own: told(own), others: told(others), ..base.clone() };
        drafts.push(Draft { letter: compose(&contents), contents, to });
    }
    let seen = parcel::seen(&drafts);
    Ok(Preview { meeting: called.meeting, drafts, missing: participants.missing, sender, seen })
}

/// What was decided, with whom each is for; an organisation's posts and persons count as it.
async fn decided(
    reader: &mut Reader,
    viewer: &Viewer,
    meeting: &Shown<Meeting>,
) -> Result<Vec<(Vec<ThingId>, Decided)>, ActionError> {
    let items: Vec<Stored<Item>> =
        row::load(&mut reader.tx, viewer, Find::By("meeting", &[meeting.id()])).await?;
    let items = agenda::in_order(items);
    let ids: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut clauses: Vec<Stored<Clause>> = row::load(&mut reader.tx, viewer, Find::By("item", &ids)).await?;
    clauses.sort_by_key(|c| c.facts.number);
    let wanted: Vec<ThingId> = clauses.iter().flat_map(|c| ids![c.facts.addressees.clone()]).collect();
    let names = reader.names(wanted.clone()).await?;
    let posts: Vec<Stored<genbo_domain::post::Post>> = if wanted.is_empty() {
        Vec::new()
    } else {
        row::load(&mut reader.tx, viewer, Find::Ids(&wanted)).await?
    };
    let mut all = Vec::new();
    for item in &items {
        for clause in clauses.extract_if(.., |c| c.facts.item.0 == item.id) {
            let c = &clause.facts;
            let mut whom: Vec<ThingId> = ids![c.addressees.clone()];
            whom.extend(
                posts.iter().filter(|p| whom.contains(&p.id)).map(|p| p.facts.owner.0).collect::<Vec<_>>(),
            );
            let mut addressees: Vec<String> =
                names.list(&c.addressees).into_iter().map(|l| l.label).collect();
            addressees.extend(c.addressee_text.clone().filter(|_| c.addressees.is_empty()));
            let told = Decided {
                number: item.facts.number.clone(),
                title: item.facts.title.clone(),
                text: c.text.0.clone(),
                addressees,
                due: c.due.clone(),
            };
            all.push((whom, told));
        }
    }
    Ok(all)
}

/// Sends what was looked at; `seen` is its digest, `key` the form's own.
pub async fn send(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    (seen, key): (&str, &str),
    compose: Compose<'_>,
) -> Result<Sent, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await?;
    let preview = preview(&mut reader, actor, ask, compose).await;
    reader.tx.close().await?;
    let preview = preview?;
    if preview.drafts.is_empty() {
        return Ok(Sent::Nobody);
    }
    if preview.seen != seen {
        return Ok(Sent::Changed);
    }
    let about = (preview.meeting.id(), &preview.sender);
    parcel::queue(cx, actor, about, &preview.drafts, ("home", key)).await
}
