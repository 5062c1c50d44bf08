//! Entries made up from a tape of choices, over all nouns and kinds.

use super::super::slugs::default_part;
use super::super::{Certainty, Common, Entry, GapKind, Place, Visibility, own_fields};
use genbo_domain::NOUNS;
use genbo_domain::noun::{Field, NounDef};
use genbo_domain::value::{Kind, Pointer, Value, Vocabulary, WrittenValue};
use std::collections::HashSet;
use std::str::FromStr;

/// Choices that a test has made; when they are used up, the choice is always the least.
pub(super) struct Tape<'t> {
    choices: std::slice::Iter<'t, u16>,
    /// Every chance is taken, and everything is there once.
    everything: bool,
}

impl<'t> Tape<'t> {
    pub(super) fn of(choices: &'t [u16]) -> Self {
        Tape { choices: choices.iter(), everything: false }
    }

    fn below(&mut self, n: usize) -> usize {
        usize::from(self.choices.next().copied().unwrap_or(0)) % n.max(1)
    }

    fn chance(&mut self) -> bool {
        self.everything || self.below(2) == 1
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// One thing of every noun with every field, each under one of its parent.
pub(super) fn everything() -> Vec<Entry> {
    let mut tape = Tape { choices: [].iter(), everything: true };
    let mut entries = Vec::new();
    for (n, noun) in NOUNS.iter().filter(|n| n.parent.is_none()).enumerate() {
        thing(&mut tape, &mut entries, noun, |_, _| format!("thing-{n}"), None, 1);
    }
    entries
}

/// Some things.
pub(super) fn some(tape: &mut Tape) -> Vec<Entry> {
    let tops: Vec<&'static NounDef> = NOUNS.iter().copied().filter(|n| n.parent.is_none()).collect();
    let mut entries = Vec::new();
    for n in 0..=tape.below(6) {
        let noun = tops[tape.below(tops.len())];
        let slug =
            |tape: &mut Tape, _: &Entry| format!("{}{n}", tape.one(&["svalov/namnd-", "a.b/2022-", "z"]));
        thing(tape, &mut entries, noun, slug, None, 1);
    }
    entries
}

/// A thing of the noun with what belongs to it, its slug as told.
fn thing(
    tape: &mut Tape,
    entries: &mut Vec<Entry>,
    noun: &'static NounDef,
    slug: impl FnOnce(&mut Tape, &Entry) -> String,
    parent: Option<&Entry>,
    position: i64,
) {
    let mut entry = alone(tape, noun, parent.map(Entry::pointer), position);
    entry.slug = slug(tape, &entry);
    entries.push(entry.clone());
    for child in noun.children() {
        children(tape, entries, &entry, child);
    }
}

fn alone(tape: &mut Tape, noun: &'static NounDef, parent: Option<Pointer>, position: i64) -> Entry {
    let mut fields: Vec<(usize, WrittenValue, Place)> = Vec::new();
    fields.extend(parent.clone().map(|p| (0, Value::Ref(p), place())));
    for (index, field) in own_fields(noun) {
        if tape.chance() {
            fields.push((index, value_of(tape, field), place()));
        }
    }
    let mut gaps = Vec::new();
    let mut clear = Vec::new();
    for (index, field) in own_fields(noun) {
        if tape.below(8) == 1 {
            gaps.push((index, word(tape, &GapKind::VOCABULARY), place()));
        }
        if tape.below(8) == 1 && !field.required && !fields.iter().any(|(i, ..)| *i == index) {
            clear.push((index, place()));
        }
    }
    let stub = tape.below(4) == 1;
    let common = common(tape);
    let (slug, home) = (String::new(), Some("x".to_owned()));
    Entry { noun, slug, parent, position, place: place(), fields, common, gaps, clear, stub, home }
}

fn children(tape: &mut Tape, entries: &mut Vec<Entry>, parent: &Entry, noun: &'static NounDef) {
    let count = if tape.everything { 1 } else { tape.below(4) };
    let mut used = HashSet::new();
    for (number, position) in (0..count).zip(1..) {
        let slug = |tape: &mut Tape, child: &Entry| {
            let key =
                noun.parent.and_then(|p| p.key).and_then(|k| Some((noun.field(k)?.1.kind, child.value(k)?)));
            let mut part = default_part(key, position);
            if tape.below(4) == 1 || used.contains(&part) {
                part = format!("{}{number}", tape.one(&["egen-", "a/b."]));
            }
            used.insert(part.clone());
            format!("{}/{part}", parent.slug)
        };
        thing(tape, entries, noun, slug, Some(parent), position);
    }
}

fn place() -> Place {
    Place { file: "".into(), line: 0, column: 0 }
}

fn common(tape: &mut Tape) -> Common {
    let mut text = |kind: Kind| tape.chance().then(|| value(tape, kind).as_text().unwrap().to_owned());
    let (source, as_published) = (text(Kind::Text), text(Kind::Prose));
    Common {
        source,
        as_published,
        certainty: tape.chance().then(|| word(tape, &Certainty::VOCABULARY)),
        visibility: tape.chance().then(|| word(tape, &Visibility::VOCABULARY)),
        clear: Vec::new(),
    }
}

fn word<T: FromStr<Err: std::fmt::Debug>>(tape: &mut Tape, vocabulary: &Vocabulary) -> T {
    vocabulary.words[tape.below(vocabulary.words.len())].0.parse().unwrap()
}

fn value_of(tape: &mut Tape, field: &Field) -> WrittenValue {
    if !field.many {
        return value(tape, field.kind);
    }
    let mut values: Vec<WrittenValue> = Vec::new();
    for _ in 0..=tape.below(5) {
        let value = value(tape, field.kind);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Value::List(values)
}

/// A picture of two pixels.
const PICTURE: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mPgCkwCIgAEggF7b6fosgAAAABJRU5ErkJggg==";

fn value(tape: &mut Tape, kind: Kind) -> WrittenValue {
    let written = match kind {
        Kind::Text => words(tape, " "),
        Kind::Prose => words(tape, "\n"),
        Kind::Word(vocabulary) => vocabulary.words[tape.below(vocabulary.words.len())].0.to_owned(),
        Kind::Int => tape.one(&["1", "0", "-7", "9223372036854775807"]).to_owned(),
        Kind::Bool => tape.one(&["true", "false"]).to_owned(),
        Kind::Date => tape
            .one(&[
                "2022-12-10~",
                "2022-06",
                "2022-06-XX",
                "2017-22",
                "2021-05-07T09:00/2021-05-07T10:30",
                "2023/2024",
                "2014-03/..",
                "../2014",
                "XXXX-05-20",
            ])
            .to_owned(),
        Kind::Clock => tape.one(&["09:10", "23:59", "00:00"]).to_owned(),
        Kind::Count => tape.one(&["40", "0", "~40", ">=18", "<=50", "6-8", ">7000"]).to_owned(),
        Kind::Money => tape.one(&["7000.00 SEK", "~7000 SEK", ">7000 SEK"]).to_owned(),
        Kind::Duration => tape.one(&["7 days", "5 working days", "1 month", "120 minutes"]).to_owned(),
        Kind::Paragraph => tape.one(&["215.i", "4"]).to_owned(),
        Kind::Paragraphs => tape.one(&["4, 6-9, 12.i", "1"]).to_owned(),
        Kind::Rational => tape.one(&["7/10", "30 %", "1"]).to_owned(),
        Kind::Parameters => {
            tape.one(&["{ at_least = 1 }", "{ per = \"year\", what = [\"a\", \"b\"] }"]).to_owned()
        }
        Kind::Pattern => tape.one(&["{year}.{n}", "{n}-{year}"]).to_owned(),
        Kind::Url => tape.one(&["https://example.se/å?x=1#b", "http://example.se"]).to_owned(),
        Kind::Accent => tape.one(&["#0a5162", "#035", "#000000"]).to_owned(),
        Kind::Image => PICTURE.to_owned(),
        Kind::Ref(nouns) => {
            let slug = tape.one(&["svalov", "svalov/namnd-0", "a.b/1", "x-y"]);
            let noun = match nouns {
                [] => NOUNS[tape.below(NOUNS.len())].name,
                nouns => tape.one(nouns),
            };
            // What stands at home has a slug of two parts; one part would be read as a sibling.
            let at_home = NounDef::named(noun).is_some_and(NounDef::stands_at_home);
            let slug = if at_home && !slug.contains('/') { "a.b/1" } else { slug };
            format!("{noun}:{slug}")
        }
    };
    kind.parse(&written).unwrap_or_else(|e| panic!("{kind:?} {written:?}: {e}"))
}

fn words(tape: &mut Tape, between: &str) -> String {
    let pool = [
        "Styrelsen",
        "å",
        "\"",
        "\"\"\"",
        "\\",
        "\\n",
        "#",
        "=",
        "[[body]]",
        "'",
        "'''",
        "–",
        "\u{85}x",
        "€ 🌲",
        "1",
        "true",
        "2022-01-01",
        "\t|",
        "{",
    ];
    let mut text = String::from("Ord");
    for _ in 0..tape.below(6) {
        text.push_str(if tape.below(3) == 1 { "" } else { between });
        text.push_str(tape.one(&pool));
    }
    if tape.below(2) == 1 {
        text.remove(0);
    }
    // What the kind refuses is not what is tested here.
    text.replace('\u{85}', "")
}
