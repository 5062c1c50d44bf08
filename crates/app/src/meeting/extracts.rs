//! Extracts to those whom a decision names: one letter for each address, with the §§ that are for it.
//!
//! Invariants: only what a finished record covers is sent; nothing that is restricted leaves the house; an addressee without
//! a known address is named, never skipped; what is sent is what was looked at.

use super::parcel::{self, Draft, Sent};
use crate::{
    agenda,
    call::{
        self,
        preview::{Sender, sender},
    },
    cx::{Actor, Cx, Permission},
    error::ActionError,
    house::{self, Writer},
    ids,
    item::covers,
    outbox::To,
    view::{Link, Reader, fact::Time, shown::Shown},
};
use genbo_documents::letter::Letter;
use genbo_domain::{
    address::Address,
    body::Body,
    decision::Clause,
    edtf::Edtf,
    house::HouseStyle,
    item::Item,
    meeting::Meeting,
    paragraphs::Paragraph,
    person::Person,
    post::{Holding, Post},
    record::Record,
    value::ThingId,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// One § of an extract.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// § or point.
    pub number: Option<String>,
    /// Heading.
    pub title: String,
    /// Case number.
    pub case_number: Option<String>,
    /// Everything that was decided there, clause by clause.
    pub clauses: Vec<String>,
}

/// What a letter tells.
#[derive(Debug, Clone)]
pub struct Contents {
    /// What the meeting is called.
    pub title: String,
    /// When it was.
    pub when: Option<Edtf>,
    /// The bodies that met.
    pub bodies: Vec<String>,
    /// Those of the address whom the decisions name.
    pub whom: Vec<String>,
    /// The §§, in their order.
    pub extracts: Vec<Extract>,
    /// Who sends it.
    pub sender: Option<String>,
    /// Where the record is read.
    pub page: String,
    /// The house that writes.
    pub writer: Writer,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of the meeting.
    pub meeting: String,
    /// The day.
    pub today: Date,
    /// Where the record is read, whole.
    pub page: String,
}

/// What would be sent.
#[derive(Debug)]
pub struct Preview {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The letters, one for each address.
    pub drafts: Vec<Draft<Contents>>,
    /// Addressees without a known address, and those that are only told in words.
    pub missing: Vec<String>,
    /// How many items name somebody and are in no finished record yet.
    pub unfinished: usize,
    /// Who sends.
    pub sender: Sender,
    /// What was looked at.
    pub seen: String,
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
    let homes = called.meeting.home.into_iter().chain(called.bodies.iter().filter_map(|b| b.home));
    let viewer = Viewer::Member(homes.collect());
    let (named, unfinished) = named(reader, &viewer, &called.meeting).await?;
    let wanted: Vec<ThingId> = named.iter().flat_map(|(_, whom, _)| whom.iter().copied()).collect();
    let names = reader.names(wanted.clone()).await?;
    let known: Vec<Link> = wanted.iter().filter_map(|id| names.get(*id)).collect();
    let addresses = addresses(reader, &known).await?;
    let (mut by_address, mut missing) = (BTreeMap::<String, Group>::new(), Vec::new());
    for (extract, whom, in_words) in &named {
        if !in_words.is_empty() && !missing.contains(in_words) {
            missing.push(in_words.clone());
        }
        for link in whom.iter().filter_map(|id| names.get(*id)) {
            match addresses.get(&link.id) {
                Some(address) => by_address.entry(address.key()).or_default().add(address, &link, extract),
                None if missing.contains(&link.label) => {}
                None => missing.push(link.label.clone()),
            }
        }
    }
    let body = called.bodies.first().map(Shown::id);
    let writer = house::writer(&mut reader.tx, &viewer, body).await?;
    let sender = sender(reader, actor).await?;
    let draft = |group: Group| {
        let contents = Contents {
            title: called.meeting.facts.title.clone(),
            when: called.meeting.facts.when.clone(),
            bodies: called.bodies.iter().map(|b: &Shown<Body>| b.facts.name.clone()).collect(),
            whom: group.whom.iter().map(|l| l.label.clone()).collect(),
            extracts: group.extracts,
            sender: sender.name.clone(),
            page: ask.page.clone(),
            writer: writer.clone(),
        };
        let name = contents.whom.join(", ");
        let party = group.whom.first().map(|l| l.id);
        let to = group.address.map(|address| To { name, party, ..To::new(address) });
        Draft { letter: compose(&contents), contents, to: to.into_iter().collect() }
    };
    let drafts: Vec<Draft<Contents>> = by_address.into_values().map(draft).collect();
    let seen = parcel::seen(&drafts);
    Ok(Preview { meeting: called.meeting, drafts, missing, unfinished, sender, seen })
}

/// What goes to one address.
#[derive(Default)]
struct Group {
    address: Option<Address>,
    whom: Vec<Link>,
    extracts: Vec<Extract>,
}

impl Group {
    fn add(&mut self, address: &Address, whom: &Link, extract: &Extract) {
        self.address = Some(address.clone());
        if !self.whom.contains(whom) {
            self.whom.push(whom.clone());
        }
        if !self.extracts.contains(extract) {
            self.extracts.push(extract.clone());
        }
    }
}

/// An item's extract, whom it names by id, and whom in words alone.
type Named = (Extract, Vec<ThingId>, String);

/// The items that name somebody and are covered by a finished record; and how many are not covered yet.
async fn named(
    reader: &mut Reader,
    viewer: &Viewer,
    meeting: &Shown<Meeting>,
) -> Result<(Vec<Named>, usize), ActionError> {
    let on = [meeting.id()];
    let items: Vec<Stored<Item>> = row::load(&mut reader.tx, viewer, Find::By("meeting", &on)).await?;
    let items = agenda::in_order(items);
    let records: Vec<Stored<Record>> = row::load(&mut reader.tx, viewer, Find::By("meeting", &on)).await?;
    let ids: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    if ids.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let mut clauses: Vec<Stored<Clause>> = row::load(&mut reader.tx, viewer, Find::By("item", &ids)).await?;
    clauses.sort_by_key(|c| c.facts.number);
    let (mut found, mut unfinished) = (Vec::new(), 0);
    for item in items {
        let own: Vec<Stored<Clause>> = clauses.extract_if(.., |c| c.facts.item.0 == item.id).collect();
        let mut whom: Vec<ThingId> = own.iter().flat_map(|c| ids![c.facts.addressees.clone()]).collect();
        whom.dedup();
        let words = own.iter().filter(|c| c.facts.addressees.is_empty());
        let words: Vec<String> = words.filter_map(|c| c.facts.addressee_text.clone()).collect();
        if whom.is_empty() && words.is_empty() {
            continue;
        }
        let at: Option<Paragraph> = item.facts.number.as_deref().and_then(|n| n.parse().ok());
        if !records.iter().any(|r| covers(&r.facts, at.as_ref())) {
            unfinished += 1;
            continue;
        }
        let extract = Extract {
            number: item.facts.number,
            title: item.facts.title,
            case_number: item.facts.case_number,
            clauses: own.iter().map(|c| c.facts.text.0.clone()).collect(),
        };
        found.push((extract, whom, words.join(", ")));
    }
    Ok((found, unfinished))
}

/// The addresses by which addressees are reached in their function: an organisation, a cooperation and a body by the house's
/// own address, a post by who holds it today, a person by his or her own.
async fn addresses(reader: &mut Reader, whom: &[Link]) -> Result<HashMap<ThingId, Address>, ActionError> {
    let of = |noun: &str| whom.iter().filter(|l| l.noun == noun).map(|l| l.id).collect::<Vec<ThingId>>();
    let mut found: HashMap<ThingId, Address> = HashMap::new();
    let mut people: Vec<(ThingId, ThingId)> = of("person").into_iter().map(|id| (id, id)).collect();
    let mut houses: Vec<(ThingId, ThingId)> =
        ["organisation", "cooperation"].iter().flat_map(|n| of(n)).map(|id| (id, id)).collect();
    let (bodies, posts) = (of("body"), of("post"));
    houses.extend(reader.load::<Body>(Find::Ids(&bodies)).await?.iter().map(|b| (b.id, b.facts.owner.0)));
    houses.extend(reader.load::<Post>(Find::Ids(&posts)).await?.iter().map(|p| (p.id, p.facts.owner.0)));
    for holding in reader.by::<Holding>("of", &posts).await? {
        let is_now = Time::of(holding.facts.valid.as_ref(), reader.today) == Time::Now;
        if let Some(person) = holding.facts.person.filter(|_| is_now) {
            people.push((holding.facts.of.0, person.0));
        }
    }
    // Whoever is named in a decision gets it, also where its sender may not see the address.
    let ids: Vec<ThingId> = people.iter().map(|(_, person)| *person).collect();
    let persons: Vec<Stored<Person>> = row::load(&mut reader.tx, &Viewer::All, Find::Ids(&ids)).await?;
    for (whom, person) in people {
        let stands = persons.iter().find(|p| p.id == person).and_then(|p| p.facts.email.as_deref());
        if let Some(Ok(address)) = stands.map(|a| a.trim().parse()) {
            found.entry(whom).or_insert(address);
        }
    }
    let owners: Vec<ThingId> = houses.iter().map(|(_, owner)| *owner).collect();
    let styles: Vec<Stored<HouseStyle>> = reader.by("owner", &owners).await?;
    for (whom, owner) in houses {
        let style = styles.iter().find(|s| s.facts.owner.0 == owner);
        if let Some(Ok(address)) = style.and_then(|s| s.facts.email.as_deref()).map(|a| a.trim().parse()) {
            found.entry(whom).or_insert(address);
        }
    }
    Ok(found)
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
    if !preview.drafts.is_empty() && preview.seen != seen {
        return Ok(Sent::Changed);
    }
    let about = (preview.meeting.id(), &preview.sender);
    parcel::queue(cx, actor, about, &preview.drafts, ("extracts", key)).await
}
