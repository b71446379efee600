//! What the queues hold: messages, and the dead letters of queues and stream.

use std::sync::Arc;

use anyhow::Result;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Notify;

use crate::journal::Journal;
use crate::lambda::{now_ms, request_id};

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    attributes TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    visible_ms INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0,
    under_way INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS messages_due ON messages (queue, visible_ms);
CREATE TABLE IF NOT EXISTS dead_letters (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    body TEXT NOT NULL,
    attributes TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    reason TEXT NOT NULL,
    died_ms INTEGER NOT NULL,
    from_queue INTEGER NOT NULL
);";

/// A message as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMessage {
    /// The queue's name.
    pub queue: String,
    /// The body.
    pub body: String,
    /// The message attributes, in the JSON of the queue protocol (an object).
    pub attributes: Value,
    /// How long it stays unseen, milliseconds.
    pub delay_ms: i64,
}

/// A message handed to a worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// Its identifier.
    pub id: String,
    /// Its body.
    pub body: String,
    /// Its attributes, as sent.
    pub attributes: Value,
    /// When it was sent, milliseconds since 1970.
    pub sent_ms: i64,
    /// How often it was handed out, this time included.
    pub receives: u32,
}

/// How a queue stands.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct QueueState {
    /// The queue's name.
    pub name: String,
    /// Messages that may be taken now.
    pub waiting: u32,
    /// Messages a worker holds.
    pub under_way: u32,
    /// Messages that wait for their time: delayed, or to be tried again.
    pub delayed: u32,
    /// When the oldest of them was sent, milliseconds since 1970.
    pub oldest_ms: i64,
}

/// A message or stream record that failed too often.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct DeadLetter {
    /// Its number on the status page.
    pub number: i64,
    /// The queue's name, or the stream's.
    pub source: String,
    /// The message's body, or the stream record as JSON.
    pub body: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub reason: String,
    /// When it was given up, milliseconds since 1970.
    pub died_ms: i64,
    /// Whether it can be put back: messages can; stream records are found by the sweep.
    pub can_be_revived: bool,
}

/// Access to the queues; clones share the journal.
#[derive(Debug, Clone)]
pub struct QueueStore {
    journal: Journal,
    /// Rung whenever there may be something to take.
    bell: Arc<Notify>,
}

impl QueueStore {
    /// Prepares the journal. What a killed process held is free to be taken again at once.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub fn open(journal: Journal) -> Result<Self> {
        journal.prepare(SCHEMA)?;
        journal.prepare("UPDATE messages SET under_way = 0, visible_ms = 0 WHERE under_way = 1")?;
        Ok(Self {
            journal,
            bell: Arc::new(Notify::new()),
        })
    }

    /// Keeps the messages, all or none; returns their identifiers in the order given.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn send(&self, messages: Vec<NewMessage>) -> Result<Vec<String>> {
        let ids = self
            .journal
            .write(move |transaction| {
                messages
                    .into_iter()
                    .map(|message| insert(transaction, &message))
                    .collect()
            })
            .await?;
        self.bell.notify_waiters();
        Ok(ids)
    }

    /// Hands out up to `most` messages that are due, oldest first, and hides them for `hide_ms`.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn receive(&self, queue: &str, most: usize, hide_ms: i64) -> Result<Vec<Received>> {
        let queue = queue.to_owned();
        self.journal
            .write(move |transaction| take(transaction, &queue, most, hide_ms))
            .await
    }

    /// Removes a message that was worked off.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn delete(&self, id: &str) -> Result<()> {
        let id = id.to_owned();
        self.journal
            .write(move |transaction| {
                transaction.execute("DELETE FROM messages WHERE id = ?1", [id])?;
                Ok(())
            })
            .await
    }

    /// Gives a message back, to come again after `pause_ms`.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn give_back(&self, id: &str, pause_ms: i64) -> Result<()> {
        let id = id.to_owned();
        self.journal
            .write(move |transaction| {
                transaction.execute(
                    "UPDATE messages SET under_way = 0, visible_ms = ?2 WHERE id = ?1",
                    params![id, now_ms() + pause_ms],
                )?;
                Ok(())
            })
            .await
    }

    /// Moves a message to the dead letters.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn give_up(&self, id: &str, reason: &str) -> Result<()> {
        let (id, reason) = (id.to_owned(), reason.to_owned());
        self.journal
            .write(move |transaction| {
                transaction.execute(
                    "INSERT INTO dead_letters (source, body, attributes, attempts, reason, died_ms, from_queue)
                     SELECT queue, body, attributes, receives, ?2, ?3, 1 FROM messages WHERE id = ?1",
                    params![id, reason, now_ms()],
                )?;
                transaction.execute("DELETE FROM messages WHERE id = ?1", [id])?;
                Ok(())
            })
            .await
    }

    /// The dead letters, newest first.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub async fn dead_letters(&self) -> Result<Vec<DeadLetter>> {
        self.journal
            .write(|transaction| {
                let mut statement =
                    transaction.prepare("SELECT * FROM dead_letters ORDER BY number DESC")?;
                let rows = statement.query_map([], |row| {
                    Ok(DeadLetter {
                        number: row.get("number")?,
                        source: row.get("source")?,
                        body: row.get("body")?,
                        attempts: row.get("attempts")?,
                        reason: row.get("reason")?,
                        died_ms: row.get("died_ms")?,
                        can_be_revived: row.get("from_queue")?,
                    })
                })?;
                Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
            })
            .await
    }

    /// Puts a dead message back into its queue; `false` when there is none of this number, or it
    /// came from the stream.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn revive(&self, number: i64) -> Result<bool> {
        let revived = self
            .journal
            .write(move |transaction| revive(transaction, number))
            .await?;
        self.bell.notify_waiters();
        Ok(revived)
    }

    /// How every queue that holds something stands.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub async fn states(&self) -> Result<Vec<QueueState>> {
        self.journal
            .write(|transaction| {
                let mut statement = transaction.prepare(
                    "SELECT queue,
                            sum(NOT under_way AND visible_ms <= ?1) AS waiting,
                            sum(under_way) AS under_way,
                            sum(NOT under_way AND visible_ms > ?1) AS delayed,
                            min(sent_ms) AS oldest_ms
                     FROM messages GROUP BY queue ORDER BY queue",
                )?;
                let rows = statement.query_map([now_ms()], |row| {
                    Ok(QueueState {
                        name: row.get("queue")?,
                        waiting: row.get("waiting")?,
                        under_way: row.get("under_way")?,
                        delayed: row.get("delayed")?,
                        oldest_ms: row.get("oldest_ms")?,
                    })
                })?;
                Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
            })
            .await
    }

    /// When the queue's next message is due, milliseconds since 1970; `None` when it is empty.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub async fn next_due(&self, queue: &str) -> Result<Option<i64>> {
        let queue = queue.to_owned();
        self.journal
            .write(move |transaction| {
                Ok(transaction.query_row(
                    "SELECT min(visible_ms) FROM messages WHERE queue = ?1",
                    [queue],
                    |row| row.get(0),
                )?)
            })
            .await
    }

    /// Rings when something was sent or put back.
    #[must_use]
    pub fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.bell)
    }
}

/// Keeps a stream record that failed too often, within the transaction that passes over it.
///
/// # Errors
/// When the journal can't be written.
pub fn bury_record(
    transaction: &Transaction<'_>,
    stream: &str,
    record: &Value,
    attempts: u32,
    reason: &str,
) -> Result<()> {
    transaction.execute(
        "INSERT INTO dead_letters (source, body, attributes, attempts, reason, died_ms, from_queue)
         VALUES (?1, ?2, '{}', ?3, ?4, ?5, 0)",
        params![stream, record.to_string(), attempts, reason, now_ms()],
    )?;
    Ok(())
}

fn insert(transaction: &Transaction<'_>, message: &NewMessage) -> Result<String> {
    let id = request_id();
    let now = now_ms();
    transaction.execute(
        "INSERT INTO messages (id, queue, body, attributes, sent_ms, visible_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            id,
            message.queue,
            message.body,
            message.attributes.to_string(),
            now,
            now + message.delay_ms
        ],
    )?;
    Ok(id)
}

fn take(
    transaction: &Transaction<'_>,
    queue: &str,
    most: usize,
    hide_ms: i64,
) -> Result<Vec<Received>> {
    let now = now_ms();
    let mut due = transaction.prepare(
        "UPDATE messages SET receives = receives + 1, visible_ms = ?3, under_way = 1
         WHERE number IN (SELECT number FROM messages WHERE queue = ?1 AND visible_ms <= ?2
                          ORDER BY number LIMIT ?4)
         RETURNING number, id, body, attributes, sent_ms, receives",
    )?;
    let rows = due.query_map(params![queue, now, now + hide_ms, most], |row| {
        let attributes: String = row.get("attributes")?;
        Ok((
            row.get::<_, i64>("number")?,
            Received {
                id: row.get("id")?,
                body: row.get("body")?,
                attributes: serde_json::from_str(&attributes).unwrap_or_default(),
                sent_ms: row.get("sent_ms")?,
                receives: row.get("receives")?,
            },
        ))
    })?;
    // RETURNING promises no order.
    let mut taken = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    taken.sort_by_key(|(number, _)| *number);
    Ok(taken.into_iter().map(|(_, message)| message).collect())
}

fn revive(transaction: &Transaction<'_>, number: i64) -> Result<bool> {
    let letter = transaction
        .query_row(
            "DELETE FROM dead_letters WHERE number = ?1 AND from_queue = 1
             RETURNING source, body, attributes",
            [number],
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                ))
            },
        )
        .optional()?;
    let Some((queue, body, attributes)) = letter else {
        return Ok(false);
    };
    let message = NewMessage {
        queue,
        body,
        attributes: serde_json::from_str(&attributes)?,
        delay_ms: 0,
    };
    insert(transaction, &message)?;
    Ok(true)
}
