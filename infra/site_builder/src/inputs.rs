//! What the built site depends on: a digest of every file that goes into it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// Files and folders, from the workspace's root.
const INPUTS: [&str; 8] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "api",
    "domain",
    "site",
    "infra/site_builder/Cargo.toml",
    "infra/site_builder/src",
];

/// The digest of all inputs and the profile, as hexadecimal digits.
pub fn digest(workspace: &Path, profile: &str) -> Result<String> {
    let mut hasher = Sha256::new();
    hasher.update(profile);
    for input in INPUTS {
        for entry in WalkDir::new(workspace.join(input)).sort_by_file_name() {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let content = fs::read(entry.path())
                .with_context(|| format!("could not read {}", entry.path().display()))?;
            let name = entry.path().strip_prefix(workspace)?.to_string_lossy();
            // Lengths, so that no two trees give the same stream of bytes.
            hasher.update((name.len() as u64).to_be_bytes());
            hasher.update(name.as_bytes());
            hasher.update((content.len() as u64).to_be_bytes());
            hasher.update(content);
        }
    }
    Ok(hex::encode(hasher.finalize()))
}

#[cfg(test)]
mod tests {
    use super::{INPUTS, digest};

    #[test]
    fn any_change_of_any_input_and_of_the_profile_changes_the_digest() {
        let workspace = tempfile::tempdir().expect("a folder");
        for input in INPUTS {
            let path = workspace.path().join(input);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            if input.contains('.') {
                std::fs::write(path, input).expect("written");
            } else {
                std::fs::create_dir_all(&path).expect("a folder");
                std::fs::write(path.join("file"), input).expect("written");
            }
        }
        let now = |profile| digest(workspace.path(), profile).expect("a digest");
        let first = now("site");
        assert_eq!(first, now("site"));
        assert_ne!(first, now("site-dev"));
        std::fs::write(workspace.path().join("site/file"), "changed").expect("written");
        let second = now("site");
        assert_ne!(first, second);
        std::fs::rename(
            workspace.path().join("site/file"),
            workspace.path().join("site/renamed"),
        )
        .expect("renamed");
        assert_ne!(second, now("site"));
    }
}
