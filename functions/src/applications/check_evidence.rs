//! アップロードした書類を確かめる: it counts only after its content was sniffed.

use adapters::{
    documents::{DocumentError, Shelf},
    store::{Key, items::doctor::EvidenceRecord},
};
use api::{CheckEvidence, applications::EvidenceView, problem::ProblemKind};
use domain::{evidence::check_file, language::Language};

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
        let (size, start) = match scope.documents.head(Shelf::Evidence, &record.object).await {
            Ok(head) => head,
            Err(DocumentError::Missing) => {
                return Err(Failure::new(ProblemKind::BadFile).saying(
                    "ファイルがまだ届いていません。もう一度アップロードしてください。",
                    "The file has not arrived. Please upload it again.",
                ));
            }
            Err(error) => return Err(error.into()),
        };
        let media_type = check_file(record.declared, size, &start).map_err(|rejection| {
            Failure::new(ProblemKind::BadFile)
                .saying(rejection.text(Language::Ja), rejection.text(Language::En))
        })?;
        record.media_type = Some(media_type);
        record.size = size;
        let mut transaction = doctor.transaction();
        transaction.put(&record)?;
        scope.store.commit(transaction).await?;
    }
    let view =
        evidence_view(&record).ok_or_else(|| Failure::internal("checked, yet without a type"))?;
    Ok(Reply::ok(view))
}
