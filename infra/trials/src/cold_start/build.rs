//! The measured functions, built as they are for AWS.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

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

/// Bytes of the program, and of the archive that is uploaded.
pub(super) fn sizes(program: &Path) -> Result<(u64, u64)> {
    let bytes = fs::read(program).with_context(|| program.display().to_string())?;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("bootstrap", zip::write::SimpleFileOptions::default())?;
    archive.write_all(&bytes)?;
    let archive = archive.finish()?.into_inner();
    Ok((bytes.len() as u64, archive.len() as u64))
}
