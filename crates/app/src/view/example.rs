//! Good examples: what worked well somewhere. Those that are not open are seen by members only.

use super::{
    Link, Names, Reader,
    fact::{self, Doubts},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::course::Example;
use genbo_store::row::{Find, Stored};

/// Good examples.
#[derive(Debug)]
pub struct Examples {
    /// The examples, the latest first.
    pub examples: Vec<Shown<Example>>,
    /// Their themes.
    pub themes: Vec<String>,
    /// Everything that these refer to.
    pub names: Names,
}

/// The examples that the viewer sees, of one theme if one is asked for.
pub async fn examples(reader: &mut Reader, theme: Option<&str>) -> Result<Examples, ActionError> {
    let mut all: Vec<Stored<Example>> = reader.load(Find::All).await?;
    all.sort_by_cached_key(|e| {
        std::cmp::Reverse(e.facts.when.as_ref().map(genbo_domain::edtf::Edtf::sort_key))
    });
    let mut themes: Vec<String> = all.iter().filter_map(|e| e.facts.theme.clone()).collect();
    themes.sort();
    themes.dedup();
    all.retain(|e| theme.is_none_or(|t| e.facts.theme.as_deref() == Some(t)));
    let wanted = all.iter().flat_map(|e| {
        let mut wanted = ids![Some(e.facts.cooperation), e.facts.organisation];
        wanted.extend(ids![e.facts.event]);
        wanted
    });
    let names = reader.names(wanted).await?;
    Ok(Examples { examples: shown::all(all), themes, names })
}

/// A good example.
#[derive(Debug)]
pub struct ExamplePage {
    /// The example.
    pub example: Shown<Example>,
    /// What is not plain about it.
    pub doubts: Doubts,
    /// Everything that it refers to.
    pub names: Names,
}

/// The example of that slug.
pub async fn example(reader: &mut Reader, slug: &str) -> Result<ExamplePage, ActionError> {
    let example: Stored<Example> = reader.find(slug).await?;
    let f = &example.facts;
    let names = reader.names(ids![Some(f.cooperation), f.organisation, f.event]).await?;
    let doubts = fact::doubts(reader, &[Link::from(&example)]).await?;
    Ok(ExamplePage { example: example.into(), doubts, names })
}
