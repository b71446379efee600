//! Seals: what a client carries for us and can neither read nor forge.
//!
//! Keys come from the environment (`id:base64url`, newest first, comma separated), so that they
//! can be rotated: new seals use the first, old ones open until their key is taken away.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Length of a key, bytes.
pub const KEY_LENGTH: usize = 32;
/// Length of a nonce, bytes.
pub const NONCE_LENGTH: usize = 24;

/// The keys, newest first. No `Debug`, on purpose.
#[derive(Clone)]
pub struct SealKeys(Vec<SealKey>);

#[derive(Clone)]
struct SealKey {
    id: String,
    bytes: [u8; KEY_LENGTH],
}

/// The text of the keys is not of the form `id:base64url,…` with 32 bytes each.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("seal keys must be `id:base64url` of 32 bytes, comma separated, newest first")]
pub struct BadKeys;

impl SealKeys {
    /// From the text in the environment.
    ///
    /// # Errors
    /// [`BadKeys`].
    pub fn parse(text: &str) -> Result<Self, BadKeys> {
        let keys = text
            .split(',')
            .map(|part| {
                let (id, key) = part.trim().split_once(':')?;
                let bytes = URL_SAFE_NO_PAD.decode(key).ok()?.try_into().ok()?;
                (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| {
                    SealKey {
                        id: id.to_owned(),
                        bytes,
                    }
                })
            })
            .collect::<Option<Vec<_>>>()
            .ok_or(BadKeys)?;
        if keys.is_empty() {
            Err(BadKeys)
        } else {
            Ok(Self(keys))
        }
    }

    /// Seals `plain` for `purpose`: `<key id>.<base64url>`.
    ///
    /// # Panics
    /// Never: encryption of a short text does not fail.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "XChaCha20-Poly1305 refuses only inputs of 256 GiB"
    )]
    pub fn seal(&self, purpose: &str, nonce: [u8; NONCE_LENGTH], plain: &[u8]) -> String {
        let key = &self.0[0];
        let sealed = key
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: purpose.as_bytes(),
                },
            )
            .expect("short inputs are encrypted");
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed);
        format!("{}.{}", key.id, URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Opens what [`SealKeys::seal`] made for the same purpose.
    #[must_use]
    pub fn open(&self, purpose: &str, key_id: &str, sealed: &str) -> Option<Vec<u8>> {
        let key = self.0.iter().find(|key| key.id == key_id)?;
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LENGTH>()?;
        key.cipher()
            .decrypt(
                &XNonce::from(*nonce),
                Payload {
                    msg: sealed,
                    aad: purpose.as_bytes(),
                },
            )
            .ok()
    }

    /// 32 bytes that only we can derive from `data`, for `purpose`.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    #[must_use]
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    pub fn derive(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[0].bytes).expect("any key length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }
}

impl SealKey {
    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(ids: &[&str]) -> SealKeys {
        let text: Vec<String> = ids
            .iter()
            .map(|id| {
                format!(
                    "{id}:{}",
                    URL_SAFE_NO_PAD.encode([id.as_bytes()[1]; KEY_LENGTH])
                )
            })
            .collect();
        SealKeys::parse(&text.join(",")).unwrap()
    }

    fn open(keys: &SealKeys, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let (id, body) = sealed.split_once('.').unwrap();
        keys.open(purpose, id, body)
    }

    #[test]
    fn a_seal_opens_for_its_purpose_only() {
        let keys = keys(&["k1"]);
        let sealed = keys.seal("sign-in", [7; NONCE_LENGTH], b"hint");
        assert_eq!(
            open(&keys, "sign-in", &sealed).as_deref(),
            Some(&b"hint"[..])
        );
        assert_eq!(open(&keys, "other", &sealed), None);
    }

    #[test]
    fn a_rotated_key_still_opens_and_a_removed_one_does_not() {
        let sealed = keys(&["k1"]).seal("sign-in", [7; NONCE_LENGTH], b"hint");
        assert!(open(&keys(&["k2", "k1"]), "sign-in", &sealed).is_some());
        assert!(open(&keys(&["k2"]), "sign-in", &sealed).is_none());
    }

    #[test]
    fn one_changed_character_does_not_open() {
        let keys = keys(&["k1"]);
        let sealed = keys.seal("sign-in", [7; NONCE_LENGTH], b"hint");
        let forged = sealed.replace(
            &sealed[10..11],
            if &sealed[10..11] == "A" { "B" } else { "A" },
        );
        assert_eq!(open(&keys, "sign-in", &forged), None);
    }

    #[test]
    fn keys_of_another_length_are_refused() {
        assert!(SealKeys::parse("k1:AAAA").is_err());
        assert!(SealKeys::parse("").is_err());
    }
}
