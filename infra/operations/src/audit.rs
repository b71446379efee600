//! 監査証跡の照合: every sealed day of the audit trail compared with its head.
//!
//! Heads are read in their first version, which the bucket's lock keeps, and each must follow the one
//! before; so a day that agrees says what it said an hour after its end. Nothing is said of days that
//! are not sealed yet.

use std::fmt;

use adapters::{
    Grants,
    audit::{Heads, Sealed, head_of},
    store::Store,
};
use anyhow::Result;
use api::Need;
use aws_types::SdkConfig;
use domain::calendar::Date;

/// Most days that are named.
const NAMED: usize = 20;

/// A day that does not agree, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which.
    pub day: Date,
    /// Why.
    pub why: String,
}

/// What was compared. Shown, it is what the commands print.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// The first and the last day that are sealed.
    pub sealed: Option<(Date, Date)>,
    /// Lines of all days that agree.
    pub lines: u64,
    /// How the heads are locked, if they are.
    pub lock: Option<String>,
    /// Days that do not agree, the first one first.
    pub wrong: Vec<Wrong>,
}

impl Checked {
    fn complain(&mut self, day: Date, why: impl Into<String>) {
        let why = why.into();
        self.wrong.push(Wrong { day, why });
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, last)) = self.sealed else {
            return writeln!(out, "No day of the audit trail is sealed.");
        };
        writeln!(
            out,
            "Sealed from {first} to {last}; {} lines are what they were.",
            self.lines
        )?;
        match &self.lock {
            Some(lock) => writeln!(out, "Heads are locked: {lock}.")?,
            None => writeln!(
                out,
                "Heads are not locked here: who writes files can replace them."
            )?,
        }
        if let Some(wrong) = self.wrong.first() {
            writeln!(out, "The first day that differs is {}.", wrong.day)?;
        }
        for wrong in self.wrong.iter().take(NAMED) {
            writeln!(out, "  {}: {}", wrong.day, wrong.why)?;
        }
        if self.wrong.len() > NAMED {
            writeln!(out, "  … and {} more", self.wrong.len() - NAMED)?;
        }
        Ok(())
    }
}

/// Compares every sealed day.
///
/// # Errors
/// The bucket's or the table's.
pub async fn check(heads: &Heads, store: &Store) -> Result<Checked> {
    let mut checked = Checked {
        lock: heads.lock().await?,
        ..Checked::default()
    };
    let mut before: Option<Sealed> = None;
    for kept in heads.kept().await? {
        let sealed = heads.first_of(&kept).await?;
        let mut due = before
            .as_ref()
            .map_or(kept.day, |one| one.head.day.add_days(1));
        while due < kept.day {
            checked.complain(due, "it has no head");
            due = due.add_days(1);
        }
        if kept.touched {
            checked.complain(kept.day, "its head was written over or marked as deleted");
        }
        let previous = before.as_ref().map(|one| &one.hash);
        if sealed.head.previous.as_ref() != previous || sealed.head.day != kept.day {
            checked.complain(kept.day, "its head does not follow the one before");
        }
        let now = head_of(store, kept.day, sealed.head.previous.clone()).await?;
        match (now.entries, sealed.head.entries) {
            (now, then) if now != then => {
                checked.complain(
                    kept.day,
                    format!("{then} lines were sealed, {now} are there"),
                );
            }
            _ if now.chain != sealed.head.chain => {
                checked.complain(kept.day, "its lines are not what they were");
            }
            (lines, _) => checked.lines += lines,
        }
        let first = checked.sealed.map_or(kept.day, |(first, _)| first);
        checked.sealed = Some((first, kept.day));
        before = Some(sealed);
    }
    Ok(checked)
}

/// The same for a table and a bucket of an account, by whoever may read both.
///
/// # Errors
/// The bucket's or the table's.
pub async fn check_on_aws(config: &SdkConfig, table: String, bucket: String) -> Result<Checked> {
    let client = aws_sdk_s3::Client::new(config);
    let heads = Heads::new(Some(client.into()), bucket, Grants::of(&[Need::SealAudit]));
    let client = aws_sdk_dynamodb::Client::new(config);
    let store = Store::new(client, table.into(), Grants::of(&[Need::ReadIndex]));
    check(&heads, &store).await
}
