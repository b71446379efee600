//! What the templates must say, whoever writes them.

use std::fs;

use generate::workspace_root;

/// The text of one resource.
fn resource(file: &str, name: &str) -> String {
    let template = fs::read_to_string(workspace_root().join(file)).unwrap();
    let resources = blocks(&template, "Resources:");
    let found = resources.iter().find(|(other, _)| *other == name);
    found.unwrap().1.join("\n")
}

const ROOT: &str = "infra/template.yaml";
const SITE: &str = "infra/site.yaml";

fn expect(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
}

#[test]
fn the_table_is_encrypted_restorable_protected_and_paid_by_use() {
    expect(
        &resource(ROOT, "Table"),
        &[
            "DeletionPolicy: Retain",
            "BillingMode: PAY_PER_REQUEST",
            "DeletionProtectionEnabled: true",
            "PointInTimeRecoveryEnabled: true",
            "StreamViewType: NEW_IMAGE",
            "SSEType: KMS, KMSMasterKeyId: !GetAtt DataKey.Arn",
        ],
    );
}

/// Neither address, nor path, nor query, nor agent: paths of calendars are secrets.
#[test]
fn the_access_log_names_nobody() {
    let stage = resource(ROOT, "ApiStage");
    let format = stage.split("Format: ").nth(1).unwrap();
    let named: Vec<&str> = format
        .split("$context.")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(
        named,
        [
            "requestTimeEpoch",
            "routeKey",
            "status",
            "responseLatency",
            "integrationErrorMessage"
        ]
    );
    expect(&stage, &["ThrottlingRateLimit: ", "ThrottlingBurstLimit: "]);
}

/// An error page for all would turn problems of the API into pages.
#[test]
fn only_addresses_of_the_site_fall_back_to_its_shell() {
    let text = resource(SITE, "Distribution");
    assert!(!text.contains("CustomErrorResponses"));
    let (site, api) = text.split_once("        CacheBehaviors:").unwrap();
    let site = site.split_once("DefaultCacheBehavior:").unwrap().1;
    expect(
        site,
        &[
            "FunctionARN: !GetAtt Addresses.",
            "ResponseHeadersPolicyId: !Ref Headers",
        ],
    );
    assert!(!api.contains("Addresses."));
    expect(
        api,
        &["PathPattern: /api/*", "FunctionARN: !GetAtt Viewer."],
    );
    expect(
        &text,
        &[
            "OriginAccessControlId: !Ref SiteAccess",
            "HeaderName: x-origin-secret",
        ],
    );
}

/// Mails are sent by name of the configuration, whose events are counted.
#[test]
fn what_becomes_of_mails_is_counted() {
    expect(
        &resource(ROOT, "MailEvents"),
        &["[send, delivery, bounce, complaint, reject]"],
    );
    expect(
        &resource(ROOT, "MailConfiguration"),
        &["TlsPolicy: REQUIRE", "[BOUNCE, COMPLAINT]"],
    );
}

#[test]
fn the_bucket_forgets_uploads_where_they_arrive() {
    use adapters::documents::{Shelf, UPLOADED};
    let prefix = format!("Prefix: {}{UPLOADED}\n", Shelf::Evidence.prefix());
    expect(
        &resource(ROOT, "DocumentsBucket"),
        &[&prefix, "ExpirationInDays: 1"],
    );
}

/// Nobody takes a head of the audit trail away, or writes another over it.
#[test]
fn heads_of_the_audit_trail_are_locked_and_only_ever_added_to() {
    expect(
        &resource(ROOT, "HeadsBucket"),
        &[
            "DeletionPolicy: Retain",
            "ObjectLockEnabled: true",
            "VersioningConfiguration: { Status: Enabled }",
            "DefaultRetention: { Mode: !Ref AuditLockMode, Days: !Ref AuditLockDays }",
        ],
    );
    expect(
        &resource(ROOT, "HeadsPolicy"),
        &[
            "Action: [s3:DeleteObject, s3:DeleteObjectVersion]",
            "{ 'Null': { s3:if-none-match: 'true' } }",
        ],
    );
    let workers = stacks()
        .into_iter()
        .filter(|stack| stack.contains("${HeadsBucket}"))
        .collect::<Vec<_>>();
    assert_eq!(workers.len(), 1, "the workers' stack alone");
    let mut reached = 0;
    for (name, lines) in blocks(&workers[0], "Resources:") {
        let role = lines.join("\n");
        if role.contains("${HeadsBucket}") {
            assert_eq!(name, "SealAuditRole");
            assert!(!role.contains("s3:Delete") && !role.contains("dynamodb:PutItem"));
            reached += 1;
        }
    }
    assert_eq!(reached, 1);
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

/// What cannot be dispatched or done is given up after some tries, and lies where an alarm sees it.
#[test]
fn stream_and_queues_try_so_often_and_give_up_where_somebody_sees_it() {
    let workers = "infra/stacks/workers.yaml";
    expect(
        &resource(workers, "DispatchStreamMapping"),
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
            &resource(workers, &format!("{id}Queue")),
            &[letters.as_str(), "maxReceiveCount: 5"],
        );
    }
}

/// Mails in bulk can be stopped without new code, and nothing else stops with them.
#[test]
fn one_parameter_switches_the_notices_off_and_no_other_schedule() {
    let workers = "infra/stacks/workers.yaml";
    let mut switched = Vec::new();
    for worker in functions::workers::DECLARATIONS {
        if let functions::workers::Trigger::Schedule { .. } = worker.trigger {
            let words = worker.name.split('_');
            let id: String = words
                .map(|word| word[..1].to_uppercase() + &word[1..])
                .collect();
            let schedule = resource(workers, &format!("{id}Schedule"));
            if schedule.contains("State: ") {
                assert!(schedule.contains("State: !Ref NoticesState"), "{schedule}");
                switched.push(worker.name);
            }
        }
    }
    assert_eq!(switched, ["start_notices"]);
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    for part in [
        "  SendsNotices: !Equals [!Ref RenewalNotices, 'on']\n",
        "NoticesState: !If [SendsNotices, ENABLED, DISABLED]\n",
    ] {
        assert!(root.contains(part), "{part}");
    }
}

/// New accounts have little concurrency, and SES's sandbox.
#[test]
fn what_a_new_account_refuses_is_off_until_somebody_asks_for_it() {
    let template = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let parameters = blocks(&template, "Parameters:");
    for (name, value) in [("ReserveConcurrency", "'off'"), ("MailsPerSecond", "1")] {
        let (_, lines) = parameters.iter().find(|(other, _)| *other == name).unwrap();
        let default = format!("    Default: {value}");
        assert!(lines.contains(&default.as_str()), "{name}");
    }
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
    let template = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let parameters = blocks(&template, "Parameters:");
    let (_, tracing) = parameters
        .iter()
        .find(|(name, _)| *name == "Tracing")
        .unwrap();
    assert!(tracing.contains(&"    Default: Active"));
}

/// AWS Budgets is no alarm of CloudWatch, and no story can trip it: what it must say stands here.
#[test]
fn a_dear_month_is_told_to_whom_alarms_wake_before_it_is_over() {
    let budget = resource(ROOT, "Budget");
    expect(
        &budget,
        &[
            "Condition: HasBudget",
            "BudgetType: COST",
            "TimeUnit: MONTHLY",
            "BudgetLimit: { Amount: !Ref MonthlyBudget, Unit: USD }",
            "NotificationType: ACTUAL, ComparisonOperator: GREATER_THAN, Threshold: 80 }",
            "NotificationType: FORECASTED, ComparisonOperator: GREATER_THAN, Threshold: 100 }",
        ],
    );
    let told = "SubscriptionType: SNS, Address: !Ref AlarmTopic";
    assert_eq!(budget.matches(told).count(), 2);
    for policy in ["AlarmTopicPolicy", "DataKey"] {
        expect(
            &resource(ROOT, policy),
            &["[cloudwatch.amazonaws.com, budgets.amazonaws.com]"],
        );
    }
    let template = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    assert!(template.contains("  HasBudget: !Not [!Equals [!Ref MonthlyBudget, 0]]\n"));
    let environments = fs::read_to_string(workspace_root().join("samconfig.toml")).unwrap();
    for environment in ["[stage.deploy.parameters]", "[prod.deploy.parameters]"] {
        let (_, rest) = environments.split_once(environment).unwrap();
        let own = rest.split("\n[").next().unwrap();
        assert!(own.contains(" MonthlyBudget="), "{environment}");
    }
}

/// What somebody on call looks at: rate, errors and time of the API and of each endpoint, and everything
/// that may wait or fail behind it.
#[test]
fn the_dashboards_show_every_alarm_every_endpoint_and_what_waits() {
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
    for endpoint in api::ENDPOINTS {
        let function = format!("${{Installation}}-{}\"", endpoint.name.replace('_', "-"));
        for metric in ["Invocations", "Errors", "Duration"] {
            let shown = endpoints
                .split("\"metrics\"")
                .any(|graph| graph.contains(&function) && graph.contains(&format!("\"{metric}\"")));
            assert!(shown, "{metric} of {} is on no graph", endpoint.name);
        }
    }
}

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
    let resources = blocks(&template, "Resources:");
    assert!(parameters.len() > 10, "{}", parameters.len());
    assert!(resources.len() > 10, "{}", resources.len());
    for (name, lines) in parameters {
        let has = |start: &str| lines.iter().any(|line| line.trim().starts_with(start));
        assert!(has("Description: "), "{name} is not described");
        assert!(
            resources.iter().all(|(other, _)| *other != name),
            "{name} is a resource too"
        );
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
