//! How to reach somebody: e-mail, post, telephone (features.md #10, #20, #21).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::rejection::{Code, Rejection};
use crate::width;

/// Characters of an e-mail address (S2).
pub const EMAIL_MAX: usize = 100;
/// Characters of a telephone number with its hyphens (S2).
pub const PHONE_MAX: usize = 15;
/// Characters of street and number.
pub const STREET_MAX: usize = 100;
/// Characters of building and room (S2).
pub const BUILDING_MAX: usize = 50;

text_value! {
    /// An e-mail address as typed. Compare by [`EmailAddress::folded`].
    EmailAddress,
    pattern = "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
    description = "E-mail address, half-width, at most 100 characters."
}

impl EmailAddress {
    /// Reads an address; full-width letters are folded.
    ///
    /// # Errors
    /// `required`, `too-long`, `not-half-width`, `bad-email`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = width::half_width(text);
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        let foreign: String = text.chars().filter(|c| !c.is_ascii()).take(5).collect();
        if !foreign.is_empty() {
            return Err(Rejection::new(Code::NotHalfWidth).with("characters", foreign));
        }
        if text.len() > EMAIL_MAX {
            return Err(Rejection::new(Code::TooLong).with("max", EMAIL_MAX));
        }
        let (local, domain) = text.split_once('@').ok_or(Rejection::new(Code::BadEmail))?;
        // Dots at the end of the local part and in a row break the standard, but Japanese carriers
        // gave out such addresses, so they are taken.
        let local_ok = (1..=64).contains(&local.len())
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b));
        if local_ok && is_host_name(domain) {
            Ok(EmailAddress(text))
        } else {
            Err(Code::BadEmail.into())
        }
    }

    /// Lower case throughout: the form for comparing and for keys.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn is_host_name(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && top.bytes().any(|b| b.is_ascii_alphabetic())
}

text_value! {
    /// 郵便番号 "113-8621".
    PostalCode,
    pattern = "^[0-9]{3}-[0-9]{4}$",
    description = "郵便番号: 113-8621."
}

impl PostalCode {
    /// Reads seven digits, with or without the hyphen, full-width too, 〒 before them or not.
    ///
    /// # Errors
    /// `required`, `bad-postal-code`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::digits_and_hyphens(text);
        let folded = folded.trim_start_matches('〒').trim();
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        let digits: String = match folded.split_once('-') {
            Some((area, rest)) if area.len() == 3 => format!("{area}{rest}"),
            Some(_) => return Err(Code::BadPostalCode.into()),
            None => folded.to_owned(),
        };
        if digits.len() != 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Code::BadPostalCode.into());
        }
        Ok(PostalCode(format!("{}-{}", &digits[..3], &digits[3..])))
    }

    /// Before an address: `〒113-8621`, in English without the mark.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        [language.pick("〒", ""), &self.0].concat()
    }
}

text_value! {
    /// A telephone or fax number "03-0000-0000".
    PhoneNumber,
    pattern = "^[0-9][0-9-]{8,14}$",
    description = "Telephone number: half-width digits with hyphens, at most 15 characters."
}

impl PhoneNumber {
    /// Reads a number; hyphens of mobile numbers are set where they are missing.
    ///
    /// # Errors
    /// `required`, `bad-phone`, `phone-needs-hyphens` (where the area code ends cannot be known).
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::digits_and_hyphens(text);
        let folded: String = folded
            .chars()
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        let digits = folded.bytes().filter(u8::is_ascii_digit).count();
        let valid = folded.len() <= PHONE_MAX
            && folded.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            && folded.starts_with('0')
            && !folded.ends_with('-')
            && !folded.contains("--")
            && (9..=13).contains(&digits);
        if !valid {
            return Err(Code::BadPhone.into());
        }
        if folded.contains('-') {
            return Ok(PhoneNumber(folded));
        }
        let mobile = ["070", "080", "090", "050", "020", "060"]
            .iter()
            .any(|p| folded.starts_with(p));
        if mobile && folded.len() == 11 {
            return Ok(PhoneNumber(format!(
                "{}-{}-{}",
                &folded[..3],
                &folded[3..7],
                &folded[7..]
            )));
        }
        Err(Code::PhoneNeedsHyphens.into())
    }
}

/// 都道府県 by its number in JIS X 0401, 01–47. Written with two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrefectureCode(u8);

travels_as_text!(
    PrefectureCode,
    pattern = "^[0-4][0-9]$",
    description = "都道府県 01–47 (JIS X 0401)."
);

impl PrefectureCode {
    /// Reads a number 1–47 or the name (東京都).
    ///
    /// # Errors
    /// `required`, `bad-prefecture`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::half_width(text);
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        if let Some(found) = Self::all().find(|prefecture| prefecture.name() == folded) {
            return Ok(found);
        }
        let digits = matches!(folded.len(), 1 | 2) && folded.bytes().all(|b| b.is_ascii_digit());
        let number = folded
            .parse()
            .ok()
            .filter(|_| digits)
            .and_then(Self::from_number);
        number.ok_or_else(|| Code::BadPrefecture.into())
    }

    /// From a number 1–47.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        if matches!(number, 1..=47) {
            Some(PrefectureCode(number))
        } else {
            None
        }
    }

    /// The number, 1–47.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// All 47, north to south.
    pub fn all() -> impl Iterator<Item = PrefectureCode> {
        (1..=47).map(PrefectureCode)
    }

    /// 北海道, 東京都, 大阪府, …
    #[must_use]
    pub fn name(self) -> &'static str {
        PREFECTURES[usize::from(self.0) - 1].0
    }

    /// Hokkaido, Tokyo, Osaka, …
    #[must_use]
    pub fn name_en(self) -> &'static str {
        PREFECTURES[usize::from(self.0) - 1].1
    }
}

impl fmt::Display for PrefectureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

#[rustfmt::skip]
const PREFECTURES: [(&str, &str); 47] = [
    ("北海道", "Hokkaido"), ("青森県", "Aomori"), ("岩手県", "Iwate"), ("宮城県", "Miyagi"),
    ("秋田県", "Akita"), ("山形県", "Yamagata"), ("福島県", "Fukushima"), ("茨城県", "Ibaraki"),
    ("栃木県", "Tochigi"), ("群馬県", "Gunma"), ("埼玉県", "Saitama"), ("千葉県", "Chiba"),
    ("東京都", "Tokyo"), ("神奈川県", "Kanagawa"), ("新潟県", "Niigata"), ("富山県", "Toyama"),
    ("石川県", "Ishikawa"), ("福井県", "Fukui"), ("山梨県", "Yamanashi"), ("長野県", "Nagano"),
    ("岐阜県", "Gifu"), ("静岡県", "Shizuoka"), ("愛知県", "Aichi"), ("三重県", "Mie"),
    ("滋賀県", "Shiga"), ("京都府", "Kyoto"), ("大阪府", "Osaka"), ("兵庫県", "Hyogo"),
    ("奈良県", "Nara"), ("和歌山県", "Wakayama"), ("鳥取県", "Tottori"), ("島根県", "Shimane"),
    ("岡山県", "Okayama"), ("広島県", "Hiroshima"), ("山口県", "Yamaguchi"), ("徳島県", "Tokushima"),
    ("香川県", "Kagawa"), ("愛媛県", "Ehime"), ("高知県", "Kochi"), ("福岡県", "Fukuoka"),
    ("佐賀県", "Saga"), ("長崎県", "Nagasaki"), ("熊本県", "Kumamoto"), ("大分県", "Oita"),
    ("宮崎県", "Miyazaki"), ("鹿児島県", "Kagoshima"), ("沖縄県", "Okinawa"),
];

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Address {
    /// 郵便番号
    pub postal_code: PostalCode,
    /// 都道府県
    pub prefecture: PrefectureCode,
    /// 住所（番地まで）
    pub street: String,
    /// 建物名、部屋番号など
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
}

/// A doctor's home and telephones.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// 自宅現住所
    pub home: Address,
    /// 携帯電話番号
    pub mobile: PhoneNumber,
    /// TEL（固定電話）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<PhoneNumber>,
    /// FAX
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<PhoneNumber>,
}

/// Reads a line of free text of at most `max` characters, trimmed.
///
/// # Errors
/// `required`, `too-long`, `bad-character` (control characters).
pub fn free_text(text: &str, max: usize) -> Result<String, Rejection> {
    let text = width::trim(text);
    if text.is_empty() {
        return Err(Code::Required.into());
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        let shown = format!("U+{:04X}", control as u32);
        return Err(Rejection::new(Code::BadCharacter).with("characters", shown));
    }
    if width::length(text) > max {
        return Err(Rejection::new(Code::TooLong).with("max", max));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T, Rejection>) -> Option<Code> {
        result.err().map(|rejection| rejection.code)
    }

    #[test]
    fn addresses_are_kept_as_typed_and_compared_in_lower_case() {
        let address = EmailAddress::parse(" Taro.Nichii@Example.JP ");
        let shown = address.map(|address| (address.to_string(), address.folded()));
        assert_eq!(
            shown,
            Ok((
                "Taro.Nichii@Example.JP".into(),
                "taro.nichii@example.jp".into()
            ))
        );
        assert!(EmailAddress::parse("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ").is_ok());
        assert!(EmailAddress::parse("taro..1.@docomo.ne.jp").is_ok());
    }

    #[test]
    fn other_texts_are_no_address() {
        for text in [
            "a", "a@b", "a@@b.jp", "a@b@c.jp", "@b.jp", "a b@c.jp", "a@-b.jp", "a@b..jp", "a@1.2",
            "<a@b.jp>",
        ] {
            assert_eq!(
                code(EmailAddress::parse(text)),
                Some(Code::BadEmail),
                "{text}"
            );
        }
        assert_eq!(
            code(EmailAddress::parse("太郎@example.jp")),
            Some(Code::NotHalfWidth)
        );
        let long = |n: usize| format!("{}@{}.jp", "a".repeat(60), "b".repeat(n - 64));
        assert!(EmailAddress::parse(&long(100)).is_ok());
        assert_eq!(code(EmailAddress::parse(&long(101))), Some(Code::TooLong));
    }

    #[test]
    fn postal_codes_get_their_hyphen() {
        for text in [
            "1138621",
            "113-8621",
            "〒１１３－８６２１",
            "１１３ー８６２１",
        ] {
            assert_eq!(
                PostalCode::parse(text).map(|c| c.to_string()),
                Ok("113-8621".into())
            );
        }
        for text in ["113-862", "11-38621", "113--8621", "abc-defg", "あいう"] {
            assert_eq!(
                code(PostalCode::parse(text)),
                Some(Code::BadPostalCode),
                "{text}"
            );
        }
    }

    #[test]
    fn telephone_numbers_keep_their_hyphens() {
        for (typed, kept) in [
            ("０３－０００0－0000", "03-0000-0000"),
            ("09000000000", "090-0000-0000"),
            ("03 0000 0000", "03-0000-0000"),
            ("0120-000-000", "0120-000-000"),
        ] {
            assert_eq!(
                PhoneNumber::parse(typed).map(|n| n.to_string()),
                Ok(kept.to_owned())
            );
        }
        assert_eq!(
            code(PhoneNumber::parse("0300000000")),
            Some(Code::PhoneNeedsHyphens)
        );
        for text in [
            "110",
            "03-0000-0000-0000",
            "tel",
            "3-0000-0000",
            "03--0000-0000",
            "03-0000-0000-",
        ] {
            assert_eq!(
                code(PhoneNumber::parse(text)),
                Some(Code::BadPhone),
                "{text}"
            );
        }
    }

    #[test]
    fn prefectures_are_known_by_number_and_name() {
        for text in ["13", "１３", "東京都"] {
            assert_eq!(
                PrefectureCode::parse(text).map(|p| (p.to_string(), p.name())),
                Ok(("13".into(), "東京都"))
            );
        }
        for text in ["0", "48", "東京", "+1"] {
            assert_eq!(
                code(PrefectureCode::parse(text)),
                Some(Code::BadPrefecture),
                "{text}"
            );
        }
    }
}
