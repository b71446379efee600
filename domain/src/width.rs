//! Full-width and half-width characters.
//!
//! Doctors type `０９０−１２３４` as readily as `090-1234`; where half-width is asked for, full-width
//! is accepted and folded (issue 2, "Bad input"). Written out here instead of by NFKC: the tables of
//! Unicode normalisation would be a quarter of what the browser downloads for a form.

/// The half-width form of a full-width ASCII character, dash or space; others unchanged.
#[must_use]
pub fn half_width_char(c: char) -> char {
    match c {
        // The full-width forms stand in ASCII's order, 0xFEE0 further on.
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ｰ' => '-',
        _ => c,
    }
}

/// Folds full-width ASCII, dashes and spaces to half-width, and trims.
#[must_use]
pub fn half_width(text: &str) -> String {
    trim(text).chars().map(half_width_char).collect()
}

/// Folds a field that is digits and hyphens: as [`half_width`], and `ー` typed for a hyphen.
#[must_use]
pub fn digits_and_hyphens(text: &str) -> String {
    half_width(text)
        .chars()
        .map(|c| if c == 'ー' { '-' } else { c })
        .collect()
}

/// Trims half-width and full-width white space.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}')
}

/// Whether the character selects a glyph variant (SVS, IVS) and is no character of its own.
#[must_use]
pub const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Length as people count it: variation selectors belong to the character before them.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().filter(|c| !is_variation_selector(*c)).count()
}

const HALF_KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// Full-width katakana from half-width katakana (with its sound marks) and hiragana; dashes become
/// the long vowel `ー`; others unchanged.
#[must_use]
pub fn katakana(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let full = full_kana(c);
        match full {
            '゛' | '\u{3099}' => mark(&mut out, voiced, full),
            '゜' | '\u{309A}' => mark(&mut out, half_voiced, full),
            _ => out.push(full),
        }
    }
    out
}

fn full_kana(c: char) -> char {
    match c {
        '｡'..='ﾟ' => HALF_KANA
            .chars()
            .nth(c as usize - '｡' as usize)
            .unwrap_or(c),
        // Hiragana stands 0x60 before katakana.
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        '-' | '－' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => 'ー',
        ' ' => '\u{3000}',
        _ => c,
    }
}

fn mark(out: &mut String, join: fn(char) -> Option<char>, sign: char) {
    match out.chars().next_back().and_then(join) {
        Some(joined) => {
            out.pop();
            out.push(joined);
        }
        None => out.push(sign),
    }
}

fn voiced(c: char) -> Option<char> {
    const PLAIN: &str = "カキクケコサシスセソタチツテトハヒフヘホウワヰヱヲ";
    const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺ";
    PLAIN
        .chars()
        .zip(VOICED.chars())
        .find(|(plain, _)| *plain == c)
        .map(|(_, voiced)| voiced)
}

fn half_voiced(c: char) -> Option<char> {
    "ハヒフヘホ"
        .chars()
        .zip("パピプペポ".chars())
        .find(|(plain, _)| *plain == c)
        .map(|(_, p)| p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_signs_become_half_width() {
        assert_eq!(half_width("　０９０−１２３４＠ａ "), "090-1234@a");
        assert_eq!(digits_and_hyphens("１１３ー８６２１"), "113-8621");
    }

    #[test]
    fn half_width_kana_and_hiragana_become_katakana_with_their_marks() {
        assert_eq!(katakana("ｶﾞﾊﾟｳﾞｱｰﾝ"), "ガパヴアーン");
        assert_eq!(katakana("ごとう"), "ゴトウ");
        assert_eq!(katakana("か\u{3099}"), "ガ");
    }

    #[test]
    fn variation_selectors_do_not_count() {
        assert_eq!(length("葛\u{E0100}城"), 2);
    }
}
