//! Folding of names for comparison; what is kept and shown is never folded (features.md L13).
//!
//! Folding is idempotent: folding what is folded changes nothing.

mod variants;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::width;

/// Folds a name as written: compatibility forms, variation selectors (葛󠄀 = 葛), old and variant
/// kanji (髙 = 高, 﨑 = 崎, 邉 = 辺), 々 to the character it repeats, kana as in [`fold_kana`]; spaces
/// and middle dots are removed, Latin letters are made capitals without accents.
#[must_use]
pub fn fold_kanji(text: &str) -> String {
    // Taken apart first and put together last: what is dropped in between must not leave anything
    // that a second folding would join.
    let apart = text
        .nfkd()
        .filter(|c| !is_separator(*c) && !is_dropped_mark(*c));
    let mut out = String::with_capacity(text.len());
    for c in apart.nfc() {
        let c = if c == '々' {
            out.chars().next_back().unwrap_or(c)
        } else {
            standard_form(c)
        };
        // Latin letters only: names have no others with two cases.
        out.push(c.to_ascii_uppercase());
    }
    fold_sounds(&width::katakana(&out))
}

/// Folds a reading: to full-width katakana, small kana to large ones (キョ = キヨ), ヴァ to バ, ヂ and ヅ
/// to ジ and ズ, ヰ ヱ ヲ to イ エ オ; long vowels stay; spaces and middle dots are removed.
#[must_use]
pub fn fold_kana(text: &str) -> String {
    let kana = width::katakana(text);
    fold_sounds(
        &kana
            .chars()
            .filter(|c| !is_separator(*c))
            .collect::<String>(),
    )
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '･' | '·' | '•' | '\u{200B}' | '\u{FEFF}')
}

/// Variation selectors and accents; the sound marks of kana are kept to be joined.
fn is_dropped_mark(c: char) -> bool {
    is_combining_mark(c) && !matches!(c, '\u{3099}' | '\u{309A}')
}

/// A sound mark that has nothing to stand on.
fn is_stray_sound_mark(c: char) -> bool {
    matches!(c, '゛' | '゜' | '\u{3099}' | '\u{309A}')
}

/// The form to which a kanji is folded.
fn standard_form(c: char) -> char {
    variants::VARIANTS
        .binary_search_by_key(&c, |(variant, _)| *variant)
        .map_or(c, |place| variants::VARIANTS[place].1)
}

fn fold_sounds(kana: &str) -> String {
    let mut out = String::with_capacity(kana.len());
    let mut rest = kana.chars().filter(|c| !is_stray_sound_mark(*c)).peekable();
    while let Some(c) = rest.next() {
        if c == 'ヴ' {
            let row = match rest.peek() {
                Some('ァ' | 'ア') => "バ",
                Some('ィ' | 'イ') => "ビ",
                Some('ェ' | 'エ') => "ベ",
                Some('ォ' | 'オ') => "ボ",
                Some('ュ' | 'ユ') => "ビユ",
                _ => {
                    out.push('ブ');
                    continue;
                }
            };
            out.push_str(row);
            rest.next();
        } else {
            out.push(plain_sound(c));
        }
    }
    out
}

fn plain_sound(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' | 'ヱ' => 'エ',
        'ォ' | 'ヲ' => 'オ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヰ' => 'イ',
        'ヂ' => 'ジ',
        'ヅ' => 'ズ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_folds_to_the_end_at_once() {
        assert!(
            variants::VARIANTS
                .windows(2)
                .all(|pair| pair[0].0 < pair[1].0)
        );
        for (variant, form) in variants::VARIANTS {
            assert_eq!(standard_form(form), form, "{variant}");
            assert_eq!(
                variant.nfkc().next(),
                Some(variant),
                "{variant} is never looked up"
            );
        }
        assert!(variants::VARIANTS.len() > 300);
    }

    #[test]
    fn old_and_variant_kanji_fold_to_one_form() {
        for (one, other) in [
            ("髙﨑", "高崎"),
            ("𠮷田", "吉田"),
            ("葛\u{E0100}城", "葛城"),
            ("辻\u{E0101}", "辻"),
            ("渡邊", "渡辺"),
            ("渡邉", "渡 辺"),
            ("齋藤", "斉藤"),
            ("齊藤", "斎藤"),
            ("濵田", "濱田"),
            ("澤", "沢"),
            ("𡈽屋", "土屋"),
            ("神\u{FE00}", "神"),
            ("\u{FA19}田", "神田"),
            ("佐々木", "佐佐木"),
            ("ジョン・スミス", "ジヨン　スミス"),
            ("山田ひろみ", "山田ヒロミ"),
            ("Ａｎｎａ", "ANNA"),
            ("José", "JOSE"),
        ] {
            assert_eq!(fold_kanji(one), fold_kanji(other), "{one} {other}");
        }
        assert_ne!(fold_kanji("山田"), fold_kanji("山口"));
    }

    #[test]
    fn readings_fold_to_one_form() {
        for (one, other) in [
            ("ｼﾞｮｳ", "ジヨウ"),
            ("きょうこ", "キヨウコ"),
            ("ヴァレンタイン", "バレンタイン"),
            ("カナヅ", "カナズ"),
            ("オーノ", "オ-ノ"),
            ("ニチイ タロウ", "ニチイ　タロウ"),
        ] {
            assert_eq!(fold_kana(one), fold_kana(other), "{one} {other}");
        }
        assert_ne!(fold_kana("オーノ"), fold_kana("オオノ"));
    }
}
