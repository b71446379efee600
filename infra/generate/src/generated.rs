//! A set of generated files: written, or compared with what is committed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

/// Generated text by path (relative to the root), and the folders that hold nothing else.
#[derive(Debug, Default)]
pub struct Generated {
    files: BTreeMap<PathBuf, Content>,
    folders: BTreeSet<PathBuf>,
}

#[derive(Debug)]
enum Content {
    /// The whole file.
    Whole(String),
    /// Parts of a file that people write the rest of, by marker.
    Parts(BTreeMap<&'static str, String>),
}

/// How a committed file differs from what would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It is not there.
    Missing(PathBuf),
    /// Another text stands in it; the first line that differs, counted from 1.
    Stale(PathBuf, usize),
    /// Nothing generates it any longer.
    Left(PathBuf),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(path) => write!(f, "{} is missing", path.display()),
            Difference::Stale(path, line) => write!(f, "{}:{line} is stale", path.display()),
            Difference::Left(path) => write!(f, "{} is no longer generated", path.display()),
        }
    }
}

impl Generated {
    /// Adds a file that is generated as a whole.
    pub fn whole(&mut self, path: impl Into<PathBuf>, text: String) {
        self.files.insert(path.into(), Content::Whole(text));
    }

    /// Adds the part of a hand-written file between `generated: begin <marker>` and
    /// `generated: end <marker>`.
    pub fn part(&mut self, path: impl Into<PathBuf>, marker: &'static str, text: String) {
        let content = self
            .files
            .entry(path.into())
            .or_insert_with(|| Content::Parts(BTreeMap::new()));
        if let Content::Parts(parts) = content {
            parts.insert(marker, text);
        }
    }

    /// Declares that a folder holds generated files only: others in it are stale.
    pub fn owns(&mut self, folder: impl Into<PathBuf>) {
        self.folders.insert(folder.into());
    }

    /// Text of a file that is generated as a whole.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(Path::new(path))? {
            Content::Whole(text) => Some(text),
            Content::Parts(_) => None,
        }
    }

    /// Compares with the files under `root`.
    ///
    /// # Errors
    /// A file that cannot be read, or a missing marker.
    pub fn differences(&self, root: &Path) -> Result<Vec<Difference>> {
        let mut differences = Vec::new();
        for (path, content) in &self.files {
            let Some(present) = read(&root.join(path))? else {
                differences.push(Difference::Missing(path.clone()));
                continue;
            };
            let wanted = content.wanted(path, &present)?;
            if present != wanted {
                differences.push(Difference::Stale(
                    path.clone(),
                    first_difference(&present, &wanted),
                ));
            }
        }
        differences.extend(self.left(root)?.into_iter().map(Difference::Left));
        Ok(differences)
    }

    /// Writes what differs under `root` and removes what is left over; the paths touched.
    ///
    /// # Errors
    /// A file that cannot be read or written, or a missing marker.
    pub fn write(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let mut touched = Vec::new();
        for (path, content) in &self.files {
            let full = root.join(path);
            let present = read(&full)?;
            let wanted = content.wanted(path, present.as_deref().unwrap_or_default())?;
            if present.as_ref() != Some(&wanted) {
                if let Some(folder) = full.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(&full, wanted).with_context(|| format!("writing {}", full.display()))?;
                touched.push(path.clone());
            }
        }
        for path in self.left(root)? {
            fs::remove_file(root.join(&path))?;
            touched.push(path);
        }
        Ok(touched)
    }

    /// Files in owned folders that nothing generates.
    fn left(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let mut left = Vec::new();
        for folder in &self.folders {
            let entries = match fs::read_dir(root.join(folder)) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            for entry in entries {
                let path = folder.join(entry?.file_name());
                if !self.files.contains_key(&path) {
                    left.push(path);
                }
            }
        }
        left.sort();
        Ok(left)
    }
}

impl Content {
    fn wanted(&self, path: &Path, present: &str) -> Result<String> {
        match self {
            Content::Whole(text) => Ok(text.clone()),
            Content::Parts(parts) => {
                parts
                    .iter()
                    .try_fold(present.to_owned(), |text, (marker, part)| {
                        replace_part(&text, marker, part)
                            .with_context(|| path.display().to_string())
                    })
            }
        }
    }
}

/// The text with the lines between the two markers replaced.
fn replace_part(text: &str, marker: &str, part: &str) -> Result<String> {
    let begin = format!("generated: begin {marker}");
    let end = format!("generated: end {marker}");
    let mut out = String::with_capacity(text.len() + part.len());
    let mut lines = text.split_inclusive('\n');
    let mut found = false;
    for line in lines.by_ref() {
        out.push_str(line);
        if line.trim_end().ends_with(&begin) {
            found = true;
            break;
        }
    }
    if !found {
        bail!("the line `generated: begin {marker}` is missing");
    }
    out.push_str(part);
    let Some(last) = lines.by_ref().find(|line| line.trim_end().ends_with(&end)) else {
        bail!("the line `generated: end {marker}` is missing");
    };
    out.push_str(last);
    out.extend(lines);
    Ok(out)
}

fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

fn first_difference(present: &str, wanted: &str) -> usize {
    present
        .lines()
        .zip(wanted.lines())
        .take_while(|(present, wanted)| present == wanted)
        .count()
        + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("mamis-generate-{}-{name}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(folder.join("owned")).unwrap();
        folder
    }

    fn sample() -> Generated {
        let mut generated = Generated::default();
        generated.owns("owned");
        generated.whole("owned/a.txt", "one\ntwo\n".to_owned());
        generated.part("page.md", "list", "- new\n".to_owned());
        generated
    }

    #[test]
    fn writing_twice_changes_nothing_and_leaves_nothing_stale() {
        let root = folder("twice");
        fs::write(
            root.join("page.md"),
            "mine\n<!-- generated: begin list\n- old\ngenerated: end list\nmine too\n",
        )
        .unwrap();
        assert_eq!(sample().write(&root).unwrap().len(), 2);
        assert_eq!(sample().write(&root).unwrap(), Vec::<PathBuf>::new());
        assert_eq!(sample().differences(&root).unwrap(), vec![]);
        let page = fs::read_to_string(root.join("page.md")).unwrap();
        assert_eq!(
            page,
            "mine\n<!-- generated: begin list\n- new\ngenerated: end list\nmine too\n"
        );
    }

    #[test]
    fn a_changed_a_missing_and_a_left_over_file_are_each_named() {
        let root = folder("named");
        fs::write(
            root.join("page.md"),
            "generated: begin list\n- new\ngenerated: end list\n",
        )
        .unwrap();
        fs::write(root.join("owned/old.txt"), "").unwrap();
        assert_eq!(
            sample().differences(&root).unwrap(),
            vec![
                Difference::Missing("owned/a.txt".into()),
                Difference::Left("owned/old.txt".into()),
            ]
        );
        fs::write(root.join("owned/a.txt"), "one\n2\n").unwrap();
        assert_eq!(
            sample().differences(&root).unwrap()[0],
            Difference::Stale("owned/a.txt".into(), 2)
        );
    }

    #[test]
    fn a_page_without_its_marker_is_an_error_that_names_it() {
        let root = folder("marker");
        fs::write(root.join("page.md"), "nothing here\n").unwrap();
        let error = format!("{:#}", sample().differences(&root).unwrap_err());
        assert!(
            error.contains("page.md") && error.contains("begin list"),
            "{error}"
        );
    }
}
