//! The journeys of `tests/it`, told through the deployed stack as they are told through the one of a
//! developer's machine: the same tests, which find in their environment where to go. Time passes for the
//! deployed functions as a journey wishes (`python/emulator.py`).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use api::ENDPOINTS;
use journeys::deployed::{API, CLOCK, FUNCTIONS, MAILS};
use journeys::world::NOT_DEPLOYED;

use super::cloud::{Cloud, function};
use crate::tools::root;

/// What is told there about something else: a browser, programs that are started, the store by itself, the
/// log of one's own process, and alarms, for which something has to break.
const APART: &[&str] = &[
    "alarms::",
    "browser::",
    "cost::",
    "crash::",
    "denial::",
    "deployment::",
    "ending::",
    "front::",
    "load::",
    "store::",
    "refusals::the_log_names_no_person",
    "rounds::killed_in_the_middle",
];

/// Tells them, one after the other; afterwards nothing was denied, and every endpoint had something to give.
pub(super) fn tell(cloud: &Cloud, journeys: &Path) -> Result<()> {
    let mut telling = Command::new(journeys);
    telling.current_dir(root().join("tests"));
    telling.arg("--test-threads=1");
    telling.args(APART.iter().flat_map(|part| ["--skip", part]));
    // What endpoints know, and what workers do.
    for function in ["sign_in", "seal_audit"] {
        telling.envs(cloud.function_environment(function)?);
    }
    telling.envs(cloud.environment());
    telling.env(API, cloud.api()?);
    telling.env(FUNCTIONS, cloud.functions());
    telling.env(MAILS, cloud.mails_address());
    telling.env(CLOCK, cloud.clock());
    telling.env("RUST_BACKTRACE", "0").stdin(Stdio::null());
    let output = telling.output().context("they could not be started")?;
    cloud.stop_being_ahead()?;
    let told = Told::of(&String::from_utf8_lossy(&output.stdout))?;
    ensure!(told.failed.is_empty(), "{}", told.failed.join("\n"));
    ensure!(told.passed > told.left, "most need a process of their own");
    println!(
        "{} journeys, as on one machine; {} need a process of their own",
        told.passed, told.left
    );
    let denied = cloud.denials()?;
    ensure!(denied.is_empty(), "functions lack rights: {denied:#?}");
    every_endpoint_gave_something(cloud)
}

/// Each endpoint has answered somebody who was admitted, under the role that it was deployed with.
fn every_endpoint_gave_something(cloud: &Cloud) -> Result<()> {
    let gave = cloud.answered()?;
    let silent: BTreeSet<&str> = ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.name)
        .filter(|name| !gave.contains(&function(name)))
        .collect();
    ensure!(silent.is_empty(), "no story had anything of {silent:?}");
    println!(
        "{} endpoints gave what they were asked for",
        ENDPOINTS.len()
    );
    Ok(())
}

/// What came of them.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    passed: usize,
    /// Those that cannot be told on a deployed stack, and say so.
    left: usize,
    /// The words of those that failed.
    failed: Vec<String>,
}

impl Told {
    /// Read off what the tests printed.
    fn of(text: &str) -> Result<Self> {
        ensure!(
            text.contains("\ntest result: "),
            "they ended early:\n{text}"
        );
        let passed = text
            .lines()
            .filter(|line| line.starts_with("test ") && line.ends_with(" ... ok"));
        let words = text.split("\n---- ").skip(1).map(str::to_owned);
        let (left, failed): (Vec<_>, Vec<_>) =
            words.partition(|words| words.contains(NOT_DEPLOYED));
        Ok(Self {
            passed: passed.count(),
            left: left.len(),
            failed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_told_there_is_not_what_failed() {
        let printed = format!(
            "\nrunning 3 tests\ntest a::goes ... ok\ntest a::clock ... FAILED\ntest a::breaks ... FAILED\n\nfailures:\n\n\
             ---- a::clock stdout ----\n{NOT_DEPLOYED} a stack\n\n---- a::breaks stdout ----\nleft: 1\n\n\
             failures:\n    a::clock\n    a::breaks\n\ntest result: FAILED. 1 passed; 2 failed\n"
        );
        let told = Told::of(&printed).expect("a whole run");
        assert_eq!((told.passed, told.left, told.failed.len()), (1, 1, 1));
        assert!(told.failed[0].starts_with("a::breaks stdout"));
        Told::of("\nrunning 3 tests\ntest a::goes ... ok\n").expect_err("it ended early");
    }
}
