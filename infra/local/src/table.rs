//! The table: an embedded DynamoDB-compatible server on a loopback port of its own.
//!
//! Handlers reach it with the production SDK client; the stream player reads the embedded
//! database directly ([`crate::stream`]), as nothing is pushed. Expired items go on a timer.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use aws_credential_types::Credentials;
use dynoxide::Database;

use crate::clients;
use crate::listen::Door;
use crate::tasks::Tasks;

/// How often expired items are removed. AWS promises days; here a person is watching.
const SWEEP_EVERY: Duration = Duration::from_secs(10);

/// The running table server.
#[derive(Clone)]
pub struct TableServer {
    database: Database,
    file: PathBuf,
    endpoint: String,
    client: aws_sdk_dynamodb::Client,
}

impl std::fmt::Debug for TableServer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "TableServer({})", self.endpoint)
    }
}

impl TableServer {
    /// Opens the database file and serves it on an ephemeral loopback port.
    ///
    /// # Errors
    /// When the file can't be opened, or no port is free.
    pub async fn start(file: &Path, credentials: &Credentials, tasks: &mut Tasks) -> Result<Self> {
        let name = file
            .to_str()
            .with_context(|| format!("{} is not a readable path", file.display()))?;
        let database = Database::new(name)
            .map_err(|error| anyhow!("could not open {}: {error}", file.display()))?;
        index_stream(file)?;
        let door = Door::loopback(0, "--data").await?;
        let endpoint = door.origin();
        let stop = tasks.stop_signal();
        let served = database.clone();
        tasks.spawn(async move {
            let stopped = async move { stop.cancelled().await };
            let ended =
                dynoxide::server::serve_with_shutdown(door.into_listener(), served, stopped).await;
            if let Err(error) = ended {
                tracing::error!(%error, "the table server ended early");
            }
        });
        spawn_sweeper(database.clone(), tasks);
        let config = clients::config(&endpoint, credentials);
        Ok(Self {
            database,
            file: file.to_owned(),
            endpoint,
            client: aws_sdk_dynamodb::Client::new(&config),
        })
    }

    /// The production client, pointed here.
    #[must_use]
    pub fn client(&self) -> aws_sdk_dynamodb::Client {
        self.client.clone()
    }

    /// Where the server listens.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Where the database lies.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The embedded database, for the stream player.
    #[must_use]
    pub fn database(&self) -> Database {
        self.database.clone()
    }

    /// Whether a table of this name is there already.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn has_table(&self, name: &str) -> Result<bool> {
        let tables = self.client.list_tables().send().await?;
        Ok(tables.table_names().iter().any(|table| table == name))
    }

    /// Removes expired items now.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn sweep_expired(&self) -> Result<usize> {
        let database = self.database.clone();
        tokio::task::spawn_blocking(move || database.sweep_ttl())
            .await
            .context("the sweep ended early")?
            .map_err(|error| anyhow!("the sweep failed: {error}"))
    }
}

/// The embedded database numbers and reads its stream by a converted column without an index, so
/// each write would read every stream record ever written. An index of exactly that expression
/// makes both a look-up.
fn index_stream(file: &Path) -> Result<()> {
    let connection = rusqlite::Connection::open(file)?;
    connection
        .execute_batch(
            "CREATE INDEX IF NOT EXISTS mamis_stream_order
             ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
        )
        .with_context(|| format!("could not index the stream in {}", file.display()))
}

fn spawn_sweeper(database: Database, tasks: &mut Tasks) {
    let stop = tasks.stop_signal();
    tasks.spawn(async move {
        while stop
            .run_until_cancelled(tokio::time::sleep(SWEEP_EVERY))
            .await
            .is_some()
        {
            let database = database.clone();
            match tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
                Ok(Ok(removed)) if removed > 0 => tracing::debug!(removed, "expired items removed"),
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tracing::warn!(%error, "could not remove expired items"),
                Err(error) => tracing::warn!(%error, "could not remove expired items"),
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::index_stream;

    #[test]
    fn numbering_and_reading_the_stream_never_read_all_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("table.sqlite");
        let database = dynoxide::Database::new(file.to_str().expect("a path")).expect("opened");
        index_stream(&file).expect("indexed");
        drop(database);
        let connection = rusqlite::Connection::open(&file).expect("opened");
        for query in [
            "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1
             FROM _stream_records WHERE table_name = 'things'",
            "SELECT event_name FROM _stream_records
             WHERE table_name = 'things' AND shard_id = 's' AND CAST(sequence_number AS INTEGER) > 7
             ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 100",
        ] {
            let plan: String = connection
                .query_row(&format!("EXPLAIN QUERY PLAN {query}"), [], |row| row.get(3))
                .expect("a plan");
            assert!(plan.starts_with("SEARCH _stream_records USING"), "{plan}");
            assert!(plan.contains("mamis_stream_order"), "{plan}");
        }
    }
}
