//! Admission: who may call, as values that one must hold.
//!
//! The seal of a token tells the role without a trip: enough to refuse. A [`Doctor`], an
//! [`Officer`] or a [`CourseHolder`] can only be had from a sign-in that was found alive, so a
//! handler that has one needs no check of its own, and one that has none can read nothing.

use std::marker::PhantomData;

use adapters::{
    identity::sign_in::{Presented, Principal, Proof},
    store::{Found, Key, Range, Transaction, table::QueuePlace},
};
use api::{access, problem::ProblemKind};
use domain::{
    association::{AssociationId, Tier},
    organizer::{ApiKeyKind, OrganizerId},
    register_number::MedicalRegisterNumber,
};

use crate::{failure::Failure, scope::Scope};

/// An access rule with the caller it admits.
pub trait Admit: access::Rule {
    /// What a handler holds.
    type Caller: Send + Sync;

    /// The caller, from a live sign-in of an admitted role.
    fn caller(proof: Proof) -> Option<Self::Caller>;

    /// The caller where no sign-in is asked for.
    fn nobody() -> Option<Self::Caller> {
        None
    }
}

/// No sign-in was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

/// Anybody signed in.
#[derive(Debug, Clone)]
pub struct Somebody {
    proof: Proof,
}

/// 医師.
#[derive(Debug, Clone)]
pub struct Doctor {
    proof: Proof,
    /// 医籍登録番号.
    pub number: MedicalRegisterNumber,
    /// Own partition: the number's, or the claim's while contested.
    pub partition: String,
    /// Another account holds the same number: 本人確認中, and nothing of the number is shown.
    pub contested: bool,
    /// ログインID.
    pub login: String,
}

/// 事務局職員.
#[derive(Debug, Clone)]
pub struct Officer {
    proof: Proof,
    /// Own association: the jurisdiction.
    pub association: AssociationId,
    /// Its tier.
    pub tier: Tier,
    /// ログインID.
    pub login: String,
    /// 医籍登録番号 of an officer who is a doctor, as declared.
    pub register_number: Option<MedicalRegisterNumber>,
}

/// Whoever holds courses.
#[derive(Debug, Clone)]
pub struct CourseHolder {
    proof: Proof,
    /// The body: an association (its id) or an external one.
    pub organizer: OrganizerId,
    /// The association and its tier, for officers.
    pub association: Option<(AssociationId, Tier)>,
    /// ログインID, absent for programs.
    pub login: Option<String>,
}

/// Whoever feeds what the CME site earns.
#[derive(Debug, Clone)]
pub struct Feeder {
    proof: Proof,
    /// The body of the officer or of the program.
    pub organizer: OrganizerId,
}

/// A member of staff of an association or external body.
#[derive(Debug, Clone)]
pub struct Staff {
    proof: Proof,
    /// The body: an association (its id) or an external one.
    pub organizer: OrganizerId,
    /// The association and its tier, for officers.
    pub association: Option<(AssociationId, Tier)>,
    /// ログインID.
    pub login: String,
}

/// システム管理者.
#[derive(Debug, Clone)]
pub struct Administrator {
    proof: Proof,
    /// ログインID.
    pub login: String,
}

impl Admit for access::Anyone {
    type Caller = Nobody;

    fn caller(_: Proof) -> Option<Nobody> {
        Some(Nobody)
    }

    fn nobody() -> Option<Nobody> {
        Some(Nobody)
    }
}

impl Admit for access::SignedIn {
    type Caller = Somebody;

    fn caller(proof: Proof) -> Option<Somebody> {
        Some(Somebody { proof })
    }
}

impl Admit for access::Doctor {
    type Caller = Doctor;

    fn caller(proof: Proof) -> Option<Doctor> {
        match proof.principal().clone() {
            Principal::Doctor { n, claim, login } => Some(Doctor {
                partition: proof.principal().partition(),
                contested: claim.is_some(),
                number: n,
                login,
                proof,
            }),
            _ => None,
        }
    }
}

impl Admit for access::Officer {
    type Caller = Officer;

    fn caller(proof: Proof) -> Option<Officer> {
        match proof.principal().clone() {
            Principal::Officer { a, t, login, n } => Some(Officer {
                proof,
                association: a,
                tier: t,
                login,
                register_number: n,
            }),
            _ => None,
        }
    }
}

impl Admit for access::CourseHolder {
    type Caller = CourseHolder;

    fn caller(proof: Proof) -> Option<CourseHolder> {
        let login = match proof.principal() {
            Principal::Officer { login, .. } | Principal::Organizer { login, .. } => {
                Some(login.clone())
            }
            Principal::ApiKey {
                kind: ApiKeyKind::Credits,
                ..
            } => None,
            Principal::ApiKey {
                kind: ApiKeyKind::Feed,
                ..
            }
            | Principal::Doctor { .. }
            | Principal::Administrator { .. } => return None,
        };
        let organizer = proof.principal().organizer()?;
        Some(CourseHolder {
            association: with_tier(&organizer),
            proof,
            organizer,
            login,
        })
    }
}

impl Admit for access::LearningFeed {
    type Caller = Feeder;

    fn caller(proof: Proof) -> Option<Feeder> {
        match proof.principal() {
            Principal::Officer { .. }
            | Principal::ApiKey {
                kind: ApiKeyKind::Feed,
                ..
            } => {
                let organizer = proof.principal().organizer()?;
                Some(Feeder { proof, organizer })
            }
            _ => None,
        }
    }
}

impl Admit for access::Staff {
    type Caller = Staff;

    fn caller(proof: Proof) -> Option<Staff> {
        let (Principal::Officer { login, .. } | Principal::Organizer { login, .. }) =
            proof.principal()
        else {
            return None;
        };
        let (login, organizer) = (login.clone(), proof.principal().organizer()?);
        Some(Staff {
            association: with_tier(&organizer),
            proof,
            organizer,
            login,
        })
    }
}

/// The association that an organiser is, with its tier.
fn with_tier(organizer: &OrganizerId) -> Option<(AssociationId, Tier)> {
    let association = organizer.association()?;
    let tier = association.tier();
    Some((association, tier))
}

impl Admit for access::Administrator {
    type Caller = Administrator;

    fn caller(proof: Proof) -> Option<Administrator> {
        match proof.principal().clone() {
            Principal::Administrator { login } => Some(Administrator { proof, login }),
            _ => None,
        }
    }
}

impl Officer {
    /// Refuses what concerns the officer, who may be a doctor: others decide on it.
    ///
    /// # Errors
    /// 403.
    pub fn other_than(&self, doctor: &MedicalRegisterNumber) -> Result<(), Failure> {
        if self.register_number.as_ref() != Some(doctor) {
            return Ok(());
        }
        Err(Failure::new(ProblemKind::Forbidden).saying(
            "ご自身のことは、ほかの担当者が決めます。",
            "What concerns yourself is decided by others.",
        ))
    }
}

macro_rules! proved {
    ($($caller:ident),*) => {$(
        impl $caller {
            /// The live sign-in behind this caller.
            #[must_use]
            pub fn proof(&self) -> &Proof {
                &self.proof
            }

            /// A transaction that writes only while this sign-in still stands.
            #[must_use]
            pub fn transaction(&self) -> Transaction {
                let mut transaction = Transaction::new();
                transaction.require(self.proof.key());
                transaction
            }
        }
    )*};
}

proved!(
    Somebody,
    Doctor,
    Officer,
    CourseHolder,
    Feeder,
    Staff,
    Administrator
);

/// The name of a principal's role, for the access rule.
#[must_use]
pub fn role_of(principal: &Principal) -> access::RoleName {
    match principal {
        Principal::Doctor { .. } => access::RoleName::Doctor,
        Principal::Officer { .. } => access::RoleName::Officer,
        Principal::Organizer { .. } => access::RoleName::Organizer,
        Principal::ApiKey { kind, .. } => match kind {
            ApiKeyKind::Credits => access::RoleName::CreditsKey,
            ApiKeyKind::Feed => access::RoleName::FeedKey,
        },
        Principal::Administrator { .. } => access::RoleName::Administrator,
    }
}

/// A caller whose role was admitted by the seal, and whose sign-in is proved together with the
/// data: that saves the read its own trip. Nothing read is handed out without the proof.
pub struct Awaiting<A> {
    presented: Option<Presented>,
    rule: PhantomData<A>,
}

impl<A: Admit> Awaiting<A> {
    pub(crate) fn new(presented: Option<Presented>) -> Self {
        Self {
            presented,
            rule: PhantomData,
        }
    }

    /// Whom the seal names; decide on it only what to read.
    ///
    /// # Errors
    /// 401 when nobody is signed in.
    pub fn principal(&self) -> Result<&Principal, Failure> {
        self.presented
            .as_ref()
            .map(Presented::principal)
            .ok_or(Failure::new(ProblemKind::SignInRequired))
    }

    /// The sign-in for itself: one trip.
    ///
    /// # Errors
    /// 401 when it is over; the table's.
    pub async fn alone(self, scope: &Scope) -> Result<A::Caller, Failure> {
        let (caller, _) = self.with_items(scope, &[]).await?;
        Ok(caller)
    }

    /// The sign-in and other items by key: one trip together.
    ///
    /// # Errors
    /// 401 when the sign-in is over; the table's.
    pub async fn with_items(
        self,
        scope: &Scope,
        keys: &[Key],
    ) -> Result<(A::Caller, Vec<Found>), Failure> {
        let presented = self.presented()?;
        let own = presented.key();
        let others = keys.iter().filter(|key| **key != own).cloned();
        let wanted: Vec<Key> = std::iter::once(own.clone()).chain(others).collect();
        let found = if let [only] = &wanted[..] {
            scope.store.get(only).await?.into_iter().collect()
        } else {
            scope.store.get_many(&wanted).await?
        };
        prove::<A>(presented, found, scope)
    }

    /// A range of the own partition that takes the sign-in along: one trip.
    ///
    /// # Errors
    /// 401 when the sign-in is over; the table's.
    pub async fn with_own_range(
        self,
        scope: &Scope,
        range: &Range,
    ) -> Result<(A::Caller, Vec<Found>), Failure> {
        let presented = self.presented()?;
        let found = scope.store.query(range).await?;
        prove::<A>(presented, found, scope)
    }

    /// Any range, beside the sign-in: two trips, issued together.
    ///
    /// # Errors
    /// 401 when the sign-in is over; the table's.
    pub async fn with_range(
        self,
        scope: &Scope,
        range: &Range,
    ) -> Result<(A::Caller, Vec<Found>), Failure> {
        let presented = self.presented()?;
        let key = presented.key();
        let (sign_in, found) = futures::try_join!(scope.store.get(&key), scope.store.query(range))?;
        let (caller, _) = prove::<A>(presented, sign_in.into_iter().collect(), scope)?;
        Ok((caller, found))
    }

    /// A page of a queue, beside the sign-in: two trips, issued together.
    ///
    /// # Errors
    /// 401 when the sign-in is over; the table's.
    pub async fn with_queue(
        self,
        scope: &Scope,
        queue: &str,
        after: Option<&QueuePlace>,
        most: i32,
        newest_first: bool,
    ) -> Result<(A::Caller, Vec<Found>, Option<QueuePlace>), Failure> {
        let presented = self.presented()?;
        let key = presented.key();
        let (sign_in, (found, next)) = futures::try_join!(
            scope.store.get(&key),
            scope.store.queue(queue, after, most, newest_first)
        )?;
        let (caller, _) = prove::<A>(presented, sign_in.into_iter().collect(), scope)?;
        Ok((caller, found, next))
    }

    /// Part of a queue, by its sort keys, beside the sign-in: two trips, issued together.
    ///
    /// # Errors
    /// 401 when the sign-in is over; the table's.
    pub async fn with_queue_between(
        self,
        scope: &Scope,
        queue: &str,
        part: (&str, &str),
        most: i32,
    ) -> Result<(A::Caller, Vec<Found>), Failure> {
        let presented = self.presented()?;
        let key = presented.key();
        let (sign_in, (found, _)) = futures::try_join!(
            scope.store.get(&key),
            scope.store.queue_between(queue, part, None, most, false)
        )?;
        let (caller, _) = prove::<A>(presented, sign_in.into_iter().collect(), scope)?;
        Ok((caller, found))
    }

    fn presented(self) -> Result<Presented, Failure> {
        self.presented
            .ok_or(Failure::new(ProblemKind::SignInRequired))
    }
}

fn prove<A: Admit>(
    presented: Presented,
    found: Vec<Found>,
    scope: &Scope,
) -> Result<(A::Caller, Vec<Found>), Failure> {
    presented
        .prove(&found, scope.now)
        .and_then(A::caller)
        .map(|caller| (caller, found))
        .ok_or(Failure::new(ProblemKind::SignInRequired))
}
