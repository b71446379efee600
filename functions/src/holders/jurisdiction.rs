//! Which holders an officer looks after: a prefectural association those whose titles it manages,
//! the national one all of them, a district none.

use adapters::{identity::sign_in::Principal, store::items::qualification::QualificationRecord};
use api::problem::ProblemKind;
use domain::{
    association::{AssociationId, Tier},
    contact::PrefectureCode,
};

use crate::{Failure, admission::Officer};

/// The prefectures of an officer's association, or the one among them that was asked for.
///
/// # Errors
/// 403 for a district, and for another prefecture than the own.
pub fn prefectures(
    principal: &Principal,
    wanted: Option<PrefectureCode>,
) -> Result<Vec<PrefectureCode>, Failure> {
    let Principal::Officer { a: association, .. } = principal else {
        return Err(Failure::new(ProblemKind::Forbidden));
    };
    match (association.tier(), association.prefecture(), wanted) {
        (Tier::National, _, None) => Ok(PrefectureCode::all().collect()),
        (Tier::National, _, Some(wanted)) => Ok(vec![wanted]),
        (Tier::Prefectural, Some(own), wanted) if wanted.is_none_or(|it| it == own) => {
            Ok(vec![own])
        }
        _ => Err(Failure::new(ProblemKind::Forbidden)),
    }
}

/// The title, if the officer's association looks after it.
///
/// # Errors
/// 404 for one elsewhere: it is not to be known that it exists.
pub fn within(
    officer: &Officer,
    title: Option<QualificationRecord>,
) -> Result<QualificationRecord, Failure> {
    title
        .filter(|title| manages(&officer.association, title))
        .ok_or(Failure::not_found())
}

fn manages(association: &AssociationId, title: &QualificationRecord) -> bool {
    association.tier() == Tier::National || *association == title.prefecture
}
