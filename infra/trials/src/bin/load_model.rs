//! `cargo load-model`: counts what each operation costs, says how hot keys get in the worst bursts,
//! and plays a year in minutes.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};
use clap::Parser;
use journeys::load::{
    counting,
    year::{Plan, live},
};
use operations::{counted, in_workspace, scale};

/// A year of forty doctors: some minutes.
const PLAN: Plan = Plan {
    doctors: 40,
    days: 365,
};

#[derive(Parser)]
#[command(
    name = "load-model",
    about = "Counts what each operation costs the table, writes docs/operations/scale.md, and plays a year in minutes"
)]
struct Options {
    /// Counts and writes, and plays no year.
    #[arg(long)]
    count_only: bool,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    eprintln!("Counting each operation …");
    let counted = counting::count().await;
    let page = scale::write(&counted)?;
    println!("{page}");
    for (file, text) in [(counted::FILE, counted.text()?), (scale::PAGE, page)] {
        fs::write(in_workspace(file), text).context(file)?;
    }
    if options.count_only {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("Playing {} days of {} doctors …", PLAN.days, PLAN.doctors);
    let report = live(PLAN).await;
    println!("{}", report.text());
    println!(
        "{:.0} write units; the counts foretell {:.0}.",
        report.writes(),
        report.foretold(&counted)
    );
    Ok(ExitCode::SUCCESS)
}
