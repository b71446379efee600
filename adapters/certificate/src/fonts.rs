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
/// Empty means that everything can be printed. At intake [`domain::reference::unprintable`] says the same, without the
/// fonts, so that nobody learns of it only with the certificate.
#[must_use]
pub fn unsupported_characters(text: &str) -> Vec<String> {
    domain::reference::unprintable_by(text, |base, selector| {
        FACES.iter().all(|face| prints(face, base, selector))
    })
}

fn prints(face: &Face<'_>, base: char, selector: Option<char>) -> bool {
    match selector {
        None => face.glyph_index(base).is_some(),
        Some(selector) => face.glyph_variation_index(base, selector).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::width::is_variation_selector;
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

    /// The lines of `domain/data/printable.txt`, read off the fonts. No font of names goes beyond the ideographic
    /// planes, and no character has more than 16 variants in Adobe-Japan1.
    fn printable() -> String {
        let of_fonts = |base: char, selector: Option<char>| {
            FACES.iter().all(|face| prints(face, base, selector))
        };
        let selectors = ('\u{FE00}'..='\u{FE0F}').chain('\u{E0100}'..='\u{E010F}');
        let bases: Vec<char> = ('\0'..='\u{3FFFF}')
            .filter(|&c| !c.is_control() && !is_variation_selector(c) && of_fonts(c, None))
            .collect();
        let mut lines = String::new();
        for selector in std::iter::once(None).chain(selectors.map(Some)) {
            let ending = selector.map_or_else(String::new, |one| format!(" {:X}", u32::from(one)));
            let mut range: Option<(u32, u32)> = None;
            let mut close = |range: Option<(u32, u32)>| match range {
                Some((first, last)) if first == last => lines += &format!("{first:X}{ending}\n"),
                Some((first, last)) => lines += &format!("{first:X}-{last:X}{ending}\n"),
                None => {}
            };
            for &base in bases.iter().filter(|&&base| of_fonts(base, selector)) {
                let base = u32::from(base);
                range = match range {
                    Some((first, last)) if last + 1 == base => Some((first, base)),
                    other => {
                        close(other);
                        Some((base, base))
                    }
                };
            }
            close(range);
        }
        lines
    }

    #[test]
    fn what_is_asked_at_intake_is_what_the_fonts_can_print() {
        let printable = printable();
        if printable != include_str!("../../../domain/data/printable.txt") {
            let anew = std::env::temp_dir().join("printable.txt");
            std::fs::write(&anew, printable).expect("written");
            panic!(
                "domain/data/printable.txt is not that of the fonts: take {}",
                anew.display()
            );
        }
    }
}
