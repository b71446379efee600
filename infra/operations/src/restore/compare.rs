//! Item by item: what is missing, what is more, what is different.

use std::collections::BTreeMap;

use anyhow::Result;
use domain::calendar::Moment;
use futures::{StreamExt, TryStreamExt, stream};

use super::{Item, Table, text};

/// Partitions read at once.
const AT_ONCE: usize = 16;

/// How two tables differ. Keys are those of items, so they may name a register number: they are
/// shown on the screen of whoever restores, and written nowhere.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Items that are the same.
    pub same: usize,
    /// In the original only.
    pub missing: Vec<String>,
    /// In the restored table only.
    pub more: Vec<String>,
    /// In both, with other contents.
    pub changed: Vec<String>,
}

impl Difference {
    /// Whether there is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.more.is_empty() && self.changed.is_empty()
    }

    fn add(mut self, other: Self) -> Self {
        self.same += other.same;
        self.missing.extend(other.missing);
        self.more.extend(other.more);
        self.changed.extend(other.changed);
        self
    }
}

/// Compares all items but those that have expired by `now`: the two tables drop them when they like.
///
/// # Errors
/// The tables'.
pub async fn compare(original: &Table, restored: &Table, now: Moment) -> Result<Difference> {
    let (mut keys, others) = futures::try_join!(original.partitions(), restored.partitions())?;
    keys.extend(others);
    stream::iter(keys)
        .map(|pk| async move {
            let (before, after) =
                futures::try_join!(original.partition(&pk), restored.partition(&pk))?;
            Ok::<_, anyhow::Error>(difference(&pk, living(before, now), living(after, now)))
        })
        .buffer_unordered(AT_ONCE)
        .try_fold(
            Difference::default(),
            |all, one| async move { Ok(all.add(one)) },
        )
        .await
}

fn living(items: Vec<Item>, now: Moment) -> BTreeMap<String, Item> {
    let expired = |item: &Item| {
        let ttl = item.get("ttl").and_then(|value| value.as_n().ok());
        ttl.and_then(|seconds| seconds.parse::<i64>().ok())
            .is_some_and(|seconds| seconds * 1000 < now.millis())
    };
    items
        .into_iter()
        .filter(|item| !expired(item))
        .filter_map(|item| Some((text(&item, "sk")?, item)))
        .collect()
}

fn difference(
    pk: &str,
    before: BTreeMap<String, Item>,
    mut after: BTreeMap<String, Item>,
) -> Difference {
    let mut found = Difference::default();
    for (sk, item) in before {
        let place = format!("{pk} {sk}");
        match after.remove(&sk) {
            Some(other) if other == item => found.same += 1,
            Some(_) => found.changed.push(place),
            None => found.missing.push(place),
        }
    }
    found
        .more
        .extend(after.into_keys().map(|sk| format!("{pk} {sk}")));
    found
}
