//! Credits from before the system, and the days of the cut-over (features.md #68–#70, #93).

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, YearMonth};
use crate::units::Units;

/// What can be declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclaredRules {
    /// The last day of courses whose credits are on paper; those of later ones are in the system.
    pub until: Date,
    /// Whether each line needs a photo or file.
    pub evidence_required: bool,
    /// Whether the original (産業医学研修手帳) is posted to the prefecture.
    pub original: bool,
    /// Most units of one line.
    pub units_max: Units,
    /// The days on which paper ended.
    pub cut_over: CutOver,
}

/// The days on which paper ended (S0).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CutOver {
    /// The last day on which a prefecture could send paper applications on.
    pub last_paper_application: Date,
    /// The first day of applications in the system.
    pub online_from: Date,
    /// 3枚複写 is gone from the approval of this month on.
    pub paper_form_ends: YearMonth,
}
