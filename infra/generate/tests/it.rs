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

/// The resources, or parameters, of a template: what is indented by two below a heading.
fn blocks<'a>(text: &'a str, heading: &str) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let below = text.lines().skip_while(|line| *line != heading).skip(1);
    for line in below.take_while(|line| line.is_empty() || line.starts_with(' ')) {
        let name = line.strip_prefix("  ").unwrap_or_default();
        if !name.is_empty() && !name.starts_with([' ', '#']) {
            found.push((name.trim_end_matches(':'), Vec::new()));
        } else if let Some((_, lines)) = found.last_mut() {
            lines.push(line);
        }
    }
    found
}

fn stacks() -> Vec<String> {
    let folder = fs::read_dir(workspace_root().join("infra/stacks")).unwrap();
    folder
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn every_function_has_its_own_role_and_log_and_an_alarm_that_takes_it_back() {
    let mut functions = 0;
    for text in stacks() {
        let resources = blocks(&text, "Resources:");
        let is = |name: &str, kind: &str| {
            let kind = format!("    Type: {kind}");
            resources
                .iter()
                .any(|(other, lines)| *other == name && lines.contains(&kind.as_str()))
        };
        for (name, lines) in &resources {
            if !lines.contains(&"    Type: AWS::Serverless::Function") {
                continue;
            }
            functions += 1;
            let has = |line: &str| lines.iter().any(|other| other.trim() == line);
            assert!(has(&format!("Role: !GetAtt {name}Role.Arn")), "{name}");
            assert!(is(&format!("{name}Role"), "AWS::IAM::Role"), "{name}");
            assert!(has(&format!("LogGroup: !Ref {name}Log")), "{name}");
            assert!(is(&format!("{name}Log"), "AWS::Logs::LogGroup"), "{name}");
            let alarm = lines
                .iter()
                .find_map(|line| line.trim().strip_prefix("Alarms: [!Ref "))
                .and_then(|rest| rest.strip_suffix(']'))
                .unwrap();
            assert!(is(alarm, "AWS::CloudWatch::Alarm"), "{name}: {alarm}");
            let memory = lines
                .iter()
                .find_map(|line| line.trim().strip_prefix("MemorySize: "));
            assert!(matches!(memory, Some("256" | "512" | "1024")), "{name}");
        }
    }
    let workers = functions::workers::DECLARATIONS.len();
    assert_eq!(functions, api::ENDPOINTS.len() + workers);
}

/// What AWS offers no resource for.
const WITHOUT_RESOURCE: [&str; 3] = [
    "dynamodb:ListStreams",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
];

#[test]
fn no_role_may_do_more_than_named_actions_to_what_is_ours() {
    let mut statements = 0;
    for text in stacks() {
        let mut actions: Vec<&str> = Vec::new();
        for line in text.lines() {
            match line.trim() {
                "- Effect: Allow" => actions.clear(),
                "- '*'" => {
                    let all = actions.iter().all(|one| WITHOUT_RESOURCE.contains(one));
                    assert!(all && !actions.is_empty(), "{actions:?} on everything");
                }
                line => {
                    let action = line.strip_prefix("- ").unwrap_or_default();
                    let service = action.split(':').next().unwrap_or_default();
                    let a_service = !service.is_empty()
                        && service
                            .chars()
                            .all(|one| one.is_ascii_lowercase() || one == '3');
                    if a_service && action.contains(':') && !action.contains(' ') {
                        assert!(!action.contains('*'), "{action}");
                        actions.push(action);
                        statements += 1;
                    }
                }
            }
        }
    }
    assert!(
        statements > api::ENDPOINTS.len(),
        "{statements} actions found"
    );
}

#[test]
fn every_parameter_is_described_and_every_switch_stands_on_its_page() {
    let root = workspace_root();
    let page = fs::read_to_string(root.join("docs/operations/deploying.md")).unwrap();
    let template = fs::read_to_string(root.join("infra/template.yaml")).unwrap();
    let parameters = blocks(&template, "Parameters:");
    assert!(parameters.len() > 10, "{}", parameters.len());
    for (name, lines) in parameters {
        let has = |start: &str| lines.iter().any(|line| line.trim().starts_with(start));
        assert!(has("Description: "), "{name} is not described");
        let chosen = !["Architecture", "LogRetentionDays"].contains(&name);
        if has("AllowedValues: ") && chosen {
            let row = format!("\n| `{name}` |");
            assert!(page.contains(&row), "{name} is no row of deploying.md");
            assert!(has("Default: "), "{name} has no default");
        }
    }
}

#[test]
fn every_environment_is_in_tokyo_and_only_the_edge_is_not() {
    let text = fs::read_to_string(workspace_root().join("samconfig.toml")).unwrap();
    let mut regions = std::collections::BTreeMap::new();
    let mut environment = "";
    for line in text.lines() {
        if let Some(table) = line.strip_prefix('[') {
            environment = table.split('.').next().unwrap();
        } else if let Some(region) = line.strip_prefix("region = ") {
            regions.insert(environment, region.trim_matches('"'));
        }
    }
    let tokyo = "ap-northeast-1";
    let expected = [
        ("default", tokyo),
        ("dev", tokyo),
        ("edge", "us-east-1"),
        ("prod", tokyo),
        ("stage", tokyo),
    ];
    assert_eq!(regions, expected.into_iter().collect());
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = std::process::Command::new(program)
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let status = output.status.code().unwrap_or_default();
    format!("{text}exit {status}")
}

#[test]
fn the_preflight_names_what_to_ask_for() {
    let said = run(env!("CARGO_BIN_EXE_preflight"), &[]);
    let functions = api::ENDPOINTS.len() + functions::workers::DECLARATIONS.len();
    for wanted in [
        "Lambda: concurrent executions",
        "L-B99A9384",
        &format!("needs {functions}; given: 1,000"),
        "Request production access",
        "exit 0",
    ] {
        assert!(said.contains(wanted), "{wanted} is missing:\n{said}");
    }
}

#[test]
fn what_is_marked_anew_is_published_again_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_anew");
    let path = folder.path().to_str().unwrap();
    let arguments = ["--functions", path];
    assert!(run(program, &arguments).contains("exit 1"));
    for name in ["sign_in", "read_course", "empty"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    for name in ["sign_in", "read_course"] {
        fs::write(folder.path().join(name).join("bootstrap"), "").unwrap();
    }
    let said = run(program, &arguments);
    assert_eq!(said, "2 functions will be published anew\nexit 0");
    let mark = |name: &str| folder.path().join(name).join("published");
    let first = fs::read_to_string(mark("sign_in")).unwrap();
    assert!(!mark("empty").exists());
    std::thread::sleep(std::time::Duration::from_millis(5));
    run(program, &arguments);
    assert_ne!(fs::read_to_string(mark("sign_in")).unwrap(), first);
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
