//! Which characters a certificate can show as typed.
//!
//! `data/printable.txt` has a line for each range of characters that both weights of the
//! certificate's font know, and with a selector the variation sequences (異体字). A test of the crate
//! `certificate`, which has the fonts, holds it to them: functions ask here, without the fonts.

#[cfg(feature = "reference")]
use std::sync::LazyLock;

use crate::width::is_variation_selector;

/// The characters of `text` for which `prints` says no, each once, in the order they stand; `prints`
/// is asked for a character and the variation selector after it.
///
/// A variation sequence is reported whole, since a font that does not know it would print the base
/// form instead: somebody else's name. Control characters are reported as `U+000A`.
#[must_use]
pub fn unprintable_by(text: &str, prints: impl Fn(char, Option<char>) -> bool) -> Vec<String> {
    let mut refused: Vec<String> = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(base) = characters.next() {
        let selector = characters.next_if(|&next| is_variation_selector(next));
        let alone = base.is_control() || is_variation_selector(base);
        if !alone && prints(base, selector) {
            continue;
        }
        let shown = if alone {
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

/// Selector (0 for none), first and last character of each range, in this order.
#[cfg(feature = "reference")]
static RANGES: LazyLock<Vec<(u32, u32, u32)>> = LazyLock::new(|| {
    include_str!("../../data/printable.txt")
        .lines()
        .map(|line| range(line).expect("the file is part of this crate and read in its tests"))
        .collect()
});

#[cfg(feature = "reference")]
fn range(line: &str) -> Option<(u32, u32, u32)> {
    let number = |text| u32::from_str_radix(text, 16).ok();
    let (range, selector) = line.split_once(' ').unwrap_or((line, "0"));
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    Some((number(selector)?, number(first)?, number(last)?))
}

/// The characters of `text` that a certificate cannot show as typed.
#[cfg(feature = "reference")]
#[must_use]
pub fn unprintable(text: &str) -> Vec<String> {
    unprintable_by(text, |base, selector| {
        let (base, selector) = (u32::from(base), selector.map_or(0, u32::from));
        let after = RANGES.partition_point(|&(of, first, _)| (of, first) <= (selector, base));
        let range = after.checked_sub(1).map(|place| RANGES[place]);
        range.is_some_and(|(of, _, last)| of == selector && base <= last)
    })
}

#[cfg(all(test, feature = "reference"))]
mod tests {
    use super::*;

    #[test]
    fn ranges_stand_in_order_and_do_not_touch() {
        assert!(RANGES.len() > 9_000);
        for pair in RANGES.windows(2) {
            let ((of, first, last), (next_of, next, _)) = (pair[0], pair[1]);
            assert!(first <= last && (of, last) < (next_of, next), "{pair:X?}");
        }
    }

    #[test]
    fn variants_that_the_font_has_are_printed_and_others_named_whole() {
        for name in ["髙橋　直子", "山﨑", "𠮷田", "葛\u{E0100}城", "辻\u{E0100}"] {
            assert_eq!(unprintable(name), Vec::<String>::new(), "{name}");
        }
        assert_eq!(
            unprintable("葛\u{E01C8}西\u{E01EF}한"),
            ["葛\u{E01C8}", "西\u{E01EF}", "한"]
        );
        assert_eq!(unprintable("山\n"), ["U+000A"]);
    }
}
