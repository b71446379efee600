//! The row of the routes, and the functions that they lead to.

use std::{collections::BTreeMap, fs};

use generate::workspace_root;

use super::{ROOT, blocks, number, resource, stacks};

const ROUTES: &str = "infra/stacks/routes.yaml";

fn read(file: &str) -> String {
    fs::read_to_string(workspace_root().join(file)).unwrap()
}

/// Two changes of one API at a time, and API Gateway refuses one of them: whatever a deployment makes,
/// changes or deletes of it stands in this row.
#[test]
fn routes_are_made_one_after_another_and_nowhere_else() {
    let text = read(ROUTES);
    let mut before: Option<String> = None;
    let resources = blocks(&text, "Resources:");
    assert_eq!(resources.len(), 2 * (api::ENDPOINTS.len() + 1));
    for pair in resources.chunks(2) {
        let [(integration, of_integration), (route, of_route)] = pair else {
            panic!("{pair:?}");
        };
        let name = integration.strip_suffix("Integration").unwrap();
        assert_eq!(*route, format!("{name}Route"));
        let waits = of_integration
            .iter()
            .find_map(|line| line.strip_prefix("    DependsOn: "));
        assert_eq!(waits, before.as_deref(), "{integration}");
        let target = format!("      Target: !Sub 'integrations/${{{integration}}}'");
        assert!(of_route.contains(&target.as_str()), "{of_route:?}");
        before = Some((*route).to_owned());
    }
    for text in stacks().into_iter().chain([read(ROOT)]) {
        let own = text.contains("\nDescription: 'MAMIS: routes");
        for kind in ["Route", "Integration"] {
            let declared = format!("Type: AWS::ApiGatewayV2::{kind}\n");
            assert_eq!(text.contains(&declared), own, "{kind} in\n{text}");
        }
    }
}

/// Nobody is led to a function that is not there, or not yet; and the stage, which would deploy each route
/// by itself and sets something for some, waits for all of them.
#[test]
fn routes_wait_for_every_function_and_the_stage_for_the_routes() {
    let root = read(ROOT);
    let with_functions: Vec<String> = blocks(&root, "Resources:")
        .into_iter()
        .filter(|(_, lines)| lines.contains(&"        SealKeysSecret: !Ref SealKeysSecret"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert!(with_functions.len() > 10, "{with_functions:?}");
    let routes = resource(ROOT, "Routes");
    let waits = format!("    DependsOn: [{}]\n", with_functions.join(", "));
    assert!(routes.contains(&waits), "{waits} is missing:\n{routes}");
    assert!(resource(ROOT, "ApiStage").contains("    DependsOn: Routes\n"));
}

/// A function answers before API Gateway gives up, and lets the route call it that leads to it.
#[test]
fn every_route_leads_to_a_function_that_lets_it_call_and_answers_in_time() {
    let mut functions = BTreeMap::new();
    for text in stacks() {
        let resources = blocks(&text, "Resources:");
        for (name, lines) in &resources {
            let named = lines.iter().find_map(|line| {
                line.trim()
                    .strip_prefix("FunctionName: !Sub '${Installation}-")
            });
            let Some(named) = named.and_then(|rest| rest.strip_suffix('\'')) else {
                continue;
            };
            let permission = format!("{name}Permission");
            let permission = resources.iter().find(|(other, _)| *other == permission);
            let callers = permission.map(|(_, lines)| lines.join("\n"));
            let timeout = number(lines, "Timeout: ").unwrap();
            functions.insert(named.to_owned(), (timeout, callers.unwrap_or_default()));
        }
    }
    let text = read(ROUTES);
    let mut reached = 0;
    for pair in blocks(&text, "Resources:").chunks(2) {
        let [(_, integration), (_, route)] = pair else {
            panic!("{pair:?}");
        };
        let called = integration
            .iter()
            .find_map(|line| line.trim().strip_prefix("IntegrationUri: "))
            .unwrap();
        let arn = called.rsplit_once("!Sub '").unwrap().1;
        let arn = arn.strip_suffix("']").unwrap();
        assert_eq!(
            called,
            format!("!If [Gradual, !Sub '{arn}:live', !Sub '{arn}']")
        );
        let function = arn
            .strip_prefix(
                "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Installation}-",
            )
            .unwrap();
        let (timeout, permission) = &functions[function];
        let patience = number(integration, "TimeoutInMillis: ").unwrap();
        assert!(patience <= 30_000, "API Gateway takes no more");
        assert!(timeout * 1_000 < patience, "{function}");
        let key = route
            .iter()
            .find_map(|line| line.trim().strip_prefix("RouteKey: '"))
            .unwrap();
        let path: Vec<&str> = key
            .trim_end_matches('\'')
            .split('/')
            .map(|part| if part.starts_with('{') { "*" } else { part })
            .collect();
        let allowed = format!("${{HttpApi}}/*/{}'", path.join("/").replace(' ', ""));
        assert!(permission.contains(&allowed), "{allowed}: {permission}");
        reached += 1;
    }
    assert_eq!(reached, api::ENDPOINTS.len() + 1);
}
