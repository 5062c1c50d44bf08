//! Who asks, as the application knows it: sessions, tokens, and in the demo whoever somebody chooses to be.

use crate::site::{Credential, Recognised, Site, User};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header, request::Parts},
};
use genbo_app::{
    account::{
        self, Known, key,
        session::{self, Found},
    },
    cx::Cx,
    error::ActionError,
};
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

impl Site {
    /// The same site, which knows the accounts of its database.
    pub fn with_accounts(mut self, cx: &Cx) -> Site {
        let (demo, chooser, keys) = (self.demo, cx.clone(), cx.clone());
        self.identify = Box::new(move |name| {
            let cx = chooser.clone();
            Box::pin(async move {
                let name = name.replace(CHOSEN_FOR, " for ");
                let known = account::chosen(&cx, &name, demo?).await;
                known.unwrap_or_else(|error| failed(&error)).as_ref().map(user)
            })
        });
        self.recognise = Box::new(move |credential| {
            let cx = keys.clone();
            Box::pin(async move {
                let today = demo.unwrap_or_else(|| account::today(&cx));
                let found = match credential {
                    Credential::Session(secret) => session::find(&cx, &secret, today).await,
                    Credential::Token(token) => key::by_token(&cx, &token, today).await,
                };
                match found {
                    Ok(Found::Open(known)) => Recognised::User(Box::new(user(&known))),
                    Ok(Found::Over(name)) => Recognised::Over(name),
                    Ok(Found::Nobody) => Recognised::Nobody,
                    Err(error) => failed(&error).unwrap_or(Recognised::Nobody),
                }
            })
        });
        self
    }
}

/// Stands between two names in the chooser's cookie, where one stands in for the other.
pub(crate) const CHOSEN_FOR: &str = "+";

fn failed<T>(error: &ActionError) -> Option<T> {
    tracing::error!(%error, "nobody could be recognised");
    None
}

/// An account as pages show it.
pub(crate) fn user(known: &Known) -> User {
    let shown = |account: &str| {
        let (name, title) = account.split_once(", ").unwrap_or((account, ""));
        (name.to_owned(), title.to_owned())
    };
    let (name, title) = match &known.hand {
        Some(hand) => (shown(&hand.display_name).0, shown(&known.account.display_name).0),
        None => shown(&known.account.display_name),
    };
    User { name, title, actor: known.actor.clone() }
}

/// Where a request comes from.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    /// The address of the network, as far as tries are counted by it; `-` if it is not known.
    pub(crate) address: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Client, Infallible> {
        let header = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let agent = header(header::USER_AGENT.as_str()).to_owned();
        Ok(Client { address: counted(peer, header("x-forwarded-for")), agent })
    }
}

/// The address by which tries are counted. What a proxy says counts only where the proxy is this machine itself, and of it
/// the last, which is the proxy's own word. One household has many addresses of the newer kind: their network counts.
fn counted(peer: Option<IpAddr>, forwarded: &str) -> String {
    let told = || forwarded.rsplit(',').next().and_then(|last| last.trim().parse::<IpAddr>().ok());
    let address = match peer {
        Some(peer) if peer.is_loopback() => told().or(Some(peer)),
        other => other,
    };
    match address.map(|a| a.to_canonical()) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let network = address.segments();
            format!("{:x}:{:x}:{:x}:{:x}::", network[0], network[1], network[2], network[3])
        }
        None => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed_and_only_its_own_word() {
        let from = |peer: &str, forwarded: &str| counted(peer.parse().ok(), forwarded);
        assert_eq!(from("192.0.2.7", "198.51.100.1"), "192.0.2.7");
        assert_eq!(from("127.0.0.1", "203.0.113.9, 198.51.100.1"), "198.51.100.1");
        assert_eq!(from("127.0.0.1", ""), "127.0.0.1");
        assert_eq!(from("127.0.0.1", "nonsense"), "127.0.0.1");
        assert_eq!(from("", "198.51.100.1"), "-");
    }

    #[test]
    fn addresses_of_one_network_count_as_one() {
        let from = |peer: &str| counted(peer.parse().ok(), "");
        assert_eq!(from("2001:db8:1:2::7"), from("2001:db8:1:2:ffff::1"));
        assert_ne!(from("2001:db8:1:2::7"), from("2001:db8:1:3::7"));
        assert_eq!(from("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
