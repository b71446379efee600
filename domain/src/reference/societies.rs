//! 日本医学会分科会: learned societies, found by part of the name (S2; `features.md #26`).

use super::{Entry, ReferenceList};
use std::sync::LazyLock;

static LIST: LazyLock<ReferenceList> = LazyLock::new(|| {
    ReferenceList::parse(include_str!("../../data/societies.csv"))
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
    fn part_of_a_name_finds_the_societies() {
        assert_eq!(list().entries.len(), 140);
        let found: Vec<_> = search("循環器")
            .into_iter()
            .map(|e| e.name.as_str())
            .collect();
        assert_eq!(found, ["日本循環器学会", "日本小児循環器学会"]);
    }
}
