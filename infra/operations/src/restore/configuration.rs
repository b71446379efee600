//! What a table is set to beside its items, and where a restored one lacks it.

use std::collections::BTreeMap;

use adapters::store::schema::TTL_ATTRIBUTE;
use anyhow::{Context, Result};
use aws_sdk_dynamodb::types::{
    SseDescription, SseType, StreamSpecification, StreamViewType, TimeToLiveSpecification,
};

use super::Table;

/// A property, as the original and the restored table have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Which.
    pub name: &'static str,
    /// Of the original.
    pub original: String,
    /// Of the restored table.
    pub restored: String,
}

/// Why a service that emulates the table has no answer; not a difference.
const UNKNOWN: &str = "not known here";
const NONE: &str = "none";

/// Every property in which the two differ.
///
/// # Errors
/// A table that is not there.
pub async fn differences(original: &Table, restored: &Table) -> Result<Vec<Setting>> {
    let (original, mut restored) = futures::try_join!(settings(original), settings(restored))?;
    Ok(original
        .into_iter()
        .map(|(name, original)| Setting {
            name,
            restored: restored.remove(name).unwrap_or_default(),
            original,
        })
        .filter(|setting| setting.original != setting.restored)
        .collect())
}

/// What a table is set to.
async fn settings(table: &Table) -> Result<BTreeMap<&'static str, String>> {
    let client = &table.client;
    let described = client.describe_table().table_name(&table.name).send();
    let described = described.await?.table.context("a description")?;
    let stream = described.stream_specification.as_ref();
    let stream = stream
        .filter(|stream| stream.stream_enabled())
        .and_then(StreamSpecification::stream_view_type);
    let billing = described.billing_mode_summary.as_ref();
    let indexes = described.global_secondary_indexes();
    let mut indexes: Vec<&str> = indexes
        .iter()
        .filter_map(|index| index.index_name())
        .collect();
    indexes.sort_unstable();
    let arn = described.table_arn().unwrap_or_default();
    let mut settings = BTreeMap::from([
        ("indexes", indexes.join(", ")),
        (
            "stream",
            stream.map_or(NONE.to_owned(), |view| view.as_str().to_owned()),
        ),
        (
            "billing",
            billing
                .and_then(|billing| billing.billing_mode())
                .map_or(NONE.to_owned(), |mode| mode.as_str().to_owned()),
        ),
        (
            "deletion protection",
            described
                .deletion_protection_enabled()
                .unwrap_or_default()
                .to_string(),
        ),
        (
            "encryption key",
            described
                .sse_description
                .as_ref()
                .map_or(NONE.to_owned(), key),
        ),
    ]);
    let ttl = client
        .describe_time_to_live()
        .table_name(&table.name)
        .send();
    let ttl = ttl.await?.time_to_live_description;
    settings.insert(
        "expiry",
        ttl.as_ref()
            .and_then(|ttl| ttl.attribute_name())
            .unwrap_or(NONE)
            .to_owned(),
    );
    let recovery = client
        .describe_continuous_backups()
        .table_name(&table.name)
        .send();
    settings.insert(
        "point-in-time recovery",
        recovery.await.map_or(UNKNOWN.to_owned(), |answer| {
            answer
                .continuous_backups_description
                .and_then(|backups| backups.point_in_time_recovery_description)
                .and_then(|recovery| recovery.point_in_time_recovery_status)
                .map_or(NONE.to_owned(), |status| status.as_str().to_owned())
        }),
    );
    let tags = client
        .list_tags_of_resource()
        .resource_arn(arn)
        .send()
        .await;
    settings.insert(
        "tags",
        tags.map_or(UNKNOWN.to_owned(), |answer| {
            let tags = answer.tags().iter();
            let mut tags: Vec<String> = tags
                // CloudFormation's own marks belong to the table that it made.
                .filter(|tag| !tag.key().starts_with("aws:"))
                .map(|tag| format!("{}={}", tag.key(), tag.value()))
                .collect();
            tags.sort();
            tags.join(", ")
        }),
    );
    let policy = client.get_resource_policy().resource_arn(arn).send().await;
    settings.insert(
        "resource policy",
        match policy {
            Ok(answer) => answer.policy.unwrap_or(NONE.to_owned()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_policy_not_found_exception()) =>
            {
                NONE.to_owned()
            }
            Err(_) => UNKNOWN.to_owned(),
        },
    );
    Ok(settings)
}

/// Which key a table is encrypted by: another one would take the data along when it is lost or forbidden.
fn key(sse: &SseDescription) -> String {
    let kind = sse.sse_type().map(SseType::as_str);
    sse.kms_master_key_arn().or(kind).unwrap_or(NONE).to_owned()
}

/// Turns on what the functions cannot do without: stream and expiry. Recovery, protection and
/// policies are the template's, or the administrator's (docs/operations/restore.md).
///
/// # Errors
/// The table's.
pub async fn complete(restored: &Table) -> Result<()> {
    let stream = StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(StreamViewType::NewImage)
        .build()?;
    let client = &restored.client;
    client
        .update_table()
        .table_name(&restored.name)
        .stream_specification(stream)
        .send()
        .await?;
    let expiry = TimeToLiveSpecification::builder()
        .attribute_name(TTL_ATTRIBUTE)
        .enabled(true)
        .build()?;
    client
        .update_time_to_live()
        .table_name(&restored.name)
        .time_to_live_specification(expiry)
        .send()
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tables_under_keys_of_their_own_differ() {
        let under = |arn: &str| {
            let key = SseDescription::builder().sse_type(SseType::Kms);
            key.kms_master_key_arn(arn).build()
        };
        let ours = "arn:aws:kms:ap-northeast-1:123456789012:key/ours";
        assert_eq!(key(&under(ours)), ours);
        assert_ne!(
            key(&under(ours)),
            key(&under("arn:aws:kms:ap-northeast-1:123456789012:key/other"))
        );
        let nameless = SseDescription::builder().sse_type(SseType::Kms).build();
        assert_eq!(key(&nameless), "KMS");
    }
}
