//! Notes every touch of the table, until nothing is touched any more.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use local::{
    queues::QueueStore,
    watch::{Partition, Touch, Watch},
};

/// So long nothing must happen before everything has happened.
const QUIET: Duration = Duration::from_millis(700);
/// How often is looked.
const LOOK: Duration = Duration::from_millis(50);
/// Looks before somebody must have gone mad.
const MOST_LOOKS: u32 = 2_400;

/// What was touched since it was last asked.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Touch>>>);

impl Recorder {
    /// Its ear.
    #[must_use]
    pub fn watch(&self) -> Watch {
        let touches = Arc::clone(&self.0);
        Watch::new(move |touch| {
            touches
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(touch);
        })
    }

    /// What was touched since, without waiting.
    #[must_use]
    pub fn take(&self) -> Vec<Touch> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives back what was taken.
    pub fn put_back(&self, touches: Vec<Touch>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.extend(touches);
    }

    /// Waits until stream, queues and workers are done, and takes what was touched.
    ///
    /// # Panics
    /// When the queues cannot be read.
    pub async fn quiet(&self, queues: &QueueStore) -> Vec<Touch> {
        let count = || self.0.lock().unwrap_or_else(PoisonError::into_inner).len();
        let (mut seen, mut still) = (count(), Duration::ZERO);
        for _ in 0..MOST_LOOKS {
            tokio::time::sleep(LOOK).await;
            let now = count();
            let states = queues.states().await.expect("the queues are read");
            let queued = states
                .iter()
                .any(|queue| queue.waiting + queue.under_way + queue.delayed > 0);
            still = if now == seen && !queued {
                still + LOOK
            } else {
                Duration::ZERO
            };
            seen = now;
            if still >= QUIET {
                break;
            }
        }
        self.take()
    }
}

/// A key without what only this run knows: `table DOCTOR#*`, `queue <district>#application`.
#[must_use]
pub fn pattern(partition: &Partition) -> String {
    match partition {
        Partition::Table(pk) => match pk.split_once('#') {
            Some((kind, _)) => format!("table {kind}#*"),
            None => format!("table {pk}"),
        },
        Partition::Queue(qk) => {
            let parts: Vec<&str> = qk.split('#').map(part).collect();
            format!("queue {}", parts.join("#"))
        }
    }
}

fn part(text: &str) -> &str {
    const WORDS: [&str; 15] = [
        "national",
        "held",
        "outbox",
        "award",
        "job",
        "audit",
        "application",
        "round",
        "decided",
        "holder",
        "declaration",
        "course",
        "organizer",
        "claim",
        "mine",
    ];
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        _ if WORDS.contains(&text) => text,
        None if text.len() == 2 && digits(text) => "<prefecture>",
        Some((home, rest)) if home.len() == 2 && rest.len() == 3 && digits(rest) => "<district>",
        _ => "*",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_no_id_and_keep_what_the_key_is() {
        let queue = |text: &str| pattern(&Partition::Queue(text.to_owned()));
        assert_eq!(queue("13-001#application"), "queue <district>#application");
        assert_eq!(
            queue("13#holder#industrial-physician"),
            "queue <prefecture>#holder#*"
        );
        assert_eq!(
            queue("national#round#sports-physician#2026-05"),
            "queue national#round#*#*"
        );
        assert_eq!(queue("held#2026-11#13"), "queue held#*#<prefecture>");
        assert_eq!(queue("audit#2026-11-21"), "queue audit#*");
        let table = |text: &str| pattern(&Partition::Table(text.to_owned()));
        assert_eq!(table("DOCTOR#123456"), "table DOCTOR#*");
        assert_eq!(table("RULES"), "table RULES");
    }
}
