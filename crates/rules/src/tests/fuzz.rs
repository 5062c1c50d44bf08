//! Any facts and any parameters: an outcome for every rule, the same in whatever order the facts come.

use super::make::{HOME, facts, row};
use crate::{
    catalogue::{self, Case, Judge},
    check::check,
    facts::{Facts, Row},
};
use genbo_domain::{
    NOUNS,
    noun::Noun,
    noun::{Field, NounDef},
    parameters::{Parameter, Parameters},
    rule::{Rule, RuleKind},
    value::{Kind, StoredValue, ThingId, Value},
};
use jiff::civil::Date;
use proptest::prelude::*;

/// Choices on a tape; used up, always the first.
struct Tape<'t>(std::slice::Iter<'t, u16>);

impl Tape<'_> {
    fn below(&mut self, n: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % n.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const DATES: [&str; 14] = [
    "2022-05-07",
    "2022-05-07T09:00/2021-05-07T10:30",
    "2022-06",
    "2022-12-10~",
    "2022",
    "2021/2022",
    "../2022",
    "2022/..",
    "XXXX-05-20",
    "202X",
    "0000",
    "9999-12-31",
    "2022-21",
    "2022-02-29?",
];

/// A text of a kind.
fn text(tape: &mut Tape<'_>, kind: Kind) -> String {
    match kind {
        Kind::Word(vocabulary) => vocabulary.words[tape.below(vocabulary.words.len())].0.to_owned(),
        Kind::Date => {
            let date = tape.one(&DATES);
            if kind.parse(date).is_ok() { date.to_owned() } else { "2022-05-07".to_owned() }
        }
        Kind::Int => {
            tape.one(&["1", "0", "-7", "9223372036854775807", "-9223372036854775808", "3"]).to_owned()
        }
        Kind::Bool => tape.one(&["true", "false"]).to_owned(),
        Kind::Count => tape.one(&["0", "4", "~40", ">=18", "<=50", "6-8", "1000000000000"]).to_owned(),
        Kind::Duration => {
            tape.one(&["7 days", "5 working days", "100000 years", "0 days", "3 hours", "1 month"]).to_owned()
        }
        Kind::Money => "7000.00 SEK".to_owned(),
        Kind::Clock => "09:10".to_owned(),
        Kind::Paragraph => "215.i".to_owned(),
        Kind::Paragraphs => "4, 6-9".to_owned(),
        Kind::Rational => tape.one(&["1/2", "7/10", "0"]).to_owned(),
        Kind::Pattern => "{year}.{n}".to_owned(),
        Kind::Url => "https://example.se/".to_owned(),
        _ => tape.one(&["18", "text", "chief executive"]).to_owned(),
    }
}

const THINGS: usize = 60;

fn value(tape: &mut Tape<'_>, kind: Kind) -> StoredValue {
    match kind {
        Kind::Ref(_) => Value::Ref(ThingId(1 + i64::try_from(tape.below(THINGS)).expect("small"))),
        Kind::Parameters => Value::Text("{}".to_owned()),
        kind => kind
            .parse(&text(tape, kind))
            .expect("a value of its kind")
            .try_map(&mut |_| Err(()))
            .expect("no reference"),
    }
}

fn parameters(tape: &mut Tape<'_>, fields: &[Field]) -> Parameters {
    let mut named = Vec::new();
    for field in fields {
        if !field.required && tape.below(3) == 0 {
            continue;
        }
        let one = match field.kind {
            Kind::Int => Parameter::Int(text(tape, Kind::Int).parse().expect("a number")),
            Kind::Bool => Parameter::Bool(tape.below(2) == 0),
            Kind::Ref([noun, ..]) => Parameter::Text(format!("{noun}:{noun}-{}", 1 + tape.below(THINGS))),
            kind => Parameter::Text(text(tape, kind)),
        };
        named.push((field.name.to_owned(), if field.many { Parameter::List(vec![one]) } else { one }));
    }
    Parameters::new(named).expect("each name once")
}

/// Things of all nouns with all sorts of values, and a rule of every kind.
fn world(tape: &mut Tape<'_>) -> Vec<(&'static str, Row)> {
    let mut rows = Vec::new();
    let nouns: Vec<&'static NounDef> =
        NOUNS.iter().copied().filter(|n| Facts::NOUNS.contains(&n.name) && n.name != "rule").collect();
    for id in 1..=i64::try_from(THINGS).expect("small") {
        let noun = nouns[tape.below(nouns.len())];
        let noun = if id == HOME { NounDef::named("cooperation").expect("a noun") } else { noun };
        rows.push((noun.name, thing(tape, noun, id)));
    }
    for (word, id) in RuleKind::VOCABULARY.words.iter().map(|(w, _)| *w).zip(1000..) {
        let kind: RuleKind = word.parse().expect("a kind");
        let mut rule = thing(tape, &Rule::DEF, id);
        let mut set = |name: &str, value: StoredValue| {
            let (at, _) = Rule::DEF.field(name).expect("a field");
            rule.values[at] = Some(value);
        };
        set("kind", Value::Text(word.to_owned()));
        set("cooperation", Value::Ref(ThingId(HOME)));
        set("parameters", Value::Text(parameters(tape, catalogue::fields(kind)).to_string()));
        rows.push(("rule", rule));
    }
    rows
}

fn thing(tape: &mut Tape<'_>, noun: &'static NounDef, id: i64) -> Row {
    let (_, mut row) = row(noun.name, id, &[]);
    for (at, field) in noun.fields.iter().enumerate() {
        if field.required || tape.below(2) == 0 {
            let one = value(tape, field.kind);
            row.values[at] = Some(if field.many { Value::List(vec![one]) } else { one });
        }
    }
    row
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_facts_give_an_outcome_for_every_rule_in_any_order(choices in prop::collection::vec(any::<u16>(), 0..6000), today in 0usize..4) {
        let today = [Date::constant(2022, 5, 7), Date::constant(2022, 12, 31), Date::constant(0, 1, 1), Date::constant(9999, 12, 31)][today];
        let mut rows = world(&mut Tape(choices.iter()));
        let findings = check(&facts(today, rows.clone()));
        for id in 1000..1000 + i64::try_from(RuleKind::VOCABULARY.words.len()).expect("small") {
            prop_assert!(findings.iter().any(|f| f.rule == ThingId(id)), "rule {id} has no finding");
        }
        let mut pairs: Vec<_> = findings.iter().map(|f| (f.rule, f.subject)).collect();
        pairs.dedup();
        prop_assert_eq!(pairs.len(), findings.len());
        // A rule that could never be kept is not judged by the engine; the kinds must bear it all the same.
        let facts_of_all = facts(today, rows.clone());
        for rule in facts_of_all.rules.iter() {
            let none = Parameters::default();
            let given = rule.facts.parameters.as_ref().unwrap_or(&none);
            let Ok(kind) = catalogue::read(rule.facts.kind, given, &|p| facts_of_all.find(p)) else { continue };
            for subject in kind.subjects(&facts_of_all, &rule.facts) {
                kind.judge(Case { facts: &facts_of_all, rule, subject });
            }
        }
        rows.reverse();
        prop_assert_eq!(check(&facts(today, rows)), findings);
    }
}
