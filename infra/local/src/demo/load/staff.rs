//! Staff of associations and external bodies, their logins, and the bodies themselves.

use super::super::accounts::DEMO_ACCOUNTS;
use super::super::world::{DemoWorld, ExternalBody, Office, OrganizerKey, Staff};
use super::super::{date, forms, ids};
use super::credits::organizer_name;
use super::{LoadError, at, insert};
use adapters::identity::password;
use adapters::store::Store;
use adapters::store::items::account::AccountRecord;
use adapters::store::items::organizer::{self, OrganizerDecision, OrganizerRecord, StaffRecord};
use domain::contact::EmailAddress;
use domain::label;
use domain::language::Language;
use time::Duration;

/// Writes bodies, staff and logins; answers the number of staff.
pub async fn write(store: &Store, world: &DemoWorld) -> Result<usize, LoadError> {
    let bodies: Result<Vec<_>, _> = world
        .organizers
        .iter()
        .map(|body| record(world, body))
        .collect();
    insert(store, bodies?).await?;
    let staff: Result<Vec<_>, _> = world
        .staff
        .iter()
        .map(|staff| member(world, staff))
        .collect();
    let staff = staff?;
    let accounts = staff.iter().flat_map(|member| {
        let account = account(member);
        [account.under_email(), Some(account)].into_iter().flatten()
    });
    insert(store, accounts.collect()).await?;
    insert(store, staff.iter().filter_map(StaffRecord::line).collect()).await?;
    let count = staff.len();
    insert(store, staff).await?;
    Ok(count)
}

fn record(world: &DemoWorld, body: &ExternalBody) -> Result<OrganizerRecord, LoadError> {
    let organizer = forms::organizer(body)
        .check(&ids::external_body(&body.key))
        .map_err(|problems| LoadError::Invalid {
            what: format!("organiser {}", body.key),
            problems,
        })?;
    // Those who still wait applied a week before the world stands still.
    let applied = body.approved.unwrap_or(super::super::TODAY) - Duration::days(7);
    Ok(OrganizerRecord {
        organizer,
        applied_at: at(applied, 11),
        language: Language::Ja,
        decision: body.approved.map(|day| OrganizerDecision {
            approved: true,
            reason: None,
            by: clerk(world, &Office::Association(body.prefecture.clone())),
            at: at(day, 14),
        }),
        v: if body.approved.is_some() { 2 } else { 1 },
    })
}

/// Login of the first clerk of an office. Small districts have no login in this world; somebody
/// decided there all the same.
pub fn clerk(world: &DemoWorld, office: &Office) -> String {
    let clerk = world.staff.iter().find(|staff| staff.office == *office);
    clerk.map_or_else(|| "jimukyoku".to_owned(), |staff| staff.login.clone())
}

fn member(world: &DemoWorld, staff: &Staff) -> Result<StaffRecord, LoadError> {
    let organizer = match &staff.office {
        Office::Association(key) => Some(OrganizerKey::Association(key.clone())),
        Office::ExternalBody(key) => Some(OrganizerKey::ExternalBody(key.clone())),
        Office::Administration => None,
    };
    let (office, body) = match &organizer {
        Some(organizer) => (
            ids::organizer(organizer).into(),
            organizer_name(world, organizer),
        ),
        None => (organizer::Office::Administration, label::ADMINISTRATION.ja),
    };
    let email = EmailAddress::parse(&staff.email)
        .map_err(|rejection| LoadError::Impossible(format!("{}: {rejection:?}", staff.email)))?;
    Ok(StaffRecord {
        login: staff.login.clone(),
        name: staff.name.full(),
        email,
        office,
        body: body.to_owned(),
        register_number: None,
        since: at(date(2024, 11, 1), 9),
        v: 1,
    })
}

/// The login: with a password for the demonstration's accounts, with none for the others.
fn account(member: &StaffRecord) -> AccountRecord {
    let listed = DEMO_ACCOUNTS
        .iter()
        .find(|account| account.login == member.login);
    let hash = listed.map(|listed| {
        password::hash(
            listed.password,
            ids::bytes(&format!("salt/{}", listed.login)),
        )
    });
    let account = AccountRecord::new(
        member.login.clone(),
        String::new(),
        member.principal(),
        member.name.clone(),
        member.email.clone(),
    );
    AccountRecord {
        password_hash: hash,
        body: Some(member.body.clone()),
        ..account
    }
}
