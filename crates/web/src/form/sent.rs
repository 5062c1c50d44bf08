//! What a browser sent: names with values, in their order, as they were typed.

/// What a browser sent.
#[derive(Debug, Clone, Default)]
pub struct Sent(Vec<(String, String)>);

impl Sent {
    /// The pairs of a form; line ends become `\n`.
    pub fn new(pairs: Vec<(String, String)>) -> Sent {
        Sent(pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
    }

    /// The first value of that name, without blanks around it; nothing if it is blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next().map(str::trim).filter(|v| !v.is_empty())
    }

    /// All values of that name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = name.to_owned();
        self.0.iter().filter(move |(n, _)| *n == name).map(|(_, v)| v.as_str())
    }

    /// What was sent under a prefix, `prefix:name`, by the names after it. The values of names that hold several are parted
    /// at semicolons.
    pub fn within(&self, prefix: &str, holds_several: impl Fn(&str) -> bool) -> Sent {
        let mut pairs = Vec::new();
        for (name, value) in &self.0 {
            let Some(name) = name.strip_prefix(prefix).and_then(|n| n.strip_prefix(':')) else { continue };
            if holds_several(name) && !name.starts_with("known.") {
                let parts = value.split(';').map(str::trim).filter(|p| !p.is_empty());
                pairs.extend(parts.map(|part| (name.to_owned(), part.to_owned())));
            } else {
                pairs.push((name.to_owned(), value.clone()));
            }
        }
        Sent(pairs)
    }

    /// Everything that was sent, as one text.
    pub fn whole(&self) -> String {
        self.0.iter().map(|(n, v)| format!("{n}\u{1}{v}\u{2}")).collect()
    }

    /// Whether anything of that name was sent.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }
}
