//! The stacks of functions: each with its role, its log, its limits, and what calls it.

use std::{collections::BTreeSet, fs};

use generate::workspace_root;

use super::{ROOT, blocks, default_of, expect, number, resource, stacks};

const WORKERS: &str = "infra/stacks/workers.yaml";

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

/// What cannot be dispatched or done is given up after some tries, and lies where an alarm sees it.
#[test]
fn stream_and_queues_try_so_often_and_give_up_where_somebody_sees_it() {
    expect(
        &resource(WORKERS, "DispatchStreamMapping"),
        &[
            "BisectBatchOnFunctionError: true",
            "MaximumRetryAttempts: 10",
            "FunctionResponseTypes: [ReportBatchItemFailures]",
            "Destination: !GetAtt StreamDeadLetters.Arn",
        ],
    );
    for kind in adapters::queues::QueueKind::ALL {
        let name = kind.name();
        let id = name[..1].to_uppercase() + &name[1..];
        let letters = format!("deadLetterTargetArn: !GetAtt {id}DeadLetters.Arn");
        expect(
            &resource(WORKERS, &format!("{id}Queue")),
            &[letters.as_str(), "maxReceiveCount: 5"],
        );
    }
}

/// Mails in bulk can be stopped without new code, and nothing else stops with them; and all work that nobody
/// waits for, when a table is about to be left. Whoever is woken because a schedule calls nobody is not woken
/// by notices that are not to be sent.
#[test]
fn one_parameter_switches_the_notices_off_and_one_whatever_calls_workers() {
    use functions::workers::{DECLARATIONS, Trigger};
    let mut told = Vec::new();
    for worker in DECLARATIONS {
        let words = worker.name.split('_');
        let id: String = words
            .map(|word| word[..1].to_uppercase() + &word[1..])
            .collect();
        match worker.trigger {
            Trigger::Schedule { .. } => {
                let schedule = resource(WORKERS, &format!("{id}Schedule"));
                let state = schedule.split_once("      State: ").unwrap().1;
                let heard = resource(WORKERS, &format!("ScheduleSilent{id}Alarm"));
                let silence = heard.split_once("      TreatMissingData: ").unwrap().1;
                match (
                    state.lines().next().unwrap(),
                    silence.lines().next().unwrap(),
                ) {
                    ("!If [Working, ENABLED, DISABLED]", "breaching") => {}
                    (
                        "!If [Working, !Ref NoticesState, DISABLED]",
                        "!If [SendsNotices, breaching, notBreaching]",
                    ) => told.push(worker.name),
                    other => panic!("{}: {other:?}", worker.name),
                }
            }
            Trigger::Stream | Trigger::Queue(_) => {
                let mapping = resource(WORKERS, &format!("{id}Mapping"));
                expect(&mapping, &["      Enabled: !If [Working, true, false]\n"]);
            }
            Trigger::Unrouted => {}
        }
    }
    assert_eq!(told, ["start_notices"]);
    let workers = fs::read_to_string(workspace_root().join(WORKERS)).unwrap();
    assert!(workers.contains("  Working: !Equals [!Ref BackgroundWork, 'on']\n"));
    assert!(workers.contains("  SendsNotices: !Equals [!Ref NoticesState, ENABLED]\n"));
    assert_eq!(default_of("BackgroundWork"), "'on'");
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    for part in [
        "        BackgroundWork: !Ref BackgroundWork\n",
        "  SendsNotices: !Equals [!Ref RenewalNotices, 'on']\n",
        "NoticesState: !If [SendsNotices, ENABLED, DISABLED]\n",
    ] {
        assert!(root.contains(part), "{part}");
    }
}

/// New accounts have little concurrency, and SES's sandbox.
#[test]
fn what_a_new_account_refuses_is_off_until_somebody_asks_for_it() {
    assert_eq!(default_of("ReserveConcurrency"), "'off'");
    assert_eq!(default_of("MailsPerSecond"), "1");
    let mut reserved = 0;
    for text in stacks() {
        for line in text.lines().map(str::trim) {
            if let Some(value) = line.strip_prefix("ReservedConcurrentExecutions: ") {
                assert!(value.starts_with("!If [Reserved, "), "{value}");
                assert!(value.ends_with(", !Ref AWS::NoValue]"), "{value}");
                reserved += 1;
            }
        }
    }
    assert!(reserved > 2, "{reserved}");
}

/// Without the right to send them, traces are lost without a word.
#[test]
fn every_function_is_traced_and_may_send_its_traces() {
    for text in stacks() {
        let resources = blocks(&text, "Resources:");
        let of = |kind: &str| {
            let kind = format!("    Type: {kind}");
            let found = resources
                .iter()
                .filter(move |(_, lines)| lines.contains(&kind.as_str()));
            found.map(|(_, lines)| lines.join("\n")).collect::<Vec<_>>()
        };
        let functions = of("AWS::Serverless::Function");
        if functions.is_empty() {
            continue;
        }
        assert!(text.contains("\n  Function:\n"), "no globals");
        assert!(text.contains("\n    Tracing: !Ref Tracing\n"), "{text}");
        assert!(functions.iter().all(|one| !one.contains("Tracing")));
        for role in of("AWS::IAM::Role") {
            expect(
                &role,
                &["- xray:PutTraceSegments", "- xray:PutTelemetryRecords"],
            );
        }
    }
    assert_eq!(default_of("Tracing"), "Active");
}

/// What somebody on call looks at: rate, errors and time of the API and of each function, and everything
/// that may wait or fail behind it.
#[test]
fn the_dashboards_show_every_alarm_every_function_and_what_waits() {
    let file = "infra/stacks/operations.yaml";
    let on_call = resource(file, "OnCallDashboard");
    for alarm in alarms::every_alarm() {
        let arn = format!(":alarm:${{Installation}}-{}\"", alarm.name());
        assert!(on_call.contains(&arn), "{arn}");
    }
    for metric in [
        "\"Count\"",
        "\"5xx\"",
        "\"Latency\"",
        "ApproximateAgeOfOldestMessage",
        "ApproximateNumberOfMessagesVisible",
        "DeliveryLag",
        "IteratorAge",
        "Bounce",
        "CertificateFailures",
        "ConcurrentExecutions",
    ] {
        assert!(on_call.contains(metric), "{metric} is on no graph");
    }
    let endpoints = resource(file, "EndpointsDashboard");
    let workers = functions::workers::DECLARATIONS.iter();
    let names = api::ENDPOINTS.iter().map(|endpoint| endpoint.name);
    for name in names.chain(workers.map(|worker| worker.name)) {
        let function = format!("${{Installation}}-{}\"", name.replace('_', "-"));
        for metric in ["Invocations", "Errors", "Duration"] {
            let shown = endpoints
                .split("\"metrics\"")
                .any(|graph| graph.contains(&function) && graph.contains(&format!("\"{metric}\"")));
            assert!(shown, "{metric} of {name} is on no graph");
        }
    }
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
fn every_function_runs_on_the_newest_base_and_on_arm_unless_somebody_wants_otherwise() {
    assert_eq!(default_of("Architecture"), "arm64");
    let mut deployed = 0;
    for text in stacks() {
        let functions = text
            .matches("\n    Type: AWS::Serverless::Function\n")
            .count();
        if functions == 0 {
            continue;
        }
        for (line, of_all) in [
            ("    Runtime: provided.al2023\n", "Runtime: "),
            (
                "    Architectures: [!Ref Architecture]\n",
                "Architectures: ",
            ),
        ] {
            assert!(text.contains(line), "{line} is missing:\n{text}");
            assert_eq!(text.matches(of_all).count(), 1, "no function has its own");
        }
        deployed += 1;
    }
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let handed_down = root
        .matches("        Architecture: !Ref Architecture\n")
        .count();
    assert!(
        deployed > 10 && deployed == handed_down,
        "{deployed} stacks"
    );
}

/// Otherwise a message is handed out twice.
#[test]
fn a_function_ends_before_its_queue_gives_up() {
    let mut by_queues = 0;
    for text in stacks() {
        let resources = blocks(&text, "Resources:");
        let of = |name: &str, word: &str| {
            let (_, lines) = resources.iter().find(|(other, _)| *other == name).unwrap();
            number(lines, word).unwrap()
        };
        for (name, lines) in &resources {
            let queue = lines
                .iter()
                .find_map(|line| line.trim().strip_prefix("EventSourceArn: !GetAtt "))
                .and_then(|rest| rest.strip_suffix(".Arn"));
            if let Some((function, queue)) = name.strip_suffix("Mapping").zip(queue) {
                let hidden = of(queue, "VisibilityTimeout: ");
                assert!(hidden >= 6 * of(function, "Timeout: "), "{function}");
                by_queues += 1;
            }
        }
    }
    assert_eq!(by_queues, adapters::queues::QueueKind::ALL.len());
}

#[test]
fn only_what_changes_all_stored_data_may_walk_the_whole_table() {
    let mut walking = BTreeSet::new();
    for text in stacks() {
        for (name, lines) in blocks(&text, "Resources:") {
            if lines.iter().any(|line| line.trim() == "- dynamodb:Scan") {
                walking.insert(name.to_owned());
            }
        }
    }
    assert_eq!(walking, BTreeSet::from(["MigrateDataRole".to_owned()]));
}
