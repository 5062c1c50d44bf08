//! Answering a referral: through the organisation's own register, or entered by the sender as an interpretation.

use super::{keeps, part, refused, sends};
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{came_before, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{Link, Reader, referral::ReferralPage},
};
use genbo_domain::{
    body::Body,
    edtf::Edtf,
    item::Item,
    meeting::Meeting,
    noun::Noun,
    organisation::Organisation,
    referral::{Answer, AnswerKind, Referral, SetBy, state::AddresseeState, step},
    value::{Pointer, ThingId, Value},
};
use genbo_store::{
    row::Stored,
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::HashSet;

/// An answer as somebody enters it.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Of what kind; nothing where no kind is said.
    pub kind: Option<AnswerKind>,
    /// What it says, in short.
    pub text: Option<String>,
    /// The start date that it proposes, in EDTF.
    pub own_start: Option<String>,
    /// The slug of the item with the decision behind it.
    pub decision: Option<String>,
    /// When it came, in EDTF; today if nothing is said.
    pub received: Option<String>,
}

/// What the actor can do with a referral.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// Whether he or she can give more time, remind and take back.
    pub chases: bool,
    /// The organisations for which he or she can enter an answer, each with whether it is its own.
    pub answers: Vec<(Link, bool)>,
    /// The items of those organisations' bodies that are about the referral's matter.
    pub decisions: Vec<Link>,
}

/// What the actor can do with a referral.
pub async fn offer(reader: &mut Reader, actor: &Actor, page: &ReferralPage) -> Result<Offer, ActionError> {
    if !actor.may(Permission::Register) {
        return Ok(Offer::default());
    }
    let chases = sends(&mut reader.tx, actor, page.referral.id()).await?;
    let mut answers = Vec::new();
    let waits = |s: AddresseeState| matches!(s, AddresseeState::Open | AddresseeState::Late);
    for asked in page.asked.iter().filter(|a| waits(a.state)) {
        let who = asked.addressee.facts.organisation;
        // A role in the organisation itself; for roles further up the door decides when it comes to it.
        let own = actor.may_within(Permission::Register, &[who.0]);
        if let (Some(link), true) = (page.names.to(who), own || chases) {
            answers.push((link, own));
        }
    }
    let decisions = decisions(reader, page, &answers).await?;
    Ok(Offer { chases, answers, decisions })
}

/// The items about the matter that were on the agendas of those organisations' bodies.
async fn decisions(
    reader: &mut Reader,
    page: &ReferralPage,
    answers: &[(Link, bool)],
) -> Result<Vec<Link>, ActionError> {
    let Some(matter) = page.referral.facts.matter else { return Ok(Vec::new()) };
    let owners: Vec<ThingId> = answers.iter().map(|(l, _)| l.id).collect();
    let bodies: HashSet<ThingId> = reader.by::<Body>("owner", &owners).await?.iter().map(|b| b.id).collect();
    let items: Vec<Stored<Item>> = reader.by("matter", &[matter.0]).await?;
    let meetings: Vec<ThingId> = items.iter().map(|i| i.facts.meeting.0).collect();
    let meetings: Vec<Stored<Meeting>> = match meetings.is_empty() {
        true => Vec::new(),
        false => reader.load(genbo_store::row::Find::Ids(&meetings)).await?,
    };
    let theirs: HashSet<ThingId> = meetings
        .iter()
        .filter(|m| m.facts.bodies.iter().any(|b| bodies.contains(&b.0)))
        .map(|m| m.id)
        .collect();
    Ok(items.iter().filter(|i| theirs.contains(&i.facts.meeting.0)).map(Link::from).collect())
}

/// Enters an organisation's answer.
pub async fn answer(
    cx: &Cx,
    actor: &Actor,
    (referral, organisation): (&str, &str),
    given: &Given,
    today: Date,
    submission: Option<&str>,
) -> Result<(), ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Register, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let part = part(&mut change.tx, &viewer, referral, organisation).await?;
        let actor = change.actor.clone();
        let who = part.addressee.facts.organisation.0;
        let own = keeps(&mut change.tx, &actor, who).await?;
        if !own && !sends(&mut change.tx, &actor, part.referral.id).await? {
            return Err(ActionError::Forbidden);
        }
        if came_before(change, submission).await? {
            return Ok(());
        }
        let start = given.own_start.as_deref().and_then(|d| d.parse::<Edtf>().ok());
        step::answer(part.facts(), given.kind, start.as_ref(), today).map_err(refused)?;
        let names = thing::names(&mut change.tx, &Viewer::All, &[who]).await?;
        let slug = names.get(&who).map(|n| n.slug.clone()).ok_or(ActionError::NotFound)?;
        let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
        let refer = |noun, slug: String| Said::Value(Value::Ref(Pointer { noun, slug }));
        let set_by = if own { SetBy::Addressee } else { SetBy::Sender };
        let mut written = Written::new(&Answer::DEF)
            .with("referral", refer(Referral::NAME, part.referral.meta.slug.clone()))
            .with("organisation", refer(Organisation::NAME, slug))
            .with("set_by", text(set_by.as_str()))
            .with("received", text(given.received.as_deref().unwrap_or(&today.to_string())));
        if let Some(kind) = given.kind {
            written = written.with("kind", text(kind.as_str()));
        }
        if let Some(said) = given.text.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            written = written.text("text", said).map_err(|e| no_value("text", e.to_string()))?;
        }
        if let Some(start) = start {
            written = written.with("own_start", text(&start.to_string()));
        }
        if let Some(item) = &given.decision {
            let name = thing::find(&mut change.tx, &viewer, Item::NAME, item).await?;
            written = written.with("decision", refer(Item::NAME, name.slug));
        }
        put_once(change, &[written], submission, &at).await.map(|_| ())
    })
    .await
}

fn no_value(field: &'static str, what: String) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field: Some(field), why: Why::NoValue(what) }])
}
