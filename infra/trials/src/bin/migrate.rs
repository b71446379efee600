//! `cargo migrate`: brings the stored data of an installation on AWS to the version of this code.
//!
//! It only starts each job and watches it; the functions of the installation do the work
//! (docs/operations/migrations.md). On one machine `cargo start` does it by itself.

use std::{process::ExitCode, time::Duration};

use adapters::{
    Grants,
    store::{
        Key, Store,
        items::job::{JobRecord, JobState},
    },
};
use anyhow::{Context, Result};
use clap::Parser;
use functions::{environment::sdk_config, jobs::migrations, world::system_clock};
use trials::account;

/// How often is asked how far it is.
const LOOK_EVERY: Duration = Duration::from_secs(2);

#[derive(Parser)]
#[command(
    name = "migrate",
    about = "Brings the stored data of an installation to the version of this code"
)]
struct Options {
    /// The table (output `TableName` of the stack).
    #[arg(long, value_name = "TABLE")]
    table: String,
    /// Says which version the data have, and changes nothing.
    #[arg(long)]
    look: bool,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let client = aws_sdk_dynamodb::Client::new(&sdk_config().context(account::ASKED)?);
    let grants = Grants::of(migrations::NEEDS);
    let store = Store::new(client, options.table.as_str().into(), grants);
    let table = &options.table;
    let version = migrations::version(&store).await;
    let version = version.with_context(|| format!("the table {table} could not be read"))?;
    println!(
        "The data are of version {version} of {}.",
        migrations::NEWEST
    );
    if options.look {
        return Ok(ExitCode::SUCCESS);
    }
    while let Some(job) = migrations::begin(&store, system_clock()).await? {
        if let JobState::Stopped { en, .. } = watch(&store, &job.id).await?.state {
            println!("{} was stopped: {en}", job.id);
            return Ok(ExitCode::FAILURE);
        }
        let reached = migrations::version(&store).await?;
        println!(
            "The data are of version {reached} of {}.",
            migrations::NEWEST
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Until it is over; Ctrl-C ends the watching, and not the job.
async fn watch(store: &Store, id: &str) -> Result<JobRecord> {
    loop {
        let job: JobRecord = store.read(&Key::job(id)).await?.context("no such job")?;
        let changed = if job.report.is_empty() {
            "0"
        } else {
            &job.report
        };
        println!("{id}: {} items seen, {changed} changed", job.done);
        if !job.is_running() {
            return Ok(job);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
