//! What findings say to people: a sentence for each, and its arithmetic line by line, in both languages.
//!
//! Invariant: every [`Say`](genbo_rules::say::Say) has a sentence in both languages, or it does not compile.

mod moment;
mod more;
mod sentence;

pub use sentence::sentence;

use crate::{lang::Lang, words};
use genbo_app::check::{Checked, Told};
use genbo_domain::{noun::NounDef, value::ThingId};
use genbo_rules::outcome::{Outcome, Severity};

/// What an outcome is called.
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => lang.pick("följs", "kept"),
        Outcome::Broken => lang.pick("bruten", "broken"),
        Outcome::AtRisk => lang.pick("på väg att brytas", "at risk"),
        Outcome::Unknown => lang.pick("går inte att säga", "cannot be said"),
        Outcome::NotApplicable => lang.pick("gäller inte", "not applicable"),
        Outcome::Waived => lang.pick("dispens", "waived"),
        Outcome::Off => lang.pick("avstängd", "off"),
    }
}

/// What a severity is called.
pub const fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Violation => lang.pick("överträdelse", "violation"),
        Severity::Warning => lang.pick("varning", "warning"),
        Severity::Target => lang.pick("mål", "target"),
        Severity::Info => lang.pick("upplysning", "info"),
    }
}

/// What people call a thing; its number if the viewer does not see it.
fn name(checked: &Checked, id: ThingId) -> String {
    checked.names.get(id).map_or_else(|| format!("#{}", id.0), |link| link.label)
}

/// What a finding is about, as people call it.
pub fn subject(lang: Lang, checked: &Checked, told: &Told) -> String {
    let subject = told.finding.subject;
    let label = |id: ThingId| {
        let link = checked.names.get(id);
        // A meeting's title is its body's; its date tells it from the others.
        match link {
            Some(link) if ["meeting", "record", "notice", "item"].contains(&link.noun.as_str()) => {
                let date = link.slug.split('/').find(|part| part.starts_with(|c: char| c.is_ascii_digit()));
                // A record or notice is called by its kind; what it is says more.
                let noun = NounDef::named(&link.noun).filter(|n| ["record", "notice"].contains(&n.name));
                let called = noun.map_or(link.label, |n| words::noun(lang, n.name).singular.to_owned());
                words::capital(format!("{called} {}", date.unwrap_or_default()).trim_end())
            }
            Some(link) => link.label,
            None => name(checked, id),
        }
    };
    if subject.thing == told.rule.id {
        return lang.pick("regeln själv", "the rule itself").to_owned();
    }
    match subject.of {
        Some(of) => format!("{}, {}", label(subject.thing), label(of)),
        None => label(subject.thing),
    }
}

/// The finding in one sentence: what it is about, and why it is as it is.
pub fn message(lang: Lang, checked: &Checked, told: &Told) -> String {
    let answer = &told.finding.answer;
    let mut text = format!("{}: {}", subject(lang, checked, told), sentence(lang, checked, &answer.say));
    if answer.on_plan {
        text.push_str(lang.pick(" Det vilar på planen.", " That rests on the plan."));
    }
    if told.finding.assumption {
        text.push_str(lang.pick(
            " Ett värde i regeln är antaget; källan anger det inte.",
            " A value in the rule is assumed; the source does not state it.",
        ));
    }
    text
}

/// What a rule is called: its title, or else what it measures.
pub fn rule_title(lang: Lang, told: &Told) -> String {
    if let Some(title) = told.statute.and_then(|s| s.titles.get(lang.code())) {
        return title.clone();
    }
    told.rule
        .facts
        .title
        .clone()
        .unwrap_or_else(|| words::capital(words::word(lang, "rule_kind", told.rule.facts.kind.as_str())))
}
