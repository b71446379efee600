//! The measured functions, built as they are for AWS.

use std::path::PathBuf;

use anyhow::Result;

use super::samples::SAMPLES;
use crate::tools::{cargo, succeed, target};

/// Builds the samples with the profile of the deployment; the folder they are in.
pub(super) fn functions() -> Result<PathBuf> {
    let mut command = cargo();
    // As `cargo lambda build` does, so that no other package adds to the features of what they use.
    command.args(["build", "--release", "--package", "functions"]);
    for sample in SAMPLES {
        command.args(["--bin", sample.name]);
    }
    succeed(&mut command)?;
    Ok(target().join("release"))
}
