//! The JSON Schema and the reference say what the reader does.

use super::super::{FileHeader, reference, schema, write};
use super::generate::{Tape, everything, some};
use super::read_text;
use genbo_domain::NOUNS;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::OnceLock;

fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| jsonschema::draft202012::new(&schema()).unwrap())
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(s) => s.into(),
        toml::Value::Integer(n) => n.into(),
        toml::Value::Float(n) => n.into(),
        toml::Value::Boolean(b) => b.into(),
        toml::Value::Datetime(d) => d.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, json(v))).collect()),
    }
}

fn judged(text: &str) -> Vec<String> {
    let value = json(toml::Value::Table(text.parse().unwrap()));
    validator().iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path())).collect()
}

#[test]
fn the_schema_is_a_schema() {
    jsonschema::draft202012::meta::validate(&schema()).unwrap();
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    for text in [
        "home = \"x\"",
        "format = 2",
        "format = \"1\"",
        "format = 1\nhome = \"Å\"",
        "format = 1\ncooperation = \"x\"",
        "format = 1\nnovelty = 1",
        "format = 1\n[[seat]]\ntitle = \"T\"",
        "format = 1\n[meeting]\nslug = \"a\"",
        "format = 1\n[[meeting]]\ntitle = \"T\"",
        "format = 1\n[[meeting]]\nslug = \"A b\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\ncolour = 1",
        "format = 1\n[[meeting]]\nslug = \"a\"\ntitle = 1",
        "format = 1\n[[meeting]]\nslug = \"a\"\ntitle = \" \"",
        "format = 1\n[[meeting]]\nslug = \"a\"\ntitle = \"a\\nb\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\nbodies = \"b\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\nbodies = []",
        "format = 1\n[[meeting]]\nslug = \"a\"\nbodies = [\"b\", \"b\"]",
        "format = 1\n[[meeting]]\nslug = \"a\"\nhost = \"b\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\nhost = \"body:b\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\nstatus = \"sure\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\nwhen = \"juni 2022\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\nlink = \"ftp://x\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\ncertainty = \"sure\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\ngaps = { colour = \"blank\" }",
        "format = 1\n[[meeting]]\nslug = \"a\"\ngaps = { place = \"empty\" }",
        "format = 1\n[[meeting]]\nslug = \"a\"\nclear = [\"title\"]",
        "format = 1\n[[meeting]]\nslug = \"a\"\nstub = \"true\"",
        "format = 1\n[[meeting]]\nslug = \"a\"\n[[meeting.item]]\nmeeting = \"a\"",
        "format = 1\n[[body]]\nslug = \"a\"\n[[body.seat]]\ncount = -1",
    ] {
        assert!(!judged(text).is_empty(), "the schema accepts\n{text}");
        assert!(read_text(text).is_err(), "the reader accepts\n{text}");
    }
}

#[test]
fn the_schema_accepts_a_thing_of_every_noun_with_every_field() {
    assert_eq!(judged(&write(&FileHeader::default(), &everything())), Vec::<String>::new());
}

#[test]
fn the_schema_accepts_the_cooperations_of_the_project() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../cooperations")).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(judged(&std::fs::read_to_string(&path).unwrap()), Vec::<String>::new(), "{path:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_schema_accepts_every_written_file(choices in prop::collection::vec(0u16..600, 0..400)) {
        let text = write(&FileHeader::default(), &some(&mut Tape::of(&choices)));
        prop_assert_eq!(judged(&text), Vec::<String>::new(), "{}", text);
    }
}

#[test]
fn the_reference_names_every_noun_field_and_word_with_its_meaning() {
    let text = reference();
    for noun in NOUNS {
        assert!(text.contains(noun.doc.trim()), "{}", noun.name);
        for field in noun.fields.iter().skip(usize::from(noun.parent.is_some())) {
            let name = match noun.group_of(field.name) {
                Some((group, name)) => format!("| `{group} = {{ {name} }}`"),
                None => format!("| `{}`", field.name),
            };
            assert!(text.contains(&name), "{}.{}", noun.name, field.name);
            assert!(!field.doc.trim().is_empty(), "{}.{}", noun.name, field.name);
        }
    }
}

const BEGIN: &str = "<!-- reference: written by the tests with GENBO_WRITE_DOCS=1 -->\n";
const END: &str = "<!-- end of the reference -->\n";

#[test]
fn the_documentation_has_the_reference() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cooperation-file.md");
    let document = std::fs::read_to_string(path).unwrap();
    let hand = document.split(BEGIN).next().unwrap().trim_end();
    let whole = format!("{hand}\n\n{BEGIN}\n{}\n{END}", reference());
    if option_env!("GENBO_WRITE_DOCS").is_some() {
        std::fs::write(path, whole).unwrap();
    } else {
        let first = document.lines().zip(whole.lines()).find(|(a, b)| a != b);
        assert!(
            document == whole,
            "run the tests once with GENBO_WRITE_DOCS=1; the first difference is {first:?}"
        );
    }
}

#[test]
fn the_example_of_the_documentation_is_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cooperation-file.md");
    let document = std::fs::read_to_string(path).unwrap();
    let example = document.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(read_text(example).unwrap().entries.len(), 3);
}
