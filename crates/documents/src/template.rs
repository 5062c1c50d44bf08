//! Templates of cooperations: TOML in, parts to choose out. The format stands beside the files.
//!
//! Invariant: what stands in a part is text of the cooperation file, with only `{slug}`, `{year}` and `{member}` to fill in.

use crate::cooperation_file::{self, Bundle, Problem, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// What a cooperation of one kind usually has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its key, unique among the templates.
    pub key: String,
    /// The legal form, a word of the cooperation file.
    pub form: String,
    /// What it is called, by language code.
    pub names: BTreeMap<String, String>,
    /// For whom it is, in one sentence, by language code.
    pub leads: BTreeMap<String, String>,
    /// The parts to choose from, in their order.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its key, unique in its template.
    pub key: String,
    /// Whether it is chosen from the start.
    pub on: bool,
    /// The parts that it stands on.
    pub needs: Vec<String>,
    /// What it is called, by language code.
    pub names: BTreeMap<String, String>,
    text: String,
    each_member: String,
}

/// The template of a file; the error says what is wrong where.
pub fn parse(text: &str) -> Result<Template, String> {
    let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let whole = Value::Table(table);
    let parts = whole.get("part").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let template = Template {
        key: string(&whole, "key")?,
        form: string(&whole, "form")?,
        names: words(&whole, "name")?,
        leads: words(&whole, "lead")?,
        parts: parts.iter().map(part).collect::<Result<_, _>>()?,
    };
    let mut keys = BTreeSet::new();
    for part in &template.parts {
        if let Some(unknown) = part.needs.iter().find(|n| !keys.contains(n.as_str())) {
            return Err(format!("{}: needs {unknown}, which is no part before it", part.key));
        }
        if !keys.insert(part.key.as_str()) {
            return Err(format!("{}: there are two parts of that key", part.key));
        }
    }
    Ok(template)
}

fn part(value: &Value) -> Result<Part, String> {
    let needs = value.get("needs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let optional = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Part {
        key: string(value, "key")?,
        on: value.get("on").and_then(Value::as_bool).unwrap_or(true),
        needs: needs.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        names: words(value, "name")?,
        text: string(value, "text")?,
        each_member: optional("each_member"),
    })
}

fn string(value: &Value, name: &str) -> Result<String, String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("{name} is missing"))
}

fn words(value: &Value, name: &str) -> Result<BTreeMap<String, String>, String> {
    let table = value.get(name).and_then(Value::as_table).ok_or_else(|| format!("{name} is missing"))?;
    Ok(table.iter().filter_map(|(lang, text)| Some((lang.clone(), text.as_str()?.to_owned()))).collect())
}

impl Template {
    /// The parts of those keys with all that they stand on, in their order; keys that the template does not have are left out.
    pub fn with_needs(&self, keys: &[String]) -> Vec<&Part> {
        let mut wanted: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
        // What a part stands on comes before it.
        for part in self.parts.iter().rev() {
            if wanted.contains(part.key.as_str()) {
                wanted.extend(part.needs.iter().map(String::as_str));
            }
        }
        self.parts.iter().filter(|p| wanted.contains(p.key.as_str())).collect()
    }
}

/// What those parts say for a cooperation: its slug, its first year, its members' slugs. All of them must be slugs already.
pub fn fill(parts: &[&Part], slug: &str, year: i16, members: &[String]) -> Result<Bundle, Vec<Problem>> {
    let mut text = format!("format = 1\nhome = \"{slug}\"\n");
    for part in parts {
        text.push_str(&part.text);
        for member in members {
            text.push_str(&part.each_member.replace("{member}", member));
        }
    }
    let text = text.replace("{slug}", slug).replace("{year}", &format!("{year:04}"));
    cooperation_file::read(&[SourceFile { name: "template", bytes: text.as_bytes() }])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
key = "a"
form = "network"
name = { sv = "A" }
lead = { sv = "B" }
[[part]]
key = "one"
name = { sv = "Ett" }
text = '''
[[body]]
slug = "{slug}/ett"
owner = "cooperation:{slug}"
name = "Ett"
'''
each_member = '''
[[body.seat]]
title = "Plats"
allotted_to = ["organisation:{member}"]
'''
[[part]]
key = "two"
on = false
needs = ["one"]
name = { sv = "Två" }
text = '''
[[meeting]]
slug = "{slug}/ett/{year}-02"
title = "Möte"
bodies = ["{slug}/ett"]
when = "{year}-02"
'''
"#;

    #[test]
    fn a_part_that_stands_on_what_is_not_there_is_refused() {
        assert!(parse(&SMALL.replace("\"one\"]", "\"three\"]")).unwrap_err().contains("three"));
        assert!(parse("key = \"a\"").is_err());
    }

    #[test]
    fn a_part_brings_what_it_stands_on_and_a_seat_for_each_member() {
        let template = parse(SMALL).unwrap();
        let parts = template.with_needs(&["two".into(), "unknown".into()]);
        assert_eq!(parts.iter().map(|p| p.key.as_str()).collect::<Vec<_>>(), ["one", "two"]);
        let filled = fill(&parts, "nytt", 2023, &["svalov".into(), "bjuv".into()]).unwrap();
        let slugs: Vec<&str> = filled.entries.iter().map(|e| e.slug.as_str()).collect();
        assert_eq!(slugs, ["nytt/ett", "nytt/ett/1", "nytt/ett/2", "nytt/ett/2023-02"]);
    }
}
