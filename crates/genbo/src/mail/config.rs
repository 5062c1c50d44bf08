//! How mail is sent: read from `genbo.toml` in the data directory and from `GENBO_SMTP_*`, which go before it.
//!
//! Invariants: a password never appears in a message or log; without a server there is no mail, and that is no error; a
//! server that is not on this machine is not spoken to without encryption unless that is said.

use crate::command::Stop;
use genbo_domain::address::{Address, one_line};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// How the conversation with the server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tls {
    /// Encrypted after the first words (port 587): refused if the server offers none.
    Starttls,
    /// Encrypted from the start (port 465).
    FromStart,
    /// Not at all (port 25): for a server on the same machine.
    None,
}

/// How mail is sent.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the conversation is kept from others.
    pub tls: Tls,
    /// Name and password, if the server asks for them.
    pub login: Option<(String, String)>,
    /// The address that mail is from.
    pub from: Address,
    /// The name beside it.
    pub from_name: String,
    /// A file with certificates (PEM) that are trusted beside the system's own.
    pub ca_file: Option<PathBuf>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// For how many days messages that were handed over, and links that have ended, are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keep(u16);

/// A little more than a year, so that last year's calls are there while this year's are written.
const USUALLY: u16 = 400;
/// Fewer would take links that people still use.
const LEAST: u16 = 30;

impl Keep {
    /// The days; nothing if everything is kept.
    pub(crate) fn days(self) -> Option<i64> {
        (self.0 > 0).then_some(i64::from(self.0))
    }

    /// What the data directory's `genbo.toml` and the environment say.
    pub(crate) fn read(dir: &Path) -> Result<Keep, Stop> {
        let env = |name: &str| std::env::var(name).ok();
        let text = written(dir)?;
        let keep = Keep::from(&text, env);
        keep.map_err(|what| Stop::input(format!("outbox in {}: {what}", dir.join("genbo.toml").display())))
    }

    /// What a file's text and an environment say.
    pub(super) fn from(text: &str, env: impl Fn(&str) -> Option<String>) -> Result<Keep, String> {
        let file: File = toml::from_str(text).map_err(|e| e.message().to_owned())?;
        let days = match env("GENBO_OUTBOX_KEEP_DAYS").filter(|v| !v.is_empty()) {
            Some(days) => days.parse().map_err(|_| format!("keep_days = {days:?} is no number of days"))?,
            None => file.outbox.and_then(|o| o.keep_days).unwrap_or(USUALLY),
        };
        match days {
            0 => Ok(Keep(0)),
            days if days < LEAST => {
                Err(format!("keep_days = {days} is too few: at least {LEAST}, or 0 to keep everything"))
            }
            days => Ok(Keep(days)),
        }
    }
}

/// The text of the data directory's `genbo.toml`; empty if there is none.
fn written(dir: &Path) -> Result<String, Stop> {
    let file = dir.join("genbo.toml");
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(e) => Err(Stop::input(format!("{}: {e}", file.display()))),
    }
}

/// The file, as far as mail is concerned.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    smtp: Option<Raw>,
    #[serde(default)]
    outbox: Option<Outbox>,
}

/// What is written of the outbox.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outbox {
    keep_days: Option<u16>,
}

/// What is written, each key by itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    host: Option<String>,
    port: Option<u16>,
    tls: Option<String>,
    user: Option<String>,
    password: Option<String>,
    from: Option<String>,
    from_name: Option<String>,
    ca_file: Option<PathBuf>,
}

impl Settings {
    /// What the data directory's `genbo.toml` and the environment say; nothing if they name no server.
    pub(crate) fn read(dir: &Path) -> Result<Option<Settings>, Stop> {
        let file = dir.join("genbo.toml");
        let text = written(dir)?;
        let env = |name: &str| std::env::var(name).ok();
        Settings::from(&text, env).map_err(|what| Stop::input(format!("mail in {}: {what}", file.display())))
    }

    /// What a file's text and an environment say.
    pub(super) fn from(text: &str, env: impl Fn(&str) -> Option<String>) -> Result<Option<Settings>, String> {
        let file: File = toml::from_str(text).map_err(|e| e.message().to_owned())?;
        let raw = file.smtp.unwrap_or_default();
        let env = |name: &str| env(&format!("GENBO_SMTP_{name}")).filter(|v| !v.is_empty());
        let port = match env("PORT") {
            Some(port) => Some(port.parse::<u16>().map_err(|_| format!("{port:?} is no port"))?),
            None => raw.port,
        };
        let Some(host) = env("HOST").or(raw.host).filter(|h| !h.is_empty()) else { return Ok(None) };
        let local = is_here(&host);
        let tls = match env("TLS").or(raw.tls).as_deref() {
            None if local => Tls::None,
            None | Some("starttls") => Tls::Starttls,
            Some("tls") => Tls::FromStart,
            Some("none") if local => Tls::None,
            Some("none") => {
                return Err(format!(
                    "{host} is another machine: tls = \"none\" would let everybody on the way read the mail; use \"starttls\" or \"tls\""
                ));
            }
            Some(other) => return Err(format!("tls = {other:?}: choose \"starttls\", \"tls\" or \"none\"")),
        };
        let from = env("FROM").or(raw.from).ok_or("from is missing: the address that mail is from")?;
        let from = from.parse::<Address>().map_err(|e| format!("from: {e}"))?;
        let login = match (env("USER").or(raw.user), env("PASSWORD").or(raw.password)) {
            (Some(user), Some(password)) => Some((user, password)),
            (None, None) => None,
            (Some(_), None) => return Err("user has no password".to_owned()),
            (None, Some(_)) => return Err("password has no user".to_owned()),
        };
        Ok(Some(Settings {
            port: port.unwrap_or(match tls {
                Tls::Starttls => 587,
                Tls::FromStart => 465,
                Tls::None => 25,
            }),
            from_name: one_line(&env("FROM_NAME").or(raw.from_name).unwrap_or_else(|| "Genbo".to_owned())),
            ca_file: env("CA_FILE").map(PathBuf::from).or(raw.ca_file),
            host,
            tls,
            login,
            from,
        }))
    }
}

fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: fn(&str) -> Option<String> = |_| None;

    #[test]
    fn what_is_wrong_is_said_and_a_password_is_not() {
        for (text, what) in [
            ("[smtp]\nhost = \"mail.example\"", "from is missing"),
            ("[smtp]\nhost = \"mail.example\"\nfrom = \"a\"", "exactly one @"),
            ("[smtp]\nhost = \"mail.example\"\nfrom = \"a@b.example\"\ntls = \"none\"", "another machine"),
            ("[smtp]\nhost = \"mail.example\"\nfrom = \"a@b.example\"\ntls = \"ssl\"", "choose"),
            ("[smtp]\nhost = \"mail.example\"\nfrom = \"a@b.example\"\nuser = \"x\"", "no password"),
            ("[smtp]\nhost = \"mail.example\"\nfrom = \"a@b.example\"\npassword = \"hemligt\"", "no user"),
            ("[smtp]\nhots = \"mail.example\"", "unknown field"),
        ] {
            let said = Settings::from(text, NONE).unwrap_err();
            assert!(said.contains(what), "{text}: {said}");
            assert!(!said.contains("hemligt"));
        }
        let settings = Settings::from(
            "[smtp]\nhost = \"m.example\"\nfrom = \"a@b.example\"\nuser = \"u\"\npassword = \"hemligt\"",
            NONE,
        );
        assert!(!format!("{settings:?}").contains("hemligt"));
    }

    #[test]
    fn messages_are_kept_for_a_number_of_days_that_leaves_links_alone() {
        let keep = |text: &str| Keep::from(text, NONE).map(Keep::days);
        assert_eq!(keep(""), Ok(Some(400)));
        assert_eq!(keep("[outbox]\nkeep_days = 30"), Ok(Some(30)));
        assert_eq!(keep("[outbox]\nkeep_days = 0"), Ok(None));
        assert!(keep("[outbox]\nkeep_days = 29").unwrap_err().contains("too few"));
        assert!(keep("[outbox]\nkeep_days = -1").is_err());
        assert!(keep("[outbox]\nkept = 3").unwrap_err().contains("unknown field"));
        let env = |name: &str| (name == "GENBO_OUTBOX_KEEP_DAYS").then(|| "60".to_owned());
        assert_eq!(Keep::from("[outbox]\nkeep_days = 90", env).map(Keep::days), Ok(Some(60)));
    }

    #[test]
    fn without_a_server_there_is_no_mail_and_no_error() {
        assert_eq!(Settings::from("", NONE), Ok(None));
        assert_eq!(Settings::from("[other]\nx = 1", NONE), Ok(None));
    }

    #[test]
    fn a_server_elsewhere_is_encrypted_and_the_environment_goes_before_the_file() {
        let text = "[smtp]\nhost = \"mail.example\"\nfrom = \"a@b.example\"";
        let settings = Settings::from(text, NONE).unwrap().unwrap();
        assert_eq!((settings.tls, settings.port), (Tls::Starttls, 587));
        let env = |name: &str| match name {
            "GENBO_SMTP_HOST" => Some("127.0.0.1".to_owned()),
            "GENBO_SMTP_PORT" => Some("2525".to_owned()),
            _ => None,
        };
        let settings = Settings::from(text, env).unwrap().unwrap();
        assert_eq!((settings.tls, settings.port, settings.host.as_str()), (Tls::None, 2525, "127.0.0.1"));
    }
}
