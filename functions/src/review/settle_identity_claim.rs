//! 本人確認の決定: a confirmed doctor displaces a mere claimant, never another confirmed doctor. Who
//! holds the number uncontested is confirmed by the licence that was sent (decision 0019).
//!
//! Natural key: the claim. Deciding the same again answers the same.

use adapters::{
    mail::{AccountMail, Mail},
    store::{
        Key, Range, Transaction,
        items::{
            claim::{ClaimRecord, SettlementRecord},
            doctor::{IdentityRecord, ProfileRecord},
        },
    },
};
use api::{
    SettleIdentityClaim,
    problem::ProblemKind,
    review::{Settled, Settlement},
};
use domain::{contact::free_text, rejection::FieldProblem};

use super::{claim, displacement::Displacement, docket};
use crate::{Failure, Reply, Scope, admission::Officer, outbox, pipeline::Writing};

/// Characters of what was compared.
const COMPARED_MAX: usize = 500;

/// Reads both sides, decides, and writes all of it in one transaction.
pub async fn handle(
    scope: Scope,
    call: Writing<SettleIdentityClaim>,
) -> Result<Reply<Settled>, Failure> {
    let officer = &call.caller;
    let Settlement {
        claimant_is_doctor,
        compared,
    } = &call.body;
    let compared = free_text(compared, COMPARED_MAX)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("compared", rejection)]))?;
    let partition = Key::claim(&call.path.claim);
    let theirs = scope.store.query(&Range::whole(partition.clone())).await?;
    let record = claim::within(officer, &theirs, &call.path.claim)?;
    officer.other_than(&record.number)?;
    if let Some(settled) = &record.settlement {
        return if settled.claimant_is_doctor == *claimant_is_doctor {
            Ok(Reply::ok(by(officer)))
        } else {
            Err(Failure::new(ProblemKind::WrongState))
        };
    }
    let settlement = SettlementRecord {
        claimant_is_doctor: *claimant_is_doctor,
        compared,
        by: officer.login.clone(),
        at: scope.now,
    };
    let mut transaction = begin(&scope, officer, &record, settlement.clone())?;
    let claimant = if record.own {
        confirm(&scope, &mut transaction, &record, *claimant_is_doctor).await?
    } else {
        let claimant = claim::profile_in(&theirs, &partition)?
            .ok_or_else(|| Failure::internal("a claim without a profile"))?;
        if *claimant_is_doctor {
            let displacement =
                Displacement::read(&scope, &record, claimant.clone(), theirs).await?;
            displacement.write(&scope, settlement, &mut transaction)?;
        }
        claimant
    };
    let mail = if *claimant_is_doctor {
        AccountMail::IdentityConfirmed
    } else {
        AccountMail::IdentityPending
    };
    tell(&scope, &mut transaction, &claimant, mail)?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(by(officer)))
}

/// Confirms who holds the number, or lets the licence be sent again.
async fn confirm(
    scope: &Scope,
    transaction: &mut Transaction,
    record: &ClaimRecord,
    is_doctor: bool,
) -> Result<ProfileRecord, Failure> {
    let partition = record.partition();
    let keys = [Key::identity(&record.number), Key::profile(&partition)];
    let found = scope.store.get_many(&keys).await?;
    let mut profile = claim::profile_in(&found, &partition)?
        .ok_or_else(|| Failure::internal("a number held without a profile"))?;
    let mut identity: IdentityRecord = found
        .iter()
        .find(|item| item.key() == keys[0])
        .ok_or_else(|| Failure::internal("a claim on a number that nobody holds"))?
        .decode()?;
    // Whatever confirms or displaces somebody settles what waits.
    if identity.asked.take().as_deref() != Some(record.id.as_str()) {
        return Err(Failure::new(ProblemKind::WrongState));
    }
    if is_doctor {
        docket::confirm_identity(transaction, &mut identity, &mut profile, true)?;
    } else {
        identity.v += 1;
        transaction.replace(&identity, identity.v - 1)?;
    }
    Ok(profile)
}

fn by(officer: &Officer) -> Settled {
    Settled {
        by: officer.association.clone(),
    }
}

/// The decision itself and its audit line.
fn begin(
    scope: &Scope,
    officer: &Officer,
    record: &ClaimRecord,
    settlement: SettlementRecord,
) -> Result<Transaction, Failure> {
    let mut transaction = officer.transaction();
    transaction.replace(
        &ClaimRecord {
            settlement: Some(settlement),
            v: record.v + 1,
            ..record.clone()
        },
        record.v,
    )?;
    transaction.insert(&claim::audit_line(
        scope,
        officer,
        record,
        "settle_identity_claim",
    ))?;
    Ok(transaction)
}

/// Tells a doctor how it ended.
pub(super) fn tell(
    scope: &Scope,
    transaction: &mut Transaction,
    doctor: &ProfileRecord,
    mail: AccountMail,
) -> Result<(), Failure> {
    transaction.insert(&outbox::to_doctor(scope, doctor, Mail::Account(mail))?)?;
    Ok(())
}
