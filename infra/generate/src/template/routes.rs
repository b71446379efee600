//! The stack of the routes: one row, in which each is made after the one before.
//!
//! API Gateway changes one API for one caller at a time and takes few changes a second; CloudFormation makes
//! whatever waits for nothing at once (docs/decisions/0025-routes-in-one-row.md).

use anyhow::{Result, ensure};
use api::{Declaration, ENDPOINTS};
use functions::workers::{DECLARATIONS, Trigger};

use super::{
    camel, dashed,
    stack::{
        self, ALIAS, GRADUAL, HEAD, HTTP_API, INSTALLATION, MOST_RESOURCES, Parameter, ROLLOUT,
        ROLLOUTS,
    },
};

/// Name of the stack.
pub(super) const NAME: &str = "routes";
/// What the root hands down.
pub(super) const PARAMETERS: [Parameter; 3] = [INSTALLATION, HTTP_API, ROLLOUT];
/// What no other route takes.
pub(super) const UNROUTED: &str = "$default";

/// How API Gateway names the route to an endpoint: `POST /courses/{course}`.
pub(super) fn key(endpoint: &Declaration) -> String {
    format!("{} {}", endpoint.method.as_str(), endpoint.path)
}

/// The template.
///
/// # Errors
/// When there are more routes than CloudFormation takes into one stack.
pub(super) fn stack() -> Result<String> {
    let parameters: String = PARAMETERS.iter().map(stack::declare).collect();
    let mut text = format!(
        "{HEAD}Description: 'MAMIS: routes to the functions, made one after another'
Parameters:
{parameters}Mappings:
{ROLLOUTS}Conditions:
{GRADUAL}Resources:
"
    );
    let unrouted = DECLARATIONS
        .iter()
        .filter(|worker| matches!(worker.trigger, Trigger::Unrouted))
        .map(|worker| (worker.name, UNROUTED.to_owned()));
    let all = ENDPOINTS
        .iter()
        .map(|endpoint| (endpoint.name, key(endpoint)))
        .chain(unrouted);
    let (mut resources, mut before) = (0, String::new());
    for (function, key) in all {
        let name = camel(function);
        text.push_str(&route(&name, &dashed(function), &key, &before));
        before = format!("    DependsOn: {name}Route\n");
        resources += 2;
    }
    ensure!(
        resources <= MOST_RESOURCES,
        "the stack of routes has {resources} resources, CloudFormation takes {MOST_RESOURCES}: let a second one wait for it"
    );
    Ok(text)
}

/// Integration and route, which waits for it; the integration waits for what stands in `before`.
fn route(name: &str, function: &str, key: &str, before: &str) -> String {
    let arn = format!(
        "arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:${{Installation}}-{function}"
    );
    format!(
        "  {name}Integration:
    Type: AWS::ApiGatewayV2::Integration
{before}    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: AWS_PROXY
      IntegrationUri: !If [Gradual, !Sub '{arn}:{ALIAS}', !Sub '{arn}']
      PayloadFormatVersion: '2.0'
      TimeoutInMillis: 30000
  {name}Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: '{key}'
      Target: !Sub 'integrations/${{{name}Integration}}'
"
    )
}
