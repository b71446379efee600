//! 共通の一覧.

use domain::contact::PrefectureCode;
use serde::{Deserialize, Serialize};

use crate::applications::TargetAssociation;

/// Which associations.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssociationFilter {
    /// 都道府県.
    pub prefecture: PrefectureCode,
}

/// The prefectural association first, then its districts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssociationList {
    /// The associations.
    pub associations: Vec<TargetAssociation>,
}
