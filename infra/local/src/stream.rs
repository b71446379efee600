//! The table's stream: reads its records in order and carries them to the stream worker.
//!
//! Invariants, those of Lambda's mapping with bisection and `ReportBatchItemFailures`: at least
//! once, in order, and a record is passed over only when it was worked off or buried in the dead
//! letters. The place reached in each shard is durable; after a crash the records behind it come
//! again. A new stream is read from its beginning, so nothing written before the first start of
//! the player is lost. Records are kept for 24 hours, as on AWS; only what was not worked off yet
//! stays longer, since this machine may have been off ([`Trimmer`]).

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use dynoxide::Database;
use dynoxide::actions::describe_stream::DescribeStreamRequest;
use dynoxide::actions::get_records::GetRecordsRequest;
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;
use dynoxide::actions::list_streams::ListStreamsRequest;
use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use crate::clients::REGION;
use crate::journal::Journal;
use crate::lambda::{Function, invoke, now_ms};
use crate::queues::store::bury_record;
use crate::tasks::CancellationToken;

const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS checkpoints (
    shard TEXT PRIMARY KEY,
    sequence_number TEXT NOT NULL
)";

/// How the stream of one table is carried to its worker.
#[derive(Clone)]
pub struct StreamMapping {
    /// The table's name.
    pub table: String,
    /// The worker.
    pub worker: Function,
    /// Records an invocation gets at most.
    pub batch_size: usize,
    /// How long an invocation may take.
    pub time_limit: Duration,
    /// The pause after a failure; it doubles with each further one of the same record.
    pub first_pause: Duration,
    /// How often a single record is tried before it is buried.
    pub most_attempts: u32,
    /// The pause after the stream had nothing new.
    pub poll_every: Duration,
}

impl StreamMapping {
    /// The usual: up to 100 records, 30 s, five tries over some three seconds, looked for 40 times
    /// a second.
    #[must_use]
    pub fn new(table: impl Into<String>, worker: Function) -> Self {
        Self {
            table: table.into(),
            worker,
            batch_size: 100,
            time_limit: Duration::from_secs(30),
            first_pause: Duration::from_millis(200),
            most_attempts: 5,
            poll_every: Duration::from_millis(25),
        }
    }
}

/// Reads one table's stream and carries it.
pub struct StreamPlayer {
    database: Database,
    journal: Journal,
    mapping: StreamMapping,
    /// Found once: the embedded database keeps one shard a table for ever, and describing it
    /// reads all its records.
    shards: Vec<Shard>,
}

impl StreamPlayer {
    /// Prepares the journal for checkpoints.
    ///
    /// # Errors
    /// When the journal can't be written. Call it after the queues' store was opened, as dead
    /// letters are kept there.
    pub fn new(database: Database, journal: Journal, mapping: StreamMapping) -> Result<Self> {
        journal.prepare(SCHEMA)?;
        Ok(Self {
            database,
            journal,
            mapping,
            shards: Vec::new(),
        })
    }

    /// Plays until `stop` fires.
    pub async fn play(mut self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let pause = match self.carry_new(&stop).await {
                Ok(0) => self.mapping.poll_every,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::error!(%error, table = self.mapping.table, "the stream can't be read");
                    Duration::from_secs(1)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stop.cancelled() => return,
            }
        }
    }

    /// Carries what is new in every shard; returns how many records were passed.
    async fn carry_new(&mut self, stop: &CancellationToken) -> Result<usize> {
        if self.shards.is_empty() {
            self.shards = self.find_shards().await?;
        }
        let mut passed = 0;
        for shard in &self.shards {
            let checkpoint = self.checkpoint(&shard.id).await?;
            let records = self.read(shard, checkpoint).await?;
            passed += self.carry(shard, &records, stop).await?;
        }
        Ok(passed)
    }

    /// Carries records in order. After a failure the batch is halved, so that one bad record
    /// doesn't hold up the good ones before it; alone, it is tried again and then buried.
    async fn carry(
        &self,
        shard: &Shard,
        records: &[Value],
        stop: &CancellationToken,
    ) -> Result<usize> {
        let mut done = 0;
        let mut window = records.len();
        let mut attempts = 0;
        while done < records.len() && !stop.is_cancelled() {
            let batch = &records[done..records.len().min(done + window.max(1))];
            let (good, failure) = self.deliver(batch).await;
            if good > 0 {
                done += good;
                attempts = 0;
                self.keep_checkpoint(shard, sequence_number(&records[done - 1])?)
                    .await?;
            }
            let Some(reason) = failure else {
                window = records.len() - done;
                continue;
            };
            if batch.len() - good > 1 {
                window = (batch.len() - good) / 2;
            } else {
                window = 1;
                attempts += 1;
                if attempts >= self.mapping.most_attempts {
                    self.bury(shard, &records[done], attempts, &reason).await?;
                    done += 1;
                    attempts = 0;
                    window = records.len() - done;
                    continue;
                }
            }
            self.pause(attempts, stop).await;
        }
        Ok(done)
    }

    /// Invokes the worker; returns how many records from the front are done, and why not all.
    async fn deliver(&self, batch: &[Value]) -> (usize, Option<String>) {
        let event = json!({"Records": batch});
        let answer = match invoke(&self.mapping.worker, event, self.mapping.time_limit).await {
            Ok(answer) => answer,
            Err(error) => return (0, Some(error.to_string())),
        };
        let failures = answer
            .get("batchItemFailures")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if failures.is_empty() {
            return (batch.len(), None);
        }
        // The first failed record; a report that names none of ours means all failed.
        let first = batch
            .iter()
            .position(|record| {
                failures.iter().any(|failure| {
                    failure.get("itemIdentifier") == record.pointer("/dynamodb/SequenceNumber")
                })
            })
            .unwrap_or(0);
        (first, Some("the worker reported it as failed".into()))
    }

    async fn pause(&self, attempts: u32, stop: &CancellationToken) {
        let pause = self.mapping.first_pause * (1 << attempts.saturating_sub(1).min(6));
        stop.run_until_cancelled(tokio::time::sleep(pause)).await;
    }

    async fn find_shards(&self) -> Result<Vec<Shard>> {
        let table = self.mapping.table.clone();
        self.with_database(move |database| {
            let streams = database
                .list_streams(ListStreamsRequest {
                    table_name: Some(table),
                    ..ListStreamsRequest::default()
                })
                .map_err(|error| anyhow!("{error}"))?;
            let mut shards = Vec::new();
            for stream in streams.streams {
                let described = database
                    .describe_stream(DescribeStreamRequest {
                        stream_arn: stream.stream_arn.clone(),
                        ..DescribeStreamRequest::default()
                    })
                    .map_err(|error| anyhow!("{error}"))?;
                shards.extend(
                    described
                        .stream_description
                        .shards
                        .into_iter()
                        .map(|shard| Shard {
                            id: shard.shard_id,
                            stream: stream.stream_arn.clone(),
                        }),
                );
            }
            Ok(shards)
        })
        .await
    }

    async fn read(&self, shard: &Shard, checkpoint: Option<String>) -> Result<Vec<Value>> {
        let (shard, limit) = (shard.clone(), self.mapping.batch_size);
        self.with_database(move |database| {
            let kind = match checkpoint {
                Some(_) => "AFTER_SEQUENCE_NUMBER",
                None => "TRIM_HORIZON",
            };
            let iterator = database
                .get_shard_iterator(GetShardIteratorRequest {
                    stream_arn: shard.stream.clone(),
                    shard_id: shard.id,
                    shard_iterator_type: kind.into(),
                    sequence_number: checkpoint,
                })
                .map_err(|error| anyhow!("{error}"))?
                .shard_iterator
                .context("the shard gave no iterator")?;
            let answer = database
                .get_records(GetRecordsRequest {
                    shard_iterator: iterator,
                    limit: Some(limit),
                })
                .map_err(|error| anyhow!("{error}"))?;
            answer
                .records
                .iter()
                .map(|record| lambda_record(serde_json::to_value(record)?, &shard.stream))
                .collect()
        })
        .await
    }

    async fn with_database<T: Send + 'static>(
        &self,
        work: impl FnOnce(Database) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let database = self.database.clone();
        tokio::task::spawn_blocking(move || work(database))
            .await
            .context("reading the stream ended early")?
    }

    async fn checkpoint(&self, shard: &str) -> Result<Option<String>> {
        let shard = shard.to_owned();
        self.journal
            .write(move |transaction| {
                Ok(transaction
                    .query_row(
                        "SELECT sequence_number FROM checkpoints WHERE shard = ?1",
                        [shard],
                        |row| row.get(0),
                    )
                    .optional()?)
            })
            .await
    }

    async fn keep_checkpoint(&self, shard: &Shard, sequence_number: String) -> Result<()> {
        let shard = shard.id.clone();
        self.journal
            .write(move |transaction| set_checkpoint(transaction, &shard, &sequence_number))
            .await
    }

    async fn bury(&self, shard: &Shard, record: &Value, attempts: u32, reason: &str) -> Result<()> {
        let sequence_number = sequence_number(record)?;
        tracing::error!(sequence_number, reason, "given up: see the dead letters");
        let (shard, record, reason) = (shard.id.clone(), record.clone(), reason.to_owned());
        let source = format!("stream of {}", self.mapping.table);
        self.journal
            .write(move |transaction| {
                bury_record(transaction, &source, &record, attempts, &reason)?;
                set_checkpoint(transaction, &shard, &sequence_number)
            })
            .await
    }
}

/// Removes what DynamoDB would remove: the embedded database keeps every stream record for ever.
pub struct Trimmer {
    /// The database's file.
    pub file: PathBuf,
    /// Where the checkpoints are.
    pub journal: Journal,
    /// The table whose stream is trimmed.
    pub table: String,
    /// How long a record is kept.
    pub keep: Duration,
    /// How often is trimmed.
    pub every: Duration,
}

/// "DynamoDB Streams: data is removed after 24 hours."
pub const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// Records removed in one step, so that nobody waits long for the database.
const TRIMMED_AT_ONCE: usize = 500;

impl Trimmer {
    /// Trims until `stop` fires; a failure is logged, and the next time comes all the same.
    pub async fn play(self, stop: CancellationToken) {
        while stop
            .run_until_cancelled(tokio::time::sleep(self.every))
            .await
            .is_some()
        {
            if let Err(error) = self.trim().await {
                tracing::warn!(%error, table = self.table, "the stream was not trimmed");
            }
        }
    }

    /// Removes every record that was worked off and is old enough; returns how many. The newest
    /// one of a shard stays: the database numbers on from it.
    ///
    /// # Errors
    /// Those of SQLite.
    pub async fn trim(&self) -> Result<usize> {
        let reached = self
            .journal
            .write(|transaction| {
                let mut found =
                    transaction.prepare("SELECT shard, sequence_number FROM checkpoints")?;
                let rows = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<Result<Vec<(String, String)>, _>>()?)
            })
            .await?;
        let (file, table) = (self.file.clone(), self.table.clone());
        let keep_ms = i64::try_from(self.keep.as_millis()).unwrap_or(i64::MAX);
        let until = (now_ms() - keep_ms).div_euclid(1000);
        tokio::task::spawn_blocking(move || {
            let connection = rusqlite::Connection::open(file)?;
            connection.busy_timeout(Duration::from_secs(5))?;
            let mut removed = 0;
            for (shard, sequence_number) in reached {
                let reached = stored_number(&sequence_number)?;
                loop {
                    let step = connection.execute(
                        "DELETE FROM _stream_records WHERE id IN (
                             SELECT id FROM _stream_records
                             WHERE table_name = ?1 AND shard_id = ?2 AND created_at <= ?3
                             AND CAST(sequence_number AS INTEGER) < ?4
                             LIMIT ?5)",
                        params![table, shard, until, reached, TRIMMED_AT_ONCE],
                    )?;
                    removed += step;
                    if step < TRIMMED_AT_ONCE {
                        break;
                    }
                }
            }
            Ok(removed)
        })
        .await
        .context("trimming ended early")?
    }
}

/// The number under which the database stores a record that it gave out with this 21-digit one.
fn stored_number(public: &str) -> Result<i64> {
    public
        .strip_prefix('1')
        .filter(|digits| digits.len() == 20)
        .and_then(|digits| digits.parse().ok())
        .with_context(|| format!("{public} is no sequence number of this database"))
}

#[derive(Debug, Clone)]
struct Shard {
    id: String,
    stream: String,
}

fn set_checkpoint(
    transaction: &rusqlite::Transaction<'_>,
    shard: &str,
    sequence_number: &str,
) -> Result<()> {
    transaction.execute(
        "INSERT INTO checkpoints (shard, sequence_number) VALUES (?1, ?2)
         ON CONFLICT (shard) DO UPDATE SET sequence_number = excluded.sequence_number",
        params![shard, sequence_number],
    )?;
    Ok(())
}

/// The record as Lambda gives it: the stream's own form, with where it comes from.
fn lambda_record(mut record: Value, stream: &str) -> Result<Value> {
    let fields = record
        .as_object_mut()
        .context("a stream record is not an object")?;
    fields.insert("eventSourceARN".into(), stream.into());
    fields.insert("awsRegion".into(), REGION.into());
    Ok(record)
}

fn sequence_number(record: &Value) -> Result<String> {
    record
        .pointer("/dynamodb/SequenceNumber")
        .and_then(Value::as_str)
        .map(str::to_owned)
        .context("a stream record has no sequence number")
}
