//! Cooperations made up from a seed: any shape, all nouns, right for import into a database with the base register.
//!
//! Invariants: the same seed gives the same text; different seeds share no slug but those of the register; nothing is made up
//! about real persons.

use fastrand::Rng;
use genbo_documents::cooperation_file::{
    Certainty, Common, Entry, FileHeader, GapKind, Place, Visibility, write,
};
use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    slug,
    value::{Kind, Pointer, Value, WrittenValue},
};
use std::collections::{HashMap, HashSet};

mod words;

/// A cooperation as the files of an import: name and text.
pub fn cooperation(seed: u64) -> Vec<(String, String)> {
    let mut maker = Maker::new(seed);
    maker.skeleton();
    maker.complete();
    let entries = maker.facts();
    maker.files(entries)
}

/// The slug of the cooperation that a seed makes.
pub fn slug_of(seed: u64) -> String {
    Maker::new(seed).slug
}

/// A thing before it has facts.
#[derive(Debug, Clone)]
struct Bare {
    noun: &'static NounDef,
    slug: String,
    parent: Option<Pointer>,
    position: i64,
}

struct Maker {
    rng: Rng,
    slug: String,
    name: String,
    things: Vec<Bare>,
}

/// Organisations that every installation has.
const REGISTER: [&str; 8] =
    ["svalov", "bjuv", "malmo", "umea", "goteborg", "habo-0305", "habo-0643", "region-skane"];

impl Maker {
    fn new(seed: u64) -> Maker {
        let mut rng = Rng::with_seed(seed);
        let name =
            format!("{} {}", words::one(&mut rng, words::COOPERATIONS), words::one(&mut rng, words::PLACES));
        let slug = format!("{}-{seed}", slug::of(&name));
        Maker { rng, slug, name, things: Vec::new() }
    }

    /// Things of most nouns, with what stands under them; every third seed has all nouns, but rules.
    fn skeleton(&mut self) {
        let cooperation = NounDef::named("cooperation").expect("there are cooperations");
        self.add(cooperation, self.slug.clone(), None, 1);
        let everything = self.rng.u8(0..3) == 0;
        for noun in NOUNS.iter().filter(|n| n.parent.is_none() && n.name != "cooperation") {
            let most = match noun.name {
                "body" | "meeting" | "person" | "post" | "organisation" => 4,
                _ => 2,
            };
            let least = usize::from(everything || noun.name == "body");
            for number in 1..=self.rng.usize(least..=most) {
                let slug = self.top_slug(noun, number);
                self.add(noun, slug, None, 1);
            }
        }
    }

    fn top_slug(&mut self, noun: &NounDef, number: usize) -> String {
        let name = words::one(&mut self.rng, words::BODIES);
        match noun.name {
            "body" | "meeting" => format!("{}/{}-{number}", self.slug, slug::of(name)),
            _ => format!("{}-{}-{number}", self.slug, noun.name.replace('_', "-")),
        }
    }

    /// Adds a thing and, perhaps, things under it.
    fn add(&mut self, noun: &'static NounDef, slug: String, parent: Option<Pointer>, position: i64) {
        let pointer = Pointer { noun: noun.name, slug: slug.clone() };
        let depth = slug.matches('/').count();
        self.things.push(Bare { noun, slug, parent, position });
        // A rule that is made up would be refused: its parameters must fit its kind, and its citation its document.
        for child in noun.children().filter(|c| !c.stands_at_home()) {
            let most = if depth > 3 { 1 } else { 3 };
            for position in (1..).take(self.rng.usize(0..=most)) {
                let part = if self.rng.bool() {
                    position.to_string()
                } else {
                    format!("{}-{position}", words::one(&mut self.rng, words::PARTS))
                };
                let part = format!("{}.{part}", child.name.replace('_', "-"));
                self.add(child, format!("{}/{part}", pointer.slug), Some(pointer.clone()), position);
            }
        }
    }

    /// Adds things until every reference that must be there has something to point at.
    fn complete(&mut self) {
        loop {
            let lacking = self.things.iter().enumerate().find_map(|(at, thing)| {
                let mut required = own(thing.noun).filter(|(_, f)| f.required);
                required
                    .find(|(_, f)| matches!(f.kind, Kind::Ref(_)) && self.targets(at, f).is_empty())
                    .map(|(_, f)| *f)
            });
            let Some(Field { kind: Kind::Ref(targets), .. }) = lacking else { return };
            let noun = NounDef::named(targets.first().copied().unwrap_or("body")).expect("targets are nouns");
            self.lead_to(noun);
        }
    }

    /// Puts a thing of a noun before all others, with what it stands under.
    fn lead_to(&mut self, noun: &'static NounDef) -> Pointer {
        let number = self.things.len();
        let (slug, parent) = match noun.parent.and_then(|p| NounDef::named(p.noun)) {
            None => (self.top_slug(noun, number), None),
            Some(above) => {
                let above = self.lead_to(above);
                (format!("{}/{}.{number}", above.slug, noun.name.replace('_', "-")), Some(above))
            }
        };
        let thing = Bare { noun, slug: slug.clone(), parent, position: 1 };
        let after = self
            .things
            .iter()
            .position(|t| Some(t.slug.as_str()) == thing.parent.as_ref().map(|p| p.slug.as_str()));
        self.things.insert(after.map_or(0, |at| at + 1), thing);
        Pointer { noun: noun.name, slug }
    }

    /// What a field of the thing at a place may refer to: of its own noun only what stands before it, so that nothing goes
    /// in a circle.
    fn targets(&self, at: usize, field: &Field) -> Vec<Pointer> {
        let Kind::Ref(nouns) = field.kind else { return Vec::new() };
        let noun = self.things[at].noun;
        let mut found: Vec<Pointer> = self
            .things
            .iter()
            .enumerate()
            .filter(|(_, t)| nouns.is_empty() || nouns.contains(&t.noun.name))
            .filter(|(place, t)| t.noun.name != noun.name || *place < at)
            .map(|(_, t)| Pointer { noun: t.noun.name, slug: t.slug.clone() })
            .collect();
        if nouns.contains(&"organisation") {
            found.extend(REGISTER.iter().map(|s| Pointer { noun: "organisation", slug: (*s).to_owned() }));
        }
        found
    }

    fn facts(&mut self) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(self.things.len());
        for at in 0..self.things.len() {
            let thing = self.things[at].clone();
            let mut fields = Vec::new();
            let mut gaps = Vec::new();
            fields.extend(thing.parent.clone().map(|p| (0, Value::Ref(p), place())));
            for (index, field) in own(thing.noun) {
                if field.required || self.rng.u8(0..10) < 6 {
                    fields.extend(self.value_of(at, field).map(|value| (index, value, place())));
                } else if self.rng.u8(0..12) == 0 {
                    gaps.push((index, self.word::<GapKind>(&GapKind::VOCABULARY), place()));
                }
            }
            if thing.noun.name == "cooperation" {
                name(thing.noun, &mut fields, &self.name);
            }
            entries.push(Entry {
                noun: thing.noun,
                slug: thing.slug,
                parent: thing.parent,
                position: thing.position,
                place: place(),
                fields,
                common: self.common(),
                gaps,
                clear: Vec::new(),
                stub: false,
                home: Some(self.slug.clone()),
            });
        }
        entries
    }

    fn value_of(&mut self, at: usize, field: &Field) -> Option<WrittenValue> {
        let count = if field.many { self.rng.usize(1..=3) } else { 1 };
        let mut values: Vec<WrittenValue> = Vec::new();
        for _ in 0..count {
            let value = match field.kind {
                Kind::Ref(_) => {
                    let targets = self.targets(at, field);
                    if targets.is_empty() {
                        break;
                    }
                    Value::Ref(targets[self.rng.usize(0..targets.len())].clone())
                }
                kind => {
                    let text = words::written(&mut self.rng, kind, field.name);
                    kind.parse(&text).unwrap_or_else(|e| panic!("{}: {text:?}: {e}", field.name))
                }
            };
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if field.many { (!values.is_empty()).then_some(Value::List(values)) } else { values.pop() }
    }

    fn common(&mut self) -> Common {
        let source = (self.rng.u8(0..4) == 0).then(|| "Protokoll, s. 3".to_owned());
        Common {
            as_published: source.as_ref().filter(|_| self.rng.bool()).map(|_| words::prose(&mut self.rng)),
            certainty: (self.rng.u8(0..5) == 0).then(|| self.word(&Certainty::VOCABULARY)),
            visibility: (self.rng.u8(0..15) == 0).then(|| self.word(&Visibility::VOCABULARY)),
            source,
            clear: Vec::new(),
        }
    }

    fn word<T: std::str::FromStr<Err: std::fmt::Debug>>(
        &mut self,
        of: &genbo_domain::value::Vocabulary,
    ) -> T {
        of.words[self.rng.usize(0..of.words.len())].0.parse().expect("a word of a vocabulary is one")
    }

    /// Divides the things among files; some are told in two of them.
    fn files(&mut self, entries: Vec<Entry>) -> Vec<(String, String)> {
        let count = self.rng.usize(1..=3);
        let mut of: HashMap<Pointer, usize> = HashMap::new();
        let mut files: Vec<Vec<Entry>> = vec![Vec::new(); count];
        for mut entry in entries {
            let file = match entry.parent.as_ref().and_then(|p| of.get(p)) {
                Some(file) => *file,
                None => self.rng.usize(0..count),
            };
            of.insert(entry.pointer(), file);
            if count > 1 && entry.parent.is_none() && entry.fields.len() > 4 && self.rng.u8(0..4) == 0 {
                let mut rest = entry.clone();
                rest.fields = entry.fields.split_off(entry.fields.len() / 2);
                (rest.gaps, rest.common) = (Vec::new(), Common::default());
                files[(file + 1) % count].push(rest);
            }
            files[file].push(entry);
        }
        let header = FileHeader { cooperation: Some(self.slug.clone()), ..FileHeader::default() };
        let mut used = HashSet::new();
        (1..)
            .zip(files)
            .map(|(number, entries)| {
                let name = format!("{}.{number}.genbo.toml", self.slug);
                assert!(used.insert(name.clone()), "names differ by number");
                (name, write(&header, &entries))
            })
            .collect()
    }
}

/// The fields that a table of the noun can have.
fn own(noun: &'static NounDef) -> impl Iterator<Item = (usize, &'static Field)> {
    noun.fields.iter().enumerate().skip(usize::from(noun.parent.is_some()))
}

fn name(noun: &NounDef, fields: &mut [(usize, WrittenValue, Place)], name: &str) {
    let Some((index, _)) = noun.field("name") else { return };
    for (at, value, _) in fields.iter_mut().filter(|(at, ..)| *at == index) {
        debug_assert_eq!(*at, index);
        *value = Value::Text(name.to_owned());
    }
}

fn place() -> Place {
    Place { file: "".into(), line: 0, column: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_documents::cooperation_file::{SourceFile, read};

    fn read_all(seed: u64) -> Vec<Entry> {
        let files = cooperation(seed);
        let sources: Vec<SourceFile<'_>> =
            files.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
        read(&sources).unwrap_or_else(|problems| panic!("seed {seed}: {problems:#?}")).entries
    }

    #[test]
    fn the_same_seed_gives_the_same_text_and_another_one_another() {
        assert_eq!(cooperation(7), cooperation(7));
        assert_ne!(cooperation(7), cooperation(8));
    }

    #[test]
    fn what_is_made_up_can_be_read_and_no_reference_is_lost() {
        for seed in 0..8 {
            let entries = read_all(seed);
            let known: HashSet<Pointer> = entries.iter().map(Entry::pointer).collect();
            let lost =
                entries.iter().flat_map(|e| &e.fields).flat_map(|(_, value, _)| value.refs()).find(|p| {
                    !(known.contains(*p) || p.noun == "organisation" && REGISTER.contains(&p.slug.as_str()))
                });
            assert_eq!(lost, None, "seed {seed}");
        }
    }

    #[test]
    fn every_noun_and_every_field_is_made_up_by_some_seed() {
        let mut told: HashSet<(&str, &str)> = HashSet::new();
        for entry in (0..18).flat_map(read_all) {
            told.extend(
                entry.fields.iter().map(|(index, ..)| (entry.noun.name, entry.noun.fields[*index].name)),
            );
        }
        let made_up = NOUNS.iter().filter(|n| !n.name.starts_with("rule"));
        let all = made_up.flat_map(|n| n.fields.iter().map(|f| (n.name, f.name)));
        let never: Vec<_> = all.filter(|field| !told.contains(field)).collect();
        assert!(never.is_empty(), "{never:?}");
    }
}
