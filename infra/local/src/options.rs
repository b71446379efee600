//! The options of `cargo start`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Parser;

use crate::lambda::CONCURRENCY;
use crate::listen::TlsFiles;
use crate::stack::{MAILS_PER_SECOND, StackOptions, TABLE};

/// Runs all of MAMIS on this machine: site, API, table, documents, mailbox and queues.
#[derive(Debug, Clone, Parser)]
#[command(name = "mamis")]
pub struct Options {
    /// The folder everything is kept in.
    #[arg(long, default_value = "data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// Removes what is in the data folder and starts anew.
    #[arg(long)]
    pub fresh: bool,
    /// The port of site and API.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// The port of the mailbox.
    #[arg(long, default_value_t = 8025)]
    pub mailbox_port: u16,
    /// The port of the documents.
    #[arg(long, default_value_t = 8081)]
    pub documents_port: u16,
    /// Starts empty, without the demonstration data.
    #[arg(long)]
    pub no_demo: bool,
    /// Serves the API alone, without building the site.
    #[arg(long)]
    pub no_site: bool,
    /// Closes the system for maintenance: everything but the notices answers so.
    #[arg(long)]
    pub maintenance: bool,
    /// The address of site and documents; other than loopback only with a certificate.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    pub bind: IpAddr,
    /// The name people reach that address by; it stands in links. The address itself by default.
    #[arg(long, value_name = "NAME")]
    pub host: Option<String>,
    /// The TLS certificate chain (PEM).
    #[arg(long, requires = "tls_key", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Its private key (PEM).
    #[arg(long, requires = "tls_cert", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
}

impl Options {
    /// What to start; the site is still to be built.
    ///
    /// # Errors
    /// When all addresses are to be served without a name for links.
    pub fn stack(&self) -> Result<StackOptions> {
        if self.bind.is_unspecified() && self.host.is_none() {
            bail!(
                "--bind {} needs --host: the name people reach it by",
                self.bind
            );
        }
        Ok(StackOptions {
            data: self.data.clone(),
            fresh: self.fresh,
            bind: self.bind,
            host: self.host.clone(),
            port: self.port,
            mailbox_port: self.mailbox_port,
            documents_port: self.documents_port,
            tls: self
                .tls_cert
                .clone()
                .zip(self.tls_key.clone())
                .map(|(certificate, key)| TlsFiles { certificate, key }),
            site: None,
            closed: self.maintenance,
            mails_per_second: MAILS_PER_SECOND,
            table: TABLE.to_owned(),
            watch: None,
            concurrency: CONCURRENCY,
        })
    }
}
