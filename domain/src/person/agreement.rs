//! Whether the name posted with a credit is the doctor's (features.md #129, L13).

use serde::{Deserialize, Serialize};

use super::{FormerName, PersonName};
use crate::calendar::Date;
use crate::folding;

/// The name as an organiser posted it: kanji or kana, with or without a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostedName {
    /// The name in one field.
    pub text: String,
    /// The birth date, where one was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
}

/// What a doctor is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NameIdentity {
    /// The present name.
    pub name: PersonName,
    /// A former name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<FormerName>,
    /// The birth date.
    pub birth_date: Date,
}

named_variants! {
    /// Whether a posted name is the doctor's. An organiser is told this and never a name that it
    /// did not supply.
    pub enum Agreement {
        /// Name, and birth date where one was posted, agree.
        Agrees = "agrees",
        /// The name differs.
        NameDiffers = "name-differs",
        /// The name agrees, the birth date does not.
        BirthDateDiffers = "birth-date-differs",
    }
}

/// Whether a posted name is the doctor's: names are folded ([`crate::folding`]), and may be in kanji
/// or kana, with or without a space, the present or a former one; the birth date must agree where one
/// was posted. Empty names agree with nobody.
#[must_use]
pub fn agreement(posted: &PostedName, identity: &NameIdentity) -> Agreement {
    let kanji = folding::fold_kanji(&posted.text);
    let kana = folding::fold_kana(&posted.text);
    let same = |name: &Spelling| {
        let (as_written, as_read) = name;
        folding::fold_kanji(as_written) == kanji || folding::fold_kana(as_read) == kana
    };
    if kanji.is_empty() || !identity.spellings().iter().any(same) {
        Agreement::NameDiffers
    } else if posted
        .birth_date
        .is_some_and(|date| date != identity.birth_date)
    {
        Agreement::BirthDateDiffers
    } else {
        Agreement::Agrees
    }
}

/// A whole name as written and as read.
type Spelling = (String, String);

impl NameIdentity {
    /// Every name under which the doctor may be posted.
    fn spellings(&self) -> Vec<Spelling> {
        let PersonName { kanji, kana } = &self.name;
        let mut found = vec![(kanji.to_string(), kana.to_string())];
        if let Some(former) = &self.former {
            let written = |part: &Option<super::KanjiPart>, now: &super::KanjiPart| {
                part.as_ref().unwrap_or(now).to_string()
            };
            let read = |part: &Option<super::KanaPart>, now: &super::KanaPart| {
                part.as_ref().unwrap_or(now).to_string()
            };
            found.push((
                written(&former.family, &kanji.family) + &written(&former.given, &kanji.given),
                read(&former.family_kana, &kana.family) + &read(&former.given_kana, &kana.given),
            ));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{KanaName, KanaPart, KanjiName, KanjiPart};

    fn kanji(text: &str) -> KanjiPart {
        KanjiPart::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
    }

    fn kana(text: &str) -> KanaPart {
        KanaPart::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
    }

    fn doctor() -> NameIdentity {
        NameIdentity {
            name: PersonName {
                kanji: KanjiName {
                    family: kanji("髙﨑"),
                    given: kanji("葛\u{E0100}子"),
                },
                kana: KanaName {
                    family: kana("タカサキ"),
                    given: kana("カツコ"),
                },
            },
            former: Some(FormerName {
                family: Some(kanji("渡邉")),
                given: None,
                family_kana: Some(kana("ワタナベ")),
                given_kana: None,
                use_on_mail: false,
            }),
            birth_date: day("1965-04-01"),
        }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
    }

    fn posted(text: &str, birth_date: Option<&str>) -> Agreement {
        let posted = PostedName {
            text: text.to_owned(),
            birth_date: birth_date.map(day),
        };
        agreement(&posted, &doctor())
    }

    #[test]
    fn kanji_and_kana_with_and_without_space_present_and_former_agree() {
        for text in [
            "髙﨑葛子",
            "高崎　葛子",
            "高崎 葛\u{E0101}子",
            "タカサキカツコ",
            "ﾀｶｻｷ ｶﾂｺ",
            "たかさき　かつこ",
            "渡辺葛子",
            "渡邊 葛子",
            "ワタナベ　カツコ",
        ] {
            assert_eq!(posted(text, None), Agreement::Agrees, "{text}");
        }
    }

    #[test]
    fn other_names_differ() {
        for text in [
            "",
            "　",
            "・",
            "高崎",
            "葛子",
            "葛子高崎",
            "山田花子",
            "タカサキ",
            "高崎葛子子",
        ] {
            assert_eq!(posted(text, None), Agreement::NameDiffers, "{text}");
        }
    }

    #[test]
    fn a_posted_birth_date_has_to_agree() {
        assert_eq!(posted("高崎葛子", Some("1965-04-01")), Agreement::Agrees);
        assert_eq!(
            posted("高崎葛子", Some("1965-04-02")),
            Agreement::BirthDateDiffers
        );
        assert_eq!(posted("山田", Some("1965-04-01")), Agreement::NameDiffers);
    }
}
