//! What would be sent, to whom, before anything leaves the house; and what has been sent and answered so far.

use super::{
    Ask, Audience, Called, Compose, Contents, Not, Occasion, called, cancel,
    participants::{self, Guest, Participants, guests},
    substitute::{self, Opening},
};
use crate::{audit::hex, cx::Actor, error::ActionError, outbox::To, view::Reader};
use genbo_documents::letter::Letter;
use genbo_domain::{
    address::Address,
    authority::Permission,
    message::{MessageKind, RecipientState},
    person::Person,
    value::ThingId,
};
use genbo_store::{
    account,
    invitation::{self, Invitation},
    outbox::list::{self, Line, Which},
    row::{self, Find, Stored},
    sql::Tx,
    thing::Viewer,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A letter that would be sent.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What those who get it may see.
    pub audience: Audience,
    /// What it tells.
    pub contents: Contents,
    /// How that is put.
    pub letter: Letter,
    /// Who gets it, still without their secrets.
    pub to: Vec<To>,
}

/// Who sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// The account; nothing if the installation sends.
    pub account: Option<String>,
    /// The name that is shown.
    pub name: Option<String>,
    /// Where answers go.
    pub address: Option<Address>,
}

/// Somebody who was called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Who, and the answer.
    pub invitation: Invitation,
    /// How the last copy to him or her stands.
    pub state: RecipientState,
    /// Whether the last that he or she was told is that the meeting is called off.
    pub is_cancelled: bool,
    /// Whether he or she was called, and not only told of the day.
    pub is_called: bool,
    /// The member instead of whom he or she is called to serve; a letter that was taken back calls nobody.
    pub serves_for: Option<ThingId>,
}

/// What would be sent, and what has been.
#[derive(Debug)]
pub struct Preview {
    /// The meeting.
    pub called: Called,
    /// What the letters are about.
    pub occasion: Occasion,
    /// Why nothing can be sent.
    pub not: Option<Not>,
    /// Who takes part.
    pub participants: Participants,
    /// Who was added.
    pub guests: Vec<Guest>,
    /// Lines that are no addresses.
    pub wrong: Vec<String>,
    /// Those who were called and do not take part any more; they are told nothing.
    pub former: Vec<String>,
    /// The letters.
    pub drafts: Vec<Draft>,
    /// How many items the sender sees that stand in no letter to members.
    pub kept_back: usize,
    /// Who sends.
    pub sender: Sender,
    /// What was looked at: only the same is sent.
    pub seen: String,
    /// Who was called, and what they answered.
    pub invited: Vec<Invited>,
    /// Members who do not come, and who is next in turn to serve.
    pub openings: Vec<Opening>,
    /// What was sent about the meeting, the latest first.
    pub sent: Vec<Line>,
}

impl Preview {
    /// How many get a letter.
    pub fn recipients(&self) -> usize {
        self.drafts.iter().map(|d| d.to.len()).sum()
    }
}

/// The most messages about one meeting that its page lists.
const MOST_SENT: usize = 50;

/// What would be sent. Whoever may not send for the meeting is refused.
pub async fn preview(
    reader: &mut Reader,
    actor: &Actor,
    ask: &Ask,
    compose: Compose<'_>,
) -> Result<Preview, ActionError> {
    let called = called(reader, &ask.meeting).await?;
    if !actor.may_within(Permission::Send, &called.reach) {
        return Err(ActionError::Forbidden);
    }
    let invited = invited(reader, &called).await?;
    let told = invited.iter().any(|i| !i.is_cancelled);
    let was_called = invited.iter().any(|i| !i.is_cancelled && i.is_called);
    let not = called.not(ask.today);
    let occasion = match not {
        Some(Not::CalledOff) => Occasion::Cancellation,
        _ if was_called => Occasion::Again,
        _ => Occasion::Call,
    };
    let participants = participants::of(reader, &called, ask.today).await?;
    let (guests, mut wrong) = guests(&ask.guests, &participants);
    let mut sender = sender(reader, actor).await?;
    match ask.mine.trim() {
        "" => {}
        mine => match mine.parse() {
            Ok(address) => sender.address = Some(address),
            Err(_) => wrong.push(mine.to_owned()),
        },
    }
    let openings = match not {
        None => substitute::openings(reader, &called, &participants, &invited).await?,
        Some(_) => Vec::new(),
    };
    let mut preview = Preview {
        not: not.filter(|n| *n != Not::CalledOff || !told),
        sender,
        sent: sent(reader, &called).await?,
        former: Vec::new(),
        drafts: Vec::new(),
        kept_back: 0,
        seen: String::new(),
        called,
        occasion,
        participants,
        guests,
        wrong,
        invited,
        openings,
    };
    preview.draft(reader, ask, compose).await?;
    Ok(preview)
}

impl Preview {
    async fn draft(
        &mut self,
        reader: &mut Reader,
        ask: &Ask,
        compose: Compose<'_>,
    ) -> Result<(), ActionError> {
        let groups = match self.occasion {
            Occasion::Cancellation => vec![(Audience::Guests, cancel::told(&self.invited))],
            Occasion::Call | Occasion::Again | Occasion::Set => self.recipients_by_audience(),
        };
        for (audience, to) in groups {
            if to.is_empty() {
                continue;
            }
            let mut contents = self.called.contents(reader, ask, (self.occasion, audience)).await?;
            contents.sender.clone_from(&self.sender.name);
            if audience == Audience::Members {
                let viewer = reader.viewer.clone();
                let seen = self.called.items(reader, &viewer).await?;
                self.kept_back = seen.len().saturating_sub(contents.items.len());
            }
            let letter = compose(&contents);
            self.drafts.push(Draft { audience, contents, letter, to });
        }
        self.seen = seen(self);
        Ok(())
    }

    fn recipients_by_audience(&mut self) -> Vec<(Audience, Vec<To>)> {
        let members = self.participants.reached.iter().map(|p| To {
            address: p.address.clone(),
            name: p.person.label.clone(),
            party: Some(p.person.id),
            secret: None,
        });
        let members: Vec<To> = members.collect();
        let mut guests: Vec<To> =
            self.guests.iter().map(|g| To { name: g.name.clone(), ..To::new(g.address.clone()) }).collect();
        for earlier in self.invited.iter().filter(|i| !i.is_cancelled && i.is_called).map(|i| &i.invitation) {
            let known = |to: &To| to.address.key() == earlier.address;
            if members.iter().chain(&guests).any(known) {
                continue;
            }
            match (earlier.party, earlier.address.parse()) {
                // A guest of an earlier call is told of changes too; somebody who has left the body is not.
                (None, Ok(address)) => guests.push(To { name: earlier.name.clone(), ..To::new(address) }),
                _ => self.former.push(earlier.name.clone()),
            }
        }
        vec![(Audience::Members, members), (Audience::Guests, guests)]
    }
}

/// A digest of all that would be sent.
fn seen(preview: &Preview) -> String {
    let mut sha = Sha256::new();
    let mut part = |text: &str| {
        sha.update((text.len() as u64).to_be_bytes());
        sha.update(text.as_bytes());
    };
    part(&preview.called.sequence.to_string());
    for draft in &preview.drafts {
        part(&draft.letter.text());
        part(&draft.letter.html());
        for to in &draft.to {
            part(to.address.as_str());
        }
    }
    hex(&sha.finalize())
}

pub(crate) async fn sender(reader: &mut Reader, actor: &Actor) -> Result<Sender, ActionError> {
    sender_in(&mut reader.tx, actor).await
}

/// Who sends: the account's name, and where answers go.
pub(crate) async fn sender_in(tx: &mut Tx, actor: &Actor) -> Result<Sender, ActionError> {
    let Actor::Account { name, .. } = actor else { return Ok(Sender::default()) };
    let Some(known) = account::get(tx, actor.hand()).await? else {
        return Ok(Sender { account: Some(name.clone()), ..Sender::default() });
    };
    let person: Vec<Stored<Person>> = match known.person {
        Some(id) => row::load(tx, &Viewer::All, Find::Ids(&[id])).await?,
        None => Vec::new(),
    };
    let own = known.email.as_deref();
    let address = own.or_else(|| person.first()?.facts.email.as_deref());
    let address = address.and_then(|a| a.trim().parse().ok());
    Ok(Sender { account: Some(name.clone()), name: Some(known.display_name), address })
}

/// Who was called and has not had the call withdrawn, in the order in which they were.
pub(crate) async fn invited(reader: &mut Reader, called: &Called) -> Result<Vec<Invited>, ActionError> {
    let meeting = called.meeting.id();
    let mut last: BTreeMap<i64, (RecipientState, MessageKind, bool)> = BTreeMap::new();
    let mut letters: BTreeSet<(i64, i64)> = BTreeSet::new();
    for delivery in invitation::deliveries(&mut reader.tx, meeting).await? {
        letters.insert((delivery.invitation, delivery.message));
        let before = last.get(&delivery.invitation).is_some_and(|(.., called)| *called);
        let is_called = before || delivery.kind == MessageKind::Call;
        last.insert(delivery.invitation, (delivery.state, delivery.kind, is_called));
    }
    let all = invitation::of_meeting(&mut reader.tx, meeting).await?;
    let invited = all.into_iter().filter_map(|invitation| {
        let (state, kind, is_called) = *last.get(&invitation.id)?;
        let serves_for = invitation.serves_for.filter(|(_, by)| letters.contains(&(invitation.id, *by)));
        let serves_for = serves_for.map(|(member, _)| member);
        let is_cancelled = kind == MessageKind::Cancellation;
        Some(Invited { invitation, state, is_called, serves_for, is_cancelled })
    });
    Ok(invited.collect())
}

async fn sent(reader: &mut Reader, called: &Called) -> Result<Vec<Line>, ActionError> {
    let which = Which { about: Some(called.meeting.id()), ..Which::default() };
    let (lines, _) = list::lines(&mut reader.tx, which, 0, MOST_SENT).await?;
    Ok(lines)
}
