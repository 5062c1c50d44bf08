//! House style: how an organisation or a cooperation looks and what it calls things, resolved from the nearest that says it.
//!
//! Invariant: pages, mail and whatever else shows a house ask here, so that all of them show the same: what a style does
//! not say is taken from what its owner belongs to, and at last from Genbo, which says nothing.

pub(crate) mod one;
pub mod save;

use crate::{
    error::ActionError,
    view::{Link, Names, Reader},
};
use genbo_domain::{
    colour::Accent,
    house::{ClauseForm, DecisionPlace, HouseHeading, HouseLogo, HouseSignature, HouseWord},
    image::Image,
    value::ThingId,
};
use genbo_store::{
    account::Account,
    house,
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet};

pub use genbo_store::house::Logo;

/// A house as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// Its name; nothing if no style says one.
    pub name: Option<String>,
    /// Its address, line by line.
    pub address: Vec<String>,
    /// Its registration number.
    pub registration_number: Option<String>,
    /// Its address of mail.
    pub email: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Its colour.
    pub accent: Option<Accent>,
    /// Its logo, without the bytes.
    pub logo: Option<Logo>,
    /// Where a § of its records tells what was decided.
    pub decision_place: Option<DecisionPlace>,
    /// How its records write the clauses of a decision.
    pub clause_form: Option<ClauseForm>,
    /// What its records leave room for at the foot of each page; nothing if no style says.
    pub record_foot: Vec<String>,
    /// The styles that it is made of, the nearest first.
    pub styles: Vec<ThingId>,
}

impl House {
    /// Whether some style says something.
    pub fn is_told(&self) -> bool {
        !self.styles.is_empty()
    }
}

/// The house of a body, an organisation or a cooperation, as a reader sees it. One statement.
pub async fn of(reader: &mut Reader, thing: ThingId) -> Result<House, ActionError> {
    let viewer = reader.viewer.clone();
    seen_by(&mut reader.tx, &viewer, thing).await
}

/// The same, as somebody else than the reader sees it: whoever gets a letter.
pub(crate) async fn seen_by(tx: &mut Tx, viewer: &Viewer, thing: ThingId) -> Result<House, ActionError> {
    let mut found = House::default();
    for face in house::faces(tx, viewer, thing).await? {
        found.styles.push(face.id);
        found.name.get_or_insert(face.name);
        if found.address.is_empty() {
            found.address = lines(face.address);
        }
        found.registration_number = found.registration_number.or(face.registration_number);
        found.email = found.email.or(face.email);
        found.website = found.website.or(face.website);
        found.accent = found.accent.or_else(|| face.accent.and_then(|a| a.parse().ok()));
        found.logo = found.logo.or(face.logo);
        found.decision_place = found.decision_place.or(face.decision_place.and_then(|w| w.parse().ok()));
        found.clause_form = found.clause_form.or(face.clause_form.and_then(|w| w.parse().ok()));
        if found.record_foot.is_empty() {
            found.record_foot = lines(face.record_foot);
        }
    }
    Ok(found)
}

/// The lines of a text.
fn lines(text: Option<String>) -> Vec<String> {
    text.iter().flat_map(|t| t.lines()).map(|l| l.trim().to_owned()).collect()
}

/// What a house calls things: the word in Swedish and in English, for those that it has words for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<HouseHeading, (String, Option<String>)>);

impl Words {
    /// The house's own word in Swedish, and in English.
    pub fn get(&self, heading: HouseHeading) -> Option<(&str, Option<&str>)> {
        self.0.get(&heading).map(|(sv, en)| (sv.as_str(), en.as_deref()))
    }

    /// These words, as somebody has typed them.
    pub fn of(words: impl IntoIterator<Item = (HouseHeading, String, Option<String>)>) -> Words {
        Words(words.into_iter().map(|(heading, sv, en)| (heading, (sv, en))).collect())
    }
}

/// A line on which somebody signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// As what one signs.
    pub office: String,
    /// The post whose holder signs.
    pub post: Option<Link>,
    /// What is said below the line.
    pub caption: Option<String>,
}

/// A house's own words; one statement, and none for a house without style.
async fn words_seen_by(tx: &mut Tx, viewer: &Viewer, house: &House) -> Result<Words, ActionError> {
    if house.styles.is_empty() {
        return Ok(Words::default());
    }
    let mut all: Vec<Stored<HouseWord>> =
        row::load(tx, viewer, Find::By("house_style", &house.styles)).await?;
    let place = |s: &Stored<HouseWord>| house.styles.iter().position(|id| *id == s.facts.house_style.0);
    all.sort_by_key(place);
    let mut words = Words::default();
    for w in all {
        words.0.entry(w.facts.heading).or_insert((w.facts.sv, w.facts.en));
    }
    Ok(words)
}

/// A house's own words, as a reader sees them.
pub async fn words(reader: &mut Reader, house: &House) -> Result<Words, ActionError> {
    let viewer = reader.viewer.clone();
    words_seen_by(&mut reader.tx, &viewer, house).await
}

/// The lines on which a house signs: those of the nearest style that has any.
pub async fn signatures(reader: &mut Reader, house: &House) -> Result<Vec<Signature>, ActionError> {
    let viewer = reader.viewer.clone();
    signatures_seen_by(&mut reader.tx, &viewer, house).await
}

async fn signatures_seen_by(
    tx: &mut Tx,
    viewer: &Viewer,
    house: &House,
) -> Result<Vec<Signature>, ActionError> {
    if house.styles.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<Stored<HouseSignature>> =
        row::load(tx, viewer, Find::By("house_style", &house.styles)).await?;
    let nearest = house.styles.iter().find(|id| all.iter().any(|s| s.facts.house_style.0 == **id));
    let own: Vec<&Stored<HouseSignature>> =
        all.iter().filter(|s| Some(&s.facts.house_style.0) == nearest).collect();
    let posts: Vec<ThingId> = own.iter().filter_map(|s| s.facts.post).map(|to| to.0).collect();
    let names = Names::from(thing::names(tx, viewer, &posts).await?);
    let line = |s: &&Stored<HouseSignature>| Signature {
        office: s.facts.office.clone(),
        post: names.opt(s.facts.post),
        caption: s.facts.caption.clone(),
    };
    Ok(own.iter().map(line).collect())
}

/// A house as a letter shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writer {
    /// The house.
    pub house: House,
    /// What it calls things.
    pub calls: Words,
    /// Its logo, and what the picture says.
    pub logo: Option<(Image, String)>,
    /// The lines on which it signs.
    pub signatures: Vec<Signature>,
}

/// The house of a thing as those see it who get a letter; none without a thing.
pub(crate) async fn writer(
    tx: &mut Tx,
    viewer: &Viewer,
    thing: Option<ThingId>,
) -> Result<Writer, ActionError> {
    let Some(thing) = thing else { return Ok(Writer::default()) };
    let house = seen_by(tx, viewer, thing).await?;
    Ok(Writer {
        calls: words_seen_by(tx, viewer, &house).await?,
        logo: logo_of(tx, viewer, &house).await?,
        signatures: signatures_seen_by(tx, viewer, &house).await?,
        house,
    })
}

/// The house that writes to an account: that of the one organisation or cooperation in which it has its roles. Somebody who
/// is at home in several houses, or in none, is written to by the installation.
pub(crate) async fn writer_to(tx: &mut Tx, account: &Account) -> Result<Writer, ActionError> {
    let scopes: BTreeSet<ThingId> = account.roles.iter().filter_map(|(_, scope)| *scope).collect();
    let mut writers: Vec<Writer> = Vec::new();
    for scope in scopes.into_iter().take(MOST_HOUSES) {
        let writer = writer(tx, &Viewer::Public, Some(scope)).await?;
        if writers.iter().all(|w| w.house.styles != writer.house.styles) {
            writers.push(writer);
        }
    }
    Ok(if writers.len() == 1 { writers.remove(0) } else { Writer::default() })
}

/// The most scopes of an account that are asked for their house: whoever has more is at home in many.
const MOST_HOUSES: usize = 4;

/// The picture of a logo that the reader sees, with the number of its last change.
pub async fn picture(reader: &mut Reader, logo: &str) -> Result<(i64, Image), ActionError> {
    let found: Stored<HouseLogo> = reader.find(logo).await?;
    Ok((found.meta.changed, found.facts.image))
}

/// The picture of a house's logo, with what it says: for a letter.
pub(crate) async fn logo_of(
    tx: &mut Tx,
    viewer: &Viewer,
    house: &House,
) -> Result<Option<(Image, String)>, ActionError> {
    let ids: Vec<ThingId> = house.logo.iter().map(|l| l.id).collect();
    if ids.is_empty() {
        return Ok(None);
    }
    let mut found: Vec<Stored<HouseLogo>> = row::load(tx, viewer, Find::Ids(&ids)).await?;
    Ok(found.pop().map(|l| (l.facts.image, l.facts.text)))
}

/// The organisation or cooperation of a style, by noun and slug.
pub(crate) async fn owner(tx: &mut Tx, viewer: &Viewer, noun: &str, slug: &str) -> Result<Link, ActionError> {
    Ok(Link::from(thing::find(tx, viewer, noun, slug).await?))
}
