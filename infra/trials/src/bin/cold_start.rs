//! `cargo cold-start`: measures what a function costs before its first request, and writes
//! `docs/operations/cold-start.md`.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::Parser;
use operations::in_workspace;
use trials::cold_start::{self, PAGE};

/// Measures what a function costs before its first request, and writes docs/operations/cold-start.md.
#[derive(Parser)]
#[command(name = "cargo cold-start")]
struct Options {
    /// What `cargo lambda build --release --arm64` has built: its sizes count.
    #[arg(long, default_value = "target/lambda")]
    deployed: PathBuf,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let (costs, text) = cold_start::measure(&options.deployed).await?;
    fs::write(in_workspace(PAGE), &text).context(PAGE)?;
    println!("{text}");
    let over = costs.over();
    for what in &over {
        eprintln!("over its limit: {what}");
    }
    Ok(if over.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
