//! Through which associations an application for a title goes (domain.md "Applications").

use adapters::store::items::doctor::ProfileRecord;
use domain::{
    association::{AssociationId, Tier},
    calendar::Date,
    contact::PrefectureCode,
    programme::Programme,
    rejection::{Code, FieldProblem},
    rounds::Placement,
    rules::{Goal, RuleVersion},
};

use crate::{Failure, Scope};

/// The rules of a programme that awards a title, in force on a day.
///
/// # Errors
/// 404 for a programme that awards none.
pub fn version(scope: &Scope, programme: Programme, on: Date) -> Result<&RuleVersion, Failure> {
    scope
        .rule_book()?
        .version(programme, on)
        .filter(|version| version.qualification().is_some())
        .ok_or(Failure::not_found())
}

/// The prefecture through which a doctor applies: members through their own association; others
/// through the one they name, that of their workplace, and until then as the rules say.
///
/// # Errors
/// 422 for a member who names another, and for what is no prefectural association.
pub fn prefecture(
    version: &RuleVersion,
    profile: &ProfileRecord,
    named: &str,
) -> Result<Option<PrefectureCode>, Failure> {
    let memberships = profile.plain_memberships();
    let home = profile.profile.contact.home.prefecture;
    let own = version
        .qualification()
        .and_then(|rules| rules.managing_prefecture(&memberships, None, Some(home)));
    if named.trim().is_empty() {
        return Ok(own);
    }
    let wrong = |code: Code| Failure::invalid(vec![FieldProblem::new("target", code)]);
    let target = AssociationId::parse(named)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("target", rejection)]))?;
    let found = target
        .prefecture()
        .filter(|_| target.tier() != Tier::National)
        .ok_or_else(|| wrong(Code::TargetNotAllowed))?;
    if !memberships.is_empty() && own != Some(found) {
        return Err(wrong(Code::TargetNotAllowed));
    }
    Ok(Some(found))
}

/// The associations of a goal's stages, from the lowest up. A doctor of no district association of
/// the prefecture begins at the prefecture.
#[must_use]
pub fn stages(
    version: &RuleVersion,
    goal: &Goal,
    prefecture: PrefectureCode,
    profile: &ProfileRecord,
) -> Vec<AssociationId> {
    let district = || {
        profile
            .memberships
            .iter()
            .map(|named| &named.membership.association)
            .find(|own| own.tier() == Tier::District && own.prefecture() == Some(prefecture))
            .cloned()
    };
    version
        .stages(goal, prefecture)
        .iter()
        .filter_map(|tier| match tier {
            Tier::District => district(),
            Tier::Prefectural => Some(AssociationId::prefectural(prefecture)),
            Tier::National => Some(AssociationId::national()),
        })
        .collect()
}

/// The round in which what reaches the prefecture on a day is decided.
///
/// # Errors
/// Our fault when no calendar reaches that far.
pub fn placement(
    scope: &Scope,
    programme: Programme,
    prefecture: PrefectureCode,
    on: Date,
) -> Result<Placement, Failure> {
    scope
        .round_book()?
        .placement(programme, prefecture, on)
        .ok_or_else(|| Failure::internal("no round follows"))
}
