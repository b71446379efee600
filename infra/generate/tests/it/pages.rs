//! What the pages say is so: links, alarms, words of the log, commands.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use generate::workspace_root;

#[test]
fn every_link_of_the_pages_leads_to_a_file() {
    let root = workspace_root();
    let mut broken = Vec::new();
    let mut followed = 0;
    for page in pages(&root) {
        let text = fs::read_to_string(&page).unwrap();
        let folder = page.parent().unwrap();
        for link in links(&text) {
            followed += 1;
            let file = link.split('#').next().unwrap_or_default();
            if !folder.join(file).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(followed > 50, "only {followed} links were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Pages of `docs/operations/alarms` that belong to no alarm of CloudWatch.
const NO_ALARM: [&str; 1] = ["budget"];

#[test]
fn every_alarm_has_its_page_and_every_page_its_alarm() {
    let root = workspace_root();
    let mut stacks = String::new();
    for entry in fs::read_dir(root.join("infra/stacks")).unwrap() {
        stacks.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let named: BTreeSet<&str> = stacks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("AlarmDescription: "))
        .map(|text| {
            let page = text.trim_matches('\'').rsplit(": docs/operations/alarms/");
            page.into_iter().next().unwrap()
        })
        .map(|page| page.strip_suffix(".md").expect("an alarm names its page"))
        .collect();
    let declared: BTreeSet<&str> = alarms::Kind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(named, declared);
    let written: BTreeSet<String> = fs::read_dir(root.join("docs/operations/alarms"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !NO_ALARM.contains(&name.as_str()))
        .collect();
    let declared: BTreeSet<String> = declared.into_iter().map(str::to_owned).collect();
    assert_eq!(written, declared);
    let list = fs::read_to_string(root.join("docs/operations/README.md")).unwrap();
    for name in written {
        assert!(
            list.contains(&format!("](alarms/{name}.md)")),
            "docs/operations/README.md does not lead to {name}"
        );
    }
}

#[test]
fn every_metric_is_in_the_vocabulary() {
    let page = workspace_root().join("docs/operations/vocabulary.md");
    let text = fs::read_to_string(page).unwrap();
    for metric in functions::metrics::Metric::ALL {
        let name = format!("`{}`", metric.name());
        assert!(text.contains(&name), "{name} is not explained");
    }
}

#[test]
fn every_version_of_the_stored_data_is_explained_and_no_other() {
    let page = workspace_root().join("docs/operations/migrations.md");
    let text = fs::read_to_string(page).unwrap();
    let explained: Vec<u32> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(' ')?.0.parse().ok())
        .collect();
    let newest = functions::jobs::migrations::NEWEST;
    assert_eq!(explained, (1..=newest).collect::<Vec<_>>());
}

/// What functions and workers log, and nothing else, is explained.
#[test]
fn every_line_of_the_log_is_in_the_vocabulary_and_no_other() {
    let root = workspace_root();
    let page = fs::read_to_string(root.join("docs/operations/vocabulary.md")).unwrap();
    let lines = page.split("## Log lines").nth(1).unwrap();
    let explained: BTreeSet<String> = lines
        .split("## Metrics")
        .next()
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(line, _)| line.to_owned())
        .collect();
    let mut logged = BTreeSet::new();
    for folder in ["functions/src", "functions/certificate/src", "adapters"] {
        for file in sources(&root.join(folder)) {
            logged.extend(log_lines(&fs::read_to_string(file).unwrap()));
        }
    }
    assert!(logged.contains("answered"), "{logged:?}");
    assert_eq!(explained, logged);
}

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .collect()
}

/// The words of every `tracing::error!(…, "words");`.
fn log_lines(text: &str) -> Vec<String> {
    let calls = ["error", "warn", "info"].map(|level| format!("tracing::{level}!("));
    calls
        .iter()
        .flat_map(|call| text.split(call.as_str()).skip(1))
        .map(|rest| rest.split(");").next().unwrap_or_default())
        .map(|call| call.rsplit('"').nth(1).unwrap_or_default().to_owned())
        .collect()
}

/// Cargo's own commands and plugins that the pages may name.
const CARGO: [&str; 11] = [
    "bench", "build", "check", "clippy", "doc", "fmt", "lambda", "metadata", "run", "test",
    "update",
];

#[test]
fn every_cargo_command_of_the_pages_exists() {
    let root = workspace_root();
    let aliases = fs::read_to_string(root.join(".cargo/config.toml")).unwrap();
    let known: BTreeSet<&str> = aliases
        .lines()
        .filter_map(|line| line.split_once(" = \"").map(|(name, _)| name.trim()))
        .chain(CARGO)
        .collect();
    let mut unknown = Vec::new();
    let mut named = BTreeSet::new();
    for page in pages(&root) {
        for command in cargo_commands(&fs::read_to_string(&page).unwrap()) {
            if !known.contains(command.as_str()) {
                unknown.push(format!("{}: cargo {command}", page.display()));
            }
            named.insert(command);
        }
    }
    assert!(
        named.contains("verify") && named.contains("start"),
        "{named:?}"
    );
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// Pages that people read: at the root and in `docs/`.
fn pages(root: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for folder in [
        root.to_owned(),
        root.join("docs"),
        root.join("docs/decisions"),
        root.join("docs/operations"),
        root.join("docs/operations/alarms"),
    ] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|kind| kind == "md") {
                pages.push(path);
            }
        }
    }
    pages
}

/// Targets of `[text](target)` that are files.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .filter(|target| {
            !target.starts_with("http") && !target.starts_with('#') && !target.is_empty()
        })
        .collect()
}

/// First words after `cargo` in code.
fn cargo_commands(text: &str) -> Vec<String> {
    text.lines()
        .flat_map(|line| {
            let trimmed = line.trim_start();
            let begins = trimmed.strip_prefix("cargo ").into_iter();
            begins.chain(line.split("`cargo ").skip(1))
        })
        .filter_map(|rest| {
            let word: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            (!word.is_empty() && !word.starts_with('-')).then_some(word)
        })
        .collect()
}
