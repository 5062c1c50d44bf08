//! The conversation with the mail server: one connection, used as long as it holds.
//!
//! Invariant: what goes wrong before a mail has been offered is the server's or our own affair and says nothing of the
//! mail; only what the server answers to the mail itself can be final.

use super::config::{Settings, Tls};
use genbo_domain::message::Failure;
use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        extension::ClientId,
    },
};
use std::time::Duration;

/// How long it may take until the server has greeted us and let us in.
const GREETING: Duration = Duration::from_secs(30);

/// A mail as it is handed over.
pub(super) struct Mail {
    /// From whom and to whom.
    pub envelope: Envelope,
    /// Its head and body.
    pub bytes: Vec<u8>,
}

/// The way to the server.
pub(crate) struct Smtp {
    settings: Settings,
    tls: Option<TlsParameters>,
    connection: Option<AsyncSmtpConnection>,
}

/// Why a mail was not taken, and what was said.
type Refusal = (Failure, String);

impl Smtp {
    /// The way that the settings tell; nobody is spoken to yet.
    pub(crate) fn new(settings: Settings) -> Result<Smtp, String> {
        let tls = match settings.tls {
            Tls::None => None,
            Tls::Starttls | Tls::FromStart => Some(parameters(&settings)?),
        };
        Ok(Smtp { settings, tls, connection: None })
    }

    /// The address and name that mail is from.
    pub(super) fn from(&self) -> &Settings {
        &self.settings
    }

    /// Hands a mail over.
    pub(super) async fn send(&mut self, mail: &Mail) -> Result<(), Refusal> {
        let mut connection = match self.connection.take() {
            // The server may have hung up meanwhile, which says nothing of the mail.
            Some(mut old) => match tokio::time::timeout(GREETING, old.test_connected()).await {
                Ok(true) => old,
                _ => self.connect().await?,
            },
            None => self.connect().await?,
        };
        match connection.send(&mail.envelope, &mail.bytes).await {
            Ok(_) => {
                self.connection = Some(connection);
                Ok(())
            }
            Err(e) => Err(refusal_of_mail(&e)),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Refusal> {
        tokio::time::timeout(GREETING, self.greet())
            .await
            .unwrap_or_else(|_| Err((Failure::Slow, String::new())))
    }

    async fn greet(&self) -> Result<AsyncSmtpConnection, Refusal> {
        let s = &self.settings;
        let we = ClientId::Domain(s.from.domain().to_owned());
        let from_the_start = self.tls.clone().filter(|_| s.tls == Tls::FromStart);
        let address = (s.host.as_str(), s.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(GREETING), &we, from_the_start, None)
                .await
                .map_err(|e| refusal_of_us(&e))?;
        if let Some(tls) = self.tls.clone().filter(|_| s.tls == Tls::Starttls) {
            if !connection.can_starttls() {
                return Err((Failure::Unsafe, "the server offers no STARTTLS".to_owned()));
            }
            connection.starttls(tls, &we).await.map_err(|e| refusal_of_us(&e))?;
        }
        if let Some((user, password)) = &s.login {
            let credentials = Credentials::new(user.clone(), password.clone());
            let ways = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&ways, &credentials).await.map_err(|e| match e.status() {
                Some(_) => (Failure::Login, said(&e)),
                None => refusal_of_us(&e),
            })?;
        }
        Ok(connection)
    }

    /// Ends the conversation politely.
    pub(super) async fn hang_up(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = tokio::time::timeout(Duration::from_secs(2), connection.quit()).await;
        }
    }

    /// Lets the connection go.
    pub(super) fn drop_connection(&mut self) {
        self.connection = None;
    }
}

fn parameters(s: &Settings) -> Result<TlsParameters, String> {
    let mut parameters = TlsParameters::builder(s.host.clone());
    if let Some(file) = &s.ca_file {
        let pem = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        let certificates = pem_blocks(&pem);
        if certificates.is_empty() {
            return Err(format!("{}: there is no certificate in it", file.display()));
        }
        for pem in certificates {
            let certificate = Certificate::from_pem(&pem).map_err(|e| format!("{}: {e}", file.display()))?;
            parameters = parameters.add_root_certificate(certificate);
        }
    }
    parameters.build_rustls().map_err(|e| format!("encryption cannot be set up: {e}"))
}

/// The certificates of a file, each by itself.
fn pem_blocks(pem: &[u8]) -> Vec<Vec<u8>> {
    const END: &str = "-----END CERTIFICATE-----";
    let text = String::from_utf8_lossy(pem);
    let blocks = text.split_inclusive(END).filter(|b| b.contains("-----BEGIN CERTIFICATE-----"));
    blocks.map(|b| b.as_bytes().to_vec()).collect()
}

/// What went wrong before a mail was offered.
fn refusal_of_us(e: &Error) -> Refusal {
    let why = match () {
        () if e.is_timeout() => Failure::Slow,
        () if e.is_tls() => Failure::Unsafe,
        () => Failure::Unreachable,
    };
    (why, said(e))
}

/// What the server said to a mail, or why it could not say anything.
fn refusal_of_mail(e: &Error) -> Refusal {
    let why = match e.status().map(u16::from) {
        // Without login, or too many connections: our affair.
        Some(530 | 534 | 535 | 538) => Failure::Login,
        Some(421) => Failure::Unreachable,
        Some(400..=499) => Failure::Later,
        Some(500..=599) => Failure::Refused,
        _ => return refusal_of_us(e),
    };
    (why, said(e))
}

/// The server's own words with their number, or what went wrong instead.
fn said(e: &Error) -> String {
    let text = std::error::Error::source(e).map_or_else(|| e.to_string(), ToString::to_string);
    match e.status() {
        Some(code) if !text.starts_with(&code.to_string()) => format!("{code} {text}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_several_certificates_is_taken_apart() {
        let one = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----";
        assert_eq!(pem_blocks(format!("# ours\n{one}\n{one}\n").as_bytes()).len(), 2);
        assert!(pem_blocks(b"nothing").is_empty());
    }
}
