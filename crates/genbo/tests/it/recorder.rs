//! Writes down the statements that a test makes the store execute.

use std::{cell::RefCell, sync::Once};
use tracing::{Event, Metadata, Subscriber, field::Visit, subscriber::Interest};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt};

/// What a future answers, and the statements that it executed on this thread.
pub(crate) async fn statements<T>(of: impl Future<Output = T>) -> (T, Vec<String>) {
    LISTENS.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Recorder))
            .expect("nobody else listens");
    });
    EXECUTED.set(Some(Vec::new()));
    let answer = of.await;
    (answer, EXECUTED.take().unwrap_or_default())
}

static LISTENS: Once = Once::new();

thread_local! {
    /// The statements of this thread, while somebody wants to know them.
    static EXECUTED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Writes down the statements that are executed on the threads that ask for it. It is everybody's, because what a process
/// listens to is decided once for all its threads.
struct Recorder;

impl<S: Subscriber> Layer<S> for Recorder {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if metadata.target() == "genbo::sql" { Interest::always() } else { Interest::never() }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        struct Sql<'a>(&'a mut Vec<String>);
        impl Visit for Sql<'_> {
            fn record_str(&mut self, _: &tracing::field::Field, value: &str) {
                self.0.push(value.to_owned());
            }
            fn record_debug(&mut self, _: &tracing::field::Field, _: &dyn std::fmt::Debug) {}
        }
        EXECUTED.with_borrow_mut(|executed| {
            if let Some(executed) = executed {
                event.record(&mut Sql(executed));
            }
        });
    }
}
