//! 本人確認のために医師免許証・医師資格証を送る (domain.md, identity assurance).
//!
//! Everybody whose identity is not confirmed may send one, contested or not: the page looks the
//! same. Officers see it with the claim they settle; where nobody contests the number, sending the
//! licence is what asks an officer to compare it (decision 0019). Natural key: the document.

use adapters::store::{
    Found, Key, Transaction,
    items::{
        claim::ClaimRecord,
        doctor::{EvidenceRecord, IdentityDocumentsRecord, IdentityRecord, ProfileRecord},
    },
};
use api::{SendIdentityDocument, my_page::ProfileView, problem::ProblemKind};
use domain::{
    association::AssociationId,
    assurance::Assurance,
    evidence::EvidenceKind,
    rejection::{Code, FieldProblem},
};

use super::read_my_profile::view;
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Front and back of both kinds, and one to spare.
const MOST: usize = 5;

/// One read, one write.
pub async fn handle(
    scope: Scope,
    call: Writing<SendIdentityDocument>,
) -> Result<Reply<ProfileView>, Failure> {
    let partition = &call.caller.partition;
    let evidence = Key::evidence(partition, &call.body.evidence);
    let keys = [
        Key::profile(partition),
        Key::identity_documents(partition),
        evidence.clone(),
        Key::identity(&call.caller.number),
    ];
    let found = scope.store.get_many(&keys).await?;
    let item = |key: &Key| found.iter().find(|item| item.key() == *key);
    let profile: ProfileRecord = item(&keys[0])
        .ok_or_else(|| Failure::internal("a doctor without a profile"))?
        .decode()?;
    let sent: Option<IdentityDocumentsRecord> = item(&keys[1]).map(Found::decode).transpose()?;
    let mut record = sent.unwrap_or_else(|| IdentityDocumentsRecord {
        partition: partition.clone(),
        documents: Vec::new(),
        v: 0,
    });
    let known = |document: &EvidenceRecord| document.id == call.body.evidence;
    if record.documents.iter().any(known) {
        return Ok(Reply::ok(view(profile, &record.documents)));
    }
    let document: Option<EvidenceRecord> = item(&evidence).map(Found::decode).transpose()?;
    let document = check(&profile, &record, document)?;
    record.documents.push(document.clone());
    let before = record.v;
    record.v += 1;
    let mut transaction = call.caller.transaction();
    // From now on it stands with something: it is not forgotten.
    let document = EvidenceRecord {
        sent: true,
        ..document
    };
    transaction.put_when(&document, EvidenceRecord::STILL_THERE, Vec::new())?;
    if before == 0 {
        transaction.insert(&record)?;
    } else {
        transaction.replace(&record, before)?;
    }
    if !call.caller.contested {
        let identity = item(&keys[3])
            .ok_or_else(|| Failure::internal("a doctor without a number"))?
            .decode()?;
        ask(&scope, &mut transaction, identity, &profile)?;
    }
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(view(profile, &record.documents)))
}

/// Asks the prefecture of the home to compare the licence, unless it was asked already.
fn ask(
    scope: &Scope,
    transaction: &mut Transaction,
    identity: IdentityRecord,
    profile: &ProfileRecord,
) -> Result<(), Failure> {
    if identity.asked.is_some() {
        return Ok(());
    }
    let claim = ClaimRecord {
        id: adapters::identity::secret::hash(&scope.random::<32>()),
        number: profile.number.clone(),
        login: profile.login.clone(),
        own: true,
        association: AssociationId::prefectural(profile.profile.contact.home.prefecture),
        since: scope.now,
        settlement: None,
        v: 1,
    };
    transaction.insert(&claim)?;
    let before = identity.v;
    let asked = IdentityRecord {
        asked: Some(claim.id),
        v: before + 1,
        ..identity
    };
    transaction.replace(&asked, before)?;
    Ok(())
}

/// The document, if it may be sent.
fn check(
    profile: &ProfileRecord,
    record: &IdentityDocumentsRecord,
    document: Option<EvidenceRecord>,
) -> Result<EvidenceRecord, Failure> {
    if profile.assurance == Assurance::Confirmed {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "本人確認は済んでいます。書類を送っていただく必要はありません。",
            "Your identity has been confirmed. No document is needed.",
        ));
    }
    let shows_licence = |document: &EvidenceRecord| {
        document.media_type.is_some()
            && !document.forgotten
            && matches!(
                document.kind,
                EvidenceKind::Licence | EvidenceKind::DoctorCard
            )
    };
    let Some(document) = document.filter(shows_licence) else {
        let wrong = FieldProblem::new("evidence", Code::UnknownChoice);
        return Err(Failure::invalid(vec![wrong]).saying(
            "医師免許証または医師資格証の画像を、もう一度アップロードしてください。",
            "Please upload an image of your licence again.",
        ));
    };
    if record.documents.len() >= MOST {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            format!("送れる書類は{MOST}点までです。"),
            format!("At most {MOST} documents can be sent."),
        ));
    }
    Ok(document)
}
