//! The lines of metrics that functions and workers wrote: on AWS CloudWatch reads them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Lines that are kept; the oldest go first.
const MOST: usize = 10_000;

/// The newest lines of this process.
#[derive(Debug, Clone, Default)]
pub struct MeasuredLines(Arc<Mutex<VecDeque<String>>>);

impl MeasuredLines {
    /// What takes lines in.
    pub fn sink(&self) -> impl Fn(&str) + Send + Sync + 'static {
        let lines = Arc::clone(&self.0);
        move |line| {
            let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
            if lines.len() == MOST {
                lines.pop_front();
            }
            lines.push_back(line.to_owned());
        }
    }

    /// All that are kept, oldest first.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().cloned().collect()
    }
}
