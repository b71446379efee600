//! What is committed follows from the declarations, and what the pages say is so.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on says where it stopped"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use generate::{COMMAND, everything, features, licences, workspace_root};

#[test]
fn every_generated_file_is_as_it_would_be_written_now() {
    let root = workspace_root();
    let stale = everything(&root).unwrap().differences(&root).unwrap();
    let lines: Vec<String> = stale.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "run `{COMMAND}` and commit what it writes:\n{}",
        lines.join("\n")
    );
}

#[test]
fn every_row_of_the_features_is_there_and_names_tests_that_exist() {
    let complaints = features::complaints(&workspace_root()).unwrap();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_dependency_has_an_allowed_licence_and_source() {
    let complaints = licences::complaints(&workspace_root()).unwrap();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_function_of_the_templates_is_a_program_that_is_built() {
    let root = workspace_root();
    let manifest = |folder: &str| -> toml::Table {
        fs::read_to_string(root.join(folder).join("Cargo.toml"))
            .unwrap()
            .parse()
            .unwrap()
    };
    let programs: BTreeSet<String> = ["functions", "functions/certificate"]
        .iter()
        .flat_map(|folder| manifest(folder)["bin"].as_array().unwrap().clone())
        .map(|bin| bin["name"].as_str().unwrap().to_owned())
        .collect();
    let mut deployed = BTreeSet::new();
    for entry in fs::read_dir(root.join("infra/stacks")).unwrap() {
        let stack = fs::read_to_string(entry.unwrap().path()).unwrap();
        deployed.extend(
            stack
                .lines()
                .filter_map(|line| line.trim().strip_prefix("CodeUri: ../../target/lambda/"))
                .map(str::to_owned),
        );
    }
    assert_eq!(deployed, programs);
}

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

/// Cargo's own commands and plugins that the pages may name.
const CARGO: [&str; 10] = [
    "build", "check", "clippy", "doc", "fmt", "lambda", "metadata", "run", "test", "update",
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
