//! The two committed weights of Noto Serif JP (`fonts/README.md`), and which characters they can print.

use std::sync::LazyLock;
use ttf_parser::Face;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const REGULAR: &[u8] = include_bytes!("../fonts/NotoSerifJP-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../fonts/NotoSerifJP-SemiBold.ttf");
const FILES: [&[u8]; 2] = [REGULAR, SEMI_BOLD];

/// The fonts as the typesetter wants them, parsed once a process.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) all: Vec<Font>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let all: Vec<Font> = FILES
        .iter()
        .map(|file| {
            Font::new(Bytes::new(*file), 0)
                .expect("the committed fonts are whole: their checksums are tested")
        })
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&all)),
        all,
    }
});

static FACES: LazyLock<[Face<'static>; 2]> = LazyLock::new(|| {
    FILES.map(|file| {
        Face::parse(file, 0).expect("the committed fonts are whole: their checksums are tested")
    })
});

/// 印字できない文字: the characters of `text` that a certificate cannot show as typed, each once, in the order they stand.
///
/// A variation sequence (異体字セレクタ) is reported whole, base and selector, since a font that does not know it would
/// print the base form instead: somebody else's name. Control characters are reported as `U+000A`.
/// Empty means that everything can be printed. Ask at intake, so that nobody learns of it only with the certificate.
#[must_use]
pub fn unsupported_characters(text: &str) -> Vec<String> {
    let mut refused: Vec<String> = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(base) = characters.next() {
        let selector = characters.next_if(|&next| is_variation_selector(next));
        if FACES.iter().all(|face| prints(face, base, selector)) {
            continue;
        }
        let shown = if base.is_control() || is_variation_selector(base) {
            format!("U+{:04X}", u32::from(base))
        } else {
            [Some(base), selector].into_iter().flatten().collect()
        };
        if !refused.contains(&shown) {
            refused.push(shown);
        }
    }
    refused
}

fn prints(face: &Face<'_>, base: char, selector: Option<char>) -> bool {
    if base.is_control() || is_variation_selector(base) {
        return false;
    }
    match selector {
        None => face.glyph_index(base).is_some(),
        Some(selector) => face.glyph_variation_index(base, selector).is_some(),
    }
}

/// Standardised selectors (FE00–FE0F) and those of the ideographic variation database (E0100–E01EF).
fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_committed_fonts_are_the_ones_we_checked() {
        let sums: Vec<(&str, &str)> = include_str!("../fonts/SHA256SUMS")
            .lines()
            .map(|line| line.split_once("  ").expect("checksum, two spaces, name"))
            .collect();
        let names = ["NotoSerifJP-Regular.ttf", "NotoSerifJP-SemiBold.ttf"];
        assert_eq!(sums.len(), names.len());
        for (file, name) in FILES.iter().zip(names) {
            let sum = hex::encode(Sha256::digest(file));
            assert!(
                sums.contains(&(sum.as_str(), name)),
                "{name} is {sum}, which fonts/SHA256SUMS does not say"
            );
        }
    }

    #[test]
    fn the_licence_stands_beside_the_fonts() {
        assert!(include_str!("../fonts/OFL.txt").contains("SIL OPEN FONT LICENSE Version 1.1"));
    }

    #[test]
    fn names_as_typed_can_be_printed() {
        for name in [
            "髙橋 一郎",
            "山﨑 花子",
            "𠮷田 𡈽門",
            "葛\u{E0100}城",
            "辻\u{E0100} 德濵",
            "邊邉齋齊　ヴィクトリア",
        ] {
            assert_eq!(unsupported_characters(name), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_printed_is_named_once_in_order() {
        assert_eq!(
            unsupported_characters("山😀田😀\n한"),
            ["😀", "U+000A", "한"]
        );
    }

    #[test]
    fn a_variation_the_font_lacks_is_reported_whole() {
        // 葛 has two Adobe-Japan1 forms; the two-hundredth selector belongs to nobody.
        assert_eq!(unsupported_characters("葛\u{E01C8}西"), ["葛\u{E01C8}"]);
        assert_eq!(unsupported_characters("\u{E0100}西"), ["U+E0100"]);
    }
}
