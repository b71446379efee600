//! The mails that were sent, newest last, kept in the journal.

use anyhow::Result;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use crate::journal::Journal;

const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS mails (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    sent_ms INTEGER NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT
)";

/// How many mails a list shows at most.
const LIST_LIMIT: u32 = 500;

/// One mail as it was handed over.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Mail {
    /// The number under which the page shows it; later mails have higher ones. 0 until kept.
    pub number: i64,
    /// The identifier the sender was given.
    pub message_id: String,
    /// When it was taken, milliseconds since 1970.
    pub sent_ms: i64,
    /// The address it comes from.
    pub sender: String,
    /// Every address it goes to: To, Cc and Bcc.
    pub recipients: Vec<String>,
    /// Where answers go, when that is elsewhere.
    pub reply_to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part, when there is one. It is kept, and never rendered.
    pub html: Option<String>,
}

/// Access to the mails; clones share the journal.
#[derive(Debug, Clone)]
pub struct MailStore {
    journal: Journal,
}

impl MailStore {
    /// Prepares the journal for mails.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub fn open(journal: Journal) -> Result<Self> {
        journal.prepare(SCHEMA)?;
        Ok(Self { journal })
    }

    /// Keeps a mail; it is on disk when this returns.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub async fn keep(&self, mail: Mail) -> Result<()> {
        self.journal
            .write(move |transaction| {
                transaction.execute(
                    "INSERT INTO mails (message_id, sent_ms, sender, recipients, reply_to, subject, text, html)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        mail.message_id,
                        mail.sent_ms,
                        mail.sender,
                        serde_json::to_string(&mail.recipients)?,
                        serde_json::to_string(&mail.reply_to)?,
                        mail.subject,
                        mail.text,
                        mail.html,
                    ],
                )?;
                Ok(())
            })
            .await
    }

    /// The newest mails first; with `to`, only those with exactly this recipient address (letters'
    /// case aside). At most 500.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub async fn list(&self, to: Option<&str>) -> Result<Vec<Mail>> {
        let to = to.map(str::to_owned);
        self.journal
            .write(move |transaction| {
                let mut statement = transaction.prepare(
                    "SELECT * FROM mails WHERE ?1 IS NULL OR EXISTS (
                         SELECT 1 FROM json_each(recipients)
                         WHERE lower(value) = lower(?1)
                            OR lower(value) LIKE '%<' || lower(?1) || '>'
                     ) ORDER BY number DESC LIMIT ?2",
                )?;
                let rows = statement.query_map(params![to, LIST_LIMIT], read)?;
                Ok(rows.collect::<rusqlite::Result<Vec<Mail>>>()?)
            })
            .await
    }

    /// The mail of this number.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub async fn find(&self, number: i64) -> Result<Option<Mail>> {
        self.journal
            .write(move |transaction| {
                Ok(transaction
                    .query_row("SELECT * FROM mails WHERE number = ?1", [number], read)
                    .optional()?)
            })
            .await
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        number: row.get("number")?,
        message_id: row.get("message_id")?,
        sent_ms: row.get("sent_ms")?,
        sender: row.get("sender")?,
        recipients: addresses(row, "recipients")?,
        reply_to: addresses(row, "reply_to")?,
        subject: row.get("subject")?,
        text: row.get("text")?,
        html: row.get("html")?,
    })
}

fn addresses(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<String>> {
    let json: String = row.get(column)?;
    serde_json::from_str(&json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
