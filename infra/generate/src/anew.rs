//! `cargo anew`: has every built function published again by the next deployment, changed or not.
//!
//! A version of a function keeps the environment that it was published with, and a new one is
//! published when the function's files have changed. So a file beside each program says when.

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use clap::Parser;

/// Has every built function published again by the next deployment.
#[derive(Parser)]
#[command(name = "cargo anew")]
struct Arguments {
    /// Where the built functions lie, one folder each.
    #[arg(long, default_value = "target/lambda", value_name = "FOLDER")]
    functions: PathBuf,
}

fn main() -> Result<()> {
    let folder = Arguments::parse().functions;
    let listed = fs::read_dir(&folder)
        .with_context(|| format!("{}: build the functions first", folder.display()))?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let mut count = 0_usize;
    for entry in listed {
        let function = entry?.path();
        if function.join("bootstrap").is_file() {
            fs::write(function.join("published"), format!("{now}\n"))?;
            count += 1;
        }
    }
    ensure!(count > 0, "{} holds no built function", folder.display());
    println!("{count} functions will be published anew");
    Ok(())
}
