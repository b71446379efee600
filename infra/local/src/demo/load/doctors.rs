//! Doctors: identity, profile, consents and login.

use super::super::accounts::DEMO_ACCOUNTS;
use super::super::world::{ApplicationState, DemoWorld, Doctor};
use super::super::{TODAY, date, forms, ids};
use super::{LoadError, at, insert};
use adapters::identity::password;
use adapters::identity::sign_in::Principal;
use adapters::store::items::account::AccountRecord;
use adapters::store::items::doctor::{
    ConsentRecord, IdentityRecord, NamedMembership, ProfileRecord,
};
use adapters::store::{Key, Store};
use domain::assurance::Assurance;
use domain::contact::EmailAddress;
use domain::language::Language;
use domain::registration::{PRIVACY_VERSION, Registration, TERMS_VERSION};
use std::collections::{HashMap, HashSet};

/// A doctor's records.
pub struct Registered {
    pub identity: IdentityRecord,
    pub profile: ProfileRecord,
    /// By login ID, then by e-mail address.
    accounts: [AccountRecord; 2],
    consents: [ConsentRecord; 2],
}

/// Registers every doctor of the world, by register number.
pub fn registered(world: &DemoWorld) -> Result<HashMap<String, Registered>, LoadError> {
    let names: HashMap<_, _> = world
        .associations
        .iter()
        .map(|a| (ids::association(&a.key), a.name.as_str()))
        .collect();
    // An officer compared the licence before approving.
    let approved: HashSet<&str> = world
        .applications
        .iter()
        .filter(|application| {
            matches!(
                application.state,
                ApplicationState::Approved | ApplicationState::ApprovedAfterSendBack(_)
            )
        })
        .map(|application| application.register_number.as_str())
        .collect();
    let register = |doctor: &Doctor| {
        let account = DEMO_ACCOUNTS
            .iter()
            .find(|account| account.login == doctor.login);
        // Nobody signs in as the others; the form wants a password all the same.
        let typed = account.map_or("Nobody%0000signs-in", |account| account.password);
        let form = forms::registration(doctor, typed);
        let registration =
            form.check(forms::day(TODAY))
                .map_err(|problems| LoadError::Invalid {
                    what: format!("doctor {}", doctor.register_number),
                    problems,
                })?;
        let hash = account.map(|account| {
            password::hash(
                account.password,
                ids::bytes(&format!("salt/{}", account.login)),
            )
        });
        // A member's fields agree with the member record; others have only claimed so far.
        let confirmed =
            doctor.membership.is_some() || approved.contains(doctor.register_number.as_str());
        let memberships =
            forms::memberships(doctor)
                .into_iter()
                .map(|membership| NamedMembership {
                    name: names
                        .get(&membership.association)
                        .copied()
                        .unwrap_or_default()
                        .to_owned(),
                    membership,
                });
        let registered = records(doctor, registration, confirmed, memberships.collect(), hash)?;
        Ok((doctor.register_number.clone(), registered))
    };
    world.doctors.iter().map(register).collect()
}

fn records(
    doctor: &Doctor,
    registration: Registration,
    confirmed: bool,
    memberships: Vec<NamedMembership>,
    password_hash: Option<String>,
) -> Result<Registered, LoadError> {
    let number = registration.register_number;
    let partition = Key::doctor(&number);
    let email = EmailAddress::parse(&doctor.email)
        .map_err(|rejection| LoadError::Impossible(format!("{}: {rejection:?}", doctor.email)))?;
    // The system began in October 2024; the young registered when they got their licence.
    let registered_at = at(doctor.register_date.max(date(2024, 11, 1)), 12);
    let assurance = if confirmed {
        Assurance::Confirmed
    } else {
        Assurance::Claimed
    };
    let principal = Principal::Doctor {
        n: number.clone(),
        claim: None,
        login: doctor.login.clone(),
    };
    let account = |login: &str| AccountRecord {
        password_hash: password_hash.clone(),
        ..AccountRecord::new(
            login,
            String::new(),
            principal.clone(),
            doctor.kanji.full(),
            email.clone(),
        )
    };
    // Everybody has consented to the documents in force, on the day after their date.
    let consent = |document: &str, version: &str| ConsentRecord {
        partition: partition.clone(),
        document: document.to_owned(),
        version: version.to_owned(),
        at: at(date(2026, 11, 2), 12),
    };
    Ok(Registered {
        identity: IdentityRecord {
            number: number.clone(),
            identity: registration.profile.identity(),
            assurance,
            login: doctor.login.clone(),
            email: email.clone(),
            language: Language::Ja,
            held_since: Some(registered_at),
            told: true,
            asked: None,
            v: 1,
        },
        accounts: [account(&doctor.login), account(&doctor.email)],
        consents: [
            consent("terms", TERMS_VERSION),
            consent("privacy", PRIVACY_VERSION),
        ],
        profile: ProfileRecord {
            partition: partition.clone(),
            number: number.clone(),
            register_date: registration.register_date,
            login: doctor.login.clone(),
            email: email.clone(),
            language: Language::Ja,
            profile: registration.profile,
            assurance,
            memberships,
            registered_at,
            v: 1,
        },
    })
}

/// Writes them all.
pub async fn write(store: &Store, doctors: &HashMap<String, Registered>) -> Result<(), LoadError> {
    let all = || doctors.values();
    insert(store, all().map(|doctor| doctor.identity.clone()).collect()).await?;
    insert(store, all().map(|doctor| doctor.profile.clone()).collect()).await?;
    insert(
        store,
        all().flat_map(|doctor| doctor.consents.clone()).collect(),
    )
    .await?;
    insert(
        store,
        all().flat_map(|doctor| doctor.accounts.clone()).collect(),
    )
    .await
}
