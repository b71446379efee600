//! 医師会: three legally separate layers of associations, and membership in them.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::contact::PrefectureCode;
use crate::rejection::{Code, Rejection};

named_variants! {
    /// The layer of an association, lowest first.
    pub enum Tier {
        /// 郡市区等医師会
        District = "district",
        /// 都道府県医師会
        Prefectural = "prefectural",
        /// 日本医師会
        National = "national",
    }
}

named_variants! {
    /// The kind of an association; the four lower ones belong to the district tier.
    pub enum AssociationKind {
        /// 郡市区医師会
        MunicipalDistrict = "municipal-district",
        /// 職域医師会
        Workplace = "workplace",
        /// 大学医師会
        University = "university",
        /// 地区医師会
        Area = "area",
        /// 都道府県医師会
        Prefectural = "prefectural",
        /// 日本医師会
        National = "national",
    }
}

impl AssociationKind {
    /// The layer to which associations of this kind belong.
    #[must_use]
    pub const fn tier(self) -> Tier {
        match self {
            AssociationKind::National => Tier::National,
            AssociationKind::Prefectural => Tier::Prefectural,
            _ => Tier::District,
        }
    }
}

named_variants! {
    /// 会員区分 (P).
    pub enum MemberType {
        /// A①
        A1 = "a1",
        /// A②(B)
        A2B = "a2b",
        /// A②(C)
        A2C = "a2c",
        /// B
        B = "b",
        /// C
        C = "c",
    }
}

text_value! {
    /// An association: `national`, `13` (prefectural), `13-001` (below a prefecture).
    AssociationId,
    pattern = "^(national|[0-4][0-9](-[0-9]{3})?)$",
    description = "Association: national, 13 (prefectural) or 13-001 (district tier)."
}

impl AssociationId {
    /// 日本医師会.
    #[must_use]
    pub fn national() -> Self {
        AssociationId("national".to_owned())
    }

    /// The association of a prefecture.
    #[must_use]
    pub fn prefectural(prefecture: PrefectureCode) -> Self {
        AssociationId(prefecture.to_string())
    }

    /// An association of the district tier by its number 1–999 within the prefecture.
    #[must_use]
    pub fn district(prefecture: PrefectureCode, number: u16) -> Option<Self> {
        matches!(number, 1..=999).then(|| AssociationId(format!("{prefecture}-{number:03}")))
    }

    /// Reads an id.
    ///
    /// # Errors
    /// `required`, `bad-id`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = text.trim();
        let digits =
            |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let prefecture = |part: &str| digits(part, 2) && PrefectureCode::parse(part).is_ok();
        let valid = match text.split_once('-') {
            Some((first, rest)) => prefecture(first) && digits(rest, 3) && rest != "000",
            None if text.is_empty() => return Err(Code::Required.into()),
            None => text == "national" || prefecture(text),
        };
        if valid {
            Ok(AssociationId(text.to_owned()))
        } else {
            Err(Code::BadId.into())
        }
    }

    /// The layer, which the id tells.
    #[must_use]
    pub fn tier(&self) -> Tier {
        match self.0.len() {
            2 => Tier::Prefectural,
            6 => Tier::District,
            _ => Tier::National,
        }
    }

    /// The prefecture in which it lies; none for the national one.
    #[must_use]
    pub fn prefecture(&self) -> Option<PrefectureCode> {
        self.0
            .get(..2)
            .and_then(|code| PrefectureCode::parse(code).ok())
    }

    /// Whether it is `other` or lies below it.
    #[must_use]
    pub fn is_within(&self, other: &AssociationId) -> bool {
        match other.tier() {
            Tier::National => true,
            Tier::Prefectural => self.prefecture() == other.prefecture(),
            Tier::District => self == other,
        }
    }
}

/// An association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Association {
    /// Its id.
    pub id: AssociationId,
    /// 千代田区医師会
    pub name: String,
    /// Its layer.
    pub tier: Tier,
    /// Its kind.
    pub kind: AssociationKind,
    /// The association above it; some of the district tier lie below another one (S2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AssociationId>,
    /// The prefecture in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<PrefectureCode>,
}

/// A doctor's membership in one association. Local-only membership exists (P), so a doctor has one
/// for each layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// The association.
    pub association: AssociationId,
    /// First day.
    pub since: Date,
    /// 会員区分
    pub member_type: MemberType,
}

/// Whether one of the memberships is in the national association ("日医会員").
#[must_use]
pub fn is_national_member(memberships: &[Membership]) -> bool {
    memberships
        .iter()
        .any(|membership| membership.association.tier() == Tier::National)
}

/// The association that stands first as the target of an application: the member's own of the lowest
/// layer (S1: デフォルトで所属医師会).
#[must_use]
pub fn own_association(memberships: &[Membership]) -> Option<&AssociationId> {
    memberships
        .iter()
        .map(|membership| &membership.association)
        .min_by_key(|id| id.tier())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_layer_and_prefecture() {
        let read = |text| {
            AssociationId::parse(text)
                .map(|id| (id.tier(), id.prefecture().map(PrefectureCode::number)))
        };
        assert_eq!(read("national"), Ok((Tier::National, None)));
        assert_eq!(read("13"), Ok((Tier::Prefectural, Some(13))));
        assert_eq!(read("13-001"), Ok((Tier::District, Some(13))));
        for text in ["48", "1", "13-1", "13-000", "13-0011", "National", "00"] {
            assert_eq!(read(text).map_err(|r| r.code), Err(Code::BadId), "{text}");
        }
    }

    #[test]
    fn layers_contain_what_lies_below_them() {
        let id = |text| AssociationId::parse(text).unwrap_or_else(|e| panic!("{e}"));
        assert!(id("13-001").is_within(&id("13")));
        assert!(id("13-001").is_within(&id("national")));
        assert!(!id("13").is_within(&id("13-001")));
        assert!(!id("14-001").is_within(&id("13")));
        assert!(!id("national").is_within(&id("13")));
    }
}
