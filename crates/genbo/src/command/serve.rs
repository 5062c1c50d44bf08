//! `genbo demo` and `genbo serve`: the portal on an address.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
    demo,
    mail::{self, Keep, Settings, Way, Worker},
};
use genbo_app::cx::Cx;
use genbo_web::site::{AppState, Mail, Site};
use jiff::civil::Date;
use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf, sync::Arc};
use tokio::net::TcpListener;

/// How many bytes of finished public pages are kept.
const CACHE_BYTES: usize = 16_000_000;

/// Serves the demo, which fills its database first if it is new.
pub(crate) async fn demo(place: &Where, listen: SocketAddr, today: Date) -> Result<(), Stop> {
    let mut place = place.clone();
    if place.data.is_none() {
        place.data = Some(PathBuf::from("genbo-demo"));
    }
    let new = place.database.is_none() && !place.dir().join("genbo.db").exists();
    if new {
        eprintln!("Filling a new demo database in {} …", place.dir().display());
    }
    let cx = database::open(&place, Missing::Create).await?;
    demo::fill(&cx).await?;
    run(cx, listen, None, Some(today), (Some(Way::Sink), None)).await
}

/// Serves the portal; a demo's database is refused.
pub(crate) async fn serve(place: &Where, listen: SocketAddr, base_url: Option<String>) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Create).await?;
    if genbo_app::demo::is_demo(&cx).await? {
        return Err(Stop::refused(
            "this database is a demo: anybody may choose a user in it. Serve it with `genbo demo`",
        ));
    }
    let way = Settings::read(&place.dir())?.map(Way::to).transpose()?;
    if !genbo_app::account::anybody(&cx).await? {
        eprintln!(
            "No account can sign in yet: genbo user add NAME --role administrator, genbo user password NAME"
        );
    }
    let keep = Keep::read(&place.dir())?;
    run(cx, listen, base_url, None, (way, Some(keep))).await
}

async fn run(
    cx: Cx,
    listen: SocketAddr,
    base_url: Option<String>,
    demo: Option<Date>,
    (way, keep): (Option<Way>, Option<Keep>),
) -> Result<(), Stop> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|e| Stop::input(format!("cannot listen on {listen}: {e}")))?;
    let address = listener.local_addr().map_err(|e| Stop::input(e.to_string()))?;
    let base_url = base_url.unwrap_or_else(|| format!("http://{address}"));
    let mail = match &way {
        None => Mail::Nowhere,
        Some(Way::Sink) => Mail::Kept,
        Some(Way::Server(_)) => Mail::Sent,
    };
    let router = genbo_web::router::router(state(cx.clone(), &base_url, demo, mail)?);
    println!("Genbo is ready at http://{address}");
    // Only now, so that a full outbox delays nobody.
    let disposal = keep.and_then(|keep| mail::disposal::start(cx.clone(), keep));
    let worker = way.map(|way| mail::start(Worker::new(cx.clone(), way).with_letters(&base_url)));
    let statistics = tokio::spawn(count_anew(cx.clone()));
    let sweeper = crate::files::sweeper(cx.clone());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stopped()).await;
    statistics.abort();
    sweeper.abort();
    if let Some(worker) = worker {
        worker.finish().await;
    }
    if let Some(disposal) = disposal {
        disposal.abort();
    }
    cx.db.close().await;
    served.map_err(|e| Stop::input(format!("the server stopped: {e}")))
}

/// Keeps what the database's planner knows of its tables fresh, from the start and then daily.
async fn count_anew(cx: Cx) {
    let mut daily = tokio::time::interval(std::time::Duration::from_secs(24 * 60 * 60));
    loop {
        daily.tick().await;
        if let Err(error) = cx.db.refresh_statistics().await {
            tracing::warn!(%error, "the database's statistics could not be refreshed");
        }
    }
}

fn state(cx: Cx, base_url: &str, demo: Option<Date>, mail: Mail) -> Result<AppState, Stop> {
    let last = cx.clone();
    let site = Site {
        demo,
        mail,
        opens_on: if demo.is_some() { demo::opens_on()? } else { BTreeMap::new() },
        cache_bytes: CACHE_BYTES,
        typeset: crate::typeset::typesetter(),
        sequence: Box::new(move || {
            let cx = last.clone();
            Box::pin(async move { genbo_store::audit::last_now(&cx.db).await.ok() })
        }),
        ..Site::new(base_url, cx.outside.now)
    };
    Ok(AppState { site: Arc::new(site.with_accounts(&cx)), cx })
}

/// Waits for the signal to stop.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
}
