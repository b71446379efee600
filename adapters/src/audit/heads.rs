//! The bucket of heads: one object a day, `2026-11-20.json`, which nobody replaces or takes away.

use std::collections::{BTreeMap, BTreeSet};

use api::Need;
use aws_sdk_s3::{
    Client,
    error::{DisplayErrorContext, ProvideErrorMetadata},
    primitives::ByteStream,
    types::ChecksumAlgorithm,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::calendar::Date;
use sha2::{Digest, Sha256};

use super::chain::{Head, hash};
use crate::{
    aws::OnDemand,
    grants::{Grants, Undeclared},
};

/// How far back the newest head is looked for before all are listed: one page of the list holds
/// 1,000 names.
const NEAR_DAYS: i32 = 100;

/// The bucket, as one run sees it.
#[derive(Debug, Clone)]
pub struct Heads {
    client: Option<OnDemand<Client>>,
    bucket: String,
    grants: Grants,
}

/// A head as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What it says.
    pub head: Head,
    /// By which the next one names it.
    pub hash: String,
}

/// A head that lies in the bucket, for who checks all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its day.
    pub day: Date,
    /// The first version of it, where the bucket keeps versions.
    version: Option<String>,
    /// It was written over, or marked as deleted, since: its lock keeps the first version.
    pub touched: bool,
}

/// Why the bucket did not do it.
#[derive(Debug, thiserror::Error)]
pub enum HeadError {
    /// The declaration is too narrow.
    #[error(transparent)]
    Undeclared(#[from] Undeclared),
    /// An object that is no head.
    #[error("{0} is no head of the audit trail")]
    Shape(String),
    /// Everything else the SDK reports.
    #[error("the bucket of heads failed: {0}")]
    Failed(String),
}

impl HeadError {
    fn failed(error: impl std::error::Error) -> Self {
        Self::Failed(DisplayErrorContext(error).to_string())
    }
}

impl Heads {
    /// The bucket for one run; without a client when its function declares no need for one.
    #[must_use]
    pub fn new(client: Option<OnDemand<Client>>, bucket: String, grants: Grants) -> Self {
        Self {
            client,
            bucket,
            grants,
        }
    }

    fn client(&self) -> Result<&Client, Undeclared> {
        self.grants.require(Need::SealAudit)?;
        self.client.as_deref().ok_or(Undeclared(Need::SealAudit))
    }

    /// The head of the last day that was sealed; nothing while none was.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn newest(&self, today: Date) -> Result<Option<Sealed>, HeadError> {
        let near = self.days(Some(today.add_days(-NEAR_DAYS))).await?;
        let last = match near.last() {
            Some(day) => Some(*day),
            None => self.days(None).await?.last().copied(),
        };
        match last {
            Some(day) => self.read(day, None).await.map(Some),
            None => Ok(None),
        }
    }

    /// The first day that was sealed; nothing while none was.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn first(&self) -> Result<Option<Date>, HeadError> {
        let listed = self.client()?.list_objects_v2().bucket(&self.bucket);
        let listed = listed.max_keys(1).send().await.map_err(HeadError::failed)?;
        let mut objects = listed.contents().iter();
        Ok(objects.find_map(|object| day_of(object.key()?)))
    }

    /// The head of a day.
    ///
    /// # Errors
    /// The bucket's; an object that is no head.
    pub async fn of(&self, day: Date) -> Result<Sealed, HeadError> {
        self.read(day, None).await
    }

    /// A head in its first version.
    ///
    /// # Errors
    /// The bucket's; an object that is no head.
    pub async fn first_of(&self, kept: &Kept) -> Result<Sealed, HeadError> {
        self.read(kept.day, kept.version.clone()).await
    }

    async fn read(&self, day: Date, version: Option<String>) -> Result<Sealed, HeadError> {
        let answer = self
            .client()?
            .get_object()
            .bucket(&self.bucket)
            .key(name(day))
            .set_version_id(version)
            .send()
            .await
            .map_err(HeadError::failed)?;
        let bytes = answer.body.collect().await.map_err(HeadError::failed)?;
        let bytes = bytes.to_vec();
        Ok(Sealed {
            head: serde_json::from_slice(&bytes).map_err(|_| HeadError::Shape(name(day)))?,
            hash: hash(&bytes),
        })
    }

    /// Stores a head, unless its day has one.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn seal(&self, head: &Head) -> Result<(), HeadError> {
        let bytes = head.to_bytes().map_err(HeadError::failed)?;
        let stored = self
            .client()?
            .put_object()
            .bucket(&self.bucket)
            .key(name(head.day))
            .if_none_match("*")
            .content_type("application/json")
            // A locked object must come with a checksum.
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .checksum_sha256(STANDARD.encode(Sha256::digest(&bytes)))
            .body(ByteStream::from(bytes))
            .send()
            .await;
        match stored {
            Err(error) if error.code() != Some("PreconditionFailed") => {
                Err(HeadError::failed(error))
            }
            _ => Ok(()),
        }
    }

    /// How long objects of the bucket are locked, in words; nothing where it locks none.
    ///
    /// # Errors
    /// [`HeadError::Undeclared`].
    pub async fn lock(&self) -> Result<Option<String>, HeadError> {
        let asked = self.client()?.get_object_lock_configuration();
        let Ok(answer) = asked.bucket(&self.bucket).send().await else {
            return Ok(None);
        };
        let rule = answer
            .object_lock_configuration
            .and_then(|lock| lock.rule)
            .and_then(|rule| rule.default_retention);
        Ok(rule.map(|kept| {
            let mode = kept.mode.map_or(String::new(), |mode| mode.to_string());
            format!("{mode}, {} days", kept.days.unwrap_or_default())
        }))
    }

    /// Every head, oldest first, each in its first version.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn kept(&self) -> Result<Vec<Kept>, HeadError> {
        let plain = |day| Kept {
            day,
            version: None,
            touched: false,
        };
        match versions(self.client()?, &self.bucket).await {
            Ok(kept) => Ok(kept),
            // The documents' server of one machine keeps none.
            Err(error) if error.code() == Some("NotImplemented") => {
                Ok(self.days(None).await?.into_iter().map(plain).collect())
            }
            Err(error) => Err(HeadError::failed(error)),
        }
    }

    /// Days that have a head, oldest first; those after a day, or all.
    async fn days(&self, after: Option<Date>) -> Result<Vec<Date>, HeadError> {
        let mut days = Vec::new();
        let after = after.map(name);
        let mut next = None;
        loop {
            let answer = self
                .client()?
                .list_objects_v2()
                .bucket(&self.bucket)
                .set_start_after(after.clone())
                .set_continuation_token(next)
                .send()
                .await
                .map_err(HeadError::failed)?;
            days.extend(
                answer
                    .contents()
                    .iter()
                    .filter_map(|object| day_of(object.key()?)),
            );
            if answer.is_truncated != Some(true) {
                return Ok(days);
            }
            next = answer.next_continuation_token;
        }
    }
}

async fn versions(client: &Client, bucket: &str) -> Result<Vec<Kept>, aws_sdk_s3::Error> {
    let mut kept: BTreeMap<Date, Kept> = BTreeMap::new();
    let mut deleted: BTreeSet<Date> = BTreeSet::new();
    let (mut key, mut version) = (None, None);
    loop {
        let answer = client
            .list_object_versions()
            .bucket(bucket)
            .set_key_marker(key)
            .set_version_id_marker(version)
            .send()
            .await?;
        for found in answer.versions() {
            let Some(day) = found.key().and_then(day_of) else {
                continue;
            };
            // Of one name the newest stands first, so the last that comes is the first version.
            let touched = kept.contains_key(&day);
            let version = found.version_id.clone();
            kept.insert(
                day,
                Kept {
                    day,
                    version,
                    touched,
                },
            );
        }
        let markers = answer.delete_markers().iter();
        deleted.extend(markers.filter_map(|marker| day_of(marker.key()?)));
        if answer.is_truncated != Some(true) {
            break;
        }
        (key, version) = (answer.next_key_marker, answer.next_version_id_marker);
    }
    for day in deleted {
        if let Some(kept) = kept.get_mut(&day) {
            kept.touched = true;
        }
    }
    Ok(kept.into_values().collect())
}

/// Sorts as the days do.
fn name(day: Date) -> String {
    format!("{day}.json")
}

fn day_of(name: &str) -> Option<Date> {
    Date::parse(name.strip_suffix(".json")?).ok()
}
