//! Where the stack listens: loopback, unless a TLS certificate is given.
//!
//! Invariants: nothing but loopback is ever served in the clear (a `__Host-` cookie would not
//! work there, and passwords would travel readable); a taken port is one clear line; a request
//! whose `Host` is not ours is refused, so that no page of another site can reach the mailbox by
//! pointing its own name at 127.0.0.1.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::tasks::CancellationToken;

/// Certificate chain and private key, both PEM.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The chain, leaf first.
    pub certificate: PathBuf,
    /// The leaf's private key.
    pub key: PathBuf,
}

/// An address that was taken, and how it is spoken to.
pub struct Door {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    address: SocketAddr,
    name: Option<String>,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Door({})", self.origin())
    }
}

impl Door {
    /// Takes a port on loopback; 0 takes any free one. `flag` is the option that chooses the port,
    /// named in the message when the port is taken.
    ///
    /// # Errors
    /// When the port is taken or not permitted.
    pub async fn loopback(port: u16, flag: &str) -> Result<Self> {
        Self::open(IpAddr::V4(Ipv4Addr::LOCALHOST), port, flag, None).await
    }

    /// Takes a port on `address`, with TLS when files are given.
    ///
    /// # Errors
    /// When the address is not loopback and there is no certificate, when the certificate is not
    /// usable, or when the port is taken.
    pub async fn open(
        address: IpAddr,
        port: u16,
        flag: &str,
        tls: Option<&TlsFiles>,
    ) -> Result<Self> {
        if tls.is_none() && !address.is_loopback() {
            bail!(
                "{address} can be reached from other machines: give --tls-cert and --tls-key, or leave --bind out"
            );
        }
        let listener = match TcpListener::bind((address, port)).await {
            Ok(listener) => listener,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                bail!(
                    "port {port} is taken by another program: stop it, or choose another port with {flag}"
                )
            }
            Err(error) => {
                return Err(error).with_context(|| {
                    format!(
                        "could not listen on {address} port {port} ({flag} chooses another port)"
                    )
                });
            }
        };
        Ok(Self {
            address: listener.local_addr()?,
            listener,
            tls: tls.map(acceptor).transpose()?,
            name: None,
        })
    }

    /// The same door under the name people reach it by.
    #[must_use]
    pub fn named(mut self, host: &str) -> Self {
        self.name = Some(host.to_owned());
        self
    }

    /// The origin a browser sees, such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        match &self.name {
            Some(name) => format!("{scheme}://{name}:{}", self.address.port()),
            None => format!("{scheme}://{}", self.address),
        }
    }

    /// Serves until `stop` fires, then finishes the requests under way.
    pub fn serve(self, app: Router, stop: CancellationToken) -> impl Future<Output = ()> + Send {
        let app = if self.tls.is_none() {
            app.layer(middleware::from_fn_with_state(
                self.address.port(),
                refuse_other_hosts,
            ))
        } else {
            app
        };
        let service = app.into_make_service_with_connect_info::<Peer>();
        let connections = Connections::accept(self, stop.clone());
        async move {
            let served = axum::serve(connections, service)
                .with_graceful_shutdown(async move { stop.cancelled().await })
                .await;
            if let Err(error) = served {
                tracing::error!(%error, "a server ended early");
            }
        }
    }

    /// The bare listener, for the embedded server that brings its own loop (loopback only).
    #[must_use]
    pub fn into_listener(self) -> TcpListener {
        self.listener
    }
}

/// Who is at the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, Connections>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Connections>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// A byte stream, in the clear or through TLS.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// Connections ready to be spoken to. The TLS greeting of one never delays another.
pub struct Connections {
    ready: mpsc::Receiver<(Box<dyn Wire>, SocketAddr)>,
    address: SocketAddr,
}

impl Connections {
    fn accept(door: Door, stop: CancellationToken) -> Self {
        let (sender, ready) = mpsc::channel(64);
        let address = door.address;
        tokio::spawn(async move {
            let Door {
                mut listener, tls, ..
            } = door;
            loop {
                let (stream, peer) = tokio::select! {
                    accepted = Listener::accept(&mut listener) => accepted,
                    () = stop.cancelled() => return,
                };
                tokio::spawn(greet(stream, peer, tls.clone(), sender.clone()));
            }
        });
        Self { ready, address }
    }
}

async fn greet(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    ready: mpsc::Sender<(Box<dyn Wire>, SocketAddr)>,
) {
    // Without this, answers written in two parts wait 40 ms for the other side's acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no-delay refused");
    }
    let wire: Box<dyn Wire> = match tls {
        None => Box::new(stream),
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => Box::new(stream),
            Err(error) => return tracing::debug!(%error, %peer, "TLS greeting failed"),
        },
    };
    // The receiver is gone only when the server stops.
    let _ = ready.send((wire, peer)).await;
}

impl Listener for Connections {
    type Io = Box<dyn Wire>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            // Stopping: no connection will ever come; the server is told by its own signal.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor> {
    let unusable = |path: &Path| format!("could not use {} for TLS", path.display());
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .with_context(|| unusable(&files.certificate))?
        .collect::<Result<Vec<_>, _>>()
        .with_context(|| unusable(&files.certificate))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).with_context(|| unusable(&files.key))?;
    let provider = tokio_rustls::rustls::crypto::ring::default_provider();
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .with_context(|| unusable(&files.certificate))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn refuse_other_hosts(State(port): State<u16>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(axum::http::header::HOST)
        .and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| is_loopback_host(host, port)) {
        return next.run(request).await;
    }
    (
        StatusCode::MISDIRECTED_REQUEST,
        "This server answers to 127.0.0.1 and localhost only.\n",
    )
        .into_response()
}

fn is_loopback_host(host: &str, port: u16) -> bool {
    let (name, named_port) = match host.rsplit_once(':') {
        Some((name, digits)) if digits.chars().all(|c| c.is_ascii_digit()) => {
            (name, digits.parse().unwrap_or(0))
        }
        _ => (host, 80),
    };
    named_port == port && matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::{Door, is_loopback_host};

    #[tokio::test]
    async fn a_taken_port_is_one_clear_line_with_the_port_and_the_flag() {
        let first = Door::loopback(0, "--port").await.expect("a free port");
        let port = first.address.port();
        let refused = Door::loopback(port, "--mailbox-port")
            .await
            .expect_err("taken");
        assert_eq!(
            format!("{refused:#}"),
            format!(
                "port {port} is taken by another program: stop it, or choose another port with --mailbox-port"
            )
        );
    }

    #[tokio::test]
    async fn other_machines_are_never_served_in_the_clear() {
        let refused = Door::open(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0, "--port", None)
            .await
            .expect_err("must be refused");
        assert!(refused.to_string().contains("--tls-cert"), "{refused}");
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in ["127.0.0.1:8025", "localhost:8025", "[::1]:8025"] {
            assert!(is_loopback_host(host, 8025), "{host}");
        }
        for host in [
            "evil.example:8025",
            "127.0.0.1:80",
            "127.0.0.1",
            "localhost.evil.example:8025",
        ] {
            assert!(!is_loopback_host(host, 8025), "{host}");
        }
    }
}
