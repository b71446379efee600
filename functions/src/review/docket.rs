//! What an officer may touch: cases at the own association, each look audited.

use adapters::store::{
    Key, Transaction,
    items::{
        application::{ApplicationLine, FeeChangeRecord, TitleLine},
        audit::AuditRecord,
        doctor::{IdentityRecord, ProfileRecord},
    },
};
use api::{
    problem::ProblemKind,
    review::{ApplicationCase, Turn},
    rounds::FeeChange,
    titles::PaperView,
};
use domain::{
    application::{Actor, ApplicationStatus},
    association::AssociationId,
    assurance::Assurance,
    id::ApplicationId,
    person::FormerName,
};

use crate::{Failure, Scope, admission::Officer, applications::case::Case, titles::view};

/// A case within the officer's jurisdiction: at the association to which it is addressed, in its
/// prefecture, and where it was passed on to. Who may act there, the domain says.
///
/// # Errors
/// 404 for a case elsewhere: it is not to be known that it exists.
pub fn within(officer: &Officer, case: Option<Case>) -> Result<Case, Failure> {
    case.filter(|case| may_see(&case.head.line, &officer.association))
        .ok_or(Failure::not_found())
}

fn may_see(line: &ApplicationLine, association: &AssociationId) -> bool {
    let title = |title: &TitleLine| title.prefecture == *association || title.stage == *association;
    line.target == *association || line.title.as_ref().is_some_and(title)
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
        register_number: officer.register_number.clone(),
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
///
/// # Errors
/// A declaration without the need `Rules`: our fault.
pub fn view(
    scope: &Scope,
    officer: &Officer,
    case: &Case,
    profile: &ProfileRecord,
) -> Result<ApplicationCase, Failure> {
    let person = &profile.profile;
    Ok(ApplicationCase {
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
        application: case.view(scope)?,
        paper: paper(officer, case),
        fees: case.fees.iter().rev().map(fee_change).collect(),
        records_fee: records_fee(officer, case),
        turn: turn(officer, case),
    })
}

/// What the officer's association can do with it now.
fn turn(officer: &Officer, case: &Case) -> Option<Turn> {
    let application = &case.application;
    let here = application.status() == ApplicationStatus::Pending
        && *application.stage() == officer.association;
    here.then(|| {
        if application.at_last_stage() {
            Turn::Approve
        } else {
            Turn::Forward
        }
    })
}

/// Whether the officer's association is the prefecture to which the fee is paid.
#[must_use]
pub fn records_fee(officer: &Officer, case: &Case) -> bool {
    let title = case.head.line.title.as_ref();
    title.is_some_and(|title| title.fee.is_some() && title.prefecture == officer.association)
}

fn fee_change(record: &FeeChangeRecord) -> FeeChange {
    FeeChange {
        at: record.at,
        by: record.by.clone(),
        fee: view::fee(&record.fee),
    }
}

/// Paper on its way, where something was declared.
fn paper(officer: &Officer, case: &Case) -> Option<PaperView> {
    let content = case.application.content();
    content
        .qualification
        .as_ref()
        .filter(|title| title.has_paper())?;
    let paper = case.application.paper();
    Some(PaperView {
        original: content.posts_original(),
        received: paper.received_by.is_some(),
        received_by_me: paper.received_by.as_deref() == Some(officer.login.as_str()),
        checked: paper.checked.is_some(),
    })
}

/// Confirms the applicant's identity with the decision, where that is still open and the officer
/// says that it was compared.
///
/// # Errors
/// 409 when it is open and was not compared.
pub fn confirm_identity(
    transaction: &mut Transaction,
    identity: &mut IdentityRecord,
    profile: &mut ProfileRecord,
    compared: bool,
) -> Result<(), Failure> {
    if profile.assurance == Assurance::Confirmed {
        return Ok(());
    }
    if !compared {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "本人確認が済んでいません。医師免許証または医師資格証と照合し、「本人を確認した」に印を付けてください。",
            "The applicant's identity is not confirmed yet. Compare the licence and tick the box.",
        ));
    }
    if let Some(id) = identity.asked.take() {
        transaction.delete(&Key::claim_head(&id));
    }
    identity.assurance = Assurance::Confirmed;
    identity.v += 1;
    profile.assurance = Assurance::Confirmed;
    profile.v += 1;
    transaction.replace(identity, identity.v - 1)?;
    transaction.replace(profile, profile.v - 1)?;
    Ok(())
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
