//! What is committed follows from the declarations, and what the pages say is so.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on says where it stopped"
)]

mod pages;
mod preflight;
mod templates;

use std::{collections::BTreeSet, fs};

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
