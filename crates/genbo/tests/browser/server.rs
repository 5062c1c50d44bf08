//! The demo on the day that its story is told from. Invariant: it is stopped and its data removed with this process.

use genbo_testkit::keeper::{self, Kept};
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    sync::LazyLock,
};

/// The day on which the demo stands still.
const TODAY: &str = "2022-09-29";
const READY: &str = "Genbo is ready at http://";

static SERVER: LazyLock<Server> = LazyLock::new(start);
/// Another one, for journeys that add and change: what the first one shows stays as it is.
static WORKSHOP: LazyLock<Server> = LazyLock::new(start);

struct Server {
    /// `127.0.0.1:41553`.
    address: String,
    _kept: Kept,
}

/// The whole address of a page of the demo, whose path is already percent-encoded.
pub(crate) fn url(path: &str) -> String {
    format!("http://{}{path}", SERVER.address)
}

/// The same of the demo in which things are added and changed.
pub(crate) fn workshop(path: &str) -> String {
    format!("http://{}{path}", WORKSHOP.address)
}

/// What the server answers without a browser.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// `text/html; charset=utf-8`.
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// Asks for a page over a connection of its own. HTTP/1.0, so that the answer comes as it is.
pub(crate) fn get(path: &str) -> Answer {
    let address = &SERVER.address;
    let mut stream = TcpStream::connect(address).expect("the demo listens");
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n").expect("the demo takes a question");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the demo answers to the end");
    let whole = String::from_utf8_lossy(&bytes);
    let (head, text) = whole.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{path} has no answer"));
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("an answer has a status");
    let kind = head.lines().filter_map(|line| line.split_once(": "));
    let kind = kind.filter(|(name, _)| name.eq_ignore_ascii_case("content-type")).map(|(_, value)| value);
    Answer { status, kind: kind.collect(), text: text.to_owned() }
}

fn start() -> Server {
    let dir = tempfile::Builder::new().prefix("genbo-demo-").tempdir();
    let dir = dir.expect("a temporary directory can be made").keep();
    let mut genbo = Command::new(env!("CARGO_BIN_EXE_genbo"));
    genbo.args(["demo", "--listen", "127.0.0.1:0", "--today", TODAY, "--data"]).arg(dir.join("data"));
    let kept = keeper::keep(&genbo, &dir, "TERM", |_| {});
    keeper::wait_for_log(&dir, READY, "genbo: ")
        .unwrap_or_else(|log| panic!("the demo does not start: {log}"));
    let log = fs::read_to_string(dir.join("log")).expect("the log was read a moment ago");
    let address = log.split(READY).nth(1).and_then(|rest| rest.split_whitespace().next());
    Server { address: address.expect("the ready line ends with the address").to_owned(), _kept: kept }
}
