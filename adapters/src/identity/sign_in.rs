//! Sign-ins that live in the partition they open.
//!
//! The cookie (or API key) is `<key id>.<sealed hint>.<secret>`. The seal opens without a trip and
//! tells partition and role, so a forged hint costs no read. The item `S#<hash of secret>` lies
//! beside the data it opens, so one Query brings both; until it was found the page is dropped
//! unread ([`Presented::prove`]). Revoking = deleting the item.

use domain::{
    association::{AssociationId, Tier},
    calendar::Moment,
    organizer::{ApiKeyKind, OrganizerId},
    register_number::MedicalRegisterNumber,
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::{seal::SealKeys, secret::Secret};
use crate::store::{Found, Key, Record, Store, StoreError};

/// Name of the cookie; `__Host-` binds it to this origin, path `/` and TLS.
pub const COOKIE: &str = "__Host-s";
/// How long a doctor's or clerk's sign-in lives.
pub const SIGN_IN_HOURS: i64 = 12;
const PURPOSE: &str = "sign-in";

/// Whom a sign-in stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "r")]
pub enum Principal {
    /// 医師; `claim` while another account holds the same number.
    #[serde(rename = "d")]
    Doctor {
        /// 医籍登録番号.
        n: MedicalRegisterNumber,
        /// Partition of the contested claim.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
        /// ログインID.
        login: String,
    },
    /// 事務局職員.
    #[serde(rename = "o")]
    Officer {
        /// Own association.
        a: AssociationId,
        /// Its tier.
        t: Tier,
        /// ログインID.
        login: String,
        /// 医籍登録番号 of an officer who is a doctor, as declared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<MedicalRegisterNumber>,
    },
    /// 主催者の担当者 of an external body.
    #[serde(rename = "x")]
    Organizer {
        /// The body.
        o: OrganizerId,
        /// ログインID.
        login: String,
    },
    /// システム管理者.
    #[serde(rename = "s")]
    Administrator {
        /// ログインID.
        login: String,
    },
    /// A program of an organiser.
    #[serde(rename = "k")]
    ApiKey {
        /// The body (an association's id for associations).
        o: OrganizerId,
        /// Which key.
        key: String,
        /// What it opens; keys from before kinds say nothing.
        #[serde(default)]
        kind: ApiKeyKind,
    },
}

impl Principal {
    /// The body for which courses are held: an association's own, or an external one.
    #[must_use]
    pub fn organizer(&self) -> Option<OrganizerId> {
        match self {
            Principal::Officer { a, .. } => Some(OrganizerId::from(a.clone())),
            Principal::Organizer { o, .. } | Principal::ApiKey { o, .. } => Some(o.clone()),
            Principal::Doctor { .. } | Principal::Administrator { .. } => None,
        }
    }

    /// ログインID; programs have none.
    #[must_use]
    pub fn login(&self) -> Option<&str> {
        match self {
            Principal::Doctor { login, .. }
            | Principal::Officer { login, .. }
            | Principal::Organizer { login, .. }
            | Principal::Administrator { login } => Some(login),
            Principal::ApiKey { .. } => None,
        }
    }

    /// The partition that the sign-in lies in and opens.
    #[must_use]
    pub fn partition(&self) -> String {
        match self {
            Principal::Doctor {
                claim: Some(claim), ..
            } => Key::claim(claim),
            Principal::Doctor { n, .. } => Key::doctor(n),
            Principal::Officer { login, .. }
            | Principal::Organizer { login, .. }
            | Principal::Administrator { login } => Key::staff(login),
            Principal::ApiKey { o, .. } => Key::organizer(o),
        }
    }
}

/// The stored half of a sign-in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignInRecord {
    /// Partition.
    #[serde(rename = "p")]
    pub partition: String,
    /// Hash of the secret.
    #[serde(rename = "h")]
    pub secret_hash: String,
    /// Its end; API keys have none.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Moment>,
}

impl Record for SignInRecord {
    fn key(&self) -> Key {
        Key::sign_in(&self.partition, &self.secret_hash)
    }

    fn expires_at(&self) -> Option<Moment> {
        self.expires_at
    }
}

/// A new sign-in: what the client gets, and what is stored.
pub struct NewSignIn {
    /// Value of the cookie or key.
    pub token: String,
    /// To be written beside the data.
    pub record: SignInRecord,
}

/// Makes a sign-in.
#[must_use]
pub fn issue(
    keys: &SealKeys,
    principal: &Principal,
    secret: &Secret,
    nonce: [u8; 24],
    expires_at: Option<Moment>,
) -> NewSignIn {
    let hint = serde_json::to_vec(principal).unwrap_or_default();
    NewSignIn {
        token: format!("{}.{}", keys.seal(PURPOSE, nonce, &hint), secret.reveal()),
        record: SignInRecord {
            partition: principal.partition(),
            secret_hash: secret.hash(),
            expires_at,
        },
    }
}

/// A token whose seal opened: role and partition are ours, but the sign-in may be over.
#[derive(Debug, Clone)]
pub struct Presented {
    principal: Principal,
    secret_hash: String,
}

/// A sign-in that was found alive. Nothing else makes one.
#[derive(Debug, Clone)]
pub struct Proof {
    principal: Principal,
    key: Key,
    expires_at: Option<Moment>,
}

/// Opens the seal of a token; `None` for anything that we did not seal.
#[must_use]
pub fn present(keys: &SealKeys, token: &str) -> Option<Presented> {
    let mut parts = token.split('.');
    let (id, sealed, secret) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let secret = Secret::parse(secret)?;
    let hint = keys.open(PURPOSE, id, sealed)?;
    Some(Presented {
        principal: serde_json::from_slice(&hint).ok()?,
        secret_hash: secret.hash(),
    })
}

impl Presented {
    /// Whom the seal names. Enough to refuse, not enough to allow.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Where the sign-in must lie.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::sign_in(&self.principal.partition(), &self.secret_hash)
    }

    /// Looks for the live sign-in among what was read.
    #[must_use]
    pub fn prove(&self, found: &[Found], now: Moment) -> Option<Proof> {
        let wanted = self.key();
        let record: SignInRecord = found
            .iter()
            .find(|item| {
                item.pk() == wanted.pk
                    && bool::from(item.sk().as_bytes().ct_eq(wanted.sk.as_bytes()))
            })?
            .decode()
            .ok()?;
        let alive = record.expires_at.is_none_or(|end| now < end);
        alive.then(|| Proof {
            principal: self.principal.clone(),
            key: wanted,
            expires_at: record.expires_at,
        })
    }

    /// Reads the sign-in for itself: one trip.
    ///
    /// # Errors
    /// The table's.
    pub async fn look_up(&self, store: &Store, now: Moment) -> Result<Option<Proof>, StoreError> {
        let found: Vec<Found> = store.get(&self.key()).await?.into_iter().collect();
        Ok(self.prove(&found, now))
    }
}

impl Proof {
    /// Whom it stands for.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Where the sign-in lies: every write carries the condition that it still does.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Its end; API keys have none.
    #[must_use]
    pub fn expires_at(&self) -> Option<Moment> {
        self.expires_at
    }
}

#[cfg(test)]
mod tests {
    use domain::organizer::ApiKeyKind;

    use super::Principal;

    #[test]
    fn a_key_sealed_before_kinds_opens_courses_and_credits() {
        let sealed = r#"{"r":"k","o":"national","key":"0123456789abcdef"}"#;
        let principal: Principal = serde_json::from_str(sealed).expect("a principal");
        assert!(matches!(
            principal,
            Principal::ApiKey {
                kind: ApiKeyKind::Credits,
                ..
            }
        ));
    }
}
