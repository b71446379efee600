//! One SQLite file for what the stack itself must remember: mails, queued messages, checkpoints.
//!
//! Invariant: a call that returned `Ok` is on disk (write-ahead log, a flush per commit), so an
//! answer given after it survives `kill -9` and a power cut.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use rusqlite::Connection;

/// A handle to the journal; clones share the connection.
#[derive(Debug, Clone)]
pub struct Journal {
    connection: Arc<Mutex<Connection>>,
}

impl Journal {
    /// Opens the file, and creates it when it is not there.
    ///
    /// # Errors
    /// When the file can't be opened or is not a database.
    pub fn open(file: &Path) -> Result<Self> {
        let connection =
            Connection::open(file).with_context(|| format!("could not open {}", file.display()))?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            .with_context(|| format!("could not prepare {}", file.display()))?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Runs statements now, on this thread: for creating tables at the start.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn prepare(&self, statements: &str) -> Result<()> {
        let connection = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        connection.execute_batch(statements)?;
        Ok(())
    }

    /// Runs `work` in one transaction on a thread that may block; committed when it returns `Ok`.
    ///
    /// # Errors
    /// Those of `work`, and those of SQLite.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let connection = Arc::clone(&self.connection);
        tokio::task::spawn_blocking(move || {
            // A panic inside `work` rolled its transaction back, so the connection is sound.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })
        .await
        .context("the journal's thread ended early")?
    }
}
