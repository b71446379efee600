//! 利用者登録を完了する (features.md #9, #14–#31).
//!
//! Registering is a claim on a register number, not proof of it. The first claim holds the
//! number; a later one is kept in a partition of its own until an officer has settled it. Answer
//! and mail are the same either way. A link completes one registration; pressing 登録する twice
//! gives the same answer.

use adapters::{
    identity::sign_in::Principal,
    mail::{AccountMail, Mail},
    store::{
        Key, Transaction,
        items::{
            account::AccountRecord,
            claim::ClaimRecord,
            doctor::{ConsentRecord, IdentityRecord, ProfileRecord},
            pending::{Matter, PendingRecord},
        },
    },
};
use api::{CompleteRegistration, identity::RegistrationCompleted, problem::ProblemKind};
use domain::{
    association::AssociationId,
    assurance::{ClaimDecision, ClaimOutcome, decide_claim},
    login::LoginId,
    person::KanjiName,
    reference,
    registration::{Registration, RegistrationForm},
    rejection::{Code, FieldProblem, Rejection},
};

use super::{accounts, links, passwords, reference_codes};
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// How often a race for number or address is run again.
const ROUNDS: u32 = 4;

/// Form first, then one read, then one transaction.
pub async fn handle(
    scope: Scope,
    call: Writing<CompleteRegistration>,
) -> Result<Reply<RegistrationCompleted>, Failure> {
    let registration = check(&scope, &call.body.form)?;
    let link = links::key_of(&call.body.secret)?;
    let account = Key::account(&registration.login_id.folded());
    let identity = Key::identity(&registration.register_number);
    let found = scope
        .store
        .get_many(&[link.clone(), account.clone(), identity.clone()])
        .await?;
    let pending = links::find(&scope, &found, &link)?;
    if let Some(login) = &pending.completed {
        return again(login, &registration.login_id);
    }
    let item = |key: &Key| found.iter().find(|item| item.key() == *key);
    if let Some(account) = item(&account)
        && account.decode::<AccountRecord>()?.exists()
    {
        return Err(Failure::new(ProblemKind::LoginIdTaken));
    }
    let mut entry = Entry {
        password_hash: passwords::hash(&scope, registration.password.reveal()).await?,
        consents: consents(&pending.matter)?,
        holder: item(&identity).map(|item| item.decode()).transpose()?,
        shared_address: false,
        claim: adapters::identity::secret::hash(&scope.random::<32>()),
        pending,
        registration,
    };
    for _ in 0..ROUNDS {
        let (transaction, places) = entry.transaction(&scope)?;
        let Err(error) = scope.store.commit(transaction).await else {
            return Ok(Reply::created(completed(
                entry.registration.login_id.as_str(),
            )));
        };
        if error.refused_at(0) {
            let pending = scope.store.get(&link).await?;
            let pending = links::find(&scope, pending.as_slice(), &link)?;
            let login = pending.completed.ok_or(links::expired())?;
            return again(&login, &entry.registration.login_id);
        }
        if error.refused_at(places.login) {
            return Err(Failure::new(ProblemKind::LoginIdTaken));
        }
        if error.refused_at(places.address) {
            entry.shared_address = true;
        } else if error.refused_at(places.claim) {
            entry.holder = scope.store.read(&identity).await?;
        } else {
            return Err(error.into());
        }
    }
    Err(Failure::new(ProblemKind::Busy).after(1))
}

/// The form by the domain's rules, codes by the lists.
fn check(scope: &Scope, form: &RegistrationForm) -> Result<Registration, Failure> {
    let mut registration = form.check(scope.today())?;
    let mut problems = reference_codes::settle(&mut registration.profile);
    problems.extend(unprintable(&registration.profile.name.kanji));
    if problems.is_empty() {
        Ok(registration)
    } else {
        Err(Failure::invalid(problems))
    }
}

/// Refuses a name that no certificate could bear as it is typed.
fn unprintable(name: &KanjiName) -> impl Iterator<Item = FieldProblem> {
    let parts = [("family", &name.family), ("given", &name.given)];
    parts.into_iter().filter_map(|(field, part)| {
        let characters = reference::unprintable(part.as_str());
        let rejection = Rejection::new(Code::BadCharacter).with("characters", characters.join(" "));
        (!characters.is_empty()).then(|| FieldProblem::new(format!("profile.{field}"), rejection))
    })
}

fn completed(login: &str) -> RegistrationCompleted {
    RegistrationCompleted {
        login_id: login.to_owned(),
    }
}

/// The link was used: by this very registration, or by another one.
fn again(login: &str, wanted: &LoginId) -> Result<Reply<RegistrationCompleted>, Failure> {
    if login.to_ascii_lowercase() == wanted.folded() {
        Ok(Reply::created(completed(login)))
    } else {
        Err(links::expired())
    }
}

fn consents(
    matter: &Matter,
) -> Result<[(&'static str, String, domain::calendar::Moment); 2], Failure> {
    match matter {
        Matter::Registration { t, p, at } => {
            Ok([("terms", t.clone(), *at), ("privacy", p.clone(), *at)])
        }
        Matter::Invitation { .. } => Err(links::expired()),
    }
}

/// Everything that a completed registration writes.
struct Entry {
    registration: Registration,
    pending: PendingRecord,
    password_hash: String,
    consents: [(&'static str, String, domain::calendar::Moment); 2],
    /// Who holds the number already.
    holder: Option<IdentityRecord>,
    /// Another account has the address.
    shared_address: bool,
    /// Id of the claim, should it be contested.
    claim: String,
}

/// Steps of the transaction that may refuse; the link is at 0.
struct Places {
    login: usize,
    address: usize,
    claim: usize,
}

impl Entry {
    fn transaction(&self, scope: &Scope) -> Result<(Transaction, Places), Failure> {
        let decision = decide_claim(self.holder.as_ref().map(|holder| holder.assurance), None);
        let contested = decision.outcome == ClaimOutcome::Contested;
        let login = self.registration.login_id.to_string();
        let principal = Principal::Doctor {
            n: self.registration.register_number.clone(),
            claim: contested.then(|| self.claim.clone()),
            login: login.clone(),
        };
        let partition = principal.partition();
        let mut transaction = Transaction::new();
        transaction.replace(
            &PendingRecord {
                completed: Some(login.clone()),
                draft: None,
                v: self.pending.v + 1,
                ..self.pending.clone()
            },
            self.pending.v,
        )?;
        let account = AccountRecord::new(
            login.clone(),
            self.password_hash.clone(),
            principal,
            self.registration.profile.name.kanji.to_string(),
            self.pending.email.clone(),
        );
        let places = accounts::write(&mut transaction, &account, self.shared_address)?;
        let claim = transaction.place();
        if contested {
            transaction.insert(&self.claim(scope))?;
        } else {
            transaction.insert(&self.identity(scope, decision))?;
        }
        transaction.put(&self.profile(scope, partition.clone(), decision))?;
        for (document, version, at) in &self.consents {
            transaction.put(&ConsentRecord {
                partition: partition.clone(),
                document: (*document).to_owned(),
                version: version.clone(),
                at: *at,
            })?;
        }
        let mail = Mail::Account(AccountMail::Registered { login_id: login });
        transaction.insert(&outbox::letter(scope, &self.pending.email, mail)?)?;
        let places = Places {
            login: places.login,
            address: places.address,
            claim,
        };
        Ok((transaction, places))
    }

    fn identity(&self, scope: &Scope, decision: ClaimDecision) -> IdentityRecord {
        IdentityRecord {
            number: self.registration.register_number.clone(),
            identity: self.registration.profile.identity(),
            assurance: decision.assurance,
            login: self.registration.login_id.to_string(),
            email: self.pending.email.clone(),
            language: scope.language,
            held_since: Some(scope.now),
            told: false,
            asked: None,
            v: 1,
        }
    }

    fn claim(&self, scope: &Scope) -> ClaimRecord {
        ClaimRecord {
            id: self.claim.clone(),
            number: self.registration.register_number.clone(),
            login: self.registration.login_id.to_string(),
            own: false,
            association: AssociationId::prefectural(
                self.registration.profile.contact.home.prefecture,
            ),
            since: scope.now,
            settlement: None,
            v: 1,
        }
    }

    fn profile(&self, scope: &Scope, partition: String, decision: ClaimDecision) -> ProfileRecord {
        ProfileRecord {
            partition,
            number: self.registration.register_number.clone(),
            register_date: self.registration.register_date,
            login: self.registration.login_id.to_string(),
            email: self.pending.email.clone(),
            language: scope.language,
            profile: self.registration.profile.clone(),
            assurance: decision.assurance,
            memberships: Vec::new(),
            registered_at: scope.now,
            v: 1,
        }
    }
}
