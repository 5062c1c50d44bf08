//! What some nouns tell beside their own fields: what hangs on them and what is computed as of the day. One table, from
//! which answers and documentation are made.

use genbo_domain::noun::NounDef;

/// Something that a noun tells beside its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Core {
    /// The things of that noun that hang on it, whole: name, noun, field.
    Children(&'static str, &'static str, &'static str),
    /// `start`, `end` and `precision` of that date field.
    Span(&'static str),
    /// The date field again, under a name that says that it is EDTF.
    Edtf(&'static str, &'static str),
    /// `addressees` and `composed`: where each organisation that is asked stands, and all together.
    Addressees,
    /// `present`, `entitled` and `serving`: who was there when it was dealt with.
    Presence,
}

const CORE: &[(&str, &[Core])] = &[
    ("meeting", &[Core::Children("records", "record", "meeting"), Core::Span("when")]),
    ("sitting", &[Core::Span("when")]),
    ("event", &[Core::Span("when")]),
    ("cycle_step", &[Core::Span("window")]),
    ("item", &[Core::Children("clauses", "clause", "item"), Core::Presence]),
    ("clause", &[Core::Edtf("due_edtf", "due")]),
    ("matter", &[Core::Children("cases", "case", "matter")]),
    ("referral", &[Core::Addressees]),
    (
        "commission",
        &[
            Core::Children("waystations", "way_station", "commission"),
            Core::Edtf("due_edtf", "due"),
            Core::Edtf("review_edtf", "review"),
        ],
    ),
];

/// What a noun tells beside its fields.
pub fn of(noun: &NounDef) -> &'static [Core] {
    CORE.iter().find(|(name, _)| *name == noun.name).map_or(&[], |(_, core)| core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_nouns_and_fields_that_exist_and_no_field_twice() {
        for (name, core) in CORE {
            let noun = NounDef::named(name).unwrap();
            for core in *core {
                match core {
                    Core::Children(told, child, field) => {
                        assert!(NounDef::named(child).unwrap().field(field).is_some());
                        assert!(noun.field(told).is_none());
                    }
                    Core::Span(field) => {
                        assert!(noun.field(field).is_some() && noun.field("start").is_none())
                    }
                    Core::Edtf(told, field) => {
                        assert!(noun.field(field).is_some() && noun.field(told).is_none())
                    }
                    Core::Addressees | Core::Presence => {}
                }
            }
        }
    }
}
