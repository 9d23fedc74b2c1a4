//! Listening, and ending in peace.

use std::net::SocketAddr;
use std::time::Duration;

use axum::ServiceExt;
use axum::extract::Request;
use page::App;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::failure::Failure;

/// Requests that still run when the program is told to end get this long.
const FAREWELL: Duration = Duration::from_secs(10);

/// Takes the address, so that a taken port is told before anything else is done.
pub(crate) async fn bind(listen: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(listen).await.map_err(|e| {
        Failure::Store(format!(
            "Cannot listen at {listen} ({e}). Another program may have the port: name another with --listen or \
             TALKOOT_LISTEN."
        ))
    })
}

/// Serves until the program is told to end.
pub(crate) async fn serve(app: &App, listener: TcpListener) -> Result<(), Failure> {
    let (told, mut ending) = watch::channel(false);
    tokio::spawn(async move {
        told_to_end().await;
        let _nobody_listens_any_more = told.send(true);
    });
    let mut late = ending.clone();
    let service = page::service(app);
    let serving = axum::serve(
        listener,
        ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(service),
    )
    .with_graceful_shutdown(async move {
        let _gone = ending.wait_for(|e| *e).await;
    });
    tokio::select! {
        done = serving => done.map_err(|e| Failure::Store(format!("The server stopped: {e}"))),
        () = async {
            let _gone = late.wait_for(|e| *e).await;
            tokio::time::sleep(FAREWELL).await;
        } => Ok(()),
    }
}

async fn told_to_end() {
    let interrupt = async {
        let _no_signals_here = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
    tracing::info!("ending");
}
