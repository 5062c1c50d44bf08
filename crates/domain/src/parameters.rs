//! Parameters of a rule: named values in one text, as a file writes them between braces.
//!
//! Invariant: names are unique and in alphabetical order, so that equal parameters are equal texts; `parse(display(x))` is `x`.

use std::{fmt, iter::Peekable, str::Chars, str::FromStr};

/// Named values: `{ at_least = "7 days", before = "meeting.start" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, Parameter)>);

/// One value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parameter {
    /// Text, written in quotes.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Several texts or numbers.
    List(Vec<Parameter>),
}

/// Why a text is no parameters; says what is wrong and, after `;`, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParametersError(pub String);

impl fmt::Display for ParametersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for ParametersError {}

impl Parameters {
    /// The most parameters that a rule has.
    pub const LIMIT: usize = 40;

    /// Puts named values in order. Refused if a name stands twice, or if there are too many.
    pub fn new(mut named: Vec<(String, Parameter)>) -> Result<Parameters, ParametersError> {
        if named.len() > Parameters::LIMIT {
            let most = Parameters::LIMIT;
            return Err(ParametersError(format!(
                "there are {} parameters; a rule has at most {most}",
                named.len()
            )));
        }
        named.sort_by(|a, b| a.0.cmp(&b.0));
        if let Some(pair) = named.windows(2).find(|w| w[0].0 == w[1].0) {
            return Err(ParametersError(format!("{:?} stands twice; take one of the two out", pair[0].0)));
        }
        Ok(Parameters(named))
    }

    /// The named values in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Parameter)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }
}

impl fmt::Display for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("{}");
        }
        for (n, (name, value)) in self.0.iter().enumerate() {
            write!(f, "{} {name} = {value}", if n == 0 { "{" } else { "," })?;
        }
        f.write_str(" }")
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Parameter::Int(n) => n.fmt(f),
            Parameter::Bool(yes) => yes.fmt(f),
            Parameter::Text(text) => {
                f.write_str("\"")?;
                for c in text.chars() {
                    match c {
                        '"' | '\\' => write!(f, "\\{c}")?,
                        c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                        c => write!(f, "{c}")?,
                    }
                }
                f.write_str("\"")
            }
            Parameter::List(list) => {
                let items: Vec<String> = list.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
        }
    }
}

impl FromStr for Parameters {
    type Err = ParametersError;

    /// Reads them with or without braces; a comma or a new line stands between two.
    fn from_str(written: &str) -> Result<Parameters, ParametersError> {
        let text = written.trim();
        let text = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap_or(text);
        let mut reader = Reader { rest: text.chars().peekable() };
        let mut named = Vec::new();
        loop {
            reader.skip(|c| c.is_whitespace() || c == ',');
            if reader.rest.peek().is_none() {
                return Parameters::new(named);
            }
            named.push(reader.named()?);
        }
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        while self.rest.next_if(|c| skipped(*c)).is_some() {}
    }

    fn word(&mut self, part: impl Fn(char) -> bool) -> String {
        let mut word = String::new();
        while let Some(c) = self.rest.next_if(|c| part(*c)) {
            word.push(c);
        }
        word
    }

    fn named(&mut self) -> Result<(String, Parameter), ParametersError> {
        let name = self.word(|c| c.is_ascii_alphanumeric() || c == '_');
        self.skip(|c| c == ' ' || c == '\t');
        if name.is_empty() || self.rest.next_if_eq(&'=').is_none() {
            let at: String = self.rest.clone().take(20).collect();
            return Err(ParametersError(format!(
                "a parameter is a name, = and a value, and here stands {:?}; write at_least = 1",
                format!("{name}{at}")
            )));
        }
        self.skip(|c| c == ' ' || c == '\t');
        Ok((name.clone(), self.value(&name, true)?))
    }

    fn value(&mut self, name: &str, may_be_list: bool) -> Result<Parameter, ParametersError> {
        let wrong = || {
            ParametersError(format!(
                "{name} has no value that can be read; write a text in quotes, a whole number, true, false or a list"
            ))
        };
        match self.rest.peek() {
            Some('"') => self.text(name).map(Parameter::Text),
            Some('[') if may_be_list => {
                self.rest.next();
                let mut list = Vec::new();
                loop {
                    self.skip(|c| c.is_whitespace() || c == ',');
                    match self.rest.peek() {
                        Some(']') => {
                            self.rest.next();
                            return Ok(Parameter::List(list));
                        }
                        None => return Err(wrong()),
                        Some(_) => list.push(self.value(name, false)?),
                    }
                }
            }
            _ => match self.word(|c| c.is_ascii_alphanumeric() || "+-._".contains(c)).as_str() {
                "true" => Ok(Parameter::Bool(true)),
                "false" => Ok(Parameter::Bool(false)),
                number => number.parse().map(Parameter::Int).map_err(|_| wrong()),
            },
        }
    }

    fn text(&mut self, name: &str) -> Result<String, ParametersError> {
        let unfinished =
            || ParametersError(format!("the text of {name} does not end; close it with a quote"));
        self.rest.next();
        let mut text = String::new();
        loop {
            match self.rest.next().ok_or_else(unfinished)? {
                '"' => return Ok(text),
                '\\' => match self.rest.next().ok_or_else(unfinished)? {
                    'u' => {
                        let digits: String = (0..4).filter_map(|_| self.rest.next()).collect();
                        let c = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                        text.push(c.ok_or_else(unfinished)?);
                    }
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    c => text.push(c),
                },
                c => text.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_that_stands_twice_and_a_text_without_end_are_refused() {
        for (written, what) in [
            ("{ a = 1, a = 2 }", "stands twice"),
            ("{ a = \"x }", "does not end"),
            ("{ a }", "a name, = and a value"),
            ("a = 1.5", "no value"),
            ("a = [[1]]", "no value"),
            ("a = [1", "no value"),
        ] {
            let error = written.parse::<Parameters>().unwrap_err().to_string();
            assert!(error.contains(what), "{written}: {error}");
        }
    }

    #[test]
    fn order_and_braces_change_nothing() {
        let one: Parameters = "{ before = \"meeting.start\", at_least = \"7 days\" }".parse().unwrap();
        let other: Parameters = "at_least = \"7 days\"\nbefore = \"meeting.start\"".parse().unwrap();
        assert_eq!(one, other);
        assert_eq!(one.to_string(), "{ at_least = \"7 days\", before = \"meeting.start\" }");
    }

    fn value() -> impl Strategy<Value = Parameter> {
        let plain = prop_oneof![
            any::<String>().prop_map(Parameter::Text),
            any::<i64>().prop_map(Parameter::Int),
            any::<bool>().prop_map(Parameter::Bool)
        ];
        prop_oneof![plain.clone(), prop::collection::vec(plain, 0..4).prop_map(Parameter::List)]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(named in prop::collection::btree_map("[a-z_]{1,8}", value(), 0..6)) {
            let parameters = Parameters::new(named.into_iter().collect()).unwrap();
            prop_assert_eq!(parameters.to_string().parse::<Parameters>().unwrap(), parameters);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(?s:.){0,40}") {
            let _ = text.parse::<Parameters>();
        }
    }
}
