//! Which fields of a noun come first on a form: what it cannot be without, and what is told most often.

use genbo_domain::{
    noun::{Field, NounDef},
    value::Kind,
};

/// What is told most often, beside what is required.
const FIRST: &[(&str, &[&str])] = &[
    ("organisation", &["kinds", "part_of", "short_name", "website"]),
    ("cooperation", &["form", "organisation", "purpose", "valid"]),
    ("membership", &["kind", "areas", "valid"]),
    ("group", &["kind", "members"]),
    ("body", &["kind", "status", "valid", "purpose", "size", "frequency", "convener"]),
    ("post", &["function", "leads"]),
    ("person", &["email", "phone"]),
    ("seat", &["role", "allotted_to", "party", "count"]),
    ("holding", &["person", "holder", "kind", "party", "valid"]),
    ("mandate", &["given_by", "kind", "valid"]),
    ("meeting", &["bodies", "when", "status", "form", "place", "link", "host"]),
    ("sitting", &["when", "status", "place"]),
    ("event", &["when", "status", "place", "bodies", "host"]),
    ("attendance", &["capacity", "roles", "serves_for", "organisation", "paragraphs"]),
    ("attendance_event", &["clock", "paragraph", "person"]),
    ("pause", &["start", "end", "after"]),
    ("item", &["number", "kind", "matter", "presenters", "summary"]),
    ("clause", &["kind", "addressees", "due", "amount"]),
    ("proposal", &["movers", "text", "outcome"]),
    ("vote", &["question", "yes_means", "no_means", "outcome"]),
    ("record", &["number", "status", "adjusters", "adjusted", "url"]),
    ("notice", &["posted", "removed", "board"]),
    ("matter", &["owner", "initiated_by", "status", "opened", "summary"]),
    ("case", &["number", "opened", "officer"]),
    ("document", &["kind", "matter", "number", "date", "authors", "url"]),
    ("dispatch", &["document", "matter", "sender", "recipient", "sent", "received"]),
    ("referral", &["matter", "question", "proposal", "sent", "due"]),
    ("referral_addressee", &["extended_to", "extension_reason", "reminded"]),
    ("answer", &["kind", "received", "text", "decision"]),
    ("commission", &["given_by", "assignee", "item", "due", "report_to", "state"]),
    ("way_station", &["at", "due", "state"]),
    ("governing_document", &["kind", "status", "period", "adopted_by", "adopted", "url"]),
    ("plan", &["period", "state", "lead"]),
    ("activity", &["responsible", "when", "state", "goal"]),
    ("goal", &["target", "measure"]),
    ("area", &["stage", "priority", "motives"]),
    ("agreement", &["cooperation", "form", "parties", "valid", "notice"]),
    ("contact", &["post", "person", "state"]),
    ("course", &["days", "audience", "price", "minimum", "maximum"]),
    ("course_edition", &["place", "status", "enrolled"]),
    ("example", &["organisation", "summary", "url", "open"]),
    ("cycle_step", &["number", "actor", "window", "state"]),
    ("claim", &["said_by", "when", "chosen", "reason"]),
];

/// How many fields come first where nobody has said which.
const SHORT: usize = 6;

/// Whether a field comes first; the others follow when asked for.
pub(super) fn is_first(noun: &NounDef, field: &Field) -> bool {
    if field.required || is_needed_list(noun, field) {
        return true;
    }
    match FIRST.iter().find(|(name, _)| *name == noun.name) {
        Some((_, fields)) => fields.contains(&field.name),
        None => {
            let short = noun.fields.iter().filter(|f| !matches!(f.kind, Kind::Pattern)).take(SHORT);
            short.into_iter().any(|f| f.name == field.name)
        }
    }
}

/// A meeting without a body would be nobody's.
fn is_needed_list(noun: &NounDef, field: &Field) -> bool {
    (noun.name, field.name) == ("meeting", "bodies")
}

/// The place of a field among those that come first: what is required, then in the order that is told.
pub(super) fn place(noun: &NounDef, field: &Field) -> usize {
    let told = FIRST.iter().find(|(name, _)| *name == noun.name);
    let told = told.and_then(|(_, fields)| fields.iter().position(|name| *name == field.name));
    match told {
        _ if field.required => 0,
        Some(place) => place + 1,
        None => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_are_fields_of_the_noun() {
        for (name, fields) in FIRST {
            let noun = NounDef::named(name).unwrap_or_else(|| panic!("{name}"));
            for field in *fields {
                assert!(noun.field(field).is_some(), "{name}.{field}");
            }
        }
    }

    #[test]
    fn no_noun_hides_what_it_cannot_be_without() {
        for noun in genbo_domain::NOUNS {
            assert!(noun.fields.iter().filter(|f| f.required).all(|f| is_first(noun, f)), "{}", noun.name);
        }
    }
}
