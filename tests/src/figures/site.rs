//! How much a browser fetches of the application, built as it is deployed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use site_builder::{Effort, SiteBuild};

use super::Figure;

/// 200 KB for all that a page needs: page, scripts, styles, program.
const MOST_BYTES: u32 = 200 * 1024;

/// The programs, with what their figure is called.
const AREAS: [(&str, &str); 14] = [
    (
        "registration",
        "Site, registration: page, scripts, styles and program, Brotli",
    ),
    ("profile", "Site, own data of doctors: the same"),
    ("doctor", "Site, My Page of doctors: the same"),
    ("application", "Site, applying: the same"),
    ("learning", "Site, continuing education: the same"),
    ("titles", "Site, titles and plans of courses: the same"),
    ("certification", "Site, applying for titles: the same"),
    ("organizer", "Site, courses of organisers: the same"),
    ("posting", "Site, posting credits: the same"),
    ("review", "Site, review by officers: the same"),
    ("administration", "Site, rules for administrators: the same"),
    (
        "catalogue",
        "Site, catalogue of courses for everybody: the same",
    ),
    ("holders", "Site, holders of titles: the same"),
    ("rounds", "Site, rounds of the committee: the same"),
];

/// Bytes of what each area's pages need, compressed, and of everything together. Lists that are
/// fetched when a field needs them (postal codes, reference lists) are not part of it.
pub(super) fn size() -> Result<Vec<Figure>> {
    let dist = SiteBuild::of_this_workspace(Effort::Deploy).run(|line| eprintln!("{line}"))?;
    let assets = dist.join("assets");
    let mut common = bytes_below(&dist, false)?;
    let mut areas = [0; AREAS.len()];
    for path in entries(&assets)? {
        let bytes = if path.is_dir() {
            bytes_below(&path, true)?
        } else {
            served(&path)?
        };
        match AREAS.iter().position(|(area, _)| is_of(&path, area)) {
            Some(area) => areas[area] += bytes,
            None => common += bytes,
        }
    }
    let mut figures: Vec<Figure> = AREAS
        .iter()
        .zip(areas)
        .map(|((_, name), own)| {
            let bytes = f64::from(common + own);
            Figure::at_most(*name, bytes, f64::from(MOST_BYTES), "bytes")
        })
        .collect();
    let all = common + areas.iter().sum::<u32>();
    figures.push(Figure::plain(
        "Site, all areas together",
        f64::from(all),
        "bytes",
    ));
    Ok(figures)
}

/// Whether a folder of `assets` holds the program of an area: `doctor-1a2b3c4d5e`.
fn is_of(folder: &Path, area: &str) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    folder.is_dir()
        && name
            .and_then(|name| name.strip_prefix(area))
            .is_some_and(|rest| rest.starts_with('-'))
}

/// What a browser fetches of the files in a folder, and of those in its folders when `deep`.
fn bytes_below(folder: &Path, deep: bool) -> Result<u32> {
    let mut bytes = 0;
    for path in entries(folder)? {
        if path.is_file() {
            bytes += served(&path)?;
        } else if deep {
            bytes += bytes_below(&path, deep)?;
        }
    }
    Ok(bytes)
}

/// What lies in a folder; compressed twins not counted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "br") {
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
