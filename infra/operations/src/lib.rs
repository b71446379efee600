//! What an administrator asks of the installation beside deploying it.
//!
//! - [`audit`]: whether the audit trail says what it said when each of its days was sealed.
//! - [`cost`]: money per month and per doctor-year, from counted units and public prices.
//! - [`installation`]: what a stack was deployed with, and how that is changed.
//! - [`scale`]: which key gets how hot in the worst burst.
//! - [`restore`]: whether a restored table says what the original says, and what it lacks.
//! - [`counted`]: what the operations of a year cost the table, as `cargo load-model` counted it.

pub mod audit;
pub mod cost;
pub mod counted;
pub mod installation;
pub mod restore;
pub mod scale;

use std::path::{Path, PathBuf};

/// A file of this workspace.
#[must_use]
pub fn in_workspace(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(file)
}
