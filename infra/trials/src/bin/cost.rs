//! `cargo cost`: computes what MAMIS costs, prints it, and writes the page and its chart.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};
use clap::Parser;
use operations::{
    cost::{CHART, Inputs, PAGE, draw, write},
    in_workspace,
};

#[derive(Parser)]
#[command(
    name = "cost",
    about = "Computes what an installation costs, and writes docs/operations/cost.md"
)]
struct Options {}

fn main() -> Result<ExitCode> {
    let Options {} = Options::parse();
    let inputs = Inputs::read()?;
    let page = write(&inputs)?;
    println!("{page}");
    for (file, text) in [(PAGE, page), (CHART, draw(&inputs)?)] {
        fs::write(in_workspace(file), text).context(file)?;
    }
    Ok(ExitCode::SUCCESS)
}
