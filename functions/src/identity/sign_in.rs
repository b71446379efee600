//! ログイン (features.md #1, #32).
//!
//! Two trips at most, whoever it is: the attempt is counted and the hash read by one update, made
//! if absent, so unknown IDs cost what known ones cost; then the sign-in is written and the
//! counter put back in one transaction. From the fifth failure on each attempt locks the login
//! first and looks at the password then, so that guesses sent at once are not looked at together.

use adapters::{
    identity::sign_in::{COOKIE, Principal, SIGN_IN_HOURS, issue},
    store::{Key, Transaction, items::account::AccountRecord},
};
use api::{
    SignIn,
    identity::{Credentials, SignInView, StaffBody},
    problem::ProblemKind,
};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    contact::EmailAddress,
    login::{FREE_ATTEMPTS, LoginId, wait_after},
    width,
};

use super::passwords;
use crate::{
    Failure, Reply, Scope, admission::role_of, organizers::body::administration, pipeline::Writing,
};

/// Attempts at logins that do not exist are forgotten after this, hours.
const FORGET_AFTER_HOURS: i64 = 30 * 24;
/// Longer than any login ID or e-mail address.
const LOGIN_MAX: usize = 100;

/// Counts, compares, signs in.
pub async fn handle(scope: Scope, call: Writing<SignIn>) -> Result<Reply<SignInView>, Failure> {
    let Credentials { login, password } = &call.body;
    let key = Key::account(&folded(login));
    let account = count(&scope, &key).await?;
    if account.attempts > FREE_ATTEMPTS && account.delay == 0 {
        // Sent at once with others: the one that was the fifth has not locked yet.
        lock(&scope, &key, account.attempts).await?;
        return Err(too_many());
    }
    let right = passwords::verify(password, account.password_hash.as_deref()).await?;
    let (true, Some(principal)) = (right, account.principal.clone()) else {
        if account.attempts >= FREE_ATTEMPTS {
            lock(&scope, &key, account.attempts).await?;
        }
        return Err(Failure::new(ProblemKind::WrongCredentials));
    };
    enter(&scope, account, &principal).await
}

/// One form of what was typed: full-width letters folded, lower case.
fn folded(login: &str) -> String {
    LoginId::parse(login)
        .map(|id| id.folded())
        .or_else(|_| EmailAddress::parse(login).map(|email| email.folded()))
        .unwrap_or_else(|_| {
            // Nobody can have it; it is counted all the same.
            let text = width::half_width(login).to_lowercase();
            text.chars().take(LOGIN_MAX).collect()
        })
}

fn too_many() -> Failure {
    let seconds = wait_after(FREE_ATTEMPTS) / 1000;
    Failure::new(ProblemKind::TooManyAttempts).after(u32::try_from(seconds).unwrap_or(u32::MAX))
}

fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Counts this attempt and reads the account, in one trip.
async fn count(scope: &Scope, key: &Key) -> Result<AccountRecord, Failure> {
    let forget = scope.now.plus_hours(FORGET_AFTER_HOURS);
    scope
        .store
        .update(
            key,
            "SET f = if_not_exists(f, :zero) + :one, u = :now + if_not_exists(d, :zero), \
             #ttl = if_not_exists(#ttl, :forget)",
            Some("attribute_not_exists(d) OR d = :zero OR u <= :now"),
            vec![
                (":zero", number(0)),
                (":one", number(1)),
                (":now", number(scope.now.millis())),
                (":forget", number(forget.millis() / 1000)),
            ],
        )
        .await
        .map_err(|error| {
            if error.refused_at(0) {
                too_many()
            } else {
                error.into()
            }
        })
}

/// Locks the login for a while, and every later attempt for as long again.
async fn lock(scope: &Scope, key: &Key, attempts: u32) -> Result<(), Failure> {
    let wait = wait_after(attempts);
    let until = scope.now.millis() + wait;
    let _: AccountRecord = scope
        .store
        .update(
            key,
            "SET d = :wait, u = :until",
            None,
            vec![(":wait", number(wait)), (":until", number(until))],
        )
        .await?;
    Ok(())
}

/// Writes the sign-in beside the data that it opens, and puts the counter back.
async fn enter(
    scope: &Scope,
    account: AccountRecord,
    principal: &Principal,
) -> Result<Reply<SignInView>, Failure> {
    let expires_at = scope.now.plus_hours(SIGN_IN_HOURS);
    let new = issue(
        &scope.world.seal_keys,
        principal,
        &scope.secret(),
        scope.random(),
        Some(expires_at),
    );
    let hash = account.password_hash.clone().unwrap_or_default();
    let view = SignInView {
        role: role_of(principal),
        login_id: principal.login().unwrap_or_default().to_owned(),
        name: account.name.clone().unwrap_or_default(),
        body: body(scope, principal, account.body.as_deref()),
        expires_at,
    };
    let mut transaction = Transaction::new();
    transaction.insert(&new.record)?;
    let place = transaction.place();
    transaction.put_when(
        &account.rested(),
        "h = :hash",
        vec![(":hash", AttributeValue::S(hash))],
    )?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::created(view).with_cookie(cookie(&new.token))),
        // The password was changed in between.
        Err(error) if error.refused_at(place) => Err(Failure::new(ProblemKind::WrongCredentials)),
        Err(error) => Err(error.into()),
    }
}

/// The body that a member of staff works for.
#[must_use]
pub fn body(scope: &Scope, principal: &Principal, name: Option<&str>) -> Option<StaffBody> {
    let (association, tier) = match principal {
        Principal::Officer { a, t, .. } => (Some(a.clone()), Some(*t)),
        Principal::Organizer { .. } | Principal::ApiKey { .. } => (None, None),
        Principal::Administrator { .. } => return Some(administration(scope.language)),
        Principal::Doctor { .. } => return None,
    };
    Some(StaffBody {
        name: name.unwrap_or_default().to_owned(),
        association,
        tier,
    })
}

/// The cookie that carries a sign-in.
fn cookie(token: &str) -> String {
    let seconds = SIGN_IN_HOURS * 60 * 60;
    format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}")
}

/// The cookie that takes it away.
#[must_use]
pub fn cookie_cleared() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_addresses_are_one_whatever_their_width_and_case() {
        assert_eq!(folded("Ｍａｍｉｓ００１"), "mamis001");
        assert_eq!(folded(" Taro@Example.JP "), "taro@example.jp");
        assert_eq!(folded(&"あ".repeat(500)).chars().count(), 100);
    }

    #[test]
    fn the_cookie_is_bound_to_this_origin_and_hidden_from_scripts() {
        let cookie = cookie("t");
        assert!(cookie.starts_with("__Host-s=t; Path=/; Secure; HttpOnly; SameSite=Strict"));
        assert!(cookie.ends_with("Max-Age=43200"));
        assert!(cookie_cleared().ends_with("Max-Age=0"));
    }
}
