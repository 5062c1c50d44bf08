//! Starting a cooperation from a template: who takes part, which parts and rules of procedure it has from the start, and the
//! others one by one.
//!
//! Invariants: all of it is put down in one go or nothing is; who starts a cooperation becomes its secretary.

use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    pack,
    thing::{
        put::{Put, done, put},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{Link, Reader, may_hold},
};
use genbo_documents::{
    cooperation_file::Entry,
    template::{self, Chosen, Part, Rule, Template},
};
use genbo_domain::{
    cooperation::{Cooperation, Membership},
    governing_document::{GoverningDocument, Section},
    noun::{Noun, NounDef},
    organisation::Organisation,
    slug,
    value::{Pointer, Value},
};
use genbo_store::{
    row::{Find, Stored},
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The noun of rules.
const RULE: &str = genbo_domain::rule::Rule::NAME;

/// A cooperation that somebody wants to start.
#[derive(Debug, Clone)]
pub struct Founding {
    /// What it shall be called.
    pub name: String,
    /// The key of its template.
    pub template: String,
    /// The keys of the parts that it has from the start.
    pub parts: Vec<String>,
    /// The rules of procedure that it has from the start.
    pub rules: Vec<Ruled>,
    /// Its members, by slug.
    pub members: Vec<String>,
    /// Its first year.
    pub year: i16,
}

/// A rule that somebody chose, with the numbers that were changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruled {
    /// The key of the rule in its template.
    pub key: String,
    /// Numbers by key; those that are left out are as usual.
    pub numbers: BTreeMap<String, i64>,
}

/// The template's rules that were chosen; what the template does not have is left out. A number that a rule cannot have is
/// refused.
fn chosen<'t>(template: &'t Template, rules: &[Ruled]) -> Result<Vec<Chosen<'t>>, ActionError> {
    let mut all = Vec::with_capacity(rules.len());
    for rule in &template.rules {
        let Some(ruled) = rules.iter().find(|r| r.key == rule.key) else { continue };
        let one = Chosen { rule, numbers: ruled.numbers.clone() };
        if !one.wrong().is_empty() {
            let why = Why::NoValue(format!("{} has a number that it cannot have", rule.key));
            return Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why }]));
        }
        all.push(one);
    }
    Ok(all)
}

/// The keys of parts, with those that the rules stand on.
fn parts_with(parts: &[String], rules: &[Chosen<'_>]) -> Vec<String> {
    parts.iter().chain(rules.iter().flat_map(|r| &r.rule.needs)).cloned().collect()
}

/// The template of that key, with its jurisdiction.
pub fn template(key: &str) -> Option<(&'static str, &'static Template)> {
    templates().find(|(_, t)| t.key == key)
}

/// All templates, each with its jurisdiction.
pub fn templates() -> impl Iterator<Item = (&'static str, &'static Template)> {
    pack::all().into_iter().flat_map(|p| p.templates.iter().map(move |t| (p.code, t)))
}

/// Names of organisations as people write them, one a line or divided by commas: those that are known, and those that are
/// not. `Svalövs kommun`, `svalov` and `Svalöv` are one.
pub async fn members(reader: &mut Reader, written: &str) -> Result<(Vec<Link>, Vec<String>), ActionError> {
    let names: Vec<&str> =
        written.split(['\n', ',', ';', '\t']).map(str::trim).filter(|n| !n.is_empty()).collect();
    let candidates: Vec<Vec<String>> = names.iter().map(|n| slugs_of(n)).collect();
    let all: Vec<&str> = candidates.iter().flatten().map(String::as_str).collect();
    let viewer = reader.viewer.clone();
    let known = thing::ids_of_slugs(&mut reader.tx, &viewer, Organisation::NAME, &all).await?;
    let ids: Vec<_> = candidates.iter().map(|c| c.iter().find_map(|s| known.get(s)).copied()).collect();
    let links = reader.names(ids.iter().flatten().copied()).await?;
    let (mut found, mut unknown): (Vec<Link>, Vec<String>) = (Vec::new(), Vec::new());
    for (name, id) in names.iter().zip(ids) {
        match id.and_then(|id| links.get(id)) {
            Some(link) if found.iter().any(|f| f.id == link.id) => {}
            Some(link) => found.push(link),
            None => unknown.push((*name).to_owned()),
        }
    }
    Ok((found, unknown))
}

/// The slugs that an organisation of that name may have, the likeliest first.
fn slugs_of(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let short = [" kommun", " stad", " municipality"].iter().find_map(|end| lower.strip_suffix(end));
    let mut all = vec![slug::of(&lower)];
    if let Some(short) = short {
        all.push(slug::of(short));
        all.extend(short.strip_suffix('s').map(slug::of));
    }
    all.retain(|s| slug::check(s).is_ok());
    all
}

/// Starts it. With [`Keep::DryRun`] it is only told what would be there.
pub async fn start(
    cx: &Cx,
    actor: &Actor,
    founding: &Founding,
    submission: Option<&str>,
    keep: Keep,
) -> Result<(String, Vec<Put>), ActionError> {
    let (jurisdiction, template) = template(&founding.template).ok_or(ActionError::NotFound)?;
    if let Some(key) = submission
        && let Some(put) = done(cx, actor, key).await?
        && let Some(first) = put.first()
    {
        return Ok((first.slug.clone(), put));
    }
    let slug = free_slug(cx, &founding.name).await?;
    let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
    let valid = format!("{:04}-01-01/..", founding.year);
    let cooperation = Written { slug: Some(slug.clone()), ..Written::new(noun(Cooperation::NAME)) }
        .with("name", text(&founding.name))
        .with("form", text(&template.form))
        .with("jurisdiction", text(jurisdiction))
        .with("valid", text(&valid));
    let mut written = vec![cooperation];
    for member in &founding.members {
        let pointer = |noun, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
        let membership = Written { home: Some(slug.clone()), ..Written::new(noun(Membership::NAME)) };
        written.push(
            membership
                .with("cooperation", pointer(Cooperation::NAME, &slug))
                .with("member", pointer(Organisation::NAME, member))
                .with("kind", text("full")),
        );
    }
    let rules = chosen(template, &founding.rules)?;
    let parts = template.with_needs(&parts_with(&founding.parts, &rules));
    let filled =
        template::fill(&parts, &slug, founding.year, &founding.members).map_err(ActionError::Problems)?;
    let ruled = template::fill_rules(template, &rules, &slug, founding.year, None);
    let ruled = ruled.map_err(ActionError::Problems)?;
    written.extend(filled.entries.iter().chain(&ruled.entries).map(|e| as_written(e, &slug)));
    let put = put(cx, actor, &written, submission, keep).await?;
    let slug = put.first().map_or(slug, |p| p.slug.clone());
    Ok((slug, put))
}

/// The slug that the cooperation gets.
async fn free_slug(cx: &Cx, name: &str) -> Result<String, ActionError> {
    let wished = slug::of(name).replace('/', "-");
    let wished = if slug::check(&wished).is_ok() { wished } else { "samverkan".to_owned() };
    let numbered: Vec<String> =
        std::iter::once(wished.clone()).chain((2..100).map(|n| format!("{wished}-{n}"))).collect();
    let all: Vec<&str> = numbered.iter().map(String::as_str).collect();
    let mut tx = cx.db.read().await?;
    let taken = thing::ids_of_slugs(&mut tx, &Viewer::All, Cooperation::NAME, &all).await?;
    numbered.into_iter().find(|s| !taken.contains_key(s)).ok_or(ActionError::NotFound)
}

fn noun(name: &str) -> &'static NounDef {
    NounDef::named(name).expect("the noun is one of the program's")
}

/// An entry of a template as something that is written.
fn as_written(e: &Entry, home: &str) -> Written {
    Written {
        slug: Some(e.slug.clone()),
        home: Some(home.to_owned()),
        fields: e.fields.iter().map(|(index, value, _)| (*index, Said::Value(value.clone()))).collect(),
        ..Written::new(e.noun)
    }
}

/// A part of a template, and whether a cooperation has it.
#[derive(Debug)]
pub struct Standing {
    /// The part.
    pub part: &'static Part,
    /// Whether its first thing is there.
    pub there: bool,
}

/// A template as it stands with a cooperation.
#[derive(Debug)]
pub struct Stands {
    /// The cooperation.
    pub cooperation: Link,
    /// The parts.
    pub parts: Vec<Standing>,
    /// The rules, and whether the cooperation has each of them.
    pub rules: Vec<(&'static Rule, bool)>,
}

/// The parts and rules of a template, as they stand with a cooperation; its members are those of the reader's day.
pub async fn standing(reader: &mut Reader, slug: &str, key: &str, year: i16) -> Result<Stands, ActionError> {
    let cooperation: Stored<Cooperation> = reader.find(slug).await?;
    let (_, template) = template(key).ok_or(ActionError::NotFound)?;
    let slug = &cooperation.meta.slug;
    let mut firsts: Vec<(&'static str, String)> = Vec::new();
    for part in &template.parts {
        let filled = template::fill(&[part], slug, year, &[]).map_err(ActionError::Problems)?;
        firsts.extend(filled.entries.first().map(|e| (e.noun.name, e.slug.clone())));
    }
    let mut there = Vec::new();
    for noun in ["body", "post", "meeting", "event", "governing_document", "cycle_step"] {
        let slugs: Vec<&str> = firsts.iter().filter(|(n, _)| *n == noun).map(|(_, s)| s.as_str()).collect();
        if !slugs.is_empty() {
            let known = thing::ids_of_slugs(&mut reader.tx, &reader.viewer, noun, &slugs).await?;
            there.extend(known.into_keys().map(|s| (noun, s)));
        }
    }
    let stands = |(part, first): (&'static Part, &(&'static str, String))| Standing {
        part,
        there: there.contains(first),
    };
    let parts = template.parts.iter().zip(&firsts).map(stands).collect();
    let slugs: Vec<String> = template.rules.iter().map(|r| format!("{slug}/{}", r.key)).collect();
    let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
    let known = thing::ids_of_slugs(&mut reader.tx, &reader.viewer, RULE, &slugs).await?;
    let rules = template.rules.iter().zip(&slugs).map(|(r, slug)| (r, known.contains_key(*slug)));
    Ok(Stands { cooperation: Link::from(&cooperation), parts, rules: rules.collect() })
}

/// Parts that a cooperation shall have too.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The key of the template.
    pub template: String,
    /// The year that they are for.
    pub year: i16,
    /// The keys of the parts.
    pub parts: Vec<String>,
    /// The rules.
    pub rules: Vec<Ruled>,
}

/// Switches parts on that a cooperation does not have yet, with what they stand on.
pub async fn add(
    cx: &Cx,
    actor: &Actor,
    today: Date,
    slug: &str,
    wanted: &Wanted,
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let Wanted { template: key, year, parts, rules } = wanted;
    let (_, template) = template(key).ok_or(ActionError::NotFound)?;
    let mut rules = chosen(template, rules)?;
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let Stands { cooperation, parts: standing, rules: ruled } =
        standing(&mut reader, slug, key, *year).await?;
    rules.retain(|r| ruled.iter().any(|(rule, there)| rule.key == r.rule.key && !there));
    let parts = &parts_with(parts, &rules);
    let memberships: Vec<Stored<Membership>> = reader.by("cooperation", &[cooperation.id]).await?;
    let members: Vec<_> = memberships
        .iter()
        .filter(|m| may_hold(m.facts.valid.as_ref(), today))
        .map(|m| m.facts.member.0)
        .collect();
    let names = reader.names(members.iter().copied()).await?;
    let members: Vec<String> = members
        .iter()
        .filter_map(|id| names.get(*id))
        .filter(|l| l.noun == Organisation::NAME)
        .map(|l| l.slug)
        .collect();
    let ruled = rules_beside(&mut reader, template, &rules, &cooperation.slug, *year).await?;
    drop(reader);
    let wanted: Vec<&Part> = template
        .with_needs(parts)
        .into_iter()
        .filter(|p| standing.iter().any(|s| s.part.key == p.key && !s.there))
        .collect();
    let filled =
        template::fill(&wanted, &cooperation.slug, *year, &members).map_err(ActionError::Problems)?;
    let entries = filled.entries.iter().chain(&ruled);
    let written: Vec<Written> = entries.map(|e| as_written(e, &cooperation.slug)).collect();
    put(cx, actor, &written, submission, Keep::Commit).await
}

/// What rules say for a cooperation that is there: without the document and the sections that it has already, and citing the
/// edition that it has.
async fn rules_beside(
    reader: &mut Reader,
    template: &Template,
    rules: &[Chosen<'_>],
    slug: &str,
    year: i16,
) -> Result<Vec<Entry>, ActionError> {
    let Some(procedure) = template.procedure.as_ref().filter(|_| !rules.is_empty()) else {
        return Ok(Vec::new());
    };
    let document = procedure.slug(slug);
    let stands: Vec<Stored<GoverningDocument>> = reader.load(Find::Slugs(&[&document])).await?;
    let edition =
        stands.first().map(|d| d.facts.date.as_ref().map_or("XXXX".to_owned(), ToString::to_string));
    let filled = template::fill_rules(template, rules, slug, year, edition.as_deref());
    let mut entries = filled.map_err(ActionError::Problems)?.entries;
    let slugs: Vec<&str> =
        entries.iter().filter(|e| e.noun.name == Section::NAME).map(|e| e.slug.as_str()).collect();
    let known = thing::ids_of_slugs(&mut reader.tx, &reader.viewer, Section::NAME, &slugs).await?;
    entries.retain(|e| match e.noun.name {
        GoverningDocument::NAME => stands.is_empty(),
        Section::NAME => !known.contains_key(&e.slug),
        _ => true,
    });
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::slugs_of;

    #[test]
    fn a_municipality_is_known_by_its_name_with_or_without_kommun() {
        assert_eq!(slugs_of("Svalövs kommun"), ["svalovs-kommun", "svalovs", "svalov"]);
        assert_eq!(slugs_of("Malmö stad"), ["malmo-stad", "malmo"]);
        assert_eq!(slugs_of("Höör"), ["hoor"]);
        assert!(slugs_of("…").is_empty());
    }
}
