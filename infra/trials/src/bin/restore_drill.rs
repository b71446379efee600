//! `cargo restore-drill`: rehearses a restore on this machine, or checks a restored table on AWS.
//!
//! Without options it needs nothing and touches nothing: everything happens in a folder of its own.
//! With `--original` and `--restored` it reads those two tables of the account that the environment
//! names, and writes nothing (docs/operations/restore.md).

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;
use functions::environment::sdk_config;
use operations::audit;
use operations::restore::{
    Recount, Table,
    compare::{Difference, compare},
    configuration::{Setting, differences},
    recount, rehearse,
};
use trials::account;

/// Most keys of each kind that are named.
const NAMED: usize = 20;

#[derive(Parser)]
#[command(
    name = "restore-drill",
    about = "Rehearses a restore, or checks a restored table"
)]
struct Options {
    /// The table that was restored from.
    #[arg(long, requires = "restored", value_name = "TABLE")]
    original: Option<String>,
    /// The table that was restored.
    #[arg(long, requires = "original", value_name = "TABLE")]
    restored: Option<String>,
    /// Where heads of the audit trail lie (output `HeadsBucket` of the stack).
    #[arg(long, requires = "restored", value_name = "BUCKET")]
    heads: Option<String>,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let right = match options.original.zip(options.restored) {
        Some((original, restored)) => check(original, restored, options.heads).await?,
        None => rehearsal().await?,
    };
    Ok(if right {
        println!("The restored table says what the original says.");
        ExitCode::SUCCESS
    } else {
        println!("The restored table is not to be used as it is.");
        ExitCode::FAILURE
    })
}

async fn rehearsal() -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let found = rehearse(folder.path(), |step| println!("{step}")).await?;
    println!("Lacking as restored:");
    show_settings(&found.lacked);
    println!("Lacking after stream and expiry were turned on:");
    show_settings(&found.lacks);
    show_difference(&found.difference);
    show_recount(&found.recount);
    print!("{}", found.audit);
    println!(
        "{} doctors' pages are the same through the functions on the new table.",
        found.pages
    );
    let right = found.difference.is_none() && found.recount.wrong.is_empty();
    Ok(right && found.audit.wrong.is_empty() && found.lacks.is_empty())
}

async fn check(original: String, restored: String, heads: Option<String>) -> Result<bool> {
    let config = sdk_config().context(account::ASKED)?;
    let client = aws_sdk_dynamodb::Client::new(&config);
    let table = |name| Table {
        client: client.clone(),
        name,
    };
    let (original, restored) = (table(original), table(restored));
    println!("Settings that did not come along:");
    let lacks = differences(&original, &restored).await?;
    show_settings(&lacks);
    let difference = compare(&original, &restored, functions::world::system_clock()).await?;
    show_difference(&difference);
    if !difference.is_none() {
        println!("(What was written after the point of the restore differs, and should.)");
    }
    let recount = recount(&restored).await?;
    show_recount(&recount);
    let mut right = recount.wrong.is_empty();
    if let Some(bucket) = heads {
        let checked = audit::check_on_aws(&config, restored.name, bucket).await?;
        print!("{checked}");
        right &= checked.wrong.is_empty();
    }
    Ok(right)
}

fn show_settings(settings: &[Setting]) {
    for setting in settings {
        println!(
            "  {}: {} → {}",
            setting.name, setting.original, setting.restored
        );
    }
    if settings.is_empty() {
        println!("  nothing");
    }
}

fn show_difference(found: &Difference) {
    println!("{} items are the same.", found.same);
    for (what, keys) in [
        ("missing", &found.missing),
        ("more", &found.more),
        ("changed", &found.changed),
    ] {
        if !keys.is_empty() {
            println!("{} {what}:", keys.len());
            show(keys);
        }
    }
}

fn show_recount(found: &Recount) {
    println!(
        "Computed again: {} balances, {} statuses, {} approvals, places of {} lines of the audit trail; {} do not agree.",
        found.balances,
        found.statuses,
        found.approvals,
        found.audited,
        found.wrong.len()
    );
    show(&found.wrong);
}

fn show(lines: &[String]) {
    for line in lines.iter().take(NAMED) {
        println!("  {line}");
    }
    if lines.len() > NAMED {
        println!("  … and {} more", lines.len() - NAMED);
    }
}
