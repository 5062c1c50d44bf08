//! A mail server for tests: it speaks real SMTP on loopback, keeps what it is given, and can be told to be difficult.
//!
//! Invariant: it only ever listens on 127.0.0.1, and whatever it took can be looked at in the order in which it was taken.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the server treats the next mail that it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// It takes it.
    Take,
    /// It answers the recipient's address with this line, as `550 5.1.1 unknown`.
    Recipient(&'static str),
    /// It answers the finished mail with this line, as `451 4.3.0 later`.
    Content(&'static str),
    /// It takes the mail, and ends the conversation without having said so.
    TakeAndHangUp,
    /// It ends the conversation when it is offered the mail.
    HangUp,
    /// It says nothing more.
    Silence,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The sender's address on the envelope.
    pub from: String,
    /// The recipients' addresses on the envelope.
    pub to: Vec<String>,
    /// Head and body.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Default)]
struct State {
    next: VecDeque<Manner>,
    received: Vec<Received>,
    conversations: usize,
}

/// The server; it goes when this is dropped.
#[derive(Debug)]
pub struct MailServer {
    /// Its port on 127.0.0.1.
    pub port: u16,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl MailServer {
    /// A server that takes everything.
    pub async fn start() -> MailServer {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                lock(&shared).conversations += 1;
                tokio::spawn(converse(stream, Arc::clone(&shared)));
            }
        });
        MailServer { port, state, task }
    }

    /// How it treats the next mails, one after the other; after them it takes everything.
    pub fn behave(&self, manners: &[Manner]) {
        lock(&self.state).next = manners.iter().cloned().collect();
    }

    /// What it has taken so far.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// How many times somebody has connected.
    pub fn conversations(&self) -> usize {
        lock(&self.state).conversations
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One conversation; whatever goes wrong ends it.
async fn converse(stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut stream = BufReader::new(stream);
    let (mut from, mut to, mut manner) = (String::new(), Vec::new(), Manner::Take);
    if say(&mut stream, "220 mail.test ESMTP").await.is_none() {
        return;
    }
    loop {
        let mut line = String::new();
        match stream.read_line(&mut line).await {
            Ok(n) if n > 0 => {}
            _ => return,
        }
        let upper = line.to_ascii_uppercase();
        let answer = if upper.starts_with("EHLO") || upper.starts_with("HELO") {
            "250-mail.test\r\n250 8BITMIME"
        } else if upper.starts_with("MAIL FROM:") {
            manner = lock(&state).next.pop_front().unwrap_or(Manner::Take);
            (from, to) = (address(&line), Vec::new());
            match manner {
                Manner::HangUp => return,
                Manner::Silence => std::future::pending::<&str>().await,
                _ => "250 go on",
            }
        } else if upper.starts_with("RCPT TO:") {
            match manner {
                Manner::Recipient(refusal) => refusal,
                _ => {
                    to.push(address(&line));
                    "250 go on"
                }
            }
        } else if upper.starts_with("DATA") {
            if say(&mut stream, "354 go on").await.is_none() {
                return;
            }
            let Some(bytes) = content(&mut stream).await else { return };
            if let Manner::Content(refusal) = manner {
                refusal
            } else {
                let mail = Received { from: from.clone(), to: to.clone(), bytes };
                lock(&state).received.push(mail);
                if manner == Manner::TakeAndHangUp {
                    return;
                }
                "250 taken"
            }
        } else if upper.starts_with("QUIT") {
            let _ = say(&mut stream, "221 goodbye").await;
            return;
        } else {
            "250 fine"
        };
        if say(&mut stream, answer).await.is_none() {
            return;
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> Option<()> {
    stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.ok()
}

/// What stands between the brackets.
fn address(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or_else(|| line.trim().to_owned(), |(address, _)| address.to_owned())
}

/// The mail up to its last line, a dot alone, without the dots that were doubled for it.
async fn content(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n.\r\n") {
        bytes.push(stream.read_u8().await.ok()?);
    }
    bytes.truncate(bytes.len() - 3);
    let text: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
    let undotted: Vec<&[u8]> =
        text.into_iter().map(|l| l.strip_prefix(b"..").map_or(l, |_| &l[1..])).collect();
    Some(undotted.join(&b'\n'))
}
