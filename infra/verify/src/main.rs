//! `cargo verify`: runs all tests, after looking for what they need.
//!
//! Tests drive a real browser on the real site, so they need the wasm target, Chromium with its
//! driver, and a Japanese font; the store's contract is also tested on AWS's own DynamoDB Local,
//! which needs Java and comes by npm. As root on Debian or Ubuntu these are installed; elsewhere
//! one line says what to install, before anything is compiled. Arguments go to `cargo test`.

mod dynamodb;
mod needs;

use std::env;
use std::process::ExitCode;

use toolchain::cargo;

fn main() -> ExitCode {
    if let Err(what) = needs::provide() {
        eprintln!("{what}");
        return ExitCode::FAILURE;
    }
    if let Err(what) = dynamodb::provide() {
        eprintln!("{what}");
        if env::var_os("CI").is_some() {
            return ExitCode::FAILURE;
        }
        eprintln!("Going on without DynamoDB Local: its tests will say that they were skipped.");
    }
    let ran = cargo()
        .args(["test", "--workspace"])
        .args(env::args_os().skip(1))
        .status();
    match ran {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cargo test could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}
