//! The CloudFormation templates: one stack per subject under `infra/stacks/`, and the list of them
//! in `infra/template.yaml`, whose other parts people write.
//!
//! Invariants: each function has a role of its own that allows exactly its declared needs; routes
//! are explicit resources, because emulators create those too, and stand in one stack, in one row;
//! a stack that outgrows CloudFormation's limit is an error here, not at the first deployment.

mod alarms;
mod operations;
mod policy;
mod root;
mod routes;
mod site;
mod stack;
mod subjects;
mod workers;

use std::path::Path;

use anyhow::Result;
use api::{Need, Subject};

use crate::Generated;

/// Where the stacks lie, seen from the root of the workspace.
const FOLDER: &str = "infra/stacks";

/// Subjects in the order of the list.
pub(crate) fn subjects() -> Vec<Subject> {
    let mut subjects: Vec<Subject> = api::ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.subject)
        .collect();
    subjects.sort();
    subjects.dedup();
    subjects
}

/// Adds the stacks, the root's list of them, and the site's list of pages.
pub(crate) fn write(workspace: &Path, generated: &mut Generated) -> Result<()> {
    generated.owns(FOLDER);
    for subject in subjects() {
        let path = format!("{FOLDER}/{}.yaml", subject.folder());
        generated.whole(path, subjects::stack(subject)?);
    }
    generated.whole(format!("{FOLDER}/workers.yaml"), workers::stack()?);
    generated.whole(format!("{FOLDER}/{}.yaml", routes::NAME), routes::stack()?);
    generated.whole(format!("{FOLDER}/operations.yaml"), operations::stack()?);
    root::write(generated);
    site::write(workspace, generated)
}

/// Concurrency that a function with these needs has set aside, when `ReserveConcurrency` is on.
#[must_use]
pub fn reserved_concurrency(needs: &[Need]) -> Option<u32> {
    stack::reserved(needs)
}

/// The actions that a need allows, for `docs/permissions.md`.
pub(crate) fn actions_of(need: Need) -> Vec<String> {
    policy::statements(need)
        .into_iter()
        .flat_map(|statement| statement.actions.iter().map(|action| (*action).to_owned()))
        .collect()
}

/// `award_credits` → `AwardCredits`: logical ids know no underscore.
fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
                .unwrap_or_default()
        })
        .collect()
}

/// `award_credits` → `award-credits`, as functions and log groups are named.
fn dashed(name: &str) -> String {
    name.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated() -> Generated {
        let mut generated = Generated::default();
        write(&crate::workspace_root(), &mut generated).unwrap();
        generated
    }

    fn text(generated: &Generated, file: &str) -> String {
        generated
            .text(&format!("{FOLDER}/{file}.yaml"))
            .unwrap()
            .to_owned()
    }

    /// The lines of one resource.
    fn resource(stack: &str, name: &str) -> String {
        stack
            .lines()
            .skip_while(|line| *line != format!("  {name}:"))
            .skip(1)
            .take_while(|line| line.starts_with("    "))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn every_endpoint_has_its_function_role_log_integration_route_and_permission() {
        let generated = generated();
        let routes = text(&generated, routes::NAME);
        for endpoint in api::ENDPOINTS {
            let stack = text(&generated, endpoint.subject.folder());
            for (stack, part) in [
                (&stack, ""),
                (&stack, "Role"),
                (&stack, "Log"),
                (&stack, "Permission"),
                (&routes, "Integration"),
                (&routes, "Route"),
            ] {
                let name = format!("{}{part}", camel(endpoint.name));
                assert!(!resource(stack, &name).is_empty(), "{name} is missing");
            }
            let route = resource(&routes, &format!("{}Route", camel(endpoint.name)));
            let key = format!("RouteKey: '{} {}'", endpoint.method.as_str(), endpoint.path);
            assert!(route.contains(&key), "{route}");
        }
    }

    #[test]
    fn a_function_that_only_reads_may_not_write() {
        let generated = generated();
        for endpoint in api::ENDPOINTS {
            let stack = text(&generated, endpoint.subject.folder());
            let role = resource(&stack, &format!("{}Role", camel(endpoint.name)));
            for (need, action) in [
                (Need::Read, "dynamodb:GetItem"),
                (Need::Write, "dynamodb:DeleteItem"),
                (Need::Audit, "'dynamodb:LeadingKeys': ['AUDIT#*']"),
                (Need::InsertRows, "dynamodb:PartiQLInsert"),
                (Need::PutEvidence, "/evidence/*"),
                (Need::SendMail, "ses:SendEmail"),
                (Need::Enqueue, "sqs:SendMessage"),
                (Need::SealAudit, "${HeadsBucket}"),
            ] {
                let reads_evidence =
                    need == Need::PutEvidence && endpoint.needs.contains(&Need::ReadEvidence);
                assert_eq!(
                    role.contains(action),
                    endpoint.needs.contains(&need) || reads_evidence,
                    "{} {action}",
                    endpoint.name
                );
            }
            assert!(
                !role.contains('*') || !role.contains("Action: '*'"),
                "{role}"
            );
        }
    }

    #[test]
    fn every_worker_is_called_by_its_trigger() {
        let generated = generated();
        let stack = text(&generated, "workers");
        let routes = text(&generated, routes::NAME);
        for worker in functions::workers::DECLARATIONS {
            let name = camel(worker.name);
            let trigger = match worker.trigger {
                functions::workers::Trigger::Stream | functions::workers::Trigger::Queue(_) => {
                    let mapping = resource(&stack, &format!("{name}Mapping"));
                    assert!(mapping.contains("ReportBatchItemFailures"), "{mapping}");
                    mapping
                }
                functions::workers::Trigger::Schedule { .. } => {
                    resource(&stack, &format!("{name}Schedule"))
                }
                functions::workers::Trigger::Unrouted => {
                    let route = resource(&routes, &format!("{name}Route"));
                    assert!(route.contains("RouteKey: '$default'"), "{route}");
                    resource(&stack, &format!("{name}Permission"))
                }
            };
            assert!(trigger.contains(&name), "{trigger}");
        }
    }
}
