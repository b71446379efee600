//! Programs of this repository that are started beside what was deployed.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::tools::{cargo, root};

/// The programs, compiled: cargo is not called again, so it may compile other things meanwhile.
pub(super) struct Programs {
    /// Invites the first people, as an administrator does.
    pub(super) bootstrap: PathBuf,
    /// The journeys, which are run in `tests`.
    pub(super) journeys: PathBuf,
}

impl Programs {
    /// Compiles what is not compiled yet.
    pub(super) fn compile() -> Result<Self> {
        Ok(Self {
            bootstrap: executable(
                &["build", "--example", "bootstrap"],
                "functions",
                "bootstrap",
            )?,
            journeys: executable(
                &["test", "--workspace", "--test", "it", "--no-run"],
                "tests",
                "it",
            )?,
        })
    }
}

/// What cargo made of a target of the crate in this folder.
fn executable(words: &[&str], folder: &str, target: &str) -> Result<PathBuf> {
    let output = cargo()
        .args(words)
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit())
        .output()
        .context("cargo could not be started")?;
    ensure!(output.status.success(), "{folder} does not compile");
    let manifest = root().join(folder).join("Cargo.toml").canonicalize()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|made| {
            made["manifest_path"].as_str().map(PathBuf::from).as_ref() == Some(&manifest)
        })
        .filter(|made| made["target"]["name"] == target)
        .find_map(|made| made["executable"].as_str().map(PathBuf::from))
        .with_context(|| format!("cargo names no program {target} of {folder}"))
}
