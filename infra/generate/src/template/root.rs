//! The list of stacks in `infra/template.yaml`, and of what it hands down to their functions.

use super::{
    camel, operations, routes,
    stack::{COMMON, FOR_SUBJECTS, FOR_WORKERS, Parameter, settings},
    subjects,
};
use crate::Generated;

const TEMPLATE: &str = "infra/template.yaml";
const WORKERS: &str = "workers";

/// Adds the parts between the markers.
pub(super) fn write(generated: &mut Generated) {
    let mut text = String::new();
    let mut called = Vec::new();
    for subject in subjects() {
        text.push_str(&nested(subject.folder(), &[], &COMMON, &FOR_SUBJECTS));
        called.push(camel(subject.folder()));
    }
    text.push_str(&nested(WORKERS, &[], &COMMON, &FOR_WORKERS));
    called.push(camel(WORKERS));
    // Nobody is led to a function that is not there yet.
    text.push_str(&nested(routes::NAME, &called, &routes::PARAMETERS, &[]));
    text.push_str(&nested("operations", &[], &operations::PARAMETERS, &[]));
    generated.part(TEMPLATE, "stacks", text);
    let values = settings()
        .iter()
        .map(|value| format!("          - {value}\n"))
        .collect();
    generated.part(TEMPLATE, "settings", values);
}

fn nested(name: &str, after: &[String], common: &[Parameter], further: &[Parameter]) -> String {
    let parameters: String = common
        .iter()
        .chain(further)
        .map(|parameter| format!("        {}: {}\n", parameter.name, parameter.from_root))
        .collect();
    let waits = match after {
        [] => String::new(),
        stacks => format!("    DependsOn: [{}]\n", stacks.join(", ")),
    };
    format!(
        "  {id}:
    Type: AWS::Serverless::Application
{waits}    Properties:
      Location: stacks/{name}.yaml
      Parameters:
{parameters}",
        id = camel(name),
    )
}
