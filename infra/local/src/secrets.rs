//! The stack's own secrets: made once by chance, kept in the data folder, readable by the owner only.
//!
//! In AWS they come from the secret store; no secret stands in the code (invariant 10).

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use crate::data_folder::DataFolder;

/// Thirty-two bytes nobody can guess.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// The bytes as 64 hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The secret named `name`: read, or made and kept on first use.
///
/// # Errors
/// When the file can't be read or written, or is damaged. A damaged secret is never replaced, as
/// everything sealed with it would be lost without a word.
pub fn secret(data: &DataFolder, name: &str) -> Result<Secret> {
    let file = data.folder("secrets")?.join(name);
    if !file.exists() {
        create(&file).with_context(|| format!("could not write {}", file.display()))?;
    }
    let text =
        fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
    let bytes = hex::decode(text.trim())
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .ok_or_else(|| {
            anyhow!(
                "{} is damaged (64 hexadecimal digits expected); restore it, or start anew with --fresh",
                file.display()
            )
        })?;
    Ok(Secret(bytes))
}

/// Written aside and renamed, so that a kill in between leaves no half of a secret.
fn create(file: &Path) -> Result<()> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no randomness: {error}"))?;
    let aside = file.with_extension("new");
    let mut new = File::options()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&aside)?;
    new.write_all(hex::encode(bytes).as_bytes())?;
    new.sync_all()?;
    fs::rename(&aside, file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::secret;
    use crate::data_folder::DataFolder;

    #[test]
    fn a_secret_is_made_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::take(folder.path(), false).expect("taken");
        let first = secret(&data, "seal").expect("made");
        assert_eq!(first.bytes(), secret(&data, "seal").expect("read").bytes());
        assert_ne!(first.bytes(), secret(&data, "other").expect("made").bytes());
        let mode = std::fs::metadata(data.file("secrets/seal"))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_secret_is_reported_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::take(folder.path(), false).expect("taken");
        let file = data.folder("secrets").expect("folder").join("seal");
        std::fs::write(&file, "abc").expect("written");
        let refused = secret(&data, "seal").expect_err("must be refused");
        assert!(refused.to_string().contains("damaged"), "{refused}");
        assert_eq!(std::fs::read_to_string(&file).expect("there"), "abc");
    }
}
