//! `cargo bootstrap`: the first people of an installation on AWS. It asks the installation for the
//! environment of its functions, and runs `functions/examples/bootstrap.rs` in it.

use anyhow::{Context, Result, ensure};
use clap::Parser;
use functions::environment::sdk_config;
use operations::installation::Installation;
use trials::account;

#[derive(Parser)]
#[command(
    name = "bootstrap",
    about = "Writes the register of associations and invites the first people"
)]
struct Options {
    /// The national officer's.
    #[arg(value_name = "E-MAIL OF THE OFFICER")]
    officer: String,
    /// The administrator's.
    #[arg(value_name = "E-MAIL OF THE ADMINISTRATOR")]
    administrator: String,
    /// The stack, as samconfig.toml names it.
    #[arg(long, default_value = "mamis")]
    stack: String,
    /// Where it is.
    #[arg(long, default_value = "ap-northeast-1")]
    region: String,
}

fn main() -> Result<()> {
    let options = Options::parse();
    // The table is written to by us, not by AWS's command line.
    sdk_config().context(account::ASKED)?;
    let installation = Installation {
        aws: "aws".to_owned(),
        stack: options.stack,
        region: options.region,
    };
    let done = toolchain::cargo()
        .args(["run", "--quiet", "--example", "bootstrap", "--"])
        .args([options.officer, options.administrator])
        .envs(installation.environment()?)
        .env("AWS_REGION", installation.region)
        .status()?;
    ensure!(done.success(), "nobody was invited");
    Ok(())
}
