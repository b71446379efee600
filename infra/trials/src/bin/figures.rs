//! `cargo figures`: measures what is asked for and writes `docs/figures.md`.

use std::{fs, path::Path, process::ExitCode};

use anyhow::{Context, Result};
use journeys::figures::{self, PAGE};

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let figures = figures::measure().await?;
    let text = figures::page(&figures);
    let page = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(PAGE);
    fs::write(&page, &text).with_context(|| format!("writing {PAGE}"))?;
    println!("{text}");
    let over: Vec<_> = figures
        .exact
        .iter()
        .filter(|figure| !figure.keeps_its_limit())
        .collect();
    for figure in &over {
        eprintln!("over its limit: {}", figure.name);
    }
    Ok(if over.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
