//! 証明書類のアップロードを始める: a pre-signed form bound to size and type (features.md #104–#111).

use std::time::{Duration, SystemTime};

use adapters::{
    documents::{Shelf, UPLOADED},
    store::{Key, items::doctor::EvidenceRecord},
};
use api::{BeginEvidence, applications::EvidenceUpload, problem::ProblemKind};
use domain::{
    contact::free_text,
    evidence::{EvidenceId, MediaType, check_size},
    rejection::Problems,
};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Characters of a file's name.
const FILE_NAME_MAX: usize = 200;

/// The form for one file. Asked again with the same key, the same document is meant.
pub async fn handle(
    scope: Scope,
    call: Writing<BeginEvidence>,
) -> Result<Reply<EvidenceUpload>, Failure> {
    let key = call.idempotency_key()?.to_owned();
    let mut problems = Problems::new();
    let media_type = problems.take("media_type", MediaType::parse(&call.body.media_type));
    let size = problems.take("size", check_size(call.body.size));
    let file_name = problems.take("file_name", free_text(&call.body.file_name, FILE_NAME_MAX));
    let (media_type, file_name) =
        problems.finish(media_type.zip(file_name).filter(|_| size.is_some()))?;

    let doctor = &call.caller;
    let id = EvidenceId::new(scope.derived("evidence", &[&doctor.partition, &key]));
    // The name in the bucket tells nothing and cannot be guessed from the id.
    let secret: [u8; 24] = scope.derived("evidence-object", &[&doctor.partition, &key]);
    let record = EvidenceRecord {
        partition: doctor.partition.clone(),
        object: format!(
            "{UPLOADED}{}.{}",
            hex::encode(secret),
            media_type.extension()
        ),
        id,
        kind: call.body.kind,
        declared: media_type,
        file_name,
        media_type: None,
        size: 0,
        begun_at: scope.now,
        used_by: None,
        sent: false,
        forgotten: false,
    };
    let mut transaction = doctor.transaction();
    let place = transaction.place();
    transaction.insert(&record)?;
    match scope.store.commit(transaction).await {
        Ok(()) => {}
        Err(error) if error.refused_at(place) => begun_before(&scope, &record).await?,
        Err(error) => return Err(error.into()),
    }
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(scope.now.millis().unsigned_abs());
    let form = scope
        .documents
        .sign_upload(
            Shelf::Evidence,
            &record.object,
            media_type.as_str(),
            domain::evidence::FILE_MAX,
            now,
        )
        .await?;
    Ok(Reply::created(EvidenceUpload {
        evidence: record.id,
        url: form.url,
        fields: form.fields,
    }))
}

/// The same upload begun twice: the first record stands, if it is the same file and still open.
async fn begun_before(scope: &Scope, wanted: &EvidenceRecord) -> Result<(), Failure> {
    let key = Key::evidence(&wanted.partition, &wanted.id);
    let first: EvidenceRecord = scope.store.read(&key).await?.ok_or(Failure::not_found())?;
    let same = |record: &EvidenceRecord| {
        let EvidenceRecord {
            kind,
            declared,
            file_name,
            media_type,
            ..
        } = record.clone();
        (kind, declared, file_name, media_type)
    };
    if same(&first) == same(wanted) {
        Ok(())
    } else {
        Err(Failure::new(ProblemKind::KeyReused))
    }
}
