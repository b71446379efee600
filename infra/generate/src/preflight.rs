//! `cargo preflight`: what this installation needs of its AWS account, and what to ask for before
//! it is deployed. `--ask` compares it with the account, by AWS's command line.

use std::process::Command;

use alarms::every_alarm;
use api::ENDPOINTS;
use clap::Parser;
use functions::workers::DECLARATIONS;

/// What this installation needs of its AWS account.
#[derive(Parser)]
#[command(name = "cargo preflight")]
struct Arguments {
    /// Asks the account what it has, by AWS's command line and its credentials.
    #[arg(long)]
    ask: bool,
}

/// One limit of an account.
struct Quota {
    what: &'static str,
    needed: usize,
    /// What an account has that never asked.
    given: &'static str,
    /// What to do when it is too little.
    otherwise: &'static str,
    /// What tells what the account has.
    asked_by: Option<&'static [&'static str]>,
}

/// Requests at once at the busiest hour, and as much again for workers and retries.
const CONCURRENCY: usize = 200;
/// What the template sets aside when `ReserveConcurrency` is on: passwords, certificates, mails.
/// AWS keeps 100 for everybody else.
const KEPT_UNRESERVED: usize = 100;

fn reserved() -> usize {
    let needs = ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.needs)
        .chain(DECLARATIONS.iter().map(|worker| worker.needs));
    needs
        .filter_map(generate::template::reserved_concurrency)
        .map(|most| most as usize)
        .sum()
}

fn quotas() -> Vec<Quota> {
    let functions = ENDPOINTS.len() + DECLARATIONS.len();
    vec![
        Quota {
            what: "Lambda: concurrent executions (ReserveConcurrency=off)",
            needed: CONCURRENCY,
            given: "1,000; new accounts 10",
            otherwise: "Service Quotas, AWS Lambda, \"Concurrent executions\" (L-B99A9384)",
            asked_by: Some(&[
                "lambda",
                "get-account-settings",
                "--query",
                "AccountLimit.ConcurrentExecutions",
                "--output",
                "text",
            ]),
        },
        Quota {
            what: "Lambda: concurrent executions (ReserveConcurrency=on)",
            needed: reserved() + KEPT_UNRESERVED + CONCURRENCY,
            given: "1,000; new accounts 10",
            otherwise: "the same, or leave ReserveConcurrency=off",
            asked_by: Some(&[
                "lambda",
                "get-account-settings",
                "--query",
                "AccountLimit.ConcurrentExecutions",
                "--output",
                "text",
            ]),
        },
        Quota {
            what: "IAM: roles (one for each function)",
            needed: functions,
            given: "1,000",
            otherwise: "Service Quotas, IAM, \"Roles per account\"",
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
            needed: 50_000,
            given: "200 in the sandbox",
            otherwise: "SES, \"Request production access\"; until then only verified addresses get mails",
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
            needed: 14,
            given: "1 in the sandbox",
            otherwise: "the same; leave MailsPerSecond at 1 until it is given",
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
            what: "API Gateway: routes of one HTTP API",
            needed: ENDPOINTS.len(),
            given: "300",
            otherwise: "Service Quotas, Amazon API Gateway, \"Routes per HTTP API\"",
            asked_by: None,
        },
        Quota {
            what: "CloudWatch: alarms",
            needed: every_alarm().len(),
            given: "5,000",
            otherwise: "Service Quotas, Amazon CloudWatch",
            asked_by: None,
        },
    ]
}

fn main() {
    let arguments = Arguments::parse();
    println!(
        "{} functions behind the API and {} workers.\n",
        ENDPOINTS.len(),
        DECLARATIONS.len()
    );
    for quota in quotas() {
        println!(
            "{}\n    needs {}; given: {}",
            quota.what, quota.needed, quota.given
        );
        match quota.asked_by.filter(|_| arguments.ask).map(ask) {
            Some(Ok(has)) if has >= quota.needed => println!("    the account has {has}"),
            Some(Ok(has)) => println!(
                "    the account has {has}: ASK FOR MORE. {}",
                quota.otherwise
            ),
            Some(Err(why)) => println!(
                "    could not be asked: {why}\n    if it is less: {}",
                quota.otherwise
            ),
            None => println!("    if it is less: {}", quota.otherwise),
        }
    }
}

fn ask(arguments: &[&str]) -> Result<usize, String> {
    let answer = Command::new("aws")
        .args(arguments)
        .output()
        .map_err(|error| format!("`aws` is not there ({error})"))?;
    if !answer.status.success() {
        return Err(String::from_utf8_lossy(&answer.stderr).trim().to_owned());
    }
    let text = String::from_utf8_lossy(&answer.stdout);
    let whole = text.trim().split('.').next().unwrap_or_default();
    whole
        .parse()
        .map_err(|_| format!("`{}` is no number", text.trim()))
}
