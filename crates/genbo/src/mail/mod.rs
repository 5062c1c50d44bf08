//! The worker that empties the outbox: claim, hand over, tell what came of it, one copy after the other.
//!
//! Invariants: nothing waits for it, neither a page nor the start of the program; a server that is away, slow or refuses
//! us makes the worker pause, not the copies fail; a demo sends nothing to anybody. Between the moment at which a server
//! has taken a copy and the moment at which that is noted lies the one window in which a killed process sends twice; the
//! copy then has the same Message-ID, by which receivers tell that it is the same.

#[cfg(test)]
mod call_tests;
mod config;
#[cfg(test)]
mod dates_tests;
pub(crate) mod disposal;
mod mime;
mod smtp;
#[cfg(test)]
mod tests;

pub(crate) use config::{Keep, Settings};

use crate::{command::Stop, outside};
use genbo_app::{
    cx::Cx,
    error::ActionError,
    outbox::deliver::{self, Claimed, Outcome},
};
use genbo_domain::message::Failure;
use jiff::SignedDuration;
use smtp::Smtp;
use std::time::Duration;
use tokio::{sync::watch, task::JoinHandle};

/// How long one copy may take. After it, RFC 5321 lets a server take ten minutes to say that it has taken a mail; one that
/// needs more than this is tried again.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long a claim holds: longer than anything that is done under it.
const HOLD: SignedDuration = SignedDuration::from_mins(15);
/// How often an empty outbox is looked at.
const IDLE: Duration = Duration::from_secs(2);
/// The first and the longest pause when the server is away.
const PAUSES: (Duration, Duration) = (Duration::from_secs(15), Duration::from_secs(600));

/// How long the end of the program waits for the worker.
const FAREWELL: Duration = Duration::from_secs(10);

/// Where mail goes.
pub(crate) enum Way {
    /// To a server.
    Server(Box<Smtp>),
    /// Nowhere: what would have been sent counts as sent. For the demo.
    Sink,
}

impl Way {
    /// To the server that the settings tell.
    pub(crate) fn to(settings: Settings) -> Result<Way, Stop> {
        Ok(Way::Server(Box::new(Smtp::new(settings).map_err(Stop::input)?)))
    }
}

/// A worker at work.
pub(crate) struct Working {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Sets a worker to work beside everything else.
pub(crate) fn start(worker: Worker) -> Working {
    let (stop, stopped) = watch::channel(false);
    Working { stop, task: tokio::spawn(worker.run(stopped)) }
}

impl Working {
    /// Lets it finish the copy that it has begun, but not for ever: a claim that is left runs out.
    pub(crate) async fn finish(self) {
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(FAREWELL, self.task).await;
    }
}

/// What one step did.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Nothing was due.
    Idle,
    /// A copy was handed over or given up; there may be more.
    Settled,
    /// The server is away; the copy waits, and so should the worker.
    Away(Failure),
}

/// A worker.
pub(crate) struct Worker {
    cx: Cx,
    way: Way,
    name: String,
}

impl Worker {
    /// A worker with a name that no other one has.
    pub(crate) fn new(cx: Cx, way: Way) -> Worker {
        let name = genbo_app::audit::hex(&(outside::REAL.salt)());
        Worker { cx, way, name }
    }

    /// Works until it is told to stop, and finishes the copy that it has begun.
    pub(crate) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut pause = PAUSES.0;
        loop {
            let wait = match self.step().await {
                Ok(Step::Settled) => {
                    pause = PAUSES.0;
                    Duration::ZERO
                }
                Ok(Step::Idle) => {
                    self.hang_up().await;
                    IDLE
                }
                Ok(Step::Away(why)) => {
                    tracing::warn!(why = why.as_str(), "the mail server is away; mail waits");
                    let this = pause;
                    pause = (pause * 2).min(PAUSES.1);
                    this
                }
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read");
                    PAUSES.0
                }
            };
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => break,
                () = tokio::time::sleep(wait) => {}
            }
        }
        self.hang_up().await;
    }

    async fn step(&mut self) -> Result<Step, ActionError> {
        let Some(claimed) = deliver::claim(&self.cx, &self.name, HOLD).await? else { return Ok(Step::Idle) };
        let outcome = self.hand_over(&claimed).await;
        if !deliver::settle(&self.cx, &claimed, &self.name, &outcome).await? {
            tracing::warn!(number = claimed.message.id, copy = claimed.position, "a claim had run out");
        }
        Ok(match outcome {
            Outcome::Sent => {
                tracing::info!(number = claimed.message.id, copy = claimed.position, "mail was handed over");
                Step::Settled
            }
            Outcome::Not(why, _) => {
                // What the server said may name somebody: it stands in the outbox, not in the log.
                let (number, copy, attempts) = (claimed.message.id, claimed.position, claimed.attempts);
                tracing::warn!(number, copy, attempts, why = why.as_str(), "mail was not handed over");
                if why.is_of_the_server() { Step::Away(why) } else { Step::Settled }
            }
        })
    }

    async fn hand_over(&mut self, claimed: &Claimed) -> Outcome {
        let Way::Server(smtp) = &mut self.way else { return Outcome::Sent };
        let mail = match mime::mail(claimed, smtp.from()) {
            Ok(mail) => mail,
            Err(what) => return Outcome::Not(Failure::Unwritable, what),
        };
        match tokio::time::timeout(PATIENCE, smtp.send(&mail)).await {
            Ok(Ok(())) => Outcome::Sent,
            Ok(Err((why, said))) => Outcome::Not(why, said),
            Err(_) => {
                smtp.drop_connection();
                Outcome::Not(Failure::Slow, String::new())
            }
        }
    }

    async fn hang_up(&mut self) {
        if let Way::Server(smtp) = &mut self.way {
            smtp.hang_up().await;
        }
    }
}
