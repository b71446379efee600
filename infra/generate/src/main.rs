//! `cargo generate`: writes what follows from the declarations. `cargo generate --check` compares
//! it, and checks what is said about the features and the licences.

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use generate::{COMMAND, everything, features, licences, workspace_root};

/// Writes the generated files of the workspace.
#[derive(Parser)]
#[command(name = "cargo generate")]
struct Arguments {
    /// Only compare, and check the table of features and the licences of the dependencies.
    #[arg(long)]
    check: bool,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let root = workspace_root();
    let generated = everything(&root)?;
    if !arguments.check {
        for path in generated.write(&root)? {
            println!("{}", path.display());
        }
        return Ok(ExitCode::SUCCESS);
    }
    let stale = generated.differences(&root)?;
    for difference in &stale {
        println!("{difference}");
    }
    if !stale.is_empty() {
        println!("Run `{COMMAND}` and commit what it writes.");
    }
    let mut complaints = features::complaints(&root)?;
    complaints.extend(licences::complaints(&root)?);
    for complaint in &complaints {
        println!("{complaint}");
    }
    Ok(if stale.is_empty() && complaints.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
