//! The limits that this installation comes near, or that a new account has not.

use std::path::Path;

use alarms::every_alarm;
use anyhow::{Context, Result};
use api::ENDPOINTS;
use functions::workers::DECLARATIONS;

use super::Quota;
use crate::template;

/// Requests at once at the busiest hour, and as much again for workers and retries.
const CONCURRENCY: usize = 200;
/// AWS keeps so much for functions for which nothing is set aside.
const KEPT_UNRESERVED: usize = 100;
/// Mails of the busiest day, and how many go out in a second then (docs/operations/scale.md, samconfig.toml).
const MAILS: (usize, usize) = (50_000, 10);

/// Version, alias and deployment group, which the transform adds to each function.
const ADDED_TO_A_FUNCTION: usize = 3;
/// CodeDeploy's application and role, which it adds to each stack of functions.
const ADDED_TO_A_STACK: usize = 2;

/// The root's template and those nested in it.
struct Made(Vec<String>);

impl Made {
    fn of(root: &Path) -> Result<Self> {
        let infra = root.join("infra");
        let mut paths = vec![infra.join("template.yaml"), infra.join("site.yaml")];
        for entry in std::fs::read_dir(infra.join("stacks"))? {
            paths.push(entry?.path());
        }
        let read = |path: &std::path::PathBuf| {
            std::fs::read_to_string(path)
                .with_context(|| format!("could not read {}", path.display()))
        };
        paths.iter().map(read).collect::<Result<_>>().map(Self)
    }

    /// Resources of one kind in all of them, as they are written down.
    fn count(&self, kind: &str) -> usize {
        let declared = format!("\n    Type: AWS::{kind}\n");
        let of = |text: &String| text.matches(&declared).count();
        self.0.iter().map(of).sum()
    }

    /// Resources in all of them, with those that the transform adds.
    fn resources(&self) -> usize {
        let in_one = |text: &String| {
            let of = |kind: &str| text.matches(&format!("\n    Type: AWS::{kind}")).count();
            let functions = of("Serverless::Function\n");
            let added = ADDED_TO_A_FUNCTION * functions;
            of("") + added + if functions > 0 { ADDED_TO_A_STACK } else { 0 }
        };
        self.0.iter().map(in_one).sum()
    }
}

/// Concurrency that is set aside when `ReserveConcurrency` is on: passwords, certificates, mails.
fn reserved() -> usize {
    let needs = ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.needs)
        .chain(DECLARATIONS.iter().map(|worker| worker.needs));
    needs
        .filter_map(template::reserved_concurrency)
        .map(|most| most as usize)
        .sum()
}

/// Every limit that this installation comes near, or that a new account has not.
///
/// # Errors
/// When the templates cannot be read.
pub fn quotas(root: &Path) -> Result<Vec<Quota>> {
    let made = Made::of(root)?;
    let (mails, mails_per_second) = MAILS;
    // What no route takes goes to a worker.
    let routes = ENDPOINTS.len() + 1;
    let concurrency = Quota {
        what: "Lambda: concurrent executions (ReserveConcurrency=off)",
        needed: CONCURRENCY,
        given: 1_000,
        but: "; new accounts 10",
        page: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
        otherwise: Some("Service Quotas, AWS Lambda, \"Concurrent executions\" (L-B99A9384)"),
        asked_by: Some(&[
            "lambda",
            "get-account-settings",
            "--query",
            "AccountLimit.ConcurrentExecutions",
            "--output",
            "text",
        ]),
    };
    Ok(vec![
        concurrency.clone(),
        Quota {
            what: "Lambda: concurrent executions (ReserveConcurrency=on)",
            needed: reserved() + KEPT_UNRESERVED + CONCURRENCY,
            otherwise: Some("the same, or leave ReserveConcurrency=off"),
            ..concurrency
        },
        Quota {
            what: "IAM: roles (one for each function)",
            needed: ENDPOINTS.len() + DECLARATIONS.len(),
            given: 1_000,
            but: "",
            page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
            otherwise: Some("Service Quotas, IAM, \"Roles per account\""),
            asked_by: Some(&[
                "iam",
                "get-account-summary",
                "--query",
                "SummaryMap.RolesQuota",
                "--output",
                "text",
            ]),
        },
        Quota {
            what: "SES: mails in 24 hours",
            needed: mails,
            given: 200,
            but: ", the sandbox's",
            page: "https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html",
            otherwise: Some(
                "SES, \"Request production access\"; until then only verified addresses get mails",
            ),
            asked_by: Some(&[
                "sesv2",
                "get-account",
                "--query",
                "SendQuota.Max24HourSend",
                "--output",
                "text",
            ]),
        },
        Quota {
            what: "SES: mails a second (MailsPerSecond)",
            needed: mails_per_second,
            given: 1,
            but: ", the sandbox's",
            page: "https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html",
            otherwise: Some("the same; leave MailsPerSecond at 1 until it is given"),
            asked_by: Some(&[
                "sesv2",
                "get-account",
                "--query",
                "SendQuota.MaxSendRate",
                "--output",
                "text",
            ]),
        },
        Quota {
            what: "CloudFormation: stacks (the root and those nested in it)",
            needed: made.0.len(),
            given: 2_000,
            but: "",
            page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
            otherwise: Some("Service Quotas, AWS CloudFormation, \"Stack count\" (L-0485CB21)"),
            asked_by: Some(&[
                "cloudformation",
                "describe-account-limits",
                "--query",
                "AccountLimits[?Name=='StackLimit'].Value | [0]",
                "--output",
                "text",
            ]),
        },
        Quota {
            what: "CloudFormation: resources of one operation, nested stacks included",
            needed: made.resources(),
            given: 2_500,
            but: "",
            page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
            otherwise: None,
            asked_by: None,
        },
        Quota {
            what: "API Gateway: routes of one HTTP API",
            needed: routes,
            given: 300,
            but: "",
            page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
            otherwise: Some(
                "Service Quotas, Amazon API Gateway, \"Routes per HTTP API\" (L-65B5C802)",
            ),
            asked_by: None,
        },
        Quota {
            what: "API Gateway: integrations of one HTTP API (one for each route)",
            needed: routes,
            given: 300,
            but: "",
            page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
            otherwise: None,
            asked_by: None,
        },
        Quota {
            what: "CloudWatch: alarms",
            needed: every_alarm().len(),
            given: 5_000,
            but: "",
            page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html",
            otherwise: Some("Service Quotas, Amazon CloudWatch"),
            asked_by: None,
        },
        Quota {
            what: "CodeDeploy: deployments at once (any Rollout but AllAtOnce)",
            needed: made.count("Serverless::Function"),
            given: 1_300,
            but: "",
            page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html",
            otherwise: Some(
                "Service Quotas, AWS CodeDeploy, \"Concurrent deployments per account\"",
            ),
            asked_by: None,
        },
        Quota {
            what: "EventBridge: rules (one for each schedule)",
            needed: made.count("Events::Rule"),
            given: 300,
            but: "",
            page: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
            otherwise: Some("Service Quotas, Amazon EventBridge, \"Number of rules\""),
            asked_by: None,
        },
        Quota {
            what: "CloudWatch Logs: resource policies (one for the access log)",
            needed: 1,
            given: 10,
            but: "",
            page: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html",
            otherwise: None,
            asked_by: None,
        },
        Quota {
            what: "S3: buckets",
            needed: made.count("S3::Bucket"),
            given: 10_000,
            but: "",
            page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html",
            otherwise: Some("Service Quotas, Amazon S3, in us-east-1"),
            asked_by: None,
        },
        Quota {
            what: "AppConfig: applications",
            needed: made.count("AppConfig::Application"),
            given: 100,
            but: "",
            page: "https://docs.aws.amazon.com/general/latest/gr/appconfig.html",
            otherwise: Some("Service Quotas, AWS AppConfig"),
            asked_by: None,
        },
        Quota {
            what: "CloudFront: distributions",
            needed: 1,
            given: 200,
            but: "",
            page: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
            otherwise: Some("Service Quotas, Amazon CloudFront, in us-east-1"),
            asked_by: None,
        },
        Quota {
            what: "CloudFront: functions",
            needed: made.count("CloudFront::Function"),
            given: 100,
            but: "",
            page: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
            otherwise: Some("AWS Support, for Amazon CloudFront"),
            asked_by: None,
        },
        Quota {
            what: "WAF: web ACLs in us-east-1 (only with infra/edge.yaml)",
            needed: 1,
            given: 100,
            but: "",
            page: "https://docs.aws.amazon.com/waf/latest/developerguide/limits.html",
            otherwise: Some("Service Quotas, AWS WAF, in us-east-1"),
            asked_by: None,
        },
    ])
}
