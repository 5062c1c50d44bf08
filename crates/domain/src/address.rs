//! Addresses of mail, and texts that become a line of a mail's head.
//!
//! Invariant: neither can hold a line break or another control character, so that nothing that a person types can add a
//! line to the head of a mail.

use std::{fmt, str::FromStr};

/// The most characters of an address (RFC 5321).
const LONGEST: usize = 254;
/// The most characters before the at sign.
const LONGEST_LOCAL: usize = 64;
/// The most characters of one line of a head, as a subject or a name.
const LONGEST_LINE: usize = 200;

/// An address that mail can be sent to, `anna.berg@svalov.example`: plain ASCII, one at sign, a domain with a dot or
/// `localhost`. Compared without regard to case, because that is how people write it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(String);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressError {
    /// There is nothing.
    Empty,
    /// There is no at sign, or more than one.
    AtSign,
    /// A character that may not stand there, as a blank, a line break or a letter beyond a–z.
    Character(char),
    /// Nothing or too much before the at sign, or a dot at its edge or doubled.
    Local,
    /// What follows the at sign is no domain.
    Domain,
    /// Too long.
    Long,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AddressError::Empty => f.write_str("the address is empty"),
            AddressError::AtSign => f.write_str("an address has exactly one @"),
            AddressError::Character(c) => write!(f, "{:?} may not stand in an address", c),
            AddressError::Local => f.write_str("what stands before the @ is no name of a mailbox"),
            AddressError::Domain => f.write_str("what stands after the @ is no domain"),
            AddressError::Long => write!(f, "an address has at most {LONGEST} characters"),
        }
    }
}
impl std::error::Error for AddressError {}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Address, AddressError> {
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.len() > LONGEST {
            return Err(AddressError::Long);
        }
        if let Some(c) = text.chars().find(|c| !may_stand(*c)) {
            return Err(AddressError::Character(c));
        }
        let (local, domain) = text.split_once('@').ok_or(AddressError::AtSign)?;
        if domain.contains('@') {
            return Err(AddressError::AtSign);
        }
        let dots = |s: &str| s.starts_with('.') || s.ends_with('.') || s.contains("..");
        if local.is_empty() || local.len() > LONGEST_LOCAL || dots(local) {
            return Err(AddressError::Local);
        }
        let label = |l: &str| {
            let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            (1..=63).contains(&l.len()) && !l.starts_with('-') && !l.ends_with('-') && l.bytes().all(inner)
        };
        let dotted = domain.contains('.') || domain.eq_ignore_ascii_case("localhost");
        if !dotted || !domain.split('.').all(label) {
            return Err(AddressError::Domain);
        }
        Ok(Address(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
}

/// What RFC 5322 calls an atom, with dots and the at sign.
fn may_stand(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(c)
}

impl Address {
    /// The address as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the at sign.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address as two are compared.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text as one line: line breaks, tabs and other control characters become single blanks, and what is longer than a
/// head can bear is cut with an ellipsis.
pub fn one_line(text: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}');
    let spaced: String = text.chars().map(|c| if hidden(c) { ' ' } else { c }).collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_LINE {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_LINE - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_could_add_a_line_to_a_head_is_no_address() {
        for text in [
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example\n",
            "a\r@b.example",
            "a@b.example\0",
            "a@b.example>",
            "<a@b.example>",
            "a b@c.example",
            "a@b.example,c@d.example",
            "a;b@c.example",
        ] {
            assert!(matches!(text.parse::<Address>(), Err(AddressError::Character(_))), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_address_says_why() {
        use AddressError::{AtSign, Character, Domain, Empty, Local, Long};
        for (text, why) in [
            ("", Empty),
            ("anna", AtSign),
            ("a@b@c.example", AtSign),
            ("@b.example", Local),
            (".a@b.example", Local),
            ("a..b@c.example", Local),
            ("a@", Domain),
            ("a@b", Domain),
            ("a@-b.example", Domain),
            ("a@b..example", Domain),
            ("a@växjö.example", Character('ä')),
        ] {
            assert_eq!(text.parse::<Address>(), Err(why), "{text:?}");
        }
        let long = |last: &str| format!("{}@{}{last}", "a".repeat(10), "b.".repeat(121));
        assert!(long("c").parse::<Address>().is_ok_and(|a| a.as_str().len() == 254));
        assert_eq!(long("cc").parse::<Address>(), Err(Long));
        let local = |n: usize| format!("{}@b.example", "a".repeat(n));
        assert!(local(64).parse::<Address>().is_ok());
        assert_eq!(local(65).parse::<Address>(), Err(Local));
    }

    #[test]
    fn an_address_keeps_its_mailbox_and_lowers_its_domain() {
        let address: Address = "Anna.Berg+moten@Svalov.EXAMPLE".parse().unwrap();
        assert_eq!(address.as_str(), "Anna.Berg+moten@svalov.example");
        assert_eq!(
            (address.domain(), address.key().as_str()),
            ("svalov.example", "anna.berg+moten@svalov.example")
        );
    }

    #[test]
    fn a_line_is_cut_at_its_limit_and_not_before() {
        assert_eq!(one_line(&"ö".repeat(200)).chars().count(), 200);
        assert!(one_line(&"ö".repeat(201)).ends_with('…'));
        assert_eq!(one_line(" Kallelse:\r\n  Bcc: x \u{2028}y\u{202e} "), "Kallelse: Bcc: x y");
    }

    proptest! {
        #[test]
        fn a_line_never_holds_a_control_character(text in any::<String>()) {
            let line = one_line(&text);
            prop_assert!(!line.chars().any(char::is_control));
            prop_assert_eq!(one_line(&line), line);
        }

        #[test]
        fn an_address_reads_back_as_itself(text in "[a-zA-Z0-9.+_@ \r\n-]{1,40}") {
            if let Ok(address) = text.parse::<Address>() {
                prop_assert!(!address.as_str().contains(['\r', '\n', ' ', '<', '>']));
                prop_assert_eq!(address.as_str().parse::<Address>(), Ok(address.clone()));
            }
        }
    }
}
