//! 診療科: the specialties of the registration form, coded `01` 内科 and so on (S2; `features.md #23`).

use super::{Entry, ReferenceList};
use std::sync::LazyLock;

static LIST: LazyLock<ReferenceList> = LazyLock::new(|| {
    ReferenceList::parse(include_str!("../../data/specialties.csv"))
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
    fn the_first_specialty_is_internal_medicine_as_in_the_manual() {
        assert_eq!(by_code("01").map(|e| e.name.as_str()), Some("内科"));
        assert_eq!(list().entries.len(), 42);
    }

    #[test]
    fn part_of_a_name_finds_it() {
        let found: Vec<_> = search("しょうにげ")
            .into_iter()
            .map(|e| e.code.as_str())
            .collect();
        assert_eq!(found, ["30"]);
        assert!(search("いんこう").iter().any(|e| e.code == "29"));
    }
}
