//! 送信の間隔: mails go out no faster than the mail service takes them.
//!
//! The service refuses what comes faster than its rate (14 a second for a new account), and all of
//! a day beyond its daily quota. So each process that sends keeps a distance between two mails; how
//! many processes there are at once is fixed where the queue is joined to its worker, so the rate is
//! kept without a counter that all of them would have to share.
//!
//! Somebody waits at the screen for a link to register; nobody waits for one of 50,000 notices. They
//! go through queues of their own, and each has half of the rate, so neither ever stands behind the
//! other.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use adapters::queues::QueueKind;
use tokio::{sync::Mutex, time::Instant};

/// Workers of each mail queue at once: the fewest that AWS lets one ask for.
pub const WORKERS_AT_ONCE: u32 = 2;
/// Queues that share the rate.
const QUEUES: u32 = 2;

/// The distances that one process keeps; clones keep the same.
#[derive(Clone)]
pub struct MailPace(Arc<Queues>);

struct Queues {
    mails: Turns,
    notices: Turns,
}

/// Turns, one after another at a distance.
struct Turns {
    every: Duration,
    next: Mutex<Option<Instant>>,
}

impl MailPace {
    /// The share of one of `processes` that serve a queue each, of so many mails a second in all.
    #[must_use]
    pub fn new(mails_per_second: NonZeroU32, processes: u32) -> Self {
        let every = Duration::from_secs(1) * QUEUES * processes / mails_per_second.get();
        let turns = || Turns {
            every,
            next: Mutex::new(None),
        };
        Self(Arc::new(Queues {
            mails: turns(),
            notices: turns(),
        }))
    }

    /// Waits until a mail of this queue may go out.
    pub async fn turn(&self, queue: QueueKind) {
        match queue {
            QueueKind::Notice => self.0.notices.take().await,
            _ => self.0.mails.take().await,
        }
    }
}

impl Turns {
    /// The lock is held while waiting: who came first goes first.
    async fn take(&self) {
        let mut next = self.next.lock().await;
        if let Some(next) = *next {
            tokio::time::sleep_until(next).await;
        }
        *next = Some(Instant::now() + self.every);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(mails_per_second: u32) -> MailPace {
        let rate = NonZeroU32::new(mails_per_second).unwrap();
        MailPace::new(rate, WORKERS_AT_ONCE)
    }

    #[tokio::test]
    async fn all_processes_together_keep_the_rate() {
        // One process of two, one queue of two: a quarter of the rate, 100 a second.
        let pace = pace(400);
        let begun = Instant::now();
        for _ in 0..21 {
            pace.turn(QueueKind::Notice).await;
        }
        assert!(begun.elapsed() >= Duration::from_millis(200));
    }

    #[tokio::test]
    async fn a_mail_that_somebody_waits_for_never_stands_behind_notices() {
        let pace = pace(1);
        pace.turn(QueueKind::Notice).await;
        let at_once = Duration::from_secs(2);
        let next_notice = tokio::time::timeout(at_once, pace.turn(QueueKind::Notice));
        let mail = tokio::time::timeout(at_once, pace.turn(QueueKind::Mail));
        let (next_notice, mail) = tokio::join!(next_notice, mail);
        assert!(next_notice.is_err() && mail.is_ok());
    }
}
