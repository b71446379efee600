//! Argon2id away from the requests' thread, a few at a time: each takes 19 MiB.

use adapters::identity::password;
use domain::login::PASSWORD_MAX;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{Failure, Scope};

/// Hashes computed at once in one process: 76 MiB.
static SEATS: Semaphore = Semaphore::const_new(4);

/// Hashes a new password.
///
/// # Errors
/// When the process is going down.
pub async fn hash(scope: &Scope, password: &str) -> Result<String, Failure> {
    let (password, salt) = (password.to_owned(), scope.random());
    aside(move || password::hash(&password, salt)).await
}

/// Whether the password has this hash; without one it takes as long and is never right.
///
/// # Errors
/// When the process is going down.
pub async fn verify(password: &str, hash: Option<&str>) -> Result<bool, Failure> {
    // Longer ones were never accepted, and hashing them would cost more.
    let bounded = password.chars().count() <= PASSWORD_MAX;
    let password = if bounded { password } else { "" }.to_owned();
    let hash = hash.filter(|_| bounded).map(str::to_owned);
    aside(move || password::verify(&password, hash.as_deref())).await
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let _seat = SEATS.acquire().await.map_err(Failure::internal)?;
    spawn_blocking(work).await.map_err(Failure::internal)
}
