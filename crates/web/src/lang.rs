//! The two languages, and how a request says which one it wants: `?lang=en`, nothing else; Swedish is the default.

/// A language of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Both, Swedish first.
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// The language of that code; Swedish for any other text.
    pub fn of_code(code: &str) -> Lang {
        if code == "en" { Lang::En } else { Lang::Sv }
    }

    /// The code of BCP 47, as in `<html lang>`.
    pub const fn code(self) -> &'static str {
        self.pick("sv", "en")
    }

    /// The other language.
    pub const fn other(self) -> Lang {
        match self {
            Lang::Sv => Lang::En,
            Lang::En => Lang::Sv,
        }
    }

    /// The Swedish or the English text.
    pub const fn pick<'a>(self, sv: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }

    /// Its place in a pair of labels, Swedish first.
    pub(crate) const fn index(self) -> usize {
        match self {
            Lang::Sv => 0,
            Lang::En => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_en_is_english() {
        assert_eq!(Lang::of_code("en"), Lang::En);
        for code in ["", "sv", "EN", "en-GB", "de", "en\n"] {
            assert_eq!(Lang::of_code(code), Lang::Sv, "{code:?}");
        }
    }
}
