//! The chain over the lines of a day, and the head that is made of it.
//!
//! Anybody can follow it with a few lines of any language (docs/operations/audit.md): the first link
//! is the SHA-256 of `<day>\n<hash of the previous head, or nothing>`, each further one the SHA-256 of
//! the link before and the line as text; links are 64 hexadecimal digits, followed by `\n`.

use domain::calendar::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::{Found, QueueKey, Store, StoreError};

/// Lines of one page of the index; it may end earlier, at 1 MB.
const PAGE: i32 = 1_000;

/// What is kept of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which day.
    pub day: Date,
    /// How many lines were written on it.
    pub entries: u64,
    /// The last link of the chain over them.
    pub chain: String,
    /// Hash of the head before; the first has none.
    pub previous: Option<String>,
}

impl Head {
    /// The object that is stored: one line of JSON.
    ///
    /// # Errors
    /// None that text and numbers can have.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Hash of a stored head, as the next one names it: what `sha256sum` says of the file.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The links so far.
struct Chain {
    link: String,
    entries: u64,
}

impl Chain {
    fn begin(day: Date, previous: Option<&str>) -> Self {
        let text = format!("{day}\n{}", previous.unwrap_or_default());
        Self {
            link: hash(text.as_bytes()),
            entries: 0,
        }
    }

    fn add(&mut self, line: &Found) {
        let text = format!("{}\n{}", self.link, line.in_one_line());
        self.link = hash(text.as_bytes());
        self.entries += 1;
    }
}

/// The head of a day, from the lines that the table has of it: a trip for each page.
///
/// # Errors
/// The table's.
pub async fn head_of(
    store: &Store,
    day: Date,
    previous: Option<String>,
) -> Result<Head, StoreError> {
    let mut chain = Chain::begin(day, previous.as_deref());
    let queue = QueueKey::audited_on(day);
    let mut after = None;
    loop {
        let (lines, next) = store.queue(&queue, after.as_ref(), PAGE, false).await?;
        for line in &lines {
            chain.add(line);
        }
        if next.is_none() {
            break;
        }
        after = next;
    }
    Ok(Head {
        day,
        entries: chain.entries,
        chain: chain.link,
        previous,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;

    fn line(who: &str) -> Found {
        Found::from_attributes(HashMap::from([
            ("w".to_owned(), AttributeValue::S(who.to_owned())),
            ("at".to_owned(), AttributeValue::N("7".to_owned())),
        ]))
    }

    fn last(day: &str, previous: Option<&str>, lines: &[&str]) -> String {
        let mut chain = Chain::begin(Date::parse(day).unwrap(), previous);
        for who in lines {
            chain.add(&line(who));
        }
        chain.link
    }

    #[test]
    fn a_line_that_is_changed_moved_or_missing_makes_another_chain() {
        let chain = last("2026-11-20", Some("p"), &["a", "b"]);
        assert_eq!(chain, last("2026-11-20", Some("p"), &["a", "b"]));
        for other in [
            last("2026-11-20", Some("p"), &["a", "c"]),
            last("2026-11-20", Some("p"), &["b", "a"]),
            last("2026-11-20", Some("p"), &["a"]),
            last("2026-11-20", Some("q"), &["a", "b"]),
            last("2026-11-21", Some("p"), &["a", "b"]),
        ] {
            assert_ne!(chain, other);
        }
    }

    #[test]
    fn the_chain_is_what_the_runbook_says() {
        let first = hash(b"2026-11-20\n");
        let text = format!("{first}\n[[\"at\",\"N\",\"7\"],[\"w\",\"S\",\"a\"]]");
        assert_eq!(last("2026-11-20", None, &["a"]), hash(text.as_bytes()));
    }
}
