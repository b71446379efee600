//! 認定: the title, how long it is valid, and when it lapses (features.md #72, #92).
//!
//! Invariants:
//! * The standing is computed from the approvals and a day; nothing marks a title as lapsed.
//! * A renewal is valid for years from the day after the old expiry, however late it is decided.

use serde::{Deserialize, Serialize};

use super::goal::GoalKind;
use super::rule_set::Bilingual;
use crate::association::{Membership, Tier};
use crate::calendar::Date;
use crate::contact::PrefectureCode;

named_variants! {
    /// What tells the prefecture of a doctor who belongs to no association.
    pub enum PrefectureSource {
        /// 勤務先
        Workplace = "workplace",
        /// 自宅
        Home = "home",
    }
}

/// The title of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QualificationRules {
    /// 日医認定産業医
    pub label: Bilingual,
    /// How many years it is valid.
    pub validity_years: u8,
    /// Through the prefecture of what non-members apply, the first that is known. Members apply
    /// through that of their association (P).
    pub non_member_through: Vec<PrefectureSource>,
    /// Renewal after the expiry for a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<GraceRules>,
    /// Holders whose title goes on after its expiry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<ExemptionRules>,
}

/// 病気・海外滞在: renewal after the expiry, where an officer has accepted the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GraceRules {
    /// How many months after the expiry.
    pub months: u8,
    /// The reasons.
    pub reasons: Vec<GraceReason>,
    /// Whether credits of those months count.
    pub credits_count: bool,
}

/// A reason for grace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GraceReason {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
}

/// コロナ特例 and the like: titles that ended in these months go on until a day, and credits after
/// the expiry count as within it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExemptionRules {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// The last day: what is due must be renewed by then.
    pub until: Date,
    /// By the day of expiry.
    pub classes: Vec<ExemptionClass>,
}

/// Titles that ended between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExemptionClass {
    /// The first day of expiry.
    pub expiry_from: Date,
    /// The last day of expiry.
    pub expiry_to: Date,
    /// How many renewals are due by the last day of the exemption, one after the other.
    pub renewals: u8,
}

/// 有効期間, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValidityPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl ValidityPeriod {
    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// So many years from a day on: until the day before the same day, or until the end of the month
    /// where there is no such day (Civil Code, art. 143).
    #[must_use]
    pub fn years_from(from: Date, years: u8) -> ValidityPeriod {
        let year = from.year() + i32::from(years);
        let to = match Date::new(year, from.month(), from.day()) {
            Some(same) => same.add_days(-1),
            None => from.add_years(i32::from(years)),
        };
        ValidityPeriod { from, to }
    }
}

/// An approval that gave or renewed the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApprovalFact {
    /// 新規 or 更新
    pub kind: GoalKind,
    /// The day of the committee.
    pub decided_on: Date,
    /// 有効期間
    pub validity: ValidityPeriod,
}

/// What is known of a doctor's title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QualificationFact {
    /// Every approval, in any order.
    pub approvals: Vec<ApprovalFact>,
    /// The reason for grace that an officer has accepted for the last expiry.
    #[serde(default)]
    pub grace: Option<String>,
}

impl QualificationFact {
    /// The approval whose validity ends last.
    #[must_use]
    pub fn last(&self) -> Option<&ApprovalFact> {
        self.approvals
            .iter()
            .max_by_key(|approval| (approval.validity.to, approval.decided_on))
    }
}

/// How a title stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualificationStanding {
    /// Never held.
    None,
    /// 有効
    Valid {
        /// The last day.
        until: Date,
    },
    /// Ended, and goes on by an exemption.
    Exempt {
        /// The day on which it ended.
        expired: Date,
        /// The last day of the exemption.
        until: Date,
        /// Renewals due by then, one after the other.
        renewals: u8,
    },
    /// Ended, and can still be renewed for a reason.
    Grace {
        /// The day on which it ended.
        expired: Date,
        /// The last day on which it can be renewed.
        until: Date,
    },
    /// 失効
    Lapsed {
        /// The last day on which it was valid.
        expired: Date,
    },
}

impl QualificationStanding {
    /// Whether the doctor counts as certified.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(
            self,
            QualificationStanding::Valid { .. } | QualificationStanding::Exempt { .. }
        )
    }

    /// The last day on which a renewal can be applied for; none where nothing can be renewed.
    #[must_use]
    pub const fn renewable_until(self) -> Option<Date> {
        match self {
            QualificationStanding::Valid { until }
            | QualificationStanding::Exempt { until, .. }
            | QualificationStanding::Grace { until, .. } => Some(until),
            QualificationStanding::None | QualificationStanding::Lapsed { .. } => None,
        }
    }
}

impl QualificationRules {
    /// How a title stands on a day.
    #[must_use]
    pub fn standing(&self, fact: &QualificationFact, on: Date) -> QualificationStanding {
        let begun = fact
            .approvals
            .iter()
            .filter(|approval| approval.validity.from.min(approval.decided_on) <= on);
        let Some(expired) = begun.map(|approval| approval.validity.to).max() else {
            return QualificationStanding::None;
        };
        if on <= expired {
            return QualificationStanding::Valid { until: expired };
        }
        if let Some((exemption, class)) = self.exemption(expired)
            && on <= exemption.until
        {
            let (until, renewals) = (exemption.until, class.renewals);
            return QualificationStanding::Exempt {
                expired,
                until,
                renewals,
            };
        }
        match self.grace_until(fact, expired) {
            Some(until) if on <= until => QualificationStanding::Grace { expired, until },
            _ => QualificationStanding::Lapsed { expired },
        }
    }

    /// From when to when credits count for a renewal applied for on a day: the printed validity,
    /// longer where an exemption or a grace says so.
    #[must_use]
    pub fn renewal_window(&self, fact: &QualificationFact, on: Date) -> Option<ValidityPeriod> {
        let ValidityPeriod { from, to } = fact.last()?.validity;
        let to = match self.standing(fact, on) {
            QualificationStanding::Exempt { until, .. } => until,
            QualificationStanding::Grace { until, .. } if self.grace_counts() => until,
            _ => to,
        };
        Some(ValidityPeriod { from, to })
    }

    /// 有効期間 of a first approval: from the day of the committee.
    #[must_use]
    pub fn new_validity(&self, decided_on: Date) -> ValidityPeriod {
        ValidityPeriod::years_from(decided_on, self.validity_years)
    }

    /// 有効期間 of a renewal: from the day after the old expiry, even when decided late.
    #[must_use]
    pub fn renewed_validity(&self, old: ValidityPeriod) -> ValidityPeriod {
        ValidityPeriod::years_from(old.to.add_days(1), self.validity_years)
    }

    /// The approval that follows when the committee decides on a day; none for a renewal of a title
    /// that was never held.
    #[must_use]
    pub fn approval(
        &self,
        kind: GoalKind,
        fact: &QualificationFact,
        decided_on: Date,
    ) -> Option<ApprovalFact> {
        let validity = match kind {
            GoalKind::New => self.new_validity(decided_on),
            GoalKind::Renewal => self.renewed_validity(fact.last()?.validity),
            GoalKind::Certificate => return None,
        };
        Some(ApprovalFact {
            kind,
            decided_on,
            validity,
        })
    }

    /// The prefecture through which a doctor applies; none where neither association, workplace nor
    /// home tells one. `memberships` may be of any layer.
    #[must_use]
    pub fn managing_prefecture(
        &self,
        memberships: &[Membership],
        workplace: Option<PrefectureCode>,
        home: Option<PrefectureCode>,
    ) -> Option<PrefectureCode> {
        let own = memberships
            .iter()
            .map(|membership| &membership.association)
            .filter_map(|association| Some((association.tier(), association.prefecture()?)))
            // The prefectural association itself, then the district's.
            .min_by_key(|(tier, prefecture)| (*tier != Tier::Prefectural, *prefecture));
        let told = |source: &PrefectureSource| match source {
            PrefectureSource::Workplace => workplace,
            PrefectureSource::Home => home,
        };
        let own = own.map(|(_, prefecture)| prefecture);
        own.or_else(|| self.non_member_through.iter().find_map(told))
    }

    /// The exemption of titles that ended on a day.
    #[must_use]
    pub fn exemption(&self, expired: Date) -> Option<(&ExemptionRules, &ExemptionClass)> {
        self.exemptions.iter().find_map(|exemption| {
            let class = exemption
                .classes
                .iter()
                .find(|class| (class.expiry_from..=class.expiry_to).contains(&expired))?;
            Some((exemption, class))
        })
    }

    fn grace_until(&self, fact: &QualificationFact, expired: Date) -> Option<Date> {
        let (rules, reason) = (self.grace.as_ref()?, fact.grace.as_ref()?);
        let known = rules.reasons.iter().any(|known| known.id == *reason);
        known.then(|| months_after(expired, rules.months))
    }

    fn grace_counts(&self) -> bool {
        self.grace.as_ref().is_some_and(|grace| grace.credits_count)
    }
}

/// The last day of a period of months that begins on the day after `expired`: the end of a month
/// stays the end of a month.
fn months_after(expired: Date, months: u8) -> Date {
    expired
        .add_days(1)
        .add_months(i32::from(months))
        .add_days(-1)
}

#[cfg(test)]
mod tests;
