//! 出身校: universities with a medical faculty, found by part of the name (S2; `features.md #24`).

use super::{Entry, ReferenceList};
use std::sync::LazyLock;

static LIST: LazyLock<ReferenceList> = LazyLock::new(|| {
    ReferenceList::parse(include_str!("../../data/universities.csv"))
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
    fn all_medical_schools_are_there() {
        // 42 national, 8 public, 31 private, and 防衛医科大学校.
        assert_eq!(list().entries.len(), 42 + 8 + 31 + 1);
    }

    #[test]
    fn a_school_is_found_by_the_name_it_had_when_one_graduated() {
        let found: Vec<_> = search("東京医科歯科")
            .into_iter()
            .map(|e| e.name.as_str())
            .collect();
        assert_eq!(found, ["東京科学大学"]);
        let found: Vec<_> = search("大阪市立")
            .into_iter()
            .map(|e| e.name.as_str())
            .collect();
        assert_eq!(found, ["大阪公立大学"]);
    }
}
