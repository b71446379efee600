//! Who is who: seals, sign-ins, passwords, secrets of links.
//!
//! - [`seal`][]: authenticated encryption of the hint in a cookie, and keyed derivation.
//! - [`sign_in`][]: the sealed-hint cookie; who presents one, and the proof of it.
//! - [`password`][]: Argon2id.
//! - [`origin`][]: the secret by which requests come through the CDN.
//! - [`secret`][]: 256-bit secrets and their hashes.

pub mod origin;
pub mod password;
pub mod seal;
pub mod secret;
pub mod sign_in;
