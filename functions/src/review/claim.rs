//! A claim on a register number, as the association that settles it sees it.

use adapters::store::{
    Found, Key,
    items::{
        audit::AuditRecord,
        claim::ClaimRecord,
        doctor::{EvidenceRecord, IdentityDocumentsRecord, ProfileRecord},
    },
};
use api::review::ClaimantView;
use domain::assurance::Assurance;

use crate::{Failure, Scope, admission::Officer, applications::case::evidence_view};

/// What an officer compares with the licence.
#[must_use]
pub fn view(profile: &ProfileRecord, documents: &[EvidenceRecord]) -> ClaimantView {
    let person = &profile.profile;
    ClaimantView {
        name: person.name.kanji.to_string(),
        kana: person.name.kana.to_string(),
        birth_date: person.birth_date,
        register_date: profile.register_date,
        confirmed: profile.assurance == Assurance::Confirmed,
        documents: documents.iter().filter_map(evidence_view).collect(),
    }
}

/// The profile in a partition, among what was read.
///
/// # Errors
/// [`adapters::store::StoreError::Shape`].
pub fn profile_in(found: &[Found], partition: &str) -> Result<Option<ProfileRecord>, Failure> {
    let key = Key::profile(partition);
    let item = found.iter().find(|item| item.key() == key);
    Ok(item.map(|item| item.decode()).transpose()?)
}

/// What the side in a partition sent, among what was read.
///
/// # Errors
/// [`adapters::store::StoreError::Shape`].
pub fn documents_in(found: &[Found], partition: &str) -> Result<Vec<EvidenceRecord>, Failure> {
    let key = Key::identity_documents(partition);
    let item = found.iter().find(|item| item.key() == key);
    let sent: Option<IdentityDocumentsRecord> = item.map(Found::decode).transpose()?;
    Ok(sent.map_or_else(Vec::new, |sent| sent.documents))
}

/// The claim among what was read, if this officer's association settles it.
///
/// # Errors
/// 404 for one elsewhere.
pub fn within(officer: &Officer, found: &[Found], id: &str) -> Result<ClaimRecord, Failure> {
    let key = Key::claim_head(id);
    let claim: ClaimRecord = found
        .iter()
        .find(|item| item.key() == key)
        .ok_or(Failure::not_found())?
        .decode()?;
    if claim.association == officer.association {
        Ok(claim)
    } else {
        Err(Failure::not_found())
    }
}

/// Who looked at a claim; written before the answer leaves.
#[must_use]
pub fn audit_line(
    scope: &Scope,
    officer: &Officer,
    claim: &ClaimRecord,
    endpoint: &str,
) -> AuditRecord {
    AuditRecord {
        subject: claim.number.to_string(),
        at: scope.now,
        id: hex::encode(scope.random::<8>()),
        who: officer.login.clone(),
        association: officer.association.to_string(),
        endpoint: endpoint.to_owned(),
        refused: None,
    }
}
