//! Licences of what Genbo is built from. Invariant: what `deny.toml` allows goes together with the EUPL-1.2,
//! under which Genbo is passed on.

use std::collections::BTreeSet;

/// The SPDX identifiers that the text of `deny.toml` allows; what is no exception may be used.
///
/// # Panics
/// When the file is not TOML with a list `licenses.allow`.
pub fn allowed(deny_toml: &str) -> BTreeSet<String> {
    let file: toml::Table = deny_toml.parse().expect("deny.toml is TOML");
    let list = file["licenses"]["allow"].as_array().expect("licenses.allow is a list");
    list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// Whether somebody who accepts only `allowed` may use what stands under the SPDX `expression`; `/` is an old
/// way to write OR. An expression that cannot be read is not permitted.
pub fn permits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    matches!(either(&words, allowed), Some((true, [])))
}

/// The value of what `words` begin with, and the words after it; `None` when it cannot be read.
type Read<'a> = Option<(bool, &'a [&'a str])>;

fn either<'a>(words: &'a [&'a str], allowed: &BTreeSet<String>) -> Read<'a> {
    let (mut value, mut rest) = both(words, allowed)?;
    while let ["OR", more @ ..] = rest {
        let (other, after) = both(more, allowed)?;
        (value, rest) = (value || other, after);
    }
    Some((value, rest))
}

fn both<'a>(words: &'a [&'a str], allowed: &BTreeSet<String>) -> Read<'a> {
    let (mut value, mut rest) = one(words, allowed)?;
    while let ["AND", more @ ..] = rest {
        let (other, after) = one(more, allowed)?;
        (value, rest) = (value && other, after);
    }
    Some((value, rest))
}

fn one<'a>(words: &'a [&'a str], allowed: &BTreeSet<String>) -> Read<'a> {
    match words {
        ["(", inner @ ..] => match either(inner, allowed)? {
            (value, [")", rest @ ..]) => Some((value, rest)),
            _ => None,
        },
        [")" | "AND" | "OR" | "WITH", ..] | [] => None,
        // An exception only permits more than the licence does.
        [name, "WITH", _, rest @ ..] | [name, rest @ ..] => Some((allowed.contains(*name), rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permitted(expression: &str) -> bool {
        permits(expression, &allowed("[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Zlib\"]"))
    }

    #[test]
    fn a_licence_that_is_not_listed_is_refused_also_beside_one_that_is() {
        for expression in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR Zlib) AND SSPL-1.0", "mit"] {
            assert!(!permitted(expression), "{expression}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for expression in ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT Zlib", "MIT WITH"] {
            assert!(!permitted(expression), "{expression}");
        }
    }

    #[test]
    fn a_choice_is_permitted_by_one_of_its_licences() {
        for expression in [
            "MIT",
            "GPL-3.0-only OR MIT",
            "MIT/GPL-2.0",
            "GPL-2.0 OR MIT AND Zlib",
            "(GPL-2.0 OR MIT) AND Zlib",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(permitted(expression), "{expression}");
        }
    }
}
