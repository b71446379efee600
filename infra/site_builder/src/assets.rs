//! Lays out pages, scripts, styles and the application.
//!
//! `site/static` is copied as it is, `site/style` and every script of `site/static` become assets
//! with a hash in their name. Text files name an asset as `{{boot.js}}`; the application's own are
//! `{{app.js}}` and `{{app.wasm}}`. A name that isn't there is an error, so no page is ever deployed
//! that asks for a missing file. No page holds a script or style inline: the policy forbids it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::compile::Application;

/// Endings of files in which assets are named.
const TEXT: [&str; 5] = ["html", "js", "css", "svg", "webmanifest"];

/// Writes the site's folder `site` and the bound application to `dist`, which must not exist.
///
/// # Errors
/// When a file can't be read or written, an asset is named that isn't there, two have the same
/// name, or `shell.html` is missing.
pub fn lay_out(site: &Path, application: &Application, dist: &Path) -> Result<()> {
    let mut assets = Assets::default();
    assets.add_application(application, dist)?;
    let mut pages = Vec::new();
    for (name, content) in files(&site.join("static"))? {
        match name.strip_suffix(".js") {
            Some(_) => assets.add_source(&name, content)?,
            None => pages.push((name, content)),
        }
    }
    for (name, content) in files(&site.join("style"))? {
        assets.add_source(&name, content)?;
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
    // Scripts and styles no page names may still be named by the application.
    for name in assets.sources.keys().cloned().collect::<Vec<_>>() {
        assets.path(&name, &mut BTreeSet::new(), dist)?;
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
}

impl Assets {
    /// The application stays together under one hash, as its files name each other relatively.
    fn add_application(&mut self, application: &Application, dist: &Path) -> Result<()> {
        let mut hasher = Sha256::new();
        for (name, content) in &application.files {
            hasher.update(name);
            hasher.update((content.len() as u64).to_be_bytes());
            hasher.update(content);
        }
        let folder = format!("assets/app-{}", short(&hasher.finalize()));
        for (name, content) in &application.files {
            let path = format!("{folder}/{name}");
            write(&dist.join(&path), content)?;
            self.written.insert(name.clone(), format!("/{path}"));
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

    /// The content with every `{{name}}` replaced by the asset's path.
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
        while let Some((before, after)) = rest.split_once("{{") {
            let (asset, following) = after
                .split_once("}}")
                .with_context(|| format!("{name}: {{{{ without }}}}"))?;
            let path = self
                .path(asset.trim(), within, dist)?
                .with_context(|| format!("{name} names the asset {asset}, which is not there"))?;
            resolved.push_str(before);
            resolved.push_str(&path);
            rest = following;
        }
        resolved.push_str(rest);
        Ok(resolved.into_bytes())
    }
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

    fn application() -> Application {
        let files = [
            ("app.js", "start"),
            ("app.wasm", "code"),
            ("snippets/a/inline0.js", "x"),
        ];
        Application {
            files: files.map(|(name, text)| (name.into(), text.into())).into(),
        }
    }

    fn lay_out_in(folder: &tempfile::TempDir) -> Result<()> {
        let dist = folder.path().join("dist");
        lay_out(&folder.path().join("site"), &application(), &dist)
    }

    #[test]
    fn pages_name_hashed_files_that_are_there() {
        let folder = site(&[
            (
                "static/shell.html",
                "<link href=\"{{look.css}}\"><script src=\"{{boot.js}}\">",
            ),
            (
                "static/boot.js",
                "import init from \"{{app.js}}\"; init(\"{{ app.wasm }}\");",
            ),
            ("static/icons/mark.svg", "<svg/>"),
            ("style/look.css", "a{}"),
        ]);
        lay_out_in(&folder).expect("laid out");
        let dist = folder.path().join("dist");
        let read = |path: &str| fs::read_to_string(dist.join(path)).expect(path);
        let shell = read("shell.html");
        assert_eq!(shell, read("index.html"));
        let mut paths = shell.split('"').skip(1).step_by(2);
        let style = paths.next().expect("a style");
        assert!(
            style.starts_with("/assets/look-") && style.ends_with(".css"),
            "{style}"
        );
        assert_eq!(read(&style[1..]), "a{}");
        let boot = read(&paths.next().expect("a script")[1..]);
        let mut paths = boot.split('"').skip(1).step_by(2);
        let start = paths.next().expect("the start");
        assert_eq!(read(&start[1..]), "start");
        assert_eq!(read(&paths.next().expect("the code")[1..]), "code");
        assert_eq!(
            read(&start[1..].replace("app.js", "snippets/a/inline0.js")),
            "x"
        );
        assert_eq!(read("icons/mark.svg"), "<svg/>");
    }

    #[test]
    fn a_changed_application_changes_the_name_of_everything_that_leads_to_it() {
        let files = [
            ("static/shell.html", "{{boot.js}}"),
            ("static/boot.js", "{{app.js}}"),
        ];
        let folder = site(&files);
        lay_out_in(&folder).expect("laid out");
        let shell = |dist: &str| {
            fs::read_to_string(folder.path().join(dist).join("shell.html")).expect("read")
        };
        let mut changed = application();
        changed.files.insert("app.wasm".into(), b"other".to_vec());
        let second = folder.path().join("second");
        lay_out(&folder.path().join("site"), &changed, &second).expect("laid out");
        assert_ne!(shell("dist"), shell("second"));
    }

    #[test]
    fn a_missing_asset_a_circle_and_a_missing_shell_are_told_by_name() {
        let message = |files: &[(&str, &str)]| {
            format!("{:#}", lay_out_in(&site(files)).expect_err("refused"))
        };
        let missing = message(&[("static/shell.html", "{{gone.css}}")]);
        assert_eq!(
            missing,
            "shell.html names the asset gone.css, which is not there"
        );
        let circle = message(&[
            ("static/shell.html", ""),
            ("static/a.js", "{{b.js}}"),
            ("static/b.js", "{{a.js}}"),
        ]);
        assert!(circle.contains("names itself"), "{circle}");
        assert_eq!(
            message(&[("static/a.html", "")]),
            "site/static/shell.html is missing"
        );
    }
}
