//! The long-running parts of the stack, and how they are stopped together.

use std::future::Future;
use std::time::Duration;

use tokio::task::JoinHandle;
pub use tokio_util::sync::CancellationToken;

/// How long a part may take to finish what it is doing before it is cut off. Longer than a
/// password hash or a certificate, shorter than a person's patience after Ctrl-C.
const GRACE: Duration = Duration::from_secs(5);

/// A set of running parts. Dropping it stops them without waiting.
#[derive(Debug, Default)]
pub struct Tasks {
    stop: CancellationToken,
    running: Vec<JoinHandle<()>>,
}

impl Tasks {
    /// The signal every part must watch; it fires once.
    #[must_use]
    pub fn stop_signal(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Starts a part. It must end soon after [`stop_signal`](Self::stop_signal) fires.
    pub fn spawn(&mut self, part: impl Future<Output = ()> + Send + 'static) {
        self.running.push(tokio::spawn(part));
    }

    /// Tells every part to stop and waits until they have, at most `GRACE` for all.
    pub async fn stop(mut self) {
        self.stop.cancel();
        let deadline = tokio::time::Instant::now() + GRACE;
        for mut part in self.running.drain(..) {
            if tokio::time::timeout_at(deadline, &mut part).await.is_err() {
                part.abort();
            }
        }
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        self.stop.cancel();
        for part in &self.running {
            part.abort();
        }
    }
}
