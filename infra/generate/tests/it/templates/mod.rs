//! What the templates must say, whoever writes them.

mod account;
mod delivery;
mod functions;
mod routes;

use std::fs;

use generate::workspace_root;

const ROOT: &str = "infra/template.yaml";

/// The text of one resource.
fn resource(file: &str, name: &str) -> String {
    let template = fs::read_to_string(workspace_root().join(file)).unwrap();
    let resources = blocks(&template, "Resources:");
    let found = resources.iter().find(|(other, _)| *other == name);
    found.unwrap().1.join("\n")
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

/// The number after a word of a resource.
fn number(lines: &[&str], word: &str) -> Option<u32> {
    let found = lines.iter().find_map(|line| line.trim().strip_prefix(word));
    found.map(|number| number.parse().unwrap())
}

fn expect(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
}

/// The default of a parameter of the root.
fn default_of(name: &str) -> String {
    default_in(ROOT, name)
}

/// The default of a parameter.
fn default_in(file: &str, name: &str) -> String {
    let template = fs::read_to_string(workspace_root().join(file)).unwrap();
    let parameters = blocks(&template, "Parameters:");
    let (_, lines) = parameters.iter().find(|(other, _)| *other == name).unwrap();
    let default = lines
        .iter()
        .find_map(|line| line.strip_prefix("    Default: "));
    default.unwrap().to_owned()
}

/// A rule of the root that a deployment with the one parameter but not the other breaks.
fn refuses_alone(given: &str, wanted: &str) {
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let is_given = |name: &str| format!("!Not [!Equals [!Ref {name}, '']]");
    let rule = [
        format!("RuleCondition: {}", is_given(given)),
        format!("- Assert: {}", is_given(wanted)),
    ];
    let refused = blocks(&root, "Rules:").into_iter().any(|(_, lines)| {
        let has = |part: &String| lines.iter().any(|line| line.trim() == part);
        rule.iter().all(has)
    });
    assert!(refused, "{given} without {wanted}");
}
