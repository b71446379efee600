//! What an installation needs of its AWS account, against what an account has that never asked.
//!
//! Nothing here calls AWS: `preflight` asks, and the answers are judged here.

use std::path::Path;

use alarms::every_alarm;
use anyhow::{Context, Result};
use api::ENDPOINTS;
use functions::workers::DECLARATIONS;

use crate::template;

/// Arguments of AWS's command line that answer with one number.
pub type Question = &'static [&'static str];

/// One limit of an account.
#[derive(Debug, Clone)]
pub struct Quota {
    /// What is limited.
    pub what: &'static str,
    /// How many this installation needs.
    pub needed: usize,
    /// How many an account has that never asked, as AWS's page says it.
    pub given: usize,
    /// Where that is less, e.g. in a new account.
    pub but: &'static str,
    /// The page of AWS that says so.
    pub page: &'static str,
    /// What to do when it is too little; nothing where it cannot be raised.
    pub otherwise: Option<&'static str>,
    /// What tells what the account has.
    pub asked_by: Option<Question>,
}

/// What AWS refuses without a number; it cannot be asked for beforehand.
pub const UNNUMBERED: &str = "\
CloudFront: anything at all
    needs an account that AWS has verified; new ones sometimes are not
    if the stack of the site fails with \"Your account must be verified before you can add new
    CloudFront resources\": AWS Support, with the whole message. It may take days, so deploy early.";

/// Requests at once at the busiest hour, and as much again for workers and retries.
const CONCURRENCY: usize = 200;
/// AWS keeps so much for functions for which nothing is set aside.
const KEPT_UNRESERVED: usize = 100;
/// Mails of the busiest day, and how many go out in a second then (docs/operations/scale.md).
const MAILS: (usize, usize) = (50_000, 14);

/// Version, alias and deployment group, which the transform adds to each function.
const ADDED_TO_A_FUNCTION: usize = 3;
/// CodeDeploy's application and role, which it adds to each stack of functions.
const ADDED_TO_A_STACK: usize = 2;

/// What the templates of the tree at `root` make.
struct Made {
    /// The root and those nested in it.
    stacks: usize,
    /// In all of them.
    resources: usize,
}

impl Made {
    fn of(root: &Path) -> Result<Self> {
        let infra = root.join("infra");
        let mut paths = vec![infra.join("template.yaml"), infra.join("site.yaml")];
        for entry in std::fs::read_dir(infra.join("stacks"))? {
            paths.push(entry?.path());
        }
        let mut resources = 0;
        for path in &paths {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("could not read {}", path.display()))?;
            let of = |kind: &str| text.matches(&format!("\n    Type: AWS::{kind}")).count();
            let functions = of("Serverless::Function\n");
            resources += of("") + ADDED_TO_A_FUNCTION * functions;
            if functions > 0 {
                resources += ADDED_TO_A_STACK;
            }
        }
        Ok(Self {
            stacks: paths.len(),
            resources,
        })
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
            needed: made.stacks,
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
            needed: made.resources,
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
            what: "CloudFront: distributions",
            needed: 1,
            given: 200,
            but: "",
            page: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
            otherwise: Some("Service Quotas, Amazon CloudFront, in us-east-1"),
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

impl Quota {
    /// What a person reads; `answer` is what the account said, if it was asked.
    #[must_use]
    pub fn told(&self, answer: Option<Result<usize, String>>) -> String {
        let advice = self.otherwise.unwrap_or("cannot be raised");
        let judged = match answer {
            Some(Ok(has)) if has >= self.needed => format!("the account has {has}"),
            Some(Ok(has)) => format!("the account has {has}: ASK FOR MORE. {advice}"),
            Some(Err(why)) => {
                format!("could not be asked: {why}\n    if it is less: {advice}")
            }
            None if self.otherwise.is_none() => advice.to_owned(),
            None => format!("if it is less: {advice}"),
        };
        format!(
            "{}\n    needs {}; given: {}{} ({})\n    {judged}",
            self.what,
            thousands(self.needed),
            thousands(self.given),
            self.but,
            self.page
        )
    }
}

/// 50000 → `50,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The number in an answer of AWS's command line: `1000`, or `50000.0` as SES says it.
///
/// # Errors
/// When it is none: `None` is what it says where there is nothing.
pub fn number(answer: &str) -> Result<usize, String> {
    let text = answer.trim();
    let whole = text.split('.').next().unwrap_or_default();
    whole.parse().map_err(|_| format!("`{text}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Quota> {
        quotas(&crate::workspace_root()).unwrap()
    }

    fn named(what: &str) -> Quota {
        let found = all().into_iter().find(|quota| quota.what.starts_with(what));
        found.unwrap()
    }

    #[test]
    fn this_installation_fits_what_cannot_be_raised() {
        let fixed: Vec<Quota> = all()
            .into_iter()
            .filter(|quota| quota.otherwise.is_none())
            .collect();
        assert!(fixed.len() >= 2, "{fixed:?}");
        for quota in fixed {
            assert!(quota.needed <= quota.given, "{}", quota.told(None));
        }
    }

    #[test]
    fn only_mails_need_more_than_every_account_is_given() {
        let more = all()
            .into_iter()
            .filter(|quota| quota.needed > quota.given)
            .map(|quota| quota.what);
        let expected = [
            "SES: mails in 24 hours",
            "SES: mails a second (MailsPerSecond)",
        ];
        assert_eq!(more.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_counted_is_what_is_made() {
        let stacks = named("CloudFormation: stacks").needed;
        let root = std::fs::read_to_string(crate::workspace_root().join("infra/template.yaml"));
        let nested = root
            .unwrap()
            .matches("Type: AWS::Serverless::Application")
            .count();
        assert_eq!(stacks, nested + 1);
        // Function, log, role, version, alias and deployment group, each; and three for each route.
        let functions = named("IAM: roles").needed;
        let routes = named("API Gateway: routes").needed;
        let resources = named("CloudFormation: resources").needed;
        assert!(resources > 6 * functions + 3 * routes, "{resources}");
    }

    #[test]
    fn too_little_is_told_with_where_to_ask_and_enough_without() {
        let quota = named("Lambda: concurrent executions (ReserveConcurrency=off)");
        let ask = quota.otherwise.unwrap();
        let told = |answer| quota.told(Some(answer));
        let enough = told(Ok(quota.needed));
        assert!(!enough.contains("ASK") && !enough.contains(ask), "{enough}");
        assert!(enough.contains("the account has 200"), "{enough}");
        let little = told(Ok(quota.needed - 1));
        assert!(
            little.contains("the account has 199: ASK FOR MORE."),
            "{little}"
        );
        assert!(little.contains(ask), "{little}");
        let unknown = told(Err("no credentials".to_owned()));
        assert!(
            unknown.contains("could not be asked: no credentials"),
            "{unknown}"
        );
        assert!(unknown.contains(ask), "{unknown}");
        let unasked = quota.told(None);
        assert!(
            unasked.contains("needs 200; given: 1,000; new accounts 10"),
            "{unasked}"
        );
    }

    /// Whoever compares must not change anything.
    #[test]
    fn an_account_is_only_read() {
        let asked: Vec<Question> = all().iter().filter_map(|quota| quota.asked_by).collect();
        assert!(asked.len() >= 5, "{asked:?}");
        for question in asked {
            let action = question[1];
            let reads = action.starts_with("get-") || action.starts_with("describe-");
            assert!(reads, "{action}");
        }
    }

    #[test]
    fn an_answer_is_a_number_or_said_to_be_none() {
        assert_eq!(number("1000\n"), Ok(1_000));
        assert_eq!(number("50000.0\n"), Ok(50_000));
        assert_eq!(number("None\n"), Err("`None` is no number".to_owned()));
        assert!(number("").is_err());
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
