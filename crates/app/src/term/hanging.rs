//! What hangs in the air when persons leave: what follows the post goes to the next holder, the rest is told.

use crate::{
    error::ActionError,
    view::{Link, Reader, may_hold},
};
use genbo_domain::{
    commission::{Commission, CommissionState},
    contact::{Contact, ContactState},
    person::Mandate,
    post::Holding,
    value::ThingId,
};
use genbo_store::row::Stored;

/// What hangs in the air.
#[derive(Debug, Default)]
pub struct Hanging {
    /// Open commissions of the posts and bodies: they go to whoever comes after.
    pub follow_post: Vec<Link>,
    /// Mandates that the persons have.
    pub mandates: Vec<Link>,
    /// Standing contacts that the persons are.
    pub contacts: Vec<Link>,
    /// Other seats and posts that the persons hold.
    pub holdings: Vec<Link>,
}

impl Hanging {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.follow_post, &self.mandates, &self.contacts, &self.holdings];
        lists.iter().all(|l| l.is_empty())
    }
}

/// What those posts and persons leave behind; `ending` are the holdings that end, which are no news.
pub async fn hanging(
    reader: &mut Reader,
    posts: &[ThingId],
    persons: &[ThingId],
    ending: &[String],
) -> Result<Hanging, ActionError> {
    let today = reader.today;
    let mut commissions: Vec<Stored<Commission>> = reader.by("assignee", posts).await?;
    commissions.retain(|c| c.facts.state.is_none_or(CommissionState::is_open));
    let mut mandates: Vec<Stored<Mandate>> = reader.by("holder", persons).await?;
    mandates.retain(|m| may_hold(m.facts.valid.as_ref(), today));
    let mut contacts: Vec<Stored<Contact>> = reader.by("person", persons).await?;
    contacts.retain(|c| {
        may_hold(Some(&c.facts.period), today)
            && !matches!(c.facts.state, Some(ContactState::Ended | ContactState::Declined))
    });
    let mut holdings: Vec<Stored<Holding>> = reader.by("person", persons).await?;
    holdings.retain(|h| may_hold(h.facts.valid.as_ref(), today) && !ending.contains(&h.meta.slug));
    Ok(Hanging {
        follow_post: commissions.iter().map(Link::from).collect(),
        mandates: mandates.iter().map(Link::from).collect(),
        contacts: contacts.iter().map(Link::from).collect(),
        holdings: holdings.iter().map(Link::from).collect(),
    })
}
