//! 認定の保持者: titles from before the system, as the national association hands them in
//! (features.md #72, #94, #132).
//!
//! Invariants:
//! * A row never takes the place of a newer approval: at most it adds one.
//! * The same row again changes nothing.

mod import;

pub use import::{HolderEntry, HolderRow, ImportFate, fate};
