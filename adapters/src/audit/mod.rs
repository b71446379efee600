//! The audit trail, sealed day by day: who changes what was written down cannot do so unseen.
//!
//! - A [`Head`] says of one day (Japan's time) how many lines were written, and the last link of the
//!   [`chain`] over them, which begins with the head of the day before. The same day makes the same
//!   head, whoever computes it and how often.
//! - Heads lie in a bucket of their own ([`heads`]), where they can only be added to: objects are
//!   locked, and each is written under the condition that none of its name is there.
//! - A line belongs to the day on which its request began. A function lives 29 seconds, and a day is
//!   sealed an hour after its end, so no function of ours writes one later; what appears later all the
//!   same makes the day differ from its head.

pub mod chain;
pub mod heads;

pub use chain::{Head, head_of};
pub use heads::{HeadError, Heads, Sealed};
