//! The lists that functions embed, each with what it is and where its codes come from.

use super::ReferenceList;
use std::sync::LazyLock;

macro_rules! embedded {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)+) => {
        $(
            $(#[$doc])*
            pub static $name: LazyLock<ReferenceList> = LazyLock::new(|| {
                ReferenceList::parse(include_str!(concat!("../../data/", $file)))
                    .expect("the file is part of this crate and read in its tests")
            });
        )+

        /// Every embedded list, in no particular order.
        pub fn lists() -> Vec<&'static ReferenceList> {
            vec![$(&$name),+]
        }
    };
}

embedded! {
    /// 診療科: the specialties of the registration form, coded `01` 内科 and so on (S2; `features.md #23`).
    SPECIALTIES = "specialties.csv";
    /// 大学: the universities with a medical faculty, found by part of the name, former names too (S2; `features.md #24`).
    UNIVERSITIES = "universities.csv";
    /// 学会: the societies of 日本医学会 (分科会), found by part of the name (S2; `features.md #26`).
    SOCIETIES = "societies.csv";
    /// 都道府県: the 47 prefectures by their JIS X 0401 code.
    PREFECTURES = "prefectures.csv";
    /// カリキュラムコード: the codes of the CME curriculum (names unconfirmed).
    CURRICULUM_CODES = "curriculum_codes.csv";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of<'a>(list: &'a ReferenceList, code: &str) -> Option<&'a str> {
        list.by_code(code).map(|entry| entry.name.as_str())
    }

    fn names_found<'a>(list: &'a ReferenceList, typed: &str) -> Vec<&'a str> {
        let found = list.search(typed);
        found.into_iter().map(|entry| entry.name.as_str()).collect()
    }

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

    #[test]
    fn the_first_specialty_is_internal_medicine_as_in_the_manual() {
        assert_eq!(name_of(&SPECIALTIES, "01"), Some("内科"));
        assert_eq!(SPECIALTIES.entries.len(), 42);
    }

    #[test]
    fn part_of_a_reading_finds_a_specialty() {
        let found = SPECIALTIES.search("しょうにげ");
        let codes: Vec<_> = found.into_iter().map(|entry| entry.code.as_str()).collect();
        assert_eq!(codes, ["30"]);
        let throat = SPECIALTIES.search("いんこう");
        assert!(throat.iter().any(|entry| entry.code == "29"));
    }

    #[test]
    fn all_medical_schools_are_there() {
        // 42 national, 8 public, 31 private, and 防衛医科大学校.
        assert_eq!(UNIVERSITIES.entries.len(), 42 + 8 + 31 + 1);
    }

    #[test]
    fn a_school_is_found_by_the_name_it_had_when_one_graduated() {
        let found = names_found(&UNIVERSITIES, "東京医科歯科");
        assert_eq!(found, ["東京科学大学"]);
        assert_eq!(names_found(&UNIVERSITIES, "大阪市立"), ["大阪公立大学"]);
    }

    #[test]
    fn part_of_a_name_finds_the_societies() {
        assert_eq!(SOCIETIES.entries.len(), 140);
        let found = names_found(&SOCIETIES, "循環器");
        assert_eq!(found, ["日本循環器学会", "日本小児循環器学会"]);
    }

    #[test]
    fn prefectures_run_from_01_to_47() {
        let codes: Vec<_> = PREFECTURES.entries.iter().map(|e| e.code.clone()).collect();
        let expected: Vec<_> = (1..=47).map(|n| format!("{n:02}")).collect();
        assert_eq!(codes, expected);
        assert_eq!(name_of(&PREFECTURES, "13"), Some("東京都"));
    }

    #[test]
    fn curriculum_codes_run_from_0_to_83_with_the_rest_last() {
        let entries = &CURRICULUM_CODES.entries;
        let codes: Vec<_> = entries.iter().map(|entry| entry.code.clone()).collect();
        let expected: Vec<_> = (1..=83).chain([0]).map(|n| n.to_string()).collect();
        assert_eq!(codes, expected);
        assert_eq!(name_of(&CURRICULUM_CODES, "76"), Some("糖尿病"));
        let unnamed = entries.iter().find(|entry| entry.name_en.is_empty());
        assert_eq!(unnamed, None, "has no English name");
    }
}
