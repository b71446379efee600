//! The stack of one subject: its functions, and the right of the routes to call them.

use ::alarms::of_subject;
use anyhow::Result;
use api::{ENDPOINTS, MOST_BODY_BYTES, Subject};

use super::{
    alarms, camel,
    routes::key,
    stack::{FOR_SUBJECTS, Function, Stack, called},
};

/// API Gateway gives up after 30 seconds; a function that would answer later need not go on.
pub(super) const TIMEOUT_SECONDS: u32 = 29;

/// The template.
pub(super) fn stack(subject: Subject) -> Result<String> {
    let mut stack = Stack::new(
        format!("MAMIS: functions of {}", subject.folder()),
        &FOR_SUBJECTS,
    );
    let faults = of_subject(subject);
    for endpoint in ENDPOINTS
        .iter()
        .filter(|endpoint| endpoint.subject == subject)
    {
        stack.function(&Function {
            name: endpoint.name,
            description: key(endpoint),
            needs: endpoint.needs,
            many_rows: endpoint.most_body_bytes() > MOST_BODY_BYTES,
            timeout: TIMEOUT_SECONDS,
            further: Vec::new(),
            alarm: alarms::id(&faults),
        });
        permission(&mut stack, &camel(endpoint.name), &key(endpoint));
    }
    stack.resource(&alarms::id(&faults), &alarms::resource(&faults));
    stack.finish()
}

/// The right of a route of the HTTP API, `POST /courses/{course}` or `$default`, to call a function of this stack.
pub(super) fn permission(stack: &mut Stack, name: &str, key: &str) {
    stack.resource(
        &format!("{name}Permission"),
        &format!(
            "    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: {called}
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub 'arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{HttpApi}}/*/{arn}'",
            called = called(name),
            arn = starred(&key.replace(' ', "")),
        ),
    );
}

/// `GET/courses/{course}` → `GET/courses/*`, as permissions name a route.
fn starred(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { "*" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}
