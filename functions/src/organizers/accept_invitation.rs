//! 招待を受けて担当者のログインを作る (features.md #32, #123).
//!
//! An invitation makes one login; doing it twice answers the same.

use adapters::store::{
    Key, StoreError, Transaction,
    items::{
        account::AccountRecord,
        organizer::StaffRecord,
        pending::{Matter, PendingRecord},
    },
};
use api::{
    AcceptInvitation,
    organizers::{InvitationAcceptance, InvitationAccepted},
    problem::ProblemKind,
};
use domain::{
    contact::free_text,
    login::{LoginId, check_password},
    organizer::STAFF_NAME_MAX,
    register_number::MedicalRegisterNumber,
    rejection::Problems,
};

use crate::{
    Failure, Reply, Scope,
    identity::{
        accounts::{self, Places},
        links, passwords,
    },
    pipeline::Writing,
};

/// Checks, reads, writes account and staff in one transaction.
pub async fn handle(
    scope: Scope,
    call: Writing<AcceptInvitation>,
) -> Result<Reply<InvitationAccepted>, Failure> {
    let (name, login, register_number) = check(&call.body)?;
    let link = links::key_of(&call.body.secret)?;
    let account = Key::account(&login.folded());
    let found = scope
        .store
        .get_many(&[link.clone(), account.clone()])
        .await?;
    let pending = links::find(&scope, &found, &link)?;
    let Matter::Invitation { o, n } = &pending.matter else {
        return Err(links::expired());
    };
    if let Some(used) = &pending.completed {
        return again(used, &login);
    }
    if let Some(item) = found.iter().find(|item| item.key() == account)
        && item.decode::<AccountRecord>()?.exists()
    {
        return Err(Failure::new(ProblemKind::LoginIdTaken));
    }
    let staff = StaffRecord {
        login: login.to_string(),
        name,
        email: pending.email.clone(),
        office: o.clone(),
        body: n.clone(),
        register_number,
        since: scope.now,
        v: 1,
    };
    let hash = passwords::hash(&scope, &call.body.password).await?;
    for shared in [false, true] {
        let (transaction, places) = transaction(&pending, &staff, &hash, shared)?;
        let Err(error) = scope.store.commit(transaction).await else {
            return Ok(Reply::created(accepted(&staff.login)));
        };
        if error.refused_at(0) {
            let found = scope.store.get(&link).await?;
            let pending = links::find(&scope, found.as_slice(), &link)?;
            return again(&pending.completed.ok_or(links::expired())?, &login);
        }
        if error.refused_at(places.login) {
            return Err(Failure::new(ProblemKind::LoginIdTaken));
        }
        if !error.refused_at(places.address) {
            return Err(error.into());
        }
    }
    Err(Failure::new(ProblemKind::Busy).after(1))
}

type Checked = (String, LoginId, Option<MedicalRegisterNumber>);

fn check(body: &InvitationAcceptance) -> Result<Checked, Failure> {
    let mut problems = Problems::new();
    let name = problems.take("name", free_text(&body.name, STAFF_NAME_MAX));
    let login = problems.take("login_id", LoginId::parse(&body.login_id));
    problems.take("password", check_password(&body.password, &body.login_id));
    let number = problems.take_optional(
        "register_number",
        &body.register_number,
        MedicalRegisterNumber::parse,
    );
    let checked = (|| Some((name?, login?, number?)))();
    Ok(problems.finish(checked)?)
}

fn accepted(login: &str) -> InvitationAccepted {
    InvitationAccepted {
        login_id: login.to_owned(),
    }
}

fn again(used: &str, wanted: &LoginId) -> Result<Reply<InvitationAccepted>, Failure> {
    if used.to_ascii_lowercase() == wanted.folded() {
        Ok(Reply::created(accepted(used)))
    } else {
        Err(links::expired())
    }
}

/// The link is at place 0.
fn transaction(
    pending: &PendingRecord,
    staff: &StaffRecord,
    hash: &str,
    shared: bool,
) -> Result<(Transaction, Places), StoreError> {
    let mut account = AccountRecord::new(
        staff.login.clone(),
        hash.to_owned(),
        staff.principal(),
        staff.name.clone(),
        staff.email.clone(),
    );
    account.body = Some(staff.body.clone());
    let mut transaction = Transaction::new();
    transaction.replace(
        &PendingRecord {
            completed: Some(staff.login.clone()),
            v: pending.v + 1,
            ..pending.clone()
        },
        pending.v,
    )?;
    let places = accounts::write(&mut transaction, &account, shared)?;
    transaction.insert(staff)?;
    if let Some(line) = staff.line() {
        transaction.insert(&line)?;
    }
    Ok((transaction, places))
}
