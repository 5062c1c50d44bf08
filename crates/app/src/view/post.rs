//! Posts: who holds one over time, the seats that follow it, what its holder has to do.

use super::{
    Link, Reader,
    body::{self, MandateLine},
    cooperation::{self, ContactLine},
    duty::{self, CommissionLine},
    fact::{self, Doubts, Origin},
    office::{self, Holder, SeatLine},
};
use crate::{error::ActionError, ids};
use genbo_domain::{commission::Commission, contact::Contact, person::Mandate, post::Post, seat::Seat};
use genbo_store::row::Stored;

/// Everything about one post.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The post.
    pub link: Link,
    /// The facts themselves.
    pub facts: Post,
    /// Where they are written.
    pub origin: Origin,
    /// Whose post it is.
    pub owner: Option<Link>,
    /// The unit that its holder leads.
    pub leads: Option<Link>,
    /// Its holders: now, later, earlier.
    pub holders: Vec<Holder>,
    /// The seats that follow it.
    pub seats: Vec<SeatLine>,
    /// What its holder may do.
    pub mandates: Vec<MandateLine>,
    /// Commissions to it.
    pub commissions: Vec<CommissionLine>,
    /// Commissions that its holder gave.
    pub given: Vec<CommissionLine>,
    /// Organisations whose standing contact its holder is.
    pub contacts: Vec<ContactLine>,
    /// What sources leave open or see differently.
    pub doubts: Doubts,
}

/// Everything about the post of that slug or id.
pub async fn page(reader: &mut Reader, slug: &str) -> Result<Page, ActionError> {
    let post: Stored<Post> = reader.find(slug).await?;
    let own = [post.id];
    let link = Link::from(&post);
    let seats: Vec<Stored<Seat>> = reader.by("allotted_to", &own).await?;
    let mut seats = office::seats(reader, seats).await?;
    seats.retain(|s| s.body.is_some());
    let mandates: Vec<Stored<Mandate>> = reader.by("holder", &own).await?;
    let mandates = body::mandates(reader, mandates).await?;
    let commissions: Vec<Stored<Commission>> = reader.by("assignee", &own).await?;
    let commissions = duty::commissions(reader, commissions).await?;
    let given: Vec<Stored<Commission>> = reader.by("given_by", &own).await?;
    let given = duty::commissions(reader, given).await?;
    let contacts: Vec<Stored<Contact>> = reader.by("post", &own).await?;
    let contacts = cooperation::contact_lines(reader, contacts).await?;
    let names = reader.names(ids![Some(post.facts.owner), post.facts.leads]).await?;
    let doubts = fact::doubts(reader, std::slice::from_ref(&link)).await?;
    let (origin, facts) = (Origin::from(&post.meta), post.facts.clone());
    let holders = office::posts(reader, vec![post]).await?.pop().map_or_else(Vec::new, |p| p.holders);
    Ok(Page {
        owner: names.to(facts.owner),
        leads: names.opt(facts.leads),
        origin,
        facts,
        holders,
        seats,
        mandates,
        commissions,
        given,
        contacts,
        doubts,
        link,
    })
}
