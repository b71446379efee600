//! The outside world of MAMIS, all of it: table, documents, mail and queues on one data folder.
//!
//! The functions don't know it is not AWS. [`crate::stack`] adds them and the gateway to it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use aws_credential_types::Credentials;

use crate::clients;
use crate::data_folder::DataFolder;
use crate::documents::DocumentsServer;
use crate::journal::Journal;
use crate::listen::Door;
use crate::mailbox::Mailbox;
use crate::measured::MeasuredLines;
use crate::queues::{QueueServer, QueueStore};
use crate::schedule::{self, Rule};
use crate::secrets::{Secret, secret};
use crate::stream::{KEPT, StreamMapping, StreamPlayer, Trimmer};
use crate::table::TableServer;
use crate::tasks::Tasks;

/// How often streams are trimmed.
const TRIM_EVERY: std::time::Duration = std::time::Duration::from_secs(10 * 60);

/// The doors the outside world is reached by from a browser.
#[derive(Debug)]
pub struct Doors {
    /// The documents' origin.
    pub documents: Door,
    /// The mailbox, on loopback always.
    pub mailbox: Door,
}

impl Doors {
    /// Free ports on loopback: for tests.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn anywhere() -> Result<Self> {
        Ok(Self {
            documents: Door::loopback(0, "--documents-port").await?,
            mailbox: Door::loopback(0, "--mailbox-port").await?,
        })
    }
}

/// The running outside world.
#[derive(Debug)]
pub struct Outside {
    /// The table.
    pub table: TableServer,
    /// The documents' store.
    pub documents: DocumentsServer,
    /// The mailbox.
    pub mailbox: Mailbox,
    /// The queues.
    pub queues: QueueServer,
    /// What was measured.
    pub measured: MeasuredLines,
    journal: Journal,
    credentials: Credentials,
    tasks: Tasks,
    // Last, so that the folder is free only when nothing uses it any more.
    data: DataFolder,
}

impl Outside {
    /// Starts everything on the data folder. Pages of `site_origin` may post documents and read
    /// them; only the queues named exist.
    ///
    /// # Errors
    /// When a file in the folder can't be used or a port is taken.
    pub async fn start(
        data: DataFolder,
        doors: Doors,
        site_origin: &str,
        queues: BTreeSet<String>,
    ) -> Result<Self> {
        let mut tasks = Tasks::default();
        let credentials = clients::credentials(&secret(&data, "access-key")?);
        let journal = Journal::open(&data.file("journal.sqlite"))?;
        let store = QueueStore::open(journal.clone())?;
        let table =
            TableServer::start(&data.file("table.sqlite"), &credentials, &mut tasks).await?;
        let documents = DocumentsServer::start(
            &data.folder("documents")?,
            doors.documents,
            site_origin,
            &credentials,
            &mut tasks,
        )?;
        let mailbox = Mailbox::start(
            &journal,
            store.clone(),
            doors.mailbox,
            &credentials,
            &mut tasks,
        )?;
        let door = Door::loopback(0, "--data").await?;
        let queues = QueueServer::start(store, queues, door, &credentials, &mut tasks);
        Ok(Self {
            table,
            documents,
            mailbox,
            queues,
            measured: MeasuredLines::default(),
            journal,
            credentials,
            tasks,
            data,
        })
    }

    /// A secret of this data folder, made on first use.
    ///
    /// # Errors
    /// When it can't be read or written.
    pub fn secret(&self, name: &str) -> Result<Secret> {
        secret(&self.data, name)
    }

    /// The access key every local client signs with.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The folder everything is kept in.
    #[must_use]
    pub fn data_folder(&self) -> &Path {
        self.data.root()
    }

    /// The parts that run, for adding to them.
    pub fn tasks(&mut self) -> &mut Tasks {
        &mut self.tasks
    }

    /// Carries a queue to its worker from now on.
    pub fn map_queue(&mut self, mapping: crate::queues::Mapping) {
        let stop = self.tasks.stop_signal();
        let store = self.queues.store().clone();
        self.tasks
            .spawn(crate::queues::mapping::play(store, mapping, stop));
    }

    /// Carries a table's stream to its worker from now on.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub fn map_stream(&mut self, mapping: StreamMapping) -> Result<()> {
        let trimmer = self.trimmer(&mapping.table);
        let player = StreamPlayer::new(self.table.database(), self.journal.clone(), mapping)?;
        let stop = self.tasks.stop_signal();
        self.tasks.spawn(player.play(stop.clone()));
        self.tasks.spawn(trimmer.play(stop));
        Ok(())
    }

    /// Removes what a table's stream keeps no longer.
    #[must_use]
    pub fn trimmer(&self, table: &str) -> Trimmer {
        Trimmer {
            file: self.table.file().to_owned(),
            journal: self.journal.clone(),
            table: table.to_owned(),
            keep: KEPT,
            every: TRIM_EVERY,
        }
    }

    /// Invokes a worker at its interval from now on.
    pub fn map_schedule(&mut self, rule: Rule) {
        let stop = self.tasks.stop_signal();
        self.tasks.spawn(schedule::play(rule, stop));
    }

    /// Stops everything and waits until it has.
    pub async fn stop(self) {
        let Self { tasks, data, .. } = self;
        tasks.stop().await;
        drop(data);
    }
}
