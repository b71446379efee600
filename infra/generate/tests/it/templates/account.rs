//! What is one for the whole account: data, log, mail, alarms, parameters, environments.

use std::{collections::BTreeSet, fs};

use generate::workspace_root;

use super::{ROOT, blocks, default_of, expect, refuses_alone, resource, stacks};

#[test]
fn the_table_is_encrypted_restorable_protected_and_paid_by_use() {
    expect(
        &resource(ROOT, "Table"),
        &[
            "BillingMode: PAY_PER_REQUEST",
            "DeletionProtectionEnabled: true",
            "PointInTimeRecoveryEnabled: true",
            "StreamViewType: NEW_IMAGE",
            "SSEType: KMS, KMSMasterKeyId: !GetAtt DataKey.Arn",
        ],
    );
}

/// Half of a restored table would have functions write where no worker reads.
#[test]
fn a_restored_table_and_its_stream_are_taken_together() {
    for (given, wanted) in [
        ("RestoredTable", "RestoredStream"),
        ("RestoredStream", "RestoredTable"),
    ] {
        assert_eq!(default_of(given), "''");
        refuses_alone(given, wanted);
    }
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    for (handed_down, times) in [
        (
            "        Table: !If [Restored, !Ref RestoredTable, !Ref Table]\n",
            // All but the routes.
            stacks().len() - 1,
        ),
        (
            "        TableStream: !If [Restored, !Ref RestoredStream, !GetAtt Table.StreamArn]\n",
            1,
        ),
        (
            "    Value: !If [Restored, !Ref RestoredTable, !Ref Table]\n",
            1,
        ),
    ] {
        assert_eq!(root.matches(handed_down).count(), times, "{handed_down}");
    }
}

/// After a switch to a restored table nobody is woken by the one that was left.
#[test]
fn alarms_and_dashboards_look_at_the_table_that_functions_use() {
    let file = workspace_root().join("infra/stacks/operations.yaml");
    let text = fs::read_to_string(file).unwrap();
    let alarms = text.matches("Name: TableName, ");
    let looked_at = alarms::every_alarm().into_iter().filter(|alarm| {
        let mut dimensions = alarm.series.dimensions.iter();
        dimensions.any(|(name, _)| *name == "TableName")
    });
    let count = looked_at.count();
    assert!(count > 0 && alarms.count() == count);
    let at_the_parameter = text.matches("{ Name: TableName, Value: !Ref Table }\n");
    assert_eq!(at_the_parameter.count(), count);
    let mut graphs = 0;
    for line in text.split("\"TableName\",\n").skip(1) {
        assert_eq!(line.lines().next().unwrap().trim(), "\"${Table}\",");
        graphs += 1;
    }
    assert!(graphs > 0);
    let parameters = blocks(&text, "Parameters:");
    assert!(parameters.iter().any(|(name, _)| *name == "Table"));
    assert!(
        blocks(&text, "Resources:")
            .iter()
            .all(|(name, _)| *name != "Table")
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
            "requestId",
            "routeKey",
            "status",
            "responseLatency",
            "integrationErrorMessage"
        ]
    );
    expect(&stage, &["ThrottlingRateLimit: ", "ThrottlingBurstLimit: "]);
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

/// Whoever tries passwords or has links sent takes nobody else's share; and the stage has settings for
/// routes only when they are there.
#[test]
fn what_anyone_may_ask_for_and_is_dear_has_a_share_of_its_own() {
    let stage = resource(ROOT, "ApiStage");
    let limits = |line: &str| {
        let of = |name: &str| {
            let number = line
                .split_once(&format!("Throttling{name}Limit: "))
                .unwrap()
                .1;
            let digits = number.split(|one: char| !one.is_ascii_digit()).next();
            digits.unwrap().parse::<u32>().unwrap()
        };
        (of("Rate"), of("Burst"))
    };
    let (_, all) = stage.split_once("      DefaultRouteSettings:\n").unwrap();
    let all = limits(all.split_once("RouteSettings:").unwrap().0);
    for name in ["sign_in", "start_registration"] {
        let endpoint = api::ENDPOINTS.iter().find(|one| one.name == name).unwrap();
        let key = format!("        {} {}: ", endpoint.method.as_str(), endpoint.path);
        let own = limits(stage.split_once(&key).unwrap().1.lines().next().unwrap());
        assert!(own.0 * 5 <= all.0 && own.1 * 5 <= all.1, "{name}: {own:?}");
        assert!(own.0 < own.1, "{name}: {own:?}");
    }
    expect(&stage, &["    DependsOn: Routes\n"]);
}

/// What has data is left when the stack is deleted, and is nowhere in the way when a first deployment failed:
/// what has a name of its own, or could not be deleted, is not left then.
#[test]
fn data_outlive_the_stack_and_a_failed_beginning_leaves_no_name_behind() {
    let kept = |file: &str, name: &str, policy: &str| {
        let text = resource(file, name);
        let wanted = [
            format!("    DeletionPolicy: {policy}\n"),
            "    UpdateReplacePolicy: Retain\n".to_owned(),
        ];
        expect(&text, &wanted.each_ref().map(String::as_str));
        text
    };
    for name in ["Table", "DataKey"] {
        let text = kept(ROOT, name, "Retain");
        assert!(!text.contains("TableName: ") && !text.contains("AliasName: "));
    }
    for (file, name) in [
        (ROOT, "DocumentsBucket"),
        (ROOT, "HeadsBucket"),
        (ROOT, "SealKeysSecret"),
        (ROOT, "SenderIdentity"),
        ("infra/site.yaml", "SiteBucket"),
    ] {
        kept(file, name, "RetainExceptOnCreate");
    }
}

/// Functions use the key through the table and the bucket; a grant would let it be used elsewhere.
#[test]
fn grants_of_the_key_are_the_tables_alone() {
    let key = resource(ROOT, "DataKey");
    let granting: Vec<&str> = key
        .split("          - Sid: ")
        .filter(|statement| statement.contains("kms:CreateGrant"))
        .collect();
    let [statement] = granting[..] else {
        panic!("{granting:?}");
    };
    expect(
        statement,
        &[
            "            Action: kms:CreateGrant\n",
            "kms:ViaService: !Sub 'dynamodb.${AWS::Region}.amazonaws.com'",
            "Bool: { kms:GrantIsForAWSResource: 'true' }",
        ],
    );
}

/// Requests fail while the table's key is disabled: just then an alarm has to get through.
#[test]
fn somebody_is_woken_whatever_befalls_the_key() {
    let topic = resource(ROOT, "AlarmTopic");
    assert!(!topic.contains("KmsMasterKeyId"), "{topic}");
    let services = "Principal: { Service: [cloudwatch.amazonaws.com, budgets.amazonaws.com] }";
    expect(&resource(ROOT, "AlarmTopicPolicy"), &[services]);
    let key = resource(ROOT, "DataKey");
    assert!(!key.contains("{ Service: "), "alarms ask for no key: {key}");
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

/// AWS Budgets compares what the list of alarms says, and tells whom alarms wake.
#[test]
fn a_dear_month_is_told_to_whom_alarms_wake_before_it_is_over() {
    let budget = resource(ROOT, "Budget");
    expect(
        &budget,
        &[
            "Condition: HasBudget",
            "DependsOn: AlarmTopicPolicy",
            "BudgetType: COST",
            "TimeUnit: MONTHLY",
            "BudgetLimit: { Amount: !Ref MonthlyBudget, Unit: USD }",
        ],
    );
    let page = fs::read_to_string(workspace_root().join("docs/operations/alarms/budget.md"));
    let page = page.unwrap();
    for alarms::Notification { of, percent } in alarms::BUDGET {
        let line = format!(
            "NotificationType: {}, ComparisonOperator: GREATER_THAN, Threshold: {percent} }}",
            of.name()
        );
        expect(&budget, &[&line]);
        expect(&page, &[&format!("{percent} %")]);
    }
    assert_eq!(
        budget.matches("NotificationType: ").count(),
        alarms::BUDGET.len()
    );
    let told = "SubscriptionType: SNS, Address: !Ref AlarmTopic";
    assert_eq!(budget.matches(told).count(), alarms::BUDGET.len());
    let template = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    assert!(template.contains("  HasBudget: !Not [!Equals [!Ref MonthlyBudget, 0]]\n"));
    let environments = fs::read_to_string(workspace_root().join("samconfig.toml")).unwrap();
    for environment in ["[stage.deploy.parameters]", "[prod.deploy.parameters]"] {
        let (_, rest) = environments.split_once(environment).unwrap();
        let own = rest.split("\n[").next().unwrap();
        assert!(own.contains(" MonthlyBudget="), "{environment}");
    }
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

/// Nobody gets a mail from an address that the mail service does not know.
#[test]
fn the_sender_is_known_to_the_mail_service_and_an_own_domain_signs() {
    assert_eq!(default_of("MailIdentity"), "create");
    expect(
        &resource(ROOT, "SenderIdentity"),
        &[
            "Type: AWS::SES::EmailIdentity",
            "Condition: MakesIdentity",
            "EmailIdentity: !If [HasMailDomain, !Ref MailDomain, !Ref MailAddress]",
            "ConfigurationSetName: !Ref MailConfiguration",
        ],
    );
    let template = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let mut records = BTreeSet::new();
    for (_, lines) in blocks(&template, "Outputs:") {
        let text = lines.join("\n");
        for number in 1..=3 {
            let parts = ["Name", "Value"].map(|part| format!("DkimDNSToken{part}{number}}}"));
            if parts.iter().all(|part| text.contains(part)) {
                assert!(text.contains("Condition: SignsMail"), "{text}");
                records.insert(number);
            }
        }
    }
    assert_eq!(
        records,
        BTreeSet::from([1, 2, 3]),
        "records to put into the DNS"
    );
}
