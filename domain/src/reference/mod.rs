//! Reference lists: specialties, universities, societies, prefectures, curriculum codes, postal codes.
//!
//! The lists are files in `domain/data`, once. The site's builder turns them into JSON that
//! a page fetches when it needs one (they would triple the application otherwise); functions embed
//! them, behind the feature `reference`, to check what was sent. Both sides search with [`search()`].
//!
//! Invariants: every file names its version; codes are unique and never reused, because they are
//! stored; names marked `unconfirmed` in the file's head are to be compared with the owner's list.

mod list;
mod postal;
mod search;

#[cfg(feature = "reference")]
pub mod curriculum_codes;
#[cfg(feature = "reference")]
pub mod prefectures;
#[cfg(feature = "reference")]
pub mod societies;
#[cfg(feature = "reference")]
pub mod specialties;
#[cfg(feature = "reference")]
pub mod universities;

pub use list::{Entry, ListError, ReferenceList};
pub use postal::{PostalAddress, PostalLine, PostalLineError, postal_lines, postal_prefix};
pub use search::{fold, search};

/// Every embedded list, in no particular order.
#[cfg(feature = "reference")]
pub fn lists() -> [&'static ReferenceList; 5] {
    [
        specialties::list(),
        universities::list(),
        societies::list(),
        prefectures::list(),
        curriculum_codes::list(),
    ]
}

/// The compressed table of postal codes; brotli over the lines that [`postal_lines`] reads.
///
/// Made by `infra/reference/postal.py`; provenance and terms in `domain/data/README.md`.
#[cfg(feature = "reference")]
pub const POSTAL_TABLE_BROTLI: &[u8] = include_bytes!("../../data/postal.tsv.br");

#[cfg(all(test, feature = "reference"))]
mod tests {
    use super::*;

    #[test]
    fn every_list_reads_and_carries_a_dated_version() {
        for list in lists() {
            let parts: Vec<usize> = list.version.split('-').map(str::len).collect();
            assert_eq!(parts, [4, 2, 2], "{}: {}", list.list, list.version);
            assert!(
                list.version.starts_with("20")
                    && list.version.replace('-', "").parse::<u32>().is_ok()
            );
        }
    }
}
