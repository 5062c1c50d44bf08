//! What a form offers for a reference, and what a typed name may mean.
//!
//! Invariant: the number of statements depends on the nouns that a form refers to, never on how many things there are.

use super::{Link, Reader};
use crate::{collation, cx::Actor, error::ActionError};
use genbo_domain::{
    cooperation::{Cooperation, Membership},
    noun::{Noun, NounDef},
    organisation::Organisation,
    value::{Pointer, ThingId},
};
use genbo_store::{
    choice::{self, By},
    thing::{self, Name, Viewer},
};
use std::collections::HashSet;

/// How many things of a noun are offered beside a field in which one can search for others.
pub const FEW: i64 = 40;
/// How many things of a noun are offered where one can only choose.
pub const MANY: i64 = 200;
/// How many things a search shows.
pub const MATCHES: i64 = 50;
/// How many cooperations are offered at most.
const HOMES: i64 = 1000;

fn link(name: Name) -> Link {
    Link { id: name.id, noun: name.noun, slug: name.slug, label: name.label }
}

/// The cooperations with which somebody may keep a new thing, by label: those that he or she keeps or is at home in; all of
/// them for who keeps everything. One statement.
pub async fn homes(reader: &mut Reader, actor: &Actor) -> Result<Vec<Link>, ActionError> {
    let own: Vec<ThingId> = match actor {
        Actor::Account { member_of, keeps, .. } if reader.viewer != Viewer::All => {
            keeps.iter().chain(member_of).copied().collect()
        }
        _ => {
            let noun = NounDef::named(Cooperation::NAME).expect("every noun is among them");
            let all = choice::names(&mut reader.tx, &reader.viewer, noun, By::Part(""), HOMES).await?;
            return Ok(all.into_iter().map(link).collect());
        }
    };
    let names = reader.names(own.iter().copied()).await?;
    let mut links: Vec<Link> = own.into_iter().filter_map(|id| names.get(id)).collect();
    links.sort_by_cached_key(|l| (collation::key(&l.label), l.slug.clone()));
    links.dedup_by_key(|l| l.id);
    Ok(links)
}

/// Whether there may be more things of a noun than the few that a list has.
pub fn is_cut(offered: usize) -> bool {
    i64::try_from(offered).is_ok_and(|n| n >= FEW)
}

/// The things of those nouns that are kept with a cooperation, of each noun the latest, at most `most`; with the cooperation
/// itself and its members; by label.
pub async fn offered(
    reader: &mut Reader,
    nouns: &[&'static NounDef],
    home: Option<ThingId>,
    most: i64,
) -> Result<Vec<Link>, ActionError> {
    let Some(home) = home else { return Ok(Vec::new()) };
    let mut links = in_home(reader, nouns, home, most).await?;
    let wanted = |name: &str| nouns.iter().any(|n| n.name == name);
    if wanted(Organisation::NAME) || wanted(Cooperation::NAME) {
        let names = members(reader, home).await?;
        let there: HashSet<ThingId> = links.iter().map(|l| l.id).collect();
        links.extend(names.into_iter().filter(|l| wanted(&l.noun) && !there.contains(&l.id)));
    }
    links.sort_by_cached_key(|l| (collation::key(&l.label), l.slug.clone()));
    links.dedup_by_key(|l| l.id);
    Ok(links)
}

/// A cooperation and its members.
async fn members(reader: &mut Reader, home: ThingId) -> Result<Vec<Link>, ActionError> {
    let members = reader.by::<Membership>("cooperation", &[home]).await?;
    let ids: Vec<ThingId> = members.iter().map(|m| m.facts.member.0).chain([home]).collect();
    let names = reader.names(ids.iter().copied()).await?;
    Ok(ids.iter().filter_map(|id| names.get(*id)).collect())
}

/// Those of some things that are kept with a cooperation, or are it or its members.
pub async fn within(reader: &mut Reader, links: &[Link], home: ThingId) -> Result<Vec<Link>, ActionError> {
    let ids: Vec<ThingId> = links.iter().map(|l| l.id).collect();
    let kept = choice::of_home(&mut reader.tx, &ids, home).await?;
    let members = members(reader, home).await?;
    let near = |l: &&Link| kept.contains(&l.id) || members.iter().any(|m| m.id == l.id);
    Ok(links.iter().filter(near).cloned().collect())
}

/// The things of those nouns that are kept with a cooperation. Whoever keeps its register sees all of it.
async fn in_home(
    reader: &mut Reader,
    nouns: &[&'static NounDef],
    home: ThingId,
    most: i64,
) -> Result<Vec<Link>, ActionError> {
    let keeps = match &reader.viewer {
        Viewer::All => true,
        Viewer::Keeper { keeps, .. } => keeps.contains(&home),
        Viewer::Public | Viewer::Member(_) => false,
    };
    if !keeps {
        let mut links = Vec::new();
        for noun in nouns {
            let names = choice::names(&mut reader.tx, &reader.viewer, noun, By::Home(home), most).await?;
            links.extend(names.into_iter().map(link));
        }
        return Ok(links);
    }
    let names: Vec<&str> = nouns.iter().map(|n| n.name).collect();
    let all = choice::kept(&mut reader.tx, &reader.viewer, &names, home, most).await?;
    Ok(all.into_iter().map(link).collect())
}

/// The things of those nouns that are called exactly so.
pub async fn called(
    reader: &mut Reader,
    nouns: &[&'static NounDef],
    label: &str,
) -> Result<Vec<Link>, ActionError> {
    find(reader, nouns, By::Label(&collation::key(label))).await
}

/// The things of those nouns whose name has this in it.
pub async fn like(
    reader: &mut Reader,
    nouns: &[&'static NounDef],
    part: &str,
) -> Result<Vec<Link>, ActionError> {
    let key = collation::key(part);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let mut links = find(reader, nouns, By::Part(&key)).await?;
    links.sort_by_key(|l| !collation::key(&l.label).starts_with(&key));
    Ok(links)
}

async fn find(reader: &mut Reader, nouns: &[&'static NounDef], by: By<'_>) -> Result<Vec<Link>, ActionError> {
    let mut links = Vec::new();
    for noun in nouns {
        let names = choice::names(&mut reader.tx, &reader.viewer, noun, by, MATCHES).await?;
        links.extend(names.into_iter().map(link));
    }
    Ok(links)
}

/// The thing at which a written reference points, if the reader sees it.
pub async fn pointed(reader: &mut Reader, pointer: &Pointer) -> Result<Option<Link>, ActionError> {
    match thing::find(&mut reader.tx, &reader.viewer, pointer.noun, &pointer.slug).await {
        Ok(name) => Ok(Some(link(name))),
        Err(genbo_store::error::StoreError::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
