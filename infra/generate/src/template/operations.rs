//! The stack of whoever is on call: the alarms that stand in no stack of functions, and two
//! dashboards.

use alarms::{Alarm, Kind, crashes, every_alarm};
use anyhow::Result;
use api::ENDPOINTS;
use functions::workers::DECLARATIONS;
use serde_json::{Value, json};

use super::{
    alarms as alarm_text, dashed,
    stack::{self, ALARM_TOPIC, HEAD, HTTP_API, INSTALLATION, MAINTENANCE, Parameter, TABLE},
    subjects,
};

/// What the root hands down.
pub(super) const PARAMETERS: [Parameter; 5] =
    [INSTALLATION, HTTP_API, TABLE, ALARM_TOPIC, MAINTENANCE];

/// Name of the output that every stack of functions gets.
const CRASHES_OUTPUT: &str = "CrashesAlarm";

/// Width of a dashboard, in its own units.
const WIDTH: usize = 24;
/// Height of a widget.
const HEIGHT: usize = 6;

/// The template.
pub(super) fn stack() -> Result<String> {
    let parameters: String = PARAMETERS.iter().map(stack::declare).collect();
    let mut text = format!(
        "{HEAD}Description: 'MAMIS: alarms and dashboards'
Parameters:
{parameters}Conditions:
  InMaintenance: !Equals [!Ref Maintenance, 'on']
Resources:
"
    );
    let alarms = every_alarm();
    let here = |alarm: &&Alarm| {
        !matches!(
            alarm.kind,
            Kind::Faults | Kind::WorkerFailing | Kind::ScheduleSilent
        )
    };
    for alarm in alarms.iter().filter(here) {
        text.push_str(&format!(
            "  {}:\n{}\n",
            alarm_text::id(alarm),
            alarm_text::resource(alarm)
        ));
    }
    text.push_str(&dashboard("OnCall", "on-call", on_call(&alarms))?);
    text.push_str(&dashboard("Endpoints", "endpoints", endpoints())?);
    text.push_str(&format!(
        "Outputs:
  {CRASHES_OUTPUT}:
    Description: Name of the alarm that ends every rollout.
    Value: !Ref {}
",
        alarm_text::id(&crashes())
    ));
    Ok(text)
}

fn dashboard(id: &str, name: &str, widgets: Vec<Value>) -> Result<String> {
    let body = serde_json::to_string_pretty(&json!({ "widgets": widgets }))?;
    let lines: String = body
        .lines()
        .map(|line| format!("        {line}\n"))
        .collect();
    Ok(format!(
        "  {id}Dashboard:
    Type: AWS::CloudWatch::Dashboard
    Properties:
      DashboardName: !Sub '${{Installation}}-{name}'
      DashboardBody: !Sub |
{lines}"
    ))
}

/// A graph at the next place: `columns` of them stand in a row.
fn graph(place: usize, columns: usize, top: usize, title: &str, metrics: &[Value]) -> Value {
    let width = WIDTH / columns;
    json!({
        "type": "metric",
        "x": place % columns * width,
        "y": top + place / columns * HEIGHT,
        "width": width,
        "height": HEIGHT,
        "properties": {
            "title": title,
            "region": "${AWS::Region}",
            "view": "timeSeries",
            "period": 300,
            "metrics": metrics,
        },
    })
}

fn metric(parts: &[&str], label: &str, stat: &str) -> Value {
    let mut line: Vec<Value> = parts.iter().map(|part| json!(part)).collect();
    line.push(json!({ "label": label, "stat": stat }));
    Value::Array(line)
}

/// State of every alarm, then what they are about.
fn on_call(alarms: &[Alarm]) -> Vec<Value> {
    const TOP: usize = 5;
    let arns: Vec<String> = alarms
        .iter()
        .map(|alarm| {
            format!(
                "arn:${{AWS::Partition}}:cloudwatch:${{AWS::Region}}:${{AWS::AccountId}}:alarm:${{Installation}}-{}",
                alarm.name()
            )
        })
        .collect();
    let mut widgets = vec![json!({
        "type": "alarm",
        "x": 0,
        "y": 0,
        "width": WIDTH,
        "height": TOP,
        "properties": { "title": "Alarms", "alarms": arns },
    })];
    let graphs = on_call_graphs();
    widgets.extend(
        graphs
            .iter()
            .enumerate()
            .map(|(place, (title, metrics))| graph(place, 3, TOP, title, metrics)),
    );
    widgets
}

fn on_call_graphs() -> Vec<(&'static str, Vec<Value>)> {
    let api = |name, label, stat| {
        metric(
            &["AWS/ApiGateway", name, "ApiId", "${HttpApi}"],
            label,
            stat,
        )
    };
    let own = |name, stat| {
        metric(
            &["MAMIS", name, "Installation", "${Installation}"],
            name,
            stat,
        )
    };
    let queue = |name, queue: &str| {
        let full = format!("${{Installation}}-{queue}");
        metric(&["AWS/SQS", name, "QueueName", &full], queue, "Maximum")
    };
    let table = |name, stat| metric(&["AWS/DynamoDB", name, "TableName", "${Table}"], name, stat);
    let account = |space, name, stat| metric(&[space, name], name, stat);
    let queues = adapters::queues::QueueKind::ALL.map(adapters::queues::QueueKind::name);
    let mut dead = vec![queue(
        "ApproximateNumberOfMessagesVisible",
        "stream-dead-letters",
    )];
    dead.extend(queues.map(|name| {
        queue(
            "ApproximateNumberOfMessagesVisible",
            &format!("{name}-dead-letters"),
        )
    }));
    vec![
        (
            "Requests",
            vec![
                api("Count", "all", "Sum"),
                api("4xx", "refused", "Sum"),
                api("5xx", "failed", "Sum"),
            ],
        ),
        (
            "Time of an answer (ms)",
            vec![
                api("Latency", "half of them", "p50"),
                api("Latency", "99 of 100", "p99"),
            ],
        ),
        ("Sign-ins refused", vec![own("RefusedSignIns", "Sum")]),
        (
            "Age of the oldest message (s)",
            queues
                .map(|name| queue("ApproximateAgeOfOldestMessage", name))
                .to_vec(),
        ),
        (
            "Delivery lag (s) and the stream's (ms)",
            vec![
                own("DeliveryLag", "Maximum"),
                own("NoticeLag", "Maximum"),
                metric(
                    &[
                        "AWS/Lambda",
                        "IteratorAge",
                        "FunctionName",
                        "${Installation}-dispatch-stream",
                    ],
                    "stream",
                    "Maximum",
                ),
            ],
        ),
        ("Dead letters", dead),
        (
            "Mails",
            vec![
                account("AWS/SES", "Send", "Sum"),
                account("AWS/SES", "Bounce", "Sum"),
                account("AWS/SES", "Complaint", "Sum"),
                own("MailFailures", "Sum"),
            ],
        ),
        (
            "Certificates and long tasks",
            vec![
                own("CertificateFailures", "Sum"),
                own("StandingJobs", "Maximum"),
            ],
        ),
        (
            "Audit trail: unsealed for (s), altered",
            vec![own("SealingLag", "Maximum"), own("AlteredDays", "Maximum")],
        ),
        (
            "Table and concurrency",
            vec![
                table("ConsumedReadCapacityUnits", "Sum"),
                table("ConsumedWriteCapacityUnits", "Sum"),
                table("ReadThrottleEvents", "Sum"),
                table("WriteThrottleEvents", "Sum"),
                account("AWS/Lambda", "ConcurrentExecutions", "Maximum"),
                account("AWS/Lambda", "Errors", "Sum"),
                account("AWS/Lambda", "Throttles", "Sum"),
            ],
        ),
    ]
}

/// Rate, errors and duration of every function: a row for each subject, and one for the workers.
fn endpoints() -> Vec<Value> {
    let mut widgets = Vec::new();
    for subject in subjects() {
        let endpoints = ENDPOINTS
            .iter()
            .filter(|endpoint| endpoint.subject == subject);
        let names: Vec<&str> = endpoints.map(|endpoint| endpoint.name).collect();
        // What a function answers with a problem is no error to Lambda.
        let faults = names.iter().map(|name| {
            let parts = [
                "MAMIS",
                "Faults",
                "Installation",
                "${Installation}",
                "Endpoint",
                name,
            ];
            metric(&parts, name, "Sum")
        });
        row(&mut widgets, subject.folder(), &names, faults.collect());
    }
    let workers: Vec<&str> = DECLARATIONS.iter().map(|worker| worker.name).collect();
    row(&mut widgets, "workers", &workers, Vec::new());
    widgets
}

/// A row about these functions; `faults` are counted beside what fails as a whole.
fn row(widgets: &mut Vec<Value>, title: &str, functions: &[&str], faults: Vec<Value>) {
    let of = |name, stat| -> Vec<Value> {
        let one = |function: &&str| {
            let full = format!("${{Installation}}-{}", dashed(function));
            metric(&["AWS/Lambda", name, "FunctionName", &full], function, stat)
        };
        functions.iter().map(one).collect()
    };
    let mut errors = of("Errors", "Sum");
    errors.extend(faults);
    for (what, metrics) in [
        ("requests", of("Invocations", "Sum")),
        ("faults", errors),
        ("time, 99 of 100 (ms)", of("Duration", "p99")),
    ] {
        let title = format!("{title}: {what}");
        widgets.push(graph(widgets.len(), 3, 0, &title, &metrics));
    }
}
