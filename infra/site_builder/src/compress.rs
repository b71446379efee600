//! Compresses what is served with Brotli, once, at build time.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use walkdir::WalkDir;

use crate::Effort;

/// Below this, a compressed answer is hardly smaller: bytes.
const WORTH_IT: usize = 512;

/// Endings of files that are compressed already, or don't get smaller.
const COMPRESSED: [&str; 6] = ["br", "png", "jpg", "webp", "woff2", "pdf"];

/// What was laid out, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Files, the compressed twins not counted.
    pub files: u64,
    /// Scripts, styles and the application.
    pub application: u64,
    /// The same as a browser fetches them.
    pub application_brotli: u64,
}

/// Writes `<file>.br` beside each file below `dist` that gets smaller by it.
///
/// # Errors
/// When a file can't be read or written.
pub fn compress(dist: &Path, effort: Effort) -> Result<Sizes> {
    let mut sizes = Sizes::default();
    let files: Vec<_> = WalkDir::new(dist).into_iter().collect::<Result<_, _>>()?;
    for entry in files {
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let content =
            fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        let is_compressed = path
            .extension()
            .is_some_and(|ending| COMPRESSED.iter().any(|known| ending == *known));
        let mut served = content.len();
        if !is_compressed && content.len() >= WORTH_IT {
            let compressed = brotli_bytes(&content, effort)?;
            if compressed.len() < content.len() {
                served = compressed.len();
                let mut twin = path.as_os_str().to_owned();
                twin.push(".br");
                fs::write(&twin, compressed)
                    .with_context(|| format!("could not write beside {}", path.display()))?;
            }
        }
        sizes.files += 1;
        if path.strip_prefix(dist)?.starts_with("assets") {
            sizes.application += content.len() as u64;
            sizes.application_brotli += served as u64;
        }
    }
    Ok(sizes)
}

fn brotli_bytes(content: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: match effort {
            Effort::Deploy => 11,
            Effort::Quick => 5,
        },
        lgwin: 24,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_it_is_compressed_and_unpacks_to_the_same() {
        let dist = tempfile::tempdir().expect("a folder");
        let text = "医師会の研修会 ".repeat(100);
        fs::create_dir(dist.path().join("assets")).expect("a folder");
        fs::write(dist.path().join("assets/a.js"), &text).expect("written");
        fs::write(dist.path().join("small.html"), "x").expect("written");
        fs::write(dist.path().join("photo.png"), &text).expect("written");
        for effort in [Effort::Quick, Effort::Deploy] {
            let sizes = compress(dist.path(), effort).expect("compressed");
            assert_eq!(
                (sizes.application, sizes.files >= 3),
                (text.len() as u64, true)
            );
            let twin = fs::read(dist.path().join("assets/a.js.br")).expect("there");
            assert_eq!(sizes.application_brotli, twin.len() as u64);
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &*twin, &mut unpacked).expect("unpacked");
            assert_eq!(unpacked, text.as_bytes());
            fs::remove_file(dist.path().join("assets/a.js.br")).expect("removed");
        }
        assert!(!dist.path().join("small.html.br").exists());
        assert!(!dist.path().join("photo.png.br").exists());
    }
}
