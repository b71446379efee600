//! Rounds of many applications: one is made over HTTP and passed on, and the others are like it, of
//! doctors of their own.

use adapters::store::items::application::{ApplicationEventRecord, ApplicationRecord};
use adapters::store::items::credit::CreditRecord;
use adapters::store::items::doctor::{IdentityRecord, ProfileRecord};
use adapters::store::items::qualification::QualificationRecord;
use adapters::store::{Found, Key, Range, Record, Store};
use domain::application::{Actor, DeclaredForm, TitleForm};
use domain::association::AssociationId;
use domain::id::ApplicationId;
use domain::programme::Programme;
use domain::register_number::MedicalRegisterNumber;
use domain::rounds::RoundId;
use futures::{StreamExt, stream};

use crate::people::{Doctor, Person};
use crate::titles::{INDUSTRIAL, title_form};
use crate::world::{World, association};

/// Doctors written at once.
const AT_ONCE: usize = 32;

/// An application before the committee, and everything that it rests on.
pub struct Template {
    identity: IdentityRecord,
    profile: ProfileRecord,
    title: QualificationRecord,
    credits: Vec<CreditRecord>,
    head: ApplicationRecord,
    events: Vec<ApplicationEventRecord>,
}

impl Template {
    /// Applies for a renewal, has it passed on by 東京都医師会, and takes a copy.
    ///
    /// # Panics
    /// When any of it is refused.
    pub async fn make(world: &World) -> Self {
        let (doctor, id) = applicant(world, Doctor::member("900000")).await;
        world.officer("13").await.forwarded(&id).await;
        let number = doctor.number.expect("a doctor");
        let credits = world.items(&Range::prefix(&doctor.partition, "L#")).await;
        let case = world.items(&Range::whole(Key::application(&id))).await;
        let events = case.iter().filter(|item| item.sk().starts_with("V#"));
        Self {
            identity: world.find(&Key::identity(&number)).await.expect("identity"),
            profile: world
                .find(&Key::profile(&doctor.partition))
                .await
                .expect("profile"),
            title: world
                .find(&Key::qualification(&number, INDUSTRIAL))
                .await
                .expect("title"),
            credits: decoded(credits.iter()),
            head: world
                .find(&Key::application_head(&id))
                .await
                .expect("application"),
            events: decoded(events),
        }
    }

    /// Of which programme and round.
    ///
    /// # Panics
    /// When it is no application for a title.
    #[must_use]
    pub fn round(&self) -> (Programme, RoundId) {
        let title = self.head.line.title.as_ref().expect("a title");
        (self.head.line.programme, title.round.clone())
    }

    /// The register number of one of the copies.
    ///
    /// # Panics
    /// On a place for which there is no number.
    #[must_use]
    pub fn number(place: usize) -> MedicalRegisterNumber {
        MedicalRegisterNumber::parse(&(900_001 + place).to_string()).expect("a register number")
    }

    /// Puts so many like it into a table, with the associations that they name.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn put(&self, store: &Store, count: usize) {
        use domain::association::AssociationKind;
        for (id, name, kind) in [
            ("national", "日本医師会", AssociationKind::National),
            ("13", "東京都医師会", AssociationKind::Prefectural),
        ] {
            put(store, &association(id, name, kind)).await;
        }
        stream::iter(0..count)
            .for_each_concurrent(AT_ONCE, |place| self.put_one(store, place))
            .await;
    }

    async fn put_one(&self, store: &Store, place: usize) {
        let number = Self::number(place);
        let partition = Key::doctor(&number);
        let mut bytes = [0; domain::id::RANDOM_BYTES];
        bytes[..8].copy_from_slice(&(place as u64).to_be_bytes());
        let id = ApplicationId::new(bytes);
        put(
            store,
            &IdentityRecord {
                number: number.clone(),
                // Nobody is told of what waited.
                told: true,
                ..self.identity.clone()
            },
        )
        .await;
        put(
            store,
            &ProfileRecord {
                partition: partition.clone(),
                number: number.clone(),
                ..self.profile.clone()
            },
        )
        .await;
        put(
            store,
            &QualificationRecord {
                register_number: number.clone(),
                ..self.title.clone()
            },
        )
        .await;
        for credit in &self.credits {
            put(
                store,
                &CreditRecord {
                    number: number.clone(),
                    ..credit.clone()
                },
            )
            .await;
        }
        let mut head = self.head.clone();
        head.line.id = id.clone();
        head.line.partition = partition;
        head.line.register_number = number.clone();
        put(store, &head).await;
        put(store, &head.line).await;
        for event in &self.events {
            let mut event = event.clone();
            event.application = id.clone();
            if let Actor::Doctor { register_number } = &mut event.event.actor {
                *register_number = number.clone();
            }
            put(store, &event).await;
        }
    }
}

/// A holder who has what the renewal needs, and has applied through 東京都.
///
/// # Panics
/// When any of it is refused.
pub async fn applicant(world: &World, doctor: Doctor) -> (Person, ApplicationId) {
    let doctor = world.holder_who_can_renew(doctor, 180).await;
    let applied = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
    (doctor, applied.summary.id)
}

/// The same with units of the handbook, which somebody has to look at.
///
/// # Panics
/// When any of it is refused.
pub async fn applicant_with_handbook(world: &World, doctor: Doctor) -> (Person, ApplicationId) {
    let doctor = world.holder_who_lacks_special(doctor, 180).await;
    let mut form = title_form(INDUSTRIAL, "renewal");
    form.title = form.title.map(|title| TitleForm {
        declared: vec![DeclaredForm {
            category: "renewal-special".to_owned(),
            units: "18".to_owned(),
            from: "2024-04-01".to_owned(),
            to: "2025-03-31".to_owned(),
            evidence: Vec::new(),
        }],
        ..title
    });
    let applied = doctor.applied(&form).await;
    (doctor, applied.summary.id)
}

/// The national association's officer as a principal, for a stack of one's own.
///
/// # Panics
/// Never.
#[must_use]
pub fn national() -> adapters::identity::sign_in::Principal {
    let association = AssociationId::national();
    adapters::identity::sign_in::Principal::Officer {
        t: association.tier(),
        a: association,
        login: "clerk".to_owned(),
        n: None,
    }
}

async fn put<R: Record>(store: &Store, record: &R) {
    store.put(record).await.expect("the record is written");
}

fn decoded<'a, R: serde::de::DeserializeOwned>(items: impl Iterator<Item = &'a Found>) -> Vec<R> {
    items.map(|item| item.decode().expect("a record")).collect()
}
