//! Passwords: Argon2id with 19 MiB, two passes, one lane (OWASP's first recommendation).

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// Memory of one hash, KiB.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over it.
const PASSES: u32 = 2;

/// A hash of the same cost that no password has; compared against for unknown accounts, so that
/// strangers learn nothing from the time it takes.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cy1zYWx0LTE2Yg$q2FtZTVnMmVhc3ktcGFzc3dvcmQtbm9ib2R5LWhhczE";

#[expect(
    clippy::expect_used,
    reason = "the parameters are constants within the limits"
)]
fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("constants within limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password with a salt of its own; the text carries parameters and salt.
///
/// # Panics
/// Never: salt and password lengths are within Argon2's limits.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "a 16-byte salt and a bounded password are always hashed"
)]
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    argon2()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .expect("salt and password are within limits")
        .to_string()
}

/// Whether the password has this hash; `None` costs the same and is never right.
#[must_use]
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODYS)) else {
        return false;
    };
    let right = argon2()
        .verify_password(password.as_bytes(), &parsed)
        .is_ok();
    right && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_is_right() {
        let hashed = hash("ただしい-Passw0rd!", [1; 16]);
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("ただしい-Passw0rd!", Some(&hashed)));
        assert!(!verify("ただしくない-Passw0rd!", Some(&hashed)));
    }

    #[test]
    fn nobodys_hash_is_well_formed_so_that_it_costs_the_same() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
        assert!(!verify("anything", None));
    }
}
