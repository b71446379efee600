//! Reading rule sets from their files.

use super::{RuleBook, RuleFault, RuleSet};

/// The files of `domain/rules`, built in: a function needs no disk.
const FILES: [(&str, &str); 4] = [
    (
        "continuing-education.2016.toml",
        include_str!("../../rules/continuing-education.2016.toml"),
    ),
    (
        "family-physician-function.2025.toml",
        include_str!("../../rules/family-physician-function.2025.toml"),
    ),
    (
        "industrial-physician.2025.toml",
        include_str!("../../rules/industrial-physician.2025.toml"),
    ),
    (
        "sports-physician.2025.toml",
        include_str!("../../rules/sports-physician.2025.toml"),
    ),
];

impl RuleSet {
    /// Reads a file; `name` stands in the fault.
    ///
    /// # Errors
    /// The first thing that cannot be read, with its line and column.
    pub fn from_toml(name: &str, text: &str) -> Result<RuleSet, RuleFault> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let field = before.map(|before| {
                let line = before.matches('\n').count() + 1;
                let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
                format!("line {line}, column {column}")
            });
            let (place, what) = (name.to_owned(), error.message().to_owned());
            RuleFault {
                place,
                field: field.unwrap_or_default(),
                what,
            }
        })
    }
}

impl RuleBook {
    /// The rule sets of `domain/rules`.
    ///
    /// # Errors
    /// All mistakes in them; a test of this crate proves that there are none.
    pub fn embedded() -> Result<RuleBook, Vec<RuleFault>> {
        RuleBook::from_files(FILES)
    }

    /// The rule sets of these files (name, text).
    ///
    /// # Errors
    /// All mistakes in them.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<RuleBook, Vec<RuleFault>> {
        let mut sets = Vec::new();
        let mut faults = Vec::new();
        for (name, text) in files {
            match RuleSet::from_toml(name, text) {
                Ok(rules) if name.strip_suffix(".toml") != Some(rules.id.as_str()) => {
                    let what = format!("is not the name of the file, but \"{}\"", rules.id);
                    faults.push(RuleFault {
                        place: name.to_owned(),
                        field: "id".to_owned(),
                        what,
                    });
                }
                Ok(rules) => sets.push(rules),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            RuleBook::new(sets)
        } else {
            Err(faults)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use crate::programme::Programme;

    fn faults_of(name: &str, from: &str, to: &str) -> Vec<String> {
        let text = FILES
            .iter()
            .find(|(file, _)| *file == name)
            .map(|(_, text)| *text);
        let text = text.unwrap_or_default();
        assert!(text.contains(from), "{from} is not in {name}");
        match RuleBook::from_files([(name, text.replacen(from, to, 1).as_str())]) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(RuleFault::to_string).collect(),
        }
    }

    #[test]
    fn the_files_are_all_listed_and_without_fault() {
        let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
        let names = std::fs::read_dir(folder).map(|entries| {
            entries
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter(|name| name.ends_with(".toml"))
                .collect::<std::collections::BTreeSet<_>>()
        });
        let listed = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(names.ok(), Some(listed));
        let today = Date::new(2026, 4, 1).unwrap_or_else(|| panic!("a day"));
        for programme in Programme::ALL {
            assert!(book.in_force(*programme, today).is_some(), "{programme}");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let family = "family-physician-function.2025.toml";
        let cases = [
            ("valid_from", "valid_form", "unknown field"),
            (
                "\"prefectural\"]\n\n[[cat",
                "\"regional\"]\n\n[[cat",
                "line 10, column 19: unknown-choice",
            ),
            (
                "at_least = \"0.5\"",
                "at_least = \"0.3\"",
                "units-not-halves",
            ),
            (
                "at_least = \"0.5\"",
                "at_least = \"0\"",
                "application.requirements[0].kind: at_least",
            ),
            (
                "id = \"other\"\nlabel = { ja = \"その他生",
                "id = \"writing\"\nlabel = { ja = \"その他生",
                "\"writing\" stands there twice",
            ),
            (
                "id = \"family-physician-function.2025\"",
                "id = \"family-physician-function.2026\"",
                "is not the name of the file",
            ),
            (
                "[\"prefectural\", \"national\"]\n# S1 注1",
                "[\"national\", \"prefectural\"]\n# S1 注1",
                "from the lowest layer up",
            ),
            (
                "valid_from",
                "valid_to = \"2025-03-31\"\nvalid_from",
                "lies before valid_from",
            ),
        ];
        for (from, to, expected) in cases {
            let faults = faults_of(family, from, to);
            assert!(
                faults.iter().any(|fault| fault.contains(expected)),
                "{expected}: {faults:?}"
            );
        }
    }
}
