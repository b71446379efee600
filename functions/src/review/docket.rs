//! What an officer may touch: cases at the own association, each look audited.

use adapters::store::{
    Key,
    items::{
        audit::AuditRecord,
        doctor::{IdentityRecord, ProfileRecord},
    },
};
use api::review::ApplicationCase;
use domain::{
    application::Actor, assurance::Assurance, id::ApplicationId, person::FormerName,
    rules::RuleBook,
};

use crate::{Failure, Scope, admission::Officer, applications::case::Case};

/// A case within the officer's jurisdiction.
///
/// # Errors
/// 404 for a case elsewhere: it is not to be known that it exists.
pub fn within(officer: &Officer, case: Option<Case>) -> Result<Case, Failure> {
    case.filter(|case| case.head.line.target == officer.association)
        .ok_or(Failure::not_found())
}

/// Reads a case for a decision, with identity and profile of the applicant: two trips together.
///
/// # Errors
/// 404 for a case elsewhere.
pub async fn read(
    scope: &Scope,
    officer: &Officer,
    id: &ApplicationId,
) -> Result<(Case, IdentityRecord, ProfileRecord), Failure> {
    let case = within(
        officer,
        Case::from_items(&scope.store.query(&Case::range(id)).await?)?,
    )?;
    let (identity, profile) = applicant(scope, &case).await?;
    Ok((case, identity, profile))
}

/// Identity and profile of the applicant: one trip.
///
/// # Errors
/// The table's; a case without an applicant is a fault.
pub async fn applicant(
    scope: &Scope,
    case: &Case,
) -> Result<(IdentityRecord, ProfileRecord), Failure> {
    let identity = Key::identity(&case.head.line.register_number);
    let profile = Key::profile(&case.head.line.partition);
    let found = scope
        .store
        .get_many(&[identity.clone(), profile.clone()])
        .await?;
    let item = |key: &Key| {
        found
            .iter()
            .find(|item| item.key() == *key)
            .ok_or_else(|| Failure::internal("an application without its applicant"))
    };
    Ok((item(&identity)?.decode()?, item(&profile)?.decode()?))
}

/// Who decides.
#[must_use]
pub fn actor(officer: &Officer) -> Actor {
    Actor::Officer {
        association: officer.association.clone(),
        login: officer.login.clone(),
        register_number: None,
    }
}

/// Writes down who looked, before the answer leaves.
///
/// # Errors
/// The table's: what cannot be audited is not shown.
pub async fn audit(
    scope: &Scope,
    officer: &Officer,
    subject: String,
    endpoint: &str,
) -> Result<(), Failure> {
    let record = AuditRecord {
        subject,
        at: scope.now,
        id: hex::encode(scope.random::<8>()),
        who: officer.login.clone(),
        association: officer.association.to_string(),
        endpoint: endpoint.to_owned(),
        refused: None,
    };
    Ok(scope.store.insert(&record).await?)
}

/// The case as the officer sees it.
#[must_use]
pub fn view(case: &Case, profile: &ProfileRecord, rules: &RuleBook) -> ApplicationCase {
    let person = &profile.profile;
    ApplicationCase {
        name: person.name.kanji.to_string(),
        kana: person.name.kana.to_string(),
        former_name: person.former.as_ref().map(former_name),
        register_number: profile.number.clone(),
        register_date: profile.register_date,
        birth_date: person.birth_date,
        member: !profile.memberships.is_empty(),
        associations: profile
            .memberships
            .iter()
            .map(|named| named.name.clone())
            .collect(),
        confirmed: profile.assurance == Assurance::Confirmed,
        application: case.view(rules),
    }
}

/// 旧姓・旧名 as one line; the given name only where it differs.
fn former_name(former: &FormerName) -> String {
    [former.family.as_ref(), former.given.as_ref()]
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}
