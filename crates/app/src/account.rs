//! Accounts: who somebody is when he or she acts, and which cooperations he or she is at home in.

use crate::{
    cx::{Actor, Cx},
    error::ActionError,
};
use genbo_domain::{body::Body, cooperation::Membership, value::ThingId};
use genbo_store::{
    account::{self, Account},
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};

/// An account that is known, with what follows from its roles.
#[derive(Debug, Clone)]
pub struct Known {
    /// The account.
    pub account: Account,
    /// Who acts when it acts.
    pub actor: Actor,
    /// The organisations that it works for or sits for.
    pub organisations: Vec<ThingId>,
    /// The cooperations that it is at home in.
    pub cooperations: Vec<ThingId>,
}

/// The account of that name, if there is one.
pub async fn known(cx: &Cx, name: &str) -> Result<Option<Known>, ActionError> {
    let mut tx = cx.db.read().await?;
    let Some(account) = account::get(&mut tx, name).await? else { return Ok(None) };
    let scopes: Vec<ThingId> = account.roles.iter().filter_map(|(_, scope)| *scope).collect();
    let (organisations, cooperations) = at_home(&mut tx, &scopes).await?;
    let actor = Actor::Account {
        name: account.name.clone(),
        administrator: account.roles.iter().any(|(role, scope)| role == "administrator" && scope.is_none()),
        member_of: cooperations.clone(),
    };
    Ok(Some(Known { account, actor, organisations, cooperations }))
}

/// The organisations and cooperations that scopes lead to: a body to its owner, an organisation to what it is a member of,
/// directly or through a cooperation that is a member itself.
async fn at_home(tx: &mut Tx, scopes: &[ThingId]) -> Result<(Vec<ThingId>, Vec<ThingId>), ActionError> {
    let bodies: Vec<Stored<Body>> = row::load(tx, &Viewer::All, Find::Ids(scopes)).await?;
    let mut ids = scopes.to_vec();
    ids.extend(bodies.iter().map(|b| b.facts.owner.0));
    let names = thing::names(tx, &Viewer::All, &ids).await?;
    let of = |noun: &str| -> Vec<ThingId> {
        let mut ids: Vec<ThingId> = names.values().filter(|n| n.noun == noun).map(|n| n.id).collect();
        ids.sort_unstable();
        ids
    };
    let (organisations, mut cooperations) = (of("organisation"), of("cooperation"));
    let mut members = organisations.clone();
    members.extend(&cooperations);
    while !members.is_empty() {
        let memberships: Vec<Stored<Membership>> = row::load(tx, &Viewer::All, Find::By("member", &members)).await?;
        members = memberships.iter().map(|m| m.facts.cooperation.0).filter(|c| !cooperations.contains(c)).collect();
        members.sort_unstable();
        members.dedup();
        cooperations.extend(&members);
    }
    Ok((organisations, cooperations))
}

/// The demo's accounts: name and the name that is shown.
pub async fn demo(cx: &Cx) -> Result<Vec<(String, String)>, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(account::demo(&mut tx).await?)
}
