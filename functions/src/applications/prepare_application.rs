//! 申請の準備: the rule in force, the units found, what is missing (features.md #101–#103, #112, L5).

use adapters::store::{Range, items::doctor::EvidenceRecord};
use api::{
    PrepareApplication,
    applications::{Preparation, TargetAssociation, YearUnits},
};
use domain::{
    association::own_association,
    calendar::FiscalYear,
    rules::{Facts, evaluate},
};

use super::{
    case::evidence_view,
    documents::is_free,
    dossier::{Dossier, rules},
};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Two trips, issued together: the page with the sign-in, and the uploaded documents, which sort
/// before it.
pub async fn handle(
    scope: Scope,
    call: Reading<PrepareApplication>,
) -> Result<Reply<Preparation>, Failure> {
    let programme = call.path.programme;
    let rules = rules(&scope, programme)?;
    let partition = call.caller.principal()?.partition();
    let documents = Range::prefix(&partition, "E#");
    let page = Dossier::range(&scope, &partition, programme)?;
    let (page, documents) = futures::try_join!(call.caller.with_own_range(&scope, &page), async {
        scope.store.query(&documents).await.map_err(Failure::from)
    })?;
    let dossier = Dossier::from_items(&scope, &page.1, programme)?;
    let evidence = documents
        .iter()
        .map(adapters::store::Found::decode)
        .collect::<Result<Vec<EvidenceRecord>, _>>()?;
    let memberships = dossier.profile.plain_memberships();
    let default_target = own_association(&memberships).map(|id| TargetAssociation {
        id: id.clone(),
        name: dossier.profile.name_of(id),
        tier: id.tier(),
    });
    let facts = Facts {
        classroom: dossier.classroom.clone(),
        target: default_target.as_ref().map(|target| target.tier),
        member: dossier.is_member(),
        ..Facts::default()
    };
    Ok(Reply::ok(Preparation {
        rules: rules.clone(),
        classroom: dossier
            .classroom
            .iter()
            .rev()
            .map(|year| YearUnits {
                fiscal_year: year.year,
                units: year.units,
                entries: year.entries,
            })
            .collect(),
        fiscal_year: FiscalYear::of(scope.today()),
        member: dossier.is_member(),
        default_target,
        prefecture: dossier.profile.profile.contact.home.prefecture,
        evidence: evidence
            .iter()
            .filter(|record| is_free(record, &dossier.applications))
            .filter_map(evidence_view)
            .collect(),
        evaluation: evaluate(rules, &facts, scope.today()),
    }))
}
