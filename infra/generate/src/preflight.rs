//! `cargo preflight`: what this installation needs of its AWS account, and what to ask for before
//! it is deployed. `--ask` compares it with the account, by AWS's command line.

use std::{env, process::Command};

use anyhow::Result;
use api::ENDPOINTS;
use clap::Parser;
use functions::workers::DECLARATIONS;
use generate::{
    quotas::{Question, UNNUMBERED, number, quotas},
    workspace_root,
};

/// Where the stacks are made, unless the environment says so (samconfig.toml).
const REGION: &str = "ap-northeast-1";

/// What this installation needs of its AWS account.
#[derive(Parser)]
#[command(name = "cargo preflight")]
struct Arguments {
    /// Asks the account what it has, by AWS's command line and its credentials.
    #[arg(long)]
    ask: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    println!(
        "{} functions behind the API and {} workers.\n",
        ENDPOINTS.len(),
        DECLARATIONS.len()
    );
    for quota in quotas(&workspace_root())? {
        let answer = quota.asked_by.filter(|_| arguments.ask).map(ask);
        println!("{}", quota.told(answer));
    }
    println!("{UNNUMBERED}");
    Ok(())
}

fn ask(question: Question) -> Result<usize, String> {
    let mut aws = Command::new("aws");
    if env::var_os("AWS_REGION").is_none() && env::var_os("AWS_DEFAULT_REGION").is_none() {
        aws.env("AWS_DEFAULT_REGION", REGION);
    }
    let answer = aws
        .args(question)
        .output()
        .map_err(|error| format!("AWS's command line `aws` cannot be run ({error})"))?;
    if !answer.status.success() {
        let said = String::from_utf8_lossy(&answer.stderr);
        return Err(said.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    number(&String::from_utf8_lossy(&answer.stdout))
}
