//! 登録情報 (features.md #46).

use adapters::store::{
    Found, Key,
    items::doctor::{EvidenceRecord, IdentityDocumentsRecord, ProfileRecord},
};
use api::{ReadMyProfile, my_page::ProfileView};

use crate::{Failure, Reply, Scope, applications::case::evidence_view, pipeline::Reading};

/// Sign-in, profile and documents by key: one trip.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadMyProfile>,
) -> Result<Reply<ProfileView>, Failure> {
    let keys = keys(&call.caller.principal()?.partition());
    let (_, found) = call.caller.with_items(&scope, &keys).await?;
    let (record, documents) = of_items(&found)?;
    Ok(Reply::ok(view(record, &documents)))
}

/// Where a profile and what was sent with it lie.
#[must_use]
pub fn keys(partition: &str) -> [Key; 2] {
    [Key::profile(partition), Key::identity_documents(partition)]
}

/// Both, from what was found under [`keys`].
///
/// # Errors
/// Items of another shape, or no profile.
pub fn of_items(found: &[Found]) -> Result<(ProfileRecord, Vec<EvidenceRecord>), Failure> {
    let item = |sk: &str| found.iter().find(|item| item.sk() == sk);
    let record = item("P")
        .ok_or_else(|| Failure::internal("a doctor without a profile"))?
        .decode()?;
    let sent: Option<IdentityDocumentsRecord> = item("D").map(Found::decode).transpose()?;
    Ok((record, sent.map_or_else(Vec::new, |sent| sent.documents)))
}

/// What the doctor sees of the own profile.
#[must_use]
pub fn view(record: ProfileRecord, documents: &[EvidenceRecord]) -> ProfileView {
    ProfileView {
        login_id: record.login,
        register_number: record.number,
        email: record.email,
        mobile: record.profile.contact.mobile.clone(),
        profile: record.profile,
        assurance: record.assurance,
        associations: record
            .memberships
            .into_iter()
            .map(|membership| membership.name)
            .collect(),
        version: record.v,
        identity_documents: documents.iter().filter_map(evidence_view).collect(),
    }
}
