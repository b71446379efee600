//! `cargo figures`: measures what is asked for and writes `docs/figures.md`. `cargo figures --check`
//! builds the site as it is deployed and holds each of its areas to its size.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use journeys::figures::{self, PAGE};

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wrong = match &arguments[..] {
        [] => write().await?,
        [check] if check == "--check" => {
            let page = fs::read_to_string(place()).with_context(|| format!("reading {PAGE}"))?;
            figures::check_site(&page)?
        }
        _ => bail!("usage: cargo figures [--check]"),
    };
    for line in &wrong {
        eprintln!("{line}");
    }
    Ok(if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Writes the page, and returns what is over its limit.
async fn write() -> Result<Vec<String>> {
    let figures = figures::measure().await?;
    let text = figures::page(&figures);
    fs::write(place(), &text).with_context(|| format!("writing {PAGE}"))?;
    println!("{text}");
    Ok(figures
        .exact
        .iter()
        .filter(|figure| !figure.keeps_its_limit())
        .map(|figure| format!("over its limit: {}", figure.name))
        .collect())
}

fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(PAGE)
}
