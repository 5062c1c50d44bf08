//! Opening a page about one thing: in the demo, a page of an old cooperation opens on that cooperation's day.

use crate::{fault::Fault, frame::Frame, view::Link, words};
use genbo_app::{
    cx::Cx,
    view::{self, Reader},
};
use genbo_domain::noun::NounDef;

/// Opens the database for the page of a thing, on the day that counts for it.
pub(crate) async fn reader(f: &mut Frame, cx: &Cx, noun: &str, slug: &str) -> Result<Reader, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    if f.demo
        && !f.day_chosen
        && let Some(home) = reader.home(noun, slug).await?
    {
        f.opens_for(&home.slug);
        reader.today = f.today;
    }
    offer(f, &mut reader, noun, slug).await?;
    Ok(reader)
}

/// Finds out what the reader may do with the thing of the page; costs nothing for who may change nothing.
pub(crate) async fn offer(f: &mut Frame, reader: &mut Reader, noun: &str, slug: &str) -> Result<(), Fault> {
    if let Some(def) = NounDef::named(noun) {
        f.editing = crate::offer::of(f, reader, def, slug).await?;
    }
    Ok(())
}

/// The way to a thing's page: its list, and the cooperation if the page is one of a cooperation's.
pub(crate) fn crumbs(f: &Frame, noun: &'static str, home: Option<&view::Link>) -> Vec<Link> {
    let plural = crate::sheet::lines::capital(words::noun(f.lang, noun).plural);
    let mut crumbs = Vec::new();
    if let Some(list) = crate::url::base(noun) {
        crumbs.push(Link::new(plural, f.link(list)));
    }
    crumbs.extend(home.map(|h| f.to(h)));
    crumbs
}

/// The link to everything that is known of a thing.
pub(crate) fn all_facts(f: &Frame, link: &view::Link) -> Link {
    Link::new(f.t.facts.all_facts, f.link(&crate::url::facts(&link.noun, &link.slug)))
}

/// The noun of that plural in addresses.
pub(crate) fn noun_of_plural(plural: &str) -> Result<&'static NounDef, Fault> {
    genbo_domain::NOUNS.iter().copied().find(|n| n.plural == plural).ok_or(Fault::NotFound)
}
