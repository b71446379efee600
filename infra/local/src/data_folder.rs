//! The folder in which one stack keeps everything, and the rule that only one stack uses it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The file that marks a folder as ours. Without it nothing is ever wiped.
const MARK: &str = "mamis-data";

/// A data folder this process alone holds, until it is dropped.
#[derive(Debug)]
pub struct DataFolder {
    root: PathBuf,
    /// Held for the lock on it.
    _mark: File,
}

impl DataFolder {
    /// Takes the folder, and creates it when it is not there. With `fresh`, what an earlier stack
    /// left in it is removed first.
    ///
    /// # Errors
    /// When another process holds it, when it holds files that are not ours, or when it can't be
    /// written.
    pub fn take(root: &Path, fresh: bool) -> Result<Self> {
        fs::create_dir_all(root)
            .with_context(|| format!("could not create the data folder {}", root.display()))?;
        let mark_path = root.join(MARK);
        if !mark_path.exists() && fs::read_dir(root)?.next().is_some() {
            bail!(
                "{} holds files that are not ours; give another folder with --data",
                root.display()
            );
        }
        let mark = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&mark_path)
            .with_context(|| format!("could not write to {}", root.display()))?;
        match mark.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!(
                "another MAMIS is running on {}; stop it, or give another folder with --data",
                root.display()
            ),
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("could not lock {}", root.display()));
            }
        }
        let folder = Self {
            root: root
                .canonicalize()
                .with_context(|| format!("could not resolve {}", root.display()))?,
            _mark: mark,
        };
        if fresh {
            folder.wipe()?;
        }
        Ok(folder)
    }

    /// Where the part named `name` keeps its file.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The folder named `name` inside, created when it is not there.
    ///
    /// # Errors
    /// When it can't be created.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let path = self.root.join(name);
        fs::create_dir_all(&path)
            .with_context(|| format!("could not create {}", path.display()))?;
        Ok(path)
    }

    /// Where all of it is.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn wipe(&self) -> Result<()> {
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            if entry.file_name() == MARK {
                continue;
            }
            let removed = if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())
            } else {
                fs::remove_file(entry.path())
            };
            removed.with_context(|| format!("could not remove {}", entry.path().display()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::DataFolder;

    #[test]
    fn a_folder_with_somebody_elses_files_is_never_taken_let_alone_wiped() {
        let folder = tempfile::tempdir().expect("a folder");
        let letter = folder.path().join("letter.txt");
        std::fs::write(&letter, "dear").expect("written");
        let refused = DataFolder::take(folder.path(), true).expect_err("must be refused");
        assert!(refused.to_string().contains("--data"), "{refused}");
        assert!(letter.exists());
    }

    #[test]
    fn two_stacks_never_share_a_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = DataFolder::take(folder.path(), false).expect("taken");
        let refused = DataFolder::take(folder.path(), false).expect_err("must be refused");
        assert!(refused.to_string().contains("another MAMIS"), "{refused}");
        drop(first);
        DataFolder::take(folder.path(), false).expect("free again");
    }

    #[test]
    fn fresh_removes_what_the_last_stack_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = DataFolder::take(folder.path(), false).expect("taken");
        std::fs::write(first.file("old"), "x").expect("written");
        first.folder("deep").expect("created");
        drop(first);
        let second = DataFolder::take(folder.path(), true).expect("taken");
        assert!(!second.file("old").exists());
        assert!(!second.file("deep").exists());
    }
}
