//! The documents that an application names: own, checked, of the right kind, and with no other
//! application.

use adapters::store::{
    Found, Key, Transaction,
    items::{application::ApplicationLine, association::AssociationRecord, doctor::EvidenceRecord},
};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    application::{ApplicationContent, ApplicationStatus},
    association::Association,
    evidence::EvidenceKind,
    id::{ApplicationId, EvidenceId},
    rejection::{Code, FieldProblem, Rejection},
    rules::ApplicationRules,
};

use super::dossier::Dossier;
use crate::{Failure, Scope};

/// Most documents of one application. Each is marked in the transaction that submits it, which
/// has at most 100 steps; sign-in, head, event, line and mail are five of them.
const MOST: usize = 80;

/// Reads the target association and every document that the content names: one trip. `wrong` says
/// where documents of another kind stand than the rules accept there.
///
/// # Errors
/// 422 naming each document that cannot be used, or the target.
pub async fn referred(
    scope: &Scope,
    dossier: &Dossier,
    id: &ApplicationId,
    content: &ApplicationContent,
    wrong: impl Fn(&[EvidenceRecord]) -> Vec<FieldProblem>,
) -> Result<(Association, Vec<EvidenceRecord>), Failure> {
    let mut ids: Vec<&EvidenceId> = content.evidence().collect();
    ids.sort();
    ids.dedup();
    if ids.len() > MOST {
        let rejection = Rejection::new(Code::TooMany).with("max", MOST);
        return Err(Failure::invalid(vec![FieldProblem::new(
            "evidence", rejection,
        )]));
    }
    let partition = &dossier.profile.partition;
    let target = Key::association(&content.target);
    let mut keys: Vec<Key> = ids.iter().map(|id| Key::evidence(partition, id)).collect();
    keys.push(target.clone());
    let found = scope.store.get_many(&keys).await?;
    let association = found
        .iter()
        .find(|item| item.key() == target)
        .map(Found::decode::<AssociationRecord>)
        .transpose()?
        .map(|record| record.association)
        .ok_or_else(|| Failure::invalid(vec![FieldProblem::new("target", Code::UnknownChoice)]))?;
    let evidence = found
        .iter()
        .filter(|item| item.sk().starts_with("E#"))
        .map(Found::decode)
        .collect::<Result<Vec<EvidenceRecord>, _>>()?;
    let usable = |record: &EvidenceRecord| {
        let free = record.used_by.as_ref() == Some(id) || is_free(record, &dossier.applications);
        record.media_type.is_some() && free
    };
    let missing: Vec<FieldProblem> = ids
        .iter()
        .filter(|id| !evidence.iter().any(|r| r.id == ***id && usable(r)))
        .map(|id| FieldProblem::new(format!("evidence.{id}"), Code::UnknownChoice))
        .collect();
    if !missing.is_empty() {
        return Err(Failure::invalid(missing).saying(
            "アップロードが終わっていない書類か、ほかの申請で使われている書類があります。もう一度アップロードしてください。",
            "A document has not been uploaded completely, or stands with another application. Please upload it again.",
        ));
    }
    let wrong = wrong(&evidence);
    if wrong.is_empty() {
        Ok((association, evidence))
    } else {
        Err(Failure::invalid(wrong))
    }
}

/// Whether a document stands with no application, or with one that was withdrawn.
#[must_use]
pub fn is_free(record: &EvidenceRecord, applications: &[ApplicationLine]) -> bool {
    let over = |user: &ApplicationId| {
        applications.iter().any(|line| {
            line.id == *user
                && matches!(
                    line.status,
                    ApplicationStatus::Withdrawn | ApplicationStatus::Rejected
                )
        })
    };
    !record.forgotten && record.used_by.as_ref().is_none_or(over)
}

/// Where documents of another kind stand than the rules accept there.
#[must_use]
pub fn of_another_kind(
    rules: &ApplicationRules,
    content: &ApplicationContent,
    evidence: &[EvidenceRecord],
) -> Vec<FieldProblem> {
    let kind = |id: &EvidenceId| kind_of(evidence, id);
    let mut wrong = identity_of_another_kind(&rules.identity_documents, content, evidence);
    for (index, item) in content.handed_in.iter().enumerate() {
        let Some(accepted) = rules.handed_in.kinds.iter().find(|k| k.id == item.kind) else {
            continue;
        };
        for (place, id) in item.evidence.iter().enumerate() {
            if kind(id).is_none_or(|kind| !accepted.evidence.contains(&kind)) {
                let field = format!("handed_in[{index}].evidence[{place}]");
                wrong.push(FieldProblem::new(field, Code::UnknownChoice));
            }
        }
    }
    wrong
}

/// Documents of identity that the rules do not accept as such.
#[must_use]
pub fn identity_of_another_kind(
    accepted: &[EvidenceKind],
    content: &ApplicationContent,
    evidence: &[EvidenceRecord],
) -> Vec<FieldProblem> {
    let documents = content.identity_documents.iter().enumerate();
    documents
        .filter(|(_, id)| kind_of(evidence, id).is_none_or(|kind| !accepted.contains(&kind)))
        .map(|(place, _)| {
            let field = format!("identity_documents[{place}]");
            FieldProblem::new(field, Code::UnknownChoice)
        })
        .collect()
}

fn kind_of(evidence: &[EvidenceRecord], id: &EvidenceId) -> Option<EvidenceKind> {
    let found = evidence.iter().find(|record| record.id == *id);
    found.map(|record| record.kind)
}

/// Marks every document as standing with this application, unless another took it in between, or it was
/// taken away.
///
/// # Errors
/// Serialisation.
pub fn take(
    transaction: &mut Transaction,
    evidence: &mut [EvidenceRecord],
    id: &ApplicationId,
) -> Result<(), Failure> {
    for record in evidence {
        if record.used_by.as_ref() == Some(id) {
            continue;
        }
        match record.used_by.replace(id.clone()) {
            None => {
                let free = format!(
                    "{} AND attribute_not_exists(u)",
                    EvidenceRecord::STILL_THERE
                );
                transaction.put_when(record, &free, Vec::new())?
            }
            Some(before) => {
                let before = AttributeValue::S(before.to_string());
                transaction.put_when(record, "u = :before", vec![(":before", before)])?
            }
        };
    }
    Ok(())
}
