//! Reference lists: specialties, universities, societies, prefectures, curriculum codes, postal codes,
//! and the characters that a certificate can show.
//!
//! The lists are files in `domain/data`, once. The site's builder turns them into JSON that
//! a page fetches when it needs one (they would triple the application otherwise); functions embed
//! them, behind the feature `reference`, to check what was sent. Both sides search with [`search()`].
//!
//! Invariants: every file names its version; codes are unique and never reused, because they are
//! stored; names marked `unconfirmed` in the file's head are to be compared with the owner's list.

#[cfg(feature = "reference")]
mod embedded;
mod list;
mod postal;
mod printable;
mod search;

#[cfg(feature = "reference")]
pub use embedded::{CURRICULUM_CODES, PREFECTURES, SOCIETIES, SPECIALTIES, UNIVERSITIES, lists};
pub use list::{Entry, ListError, ReferenceList};
pub use postal::{PostalAddress, PostalLine, PostalLineError, postal_lines, postal_prefix};
#[cfg(feature = "reference")]
pub use printable::unprintable;
pub use printable::unprintable_by;
pub use search::{fold, search};

/// The compressed table of postal codes; brotli over the lines that [`postal_lines`] reads.
///
/// Made by `infra/reference/postal.py`; provenance and terms in `domain/data/README.md`.
#[cfg(feature = "reference")]
pub const POSTAL_TABLE_BROTLI: &[u8] = include_bytes!("../../data/postal.tsv.br");
