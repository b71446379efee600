//! The archives of all functions that were built for AWS, whether they are started here or not.

use std::cmp::Reverse;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use api::{ENDPOINTS, Need};
use functions::workers::DECLARATIONS;

use super::MOST_ZIPPED;

/// One function as it is uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// Which.
    pub name: String,
    /// The program, bytes.
    pub bytes: u64,
    /// The archive, bytes.
    pub zipped: u64,
}

impl Archive {
    /// Whether it is larger than it may be. The function that prints holds fonts and a typesetter, which is
    /// why it is one of its own: it has no limit.
    #[must_use]
    pub fn over(&self) -> bool {
        let prints = DECLARATIONS
            .iter()
            .any(|worker| worker.name == self.name && worker.needs.contains(&Need::PutCertificate));
        self.zipped > MOST_ZIPPED && !prints
    }
}

/// How many functions there are to be built.
pub(super) fn all() -> usize {
    ENDPOINTS.len() + DECLARATIONS.len()
}

/// What `cargo lambda` has put into a folder, the largest first.
///
/// # Errors
/// An unreadable file, or a folder without functions.
pub(super) fn read(folder: &Path) -> Result<Vec<Archive>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let program = path.join("bootstrap");
        if let Some(name) = path.file_name().filter(|_| program.is_file()) {
            found.push(archive(&name.to_string_lossy(), &program)?);
        }
    }
    ensure!(
        !found.is_empty(),
        "{} holds no function that was built for AWS",
        folder.display()
    );
    found.sort_by_key(|one| Reverse(one.zipped));
    Ok(found)
}

fn archive(name: &str, program: &Path) -> Result<Archive> {
    let bytes = fs::read(program).with_context(|| program.display().to_string())?;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("bootstrap", zip::write::SimpleFileOptions::default())?;
    archive.write_all(&bytes)?;
    let archive = archive.finish()?.into_inner();
    Ok(Archive {
        name: name.to_owned(),
        bytes: bytes.len() as u64,
        zipped: archive.len() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_function_is_found_the_largest_first() {
        let folder = tempfile::tempdir().unwrap();
        read(folder.path()).unwrap_err();
        for (name, bytes) in [("small", 10), ("large", 1_000)] {
            fs::create_dir(folder.path().join(name)).unwrap();
            // Nothing repeats itself, so the archive grows with it.
            let noise = |place: u32| u8::try_from(place * place / 7 % 251).unwrap();
            let program: Vec<u8> = (0..bytes).map(noise).collect();
            fs::write(folder.path().join(name).join("bootstrap"), program).unwrap();
        }
        fs::write(folder.path().join("note"), "no function").unwrap();
        let found = read(folder.path()).unwrap();
        let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["large", "small"]);
        assert_eq!(found[1].bytes, 10);
        assert!(found[0].zipped > found[1].zipped);
    }

    #[test]
    fn only_the_function_that_prints_may_be_larger() {
        let archive = |name: &str, zipped| Archive {
            name: name.to_owned(),
            bytes: zipped,
            zipped,
        };
        assert!(archive("sign_in", MOST_ZIPPED + 1).over());
        assert!(!archive("sign_in", MOST_ZIPPED).over());
        assert!(!archive("issue_certificate", MOST_ZIPPED + 1).over());
    }
}
