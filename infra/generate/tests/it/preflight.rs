//! `cargo preflight`, as somebody runs it before the first deployment.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command};

/// AWS's command line for an account that is new, whose mails were allowed, and that may not be asked for
/// everything. Where it was asked stands in a file beside it.
const AWS: &str = "#!/bin/sh
echo \"$AWS_DEFAULT_REGION\" > \"$0.region\"
case \"$1 $2\" in
    'lambda get-account-settings') echo 10 ;;
    'iam get-account-summary') echo 1000 ;;
    'sesv2 get-account') echo 50000.0 ;;
    *) echo >&2; echo 'AccessDenied' >&2; exit 254 ;;
esac
";

fn preflight(arguments: &[&str], path: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_preflight"))
        .args(arguments)
        .env("PATH", path)
        .env_remove("AWS_REGION")
        .env_remove("AWS_DEFAULT_REGION")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What was said of one quota, by lines.
fn of<'a>(said: &'a str, what: &str) -> Vec<&'a str> {
    let below = said.lines().skip_while(|line| !line.contains(what)).skip(1);
    let indented = below.map_while(|line| line.strip_prefix("    "));
    indented.collect()
}

#[test]
fn the_preflight_names_what_to_ask_for() {
    let nowhere = tempfile::tempdir().unwrap();
    let said = preflight(&[], nowhere.path());
    let functions = api::ENDPOINTS.len() + functions::workers::DECLARATIONS.len();
    for wanted in [
        "Lambda: concurrent executions",
        "L-B99A9384",
        &format!("needs {functions}; given: 1,000"),
        "Request production access",
        "CloudFormation: stacks",
        "Your account must be verified",
    ] {
        assert!(said.contains(wanted), "{wanted} is missing:\n{said}");
    }
    assert!(
        !said.contains("the account has"),
        "nobody was asked:\n{said}"
    );
}

#[test]
fn the_preflight_compares_what_is_needed_with_what_the_account_says() {
    let folder = tempfile::tempdir().unwrap();
    let aws = folder.path().join("aws");
    fs::write(&aws, AWS).unwrap();
    fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).unwrap();
    let said = preflight(&["--ask"], folder.path());
    for (what, judged) in [
        (
            "executions (ReserveConcurrency=off)",
            "the account has 10: ASK FOR MORE. \
             Service Quotas, AWS Lambda, \"Concurrent executions\" (L-B99A9384)",
        ),
        ("IAM: roles", "the account has 1000"),
        ("SES: mails in 24 hours", "the account has 50000"),
        ("CloudFormation: stacks", "could not be asked: AccessDenied"),
        ("CloudFormation: resources", "cannot be raised"),
    ] {
        let told = of(&said, what);
        assert!(
            told.contains(&judged),
            "{what}: {judged} is missing: {told:#?}"
        );
    }
    let asked_in = fs::read_to_string(folder.path().join("aws.region")).unwrap();
    assert_eq!(asked_in, "ap-northeast-1\n");
}

#[test]
fn the_preflight_says_that_the_command_line_of_aws_is_missing() {
    let nowhere = tempfile::tempdir().unwrap();
    let said = preflight(&["--ask"], nowhere.path());
    assert!(
        said.contains("AWS's command line `aws` cannot be run"),
        "{said}"
    );
    assert!(
        said.contains("L-B99A9384"),
        "what to do is told all the same:\n{said}"
    );
}
