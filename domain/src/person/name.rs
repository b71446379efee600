//! Names in kanji and kana (features.md #18, #19).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rejection::{Code, Rejection};
use crate::width;

/// Characters of a family or given name in kanji (S2); variation selectors are not counted.
pub const KANJI_MAX: usize = 32;
/// Characters of a family or given name in kana (S2).
pub const KANA_MAX: usize = 64;

text_value! {
    /// A family or given name as written: full-width, at most 32 characters, kept as typed.
    KanjiPart,
    pattern = "^\\S.*$",
    description = "Family or given name as written (全角, at most 32 characters)."
}

text_value! {
    /// The reading of a family or given name: full-width katakana, at most 64 characters.
    KanaPart,
    pattern = "^[ァ-ヺー・　]{1,64}$",
    description = "Reading in full-width katakana, at most 64 characters."
}

impl KanjiPart {
    /// Reads a part of a name; kept as typed but for white space around it.
    ///
    /// # Errors
    /// `required`, `too-long`, `not-full-width`, `bad-character` (private use 外字, emoji, control).
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = width::trim(text);
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        refuse(text, Code::NotFullWidth, is_half_width)?;
        refuse(text, Code::BadCharacter, |c| !may_stand_in_a_name(c))?;
        if text
            .chars()
            .next()
            .is_some_and(width::is_variation_selector)
        {
            return Err(Rejection::new(Code::BadCharacter).with("characters", "U+FE00–U+E01EF"));
        }
        if width::length(text) > KANJI_MAX {
            return Err(Rejection::new(Code::TooLong).with("max", KANJI_MAX));
        }
        Ok(KanjiPart(text.to_owned()))
    }
}

impl KanaPart {
    /// Reads a reading; hiragana and half-width kana are folded to full-width katakana.
    ///
    /// # Errors
    /// `required`, `too-long`, `not-katakana`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = width::katakana(width::trim(text));
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        refuse(&text, Code::NotKatakana, |c| {
            !matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | '\u{3000}')
        })?;
        if width::length(&text) > KANA_MAX {
            return Err(Rejection::new(Code::TooLong).with("max", KANA_MAX));
        }
        Ok(KanaPart(text))
    }
}

fn is_half_width(c: char) -> bool {
    c.is_ascii_graphic() || c == ' ' || matches!(c, '\u{A0}'..='\u{FF}' | '｡'..='ﾟ')
}

fn may_stand_in_a_name(c: char) -> bool {
    let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    let emoji = matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}');
    let unseen = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFC}' | '\u{FFFD}');
    !(c.is_control() || private || emoji || unseen)
}

/// Refuses a text with characters that it cannot have, and names the first few.
fn refuse(text: &str, code: Code, bad: impl Fn(char) -> bool) -> Result<(), Rejection> {
    let mut found: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| bad(*c)) {
        if !found.contains(&c) && found.len() < 5 {
            found.push(c);
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let shown: Vec<String> = found.into_iter().map(shown).collect();
    Err(Rejection::new(code).with("characters", shown.join(" ")))
}

fn shown(c: char) -> String {
    if c == ' ' {
        "␣".to_owned()
    } else if may_stand_in_a_name(c) && !width::is_variation_selector(c) {
        c.to_string()
    } else {
        format!("U+{:04X}", c as u32)
    }
}

/// 氏名: family and given name as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KanjiName {
    /// 姓
    pub family: KanjiPart,
    /// 名
    pub given: KanjiPart,
}

/// フリガナ: the reading of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KanaName {
    /// セイ
    pub family: KanaPart,
    /// メイ
    pub given: KanaPart,
}

impl fmt::Display for KanjiName {
    /// Family and given name with a full-width space between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{3000}{}", self.family, self.given)
    }
}

impl fmt::Display for KanaName {
    /// Family and given name with a full-width space between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{3000}{}", self.family, self.given)
    }
}

/// A name and its reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonName {
    /// As written.
    pub kanji: KanjiName,
    /// As read.
    pub kana: KanaName,
}

/// 旧姓・旧名. The given name where that changed too.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormerName {
    /// 旧姓
    pub family: Option<KanjiPart>,
    /// 旧名
    pub given: Option<KanjiPart>,
    /// 旧姓（フリガナ）
    pub family_kana: Option<KanaPart>,
    /// 旧名（フリガナ）
    pub given_kana: Option<KanaPart>,
    /// 送付物の宛名に旧姓・旧名を使用する
    pub use_on_mail: bool,
}

impl FormerName {
    /// The name for an envelope, when it is to bear the former one: the former family name, with the
    /// former given name where there is one, else the present one (S2).
    #[must_use]
    pub fn on_mail(&self, present: &KanjiName) -> Option<KanjiName> {
        if !self.use_on_mail {
            return None;
        }
        let family = self
            .family
            .clone()
            .unwrap_or_else(|| present.family.clone());
        let given = self.given.clone().unwrap_or_else(|| present.given.clone());
        Some(KanjiName { family, given })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kanji(text: &str) -> Result<String, Code> {
        KanjiPart::parse(text)
            .map(|part| part.to_string())
            .map_err(|rejection| rejection.code)
    }

    fn kana(text: &str) -> Result<String, Code> {
        KanaPart::parse(text)
            .map(|part| part.to_string())
            .map_err(|rejection| rejection.code)
    }

    #[test]
    fn variant_kanji_are_kept_as_typed() {
        for name in [
            "髙﨑",
            "𠮷田",
            "葛\u{E0100}城",
            "渡邉",
            "ジョン・スミス",
            "Ａｎｎａ",
        ] {
            assert_eq!(kanji(&format!("　{name} ")), Ok(name.to_owned()));
        }
    }

    #[test]
    fn half_width_private_and_unseen_characters_are_refused_by_name() {
        assert_eq!(kanji("ﾔﾏﾀﾞ"), Err(Code::NotFullWidth));
        assert_eq!(kanji("Smith"), Err(Code::NotFullWidth));
        assert_eq!(kanji("山\u{E000}"), Err(Code::BadCharacter));
        assert_eq!(kanji("山😀"), Err(Code::BadCharacter));
        assert_eq!(kanji("山\u{202E}田"), Err(Code::BadCharacter));
        assert_eq!(kanji("山\n田"), Err(Code::BadCharacter));
        let rejection = KanjiPart::parse("山Ab田").map_err(|r| r.params["characters"].clone());
        assert_eq!(rejection.map(|_| ()), Err("A b".to_owned()));
    }

    #[test]
    fn lengths_count_characters_not_selectors() {
        assert!(kanji(&"葛\u{E0100}".repeat(KANJI_MAX)).is_ok());
        assert_eq!(kanji(&"葛".repeat(KANJI_MAX + 1)), Err(Code::TooLong));
        assert!(kana(&"ア".repeat(KANA_MAX)).is_ok());
        assert_eq!(kana(&"ア".repeat(KANA_MAX + 1)), Err(Code::TooLong));
    }

    #[test]
    fn readings_are_folded_to_full_width_katakana() {
        assert_eq!(kana("さとう"), Ok("サトウ".to_owned()));
        assert_eq!(kana("ｲﾄﾞ"), Ok("イド".to_owned()));
        assert_eq!(kana("山田"), Err(Code::NotKatakana));
        assert_eq!(kana("Sato"), Err(Code::NotKatakana));
    }

    #[test]
    fn only_the_former_family_name_stands_on_mail_where_the_given_one_is_blank() {
        let part = |text| KanjiPart::parse(text).ok();
        let (Some(family), Some(given)) = (part("日医"), part("花子")) else {
            panic!()
        };
        let former = FormerName {
            family: part("旧田"),
            given: None,
            family_kana: None,
            given_kana: None,
            use_on_mail: true,
        };
        let present = KanjiName { family, given };
        assert_eq!(
            former.on_mail(&present).map(|n| n.to_string()),
            Some("旧田　花子".to_owned())
        );
    }
}
