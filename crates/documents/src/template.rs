//! Templates of cooperations: TOML in, parts to choose out. The format stands beside the files.
//!
//! Invariants: what stands in a part is text of the cooperation file, with only `{slug}`, `{year}` and `{member}` to fill in;
//! in a rule also the numbers that it asks for, so that nothing that somebody types becomes text of a file.

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
    /// The document that the rules stand in; nothing if there are no rules.
    pub procedure: Option<Procedure>,
    /// The rules of procedure to choose from, in their order.
    pub rules: Vec<Rule>,
}

/// The cooperation's own rules of procedure, which its rules cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// What it is called, by language code.
    pub names: BTreeMap<String, String>,
    /// Its slug, with `{slug}` to fill in.
    document: String,
    text: String,
}

/// A rule of procedure to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its key, unique in its template.
    pub key: String,
    /// Whether it is chosen from the start.
    pub on: bool,
    /// The parts that it stands on.
    pub needs: Vec<String>,
    /// What it is called, by language code.
    pub names: BTreeMap<String, String>,
    /// The numbers that it asks for.
    pub asks: Vec<Number>,
    section: String,
    quote: String,
    text: String,
}

/// A number that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its key, unique in its rule, which stands in the rule's texts between braces.
    pub key: String,
    /// What it is called, by language code.
    pub names: BTreeMap<String, String>,
    /// What it usually is.
    pub usual: i64,
    /// The least that it can be.
    pub least: i64,
    /// The most that it can be.
    pub most: i64,
}

/// A rule that was chosen, with its numbers by key; those that are left out are as usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen<'t> {
    /// The rule.
    pub rule: &'t Rule,
    /// Its numbers.
    pub numbers: BTreeMap<String, i64>,
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
        procedure: whole.get("procedure").map(procedure).transpose()?,
        rules: tables(&whole, "rule").map(rule).collect::<Result<_, _>>()?,
    };
    if template.procedure.is_none() && !template.rules.is_empty() {
        return Err("there are rules, and no [procedure] that they stand in".to_owned());
    }
    let mut keys = BTreeSet::new();
    for part in &template.parts {
        if let Some(unknown) = part.needs.iter().find(|n| !keys.contains(n.as_str())) {
            return Err(format!("{}: needs {unknown}, which is no part before it", part.key));
        }
        if !keys.insert(part.key.as_str()) {
            return Err(format!("{}: there are two parts of that key", part.key));
        }
    }
    let mut rules = BTreeSet::new();
    for rule in &template.rules {
        if let Some(unknown) = rule.needs.iter().find(|n| !keys.contains(n.as_str())) {
            return Err(format!("{}: needs {unknown}, which is no part", rule.key));
        }
        if !rules.insert(rule.key.as_str()) {
            return Err(format!("{}: there are two rules of that key", rule.key));
        }
    }
    Ok(template)
}

fn tables<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn procedure(value: &Value) -> Result<Procedure, String> {
    Ok(Procedure {
        names: words(value, "name")?,
        document: string(value, "document")?,
        text: string(value, "text")?,
    })
}

fn rule(value: &Value) -> Result<Rule, String> {
    let rule = Rule {
        key: string(value, "key")?,
        on: value.get("on").and_then(Value::as_bool).unwrap_or(true),
        needs: tables(value, "needs").filter_map(Value::as_str).map(str::to_owned).collect(),
        names: words(value, "name")?,
        asks: tables(value, "ask").map(number).collect::<Result<_, _>>()?,
        section: string(value, "section")?,
        quote: string(value, "quote")?,
        text: string(value, "text")?,
    };
    for n in &rule.asks {
        let place = format!("{{{}}}", n.key);
        if !rule.text.contains(&place) {
            return Err(format!("{}: asks for {}, which its text does not use", rule.key, n.key));
        }
        if !(n.least <= n.usual && n.usual <= n.most) {
            return Err(format!("{}: {} is usually not between its least and most", rule.key, n.key));
        }
    }
    Ok(rule)
}

fn number(value: &Value) -> Result<Number, String> {
    let whole = |name: &str| {
        value.get(name).and_then(Value::as_integer).ok_or_else(|| format!("{name} is no whole number"))
    };
    Ok(Number {
        key: string(value, "key")?,
        names: words(value, "name")?,
        usual: whole("usual")?,
        least: whole("least")?,
        most: whole("most")?,
    })
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

impl Template {
    /// The rules of those keys, in their order, with numbers as usual; keys that the template does not have are left out.
    pub fn rules_of(&self, keys: &[String]) -> Vec<Chosen<'_>> {
        let chosen = self.rules.iter().filter(|r| keys.contains(&r.key));
        chosen.map(|rule| Chosen { rule, numbers: BTreeMap::new() }).collect()
    }
}

impl Chosen<'_> {
    /// A text of the rule with its numbers in it.
    fn filled(&self, text: &str) -> String {
        let number = |n: &Number| self.numbers.get(&n.key).copied().unwrap_or(n.usual);
        let fill = |text: String, n: &Number| text.replace(&format!("{{{}}}", n.key), &number(n).to_string());
        self.rule.asks.iter().fold(text.to_owned(), fill)
    }

    /// Numbers that the rule cannot have: their keys.
    pub fn wrong(&self) -> Vec<&str> {
        let outside = |n: &&Number| self.numbers.get(&n.key).is_some_and(|v| !(n.least..=n.most).contains(v));
        self.rule.asks.iter().filter(outside).map(|n| n.key.as_str()).collect()
    }
}

/// What those rules say for a cooperation: the document that they stand in, its sections, and the rules themselves.
/// `edition` is the date of the document that is cited, in EDTF; nothing for a document that begins with the year.
pub fn fill_rules(
    template: &Template,
    chosen: &[Chosen<'_>],
    slug: &str,
    year: i16,
    edition: Option<&str>,
) -> Result<Bundle, Vec<Problem>> {
    let mut text = format!("format = 1\nhome = \"{slug}\"\n");
    let Some(procedure) = template.procedure.as_ref().filter(|_| !chosen.is_empty()) else {
        return cooperation_file::read(&[SourceFile { name: "template", bytes: text.as_bytes() }]);
    };
    text.push_str(&procedure.text);
    let mut sections: Vec<(&str, Vec<String>)> = Vec::new();
    for one in chosen {
        let quote = one.filled(&one.rule.quote);
        match sections.iter_mut().find(|(section, _)| *section == one.rule.section) {
            Some((_, quotes)) => quotes.push(quote),
            None => sections.push((&one.rule.section, vec![quote])),
        }
    }
    for (section, quotes) in &sections {
        let quotes: Vec<String> = quotes.iter().map(|q| quoted(q)).collect();
        let heading = quoted(section);
        text.push_str(&format!(
            "\n[[governing_document.section]]\nheading = {heading}\nlevel = 1\nquotes = [{}]\n",
            quotes.join(", ")
        ));
    }
    let edition = edition.unwrap_or("{year}-01-01");
    for one in chosen {
        let quote = one.filled(&one.rule.quote);
        text.push_str(&format!("\n[[rule]]\nid = {}\n{}", quoted(&one.rule.key), one.filled(&one.rule.text)));
        text.push_str(&format!(
            "cites = {{ document = {}, edition = {}, section = {}, quote = {} }}\n",
            quoted(&procedure.document),
            quoted(edition),
            quoted(&one.rule.section),
            quoted(&quote),
        ));
        if !one.rule.text.contains("valid = ") {
            text.push_str("valid = \"{year}-01-01/..\"\n");
        }
    }
    let text = text.replace("{slug}", slug).replace("{year}", &format!("{year:04}"));
    cooperation_file::read(&[SourceFile { name: "template", bytes: text.as_bytes() }])
}

impl Procedure {
    /// The slug of the document in a cooperation.
    pub fn slug(&self, cooperation: &str) -> String {
        self.document.replace("{slug}", cooperation)
    }
}

/// A text as TOML.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
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

    const RULES: &str = r#"
[procedure]
name = { sv = "Arbetsordning" }
document = "{slug}/arbetsordning"
text = '''
[[governing_document]]
slug = "{slug}/arbetsordning"
owner = "cooperation:{slug}"
title = "Arbetsordning"
kind = "rules_of_procedure"
date = "{year}-01-01"
'''
[[rule]]
key = "moten"
needs = ["one"]
name = { sv = "Möten om året" }
section = "Möten"
quote = "Minst {least} möten om \"året\"."
ask = [{ key = "least", name = { sv = "Minst" }, usual = 4, least = 1, most = 12 }]
text = '''
kind = "frequency"
scope = { body = "{slug}/ett" }
parameters = { at_least = {least}, per = "year" }
force = "rule"
'''
"#;

    #[test]
    fn a_rule_without_document_part_or_place_for_its_number_is_refused() {
        let whole = format!("{SMALL}{RULES}");
        assert!(parse(&whole).is_ok());
        for (from, to, what) in [
            ("[procedure]", "[other]", "no [procedure]"),
            ("needs = [\"one\"]\nname = { sv = \"Möten", "needs = [\"x\"]\nname = { sv = \"Möten", "needs x"),
            ("at_least = {least}", "at_least = 4", "does not use"),
            ("usual = 4", "usual = 13", "not between"),
        ] {
            assert!(whole.contains(from), "{from}");
            let wrong = parse(&whole.replacen(from, to, 1)).unwrap_err();
            assert!(wrong.contains(what), "{wrong}");
        }
    }

    #[test]
    fn a_rule_brings_its_document_and_section_and_the_number_that_was_typed() {
        let template = parse(&format!("{SMALL}{RULES}")).unwrap();
        let mut chosen = template.rules_of(&["moten".into(), "unknown".into()]);
        assert_eq!(fill_rules(&template, &[], "nytt", 2023, None).unwrap().entries.len(), 0);
        chosen[0].numbers.insert("least".into(), 13);
        assert_eq!(chosen[0].wrong(), ["least"]);
        chosen[0].numbers.insert("least".into(), 6);
        assert_eq!(chosen[0].wrong(), [""; 0]);
        let filled = fill_rules(&template, &chosen, "nytt", 2023, None).unwrap();
        let slugs: Vec<_> = filled.entries.iter().map(|e| (e.noun.name, e.slug.as_str())).collect();
        let [("governing_document", "nytt/arbetsordning"), ("section", _), ("rule", rule)] = slugs[..] else {
            panic!("{slugs:?}")
        };
        assert!(rule.ends_with("moten"), "{rule}");
        let value = |field: &str| {
            let (index, _) = filled.entries[2].noun.field(field).unwrap();
            filled.entries[2]
                .fields
                .iter()
                .find(|(i, ..)| *i == index)
                .map(|(_, v, _)| format!("{v:?}"))
                .unwrap()
        };
        assert!(value("parameters").contains("at_least = 6"), "{}", value("parameters"));
        assert!(value("cites_quote").contains("Minst 6 möten"), "{}", value("cites_quote"));
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
