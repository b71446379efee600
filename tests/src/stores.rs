//! Servers of the table's protocol, for the store's contract: the embedded one, and AWS's own
//! DynamoDB Local, so that nothing hangs on the quirks of one.
//!
//! A [`TableHouse`] makes tables as the template declares them. What the store does on them must be
//! the same in every house; what it is charged there need not be, so units are no part of the
//! contract.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use adapters::Grants;
use adapters::store::{Store, schema};
use anyhow::{Context, Result, bail};
use api::Need;
use aws_credential_types::Credentials;
use aws_sdk_dynamodb::Client;
use local::clients;
use local::table::TableServer;
use local::tasks::Tasks;
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// How long a Java process may take to answer, on a machine that does other things too.
const START_WITHIN: Duration = Duration::from_secs(60);

/// A server of the table's protocol; it ends with this value.
pub struct TableHouse {
    client: Client,
    _runs: Running,
}

/// What ends with the house.
enum Running {
    Embedded { _tasks: Tasks, _folder: TempDir },
    Java { _process: Child },
}

impl TableHouse {
    /// The embedded server, which `cargo start` uses.
    ///
    /// # Errors
    /// No free port or disk.
    pub async fn embedded() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut tasks = Tasks::default();
        let file = folder.path().join("table.sqlite");
        let server = TableServer::start(&file, &credentials(), &mut tasks).await?;
        Ok(Self {
            client: server.client(),
            _runs: Running::Embedded {
                _tasks: tasks,
                _folder: folder,
            },
        })
    }

    /// DynamoDB Local; nothing when it is not installed and nobody promised that it is. `cargo
    /// verify` installs it, and where `CI` is set its absence is a fault.
    ///
    /// # Errors
    /// A Java that does not start it, or its absence in CI.
    pub async fn dynamodb_local() -> Result<Option<Self>> {
        let jar = installed_jar();
        if !jar.is_file() {
            if env::var_os("CI").is_some() {
                bail!("{} is missing: `cargo verify` installs it", jar.display());
            }
            eprintln!("SKIPPED: DynamoDB Local is not installed; `cargo verify` installs it");
            return Ok(None);
        }
        // The port is free when it is chosen; nobody else here asks for one of this kind.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let mut process = Command::new("java")
            .arg("-Djava.library.path=DynamoDBLocal_lib")
            .args(["-Xmx512m", "-jar", "DynamoDBLocal.jar"])
            .args(["-inMemory", "-disableTelemetry", "-port"])
            .arg(port.to_string())
            .current_dir(jar.parent().context("the jar lies in a folder")?)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("DynamoDB Local needs Java 17 or later")?;
        let config = clients::config(&format!("http://127.0.0.1:{port}"), &credentials());
        let client = Client::new(&config);
        let deadline = Instant::now() + START_WITHIN;
        while client.list_tables().send().await.is_err() {
            if let Some(status) = process.try_wait()? {
                bail!("DynamoDB Local ended ({status}); it needs Java 17 or later");
            }
            if Instant::now() > deadline {
                bail!("DynamoDB Local did not answer within {START_WITHIN:?}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(Some(Self {
            client,
            _runs: Running::Java { _process: process },
        }))
    }

    /// The production client, pointed at this house.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A new table, and the store on it.
    ///
    /// # Errors
    /// A house that refuses it.
    pub async fn table(&self, name: &str) -> Result<Store> {
        schema::create_table(&self.client, name).await?;
        let every = &[
            Need::Read,
            Need::ReadIndex,
            Need::Scan,
            Need::Write,
            Need::InsertRows,
        ];
        Ok(Store::new(
            self.client.clone(),
            name.into(),
            Grants::of(every),
        ))
    }
}

/// DynamoDB Local takes letters and digits only.
fn credentials() -> Credentials {
    Credentials::new("contract", "contract", None, None, "contract tests")
}

/// Where `cargo verify` puts it.
fn installed_jar() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workspace.join("target"), |folder| workspace.join(folder));
    target.join("dynamodb-local/DynamoDBLocal.jar")
}
