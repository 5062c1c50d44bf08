//! The number of the last change, asked for once by all who ask at the same time.
//!
//! Invariant: nobody gets an answer to a question that was put before he or she came, for it may miss a change that was
//! already made then. So many waiting requests cost two questions, not one each.

use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// Who has come, and what was answered last.
#[derive(Debug, Default)]
pub(super) struct Latest {
    /// How many have come.
    come: AtomicU64,
    answered: Mutex<Answer>,
}

#[derive(Debug, Default)]
struct Answer {
    /// How many had come when the question was put.
    to: u64,
    number: Option<i64>,
}

impl Latest {
    /// The number, by `ask` or by somebody else's question that was put after this call.
    pub(super) async fn number(&self, ask: impl AsyncFnOnce() -> Option<i64>) -> Option<i64> {
        let me = self.come.fetch_add(1, Ordering::AcqRel) + 1;
        let mut answered = self.answered.lock().await;
        if answered.to < me {
            let to = self.come.load(Ordering::Acquire);
            *answered = Answer { to, number: ask().await };
        }
        answered.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        future::Future,
        pin::pin,
        sync::{Arc, atomic::AtomicI64},
        task::{Context, Waker},
    };
    use tokio::sync::Notify;

    #[tokio::test]
    async fn those_who_wait_share_one_question_and_none_gets_an_older_answer() {
        let (latest, last, asked) = (Latest::default(), Arc::new(AtomicI64::new(1)), AtomicU64::new(0));
        let gate = Notify::new();
        let ask = async || {
            asked.fetch_add(1, Ordering::Relaxed);
            let seen = last.load(Ordering::Relaxed);
            gate.notified().await;
            Some(seen)
        };
        let mut first = pin!(latest.number(&ask));
        let mut context = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut context).is_pending(), "the first question is on its way");

        last.store(2, Ordering::Relaxed);
        let mut later: Vec<_> = (0..9).map(|_| Box::pin(latest.number(&ask))).collect();
        for one in &mut later {
            assert!(one.as_mut().poll(&mut context).is_pending());
        }
        gate.notify_one();
        assert_eq!(first.await, Some(1));
        gate.notify_one();
        for one in later {
            assert_eq!(one.await, Some(2), "they came after the change");
        }
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn one_who_gives_up_stops_nobody() {
        let latest = Latest::default();
        {
            let mut given_up = pin!(latest.number(async || std::future::pending().await));
            assert!(given_up.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        assert_eq!(latest.number(async || Some(3)).await, Some(3));
    }
}
