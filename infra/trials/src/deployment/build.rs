//! The functions as the template wants them, beside a copy of it: the administrator's own build under
//! `target/lambda` is left alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use api::ENDPOINTS;
use functions::workers::DECLARATIONS;

use crate::tools::{cargo, root, succeed, target};

/// Optimised without looking at the whole, so that all are built in minutes.
const PROFILE: &str = "ci";

/// What an administrator deploys with.
const CONFIGURATION: &str = "samconfig.toml";

/// Every function that is deployed.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let endpoints = ENDPOINTS.iter().map(|endpoint| endpoint.name);
    endpoints.chain(DECLARATIONS.iter().map(|worker| worker.name))
}

/// Lays every function out beside the template, from the first folder of `built` that has it, or newly
/// built when there is no folder; the folder of both.
pub(super) fn lay_out(built: &[PathBuf]) -> Result<PathBuf> {
    let own;
    let built = if built.is_empty() {
        own = [build()?];
        &own
    } else {
        built
    };
    let folder = target().join("deployment");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    for name in names() {
        let program = built
            .iter()
            .map(|folder| folder.join(name))
            .find(|program| program.is_file())
            .with_context(|| format!("{name} is in none of {built:?}"))?;
        let place = folder.join("target/lambda").join(name);
        fs::create_dir_all(&place)?;
        put(&program, &place.join("bootstrap"))?;
    }
    templates(&root().join("infra"), &folder.join("infra"))?;
    fs::copy(root().join(CONFIGURATION), folder.join(CONFIGURATION))?;
    Ok(folder)
}

fn build() -> Result<PathBuf> {
    succeed(
        cargo()
            .args(["build", "--bins", "--profile", PROFILE])
            .args(["-p", "functions", "-p", "issue-certificate"]),
    )?;
    Ok(target().join(PROFILE))
}

/// A link where the disk allows, or a copy.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

fn templates(from: &Path, to: &Path) -> Result<()> {
    for folder in ["", "stacks"] {
        fs::create_dir_all(to.join(folder))?;
        for entry in fs::read_dir(from.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "yaml") {
                let name = path.file_name().context("a file has a name")?;
                fs::copy(&path, to.join(folder).join(name))?;
            }
        }
    }
    Ok(())
}
