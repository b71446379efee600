//! That a request came through the site's own CDN: it adds a secret that nobody else knows.
//!
//! The address of the bare HTTP API is known to whoever looks for it. Without this secret it
//! answers nothing but a refusal, so the CDN's firewall cannot be walked around, and what the CDN
//! says about its caller can be believed. Compared in constant time; a process that was given no
//! secret admits nobody.

use http::HeaderMap;
use subtle::{Choice, ConstantTimeEq};

/// The header with the secret.
pub const SECRET_HEADER: &str = "x-origin-secret";
/// The header with the network address of the CDN's caller; to be believed beside the secret only.
pub const VIEWER_HEADER: &str = "x-viewer-address";

/// Shortest secret that is taken: bytes. The template makes 48.
const LEAST_BYTES: usize = 32;

/// The secrets that are admitted: one, or two while the CDN changes from one to the next. No
/// `Debug`, on purpose.
#[derive(Clone, Default)]
pub struct OriginSecrets(Vec<String>);

/// A secret is too short.
#[derive(Debug, thiserror::Error)]
#[error("an origin secret has fewer than {LEAST_BYTES} characters")]
pub struct TooShort;

impl OriginSecrets {
    /// From `secret` or `secret,secret`.
    ///
    /// # Errors
    /// [`TooShort`].
    pub fn parse(text: &str) -> Result<Self, TooShort> {
        let secrets: Vec<String> = text.split(',').map(|part| part.trim().to_owned()).collect();
        if secrets.iter().any(|secret| secret.len() < LEAST_BYTES) {
            return Err(TooShort);
        }
        Ok(Self(secrets))
    }

    /// Whether a request with these headers came through the CDN.
    #[must_use]
    pub fn admit(&self, headers: &HeaderMap) -> bool {
        let Some(told) = headers.get(SECRET_HEADER) else {
            return false;
        };
        let found = self.0.iter().fold(Choice::from(0), |found, secret| {
            found | secret.as_bytes().ct_eq(told.as_bytes())
        });
        found.into()
    }

    /// What a caller has to send, where this process plays the CDN too.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(secret: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(SECRET_HEADER, secret.parse().expect("a header"));
        headers
    }

    #[test]
    fn every_secret_in_force_is_admitted_and_nothing_else() {
        let (old, new) = ("o".repeat(48), "n".repeat(48));
        let secrets = OriginSecrets::parse(&format!("{new},{old}")).expect("secrets");
        assert!(secrets.admit(&sent(&old)));
        assert!(secrets.admit(&sent(&new)));
        for wrong in ["", "n", &"n".repeat(47), &"n".repeat(49), &"x".repeat(48)] {
            assert!(!secrets.admit(&sent(wrong)), "{wrong}");
        }
        assert!(!secrets.admit(&HeaderMap::new()));
    }

    #[test]
    fn without_a_secret_nobody_is_admitted_and_a_short_one_is_none() {
        assert!(!OriginSecrets::default().admit(&sent("")));
        assert!(OriginSecrets::parse("").is_err());
        assert!(OriginSecrets::parse(&format!("{},", "n".repeat(48))).is_err());
    }
}
