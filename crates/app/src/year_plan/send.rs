//! The preliminary days of a plan are sent out: one letter for each addressee, with a link by which each day is answered.
//!
//! Invariants: what is sent is what was looked at; nobody is skipped silently; a letter tells no meeting that its reader may
//! not see; letters, requests and the digests of their links become true together or not at all.

use super::{circle, propose::Scope};
use crate::{
    audit::hex,
    call::{
        participants::{self, Missing},
        preview::{Sender, sender},
        send::{Form, Sent, TRIES, reply_to, to_sender},
    },
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    house::{self, Writer},
    outbox::{self, NewMessage, Queued, To},
    secret::Secret,
    thing::reach,
    view::{Link, Reader},
};
use genbo_documents::letter::{Letter, SECRET};
use genbo_domain::{
    edtf::{Edtf, Precision},
    invitation::may_be_answered,
    meeting::{Meeting, MeetingStatus},
    message::{MessageKind, RECALL},
    noun::NounDef,
    value::ThingId,
};
use genbo_store::{
    audit,
    date_request::{self, Asked},
    outbox::list::{self, Line, Which},
    row::{self, Find, Stored},
    thing::Viewer,
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// The most messages about one plan that its page lists.
const MOST_SENT: usize = 50;

/// What is asked for: whose plan, and what the sender adds.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The slug or id of a body; of a cooperation if it has no slash.
    pub whose: String,
    /// The year.
    pub year: i16,
    /// The sender's own words; may be empty.
    pub words: String,
    /// The sender's own address, if it is not the one that the account's person has; may be empty.
    pub mine: String,
    /// The day.
    pub today: Date,
    /// Where the portal is reached, without a slash at the end.
    pub base_url: String,
    /// The address of the page where the days are answered after signing in, whole.
    pub page: String,
}

/// A day that a letter asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// What the meeting is called.
    pub title: String,
    /// The bodies that meet.
    pub bodies: Vec<String>,
    /// When.
    pub when: Edtf,
    /// Place.
    pub place: Option<String>,
}

/// What a letter tells. The words for people stand in the web crate.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The house that writes: that of the body or cooperation.
    pub writer: Writer,
    /// The body or cooperation whose plan it is.
    pub whose: String,
    /// The year.
    pub year: i16,
    /// The days that are asked about, in their order.
    pub days: Vec<Day>,
    /// The sender's own words.
    pub words: String,
    /// Who sends it.
    pub sender: Option<String>,
    /// The page where the days are answered after signing in.
    pub page: String,
    /// Where they are answered without; the recipient's secret stands at the end.
    pub answer: String,
}

/// How a letter is put into words.
pub type Compose<'a> = &'a (dyn Fn(&Contents) -> Letter + Sync);

/// A letter that would be sent: to those who take part in the same meetings.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it tells.
    pub contents: Contents,
    /// How that is put.
    pub letter: Letter,
    /// Who gets it, still without their secrets.
    pub to: Vec<To>,
    /// The meetings and their days, as they are asked about.
    days: Vec<(ThingId, String)>,
}

/// What would be sent.
#[derive(Debug)]
pub struct Preview {
    /// The body or cooperation.
    pub whose: Link,
    /// Whose body it is.
    pub owner: Option<Link>,
    /// The letters.
    pub drafts: Vec<Draft>,
    /// Those who take part and cannot be reached.
    pub missing: Vec<Missing>,
    /// How many seats the reader does not see; their holders are not asked.
    pub hidden: usize,
    /// Preliminary meetings that have no day yet, and are not asked about.
    pub without_day: Vec<(String, Option<Edtf>)>,
    /// How many meetings those who get the letters may not see; they stand in none.
    pub kept_back: usize,
    /// Who sends.
    pub sender: Sender,
    /// Lines that are no addresses.
    pub wrong: Vec<String>,
    /// What was looked at: only the same is sent.
    pub seen: String,
    /// What was sent about the plan, the latest first.
    pub sent: Vec<Line>,
    scope: ThingId,
    year: i16,
    reach: Vec<ThingId>,
}

impl Preview {
    /// How many get a letter.
    pub fn recipients(&self) -> usize {
        self.drafts.iter().map(|d| d.to.len()).sum()
    }
}

/// Whether somebody may send a plan's days out.
pub async fn may_send(reader: &mut Reader, actor: &Actor, whose: &Link) -> Result<bool, ActionError> {
    if !actor.may(Permission::Send) {
        return Ok(false);
    }
    Ok(actor.may_within(Permission::Send, &reach_of(reader, whose).await?))
}

async fn reach_of(reader: &mut Reader, whose: &Link) -> Result<Vec<ThingId>, ActionError> {
    let noun = NounDef::named(&whose.noun).ok_or(ActionError::NotFound)?;
    reach::of_thing(&mut reader.tx, noun, whose.id).await
}

/// Whether a meeting's day can be asked about: it is preliminary, has a day, and that day is not over.
pub(super) fn is_open(m: &Meeting, today: Date) -> bool {
    let day = |w: &Edtf| matches!(w.precision(), Precision::Minute | Precision::Day);
    m.status == Some(MeetingStatus::Preliminary)
        && m.when.as_ref().is_some_and(|w| day(w) && may_be_answered(Some(w), today))
}

/// What would be sent. Whoever may not send for the body or cooperation is refused.
pub async fn preview(
    reader: &mut Reader,
    actor: &Actor,
    ask: &Ask,
    compose: Compose<'_>,
) -> Result<Preview, ActionError> {
    let scope = Scope::of(reader, &ask.whose).await?;
    let reach = reach_of(reader, &scope.whose).await?;
    if !actor.may_within(Permission::Send, &reach) {
        return Err(ActionError::Forbidden);
    }
    let mut meetings = circle::meetings(reader, &scope.ids(), ask.year).await?;
    meetings.retain(|m| m.facts.status == Some(MeetingStatus::Preliminary));
    let (mut asked, undated): (Vec<_>, Vec<_>) =
        meetings.into_iter().partition(|m| is_open(&m.facts, ask.today));
    let homes: BTreeSet<ThingId> = asked.iter().filter_map(|m| m.meta.home).chain([scope.owner]).collect();
    let members = Viewer::Member(homes.into_iter().collect());
    let ids: Vec<ThingId> = asked.iter().map(|m| m.id).collect();
    let seen: Vec<Stored<Meeting>> = row::load(&mut reader.tx, &members, Find::Ids(&ids)).await?;
    let all = asked.len();
    asked.retain(|m| seen.iter().any(|s| s.id == m.id));
    let mut preview = Preview {
        owner: reader.names([scope.owner]).await?.get(scope.owner).filter(|o| o.id != scope.whose.id),
        drafts: Vec::new(),
        missing: Vec::new(),
        hidden: 0,
        without_day: undated.into_iter().map(|m| (m.facts.title, m.facts.when)).collect(),
        kept_back: all - asked.len(),
        sender: sender(reader, actor).await?,
        wrong: Vec::new(),
        seen: String::new(),
        sent: sent(reader, scope.whose.id).await?,
        scope: scope.whose.id,
        year: ask.year,
        whose: scope.whose,
        reach,
    };
    match ask.mine.trim() {
        "" => {}
        mine => match mine.parse() {
            Ok(address) => preview.sender.address = Some(address),
            Err(_) => preview.wrong.push(mine.to_owned()),
        },
    }
    preview.draft(reader, ask, &asked, compose).await?;
    Ok(preview)
}

impl Preview {
    async fn draft(
        &mut self,
        reader: &mut Reader,
        ask: &Ask,
        asked: &[Stored<Meeting>],
        compose: Compose<'_>,
    ) -> Result<(), ActionError> {
        let bodies = |m: &Stored<Meeting>| m.facts.bodies.iter().map(|b| b.0).collect::<Vec<_>>();
        let day = |m: &Stored<Meeting>| m.facts.when.as_ref().and_then(Edtf::first).map(|d| d.date());
        let each: Vec<_> = asked.iter().map(|m| (bodies(m), day(m).unwrap_or(ask.today))).collect();
        let names = reader.names(each.iter().flat_map(|(bodies, _)| bodies.clone())).await?;
        let (mut order, mut of): (Vec<To>, HashMap<String, Vec<usize>>) = (Vec::new(), HashMap::new());
        for (at, found) in participants::of_each(reader, &each).await?.into_iter().enumerate() {
            self.hidden = self.hidden.max(found.hidden);
            for missing in found.missing {
                if !self.missing.contains(&missing) {
                    self.missing.push(missing);
                }
            }
            for p in found.reached {
                let theirs = of.entry(p.address.key()).or_default();
                if theirs.is_empty() {
                    let (name, party) = (p.person.label.clone(), Some(p.person.id));
                    order.push(To { name, party, ..To::new(p.address) });
                }
                theirs.push(at);
            }
        }
        // Whoever gets a letter sees the house as the public does.
        let writer = house::writer(&mut reader.tx, &Viewer::Public, Some(self.whose.id)).await?;
        let mut groups: Vec<(Vec<usize>, Vec<To>)> = Vec::new();
        for to in order {
            let theirs = of.remove(&to.address.key()).unwrap_or_default();
            match groups.iter_mut().find(|(meetings, _)| *meetings == theirs) {
                Some((_, group)) => group.push(to),
                None => groups.push((theirs, vec![to])),
            }
        }
        for (theirs, to) in groups {
            let meetings: Vec<&Stored<Meeting>> = theirs.iter().map(|at| &asked[*at]).collect();
            let days = meetings.iter().filter_map(|m| {
                Some(Day {
                    title: m.facts.title.clone(),
                    bodies: names.list(&m.facts.bodies).into_iter().map(|b| b.label).collect(),
                    when: m.facts.when.clone()?,
                    place: m.facts.place.clone(),
                })
            });
            let contents = Contents {
                writer: writer.clone(),
                whose: self.whose.label.clone(),
                year: self.year,
                days: days.collect(),
                words: ask.words.trim().to_owned(),
                sender: self.sender.name.clone(),
                page: ask.page.clone(),
                answer: format!("{}/svar/{SECRET}", ask.base_url),
            };
            let days = meetings.iter().filter_map(|m| Some((m.id, m.facts.when.as_ref()?.to_string())));
            self.drafts.push(Draft { letter: compose(&contents), contents, to, days: days.collect() });
        }
        self.seen = seen(self);
        Ok(())
    }
}

/// A digest of all that would be sent.
fn seen(preview: &Preview) -> String {
    let mut sha = Sha256::new();
    let mut part = |text: &str| {
        sha.update((text.len() as u64).to_be_bytes());
        sha.update(text.as_bytes());
    };
    for draft in &preview.drafts {
        part(&draft.letter.text());
        for (meeting, when) in &draft.days {
            part(&format!("{} {when}", meeting.0));
        }
        for to in &draft.to {
            part(to.address.as_str());
        }
    }
    hex(&sha.finalize())
}

async fn sent(reader: &mut Reader, scope: ThingId) -> Result<Vec<Line>, ActionError> {
    let which = Which { about: Some(scope), ..Which::default() };
    let (lines, _) = list::lines(&mut reader.tx, which, 0, MOST_SENT).await?;
    Ok(lines)
}

/// The key of one of the messages: of this account, plan and form alone.
fn key(actor: &Actor, preview: &Preview, form: &str, which: &str) -> String {
    format!("{}:{}:{}:{form}:{which}", actor.name(), preview.scope.0, preview.year)
}

/// Sends what was looked at.
pub async fn send(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    form: &Form,
    compose: Compose<'_>,
) -> Result<Sent, ActionError> {
    for _ in 0..TRIES {
        let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await?;
        let last = audit::last(&mut reader.tx).await?;
        let preview = preview(&mut reader, actor, ask, compose).await?;
        let first = key(actor, &preview, &form.key, "0");
        let already = genbo_store::outbox::of_form(&mut reader.tx, &first).await?;
        reader.tx.close().await?;
        if let Some(id) = already {
            return Ok(Sent::Already(vec![id]));
        }
        if !preview.wrong.is_empty() {
            return Ok(Sent::Wrong(preview.wrong));
        }
        if preview.recipients() == 0 {
            return Ok(Sent::Nobody);
        }
        if preview.seen != form.seen {
            return Ok(Sent::Changed);
        }
        let queued = cx.write(actor, Permission::Send, Keep::Commit, async |change| {
            change.require(Permission::Send, &preview.reach)?;
            if audit::last(&mut change.tx).await? != last {
                return Ok(None);
            }
            let mut messages = Vec::new();
            for (n, draft) in preview.drafts.iter().enumerate() {
                let key = key(&change.actor, &preview, &form.key, &n.to_string());
                messages.extend(letter(cx, change, &preview, draft, key).await?);
            }
            Ok(Some(messages))
        });
        if let Some(messages) = queued.await? {
            return Ok(Sent::Queued(messages));
        }
    }
    Ok(Sent::Changed)
}

async fn letter(
    cx: &Cx,
    change: &mut Change,
    preview: &Preview,
    draft: &Draft,
    key: String,
) -> Result<Option<i64>, ActionError> {
    let secrets: Vec<Secret> = draft.to.iter().map(|_| Secret::new(&cx.outside)).collect();
    let to = draft.to.iter().zip(&secrets);
    let to = to.map(|(to, secret)| To { secret: Some(secret.plain.clone()), ..to.clone() });
    let new = NewMessage {
        about: Some(preview.scope),
        account: preview.sender.account.clone(),
        recall: RECALL,
        reply_to: reply_to(&preview.sender),
        form_key: Some(key),
        ..NewMessage::new(MessageKind::Notice, (cx.outside.now)(), draft.letter.clone(), to.collect())
    };
    let id = match outbox::enqueue(change, &new).await? {
        Queued::New(id) => id,
        Queued::Already(_) | Queued::Nobody => return Ok(None),
    };
    for (to, secret) in draft.to.iter().zip(&secrets) {
        let address = to.address.key();
        let asked = Asked {
            scope: preview.scope,
            year: preview.year,
            address: &address,
            name: &to.name,
            party: to.party,
        };
        let request = date_request::ask(&mut change.tx, asked, &draft.days).await?;
        date_request::link(&mut change.tx, &secret.hash, request, id).await?;
    }
    Ok(Some(id))
}

/// Sends the first letter to whoever looks at it, at once and without a link that answers anything.
pub async fn copy(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    form: &str,
    compose: Compose<'_>,
) -> Result<Sent, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await?;
    let preview = preview(&mut reader, actor, ask, compose).await?;
    reader.tx.close().await?;
    if !preview.wrong.is_empty() {
        return Ok(Sent::Wrong(preview.wrong));
    }
    let letter = preview.drafts.first().map(|d| &d.letter);
    let about = (preview.scope, preview.reach.as_slice());
    to_sender(cx, actor, &preview.sender, letter, about, key(actor, &preview, form, "copy")).await
}
