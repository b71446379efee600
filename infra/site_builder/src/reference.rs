//! Writes the reference data of `domain/data` into the built site.
//!
//! `reference/<list>.json` for the pickers and `postal/<three digits>.json` for the address field,
//! in the forms of `domain::reference`. The page fetches one when it needs it.

use anyhow::{Context, Result};
use domain::reference::{POSTAL_TABLE_BROTLI, PostalAddress, lists, postal_lines, postal_prefix};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceFiles {
    /// Number of files.
    pub files: usize,
    /// Their bytes, uncompressed.
    pub bytes: usize,
}

/// Writes all reference files below `dist`, which is created where missing.
///
/// The output depends on the data alone, so it can be skipped while the inputs are unchanged.
///
/// # Errors
/// A file cannot be written, or the table of postal codes is damaged.
pub fn write_reference(dist: &Path) -> Result<ReferenceFiles> {
    let mut written = ReferenceFiles { files: 0, bytes: 0 };
    let folder = dist.join("reference");
    fs::create_dir_all(&folder)?;
    for list in lists() {
        written.add(
            &folder.join(format!("{}.json", list.list)),
            &serde_json::to_vec(list)?,
        )?;
    }
    let folder = dist.join("postal");
    fs::create_dir_all(&folder)?;
    let table = unpack(POSTAL_TABLE_BROTLI)?;
    let mut codes = by_prefix(&table)?;
    // Also where no code begins so: what is not there would be an error in the browser's log, and
    // could not be told from a file that did not come.
    for prefix in 0..1000 {
        let prefix = format!("{prefix:03}");
        let codes = codes.remove(&*prefix).unwrap_or_default();
        written.add(
            &folder.join(format!("{prefix}.json")),
            &serde_json::to_vec(&codes)?,
        )?;
    }
    Ok(written)
}

impl ReferenceFiles {
    fn add(&mut self, path: &Path, content: &[u8]) -> Result<()> {
        fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))?;
        self.files += 1;
        self.bytes += content.len();
        Ok(())
    }
}

fn unpack(compressed: &[u8]) -> Result<String> {
    let mut table = Vec::new();
    brotli::BrotliDecompress(&mut &*compressed, &mut table)
        .context("the table of postal codes cannot be unpacked")?;
    Ok(String::from_utf8(table)?)
}

/// The table cut by the first three digits.
fn by_prefix(table: &str) -> Result<BTreeMap<&str, BTreeMap<&str, PostalAddress>>> {
    let mut files: BTreeMap<&str, BTreeMap<&str, PostalAddress>> = BTreeMap::new();
    for line in postal_lines(table) {
        let line = line?;
        let prefix = postal_prefix(line.code).context("a code of seven digits has a prefix")?;
        files
            .entry(prefix)
            .or_default()
            .insert(line.code, line.address);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(path: &Path) -> Value {
        serde_json::from_slice(&fs::read(path).expect("the file")).expect("JSON")
    }

    #[test]
    fn the_site_gets_every_list_and_every_postal_code() {
        let dist = tempfile::tempdir().expect("a folder");
        let written = write_reference(dist.path()).expect("written");
        assert_eq!(written.files, 5 + 1000);

        let postal = |prefix: &str| read(&dist.path().join(format!("postal/{prefix}.json")));
        assert_eq!(postal("113")["1130021"], json!(["13", "文京区本駒込"]));
        // One code of a large business, one of several towns, one across prefectures.
        assert_eq!(postal("113")["1138655"], json!(["13", "文京区本郷"]));
        assert_eq!(
            postal("029")["0295501"],
            json!(["03", "和賀郡西和賀町", ["左草", "下左草"]])
        );
        assert_eq!(
            postal("498")["4980000"],
            json!(["", "", ["愛知県弥富市", "三重県桑名郡木曽岬町"]])
        );

        assert_eq!(postal("000"), json!({}));

        let list = read(&dist.path().join("reference/specialties.json"));
        assert_eq!(
            list["entries"][0],
            json!({"code": "01", "name": "内科", "kana": "ナイカ", "name_en": "Internal medicine"})
        );
    }

    #[test]
    fn the_browser_reads_what_is_written() {
        for (text, choices) in [
            (r#"["13","文京区"]"#, 0),
            (r#"["03","西和賀町",["左草","下左草"]]"#, 2),
        ] {
            let address: PostalAddress = serde_json::from_str(text).expect("an address");
            assert_eq!(address.choices.len(), choices);
            assert_eq!(serde_json::to_string(&address).expect("JSON"), text);
        }
        for list in lists() {
            let text = serde_json::to_string(list).expect("JSON");
            assert_eq!(
                &serde_json::from_str::<domain::reference::ReferenceList>(&text).expect("a list"),
                list
            );
        }
    }
}
