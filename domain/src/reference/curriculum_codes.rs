//! カリキュラムコード: the codes of the CME curriculum (names unconfirmed).

use super::{Entry, ReferenceList};
use std::sync::LazyLock;

static LIST: LazyLock<ReferenceList> = LazyLock::new(|| {
    ReferenceList::parse(include_str!("../../data/curriculum_codes.csv"))
        .expect("the file is part of this crate and read in its tests")
});

/// The list with its version.
pub fn list() -> &'static ReferenceList {
    &LIST
}

/// The entry with exactly this code.
pub fn by_code(code: &str) -> Option<&'static Entry> {
    LIST.by_code(code)
}

/// Entries that contain what was typed; see [`super::search()`].
pub fn search(typed: &str) -> Vec<&'static Entry> {
    LIST.search(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_run_from_0_to_83_with_the_rest_last() {
        let codes: Vec<_> = list().entries.iter().map(|e| e.code.clone()).collect();
        let expected: Vec<_> = (1..=83).chain([0]).map(|n| n.to_string()).collect();
        assert_eq!(codes, expected);
        assert_eq!(by_code("76").map(|e| e.name.as_str()), Some("糖尿病"));
    }
}
