//! `cargo switch`: changes parameters of a deployed stack, with the template that it has.

use std::{collections::BTreeMap, process::ExitCode};

use anyhow::Result;
use clap::Parser;
use functions::world::system_clock;
use operations::installation::{Installation, Switched};

#[derive(Parser)]
#[command(
    name = "switch",
    about = "Changes parameters of a deployed stack; nothing is built"
)]
struct Options {
    /// `Maintenance=on`: a parameter of the template, and its new value.
    #[arg(required = true, value_name = "NAME=VALUE", value_parser = change)]
    changes: Vec<(String, String)>,
    /// The stack, as samconfig.toml names it.
    #[arg(long, default_value = "mamis")]
    stack: String,
    /// Where it is.
    #[arg(long, default_value = "ap-northeast-1")]
    region: String,
}

fn change(typed: &str) -> Result<(String, String), String> {
    let (name, value) = typed.split_once('=').ok_or("NAME=VALUE is asked for")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let installation = Installation {
        aws: "aws".to_owned(),
        stack: options.stack,
        region: options.region,
    };
    let stack = &installation.stack;
    let wanted: BTreeMap<String, String> = options.changes.into_iter().collect();
    println!("{stack}: CloudFormation is asked; Ctrl-C ends the watching, and not the change.");
    let token = format!("switch-{}", system_clock().millis());
    Ok(match installation.switch(&wanted, &token)? {
        Switched::Already => {
            println!("{stack}: it is so already.");
            ExitCode::SUCCESS
        }
        Switched::Done => {
            for (name, value) in wanted {
                println!("{stack}: {name} is '{value}' now.");
            }
            ExitCode::SUCCESS
        }
        Switched::PutBack(why) => {
            println!("{stack}: CloudFormation has put everything back:\n{why}");
            ExitCode::FAILURE
        }
    })
}
