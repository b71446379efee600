//! Keeps `docs/features.md` honest: each row of the feature table once, each with a state, and
//! what is said to work shown by tests that exist. That they pass, the test run says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The page.
pub const PAGE: &str = "docs/features.md";
/// Numbered rows: 1 to 135.
const NUMBERED: u32 = 135;
/// Rows that nobody else has: L1 to L18.
const OWN: u32 = 18;

/// What is wrong with the page.
///
/// # Errors
/// A file that cannot be read.
pub fn complaints(root: &Path) -> Result<Vec<String>> {
    let page = fs::read_to_string(root.join(PAGE)).with_context(|| format!("reading {PAGE}"))?;
    Ok(check(&page, &tests_in(root)?))
}

/// Names of tests by file.
type Tests = BTreeMap<PathBuf, BTreeSet<String>>;

fn check(page: &str, tests: &Tests) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, cells) in rows(page) {
        for number in numbers(cells[0]) {
            if let Some(before) = seen.insert(number.clone(), line) {
                complaints.push(format!(
                    "{PAGE}:{line}: row {number} stands on line {before} already"
                ));
            }
        }
        complaints.extend(
            check_state(&cells, tests)
                .into_iter()
                .map(|what| format!("{PAGE}:{line}: {what}")),
        );
    }
    let wanted = (1..=NUMBERED)
        .map(|number| number.to_string())
        .chain((1..=OWN).map(|number| format!("L{number}")));
    complaints.extend(
        wanted
            .filter(|number| !seen.contains_key(number))
            .map(|number| format!("{PAGE}: row {number} is missing")),
    );
    complaints
}

/// Lines of tables whose first cell is a row number: line number and cells.
fn rows(page: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    page.lines().enumerate().filter_map(|(place, line)| {
        let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        let first = cells.first()?.trim_start_matches('L');
        first
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some((place + 1, cells))
    })
}

/// `73, 74, 76` and `47–49` and `L3`, each number for itself.
fn numbers(cell: &str) -> Vec<String> {
    cell.split(',')
        .flat_map(|part| {
            let part = part.trim();
            let range = part.split_once('–').and_then(|(from, to)| {
                Some((
                    from.trim().parse::<u32>().ok()?,
                    to.trim().parse::<u32>().ok()?,
                ))
            });
            match range {
                Some((from, to)) => (from..=to).map(|number| number.to_string()).collect(),
                None => vec![part.to_owned()],
            }
        })
        .collect()
}

fn check_state(cells: &[&str], tests: &Tests) -> Vec<String> {
    let [number, _, state, shown] = cells else {
        return vec!["a row has four cells: number, capability, state, shown by".to_owned()];
    };
    let named: Vec<&str> = shown
        .split(',')
        .map(|name| name.trim().trim_matches('`'))
        .filter(|name| !name.is_empty())
        .collect();
    let mut wrong = match *state {
        "works" if named.is_empty() => vec![format!("row {number} works, but no test is named")],
        "works" | "partly" | "open" => Vec::new(),
        other => vec![format!(
            "row {number} has the state \"{other}\": works, partly or open"
        )],
    };
    wrong.extend(
        named
            .into_iter()
            .filter(|name| !exists(name, tests))
            .map(|name| format!("row {number} names {name}, which is no test here (path::name)")),
    );
    wrong
}

/// `tests/tests/it/registration.rs::a_doctor_registers` is a test of that file.
fn exists(name: &str, tests: &Tests) -> bool {
    name.rsplit_once("::").is_some_and(|(path, test)| {
        tests
            .get(Path::new(path))
            .is_some_and(|names| names.contains(test))
    })
}

/// Every function marked as a test in the sources under `root`.
fn tests_in(root: &Path) -> Result<Tests> {
    let mut tests = Tests::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_folder = entry.file_type()?.is_dir();
            if is_folder
                && !name.starts_with('.')
                && !["target", "data", "node_modules"].contains(&name.as_ref())
            {
                folders.push(entry.path());
            } else if name.ends_with(".rs") {
                let text = fs::read_to_string(entry.path())?;
                let path = entry
                    .path()
                    .strip_prefix(root)
                    .unwrap_or(&entry.path())
                    .to_owned();
                tests.insert(path, test_names(&text));
            }
        }
    }
    Ok(tests)
}

/// Names of functions under an attribute that ends in `test`.
fn test_names(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut marked = false;
    for line in source.lines().map(str::trim) {
        if let Some(attribute) = line.strip_prefix("#[") {
            let head = attribute.split(['(', ']', ' ']).next().unwrap_or_default();
            marked |= head == "test" || head.ends_with("::test");
        } else if let Some(rest) = line
            .strip_prefix("async fn ")
            .or_else(|| line.strip_prefix("fn "))
        {
            if marked {
                names.extend(rest.split(['(', '<']).next().map(str::to_owned));
            }
            marked = false;
        } else if !line.starts_with("//") && !line.is_empty() {
            marked = false;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "tests/tests/it/story.rs";

    fn tests() -> Tests {
        let source = "#[test]\nfn a_story_ends() {}\n\n#[tokio::test(flavor = \"multi_thread\")]\nasync fn it_waits() {}\nfn no_test() {}\n";
        Tests::from([(PathBuf::from(FILE), test_names(source))])
    }

    fn page(replaced: &str, by: &str) -> String {
        let mut page = "| # | capability | state | shown by |\n|---|---|---|---|\n".to_owned();
        for number in (1..=NUMBERED)
            .map(|number| number.to_string())
            .chain((1..=OWN).map(|number| format!("L{number}")))
        {
            let row = format!("| {number} | it | open | |\n");
            page.push_str(&if number == replaced {
                by.to_owned()
            } else {
                row
            });
        }
        page
    }

    #[test]
    fn a_whole_table_of_open_rows_is_fine() {
        assert_eq!(check(&page("", ""), &tests()), Vec::<String>::new());
    }

    #[test]
    fn a_row_works_only_with_a_test_that_exists() {
        let shown = format!("| 7 | it | works | `{FILE}::a_story_ends`, `{FILE}::it_waits` |\n");
        assert_eq!(check(&page("7", &shown), &tests()), Vec::<String>::new());
        for (row, complaint) in [
            ("| 7 | it | works | |\n".to_owned(), "no test is named"),
            (
                format!("| 7 | it | works | `{FILE}::no_test` |\n"),
                "no test here",
            ),
            (
                "| 7 | it | works | `elsewhere.rs::a_story_ends` |\n".to_owned(),
                "no test here",
            ),
            ("| 7 | it | done | |\n".to_owned(), "works, partly or open"),
            ("| 7 | it | open |\n".to_owned(), "four cells"),
            (String::new(), "row 7 is missing"),
            (
                "| 7 | it | open | |\n| 7 | again | open | |\n".to_owned(),
                "already",
            ),
        ] {
            let complaints = check(&page("7", &row), &tests());
            assert_eq!(complaints.len(), 1, "{complaints:?}");
            assert!(complaints[0].contains(complaint), "{complaints:?}");
        }
    }

    #[test]
    fn rows_that_stand_together_count_each() {
        assert_eq!(numbers("73, 74, 76"), ["73", "74", "76"]);
        assert_eq!(numbers("47–49"), ["47", "48", "49"]);
        assert_eq!(numbers("L3"), ["L3"]);
    }
}
