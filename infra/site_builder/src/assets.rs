//! Lays out pages, scripts, styles and the application.
//!
//! `site/static` is copied as it is, except its scripts, which become assets with a hash in their
//! name, like the styles (`site/style/*.css`, joined in the order of their names as `site.css`) and
//! the programs of the application (`doctor.js`, `doctor_bg.wasm`, …). Pages and scripts name an asset by a quoted
//! `"/boot.js"`; the builder puts the hashed name in its place. A quoted file that isn't there is
//! an error, so no page is ever deployed that asks for a missing file. No page holds a script or
//! style inline: the policy forbids it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::compile::Application;
use crate::slim;

/// Endings of files in which assets are named.
const TEXT: [&str; 3] = ["html", "js", "webmanifest"];

/// Where quoted names may lead besides assets and static files: data, and the API.
const ELSEWHERE: [&str; 3] = ["reference/", "postal/", "api/"];

/// Writes the site's folder `site` and the bound programs to `dist`, which must not exist.
///
/// # Errors
/// When a file can't be read or written, an asset is named that isn't there, two have the same
/// name, or `shell.html` is missing.
pub fn lay_out(site: &Path, programs: &[Application], dist: &Path) -> Result<()> {
    let mut assets = Assets::default();
    for program in programs {
        assets.add_program(program, dist)?;
    }
    let mut pages = Vec::new();
    for (name, content) in files(&site.join("static"))? {
        if name.ends_with(".js") {
            let script = slim::script(&name, &content)?;
            assets.add_source(&name, script)?;
        } else {
            assets.pages.insert(name.clone());
            pages.push((name, content));
        }
    }
    if let Some(style) = joined_styles(&site.join("style"))? {
        assets.add_source("site.css", slim::style("site.css", &style)?)?;
    }
    if !pages.iter().any(|(name, _)| name == "shell.html") {
        bail!("site/static/shell.html is missing");
    }
    // Without a start page of its own, the site starts with the shell.
    if !pages.iter().any(|(name, _)| name == "index.html")
        && let Some((_, shell)) = pages.iter().find(|(name, _)| name == "shell.html")
    {
        pages.push(("index.html".to_owned(), shell.clone()));
    }
    for (name, content) in pages {
        let content = assets.resolve(&name, content, &mut BTreeSet::new(), dist)?;
        write(&dist.join(&name), &content)?;
    }
    Ok(())
}

/// Assets by the name pages use.
#[derive(Default)]
struct Assets {
    /// Not yet written: their own names are resolved first, as the hash covers them.
    sources: BTreeMap<String, Vec<u8>>,
    /// Written, with the path a browser asks for.
    written: BTreeMap<String, String>,
    /// Files that keep their name.
    pages: BTreeSet<String>,
}

impl Assets {
    /// A program stays together under one hash, as its files name each other relatively.
    fn add_program(&mut self, program: &Application, dist: &Path) -> Result<()> {
        let mut hasher = Sha256::new();
        for (name, content) in &program.files {
            hasher.update(name);
            hasher.update((content.len() as u64).to_be_bytes());
            hasher.update(content);
        }
        let folder = format!("assets/{}-{}", program.name, short(&hasher.finalize()));
        for (name, content) in &program.files {
            let path = format!("{folder}/{name}");
            write(&dist.join(&path), content)?;
            // Snippets belong to their program alone: pages do not name them.
            if !name.contains('/') {
                self.written.insert(name.clone(), format!("/{path}"));
            }
        }
        Ok(())
    }

    fn add_source(&mut self, name: &str, content: Vec<u8>) -> Result<()> {
        if self.written.contains_key(name) || self.sources.contains_key(name) {
            bail!("two assets are named {name}");
        }
        self.sources.insert(name.to_owned(), content);
        Ok(())
    }

    /// The path of an asset; it is written when it wasn't yet.
    fn path(
        &mut self,
        name: &str,
        within: &mut BTreeSet<String>,
        dist: &Path,
    ) -> Result<Option<String>> {
        if let Some(path) = self.written.get(name) {
            return Ok(Some(path.clone()));
        }
        let Some(content) = self.sources.get(name).cloned() else {
            return Ok(None);
        };
        if !within.insert(name.to_owned()) {
            bail!("{name} names itself, by way of others or not");
        }
        let content = self.resolve(name, content, within, dist)?;
        within.remove(name);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!(
            "assets/{stem}-{}.{ending}",
            short(&Sha256::digest(&content))
        );
        write(&dist.join(&path), &content)?;
        let path = format!("/{path}");
        self.written.insert(name.to_owned(), path.clone());
        Ok(Some(path))
    }

    /// The content with every quoted asset replaced by the asset's path.
    fn resolve(
        &mut self,
        name: &str,
        content: Vec<u8>,
        within: &mut BTreeSet<String>,
        dist: &Path,
    ) -> Result<Vec<u8>> {
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !TEXT.contains(&ending) {
            return Ok(content);
        }
        let text = String::from_utf8(content).with_context(|| format!("{name} is not UTF-8"))?;
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("\"/") {
            let Some((quoted, following)) = after.split_once('"') else {
                break;
            };
            resolved.push_str(before);
            match self.path(quoted, within, dist)? {
                Some(path) => resolved.push_str(&format!("\"{path}\"")),
                None if self.is_good(quoted) => resolved.push_str(&format!("\"/{quoted}\"")),
                None => bail!("{name} names /{quoted}, which is not there"),
            }
            rest = following;
        }
        resolved.push_str(rest);
        Ok(resolved.into_bytes())
    }

    /// Whether a quoted name that is no asset may stand: an address of the application, a file that
    /// keeps its name, data or the API.
    fn is_good(&self, quoted: &str) -> bool {
        let is_file = quoted
            .rsplit('/')
            .next()
            .is_some_and(|last| last.contains('.'));
        !is_file
            || self.pages.contains(quoted)
            || ELSEWHERE.iter().any(|prefix| quoted.starts_with(prefix))
    }
}

/// All styles as one, so that a page waits for one file; `None` when there are none.
fn joined_styles(folder: &Path) -> Result<Option<Vec<u8>>> {
    let styles: Vec<Vec<u8>> = files(folder)?
        .into_iter()
        .filter(|(name, _)| name.ends_with(".css"))
        .map(|(_, content)| content)
        .collect();
    Ok((!styles.is_empty()).then(|| styles.join(&b'\n')))
}

/// Every file below a folder, by its path from there; none when there is no folder.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder)?.to_string_lossy();
            let content = fs::read(entry.path())
                .with_context(|| format!("could not read {}", entry.path().display()))?;
            files.push((name.into_owned(), content));
        }
    }
    Ok(files)
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("could not create {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("could not write {}", path.display()))
}

/// Ten hexadecimal digits: enough to tell versions of one file apart.
fn short(digest: &[u8]) -> String {
    hex::encode(&digest[..5])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            write(&folder.path().join("site").join(name), text.as_bytes()).expect("written");
        }
        folder
    }

    fn program(name: &str) -> Application {
        let files = [
            (format!("{name}.js"), "start"),
            (format!("{name}_bg.wasm"), "code"),
            ("snippets/a/inline0.js".to_owned(), "x"),
        ];
        Application {
            name: name.to_owned(),
            files: files.map(|(name, text)| (name, text.into())).into(),
        }
    }

    fn lay_out_in(folder: &tempfile::TempDir) -> Result<()> {
        let dist = folder.path().join("dist");
        lay_out(
            &folder.path().join("site"),
            &[program("doctor"), program("review")],
            &dist,
        )
    }

    #[test]
    fn pages_name_hashed_files_that_are_there() {
        let folder = site(&[
            (
                "static/shell.html",
                "<link href=\"/site.css\"><script src=\"/boot.js\"></script><a href=\"/\"><img src=\"/icons/mark.svg\">",
            ),
            (
                "static/boot.js",
                "[\"/doctor.js\", \"/doctor_bg.wasm\", \"/review.js\"]",
            ),
            ("static/icons/mark.svg", "<svg/>"),
            ("style/10-b.css", "b{}"),
            ("style/00-a.css", "a{}"),
            ("style/LICENSE", "not a style"),
        ]);
        lay_out_in(&folder).expect("laid out");
        let dist = folder.path().join("dist");
        let read = |path: &str| fs::read_to_string(dist.join(&path[1..])).expect(path);
        let shell = read("/shell.html");
        assert_eq!(shell, read("/index.html"));
        let quoted = |text: &str| -> Vec<String> {
            text.split('"')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect()
        };
        let names = quoted(&shell);
        assert!(names[0].starts_with("/assets/site-"), "{names:?}");
        assert_eq!(read(&names[0]), "a{}\nb{}");
        assert_eq!(names[2..], ["/", "/icons/mark.svg"]);
        let application = quoted(&read(&names[1]));
        assert_eq!(read(&application[0]), "start");
        assert_eq!(read(&application[1]), "code");
        assert!(application[0].starts_with("/assets/doctor-"));
        assert!(application[2].starts_with("/assets/review-"));
        for program in ["doctor", "review"] {
            let own = application.iter().find(|path| path.contains(program));
            let start = format!("{program}.js");
            let snippet = own.expect("named").replace(&start, "snippets/a/inline0.js");
            assert_eq!(read(&snippet), "x");
        }
        assert_eq!(read("/icons/mark.svg"), "<svg/>");
    }

    #[test]
    fn a_changed_application_changes_the_name_of_everything_that_leads_to_it() {
        let files = [
            ("static/shell.html", "\"/boot.js\""),
            ("static/boot.js", "\"/doctor.js\""),
        ];
        let folder = site(&files);
        lay_out_in(&folder).expect("laid out");
        let shell = |dist: &str| {
            fs::read_to_string(folder.path().join(dist).join("shell.html")).expect("read")
        };
        let mut changed = program("doctor");
        changed
            .files
            .insert("doctor_bg.wasm".into(), b"other".to_vec());
        let second = folder.path().join("second");
        lay_out(&folder.path().join("site"), &[changed], &second).expect("laid out");
        assert_ne!(shell("dist"), shell("second"));
    }

    #[test]
    fn a_missing_file_a_circle_and_a_missing_shell_are_told_by_name() {
        let message = |files: &[(&str, &str)]| {
            format!("{:#}", lay_out_in(&site(files)).expect_err("refused"))
        };
        let missing = message(&[("static/shell.html", "\"/gone.css\"")]);
        assert_eq!(missing, "shell.html names /gone.css, which is not there");
        let circle = message(&[
            ("static/shell.html", "\"/a.js\""),
            ("static/a.js", "\"/b.js\""),
            ("static/b.js", "\"/a.js\""),
        ]);
        assert!(circle.contains("names itself"), "{circle}");
        assert_eq!(
            message(&[("static/a.html", "")]),
            "site/static/shell.html is missing"
        );
    }
}
