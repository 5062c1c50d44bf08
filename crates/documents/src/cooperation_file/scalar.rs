//! One value of a file: what TOML type a kind is written in, and its canonical value.

use super::{near, read::Reader};
use genbo_domain::noun::{Field, NounDef};
use genbo_domain::parameters::{Parameter, Parameters};
use genbo_domain::value::{Kind, ValueError, WrittenValue};
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place in the bytes of the file.
pub(super) type Node<'i> = Spanned<DeValue<'i>>;

/// Reads the value of a field; `None` if it is refused, and then the problem is told.
pub(super) fn field(reader: &mut Reader, noun: &NounDef, field: &Field, node: &Node) -> Option<WrittenValue> {
    let name = format!("{}.{}", noun.name, field.name);
    match (field.many, node.get_ref()) {
        (true, DeValue::Array(items)) if items.is_empty() => {
            let mend = format!("leave the key out, or empty the field with clear = [{:?}]", field.name);
            reader.report(node.span(), &format!("{name} is an empty list, which says nothing"), &mend);
            None
        }
        (true, DeValue::Array(items)) => list(reader, &name, field.kind, items),
        (true, _) => {
            let written = reader.lines.excerpt(node.span());
            let mend = format!("write it as a list: {} = [{written}]", field.name);
            reader.report(node.span(), &format!("{name} holds several values"), &mend);
            None
        }
        (false, DeValue::Array(_)) => {
            reader.report(
                node.span(),
                &format!("{name} holds one value, not a list"),
                "take the brackets out",
            );
            None
        }
        (false, _) => scalar(reader, &name, field.kind, node),
    }
}

fn list(reader: &mut Reader, name: &str, kind: Kind, items: &[Node]) -> Option<WrittenValue> {
    let mut values: Vec<WrittenValue> = Vec::with_capacity(items.len());
    let mut seen = std::collections::HashSet::new();
    let mut whole = true;
    for item in items {
        let Some(value) = scalar(reader, name, kind, item) else {
            whole = false;
            continue;
        };
        // The same word or thing twice is a slip; the same text twice may be meant.
        if matches!(kind, Kind::Ref(_) | Kind::Word(_)) && !seen.insert(format!("{value:?}")) {
            reader.report(item.span(), &format!("{name} has this value twice"), "take one of the two out");
            whole = false;
        }
        values.push(value);
    }
    whole.then_some(WrittenValue::List(values))
}

/// Reads one value of a kind; `None` if it is refused, and then the problem is told.
pub(super) fn scalar(reader: &mut Reader, name: &str, kind: Kind, node: &Node) -> Option<WrittenValue> {
    if reader.is_gap_of_the_parser(node) {
        return None;
    }
    let text = match text(reader, kind, node) {
        Ok(text) => text.into_owned(),
        Err(mend) => {
            let what = format!("{name} cannot be {}", described(node.get_ref()));
            reader.report(node.span(), &what, &mend);
            return None;
        }
    };
    match kind.parse(&text) {
        Ok(value) => Some(value),
        Err(error) => {
            let (what, mend) = split(&error, kind, &text);
            reader.report(node.span(), &format!("{name}: {what}"), &mend);
            None
        }
    }
}

/// The written text of a value, if its TOML type is one that the kind is written in; else how to write it.
fn text<'n>(reader: &Reader, kind: Kind, node: &'n Node) -> Result<Cow<'n, str>, String> {
    let written = reader.lines.excerpt(node.span());
    match (node.get_ref(), kind) {
        (DeValue::String(_), Kind::Int) => Err("write the number without quotes".to_owned()),
        (DeValue::String(_), Kind::Parameters) => {
            Err("write them between braces and without quotes around: { at_least = 1 }".to_owned())
        }
        (DeValue::String(_), Kind::Bool) => Err("write true or false without quotes".to_owned()),
        (DeValue::String(text), _) => Ok(Cow::Borrowed(text.as_ref())),
        (DeValue::Integer(n), Kind::Int | Kind::Count) => i64::from_str_radix(n.as_str(), n.radix())
            .map(|n| Cow::Owned(n.to_string()))
            .map_err(|_| "write a number that is not so large".to_owned()),
        (DeValue::Boolean(yes), Kind::Bool) => Ok(Cow::Owned(yes.to_string())),
        (DeValue::Datetime(_), Kind::Date | Kind::Clock) => Ok(Cow::Owned(written.replace(' ', "T"))),
        (DeValue::Float(_), Kind::Rational) => {
            Err(r#"write a share exactly, in quotes: "7/10" or "30 %""#.to_owned())
        }
        (DeValue::Float(_), Kind::Money) => {
            Err(r#"write an amount with its currency, in quotes: "7000.00 SEK""#.to_owned())
        }
        (DeValue::Float(_), Kind::Int | Kind::Count) => Err("write a whole number".to_owned()),
        (_, Kind::Int | Kind::Count) => Err("write a whole number, as in 3".to_owned()),
        (_, Kind::Bool) => Err("write true or false".to_owned()),
        (DeValue::Table(table), Kind::Parameters) => parameters(table).map(Cow::Owned),
        (_, Kind::Parameters) => Err("write them between braces: { at_least = 1 }".to_owned()),
        (DeValue::Array(_) | DeValue::Table(_), _) => Err(format!("write one value, {}", example(kind))),
        _ => Err(format!("write it in quotes, {}", example(kind))),
    }
}

/// A table as the canonical text of parameters.
fn parameters(table: &DeTable) -> Result<String, String> {
    parameters_of(table).map(|p| p.to_string())
}

/// A table as parameters; the error says what is wrong.
pub(crate) fn parameters_of(table: &DeTable) -> Result<Parameters, String> {
    let value = |(key, node): (&toml::Spanned<Cow<str>>, &Node)| {
        let name = key.get_ref().to_string();
        parameter(node.get_ref(), true).map(|value| (name.clone(), value)).ok_or_else(|| {
            format!("write {name} as a text in quotes, a whole number, true, false or a list of such")
        })
    };
    let named = table.iter().map(value).collect::<Result<Vec<_>, String>>()?;
    Parameters::new(named).map_err(|e| e.to_string())
}

fn parameter(value: &DeValue, may_be_list: bool) -> Option<Parameter> {
    Some(match value {
        DeValue::String(text) => Parameter::Text(text.to_string()),
        DeValue::Integer(n) => Parameter::Int(i64::from_str_radix(n.as_str(), n.radix()).ok()?),
        DeValue::Boolean(yes) => Parameter::Bool(*yes),
        DeValue::Datetime(at) => Parameter::Text(at.to_string()),
        DeValue::Array(items) if may_be_list => {
            Parameter::List(items.iter().map(|i| parameter(i.get_ref(), false)).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn described(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number without quotes",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false without quotes",
        DeValue::Datetime(_) => "a date or time without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Takes the message of a refused value apart into what is wrong and how to mend it.
fn split(error: &ValueError, kind: Kind, written: &str) -> (String, String) {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in error.0.char_indices() {
        match c {
            '"' if !escaped => quoted = !quoted,
            ';' if !quoted => {
                let mend = error.0[at + 1..].trim();
                return (error.0[..at].to_owned(), meant(kind, written).unwrap_or_default() + mend);
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    (error.0.clone(), meant(kind, written).unwrap_or_default() + "write it " + &example(kind))
}

fn meant(kind: Kind, written: &str) -> Option<String> {
    let Kind::Word(vocabulary) = kind else { return None };
    let near = near::nearest(written, vocabulary.words.iter().map(|(w, _)| *w))?;
    Some(format!("did you mean {near:?}? "))
}

fn example(kind: Kind) -> String {
    let examples: Vec<String> = examples(kind).iter().map(|e| format!("{e:?}")).collect();
    format!("as in {}", examples.join(", "))
}

/// How a value of the kind may look, without quotes.
pub(super) fn examples(kind: Kind) -> Vec<String> {
    let some: &[&str] = match kind {
        Kind::Text => &["Styrelsen"],
        Kind::Prose => &["Styrelsen leder arbetet."],
        Kind::Word(vocabulary) => {
            return vocabulary.words.first().map(|(word, _)| (*word).to_owned()).into_iter().collect();
        }
        Kind::Int => &["3"],
        Kind::Bool => &["true"],
        Kind::Date => {
            &["2022-06-14", "2022-12-10~", "2022-06", "2021-05-07T09:00/2021-05-07T10:30", "2014-03/.."]
        }
        Kind::Clock => &["09:10"],
        Kind::Count => &["40", "~40", ">=18", "6-8"],
        Kind::Money => &["7000.00 SEK", "~7000 SEK"],
        Kind::Duration => &["7 days", "5 working days", "1 month"],
        Kind::Paragraph => &["215.i"],
        Kind::Paragraphs => &["4, 6-9, 12.i"],
        Kind::Rational => &["7/10", "30 %"],
        Kind::Pattern => &["{year}.{n}"],
        Kind::Parameters => &["{ at_least = 1 }"],
        Kind::Url => &["https://example.se/"],
        Kind::Accent => &["#0a5162"],
        Kind::Image => &["data:image/png;base64,iVBORw0KGgo…"],
        Kind::Ref([]) => &["body:svalov/kommunstyrelsen"],
        Kind::Ref([_]) => &["svalov/kommunstyrelsen"],
        Kind::Ref(nouns) => return nouns.iter().take(2).map(|n| format!("{n}:svalov")).collect(),
    };
    some.iter().map(|s| (*s).to_owned()).collect()
}
