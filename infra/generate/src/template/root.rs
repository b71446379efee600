//! The list of stacks in `infra/template.yaml`, and of what it hands down to their functions.

use super::{
    camel, operations,
    stack::{COMMON, FOR_SUBJECTS, FOR_WORKERS, Parameter, settings},
    subjects,
};
use crate::Generated;

const TEMPLATE: &str = "infra/template.yaml";

/// Adds the parts between the markers.
pub(super) fn write(generated: &mut Generated) {
    let mut text = String::new();
    for subject in subjects() {
        text.push_str(&nested(subject.folder(), &COMMON, &FOR_SUBJECTS));
    }
    text.push_str(&nested("workers", &COMMON, &FOR_WORKERS));
    text.push_str(&nested("operations", &operations::PARAMETERS, &[]));
    generated.part(TEMPLATE, "stacks", text);
    let values = settings()
        .iter()
        .map(|value| format!("          - {value}\n"))
        .collect();
    generated.part(TEMPLATE, "settings", values);
}

fn nested(name: &str, common: &[Parameter], further: &[Parameter]) -> String {
    let parameters: String = common
        .iter()
        .chain(further)
        .map(|parameter| format!("        {}: {}\n", parameter.name, parameter.from_root))
        .collect();
    format!(
        "  {id}:
    Type: AWS::Serverless::Application
    Properties:
      Location: stacks/{name}.yaml
      Parameters:
{parameters}",
        id = camel(name),
    )
}
