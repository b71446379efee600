//! アップロードした書類を確かめる: it counts only after its content was sniffed.

use adapters::{
    documents::{DocumentError, Shelf, UPLOADED},
    store::{Key, items::doctor::EvidenceRecord},
};
use api::{CheckEvidence, applications::EvidenceView, problem::ProblemKind};
use domain::{
    evidence::{MediaType, check_file},
    language::Language,
};

use super::case::evidence_view;
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Looks at size and first bytes; a file that is not what it says stays unusable.
pub async fn handle(
    scope: Scope,
    call: Writing<CheckEvidence>,
) -> Result<Reply<EvidenceView>, Failure> {
    let doctor = &call.caller;
    let key = Key::evidence(&doctor.partition, &call.path.evidence);
    let mut record: EvidenceRecord = scope.store.read(&key).await?.ok_or(Failure::not_found())?;
    if record.media_type.is_none() {
        look(&scope, &record, &record.object).await?;
        // The form of the upload lives on for minutes and could bring another file: what counts is
        // a copy that no form leads to, and the copy is what is judged.
        let name = record.object.strip_prefix(UPLOADED);
        let kept = format!("kept/{}", name.unwrap_or(&record.object));
        scope
            .documents
            .copy(Shelf::Evidence, &record.object, &kept)
            .await?;
        let (media_type, size) = look(&scope, &record, &kept).await?;
        record.object = kept;
        record.media_type = Some(media_type);
        record.size = size;
        let mut transaction = doctor.transaction();
        let place = transaction.place();
        // Another check may have been faster, and an application that uses the document faster still.
        transaction.put_when(&record, "attribute_not_exists(t)", Vec::new())?;
        match scope.store.commit(transaction).await {
            Err(error) if error.refused_at(place) => {
                record = scope.store.read(&key).await?.ok_or(Failure::not_found())?;
            }
            other => other.map_err(Failure::of_commit)?,
        }
    }
    let view =
        evidence_view(&record).ok_or_else(|| Failure::internal("checked, yet without a type"))?;
    Ok(Reply::ok(view))
}

/// Type and size of an object, if it is what was announced.
async fn look(
    scope: &Scope,
    record: &EvidenceRecord,
    object: &str,
) -> Result<(MediaType, u64), Failure> {
    let (size, start) = match scope.documents.head(Shelf::Evidence, object).await {
        Ok(head) => head,
        Err(DocumentError::Missing) => {
            return Err(Failure::new(ProblemKind::BadFile).saying(
                "ファイルがまだ届いていません。もう一度アップロードしてください。",
                "The file has not arrived. Please upload it again.",
            ));
        }
        Err(error) => return Err(error.into()),
    };
    check_file(record.declared, size, &start)
        .map(|media_type| (media_type, size))
        .map_err(|rejection| {
            Failure::new(ProblemKind::BadFile)
                .saying(rejection.text(Language::Ja), rejection.text(Language::En))
        })
}
