//! 生涯教育申告書 of a year: pre-filled from the system (features.md #80, L15).

use adapters::store::{Found, Key, items::association::AssociationRecord};
use api::{ReadMyDeclaration, applications::TargetAssociation, learning::MyDeclaration};
use domain::{
    association::AssociationId,
    calendar::FiscalYear,
    learning::{Deadline, DeclarationForm, declaring_to},
    programme::Programme,
};

use super::{
    case::Case,
    learner::{Learner, range, rules, state},
};
use crate::{
    Failure, Reply, Scope, applications::case::evidence_view, my_page::credit_views,
    pipeline::Reading,
};

/// The doctor's own, and then the declaration with its association: three trips at most.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadMyDeclaration>,
) -> Result<Reply<MyDeclaration>, Failure> {
    let year = call.path.year;
    let range = range(&call.caller.principal()?.partition(), year);
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    let learner = Learner::from_items(&scope, &found)?;
    let case = match learner.declaration(year) {
        Some(line) => Some(Case::read(&scope, &line.id).await?),
        None => None,
    };
    view(&scope, &learner, case.as_ref(), year)
        .await
        .map(Reply::ok)
}

/// As the doctor sees it.
///
/// # Errors
/// 404 for a year that rules do not know; the table's.
pub async fn view(
    scope: &Scope,
    learner: &Learner,
    case: Option<&Case>,
    year: FiscalYear,
) -> Result<MyDeclaration, Failure> {
    let (_, learning) = rules(scope)?;
    let deadline = Deadline::of(learning, year).ok_or(Failure::not_found())?;
    let association = match case {
        Some(case) => TargetAssociation {
            tier: case.head.line.association.tier(),
            id: case.head.line.association.clone(),
            name: case.head.line.association_name.clone(),
        },
        None => association(scope, &target(learner)).await?,
    };
    let of_year =
        |record: &adapters::store::items::credit::CreditRecord| year.contains(record.date);
    let records = learner.records.iter().filter(|record| of_year(record));
    let mut credits = credit_views::views(
        records.cloned().collect(),
        &learner.profile.profile.identity(),
        scope.rule_book()?,
    );
    credits.retain(|credit| credit.programme == Programme::ContinuingEducation);
    let line = case.map(|case| &case.head.line);
    Ok(MyDeclaration {
        state: state(deadline, line, scope.today()),
        association,
        year: learner.year(year),
        credits,
        kinds: learning.outside.clone(),
        units_max: learning.outside_max,
        form: case.map_or_else(DeclarationForm::default, |case| case.head.form.clone()),
        evidence: case
            .map(|case| {
                case.head
                    .evidence
                    .iter()
                    .filter_map(evidence_view)
                    .collect()
            })
            .unwrap_or_default(),
        history: case.map(Case::history).unwrap_or_default(),
        version: case.map_or(0, |case| case.head.v),
    })
}

/// The association that the doctor declares to.
#[must_use]
pub fn target(learner: &Learner) -> AssociationId {
    let home = learner.profile.profile.contact.home.prefecture;
    declaring_to(&learner.profile.plain_memberships(), home)
}

/// An association with its name: one trip.
///
/// # Errors
/// One that is not registered.
pub async fn association(scope: &Scope, id: &AssociationId) -> Result<TargetAssociation, Failure> {
    let found = scope.store.get(&Key::association(id)).await?;
    let record: Option<AssociationRecord> = found.as_ref().map(Found::decode).transpose()?;
    let association = record
        .ok_or_else(|| Failure::internal("an association that is not registered"))?
        .association;
    Ok(TargetAssociation {
        tier: association.tier,
        id: association.id,
        name: association.name,
    })
}
