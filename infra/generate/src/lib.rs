//! What is written from the declarations: Lambda mains, the CloudFormation templates, the API's
//! description and the pages of `docs/` that list endpoints, rights and items.
//!
//! Invariants: [`everything`] is a pure function of `api::ENDPOINTS`,
//! `functions::workers::DECLARATIONS` and the sources under the root, so writing twice changes
//! nothing; a file that nothing generates any longer is stale too. The generated files are
//! committed, and a test compares them ([`Generated::differences`]), so a person reads in a review
//! what a new endpoint may touch.

pub mod features;
pub mod generated;
mod lambda_mains;
pub mod licences;
mod openapi;
pub mod pages;
pub mod quotas;
pub mod template;

use std::path::{Path, PathBuf};

use anyhow::Result;

pub use generated::Generated;

/// What a person runs when something is stale.
pub const COMMAND: &str = "cargo generate";

/// All generated files of the workspace at `root`.
///
/// # Errors
/// A source that cannot be read, or a declaration that cannot be written down (an unknown
/// resource, a stack that outgrew CloudFormation's limit).
pub fn everything(root: &Path) -> Result<Generated> {
    let mut generated = Generated::default();
    lambda_mains::write(&mut generated);
    template::write(root, &mut generated)?;
    openapi::write(&mut generated)?;
    pages::write(root, &mut generated)?;
    Ok(generated)
}

/// Root of the workspace that this program was built in.
#[must_use]
pub fn workspace_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}
