//! The pages of the site that are files of their own, in `infra/site.yaml`: every other address is
//! answered with the empty shell.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use crate::Generated;

const STATIC: &str = "site/static";
/// The function treats these two by itself.
const KNOWN: [&str; 2] = ["index", "shell"];
/// Indentation of the list.
const INDENT: usize = 10;

/// Adds the part between the markers.
pub(super) fn write(workspace: &Path, generated: &mut Generated) -> Result<()> {
    let mut pages = BTreeSet::new();
    for entry in
        fs::read_dir(workspace.join(STATIC)).with_context(|| format!("reading {STATIC}"))?
    {
        let name = entry?.file_name();
        let page = name.to_str().and_then(|name| name.strip_suffix(".html"));
        pages.extend(page.filter(|page| !KNOWN.contains(page)).map(str::to_owned));
    }
    let mut list = format!("{:INDENT$}'/index',\n", "");
    for page in pages {
        list.push_str(&format!("{:INDENT$}'/{page}',\n", ""));
    }
    generated.part("infra/site.yaml", "pages", list);
    Ok(())
}
