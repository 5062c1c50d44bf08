//! Agreements: who has agreed, until when, how one leaves, and how the cost is shared.

use super::{
    Link, Names, Reader,
    fact::{self, Doubts, Time},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    agreement::{Agreement, Area, Key, KeyShare},
    rational::Rational,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};

/// All agreements and keys.
#[derive(Debug)]
pub struct Agreements {
    /// The agreements, by title.
    pub agreements: Vec<(Shown<Agreement>, Time)>,
    /// The keys by which costs are shared.
    pub keys: Vec<Shown<Key>>,
    /// Everything that these refer to.
    pub names: Names,
}

/// All agreements that the viewer sees.
pub async fn agreements(reader: &mut Reader) -> Result<Agreements, ActionError> {
    let mut all: Vec<Stored<Agreement>> = reader.load(Find::All).await?;
    all.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    let keys: Vec<Stored<Key>> = reader.load(Find::All).await?;
    let mut wanted: Vec<ThingId> = all.iter().flat_map(agreement_names).collect();
    wanted.extend(keys.iter().map(|k| k.facts.cooperation.0));
    let names = reader.names(wanted).await?;
    let today = reader.today;
    let with_time = |a: Stored<Agreement>| {
        let time = Time::of(a.facts.valid.as_ref(), today);
        (Shown::from(a), time)
    };
    Ok(Agreements { agreements: all.into_iter().map(with_time).collect(), keys: shown::all(keys), names })
}

fn agreement_names(agreement: &Stored<Agreement>) -> Vec<ThingId> {
    let f = &agreement.facts;
    let mut wanted: Vec<ThingId> = ids![f.cooperation];
    wanted.extend(ids![f.parties.clone()]);
    wanted.extend(ids![f.hosts.clone()]);
    wanted.extend(ids![f.cost_key]);
    wanted.extend(ids![f.document]);
    wanted
}

/// A key with its shares.
#[derive(Debug)]
pub struct KeyPart {
    /// The key.
    pub key: Shown<Key>,
    /// What each payer pays, in the order of the key.
    pub shares: Vec<Shown<KeyShare>>,
    /// The sum of all shares, if each is told.
    pub sum: Option<Rational>,
}

/// An agreement with everything that belongs to it.
#[derive(Debug)]
pub struct AgreementPage {
    /// The agreement.
    pub agreement: Shown<Agreement>,
    /// Where its term lies.
    pub time: Time,
    /// How its cost is shared.
    pub key: Option<KeyPart>,
    /// The areas of the cooperation that it belongs to.
    pub areas: Vec<Link>,
    /// What is not plain about it and its key.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// The agreement of that slug.
pub async fn agreement(reader: &mut Reader, slug: &str) -> Result<AgreementPage, ActionError> {
    let agreement: Stored<Agreement> = reader.find(slug).await?;
    let key: Option<Stored<Key>> = match agreement.facts.cost_key {
        Some(key) => reader.load(Find::Ids(&[key.0])).await?.pop(),
        None => None,
    };
    let key_id: Vec<ThingId> = key.iter().map(|k| k.id).collect();
    let shares: Vec<Stored<KeyShare>> = reader.by("key", &key_id).await?;
    let areas: Vec<Stored<Area>> = reader.by("letter_of_intent", &ids![agreement.facts.document]).await?;
    let mut about = vec![Link::from(&agreement)];
    about.extend(key.iter().map(Link::from));
    let doubts = fact::doubts(reader, &about).await?;
    let mut wanted = agreement_names(&agreement);
    wanted.extend(key.iter().flat_map(|k| ids![k.facts.prepared_by.clone()]));
    wanted.extend(shares.iter().map(|s| s.facts.payer.0));
    let names = reader.names(wanted).await?;
    Ok(AgreementPage {
        time: Time::of(agreement.facts.valid.as_ref(), reader.today),
        agreement: agreement.into(),
        key: key.map(|k| KeyPart { key: k.into(), sum: sum(&shares), shares: shown::all(shares) }),
        areas: areas.iter().map(Link::from).collect(),
        doubts,
        names,
    })
}

/// The sum of all shares; nothing if there are none, or one is not told.
fn sum(shares: &[Stored<KeyShare>]) -> Option<Rational> {
    let told: Option<Vec<&Rational>> = shares.iter().map(|s| s.facts.share.as_ref()).collect();
    told.filter(|t| !t.is_empty()).and_then(|t| Rational::checked_sum(t).ok())
}
