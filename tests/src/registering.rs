//! Registering and signing in over HTTP, step by step, as the site does it.

use adapters::identity::sign_in::Principal;
use adapters::store::Key;
use adapters::store::items::account::AccountRecord;
use api::identity::{
    Credentials, LinkSecret, RegistrationCompleted, RegistrationCompletion, RegistrationStart,
    SignInView,
};
use api::organizers::InvitationAcceptance;
use domain::login::Password;
use domain::organizer::{EnquiriesForm, OrganizerForm};
use domain::registration::{PRIVACY_VERSION, RegistrationForm, TERMS_VERSION};

use crate::client::{Answer, Client};
use crate::people::profile_form;
use crate::world::{World, eventually};

/// The password of everybody who registers in a test.
pub const PASSWORD: &str = "Hakusan%2026";

/// What is posted to begin: consents, and the address twice.
#[must_use]
pub fn beginning(email: &str) -> RegistrationStart {
    RegistrationStart {
        terms_version: TERMS_VERSION.to_owned(),
        privacy_version: PRIVACY_VERSION.to_owned(),
        consented: true,
        email: email.to_owned(),
        email_again: email.to_owned(),
    }
}

/// What an external body of Tokyo applies with.
#[must_use]
pub fn body(name: &str, email: &str) -> OrganizerForm {
    OrganizerForm {
        name: name.to_owned(),
        prefecture: "13".to_owned(),
        enquiries: EnquiriesForm {
            name: "研修係".to_owned(),
            telephone: "03-0000-0000".to_owned(),
            email: email.to_owned(),
        },
    }
}

/// What somebody who is no doctor answers an invitation with.
#[must_use]
pub fn acceptance(link: &LinkSecret, login: &str) -> InvitationAcceptance {
    InvitationAcceptance {
        secret: link.secret.clone(),
        name: "佐藤 花子".to_owned(),
        register_number: String::new(),
        login_id: login.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

/// A whole form for this login and number.
#[must_use]
pub fn form(login: &str, number: &str) -> RegistrationForm {
    RegistrationForm {
        login_id: login.to_owned(),
        password: Password::new(PASSWORD),
        register_number: number.to_owned(),
        register_date: "1995-05-10".to_owned(),
        profile: profile_form(),
    }
}

/// The secret at the end of the link in a mail.
///
/// # Panics
/// When the mail has no link with a fragment.
#[must_use]
pub fn secret_of(mail: &str) -> String {
    mail.lines()
        .find_map(|line| line.trim().split_once('#'))
        .map(|(_, secret)| secret.to_owned())
        .unwrap_or_else(|| panic!("no link in {mail}"))
}

impl World {
    /// Begins a registration and takes the secret out of the mail that comes.
    ///
    /// # Panics
    /// When it is refused, or no further mail comes.
    pub async fn begin_registration(&self, email: &str) -> LinkSecret {
        let subject = "利用者登録のご確認";
        let links = async || {
            let mails = self.mails(email).await;
            let texts = mails
                .into_iter()
                .filter(|mail| mail.subject.contains(subject));
            texts.map(|mail| secret_of(&mail.text)).collect::<Vec<_>>()
        };
        let before = links().await.len();
        let visitor = self.visitor();
        visitor
            .post("/registrations", &beginning(email))
            .await
            .expect(202);
        let secret = eventually("a link by mail", || async {
            let found = links().await;
            (found.len() > before).then(|| found[0].clone())
        })
        .await;
        LinkSecret { secret }
    }

    /// Completes a registration.
    pub async fn complete(&self, link: &LinkSecret, form: RegistrationForm) -> Answer {
        let completion = RegistrationCompletion {
            secret: link.secret.clone(),
            form,
        };
        let visitor = self.visitor();
        visitor.post("/registrations/completion", &completion).await
    }

    /// Registers somebody from beginning to end.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn register(&self, email: &str, form: RegistrationForm) -> RegistrationCompleted {
        let link = self.begin_registration(email).await;
        self.complete(&link, form).await.read(201)
    }

    /// Tries a password.
    pub async fn try_password(&self, login: &str, password: &str) -> Answer {
        let credentials = Credentials {
            login: login.to_owned(),
            password: password.to_owned(),
        };
        self.visitor().post("/sign-ins", &credentials).await
    }

    /// Signs in with [`PASSWORD`].
    ///
    /// # Panics
    /// When it is refused.
    pub async fn sign_in(&self, login: &str) -> (Client, SignInView) {
        let answer = self.try_password(login, PASSWORD).await;
        let view = answer.read(201);
        let mut client = self.visitor();
        client.keep_cookie(&answer);
        (client, view)
    }

    /// Whom a login leads to.
    ///
    /// # Panics
    /// When the table fails.
    pub async fn leads_to(&self, login: &str) -> Option<Principal> {
        let account: Option<AccountRecord> = self.find(&Key::account(login)).await;
        account.and_then(|account| account.principal)
    }
}
