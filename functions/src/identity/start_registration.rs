//! 利用者登録を始める: consents and e-mail; the answer is the same for every address
//! (features.md #5, #6, #9, #10, #12).
//!
//! Nothing of the address is looked up, so nothing can be told from the answer. Starting again, with the same
//! or a corrected address, is how one sends the mail again; earlier links stay valid for their
//! 24 hours.

use adapters::{
    identity::secret::Secret,
    mail::{AccountMail, Mail},
    store::{
        Transaction,
        items::pending::{Matter, PendingRecord},
    },
};
use api::{
    StartRegistration,
    identity::{RegistrationStart, RegistrationStarted},
    problem::ProblemKind,
};
use domain::{
    contact::EmailAddress,
    registration::{PRIVACY_VERSION, TERMS_VERSION},
    rejection::{Code, Problems},
};

use super::{flooding, links::REGISTRATION_HOURS};
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// Keeps consents and address, and sends the link: one transaction, after two counters were put up.
pub async fn handle(
    scope: Scope,
    call: Writing<StartRegistration>,
) -> Result<Reply<RegistrationStarted>, Failure> {
    let email = check(&call.body)?;
    let answer = || {
        Ok(Reply::accepted(RegistrationStarted {
            valid_hours: REGISTRATION_HOURS,
            sender_domain: sender_domain(&scope.world.sender).to_owned(),
            mails_an_hour: flooding::MOST_FOR_ADDRESS,
        }))
    };
    if !flooding::admits(&scope, &email, call.client.as_deref()).await? {
        tracing::warn!("a flood of registration mails is held back");
        return answer();
    }
    // The same click twice is one mail; without a key, each is a mail of its own.
    let secret = call.idempotency_key().map_or_else(
        |_| scope.secret(),
        |key| Secret::new(scope.derived("registration-link", &[key, &email.folded()])),
    );
    let pending = PendingRecord {
        secret_hash: secret.hash(),
        matter: Matter::Registration {
            t: TERMS_VERSION.to_owned(),
            p: PRIVACY_VERSION.to_owned(),
            at: scope.now,
        },
        email: email.clone(),
        expires_at: scope.now.plus_hours(i64::from(REGISTRATION_HOURS)),
        completed: None,
        draft: None,
        v: 1,
    };
    let link = Mail::Account(AccountMail::RegistrationLink {
        secret: secret.reveal(),
    });
    let mut transaction = Transaction::new();
    transaction.insert(&pending)?;
    transaction.insert(&outbox::letter(&scope, &email, link)?)?;
    match scope.store.commit(transaction).await {
        Err(error) if !error.refused_at(0) => Err(error.into()),
        _ => answer(),
    }
}

fn check(start: &RegistrationStart) -> Result<EmailAddress, Failure> {
    let mut problems = Problems::new();
    if !start.consented {
        problems.add("consented", Code::Required);
    }
    let email = problems.take("email", EmailAddress::parse(&start.email));
    let again = problems.take("email_again", EmailAddress::parse(&start.email_again));
    if let (Some(email), Some(again)) = (&email, &again)
        && email.folded() != again.folded()
    {
        problems.add("email_again", Code::EmailsDiffer);
    }
    let email = problems.finish(email)?;
    if start.terms_version == TERMS_VERSION && start.privacy_version == PRIVACY_VERSION {
        return Ok(email);
    }
    Err(Failure::new(ProblemKind::Changed).saying(
        "利用規約または個人情報の取り扱いが改定されました。最新のものをご確認ください。",
        "The terms or the notice on personal data have changed. Please read the newest version.",
    ))
}

/// The part after the @ of `MAMIS <noreply@mamis.example.jp>`.
fn sender_domain(sender: &str) -> &str {
    let domain = sender.rsplit('@').next().unwrap_or(sender);
    domain.trim_end_matches('>').trim()
}

#[cfg(test)]
mod tests {
    use super::sender_domain;

    #[test]
    fn the_domain_to_let_in_is_that_of_the_sender() {
        assert_eq!(
            sender_domain("MAMIS <noreply@mamis.example.jp>"),
            "mamis.example.jp"
        );
        assert_eq!(
            sender_domain("noreply@mamis.example.jp"),
            "mamis.example.jp"
        );
    }
}
