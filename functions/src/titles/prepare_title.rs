//! 認定の申請の準備 (features.md #68–#71, #82, #83).

use std::collections::BTreeSet;

use adapters::store::{Found, Range, items::doctor::EvidenceRecord};
use api::{
    PrepareTitle,
    titles::{CertificateChoice, Choice, DeclaredLimits, TitlePreparation},
};
use domain::rules::{Ask, Goal, GoalRequirement, RuleVersion};

use super::{facts::TitleFile, path, view};
use crate::{
    Failure, Reply, Scope,
    applications::{case::evidence_view, documents::is_free},
    pipeline::Reading,
};

/// Two trips, issued together: what is judged, and the uploaded documents, which sort before it.
pub async fn handle(
    scope: Scope,
    call: Reading<PrepareTitle>,
) -> Result<Reply<TitlePreparation>, Failure> {
    let programme = call.path.programme;
    let partition = call.caller.principal()?.partition();
    let documents = Range::prefix(&partition, "E#");
    let range = TitleFile::range(&partition);
    let (found, documents) =
        futures::try_join!(call.caller.with_own_range(&scope, &range), async {
            scope.store.query(&documents).await.map_err(Failure::from)
        })?;
    let version = path::version(&scope, programme, scope.today())?;
    let file = TitleFile::from_items(&scope, &found.1)?;
    let evidence = documents
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<EvidenceRecord>, _>>()?;
    Ok(Reply::ok(TitlePreparation {
        title: view::title(&scope, &file, programme)?,
        declared: version.declared().map(|rules| DeclaredLimits {
            until: rules.until,
            evidence_required: rules.evidence_required,
            original: rules.original,
            units_max: rules.units_max,
        }),
        categories: categories(version),
        certificates: version
            .certificates()
            .iter()
            .map(|rule| CertificateChoice {
                id: rule.id.clone(),
                label: rule.label.clone(),
                until: rule.until,
            })
            .collect(),
        activities: version
            .goals()
            .iter()
            .filter(|goal| asks(goal, |ask| matches!(ask, Ask::Activity { .. })))
            .map(|goal| goal.id.clone())
            .collect(),
        member: file.is_member(),
        evidence: evidence
            .iter()
            .filter(|record| is_free(record, &file.applications))
            .filter_map(evidence_view)
            .collect(),
    }))
}

fn categories(version: &RuleVersion) -> Vec<Choice> {
    let named = version.set().categories.iter().map(|rule| Choice {
        id: rule.id.to_string(),
        label: rule.label.clone(),
    });
    named.collect::<Vec<_>>()
}

/// Whether a requirement of the goal, or of one of its ways, is of a kind.
fn asks(goal: &Goal, kind: impl Fn(&Ask) -> bool) -> bool {
    let mut open: Vec<&GoalRequirement> = goal.requirements.iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(requirement) = open.pop() {
        if kind(&requirement.kind) {
            return true;
        }
        if let Ask::AnyOf { paths } = &requirement.kind
            && seen.insert(requirement.id.clone())
        {
            open.extend(paths.iter().flat_map(|path| &path.requirements));
        }
    }
    false
}
