//! Statute files of jurisdictions: TOML in, laws and what they demand out. The format stands at the top of each file.
//!
//! Invariants: every error is told with its line; of what is about the same matter for the same profile, one version is in
//! force on a day.

use crate::cooperation_file::{Place, Problem, parameters_of};
use genbo_domain::{
    body::Profile,
    cooperation::CooperationForm,
    edtf::Edtf,
    parameters::Parameters,
    rule::{Force, RuleKind, ScopeItem},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    str::FromStr,
};
use toml::de::{DeTable, DeValue};

/// A law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Its key, unique in its file.
    pub key: String,
    /// What it is called, in its own language.
    pub title: String,
    /// The day from which it is in force: the edition that is cited.
    pub from: Edtf,
}

/// What a law demands of bodies of some profiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Statute {
    /// Its key, unique in its file.
    pub id: String,
    /// What it is about: versions after each other have the same.
    pub topic: String,
    /// The key of its law.
    pub law: String,
    /// Chapter and section, as people cite them.
    pub section: String,
    /// The words that it rests on, in short.
    pub quote: String,
    /// What it demands, by language code.
    pub titles: BTreeMap<String, String>,
    /// From when to when it is in force.
    pub valid: Edtf,
    /// The profiles that it is for.
    pub profiles: Vec<Profile>,
    /// The forms of cooperation that it is for; any if none is named.
    pub forms: Vec<CooperationForm>,
    /// The kind of rule.
    pub kind: RuleKind,
    /// What is judged, one by one.
    pub item: Option<ScopeItem>,
    /// The parameters of the kind.
    pub parameters: Parameters,
    /// How strictly it is meant.
    pub force: Force,
    /// How an unclear passage is read, by language code; empty if it is clear.
    pub readings: BTreeMap<String, String>,
    /// Where it stands in its file.
    pub place: Place,
}

/// A file of statutes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statutes {
    /// The laws.
    pub laws: Vec<Law>,
    /// What they demand.
    pub statutes: Vec<Statute>,
}

type Spanned<'t> = toml::Spanned<DeValue<'t>>;

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

/// One table with the keys that have been read.
struct Keys<'a, 't> {
    table: &'a DeTable<'t>,
    span: Range<usize>,
    read: BTreeSet<String>,
}

/// The statutes of a file; the error is everything that is wrong, each with its line.
pub fn parse(file: &str, text: &str) -> Result<Statutes, Vec<Problem>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file, text, problems: Vec::new() };
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        reader.tell(span, error.message(), "write it as TOML");
    }
    let mut all = Statutes::default();
    for (key, value) in root.get_ref().iter() {
        let tables = match value.get_ref() {
            DeValue::Array(tables) => tables.iter().collect(),
            DeValue::Table(_) => vec![value],
            _ => Vec::new(),
        };
        match key.get_ref().as_ref() {
            "jurisdiction" => {}
            "law" => tables.into_iter().for_each(|t| all.laws.extend(reader.law(t))),
            "statute" => tables.into_iter().for_each(|t| all.statutes.extend(reader.statute(t))),
            other => {
                let what = format!("a file of statutes has no key {other:?}");
                reader.tell(key.span(), &what, "its keys are jurisdiction, law and statute");
            }
        }
    }
    reader.whole(&all);
    if reader.problems.is_empty() { Ok(all) } else { Err(reader.problems) }
}

impl Reader<'_> {
    fn place(&self, at: usize) -> Place {
        let before = self.text.get(..at).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        Place { file: self.file.into(), line: before.matches('\n').count() + 1, column }
    }

    fn tell(&mut self, span: Range<usize>, what: &str, mend: &str) {
        let offending: String = self.text.get(span.clone()).unwrap_or_default().chars().take(60).collect();
        let offending = offending.lines().next().unwrap_or_default().to_owned();
        let place = self.place(span.start);
        self.problems.push(Problem { place, offending, what: what.to_owned(), mend: mend.to_owned() });
    }

    fn keys<'a, 't>(&mut self, value: &'a Spanned<'t>) -> Option<Keys<'a, 't>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Keys { table, span: value.span(), read: BTreeSet::new() }),
            _ => {
                self.tell(value.span(), "this is no table", "write [[law]] or [[statute]]");
                None
            }
        }
    }

    fn value<'a, 't>(&mut self, keys: &mut Keys<'a, 't>, name: &str) -> Option<&'a Spanned<'t>> {
        keys.read.insert(name.to_owned());
        keys.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    /// A text that must be there.
    fn text(&mut self, keys: &mut Keys<'_, '_>, name: &str) -> Option<String> {
        match self.value(keys, name) {
            Some(value) => match value.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
                DeValue::Datetime(date) => Some(date.to_string()),
                _ => {
                    self.tell(value.span(), &format!("{name} is no text"), "write it in quotes");
                    None
                }
            },
            None => {
                self.tell(
                    keys.span.clone(),
                    &format!("{name} is missing"),
                    &format!("add {name} = \"…\" to this table"),
                );
                None
            }
        }
    }

    /// Words of a vocabulary, each of which must be known.
    fn words<W: FromStr>(&mut self, keys: &mut Keys<'_, '_>, name: &str) -> Vec<W> {
        let Some(value) = self.value(keys, name) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.tell(value.span(), &format!("{name} is a list"), &format!("write {name} = [\"…\"]"));
            return Vec::new();
        };
        let mut words = Vec::new();
        for item in items.iter() {
            let word = item.get_ref().as_str().and_then(|w| w.parse().ok());
            match word {
                Some(word) => words.push(word),
                None => {
                    self.tell(item.span(), &format!("{name}: no such word"), "take a word of docs/packs.md");
                }
            }
        }
        words
    }

    fn word<W: FromStr>(&mut self, keys: &mut Keys<'_, '_>, name: &str) -> Option<W> {
        let value = self.value(keys, name)?;
        let word = value.get_ref().as_str().and_then(|w| w.parse().ok());
        if word.is_none() {
            self.tell(value.span(), &format!("{name}: no such word"), "take a word of docs/rules.md");
        }
        word
    }

    /// What it is called by language: Swedish and English must be there.
    fn names(&mut self, keys: &mut Keys<'_, '_>, name: &str, required: bool) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        let Some(value) = self.value(keys, name) else {
            if required {
                let mend = format!("add {name} = {{ sv = \"…\", en = \"…\" }}");
                self.tell(keys.span.clone(), &format!("{name} is missing"), &mend);
            }
            return names;
        };
        if let DeValue::Table(table) = value.get_ref() {
            let text = |value: &Spanned<'_>| value.get_ref().as_str().map(str::to_owned);
            names.extend(table.iter().filter_map(|(k, v)| Some((k.get_ref().to_string(), text(v)?))));
        }
        if !(names.contains_key("sv") && names.contains_key("en")) {
            let mend = format!("write {name} = {{ sv = \"…\", en = \"…\" }}");
            self.tell(value.span(), &format!("{name} is not there in both languages"), &mend);
        }
        names
    }

    fn date(&mut self, keys: &mut Keys<'_, '_>, name: &str) -> Option<Edtf> {
        let written = self.text(keys, name)?;
        let date = written.parse::<Edtf>().ok().filter(Edtf::is_exact_day);
        if date.is_none() {
            let span = self.value(keys, name).map_or(keys.span.clone(), toml::Spanned::span);
            self.tell(span, &format!("{name}: {written:?} is no day"), "write it as 2018-01-01");
        }
        date
    }

    fn done(&mut self, keys: &Keys<'_, '_>, known: &str) {
        for (key, _) in keys.table.iter().filter(|(k, _)| !keys.read.contains(k.get_ref().as_ref())) {
            let what = format!("there is no key {:?} here", key.get_ref());
            self.tell(key.span(), &what, &format!("the keys are: {known}"));
        }
    }

    fn law(&mut self, value: &Spanned<'_>) -> Option<Law> {
        let mut keys = self.keys(value)?;
        let (key, title) = (self.text(&mut keys, "key"), self.text(&mut keys, "title"));
        let from = self.date(&mut keys, "from");
        self.done(&keys, "key, title, from");
        Some(Law { key: key?, title: title?, from: from? })
    }

    fn statute(&mut self, value: &Spanned<'_>) -> Option<Statute> {
        let mut keys = self.keys(value)?;
        let place = self.place(value.span().start);
        let k = &mut keys;
        let (id, topic, law) = (self.text(k, "id"), self.text(k, "topic"), self.text(k, "law"));
        let (section, quote) = (self.text(k, "section"), self.text(k, "quote"));
        let (titles, readings) = (self.names(k, "title", true), self.names(k, "reading", false));
        let from = self.date(k, "from");
        let to = if self.value(k, "to").is_some() { self.date(k, "to") } else { None };
        let (profiles, forms) = (self.words(k, "profiles"), self.words(k, "forms"));
        let (kind, item) = (self.word(k, "kind"), self.word(k, "item"));
        if kind.is_none() && self.value(k, "kind").is_none() {
            self.tell(k.span.clone(), "kind is missing", "add kind = \"…\", a kind of docs/rules.md");
        }
        let force = self.word(k, "force").unwrap_or(Force::Legal);
        if profiles.is_empty() {
            let what = "no profile is named, so that it would be for nobody";
            self.tell(k.span.clone(), what, "add profiles = [\"…\"]");
        }
        if profiles.iter().any(|p| matches!(p, Profile::Network | Profile::AssociationBoard)) {
            let what = "no statute is for networks or the boards of associations";
            self.tell(k.span.clone(), what, "take the profile out");
        }
        let parameters = self.parameters(k);
        self.done(
            &keys,
            "id, topic, law, section, quote, title, from, to, profiles, forms, kind, item, parameters, force, reading",
        );
        let from = from?;
        let valid = match &to {
            Some(to) => format!("{from}/{to}"),
            None => format!("{from}/.."),
        };
        let Ok(valid) = valid.parse() else {
            self.tell(keys.span.clone(), "it ends before it begins", "correct from and to");
            return None;
        };
        Some(Statute {
            id: id?,
            topic: topic?,
            law: law?,
            section: section?,
            quote: quote?,
            titles,
            valid,
            profiles,
            forms,
            kind: kind?,
            item,
            parameters: parameters?,
            force,
            readings,
            place,
        })
    }

    fn parameters(&mut self, keys: &mut Keys<'_, '_>) -> Option<Parameters> {
        let Some(value) = self.value(keys, "parameters") else { return Some(Parameters::default()) };
        let read = match value.get_ref() {
            DeValue::Table(table) => parameters_of(table),
            _ => Err("parameters stand between braces".to_owned()),
        };
        read.map_err(|what| self.tell(value.span(), &what, "write { name = value }")).ok()
    }

    /// What can only be seen over the whole file: names once, laws that exist, one version at a time.
    fn whole(&mut self, all: &Statutes) {
        let mut ids = BTreeSet::new();
        for one in &all.statutes {
            let mut say = |what: String, mend: &str| {
                let (place, offending) = (one.place.clone(), one.id.clone());
                self.problems.push(Problem { place, offending, what, mend: mend.to_owned() });
            };
            if !ids.insert(one.id.as_str()) {
                say(format!("there are two statutes {:?}", one.id), "give each an id of its own");
            }
            match all.laws.iter().find(|l| l.key == one.law) {
                None => {
                    say(format!("there is no law {:?}", one.law), "add it as [[law]], or correct the key")
                }
                Some(law) if one.valid.first() < law.from.first() => {
                    say("it is in force before its law is".to_owned(), "correct from");
                }
                Some(_) => {}
            }
            for other in all.statutes.iter().filter(|o| o.topic == one.topic && o.id < one.id) {
                let (first, last) = (one.valid.first(), one.valid.last());
                let both = first
                    .is_some_and(|f| other.valid.overlaps(f.date(), last.map_or(f.date(), |l| l.date())));
                let same = one.profiles.iter().any(|p| other.profiles.contains(p));
                let forms = one.forms.is_empty()
                    || other.forms.is_empty()
                    || one.forms.iter().any(|f| other.forms.contains(f));
                if both && same && forms {
                    let what =
                        format!("{:?} and {:?} are both in force about {:?}", other.id, one.id, one.topic);
                    say(what, "end the older one with to, or give them different topics");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: &str = "jurisdiction = \"xx\"\n[[law]]\nkey = \"l\"\ntitle = \"Lag\"\nfrom = \"2000-01-01\"\n";
    const ONE: &str = "[[statute]]\nid = \"a\"\ntopic = \"t\"\nlaw = \"l\"\nsection = \"1 §\"\nquote = \"så\"\ntitle = { sv = \"A\", en = \"A\" }\nfrom = \"2001-01-01\"\nprofiles = [\"board\"]\nkind = \"quorum\"\nparameters = { more_than = \"1/2\" }\n";

    fn told(text: &str) -> String {
        let problems = parse("f.toml", text).expect_err("it is refused");
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_statute_is_read_with_its_place() {
        let all = parse("f.toml", &format!("{LAW}{ONE}")).expect("it is right");
        assert_eq!(all.statutes.len(), 1);
        assert_eq!((all.statutes[0].place.line, all.statutes[0].force), (6, Force::Legal));
        assert_eq!(all.statutes[0].valid.to_string(), "2001-01-01/..");
    }

    #[test]
    fn each_error_is_told_with_its_line_and_all_at_once() {
        for (from, to, line, what) in [
            ("kind = \"quorum\"", "kind = \"quorom\"", 15, "kind: no such word"),
            ("kind = \"quorum\"\n", "", 6, "kind is missing"),
            ("quote = \"så\"\n", "", 6, "quote is missing"),
            ("profiles = [\"board\"]", "profiles = [\"boards\"]", 14, "profiles: no such word"),
            ("profiles = [\"board\"]", "profiles = [\"network\"]", 6, "networks"),
            ("law = \"l\"", "law = \"k\"", 6, "there is no law \"k\""),
            ("from = \"2001-01-01\"", "from = \"2001\"", 13, "is no day"),
            ("from = \"2001-01-01\"", "from = \"1999-01-01\"", 6, "before its law is"),
            (
                "from = \"2001-01-01\"",
                "from = \"2001-01-01\"\nto = \"2000-01-01\"",
                6,
                "ends before it begins",
            ),
            ("title = { sv = \"A\", en = \"A\" }", "title = { sv = \"A\" }", 12, "both languages"),
            ("topic = \"t\"", "topic = \"t\"\ntema = \"t\"", 9, "no key \"tema\""),
        ] {
            let text = format!("{LAW}{}", ONE.replacen(from, to, 1));
            let told = told(&text);
            assert!(told.contains(&format!("f.toml:{line}:")) && told.contains(what), "{to}: {told}");
        }
        let both =
            format!("{LAW}{}{}", ONE.replace("law = \"l\"", "law = \"k\""), ONE.replace("quote", "qoute"));
        assert!(told(&both).lines().count() >= 3, "{}", told(&both));
    }

    #[test]
    fn two_versions_may_follow_each_other_but_not_overlap() {
        let later = ONE.replace("id = \"a\"", "id = \"b\"").replace("2001-01-01", "2005-01-01");
        let ended = ONE.replace("from = \"2001-01-01\"", "from = \"2001-01-01\"\nto = \"2004-12-31\"");
        parse("f", &format!("{LAW}{ended}{later}")).expect("one after the other");
        assert!(told(&format!("{LAW}{ONE}{later}")).contains("are both in force about \"t\""));
        let other = later.replace("\"board\"", "\"assembly\"");
        parse("f", &format!("{LAW}{ONE}{other}")).expect("for different profiles");
    }
}
