//! Against floods of mail: how many links an address, and a client, may ask for in an hour of
//! the clock.
//!
//! Beyond that no mail goes out, and the answer is the same as ever, so that a stranger learns
//! nothing about the address. Neither addresses are stored: what is counted is a keyed hash, and
//! it is forgotten with its hour. At the turn of an hour twice as many can go out, which an inbox bears;
//! a window that slides would need more than a counter.

use adapters::store::{Key, StoreError, items::pending::FloodCounter};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::contact::EmailAddress;

use crate::{Failure, Scope};

/// Links to one e-mail address in an hour: enough for whoever sends again and again.
pub const MOST_FOR_ADDRESS: u32 = 5;
/// Links that one client asks for in an hour: enough for a hospital behind one address.
const MOST_FOR_CLIENT: u32 = 60;

const HOUR_MILLIS: i64 = 60 * 60 * 1000;

/// Counts this request, and says whether its mail may go out: two trips, issued together.
///
/// # Errors
/// The table's.
pub async fn admits(
    scope: &Scope,
    email: &EmailAddress,
    client: Option<&str>,
) -> Result<bool, Failure> {
    let address = email.folded();
    let (address, client) = futures::try_join!(
        count(scope, "address", &address, MOST_FOR_ADDRESS),
        count(scope, "client", client.unwrap_or_default(), MOST_FOR_CLIENT),
    )?;
    Ok(address && client)
}

async fn count(scope: &Scope, kind: &str, who: &str, most: u32) -> Result<bool, StoreError> {
    let hour = scope.now.millis() / HOUR_MILLIS;
    let hash: [u8; 16] = scope.derived("flood", &[kind, who, &hour.to_string()]);
    let end = (hour + 1) * HOUR_MILLIS / 1000;
    let number = |value: i64| AttributeValue::N(value.to_string());
    let key = Key::flood(&hex::encode(hash));
    let counted = scope.store.update::<FloodCounter>(
        &key,
        "SET n = if_not_exists(n, :zero) + :one, #ttl = :end",
        Some("attribute_not_exists(n) OR n < :most"),
        vec![
            (":zero", number(0)),
            (":one", number(1)),
            (":end", number(end)),
            (":most", number(i64::from(most))),
        ],
    );
    match counted.await {
        Ok(_) => Ok(true),
        Err(StoreError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
