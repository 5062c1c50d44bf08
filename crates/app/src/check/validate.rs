//! Looking at rules where they are written: what a file, a form or a program says about a rule that cannot be, told at its
//! place and field. There is no other way by which a rule becomes true.
//!
//! Invariant: every rule of the files is looked at, and every fault of it is told.

use crate::error::ActionError;
use genbo_documents::cooperation_file::{Entry, Place, Problem};
use genbo_domain::{
    edtf::{Edtf, Precision},
    governing_document::{Edition, GoverningDocument, Section},
    noun::Noun,
    parameters::Parameters,
    rule::Rule,
    value::{Pointer, ThingId},
};
use genbo_rules::{
    catalogue::{self, Judge, Needs},
    parameter::{Fault, Sort},
    scope,
};
use genbo_store::{
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the rules lean on: documents, and the things that parameters name.
struct Known {
    documents: HashMap<ThingId, Stored<GoverningDocument>>,
    editions: Vec<Stored<Edition>>,
    sections: Vec<Stored<Section>>,
    named: HashMap<Pointer, ThingId>,
}

/// A fault of a rule that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFault {
    /// Where it stands, in the words for writers of files.
    pub problem: Problem,
    /// The field of the rule.
    pub field: &'static str,
    /// The fault.
    pub fault: Fault,
}

/// The faults of the rules that those entries state, after they have been written.
pub(crate) async fn problems(
    tx: &mut Tx,
    stated: &[(&Entry, ThingId)],
) -> Result<Vec<RuleFault>, ActionError> {
    let of_rules: Vec<_> = stated.iter().filter(|(e, _)| e.noun.name == Rule::NAME && !e.stub).collect();
    if of_rules.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ThingId> = of_rules.iter().map(|(_, id)| *id).collect();
    let rules: Vec<Stored<Rule>> = row::load(tx, &Viewer::All, Find::Ids(&ids)).await?;
    let known = known(tx, &rules).await?;
    let mut problems = Vec::new();
    for rule in &rules {
        let Some((entry, _)) = of_rules.iter().find(|(_, id)| *id == rule.id) else { continue };
        problems.extend(faults(&known, rule).into_iter().map(|(field, fault)| RuleFault {
            problem: problem(entry, field, fault.clone()),
            field,
            fault,
        }));
    }
    Ok(problems)
}

async fn known(tx: &mut Tx, rules: &[Stored<Rule>]) -> Result<Known, ActionError> {
    let cited: BTreeSet<ThingId> = rules.iter().map(|r| r.facts.cites_document.0).collect();
    let cited: Vec<ThingId> = cited.into_iter().collect();
    let documents: Vec<Stored<GoverningDocument>> = row::load(tx, &Viewer::All, Find::Ids(&cited)).await?;
    let mut slugs: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for rule in rules {
        for pointer in rule.facts.parameters.iter().flat_map(|p| catalogue::pointers(rule.facts.kind, p)) {
            slugs.entry(pointer.noun).or_default().insert(pointer.slug);
        }
    }
    let mut named = HashMap::new();
    for (noun, slugs) in slugs {
        let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
        for (slug, id) in thing::ids_of_slugs(tx, &Viewer::All, noun, &slugs).await? {
            named.insert(Pointer { noun, slug }, id);
        }
    }
    Ok(Known {
        documents: documents.into_iter().map(|d| (d.id, d)).collect(),
        editions: row::load(tx, &Viewer::All, Find::By("governing_document", &cited)).await?,
        sections: row::load(tx, &Viewer::All, Find::By("governing_document", &cited)).await?,
        named,
    })
}

/// A fault as a problem, at the field where it stands, or else where the rule begins.
fn problem(entry: &Entry, field: &'static str, fault: Fault) -> Problem {
    let place: Option<&Place> =
        entry.fields.iter().find(|(i, ..)| entry.noun.fields[*i].name == field).map(|(_, _, place)| place);
    let id = entry.slug.rsplit('/').next().unwrap_or(&entry.slug);
    Problem {
        place: place.unwrap_or(&entry.place).clone(),
        offending: fault.name.unwrap_or_else(|| id.to_owned()),
        what: format!("rule {id}: {}", fault.what),
        mend: fault.mend,
    }
}

/// Everything that is wrong with a rule, each with the field where it stands.
fn faults(known: &Known, rule: &Stored<Rule>) -> Vec<(&'static str, Fault)> {
    let r = &rule.facts;
    let none = Parameters::default();
    let given = r.parameters.as_ref().unwrap_or(&none);
    let mut faults = Vec::new();
    match catalogue::read(r.kind, given, &|p| known.named.get(p).copied()) {
        Ok(check) => faults.extend(check.never().map(|fault| ("parameters", fault))),
        Err(all) => faults.extend(all.into_iter().map(|fault| ("parameters", fault))),
    }
    let fields = catalogue::fields(r.kind);
    for name in r.assumed.iter().filter(|name| !fields.iter().any(|f| f.name == name.as_str())) {
        let mend =
            format!("its parameters are: {}", fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", "));
        let known = fields.iter().map(|f| f.name).collect();
        let fault = Fault::of(name, format!("{name:?} is no parameter of the kind"), mend);
        faults.push(("assumed", fault.sort(Sort::Unknown(known))));
    }
    faults.extend(scope_fault(r));
    faults.extend(citation_faults(known, r));
    if r.excepts.is_some() && r.priority.is_none() {
        let what = "an exception has no priority, so that two exceptions could not be told apart";
        faults.push((
            "excepts",
            Fault::of("priority", what, "add priority = 10; of two exceptions the higher counts")
                .sort(Sort::Priority),
        ));
    }
    if r.excepts.is_some_and(|base| base.0 == rule.id) {
        faults.push((
            "excepts",
            Fault::of("excepts", "it is an exception from itself", "name the rule that it departs from")
                .sort(Sort::Itself),
        ));
    }
    faults
}

/// A scope that can never hold anything.
fn scope_fault(rule: &Rule) -> Option<(&'static str, Fault)> {
    match catalogue::needs(rule.kind) {
        Needs::Bodies if !scope::has_bodies(rule) => Some((
            "kind",
            Fault::of(
                "scope",
                format!(
                    "it can never apply: a rule of the kind {} is about bodies, and names none",
                    rule.kind.as_str()
                ),
                "add scope = { body = \"…\" }, bodies = […], part_of = \"…\" or body_kind = \"…\"",
            )
            .sort(Sort::NoBodies),
        )),
        Needs::Documents if rule.scope_document.is_none() && rule.scope_document_kind.is_none() => Some((
            "kind",
            Fault::of(
                "scope",
                format!(
                    "it can never apply: a rule of the kind {} is about documents, and names none",
                    rule.kind.as_str()
                ),
                "add scope = { document = \"…\" } or { document_kind = \"…\" }",
            )
            .sort(Sort::NoDocuments),
        )),
        _ => None,
    }
}

/// A citation that leads nowhere, and a validity that lies outside the document's time.
fn citation_faults(known: &Known, rule: &Rule) -> Vec<(&'static str, Fault)> {
    let mut faults = Vec::new();
    let Some(document) = known.documents.get(&rule.cites_document.0) else { return faults };
    let title = &document.meta.slug;
    let mut editions = known.editions.iter().filter(|e| e.facts.governing_document.0 == document.id);
    let dated = |d: Option<&Edtf>| d == Some(&rule.cites_edition);
    // A document without any date is cited with a date that says so.
    let undated = document.facts.date.is_none()
        && document.facts.updated.is_none()
        && rule.cites_edition.precision() == Precision::Unknown;
    if !editions.any(|e| e.facts.date == rule.cites_edition)
        && !dated(document.facts.date.as_ref())
        && !dated(document.facts.updated.as_ref())
        && !undated
    {
        let what = format!("the document {title:?} has no edition of {}", rule.cites_edition);
        let fault = Fault::of("edition", what, editions_of(known, document));
        faults.push(("cites_edition", fault.sort(Sort::Edition(dates_of(known, document)))));
    }
    let sections: Vec<_> =
        known.sections.iter().filter(|s| s.facts.governing_document.0 == document.id).collect();
    let ends =
        |s: &&&Stored<Section>| s.facts.heading.to_lowercase().ends_with(&rule.cites_section.to_lowercase());
    let whole = |s: &Stored<Section>| {
        s.facts.heading == rule.cites_section
            || s.meta.slug.strip_prefix(title.as_str()) == Some(&format!("/{}", rule.cites_section))
    };
    // A heading may be cut at its beginning, if that leaves no doubt.
    if !sections.iter().any(|s| whole(s)) && sections.iter().filter(ends).count() != 1 {
        let what = format!("the document {title:?} has no section {:?}", rule.cites_section);
        let headings: Vec<&str> = sections.iter().map(|s| s.facts.heading.as_str()).take(20).collect();
        let mend = format!("write a heading as it stands there: {}", headings.join("; "));
        let all = headings.into_iter().map(str::to_owned).collect();
        faults.push(("cites_section", Fault::of("section", what, mend).sort(Sort::Section(all))));
    }
    let starts = document.facts.period.as_ref().or(document.facts.date.as_ref()).and_then(Edtf::first);
    let ends = rule.valid.as_ref().and_then(Edtf::last);
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        let what = "it can never apply: it ends before the time of its document begins";
        let fault = Fault::of("valid", what, "correct valid, or leave it out");
        faults.push(("valid", fault.sort(Sort::Ends)));
    }
    faults
}

fn editions_of(known: &Known, document: &Stored<GoverningDocument>) -> String {
    let dates = dates_of(known, document);
    match dates.is_empty() {
        true => format!(
            "write XXXX for a document without date, or state an edition: [[governing_document.edition]] under {}",
            document.meta.slug
        ),
        false => format!("write one of: {}", dates.join(", ")),
    }
}

/// The dates of a document's editions.
fn dates_of(known: &Known, document: &Stored<GoverningDocument>) -> Vec<String> {
    let of = known.editions.iter().filter(|e| e.facts.governing_document.0 == document.id);
    let mut dates: Vec<String> = of.map(|e| e.facts.date.to_string()).collect();
    dates.extend(document.facts.date.as_ref().map(ToString::to_string));
    dates.dedup();
    dates
}
