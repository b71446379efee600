//! How much a browser fetches for the whole application, built as it is deployed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use site_builder::{Effort, SiteBuild};

use super::Figure;

/// 200 KB for everything: pages, scripts, styles, application.
const MOST_BYTES: u32 = 200 * 1024;

/// Bytes of the application, compressed. Lists that are fetched when a field needs them (postal
/// codes, reference lists) are not part of it.
pub(super) fn size() -> Result<Vec<Figure>> {
    let dist = SiteBuild::of_this_workspace(Effort::Deploy).run(|line| eprintln!("{line}"))?;
    let mut bytes = 0;
    for path in files(&dist)? {
        let fetched_at_once = path.starts_with(dist.join("assets")) || path.parent() == Some(&dist);
        if fetched_at_once && path.extension().is_none_or(|ending| ending != "br") {
            bytes += served(&path)?;
        }
    }
    Ok(vec![Figure::at_most(
        "Site: pages, scripts, styles and application, Brotli",
        f64::from(bytes),
        f64::from(MOST_BYTES),
        "bytes",
    )])
}

/// All files of a folder and its folders.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Bytes of a file as a browser fetches it.
fn served(path: &Path) -> Result<u32> {
    let mut twin = path.to_owned().into_os_string();
    twin.push(".br");
    let file = fs::metadata(&twin).or_else(|_| fs::metadata(path))?;
    Ok(u32::try_from(file.len())?)
}
